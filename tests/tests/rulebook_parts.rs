//! The parts of a rulebook file: together they are the whole; parts of different wholes are refused.

use sangloc_authoring::author;
use sangloc_rulebook::{FileError, Language, MAX_FILE_BYTES, Part, Rulebook};
use sangloc_screening::{Profile, asked, evaluate};
use sangloc_tests::fixture::{rulebooks, small, small_sources, today};
use sha2::{Digest, Sha256};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn core(parts: &[Part]) -> &Part {
    parts.iter().find(|part| part.name.ends_with(".core")).expect("there is a core")
}

fn words<'a>(parts: &'a [Part], language: &str) -> &'a Part {
    let mark = format!(".{language}.");
    parts.iter().find(|part| part.name.contains(&mark)).expect("there are words")
}

fn refused(bytes: &[u8]) -> FileError {
    Rulebook::from_core(bytes).map(|_| ()).expect_err("a wrong core was read")
}

fn refused_words(core: &Part, language: &str, bytes: &[u8]) -> FileError {
    let (mut rulebook, _, files) = Rulebook::from_core(&core.bytes).expect("the core is sound");
    let before = rulebook.clone();
    let refused = files.add(&mut rulebook, &Language(language.into()), bytes);
    assert_eq!(rulebook, before, "refused words leave the rulebook as it was");
    refused.expect_err("wrong words were read")
}

/// A core with a right checksum over any content.
fn sealed(rest: &[u8]) -> Vec<u8> {
    [format!("sangloc-core 1\n{}\n", sha256(rest)).as_bytes(), rest].concat()
}

#[test]
fn the_parts_together_are_the_whole() {
    for (name, whole) in rulebooks() {
        let parts = whole.to_parts().unwrap();
        let (mut joined, identity, files) = Rulebook::from_core(&core(&parts).bytes).unwrap();
        assert_eq!(identity, whole.to_file().unwrap().1, "{name}");
        for language in &whole.languages {
            assert!(!joined.texts.contains_key(language), "{name}: the core speaks {language}");
            let part = words(&parts, &language.0);
            assert_eq!(files.name(language).as_ref(), Some(&part.name), "{name}");
            files.add(&mut joined, language, &part.bytes).unwrap();
        }
        let mut expected = whole.clone();
        for dated in expected.parameters.iter_mut().flat_map(|parameter| &mut parameter.values) {
            dated.note.clear();
        }
        for texts in expected.texts.values_mut() {
            texts.0.retain(|key, _| !key.starts_with("topics."));
        }
        assert_eq!(joined, expected, "{name}");
    }
}

#[test]
fn the_core_alone_decides_like_the_whole() {
    for (name, whole) in rulebooks() {
        let (core, ..) = Rulebook::from_core(&core(&whole.to_parts().unwrap()).bytes).unwrap();
        let profile = Profile::empty(whole);
        let decided = evaluate(&core, &profile, today());
        assert_eq!(decided, evaluate(whole, &profile, today()), "{name}");
        assert_eq!(asked(&core, &profile, today()), asked(whole, &profile, today()), "{name}");
    }
}

#[test]
fn words_files_are_named_after_their_checksum() {
    for part in small().to_parts().unwrap().iter().filter(|part| part.name.ends_with(".words")) {
        assert!(part.name.contains(&sha256(&part.bytes)[..12]), "{}", part.name);
    }
}

#[test]
fn words_of_another_version_or_language_are_refused_by_name() {
    let parts = small().to_parts().unwrap();
    let mut newer = author(&small_sources()).rulebook.unwrap();
    newer.version.push_str(".1");
    let newer = newer.to_parts().unwrap();
    let other = refused_words(core(&parts), "en", &words(&newer, "en").bytes);
    assert_eq!(other, FileError::OtherPart);
    assert!(other.to_string().contains("another version"), "{other}");
    assert_eq!(refused_words(core(&parts), "en", &words(&parts, "vi").bytes), FileError::OtherPart);
    assert_eq!(refused_words(core(&parts), "xx", &words(&parts, "vi").bytes), FileError::OtherPart);
}

#[test]
fn truncated_and_changed_parts_are_refused() {
    let parts = small().to_parts().unwrap();
    let (core, words) = (core(&parts), words(&parts, "en"));
    for length in (0..core.bytes.len()).step_by(7) {
        let error = refused(&core.bytes[..length]);
        assert!(matches!(error, FileError::Damaged | FileError::NotARulebook), "{length}: {error}");
    }
    for place in (0..core.bytes.len()).step_by(11) {
        let mut changed = core.bytes.clone();
        changed[place] ^= 0x20;
        refused(&changed);
    }
    for length in (0..words.bytes.len()).step_by(13) {
        refused_words(core, "en", &words.bytes[..length]);
    }
    let mut changed = words.bytes.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(refused_words(core, "en", &changed), FileError::Damaged);
    assert_eq!(refused(&vec![b' '; MAX_FILE_BYTES + 1]), FileError::TooLarge);
    assert_eq!(refused(&words.bytes), FileError::NotARulebook);
    assert_eq!(refused_words(core, "en", &core.bytes), FileError::NotARulebook);
    let newer = String::from_utf8_lossy(&words.bytes).replacen(" 1\n", " 2\n", 1);
    let newer = refused_words(core, "en", newer.as_bytes());
    assert_eq!(newer, FileError::NewerFormat { found: 2 });
}

#[test]
fn a_sealed_core_that_is_none_is_refused_and_one_with_odd_bytes_is_harmless() {
    for odd in [&b""[..], b"\n", b"identity\n\n", b"identity\nvi 0\n\n\xff\xff\xff\xff\x0f"] {
        assert!(matches!(refused(&sealed(odd)), FileError::Malformed(_)), "{odd:?}");
    }
    let parts = small().to_parts().unwrap();
    let lines = core(&parts).bytes.split_inclusive(|byte| *byte == b'\n');
    let rest: Vec<u8> = lines.skip(2).flatten().copied().collect();
    let mut read = 0;
    for place in 0..rest.len() {
        for byte in [0x00, 0x01, 0x7f, 0xff] {
            let mut changed = rest.clone();
            changed[place] = byte;
            if let Ok((odd, ..)) = Rulebook::from_core(&sealed(&changed)) {
                evaluate(&odd, &Profile::empty(&odd), today());
                read += 1;
            }
        }
    }
    assert!(read > 100, "{read} odd cores could be read");
}

#[test]
fn sealed_words_that_do_not_fit_are_refused() {
    let parts = small().to_parts().unwrap();
    let (core, words) = (core(&parts), words(&parts, "en"));
    let head: Vec<u8> =
        words.bytes.split_inclusive(|byte| *byte == b'\n').take(2).flatten().copied().collect();
    for odd in [
        "",
        "[]",
        "[[],[],[]]",
        "[[\"9a\"],[\"b\"],[]]",
        "[[\"\u{e9}a\"],[\"b\"],[]]",
        "[[\"0a\"],[],[]]",
    ] {
        let bytes = [head.as_slice(), odd.as_bytes()].concat();
        let crafted = core_naming(core, &words.bytes, &bytes);
        let error = refused_words(&crafted, "en", &bytes);
        assert!(matches!(error, FileError::Malformed(_)), "{odd}: {error}");
    }
}

/// The same core, naming other words by their checksum.
fn core_naming(core: &Part, old: &[u8], new: &[u8]) -> Part {
    let (old, new) = (sha256(old).into_bytes(), sha256(new).into_bytes());
    let start = core.bytes.windows(old.len()).position(|window| window == old).unwrap();
    let mut bytes = core.bytes.clone();
    bytes[start..start + old.len()].copy_from_slice(&new);
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let rest: Vec<u8> = lines.skip(2).flatten().copied().collect();
    Part { name: core.name.clone(), bytes: sealed(&rest) }
}

/// Postcard writes no field names, so an old page would misread what a changed rulebook writes.
#[test]
fn the_shape_of_the_parts_has_not_changed_without_a_new_format() {
    let content = serde_json::to_value(small()).unwrap();
    let mut names = Vec::new();
    field_names(&content, "", &mut names);
    names.sort();
    names.dedup();
    let shape = sha256(names.join("\n").as_bytes());
    assert_eq!(
        (sangloc_rulebook::PARTS_VERSION, &shape[..12]),
        (1, "d6baf7c74d0b"),
        "raise PARTS_VERSION where a published page exists, then write the new shape here"
    );
}

/// The fields of all structs, with where they stand; keys of texts and names are no fields.
fn field_names(value: &serde_json::Value, place: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| field_names(item, place, found));
        }
        serde_json::Value::Object(fields) => {
            for (key, field) in fields {
                let place = format!("{place}/{key}");
                found.push(place.clone());
                if !["texts", "names"].contains(&key.as_str()) {
                    field_names(field, &place, found);
                }
            }
        }
        _ => {}
    }
}
