//! The few words between quantities, by language; all other words are the rulebook's.

mod en;
mod ja;
mod ko;
mod vi;
pub(crate) mod workbook;
mod zh;

use crate::Relation;
use sangloc_rulebook::{Comparison, Language};

/// The words of every language, for reading what was written in any of them.
pub(crate) const ALL: [&Words; 5] = [&vi::WORDS, &en::WORDS, &zh::WORDS, &ko::WORDS, &ja::WORDS];

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
    pub(crate) equal: &'static str,
    pub(crate) not_equal: &'static str,
    pub(crate) below: &'static str,
    pub(crate) at_most: &'static str,
    pub(crate) above: &'static str,
    pub(crate) at_least: &'static str,
    pub(crate) is: &'static str,
    pub(crate) is_not: &'static str,
    pub(crate) any_of: &'static str,
    pub(crate) none_of: &'static str,
    pub(crate) all_of: &'static str,
    pub(crate) not_all_of: &'static str,
    pub(crate) bands: &'static str,
    /// `{}` is the name of a figure.
    pub(crate) no_figure: &'static str,
    /// `{}` is the name of a column or table.
    pub(crate) not_in_table: &'static str,
    /// `{}` is the name of a quantity.
    pub(crate) not_computable: &'static str,
    /// `{}` is a figure of a band, then its points.
    pub(crate) band: &'static str,
    /// `{}` is a present amount, then one with its limit.
    pub(crate) raise: &'static str,
    pub(crate) lower: &'static str,
    /// `{}` is a figure; of amounts to come to.
    pub(crate) limit_at_least: &'static str,
    pub(crate) limit_above: &'static str,
    pub(crate) limit_at_most: &'static str,
    pub(crate) limit_below: &'static str,
    /// `{}` is a present answer, then another.
    pub(crate) exchange: &'static str,
    /// `{}` is a list of choices.
    pub(crate) drop: &'static str,
    pub(crate) add: &'static str,
    /// `{}` is an answer to a question that is open.
    pub(crate) answer: &'static str,
}

impl Words {
    /// The words of a language; English where a language has none yet.
    pub(crate) fn of(language: &Language) -> &'static Self {
        match language.0.as_str() {
            "vi" => &vi::WORDS,
            "zh" => &zh::WORDS,
            "ko" => &ko::WORDS,
            "ja" => &ja::WORDS,
            _ => &en::WORDS,
        }
    }

    /// What is required, in full. `{}` in the words of a relation is its place; else it comes last.
    pub(crate) fn require(&self, relation: Relation, required: &str) -> String {
        let words = self.relation(relation);
        match words.split_once("{}") {
            Some((before, after)) => format!("{before}{required}{after}"),
            None => format!("{words} {required}"),
        }
    }

    fn relation(&self, relation: Relation) -> &'static str {
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
