//! Dated figures.

use crate::{
    ChoiceListIndex, ChoiceSet, CitationIndex, Confidence, Date, ParameterId, Period, Unit,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A figure that rules read, with the days each amount is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// The name in rules: `params.<id>`.
    pub id: ParameterId,
    /// What it is a figure of.
    pub kind: ParameterType,
    /// The amounts, earliest first.
    ///
    /// INVARIANT: periods neither overlap nor leave gaps (lints `period-overlap`, `period-gap`).
    pub values: Vec<Dated>,
}

/// What a parameter is a figure of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterType {
    /// A number with its unit.
    Number(Unit),
    /// Points by quantity; the unit is the quantity's.
    Bands(Unit),
    /// One member of a list.
    Choice(ChoiceListIndex),
    /// A set of members of a list.
    Choices(ChoiceListIndex),
}

/// An amount and the days it is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The days.
    pub period: Period,
    /// The amount.
    pub amount: Amount,
    /// Where it is said.
    pub citations: Vec<CitationIndex>,
    /// `Stated` when the source prints the figure, `Derived` when it is our tunable default.
    pub confidence: Confidence,
    /// The day somebody last confirmed it.
    #[serde(default)]
    pub reviewed: Option<Date>,
    /// The day by which it must be confirmed again.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// What is uncertain about it, for people who keep the rules.
    #[serde(default)]
    pub note: String,
}

/// The amount of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// A number in the parameter's unit.
    Number(Decimal),
    /// Bands, lowest first.
    Bands(Vec<Band>),
    /// The place of a member.
    Choice(u16),
    /// A set of members.
    Choices(ChoiceSet),
}

/// Points for a quantity that reaches a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The figure to reach, in the parameter's unit.
    pub at_least: Decimal,
    /// The points for it.
    pub points: Decimal,
}

impl Dated {
    /// Whether the figure should have been confirmed again before this day.
    pub fn is_overdue(&self, day: Date) -> bool {
        self.review_by.is_some_and(|last| last < day)
    }
}

impl Parameter {
    /// The amount in force on a day; `None` outside every period, never the nearest one.
    pub fn in_force(&self, day: Date) -> Option<&Dated> {
        self.values.iter().find(|dated| dated.period.contains(day))
    }
}
