//! Runs the program of a rulebook over a profile: one pass, three-valued, total.

use crate::{
    Outcome, Profile,
    decision::Tally,
    trail::{Open, Trail},
};
use sangloc_rulebook::{
    Amount, Arithmetic, Comparison, Conversion, Criterion, Date, Decimal, FactIndex, Operation,
    ParameterIndex, Rulebook, Slot, TableIndex, Value, ValueType,
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
            evaluation.put(slot, evaluation.perform(slot));
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
        Self { rulebook, profile, as_of, rate: rate(rulebook, as_of), results }
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

    /// How a criterion stands by the results.
    pub(crate) fn standing(&self, criterion: &Criterion) -> Standing {
        let truth = |slot: Option<Slot>| slot.map_or(Some(true), |slot| self.holds(slot));
        let applies = truth(criterion.when);
        let given = criterion.points.map(|slot| self.result(slot).and_then(Value::number));
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
    pub(crate) fn outcome(&self) -> Outcome {
        let mut tally = Tally::default();
        let mut trail = Trail::new(self);
        for criterion in self.rulebook.criteria.iter().filter(|one| one.kind.decides()) {
            let holds = self.standing(criterion).holds();
            let open = match holds {
                Some(_) => Open::default(),
                None => trail.back_from(criterion.roots()),
            };
            tally.weigh(holds, &open.needs, criterion.on_unmet);
            if tally.is_rejected() {
                break;
            }
        }
        tally.outcome()
    }

    /// The result of a step; `None` is unknown.
    pub(crate) fn result(&self, slot: Slot) -> Option<Value> {
        self.results.get(slot.at()).copied().flatten()
    }

    /// The truth value of a step.
    pub(crate) fn holds(&self, slot: Slot) -> Option<bool> {
        self.result(slot)?.yes_no()
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
        profile.value(self.rulebook, fact, self.rate)?.number()
    }

    /// A number in another unit, at the rate of the day.
    pub(crate) fn convert(&self, number: Decimal, conversion: &Conversion) -> Option<Decimal> {
        convert(number, conversion, self.rate)
    }

    fn number(&self, slot: Slot) -> Option<Decimal> {
        self.result(slot)?.number()
    }

    /// The quantity of `slot` in the unit of the step `at`.
    fn converted(&self, at: Slot, slot: Slot, conversion: &Conversion) -> Option<Decimal> {
        let program = &self.rulebook.program;
        match (program.step(slot), program.type_of(at)) {
            (Some(Operation::Answer(fact)), Some(ValueType::Number(unit))) => {
                self.profile.number_in(*fact, unit, self.rate)
            }
            _ => convert(self.number(slot)?, conversion, self.rate),
        }
    }

    /// The result of a step by the results of the steps it reads.
    pub(crate) fn perform(&self, slot: Slot) -> Option<Value> {
        match *self.rulebook.program.step(slot)? {
            Operation::YesNo(value) => Some(Value::YesNo(value)),
            Operation::Number(value) => Some(Value::Number(value)),
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
            Operation::Bands(quantity, parameter) => {
                let Amount::Bands(bands) = self.amount(parameter)? else {
                    return None;
                };
                let quantity = self.number(quantity)?;
                let reached = bands.iter().rev().find(|band| quantity >= band.at_least);
                Some(Value::Number(reached.map_or(Decimal::ZERO, |band| band.points)))
            }
            Operation::Holds(_, a) => self.result(a),
            Operation::Not(a) => self.holds(a).map(|value| Value::YesNo(!value)),
            Operation::And(a, b) => and(self.holds(a), self.holds(b)).map(Value::YesNo),
            Operation::Or(a, b) => or(self.holds(a), self.holds(b)).map(Value::YesNo),
            Operation::Implies(a, b) => implies(self.holds(a), self.holds(b)).map(Value::YesNo),
            Operation::Choose(condition, a, b) => match self.holds(condition) {
                Some(true) => self.result(a),
                Some(false) => self.result(b),
                None => self.result(a).filter(|value| self.result(b) == Some(*value)),
            },
            Operation::Compare(comparison, a, b) => {
                compare(comparison, self.result(a)?, self.result(b)?).map(Value::YesNo)
            }
            Operation::Same(a, b) => Some(Value::YesNo(self.result(a)? == self.result(b)?)),
            Operation::Arithmetic(operator, a, b) => {
                compute(operator, self.number(a)?, self.number(b)?).map(Value::Number)
            }
            Operation::Convert(a, conversion) => {
                self.converted(slot, a, &conversion).map(Value::Number)
            }
            Operation::AnyOf(a, b) => {
                let (found, wanted) = (self.result(a)?.choices()?, self.result(b)?.choices()?);
                Some(Value::YesNo(found.intersects(wanted)))
            }
            Operation::AllOf(a, b) => {
                let (found, wanted) = (self.result(a)?.choices()?, self.result(b)?.choices()?);
                Some(Value::YesNo(found.includes(wanted)))
            }
        }
    }
}

/// What each step of the program comes to before anything is answered, by its place: figures, what is law on
/// the day, and what follows from them. Answers never change what is known here.
pub fn known_beforehand(rulebook: &Rulebook, as_of: Date) -> Vec<Option<Value>> {
    Evaluation::run(rulebook, &Profile::empty(rulebook), as_of).results
}

/// What a US dollar costs in dong on a day.
fn rate(rulebook: &Rulebook, as_of: Date) -> Option<Decimal> {
    match rulebook.parameter(rulebook.exchange_rate)?.in_force(as_of)?.amount {
        Amount::Number(rate) => Some(rate),
        _ => None,
    }
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

fn compare(comparison: Comparison, a: Value, b: Value) -> Option<bool> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(comparison.holds(&a, &b)),
        (Value::Date(a), Value::Date(b)) => Some(comparison.holds(&a, &b)),
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
