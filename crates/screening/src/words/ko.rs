//! Korean.

use super::Words;

pub(super) const WORDS: Words = Words {
    yes: "예",
    no: "아니요",
    none: "해당 없음",
    met: "충족",
    unmet: "미충족",
    group: ',',
    decimal: '.',
    day_first: false,
    equal: "{}와(과) 일치",
    not_equal: "{}와(과) 다를 것",
    below: "{} 미만",
    at_most: "{} 이하",
    above: "{} 초과",
    at_least: "{} 이상",
    is: "필수:",
    is_not: "불가:",
    any_of: "하나 이상 필요:",
    none_of: "불가:",
    all_of: "모두 필요:",
    not_all_of: "동시 해당 불가:",
    bands: "구간별 점수:",
    no_figure: "심사 기준일에 시행 중인 수치 없음: {}",
    not_in_table: "관리기관의 자료가 아직 없음: {}",
    not_computable: "계산할 수 없음: {}",
    band: "{} 이상: {}점",
};
