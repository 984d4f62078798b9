//! # constant-requirement
//! A criterion requires something that no answer can change.
//!
//! Bad: `require: params.a < params.b`
//! Good: `require: project.land_area <= params.max_land_area`

use crate::{Diagnostic, Place, check::lint};

pub(crate) fn diagnostic(id: &str, place: Place) -> Diagnostic {
    Diagnostic::error(lint::CONSTANT_REQUIREMENT, place, said!("what `{}` requires reads no fact", id))
        .hint(said!("a criterion must depend on an answer; context belongs into words"))
}
