//! `sangloc analyse`: what is wrong with rules that are well-formed.

use crate::{
    failure::{INVALID, Outcome},
    input::{AsOf, Folder, Format, print_json},
    output,
};
use clap::Args;
use sangloc_authoring::{Place, Said};
use sangloc_rulebook::Rulebook;
use sangloc_workshop::{Analysis, Fault, FaultKind, analyse};
use serde::Serialize;
use std::{path::PathBuf, process::ExitCode};

/// Looks for rules that cannot do what they are for, each with a project that shows it.
///
/// A criterion that no project can meet or fail, one that asks nothing another does not, two that cannot both be met, a rulebook that no project passes, a gap or an overlap between bands, words that name another limit than the rule ("at least" beside `>`). Settled for every project there can be; what is not settled is listed. Exits with 5 when anything is wrong, else with 0.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc analyse rules/quang-ninh
  sangloc analyse rules/quang-ninh --as-of 2027-01-01 --format json")]
pub(crate) struct Analyse {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// Text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    as_of: AsOf,
}

/// A fault as programs read it.
#[derive(Serialize)]
struct Row<'a> {
    kind: FaultKind,
    id: &'a str,
    #[serde(flatten)]
    place: &'a Place,
    message: &'a Said,
    /// A project that shows it.
    profile: serde_json::Value,
    /// The same as a case.
    case: String,
}

/// Everything that was looked into.
#[derive(Serialize)]
struct Found<'a> {
    in_force: usize,
    faults: Vec<Row<'a>>,
    unsettled: &'a [String],
}

impl Analyse {
    pub(crate) fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let analysis = analyse(&rulebook, &folder.authored.places, self.as_of.day()?);
        if self.format == Format::Json {
            let faults = analysis.faults.iter().map(|fault| row(&rulebook, fault)).collect();
            let Analysis { in_force, ref unsettled, .. } = analysis;
            print_json(&Found { in_force, faults, unsettled })?;
        } else {
            show(&rulebook, &analysis);
        }
        Ok(ExitCode::from(if analysis.faults.is_empty() { 0 } else { INVALID }))
    }
}

fn row<'a>(rulebook: &Rulebook, fault: &'a Fault) -> Row<'a> {
    Row {
        kind: fault.kind,
        id: &fault.id,
        place: &fault.place,
        message: &fault.message,
        profile: fault.witness.profile.to_json(rulebook),
        case: fault.witness.to_toml(rulebook),
    }
}

fn show(rulebook: &Rulebook, analysis: &Analysis) {
    for fault in &analysis.faults {
        let Place { file, line, .. } = &fault.place;
        output::line(format_args!("{file}:{line}: {}: {}", fault.kind.name(), fault.message));
        let case = fault.witness.to_toml(rulebook);
        case.lines().for_each(|line| output::line(format_args!("    {line}")));
    }
    for question in &analysis.unsettled {
        output::line(format_args!("not settled: {question}"));
    }
    output::line(format_args!(
        "{} criteria in force: {} faults, {} questions not settled",
        analysis.in_force,
        analysis.faults.len(),
        analysis.unsettled.len()
    ));
}
