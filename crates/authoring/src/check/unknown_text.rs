//! # unknown-text
//! Words for something that does not exist: a misspelt key, or a criterion that is gone.

use crate::{Diagnostic, check::{Checked, lint, required_texts}};

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let required = required_texts(checked);
    for language in &checked.book.languages {
        let Some(texts) = checked.book.texts.get(language) else { continue };
        for key in texts.0.keys().filter(|key| !is_known(checked, &required, key)) {
            let place = checked.place(&format!("text {language} {key}"));
            let diagnostic = Diagnostic::warning(lint::UNKNOWN_TEXT, place, said!("nothing is called `{}`", key));
            diagnostics.push(diagnostic.hint_nearest(key, required.keys().map(String::as_str)));
        }
    }
}

fn is_known(checked: &Checked<'_>, required: &std::collections::BTreeMap<String, String>, key: &str) -> bool {
    if required.contains_key(key) {
        return true;
    }
    match key.split_once('.') {
        // Units of answers in another unit, and columns for people, may have words too.
        Some(("units" | "columns", _)) => true,
        // Files of criteria and of cases: what they are about, for people.
        Some(("topics", topic)) => {
            let named = checked.book.criteria.iter().map(|criterion| criterion.topic.as_str());
            let noted = checked.book.notes.iter().map(|note| note.topic.as_str());
            named.chain(noted).any(|known| known == topic)
                || checked.cases.iter().any(|case| case.place.file.ends_with(&format!("/{topic}.toml")))
        }
        Some(("facts", rest)) => rest.strip_suffix(".help").is_some_and(|id| checked.book.fact_named(id).is_some()),
        Some(("criteria", rest)) => rest
            .strip_suffix(".caveat")
            .is_some_and(|id| checked.book.criteria.iter().any(|criterion| criterion.id.as_str() == id)),
        _ => false,
    }
}
