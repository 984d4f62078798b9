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
    static REFUSED: Memory = Memory::default();
}

fn storage() -> Option<Storage> {
    // Throws where storage is forbidden.
    window()?.local_storage().ok().flatten()
}

/// The device.
pub(crate) struct Device;

impl Shelf for Device {
    fn keys(&self) -> Vec<String> {
        let mut keys = REFUSED.with(Shelf::keys);
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
        let refused = REFUSED.with(|refused| refused.read(key));
        refused.or_else(|| storage()?.get_item(key).ok().flatten())
    }

    fn write(&self, key: &str, text: Option<&str>) -> bool {
        let stored = match (storage(), text) {
            (Some(storage), Some(text)) => storage.set_item(key, text).is_ok(),
            (Some(storage), None) => storage.remove_item(key).is_ok(),
            (None, _) => false,
        };
        REFUSED.with(|refused| refused.write(key, text.filter(|_| !stored)));
        stored
    }
}

/// What lasts no longer than the page.
#[derive(Default)]
pub(crate) struct Memory(RefCell<BTreeMap<String, String>>);

impl Shelf for Memory {
    fn keys(&self) -> Vec<String> {
        self.0.borrow().keys().cloned().collect()
    }

    fn read(&self, key: &str) -> Option<String> {
        self.0.borrow().get(key).cloned()
    }

    fn write(&self, key: &str, text: Option<&str>) -> bool {
        match text {
            Some(text) => self.0.borrow_mut().insert(key.to_owned(), text.to_owned()),
            None => self.0.borrow_mut().remove(key),
        };
        true
    }
}
