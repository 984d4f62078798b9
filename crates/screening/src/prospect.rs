//! What can still become of the project, whatever is answered to the questions that are open.

use crate::{
    Outcome, Profile,
    search::{Ending, Goal, Search, Wish},
};
use sangloc_rulebook::{Criterion, CriterionIndex, Date, OnUnmet, Operation, Rulebook};

/// The most steps one question of this kind may take; beyond that it is left open, never guessed.
const STEPS: u32 = 4_000;

/// Whether some answers to the open questions lead somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Some do: they were found, and applied.
    Yes,
    /// None do: proven.
    No,
    /// Neither found nor proven within the limits.
    Open,
}

/// What can still become of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// Whether it can be accepted.
    pub accepted: Reach,
    /// Whether it can come to a person's decision.
    pub review: Reach,
    /// Whether it can be rejected.
    pub rejected: Reach,
    /// The deciding criteria that some answers would leave unmet, those already unmet included.
    pub can_fail: Vec<CriterionIndex>,
}

impl Prospect {
    /// The outcome, when all answers lead to the same.
    pub fn certain(&self) -> Option<Outcome> {
        match (self.accepted, self.review, self.rejected) {
            (_, Reach::No, Reach::No) => Some(Outcome::Accepted),
            (Reach::No, _, Reach::No) => Some(Outcome::NeedsReview),
            (Reach::No, Reach::No, _) => Some(Outcome::Rejected),
            _ => None,
        }
    }
}

/// What can still become of a profile: exact, unless a limit is met, which [`Reach::Open`] then says.
///
/// An unanswered question may get any answer its fact takes, amounts to the hundredth. `Open` besides
/// that where a deciding criterion compares two amounts that are both unanswered.
pub fn prospect(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Prospect {
    let mut prospects = Prospects::new(rulebook, profile, as_of);
    let mut can_fail = Vec::new();
    let (mut rejected, mut review) = (Reach::No, Reach::No);
    for (index, on_unmet) in prospects.deciding() {
        let fails = prospects.reach(&[Goal { criterion: index, wish: Wish::Fails }]);
        if fails == Reach::Yes {
            can_fail.push(index);
        }
        if on_unmet == OnUnmet::Reject {
            rejected = rejected.or(fails);
        } else if review != Reach::Yes && fails != Reach::No {
            review = review.or(prospects.fails_alone(index));
        }
    }
    if review != Reach::Yes {
        review = review.or(prospects.gap());
    }
    Prospect { accepted: prospects.accepted(), review, rejected, can_fail }
}

impl Reach {
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::No,
        }
    }
}

/// Answers questions about one profile, each from the same start.
struct Prospects<'a> {
    search: Search<'a>,
    rulebook: &'a Rulebook,
}

impl<'a> Prospects<'a> {
    fn new(rulebook: &'a Rulebook, profile: &'a Profile, as_of: Date) -> Self {
        let decides = |criterion: &Criterion| criterion.kind.decides();
        Self { search: Search::new(rulebook, profile, as_of, decides), rulebook }
    }

    fn deciding(&self) -> Vec<(CriterionIndex, OnUnmet)> {
        let all = (0u16..).map(CriterionIndex).zip(&self.rulebook.criteria);
        let deciding = all.filter(|(_, criterion)| criterion.kind.decides());
        deciding.map(|(index, criterion)| (index, criterion.on_unmet)).collect()
    }

    fn reach(&mut self, goals: &[Goal]) -> Reach {
        let mark = self.search.mark();
        let ending = self.search.attempt(goals, STEPS);
        self.search.back_to(mark);
        match ending {
            Ending::Found => Reach::Yes,
            Ending::Refuted(_) => Reach::No,
            Ending::Unsettled => Reach::Open,
        }
    }

    fn accepted(&mut self) -> Reach {
        let goals = accepted(self.rulebook);
        self.reach(&goals)
    }

    /// Whether this criterion can be unmet while nothing rejects.
    fn fails_alone(&mut self, failing: CriterionIndex) -> Reach {
        let mut goals = vec![Goal { criterion: failing, wish: Wish::Fails }];
        goals.extend(not_rejected(self.rulebook));
        self.reach(&goals)
    }

    /// Whether a criterion can be left open by the tables or figures themselves while nothing rejects.
    fn gap(&mut self) -> Reach {
        let mut deciding = self.deciding();
        deciding.retain(|(index, _)| self.may_have_gaps(*index));
        let gaps = deciding.into_iter().map(|(index, _)| {
            let mut goals = vec![Goal { criterion: index, wish: Wish::StaysOpen }];
            goals.extend(not_rejected(self.rulebook));
            self.reach(&goals)
        });
        gaps.fold(Reach::No, Reach::or)
    }
}

impl Prospects<'_> {
    /// Whether a cell, a figure or a division could leave the criterion open though all is answered.
    fn may_have_gaps(&self, index: CriterionIndex) -> bool {
        let Some(criterion) = self.rulebook.criterion(index) else { return false };
        let program = &self.rulebook.program;
        let steps = program.reachable([criterion.when, criterion.require].into_iter().flatten());
        steps.into_iter().filter_map(|slot| program.step(slot)).any(|step| match step {
            Operation::Column(table, column) => {
                let rows = self.rulebook.table(*table).map_or(&[][..], |table| &table.rows);
                rows.iter().any(|row| row.cells.get(column.at()).copied().flatten().is_none())
            }
            Operation::Parameter(parameter) | Operation::Bands(_, parameter) => {
                self.search.evaluation.amount(*parameter).is_none()
            }
            // A zero divisor, a sum too large, a day without an exchange rate.
            Operation::Arithmetic(..) | Operation::Convert(..) => true,
            _ => false,
        })
    }
}

/// What it takes to be accepted.
pub(crate) fn accepted(rulebook: &Rulebook) -> Vec<Goal> {
    goals(rulebook, |_| Some(Wish::Holds))
}

/// What it takes not to be rejected.
pub(crate) fn not_rejected(rulebook: &Rulebook) -> Vec<Goal> {
    goals(rulebook, |on_unmet| (on_unmet == OnUnmet::Reject).then_some(Wish::DoesNotFail))
}

fn goals(rulebook: &Rulebook, wish: impl Fn(OnUnmet) -> Option<Wish>) -> Vec<Goal> {
    let all = (0u16..).map(CriterionIndex).zip(&rulebook.criteria);
    let deciding = all.filter(|(_, criterion)| criterion.kind.decides());
    let goals = deciding
        .filter_map(|(criterion, found)| Some(Goal { criterion, wish: wish(found.on_unmet)? }));
    goals.collect()
}
