//! A rulebook judges columns of answers: Arrow record batches in, decisions out.
//!
//! It is the program that judges a single profile, step by step in the same meaning; here each step is done for a
//! thousand rows before the next. Rows in which a number is too large to be certain of are judged by the row engine.

mod answers;
mod bits;
mod bounds;
mod column;
mod decisions;
mod evaluate;
mod names;
mod number;
mod plan;

pub use decisions::Decisions;

use answers::Facts;
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use bits::ROWS;
use plan::Plan;
use sangloc_rulebook::{Date, Rulebook};
use sangloc_screening::Law;

/// The rules and the day that batches are judged by.
pub struct Columnar<'a> {
    plan: Plan<'a>,
    facts: Facts<'a>,
    law: Law<'a>,
    schema: SchemaRef,
}

/// Why a batch is not judged.
#[derive(Debug, thiserror::Error)]
pub enum ColumnarError {
    /// A column holds what cannot be an answer to its fact.
    #[error("column `{column}` holds {found}, which is no answer to that fact")]
    Type {
        /// The column.
        column: String,
        /// Its type, as Arrow calls it.
        found: String,
    },
    /// Two columns of the same name.
    #[error("two columns are named `{column}`")]
    Repeated {
        /// Their name.
        column: String,
    },
    /// What came out does not fit together.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

impl<'a> Columnar<'a> {
    /// The law on a day, for columns.
    pub fn new(rulebook: &'a Rulebook, as_of: Date) -> Self {
        let (plan, facts) = (Plan::new(rulebook, as_of), Facts::new(rulebook));
        let (law, schema) = (Law::new(rulebook, as_of), decisions::schema(rulebook));
        Self { plan, facts, law, schema }
    }

    /// Whether the columns that are named after facts hold answers to them.
    ///
    /// # Errors
    /// [`ColumnarError`], which names the first column that does not.
    pub fn takes(&self, schema: &Schema) -> Result<(), ColumnarError> {
        self.facts.fit(schema)
    }

    /// The columns that [`Columnar::decide`] gives: `outcome`, `points` (38 digits, 10 behind the point), `points_open`,
    /// and the verdict on each criterion under its name. Words are dictionaries.
    pub fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    /// Decides each row of a batch, as [`Columnar::judge`] does, into columns. A row with an answer that its fact does
    /// not take has the outcome `unreadable`, and null in every other column.
    ///
    /// # Errors
    /// [`ColumnarError`] as [`Columnar::takes`] gives it.
    pub fn decide(&self, batch: &RecordBatch) -> Result<RecordBatch, ColumnarError> {
        self.judge(batch)?.batch(self.schema())
    }

    /// Judges each row of a batch. Columns that are not named after a fact are left alone; a fact without a column is
    /// not answered.
    ///
    /// # Errors
    /// [`ColumnarError`] as [`Columnar::takes`] gives it.
    pub fn judge(&self, batch: &RecordBatch) -> Result<Decisions<'a>, ColumnarError> {
        let columns = self.facts.columns(batch)?;
        let mut decisions = Decisions::new(self.plan.rulebook);
        for from in (0..batch.num_rows()).step_by(ROWS) {
            let rows = ROWS.min(batch.num_rows() - from);
            let answers = self.facts.read(&columns, from, rows)?;
            decisions.add(&self.plan, &self.law, &answers);
        }
        Ok(decisions)
    }
}
