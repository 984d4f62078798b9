//! # circular-reference
//! A criterion asks with `holds("…")` for one that, in the end, asks for it again.

use crate::{Diagnostic, Place, check::lint};

pub(crate) fn diagnostic(open: &[String], id: &str, place: Place) -> Diagnostic {
    let message = said!("`{}` reads itself: {} → {}", id, open.join(" → "), id);
    Diagnostic::error(lint::CIRCULAR_REFERENCE, place, message)
}
