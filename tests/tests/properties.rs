//! What holds for every profile: answers only ever make things clearer, and what is promised is kept.

use proptest::prelude::*;
use sangloc_rulebook::{FactIndex, Identity, Kind, Language, Rulebook};
use sangloc_screening::{
    BriefFinding, Decision, Interview, Law, Outcome, Profile, Sieve, Verdict, asked, evaluate,
    explain,
};
use sangloc_tests::{
    fixture::{day, rulebooks, today},
    random,
};

/// Why a later decision takes back what an earlier one said; empty when it does not.
fn taken_back(rulebook: &Rulebook, before: &Decision, after: &Decision) -> Vec<String> {
    let mut wrong = Vec::new();
    for ((criterion, old), new) in
        rulebook.criteria.iter().zip(&before.findings).zip(&after.findings)
    {
        if old.verdict != Verdict::Unknown && old.verdict != new.verdict {
            wrong.push(format!("{}: {:?}, then {:?}", criterion.id, old.verdict, new.verdict));
        }
        if old.holds.is_some() && old.holds != new.holds {
            wrong.push(format!("{}: holds {:?}, then {:?}", criterion.id, old.holds, new.holds));
        }
        if old.points.is_some() && old.points != new.points {
            wrong.push(format!("{}: {:?} points, then {:?}", criterion.id, old.points, new.points));
        }
    }
    if before.outcome != Outcome::NeedsAnswers && before.outcome != after.outcome {
        wrong.push(format!("{:?}, then {:?}", before.outcome, after.outcome));
    }
    if !before.acceptance_possible && after.outcome == Outcome::Accepted {
        wrong.push("accepted, though that was called impossible".into());
    }
    wrong
}

/// Answers every question that is asked, again and again, as an investor with a form does.
fn fill_the_form(rulebook: &Rulebook, profile: &Profile, answers: &random::Draft) -> Profile {
    let mut profile = profile.clone();
    loop {
        let questions = asked(rulebook, &profile, today());
        let next = random::complete(rulebook, &profile, answers, |fact| questions.contains(&fact));
        if next == profile {
            return profile;
        }
        profile = next;
    }
}

proptest! {
    #![proptest_config(random::tries(80))]

    #[test]
    fn one_more_answer_takes_nothing_back(
        draft in random::drafts(), more in random::full_drafts(), one in any::<prop::sample::Index>(), which in 0..2usize,
    ) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let open: Vec<FactIndex> = random::facts(book).filter(|fact| profile.answer(*fact).is_none()).collect();
        prop_assume!(!open.is_empty());
        let one = open[one.index(open.len())];
        let answered = random::complete(book, &profile, &more, |fact| fact == one);
        let wrong = taken_back(book, &evaluate(book, &profile, today()), &evaluate(book, &answered, today()));
        prop_assert!(wrong.is_empty(), "{} answered: {wrong:?}\n{}", book.facts[one.at()].id, answered.to_json(book));
    }

    #[test]
    fn all_other_answers_take_nothing_back(draft in random::drafts(), more in random::drafts(), which in 0..2usize) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let before = evaluate(book, &profile, today());
        let answered = random::complete(book, &profile, &more, |_| true);
        let wrong = taken_back(book, &before, &evaluate(book, &answered, today()));
        prop_assert!(wrong.is_empty(), "{wrong:?}\n{}\n{}", profile.to_json(book), answered.to_json(book));
    }

    #[test]
    fn only_open_facts_can_change_the_outcome(draft in random::drafts(), more in random::full_drafts(), which in 0..2usize) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let before = evaluate(book, &profile, today());
        prop_assert_eq!(before.open_facts.is_empty(), before.outcome != Outcome::NeedsAnswers);
        prop_assert!(before.open_facts.iter().all(|fact| profile.answer(*fact).is_none()));
        let others = random::complete(book, &profile, &more, |fact| !before.open_facts.contains(&fact));
        let after = evaluate(book, &others, today());
        prop_assert_eq!(after.outcome, before.outcome, "{}\n{}", profile.to_json(book), others.to_json(book));
        prop_assert_eq!(after.open_facts, before.open_facts);
    }

    #[test]
    fn answering_what_is_open_settles_the_outcome(draft in random::drafts(), more in random::full_drafts(), which in 0..2usize) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let open = evaluate(book, &profile, today()).open_facts;
        let answered = random::complete(book, &profile, &more, |fact| open.contains(&fact));
        let after = evaluate(book, &answered, today());
        prop_assert_ne!(after.outcome, Outcome::NeedsAnswers, "{}", answered.to_json(book));
    }

    #[test]
    fn the_form_asks_all_it_takes(draft in random::drafts(), more in random::full_drafts(), which in 0..2usize) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let before = evaluate(book, &profile, today());
        if before.outcome == Outcome::NeedsAnswers {
            let questions = asked(book, &profile, today());
            let useful = before.open_facts.iter().any(|fact| questions.contains(fact));
            prop_assert!(useful, "no open fact is asked\n{}", profile.to_json(book));
        }
        let filled = fill_the_form(book, &profile, &more);
        let after = evaluate(book, &filled, today());
        prop_assert_ne!(after.outcome, Outcome::NeedsAnswers, "{}", filled.to_json(book));
    }

    #[test]
    fn a_finding_rests_on_the_facts_it_read(
        draft in random::drafts(), some in prop::collection::vec(any::<prop::sample::Index>(), 4), which in 0..2usize,
    ) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let decision = evaluate(book, &profile, today());
        for place in some.iter().map(|some| some.index(decision.findings.len())) {
            let finding = &decision.findings[place];
            let read = decision.facts_read(book, finding);
            let mut pruned = Profile::empty(book);
            for fact in &read {
                pruned.set(book, *fact, profile.answer(*fact).cloned()).unwrap();
            }
            let alone = &evaluate(book, &pruned, today()).findings[place];
            let id = &book.criteria[place].id;
            prop_assert_eq!(alone, finding, "{}\n{}", id, profile.to_json(book));
            prop_assert!(read.iter().all(|fact| profile.answer(*fact).is_some()));
            prop_assert!(finding.needs.iter().all(|fact| profile.answer(*fact).is_none()));
            let open = finding.verdict == Verdict::Unknown;
            let because = !finding.needs.is_empty() || !finding.gaps.is_empty();
            prop_assert!(because || !open, "{id}: nothing leaves it open");
        }
    }

    #[test]
    fn an_answer_more_is_as_if_all_were_decided_again(
        draft in random::drafts(), which in 0..2usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(any::<u64>())), 20),
    ) {
        let (_, book) = rulebooks()[which];
        let law = Law::new(book, today());
        let mut profile = random::profile(book, &draft);
        let mut interview = Interview::new(&law, profile.clone());
        let mut sieve = Sieve::new(Law::new(book, today()));
        let facts: Vec<FactIndex> = random::facts(book).collect();
        for (fact, seed) in edits {
            let fact = facts[fact.index(facts.len())];
            match seed {
                Some(seed) => random::answer(book, &mut profile, fact, seed),
                None => profile.set(book, fact, None).unwrap(),
            }
            interview.answer(fact, profile.answer(fact).cloned()).unwrap();
            let whole = evaluate(book, &profile, today());
            prop_assert_eq!(interview.profile(), &profile);
            prop_assert_eq!(interview.decision(), &whole, "{}", profile.to_json(book));
            prop_assert_eq!(sieve.outcome(&profile), whole.outcome);
            prop_assert_eq!(sieve.decide(&profile), &whole);
            let brief = sieve.summary(&profile);
            prop_assert_eq!((brief.outcome, brief.points, brief.points_open), (whole.outcome, whole.points, whole.points_open));
            let findings: Vec<BriefFinding> = whole.findings.iter().map(BriefFinding::from).collect();
            prop_assert_eq!(&brief.findings, &findings);
        }
    }

    #[test]
    fn only_deciding_criteria_decide(draft in random::drafts(), which in 0..2usize) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let decision = evaluate(book, &profile, today());
        let mut deciding = book.clone();
        deciding.criteria.retain(|criterion| matches!(criterion.kind, Kind::Exclusion | Kind::Mandatory));
        let alone = evaluate(&deciding, &profile, today());
        prop_assert_eq!((alone.outcome, alone.open_facts), (decision.outcome, decision.open_facts));
    }

    #[test]
    fn the_same_profile_and_day_give_the_same_words(draft in random::drafts(), which in 0..2usize, year in 1..10_000i32) {
        let (_, book) = rulebooks()[which];
        let profile = random::profile(book, &draft);
        let (as_of, identity) = (day(year, 2, 28), Identity("0".into()));
        let once = evaluate(book, &profile, as_of);
        prop_assert_eq!(&once, &evaluate(book, &profile.clone(), as_of));
        for tag in ["vi", "en", "fr", "", "zh-Hant", "☃"] {
            let language = Language(tag.into());
            let words = explain(book, &identity, &once, &language);
            prop_assert_eq!(words.findings.len(), book.criteria.len());
            prop_assert_eq!(&words, &explain(book, &identity, &once, &language));
            prop_assert!(words.findings.iter().all(|finding| !finding.title.is_empty() && !finding.remedy.is_empty()));
        }
    }
}

#[test]
fn random_profiles_reach_every_outcome() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    for (name, book) in rulebooks() {
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..600 {
            let draft = random::drafts().new_tree(&mut runner).unwrap().current();
            let outcome = evaluate(book, &random::profile(book, &draft), today()).outcome;
            *seen.entry(outcome.name()).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 4, "{name}: {seen:?}");
        println!("{name}: {seen:?}");
    }
}

#[test]
fn every_day_of_the_calendar_has_a_decision() {
    for (name, book) in rulebooks() {
        for as_of in [day(1, 1, 1), day(1999, 12, 31), day(2024, 2, 29), day(9999, 12, 31)] {
            let profile = Profile::empty(book);
            let decision = evaluate(book, &profile, as_of);
            assert_ne!(decision.outcome, Outcome::Accepted, "{name} on {as_of}");
            asked(book, &profile, as_of);
        }
    }
}
