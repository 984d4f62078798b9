//! Profiles: what does not fit is named with what is allowed, what fits survives reading and writing.

use proptest::prelude::*;
use sangloc_rulebook::Rulebook;
use sangloc_screening::{MAX_PROFILE_BYTES, Problem, Profile};
use sangloc_tests::{
    corpus::{Page, difference},
    fixture::{path, rulebooks, small, update},
    random,
};
use std::fs;

/// The errors of a profile, one a line.
fn errors(rulebook: &Rulebook, json: &str) -> String {
    let (_, errors) = Profile::read(rulebook, json);
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Runs a page of bad profiles.
fn check(name: &str) {
    let file = path(&format!("tests/profiles-bad/{name}.md"));
    let page = Page::parse(name, &fs::read_to_string(&file).unwrap());
    let found = page.examples.iter().map(|example| errors(small(), example.input()));
    let found: Vec<String> = found.collect();
    if update() {
        fs::write(file, page.with_diagnostics(&found)).unwrap();
        return;
    }
    let pairs = page.examples.iter().zip(&found);
    let wrong = pairs.filter(|(example, found)| example.expected != **found);
    let wrong: Vec<String> = wrong
        .map(|(example, found)| {
            format!("{}\n{}", example.title, difference(&example.expected, found))
        })
        .collect();
    assert!(wrong.is_empty(), "{name}.md\n\n{}", wrong.join("\n\n"));
}

#[test]
fn names_that_are_not_asked() {
    check("names");
}

#[test]
fn numbers_that_do_not_fit() {
    check("numbers");
}

#[test]
fn other_answers_that_do_not_fit() {
    check("others");
}

#[test]
fn texts_that_are_no_profile() {
    check("whole");
}

#[test]
fn messages_quote_hostile_text_in_part_only() {
    for name in ["names", "numbers", "others", "whole"] {
        let page = Page::parse(
            name,
            &fs::read_to_string(path(&format!("tests/profiles-bad/{name}.md"))).unwrap(),
        );
        for example in &page.examples {
            for line in errors(small(), example.input()).lines() {
                assert!(line.chars().count() < 500, "{}: {line}", example.title);
                assert!(!line.chars().any(char::is_control), "{}: {line:?}", example.title);
            }
        }
    }
}

#[test]
fn deep_and_long_profiles_are_refused() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let nested = [
        deep("[", "]"),
        deep("{\"project\":", "}"),
        "[".repeat(1_000_000),
        "{\"a\":".repeat(200_000),
    ];
    for text in nested {
        let (_, errors) = Profile::read(small(), &text);
        assert!(matches!(errors[0].problem, Problem::NotJson(_) | Problem::TooLarge), "{errors:?}");
    }
    let list =
        format!(r#"{{"project": {{"processes": [{}"dyeing"]}}}}"#, r#""dyeing","#.repeat(100_000));
    let (profile, found) = Profile::read(small(), &list);
    assert!(found.is_empty() && profile.answered().count() == 1, "{found:?}");
    let numbers = format!(r#"{{"project": {{"processes": [{}0]}}}}"#, "0,".repeat(400_000));
    assert_eq!(errors(small(), &numbers).lines().count(), 1);
    let large = format!("{}{{}}", " ".repeat(MAX_PROFILE_BYTES));
    assert_eq!(
        errors(small(), &large),
        format!("`profile`: is larger than {MAX_PROFILE_BYTES} bytes")
    );
}

#[test]
fn what_fits_is_kept_beside_what_does_not() {
    let json = r#"{"project": {"land_area": 5, "jobs": "many", "track": "zone"}, "other": {}}"#;
    let (profile, errors) = Profile::read(small(), json);
    assert_eq!(errors.len(), 2);
    assert_eq!(
        profile.to_json(small()).to_string(),
        r#"{"project":{"land_area":5,"track":"zone"}}"#
    );
}

#[test]
fn an_answer_that_does_not_fit_changes_nothing() {
    let book = small();
    let mut profile = Profile::empty(book);
    let area = book.fact_named("project.land_area").unwrap();
    let five = Some(sangloc_screening::Answer::Number(5.into(), "ha".parse().unwrap()));
    profile.set(book, area, five.clone()).unwrap();
    let wrong = [
        sangloc_screening::Answer::YesNo(true),
        sangloc_screening::Answer::Row(0),
        sangloc_screening::Answer::Number((-1).into(), "ha".parse().unwrap()),
        sangloc_screening::Answer::Number(1.into(), "USD".parse().unwrap()),
    ];
    for answer in wrong {
        assert!(profile.set(book, area, Some(answer)).is_err());
        assert_eq!(profile.answer(area), five.as_ref());
    }
    assert!(profile.set(book, sangloc_rulebook::FactIndex(9_999), None).is_err());
}

proptest! {
    #![proptest_config(random::tries(256))]

    #[test]
    fn reading_what_was_written_changes_nothing(draft in random::drafts(), which in 0..2usize) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let text = profile.to_json(book).to_string();
        let (again, errors) = Profile::read(book, &text);
        prop_assert!(errors.is_empty(), "{text}: {errors:?}");
        prop_assert_eq!(&again, &profile);
        let (once_more, _) = Profile::read(book, &again.to_json(book).to_string());
        prop_assert_eq!(once_more.to_json(book).to_string(), again.to_json(book).to_string());
    }

    #[test]
    fn reading_any_text_ends(text in ".{0,200}") {
        let (profile, errors) = Profile::read(small(), &text);
        prop_assert!(!errors.is_empty() || profile.answered().count() <= small().facts.len());
    }
}
