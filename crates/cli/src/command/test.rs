//! `sangloc test`: runs the golden cases of a rulebook, and says what they would not notice.

use crate::{
    failure::{Failure, INVALID, Outcome},
    input::{AsOf, Folder, Format, print_json},
    mutation::{Mutation, mutation, unseen},
    output::{self, progress_bar},
};
use clap::Args;
use sangloc_authoring::Said;
use sangloc_rulebook::Rulebook;
use sangloc_workshop::{Coverage, Example, Proposal, coverage, differences};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Runs the golden cases of a rule folder.
///
/// With --coverage, also says which conditions, limits and bands no case has seen, by file and line.
/// With --mutate, turns every figure and rule a little and says which slips no case would notice.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc test rules/quang-ninh
  sangloc test rules/quang-ninh --coverage
  sangloc test rules/quang-ninh --coverage --mutate --write")]
pub(crate) struct Test {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// Text for people, or JSON.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Say what no case has seen: each condition true, false and open, each limit from both sides,
    /// each band.
    #[arg(long)]
    coverage: bool,
    /// Say which slips of the hand no case would notice, with a case that would.
    #[arg(long)]
    mutate: bool,
    /// Add the proposed cases to cases/, as the rules decide today: read them before you keep them.
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    as_of: AsOf,
}

/// A case that came out otherwise.
#[derive(Serialize)]
struct Broken<'a> {
    title: &'a str,
    file: &'a str,
    line: usize,
    differs: Vec<Said>,
}

/// Everything that was looked into.
#[derive(Serialize)]
struct Found<'a> {
    failed: &'a [Broken<'a>],
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'a Coverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation: Option<&'a Mutation>,
}

impl Test {
    pub(crate) fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let (cases, places) = (&folder.authored.cases, &folder.authored.places);
        let progress = progress_bar(cases.len());
        let mut broken = Vec::new();
        for case in cases {
            let differs = differences(&rulebook, case);
            if !differs.is_empty() {
                let (file, line) = (case.place.file.as_str(), case.place.line);
                broken.push(Broken { title: &case.title, file, line, differs });
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
        let examples = Example::of_cases(&rulebook, cases);
        let seen = self.coverage.then(|| coverage(&rulebook, places, &examples));
        let day = self.as_of.day()?;
        let mut proposals = match &seen {
            Some(seen) if self.write => unseen(&rulebook, seen, &examples, day),
            _ => Vec::new(),
        };
        let mutated = self.mutate.then(|| {
            let proposed = proposals.iter().map(|proposal| proposal.example(&rulebook));
            let with_proposed: Vec<Example> = examples.iter().cloned().chain(proposed).collect();
            let (mutation, more) = mutation(&rulebook, places, &with_proposed, day);
            proposals.extend(more);
            mutation
        });
        if self.write {
            write_cases(&self.dir, &rulebook, &proposals)?;
        }
        let passed = cases.len().saturating_sub(broken.len());
        if self.format == Format::Text {
            show_broken(&broken, passed);
            seen.iter().for_each(show_coverage);
            mutated.iter().for_each(show_mutation);
        } else if seen.is_none() && mutated.is_none() {
            print_json(&broken)?;
        } else {
            let (coverage, mutation) = (seen.as_ref(), mutated.as_ref());
            print_json(&Found { failed: &broken, coverage, mutation })?;
        }
        Ok(ExitCode::from(if broken.is_empty() { 0 } else { INVALID }))
    }
}

/// Adds the proposals to the case files of their topics.
fn write_cases(folder: &Path, rulebook: &Rulebook, proposals: &[Proposal]) -> Result<(), Failure> {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for proposal in proposals {
        let text = files.entry(proposal.topic(rulebook)).or_default();
        text.push('\n');
        text.push_str(&proposal.to_toml(rulebook));
    }
    for (topic, text) in files {
        let path = folder.join("cases").join(format!("{topic}.toml"));
        let mut all = match fs::read_to_string(&path) {
            Ok(old) => old.trim_end().to_owned() + "\n",
            Err(error) if error.kind() == ErrorKind::NotFound => format!("# Cases of {topic}.\n"),
            Err(error) => {
                return Err(Failure::cannot_run(format!("{}: {error}", path.display())));
            }
        };
        all.push_str(&text);
        output::write_file(&path, all.as_bytes())?;
    }
    eprintln!("{} cases written: read them before you keep them", proposals.len());
    Ok(())
}

fn show_broken(broken: &[Broken<'_>], passed: usize) {
    for case in broken {
        eprintln!("{}:{}: {}", case.file, case.line, case.title);
        case.differs.iter().for_each(|difference| eprintln!("  {difference}"));
    }
    output::line(format_args!("{passed} passed, {} failed", broken.len()));
}

fn show_coverage(coverage: &Coverage) {
    for missing in &coverage.missing {
        let place = &missing.place;
        output::line(format_args!(
            "{}:{}: {}: {}",
            place.file, place.line, missing.criterion, missing.missing
        ));
    }
    let seen = coverage.wanted.saturating_sub(coverage.missing.len());
    output::line(format_args!("coverage: {seen} of {} seen", coverage.wanted));
}

fn show_mutation(mutation: &Mutation) {
    for survivor in &mutation.survivors {
        output::line(format_args!(
            "{}:{}: {}: no case notices: {}",
            survivor.place.file, survivor.place.line, survivor.id, survivor.text
        ));
        match &survivor.proposal {
            Some(proposal) => {
                proposal.lines().for_each(|line| output::line(format_args!("    {line}")))
            }
            None => output::line("    no case that notices it was found"),
        }
    }
    output::line(format_args!(
        "mutation: {} of {} slips noticed ({} %)",
        mutation.noticed,
        mutation.tried,
        mutation.percent()
    ));
}
