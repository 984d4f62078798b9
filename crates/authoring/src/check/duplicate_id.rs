//! # duplicate-id
//! Two things have one name. Ids are never reused: links and records name them for years.

use crate::{Diagnostic, Place, Said, check::lint};

pub(crate) fn diagnostic(what: Said, id: &str, place: Place) -> Diagnostic {
    let message = Said::Words("there is already a {} `{}`", vec![what, Said::Text(id.to_owned())]);
    Diagnostic::error(lint::DUPLICATE_ID, place, message)
}
