//! # type-mismatch
//! A value of one kind stands where another is needed: a number where a condition is, a set of
//! choices compared with `==`.
//!
//! Bad: `project.processes == "dyeing"`
//! Good: `project.processes.any_of(["dyeing"])`

use crate::{Diagnostic, Place, check::lint};
use sangloc_rulebook::{Rulebook, ValueType};

pub(crate) fn diagnostic(book: &Rulebook, wanted: &str, found: &ValueType, place: Place) -> Diagnostic {
    Diagnostic::error(lint::TYPE_MISMATCH, place, format!("this is {}, not {wanted}", name(book, found)))
}

pub(crate) fn pair(book: &Rulebook, a: &ValueType, b: &ValueType, place: Place) -> Diagnostic {
    let message = format!("{} cannot be held against {}", name(book, a), name(book, b));
    let diagnostic = Diagnostic::error(lint::TYPE_MISMATCH, place, message);
    match (a, b) {
        (ValueType::Choices(_), _) | (_, ValueType::Choices(_)) => {
            diagnostic.hint("ask a set with `any_of` or `all_of`")
        }
        (ValueType::Row(_), _) | (_, ValueType::Row(_)) => {
            diagnostic.hint("ask a column of its row, such as `zone.orientation`")
        }
        _ => diagnostic,
    }
}

fn name(book: &Rulebook, kind: &ValueType) -> String {
    let list = |index| book.choice_list(index).map_or("?", |list| list.id.as_str());
    match kind {
        ValueType::YesNo => "a yes or no".into(),
        ValueType::Number(unit) => format!("a number (`{unit}`)"),
        ValueType::Choice(index) => format!("a choice of `{}`", list(*index)),
        ValueType::Choices(index) => format!("a set of `{}`", list(*index)),
        ValueType::Date => "a date".into(),
        ValueType::Row(_) => "a row of a table".into(),
        ValueType::Text => "a text, which rules do not read".into(),
    }
}
