//! The words around a report in a terminal, by language.

mod en;
mod ja;
mod ko;
mod vi;
mod zh;

use sangloc_rulebook::Language;
use sangloc_screening::Outcome;
use sangloc_workshop::DiffPhrases;

/// The words around a report in a terminal.
pub(crate) struct Phrases {
    pub(crate) accepted: &'static str,
    pub(crate) rejected: &'static str,
    pub(crate) needs_review: &'static str,
    pub(crate) needs_answers: &'static str,
    pub(crate) still_possible: &'static str,
    pub(crate) points: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) blocks: &'static str,
    pub(crate) open: &'static str,
    pub(crate) met: &'static str,
    pub(crate) priorities: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) source: &'static str,
    pub(crate) unverified: &'static str,
    pub(crate) derived: &'static str,
    pub(crate) advisory: &'static str,
    pub(crate) from: &'static str,
    pub(crate) overdue: &'static str,
    pub(crate) indicators: &'static str,
    /// The words that reports of the workshop have too.
    pub(crate) shared: &'static DiffPhrases,
    pub(crate) impossible_short: &'static str,
    /// Above the sets of changes.
    pub(crate) changes: &'static str,
    /// Above answers that are only missing.
    pub(crate) also_answer: &'static str,
    /// Before other answers that would do.
    pub(crate) instead: &'static str,
    /// Above criteria that no change meets.
    pub(crate) out_of_reach: &'static str,
    pub(crate) not_all_ways: &'static str,
    pub(crate) nothing_to_change: &'static str,
    /// Above how far amounts are from limits.
    pub(crate) to_spare: &'static str,
    /// Above changes that gain something.
    pub(crate) gains: &'static str,
    /// Of a set after which a person decides.
    pub(crate) then_review: &'static str,
}

impl Phrases {
    /// The phrases of a language; English where a language has none yet.
    pub(crate) fn of(language: &Language) -> &'static Self {
        match language.0.as_str() {
            "vi" => &vi::PHRASES,
            "zh" => &zh::PHRASES,
            "ko" => &ko::PHRASES,
            "ja" => &ja::PHRASES,
            _ => &en::PHRASES,
        }
    }

    /// An outcome in one or two words.
    pub(crate) fn short(&self, outcome: Outcome, acceptance_possible: bool) -> &'static str {
        match outcome {
            Outcome::NeedsAnswers if !acceptance_possible => self.impossible_short,
            _ => self.shared.outcome(outcome),
        }
    }
}
