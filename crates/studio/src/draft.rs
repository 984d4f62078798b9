//! The draft: the files as opened, as they are now, and the steps between, for undoing.

use crate::files::Files;
use std::{collections::BTreeMap, rc::Rc};

/// What became of the files since they were opened: another text, or `None` where one is gone.
pub type Change = BTreeMap<String, Option<Rc<str>>>;

/// The most steps that can be undone; older ones are forgotten.
const MAX_STEPS: usize = 500;

/// A draft of a rulebook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    opened: Rc<Files>,
    files: Files,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the next change of the same file is a step of its own.
    settled: bool,
}

/// One file before and after a change; `None`: it is not there.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    path: String,
    before: Option<Rc<str>>,
    after: Option<Rc<str>>,
}

impl Draft {
    /// A draft of these files, with nothing changed.
    pub fn new(opened: Files) -> Self {
        Self { files: opened.clone(), opened: Rc::new(opened), ..Self::default() }
    }

    /// A draft kept earlier: the files as opened, and what became of them. What could be undone then
    /// is forgotten.
    pub fn resumed(opened: Files, change: Change) -> Self {
        let mut draft = Self::new(opened);
        apply(&mut draft.files, &change);
        draft
    }

    /// The files as opened.
    pub fn opened(&self) -> &Rc<Files> {
        &self.opened
    }

    /// The files as they are.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&Rc<str>> {
        self.files.get(path)
    }

    /// Gives a file another text. Changes of one file that follow each other are one step, until the
    /// draft is settled.
    pub fn write(&mut self, path: &str, text: &str) {
        let before = self.files.get(path).cloned();
        if before.as_deref() == Some(text) {
            return;
        }
        let after: Rc<str> = text.into();
        self.files.insert(path.to_owned(), Rc::clone(&after));
        self.undone.clear();
        match self.done.last_mut().filter(|step| step.path == path && !self.settled) {
            Some(step) => step.after = Some(after),
            None => {
                self.done.push(Step { path: path.to_owned(), before, after: Some(after) });
                let extra = self.done.len().saturating_sub(MAX_STEPS);
                self.done.drain(..extra);
            }
        }
        self.settled = false;
    }

    /// Makes the next change a step of its own: a person has paused, or went elsewhere.
    pub fn settle(&mut self) {
        self.settled = true;
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step back; the file that it changed, if there was a step.
    pub fn undo(&mut self) -> Option<String> {
        let step = self.done.pop()?;
        self.put(&step.path, step.before.clone());
        let path = step.path.clone();
        self.undone.push(step);
        Some(path)
    }

    /// Does the step again that was undone last; the file that it changed, if there was one.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.undone.pop()?;
        self.put(&step.path, step.after.clone());
        let path = step.path.clone();
        self.done.push(step);
        Some(path)
    }

    fn put(&mut self, path: &str, text: Option<Rc<str>>) {
        put(&mut self.files, path, text);
        self.settled = true;
    }

    /// The files that are not as they were opened.
    pub fn change(&self) -> Change {
        let now = self.files.iter().filter(|(path, text)| self.opened.get(*path) != Some(text));
        let gone = self.opened.keys().filter(|path| !self.files.contains_key(*path));
        now.map(|(path, text)| (path.clone(), Some(Rc::clone(text))))
            .chain(gone.map(|path| (path.clone(), None)))
            .collect()
    }
}

/// Makes of files as opened what became of them.
pub(crate) fn apply(files: &mut Files, change: &Change) {
    for (path, text) in change {
        put(files, path, text.clone());
    }
}

/// Gives a file its text; `None`: the file goes.
fn put(files: &mut Files, path: &str, text: Option<Rc<str>>) {
    match text {
        Some(text) => files.insert(path.to_owned(), text),
        None => files.remove(path),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let files = [("a.toml", "one"), ("b.toml", "two")];
        Draft::new(files.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect())
    }

    fn text<'a>(draft: &'a Draft, path: &str) -> &'a str {
        draft.text(path).map_or("", |text| text)
    }

    #[test]
    fn typing_is_one_step_until_a_pause() {
        let mut draft = draft();
        draft.write("a.toml", "o");
        draft.write("a.toml", "on!");
        draft.settle();
        draft.write("a.toml", "on!!");
        assert_eq!(draft.undo().as_deref(), Some("a.toml"));
        assert_eq!(text(&draft, "a.toml"), "on!");
        draft.undo();
        assert_eq!(text(&draft, "a.toml"), "one");
        assert!(draft.change().is_empty() && !draft.can_undo());
        draft.redo();
        draft.redo();
        assert_eq!(text(&draft, "a.toml"), "on!!");
        assert!(!draft.can_redo());
    }

    #[test]
    fn steps_of_two_files_are_apart_and_a_new_step_forgets_the_undone() {
        let mut draft = draft();
        draft.write("a.toml", "1");
        draft.write("b.toml", "2");
        draft.write("c.toml", "3");
        draft.undo();
        assert!(draft.text("c.toml").is_none());
        draft.undo();
        assert_eq!(text(&draft, "b.toml"), "two");
        draft.write("b.toml", "other");
        assert!(!draft.can_redo());
    }

    #[test]
    fn what_changed_is_enough_to_resume() {
        let mut first = draft();
        first.write("a.toml", "new");
        first.write("c.toml", "more");
        let again = Draft::resumed((**first.opened()).clone(), first.change());
        assert_eq!(again.files(), first.files());
        assert_eq!(again.change(), first.change());
        assert_eq!(first.change().keys().collect::<Vec<_>>(), ["a.toml", "c.toml"]);
    }

    #[test]
    fn the_same_text_is_no_change() {
        let mut draft = draft();
        draft.write("a.toml", "one");
        assert!(!draft.can_undo());
    }
}
