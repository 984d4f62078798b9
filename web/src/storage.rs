//! The device's storage, which may be forbidden, full or missing: what it refuses lasts while the page is open.

use crate::library::Shelf;
use std::{cell::RefCell, collections::BTreeMap};
use web_sys::{Storage, window};

/// The questions left out on the guided way, by name.
pub(crate) const SKIPPED: &str = "sangloc.skipped";
/// The language.
pub(crate) const LANGUAGE: &str = "sangloc.language";

thread_local! {
    /// What the device refused to keep.
    static REFUSED: RefCell<BTreeMap<String, String>> = RefCell::default();
}

fn storage() -> Option<Storage> {
    // Throws where storage is forbidden.
    window()?.local_storage().ok().flatten()
}

/// What is stored under a key.
pub(crate) fn read(key: &str) -> Option<String> {
    let refused = REFUSED.with_borrow(|refused| refused.get(key).cloned());
    refused.or_else(|| storage()?.get_item(key).ok().flatten())
}

/// Stores a text, or removes it; whether the device keeps that.
pub(crate) fn write(key: &str, text: Option<&str>) -> bool {
    let stored = match (storage(), text) {
        (Some(storage), Some(text)) => storage.set_item(key, text).is_ok(),
        (Some(storage), None) => storage.remove_item(key).is_ok(),
        (None, _) => false,
    };
    REFUSED.with_borrow_mut(|refused| match text {
        Some(text) if !stored => refused.insert(key.to_owned(), text.to_owned()),
        _ => refused.remove(key),
    });
    stored
}

/// The device, as projects are kept on it.
pub(crate) struct Device;

impl Shelf for Device {
    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            REFUSED.with_borrow(|refused| refused.keys().cloned().collect());
        if let Some(storage) = storage() {
            let stored =
                (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok()?);
            keys.extend(stored);
        }
        keys.sort();
        keys.dedup();
        keys
    }

    fn read(&self, key: &str) -> Option<String> {
        read(key)
    }

    fn write(&self, key: &str, text: Option<&str>) -> bool {
        write(key, text)
    }
}
