//! # unit-mismatch
//! Two quantities of different kinds are compared or added: dollars per hectare against hectares.
//!
//! Bad: `project.capital / project.land_area >= params.max_land_area`
//! Good: `project.capital / project.land_area >= params.capital_per_hectare`
//!
//! Units of one kind convert by themselves: ha and m2; USD and VND by the rate of the day.

use crate::{Diagnostic, Place, Said, check::lint};
use sangloc_rulebook::Unit;

pub(crate) fn diagnostic(a: &Unit, b: &Unit, place: Place) -> Diagnostic {
    let name = |unit: &Unit| if *unit == Unit::none() { said!("a plain number") } else { Said::Text(format!("`{unit}`")) };
    let message = Said::Words("{} against {}: different kinds of quantity", vec![name(a), name(b)]);
    Diagnostic::error(lint::UNIT_MISMATCH, place, message)
        .hint(said!("a figure has its unit in parameters.toml, a fact in facts.toml"))
}
