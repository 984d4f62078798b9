//! The few words between quantities, by language; all other words are the rulebook's.

use crate::Relation;
use sangloc_rulebook::{Comparison, Language};

/// Words and number forms of one language.
pub(crate) struct Words {
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) none: &'static str,
    /// Of a criterion.
    pub(crate) met: &'static str,
    pub(crate) unmet: &'static str,
    pub(crate) group: char,
    pub(crate) decimal: char,
    /// The order of a date: day first, or ISO.
    pub(crate) day_first: bool,
    equal: &'static str,
    not_equal: &'static str,
    below: &'static str,
    at_most: &'static str,
    above: &'static str,
    at_least: &'static str,
    is: &'static str,
    is_not: &'static str,
    any_of: &'static str,
    none_of: &'static str,
    all_of: &'static str,
    not_all_of: &'static str,
    bands: &'static str,
    /// `{}` is the name of a figure.
    pub(crate) no_figure: &'static str,
    /// `{}` is the name of a column or table.
    pub(crate) not_in_table: &'static str,
    /// `{}` is the name of a quantity.
    pub(crate) not_computable: &'static str,
    /// `{}` is a figure of a band, then its points.
    pub(crate) band: &'static str,
}

const VI: Words = Words {
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

const EN: Words = Words {
    yes: "Yes",
    no: "No",
    none: "none",
    met: "Met",
    unmet: "Not met",
    group: ',',
    decimal: '.',
    day_first: false,
    equal: "must equal",
    not_equal: "must differ from",
    below: "must be below",
    at_most: "at most",
    above: "must be above",
    at_least: "at least",
    is: "must be",
    is_not: "must not be",
    any_of: "must have at least one of",
    none_of: "must have none of",
    all_of: "must have all of",
    not_all_of: "must not have all of",
    bands: "points by band:",
    no_figure: "No figure is in force on the day of the decision: {}",
    not_in_table: "The authority has not entered this yet: {}",
    not_computable: "Cannot be computed: {}",
    band: "from {}: {} points",
};

impl Words {
    /// The words of a language; English where a language has none yet.
    pub(crate) fn of(language: &Language) -> &'static Self {
        if language.0 == "vi" { &VI } else { &EN }
    }

    pub(crate) fn relation(&self, relation: Relation) -> &'static str {
        match relation {
            Relation::Compare(Comparison::Equal) => self.equal,
            Relation::Compare(Comparison::NotEqual) => self.not_equal,
            Relation::Compare(Comparison::Below) => self.below,
            Relation::Compare(Comparison::AtMost) => self.at_most,
            Relation::Compare(Comparison::Above) => self.above,
            Relation::Compare(Comparison::AtLeast) => self.at_least,
            Relation::Is => self.is,
            Relation::IsNot => self.is_not,
            Relation::AnyOf => self.any_of,
            Relation::NoneOf => self.none_of,
            Relation::AllOf => self.all_of,
            Relation::NotAllOf => self.not_all_of,
            Relation::Bands => self.bands,
        }
    }
}
