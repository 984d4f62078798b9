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
    equal: "次の値と等しいこと:",
    not_equal: "次の値と異なること:",
    below: "次の値未満であること:",
    at_most: "上限",
    above: "次の値を超えること:",
    at_least: "下限",
    is: "次のとおりであること:",
    is_not: "次に該当しないこと:",
    any_of: "次のいずれかに該当すること:",
    none_of: "次のいずれにも該当しないこと:",
    all_of: "次のすべてに該当すること:",
    not_all_of: "次のすべてに同時に該当しないこと:",
    bands: "区分別の評価点:",
    no_figure: "判定日に適用される基準値がありません：{}",
    not_in_table: "当局による登録がまだ済んでいません：{}",
    not_computable: "算出できません：{}",
    band: "{}以上：{}点",
};
