//! The outcomes of many profiles by one law, without what they rest on.

use crate::{Law, Outcome, Profile, evaluate::Evaluation};
use sangloc_rulebook::{Criterion, OnUnmet, Slot, Value};
use std::borrow::Cow;

/// Comes to the outcome of one profile after the other, and nothing else: it performs no step that the outcome does
/// not take, and makes no new list of results for each.
pub struct Sieve<'a> {
    law: &'a Law<'a>,
    /// The criteria that decide, each with the steps that it reads and none before it did.
    criteria: Vec<(&'a Criterion, Vec<Slot>)>,
    /// What no answer changes, and what is left of the profile before: a step is read only after it was performed.
    results: Vec<Option<Value>>,
}

impl<'a> Sieve<'a> {
    /// By this law.
    pub fn new(law: &'a Law<'a>) -> Self {
        let program = &law.rulebook().program;
        let mut wanted: Vec<bool> =
            program.slots().map(|(slot, _)| law.reads_answers(slot)).collect();
        let mut steps_of = |criterion: &Criterion| {
            let is_wanted = |slot: Slot| wanted.get(slot.at()).copied().unwrap_or_default();
            let steps = program.reachable_through(criterion.roots(), is_wanted);
            for slot in &steps {
                wanted.get_mut(slot.at()).into_iter().for_each(|wanted| *wanted = false);
            }
            steps.into_iter().collect()
        };
        let deciding = law.rulebook().criteria.iter().filter(|criterion| criterion.kind.decides());
        let criteria = deciding.map(|criterion| (criterion, steps_of(criterion))).collect();
        Self { law, criteria, results: law.results.clone() }
    }

    /// The outcome of a profile; always that of [`Law::decide`].
    pub fn outcome(&mut self, profile: &Profile) -> Outcome {
        let (rulebook, as_of) = (self.law.rulebook(), self.law.as_of());
        let results = std::mem::take(&mut self.results);
        let mut evaluation = Evaluation::of(rulebook, Cow::Borrowed(profile), as_of, results);
        let outcome =
            if self.rejects(&mut evaluation) { Outcome::Rejected } else { evaluation.outcome() };
        self.results = evaluation.results;
        outcome
    }

    /// Whether some criterion rejects; the others are not looked at any more.
    fn rejects(&self, evaluation: &mut Evaluation<'_>) -> bool {
        self.criteria.iter().any(|(criterion, steps)| {
            steps.iter().for_each(|slot| evaluation.keep(*slot));
            criterion.on_unmet == OnUnmet::Reject
                && evaluation.standing(criterion).holds() == Some(false)
        })
    }
}
