//! Standard output. A reader that has seen enough (`| head`) ends the program, without a complaint.

use std::{fmt::Display, io::Write, process};

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
