//! What becomes of many profiles by one law, without what it rests on.

use crate::{Law, Outcome, Profile, Summary, evaluate::Evaluation, trail::Trail};
use sangloc_rulebook::{Criterion, OnUnmet, Slot, Value};
use std::borrow::Cow;

/// Comes to the outcome of one profile after the other, or to findings in brief: it performs no step that these do not
/// take, and makes no new lists for each.
pub struct Sieve<'a> {
    law: Law<'a>,
    /// The criteria, those first that decide, each with the steps that it reads and none before it did.
    criteria: Vec<(&'a Criterion, Vec<Slot>)>,
    /// What no answer changes, and what is left of the profile before: a step is read only after it was performed.
    results: Vec<Option<Value>>,
    trail: Trail,
    summary: Summary,
}

impl<'a> Sieve<'a> {
    /// By this law.
    pub fn new(law: Law<'a>) -> Self {
        let rulebook = law.rulebook();
        let program = &rulebook.program;
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
        let mut criteria: Vec<&Criterion> = rulebook.criteria.iter().collect();
        criteria.sort_by_key(|criterion| !criterion.kind.decides());
        let criteria = criteria.into_iter().map(|criterion| (criterion, steps_of(criterion)));
        let (criteria, results) = (criteria.collect(), law.results.clone());
        Self { law, criteria, results, trail: Trail::default(), summary: Summary::default() }
    }

    /// The outcome of a profile; always that of [`Law::decide`].
    pub fn outcome(&mut self, profile: &Profile) -> Outcome {
        let mut evaluation = self.evaluation(profile);
        let outcome = if self.rejects(&mut evaluation) {
            Outcome::Rejected
        } else {
            evaluation.outcome(&mut self.trail)
        };
        self.results = evaluation.results;
        outcome
    }

    /// The findings of [`Law::decide`] in brief, and what they come to.
    pub fn summary(&mut self, profile: &Profile) -> &Summary {
        let mut evaluation = self.evaluation(profile);
        for slot in self.criteria.iter().flat_map(|(_, steps)| steps) {
            evaluation.keep(*slot);
        }
        self.summary.renew(&evaluation, &mut self.trail);
        self.results = evaluation.results;
        &self.summary
    }

    fn evaluation<'b>(&mut self, profile: &'b Profile) -> Evaluation<'b>
    where
        'a: 'b,
    {
        let results = std::mem::take(&mut self.results);
        Evaluation::of(self.law.rulebook(), Cow::Borrowed(profile), self.law.as_of(), results)
    }

    /// Whether some criterion rejects; the others are not looked at any more.
    fn rejects(&self, evaluation: &mut Evaluation<'_>) -> bool {
        let deciding = self.criteria.iter().take_while(|(criterion, _)| criterion.kind.decides());
        deciding.into_iter().any(|(criterion, steps)| {
            steps.iter().for_each(|slot| evaluation.keep(*slot));
            criterion.on_unmet == OnUnmet::Reject
                && evaluation.standing(criterion).holds() == Some(false)
        })
    }
}
