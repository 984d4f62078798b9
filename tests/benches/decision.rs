//! Time and allocations: one decision with all its findings, its words, and a profile read.

use divan::{AllocProfiler, Bencher, black_box, counter::ItemsCount};
use sangloc_rulebook::{Identity, Language};
use sangloc_screening::{Interview, Law, Profile, Sieve, asked, evaluate, explain};
use sangloc_tests::fixture::{profile, quang_ninh, text, today};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// A profile with every answer a decision needs, and one in which most are missing.
const PROFILES: [&str; 2] = ["lioncore-complete", "lioncore"];

fn read(name: &str) -> Profile {
    profile(quang_ninh(), &text(&format!("tests/profiles/{name}.json")))
}

#[divan::bench(args = PROFILES)]
fn decision_with_all_findings(bencher: Bencher<'_, '_>, name: &str) {
    let (book, profile) = (quang_ninh(), read(name));
    bencher.bench(|| evaluate(black_box(book), black_box(&profile), today()));
}

#[divan::bench(args = PROFILES)]
fn decision_by_a_law_made_once(bencher: Bencher<'_, '_>, name: &str) {
    let (law, profile) = (Law::new(quang_ninh(), today()), read(name));
    bencher.bench(|| black_box(&law).decide(black_box(&profile)));
}

#[divan::bench(args = PROFILES)]
fn outcome_alone(bencher: Bencher<'_, '_>, name: &str) {
    let profile = read(name);
    let mut sieve = Sieve::new(Law::new(quang_ninh(), today()));
    bencher.bench_local(|| sieve.outcome(black_box(&profile)));
}

/// Each answer of the profile is taken out and put in again, by turns.
#[divan::bench(args = PROFILES)]
fn answers_taken_out_and_put_in(bencher: Bencher<'_, '_>, name: &str) {
    let (law, profile) = (Law::new(quang_ninh(), today()), read(name));
    let facts: Vec<_> = profile.answered().collect();
    let mut interview = Interview::new(&law, profile.clone());
    let mut round = move || {
        for fact in &facts {
            for answer in [None, profile.answer(*fact).cloned()] {
                black_box(interview.answer(*fact, answer).is_ok());
            }
        }
    };
    round();
    bencher.counter(ItemsCount::new(2 * read(name).answered().count())).bench_local(round);
}

#[divan::bench(args = PROFILES)]
fn questions_of_the_form(bencher: Bencher<'_, '_>, name: &str) {
    let (book, profile) = (quang_ninh(), read(name));
    bencher.bench(|| asked(black_box(book), black_box(&profile), today()));
}

#[divan::bench(args = PROFILES)]
fn words_of_a_decision(bencher: Bencher<'_, '_>, name: &str) {
    let (book, language, identity) = (quang_ninh(), Language("vi".into()), Identity(String::new()));
    let decision = evaluate(book, &read(name), today());
    bencher.bench(|| explain(book, &identity, black_box(&decision), &language));
}

#[divan::bench]
fn profile_from_json() -> Profile {
    let (book, json) = (quang_ninh(), include_str!("../profiles/lioncore-complete.json"));
    Profile::read(book, black_box(json)).0
}
