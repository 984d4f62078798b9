//! `check`, `test` and `pack`: what those who keep the rules run.

use crate::{DAY, GOOD, change, copy_of, decide, fresh, sangloc, shown};
use std::fs;

#[test]
fn a_sound_folder_passes_and_its_cases_too() {
    for folder in ["tests/rulebooks/small", "rules/quang-ninh"] {
        sangloc(&["check", folder]).exits(0);
        let ran = sangloc(&["test", folder]).exits(0);
        assert!(ran.out.contains(" 0 failed"), "{}", ran.out);
    }
    for command in ["check", "test"] {
        let ran = sangloc(&[command, "tests/rulebooks/small", "--format", "json"]).exits(0);
        assert_eq!(ran.json(), serde_json::json!([]));
    }
}

#[test]
fn five_mistakes_are_five_diagnostics_at_their_places() {
    let folder = copy_of("tests/rulebooks/small", "five");
    let place = folder.join("criteria/place.rhai");
    change(&place, "let dirty", "project.processes", "project.proceses");
    change(&place, "code:       \"PLACE-02\"", "\"plan-2024\"", "\"plan-2042\"");
    change(&place, "code:       \"PLACE-02\"", "project.land_area <", "project.jobs <");
    change(&place, "code:       \"PLACE-04\"", "params.min_green_area", "10");
    change(&place, "code:       \"PLACE-05\"", "\"packing\"", "\"pakking\"");
    let ran = sangloc(&["check", shown(&folder), "--format", "json"]).exits(5);
    let found = ran.json();
    let lints: Vec<(&str, u64)> = found
        .as_array()
        .expect("an array")
        .iter()
        .filter(|one| one["severity"] == "error")
        .map(|one| (one["lint"].as_str().expect("a name"), one["line"].as_u64().expect("a number")))
        .collect();
    let wanted = [
        ("unknown-fact", 4),
        ("unknown-citation", 21),
        ("unit-mismatch", 24),
        ("figure-in-criterion", 46),
        ("unknown-choice", 58),
    ];
    assert_eq!(lints, wanted, "{found:#}");
    for key in ["file", "column", "message", "excerpt", "hint"] {
        assert!(!found[0][key].is_null(), "no {key}: {found:#}");
    }
    let text = sangloc(&["check", shown(&folder)]).exits(5);
    let words = ["error[unknown-fact]", "criteria/place.rhai:4:", "did you mean `processes`?"];
    words.into_iter().fold(text, |text, words| text.says(words));
    let text = sangloc(&["check", shown(&folder), "--lang", "vi"]).exits(5);
    let text = text.says("lỗi[unknown-fact]").says("gợi ý: có phải ý là `processes`?");
    assert!(text.out.contains("5 lỗi, "), "{}", text.out);
    // What is wrong makes no rulebook, whichever way it is asked for.
    decide(GOOD, &["--rulebook", shown(&folder)]).exits(5).says("errors");
    sangloc(&["test", shown(&folder)]).exits(5);
    sangloc(&["facts", shown(&folder)]).exits(5);
    sangloc(&["criteria", shown(&folder)]).exits(5);
}

#[test]
fn pack_writes_nothing_when_something_is_wrong() {
    let folder = copy_of("tests/rulebooks/small", "unpacked");
    change(
        &folder.join("facts.toml"),
        "[project.land_area]",
        "unit    = \"ha\"",
        "unit    = \"acre\"",
    );
    let file = fresh("unpacked-file").join("small.rulebook");
    sangloc(&["pack", shown(&folder), "-o", shown(&file)]).exits(5).says("unit-mismatch");
    let left = fs::read_dir(file.parent().expect("a folder")).expect("it is there").count();
    assert_eq!(left, 0, "something was written");
    // Nor is an older file touched.
    fs::write(&file, "older").expect("it can be written");
    sangloc(&["pack", shown(&folder), "-o", shown(&file)]).exits(5);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "older");
}

#[test]
fn a_packed_file_decides_as_its_folder_does() {
    let file = fresh("packed").join("small.rulebook");
    let ran = sangloc(&["pack", "tests/rulebooks/small", "-o", shown(&file)]).exits(0);
    let folder = decide(GOOD, &["--format", "json"]).exits(0).json();
    let packed = decide(GOOD, &["--format", "json", "--rulebook", shown(&file)]).exits(0).json();
    assert_eq!(folder, packed);
    assert!(ran.out.contains(packed["identity"].as_str().expect("a text")), "{}", ran.out);
    let again = fresh("packed-again").join("other-name.rulebook");
    sangloc(&["pack", "tests/rulebooks/small", "-o", shown(&again)]).exits(0);
    assert_eq!(fs::read(&file).expect("it is there"), fs::read(&again).expect("it is there"));
    sangloc(&["pack", "tests/rulebooks/small", "-o", "no/such/folder/x.rulebook"]).exits(1);
}

#[test]
fn a_damaged_file_is_refused() {
    let file = fresh("damaged").join("small.rulebook");
    sangloc(&["pack", "tests/rulebooks/small", "-o", shown(&file)]).exits(0);
    let bytes = fs::read(&file).expect("it is there");
    let refused = |bytes: &[u8], words: &str| {
        fs::write(&file, bytes).expect("it can be written");
        decide(GOOD, &["--rulebook", shown(&file)]).exits(5).says(words);
    };
    refused(&bytes[..bytes.len() / 2], "damaged or incomplete");
    let mut changed = bytes.clone();
    changed[bytes.len() / 2] ^= 1;
    refused(&changed, "damaged or incomplete");
    let text = String::from_utf8(bytes).expect("it is text");
    refused(text.replacen(" 1\n", " 2\n", 1).as_bytes(), "newer version");
    refused(b"", "not a rulebook file");
    fs::File::create(&file)
        .and_then(|sparse| sparse.set_len(200 << 20))
        .expect("the disk takes it");
    decide(GOOD, &["--rulebook", shown(&file)]).exits(5).says("is larger than");
}

#[test]
fn a_manager_changes_a_figure_and_the_decision_changes() {
    let folder = copy_of("rules/quang-ninh", "changed-figure");
    let (profile, packed) =
        ("tests/profiles/lioncore-complete.json", folder.with_extension("rulebook"));
    let verdict = |rulebook: &str| {
        let arguments =
            ["decide", "--profile", profile, "--rulebook", rulebook, "--format", "json"];
        let ran = sangloc(&[&arguments[..], &DAY[..]].concat());
        let report = ran.json();
        let findings = report["findings"].as_array().expect("an array");
        let green =
            findings.iter().find(|finding| finding["id"] == "green-area").expect("it is there");
        (ran.code, green["verdict"].as_str().expect("a text").to_owned())
    };
    let before = verdict(shown(&folder));
    assert_ne!(before.0, 2);
    assert_eq!(before.1, "met");
    change(&folder.join("parameters.toml"), "[min_green_area]", "amount = 10", "amount = 20");
    sangloc(&["pack", shown(&folder), "-o", shown(&packed)]).exits(0);
    for rulebook in [shown(&folder), shown(&packed)] {
        assert_eq!(verdict(rulebook), (2, "unmet".to_owned()));
    }
}

#[test]
fn a_case_that_comes_out_otherwise_exits_5() {
    let folder = copy_of("tests/rulebooks/small", "broken-case");
    change(
        &folder.join("cases/all.toml"),
        "A good project",
        "outcome = \"accepted\"",
        "outcome = \"rejected\"",
    );
    sangloc(&["check", shown(&folder)]).exits(0);
    let ran = sangloc(&["test", shown(&folder)]).exits(5).says("expected rejected, found accepted");
    assert!(ran.out.contains("1 failed"), "{}", ran.out);
    let broken = sangloc(&["test", shown(&folder), "--format", "json"]).exits(5).json();
    assert_eq!(broken.as_array().map(Vec::len), Some(1));
    assert_eq!(broken[0]["differs"][0], "outcome: expected rejected, found accepted");
}

#[test]
fn a_warning_fails_only_when_asked_to() {
    let folder = copy_of("tests/rulebooks/small", "warned");
    change(
        &folder.join("cases/all.toml"),
        "Too much water",
        "water-share = \"unmet\"",
        "fee-share = \"met\"",
    );
    sangloc(&["check", shown(&folder)]).exits(0).says("missing-case");
    sangloc(&["check", shown(&folder), "--strict"]).exits(5);
}

#[test]
fn what_is_no_folder_of_rules_is_refused() {
    for command in ["check", "test", "facts", "criteria"] {
        sangloc(&[command, "no/such/folder"]).exits(1).says("no/such/folder");
        sangloc(&[command, "Cargo.toml"]).exits(1).says("is not a folder");
        sangloc(&[command, shown(&fresh(&format!("empty-{command}")))]).exits(5);
    }
    let folder = copy_of("tests/rulebooks/small", "latin");
    fs::write(folder.join("criteria/extra.rhai"), [b'/', b'/', 0xe1, b'\n'])
        .expect("it can be written");
    sangloc(&["check", shown(&folder)]).exits(5).says("extra.rhai");
}

#[test]
fn pack_splits_the_file_into_what_a_page_loads() {
    let page = fresh("split");
    let file = page.join("small.rulebook");
    let arguments = ["pack", "tests/rulebooks/small", "-o", shown(&file), "--split", shown(&page)];
    let ran = sangloc(&arguments).exits(0);
    assert!(ran.out.contains("small.core: "), "{}", ran.out);
    let names: Vec<String> = fs::read_dir(&page)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    for (mark, count) in [("small.core", 1), ("small.vi.", 1), ("small.en.", 1), (".part", 0)] {
        let found = names.iter().filter(|name| name.contains(mark)).count();
        assert_eq!(found, count, "{mark}: {names:?}");
    }
    let whole = fs::read(&file).expect("the file is there");
    let core = fs::read(page.join("small.core")).expect("the core is there");
    let (_, identity) = sangloc_rulebook::Rulebook::from_file(&whole).expect("a rulebook");
    let (_, named, _) = sangloc_rulebook::Rulebook::from_core(&core).expect("a core");
    assert_eq!(named, identity);
}

#[test]
fn docs_are_pages_in_every_language_or_nothing() {
    let docs = fresh("docs").join("new/folder");
    let arguments = ["docs", "tests/rulebooks/small", "-o", shown(&docs), DAY[0], DAY[1]];
    let said = sangloc(&arguments).exits(0).out;
    assert!(said.contains("index.html"), "{said}");
    for page in ["index.html", "docs.css", "search.js", "vi/criteria.html", "en/cases-all.html"] {
        assert!(docs.join(page).is_file(), "{page}");
    }
    let html = fs::read_to_string(docs.join("en/figures.html")).expect("it is text");
    assert!(html.contains("by the rules in force on 2026-11-22"), "{html}");
    // Nothing leads out of the folder.
    assert!(!html.contains("../../"), "{html}");
    let broken = copy_of("tests/rulebooks/small", "docs-broken");
    change(
        &broken.join("criteria/place.rhai"),
        "let dirty",
        "project.processes",
        "project.proceses",
    );
    let nothing = fresh("docs-none").join("docs");
    sangloc(&["docs", shown(&broken), "-o", shown(&nothing)]).exits(5);
    assert!(!nothing.exists());
}
