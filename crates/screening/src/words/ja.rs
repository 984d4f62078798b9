//! Japanese.

use super::Words;

pub(super) const WORDS: Words = Words {
    yes: "はい",
    no: "いいえ",
    none: "該当なし",
    met: "適合",
    unmet: "不適合",
    group: ',',
    decimal: '.',
    day_first: false,
    equal: "{}であること",
    not_equal: "{}以外",
    below: "{}未満",
    at_most: "{}以下",
    above: "{}を超えること",
    at_least: "{}以上",
    is: "次のとおり:",
    is_not: "次以外:",
    any_of: "次のいずれか:",
    none_of: "次のいずれでもないこと:",
    all_of: "次のすべてを含むこと:",
    not_all_of: "次のすべてを同時に含まないこと:",
    bands: "区分別の評価点:",
    no_figure: "判定日に適用される基準値がありません：{}",
    not_in_table: "当局による登録がまだ済んでいません：{}",
    not_computable: "算出できません：{}",
    band: "{}以上：{}点",
};
