//! # placeholder-mismatch
//! One text names other figures than the same text in the rulebook's first language.
//!
//! Why: an investor must be told the same in every language.

use crate::{
    Diagnostic,
    check::{Checked, figure_in_text, lint},
};
use std::collections::BTreeSet;

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some((first, others)) = checked.book.languages.split_first() else { return };
    let Some(original) = checked.book.texts.get(first) else { return };
    for language in others {
        let Some(texts) = checked.book.texts.get(language) else { continue };
        for (key, words) in &texts.0 {
            if original.get(key).is_some_and(|original| names(original) != names(words)) {
                let place = figure_in_text::place(checked, language, key);
                let message = said!("`{}` names other figures in `{}` than in `{}`", key, language, first);
                diagnostics.push(Diagnostic::error(lint::PLACEHOLDER_MISMATCH, place, message));
            }
        }
    }
}

fn names(words: &str) -> BTreeSet<&str> {
    figure_in_text::placeholders(words).collect()
}
