//! One rule: where it applies, what it requires or gives, and where it is said.

use crate::{CitationIndex, CriterionId, CriterionIndex, Date, ParameterIndex, Slot};
use serde::{Deserialize, Serialize};

/// A criterion; its title and remedy are in the rulebook's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// The name in rule files.
    pub id: CriterionId,
    /// The number people quote, such as `LAND-03`.
    pub code: String,
    /// The topic: the name of its rule file.
    pub topic: String,
    /// File and line, such as `criteria/land.rhai:12`.
    pub place: String,
    /// What its verdict does.
    pub kind: Kind,
    /// How far the source carries it.
    pub confidence: Confidence,
    /// Where it is said.
    pub citations: Vec<CitationIndex>,
    /// Where it applies; `None`: everywhere.
    pub when: Option<Slot>,
    /// What must hold.
    pub require: Option<Slot>,
    /// The points it gives.
    pub points: Option<Slot>,
    /// What an unmet exclusion or mandatory criterion does.
    pub on_unmet: OnUnmet,
    /// The first day it is law, when it has not always been; part of `when`.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last day it is law; part of `when`.
    #[serde(default)]
    pub to: Option<Date>,
}

impl Criterion {
    /// The steps that it reads: where it applies, what it requires, what it gives; those it has.
    pub fn roots(&self) -> impl Iterator<Item = Slot> + use<> {
        [self.when, self.require, self.points].into_iter().flatten()
    }

    /// Whether it is law on a day.
    pub fn is_law_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// What a criterion's verdict does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Turns a project away outright when unmet.
    Exclusion,
    /// Must hold.
    Mandatory,
    /// Gives points.
    Priority,
    /// Says what an accepted project may qualify for.
    Incentive,
    /// Informs a person.
    Advisory,
}

impl Kind {
    /// Whether an unmet criterion of this kind can change the outcome.
    pub fn decides(self) -> bool {
        matches!(self, Self::Exclusion | Self::Mandatory)
    }
}

/// How far a source carries a rule or a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The source prints it.
    Stated,
    /// The rule is the source's; the way it is measured is ours.
    StatedDerived,
    /// Ours: a tunable default.
    Derived,
}

/// What an unmet deciding criterion does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OnUnmet {
    /// The project is rejected.
    Reject,
    /// A person decides.
    Review,
}

/// Context that reads no fact: shown and listed with the criteria, never judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The name in rule files.
    pub id: String,
    /// The number people quote, such as `ADV-01`.
    pub code: String,
    /// The topic: the name of its rule file.
    pub topic: String,
    /// File and line.
    pub place: String,
    /// How far the source carries it.
    pub confidence: Confidence,
    /// Where it is said.
    pub citations: Vec<CitationIndex>,
}

/// A quantity that is computed and shown, whatever it decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The defined quantity it shows.
    pub id: String,
    /// Where it applies; `None`: everywhere.
    pub when: Option<Slot>,
    /// Where its value is.
    pub quantity: Slot,
    /// The bands it is held against.
    pub bands: Option<ParameterIndex>,
    /// Where the points of the band it reaches are; they count for nothing here.
    pub points: Option<Slot>,
    /// Where it is said.
    pub citations: Vec<CitationIndex>,
}

impl Indicator {
    /// The steps that it reads: where it applies, its quantity, its points; those it has.
    pub fn roots(&self) -> impl Iterator<Item = Slot> + use<> {
        [self.when, Some(self.quantity), self.points].into_iter().flatten()
    }
}

/// Criteria shown together, in named groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The name in rule files, such as `five_reals`.
    pub id: String,
    /// The groups, in order.
    pub groups: Vec<Group>,
}

/// One group of a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The name in rule files, such as `planning`.
    pub id: String,
    /// Its criteria.
    pub criteria: Vec<CriterionIndex>,
}
