//! What the cases have seen of the rules: each condition true, false and open, each limit from both
//! sides, each band.
//!
//! Only a case that looks at a criterion counts for it: one that expects its verdict or its points,
//! or, where it decides, the outcome. What a criterion requires counts only where it applies.

use crate::{Example, written::written};
use sangloc_authoring::{Place, Places};
use sangloc_rulebook::{
    Amount, Comparison, Criterion, CriterionIndex, Date, Decimal, FactType, Operation,
    ParameterIndex, Rulebook, Slot, Value, ValueType,
};
use sangloc_screening::{Trace, Verdict};
use serde::Serialize;
use std::collections::BTreeSet;

/// Something the cases of a criterion should see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Whose.
    pub criterion: CriterionIndex,
    /// The condition or quantity.
    pub slot: Slot,
    /// What should be seen of it.
    pub sight: Sight,
    /// Whether it only counts where the criterion applies.
    within: bool,
}

/// What should be seen of a condition or a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The condition holds.
    True,
    /// The condition does not hold.
    False,
    /// The condition is open.
    Open,
    /// Both sides of the comparison are equal.
    At,
    /// The first side is at most one step below the second: a day, one, or a hundredth of the limit.
    JustBelow,
    /// The first side is at most one step above the second.
    JustAbove,
    /// The sides are not equal, but no further than one step apart.
    JustOff,
    /// The quantity is exactly where a band begins: the dated value and the band, by place.
    AtBand(ParameterIndex, usize, usize),
    /// The quantity is at most one step below a band.
    JustBelowBand(ParameterIndex, usize, usize),
}

/// What no case has seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The criterion's name in the rule files.
    pub criterion: String,
    /// Where the condition is written.
    pub place: Place,
    /// What is missing, in words.
    pub missing: String,
    /// The goal itself.
    #[serde(skip)]
    pub goal: Goal,
}

/// What the cases have seen, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// How many sights there are.
    pub wanted: usize,
    /// Those that no case has.
    pub missing: Vec<Missing>,
}

/// What the examples have seen of a rulebook.
pub fn coverage(rulebook: &Rulebook, places: &Places, examples: &[Example]) -> Coverage {
    let mut open = goals(rulebook);
    let wanted = open.len();
    for example in examples {
        let trace = Trace::run(rulebook, &example.profile, example.as_of);
        open.retain(|goal| {
            let looked = example.looks_at(rulebook, goal.criterion);
            !(looked && goal.is_seen(rulebook, &trace, example.as_of))
        });
    }
    let missing = open.into_iter().map(|goal| Missing {
        criterion: rulebook
            .criterion(goal.criterion)
            .map_or_else(String::new, |criterion| criterion.id.to_string()),
        place: place_of(rulebook, places, goal.criterion, Some(goal.slot)),
        missing: goal.in_words(rulebook),
        goal,
    });
    let mut missing: Vec<Missing> = missing.collect();
    missing.sort_by(|a, b| (&a.place, &a.criterion).cmp(&(&b.place, &b.criterion)));
    Coverage { wanted, missing }
}

/// Where a step of a criterion is written; the days of a law have no place but the criterion's.
pub(crate) fn place_of(
    rulebook: &Rulebook,
    places: &Places,
    index: CriterionIndex,
    slot: Option<Slot>,
) -> Place {
    let steps = places.steps.get(index.at());
    let own = steps.zip(slot).and_then(|(steps, slot)| steps.get(&slot));
    let criterion = rulebook.criterion(index);
    let whole = criterion.and_then(|found| places.named.get(&format!("criterion {}", found.id)));
    own.or(whole).cloned().unwrap_or_default()
}

/// The steps that a criterion reads itself; what it reads by `holds` is the other criterion's.
pub(crate) fn own_steps(
    rulebook: &Rulebook,
    roots: impl IntoIterator<Item = Slot>,
) -> BTreeSet<Slot> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<Slot> = roots.into_iter().collect();
    while let Some(slot) = open.pop() {
        let Some(step) = rulebook.program.step(slot) else {
            continue;
        };
        if seen.insert(slot) && !matches!(step, Operation::Holds(..)) {
            open.extend(step.operands());
        }
    }
    seen
}

/// Everything that should be seen of every criterion.
fn goals(rulebook: &Rulebook) -> Vec<Goal> {
    let criteria = (0u16..).zip(&rulebook.criteria);
    criteria
        .flat_map(|(place, criterion)| goals_of(rulebook, CriterionIndex(place), criterion))
        .collect()
}

fn goals_of(rulebook: &Rulebook, index: CriterionIndex, criterion: &Criterion) -> Vec<Goal> {
    let condition = own_steps(rulebook, criterion.when);
    let body = own_steps(rulebook, [criterion.require, criterion.points].into_iter().flatten());
    let mut goals = Vec::new();
    for (slot, within) in condition
        .iter()
        .map(|slot| (*slot, false))
        .chain(body.difference(&condition).map(|slot| (*slot, true)))
    {
        let goal = |sight| Goal { criterion: index, slot, sight, within };
        goals.extend(sights(rulebook, slot).into_iter().map(goal));
    }
    goals
}

/// What should be seen of one step, as far as answers and days can show it.
fn sights(rulebook: &Rulebook, slot: Slot) -> Vec<Sight> {
    let is_truth = rulebook.program.type_of(slot) == Some(&ValueType::YesNo);
    match rulebook.program.step(slot) {
        Some(Operation::Compare(comparison, a, b)) => {
            let mut sights = truths(rulebook, slot);
            let is = |slot: &Slot, found: fn(&Operation) -> bool| {
                rulebook.program.step(*slot).is_some_and(found)
            };
            let gives_points = is(a, |step| matches!(step, Operation::Bands(..)));
            // What a table holds is no answer: nobody can bring it to a limit.
            let is_data =
                is(a, |step| matches!(step, Operation::Column(..))) && !varies(rulebook, *b);
            if !gives_points && !is_data && !sights.is_empty() {
                sights.extend(both_sides(*comparison));
            }
            sights
        }
        Some(Operation::Same(..) | Operation::AnyOf(..) | Operation::AllOf(..)) => {
            truths(rulebook, slot)
        }
        Some(Operation::Column(table, column)) if is_truth => {
            let rows = rulebook.table(*table).map_or(&[][..], |table| table.rows.as_slice());
            let has = |wanted: bool| {
                let mut cells = rows.iter().filter_map(|row| row.cells.get(column.at()));
                cells.any(|cell| *cell == Some(Value::YesNo(wanted)))
            };
            let told = [(Sight::True, has(true)), (Sight::False, has(false)), (Sight::Open, true)];
            told.into_iter().filter(|(_, can)| *can).map(|(sight, _)| sight).collect()
        }
        Some(Operation::Answer(_) | Operation::Holds(..)) if is_truth => truths(rulebook, slot),
        Some(Operation::Bands(_, parameter)) => bands(rulebook, *parameter),
        _ => Vec::new(),
    }
}

/// A condition is true, false and, where it reads an answer, open. One that reads figures alone is a
/// switch of those who keep the rules: it is as they set it.
fn truths(rulebook: &Rulebook, slot: Slot) -> Vec<Sight> {
    match (reads_answers(rulebook, slot), varies(rulebook, slot)) {
        (true, _) => vec![Sight::True, Sight::False, Sight::Open],
        (false, true) => vec![Sight::True, Sight::False],
        (false, false) => Vec::new(),
    }
}

/// Whether a step reads an answer or the day.
fn varies(rulebook: &Rulebook, slot: Slot) -> bool {
    let steps = rulebook.program.reachable([slot]);
    let by_day = steps.iter().any(|slot| rulebook.program.step(*slot) == Some(&Operation::AsOf));
    by_day || reads_answers(rulebook, slot)
}

fn both_sides(comparison: Comparison) -> [Sight; 2] {
    match comparison {
        Comparison::Below | Comparison::AtLeast => [Sight::At, Sight::JustBelow],
        Comparison::AtMost | Comparison::Above => [Sight::At, Sight::JustAbove],
        Comparison::Equal | Comparison::NotEqual => [Sight::At, Sight::JustOff],
    }
}

fn bands(rulebook: &Rulebook, parameter: ParameterIndex) -> Vec<Sight> {
    let values = rulebook.parameter(parameter).map(|found| found.values.as_slice());
    let values = values.unwrap_or_default().iter().enumerate();
    let sights = values.flat_map(|(value, dated)| {
        let count = if let Amount::Bands(bands) = &dated.amount { bands.len() } else { 0 };
        let both = move |band| {
            [Sight::AtBand(parameter, value, band), Sight::JustBelowBand(parameter, value, band)]
        };
        (0..count).flat_map(both)
    });
    sights.collect()
}

/// Whether a step can be open because something is not answered.
fn reads_answers(rulebook: &Rulebook, slot: Slot) -> bool {
    let steps = rulebook.program.reachable([slot]);
    steps.iter().any(|slot| {
        matches!(rulebook.program.step(*slot), Some(Operation::Answer(_) | Operation::Column(..)))
    })
}

impl Goal {
    /// Whether an example looks at it and shows it.
    pub fn is_seen_by(&self, rulebook: &Rulebook, example: &Example) -> bool {
        let trace = Trace::run(rulebook, &example.profile, example.as_of);
        example.looks_at(rulebook, self.criterion) && self.is_seen(rulebook, &trace, example.as_of)
    }

    /// Whether a project shows it.
    pub(crate) fn is_seen(&self, rulebook: &Rulebook, trace: &Trace<'_>, as_of: Date) -> bool {
        let applies = || {
            let criterion = rulebook.criterion(self.criterion);
            criterion.is_some_and(|found| trace.state(found).0 != Verdict::NotApplicable)
        };
        (!self.within || applies()) && self.shows(rulebook, trace, as_of)
    }

    fn shows(&self, rulebook: &Rulebook, trace: &Trace<'_>, as_of: Date) -> bool {
        let truth = || trace.result(self.slot);
        let sides = || match rulebook.program.step(self.slot) {
            Some(Operation::Compare(_, a, b)) => {
                Distance::of(rulebook, *a, trace.result(*a)?, trace.result(*b)?)
            }
            _ => None,
        };
        let seen = |wanted: &[Distance]| sides().is_some_and(|found| wanted.contains(&found));
        match self.sight {
            Sight::True => truth() == Some(Value::YesNo(true)),
            Sight::False => truth() == Some(Value::YesNo(false)),
            Sight::Open => truth().is_none(),
            Sight::At => seen(&[Distance::Equal]),
            Sight::JustBelow => seen(&[Distance::JustBelow]),
            Sight::JustAbove => seen(&[Distance::JustAbove]),
            Sight::JustOff => seen(&[Distance::JustBelow, Distance::JustAbove]),
            Sight::AtBand(parameter, value, band) => {
                self.at_band(rulebook, trace, as_of, (parameter, value, band))
                    == Some(Distance::Equal)
            }
            Sight::JustBelowBand(parameter, value, band) => {
                self.at_band(rulebook, trace, as_of, (parameter, value, band))
                    == Some(Distance::JustBelow)
            }
        }
    }

    /// How the quantity stands to the beginning of a band, on a day the bands are in force.
    fn at_band(
        &self,
        rulebook: &Rulebook,
        trace: &Trace<'_>,
        as_of: Date,
        (parameter, value, band): (ParameterIndex, usize, usize),
    ) -> Option<Distance> {
        let Some(Operation::Bands(quantity, _)) = rulebook.program.step(self.slot) else {
            return None;
        };
        let dated = rulebook.parameter(parameter)?.values.get(value)?;
        let least = band_of(&dated.amount, band)?;
        if !dated.period.contains(as_of) {
            return None;
        }
        Distance::of(rulebook, *quantity, trace.result(*quantity)?, Value::Number(least))
    }

    /// Days on which it can be seen, besides those of the cases.
    pub(crate) fn days(&self, rulebook: &Rulebook) -> Vec<Date> {
        let criterion = rulebook.criterion(self.criterion);
        let law = criterion.into_iter().flat_map(|found| [found.from, found.to]).flatten();
        let around = law.flat_map(|day| [day.previous(), Some(day), day.next()]).flatten();
        let dated = match self.sight {
            Sight::AtBand(parameter, value, _) | Sight::JustBelowBand(parameter, value, _) => {
                rulebook.parameter(parameter).and_then(|found| found.values.get(value))
            }
            _ => None,
        };
        around.chain(dated.map(|dated| dated.period.from)).collect()
    }

    fn in_words(&self, rulebook: &Rulebook) -> String {
        let expression = written(rulebook, self.slot);
        let band = |parameter: ParameterIndex, value: usize, band: usize| {
            let dated = rulebook.parameter(parameter).and_then(|found| found.values.get(value));
            let least = dated.and_then(|dated| band_of(&dated.amount, band)).unwrap_or_default();
            let from = dated.map(|dated| dated.period.from.to_string()).unwrap_or_default();
            format!("{} (in force from {from})", least.normalize())
        };
        match self.sight {
            Sight::True => format!("`{expression}` is never true"),
            Sight::False => format!("`{expression}` is never false"),
            Sight::Open => format!("`{expression}` is never open"),
            Sight::At => format!("`{expression}` is never tried exactly at its limit"),
            Sight::JustBelow => format!("`{expression}` is never tried just below its limit"),
            Sight::JustAbove => format!("`{expression}` is never tried just above its limit"),
            Sight::JustOff => format!("`{expression}` is never tried just beside its limit"),
            Sight::AtBand(parameter, value, place) => {
                format!(
                    "`{expression}` is never tried exactly at {}",
                    band(parameter, value, place)
                )
            }
            Sight::JustBelowBand(parameter, value, place) => {
                format!(
                    "`{expression}` is never tried just below {}",
                    band(parameter, value, place)
                )
            }
        }
    }
}

/// Where a band of a parameter begins.
fn band_of(amount: &Amount, band: usize) -> Option<Decimal> {
    match amount {
        Amount::Bands(bands) => bands.get(band).map(|band| band.at_least),
        _ => None,
    }
}

/// How a quantity stands to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Distance {
    Equal,
    JustBelow,
    JustAbove,
    Far,
}

impl Distance {
    fn of(rulebook: &Rulebook, at: Slot, found: Value, limit: Value) -> Option<Self> {
        match (found, limit) {
            (Value::Number(found), Value::Number(limit)) => {
                let step = step_at(limit, is_whole(rulebook, at));
                let distance = found.checked_sub(limit)?;
                Some(if distance.is_zero() {
                    Self::Equal
                } else if distance.abs() > step {
                    Self::Far
                } else if distance > Decimal::ZERO {
                    Self::JustAbove
                } else {
                    Self::JustBelow
                })
            }
            (Value::Date(found), Value::Date(limit)) => Some(if found == limit {
                Self::Equal
            } else if limit.next() == Some(found) {
                Self::JustAbove
            } else if limit.previous() == Some(found) {
                Self::JustBelow
            } else {
                Self::Far
            }),
            _ => None,
        }
    }
}

/// One step beside a limit: a hundredth of it, for whole numbers at least one; one beside zero.
pub(crate) fn step_at(limit: Decimal, whole: bool) -> Decimal {
    let hundredth = limit.abs() / Decimal::ONE_HUNDRED;
    if limit.is_zero() || (whole && hundredth < Decimal::ONE) { Decimal::ONE } else { hundredth }
}

/// Whether a step is the answer to a question for whole numbers.
fn is_whole(rulebook: &Rulebook, slot: Slot) -> bool {
    match rulebook.program.step(slot) {
        Some(Operation::Answer(fact)) => {
            let fact = rulebook.fact(*fact);
            fact.is_some_and(|fact| matches!(fact.answer, FactType::Whole(_)))
        }
        Some(Operation::Convert(inner, _)) => is_whole(rulebook, *inner),
        _ => false,
    }
}
