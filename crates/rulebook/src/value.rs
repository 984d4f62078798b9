//! What an answer, a figure or an expression can be.

use crate::{ChoiceListIndex, ChoiceSet, Date, TableIndex, Unit};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A known value. *Unknown* is the absence of one: `Option<Value>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
// Decimals are aligned to four bytes: behind a mark of one byte they are put together with three in between, elsewhere,
// and read from there before they are written, for which processors wait.
#[repr(u32)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// An exact decimal, in the unit of its type.
    Number(Decimal),
    /// The place of a member in its list of choices.
    Choice(u16),
    /// Members of a list of choices.
    Choices(ChoiceSet),
    /// A day.
    Date(Date),
    /// The place of a row in its table.
    Row(u16),
    /// Some text was given; rules do not read it.
    Text,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// Yes or no.
    YesNo,
    /// A number with its unit; money is a number in a currency.
    Number(Unit),
    /// One member of a list.
    Choice(ChoiceListIndex),
    /// A set of members of a list.
    Choices(ChoiceListIndex),
    /// A day.
    Date,
    /// A row of a table.
    Row(TableIndex),
    /// Short text.
    Text,
}

impl Value {
    /// The truth value, if it is one.
    pub fn yes_no(self) -> Option<bool> {
        match self {
            Self::YesNo(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The members, if it is a choice or a set of them.
    #[inline]
    pub fn choices(self) -> Option<ChoiceSet> {
        match self {
            Self::Choice(place) => Some(ChoiceSet::of([place])),
            Self::Choices(set) => Some(set),
            _ => None,
        }
    }
}
