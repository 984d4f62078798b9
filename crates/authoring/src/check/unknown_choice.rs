//! # unknown-choice
//! A text is not a member of the list of choices it is compared with.
//!
//! Bad: `project.track == "industrial-zone"`
//! Good: `project.track == "industrial_zone"`
//!
//! Why: a comparison with a choice nobody can pick is always false.

use crate::{Diagnostic, Place, check::lint};
use sangloc_rulebook::ChoiceList;

pub(crate) fn diagnostic(list: &ChoiceList, name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(lint::UNKNOWN_CHOICE, place, said!("`{}` has no choice `{}`", list.id, name))
        .hint(said!("choices are listed under `[choices]` in rulebook.toml: {}", list.members.iter().take(12).cloned().collect::<Vec<_>>().join(", ")))
        .hint_nearest(name, list.members.iter().map(String::as_str))
}
