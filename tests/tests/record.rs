//! The record of a decision: what it holds, that it is the same for the same decision, and that whatever
//! is changed in it is noticed.

use proptest::{prelude::*, sample::Index};
use sangloc_rulebook::{Date, Identity, Rulebook};
use sangloc_screening::{
    MAX_RECORD_BYTES, Outcome, Profile, Record, RecordError, Recorded, answers_of_record, evaluate,
};
use sangloc_tests::{
    fixture::{day, good_profiles, profile, quang_ninh, rulebooks, small, today},
    random,
};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

fn identity() -> Identity {
    Identity("ab".repeat(32))
}

fn record_on(rulebook: &Rulebook, profile: &Profile, day: Date) -> Record {
    Record::new(rulebook, &identity(), profile, &evaluate(rulebook, profile, day))
}

fn record(rulebook: &Rulebook, profile: &Profile) -> Record {
    record_on(rulebook, profile, today())
}

/// What is told of a changed record: the error, or what is otherwise.
fn told(rulebook: &Rulebook, text: &str) -> Result<Vec<String>, RecordError> {
    let verification = Recorded::read(text.as_bytes())?.verify(rulebook, &identity())?;
    let differences = verification.differences.into_iter().map(|difference| {
        let shown = |value: Option<String>| value.unwrap_or_default();
        let (recorded, decided) = (shown(difference.recorded), shown(difference.decided));
        format!("{}: {recorded} → {decided}", difference.path)
    });
    let hash = (!verification.intact).then(|| "hash".to_owned());
    Ok(differences.chain(hash).collect())
}

/// The record of a project of the small rulebook.
fn small_record() -> String {
    let json = r#"{"project": {"track": "zone", "land_area": 32.60, "capital": {"amount": 12345678901234567890.12345678,
        "unit": "VND"}, "name": "Nhà máy \"Ánh\"\n"}, "environment": {"green_area": 5}}"#;
    record(small(), &profile(small(), json)).to_text()
}

#[test]
fn a_record_is_canonical_json_with_the_hash_of_the_rest() {
    for (_, rulebook) in rulebooks() {
        for profile in good_profiles(rulebook) {
            let written = record(rulebook, profile);
            let text = written.to_text();
            let mut json: Json = serde_json::from_str(&text).unwrap();
            assert_eq!(text, format!("{}\n", serde_json_canonicalizer::to_string(&json).unwrap()));
            let hash = json.as_object_mut().unwrap().remove("hash").unwrap();
            let rest = serde_json_canonicalizer::to_vec(&json).unwrap();
            let digest = Sha256::digest(rest);
            let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hash, digits.as_str());
            assert!(digits.to_uppercase().starts_with(&written.reference().replace('-', "")));
            assert_eq!(json["findings"].as_object().unwrap().len(), rulebook.criteria.len());
        }
    }
}

#[test]
fn quantities_are_texts_with_every_digit_and_are_answers_again() {
    let text = small_record();
    assert!(text.contains(r#""land_area":"32.6""#), "{text}");
    assert!(text.contains(r#""amount":"12345678901234567890.12345678""#), "{text}");
    let json: Json = serde_json::from_str(&text).unwrap();
    let answers = answers_of_record(small(), &json["profile"]);
    let (read, errors) = Profile::from_json(small(), &answers);
    assert_eq!(errors, []);
    assert_eq!(record(small(), &read).to_text(), text);
}

#[test]
fn what_is_changed_is_told_where() {
    let text = small_record();
    assert_eq!(told(small(), &text), Ok(Vec::new()));
    assert_eq!(told(small(), &format!(" \r\n{text}\n")), Ok(Vec::new()));
    let change = |from: &str, to: &str| {
        assert!(text.contains(from), "no {from} in {text}");
        told(small(), &text.replacen(from, to, 1))
    };
    let one = |from: &str, to: &str, words: &str| {
        let told = change(from, to).unwrap();
        assert_eq!(told.last().map(String::as_str), Some("hash"), "{told:?}");
        assert!(told.iter().any(|line| line.contains(words)), "{words}: {told:?}");
    };
    one(r#""points":""#, r#""points":"1"#, "points: \"1");
    one(r#""verdict":"unmet""#, r#""verdict":"met""#, ".verdict: \"met\" → \"unmet\"");
    one(r#""findings":"#, r#""extra":1,"findings":"#, "extra: 1 → ");
    one(r#""land_area":"32.6""#, r#""land_area":"33.6""#, "hash");
    one(
        r#""land_area":"32.6""#,
        r#""land_area":"32.60""#,
        "profile.project.land_area: \"32.60\" → \"32.6\"",
    );
    one(
        r#""land_area":"32.6""#,
        r#""land_area":32.6"#,
        "profile.project.land_area: 32.6 → \"32.6\"",
    );
    one(r#""engine":"sangloc"#, r#""engine":"sanglac"#, "hash");
    one(r#""version":"#, r#""version":{"a":[1,2]},"version2":"#, "version: {");
    // A record that somebody wrote anew, hash and all, is caught by deciding again.
    let mut forged: Json = serde_json::from_str(&text).unwrap();
    let members = forged.as_object_mut().unwrap();
    members.remove("hash");
    members["outcome"] = "accepted".into();
    let digest = Sha256::digest(serde_json_canonicalizer::to_vec(members).unwrap());
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    members.insert("hash".into(), digits.into());
    let told = told(small(), &serde_json_canonicalizer::to_string(&forged).unwrap()).unwrap();
    assert!(told.len() == 1 && told[0].starts_with("outcome: \"accepted\" → "), "{told:?}");
}

#[test]
fn what_cannot_be_decided_again_is_refused_in_words() {
    let text = small_record();
    let change = |from: &str, to: &str| {
        assert!(text.contains(from), "no {from} in {text}");
        text.replacen(from, to, 1)
    };
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    let identities = ("ab".repeat(32), "cd".repeat(32));
    let cases = [
        ("empty", String::new(), "is not readable JSON (EOF"),
        ("cut off", text[..text.len() / 2].to_owned(), "is not readable JSON (EOF"),
        ("deep", deep, "recursion limit"),
        ("two", format!("{text}{text}"), "trailing characters"),
        ("another kind", "[1]".into(), "is not the record of a decision"),
        ("a profile", "{\"project\":{}}".into(), "is not the record of a decision"),
        (
            "older",
            change("sangloc-record 2", "sangloc-record 1"),
            "is written as `sangloc-record 1`",
        ),
        ("huge", " ".repeat(MAX_RECORD_BYTES + 1), "is larger than 2097152 bytes"),
        (
            "repeated",
            change(r#""outcome":"#, r#""outcome":"x","outcome":"#),
            "is not as it was written from byte",
        ),
        (
            "a space",
            change(r#""outcome":"#, r#""outcome": "#),
            "is not as it was written from byte",
        ),
        ("escaped", change("Nhà", "Nh\\u00e0"), "is not as it was written from byte"),
        (
            "other order",
            format!("{{\"version\":1,{}", &text[1..]),
            "is not as it was written from byte",
        ),
        ("other rules", change(&identities.0, &identities.1), "was decided by rulebook small"),
        (
            "no day",
            change(r#""as_of":"2026-11-22""#, r#""as_of":"2026-02-30""#),
            "`as_of`: is not a day",
        ),
        (
            "too exact",
            change("\"32.6\"", "\"1e400\""),
            "`project.land_area`: `1e+400` is out of range",
        ),
        ("no number", change("\"32.6\"", "\"much\""), "`project.land_area`: must be a number"),
        ("unknown fact", change("land_area", "land_aera"), "is not asked by this rulebook"),
    ];
    for (name, text, words) in cases {
        let error = told(small(), &text).expect_err(name).to_string();
        assert!(error.contains(words) && error.len() < 400, "{name}: {error}");
    }
    assert!(Recorded::read(b"\xff\xfe").is_err());
}

#[test]
fn a_reference_is_short_and_changes_with_any_answer() {
    let rulebook = quang_ninh();
    let mut seen = std::collections::BTreeSet::new();
    let profiles = good_profiles(rulebook);
    for profile in profiles {
        let reference = record(rulebook, profile).reference();
        let groups: Vec<&str> = reference.split('-').collect();
        assert!(groups.len() == 3 && groups.iter().all(|group| group.len() == 4), "{reference}");
        seen.insert(reference);
    }
    let different: std::collections::BTreeSet<_> =
        profiles.iter().map(|profile| profile.to_json(rulebook).to_string()).collect();
    assert_eq!(seen.len(), different.len());
}

#[test]
fn an_empty_profile_names_what_is_missing() {
    let rulebook = quang_ninh();
    let record = record(rulebook, &Profile::empty(rulebook));
    assert_eq!(record.outcome, Outcome::NeedsAnswers);
    assert!(record.open_facts.iter().any(|fact| fact == "project.track"));
}

proptest! {
    #![proptest_config(random::tries(60))]

    /// Any profile, any day: the record verifies; with any byte changed it does not, or is the same.
    #[test]
    fn a_record_verifies_and_with_any_byte_changed_it_does_not(
        draft in random::drafts(), which in 0..2usize, years in 0..40i32, month in 1..=12u8,
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 20),
    ) {
        let (_, rulebook) = rulebooks()[which];
        let profile = random::profile(rulebook, &draft);
        let text = record_on(rulebook, &profile, day(2010 + years, month, 28)).to_text();
        prop_assert_eq!(told(rulebook, &text), Ok(Vec::new()));
        for (place, byte) in changes {
            let mut bytes = text.clone().into_bytes();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            let verified = Recorded::read(&bytes)
                .and_then(|recorded| recorded.verify(rulebook, &identity()));
            let same = bytes.trim_ascii() == text.as_bytes().trim_ascii();
            prop_assert_eq!(verified.is_ok_and(|verified| verified.holds()), same, "byte {} at {}", byte, place);
        }
    }
}
