//! The text of a rulebook folder, in memory, and places in it.

use serde::Serialize;
use std::{collections::BTreeMap, ops::Range};

/// The longest file that is read; a rule file has a few kilobytes.
pub const MAX_SOURCE_BYTES: usize = 1024 * 1024;

/// The longest rule file that is run: the engine looks each name up among all before it.
pub const MAX_RULE_BYTES: usize = 64 * 1024;

/// The folders of a rulebook, and the endings of the files in them.
pub const FOLDERS: &[(&str, &[&str])] =
    &[("", &["toml", "csv"]), ("criteria", &["rhai"]), ("text", &["toml"]), ("cases", &["toml"])];

/// The files of a rulebook by path, such as `criteria/land.rhai`, with `/` on every system.
#[derive(Clone, Debug, Default)]
pub struct SourceSet {
    folder: String,
    files: BTreeMap<String, File>,
}

/// A text, and where its lines begin: places are asked for by the thousand.
#[derive(Clone, Debug, Default)]
struct File {
    text: String,
    lines: Vec<usize>,
}

/// A place in a file; by default nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
        Self { folder: folder.into(), files: BTreeMap::new() }
    }

    /// Adds a file, or replaces it. A byte order mark, which some editors write, is left out.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        self.files.insert(path.into(), File { text, lines });
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| file.text.as_str())
    }

    /// The paths and texts, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file.text.as_str()))
    }

    /// The files as one JSON text, `{"path": "text"}`, as the studio reads the published rules.
    pub fn to_json(&self) -> String {
        let all: BTreeMap<&str, &str> = self.iter().collect();
        // A map of texts can always be written.
        serde_json::to_string(&all).unwrap_or_default()
    }

    /// The files of one folder with this ending, in order of path.
    pub(crate) fn files_in(
        &self,
        folder: &str,
        ending: &str,
    ) -> impl Iterator<Item = (&str, &str)> {
        self.iter().filter(move |(path, _)| {
            let name = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            name.is_some_and(|name| name.ends_with(ending) && !name.contains('/'))
        })
    }

    /// The text behind a place's file name.
    pub(crate) fn text_of(&self, place: &Place) -> Option<&str> {
        self.text(self.path_of(place)?)
    }

    /// The line that a place is in.
    pub(crate) fn line_of(&self, place: &Place) -> Option<&str> {
        let file = self.files.get(self.path_of(place)?)?;
        let start = *file.lines.get(place.line.saturating_sub(1))?;
        file.text.get(start..)?.lines().next()
    }

    fn path_of<'a>(&self, place: &'a Place) -> Option<&'a str> {
        let path = place.file.strip_prefix(&self.folder)?;
        Some(path.strip_prefix('/').unwrap_or(path))
    }

    fn name(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { [&self.folder, "/", path].concat() }
    }

    /// The place of a range of bytes.
    pub(crate) fn place(&self, path: &str, span: Range<usize>) -> Place {
        self.place_in(path, self.files.get(path), span)
    }

    /// The same where the file is at hand.
    fn place_in(&self, path: &str, file: Option<&File>, span: Range<usize>) -> Place {
        let (mut line, mut column) = (1, 1);
        if let Some(file) = file {
            line = file.lines.partition_point(|start| *start <= span.start);
            let line_start = file.lines.get(line.saturating_sub(1)).copied();
            let before = file.text.get(line_start.unwrap_or(0)..span.start);
            column += before.map_or(0, |before| before.chars().count());
        }
        Place { file: self.name(path), line, column, span: (span.start, span.end) }
    }

    /// The place of the word at a line and column, both from 1; columns count characters.
    pub(crate) fn place_of_word(&self, path: &str, line: usize, column: usize) -> Place {
        let file = self.files.get(path);
        let text = file.map_or("", |file| file.text.as_str());
        let line_start = file.and_then(|file| file.lines.get(line.saturating_sub(1)));
        let line_start = line_start.copied().unwrap_or(text.len());
        let rest = text.get(line_start..).unwrap_or_default();
        let offset: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
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
        let length =
            if length == 0 { word.chars().next().map_or(0, char::len_utf8) } else { length };
        self.place_in(path, file, start + dot..start + dot + length)
    }

    /// The beginning of a file.
    pub(crate) fn start_of(&self, path: &str) -> Place {
        self.place(path, 0..0)
    }
}
