//! Findings in brief, and what they come to together.

use crate::{Finding, Outcome, Verdict, evaluate::Evaluation, trail::Trail};
use sangloc_rulebook::{Criterion, Decimal, Kind, OnUnmet};

/// What becomes of a profile, without what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What the deciding criteria come to.
    pub outcome: Outcome,
    /// The points of all priorities that are known.
    pub points: Decimal,
    /// Whether priorities are still open, so that the points can change.
    pub points_open: bool,
    /// One a criterion, in the order of the rulebook.
    pub findings: Vec<BriefFinding>,
}

/// What became of one criterion, without what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BriefFinding {
    /// What became of it.
    pub verdict: Verdict,
    /// Whether the criterion stands in the way: `Some(false)` it does, for certain; `None` it may.
    pub holds: Option<bool>,
    /// The points it gives, when known; only for priorities that apply.
    pub points: Option<Decimal>,
    /// Whether answers are missing that leave it open.
    pub needs_answers: bool,
}

impl From<&Finding> for BriefFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            verdict: finding.verdict,
            holds: finding.holds,
            points: finding.points,
            needs_answers: !finding.needs.is_empty(),
        }
    }
}

impl Default for Summary {
    /// Of no criterion.
    fn default() -> Self {
        Self {
            outcome: Outcome::Accepted,
            points: Decimal::ZERO,
            points_open: false,
            findings: Vec::new(),
        }
    }
}

impl Summary {
    /// Makes it that of another profile, by the results for it.
    pub(crate) fn renew(&mut self, evaluation: &Evaluation<'_>, trail: &mut Trail) {
        let mut tally = Tally::default();
        self.findings.clear();
        for criterion in &evaluation.rulebook.criteria {
            let finding = brief(evaluation, criterion, trail);
            let BriefFinding { verdict, holds, points, needs_answers } = &finding;
            tally.count(criterion, (*verdict, *holds), points.as_ref(), *needs_answers);
            self.findings.push(finding);
        }
        (self.outcome, self.points) = (tally.outcome(), tally.points);
        self.points_open = tally.points_open;
    }
}

#[inline(always)]
fn brief(evaluation: &Evaluation<'_>, criterion: &Criterion, trail: &mut Trail) -> BriefFinding {
    let standing = evaluation.standing(criterion);
    let points = evaluation.points(criterion, standing);
    let knows_points = points.is_some();
    BriefFinding {
        verdict: Verdict::of(standing.applies, standing.required),
        holds: standing.holds(),
        points,
        needs_answers: standing.applies != Some(false)
            && standing.is_open(criterion, knows_points)
            && trail.needs_answers(evaluation, criterion.roots()),
    }
}

/// How the criteria stand together.
#[derive(Default)]
pub(crate) struct Tally {
    rejected: bool,
    review: bool,
    gap: bool,
    needs_answers: bool,
    pub(crate) points: Decimal,
    pub(crate) points_open: bool,
}

impl Tally {
    /// Counts one in: its verdict, whether it holds, the points it gives, and whether answers are missing.
    #[inline]
    pub(crate) fn count(
        &mut self,
        criterion: &Criterion,
        (verdict, holds): (Verdict, Option<bool>),
        points: Option<&Decimal>,
        needs_answers: bool,
    ) {
        if criterion.kind.decides() {
            self.weigh(criterion.on_unmet, holds, needs_answers);
        }
        if criterion.kind == Kind::Priority {
            if let Some(points) = points {
                self.points = self.points.checked_add(*points).unwrap_or(self.points);
            }
            self.points_open |= verdict == Verdict::Unknown;
        }
    }

    /// Counts one in that decides: whether it holds, and if that is open, whether answers are missing.
    pub(crate) fn weigh(&mut self, on_unmet: OnUnmet, holds: Option<bool>, needs_answers: bool) {
        match holds {
            Some(true) => {}
            Some(false) if on_unmet == OnUnmet::Reject => self.rejected = true,
            Some(false) => self.review = true,
            None if needs_answers => self.needs_answers = true,
            None => self.gap = true,
        }
    }

    /// Whether nothing more can change the outcome.
    pub(crate) fn is_rejected(&self) -> bool {
        self.rejected
    }

    /// Whether an answer is missing that can still decide.
    pub(crate) fn needs_answers(&self) -> bool {
        self.needs_answers
    }

    /// Whether some answers can still lead to acceptance, as far as that is seen without looking for them.
    pub(crate) fn acceptance_possible(&self) -> bool {
        !(self.rejected || self.review || self.gap)
    }

    pub(crate) fn outcome(&self) -> Outcome {
        if self.rejected {
            Outcome::Rejected
        } else if self.needs_answers {
            Outcome::NeedsAnswers
        } else if self.review || self.gap {
            Outcome::NeedsReview
        } else {
            Outcome::Accepted
        }
    }
}
