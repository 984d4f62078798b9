//! Rulebook files: what is not whole is refused and says why; the same rules give the same bytes.

use sangloc_authoring::author;
use sangloc_rulebook::{FileError, Language, MAX_FILE_BYTES, Rulebook};
use sangloc_rules::{QUANG_NINH, read_folder};
use sangloc_screening::{Profile, asked, evaluate, explain};
use sangloc_tests::fixture::{path, quang_ninh, rulebooks, small, small_sources, today};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// The bytes of a rulebook file, with a right checksum over any content.
fn sealed(content: &str) -> Vec<u8> {
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

fn refused(bytes: &[u8]) -> FileError {
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
    let once = author(&small_sources())
        .rulebook
        .unwrap()
        .to_file()
        .unwrap();
    let again = author(&small_sources())
        .rulebook
        .unwrap()
        .to_file()
        .unwrap();
    assert_eq!(once, again);
    let folder = read_folder(&path("rules/quang-ninh")).unwrap();
    let read = author(&folder)
        .rulebook
        .expect("rules/quang-ninh has no errors");
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
    let of = |version: &str| {
        refused(
            text.replacen(" 1\n", &format!(" {version}\n"), 1)
                .as_bytes(),
        )
    };
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
    assert_eq!(
        refused(&vec![b' '; MAX_FILE_BYTES + 1]),
        FileError::TooLarge
    );
}

#[test]
fn a_sealed_file_that_is_no_rulebook_is_refused() {
    for odd in ["", "{}", "[]", "null", "{\"id\": 1}", "\u{0}"] {
        assert!(
            matches!(refused(&sealed(odd)), FileError::Malformed(_)),
            "{odd:?}"
        );
    }
    let deep = "[".repeat(1_000_000);
    assert!(matches!(refused(&sealed(&deep)), FileError::Malformed(_)));
}

/// Changes one value of a sound rulebook; the file with a right checksum must be refused.
fn check_refused(rulebook: &Rulebook, pointer: &str, value: Json) {
    let mut content = serde_json::to_value(rulebook).unwrap();
    let place = content.pointer_mut(pointer);
    *place.unwrap_or_else(|| panic!("there is no {pointer}")) = value.clone();
    let error = refused(&sealed(&content.to_string()));
    assert!(
        matches!(error, FileError::Malformed(_)),
        "{pointer} = {value}: {error:?}"
    );
}

#[test]
fn a_crafted_file_cannot_point_outside_itself() {
    let book = small();
    check_refused(book, "/exchange_rate", json!(9_999));
    check_refused(book, "/languages", json!([]));
    check_refused(book, "/criteria/0/require", json!(99_999));
    check_refused(book, "/criteria/1/when", json!(99_999));
    check_refused(book, "/criteria/1/points", json!(99_999));
    check_refused(book, "/criteria/0/citations", json!([99]));
    check_refused(book, "/defined/0/slot", json!(99_999));
    check_refused(book, "/facts/1/answer", json!({ "choice": 99 }));
    check_refused(book, "/facts/7/answer", json!({ "code": 9 }));
    check_refused(book, "/tables/0/answer", json!(999));
    check_refused(book, "/tables/0/rows/0/cells", json!([]));
    check_refused(book, "/parameters/0/values/0/citations", json!([99]));
    check_refused(book, "/program/types", json!([]));
    for operation in [
        json!({ "answer": 999 }),
        json!({ "column": [0, 99] }),
        json!({ "column": [9, 0] }),
        json!({ "parameter": 999 }),
        json!({ "bands": [0, 999] }),
        json!({ "not": 0 }),
        json!({ "and": [0, 99_999] }),
        json!({ "choices": [128] }),
        json!({ "loop": [] }),
        json!({ "number": "1e99" }),
        json!({ "date": "2026-13-01" }),
    ] {
        check_refused(book, "/program/steps/0", operation);
    }
    // A step that reads itself, or a later one, would never end.
    let last = book.program.steps.len() - 1;
    check_refused(
        book,
        &format!("/program/steps/{last}"),
        json!({ "not": last }),
    );
}

#[test]
fn the_embedded_rulebook_is_the_province_s_own() {
    assert_eq!(quang_ninh().id, "quang-ninh");
    assert!(QUANG_NINH.len() < MAX_FILE_BYTES / 10);
}

#[test]
fn a_crafted_file_cannot_stop_the_program() {
    let book = small();
    let good = serde_json::to_value(book).unwrap();
    let mut places = Vec::new();
    leaves(&good, String::new(), &mut places);
    let values = [
        json!(0),
        json!(1),
        json!(127),
        json!(65_535),
        json!(""),
        json!("0"),
        json!(null),
        json!([]),
    ];
    let mut read = 0;
    // Every leaf once, with a value that depends on its place.
    for (turn, place) in places.iter().enumerate() {
        let mut content = good.clone();
        *content.pointer_mut(place).unwrap() = values[turn % values.len()].clone();
        if let Ok((odd, identity)) = Rulebook::from_file(&sealed(&content.to_string())) {
            let profile = Profile::empty(&odd);
            let decision = evaluate(&odd, &profile, today());
            asked(&odd, &profile, today());
            explain(&odd, &identity, &decision, &Language("en".into()));
            read += 1;
        }
    }
    assert!(
        read > 100 && read < places.len(),
        "{read} of {}",
        places.len()
    );
}

/// The pointers to everything in a value that is no list or object.
fn leaves(value: &Json, place: String, found: &mut Vec<String>) {
    match value {
        Json::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(key, item)| leaves(item, format!("{place}/{key}"), found));
        }
        Json::Object(fields) => {
            let name = |key: &str| key.replace('~', "~0").replace('/', "~1");
            fields
                .iter()
                .for_each(|(key, field)| leaves(field, format!("{place}/{}", name(key)), found));
        }
        _ => found.push(place),
    }
}
