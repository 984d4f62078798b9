//! The examples of a rulebook, ready to be tried on mutants: each is judged once, and for a mutant
//! only the steps that the slip touches are computed again.

use crate::{Example, Mutant, mutant::Edit};
use sangloc_rulebook::{CriterionIndex, Decimal, Indicator, Rulebook, Value};
use sangloc_screening::{Outcome, Trace, Verdict};

/// Examples that come out as written, with everything they come to.
pub struct Bench<'a> {
    rulebook: &'a Rulebook,
    /// The rulebook that is changed and changed back.
    work: Rulebook,
    tried: Vec<Tried<'a>>,
}

/// One example, judged.
struct Tried<'a> {
    example: &'a Example,
    trace: Trace<'a>,
    outcome: Outcome,
    /// One a criterion.
    states: Vec<(Verdict, Option<Decimal>)>,
}

impl<'a> Bench<'a> {
    /// Judges the examples.
    pub fn new(rulebook: &'a Rulebook, examples: &'a [Example]) -> Self {
        let tried = examples.iter().map(|example| Tried::of(rulebook, example));
        Self { rulebook, work: bare(rulebook), tried: tried.collect() }
    }

    /// Whether some example comes out otherwise by the slip.
    pub fn notices(&mut self, mutant: &Mutant) -> bool {
        let (undo, steps) = mutant.edit.apply(&mut self.work);
        let (rulebook, work) = (self.rulebook, &self.work);
        let found = self.tried.iter_mut().any(|tried| {
            let Tried { example, trace, outcome, states } = tried;
            let looks = looks_at(rulebook, example, mutant);
            let before = Before { example, outcome: *outcome, states };
            looks && trace.under(work, &steps, |after, _| before.differs(mutant, work, after))
        });
        undo.apply(&mut self.work);
        found
    }
}

/// A rulebook without its words, which no decision reads.
pub(crate) fn bare(rulebook: &Rulebook) -> Rulebook {
    let mut bare = rulebook.clone();
    bare.texts.clear();
    bare
}

fn looks_at(rulebook: &Rulebook, example: &Example, mutant: &Mutant) -> bool {
    mutant.criteria.iter().any(|index| example.looks_at(rulebook, *index))
        || mutant.indicators.iter().any(|place| example.readings.contains(place))
}

impl<'a> Tried<'a> {
    fn of(rulebook: &'a Rulebook, example: &'a Example) -> Self {
        let trace = Trace::run(rulebook, &example.profile, example.as_of);
        let states = rulebook.criteria.iter().map(|criterion| trace.state(criterion)).collect();
        Self { example, outcome: trace.outcome(), trace, states }
    }
}

/// What an example came to before the slip.
struct Before<'a> {
    example: &'a Example,
    outcome: Outcome,
    states: &'a [(Verdict, Option<Decimal>)],
}

impl Before<'_> {
    /// Whether anything the example looks at comes out otherwise.
    fn differs(&self, mutant: &Mutant, work: &Rulebook, after: &Trace<'_>) -> bool {
        let mut turned = false;
        for index in &mutant.criteria {
            let (Some(criterion), Some(before)) =
                (work.criterion(*index), self.states.get(index.at()))
            else {
                continue;
            };
            let found = after.state(criterion);
            if self.notices(*index, *before, found) {
                return true;
            }
            turned |= criterion.kind.decides() && before.0 != found.0;
        }
        let turned = turned || matches!(mutant.edit, Edit::Unmet { .. });
        self.reads_otherwise(mutant, work, after)
            || (self.example.outcome && turned && after.outcome() != self.outcome)
    }

    fn notices(
        &self,
        index: CriterionIndex,
        before: (Verdict, Option<Decimal>),
        found: (Verdict, Option<Decimal>),
    ) -> bool {
        (self.example.verdicts.contains(&index) && before.0 != found.0)
            || (self.example.points.contains(&index) && before.1 != found.1)
    }

    fn reads_otherwise(&self, mutant: &Mutant, work: &Rulebook, after: &Trace<'_>) -> bool {
        let read = mutant.indicators.iter().filter(|place| self.example.readings.contains(place));
        let mut read = read.filter_map(|place| work.indicators.get(*place));
        read.any(|shown| {
            // An example comes out as written: what it expects is what was.
            let before = self.example.expected.get(&shown.id).copied();
            reading(shown, after) != before
        })
    }
}

/// The points of the band an indicator reaches.
pub(crate) fn reading(shown: &Indicator, trace: &Trace<'_>) -> Option<Decimal> {
    trace.result(shown.points?).and_then(Value::number)
}
