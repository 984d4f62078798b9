//! `sangloc criteria`: the criteria and notes of a rulebook.

use crate::{
    failure::Outcome,
    input::{ListArgs, print_json},
    output,
};
use clap::Args;
use sangloc_rulebook::{
    CitationIndex, Confidence, Criterion, Date, Kind, Language, Note, OnUnmet, Rulebook,
};
use serde::Serialize;
use std::process::ExitCode;

/// Lists the criteria of a rulebook, and the notes that are shown but not judged.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc criteria rules/quang-ninh --lang en")]
pub(crate) struct Criteria {
    #[command(flatten)]
    list: ListArgs,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    /// The number of the criterion in the catalogue of criteria.
    criteria_md_id: &'a str,
    /// `exclusion`, `mandatory`, `priority`, `incentive`, `advisory`, or `note`.
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_unmet: Option<OnUnmet>,
    title: &'a str,
    /// What one can do; of a note, what it says.
    remedy: &'a str,
    citations: Vec<&'a str>,
    confidence: Confidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    topic: &'a str,
    place: &'a str,
}

impl Criteria {
    pub(crate) fn run(self) -> Outcome {
        let (rulebook, language) = self.list.read()?;
        let listing = Listing { rulebook: &rulebook, language: &language };
        let criteria = rulebook.criteria.iter().map(|criterion| listing.criterion(criterion));
        let notes = rulebook.notes.iter().map(|note| listing.note(note));
        let rows: Vec<Row<'_>> = criteria.chain(notes).collect();
        if self.list.wants_json() {
            print_json(&rows)?;
        } else {
            let width = rows.iter().map(|row| row.criteria_md_id.len()).max().unwrap_or(0);
            for row in &rows {
                output::line(format_args!(
                    "{:width$}  {:9}  {:28}  {}",
                    row.criteria_md_id, row.kind, row.id, row.title
                ));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

struct Listing<'a> {
    rulebook: &'a Rulebook,
    language: &'a Language,
}

impl<'a> Listing<'a> {
    fn word(&self, key: &str) -> &'a str {
        self.rulebook.text_if_any(self.language, key).unwrap_or_default()
    }

    fn cited(&self, citations: &[CitationIndex]) -> Vec<&'a str> {
        let rulebook = self.rulebook;
        citations.iter().filter_map(|index| Some(rulebook.citation(*index)?.id.as_str())).collect()
    }

    fn criterion(&self, criterion: &'a Criterion) -> Row<'a> {
        let id = criterion.id.as_str();
        Row {
            id,
            criteria_md_id: &criterion.code,
            kind: match criterion.kind {
                Kind::Exclusion => "exclusion",
                Kind::Mandatory => "mandatory",
                Kind::Priority => "priority",
                Kind::Incentive => "incentive",
                Kind::Advisory => "advisory",
            },
            on_unmet: criterion.kind.decides().then_some(criterion.on_unmet),
            title: self.word(&format!("criteria.{id}.title")),
            remedy: self.word(&format!("criteria.{id}.remedy")),
            citations: self.cited(&criterion.citations),
            confidence: criterion.confidence,
            from: criterion.from,
            to: criterion.to,
            topic: &criterion.topic,
            place: &criterion.place,
        }
    }

    fn note(&self, note: &'a Note) -> Row<'a> {
        Row {
            id: &note.id,
            criteria_md_id: &note.code,
            kind: "note",
            on_unmet: None,
            title: self.word(&format!("notes.{}.title", note.id)),
            remedy: self.word(&format!("notes.{}.text", note.id)),
            citations: self.cited(&note.citations),
            confidence: note.confidence,
            from: None,
            to: None,
            topic: &note.topic,
            place: &note.place,
        }
    }
}
