//! Names as written in rule files, and positions in the rulebook's lists.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as written in the rule files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u16);

        impl $name {
            /// The position as a list index.
            pub fn at(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

id! {
    /// `namespace.name` of a fact, such as `project.land_area`.
    FactId,
    /// The name of a parameter, such as `min_green_area`.
    ParameterId,
    /// The name of a criterion, such as `land-mangrove`; never reused.
    CriterionId,
    /// The name of a citation, such as `smart-investment-2024`.
    CitationId,
}

impl FactId {
    /// The part before the dot: `project`.
    pub fn namespace(&self) -> &str {
        self.0.split_once('.').map_or("", |(namespace, _)| namespace)
    }

    /// The part after the dot: `land_area`.
    pub fn name(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(_, name)| name)
    }
}

index! {
    /// A place in [`Rulebook::facts`](crate::Rulebook::facts).
    FactIndex,
    /// A place in [`Rulebook::parameters`](crate::Rulebook::parameters).
    ParameterIndex,
    /// A place in [`Rulebook::criteria`](crate::Rulebook::criteria).
    CriterionIndex,
    /// A place in [`Rulebook::citations`](crate::Rulebook::citations).
    CitationIndex,
    /// A place in [`Rulebook::choice_lists`](crate::Rulebook::choice_lists).
    ChoiceListIndex,
    /// A place in [`Rulebook::tables`](crate::Rulebook::tables).
    TableIndex,
    /// A place in [`Table::columns`](crate::Table::columns).
    ColumnIndex,
}
