//! Readers of foreign formats that stop in the middle on some damaged files.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    /// Whether a panic is told to nobody: it is caught, and becomes an error.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What was read; `None` when the reader panicked: the file is damaged.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !QUIET.get() {
                told(what);
            }
        }));
    });
    QUIET.set(true);
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    QUIET.set(false);
    read.ok()
}
