//! What a draft is published as.

use crate::archive::pack;
use serde::{Deserialize, Serialize};

/// A file that was made; its bytes go beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its type, such as `text/html`.
    pub mime: String,
    /// The sha256 of a rulebook: its identity.
    pub identity: String,
}

/// Files with their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// What they are.
    pub files: Vec<Made>,
    /// What is in them, in the same order.
    pub bytes: Vec<Vec<u8>>,
}

impl Publication {
    /// Adds a file.
    pub(crate) fn add(&mut self, name: String, mime: &str, bytes: Vec<u8>) {
        self.files.push(Made { name, mime: mime.into(), identity: String::new() });
        self.bytes.push(bytes);
    }

    /// Adds files as one archive.
    pub(crate) fn add_archive<'a>(
        &mut self,
        name: String,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) {
        self.add(name, "application/zip", pack(files));
    }
}
