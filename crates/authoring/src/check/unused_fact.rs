//! # unused-fact
//! A fact that no criterion reads would never be asked. Texts (type `text`) are exempt: they are
//! for people.

use crate::{Diagnostic, check::{Checked, lint}};
use sangloc_rulebook::{FactIndex, FactType, Operation};
use std::collections::BTreeSet;

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let operations = checked.operations_in_use();
    let read: BTreeSet<FactIndex> = operations.iter().filter_map(|operation| match operation {
        Operation::Answer(fact) => Some(*fact),
        Operation::Column(table, _) => checked.book.table(*table).map(|table| table.answer),
        _ => None,
    }).collect();
    for (place, fact) in (0u16..).zip(&checked.book.facts) {
        if !read.contains(&FactIndex(place)) && fact.answer != FactType::Text {
            let place = checked.place(&format!("fact {}", fact.id));
            diagnostics.push(Diagnostic::warning(lint::UNUSED_FACT, place, said!("no criterion reads `{}`", fact.id)));
        }
    }
}
