//! Drafts of the province's rulebook, judged as the worker of the studio judges them.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping")]

use sangloc_rulebook::{Date, Decimal, Language, Rulebook};
use sangloc_rules::read_folder;
use sangloc_studio::{
    Desk, Draft, Files, Judgement,
    protocol::{Answer, Draftlike, Request},
    unpack,
};
use sangloc_workshop::{FigureEdit, WrittenAmount, change_figure, figures};
use std::path::Path;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn folder(path: &str) -> Files {
    let sources = read_folder(&Path::new("../..").join(path)).unwrap();
    sources.iter().map(|(path, text)| (path.to_owned(), text.into())).collect()
}

fn province() -> (Desk, Draft) {
    let draft = Draft::new(folder("rules/quang-ninh"));
    let mut desk = Desk::default();
    desk.open(draft.opened().clone());
    (desk, draft)
}

fn asked(draft: &Draft) -> Draftlike {
    Draftlike {
        change: draft.change(),
        as_of: None,
        today: day("2026-11-25"),
        language: Language("en".into()),
    }
}

fn judged(desk: &Desk, draft: &Draft) -> Judgement {
    desk.judge(&asked(draft))
}

/// Raises the share of trees to 15 % from the first day of 2027.
fn raise(draft: &mut Draft) {
    let edit = FigureEdit::From {
        day: day("2027-01-01"),
        amount: WrittenAmount::Number(Decimal::from(15)),
        cites: "smart-investment-2024".into(),
        stated: true,
    };
    let text = change_figure(draft.text("parameters.toml").unwrap(), "min_green_area", &edit);
    draft.write("parameters.toml", &text.unwrap());
}

#[test]
fn nothing_changed_means_no_impact() {
    let (desk, draft) = province();
    let judged = judged(&desk, &draft);
    assert!(judged.sound && judged.problems.is_empty(), "{:?}", judged.problems);
    assert!(judged.rules.is_empty());
    let impact = judged.impact.unwrap();
    assert_eq!((impact.judged, impact.changed), (200, 0));
    assert_eq!(judged.cases.unwrap().failed, []);
    assert!(judged.names.iter().any(|name| name.name == "params.min_green_area"));
}

#[test]
fn a_raised_figure_is_told_with_its_day_its_projects_and_its_criterion() {
    let (desk, mut draft) = province();
    raise(&mut draft);
    let judged = judged(&desk, &draft);
    let rules: Vec<&str> = judged.rules.iter().map(|rule| rule.text.as_str()).collect();
    assert!(rules[0].contains("10% → 15% from 2027-01-01"), "{rules:?}");
    let impact = judged.impact.unwrap();
    // The day is the one on which the change is in force, not today.
    assert_eq!(impact.as_of, day("2027-01-01"));
    assert!(impact.changed > 0 && impact.changed < impact.judged, "{}", impact.changed);
    assert!(impact.criteria[0].text.starts_with("ENV-"), "{:?}", impact.criteria);
    assert!(impact.origin.unwrap().contains("synthetic"));
    // The cases are of days before the change.
    assert_eq!(judged.cases.unwrap().failed, []);
    draft.undo();
    assert!(self::judged(&desk, &draft).rules.is_empty());
}

#[test]
fn a_mistake_is_marked_at_its_place_and_leaves_the_rest_to_be_seen() {
    let (desk, mut draft) = province();
    let land = draft.text("criteria/land.rhai").unwrap().to_string();
    let line = land.lines().position(|line| line.contains("params.")).unwrap();
    draft.write("criteria/land.rhai", &land.replacen("params.", "/* đất */ parms.", 1));
    let judged = judged(&desk, &draft);
    assert!(!judged.sound && judged.impact.is_none());
    let problem = judged.problems.iter().find(|problem| problem.file == "criteria/land.rhai");
    let problem = problem.unwrap();
    assert!(problem.is_error, "{problem:?}");
    assert_eq!(problem.line, line + 1);
    let marked: Vec<u16> = draft
        .text("criteria/land.rhai")
        .unwrap()
        .lines()
        .nth(line)
        .unwrap()
        .encode_utf16()
        .skip(problem.column)
        .take(problem.length)
        .collect();
    assert_eq!(String::from_utf16(&marked).unwrap(), "parms");
    assert!(!judged.names.is_empty(), "completion goes on with the rules as opened");
}

#[test]
fn what_is_published_is_what_the_command_line_packs() {
    let (desk, mut draft) = province();
    raise(&mut draft);
    let made = desk.publish(&asked(&draft)).unwrap();
    let names: Vec<&str> = made.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names[0], "quang-ninh.rulebook");
    let (rulebook, identity) = Rulebook::from_file(&made.bytes[0]).unwrap();
    assert_eq!(identity.0, made.files[0].identity);
    let (bytes, _) = rulebook.to_file().unwrap();
    assert_eq!(bytes, made.bytes[0]);
    let html = String::from_utf8(made.bytes[2].clone()).unwrap();
    assert!(html.contains("10% → 15%"), "{html}");
    assert!(!html.contains("<script"));
    let site = String::from_utf8_lossy(&made.bytes[3]);
    for name in ["quang-ninh.core", "rulebook/vi/criteria.html", "rulebook/ja/figures.html"] {
        assert!(site.contains(name), "{name}");
    }
}

#[test]
fn a_rulebook_comes_back_from_the_archive_it_was_packed_in() {
    let mut desk = Desk::default();
    let files = folder("tests/rulebooks/small");
    let (answer, bytes) = desk.answer(Request::Pack(files.clone()), Vec::new());
    assert!(matches!(answer, Answer::Made(_)));
    assert_eq!(unpack(&bytes[0]), Ok(files));
}

#[test]
fn a_portfolio_of_ones_own_is_judged_and_a_bad_one_named() {
    let (mut desk, mut draft) = province();
    raise(&mut draft);
    let csv =
        "project.track,environment.green_area\nindustrial_zone,12\nindustrial_zone,16\nmining,3\n";
    let take = |desk: &mut Desk, text: &str| {
        desk.answer(Request::Portfolio(Some("mine.csv".into())), text.as_bytes().to_vec()).0
    };
    assert!(matches!(take(&mut desk, "project.trac\nx\n"), Answer::NoPortfolio(_)));
    assert!(matches!(take(&mut desk, csv), Answer::Done));
    let impact = judged(&desk, &draft).impact.unwrap();
    assert_eq!((impact.judged, impact.changed, impact.origin), (3, 1, None));
    assert_eq!(impact.projects[0].row, 2);
}

#[test]
fn every_figure_of_the_province_can_be_read_and_changed_alone() {
    let text = folder("rules/quang-ninh")["parameters.toml"].clone();
    let all = figures(&text).unwrap();
    let tables = text.lines().filter(|line| line.starts_with('[')).count();
    assert_eq!(all.len(), tables);
    for figure in &all {
        for (line, written) in figure.lines.iter().enumerate() {
            let edit = FigureEdit::Correct { line, amount: written.amount.clone() };
            let same = change_figure(&text, &figure.id, &edit).unwrap();
            assert_eq!(figures(&same).unwrap(), all, "{}", figure.id);
        }
    }
}

#[test]
fn a_script_that_runs_away_is_ended_and_named() {
    let (desk, mut draft) = province();
    draft.write("criteria/zone.rhai", "loop { let x = 1; }");
    let judged = judged(&desk, &draft);
    assert!(!judged.sound);
    assert!(judged.problems.iter().any(|problem| problem.file == "criteria/zone.rhai"));
}
