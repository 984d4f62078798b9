//! # unit-mismatch
//! Two quantities of different kinds are compared or added: dollars per hectare against hectares.
//!
//! Bad: `project.capital / project.land_area >= params.max_land_area`
//! Good: `project.capital / project.land_area >= params.capital_per_hectare`
//!
//! Units of one kind convert by themselves: ha and m2; USD and VND by the rate of the day.

use crate::{Diagnostic, Place, check::lint};
use sangloc_rulebook::Unit;

pub(crate) fn diagnostic(a: &Unit, b: &Unit, place: Place) -> Diagnostic {
    let name = |unit: &Unit| if *unit == Unit::none() { "a plain number".to_owned() } else { format!("`{unit}`") };
    Diagnostic::error(lint::UNIT_MISMATCH, place, format!("{} against {}: different kinds of quantity", name(a), name(b)))
        .hint("a figure has its unit in parameters.toml, a fact in facts.toml")
}
