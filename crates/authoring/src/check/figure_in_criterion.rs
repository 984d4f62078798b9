//! # figure-in-criterion
//! A criterion contains a number other than 0.
//!
//! Bad: `environment.green_area > 10`
//! Good: `environment.green_area > params.min_green_area`
//!
//! Why: a figure in `parameters.toml` has a unit, a source, a confidence and the days it holds, and
//! can be changed without touching the rule.

use crate::{Diagnostic, Place, check::lint};

pub(crate) fn diagnostic(place: Place) -> Diagnostic {
    Diagnostic::error(lint::FIGURE_IN_CRITERION, place, said!("a figure stands in the criterion"))
        .hint(said!("make it a parameter in parameters.toml and write `params.name`"))
}
