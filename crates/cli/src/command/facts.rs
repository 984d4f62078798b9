//! `sangloc facts`: what may be asked, as a profile names it.

use crate::{
    failure::Outcome,
    input::{Folder, Format, Lang, print_json},
    output,
};
use clap::Args;
use sangloc_rulebook::{Decimal, Fact, FactType, Language, Rulebook};
use sangloc_screening::allowed_units;
use serde::Serialize;
use std::{path::PathBuf, process::ExitCode};

/// Lists the facts of a rulebook.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc facts rules/quang-ninh --lang en")]
pub(crate) struct Facts {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    #[command(flatten)]
    lang: Lang,
    /// Text for people, or a JSON array.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    section: &'a str,
    label: &'a str,
    question: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Decimal>,
}

impl Facts {
    pub(crate) fn run(self) -> Outcome {
        let rulebook = Folder::read(&self.dir)?.rulebook()?;
        let language = self.lang.of(&rulebook)?;
        let rows: Vec<Row<'_>> =
            rulebook.facts.iter().map(|fact| row(&rulebook, &language, fact)).collect();
        if self.format == Format::Json {
            print_json(&rows)?;
        } else {
            let width = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
            for row in &rows {
                let unit = row.units.first().map(|unit| format!(" ({unit})")).unwrap_or_default();
                output::line(format_args!("{:width$}  {}{unit}  {}", row.id, row.kind, row.label));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn row<'a>(rulebook: &'a Rulebook, language: &Language, fact: &'a Fact) -> Row<'a> {
    let word = |part: &str| {
        rulebook.text_if_any(language, &format!("facts.{}.{part}", fact.id)).unwrap_or_default()
    };
    let choices = match &fact.answer {
        FactType::Choice(list) | FactType::Choices(list) => rulebook
            .choice_list(*list)
            .map(|list| list.members.iter().map(String::as_str).collect()),
        FactType::Code(table) => rulebook
            .table(*table)
            .map(|table| table.rows.iter().map(|row| row.key.as_str()).collect()),
        _ => None,
    };
    Row {
        id: fact.id.as_str(),
        kind: fact.answer.name(),
        section: &fact.section,
        label: word("label"),
        question: word("question"),
        units: allowed_units(fact).iter().map(ToString::to_string).collect(),
        choices: choices.unwrap_or_default(),
        min: fact.min,
        max: fact.max,
    }
}
