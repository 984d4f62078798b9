//! # duplicate-id
//! Two things have one name. Ids are never reused: links and records name them for years.

use crate::{Diagnostic, Place, check::lint};

pub(crate) fn diagnostic(what: &str, id: &str, place: Place) -> Diagnostic {
    Diagnostic::error(lint::DUPLICATE_ID, place, format!("there is already a {what} `{id}`"))
}
