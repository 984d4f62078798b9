//! `sangloc facts`: what may be asked, as a profile names it.

use crate::{
    failure::Outcome,
    input::{ListArgs, print_json},
    output,
};
use clap::Args;
use sangloc_screening::explain_questions;
use std::process::ExitCode;

/// Lists the facts of a rulebook.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc facts rules/quang-ninh --lang en")]
pub(crate) struct Facts {
    #[command(flatten)]
    list: ListArgs,
}

impl Facts {
    pub(crate) fn run(self) -> Outcome {
        let (rulebook, language) = self.list.read()?;
        let rows = explain_questions(&rulebook, &language);
        if self.list.wants_json() {
            print_json(&rows)?;
        } else {
            let width = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
            for row in &rows {
                let unit = row.units.first().map(|unit| format!(" ({unit})")).unwrap_or_default();
                output::line(format_args!("{:width$}  {}{unit}  {}", row.id, row.kind, row.label));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
