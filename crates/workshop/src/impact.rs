//! What a change of the rules, or of the day, does to a project.

use sangloc_rulebook::{Decimal, Kind, Rulebook};
use sangloc_screening::{Answer, Decision, Law, Outcome, Profile, Verdict};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A project that comes out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileChange {
    /// The row of the portfolio.
    pub row: usize,
    /// What the project calls itself.
    pub name: String,
    /// The outcome before and after.
    pub outcome: (Outcome, Outcome),
    /// The points before and after.
    pub points: (Points, Points),
    /// Every criterion that decides, gives points or says an incentive and stands otherwise.
    pub criteria: Vec<CriterionChange>,
}

/// The points of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Points {
    /// Those that are known.
    pub known: Decimal,
    /// Whether answers can still change them.
    pub open: bool,
}

/// A criterion that stands otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionChange {
    /// Its name in the rule files.
    pub id: String,
    /// The number people quote.
    pub code: String,
    /// What its verdict does.
    pub kind: Kind,
    /// How it stood; `None`: there was none.
    pub before: Option<CriterionState>,
    /// How it stands; `None`: there is none.
    pub after: Option<CriterionState>,
}

/// How a criterion stands for a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionState {
    /// What became of it.
    pub verdict: Verdict,
    /// The points it gives.
    pub points: Option<Decimal>,
}

impl CriterionState {
    /// Whether an incentive is said to the project.
    fn grants(state: Option<Self>) -> bool {
        state.is_some_and(|state| state.verdict == Verdict::Met)
    }
}

/// How a project stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    outcome: Outcome,
    points: Points,
    criteria: BTreeMap<&'a str, (&'a str, Kind, CriterionState)>,
}

impl<'a> Standing<'a> {
    /// Judges a project.
    pub fn of(law: &Law<'a>, profile: &Profile) -> Self {
        let decision = law.decide(profile);
        let criteria = states(law.rulebook(), &decision);
        let points = Points { known: decision.points, open: decision.points_open };
        Self { outcome: decision.outcome, points, criteria }
    }

    /// What is otherwise under other rules; `None` when the outcome, the points and the incentives
    /// are the same.
    pub fn change_to(&self, after: &Self, row: usize, name: &str) -> Option<ProfileChange> {
        let mut criteria = Vec::new();
        let ids = self.criteria.keys().chain(after.criteria.keys());
        let mut incentives = false;
        let ids: BTreeSet<&&str> = ids.collect();
        for id in ids {
            let (old, new) = (self.criteria.get(*id), after.criteria.get(*id));
            let Some((code, kind, _)) = new.or(old) else {
                continue;
            };
            let (before, now) = (old.map(|(_, _, state)| *state), new.map(|(_, _, state)| *state));
            incentives |= *kind == Kind::Incentive
                && CriterionState::grants(before) != CriterionState::grants(now);
            if before != now {
                criteria.push(CriterionChange {
                    id: (**id).to_owned(),
                    code: (*code).to_owned(),
                    kind: *kind,
                    before,
                    after: now,
                });
            }
        }
        let same = self.outcome == after.outcome && self.points == after.points && !incentives;
        criteria.sort_by_key(|change| change.kind);
        (!same).then(|| ProfileChange {
            row,
            name: name.to_owned(),
            outcome: (self.outcome, after.outcome),
            points: (self.points, after.points),
            criteria,
        })
    }
}

/// The criteria that can change what a project hears: all but advice.
fn states<'a>(
    rulebook: &'a Rulebook,
    decision: &Decision,
) -> BTreeMap<&'a str, (&'a str, Kind, CriterionState)> {
    let judged = rulebook.criteria.iter().zip(&decision.findings);
    let judged = judged.filter(|(criterion, _)| criterion.kind != Kind::Advisory);
    judged
        .map(|(criterion, finding)| {
            let state = CriterionState {
                verdict: finding.verdict,
                points: finding.points.map(|points| points.normalize()),
            };
            (criterion.id.as_str(), (criterion.code.as_str(), criterion.kind, state))
        })
        .collect()
}

/// What a project calls itself: its first answer in words.
pub fn name_of(profile: &Profile) -> String {
    let answers = profile.answered().filter_map(|fact| profile.answer(fact));
    let mut texts = answers.filter_map(|answer| match answer {
        Answer::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.next().unwrap_or_default()
}

/// What a change does to a whole portfolio, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// How many projects were judged.
    pub judged: usize,
    /// How many came to each outcome before and after.
    #[serde(serialize_with = "as_list")]
    pub outcomes: BTreeMap<(&'static str, &'static str), usize>,
    /// For how many of the projects that come out otherwise each criterion stands otherwise.
    pub criteria: BTreeMap<String, usize>,
    /// The projects that come out otherwise.
    pub changed: Vec<ProfileChange>,
    /// Rows that could not be read, and why.
    pub skipped: Vec<Skipped>,
}

/// A row that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The row of the portfolio.
    pub row: usize,
    /// Everything that is wrong with it.
    pub problems: Vec<String>,
}

/// Pairs of outcomes with their counts: JSON has no pairs as keys.
fn as_list<S: serde::Serializer>(
    outcomes: &BTreeMap<(&'static str, &'static str), usize>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Counted {
        before: &'static str,
        after: &'static str,
        projects: usize,
    }
    let counted = outcomes.iter().map(|((before, after), projects)| Counted {
        before,
        after,
        projects: *projects,
    });
    serializer.collect_seq(counted)
}

impl Impact {
    /// Judges one more row by both.
    pub fn add(&mut self, old: &Law<'_>, new: &Law<'_>, row: &crate::Row) {
        let before = row.profile_beside(old.rulebook(), new.rulebook());
        let after = row.profile_beside(new.rulebook(), old.rulebook());
        let (before, after) = match (before, after) {
            (Ok(before), Ok(after)) => (before, after),
            (Err(problems), _) | (_, Err(problems)) => {
                self.skipped.push(Skipped { row: row.number, problems });
                return;
            }
        };
        let name = name_of(&after);
        let (before, after) = (Standing::of(old, &before), Standing::of(new, &after));
        self.judged += 1;
        let pair = (before.outcome.name(), after.outcome.name());
        *self.outcomes.entry(pair).or_default() += 1;
        if let Some(change) = before.change_to(&after, row.number, &name) {
            for criterion in &change.criteria {
                *self.criteria.entry(criterion.id.clone()).or_default() += 1;
            }
            self.changed.push(change);
        }
    }
}
