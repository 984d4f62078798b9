//! A column of results: what a step comes to in each row of a chunk.

use crate::{
    bits::{Bits, Truths},
    number::Number,
};
use sangloc_rulebook::{ChoiceSet, Date, Value};
use std::{borrow::Cow, rc::Rc};

/// What is known in which rows; what stands in the others means nothing.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) known: Bits,
    pub(crate) lanes: Lanes,
}

#[derive(Clone, Debug)]
pub(crate) enum Lanes {
    YesNo(Bits),
    Number(Number),
    /// Places of members.
    Choice(Rc<Vec<u16>>),
    /// Places of rows of a table.
    Row(Rc<Vec<u16>>),
    Choices(Rc<Vec<ChoiceSet>>),
    /// Days after the first one ([`day`]).
    Date(Rc<Vec<i32>>),
    /// Some text, which rules do not read; or nothing that is still wanted.
    Text,
}

/// What a step reads: a result that no answer changes, or a column.
#[derive(Clone, Copy)]
pub(crate) enum Input<'c> {
    Same(Value),
    Column(&'c Column),
    Unknown,
}

impl Column {
    pub(crate) fn unknown() -> Self {
        Self { known: Bits::NONE, lanes: Lanes::Text }
    }

    pub(crate) fn truths(truths: Truths) -> Self {
        Self { known: truths.known(), lanes: Lanes::YesNo(truths.holds) }
    }
}

impl<'c> Input<'c> {
    pub(crate) fn known(self) -> Bits {
        match self {
            Self::Same(_) => Bits::ALL,
            Self::Column(column) => column.known,
            Self::Unknown => Bits::NONE,
        }
    }

    /// As truths; what is none is unknown.
    pub(crate) fn truths(self) -> Truths {
        match self {
            Self::Same(Value::YesNo(truth)) => Truths::all(truth),
            Self::Column(Column { known, lanes: Lanes::YesNo(bits) }) => Truths::of(*bits, *known),
            _ => Truths::UNKNOWN,
        }
    }

    /// The figure that it is in every row.
    pub(crate) fn figure(self) -> Option<sangloc_rulebook::Decimal> {
        match self {
            Self::Same(value) => value.number(),
            _ => None,
        }
    }

    /// The numbers of a column.
    pub(crate) fn lanes(self) -> Option<&'c Number> {
        match self {
            Self::Column(Column { lanes: Lanes::Number(number), .. }) => Some(number),
            _ => None,
        }
    }

    /// As numbers, in so many rows. `None`: it is none. `Some(None)`: one with too many digits.
    pub(crate) fn numbers(self, rows: usize) -> Option<Option<Cow<'c, Number>>> {
        match self {
            Self::Same(Value::Number(number)) => {
                Some(Number::constant(number, rows).map(Cow::Owned))
            }
            Self::Column(Column { lanes: Lanes::Number(number), .. }) => {
                Some(Some(Cow::Borrowed(number)))
            }
            _ => None,
        }
    }

    pub(crate) fn choices(self, rows: usize) -> Option<Cow<'c, [u16]>> {
        match self {
            Self::Same(Value::Choice(place)) => Some(vec![place; rows].into()),
            Self::Column(Column { lanes: Lanes::Choice(places), .. }) => {
                Some(Cow::Borrowed(places))
            }
            _ => None,
        }
    }

    pub(crate) fn rows_of_table(self, rows: usize) -> Option<Cow<'c, [u16]>> {
        match self {
            Self::Same(Value::Row(place)) => Some(vec![place; rows].into()),
            Self::Column(Column { lanes: Lanes::Row(places), .. }) => Some(Cow::Borrowed(places)),
            _ => None,
        }
    }

    pub(crate) fn dates(self, rows: usize) -> Option<Cow<'c, [i32]>> {
        match self {
            Self::Same(Value::Date(date)) => Some(vec![day(date); rows].into()),
            Self::Column(Column { lanes: Lanes::Date(days), .. }) => Some(Cow::Borrowed(days)),
            _ => None,
        }
    }

    pub(crate) fn sets(self, rows: usize) -> Option<Cow<'c, [ChoiceSet]>> {
        match self {
            Self::Same(Value::Choices(set)) => Some(vec![set; rows].into()),
            Self::Column(Column { lanes: Lanes::Choices(sets), .. }) => Some(Cow::Borrowed(sets)),
            _ => None,
        }
    }

    /// As sets, a choice as the set that has it alone.
    pub(crate) fn members(self, rows: usize) -> Option<Cow<'c, [ChoiceSet]>> {
        match self.choices(rows) {
            Some(places) => Some(places.iter().map(|place| ChoiceSet::of([*place])).collect()),
            None => self.sets(rows),
        }
    }
}

/// How many days a date is after 1970-01-01, as Arrow counts them.
pub(crate) fn day(date: Date) -> i32 {
    let first = Date::new(1970, 1, 1);
    let days = first.map_or(0, |first| date.days_from(first));
    i32::try_from(days).unwrap_or_default()
}
