//! A problem in a rule file, and how it is shown.

use crate::{Place, Said, SourceSet};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// There is no rulebook.
    Error,
    /// There is a rulebook, but something in it wants a look.
    Warning,
}

/// A problem in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The lint that found it, such as `unknown-fact`.
    pub lint: &'static str,
    /// What is wrong: lower case, no full stop, the user's words in backticks.
    pub message: Said,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Said>,
    /// The line itself.
    pub excerpt: String,
}

impl Diagnostic {
    pub(crate) fn error(lint: &'static str, place: Place, message: Said) -> Self {
        let excerpt = String::new();
        Self { severity: Severity::Error, lint, message, place, hint: None, excerpt }
    }

    pub(crate) fn warning(lint: &'static str, place: Place, message: Said) -> Self {
        Self { severity: Severity::Warning, ..Self::error(lint, place, message) }
    }

    pub(crate) fn hint(mut self, hint: Said) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds "did you mean" when a known name is near.
    pub(crate) fn hint_nearest<'a>(
        self,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        match nearest(name, known) {
            Some(other) => self.hint(said!("did you mean `{}`?", other)),
            None => self,
        }
    }

    /// Copies the line it is about, so that the diagnostic can be shown without the file.
    pub(crate) fn with_excerpt(mut self, sources: &SourceSet) -> Self {
        let line = sources.line_of(&self.place).unwrap_or_default();
        self.excerpt = line.chars().take(200).collect();
        self
    }

    /// The diagnostic as text for a terminal, with the place in its line; `color` for ANSI colours. In the language
    /// of this tag; in English where nothing is known in it.
    pub fn render(&self, sources: &SourceSet, tag: &str, color: bool) -> String {
        let [error, warning, help] = match tag {
            "vi" => ["lỗi", "cảnh báo", "gợi ý"],
            _ => ["error", "warning", "help"],
        };
        let level = match self.severity {
            Severity::Error => Level::ERROR.with_name(error),
            Severity::Warning => Level::WARNING.with_name(warning),
        };
        let source = sources.text_of(&self.place).unwrap_or_default();
        let (start, end) = self.place.span;
        let end = end.min(source.len());
        let span = start.min(end)..end;
        let snippet = Snippet::source(source)
            .path(self.place.file.as_str())
            .annotation(AnnotationKind::Primary.span(span));
        let message = self.message.in_language(tag);
        let hint = self.hint.as_ref().map(|hint| hint.in_language(tag));
        let mut group = level.primary_title(message).id(self.lint).element(snippet);
        if let Some(hint) = hint {
            group = group.element(Level::HELP.with_name(help).message(hint));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// The nearest of the known names, when one is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let scored =
        known.into_iter().map(|other| (strsim::normalized_damerau_levenshtein(name, other), other));
    let best = scored.filter(|(score, _)| *score > 0.6).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, other)| other.to_owned())
}
