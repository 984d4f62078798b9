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
        let diagnostic = Diagnostic::error(lint::UNKNOWN_FACT, place, said!("the table `{}` has no column `{}`", space, name));
        let diagnostic = diagnostic.hint(said!("columns that rules read are listed under `[tables.{}.columns]` in rulebook.toml", space));
        return diagnostic.hint_nearest(name, table.columns.iter().map(|column| column.id.as_str()));
    }
    let diagnostic = Diagnostic::error(lint::UNKNOWN_FACT, place, said!("the {} has no fact `{}`", space, name));
    let diagnostic = diagnostic.hint(said!("facts are declared in facts.toml"));
    let elsewhere = book.facts.iter().find(|fact| fact.id.name() == name).map(|fact| fact.id.to_string());
    let beside = book.facts.iter().filter(|fact| fact.id.namespace() == space).map(|fact| fact.id.name());
    match elsewhere.or_else(|| crate::diagnostic::nearest(name, beside)) {
        Some(other) => diagnostic.hint(said!("did you mean `{}`? facts are declared in facts.toml", other)),
        None => diagnostic,
    }
}
