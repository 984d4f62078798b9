//! The rulebook as plain values: what may be asked, which figures are in force, which criteria
//! there are, where each is said, and the program that judges them.
//!
//! This crate knows no rule files, no scripts and no web page. `sangloc-authoring` makes a
//! [`Rulebook`] from text; `sangloc-screening` applies it to a profile.

mod choice;
mod citation;
mod criterion;
mod expression;
mod fact;
mod file;
mod id;
mod parameter;
mod parts;
mod period;
mod rulebook;
mod signature;
mod table;
mod text;
mod unit;
mod value;

pub use choice::{ChoiceList, ChoiceSet, MAX_CHOICES};
pub use citation::{Citation, CitationKind, PublishedOn};
pub use criterion::{Confidence, Criterion, Group, Indicator, Kind, Note, OnUnmet, View};
pub use expression::{Arithmetic, Comparison, Defined, Operation, Program, Slot};
pub use fact::{Fact, FactType};
pub use file::{FORMAT_VERSION, FileError, MAX_FILE_BYTES};
pub use id::{
    ChoiceListIndex, CitationId, CitationIndex, ColumnIndex, CriterionId, CriterionIndex, FactId,
    FactIndex, ParameterId, ParameterIndex, TableIndex,
};
pub use parameter::{Amount, Band, Dated, Parameter, ParameterType};
pub use parts::{PARTS_VERSION, Part, WordFiles};
pub use period::{Date, DateError, Period};
pub use rulebook::{Identity, Rulebook};
pub use signature::{PublicKey, SignatureError};
pub use table::{Column, Row, Table};
pub use text::{Language, Texts, fill};
pub use unit::{Conversion, Unit, UnitError};
pub use value::{Value, ValueType};

pub use rust_decimal::Decimal;
