//! The words around a report in a terminal, by language.

pub(crate) mod criteria_page;
pub(crate) mod diff;
mod en;
mod ja;
mod ko;
mod vi;
mod zh;

use sangloc_rulebook::Language;
use sangloc_screening::Outcome;

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
    pub(crate) accepted_short: &'static str,
    pub(crate) rejected_short: &'static str,
    pub(crate) review_short: &'static str,
    pub(crate) answers_short: &'static str,
    pub(crate) impossible_short: &'static str,
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
            Outcome::Accepted => self.accepted_short,
            Outcome::Rejected => self.rejected_short,
            Outcome::NeedsReview => self.review_short,
            Outcome::NeedsAnswers if acceptance_possible => self.answers_short,
            Outcome::NeedsAnswers => self.impossible_short,
        }
    }
}
