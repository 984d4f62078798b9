//! Tables that rules look things up in: zones, sectors.

use crate::{FactIndex, Language, Value, ValueType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A table; rules read the row that an answer picks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The name in rules: `zone` in `zone.area`.
    pub id: String,
    /// The fact whose answer picks the row.
    pub answer: FactIndex,
    /// The columns rules can read.
    pub columns: Vec<Column>,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
}

/// A column rules can read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name in rules.
    pub id: String,
    /// The type of its cells.
    pub cell: ValueType,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What an answer holds to pick this row.
    pub key: String,
    /// How people call it, by language.
    pub names: BTreeMap<Language, String>,
    /// A cell a column; `None` is unknown.
    pub cells: Vec<Option<Value>>,
}

impl Table {
    /// The place of the row with this key.
    pub fn position(&self, key: &str) -> Option<u16> {
        let place = self.rows.iter().position(|row| row.key == key)?;
        u16::try_from(place).ok()
    }
}
