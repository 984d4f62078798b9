//! What is compared: of every criterion what became of it, the outcome, and the points.

use crate::table::{
    GAP, HARMLESS, MET, NOT_APPLICABLE, OPEN, POINTS_OPEN, Status, UNMET, criteria,
};
use sangloc_rulebook::Decimal;
use sangloc_screening::{Outcome, Verdict};
use std::sync::LazyLock;

/// How many criteria there are.
pub(crate) const CRITERIA: usize = 60;

/// What an engine that knows no outcome gives, and what its host makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answers {
    pub(crate) statuses: [Status; CRITERIA],
    pub(crate) outcome: Outcome,
    pub(crate) points: i64,
    pub(crate) points_open: bool,
}

static GIVES_POINTS: LazyLock<Vec<bool>> =
    LazyLock::new(|| criteria().iter().map(|criterion| criterion.gives_points).collect());

impl Answers {
    /// Counts together what became of the criteria, as the host of a rule engine does.
    pub(crate) fn count(statuses: [Status; CRITERIA]) -> Self {
        let (mut rejected, mut open, mut gap) = (false, false, false);
        let (mut points, mut points_open) = (0, false);
        for (status, gives_points) in statuses.iter().zip(GIVES_POINTS.iter()) {
            match (*gives_points, *status) {
                (true, POINTS_OPEN) => points_open = true,
                (true, given) => points += i64::from(given),
                (false, UNMET) => rejected = true,
                (false, OPEN) => open = true,
                (false, GAP) => gap = true,
                _ => {}
            }
        }
        let outcome = match (rejected, open, gap) {
            (true, ..) => Outcome::Rejected,
            (_, true, _) => Outcome::NeedsAnswers,
            (.., true) => Outcome::NeedsReview,
            _ => Outcome::Accepted,
        };
        Self { statuses, outcome, points, points_open }
    }

    /// Every status is asked of the engine.
    pub(crate) fn of(mut status: impl FnMut(usize) -> Status) -> Self {
        Self::count(std::array::from_fn(&mut status))
    }
}

/// A finding as a status.
pub(crate) fn status(
    place: usize,
    verdict: Verdict,
    holds: Option<bool>,
    points: Option<Decimal>,
    needs: bool,
) -> Status {
    let whole = |points: Decimal| {
        let given = Status::try_from(points).expect("few points");
        assert_eq!(verdict, if given > 0 { Verdict::Met } else { Verdict::Unmet });
        given
    };
    if GIVES_POINTS[place] {
        return points.map_or(POINTS_OPEN, whole);
    }
    match (verdict, holds, needs) {
        (Verdict::Met, ..) => MET,
        (Verdict::Unmet, ..) => UNMET,
        (Verdict::NotApplicable, ..) => NOT_APPLICABLE,
        (_, Some(true), _) => HARMLESS,
        (.., true) => OPEN,
        _ => GAP,
    }
}
