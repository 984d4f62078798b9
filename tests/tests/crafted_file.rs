//! Rulebook files with a right checksum over a wrong content: refused, or harmless.

use crate::rulebook_file::{refused, sealed};
use sangloc_rulebook::{FileError, Language, Rulebook};
use sangloc_screening::{Profile, asked, evaluate, explain};
use sangloc_tests::fixture::{small, today};
use serde_json::{Value as Json, json};

/// Changes one value of a sound rulebook; the file with a right checksum must be refused.
fn check_refused(rulebook: &Rulebook, pointer: &str, value: Json) {
    let mut content = serde_json::to_value(rulebook).unwrap();
    let place = content.pointer_mut(pointer);
    *place.unwrap_or_else(|| panic!("there is no {pointer}")) = value.clone();
    let error = refused(&sealed(&content.to_string()));
    assert!(matches!(error, FileError::Malformed(_)), "{pointer} = {value}: {error:?}");
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
    check_refused(book, &format!("/program/steps/{last}"), json!({ "not": last }));
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
    assert!(read > 100 && read < places.len(), "{read} of {}", places.len());
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
