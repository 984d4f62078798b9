//! Mistakes in rule files as data: small changes to a sound rulebook, and the diagnostics they get.
//!
//! One file a lint in `tests/diagnostics/`, read as Markdown. `# title` begins an example. Its
//! changes are fenced blocks after a line ``In `file` `` (kinds: `find` followed by `replace`,
//! `append`, `whole`, `remove`); the block `diagnostics` is what must come out. `UPDATE=1` rewrites
//! that block. Pages of profiles (`tests/profiles-bad/`) have a block `json` and a block `errors`,
//! pages of rules that cannot do what they are for (`tests/analysis/`) a block `faults`.

use crate::fixture::path;
use sangloc_authoring::{Diagnostic, Severity, SourceSet};
use std::{fs, path::PathBuf};

/// A file of examples.
pub struct Page {
    /// The name without its ending: a lint, or a topic.
    pub name: String,
    /// The lines as they are.
    lines: Vec<String>,
    /// The examples, in order.
    pub examples: Vec<Example>,
}

/// A change to the rulebook, and what must come of it.
#[derive(Default)]
pub struct Example {
    /// What it shows.
    pub title: String,
    changes: Vec<Change>,
    /// What must come out.
    pub expected: String,
    /// The lines of `expected` in the file.
    place: (usize, usize),
}

struct Change {
    file: String,
    kind: String,
    text: String,
    with: String,
}

/// The pages of a folder beneath the workspace, in order of name.
pub fn pages(folder: &str) -> Vec<Page> {
    let entries = fs::read_dir(path(folder)).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    files.sort();
    let read = |file: &PathBuf| {
        let name = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        Page::parse(&name, &fs::read_to_string(file).expect("it is text"))
    };
    files.iter().map(read).collect()
}

impl Page {
    /// Reads a page.
    pub fn parse(name: &str, text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let (mut examples, mut file) = (Vec::<Example>::new(), String::new());
        let mut number = 0;
        while number < lines.len() {
            let line = &lines[number];
            number += 1;
            if let Some(title) = line.strip_prefix("# ") {
                let title = title.to_owned();
                examples.push(Example { title, ..Example::default() });
            } else if let Some(named) = line.strip_prefix("In `") {
                file = named.trim_end_matches(['`', ':']).to_owned();
            } else if let Some(kind) = line.strip_prefix("```") {
                let length = lines[number..].iter().take_while(|line| *line != "```").count();
                let body = lines[number..number + length].join("\n");
                let example = examples.last_mut().expect("a block before the first `# title`");
                match kind {
                    "diagnostics" | "errors" | "faults" => {
                        example.expected = body;
                        example.place = (number, number + length);
                    }
                    "replace" => {
                        example.changes.last_mut().expect("`replace` follows `find`").with = body
                    }
                    kind => example.changes.push(Change {
                        file: file.clone(),
                        kind: kind.to_owned(),
                        text: body,
                        with: String::new(),
                    }),
                }
                number += length + 1;
            }
        }
        Self { name: name.to_owned(), lines, examples }
    }

    /// The page with other results under its examples.
    pub fn with_diagnostics(&self, found: &[String]) -> String {
        let mut lines = self.lines.clone();
        for (example, found) in self.examples.iter().zip(found).rev() {
            let (from, to) = example.place;
            assert!(from > 0, "{}: `{}` has no block of results", self.name, example.title);
            lines.splice(from..to, found.lines().map(str::to_owned));
        }
        lines.join("\n") + "\n"
    }
}

impl Example {
    /// The text of the first block: what is read, where an example is no change to a rulebook.
    pub fn input(&self) -> &str {
        self.changes.first().map_or("", |change| change.text.as_str())
    }

    /// The rulebook with the changes made.
    pub fn apply(&self, base: &SourceSet) -> SourceSet {
        let mut sources = SourceSet::new("");
        let removed = |path: &str| {
            self.changes.iter().any(|change| change.kind == "remove" && change.file == path)
        };
        for (path, text) in base.iter().filter(|(path, _)| !removed(path)) {
            sources.insert(path, text);
        }
        for change in self.changes.iter().filter(|change| change.kind != "remove") {
            let old = sources.text(&change.file).unwrap_or_default().to_owned();
            let new = match change.kind.as_str() {
                "whole" => format!("{}\n", change.text),
                "append" => format!("{old}\n{}\n", change.text),
                "find" => {
                    let times = old.matches(&change.text).count();
                    assert_eq!(
                        times, 1,
                        "{}: `{}` stands {times} times in {}",
                        self.title, change.text, change.file
                    );
                    old.replacen(&change.text, &change.with, 1)
                }
                other => panic!("{}: there is no block `{other}`", self.title),
            };
            sources.insert(change.file.clone(), new);
        }
        sources
    }
}

/// Diagnostics as they stand in the corpus: one a line, the hint below it.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().flat_map(|found| {
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let place = format!("{}:{}:{}", found.place.file, found.place.line, found.place.column);
        let first = format!("{severity}[{}] {place}: {}", found.lint, found.message);
        std::iter::once(first).chain(found.hint.iter().map(|hint| format!("  hint: {hint}")))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Two texts line by line, as `-` expected and `+` found; empty when they are the same.
pub fn difference(expected: &str, found: &str) -> String {
    if expected == found {
        return String::new();
    }
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let missing = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let extra = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    let lines: Vec<String> = missing.chain(extra).collect();
    if lines.is_empty() { "  the same lines in another order".to_owned() } else { lines.join("\n") }
}
