//! The record of a decision: what it holds, and that it is the same for the same decision.

use sangloc_rulebook::Identity;
use sangloc_screening::{Outcome, Profile, Record, evaluate};
use sangloc_tests::fixture::{good_profiles, quang_ninh, rulebooks, today};

fn record(rulebook: &sangloc_rulebook::Rulebook, profile: &Profile) -> Record {
    let decision = evaluate(rulebook, profile, today());
    Record::new(rulebook, &Identity("ab".repeat(32)), profile, &decision)
}

#[test]
fn a_record_is_read_back_as_it_was_written_and_decided_the_same_again() {
    for (_, rulebook) in rulebooks() {
        for profile in good_profiles(rulebook) {
            let written = record(rulebook, profile);
            let read: Record = serde_json::from_str(&written.to_text()).unwrap();
            assert_eq!(read, written);
            let (again, errors) = Profile::read(rulebook, &read.profile.to_string());
            assert_eq!(errors, []);
            assert_eq!(record(rulebook, &again).to_text(), written.to_text());
            assert_eq!(read.findings.len(), rulebook.criteria.len());
        }
    }
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
