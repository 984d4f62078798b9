//! Sentences about rule files, kept apart from what fills them, so that they can be said in another language.

mod vi;

use serde::{Serialize, Serializer};
use std::fmt::{self, Display, Formatter};

/// A sentence, or a part of one. Shown and serialized in English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// Our words in English, with `{}` for each part.
    Words(&'static str, Vec<Said>),
    /// What is the same in every language: a name, a number, the message of a library.
    Text(String),
}

/// `said!("there is no figure `{}`", name)`: like `format!`, but every `{}` stands for an argument.
#[macro_export]
macro_rules! said {
    ($words:literal $(, $part:expr)* $(,)?) => {
        $crate::Said::Words($words, vec![$($crate::Said::Text($part.to_string())),*])
    };
}

impl Said {
    /// The sentence in the language of this tag; in English where nothing is known in it.
    pub fn in_language(&self, tag: &str) -> String {
        match self {
            Self::Words(words, parts) => {
                let known = (tag == "vi").then(|| vi::of(words)).flatten();
                fill(known.unwrap_or(words), parts.iter().map(|part| part.in_language(tag)))
            }
            Self::Text(text) => text.clone(),
        }
    }

    /// Whether these are the words, whatever fills them.
    pub(crate) fn has_words(&self, words: &str) -> bool {
        matches!(self, Self::Words(own, _) if *own == words)
    }
}

/// Puts the parts where `{}` stands, in order.
fn fill(words: &str, mut parts: impl Iterator<Item = String>) -> String {
    let mut pieces = words.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        filled += &parts.next().unwrap_or_default();
        filled += piece;
    }
    filled
}

impl Display for Said {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.in_language("en"))
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::vi;
    use std::{fs, path::Path};

    /// The words of every sentence in the sources, which only `said!` and `Words` can make.
    fn sentences(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("it is a folder") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                sentences(&path, found);
                continue;
            }
            if path.ends_with("said.rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("it is text");
            for opening in ["said!(", "Words("] {
                let begun = text.split(opening).skip(1).map(str::trim_start);
                let words = begun.filter_map(|rest| rest.strip_prefix('"')).map(literal);
                found.extend(words);
            }
        }
    }

    fn literal(rest: &str) -> String {
        let mut words = String::new();
        let mut letters = rest.chars();
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            words.push(if letter == '\\' { letters.next().unwrap_or(letter) } else { letter });
        }
        words
    }

    #[test]
    fn every_sentence_is_known_in_vietnamese_with_all_its_parts() {
        let mut found = Vec::new();
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder of crates");
        for own in ["authoring/src", "workshop/src"] {
            sentences(&crates.join(own), &mut found);
        }
        assert!(found.len() > 150, "{}", found.len());
        for words in found {
            let known = vi::of(&words).unwrap_or_else(|| panic!("not in said/vi.rs: {words}"));
            assert_eq!(known.matches("{}").count(), words.matches("{}").count(), "{words}");
        }
    }
}
