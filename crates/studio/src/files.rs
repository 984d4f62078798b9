//! The files of a rulebook, from wherever they come: a folder, an archive, the published rules.

use sangloc_authoring::{FOLDERS, MAX_SOURCE_BYTES};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, rc::Rc};

/// Texts by path, such as `criteria/land.rhai`.
pub type Files = BTreeMap<String, Rc<str>>;

/// The most files a rulebook may have.
const MAX_FILES: usize = 500;

/// The most all files together may hold, in bytes.
pub(crate) const MAX_BYTES: usize = 20 * MAX_SOURCE_BYTES;

/// The file that makes a folder a rulebook.
const SETTINGS: &str = "rulebook.toml";

/// Why files are not taken; none is then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("`{entry}`: {why:?}")]
pub struct Refusal {
    /// The entry that is wrong, as it calls itself, cut short; empty: all of it.
    pub entry: String,
    /// What is wrong with it.
    pub why: Refused,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// It is not an archive, or damaged.
    Damaged,
    /// It wants a password.
    Encrypted,
    /// Its name leads out of the folder.
    Outside,
    /// It stands there twice.
    Twice,
    /// It is larger than a rule file may be.
    TooLarge,
    /// All together are larger than a rulebook may be.
    TooMuch,
    /// There are more files than a rulebook may have.
    TooMany,
    /// It is not UTF-8 text.
    NotText,
    /// There is no `rulebook.toml`.
    NoRulebook,
}

impl Refusal {
    /// A file that nothing can be made of.
    pub fn damaged(entry: &str) -> Self {
        Self::of(entry, Refused::Damaged)
    }

    /// An entry and what is wrong with it.
    pub(crate) fn of(entry: &str, why: Refused) -> Self {
        let plain = entry.chars().map(|letter| if letter.is_control() { '?' } else { letter });
        Self { entry: plain.take(120).collect(), why }
    }
}

/// Takes the rulebook out of whatever lies in a folder: the files in and below the folder that holds
/// `rulebook.toml`; what rules do not read is left out.
///
/// # Errors
/// [`Refusal`] names the first file that a rulebook cannot have.
pub fn accept(entries: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Files, Refusal> {
    let mut all: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut left = MAX_BYTES;
    for (name, bytes) in entries {
        let path = name.replace('\\', "/");
        if !is_inside(&path) {
            return Err(Refusal::of(&name, Refused::Outside));
        }
        left = left.checked_sub(bytes.len()).ok_or(Refusal::of("", Refused::TooMuch))?;
        if all.insert(path, bytes).is_some() {
            return Err(Refusal::of(&name, Refused::Twice));
        }
        if all.len() > MAX_FILES {
            return Err(Refusal::of("", Refused::TooMany));
        }
    }
    let folder = folder(&all).ok_or(Refusal::of("", Refused::NoRulebook))?.to_owned();
    let ours = all.into_iter().filter_map(|(path, bytes)| {
        let path = path.strip_prefix(&folder)?.to_owned();
        belongs(&path).then_some((path, bytes))
    });
    ours.map(|(path, bytes)| Ok((path.clone(), text(&path, bytes)?))).collect()
}

/// The files as published beside the page: `{"path": "text"}`.
///
/// # Errors
/// [`Refusal`] when it is something else.
pub fn from_json(bytes: &[u8]) -> Result<Files, Refusal> {
    let all: BTreeMap<String, String> =
        serde_json::from_slice(bytes).map_err(|_| Refusal::of("", Refused::Damaged))?;
    accept(all.into_iter().map(|(path, text)| (path, text.into_bytes())))
}

/// Whether a path stays in its folder: `../x`, `/x` and `c:x` do not.
fn is_inside(path: &str) -> bool {
    !path.contains(':') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The folder with `rulebook.toml` that is nearest to the top, with its `/`; `None`: there is none.
fn folder(all: &BTreeMap<String, Vec<u8>>) -> Option<&str> {
    let folders = all.keys().filter_map(|path| path.strip_suffix(SETTINGS));
    let whole = folders.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    whole.min_by_key(|folder| folder.matches('/').count())
}

/// Whether rules read a file of this path.
fn belongs(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    FOLDERS.iter().any(|(part, endings)| *part == folder && endings.contains(&ending))
}

fn text(path: &str, bytes: Vec<u8>) -> Result<Rc<str>, Refusal> {
    if bytes.len() > MAX_SOURCE_BYTES {
        return Err(Refusal::of(path, Refused::TooLarge));
    }
    let text = String::from_utf8(bytes).map_err(|_| Refusal::of(path, Refused::NotText))?;
    Ok(text.trim_start_matches('\u{feff}').into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(entries: &[(&str, &[u8])]) -> Result<Vec<String>, Refusal> {
        let entries = entries.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        accept(entries).map(|files| files.into_keys().collect())
    }

    #[test]
    fn a_rulebook_is_found_in_a_folder_and_nothing_else_is_taken() {
        let found = taken(&[
            ("rules/README.md", b"about"),
            ("rules/quang-ninh/rulebook.toml", b"id"),
            ("rules/quang-ninh/criteria/land.rhai", b"x"),
            ("rules/quang-ninh/criteria/deep/land.rhai", b"x"),
            ("rules/quang-ninh/CHANGELOG.md", b"x"),
            ("rules/other.toml", b"x"),
        ]);
        assert_eq!(found, Ok(vec!["criteria/land.rhai".into(), "rulebook.toml".into()]));
    }

    #[test]
    fn what_a_rulebook_cannot_have_is_named() {
        let big = vec![b' '; MAX_SOURCE_BYTES + 1];
        for (entries, entry, why) in [
            (&[("../rulebook.toml", &b""[..])][..], "../rulebook.toml", Refused::Outside),
            (&[("/rulebook.toml", b"")], "/rulebook.toml", Refused::Outside),
            (&[("c:\\rulebook.toml", b"")], "c:\\rulebook.toml", Refused::Outside),
            (
                &[("a/rulebook.toml", b""), ("a\\rulebook.toml", b"")],
                "a\\rulebook.toml",
                Refused::Twice,
            ),
            (&[("rulebook.toml", &big)], "rulebook.toml", Refused::TooLarge),
            (&[("rulebook.toml", b"caf\xe9")], "rulebook.toml", Refused::NotText),
            (&[("facts.toml", b"")], "", Refused::NoRulebook),
            (&[("my-rulebook.toml", b"")], "", Refused::NoRulebook),
        ] {
            assert_eq!(taken(entries), Err(Refusal { entry: entry.into(), why }));
        }
    }
}
