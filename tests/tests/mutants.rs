//! What the cases would notice: traces agree with decisions, slips are seen, proposals see them.

use crate::rule_changes::changed;
use proptest::prelude::*;
use sangloc_authoring::author;
use sangloc_rules::read_folder;
use sangloc_screening::{Trace, evaluate};
use sangloc_tests::{
    fixture::{path, rulebooks, small, small_authored, small_sources, today},
    random::{drafts, profile, tries},
};
use sangloc_workshop::{Bench, Example, Proposer, Slip, coverage, mutants};

proptest! {
    #![proptest_config(tries(64))]

    /// A trace is the decision, looked into; and it is the same after a look at another rulebook.
    #[test]
    fn a_trace_comes_to_what_the_decision_comes_to(draft in drafts()) {
        for (name, rulebook) in rulebooks() {
            let profile = profile(rulebook, &draft);
            let decision = evaluate(rulebook, &profile, today());
            let mut trace = Trace::run(rulebook, &profile, today());
            let agrees = |trace: &Trace<'_>| {
                prop_assert_eq!(trace.outcome(), decision.outcome, "{}", name);
                for (criterion, finding) in rulebook.criteria.iter().zip(&decision.findings) {
                    prop_assert_eq!(trace.state(criterion), (finding.verdict, finding.points));
                }
                Ok(())
            };
            agrees(&trace)?;
            let mut other = rulebook.clone();
            other.parameters.iter_mut().for_each(|parameter| parameter.values.clear());
            let all = 0..u32::try_from(rulebook.program.steps.len()).unwrap();
            let steps: Vec<_> = all.map(sangloc_rulebook::Slot).collect();
            let under = trace.under(&other, &steps, |trace, _| trace.outcome());
            prop_assert_eq!(under, evaluate(&other, &profile, today()).outcome);
            agrees(&trace)?;
        }
    }
}

#[test]
fn without_cases_nothing_is_seen_and_nothing_is_noticed() {
    let authored = small_authored();
    let seen = coverage(small(), &authored.places, &[]);
    assert_eq!(seen.missing.len(), seen.wanted);
    assert!(seen.wanted > 30, "{}", seen.wanted);
    for missing in &seen.missing {
        assert!(
            missing.place.file.starts_with("criteria/") && missing.place.line > 0,
            "{missing:?}"
        );
    }
    let mut bench = Bench::new(small(), &[]);
    assert!(!mutants(small(), &authored.places).iter().any(|mutant| bench.notices(mutant)));
}

#[test]
fn every_kind_of_slip_is_made_and_stands_at_its_place() {
    let authored = small_authored();
    let all = mutants(small(), &authored.places);
    for slip in [
        Slip::Limit,
        Slip::Operator,
        Slip::Clause,
        Slip::Negation,
        Slip::Unit,
        Slip::Period,
        Slip::Member,
        Slip::Points,
        Slip::Unmet,
    ] {
        assert!(all.iter().any(|mutant| mutant.slip == slip), "no {slip:?}");
    }
    for mutant in &all {
        assert!(mutant.place.line > 0, "{mutant:?}");
        let (before, after) = mutant.text.split_once(" → ").unwrap_or((&mutant.text, ""));
        assert_ne!(before, after, "{mutant:?}");
    }
    let green = all.iter().find(|mutant| mutant.id == "min_green_area").unwrap();
    assert!(green.place.file.ends_with("parameters.toml") && green.text == "10 → 11", "{green:?}");
}

/// A slip that a proposal notices, made in the files themselves, turns the proposal's verdict.
#[test]
fn a_proposal_notices_the_slip_it_is_for_in_the_files_too() {
    let authored = small_authored();
    let proposer = Proposer::new(small(), &[], today());
    let slips =
        [("min_green_area", "10 → 11", "amount = 11"), ("min_green_area", "10 → 9", "amount = 9")];
    for (id, text, amount) in slips {
        let all = mutants(small(), &authored.places);
        let mutant = all.iter().find(|one| one.id == id && one.text == text).expect(text);
        let proposal = proposer.for_mutant(mutant).expect("there is a case that notices it");
        assert!(Bench::new(small(), &[proposal.example(small())]).notices(mutant));
        let mut sources = small_sources();
        let cases = sources.text("cases/all.toml").unwrap().to_owned();
        sources.insert("cases/all.toml", format!("{cases}\n{}", proposal.to_toml(small())));
        let with = author(&sources);
        assert!(with.diagnostics.is_empty(), "{:#?}", with.diagnostics);
        let sound = Example::of_cases(small(), &with.cases);
        assert_eq!(sound.len(), with.cases.len(), "the proposal does not come out as written");
        let slipped =
            changed(&sources, &[("parameters.toml", "[min_green_area]", "amount = 10", amount)]);
        let still =
            Example::of_cases(&slipped, with.cases.last().map(std::slice::from_ref).unwrap());
        assert!(still.is_empty(), "{text} is not noticed by {}", proposal.to_toml(small()));
    }
}

/// What is missing is found again by a proposal for it.
#[test]
fn a_proposal_sees_what_no_case_has_seen() {
    let authored = small_authored();
    let seen = coverage(small(), &authored.places, &[]);
    let proposer = Proposer::new(small(), &[], today());
    let proposals = seen.missing.iter().map(|missing| (missing, proposer.for_goal(&missing.goal)));
    let mut found = 0;
    for (missing, proposal) in proposals {
        if let Some(proposal) = proposal {
            assert!(missing.goal.is_seen_by(small(), &proposal.example(small())), "{missing:?}");
            found += 1;
        }
    }
    assert!(found * 10 >= seen.wanted * 9, "{found} of {}", seen.wanted);
}

/// The province's cases see everything there is to see, and let few slips pass. What is left shows in
/// no case: points outside their period are unknown, which a case cannot expect, and some
/// rejections stand twice.
#[test]
fn the_cases_of_the_province_see_everything_and_notice_nearly_every_slip() {
    let authored = author(&read_folder(&path("rules/quang-ninh")).unwrap());
    let rulebook = authored.rulebook.unwrap();
    let examples = Example::of_cases(&rulebook, &authored.cases);
    assert_eq!(examples.len(), authored.cases.len());
    let seen = coverage(&rulebook, &authored.places, &examples);
    assert!(seen.missing.is_empty(), "{:#?}", seen.missing);
    let all = mutants(&rulebook, &authored.places);
    let mut bench = Bench::new(&rulebook, &examples);
    let noticed = all.iter().filter(|mutant| bench.notices(mutant)).count();
    println!("{} seen; {noticed} of {} slips noticed", seen.wanted, all.len());
    assert!(noticed * 100 >= all.len() * 95, "{noticed} of {}", all.len());
}
