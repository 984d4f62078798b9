//! Runs the program of a rulebook over a profile: one pass, three-valued, total.

use crate::{Answer, Outcome, Profile, summary::Tally, trail::Trail};
use sangloc_rulebook::{
    Amount, Arithmetic, Comparison, Conversion, Criterion, Date, Decimal, FactIndex, Operation,
    ParameterIndex, Rulebook, Slot, TableIndex, Unit, Value, ValueType,
};
use std::borrow::Cow;

/// The results of all steps for one profile and day; `None` is unknown.
pub(crate) struct Evaluation<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) profile: Cow<'a, Profile>,
    pub(crate) as_of: Date,
    rate: Option<Decimal>,
    pub(crate) results: Vec<Option<Value>>,
}

/// How one criterion stands.
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// Whether it applies.
    pub(crate) applies: Option<bool>,
    /// Whether what it requires is so.
    pub(crate) required: Option<bool>,
    /// The points it gives, when known; `None` also where it gives none.
    pub(crate) points: Option<Decimal>,
}

impl Standing {
    /// Whether it stands in the way: `Some(false)` it does.
    pub(crate) fn holds(self) -> Option<bool> {
        implies(self.applies, self.required)
    }
}

impl<'a> Evaluation<'a> {
    pub(crate) fn run(rulebook: &'a Rulebook, profile: &'a Profile, as_of: Date) -> Self {
        let results = vec![None; rulebook.program.steps.len()];
        let mut evaluation = Self::of(rulebook, Cow::Borrowed(profile), as_of, results);
        for (slot, _) in rulebook.program.slots() {
            evaluation.keep(slot);
        }
        evaluation
    }

    /// With these results, whatever they are of.
    pub(crate) fn of(
        rulebook: &'a Rulebook,
        profile: Cow<'a, Profile>,
        as_of: Date,
        results: Vec<Option<Value>>,
    ) -> Self {
        Self { rulebook, profile, as_of, rate: rulebook.rate(as_of), results }
    }

    /// The same profile and day under a rulebook with the same facts; the results are its own.
    pub(crate) fn beside<'b>(
        &'b self,
        rulebook: &'b Rulebook,
        mut results: Vec<Option<Value>>,
    ) -> Evaluation<'b> {
        results.resize(rulebook.program.steps.len(), None);
        Evaluation::of(rulebook, Cow::Borrowed(&self.profile), self.as_of, results)
    }

    /// Writes the result of a step; gives what was there.
    pub(crate) fn put(&mut self, slot: Slot, result: Option<Value>) -> Option<Value> {
        self.results.get_mut(slot.at()).and_then(|place| std::mem::replace(place, result))
    }

    /// Performs a step and writes its result where it belongs: in its parts, for what is put together first and
    /// then moved as a whole costs the processor more than most steps do.
    pub(crate) fn keep(&mut self, slot: Slot) {
        let program = &self.rulebook.program;
        match program.step(slot).zip(program.type_of(slot)) {
            Some((step, ValueType::YesNo)) => {
                let truth = self.truth(step);
                self.put(slot, truth.map(Value::YesNo));
            }
            Some((step, ValueType::Number(unit))) => {
                let number = self.quantity(step, unit);
                self.put(slot, number.map(Value::Number));
            }
            _ => {
                self.put(slot, self.perform(slot));
            }
        }
    }

    /// How a criterion stands by the results.
    pub(crate) fn standing(&self, criterion: &Criterion) -> Standing {
        let truth = |slot: Option<Slot>| slot.map_or(Some(true), |slot| self.holds(slot));
        let applies = truth(criterion.when);
        let given = criterion.points.map(|slot| self.number(slot));
        let required = match (criterion.require, given) {
            (None, Some(given)) => given.map(|given| given > Decimal::ZERO),
            (require, _) => truth(require),
        };
        // Where something is required, points reward it and negative points are for missing it.
        let points = given.flatten().and_then(|given| match (applies, required) {
            (Some(true), _) if criterion.require.is_none() => Some(given),
            (Some(true), Some(true)) => Some(given.max(Decimal::ZERO)),
            (Some(true), Some(false)) => Some(given.min(Decimal::ZERO)),
            _ => None,
        });
        Standing { applies, required, points }
    }

    /// What the deciding criteria come to.
    pub(crate) fn outcome(&self, trail: &mut Trail) -> Outcome {
        let mut tally = Tally::default();
        for criterion in self.rulebook.criteria.iter().filter(|one| one.kind.decides()) {
            let holds = self.standing(criterion).holds();
            // Once an answer is missing, only a criterion that rejects says more.
            let needs_answers = holds.is_none()
                && (tally.needs_answers() || trail.needs_answers(self, criterion.roots()));
            tally.weigh(criterion.on_unmet, holds, needs_answers);
            if tally.is_rejected() {
                break;
            }
        }
        tally.outcome()
    }

    /// The result of a step; `None` is unknown.
    pub(crate) fn result(&self, slot: Slot) -> Option<Value> {
        self.known(slot).copied()
    }

    /// Whether the result of a step is known.
    pub(crate) fn is_known(&self, slot: Slot) -> bool {
        self.known(slot).is_some()
    }

    /// The result where it stands.
    fn known(&self, slot: Slot) -> Option<&Value> {
        self.results.get(slot.at())?.as_ref()
    }

    /// The truth value of a step.
    pub(crate) fn holds(&self, slot: Slot) -> Option<bool> {
        match self.known(slot)? {
            Value::YesNo(value) => Some(*value),
            _ => None,
        }
    }

    /// The row that an answer picks in a table.
    pub(crate) fn row(&self, table: TableIndex) -> Option<u16> {
        let answer = self.rulebook.table(table)?.answer;
        match self.answer(answer)? {
            Value::Row(place) => Some(place),
            _ => None,
        }
    }

    fn answer(&self, fact: FactIndex) -> Option<Value> {
        self.profile.value(self.rulebook, fact, self.rate)
    }

    pub(crate) fn amount(&self, parameter: ParameterIndex) -> Option<&'a Amount> {
        Some(&self.rulebook.parameter(parameter)?.in_force(self.as_of)?.amount)
    }

    /// The answer of a profile to a number fact, in the fact's own unit.
    pub(crate) fn number_of(&self, profile: &Profile, fact: FactIndex) -> Option<Decimal> {
        profile.number(self.rulebook, fact, self.rate)
    }

    /// A number in another unit, at the rate of the day.
    pub(crate) fn convert(&self, number: Decimal, conversion: &Conversion) -> Option<Decimal> {
        convert(number, conversion, self.rate)
    }

    fn number(&self, slot: Slot) -> Option<Decimal> {
        match self.known(slot)? {
            Value::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The quantity of a step in another unit.
    fn converted(&self, slot: Slot, conversion: &Conversion, unit: &Unit) -> Option<Decimal> {
        match self.rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => self.profile.number_in(*fact, unit, self.rate),
            _ => convert(self.number(slot)?, conversion, self.rate),
        }
    }

    /// The result of a step by the results of the steps it reads.
    pub(crate) fn perform(&self, slot: Slot) -> Option<Value> {
        let program = &self.rulebook.program;
        let step = program.step(slot)?;
        match program.type_of(slot)? {
            ValueType::YesNo => self.truth(step).map(Value::YesNo),
            ValueType::Number(unit) => self.quantity(step, unit).map(Value::Number),
            _ => self.value(step),
        }
    }

    /// The result of a step that gives a yes or no.
    fn truth(&self, step: &Operation) -> Option<bool> {
        let sets = |a: Slot, b: Slot| self.known(a)?.choices().zip(self.known(b)?.choices());
        match *step {
            Operation::YesNo(value) => Some(value),
            Operation::Answer(fact) => match self.profile.answer(fact)? {
                Answer::YesNo(yes) => Some(*yes),
                _ => None,
            },
            Operation::Holds(_, a) => self.holds(a),
            Operation::Not(a) => self.holds(a).map(|value| !value),
            Operation::And(a, b) => and(self.holds(a), self.holds(b)),
            Operation::Or(a, b) => or(self.holds(a), self.holds(b)),
            Operation::Implies(a, b) => implies(self.holds(a), self.holds(b)),
            Operation::Compare(comparison, a, b) => {
                compare(comparison, self.known(a)?, self.known(b)?)
            }
            Operation::Same(a, b) => Some(self.known(a)? == self.known(b)?),
            Operation::AnyOf(a, b) => sets(a, b).map(|(found, wanted)| found.intersects(wanted)),
            Operation::AllOf(a, b) => sets(a, b).map(|(found, wanted)| found.includes(wanted)),
            ref other => self.value(other)?.yes_no(),
        }
    }

    /// The result of a step that gives a number of this unit.
    fn quantity(&self, step: &Operation, unit: &Unit) -> Option<Decimal> {
        match *step {
            Operation::Number(value) => Some(value),
            Operation::Answer(fact) => match self.profile.answer(fact)? {
                Answer::Number(amount, given) if given == unit => Some(*amount),
                _ => self.number_of(&self.profile, fact),
            },
            Operation::Arithmetic(operator, a, b) => {
                compute(operator, self.number(a)?, self.number(b)?)
            }
            Operation::Convert(a, conversion) => self.converted(a, &conversion, unit),
            Operation::Bands(quantity, parameter) => {
                let Amount::Bands(bands) = self.amount(parameter)? else {
                    return None;
                };
                let quantity = self.number(quantity)?;
                let reached = bands.iter().rev().find(|band| quantity >= band.at_least);
                Some(reached.map_or(Decimal::ZERO, |band| band.points))
            }
            ref other => self.value(other)?.number(),
        }
    }

    /// The result of a step that can give any kind of value.
    fn value(&self, step: &Operation) -> Option<Value> {
        match *step {
            Operation::Choice(value) => Some(Value::Choice(value)),
            Operation::Choices(value) => Some(Value::Choices(value)),
            Operation::Date(value) => Some(Value::Date(value)),
            Operation::AsOf => Some(Value::Date(self.as_of)),
            Operation::Answer(fact) => self.answer(fact),
            Operation::Column(table, column) => {
                let row = self.rulebook.table(table)?.rows.get(usize::from(self.row(table)?))?;
                row.cells.get(column.at()).copied().flatten()
            }
            Operation::Parameter(parameter) => match self.amount(parameter)? {
                Amount::Number(value) => Some(Value::Number(*value)),
                Amount::Choice(place) => Some(Value::Choice(*place)),
                Amount::Choices(set) => Some(Value::Choices(*set)),
                Amount::Bands(_) => None,
            },
            Operation::Choose(condition, a, b) => match self.holds(condition) {
                Some(true) => self.result(a),
                Some(false) => self.result(b),
                None => self.result(a).filter(|value| self.result(b) == Some(*value)),
            },
            // Of another type than its kind of step gives, which no rulebook of ours has.
            _ => None,
        }
    }
}

/// What each step of the program comes to before anything is answered, by its place: figures, what is law on
/// the day, and what follows from them. Answers never change what is known here.
pub fn known_beforehand(rulebook: &Rulebook, as_of: Date) -> Vec<Option<Value>> {
    Evaluation::run(rulebook, &Profile::empty(rulebook), as_of).results
}

/// Three-valued *and*: known-false wins over unknown.
fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Three-valued *or*: known-true wins over unknown.
fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    and(a.map(|value| !value), b.map(|value| !value)).map(|value| !value)
}

/// Three-valued implication: a condition known not to hold asks nothing.
pub(crate) fn implies(condition: Option<bool>, then: Option<bool>) -> Option<bool> {
    or(condition.map(|value| !value), then)
}

fn compare(comparison: Comparison, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(comparison.holds(a, b)),
        (Value::Date(a), Value::Date(b)) => Some(comparison.holds(a, b)),
        _ => None,
    }
}

/// Exact where decimals are; unknown on overflow and on a zero divisor.
pub(crate) fn compute(operator: Arithmetic, a: Decimal, b: Decimal) -> Option<Decimal> {
    match operator {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Subtract => a.checked_sub(b),
        Arithmetic::Multiply => a.checked_mul(b),
        Arithmetic::Divide => a.checked_div(b),
    }
}

/// The same quantity in another unit; unknown on overflow, or when there is no exchange rate.
pub(crate) fn convert(
    number: Decimal,
    conversion: &Conversion,
    rate: Option<Decimal>,
) -> Option<Decimal> {
    let mut number = number.checked_mul(conversion.multiply)?.checked_div(conversion.divide)?;
    for _ in 0..conversion.rate_power.unsigned_abs() {
        number = if conversion.rate_power > 0 {
            number.checked_mul(rate?)?
        } else {
            number.checked_div(rate?)?
        };
    }
    Some(number)
}
