//! # unused-parameter
//! A figure that no criterion reads misleads whoever tunes it. The exchange rate is exempt.

use crate::{Diagnostic, check::{Checked, lint}};
use sangloc_rulebook::{Operation, ParameterIndex};
use std::collections::BTreeSet;

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let operations = checked.operations_in_use();
    let read: BTreeSet<ParameterIndex> = operations.iter().filter_map(|operation| match operation {
        Operation::Parameter(index) | Operation::Bands(_, index) => Some(*index),
        _ => None,
    }).collect();
    for (place, parameter) in (0u16..).zip(&checked.book.parameters) {
        let index = ParameterIndex(place);
        if !read.contains(&index) && index != checked.book.exchange_rate {
            let place = checked.place(&format!("parameter {}", parameter.id));
            diagnostics.push(Diagnostic::warning(lint::UNUSED_PARAMETER, place, said!("no criterion reads `{}`", parameter.id)));
        }
    }
}
