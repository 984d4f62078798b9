//! The decision made a second time, another way: from each criterion down its expression, with exact
//! fractions in place of decimals and sets in place of bits. Slow, small and without any sharing.

use num_rational::BigRational;
use sangloc_rulebook::{
    Amount, Arithmetic, Comparison, Conversion, Criterion, Date, Decimal, FactIndex, Operation,
    ParameterIndex, Rulebook, Slot, Unit, Value, ValueType,
};
use sangloc_screening::{Answer, Profile, Verdict};
use std::{cmp::Ordering, collections::BTreeSet};

/// What an expression comes to; unknown is the absence of one.
#[derive(Clone, Debug, PartialEq)]
enum Thing {
    Truth(bool),
    Number(BigRational),
    Members(BTreeSet<u16>),
    Day(Date),
    Other(u16),
}

/// The verdicts on all criteria, in the order of the rulebook.
pub fn verdicts(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Vec<Verdict> {
    let oracle = Oracle { rulebook, profile, as_of };
    rulebook.criteria.iter().map(|criterion| oracle.verdict(criterion)).collect()
}

struct Oracle<'a> {
    rulebook: &'a Rulebook,
    profile: &'a Profile,
    as_of: Date,
}

impl Oracle<'_> {
    fn verdict(&self, criterion: &Criterion) -> Verdict {
        let applies = criterion.when.map_or(Some(true), |slot| self.truth(slot));
        if applies == Some(false) {
            return Verdict::NotApplicable;
        }
        let zero = BigRational::from_integer(0.into());
        let holds = match (criterion.require, criterion.points) {
            (Some(require), _) => self.truth(require),
            (None, Some(points)) => self.number(points).map(|points| points > zero),
            (None, None) => Some(true),
        };
        match (applies, holds) {
            (Some(true), Some(true)) => Verdict::Met,
            (Some(true), Some(false)) => Verdict::Unmet,
            _ => Verdict::Unknown,
        }
    }

    fn thing(&self, slot: Slot) -> Option<Thing> {
        let step = self.rulebook.program.step(slot).expect("the step is there");
        match *step {
            Operation::YesNo(value) => Some(Thing::Truth(value)),
            Operation::Number(value) => Some(Thing::Number(fraction(value))),
            Operation::Choice(value) => Some(Thing::Members([value].into())),
            Operation::Choices(value) => Some(Thing::Members(value.places().collect())),
            Operation::Date(value) => Some(Thing::Day(value)),
            Operation::AsOf => Some(Thing::Day(self.as_of)),
            Operation::Answer(fact) => self.answer(fact),
            Operation::Column(table, column) => {
                let table = self.rulebook.table(table)?;
                let Some(Thing::Other(row)) = self.answer(table.answer) else {
                    return None;
                };
                table.rows[usize::from(row)].cells[column.at()].map(thing)
            }
            Operation::Parameter(parameter) => match self.amount(parameter)? {
                Amount::Number(value) => Some(Thing::Number(fraction(*value))),
                Amount::Choice(place) => Some(Thing::Members([*place].into())),
                Amount::Choices(set) => Some(Thing::Members(set.places().collect())),
                Amount::Bands(_) => panic!("bands are no value"),
            },
            Operation::Bands(quantity, parameter) => self.points(quantity, parameter),
            Operation::Not(a) => self.truth(a).map(|a| Thing::Truth(!a)),
            Operation::Holds(_, a) => self.truth(a).map(Thing::Truth),
            Operation::And(a, b) => self.either_is(false, a, b),
            Operation::Or(a, b) => self.either_is(true, a, b),
            Operation::Implies(a, b) => match (self.truth(a), self.truth(b)) {
                (Some(false), _) | (_, Some(true)) => Some(Thing::Truth(true)),
                (Some(true), Some(false)) => Some(Thing::Truth(false)),
                _ => None,
            },
            Operation::Choose(condition, a, b) => match self.truth(condition) {
                Some(holds) => self.thing(if holds { a } else { b }),
                None => self.thing(a).filter(|a| self.thing(b).as_ref() == Some(a)),
            },
            Operation::Compare(comparison, a, b) => self.compare(comparison, a, b),
            Operation::Same(a, b) => Some(Thing::Truth(self.thing(a)? == self.thing(b)?)),
            Operation::Arithmetic(operator, a, b) => self.compute(operator, a, b),
            Operation::Convert(a, conversion) => match self.rulebook.program.step(a)? {
                // An answer goes from the unit it was given in straight to the one it is needed in.
                Operation::Answer(fact) => self.answer_in(*fact, self.unit_of(slot)),
                _ => self.convert(self.number(a)?, &conversion).map(Thing::Number),
            },
            Operation::AnyOf(a, b) => {
                let (a, b) = (self.members(a)?, self.members(b)?);
                Some(Thing::Truth(a.iter().any(|member| b.contains(member))))
            }
            Operation::AllOf(a, b) => {
                let (a, b) = (self.members(a)?, self.members(b)?);
                Some(Thing::Truth(b.iter().all(|member| a.contains(member))))
            }
        }
    }

    /// `and` for false, `or` for true: one such side settles it, two others settle it the other way.
    fn either_is(&self, settles: bool, a: Slot, b: Slot) -> Option<Thing> {
        let (a, b) = (self.truth(a), self.truth(b));
        if a == Some(settles) || b == Some(settles) {
            Some(Thing::Truth(settles))
        } else {
            (a.is_some() && b.is_some()).then_some(Thing::Truth(!settles))
        }
    }

    fn compare(&self, comparison: Comparison, a: Slot, b: Slot) -> Option<Thing> {
        let order = match (self.thing(a)?, self.thing(b)?) {
            (Thing::Number(a), Thing::Number(b)) => a.cmp(&b),
            (Thing::Day(a), Thing::Day(b)) => a.cmp(&b),
            (a, b) => panic!("{a:?} is not compared with {b:?}"),
        };
        Some(Thing::Truth(match comparison {
            Comparison::Equal => order == Ordering::Equal,
            Comparison::NotEqual => order != Ordering::Equal,
            Comparison::Below => order == Ordering::Less,
            Comparison::AtMost => order != Ordering::Greater,
            Comparison::Above => order == Ordering::Greater,
            Comparison::AtLeast => order != Ordering::Less,
        }))
    }

    fn compute(&self, operator: Arithmetic, a: Slot, b: Slot) -> Option<Thing> {
        let (a, b) = (self.number(a)?, self.number(b)?);
        let zero = BigRational::from_integer(0.into());
        Some(Thing::Number(match operator {
            Arithmetic::Add => a + b,
            Arithmetic::Subtract => a - b,
            Arithmetic::Multiply => a * b,
            Arithmetic::Divide if b == zero => return None,
            Arithmetic::Divide => a / b,
        }))
    }

    fn points(&self, quantity: Slot, parameter: ParameterIndex) -> Option<Thing> {
        let Amount::Bands(bands) = self.amount(parameter)? else {
            panic!("only bands give points");
        };
        let quantity = self.number(quantity)?;
        let reached = bands.iter().filter(|band| fraction(band.at_least) <= quantity);
        let best = reached.max_by_key(|band| band.at_least);
        Some(Thing::Number(fraction(best.map_or(Decimal::ZERO, |band| band.points))))
    }

    fn convert(&self, number: BigRational, conversion: &Conversion) -> Option<BigRational> {
        let mut number = number * fraction(conversion.multiply) / fraction(conversion.divide);
        for _ in 0..conversion.rate_power.abs() {
            let Amount::Number(rate) = self.amount(self.rulebook.exchange_rate)? else {
                panic!("the rate is a number");
            };
            number = if conversion.rate_power > 0 {
                number * fraction(*rate)
            } else {
                number / fraction(*rate)
            };
        }
        Some(number)
    }

    fn amount(&self, parameter: ParameterIndex) -> Option<&Amount> {
        let values = &self.rulebook.parameter(parameter).expect("the figure is there").values;
        let mut in_force = values.iter().filter(|dated| {
            dated.period.from <= self.as_of && dated.period.to.is_none_or(|to| to >= self.as_of)
        });
        let found = in_force.next()?;
        assert!(in_force.next().is_none(), "two figures on one day");
        Some(&found.amount)
    }

    fn answer(&self, fact: FactIndex) -> Option<Thing> {
        let own = self.rulebook.fact(fact).expect("the fact is there").answer.unit();
        Some(match self.profile.answer(fact)? {
            Answer::YesNo(value) => Thing::Truth(*value),
            Answer::Choice(place) => Thing::Members([*place].into()),
            Answer::Choices(set) => Thing::Members(set.places().collect()),
            Answer::Date(day) => Thing::Day(*day),
            Answer::Row(place) => Thing::Other(*place),
            Answer::Text(_) => Thing::Other(0),
            Answer::Number(..) => return self.answer_in(fact, own.expect("numbers have a unit")),
        })
    }

    fn answer_in(&self, fact: FactIndex, wanted: &Unit) -> Option<Thing> {
        let Answer::Number(amount, unit) = self.profile.answer(fact)? else {
            panic!("only numbers are converted");
        };
        let conversion = unit.conversion_to(wanted).expect("the unit fits");
        self.convert(fraction(*amount), &conversion).map(Thing::Number)
    }

    fn unit_of(&self, slot: Slot) -> &Unit {
        match self.rulebook.program.type_of(slot) {
            Some(ValueType::Number(unit)) => unit,
            other => panic!("{other:?} has no unit"),
        }
    }

    fn truth(&self, slot: Slot) -> Option<bool> {
        match self.thing(slot)? {
            Thing::Truth(value) => Some(value),
            other => panic!("{other:?} is neither true nor false"),
        }
    }

    fn number(&self, slot: Slot) -> Option<BigRational> {
        match self.thing(slot)? {
            Thing::Number(value) => Some(value),
            other => panic!("{other:?} is no number"),
        }
    }

    fn members(&self, slot: Slot) -> Option<BTreeSet<u16>> {
        match self.thing(slot)? {
            Thing::Members(value) => Some(value),
            other => panic!("{other:?} has no members"),
        }
    }
}

fn thing(value: Value) -> Thing {
    match value {
        Value::YesNo(value) => Thing::Truth(value),
        Value::Number(value) => Thing::Number(fraction(value)),
        Value::Choice(place) => Thing::Members([place].into()),
        Value::Choices(set) => Thing::Members(set.places().collect()),
        Value::Date(day) => Thing::Day(day),
        Value::Row(place) => Thing::Other(place),
        Value::Text => Thing::Other(0),
    }
}

fn fraction(number: Decimal) -> BigRational {
    BigRational::new(
        number.mantissa().into(),
        num_rational::BigRational::from_integer(10.into()).pow(number.scale() as i32).to_integer(),
    )
}
