//! Why a command could not do its work, and the exit code that says so.

use std::{fmt::Display, process::ExitCode};

/// The machine failed: a file is missing, an option is wrong.
pub(crate) const CANNOT_RUN: u8 = 1;
/// The rulebook or the profile is wrong.
pub(crate) const INVALID: u8 = 5;

/// A message for people and an exit code for scripts.
pub(crate) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// The machine failed.
    pub(crate) fn cannot_run(message: impl Display) -> Self {
        Self { code: CANNOT_RUN, message: message.to_string() }
    }

    /// The rulebook or the profile is wrong.
    pub(crate) fn invalid(message: impl Display) -> Self {
        Self { code: INVALID, message: message.to_string() }
    }

    pub(crate) fn report(self) -> ExitCode {
        if !self.message.is_empty() {
            eprintln!("error: {}", self.message);
        }
        ExitCode::from(self.code)
    }
}

/// What every command gives back.
pub(crate) type Outcome = Result<ExitCode, Failure>;
