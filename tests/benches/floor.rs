//! Decisions by the neutral rulebook, beside the same rules written by hand in Rust: equal on every profile before
//! anything is timed. `divan` prints time and allocations for all profiles of a run together.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what is not decided alike is not timed"
)]

use divan::{AllocProfiler, Bencher, counter::ItemsCount};
use sangloc_rulebook::{FactIndex, Rulebook};
use sangloc_screening::{Answer, BriefFinding, Decision, Interview, Law, Measure, Profile, Sieve};
use sangloc_tests::{
    fixture::today,
    floor::{self, Decided, Project},
    neutral::{profiles, rulebook},
};
use std::sync::LazyLock;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const CRITERIA: usize = 60;
const PROFILES: usize = 10_000;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| rulebook(CRITERIA));
static LAW: LazyLock<Law<'static>> = LazyLock::new(|| Law::new(&RULEBOOK, today()));
static SEEDED: LazyLock<Vec<Profile>> = LazyLock::new(|| profiles(&RULEBOOK, PROFILES));
static PROJECTS: LazyLock<Vec<Project>> =
    LazyLock::new(|| SEEDED.iter().map(Project::of).collect());

fn main() {
    let mut sieve = sieve();
    let mut outcomes = std::collections::BTreeMap::new();
    for (profile, project) in SEEDED.iter().zip(PROJECTS.iter()) {
        let (ours, theirs) = (LAW.decide(profile), floor::decide(project));
        let json = || profile.to_json(&RULEBOOK);
        same(&ours, &theirs).unwrap_or_else(|what| panic!("{what} differs\n{}", json()));
        assert_eq!(sieve.outcome(profile), ours.outcome, "{}", json());
        assert_eq!(*sieve.decide(profile), ours, "{}", json());
        let brief = sieve.summary(profile);
        assert!(brief.findings.iter().copied().eq(ours.findings.iter().map(BriefFinding::from)));
        assert_eq!(floor::outcome(project), ours.outcome, "{}", json());
        *outcomes.entry(ours.outcome.name()).or_insert(0) += 1;
    }
    println!("{PROFILES} profiles decided alike: {outcomes:?}");
    divan::main();
}

fn sieve() -> Sieve<'static> {
    Sieve::new(Law::new(&RULEBOOK, today()))
}

/// Whether both say the same; else what differs.
fn same(ours: &Decision, theirs: &Decided) -> Result<(), String> {
    let check = |same: bool, what: &str| if same { Ok(()) } else { Err(what.to_owned()) };
    check(ours.outcome == theirs.outcome, "the outcome")?;
    check(ours.points == theirs.points, "the points")?;
    check(ours.points_open == theirs.points_open, "whether points are open")?;
    check(ours.open_facts == theirs.open_facts, "the open facts")?;
    check(ours.findings.len() == theirs.findings.len(), "the number of findings")?;
    for (place, (ours, theirs)) in ours.findings.iter().zip(&theirs.findings).enumerate() {
        let same = ours.verdict == theirs.verdict
            && ours.holds == theirs.holds
            && ours.points == theirs.points
            && ours.needs == theirs.needs
            && ours.gaps.is_empty() != theirs.gap
            && ours.measures.len() == theirs.measures.len()
            && ours
                .measures
                .iter()
                .zip(&theirs.measures)
                .all(|(ours, theirs)| measured(ours, theirs));
        check(same, &format!("finding {place}"))?;
    }
    Ok(())
}

fn measured(ours: &Measure, theirs: &floor::Measured) -> bool {
    let subject = match RULEBOOK.program.step(ours.subject) {
        Some(sangloc_rulebook::Operation::Answer(fact)) => {
            RULEBOOK.fact(*fact).map(|fact| fact.id.name())
        }
        _ => None,
    };
    subject.unwrap_or_default() == theirs.subject
        && ours.observed == theirs.observed
        && ours.relation == theirs.relation
        && ours.required == theirs.required
        && ours.holds == theirs.holds
}

#[divan::bench]
fn findings_by_hand(bencher: Bencher<'_, '_>) {
    each(bencher, &PROJECTS, floor::decide);
}

#[divan::bench]
fn findings_by_law(bencher: Bencher<'_, '_>) {
    each(bencher, &SEEDED, |profile| LAW.decide(profile));
}

#[divan::bench]
fn findings_by_sieve(bencher: Bencher<'_, '_>) {
    let mut sieve = sieve();
    each(bencher, &SEEDED, |profile| sieve.decide(profile).points_open);
}

#[divan::bench]
fn summary_by_law(bencher: Bencher<'_, '_>) {
    let mut sieve = sieve();
    each(bencher, &SEEDED, |profile| sieve.summary(profile).points_open);
}

#[divan::bench]
fn outcome_by_hand(bencher: Bencher<'_, '_>) {
    each(bencher, &PROJECTS, floor::outcome);
}

#[divan::bench]
fn outcome_by_law(bencher: Bencher<'_, '_>) {
    let mut sieve = sieve();
    each(bencher, &SEEDED, |profile| sieve.outcome(profile));
}

/// Runs through all of them once.
fn each<T, O>(bencher: Bencher<'_, '_>, all: &[T], mut run: impl FnMut(&T) -> O) {
    bencher.counter(ItemsCount::new(all.len())).bench_local(|| {
        for one in all {
            divan::black_box(run(divan::black_box(one)));
        }
    });
}

/// One answer of a profile changes, each fact in turn.
#[divan::bench]
fn one_changed_answer(bencher: Bencher<'_, '_>) {
    let facts: Vec<FactIndex> = (0u16..).map(FactIndex).take(RULEBOOK.facts.len()).collect();
    let [first, second] = [&SEEDED[0], &SEEDED[1]];
    let mut interview = Interview::new(&LAW, first.clone());
    // Once round, so that what reads each fact is known.
    let edits: Vec<(FactIndex, Option<Answer>)> = [second, first]
        .into_iter()
        .flat_map(|to| facts.iter().map(|fact| (*fact, to.answer(*fact).cloned())))
        .collect();
    let mut round = move || {
        for (fact, answer) in &edits {
            interview.answer(*fact, answer.clone()).expect("it fits");
            divan::black_box(interview.decision());
        }
    };
    round();
    bencher.counter(ItemsCount::new(2 * facts.len())).bench_local(round);
}
