//! The few words between quantities, by language; all other words are the rulebook's.

use crate::Relation;
use sangloc_rulebook::{Comparison, Language};

/// Words and number forms of one language.
pub(crate) struct Words {
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) none: &'static str,
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
    group: '.',
    decimal: ',',
    day_first: true,
    equal: "bằng",
    not_equal: "khác",
    below: "dưới",
    at_most: "không quá",
    above: "trên",
    at_least: "từ",
    is: "là",
    is_not: "không phải là",
    any_of: "có ít nhất một trong",
    none_of: "không có mục nào trong",
    all_of: "có đủ",
    not_all_of: "không có đủ",
    bands: "điểm theo mức",
    no_figure: "Không có mức nào đang có hiệu lực vào ngày xét: {}",
    not_in_table: "Chưa có số liệu của cơ quan quản lý: {}",
    not_computable: "Không tính được: {}",
    band: "từ {}: {} điểm",
};

const EN: Words = Words {
    yes: "Yes",
    no: "No",
    none: "none",
    group: ',',
    decimal: '.',
    day_first: false,
    equal: "equal to",
    not_equal: "other than",
    below: "below",
    at_most: "at most",
    above: "above",
    at_least: "at least",
    is: "to be",
    is_not: "not to be",
    any_of: "at least one of",
    none_of: "none of",
    all_of: "all of",
    not_all_of: "not all of",
    bands: "points by band",
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
