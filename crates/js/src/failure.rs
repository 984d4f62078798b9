//! What is wrong with what was given, as a JavaScript error: `name`, `message`, `code`, `path` and `problems`.

use js_sys::{Error, Reflect};
use sangloc_rulebook::{FileError, SignatureError};
use sangloc_screening::{Problem, ProfileError, RecordError};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The most problems that are named.
const NAMED: usize = 100;

/// What is wrong, in a word that does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub(crate) enum ErrorCode {
    /// Neither `Uint8Array` nor `ArrayBuffer`.
    NotBytes,
    /// More than is read.
    TooLarge,
    /// The bytes are those of something else.
    NotARulebook,
    /// A later program wrote the rulebook file, or another version of this one the record.
    OtherFormat,
    /// Cut off, or changed after it was written.
    Damaged,
    /// A signature is required, and none was given; or one was given, and no key.
    NoSignature,
    /// The text is no public key.
    NotAKey,
    /// The text is no signature.
    NotASignature,
    /// Another key signed it, or other bytes.
    SignatureDoesNotFit,
    /// An option that is not known, or of another type.
    InvalidOptions,
    /// A language that the rulebook has no words in.
    UnknownLanguage,
    /// Not a day of the calendar.
    InvalidDate,
    /// The rulebook does not ask this.
    UnknownFact,
    /// Another kind of value than is taken here.
    WrongType,
    /// Not a member of the fact's list or table.
    UnknownChoice,
    /// Not a unit of this kind of quantity.
    WrongUnit,
    /// Outside the range that the fact allows.
    OutOfRange,
    /// Longer than texts may be.
    TooLong,
    /// No record of a decision.
    NotARecord,
    /// The record was decided by other rules.
    OtherRulebook,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(ts_rs::TS))]
pub(crate) struct ScreeningProblem {
    /// What is wrong.
    code: ErrorCode,
    /// Where, such as `profile.project.land_area`.
    path: String,
    /// The same in a sentence, with what to do.
    message: String,
}

/// Why nothing came of a call: the first problem, and those after it.
#[derive(Debug)]
pub(crate) struct Failure {
    first: ScreeningProblem,
    others: Vec<ScreeningProblem>,
}

impl Failure {
    /// `problem` goes on after the path: `is not a day`.
    pub(crate) fn new(code: ErrorCode, path: &str, problem: &str) -> Self {
        Self { first: ScreeningProblem::new(code, path, problem), others: Vec::new() }
    }

    pub(crate) fn not_bytes() -> Self {
        let problem = "must be the bytes of a rulebook file, as Uint8Array or ArrayBuffer";
        Self::new(ErrorCode::NotBytes, "bytes", problem)
    }

    pub(crate) fn no_signature() -> Self {
        let problem = "is missing: a signature is required; give the text of the .minisig file of the rulebook";
        Self::new(ErrorCode::NoSignature, "options.signature", problem)
    }

    pub(crate) fn no_key() -> Self {
        let problem =
            "is missing: a signature proves nothing without the public key that must have made it";
        Self::new(ErrorCode::NoSignature, "options.requireSignature", problem)
    }

    /// Every entry of a profile that does not fit; there is at least one.
    pub(crate) fn profile(errors: &[ProfileError]) -> Self {
        Self::fields("profile", errors)
    }

    fn fields(above: &str, errors: &[ProfileError]) -> Self {
        let mut problems = errors.iter().take(NAMED).map(|error| {
            let path = match error.key.as_str() {
                "profile" => above.to_owned(),
                key => format!("{above}.{key}"),
            };
            let (code, todo) = advice(&error.problem);
            ScreeningProblem::new(code, &path, &format!("{}{todo}", error.problem))
        });
        let first = problems.next().unwrap_or_else(|| {
            ScreeningProblem::new(ErrorCode::WrongType, above, "does not fit the rulebook")
        });
        Self { first, others: problems.collect() }
    }
}

impl ScreeningProblem {
    fn new(code: ErrorCode, path: &str, problem: &str) -> Self {
        Self { code, path: path.to_owned(), message: format!("`{path}`: {problem}") }
    }
}

/// The code of what is wrong with an answer, and what to do where its sentence does not say so.
fn advice(problem: &Problem) -> (ErrorCode, &'static str) {
    match problem {
        Problem::UnknownKey { nearest: None } => {
            (ErrorCode::UnknownFact, "; leave it out, or name a fact that `facts()` lists")
        }
        Problem::UnknownChoice { nearest: None, .. } => {
            (ErrorCode::UnknownChoice, "; `facts()` lists the choices of each fact")
        }
        Problem::UnknownKey { .. } => (ErrorCode::UnknownFact, ""),
        Problem::UnknownChoice { .. } => (ErrorCode::UnknownChoice, ""),
        Problem::WrongUnit { .. } => (ErrorCode::WrongUnit, ""),
        Problem::OutOfRange { .. } => (ErrorCode::OutOfRange, ""),
        Problem::TooLong => (ErrorCode::TooLong, "; shorten it"),
        Problem::TooLarge => (ErrorCode::TooLarge, ""),
        Problem::NotAnObject => {
            (ErrorCode::WrongType, ", such as { project: { land_area: 32.6 } }")
        }
        Problem::WrongType { .. } | Problem::Repeated | Problem::NotText | Problem::NotJson(_) => {
            (ErrorCode::WrongType, "")
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let (code, todo) = match error {
            FileError::NotARulebook | FileError::OtherPart => (
                ErrorCode::NotARulebook,
                "; give the whole `.rulebook` file, and look whether the server sent a page instead",
            ),
            FileError::NewerFormat { .. } => (ErrorCode::OtherFormat, ""),
            FileError::Damaged | FileError::Malformed(_) => {
                (ErrorCode::Damaged, "; load the file again")
            }
            FileError::TooLarge => (ErrorCode::TooLarge, ""),
        };
        Self::new(code, "bytes", &format!("{error}{todo}"))
    }
}

impl From<SignatureError> for Failure {
    fn from(error: SignatureError) -> Self {
        let (code, path, todo) = match error {
            SignatureError::NotAKey(_) => {
                (ErrorCode::NotAKey, "options.requireSignature", "; give the text of the .pub file")
            }
            SignatureError::NotASignature(_) => (
                ErrorCode::NotASignature,
                "options.signature",
                "; give the text of the .minisig file",
            ),
            SignatureError::DoesNotFit(_) => (
                ErrorCode::SignatureDoesNotFit,
                "options.signature",
                "; do not use this rulebook: load file and signature again, from the publisher",
            ),
        };
        Self::new(code, path, &format!("{error}{todo}"))
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        let (code, todo) = match &error {
            RecordError::Answers(errors) => return Self::fields("record.profile", errors),
            RecordError::TooLarge => (ErrorCode::TooLarge, ""),
            RecordError::NotJson(_) => {
                (ErrorCode::Damaged, "; give it letter by letter as it was kept")
            }
            RecordError::NotARecord => {
                (ErrorCode::NotARecord, "; give what `record()` or `sangloc decide --record` wrote")
            }
            RecordError::OtherFormat(_) => (ErrorCode::OtherFormat, ""),
            RecordError::Rewritten { .. } => {
                (ErrorCode::Damaged, "; give it letter by letter as it was kept")
            }
            RecordError::OtherRulebook { .. } => {
                (ErrorCode::OtherRulebook, "; load the rulebook file with this sha256")
            }
            RecordError::NoDay => (ErrorCode::InvalidDate, ", such as 2026-11-22"),
        };
        Self::new(code, "record", &format!("{error}{todo}"))
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let error = Error::new(&failure.first.message);
        error.set_name("ScreeningError");
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        let code = failure.first.code.serialize(&serializer).unwrap_or_default();
        let path = Self::from_str(&failure.first.path);
        let problems: Vec<_> = std::iter::once(failure.first).chain(failure.others).collect();
        let problems = problems.serialize(&serializer).unwrap_or_default();
        for (name, value) in [("code", code), ("path", path), ("problems", problems)] {
            // A new error takes any member.
            let _ = Reflect::set(&error, &name.into(), &value);
        }
        error.into()
    }
}
