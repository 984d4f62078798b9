//! Rulebook files: what is not whole is refused and says why; the same rules give the same bytes.

use sangloc_authoring::author;
use sangloc_rulebook::{FileError, MAX_FILE_BYTES, Rulebook};
use sangloc_rules::{QUANG_NINH, read_folder};
use sangloc_tests::fixture::{path, quang_ninh, rulebooks, small, small_sources};
use std::collections::BTreeSet;

/// The bytes of a rulebook file, with a right checksum over any content.
pub(crate) fn sealed(content: &str) -> Vec<u8> {
    // The checksum of a file that is refused for its checksum alone can be had from no other place:
    // so it is computed here, by the same well-known function.
    let sum = sha256(content.as_bytes());
    format!("sangloc-rulebook 1\n{sum}\n{content}").into_bytes()
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// About `count` places spread over a length, its first and last hundred among them.
fn sample(length: usize, count: usize) -> BTreeSet<usize> {
    let spread = (0..count).map(|turn| turn * length / count);
    let (first, last) = (0..length.min(100), length.saturating_sub(100)..length);
    spread.chain(first).chain(last).collect()
}

pub(crate) fn refused(bytes: &[u8]) -> FileError {
    match Rulebook::from_file(bytes) {
        Ok(_) => panic!(
            "a wrong file was read: {:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(120)])
        ),
        Err(error) => error,
    }
}

#[test]
fn a_file_is_read_as_it_was_written() {
    for (name, rulebook) in rulebooks() {
        let (bytes, identity) = rulebook.to_file().unwrap();
        let (again, same) = Rulebook::from_file(&bytes).unwrap();
        assert_eq!((&again, &same), (rulebook, &identity), "{name}");
        assert_eq!(again.to_file().unwrap().0, bytes, "{name}");
        assert_eq!(
            identity.to_string(),
            sha256(&bytes),
            "{name}: as any officer's tool computes it"
        );
    }
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let once = author(&small_sources()).rulebook.unwrap().to_file().unwrap();
    let again = author(&small_sources()).rulebook.unwrap().to_file().unwrap();
    assert_eq!(once, again);
    let folder = read_folder(&path("rules/quang-ninh")).unwrap();
    let read = author(&folder).rulebook.expect("rules/quang-ninh has no errors");
    assert_eq!(
        read.to_file().unwrap().0,
        QUANG_NINH,
        "another folder name, another order of reading"
    );
}

#[test]
fn a_truncated_file_is_refused() {
    let (bytes, _) = small().to_file().unwrap();
    for length in sample(bytes.len(), 400) {
        let error = refused(&bytes[..length]);
        assert!(
            matches!(error, FileError::Damaged | FileError::NotARulebook),
            "{length}: {error:?}"
        );
    }
    for length in sample(QUANG_NINH.len(), 40) {
        refused(&QUANG_NINH[..length]);
    }
}

#[test]
fn a_changed_byte_is_refused() {
    let (bytes, _) = small().to_file().unwrap();
    for place in sample(bytes.len(), 400) {
        for bit in [0x01, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[place] ^= bit;
            refused(&changed);
        }
    }
    let longer = [bytes.as_slice(), b"\n"].concat();
    assert_eq!(refused(&longer), FileError::Damaged);
    let windows = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
    refused(windows.as_bytes());
}

#[test]
fn a_file_of_another_format_says_so() {
    let (bytes, _) = small().to_file().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let of = |version: &str| refused(text.replacen(" 1\n", &format!(" {version}\n"), 1).as_bytes());
    assert_eq!(of("2"), FileError::NewerFormat { found: 2 });
    assert!(of("2").to_string().contains("newer version"), "{}", of("2"));
    for odd in ["", "x", "-1", "4294967296", " 1", "1 ", "1.0"] {
        assert_eq!(of(odd), FileError::NotARulebook, "{odd:?}");
    }
}

#[test]
fn what_is_no_rulebook_file_says_so() {
    for odd in [
        "",
        "\n",
        "PK\u{3}\u{4}",
        "{}",
        "sangloc-rulebook",
        "sangloc-rulebook 1",
        "<!doctype html>",
    ] {
        assert_eq!(refused(odd.as_bytes()), FileError::NotARulebook, "{odd:?}");
    }
    assert_eq!(refused(&[0xff, 0xfe, 0x00]), FileError::NotARulebook);
    assert_eq!(refused(b"sangloc-rulebook 1\n"), FileError::Damaged);
    assert_eq!(refused(b"sangloc-rulebook 1\n\n{}"), FileError::Damaged);
    assert_eq!(refused(&vec![b' '; MAX_FILE_BYTES + 1]), FileError::TooLarge);
}

#[test]
fn a_sealed_file_that_is_no_rulebook_is_refused() {
    for odd in ["", "{}", "[]", "null", "{\"id\": 1}", "\u{0}"] {
        assert!(matches!(refused(&sealed(odd)), FileError::Malformed(_)), "{odd:?}");
    }
    let deep = "[".repeat(1_000_000);
    assert!(matches!(refused(&sealed(&deep)), FileError::Malformed(_)));
}

#[test]
fn the_embedded_rulebook_is_the_province_s_own() {
    assert_eq!(quang_ninh().id, "quang-ninh");
    assert!(QUANG_NINH.len() < MAX_FILE_BYTES / 10);
}
