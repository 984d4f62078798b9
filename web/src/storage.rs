//! The device's storage, which may be forbidden, full or missing.

use web_sys::{Storage, window};

/// The answers.
pub(crate) const ANSWERS: &str = "sangloc.answers";
/// The questions left out on the guided way, by name.
pub(crate) const SKIPPED: &str = "sangloc.skipped";
/// The language.
pub(crate) const LANGUAGE: &str = "sangloc.language";

fn storage() -> Option<Storage> {
    // Throws where storage is forbidden.
    window()?.local_storage().ok().flatten()
}

/// What is stored under a key.
pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Stores a text, or removes it; whether that worked.
pub(crate) fn write(key: &str, text: Option<&str>) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    match text {
        Some(text) => storage.set_item(key, text).is_ok(),
        None => storage.remove_item(key).is_ok(),
    }
}
