//! # period-gap
//! Between two periods of a figure there are days on which none is in force.
//!
//! Why: on such a day the decision would need a person. End the old period on the day before the
//! new one begins.

use crate::{Diagnostic, check::{Checked, lint}};

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for parameter in &checked.book.parameters {
        for (earlier, later) in parameter.values.iter().zip(parameter.values.iter().skip(1)) {
            let Some(last) = earlier.period.to else { continue };
            if let Some(next) = last.next().filter(|next| *next < later.period.from) {
                let place = checked.place(&format!("parameter {} from {}", parameter.id, later.period.from));
                let message = said!("`{}` has no figure from {} until {}", parameter.id, next, later.period.from);
                diagnostics.push(Diagnostic::error(lint::PERIOD_GAP, place, message).hint(said!("set `to` of the earlier line to the day before")));
            }
        }
    }
}
