//! The program that judges criteria: a list of steps, each reading only earlier ones.
//!
//! It is two things at once. Read forwards it is flat code over typed slots, with no calls and no
//! loops, so a decision is one pass. Read backwards from a criterion it is the expression as a
//! graph, in which equal parts are one step; explanations and questions walk it.

use crate::{
    ChoiceSet, ColumnIndex, Conversion, CriterionIndex, Date, FactIndex, ParameterIndex,
    TableIndex, ValueType,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, collections::BTreeSet};

/// The place of a step, and of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u32);

impl Slot {
    /// The place as a list index.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// Steps and the types of their results, index by index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// What each step does.
    ///
    /// INVARIANT: a step reads only steps before it ([`Program::is_well_formed`]).
    pub steps: Vec<Operation>,
    /// The type of each step's result.
    pub types: Vec<ValueType>,
}

/// A derived quantity that has a name for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defined {
    /// The name in rule files.
    pub id: String,
    /// Where its value is.
    pub slot: Slot,
}

/// What one step does. Every operation gives *unknown* where its operands leave the answer open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// A fixed yes or no.
    YesNo(bool),
    /// A fixed number.
    Number(Decimal),
    /// A fixed choice.
    Choice(u16),
    /// A fixed set of choices.
    Choices(ChoiceSet),
    /// A fixed day.
    Date(Date),
    /// The day of the decision.
    AsOf,
    /// The answer to a fact.
    Answer(FactIndex),
    /// A cell of the row that an answer picks.
    Column(TableIndex, ColumnIndex),
    /// The figure in force.
    Parameter(ParameterIndex),
    /// Whether another criterion is met or does not apply; the slot holds that very truth.
    Holds(CriterionIndex, Slot),
    /// Three-valued *not*.
    Not(Slot),
    /// Three-valued *and*: known-false wins.
    And(Slot, Slot),
    /// Three-valued *or*: known-true wins.
    Or(Slot, Slot),
    /// Where the first holds, the second must: `not a or b`, whose second part is asked only then.
    Implies(Slot, Slot),
    /// The second where the first holds, else the third.
    Choose(Slot, Slot, Slot),
    /// Compares numbers of one unit, or days.
    Compare(Comparison, Slot, Slot),
    /// Whether two choices or two truth values are the same.
    Same(Slot, Slot),
    /// Adds, subtracts, multiplies or divides numbers.
    Arithmetic(Arithmetic, Slot, Slot),
    /// The same quantity in another unit.
    Convert(Slot, Conversion),
    /// Whether the first (a choice or set) has any member of the second (a set).
    AnyOf(Slot, Slot),
    /// Whether the first (a choice or set) has every member of the second (a set).
    AllOf(Slot, Slot),
    /// The points of the highest band that a number reaches.
    Bands(Slot, ParameterIndex),
}

/// How two quantities are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The comparison that holds exactly where this one does not.
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Below => Self::AtLeast,
            Self::AtLeast => Self::Below,
            Self::Above => Self::AtMost,
            Self::AtMost => Self::Above,
        }
    }

    /// The comparison with its sides swapped.
    pub fn mirrored(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::AtMost => Self::AtLeast,
            Self::Above => Self::Below,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    /// Whether it holds for two values in this order.
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        left.partial_cmp(right).is_some_and(|order| self.admits(order))
    }

    /// Whether it holds where the first is so in relation to the second.
    #[inline]
    pub fn admits(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Above => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// The four operations on numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Operation {
    /// The steps this one reads, first to last.
    pub fn operands(&self) -> impl Iterator<Item = Slot> + use<> {
        let (first, second, third) = match *self {
            Self::Not(a) | Self::Holds(_, a) | Self::Convert(a, _) | Self::Bands(a, _) => {
                (Some(a), None, None)
            }
            Self::And(a, b)
            | Self::Or(a, b)
            | Self::Implies(a, b)
            | Self::Compare(_, a, b)
            | Self::Same(a, b)
            | Self::Arithmetic(_, a, b)
            | Self::AnyOf(a, b)
            | Self::AllOf(a, b) => (Some(a), Some(b), None),
            Self::Choose(a, b, c) => (Some(a), Some(b), Some(c)),
            _ => (None, None, None),
        };
        [first, second, third].into_iter().flatten()
    }

    /// The same operation on other steps.
    pub fn with_operands(self, other: impl Fn(Slot) -> Slot) -> Self {
        match self {
            Self::Holds(criterion, a) => Self::Holds(criterion, other(a)),
            Self::Not(a) => Self::Not(other(a)),
            Self::And(a, b) => Self::And(other(a), other(b)),
            Self::Or(a, b) => Self::Or(other(a), other(b)),
            Self::Implies(a, b) => Self::Implies(other(a), other(b)),
            Self::Choose(a, b, c) => Self::Choose(other(a), other(b), other(c)),
            Self::Compare(comparison, a, b) => Self::Compare(comparison, other(a), other(b)),
            Self::Same(a, b) => Self::Same(other(a), other(b)),
            Self::Arithmetic(operator, a, b) => Self::Arithmetic(operator, other(a), other(b)),
            Self::Convert(a, conversion) => Self::Convert(other(a), conversion),
            Self::AnyOf(a, b) => Self::AnyOf(other(a), other(b)),
            Self::AllOf(a, b) => Self::AllOf(other(a), other(b)),
            Self::Bands(a, parameter) => Self::Bands(other(a), parameter),
            Self::YesNo(_)
            | Self::Number(_)
            | Self::Choice(_)
            | Self::Choices(_)
            | Self::Date(_)
            | Self::AsOf
            | Self::Answer(_)
            | Self::Column(..)
            | Self::Parameter(_) => self,
        }
    }
}

impl Program {
    /// Every step and its place, in order.
    pub fn slots(&self) -> impl Iterator<Item = (Slot, &Operation)> {
        (0u32..).map(Slot).zip(&self.steps)
    }

    /// The operation of a step.
    pub fn step(&self, slot: Slot) -> Option<&Operation> {
        self.steps.get(slot.at())
    }

    /// The type of a step's result.
    pub fn type_of(&self, slot: Slot) -> Option<&ValueType> {
        self.types.get(slot.at())
    }

    /// Whether every step reads only earlier ones and has a type.
    pub fn is_well_formed(&self) -> bool {
        self.steps.len() == self.types.len()
            && self
                .steps
                .iter()
                .enumerate()
                .all(|(place, step)| step.operands().all(|operand| operand.at() < place))
    }

    /// For each step whether it is one of those, or rests on one, directly or by other steps.
    pub fn resting_on(&self, those: impl Fn(&Operation) -> bool) -> Vec<bool> {
        let mut resting = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let rests = |part: Slot| resting.get(part.at()).copied().unwrap_or_default();
            resting.push(those(step) || step.operands().any(rests));
        }
        resting
    }

    /// Every step that these steps rest on, themselves included, each once, parts before wholes.
    pub fn reachable(&self, roots: impl IntoIterator<Item = Slot>) -> BTreeSet<Slot> {
        self.reachable_through(roots, |_| true)
    }

    /// The same of those steps that are wanted; what only others rest on is not among them.
    pub fn reachable_through(
        &self,
        roots: impl IntoIterator<Item = Slot>,
        wanted: impl Fn(Slot) -> bool,
    ) -> BTreeSet<Slot> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<Slot> = roots.into_iter().collect();
        while let Some(slot) = open.pop() {
            if wanted(slot)
                && let Some(step) = self.step(slot)
                && seen.insert(slot)
            {
                open.extend(step.operands());
            }
        }
        seen
    }
}
