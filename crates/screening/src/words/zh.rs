//! Chinese (simplified).

use super::Words;

pub(super) const WORDS: Words = Words {
    yes: "是",
    no: "否",
    none: "无",
    met: "符合",
    unmet: "不符合",
    group: ',',
    decimal: '.',
    day_first: false,
    equal: "须等于",
    not_equal: "不得等于",
    below: "须低于",
    at_most: "不超过",
    above: "须高于",
    at_least: "不低于",
    is: "须为",
    is_not: "不得为",
    any_of: "须含有以下至少一项",
    none_of: "不得含有",
    all_of: "须全部含有",
    not_all_of: "不得全部含有",
    bands: "分档计分",
    no_figure: "审查当日没有有效数值：{}",
    not_in_table: "主管部门尚未录入：{}",
    not_computable: "无法计算：{}",
    band: "达{}得{}分",
};
