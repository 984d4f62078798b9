//! `sangloc lint`: what a diagnostic means.

use crate::failure::{Failure, Outcome};
use crate::output;
use clap::Args;
use sangloc_authoring::LINTS;
use std::process::ExitCode;

/// Explains a lint; without a name, lists all.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc lint
  sangloc lint period-gap")]
pub(crate) struct LintHelp {
    /// The name in the brackets of a diagnostic, such as unknown-fact.
    name: Option<String>,
}

impl LintHelp {
    pub(crate) fn run(self) -> Outcome {
        match self.name {
            None => LINTS.iter().for_each(|lint| output::line(format_args!("{}", lint.code))),
            Some(name) => {
                let lint = LINTS.iter().find(|lint| lint.code == name);
                let lint = lint.ok_or_else(|| {
                    Failure::cannot_run(format!(
                        "there is no lint `{name}`; `sangloc lint` lists them"
                    ))
                })?;
                output::line(format_args!("{}", lint.help()));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
