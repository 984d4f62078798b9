//! `sangloc diff`: which rules changed, and which projects come out otherwise by it.

use crate::{
    failure::{Failure, INVALID, Outcome},
    input::{Lang, Trust, today},
    output,
    portfolio::PortfolioArgs,
};
use clap::{Args, ValueEnum};
use sangloc_rulebook::{Date, Identity, Rulebook};
use sangloc_workshop::{DiffReport, Impact, Law, Shown, Side, compare, compare_days};
use std::{ops::ControlFlow, path::PathBuf, process::ExitCode};

/// Compares two rulebooks, or two days of one: which rules changed, and which projects come out
/// otherwise by it.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc diff published.rulebook rules/quang-ninh --portfolio projects.csv
  sangloc diff rules/quang-ninh --as-of 2026-11-22 --as-of 2027-07-01
  sangloc diff old.rulebook new.rulebook --lang en --format html -o impact.html")]
pub(crate) struct Diff {
    /// The rules before: a rule folder or a packed .rulebook file.
    old: PathBuf,
    /// The rules after; without it, OLD on the second of two days.
    new: Option<PathBuf>,
    /// The day whose law and figures apply; given twice: the day before and the day after. Default:
    /// today.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD")]
    days: Vec<Date>,
    #[command(flatten)]
    portfolio: PortfolioArgs,
    #[command(flatten)]
    trust: Trust,
    #[command(flatten)]
    lang: Lang,
    /// Text for people, JSON for programs, or a page to attach to a paper.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
    /// Write to this file and not to the screen.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Default, ValueEnum)]
enum DiffFormat {
    /// For people, in a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// One page without scripts, for people and paper.
    Html,
}

impl Diff {
    pub(crate) fn run(self) -> Outcome {
        let (old_day, new_day) = self.days()?;
        let (old, old_identity) = self.trust.read(&self.old)?;
        let (new, new_identity) = match &self.new {
            Some(path) => self.trust.read(path)?,
            None => (old.clone(), old_identity.clone()),
        };
        let language = self.lang.of(&new)?;
        let rules = match self.new {
            Some(_) => compare(&old, &new, &language),
            None => compare_days(&old, old_day, new_day, &language),
        };
        let (before, after) = (Law::new(&old, old_day), Law::new(&new, new_day));
        let mut impact = Impact::default();
        let progress = output::counter();
        let portfolio = self.portfolio.read(&[&before, &after], &progress, |row| {
            impact.add(&before, &after, &row);
            ControlFlow::Continue(())
        })?;
        progress.finish_and_clear();
        let unread = impact.judged == 0 && !impact.skipped.is_empty();
        let report = DiffReport {
            old: side(&old, old_identity, old_day),
            new: side(&new, new_identity, new_day),
            rules,
            portfolio,
            impact,
        };
        let shown = Shown { report: &report, rulebooks: [&old, &new], language: &language };
        let text = match self.format {
            DiffFormat::Text => shown.text(),
            DiffFormat::Html => shown.html(),
            DiffFormat::Json => {
                serde_json::to_string_pretty(&report).map_err(Failure::cannot_run)? + "\n"
            }
        };
        match &self.output {
            Some(path) => output::write_file(path, text.as_bytes())?,
            None => output::put(text),
        }
        Ok(ExitCode::from(if unread { INVALID } else { 0 }))
    }

    /// The day before and the day after.
    fn days(&self) -> Result<(Date, Date), Failure> {
        match (self.days.as_slice(), &self.new) {
            ([before, after], _) => Ok((*before, *after)),
            ([day], Some(_)) => Ok((*day, *day)),
            ([], Some(_)) => today().map(|day| (day, day)),
            (_, None) => Err(Failure::cannot_run(
                "one rulebook is compared on two days: give --as-of twice, or a second rulebook",
            )),
            _ => Err(Failure::cannot_run("--as-of can be given once or twice")),
        }
    }
}

fn side(rulebook: &Rulebook, identity: Identity, as_of: Date) -> Side {
    Side { rulebook: rulebook.id.clone(), version: rulebook.version.clone(), identity, as_of }
}
