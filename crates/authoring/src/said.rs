//! Sentences about rule files, kept apart from what fills them, so that they can be said in another language.

mod vi;

use sangloc_rulebook::fill;
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
                let parts: Vec<String> = parts.iter().map(|part| part.in_language(tag)).collect();
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                fill(known.unwrap_or(words), &parts)
            }
            Self::Text(text) => text.clone(),
        }
    }

    /// Whether these are the words, whatever fills them.
    pub(crate) fn has_words(&self, words: &str) -> bool {
        matches!(self, Self::Words(own, _) if *own == words)
    }
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
