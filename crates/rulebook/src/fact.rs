//! What may be asked.

use crate::{ChoiceListIndex, FactId, FactIndex, TableIndex, Unit, ValueType};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One thing an investor can be asked; its question and help are in the rulebook's texts.
///
/// Like all of the rulebook it writes every field: the compact core (`parts.rs`) has no names to tell what is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// `namespace.name`.
    pub id: FactId,
    /// What kind of answer it takes.
    pub answer: FactType,
    /// The section of the form it stands in.
    pub section: String,
    /// The least answer allowed, in the fact's own unit.
    #[serde(default)]
    pub min: Option<Decimal>,
    /// The greatest answer allowed, in the fact's own unit.
    #[serde(default)]
    pub max: Option<Decimal>,
    /// Whether an investor can come to another answer by changing the project.
    #[serde(default = "yes")]
    pub changeable: bool,
    /// How hard that is, from 1 (a signature) to [`Fact::HARDEST`] (another project).
    #[serde(default = "middling")]
    pub cost_order: u8,
    /// The facts this answer rests on: where one of them changes, it must be given anew.
    #[serde(default)]
    pub linked: Vec<FactIndex>,
}

impl Fact {
    /// The greatest `cost_order`.
    pub const HARDEST: u8 = 9;
    /// The `cost_order` of a fact that states none.
    pub const MIDDLING: u8 = 5;
}

fn yes() -> bool {
    true
}

fn middling() -> u8 {
    Fact::MIDDLING
}

/// What kind of answer a fact takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice(ChoiceListIndex),
    /// Any number of a list.
    Choices(ChoiceListIndex),
    /// A whole number.
    Whole(Unit),
    /// An exact decimal number.
    Decimal(Unit),
    /// An amount in dong or dollars.
    Money(Unit),
    /// A day.
    Date,
    /// Short text; rules do not read it.
    Text,
    /// A key of a table.
    Code(TableIndex),
}

impl FactType {
    /// The name of the type in `facts.toml`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Whole(_) => "whole",
            Self::Decimal(_) => "decimal",
            Self::Money(_) => "money",
            Self::Date => "date",
            Self::Text => "text",
            Self::Code(_) => "code",
        }
    }

    /// The type of an answer as rules see it.
    pub fn value_type(&self) -> ValueType {
        match self {
            Self::YesNo => ValueType::YesNo,
            Self::Choice(list) => ValueType::Choice(*list),
            Self::Choices(list) => ValueType::Choices(*list),
            Self::Whole(unit) | Self::Decimal(unit) | Self::Money(unit) => {
                ValueType::Number(unit.clone())
            }
            Self::Date => ValueType::Date,
            Self::Text => ValueType::Text,
            Self::Code(table) => ValueType::Row(*table),
        }
    }

    /// The unit of a number; `None` for all else.
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Whole(unit) | Self::Decimal(unit) | Self::Money(unit) => Some(unit),
            _ => None,
        }
    }
}
