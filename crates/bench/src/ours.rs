//! Our own engine.

use crate::{
    answers::{Answers, status},
    engine::{Engine, Said},
};
use sangloc_rulebook::{FactIndex, Rulebook};
use sangloc_screening::{BriefFinding, Decision, Interview, Law, Outcome, Profile, Sieve};
use sangloc_tests::{fixture::today, neutral};
use std::sync::LazyLock;

/// The neutral rulebook, by our own rule files.
pub(crate) static RULEBOOK: LazyLock<Rulebook> =
    LazyLock::new(|| neutral::rulebook(crate::answers::CRITERIA));
pub(crate) static LAW: LazyLock<Law<'static>> = LazyLock::new(|| Law::new(&RULEBOOK, today()));

/// So many profiles, the same in every run.
pub(crate) fn profiles(count: usize) -> Vec<Profile> {
    neutral::profiles(&RULEBOOK, count)
}

pub(crate) fn sieve() -> Sieve<'static> {
    Sieve::new(Law::new(&RULEBOOK, today()))
}

/// What all others are held against.
pub(crate) fn expected(profile: &Profile) -> Answers {
    said(&LAW.decide(profile))
}

fn said(decision: &Decision) -> Answers {
    let answers = Answers::of(|place| {
        let found = &decision.findings[place];
        status(place, found.verdict, found.holds, found.points, !found.needs.is_empty())
    });
    let counted = (answers.outcome, answers.points.into(), answers.points_open);
    assert_eq!(counted, (decision.outcome, decision.points, decision.points_open));
    answers
}

/// Decides with all findings, one profile after the other.
pub(crate) struct Findings(pub(crate) Sieve<'static>);

impl Engine for Findings {
    type Input = Profile;
    type Output = Outcome;
    const NAME: &'static str = "Sàng Lọc";
    const GIVES: &'static str = "all findings";

    fn input(&self, profile: &Profile) -> Profile {
        profile.clone()
    }

    fn decide(&mut self, profile: &mut Profile) -> Outcome {
        self.0.decide(profile).outcome
    }

    fn said(outcome: &Outcome) -> Said {
        Said::Outcome(*outcome)
    }

    fn agrees(&mut self, profile: &Profile, expected: &Answers) -> bool {
        said(self.0.decide(profile)) == *expected
    }
}

/// Decides with all findings, each decision anew.
pub(crate) struct NewDecision;

impl Engine for NewDecision {
    type Input = Profile;
    type Output = Decision;
    const NAME: &'static str = "Sàng Lọc, a new decision";
    const GIVES: &'static str = "all findings";

    fn input(&self, profile: &Profile) -> Profile {
        profile.clone()
    }

    fn decide(&mut self, profile: &mut Profile) -> Decision {
        LAW.decide(profile)
    }

    fn said(decision: &Decision) -> Said {
        Said::all(said(decision))
    }
}

/// Says of every criterion as much as the other engines do.
pub(crate) struct Brief(pub(crate) Sieve<'static>);

impl Engine for Brief {
    type Input = Profile;
    type Output = Outcome;
    const NAME: &'static str = "Sàng Lọc, findings in brief";
    const GIVES: &'static str = "status, points";

    fn input(&self, profile: &Profile) -> Profile {
        profile.clone()
    }

    fn decide(&mut self, profile: &mut Profile) -> Outcome {
        self.0.summary(profile).outcome
    }

    fn said(outcome: &Outcome) -> Said {
        Said::Outcome(*outcome)
    }

    fn agrees(&mut self, profile: &Profile, expected: &Answers) -> bool {
        let summary = self.0.summary(profile);
        let statuses = Answers::of(|place| {
            let BriefFinding { verdict, holds, points, needs_answers } = summary.findings[place];
            status(place, verdict, holds, points, needs_answers)
        });
        statuses == *expected
    }
}

/// Decides, and says the outcome only.
pub(crate) struct OutcomeAlone(pub(crate) Sieve<'static>);

impl Engine for OutcomeAlone {
    type Input = Profile;
    type Output = Outcome;
    const NAME: &'static str = "Sàng Lọc, outcome alone";
    const GIVES: &'static str = "outcome";

    fn input(&self, profile: &Profile) -> Profile {
        profile.clone()
    }

    fn decide(&mut self, profile: &mut Profile) -> Outcome {
        self.0.outcome(profile)
    }

    fn said(outcome: &Outcome) -> Said {
        Said::Outcome(*outcome)
    }
}

/// Keeps one decision up to date, while one fact after the other gets the answer of the next profile.
pub(crate) struct OneAnswer {
    interview: Interview<'static>,
    next: FactIndex,
}

impl OneAnswer {
    pub(crate) fn new() -> Self {
        Self { interview: Interview::new(&LAW, Profile::empty(&RULEBOOK)), next: FactIndex(0) }
    }
}

impl Engine for OneAnswer {
    type Input = Profile;
    type Output = Outcome;
    const NAME: &'static str = "Sàng Lọc, one answer changed";
    const GIVES: &'static str = "all findings, kept up to date";

    fn input(&self, profile: &Profile) -> Profile {
        profile.clone()
    }

    fn decide(&mut self, profile: &mut Profile) -> Outcome {
        let fact = self.next;
        self.next = FactIndex((fact.0 + 1) % RULEBOOK.facts.len() as u16);
        self.interview.answer(fact, profile.answer(fact).cloned()).expect("it fits");
        self.interview.decision().outcome
    }

    fn said(outcome: &Outcome) -> Said {
        Said::Outcome(*outcome)
    }

    /// Led from the last profile to this one, it decides at every answer as if it were asked anew.
    fn agrees(&mut self, profile: &Profile, expected: &Answers) -> bool {
        let mut to = profile.clone();
        let same = RULEBOOK.facts.iter().all(|_| {
            self.decide(&mut to);
            *self.interview.decision() == LAW.decide(self.interview.profile())
        });
        same && said(self.interview.decision()) == *expected
    }
}
