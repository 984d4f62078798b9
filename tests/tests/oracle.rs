//! The one pass over the program gives the verdicts that a plain reading of the criteria gives.

use proptest::prelude::*;
use sangloc_rulebook::{Date, Rulebook};
use sangloc_screening::{Profile, evaluate};
use sangloc_tests::{
    fixture::{day, path, profile, quang_ninh, rulebooks, today},
    oracle, random,
};

/// The criteria that do not get the same verdict both ways.
fn differences(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Vec<String> {
    let found = evaluate(rulebook, profile, as_of).findings;
    let wanted = oracle::verdicts(rulebook, profile, as_of);
    let all = rulebook.criteria.iter().zip(found).zip(wanted);
    all.filter(|((_, found), wanted)| found.verdict != *wanted)
        .map(|((criterion, found), wanted)| {
            format!("{}: found {:?}, but it is {wanted:?}", criterion.id, found.verdict)
        })
        .collect()
}

proptest! {
    #![proptest_config(random::tries(200))]

    #[test]
    fn random_profiles(draft in random::drafts(), which in 0..2usize, year in 2022..2034i32) {
        let (_, rulebook) = rulebooks()[which];
        let profile = random::profile(rulebook, &draft);
        let wrong = differences(rulebook, &profile, day(year, 6, 30));
        prop_assert!(wrong.is_empty(), "{wrong:?}\n{}", profile.to_json(rulebook));
    }

    #[test]
    fn complete_profiles(draft in random::full_drafts(), which in 0..2usize) {
        let (_, rulebook) = rulebooks()[which];
        let profile = random::profile(rulebook, &draft);
        let wrong = differences(rulebook, &profile, today());
        prop_assert!(wrong.is_empty(), "{wrong:?}\n{}", profile.to_json(rulebook));
    }
}

#[test]
fn real_projects() {
    for entry in std::fs::read_dir(path("tests/profiles")).unwrap() {
        let file = entry.unwrap().path();
        if file.file_name().is_some_and(|name| name != "expected.json") {
            let json = std::fs::read_to_string(&file).unwrap();
            let wrong = differences(quang_ninh(), &profile(quang_ninh(), &json), today());
            assert!(wrong.is_empty(), "{}: {wrong:?}", file.display());
        }
    }
}
