//! What becomes of many profiles by one law.

use crate::{
    Decision, Law, Outcome, Profile, Summary, evaluate::Evaluation, results::Results, trail::Trail,
};
use sangloc_rulebook::{Criterion, OnUnmet, Slot};
use std::borrow::Cow;

/// Judges one profile after the other and makes no new lists for each; for an outcome, or findings in brief, it performs
/// no step that these do not take.
pub struct Sieve<'a> {
    law: Law<'a>,
    /// The criteria, those first that decide, each with where the steps end that it reads and none before it did.
    criteria: Vec<(&'a Criterion, usize)>,
    /// These steps, criterion by criterion.
    steps: Vec<Slot>,
    /// What no answer changes, and what is left of the profile before: a step is read only after it was performed.
    results: Results,
    trail: Trail,
    summary: Summary,
    decision: Decision,
}

impl<'a> Sieve<'a> {
    /// By this law.
    pub fn new(law: Law<'a>) -> Self {
        let rulebook = law.rulebook();
        let program = &rulebook.program;
        let mut wanted: Vec<bool> =
            program.slots().map(|(slot, _)| law.reads_answers(slot)).collect();
        let mut steps = Vec::new();
        let mut deciding_first: Vec<&Criterion> = rulebook.criteria.iter().collect();
        deciding_first.sort_by_key(|criterion| !criterion.kind.decides());
        let mut criteria = Vec::new();
        for criterion in deciding_first {
            let is_wanted = |slot: Slot| wanted.get(slot.at()).copied().unwrap_or_default();
            let own = program.reachable_through(criterion.roots(), is_wanted);
            for slot in &own {
                wanted.get_mut(slot.at()).into_iter().for_each(|wanted| *wanted = false);
            }
            steps.extend(own);
            criteria.push((criterion, steps.len()));
        }
        let (results, decision) = (law.results.clone(), Decision::blank(&law));
        let (trail, summary) = Default::default();
        Self { law, criteria, steps, results, trail, summary, decision }
    }

    /// The outcome of a profile; always that of [`Law::decide`].
    pub fn outcome(&mut self, profile: &Profile) -> Outcome {
        let results = std::mem::take(&mut self.results);
        let mut evaluation = self.law.begin(Cow::Borrowed(profile), results);
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
        let results = std::mem::take(&mut self.results);
        let mut evaluation = self.law.begin(Cow::Borrowed(profile), results);
        evaluation.keep_all(&self.steps);
        self.summary.renew(&evaluation, &mut self.trail);
        self.results = evaluation.results;
        &self.summary
    }

    /// The decision on a profile; always that of [`Law::decide`].
    pub fn decide(&mut self, profile: &Profile) -> &Decision {
        let results = std::mem::take(&mut self.results);
        let mut evaluation = self.law.begin(Cow::Borrowed(profile), results);
        evaluation.keep_all(&self.law.live);
        self.law.renew(&mut self.decision, &evaluation, &mut self.trail);
        self.results = evaluation.results;
        &self.decision
    }

    /// Whether some criterion rejects; the others are not looked at any more.
    fn rejects(&self, evaluation: &mut Evaluation<'_>) -> bool {
        let mut begin = 0;
        let deciding = self.criteria.iter().take_while(|(criterion, _)| criterion.kind.decides());
        deciding.into_iter().any(|(criterion, end)| {
            evaluation.keep_all(self.steps.get(begin..*end).unwrap_or_default());
            begin = *end;
            criterion.on_unmet == OnUnmet::Reject
                && evaluation.standing(criterion).holds() == Some(false)
        })
    }
}
