//! What is said of answers that are not there yet: found by search, and compared with trying them all.

use sangloc_rulebook::{FactIndex, Language, Operation, Rulebook, Value};
use sangloc_screening::{
    Answer, Change, ChangeReport, ChangeSetReport, Outcome, Profile, Prospect, Reach, changes,
    evaluate, explain_changes, prospect,
};
use sangloc_tests::{
    fixture::{path, profile, quang_ninh, text, today, update},
    random,
    tiny::{self, Dice},
};
use std::collections::{BTreeMap, BTreeSet};

/// A rulebook with every complete profile there is, judged.
struct World {
    rulebook: Rulebook,
    judged: Vec<(Profile, Outcome)>,
    /// Which of them give a fact one of its answers, as bits.
    with: BTreeMap<(FactIndex, usize), Vec<u64>>,
    /// Which of them have an outcome.
    of: BTreeMap<&'static str, Vec<u64>>,
}

impl World {
    fn new(seed: u64, two_sided: bool) -> Self {
        let rulebook = tiny::rulebook(seed, two_sided);
        let all = tiny::all_profiles(&rulebook);
        let (mut with, mut of) = (BTreeMap::new(), BTreeMap::new());
        let words = all.len().div_ceil(64);
        let mut judged = Vec::new();
        for (place, profile) in all.into_iter().enumerate() {
            let outcome = evaluate(&rulebook, &profile, today()).outcome;
            let mark = |bits: &mut Vec<u64>| bits[place / 64] |= 1 << (place % 64);
            mark(of.entry(outcome.name()).or_insert_with(|| vec![0; words]));
            for fact in (0..rulebook.facts.len() as u16).map(FactIndex) {
                mark(with.entry(answer_of(&profile, fact)).or_insert_with(|| vec![0; words]));
            }
            judged.push((profile, outcome));
        }
        Self { rulebook, judged, with, of }
    }

    fn facts(&self) -> impl Iterator<Item = FactIndex> {
        (0..self.rulebook.facts.len() as u16).map(FactIndex)
    }

    /// The outcomes that completions of a profile have.
    fn outcomes(&self, profile: &Profile) -> BTreeSet<&'static str> {
        let answered: Vec<&Vec<u64>> =
            profile.answered().map(|fact| &self.with[&answer_of(profile, fact)]).collect();
        let meets = |bits: &Vec<u64>| {
            bits.iter().enumerate().any(|(word, bits)| {
                answered.iter().fold(*bits, |left, answered| left & answered[word]) != 0
            })
        };
        self.of.iter().filter(|(_, bits)| meets(bits)).map(|(outcome, _)| *outcome).collect()
    }
}

/// Which of its answers a profile gives a fact.
fn answer_of(profile: &Profile, fact: FactIndex) -> (FactIndex, usize) {
    let place = tiny::answers(fact).iter().position(|answer| Some(answer) == profile.answer(fact));
    (fact, place.expect("one of them"))
}

#[test]
fn a_prospect_says_what_every_completion_comes_to() {
    let (mut profiles, mut certain, mut sooner) = (0, 0, 0);
    for seed in 0..60 {
        let world = World::new(seed, false);
        let mut dice = Dice::new(seed ^ 0xabcd);
        for _ in 0..1_700 {
            let profile = tiny::profile(&world.rulebook, &mut dice);
            let found = prospect(&world.rulebook, &profile, today());
            let real = world.outcomes(&profile);
            let reach = |name| if real.contains(name) { Reach::Yes } else { Reach::No };
            let told = format!("seed {seed}: {}", profile.to_json(&world.rulebook));
            assert_eq!(found.accepted, reach("accepted"), "accepted, {told}");
            assert_eq!(found.review, reach("needs_review"), "review, {told}");
            assert_eq!(found.rejected, reach("rejected"), "rejected, {told}");
            assert_eq!(found.certain().is_some(), real.len() == 1, "{told}");
            profiles += 1;
            if found.certain().is_some() {
                certain += 1;
                let plain = evaluate(&world.rulebook, &profile, today()).outcome;
                sooner += usize::from(plain == Outcome::NeedsAnswers);
            }
        }
    }
    println!(
        "{profiles} profiles, {certain} certain, {sooner} of them before the evaluator alone could tell"
    );
    assert!(sooner > 0, "no profile needs the search");
}

#[test]
fn a_prospect_of_two_open_amounts_never_says_too_much() {
    let mut open = 0;
    for seed in 0..40 {
        let world = World::new(seed, true);
        let mut dice = Dice::new(seed ^ 0x1234);
        for _ in 0..500 {
            let profile = tiny::profile(&world.rulebook, &mut dice);
            let Prospect { accepted, review, rejected, .. } =
                prospect(&world.rulebook, &profile, today());
            let real = world.outcomes(&profile);
            for (found, name) in
                [(accepted, "accepted"), (review, "needs_review"), (rejected, "rejected")]
            {
                let told = format!("seed {seed}: {name}, {}", profile.to_json(&world.rulebook));
                match found {
                    Reach::Yes => assert!(real.contains(name), "{told}"),
                    Reach::No => assert!(!real.contains(name), "{told}"),
                    Reach::Open => open += 1,
                }
            }
        }
    }
    println!("{open} left open");
}

/// Changed answers by fact: the smallest unit both sides of the comparison know.
type Changed = BTreeMap<FactIndex, Answer>;

/// All minimal sets of changed answers that some completion makes accepted, found by trying everything.
fn all_minimal(world: &World, profile: &Profile) -> BTreeSet<String> {
    let book = &world.rulebook;
    let mut found: Vec<Changed> = Vec::new();
    for (complete, outcome) in &world.judged {
        if *outcome != Outcome::Accepted {
            continue;
        }
        let changed: Changed = world
            .facts()
            .filter(|fact| {
                let present = profile.answer(*fact);
                present.is_some() && present != complete.answer(*fact)
            })
            .filter_map(|fact| Some((fact, complete.answer(fact)?.clone())))
            .collect();
        // What rests on a changed answer is given anew and is no change of its own.
        let reopened = |fact: &FactIndex| {
            book.facts[fact.at()].linked.iter().any(|link| changed.contains_key(link))
        };
        let own: Changed = changed
            .iter()
            .filter(|(fact, _)| !reopened(fact))
            .map(|(fact, to)| (*fact, to.clone()))
            .collect();
        if own.keys().all(|fact| book.facts[fact.at()].changeable) && !found.contains(&own) {
            found.push(own);
        }
    }
    let minimal = found
        .iter()
        .filter(|set| !found.iter().any(|other| other != *set && is_within(profile, other, set)));
    minimal.map(|set| written(book, profile, set)).collect()
}

/// Whether the first set asks for less than the second: fewer parts, whatever their values, or the same
/// parts and nearer values.
fn is_within(profile: &Profile, one: &Changed, other: &Changed) -> bool {
    let (less, more) = (parts(profile, one), parts(profile, other));
    if less != more {
        return less.is_subset(&more);
    }
    let nearer = |(fact, near): (&FactIndex, &Answer)| {
        lies_between(profile.answer(*fact), near, &other[fact])
    };
    one.iter().all(nearer)
}

/// What a set turns: whole answers, and single members of sets.
fn parts(profile: &Profile, set: &Changed) -> BTreeSet<(FactIndex, Option<u16>)> {
    let of = |(fact, to): (&FactIndex, &Answer)| match (to, profile.answer(*fact)) {
        (Answer::Choices(to), Some(Answer::Choices(at))) => {
            let turned = at.without(*to).union(to.without(*at));
            turned.places().map(|place| (*fact, Some(place))).collect()
        }
        _ => vec![(*fact, None)],
    };
    set.iter().flat_map(of).collect()
}

fn lies_between(present: Option<&Answer>, near: &Answer, far: &Answer) -> bool {
    match (present, near, far) {
        (Some(Answer::Number(at, _)), Answer::Number(near, _), Answer::Number(far, _)) => {
            (at < near && near <= far) || (at > near && near >= far)
        }
        _ => near == far,
    }
}

/// A set as text; members that no rule tells apart are written the same.
fn written(book: &Rulebook, profile: &Profile, set: &Changed) -> String {
    let one = |(fact, to): (&FactIndex, &Answer)| match (to, profile.answer(*fact)) {
        (Answer::Choices(to), Some(Answer::Choices(at))) => {
            let mut parts: Vec<String> =
                at.without(*to).places().map(|place| format!("-{place}")).collect();
            parts.extend(
                to.without(*at).places().map(|place| format!("+{:?}", lists_of(book, place))),
            );
            parts.sort();
            format!("{}:{}", fact.0, parts.join(","))
        }
        _ => format!("{}:{to:?}", fact.0),
    };
    set.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// The lists a member is in.
fn lists_of(book: &Rulebook, place: u16) -> Vec<bool> {
    let steps = book.program.steps.iter().filter_map(|step| match step {
        Operation::Choices(set) => Some(*set),
        _ => None,
    });
    let cells = book.tables[0].rows.iter().filter_map(|row| match row.cells[1] {
        Some(Value::Choices(set)) => Some(set),
        _ => None,
    });
    steps.chain(cells).map(|set| set.contains(place)).collect()
}

/// The sets that were found, each alternative written out.
fn written_out(book: &Rulebook, profile: &Profile) -> (BTreeSet<String>, bool) {
    let found = changes(book, profile, today());
    let mut all = BTreeSet::new();
    for set in found.sets.iter().filter(|set| set.promises == Outcome::Accepted) {
        let plain: Changed =
            set.changes.iter().map(|change| (change.fact, change.to.clone())).collect();
        all.insert(written(book, profile, &plain));
        for Change { fact, others, .. } in &set.changes {
            for other in others {
                let mut swapped = plain.clone();
                swapped.insert(*fact, other.clone());
                all.insert(written(book, profile, &swapped));
            }
        }
    }
    (all, found.complete)
}

#[test]
fn the_minimal_changes_are_those_that_trying_everything_finds() {
    let (mut profiles, mut with_sets, mut hopeless) = (0, 0, 0);
    for seed in 0..60 {
        let world = World::new(seed, false);
        let mut dice = Dice::new(seed ^ 0x77);
        for _ in 0..40 {
            let profile = tiny::profile(&world.rulebook, &mut dice);
            if evaluate(&world.rulebook, &profile, today()).outcome == Outcome::Accepted {
                continue;
            }
            let real = all_minimal(&world, &profile);
            let (found, complete) = written_out(&world.rulebook, &profile);
            let told = format!("seed {seed}: {}", profile.to_json(&world.rulebook));
            assert!(complete, "{told}");
            assert_eq!(found, real, "{told}");
            profiles += 1;
            with_sets += usize::from(!real.is_empty());
            hopeless += usize::from(real.is_empty());
        }
    }
    println!("{profiles} profiles, {with_sets} can be changed, {hopeless} cannot");
    assert!(with_sets > 100 && hopeless > 10);
}

#[test]
fn every_proposed_set_keeps_its_promise_and_no_part_of_it_does() {
    let mut sets = 0;
    for seed in 0..60 {
        let book = tiny::rulebook(seed, seed % 3 == 0);
        let mut dice = Dice::new(seed ^ 0x99);
        for _ in 0..1_700 {
            let profile = tiny::profile(&book, &mut dice);
            sets += check_promises(&book, &profile);
        }
    }
    println!("{sets} sets");
    assert!(sets > 50_000);
}

/// Checks every set proposed for a profile; how many there were.
fn check_promises(book: &Rulebook, profile: &Profile) -> usize {
    let found = changes(book, profile, today());
    for set in &found.sets {
        let told = || format!("{}: {set:?}", profile.to_json(book));
        let outcome = |set: &sangloc_screening::ChangeSet| {
            evaluate(book, &set.apply(book, profile), today()).outcome
        };
        assert_eq!(outcome(set), set.promises, "{}", told());
        assert_ne!(set.promises, Outcome::Rejected, "{}", told());
        for change in &set.changes {
            assert_ne!(Some(&change.to), profile.answer(change.fact), "{}", told());
            assert!(book.facts[change.fact.at()].changeable, "{}", told());
            for other in &change.others {
                let mut swapped = set.clone();
                for change_of in &mut swapped.changes {
                    if change_of.fact == change.fact {
                        change_of.to = other.clone();
                    }
                }
                assert_eq!(outcome(&swapped), set.promises, "{other:?} instead, {}", told());
            }
        }
        if set.promises != Outcome::Accepted {
            continue;
        }
        let size = set.changes.len() + set.answers.len();
        for kept in proper_parts(size) {
            let mut part = set.clone();
            let mut bits = (0..size).map(|place| kept >> place & 1 == 1);
            part.changes.retain(|_| bits.next() == Some(true));
            part.answers.retain(|_| bits.next() == Some(true));
            assert_ne!(outcome(&part), Outcome::Accepted, "{part:?} of {}", told());
        }
    }
    found.sets.len()
}

/// The proper parts of a set as bits; of a large one those that lack one member.
fn proper_parts(size: usize) -> Vec<u64> {
    let all = (1_u64 << size) - 1;
    match size {
        0..=12 => (0..all).collect(),
        _ => (0..size).map(|left_out| all & !(1 << left_out)).collect(),
    }
}

#[test]
fn a_certain_outcome_of_the_province_never_flips() {
    use proptest::{
        strategy::{Strategy, ValueTree},
        test_runner::TestRunner,
    };
    let book = quang_ninh();
    let mut runner = TestRunner::deterministic();
    let (mut certain, mut kept, mut promised) = (0, 0, 0);
    for turn in 0..1_200 {
        let profile =
            random::profile(book, &random::drafts().new_tree(&mut runner).unwrap().current());
        let found = prospect(book, &profile, today());
        if let Some(outcome) = found.certain() {
            certain += 1;
            for _ in 0..6 {
                let rest = random::full_drafts().new_tree(&mut runner).unwrap().current();
                let complete = random::complete(book, &profile, &rest, |_| true);
                let real = evaluate(book, &complete, today()).outcome;
                assert_eq!(real, outcome, "{}\n{}", profile.to_json(book), complete.to_json(book));
                kept += 1;
            }
        }
        if turn % 4 == 0 {
            promised += check_promises(book, &profile);
        }
    }
    println!("{certain} certain, {kept} completions, {promised} sets of changes");
    assert!(certain > 100 && promised > 100);
}

/// What is proposed to the three projects that the province refused.
#[test]
fn the_refused_projects_learn_what_would_have_to_change() {
    let book = quang_ninh();
    let english = Language("en".into());
    let mut found = serde_json::Map::new();
    for name in ["ha-long-cement", "long-an-coal", "tal-dyeing"] {
        let profile = profile(book, &text(&format!("tests/profiles/{name}.json")));
        let changes = changes(book, &profile, today());
        assert!(!changes.sets.is_empty() || !changes.out_of_reach.is_empty(), "{name}");
        check_promises(book, &profile);
        let report = explain_changes(book, &profile, &changes, &english);
        let set = |set: &ChangeSetReport| {
            let texts =
                |all: &[ChangeReport]| all.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
            serde_json::json!({
                "changes": texts(&set.changes),
                "instead": set.changes.iter().flat_map(|one| one.others.clone()).collect::<Vec<_>>(),
                "answers": texts(&set.answers),
                "promises": set.promises.name(),
            })
        };
        let sets: Vec<_> = report.sets.iter().map(set).collect();
        let out_of_reach: Vec<_> = report.out_of_reach.iter().map(|one| &one.id).collect();
        found.insert(
            name.into(),
            serde_json::json!({ "sets": sets, "out_of_reach": out_of_reach, "complete": report.complete }),
        );
    }
    let found = serde_json::to_string_pretty(&found).unwrap() + "\n";
    if update() {
        std::fs::write(path("tests/refused-projects.json"), &found).unwrap();
    }
    assert_eq!(found, text("tests/refused-projects.json"), "UPDATE=1 rewrites the file");
}
