//! `sangloc changes`: what would have to change about a project, or what it has to spare.

use crate::{
    failure::Outcome,
    input::{Format, Project, ProjectArgs, print_json},
    output,
    phrases::Phrases,
};
use clap::Args;
use sangloc_screening::{ChangeReport, Outcome as Decided, WaysReport, explain_ways};
use std::process::ExitCode;

/// Works out what would have to change for a project to be accepted, nearest first. Of an accepted one:
/// how far it is from limits, and what would gain points or incentives.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc changes --profile project.json --lang en")]
pub(crate) struct Changes {
    #[command(flatten)]
    project: ProjectArgs,
    /// Text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Changes {
    pub(crate) fn run(self) -> Outcome {
        let Project { rulebook, profile, as_of, language, .. } = self.project.read()?;
        let ways = explain_ways(&rulebook, &profile, as_of, &language);
        match self.format {
            Format::Json => print_json(&ways)?,
            Format::Text => output::put(format_args!("{}", text(&ways, Phrases::of(&language)))),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn text(ways: &WaysReport, phrases: &Phrases) -> String {
    let mut lines = Vec::new();
    let (changes, better) = (&ways.changes, &ways.improvements);
    if changes.sets.is_empty() && changes.out_of_reach.is_empty() {
        lines.push(phrases.nothing_to_change.to_owned());
    }
    for (place, set) in changes.sets.iter().enumerate() {
        let review = set.promises != Decided::Accepted;
        let then = if review { format!(" ({})", phrases.then_review) } else { String::new() };
        lines.push(format!("{} {}{then}", phrases.changes, place + 1));
        lines.extend(set.changes.iter().flat_map(|change| change_lines(change, phrases)));
        if !set.answers.is_empty() {
            lines.push(format!("  {}", phrases.also_answer));
            lines.extend(set.answers.iter().flat_map(|answer| change_lines(answer, phrases)));
        }
    }
    if !changes.out_of_reach.is_empty() {
        lines.push(phrases.out_of_reach.to_owned());
        let all = changes.out_of_reach.iter();
        lines.extend(all.map(|criterion| format!("  ✗ {} {}", criterion.code, criterion.title)));
    }
    if !changes.complete {
        lines.push(phrases.not_all_ways.to_owned());
    }
    if !better.slack.is_empty() {
        lines.push(phrases.to_spare.to_owned());
        lines.extend(better.slack.iter().map(|slack| {
            let (code, subject) = (&slack.criterion.code, &slack.subject);
            format!("  {code} {subject}: {} / {} → {}", slack.observed, slack.limit, slack.room)
        }));
    }
    if !better.gains.is_empty() {
        lines.push(phrases.gains.to_owned());
        for gain in &better.gains {
            let incentives =
                gain.incentives.iter().map(|incentive| format!(", {}", incentive.code));
            let incentives: String = incentives.collect();
            lines.push(format!("  +{}{incentives}  {}", gain.points, gain.change.text));
        }
    }
    lines.join("\n") + "\n"
}

fn change_lines(change: &ChangeReport, phrases: &Phrases) -> Vec<String> {
    let mut lines = vec![format!("  • {}", change.text)];
    if !change.others.is_empty() {
        lines.push(format!("      {}: {}", phrases.instead, change.others.join("; ")));
    }
    lines
}
