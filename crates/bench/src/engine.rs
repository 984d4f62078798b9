//! What every engine is to the measurement.

use crate::answers::Answers;
use sangloc_screening::{Outcome, Profile};
use std::hint::black_box;

/// One way to decide.
pub(crate) trait Engine {
    /// A profile as the engine takes it; made before anything is timed.
    type Input;
    /// What a decision gives.
    type Output;
    /// Its name in the table, and what it gives.
    const NAME: &'static str;
    const GIVES: &'static str;

    fn input(&self, profile: &Profile) -> Self::Input;

    /// What is timed.
    fn decide(&mut self, input: &mut Self::Input) -> Self::Output;

    /// What is compared.
    fn said(output: &Self::Output) -> Said;

    /// Whether it decides a profile as it should.
    fn agrees(&mut self, profile: &Profile, expected: &Answers) -> bool {
        let mut input = self.input(profile);
        Self::said(&self.decide(&mut input)).is(expected)
    }
}

/// What is compared of a decision.
pub(crate) enum Said {
    /// All there is.
    All(Box<Answers>),
    /// The outcome, of an engine that was asked no more.
    Outcome(Outcome),
}

impl Said {
    pub(crate) fn all(answers: Answers) -> Self {
        Self::All(Box::new(answers))
    }

    fn is(&self, expected: &Answers) -> bool {
        match self {
            Self::All(answers) => **answers == *expected,
            Self::Outcome(outcome) => *outcome == expected.outcome,
        }
    }
}

/// An engine with its profiles, whatever its types.
pub(crate) trait Runner {
    fn name(&self) -> &'static str;
    fn gives(&self) -> &'static str;
    /// Whether it decides a profile as it should.
    fn agrees(&mut self, profile: &Profile, expected: &Answers) -> bool;
    fn prepare(&mut self, profiles: &[Profile]);
    /// Decides all prepared profiles once.
    fn run(&mut self);
}

struct Run<E: Engine> {
    engine: E,
    inputs: Vec<E::Input>,
}

/// An engine without profiles yet.
pub(crate) fn runner<E: Engine + 'static>(engine: E) -> Box<dyn Runner> {
    Box::new(Run { engine, inputs: Vec::new() })
}

impl<E: Engine> Runner for Run<E> {
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn gives(&self) -> &'static str {
        E::GIVES
    }

    fn agrees(&mut self, profile: &Profile, expected: &Answers) -> bool {
        self.engine.agrees(profile, expected)
    }

    fn prepare(&mut self, profiles: &[Profile]) {
        self.inputs = profiles.iter().map(|profile| self.engine.input(profile)).collect();
    }

    fn run(&mut self) {
        for input in &mut self.inputs {
            black_box(self.engine.decide(black_box(input)));
        }
    }
}
