//! A profile that is filled in answer by answer: each judges again only what reads it.

use crate::{
    Answer, Decision, Law, Profile, ProfileError, evaluate::Evaluation, law::Readers, trail::Trail,
};
use sangloc_rulebook::FactIndex;
use std::{borrow::Cow, collections::BTreeMap};

/// A profile and the decision on it, which is always that of [`Law::decide`].
pub struct Interview<'a> {
    law: &'a Law<'a>,
    evaluation: Evaluation<'a>,
    decision: Decision,
    trail: Trail,
    /// What reads the facts that were answered so far.
    readers: BTreeMap<FactIndex, Readers>,
}

impl<'a> Interview<'a> {
    /// Begins with a profile.
    pub fn new(law: &'a Law<'a>, profile: Profile) -> Self {
        let evaluation = law.evaluation(Cow::Owned(profile));
        let decision = law.decision(&evaluation);
        let (trail, readers) = Default::default();
        Self { law, evaluation, decision, trail, readers }
    }

    /// The profile as it is now.
    pub fn profile(&self) -> &Profile {
        &self.evaluation.profile
    }

    /// The decision on it.
    pub fn decision(&self) -> &Decision {
        &self.decision
    }

    /// Puts an answer in, or takes it out.
    ///
    /// # Errors
    /// When the answer is not one the fact takes; everything is then as it was.
    pub fn answer(&mut self, fact: FactIndex, answer: Option<Answer>) -> Result<(), ProfileError> {
        self.evaluation.profile.to_mut().set(self.law.rulebook(), fact, answer)?;
        let readers = self.readers.entry(fact).or_insert_with(|| self.law.readers(fact));
        self.evaluation.keep_all(&readers.steps);
        self.law.amend(&mut self.decision, &self.evaluation, readers, &mut self.trail);
        Ok(())
    }
}
