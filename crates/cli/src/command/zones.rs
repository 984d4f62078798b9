//! `sangloc zones`: which zones take a project, and what stands in the way in the others.

use crate::{
    failure::{Failure, Outcome},
    input::{Format, Project, ProjectArgs, print_json},
    output,
    phrases::Phrases,
};
use clap::Args;
use sangloc_screening::{explain_sites, sites};
use std::process::ExitCode;

/// Ranks the zones for a project: the profile is decided in each of them, whatever zone it names.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc zones --profile project.json --lang en")]
pub(crate) struct Zones {
    #[command(flatten)]
    project: ProjectArgs,
    /// Text for people, or a JSON array.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Zones {
    pub(crate) fn run(self) -> Outcome {
        let Project { rulebook, profile, as_of, language, .. } = self.project.read()?;
        if rulebook.site.is_none() {
            return Err(Failure::cannot_run(
                "the rulebook names no `site` table whose rows could be tried",
            ));
        }
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
