//! `sangloc check`: all problems of all files of a rulebook, at once.

use crate::{
    failure::{INVALID, Outcome},
    input::{AsOf, Folder, Format, print_json},
    output,
};
use clap::Args;
use sangloc_rulebook::{Date, Rulebook};
use sangloc_rules::read_folder;
use std::{path::PathBuf, process::ExitCode, thread, time::Duration};

/// Checks a rule folder and reports every problem.
///
/// Also lists the figures that should have been confirmed again by now. Exits with 5 when there is an error (with --strict: or a warning), else with 0.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc check rules/quang-ninh
  sangloc check rules/quang-ninh --strict --as-of 2027-07-01
  sangloc check rules/quang-ninh --watch")]
pub(crate) struct Check {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// Text for people, or a JSON array.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Check again whenever a file changes, until it is ended.
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    as_of: AsOf,
}

impl Check {
    pub(crate) fn run(self) -> Outcome {
        let mut folder = Folder::read(&self.dir)?;
        let code = self.report(&folder)?;
        if !self.watch {
            return Ok(code);
        }
        loop {
            thread::sleep(Duration::from_millis(400));
            // A file that is being written, or a folder that is away for a moment, is read later.
            let changed = read_folder(&self.dir)
                .is_ok_and(|sources| !sources.iter().eq(folder.sources.iter()));
            if changed {
                folder = Folder::read(&self.dir)?;
                output::line("");
                self.report(&folder)?;
            }
        }
    }

    fn report(&self, folder: &Folder) -> Outcome {
        let diagnostics = &folder.authored.diagnostics;
        let errors = folder.errors();
        let warnings = diagnostics.len().saturating_sub(errors);
        if self.format == Format::Json {
            print_json(diagnostics)?;
        } else {
            folder.show(diagnostics);
            match &folder.authored.rulebook {
                Some(book) => {
                    list_overdue(book, self.as_of.day()?);
                    output::line(format_args!(
                        "{} {}: {} criteria, {} facts, {} figures, {} cases; {errors} errors, {warnings} warnings",
                        book.id,
                        book.version,
                        book.criteria.len(),
                        book.facts.len(),
                        book.parameters.len(),
                        folder.authored.cases.len(),
                    ));
                }
                None => output::line(format_args!(
                    "{errors} errors, {warnings} warnings; `sangloc lint NAME` explains one"
                )),
            }
        }
        let failed = errors > 0 || (self.strict && warnings > 0);
        Ok(ExitCode::from(if failed { INVALID } else { 0 }))
    }
}

/// Lists the figures in force whose review is overdue: not a mistake of the rulebook, but a duty.
fn list_overdue(book: &Rulebook, day: Date) {
    for parameter in &book.parameters {
        let Some(dated) = parameter.in_force(day).filter(|dated| dated.is_overdue(day)) else {
            continue;
        };
        if let Some(last) = dated.review_by {
            output::line(format_args!("{}: to be confirmed again by {last}", parameter.id));
        }
    }
}
