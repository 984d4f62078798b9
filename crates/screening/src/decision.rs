//! What becomes of the project: all findings together.

use crate::{Finding, Profile, Verdict, evaluate::Evaluation, finding::Trail};
use sangloc_rulebook::{
    CriterionIndex, Date, Decimal, FactIndex, Indicator, Kind, OnUnmet, Operation, Rulebook, Value,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
}

/// Judges a profile. Total: whatever is missing or wrong becomes an unknown, never an error.
pub fn evaluate(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Decision {
    let evaluation = Evaluation::run(rulebook, profile, as_of);
    let findings: Vec<Finding> = (0u16..)
        .zip(&rulebook.criteria)
        .map(|(place, criterion)| Finding::of(&evaluation, CriterionIndex(place), criterion))
        .collect();
    let readings =
        rulebook.indicators.iter().map(|indicator| Reading::of(&evaluation, indicator)).collect();
    Decision::of(rulebook, as_of, findings, readings)
}

impl Decision {
    fn of(
        rulebook: &Rulebook,
        as_of: Date,
        findings: Vec<Finding>,
        readings: Vec<Reading>,
    ) -> Self {
        let mut tally = Tally::default();
        let (mut points, mut points_open) = (Decimal::ZERO, false);
        for (finding, criterion) in findings.iter().zip(&rulebook.criteria) {
            if criterion.kind.decides() {
                tally.weigh(finding.holds, &finding.needs, criterion.on_unmet);
            }
            if criterion.kind == Kind::Priority {
                points = points.checked_add(finding.points.unwrap_or_default()).unwrap_or(points);
                points_open |= finding.verdict == Verdict::Unknown;
            }
        }
        let outcome = tally.outcome();
        let open = if outcome == Outcome::Rejected { BTreeSet::new() } else { tally.open };
        Self {
            outcome,
            as_of,
            findings,
            readings,
            points,
            points_open,
            open_facts: open.into_iter().collect(),
            acceptance_possible: !(tally.rejected || tally.review || tally.gap),
        }
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

impl Reading {
    fn of(evaluation: &Evaluation<'_>, indicator: &Indicator) -> Self {
        let number = |slot| evaluation.result(slot).and_then(Value::number);
        let held_against_bands = |points| match evaluation.rulebook.program.step(points) {
            Some(Operation::Bands(quantity, _)) => Some(*quantity),
            _ => None,
        };
        let mut trail = Trail::new(evaluation);
        trail.follow(indicator.when);
        trail.follow(Some(indicator.quantity));
        Self {
            applies: indicator.when.map_or(Some(true), |when| evaluation.holds(when)),
            value: number(indicator.quantity),
            banded: indicator.points.and_then(held_against_bands).and_then(number),
            points: indicator.points.and_then(number),
            needs: trail.needs.into_iter().collect(),
        }
    }
}

/// How the deciding criteria stand.
#[derive(Default)]
pub(crate) struct Tally {
    rejected: bool,
    review: bool,
    gap: bool,
    open: BTreeSet<FactIndex>,
}

impl Tally {
    /// Counts one in: whether it holds, and the unanswered facts that leave it open.
    pub(crate) fn weigh(&mut self, holds: Option<bool>, needs: &[FactIndex], on_unmet: OnUnmet) {
        match holds {
            Some(true) => {}
            Some(false) if on_unmet == OnUnmet::Reject => self.rejected = true,
            Some(false) => self.review = true,
            None => {
                self.gap |= needs.is_empty();
                self.open.extend(needs);
            }
        }
    }

    pub(crate) fn outcome(&self) -> Outcome {
        if self.rejected {
            Outcome::Rejected
        } else if !self.open.is_empty() {
            Outcome::NeedsAnswers
        } else if self.review || self.gap {
            Outcome::NeedsReview
        } else {
            Outcome::Accepted
        }
    }
}
