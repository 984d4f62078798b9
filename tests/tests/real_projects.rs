//! Real projects of the province: the refused ones are rejected by the criteria one would name, the
//! licensed ones are not, and are accepted once what is missing is answered.

use sangloc_screening::{Outcome, Verdict, evaluate};
use sangloc_tests::fixture::{path, profile, quang_ninh, text, today};
use serde_json::Value as Json;

/// What differs from `tests/profiles/expected.json` for one project.
fn check(file: &str, expected: &Json) -> Vec<String> {
    let book = quang_ninh();
    let decision =
        evaluate(book, &profile(book, &text(&format!("tests/profiles/{file}"))), today());
    let wanted = expected["outcome"].as_str().unwrap();
    let sound = match wanted {
        "not_rejected" => decision.outcome != Outcome::Rejected,
        name => decision.outcome.name() == name,
    };
    let mut wrong = Vec::new();
    if !sound {
        let found = decision.outcome.name();
        let blocks = decision.findings.iter().zip(&book.criteria).filter(|(finding, criterion)| {
            criterion.kind.decides() && finding.holds == Some(false)
        });
        let blocks: Vec<&str> = blocks.map(|(_, criterion)| criterion.id.as_str()).collect();
        let open = decision.open_facts.iter().map(|fact| book.fact(*fact).unwrap().id.as_str());
        let open: Vec<&str> = open.collect();
        wrong.push(format!(
            "{file}: expected {wanted}, found {found}; in the way: {blocks:?}; open: {open:?}"
        ));
    }
    for id in expected["unmet"].as_array().unwrap() {
        let place = book
            .criteria
            .iter()
            .position(|criterion| criterion.id.as_str() == id.as_str().unwrap());
        match place.map(|place| decision.findings[place].verdict) {
            Some(Verdict::Unmet) => {}
            Some(found) => {
                wrong.push(format!("{file}: {id} expected unmet, found {}", found.name()))
            }
            None => wrong.push(format!("{file}: there is no criterion {id}")),
        }
    }
    wrong
}

#[test]
fn each_comes_out_as_it_did() {
    let expected: Json = serde_json::from_str(&text("tests/profiles/expected.json")).unwrap();
    let all = expected.as_object().unwrap();
    let wrong: Vec<String> =
        all.iter().flat_map(|(file, expected)| check(file, expected)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_profile_is_expected_to_come_out_somehow() {
    let expected: Json = serde_json::from_str(&text("tests/profiles/expected.json")).unwrap();
    for entry in std::fs::read_dir(path("tests/profiles")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "expected.json" || expected.get(&name).is_some(),
            "{name} is in no expectation"
        );
    }
    let outcomes: Vec<&str> = expected
        .as_object()
        .unwrap()
        .values()
        .map(|one| one["outcome"].as_str().unwrap())
        .collect();
    let count = |wanted| outcomes.iter().filter(|found| **found == wanted).count();
    assert!(
        count("rejected") >= 3 && count("accepted") >= 3 && count("not_rejected") >= 3,
        "{outcomes:?}"
    );
}
