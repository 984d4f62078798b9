//! Runs the program of a rulebook over a profile: one pass, three-valued, total.

use crate::Profile;
use sangloc_rulebook::{
    Amount, Arithmetic, Comparison, Conversion, Date, Decimal, FactIndex, Operation,
    ParameterIndex, Rulebook, Slot, TableIndex, Value, ValueType,
};

/// The results of all steps for one profile and day; `None` is unknown.
pub(crate) struct Evaluation<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) profile: &'a Profile,
    pub(crate) as_of: Date,
    rate: Option<Decimal>,
    results: Vec<Option<Value>>,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn run(rulebook: &'a Rulebook, profile: &'a Profile, as_of: Date) -> Self {
        let rate = rulebook.parameter(rulebook.exchange_rate).and_then(|rate| rate.in_force(as_of));
        let rate = rate.and_then(|dated| match dated.amount {
            Amount::Number(rate) => Some(rate),
            _ => None,
        });
        let results = Vec::with_capacity(rulebook.program.steps.len());
        let mut evaluation = Self { rulebook, profile, as_of, rate, results };
        for step in &rulebook.program.steps {
            let result = evaluation.perform(step);
            evaluation.results.push(result);
        }
        evaluation
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

    fn amount(&self, parameter: ParameterIndex) -> Option<&'a Amount> {
        Some(&self.rulebook.parameter(parameter)?.in_force(self.as_of)?.amount)
    }

    fn number(&self, slot: Slot) -> Option<Decimal> {
        self.result(slot)?.number()
    }

    fn converted(&self, slot: Slot, conversion: &Conversion) -> Option<Decimal> {
        let program = &self.rulebook.program;
        // The step being performed is the one after the last result.
        let target = program.types.get(self.results.len());
        match (program.step(slot), target) {
            (Some(Operation::Answer(fact)), Some(ValueType::Number(unit))) => {
                self.profile.number_in(*fact, unit, self.rate)
            }
            _ => convert(self.number(slot)?, conversion, self.rate),
        }
    }

    fn perform(&self, step: &Operation) -> Option<Value> {
        match *step {
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
            Operation::Convert(a, conversion) => self.converted(a, &conversion).map(Value::Number),
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
fn compute(operator: Arithmetic, a: Decimal, b: Decimal) -> Option<Decimal> {
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
