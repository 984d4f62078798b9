//! Golden cases made ready to run: what each looks at, and whether it comes out as written.

use sangloc_authoring::{Case, Place, Said, said};
use sangloc_rulebook::{CriterionIndex, Date, Decimal, Rulebook};
use sangloc_screening::{Profile, evaluate};
use std::collections::{BTreeMap, BTreeSet};

/// A golden case that comes out as written.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it is written.
    pub place: Place,
    /// The answers.
    pub profile: Profile,
    /// The day of the decision.
    pub as_of: Date,
    /// Whether it looks at the outcome.
    pub outcome: bool,
    /// The criteria whose verdict it looks at.
    pub verdicts: BTreeSet<CriterionIndex>,
    /// The criteria whose points it looks at.
    pub points: BTreeSet<CriterionIndex>,
    /// The indicators whose points it looks at, by place in the rulebook.
    pub readings: BTreeSet<usize>,
    /// The points it expects, by criterion or indicator.
    pub expected: BTreeMap<String, Decimal>,
}

/// What a case expects and what came out, where they differ; empty when it comes out as written.
pub fn differences(rulebook: &Rulebook, case: &Case) -> Vec<Said> {
    let (profile, errors) = Profile::from_json(rulebook, &case.profile);
    let mut differs: Vec<Said> = errors.iter().map(|error| Said::Text(error.to_string())).collect();
    let decision = evaluate(rulebook, &profile, case.as_of);
    let mut expect = |what: Said, wanted: &str, found: &str| {
        if wanted != found {
            let [wanted, found] = [wanted, found].map(|name| Said::Text(name.to_owned()));
            differs.push(Said::Words("{}: expected {}, found {}", vec![what, wanted, found]));
        }
    };
    if let Some(outcome) = &case.expect.outcome {
        expect(said!("outcome"), outcome, decision.outcome.name());
    }
    for (finding, criterion) in decision.findings.iter().zip(&rulebook.criteria) {
        let id = criterion.id.as_str();
        if let Some(verdict) = case.expect.findings.get(id) {
            expect(Said::Text(id.to_owned()), verdict, finding.verdict.name());
        }
        if let Some(points) = case.expect.points.get(id) {
            expect(said!("points of {}", id), &shown(Some(*points)), &shown(finding.points));
        }
    }
    for (reading, indicator) in decision.readings.iter().zip(&rulebook.indicators) {
        let id = indicator.id.as_str();
        if let Some(points) = case.expect.points.get(id) {
            expect(said!("points of {}", id), &shown(Some(*points)), &shown(reading.points));
        }
    }
    differs
}

fn shown(points: Option<Decimal>) -> String {
    points.map_or("unknown".to_owned(), |points| points.normalize().to_string())
}

impl Example {
    /// The cases that come out as written; the others protect nothing.
    pub fn of_cases(rulebook: &Rulebook, cases: &[Case]) -> Vec<Self> {
        let sound = cases.iter().filter(|case| differences(rulebook, case).is_empty());
        sound.map(|case| Self::of(rulebook, case)).collect()
    }

    fn of(rulebook: &Rulebook, case: &Case) -> Self {
        let criteria = |named: &dyn Fn(&str) -> bool| {
            let places = (0u16..).zip(&rulebook.criteria);
            let found = places.filter(|(_, criterion)| named(criterion.id.as_str()));
            found.map(|(place, _)| CriterionIndex(place)).collect()
        };
        let expect = &case.expect;
        let readings = rulebook.indicators.iter().enumerate();
        let readings = readings.filter(|(_, shown)| expect.points.contains_key(&shown.id));
        Self {
            place: case.place.clone(),
            profile: Profile::from_json(rulebook, &case.profile).0,
            as_of: case.as_of,
            outcome: expect.outcome.is_some(),
            verdicts: criteria(&|id| expect.findings.contains_key(id)),
            points: criteria(&|id| expect.points.contains_key(id)),
            readings: readings.map(|(place, _)| place).collect(),
            expected: expect.points.clone(),
        }
    }

    /// Whether another verdict on the criterion, or other points of it, would be noticed.
    pub fn looks_at(&self, rulebook: &Rulebook, criterion: CriterionIndex) -> bool {
        let decides = || rulebook.criterion(criterion).is_some_and(|found| found.kind.decides());
        self.verdicts.contains(&criterion)
            || self.points.contains(&criterion)
            || (self.outcome && decides())
    }
}
