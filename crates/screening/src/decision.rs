//! What becomes of the project: all findings together.

use crate::{Finding, Law, Profile, summary::Tally};
use sangloc_rulebook::{CriterionIndex, Date, Decimal, FactIndex, Rulebook};
use serde::{Deserialize, Serialize};

/// What the criteria that decide come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every deciding criterion is met or does not apply.
    Accepted,
    /// At least one deciding criterion is unmet for certain, whatever is still unanswered.
    Rejected,
    /// No answer is missing and none rejects, but a person must decide.
    NeedsReview,
    /// Answers are missing that can still decide.
    NeedsAnswers,
}

impl Outcome {
    /// The name in case files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::NeedsReview => "needs_review",
            Self::NeedsAnswers => "needs_answers",
        }
    }
}

/// The decision on a profile under a rulebook on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the deciding criteria come to.
    pub outcome: Outcome,
    /// The day whose law and figures were applied.
    pub as_of: Date,
    /// One finding a criterion, in the order of the rulebook.
    pub findings: Vec<Finding>,
    /// One reading an indicator, in the order of the rulebook.
    pub readings: Vec<Reading>,
    /// The points of all priorities that are known.
    pub points: Decimal,
    /// Whether priorities are still open, so that the points can change.
    pub points_open: bool,
    /// The unanswered facts that can still change the outcome; none when it is certain.
    pub open_facts: Vec<FactIndex>,
    /// Whether some answers to them can still lead to acceptance.
    pub acceptance_possible: bool,
    /// The facts that are answered, in the order of the rulebook.
    pub(crate) answered: Vec<FactIndex>,
}

/// Judges a profile. Total: whatever is missing or wrong becomes an unknown, never an error.
///
/// Whoever judges many profiles by one law makes the [`Law`] once.
pub fn evaluate(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Decision {
    Law::new(rulebook, as_of).decide(profile)
}

impl Decision {
    /// By this law, and nothing found yet.
    pub(crate) fn blank(law: &Law<'_>) -> Self {
        let criteria = (0u16..).map(CriterionIndex).zip(&law.rulebook().criteria);
        Self {
            outcome: Outcome::NeedsAnswers,
            as_of: law.as_of(),
            findings: criteria.map(|(index, _)| Finding::blank(index)).collect(),
            readings: Vec::new(),
            points: Decimal::ZERO,
            points_open: false,
            open_facts: Vec::new(),
            acceptance_possible: false,
            answered: Vec::with_capacity(law.rulebook().facts.len()),
        }
    }

    /// Makes of the findings what they come to together.
    pub(crate) fn sum_up(&mut self, rulebook: &Rulebook, profile: &Profile) {
        let mut tally = Tally::default();
        for (finding, criterion) in self.findings.iter().zip(&rulebook.criteria) {
            let standing = (finding.verdict, finding.holds);
            let needs_answers = !finding.needs.is_empty();
            tally.count(criterion, standing, finding.points.as_ref(), needs_answers);
        }
        (self.outcome, self.points) = (tally.outcome(), tally.points);
        self.points_open = tally.points_open;
        self.acceptance_possible = tally.acceptance_possible();
        self.open_facts.clear();
        if self.outcome == Outcome::NeedsAnswers {
            self.list_open_facts(rulebook);
        }
        self.answered.clear();
        self.answered.extend(profile.answered());
    }

    /// Lists what leaves criteria open that decide, each fact once and in the order of the rulebook.
    fn list_open_facts(&mut self, rulebook: &Rulebook) {
        let mut open = vec![false; rulebook.facts.len()];
        for (finding, criterion) in self.findings.iter().zip(&rulebook.criteria) {
            if criterion.kind.decides() && finding.holds.is_none() {
                for fact in &finding.needs {
                    open.get_mut(fact.at()).into_iter().for_each(|open| *open = true);
                }
            }
        }
        let open = (0u16..).map(FactIndex).zip(open).filter(|(_, open)| *open);
        self.open_facts.extend(open.map(|(fact, _)| fact));
    }
}

/// What an indicator shows for a profile; it decides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whether it applies; unknown while that is open.
    pub applies: Option<bool>,
    /// The quantity; `None`: unknown.
    pub value: Option<Decimal>,
    /// The same in the unit of its bands; `None`: unknown, or there are no bands.
    pub banded: Option<Decimal>,
    /// The points of the band it reaches.
    pub points: Option<Decimal>,
    /// The unanswered facts it needs.
    pub needs: Vec<FactIndex>,
}
