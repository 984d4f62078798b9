//! Which rules changed, and what becomes of projects by it.

use sangloc_authoring::{SourceSet, author};
use sangloc_rulebook::{Kind, Language, Rulebook};
use sangloc_rules::read_folder;
use sangloc_screening::{Verdict, evaluate};
use sangloc_tests::fixture::{path, quang_ninh, small, small_sources, today};
use sangloc_workshop::{Change, Impact, Law, Part, Row, Synthetic, compare, compare_days};
use std::collections::BTreeSet;

/// The rulebook of these sources with one text in the place of another.
pub(crate) fn changed(sources: &SourceSet, changes: &[(&str, &str, &str, &str)]) -> Rulebook {
    let mut sources = sources.clone();
    for (file, mark, old, new) in changes {
        let text = sources.text(file).expect(file).to_owned();
        let (before, after) = text.split_once(mark).expect(mark);
        assert!(after.contains(old), "no {old} after {mark}");
        sources.insert(*file, format!("{before}{mark}{}", after.replacen(old, new, 1)));
    }
    let authored = author(&sources);
    authored.rulebook.unwrap_or_else(|| panic!("{:#?}", authored.diagnostics))
}

fn three_figures() -> Rulebook {
    let sources = read_folder(&path("rules/quang-ninh")).unwrap();
    changed(
        &sources,
        &[
            ("parameters.toml", "[min_green_area]", "amount = 10", "amount = 15"),
            ("parameters.toml", "[max_water_per_hectare]", "amount = 60", "amount = 40"),
            ("parameters.toml", "[max_project_area]", "amount = 500", "amount = 50"),
        ],
    )
}

fn english() -> Language {
    Language("en".into())
}

#[test]
fn three_changed_figures_are_three_changes_in_words() {
    let found = compare(quang_ninh(), &three_figures(), &english());
    assert!(found.items.is_empty() && found.texts.is_empty(), "{found:#?}");
    let amounts: BTreeSet<(&str, &str, &str)> = found
        .figures
        .iter()
        .map(|figure| {
            let (before, after) = (figure.before.as_deref(), figure.after.as_deref());
            (figure.id.as_str(), before.unwrap_or_default(), after.unwrap_or_default())
        })
        .collect();
    let wanted = [
        ("max_project_area", "500\u{a0}ha", "50\u{a0}ha"),
        ("max_water_per_hectare", "60\u{a0}m³/ha a day", "40\u{a0}m³/ha a day"),
        ("min_green_area", "10%", "15%"),
    ];
    assert_eq!(amounts, BTreeSet::from(wanted));
    assert!(compare(quang_ninh(), quang_ninh(), &english()).is_empty());
}

/// Deciding both, and comparing what an investor hears: written a second time, without the workshop.
fn comes_out_otherwise(old: &Rulebook, new: &Rulebook, row: &Row) -> bool {
    let judge = |rulebook: &Rulebook| {
        let decision = evaluate(rulebook, &row.profile(rulebook).unwrap(), today());
        let incentives: BTreeSet<String> = rulebook
            .criteria
            .iter()
            .zip(&decision.findings)
            .filter(|(criterion, _)| criterion.kind == Kind::Incentive)
            .filter(|(_, finding)| finding.verdict == Verdict::Met)
            .map(|(criterion, _)| criterion.id.to_string())
            .collect();
        (decision.outcome, decision.points, decision.points_open, incentives)
    };
    judge(old) != judge(new)
}

#[test]
fn a_difference_equals_deciding_both_and_comparing() {
    let new = three_figures();
    let (before, after) = (Law::new(quang_ninh(), today()), Law::new(&new, today()));
    let mut synthetic =
        [Synthetic::new(quang_ninh(), today(), 7), Synthetic::new(&new, today(), 8)];
    let (mut impact, mut otherwise) = (Impact::default(), BTreeSet::new());
    let mut decided = Vec::new();
    for number in 0..1000 {
        let project = synthetic[number % 2].project();
        let row = Row::of(number, project.to_json(quang_ninh()));
        impact.add(&before, &after, &row);
        let judged = [quang_ninh(), &new]
            .map(|rulebook| evaluate(rulebook, &row.profile(rulebook).unwrap(), today()));
        decided.push(judged);
        if comes_out_otherwise(quang_ninh(), &new, &row) {
            otherwise.insert(number);
        }
    }
    assert_eq!((impact.judged, impact.skipped.len()), (1000, 0));
    let found: BTreeSet<usize> = impact.changed.iter().map(|change| change.row).collect();
    assert_eq!(found, otherwise);
    assert!((20..500).contains(&found.len()), "{} of 1000 change", found.len());
    // From what to what, and by which criteria, as the two decisions say.
    for change in &impact.changed {
        let [old, young] = &decided[change.row];
        assert_eq!(change.outcome, (old.outcome, young.outcome), "{change:#?}");
        let points = [&change.points.0, &change.points.1].map(|points| (points.known, points.open));
        let wanted = [old, young].map(|decision| (decision.points, decision.points_open));
        assert_eq!(points, wanted, "{change:#?}");
        let differ: BTreeSet<&str> = quang_ninh()
            .criteria
            .iter()
            .zip(old.findings.iter().zip(&young.findings))
            .filter(|(criterion, _)| criterion.kind != Kind::Advisory)
            .filter(|(_, (a, b))| (a.verdict, a.points) != (b.verdict, b.points))
            .map(|(criterion, _)| criterion.id.as_str())
            .collect();
        let named: BTreeSet<&str> = change.criteria.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(named, differ, "{change:#?}");
    }
    let turned = impact.changed.iter().filter(|change| change.outcome.0 != change.outcome.1);
    for change in turned {
        assert!(change.criteria.iter().any(|reason| reason.kind.decides()), "{change:#?}");
    }
    let counted: usize = impact.outcomes.values().sum();
    assert_eq!(counted, 1000);
}

#[test]
fn a_new_period_is_told_from_its_first_day() {
    let new = changed(
        &small_sources(),
        &[("parameters.toml", "[min_green_area]", "amount = 10", "to = 2026-12-31, amount = 10")],
    );
    let found = compare(small(), &new, &english());
    let [figure] = found.figures.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(figure.from.map(|day| day.to_string()).as_deref(), Some("2027-01-01"));
    assert_eq!((figure.before.as_deref(), figure.after.as_deref()), (Some("10%"), None));
    let days = compare_days(&new, today(), figure.from.unwrap(), &english());
    assert_eq!(days.figures.len(), 1, "{days:#?}");
}

#[test]
fn every_kind_of_part_is_told_by_its_name() {
    let new = changed(
        &small_sources(),
        &[
            ("criteria/land.rhai", "criterion(\"", "<=", "<"),
            ("facts.toml", "[project.land_area]", "max     = 50000", "max     = 900"),
            ("citations.toml", "title", "= \"", "= \"New "),
        ],
    );
    let found = compare(small(), &new, &english());
    let parts: BTreeSet<(Part, bool)> =
        found.items.iter().map(|item| (item.part, item.change == Change::Changed)).collect();
    let wanted = [Part::Criterion, Part::Fact, Part::Citation].map(|part| (part, true));
    assert_eq!(parts, BTreeSet::from(wanted), "{found:#?}");
    let field = &found.items[0].fields[0];
    assert!(field.before.contains("<=") && field.after.contains(" < "), "{field:#?}");
}

#[test]
fn synthetic_projects_are_the_same_for_a_seed_and_reach_every_outcome() {
    let make = |seed| {
        let mut synthetic = Synthetic::new(quang_ninh(), today(), seed);
        (0..60).map(|_| synthetic.project()).collect::<Vec<_>>()
    };
    let projects = make(3);
    assert_eq!(projects, make(3));
    assert_ne!(projects, make(4));
    let outcomes: BTreeSet<&str> = projects
        .iter()
        .map(|project| evaluate(quang_ninh(), project, today()).outcome.name())
        .collect();
    assert!(outcomes.contains("accepted") && outcomes.contains("rejected"), "{outcomes:?}");
}
