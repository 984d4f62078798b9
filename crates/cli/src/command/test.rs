//! `sangloc test`: runs the golden cases of a rulebook.

use crate::{
    failure::{INVALID, Outcome},
    input::{Folder, Format, print_json},
    output,
};
use clap::Args;
use indicatif::ProgressBar;
use sangloc_authoring::Case;
use sangloc_rulebook::{Decimal, Rulebook};
use sangloc_screening::{Profile, evaluate};
use serde::Serialize;
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Runs the golden cases of a rule folder.
#[derive(Args)]
pub(crate) struct Test {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// Text for people, or a JSON array of the cases that failed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A case that came out otherwise.
#[derive(Serialize)]
struct Broken<'a> {
    title: &'a str,
    file: &'a str,
    line: usize,
    differs: Vec<String>,
}

impl Test {
    pub(crate) fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let cases = &folder.authored.cases;
        let progress = progress_bar(cases.len());
        let mut broken = Vec::new();
        for case in cases {
            let differs = differences(&rulebook, case);
            if !differs.is_empty() {
                broken.push(Broken {
                    title: &case.title,
                    file: &case.place.file,
                    line: case.place.line,
                    differs,
                });
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
        if self.format == Format::Json {
            print_json(&broken)?;
        } else {
            for case in &broken {
                eprintln!("{}:{}: {}", case.file, case.line, case.title);
                case.differs.iter().for_each(|difference| eprintln!("  {difference}"));
            }
            output::line(format_args!(
                "{} passed, {} failed",
                cases.len().saturating_sub(broken.len()),
                broken.len()
            ));
        }
        Ok(ExitCode::from(if broken.is_empty() { 0 } else { INVALID }))
    }
}

/// A bar that shows itself only when the run lasts over a second.
fn progress_bar(length: usize) -> ProgressBar {
    let progress = ProgressBar::new(u64::try_from(length).unwrap_or_default());
    progress.enable_steady_tick(Duration::from_secs(1));
    progress
}

/// What a case expects and what came out, where they differ.
fn differences(rulebook: &Rulebook, case: &Case) -> Vec<String> {
    let (profile, errors) = Profile::read(rulebook, &case.profile.to_string());
    let mut differs: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let decision = evaluate(rulebook, &profile, case.as_of);
    let mut expect = |what: &str, wanted: &str, found: &str| {
        if wanted != found {
            differs.push(format!("{what}: expected {wanted}, found {found}"));
        }
    };
    if let Some(outcome) = &case.expect.outcome {
        expect("outcome", outcome, decision.outcome.name());
    }
    for (finding, criterion) in decision.findings.iter().zip(&rulebook.criteria) {
        let id = criterion.id.as_str();
        if let Some(verdict) = case.expect.findings.get(id) {
            expect(id, verdict, finding.verdict.name());
        }
        if let Some(points) = case.expect.points.get(id) {
            expect(&format!("points of {id}"), &shown(Some(*points)), &shown(finding.points));
        }
    }
    for (reading, indicator) in decision.readings.iter().zip(&rulebook.indicators) {
        let id = indicator.id.as_str();
        if let Some(points) = case.expect.points.get(id) {
            expect(&format!("points of {id}"), &shown(Some(*points)), &shown(reading.points));
        }
    }
    differs
}

fn shown(points: Option<Decimal>) -> String {
    points.map_or("unknown".to_owned(), |points| points.normalize().to_string())
}
