//! Rule folders as zip archives: read with suspicion, written the same for the same files.

use crate::files::{Files, MAX_BYTES, Refusal, Refused, accept};
use sangloc_authoring::MAX_SOURCE_BYTES;
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// The most entries that are looked at.
const MAX_ENTRIES: usize = 5_000;

/// The rulebook in an archive.
///
/// # Errors
/// [`Refusal`] names the entry that is wrong. No more is unpacked than a rulebook may hold, whatever
/// the archive says of itself.
pub fn unpack(bytes: &[u8]) -> Result<Files, Refusal> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::of("", Refused::Damaged))?;
    if archive.len() > MAX_ENTRIES {
        return Err(Refusal::of("", Refused::TooMany));
    }
    let mut entries = Vec::new();
    let mut total = 0;
    for place in 0..archive.len() {
        let name = archive.name_for_index(place).unwrap_or_default().to_owned();
        let mut entry = archive.by_index(place).map_err(|error| unreadable(&name, &error))?;
        if entry.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(MAX_SOURCE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        let read = entry.by_ref().take(most).read_to_end(&mut bytes);
        read.map_err(|_| Refusal::of(&name, Refused::Damaged))?;
        if bytes.len() > MAX_SOURCE_BYTES {
            return Err(Refusal::of(&name, Refused::TooLarge));
        }
        total += bytes.len();
        if total > MAX_BYTES {
            return Err(Refusal::of(&name, Refused::TooMuch));
        }
        entries.push((name, bytes));
    }
    accept(entries)
}

fn unreadable(name: &str, error: &ZipError) -> Refusal {
    let why = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refused::Encrypted,
        _ => Refused::Damaged,
    };
    Refusal::of(name, why)
}

/// Files as an archive; empty when it cannot be written, as when it grows beyond what a zip can hold.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let written = || -> Result<Vec<u8>, ZipError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        // No date: the same files make the same archive.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in files {
            writer.start_file(name, options)?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    };
    written().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let files = [("rulebook.toml", "id = \"x\""), ("text/vi.toml", "chữ")];
        let packed = pack(files.iter().map(|(name, text)| (*name, text.as_bytes())));
        let unpacked = unpack(&packed).unwrap_or_default();
        let found: Vec<_> = unpacked.iter().map(|(name, text)| (name.as_str(), &**text)).collect();
        assert_eq!(found, files);
    }

    #[test]
    fn a_bomb_is_named_and_not_unpacked() {
        let zeros = vec![0; 60_000_000];
        let bomb = pack([("rulebook.toml", &b""[..]), ("facts.toml", &zeros)]);
        assert!(bomb.len() < 100_000);
        let refused = unpack(&bomb);
        assert_eq!(refused, Err(Refusal { entry: "facts.toml".into(), why: Refused::TooLarge }));
    }

    #[test]
    fn many_entries_just_small_enough_are_refused_together() {
        let zeros = vec![0; MAX_SOURCE_BYTES];
        let names: Vec<String> = (0..30).map(|place| format!("{place}.toml")).collect();
        let bomb = pack(names.iter().map(|name| (name.as_str(), zeros.as_slice())));
        assert_eq!(unpack(&bomb).map_err(|refusal| refusal.why), Err(Refused::TooMuch));
    }

    #[test]
    fn paths_that_lead_out_are_named() {
        for name in ["../../rulebook.toml", "/etc/rulebook.toml", "a/../rulebook.toml"] {
            let refused = unpack(&pack([(name, &b""[..])]));
            assert_eq!(refused, Err(Refusal { entry: name.into(), why: Refused::Outside }));
        }
    }

    #[test]
    fn damage_is_told_wherever_it_is() {
        let files = [("rulebook.toml", &b"id = 1"[..]), ("facts.toml", b"some facts some facts")];
        let whole = pack(files);
        for end in 0..whole.len() {
            let cut = whole.get(..end).unwrap_or_default();
            assert!(unpack(cut).is_err(), "cut at {end}");
        }
        for place in 0..whole.len() {
            let mut other = whole.clone();
            if let Some(byte) = other.get_mut(place) {
                *byte ^= 0x41;
            }
            // Whatever comes out, nothing stops.
            let _ = unpack(&other);
        }
        assert_eq!(
            unpack(b"no archive"),
            Err(Refusal { entry: String::new(), why: Refused::Damaged })
        );
    }
}
