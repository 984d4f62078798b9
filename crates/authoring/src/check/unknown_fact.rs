//! # unknown-fact
//! A rule reads a fact or a column that is not declared.
//!
//! Bad: `environment.green_aria > params.min_green_area`
//! Good: `environment.green_area > params.min_green_area`, with `[environment.green_area]` in
//! `facts.toml`.
//!
//! Why: a misspelt fact would be unknown for every investor.

use crate::{Diagnostic, Place, check::lint};
use sangloc_rulebook::Rulebook;

pub(crate) fn diagnostic(book: &Rulebook, space: &str, name: &str, place: Place) -> Diagnostic {
    if let Some(table) = book.tables.iter().find(|table| table.id == space) {
        let diagnostic = Diagnostic::error(lint::UNKNOWN_FACT, place, format!("the table `{space}` has no column `{name}`"));
        let diagnostic = diagnostic.hint(format!("columns that rules read are listed under `[tables.{space}.columns]` in rulebook.toml"));
        return diagnostic.hint_nearest(name, table.columns.iter().map(|column| column.id.as_str()));
    }
    let diagnostic = Diagnostic::error(lint::UNKNOWN_FACT, place, format!("the {space} has no fact `{name}`"));
    let diagnostic = diagnostic.hint("facts are declared in facts.toml");
    let elsewhere = book.facts.iter().find(|fact| fact.id.name() == name).map(|fact| fact.id.to_string());
    let beside = book.facts.iter().filter(|fact| fact.id.namespace() == space).map(|fact| fact.id.name());
    match elsewhere.or_else(|| crate::diagnostic::nearest(name, beside)) {
        Some(other) => diagnostic.hint(format!("did you mean `{other}`? facts are declared in facts.toml")),
        None => diagnostic,
    }
}
