//! Asks whether there are projects of a kind, and keeps what comes of it.

use super::{Analysis, Fault, FaultKind, named_by};
use crate::{Expectation, Proposal, Synthetic, bench::bare, coverage::place_of};
use sangloc_authoring::{Place, Places, Said};
use sangloc_rulebook::{
    Criterion, CriterionId, CriterionIndex, Date, FactIndex, Operation, Rulebook, Slot, ValueType,
};
use sangloc_screening::{Profile, Sought, Trace, Verdict, Wish, seek};
use std::collections::BTreeSet;

/// The most steps of one search; beyond that the question is left open, and said to be.
const STEPS: u32 = 100_000;

/// How many made-up projects are looked at before anything is searched for.
const MADE_UP: usize = 200;

/// Criteria, or probes, and what they are wished to come to.
pub(super) type Wishes<'w> = &'w [(CriterionIndex, Wish)];

/// A project, and what was wished of it.
pub(super) struct Shown {
    profile: Profile,
    wishes: Vec<(CriterionIndex, Wish)>,
}

/// What is known of projects of a kind.
pub(super) enum Answer {
    /// There is one.
    Yes(Shown),
    /// There is none.
    No,
    /// Not settled; it is noted.
    Open,
}

impl Answer {
    /// The project, if there is one.
    pub(super) fn found(self) -> Option<Shown> {
        match self {
            Self::Yes(found) => Some(found),
            Self::No | Self::Open => None,
        }
    }
}

/// Everything that an analysis asks with, and what it has found.
pub(super) struct Inquiry<'a> {
    pub(super) rulebook: &'a Rulebook,
    pub(super) places: &'a Places,
    pub(super) as_of: Date,
    /// The rulebook without its words, with probes behind its criteria.
    pub(super) sketch: Rulebook,
    /// Which criteria name which others.
    named: Vec<BTreeSet<CriterionIndex>>,
    /// The verdicts on made-up projects, one list a project: most questions end there.
    made_up: Vec<Vec<Verdict>>,
    faults: Vec<Fault>,
    unsettled: BTreeSet<String>,
}

impl<'a> Inquiry<'a> {
    pub(super) fn new(rulebook: &'a Rulebook, places: &'a Places, as_of: Date) -> Self {
        let mut synthetic = Synthetic::new(rulebook, as_of, 1);
        let made_up = (0..MADE_UP).map(|_| {
            let project = synthetic.project();
            let trace = Trace::run(rulebook, &project, as_of);
            rulebook.criteria.iter().map(|criterion| trace.state(criterion).0).collect()
        });
        let made_up = made_up.collect();
        let all = (0u16..).zip(&rulebook.criteria).map(|(place, _)| CriterionIndex(place));
        Self {
            rulebook,
            places,
            as_of,
            sketch: bare(rulebook),
            named: all.map(|index| named_by(rulebook, index)).collect(),
            made_up,
            faults: Vec::new(),
            unsettled: BTreeSet::new(),
        }
    }

    /// The criteria that are law on the day.
    pub(super) fn in_force(&self) -> Vec<CriterionIndex> {
        let criteria = (0u16..).map(CriterionIndex).zip(&self.rulebook.criteria);
        let law = criteria.filter(|(_, criterion)| criterion.is_law_on(self.as_of));
        law.map(|(index, _)| index).collect()
    }

    /// The name of a criterion in the rule files.
    pub(super) fn id(&self, index: CriterionIndex) -> String {
        self.rulebook.criterion(index).map_or_else(String::new, |found| found.id.to_string())
    }

    /// Whether the first criterion names the second with `holds`, also by way of others.
    pub(super) fn names(&self, first: CriterionIndex, second: CriterionIndex) -> bool {
        self.named.get(first.at()).is_some_and(|named| named.contains(&second))
    }

    /// The facts whose answers a criterion reads.
    pub(super) fn facts(&self, index: CriterionIndex) -> BTreeSet<FactIndex> {
        let criterion = self.rulebook.criterion(index);
        self.rulebook.facts_read(criterion.into_iter().flat_map(Criterion::roots))
    }

    /// A project for which criteria, or probes, come out as wished.
    pub(super) fn project(
        &mut self,
        wishes: Wishes<'_>,
        question: impl FnOnce() -> String,
    ) -> Answer {
        match seek(&self.sketch, self.as_of, wishes, STEPS) {
            Sought::Found(profile) => Answer::Yes(Shown { profile, wishes: wishes.to_vec() }),
            Sought::Never => Answer::No,
            Sought::Open => {
                self.unsettled.insert(question());
                Answer::Open
            }
        }
    }

    /// Whether it is proven that there is no such project.
    pub(super) fn is_impossible(
        &mut self,
        wishes: Wishes<'_>,
        question: impl FnOnce() -> String,
    ) -> bool {
        let by_chance = self
            .made_up
            .iter()
            .any(|verdicts| come_true(wishes, |index| verdicts.get(index.at()).copied()));
        !by_chance && matches!(self.project(wishes, question), Answer::No)
    }

    /// A project that passes a criterion, for want of one that turns it; else one of which nothing is
    /// known.
    pub(super) fn usual(&mut self, index: CriterionIndex) -> Shown {
        let wishes = vec![(index, Wish::Holds)];
        match seek(&self.sketch, self.as_of, &wishes, STEPS) {
            Sought::Found(profile) => Shown { profile, wishes },
            Sought::Never | Sought::Open => {
                Shown { profile: Profile::empty(self.rulebook), wishes: Vec::new() }
            }
        }
    }

    /// A step behind the program.
    pub(super) fn step(&mut self, operation: Operation, kind: ValueType) -> Slot {
        let program = &mut self.sketch.program;
        let place = u32::try_from(program.steps.len()).unwrap_or(u32::MAX);
        program.steps.push(operation);
        program.types.push(kind);
        Slot(place)
    }

    /// Whether all of these are so.
    pub(super) fn all(&mut self, parts: impl IntoIterator<Item = Slot>) -> Slot {
        let whole =
            parts.into_iter().reduce(|a, b| self.step(Operation::And(a, b), ValueType::YesNo));
        whole.unwrap_or_else(|| self.step(Operation::YesNo(true), ValueType::YesNo))
    }

    /// Whether one of these is not so.
    pub(super) fn not_all(&mut self, parts: impl IntoIterator<Item = Slot>) -> Slot {
        let whole = self.all(parts);
        self.step(Operation::Not(whole), ValueType::YesNo)
    }

    /// A criterion behind the others that reads these steps: `when`, `require`, `points`.
    pub(super) fn probe(&mut self, roots: [Option<Slot>; 3]) -> Option<CriterionIndex> {
        let place = u16::try_from(self.sketch.criteria.len()).ok()?;
        let mut probe = self.sketch.criteria.first()?.clone();
        probe.id = CriterionId(format!("probe-{place}"));
        [probe.when, probe.require, probe.points] = roots;
        self.sketch.criteria.push(probe);
        Some(CriterionIndex(place))
    }

    /// A project for which a step is so.
    pub(super) fn project_with(
        &mut self,
        truth: Slot,
        question: impl FnOnce() -> String,
    ) -> Answer {
        match self.probe([None, Some(truth), None]) {
            Some(probe) => self.project(&[(probe, Wish::Holds)], question),
            None => Answer::Open,
        }
    }

    /// The project as a case that says how these criteria come out, with no more answers than it takes
    /// for what was wished of it.
    pub(super) fn witness(&self, shown: &Shown, criteria: &[CriterionIndex]) -> Proposal {
        let keeps_wishes = |profile: &Profile| {
            let trace = Trace::run(&self.sketch, profile, self.as_of);
            come_true(&shown.wishes, |index| Some(trace.state(self.sketch.criterion(index)?).0))
        };
        let mut profile = shown.profile.clone();
        for fact in shown.profile.answered() {
            let mut without = profile.clone();
            if without.set(self.rulebook, fact, None).is_ok() && keeps_wishes(&without) {
                profile = without;
            }
        }
        let trace = Trace::run(self.rulebook, &profile, self.as_of);
        let state = |index: &CriterionIndex| {
            Some((*index, trace.state(self.rulebook.criterion(*index)?).0))
        };
        let verdicts = criteria.iter().filter_map(state).collect();
        let expect = Expectation { verdicts, ..Expectation::default() };
        Proposal { profile, as_of: self.as_of, expect }
    }

    /// Has a witness say what points a criterion gives as well.
    pub(super) fn add_points(&self, witness: &mut Proposal, index: CriterionIndex) {
        let trace = Trace::run(self.rulebook, &witness.profile, self.as_of);
        let points = self.rulebook.criterion(index).and_then(|found| trace.state(found).1);
        witness.expect.points.extend(points.map(|points| (index, points)));
    }

    /// Notes a fault of a criterion.
    pub(super) fn report(
        &mut self,
        kind: FaultKind,
        index: CriterionIndex,
        message: Said,
        witness: Proposal,
    ) {
        let place = place_of(self.rulebook, self.places, index, None);
        self.report_at(kind, self.id(index), place, message, witness);
    }

    /// Notes a fault at a place.
    pub(super) fn report_at(
        &mut self,
        kind: FaultKind,
        id: String,
        place: Place,
        message: Said,
        witness: Proposal,
    ) {
        self.faults.push(Fault { kind, id, place, message, witness });
    }

    /// Everything that was found.
    pub(super) fn end(self, in_force: usize) -> Analysis {
        let mut faults = self.faults;
        faults.sort_by(|a, b| (&a.place, a.kind, &a.message).cmp(&(&b.place, b.kind, &b.message)));
        Analysis { faults, unsettled: self.unsettled.into_iter().collect(), in_force }
    }
}

/// Whether verdicts are as wished. What is wished to stay open is not known from a verdict.
fn come_true(wishes: Wishes<'_>, verdict: impl Fn(CriterionIndex) -> Option<Verdict>) -> bool {
    wishes.iter().all(|(index, wish)| match wish {
        Wish::Met => verdict(*index) == Some(Verdict::Met),
        Wish::Holds => matches!(verdict(*index), Some(Verdict::Met | Verdict::NotApplicable)),
        Wish::Fails => verdict(*index) == Some(Verdict::Unmet),
        Wish::DoesNotFail | Wish::StaysOpen => false,
    })
}
