//! # unknown-text
//! Words for something that does not exist: a misspelt key, or a criterion that is gone.

use crate::{Diagnostic, check::{Checked, RequiredTexts, lint}};
use std::collections::BTreeSet;

pub(crate) fn check(checked: &Checked<'_>, required: &RequiredTexts, diagnostics: &mut Vec<Diagnostic>) {
    let optional = optional_texts(checked);
    // Units of answers in another unit, and columns for people, may have words too.
    let is_free = |key: &str| key.starts_with("units.") || key.starts_with("columns.");
    let is_known = |key: &str| required.contains_key(key) || optional.contains(key) || is_free(key);
    for language in &checked.book.languages {
        let Some(texts) = checked.book.texts.get(language) else { continue };
        for key in texts.0.keys().filter(|key| !is_known(key)) {
            let place = checked.place(&format!("text {language} {key}"));
            let diagnostic = Diagnostic::warning(lint::UNKNOWN_TEXT, place, said!("nothing is called `{}`", key));
            diagnostics.push(diagnostic.hint_nearest(key, required.keys().map(String::as_str)));
        }
    }
}

/// The keys of words that a rulebook may have.
fn optional_texts(checked: &Checked<'_>) -> BTreeSet<String> {
    let book = checked.book;
    let judged = book.criteria.iter().map(|criterion| criterion.topic.as_str());
    let noted = book.notes.iter().map(|note| note.topic.as_str());
    let shown = checked.cases.iter().filter_map(|case| case.place.file.rsplit('/').next()?.strip_suffix(".toml"));
    // Files of criteria and of cases: what they are about, for people.
    let topics: BTreeSet<&str> = judged.chain(noted).chain(shown).collect();
    let topics = topics.into_iter().map(|topic| format!("topics.{topic}"));
    let help = book.facts.iter().map(|fact| format!("facts.{}.help", fact.id));
    let caveats = book.criteria.iter().map(|criterion| format!("criteria.{}.caveat", criterion.id));
    topics.chain(help).chain(caveats).collect()
}
