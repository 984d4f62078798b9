//! What became of one criterion.

use serde::{Deserialize, Serialize};

/// The verdict on one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It applies and holds.
    Met,
    /// It applies and does not hold.
    Unmet,
    /// The answers so far leave it open.
    Unknown,
    /// It does not apply to this project.
    NotApplicable,
}

impl Verdict {
    /// The name in case files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The verdict that follows from where a criterion applies and whether it holds there.
    pub(crate) fn of(applies: Option<bool>, holds: Option<bool>) -> Self {
        match (applies, holds) {
            (Some(false), _) => Self::NotApplicable,
            (Some(true), Some(true)) => Self::Met,
            (Some(true), Some(false)) => Self::Unmet,
            _ => Self::Unknown,
        }
    }
}
