//! `sangloc sql`: the rulebook as a query, for whoever has the projects in a database.

use crate::{
    failure::{Failure, Outcome},
    input::{AsOf, Lang, RulebookArgs},
    output,
};
use clap::{Args, ValueEnum};
use sangloc_sql::{Dialect, Table, query};
use std::{path::PathBuf, process::ExitCode};

/// Prints the rulebook as one SQL query: from a table of profiles to outcome, points and verdicts.
///
/// The table has a column a fact, named after it, as a Parquet file for `batch` has; docs/scale.md says of
/// which types. A row comes out for each profile, with the outcome, the points, and the verdict on every
/// criterion in a column of its name. NULL is an answer that is missing.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc sql --dialect duckdb --as-of 2026-11-22 > screening.sql
  sangloc sql rules/quang-ninh --dialect postgres --as-of 2026-11-22 --table registry.projects --id code")]
pub(crate) struct Sql {
    /// A rulebook file or folder; default: the province's rulebook.
    #[arg(value_name = "RULEBOOK", conflicts_with = "rulebook")]
    path: Option<PathBuf>,
    /// The database that the query is for.
    #[arg(long, value_enum)]
    dialect: DialectName,
    /// The table of profiles; a point parts it from its schema.
    #[arg(long, value_name = "NAME", default_value = "profiles")]
    table: String,
    /// The column of the table that names a profile; it comes out as `id`.
    #[arg(long, value_name = "COLUMN", default_value = "#id")]
    id: String,
    #[command(flatten)]
    rulebook: RulebookArgs,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    lang: Lang,
}

/// The databases that there are queries for.
#[derive(Clone, Copy, ValueEnum)]
enum DialectName {
    Duckdb,
    Postgres,
    Spark,
    Datafusion,
}

impl Sql {
    pub(crate) fn run(self) -> Outcome {
        let (rulebook, _) = self.rulebook.read_or(self.path.as_deref())?;
        let language = self.lang.of(&rulebook)?;
        let dialect = match self.dialect {
            DialectName::Duckdb => Dialect::DuckDb,
            DialectName::Postgres => Dialect::Postgres,
            DialectName::Spark => Dialect::Spark,
            DialectName::Datafusion => Dialect::DataFusion,
        };
        let table = Table { name: &self.table, id: &self.id };
        let text = query(&rulebook, &language, self.as_of.day()?, dialect, &table);
        output::put(text.map_err(Failure::invalid)?);
        Ok(ExitCode::SUCCESS)
    }
}
