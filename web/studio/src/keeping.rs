//! The draft on this device: what was opened, and what became of it, apart, because only that changes.

use crate::glue;
use sangloc_studio::{Change, Draft, Files};
use serde::{Deserialize, Serialize};
use std::{cell::RefCell, rc::Rc};

const OPENED: &str = "opened";
const CHANGE: &str = "change";
const LANGUAGE: &str = "language";

/// What was opened.
#[derive(Serialize, Deserialize)]
struct Opened {
    name: String,
    files: Rc<Files>,
}

thread_local! {
    /// What the device holds as opened.
    static HELD: RefCell<Option<Rc<Files>>> = RefCell::default();
}

/// A draft kept earlier, and the name of what it was made from.
pub(crate) async fn resumed() -> Option<(String, Draft)> {
    let opened: Opened = serde_json::from_str(&glue::kept(OPENED).await?).ok()?;
    let change = glue::kept(CHANGE).await;
    let change: Change =
        change.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let draft = Draft::resumed((*opened.files).clone(), change);
    HELD.set(Some(Rc::clone(draft.opened())));
    Some((opened.name, draft))
}

/// Keeps a draft; whether the device took it.
pub(crate) async fn keep(name: &str, draft: &Draft) -> bool {
    let opened = draft.opened();
    let held = HELD.with_borrow(|held| held.as_ref().is_some_and(|held| Rc::ptr_eq(held, opened)));
    if !held {
        let kept = Opened { name: name.to_owned(), files: Rc::clone(opened) };
        let text = serde_json::to_string(&kept).unwrap_or_default();
        // What became of another draft is none of this one's.
        glue::keep(CHANGE, None).await;
        if !glue::keep(OPENED, Some(&text)).await {
            return false;
        }
        HELD.set(Some(Rc::clone(opened)));
    }
    let change = serde_json::to_string(&draft.change()).unwrap_or_default();
    glue::keep(CHANGE, Some(&change)).await
}

/// Forgets the draft.
pub(crate) async fn forget() {
    HELD.set(None);
    glue::keep(CHANGE, None).await;
    glue::keep(OPENED, None).await;
}

/// The language chosen earlier, by its tag.
pub(crate) async fn language() -> Option<String> {
    glue::kept(LANGUAGE).await
}

/// Keeps the language.
pub(crate) async fn keep_language(tag: &str) {
    glue::keep(LANGUAGE, Some(tag)).await;
}
