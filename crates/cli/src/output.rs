//! Standard output. A reader that has seen enough (`| head`) ends the program, without a complaint.

use crate::failure::Failure;
use std::{fmt::Display, fs, io::Write, path::Path, process};

/// Prints a text.
pub(crate) fn put(text: impl Display) {
    if write!(std::io::stdout().lock(), "{text}").is_err() {
        process::exit(0);
    }
}

/// Prints a line.
pub(crate) fn line(text: impl Display) {
    put(format_args!("{text}\n"));
}

/// Writes a file aside and moves it into place, so that nobody ever reads half of it.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let written = fs::write(&aside, bytes).and_then(|()| fs::rename(&aside, path));
    written.map_err(|error| Failure::cannot_run(format!("{}: {error}", path.display())))
}
