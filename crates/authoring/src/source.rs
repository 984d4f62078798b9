//! The text of a rulebook folder, in memory, and places in it.

use serde::Serialize;
use std::{collections::BTreeMap, ops::Range};

/// The longest file that is read; a rule file has a few kilobytes.
pub const MAX_SOURCE_BYTES: usize = 1024 * 1024;

/// The files of a rulebook by path, such as `criteria/land.rhai`, with `/` on every system.
#[derive(Clone, Debug, Default)]
pub struct SourceSet {
    folder: String,
    files: BTreeMap<String, String>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, as the person named the folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Where in the file's bytes: start and end.
    #[serde(skip)]
    pub span: (usize, usize),
}

impl SourceSet {
    /// An empty set; `folder` is what diagnostics put before each path.
    pub fn new(folder: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            files: BTreeMap::new(),
        }
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The paths and texts, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files of one folder with this ending, in order of path.
    pub(crate) fn files_in(
        &self,
        folder: &str,
        ending: &str,
    ) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter(move |(path, _)| {
            let name = path
                .strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'));
            name.is_some_and(|name| name.ends_with(ending) && !name.contains('/'))
        })
    }

    /// The text behind a place's file name.
    pub(crate) fn text_of(&self, place: &Place) -> Option<&str> {
        let path = place.file.strip_prefix(&self.folder)?;
        self.text(path.strip_prefix('/').unwrap_or(path))
    }

    fn name(&self, path: &str) -> String {
        if self.folder.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.folder)
        }
    }

    /// The place of a range of bytes.
    pub(crate) fn place(&self, path: &str, span: Range<usize>) -> Place {
        let before = self
            .text(path)
            .and_then(|text| text.get(..span.start))
            .unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            file: self.name(path),
            line: before.matches('\n').count() + 1,
            column: before
                .get(line_start..)
                .map_or(0, |line| line.chars().count())
                + 1,
            span: (span.start, span.end),
        }
    }

    /// The place of the word at a line and column, both from 1; columns count characters.
    pub(crate) fn place_of_word(&self, path: &str, line: usize, column: usize) -> Place {
        let text = self.text(path).unwrap_or_default();
        let line_start: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let rest = text.get(line_start..).unwrap_or_default();
        let offset: usize = rest
            .chars()
            .take(column.saturating_sub(1))
            .map(char::len_utf8)
            .sum();
        let start = (line_start + offset).min(text.len());
        let tail = text.get(start..).unwrap_or_default();
        // A property's position is its dot: the word behind it is meant.
        let dot = usize::from(tail.starts_with('.'));
        let word = tail.get(dot..).unwrap_or_default();
        let length: usize = word
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .map(char::len_utf8)
            .sum();
        let length = if length == 0 {
            word.chars().next().map_or(0, char::len_utf8)
        } else {
            length
        };
        self.place(path, start + dot..start + dot + length)
    }

    /// The beginning of a file.
    pub(crate) fn start_of(&self, path: &str) -> Place {
        self.place(path, 0..0)
    }
}
