//! # figure-in-text
//! A text states a quantity, such as `10 %` or `15 years`.
//!
//! Bad: `help = "Trees must cover more than 10 % of the plot."`
//! Good: `help = "Trees must cover more than {min_green_area} of the plot."`
//!
//! Why: the figure in force on the day stands in `parameters.toml`; a copy in a text is forgotten
//! when it changes. `{name}` is replaced by the figure in force, with its unit, in questions, help,
//! titles, remedies, caveats and notes. Numbers that name a law, an article or a year are no
//! quantities.

use crate::{
    Diagnostic,
    check::{Checked, lint},
};
use sangloc_rulebook::{Language, Texts};

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for language in &checked.book.languages {
        let Some(texts) = checked.book.texts.get(language) else { continue };
        let units = unit_words(texts);
        for (key, words) in texts.0.iter().filter(|(key, _)| !key.starts_with("units.")) {
            for quantity in quantities(words, &units) {
                let message = said!("`{}` states the quantity `{}`", key, quantity);
                let diagnostic = Diagnostic::error(lint::FIGURE_IN_TEXT, place(checked, language, key), message);
                diagnostics.push(diagnostic.hint(said!("write `{name}` of the parameter, or say it without the figure")));
            }
            for name in unknown_placeholders(checked, key, words) {
                let message = said!("`{}` has a placeholder `{}` that nothing fills", key, format!("{{{name}}}"));
                let diagnostic = Diagnostic::error(lint::FIGURE_IN_TEXT, place(checked, language, key), message);
                let known = checked.book.parameters.iter().map(|parameter| parameter.id.as_str());
                diagnostics.push(diagnostic.hint_nearest(name, known));
            }
        }
    }
}

/// Where the words are written: in the file of the language, or in the rule file of the criterion.
pub(super) fn place(checked: &Checked<'_>, language: &Language, key: &str) -> crate::Place {
    let written = checked.places.get(&format!("text {language} {key}"));
    let criterion = || {
        let id = key.strip_prefix("criteria.")?.split('.').next()?;
        checked.places.get(&format!("criterion {id}"))
    };
    let known = written.or_else(criterion).cloned();
    known.unwrap_or_else(|| checked.sources.start_of(&format!("text/{language}.toml")))
}

/// The names between braces, in order.
pub(super) fn placeholders(words: &str) -> impl Iterator<Item = &str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn unknown_placeholders<'a>(checked: &'a Checked<'_>, key: &'a str, words: &'a str) -> impl Iterator<Item = &'a str> {
    let filled = ["criteria.", "notes.", "facts."].iter().any(|part| key.starts_with(part));
    placeholders(words).filter(move |name| !filled || !checked.names.parameters.contains_key(*name))
}

/// How units are written in a language: a number before one of them is a quantity.
fn unit_words(texts: &Texts) -> Vec<&str> {
    let units = texts.0.iter().filter(|(key, _)| key.starts_with("units."));
    let words = units.map(|(_, word)| word.trim()).filter(|word| !word.is_empty());
    words.chain(["%"]).collect()
}

/// Numbers above 0 that stand alone before the word of a unit.
fn quantities(words: &str, units: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some((text, begun)) = rest.find(|letter: char| letter.is_ascii_digit()).and_then(|at| rest.split_at_checked(at)) {
        let end = begun.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','));
        let digits = end.and_then(|end| begun.get(..end)).unwrap_or(begun);
        let number = digits.trim_end_matches(['.', ',']);
        rest = begun.get(number.len()..).unwrap_or_default();
        let before = text.chars().next_back().unwrap_or(' ');
        let stands_alone = !before.is_alphanumeric() && !matches!(before, '/' | ':' | '-' | '.' | ',');
        if stands_alone && number != "0" && !is_year(number) {
            let after = rest.trim_start_matches([' ', '\u{a0}']);
            let unit = units.iter().find(|unit| starts_with_word(after, unit));
            found.extend(unit.map(|unit| format!("{number} {unit}")));
        }
    }
    found
}

/// Some languages write a year as a number and the word for years.
fn is_year(number: &str) -> bool {
    number.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| word == "%" || !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_told_from_names() {
        let units = ["năm", "%", "ha"];
        assert_eq!(quantities("tối đa 15 năm, trên 10%", &units), ["15 năm", "10 %"]);
        for words in ["Điều 6 Luật", "năm 2026", "2026 năm", "QCVN 40:2025/BTNMT", "18/2019/QĐ-TTg", "nhập 0 ha", "3 nhóm", "5 haha"] {
            assert!(quantities(words, &units).is_empty(), "{words}");
        }
    }
}
