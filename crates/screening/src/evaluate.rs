//! Runs the program of a rulebook over a profile: one pass, three-valued, total.

use crate::{
    Answer, Outcome, Profile, order::order, results::Results, summary::Tally, trail::Trail,
};
use sangloc_rulebook::{
    Amount, Arithmetic, ChoiceSet, Comparison, Conversion, Criterion, Date, Decimal, FactIndex,
    Operation, ParameterIndex, Rulebook, Slot, TableIndex, Unit, Value, ValueType,
};
use std::borrow::Cow;

/// A profile judged on a day.
pub(crate) struct Evaluation<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) profile: Cow<'a, Profile>,
    pub(crate) as_of: Date,
    pub(crate) rate: Option<Decimal>,
    pub(crate) results: Results,
}

/// How one criterion stands.
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// Whether it applies.
    pub(crate) applies: Option<bool>,
    /// Whether what it requires is so.
    pub(crate) required: Option<bool>,
}

impl Standing {
    /// Whether anything of it is unknown; the points it gives may be known.
    pub(crate) fn is_open(self, criterion: &Criterion, knows_points: bool) -> bool {
        let lacks_points = criterion.points.is_some() && !knows_points;
        self.applies.is_none() || self.required.is_none() || lacks_points
    }

    /// Whether it stands in the way: `Some(false)` it does.
    pub(crate) fn holds(self) -> Option<bool> {
        implies(self.applies, self.required)
    }
}

impl<'a> Evaluation<'a> {
    pub(crate) fn run(rulebook: &'a Rulebook, profile: &'a Profile, as_of: Date) -> Self {
        let results = Results::unknown(rulebook.program.steps.len());
        let mut evaluation = Self::of(rulebook, Cow::Borrowed(profile), as_of, results);
        let slots: Vec<Slot> = rulebook.program.slots().map(|(slot, _)| slot).collect();
        evaluation.keep_all(&slots);
        evaluation
    }

    /// With these results, whatever they are of.
    pub(crate) fn of(
        rulebook: &'a Rulebook,
        profile: Cow<'a, Profile>,
        as_of: Date,
        results: Results,
    ) -> Self {
        Self { rulebook, profile, as_of, rate: rulebook.rate(as_of), results }
    }

    /// The same profile and day under a rulebook with the same facts; the results are its own.
    pub(crate) fn beside<'b>(
        &'b self,
        rulebook: &'b Rulebook,
        mut results: Results,
    ) -> Evaluation<'b> {
        results.resize(rulebook.program.steps.len());
        Evaluation::of(rulebook, Cow::Borrowed(&self.profile), self.as_of, results)
    }

    /// Writes the result of a step.
    pub(crate) fn put(&mut self, slot: Slot, result: Option<Value>) {
        self.results.put(slot, result);
    }

    /// Performs a step by the results of the steps it reads, and writes its result.
    pub(crate) fn keep(&mut self, slot: Slot) {
        self.keep_all(&[slot]);
    }

    /// Performs these steps, one after the other.
    #[inline]
    pub(crate) fn keep_all(&mut self, slots: &[Slot]) {
        let rulebook = self.rulebook;
        for slot in slots {
            if let Some(step) = rulebook.program.step(*slot) {
                self.perform(*slot, step);
            }
        }
    }

    #[inline(always)]
    fn perform(&mut self, slot: Slot, step: &Operation) {
        let truth = match *step {
            Operation::Answer(fact) => return self.keep_answer(slot, fact),
            Operation::Compare(comparison, a, b) => self.compare(comparison, a, b),
            Operation::Holds(_, a) => self.holds(a),
            Operation::Not(a) => self.holds(a).map(|value| !value),
            Operation::And(a, b) => and(self.holds(a), self.holds(b)),
            Operation::Or(a, b) => or(self.holds(a), self.holds(b)),
            Operation::Implies(a, b) => implies(self.holds(a), self.holds(b)),
            Operation::Same(a, b) => match (self.holds(a), self.holds(b)) {
                (Some(a), Some(b)) => Some(a == b),
                _ => self.both(a, b).map(|(a, b)| a == b),
            },
            Operation::AnyOf(a, b) => self.sets(a, b).map(|(a, b)| a.intersects(b)),
            Operation::AllOf(a, b) => self.sets(a, b).map(|(a, b)| a.includes(b)),
            Operation::Arithmetic(operator, a, b) => {
                let numbers = self.number(a).zip(self.number(b));
                let number = numbers.and_then(|(a, b)| compute(operator, *a, *b));
                return self.results.put_number(slot, number);
            }
            Operation::Bands(quantity, parameter) => {
                let points = self.reached(quantity, parameter);
                return self.results.put_number(slot, points);
            }
            _ => {
                let value = self.value(slot, step);
                return self.results.put(slot, value);
            }
        };
        self.results.put_truth(slot, truth);
    }

    #[inline(always)]
    fn keep_answer(&mut self, slot: Slot, fact: FactIndex) {
        match (self.profile.answer(fact), self.rulebook.program.type_of(slot)) {
            (None, Some(ValueType::YesNo)) => self.results.put_truth(slot, None),
            (Some(Answer::YesNo(yes)), Some(ValueType::YesNo)) => {
                self.results.put_truth(slot, Some(*yes));
            }
            (None, Some(ValueType::Number(_))) => self.results.put_number(slot, None),
            (Some(Answer::Choice(place)), Some(ValueType::Choice(_))) => {
                self.results.put_other(slot, Some(Value::Choice(*place)));
            }
            (Some(Answer::Choices(set)), Some(ValueType::Choices(_))) => {
                self.results.put_other(slot, Some(Value::Choices(*set)));
            }
            (Some(Answer::Number(amount, given)), Some(ValueType::Number(own))) if own == given => {
                self.results.put_number(slot, Some(*amount));
            }
            _ => {
                let value = self.answer(fact);
                self.results.put(slot, value);
            }
        }
    }

    /// How a criterion stands by the results.
    #[inline]
    pub(crate) fn standing(&self, criterion: &Criterion) -> Standing {
        let truth = |slot: Option<Slot>| slot.map_or(Some(true), |slot| self.holds(slot));
        let required = match (criterion.require, criterion.points) {
            (None, Some(points)) => self.number(points).map(|given| *given > Decimal::ZERO),
            (require, _) => truth(require),
        };
        Standing { applies: truth(criterion.when), required }
    }

    /// The points a criterion gives, when known; `None` also where it gives none.
    #[inline]
    pub(crate) fn points(&self, criterion: &Criterion, standing: Standing) -> Option<Decimal> {
        let given = self.number(criterion.points?)?;
        // Where something is required, points reward it and negative points are for missing it.
        match (standing.applies?, standing.required) {
            (true, _) if criterion.require.is_none() => Some(*given),
            (true, Some(true)) => Some(Decimal::ZERO.max(*given)),
            (true, Some(false)) => Some(Decimal::ZERO.min(*given)),
            _ => None,
        }
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
        self.results.get(slot)
    }

    /// Whether the result of a step is known.
    pub(crate) fn is_known(&self, slot: Slot) -> bool {
        self.results.is_known(slot)
    }

    /// The truth value of a step.
    #[inline(always)]
    pub(crate) fn holds(&self, slot: Slot) -> Option<bool> {
        self.results.truth(slot)
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

    /// The number that a step gives.
    #[inline(always)]
    pub(crate) fn number(&self, slot: Slot) -> Option<&Decimal> {
        self.results.number(slot)
    }

    /// The quantity of a step in another unit.
    fn converted(&self, slot: Slot, conversion: &Conversion, unit: &Unit) -> Option<Decimal> {
        match self.rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => self.profile.number_in(*fact, unit, self.rate),
            _ => convert(*self.number(slot)?, conversion, self.rate),
        }
    }

    #[inline(always)]
    fn compare(&self, comparison: Comparison, a: Slot, b: Slot) -> Option<bool> {
        let order = match (self.number(a), self.number(b)) {
            (Some(a), Some(b)) => order(a, b),
            _ => match self.both(a, b)? {
                (Value::Date(a), Value::Date(b)) => a.cmp(b),
                _ => return None,
            },
        };
        Some(comparison.admits(order))
    }

    /// Two results that are neither truths nor numbers.
    fn both(&self, a: Slot, b: Slot) -> Option<(&Value, &Value)> {
        self.results.other(a).zip(self.results.other(b))
    }

    #[inline(always)]
    fn sets(&self, a: Slot, b: Slot) -> Option<(ChoiceSet, ChoiceSet)> {
        let (a, b) = self.both(a, b)?;
        a.choices().zip(b.choices())
    }

    /// The points of the highest band that a quantity reaches.
    fn reached(&self, quantity: Slot, parameter: ParameterIndex) -> Option<Decimal> {
        let Amount::Bands(bands) = self.amount(parameter)? else {
            return None;
        };
        let quantity = self.number(quantity)?;
        let reached = bands.iter().rev().find(|band| order(quantity, &band.at_least).is_ge());
        Some(reached.map_or(Decimal::ZERO, |band| band.points))
    }

    /// The result of a step that is rare, or can give any kind of value.
    fn value(&self, slot: Slot, step: &Operation) -> Option<Value> {
        match *step {
            Operation::Convert(a, conversion) => match self.rulebook.program.type_of(slot)? {
                ValueType::Number(unit) => self.converted(a, &conversion, unit).map(Value::Number),
                _ => None,
            },
            Operation::YesNo(value) => Some(Value::YesNo(value)),
            Operation::Number(value) => Some(Value::Number(value)),
            Operation::Choice(value) => Some(Value::Choice(value)),
            Operation::Choices(value) => Some(Value::Choices(value)),
            Operation::Date(value) => Some(Value::Date(value)),
            Operation::AsOf => Some(Value::Date(self.as_of)),
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
            _ => None,
        }
    }
}

/// What each step of the program comes to before anything is answered, by its place: figures, what is law on
/// the day, and what follows from them. Answers never change what is known here.
pub fn known_beforehand(rulebook: &Rulebook, as_of: Date) -> Vec<Option<Value>> {
    let nothing = Profile::empty(rulebook);
    let evaluation = Evaluation::run(rulebook, &nothing, as_of);
    rulebook.program.slots().map(|(slot, _)| evaluation.result(slot)).collect()
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
