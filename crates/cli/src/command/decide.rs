//! `sangloc decide`: judges one project.

use crate::{
    failure::Outcome,
    input::{Format, Project, ProjectArgs, print_json},
    output,
    phrases::Phrases,
    text::text,
};
use clap::Args;
use sangloc_screening::{Outcome as Decided, Record, evaluate, explain};
use std::{path::PathBuf, process::ExitCode};

/// Judges a project by its profile.
///
/// A profile is a JSON file: {"project": {"land_area": 32.6, "capital": {"amount": 498000000,
/// "unit": "USD"}}}. A missing key or null is unknown. `sangloc facts` lists what may be asked.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc decide --profile project.json
  sangloc decide --profile project.json --as-of 2027-01-01 --lang en --format json
  sangloc decide --profile project.json --record record.json")]
pub(crate) struct Decide {
    #[command(flatten)]
    project: ProjectArgs,
    /// Text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also write the record of the decision to this file, for `sangloc verify`.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

impl Decide {
    pub(crate) fn run(self) -> Outcome {
        let Project { rulebook, identity, profile, as_of, language } = self.project.read()?;
        let decision = evaluate(&rulebook, &profile, as_of);
        if let Some(path) = &self.record {
            let record = Record::new(&rulebook, &identity, &profile, &decision);
            output::write_file(path, record.to_text().as_bytes())?;
        }
        let report = explain(&rulebook, &identity, &decision, &language);
        match self.format {
            Format::Json => print_json(&report)?,
            Format::Text => output::put(format_args!("{}", text(&report, Phrases::of(&language)))),
        }
        Ok(ExitCode::from(exit_code(decision.outcome)))
    }
}

fn exit_code(outcome: Decided) -> u8 {
    match outcome {
        Decided::Accepted => 0,
        Decided::Rejected => 2,
        Decided::NeedsAnswers => 3,
        Decided::NeedsReview => 4,
    }
}
