//! # missing-translation
//! Words are missing in a language of the rulebook.
//!
//! Why: the page would fall back to another language in the middle of a sentence.

use crate::{Diagnostic, check::{Checked, RequiredTexts, lint}};
use sangloc_rulebook::Language;
use std::collections::BTreeSet;

pub(crate) fn check(checked: &Checked<'_>, required: &RequiredTexts, diagnostics: &mut Vec<Diagnostic>) {
    let optional = optional(checked);
    for language in &checked.book.languages {
        let texts = checked.book.texts.get(language);
        let has = |key: &str| texts.and_then(|texts| texts.get(key)).is_some_and(|words| !words.trim().is_empty());
        // In the first language they are fields of the criterion, reported where it stands.
        let is_field = |key: &str| Some(language) == checked.book.languages.first() && key.starts_with("criteria.");
        for (key, what) in required.iter().filter(|(key, _)| !has(key) && !is_field(key)) {
            diagnostics.push(missing(checked, language, key, what));
        }
        // What one language explains or names, every language does.
        for key in optional.iter().filter(|key| !has(key)) {
            diagnostics.push(missing(checked, language, key, ""));
        }
    }
}

fn optional<'a>(checked: &Checked<'a>) -> BTreeSet<&'a str> {
    let texts = checked.book.texts.values().flat_map(|texts| texts.0.iter());
    let is_free = |key: &str| key.ends_with(".help") || key.ends_with(".caveat") || key.starts_with("topics.");
    let given = texts.filter(|(key, words)| is_free(key) && !words.is_empty());
    given.map(|(key, _)| key.as_str()).collect()
}

fn missing(checked: &Checked<'_>, language: &Language, key: &str, what: &str) -> Diagnostic {
    let place = if what.is_empty() { checked.sources.start_of(&format!("text/{language}.toml")) } else { checked.place(what) };
    Diagnostic::error(lint::MISSING_TRANSLATION, place, said!("`{}` has no words in `{}`", key, language))
        .hint(said!("add it to text/{}.toml", language))
}
