//! # period-overlap
//! On some day two figures of one parameter are in force, or a period ends before it begins.
//!
//! Why: a decision must rest on one figure. Give the old line a `to`: the day before the new `from`.

use crate::{Diagnostic, check::{Checked, lint}};

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for parameter in &checked.book.parameters {
        let place = |from| checked.place(&format!("parameter {} from {from}", parameter.id));
        for dated in &parameter.values {
            let period = dated.period;
            if period.to.is_some_and(|to| to < period.from) {
                let message = said!("this period of `{}` ends before it begins", parameter.id);
                diagnostics.push(Diagnostic::error(lint::PERIOD_OVERLAP, place(period.from), message));
            }
        }
        for (earlier, later) in parameter.values.iter().zip(parameter.values.iter().skip(1)) {
            if earlier.period.contains(later.period.from) {
                let message = said!("`{}` has two figures on {}", parameter.id, later.period.from);
                let diagnostic = Diagnostic::error(lint::PERIOD_OVERLAP, place(later.period.from), message);
                diagnostics.push(diagnostic.hint(said!("give the line from {} a `to`: the day before", earlier.period.from)));
            }
        }
    }
}
