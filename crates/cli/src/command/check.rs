//! `sangloc check`: all problems of all files of a rulebook, at once.

use crate::{
    failure::{Failure, INVALID, Outcome},
    input::{AsOf, ENGLISH, Folder, Format, print_json},
    output,
};
use clap::{Args, ValueEnum};
use sangloc_rulebook::Rulebook;
use sangloc_rules::read_folder;
use std::{path::PathBuf, process::ExitCode, thread, time::Duration};

/// Checks a rule folder and reports every problem.
///
/// Also lists the figures that should have been confirmed again by now. Exits with 5 when there is an error (with --strict: or a warning), else with 0.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc check rules/quang-ninh
  sangloc check rules/quang-ninh --strict --as-of 2027-07-01
  sangloc check rules/quang-ninh --watch --lang vi")]
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
    /// The language in which problems are told.
    #[arg(long, value_enum, default_value_t)]
    lang: Told,
    #[command(flatten)]
    as_of: AsOf,
}

/// The languages that problems are told in.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Told {
    #[default]
    En,
    Vi,
}

impl Told {
    fn tag(self) -> &'static str {
        match self {
            Self::En => ENGLISH,
            Self::Vi => "vi",
        }
    }

    /// What is said of so many errors and warnings.
    fn count(self, errors: usize, warnings: usize) -> String {
        match self {
            Self::En => format!("{errors} errors, {warnings} warnings"),
            Self::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        }
    }
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
            folder.show(diagnostics, self.lang.tag());
            let count = self.lang.count(errors, warnings);
            match &folder.authored.rulebook {
                Some(book) => {
                    self.list_overdue(book)?;
                    output::line(format_args!("{}; {count}", self.sizes(book, folder)));
                }
                None => output::line(match self.lang {
                    Told::En => format!("{count}; `sangloc lint NAME` explains one"),
                    Told::Vi => format!("{count}; `sangloc lint TÊN` giải thích một lỗi"),
                }),
            }
        }
        let failed = errors > 0 || (self.strict && warnings > 0);
        Ok(ExitCode::from(if failed { INVALID } else { 0 }))
    }

    /// What there is in the rulebook.
    fn sizes(&self, book: &Rulebook, folder: &Folder) -> String {
        let (id, version) = (&book.id, &book.version);
        let (criteria, facts, figures) =
            (book.criteria.len(), book.facts.len(), book.parameters.len());
        let cases = folder.authored.cases.len();
        match self.lang {
            Told::En => format!(
                "{id} {version}: {criteria} criteria, {facts} facts, {figures} figures, {cases} cases"
            ),
            Told::Vi => format!(
                "{id} {version}: {criteria} tiêu chí, {facts} thông tin, {figures} mức, {cases} ví dụ mẫu"
            ),
        }
    }

    /// Lists the figures in force whose review is overdue: not a mistake of the rulebook, but a duty.
    fn list_overdue(&self, book: &Rulebook) -> Result<(), Failure> {
        let day = self.as_of.day()?;
        for parameter in &book.parameters {
            let overdue = parameter.in_force(day).filter(|dated| dated.is_overdue(day));
            if let Some(last) = overdue.and_then(|dated| dated.review_by) {
                let id = &parameter.id;
                output::line(match self.lang {
                    Told::En => format!("{id}: to be confirmed again by {last}"),
                    Told::Vi => format!("{id}: quá hạn rà soát, hạn là {last}"),
                });
            }
        }
        Ok(())
    }
}
