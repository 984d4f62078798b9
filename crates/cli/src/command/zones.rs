//! `sangloc zones`: which zones take a project, and what stands in the way in the others.

use crate::{
    failure::{Failure, Outcome},
    input::{self, AsOf, Format, Lang, print_json},
    output,
    phrases::Phrases,
};
use clap::Args;
use sangloc_screening::{explain_sites, sites};
use std::{path::PathBuf, process::ExitCode};

/// Ranks the zones for a project: the profile is decided in each of them.
#[derive(Args)]
pub(crate) struct Zones {
    /// The profile; `-` reads standard input. Its own zone does not matter.
    #[arg(long)]
    profile: PathBuf,
    /// A rulebook file or folder; default: the province's rulebook.
    #[arg(long)]
    rulebook: Option<PathBuf>,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    lang: Lang,
    /// Text for people, or a JSON array.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Zones {
    pub(crate) fn run(self) -> Outcome {
        let (rulebook, _) = input::rulebook(self.rulebook.as_ref())?;
        let profile = input::profile(&rulebook, &self.profile)?;
        if rulebook.site.is_none() {
            return Err(Failure::cannot_run(
                "the rulebook names no `site` table whose rows could be tried",
            ));
        }
        let (as_of, language) = (self.as_of.day()?, self.lang.of(&rulebook)?);
        let found = explain_sites(&rulebook, &sites(&rulebook, &profile, as_of), as_of, &language);
        if self.format == Format::Json {
            print_json(&found)?;
            return Ok(ExitCode::SUCCESS);
        }
        let phrases = Phrases::of(&language);
        for (place, site) in found.iter().enumerate() {
            let outcome = phrases.short(site.outcome, site.acceptance_possible);
            output::line(format_args!(
                "{:3}. {} ({}): {outcome}, {}: {}",
                place + 1,
                site.name,
                site.key,
                phrases.points,
                site.points
            ));
            for criterion in &site.in_the_way {
                output::line(format_args!("       ✗ {} {}", criterion.code, criterion.title));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
