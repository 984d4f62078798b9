//! `sangloc decide`: judges one project.

use crate::{
    failure::Outcome,
    input::{self, AsOf, Format, Lang, print_json},
    output,
    phrases::Phrases,
    text::text,
};
use clap::Args;
use sangloc_screening::{Outcome as Decided, evaluate, explain};
use std::{path::PathBuf, process::ExitCode};

/// Judges a project by its profile.
///
/// A profile is a JSON file: {"project": {"land_area": 32.6, "capital": {"amount": 498000000,
/// "unit": "USD"}}}. A missing key or null is unknown. `sangloc facts` lists what may be asked.
#[derive(Args)]
pub(crate) struct Decide {
    /// The profile; `-` reads standard input.
    #[arg(long)]
    profile: PathBuf,
    /// A rulebook file or folder; default: the province's rulebook.
    #[arg(long)]
    rulebook: Option<PathBuf>,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    lang: Lang,
    /// Text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Decide {
    pub(crate) fn run(self) -> Outcome {
        let (rulebook, identity) = input::rulebook(self.rulebook.as_ref())?;
        let profile = input::profile(&rulebook, &self.profile)?;
        let (as_of, language) = (self.as_of.day()?, self.lang.of(&rulebook)?);
        let decision = evaluate(&rulebook, &profile, as_of);
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
