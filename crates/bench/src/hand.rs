//! Plain Rust written by hand, which says as much as our findings.

use crate::{
    answers::{Answers, status},
    engine::{Engine, Said},
};
use sangloc_screening::{Outcome, Profile};
use sangloc_tests::floor::{self, Decided, Project};

pub(crate) struct Findings;

impl Engine for Findings {
    type Input = Project;
    type Output = Decided;
    const NAME: &'static str = "Rust by hand";
    const GIVES: &'static str = "all findings";

    fn input(&self, profile: &Profile) -> Project {
        Project::of(profile)
    }

    fn decide(&mut self, project: &mut Project) -> Decided {
        floor::decide(project)
    }

    fn said(decided: &Decided) -> Said {
        Said::all(Answers::of(|place| {
            let found = &decided.findings[place];
            status(place, found.verdict, found.holds, found.points, !found.needs.is_empty())
        }))
    }
}

pub(crate) struct OutcomeAlone;

impl Engine for OutcomeAlone {
    type Input = Project;
    type Output = Outcome;
    const NAME: &'static str = "Rust by hand, outcome alone";
    const GIVES: &'static str = "outcome";

    fn input(&self, profile: &Profile) -> Project {
        Project::of(profile)
    }

    fn decide(&mut self, project: &mut Project) -> Outcome {
        floor::outcome(project)
    }

    fn said(outcome: &Outcome) -> Said {
        Said::Outcome(*outcome)
    }
}
