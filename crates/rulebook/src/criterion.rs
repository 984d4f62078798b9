//! One rule: where it applies, what it requires or gives, and where it is said.

use crate::{CitationIndex, CriterionId, Slot};
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
}

/// What a criterion's verdict does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[serde(rename_all = "snake_case")]
pub enum OnUnmet {
    /// The project is rejected.
    Reject,
    /// A person decides.
    Review,
}
