//! The result of every step, to look into: which condition held, and what another rule would come to.

use crate::{Outcome, Profile, Verdict, evaluate::Evaluation, trail::Trail};
use sangloc_rulebook::{Criterion, Date, Decimal, Rulebook, Slot, Value};

/// A profile judged on a day, with the result of every step.
pub struct Trace<'a> {
    evaluation: Evaluation<'a>,
}

impl<'a> Trace<'a> {
    /// Runs the program of a rulebook.
    pub fn run(rulebook: &'a Rulebook, profile: &'a Profile, as_of: Date) -> Self {
        Self { evaluation: Evaluation::run(rulebook, profile, as_of) }
    }

    /// The result of a step; `None` is unknown.
    pub fn result(&self, slot: Slot) -> Option<Value> {
        self.evaluation.result(slot)
    }

    /// The verdict on a criterion, and the points it gives.
    pub fn state(&self, criterion: &Criterion) -> (Verdict, Option<Decimal>) {
        let standing = self.evaluation.standing(criterion);
        let points = self.evaluation.points(criterion, standing);
        (Verdict::of(standing.applies, standing.required), points)
    }

    /// What the deciding criteria come to.
    pub fn outcome(&self) -> Outcome {
        self.evaluation.outcome(&mut Trail::default())
    }

    /// Looks at what the same profile comes to under a rulebook that differs only in these steps, or
    /// has them besides; each stands after those it reads. The look is told whether any of them
    /// comes to another result. The trace is afterwards what it was.
    pub fn under<T>(
        &mut self,
        rulebook: &Rulebook,
        steps: &[Slot],
        look: impl FnOnce(&Trace<'_>, bool) -> T,
    ) -> T {
        let results = std::mem::take(&mut self.evaluation.results);
        let length = results.len();
        let mut other = self.evaluation.beside(rulebook, results);
        let mut undo = Vec::new();
        for slot in steps {
            let before = other.result(*slot);
            other.keep(*slot);
            if before != other.result(*slot) {
                undo.push((*slot, before));
            }
        }
        let trace = Trace { evaluation: other };
        let found = look(&trace, !undo.is_empty());
        let mut other = trace.evaluation;
        for (slot, result) in undo.into_iter().rev() {
            other.put(slot, result);
        }
        let mut results = std::mem::take(&mut other.results);
        drop(other);
        results.resize(length);
        self.evaluation.results = results;
        found
    }
}
