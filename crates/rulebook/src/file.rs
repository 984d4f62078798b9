//! The `*.rulebook` file: one line that says what it is, one line of checksum, then the rulebook.
//!
//! Its sha256, as any officer's tool computes it, is the rulebook's [`Identity`].

use crate::{Identity, Rulebook};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The version of the file format this program writes and reads.
pub const FORMAT_VERSION: u32 = 1;

/// The largest file that is read: far above any rulebook, far below what would stall a phone.
pub const MAX_FILE_BYTES: usize = 32 * 1024 * 1024;

const MAGIC: &str = "sangloc-rulebook ";

/// Why a rulebook file is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The first line is not ours.
    #[error("this is not a rulebook file")]
    NotARulebook,
    /// A later program wrote it.
    #[error(
        "the rulebook file has format {found}, this program reads format {FORMAT_VERSION}; use a newer version of it"
    )]
    NewerFormat {
        /// The format the file names.
        found: u32,
    },
    /// Its checksum differs: truncated or changed.
    #[error("the rulebook file is damaged or incomplete: its checksum does not match")]
    Damaged,
    /// The checksum holds, but the content is not a rulebook.
    #[error("the rulebook file has an inconsistent content: {0}")]
    Malformed(String),
    /// A words file of another rulebook, version or language.
    #[error("these words belong to another version of the rulebook")]
    OtherPart,
    /// Larger than [`MAX_FILE_BYTES`].
    #[error("the rulebook file is larger than {MAX_FILE_BYTES} bytes")]
    TooLarge,
}

impl Rulebook {
    /// The bytes of the rulebook file, and its identity. The same rulebook gives the same bytes.
    ///
    /// # Errors
    /// When the rulebook cannot be written as JSON, which no rulebook made by this project does.
    pub fn to_file(&self) -> Result<(Vec<u8>, Identity), FileError> {
        let content =
            serde_json::to_string(self).map_err(|error| FileError::Malformed(error.to_string()))?;
        let sum = sha256(content.as_bytes());
        let bytes = format!("{MAGIC}{FORMAT_VERSION}\n{sum}\n{content}").into_bytes();
        let identity = Identity(sha256(&bytes));
        Ok((bytes, identity))
    }

    /// Reads a rulebook file, trusting nothing in it.
    ///
    /// # Errors
    /// [`FileError`] when it is too large, not a rulebook, damaged, of a newer format or inconsistent.
    pub fn from_file(bytes: &[u8]) -> Result<(Self, Identity), FileError> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(FileError::TooLarge);
        }
        let after = bytes.strip_prefix(MAGIC.as_bytes()).ok_or(FileError::NotARulebook)?;
        // A file cut in the middle of a letter is damaged, not a stranger.
        let version = std::str::from_utf8(after).map_err(|_| FileError::Damaged)?;
        let (version, rest) = version.split_once('\n').ok_or(FileError::NotARulebook)?;
        let found = number(version).ok_or(FileError::NotARulebook)?;
        if found != FORMAT_VERSION {
            return Err(FileError::NewerFormat { found });
        }
        let (sum, content) = rest.split_once('\n').ok_or(FileError::Damaged)?;
        if sum != sha256(content.as_bytes()) {
            return Err(FileError::Damaged);
        }
        let rulebook: Self = serde_json::from_str(content)
            .map_err(|error| FileError::Malformed(error.to_string()))?;
        if !rulebook.is_well_formed() {
            return Err(FileError::Malformed("a part names another that is not there".into()));
        }
        Ok((rulebook, Identity(sha256(bytes))))
    }
}

/// A format's number, written in digits alone.
pub(crate) fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)?.parse().ok()
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
