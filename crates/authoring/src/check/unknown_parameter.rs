//! # unknown-parameter
//! A rule reads a figure that is not in `parameters.toml`.
//!
//! Bad: `params.min_green_aera`
//! Good: `params.min_green_area`, with `[min_green_area]` in `parameters.toml`.

use crate::{Diagnostic, Place, check::lint};
use sangloc_rulebook::Rulebook;

pub(crate) fn diagnostic(book: &Rulebook, name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(lint::UNKNOWN_PARAMETER, place, said!("there is no figure `{}`", name))
        .hint(said!("figures are declared in parameters.toml"))
        .hint_nearest(name, book.parameters.iter().map(|parameter| parameter.id.as_str()))
}
