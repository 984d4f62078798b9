//! Vietnamese.

use super::Words;

pub(super) const WORDS: Words = Words {
    yes: "Có",
    no: "Không",
    none: "không có mục nào",
    met: "Đáp ứng",
    unmet: "Không đáp ứng",
    group: '.',
    decimal: ',',
    day_first: true,
    equal: "phải bằng",
    not_equal: "phải khác",
    below: "phải dưới",
    at_most: "không quá",
    above: "phải trên",
    at_least: "tối thiểu",
    is: "phải là",
    is_not: "không được là",
    any_of: "phải có ít nhất một trong",
    none_of: "không được có",
    all_of: "phải có đủ",
    not_all_of: "không được có đủ",
    bands: "điểm theo mức:",
    no_figure: "Không có mức nào đang có hiệu lực vào ngày xét: {}",
    not_in_table: "Chưa có số liệu của cơ quan quản lý: {}",
    not_computable: "Không tính được: {}",
    band: "từ {}: {} điểm",
};
