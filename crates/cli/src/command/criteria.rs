//! `sangloc criteria`: the criteria of a rulebook.

use crate::{
    failure::Outcome,
    input::{Folder, Format, Lang, print_json},
};
use clap::Args;
use sangloc_rulebook::{Confidence, Criterion, Kind, Language, OnUnmet, Rulebook};
use serde::Serialize;
use std::{path::PathBuf, process::ExitCode};

/// Lists the criteria of a rulebook.
#[derive(Args)]
pub(crate) struct Criteria {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The language of words.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// Text for people, or a JSON array.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    /// The number of the criterion in the catalogue of criteria.
    criteria_md_id: &'a str,
    kind: Kind,
    on_unmet: OnUnmet,
    title: &'a str,
    remedy: &'a str,
    citations: Vec<&'a str>,
    confidence: Confidence,
    topic: &'a str,
    place: &'a str,
}

impl Criteria {
    pub(crate) fn run(self) -> Outcome {
        let rulebook = Folder::read(&self.dir)?.rulebook()?;
        let language = self.lang.language();
        let rows: Vec<Row<'_>> = rulebook
            .criteria
            .iter()
            .map(|criterion| row(&rulebook, &language, criterion))
            .collect();
        if self.format == Format::Json {
            print_json(&rows)?;
        } else {
            let width = rows
                .iter()
                .map(|row| row.criteria_md_id.len())
                .max()
                .unwrap_or(0);
            for row in &rows {
                let kind = format!("{:?}", row.kind).to_lowercase();
                println!(
                    "{:width$}  {kind:9}  {:28}  {}",
                    row.criteria_md_id, row.id, row.title
                );
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn row<'a>(rulebook: &'a Rulebook, language: &Language, criterion: &'a Criterion) -> Row<'a> {
    let word = |part: &str| {
        rulebook
            .text_if_any(language, &format!("criteria.{}.{part}", criterion.id))
            .unwrap_or_default()
    };
    let citations = criterion
        .citations
        .iter()
        .filter_map(|index| rulebook.citation(*index));
    Row {
        id: criterion.id.as_str(),
        criteria_md_id: &criterion.code,
        kind: criterion.kind,
        on_unmet: criterion.on_unmet,
        title: word("title"),
        remedy: word("remedy"),
        citations: citations.map(|citation| citation.id.as_str()).collect(),
        confidence: criterion.confidence,
        topic: &criterion.topic,
        place: &criterion.place,
    }
}
