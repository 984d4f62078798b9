//! The rulebook file in parts, for pages: the core decides, and each language's words are a file of their own.
//!
//! `sangloc pack --split` derives them from the one published file, whose identity each part names:
//!
//! ```text
//! sangloc-core 1            sangloc-words 1
//! <sha256 of the rest>      <identity> vi
//! <identity>                <words>
//! vi <sha256 of its words>
//! en <sha256 of its words>
//!
//! <rulebook without words>
//! ```
//!
//! The core says by checksum which words it goes with, so words of another version are refused. A words file is
//! named after its checksum: it never changes, and replacing the core is all it takes to publish.
//!
//! The rulebook is in Postcard's compact form, which reads with a fifth of the code that JSON takes. Words are
//! JSON: a length before each string, as Postcard writes it, costs more after compression than quotes around it.

use crate::{
    FileError, Identity, Language, MAX_FILE_BYTES, Rulebook, Texts,
    file::{number, sha256},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, fmt::Write};

/// The version of the parts this program writes and reads. Postcard writes no field names: raise it whenever a
/// field of the rulebook comes, goes or moves.
pub const PARTS_VERSION: u32 = 1;

const CORE: &str = "sangloc-core ";
const WORDS: &str = "sangloc-words ";

/// Digits of a checksum that stand in a file name.
const NAME_DIGITS: usize = 12;

/// A part of a rulebook file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its file name: `quang-ninh.core`, or such as `quang-ninh.vi.0123456789ab.words`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Which words go with a core.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordFiles {
    rulebook: String,
    identity: Identity,
    sums: BTreeMap<Language, String>,
}

/// What a words file holds: the keys, shortened by [`shorten`]; a text each; and the names of the rows, table
/// by table, `None` where the language has none.
type Words = (Vec<String>, Vec<String>, Vec<Vec<Option<String>>>);

impl Rulebook {
    /// The parts of the rulebook file: words first, the core last, which is the order to publish them in.
    ///
    /// # Errors
    /// When the rulebook cannot be written, which no rulebook made by this project does.
    pub fn to_parts(&self) -> Result<Vec<Part>, FileError> {
        let (_, identity) = self.to_file()?;
        let mut files = WordFiles { rulebook: self.id.clone(), identity, sums: BTreeMap::new() };
        let mut parts = Vec::new();
        for language in &self.languages {
            let mut bytes =
                format!("{WORDS}{PARTS_VERSION}\n{} {language}\n", files.identity).into_bytes();
            let words = serde_json::to_vec(&self.words(language));
            bytes.extend(words.map_err(|error| FileError::Malformed(error.to_string()))?);
            files.sums.insert(language.clone(), sha256(&bytes));
            let name = files.name(language).unwrap_or_default();
            parts.push(Part { name, bytes });
        }
        let bytes = files.core(&self.without_words())?;
        parts.push(Part { name: format!("{}.core", self.id), bytes });
        Ok(parts)
    }

    /// Reads a core, trusting nothing in it. It decides like the whole; words are added by [`WordFiles::add`].
    ///
    /// # Errors
    /// [`FileError`] when it is too large, not a core, damaged, of another format or inconsistent.
    pub fn from_core(bytes: &[u8]) -> Result<(Self, Identity, WordFiles), FileError> {
        let body = body(bytes, CORE)?;
        let (sum, rest) = line(body).ok_or(FileError::Damaged)?;
        if sum != sha256(rest) {
            return Err(FileError::Damaged);
        }
        let (identity, mut rest) = line(rest).ok_or_else(inconsistent)?;
        let identity = Identity(identity.to_owned());
        let mut sums = BTreeMap::new();
        while let Some((entry, after)) = line(rest) {
            rest = after;
            let Some((language, sum)) = entry.split_once(' ') else { break };
            sums.insert(Language(language.to_owned()), sum.to_owned());
        }
        let rulebook: Self = read(rest)?;
        let complete = rulebook.languages.iter().all(|language| sums.contains_key(language));
        if !complete || !rulebook.is_well_formed() {
            return Err(inconsistent());
        }
        let files = WordFiles { rulebook: rulebook.id.clone(), identity: identity.clone(), sums };
        Ok((rulebook, identity, files))
    }

    fn words(&self, language: &Language) -> Words {
        let rows = self.tables.iter().map(|table| table.rows.iter());
        let names = rows.map(|rows| rows.map(|row| row.names.get(language).cloned()).collect());
        let mut texts = self.texts.get(language).cloned().unwrap_or_default().0;
        // Topics have names for whoever reads the whole rulebook; the page shows none.
        texts.retain(|key, _| !key.starts_with("topics."));
        (shorten(texts.keys()), texts.into_values().collect(), names.collect())
    }

    /// The rulebook without what people read, and without its keepers' notes on figures.
    fn without_words(&self) -> Self {
        let mut core = self.clone();
        core.texts.clear();
        for row in core.tables.iter_mut().flat_map(|table| &mut table.rows) {
            row.names.clear();
        }
        for dated in core.parameters.iter_mut().flat_map(|parameter| &mut parameter.values) {
            dated.note.clear();
        }
        core
    }
}

impl WordFiles {
    /// The name of a language's words file; `None` for a language the rulebook does not speak.
    pub fn name(&self, language: &Language) -> Option<String> {
        let sum = self.sums.get(language)?;
        let digits = sum.get(..NAME_DIGITS).unwrap_or(sum);
        Some(format!("{}.{language}.{digits}.words", self.rulebook))
    }

    /// Adds a language's words to the rulebook of the same core.
    ///
    /// # Errors
    /// [`FileError`] when they are not the words this core was made with; the rulebook is then as it was.
    pub fn add(
        &self,
        rulebook: &mut Rulebook,
        language: &Language,
        bytes: &[u8],
    ) -> Result<(), FileError> {
        let body = body(bytes, WORDS)?;
        let (of, rest) = line(body).ok_or(FileError::Damaged)?;
        if of != format!("{} {language}", self.identity) {
            return Err(FileError::OtherPart);
        }
        if self.sums.get(language) != Some(&sha256(bytes)) {
            return Err(FileError::Damaged);
        }
        let text = std::str::from_utf8(rest).map_err(|_| inconsistent())?;
        let (keys, texts, names): Words = serde_json::from_str(text).map_err(|_| inconsistent())?;
        let keys = lengthen(&keys).filter(|keys| keys.len() == texts.len());
        let keys = keys.ok_or_else(inconsistent)?;
        let rows = rulebook.tables.iter().map(|table| table.rows.len());
        if !names.iter().map(Vec::len).eq(rows) {
            return Err(inconsistent());
        }
        let rows = rulebook.tables.iter_mut().flat_map(|table| &mut table.rows);
        for (row, name) in rows.zip(names.into_iter().flatten()) {
            row.names.extend(name.map(|name| (language.clone(), name)));
        }
        rulebook.texts.insert(language.clone(), Texts(keys.into_iter().zip(texts).collect()));
        Ok(())
    }

    fn core(&self, rulebook: &Rulebook) -> Result<Vec<u8>, FileError> {
        let mut rest = format!("{}\n", self.identity);
        for (language, sum) in &self.sums {
            // Writing to a string cannot fail.
            let _ = writeln!(rest, "{language} {sum}");
        }
        rest.push('\n');
        let mut rest = rest.into_bytes();
        rest.extend(written(rulebook)?);
        let mut bytes = format!("{CORE}{PARTS_VERSION}\n{}\n", sha256(&rest)).into_bytes();
        bytes.extend(rest);
        Ok(bytes)
    }
}

/// Keys as people would list them: how many parts are those of the key before, then the others. After
/// `facts.project.land_area.label`, `3question` is `facts.project.land_area.question`.
fn shorten<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut before: Vec<&str> = Vec::new();
    let shortened = keys.map(|key| {
        let parts: Vec<&str> = key.split('.').collect();
        let same = parts.iter().zip(&before).take_while(|(part, old)| part == old).count();
        let same = same.min(parts.len().saturating_sub(1)).min(9);
        let others: Vec<&str> = parts.iter().skip(same).copied().collect();
        before = parts;
        format!("{same}{}", others.join("."))
    });
    shortened.collect()
}

/// Undoes [`shorten`]; `None` when a key leans on parts that are not there.
fn lengthen(keys: &[String]) -> Option<Vec<String>> {
    let mut before: Vec<&str> = Vec::new();
    let whole = keys.iter().map(|key| {
        let (same, others) = key.split_at_checked(1)?;
        let same = same.parse().ok().filter(|same| *same <= before.len())?;
        before.truncate(same);
        before.extend(others.split('.'));
        Some(before.join("."))
    });
    whole.collect()
}

/// What stands below the first line, if that names this kind of part in the format we read.
fn body<'a>(bytes: &'a [u8], magic: &str) -> Result<&'a [u8], FileError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(FileError::TooLarge);
    }
    let after = bytes.strip_prefix(magic.as_bytes()).ok_or(FileError::NotARulebook)?;
    let (version, body) = line(after).ok_or(FileError::NotARulebook)?;
    match number(version).ok_or(FileError::NotARulebook)? {
        PARTS_VERSION => Ok(body),
        found => Err(FileError::NewerFormat { found }),
    }
}

/// The first line and what follows it.
fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((std::str::from_utf8(line).ok()?, rest.get(1..)?))
}

fn written(value: &impl Serialize) -> Result<Vec<u8>, FileError> {
    postcard::to_allocvec(value).map_err(|error| FileError::Malformed(error.to_string()))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FileError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(inconsistent()),
    }
}

fn inconsistent() -> FileError {
    FileError::Malformed("a part of it does not fit the others".into())
}
