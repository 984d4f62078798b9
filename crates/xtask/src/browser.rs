//! Chromium for the page tests.

use std::path::PathBuf;

use crate::process::find;
use crate::{Outcome, apt};

/// The variable that names the browser, for the tests and for whoever wants another one.
pub(crate) const VARIABLE: &str = "SANGLOC_CHROMIUM";

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Finds Chromium, or installs it with apt.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    if let Some(path) = std::env::var_os(VARIABLE) {
        return Ok(PathBuf::from(path));
    }
    if let Some(path) = installed() {
        return Ok(path);
    }
    let hint = |error| {
        format!(
            "{error}\n  hint: install Chromium or Chrome, or name one in {VARIABLE}, or use --no-browser"
        )
    };
    apt::install(&["chromium"], "the page tests need Chromium").map_err(hint)?;
    installed().ok_or_else(|| hint("Chromium was installed but is not on PATH".to_owned()))
}

fn installed() -> Option<PathBuf> {
    NAMES
        .iter()
        .find_map(|name| find(name))
        .or_else(|| Some(PathBuf::from(MAC)).filter(|path| path.is_file()))
}
