//! # type-mismatch
//! A value of one kind stands where another is needed: a number where a condition is, a set of
//! choices compared with `==`.
//!
//! Bad: `project.processes == "dyeing"`
//! Good: `project.processes.any_of(["dyeing"])`

use crate::{Diagnostic, Place, Said, check::lint};
use sangloc_rulebook::{Rulebook, ValueType};

pub(crate) fn diagnostic(book: &Rulebook, wanted: Said, found: &ValueType, place: Place) -> Diagnostic {
    let message = Said::Words("this is {}, not {}", vec![name(book, found), wanted]);
    Diagnostic::error(lint::TYPE_MISMATCH, place, message)
}

pub(crate) fn pair(book: &Rulebook, a: &ValueType, b: &ValueType, place: Place) -> Diagnostic {
    let message = Said::Words("{} cannot be held against {}", vec![name(book, a), name(book, b)]);
    let diagnostic = Diagnostic::error(lint::TYPE_MISMATCH, place, message);
    match (a, b) {
        (ValueType::Choices(_), _) | (_, ValueType::Choices(_)) => {
            diagnostic.hint(said!("ask a set with `any_of` or `all_of`"))
        }
        (ValueType::Row(_), _) | (_, ValueType::Row(_)) => {
            diagnostic.hint(said!("ask a column of its row, such as `zone.orientation`"))
        }
        _ => diagnostic,
    }
}

fn name(book: &Rulebook, kind: &ValueType) -> Said {
    let list = |index| book.choice_list(index).map_or("?", |list| list.id.as_str());
    match kind {
        ValueType::YesNo => said!("a yes or no"),
        ValueType::Number(unit) => said!("a number (`{}`)", unit),
        ValueType::Choice(index) => said!("a choice of `{}`", list(*index)),
        ValueType::Choices(index) => said!("a set of `{}`", list(*index)),
        ValueType::Date => said!("a date"),
        ValueType::Row(_) => said!("a row of a table"),
        ValueType::Text => said!("a text, which rules do not read"),
    }
}
