//! `diff`: what a change of the rules does, before it is published.

use crate::{DAY, GOOD, change, copy_of, fresh, sangloc, sangloc_with, shown};
use std::fs;

const SMALL: &str = "tests/rulebooks/small";

/// A copy of the small rulebook that wants more trees.
fn greener(name: &str) -> std::path::PathBuf {
    let folder = copy_of(SMALL, name);
    change(&folder.join("parameters.toml"), "[min_green_area]", "amount = 10", "amount = 15");
    folder
}

#[test]
fn a_raised_figure_names_the_project_and_the_criterion() {
    let folder = greener("diff-figure");
    let packed = fresh("diff-packed").join("new.rulebook");
    sangloc(&["pack", shown(&folder), "-o", shown(&packed)]).exits(0);
    let one_line = GOOD.replace('\n', " ");
    for new in [shown(&folder), shown(&packed)] {
        let arguments = ["diff", SMALL, new, "--portfolio", "-", "--lang", "en"];
        let ran = sangloc_with(&[&arguments[..], &DAY[..]].concat(), &one_line).exits(0);
        for words in ["min_green_area", "10% → 15%", "Projects judged: 1", "accepted → rejected: 1"]
        {
            assert!(ran.out.contains(words), "no {words} in {}", ran.out);
        }
        let json = [&arguments[..], &DAY[..], &["--format", "json"]].concat();
        let report = sangloc_with(&json, &one_line).exits(0).json();
        assert_eq!(report["rules"]["figures"][0]["after"], "15%");
        let changed = &report["impact"]["changed"][0];
        assert_eq!(changed["outcome"], serde_json::json!(["accepted", "rejected"]));
        assert_eq!(changed["criteria"][0]["id"], "green-area");
    }
}

#[test]
fn the_page_needs_nothing_beside_it_and_escapes_what_it_shows() {
    let folder = greener("diff-page");
    let hostile = GOOD.replace("Nhà máy", "<script>alert(1)</script>").replace('\n', " ");
    let page = fresh("diff-page-out").join("impact.html");
    let arguments = ["diff", SMALL, shown(&folder), "--portfolio", "-"];
    let more = ["--format", "html", "-o", shown(&page)];
    sangloc_with(&[&arguments[..], &DAY[..], &more[..]].concat(), &hostile).exits(0);
    let page = fs::read_to_string(&page).expect("it is there");
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    for absent in ["<script", "style=", "http://", "https://", "src="] {
        assert!(!page.contains(absent), "{absent} in {page}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("<html lang=\"vi\">"), "{page}");
}

#[test]
fn without_a_portfolio_projects_are_synthetic_and_said_to_be() {
    let folder = greener("diff-synthetic");
    let run = |seed: &str| {
        let arguments = ["diff", SMALL, shown(&folder), "--lang", "en", "--size", "50", "--seed"];
        sangloc(&[&arguments[..], &[seed], &DAY[..]].concat()).exits(0).out
    };
    let first = run("1");
    assert!(first.contains("synthetic") && first.contains("Projects judged: 50"), "{first}");
    assert_eq!(first, run("1"));
    assert_ne!(first, run("2"));
}

#[test]
fn one_rulebook_is_compared_on_two_days() {
    let rules = "rules/quang-ninh";
    let days = ["--as-of", "2025-01-22", "--as-of", "2026-07-01", "--size", "10", "--lang", "en"];
    let ran = sangloc(&[&["diff", rules], &days[..]].concat()).exits(0);
    assert!(ran.out.contains("capital_per_hectare_bands"), "{}", ran.out);
    assert!(ran.out.contains("criterion wastewater-route"), "{}", ran.out);
    sangloc(&["diff", rules, "--as-of", "2026-07-01"]).exits(1).says("--as-of twice");
}

#[test]
fn a_portfolio_that_cannot_be_read_leaves_nothing_behind() {
    let folder = fresh("diff-bad");
    let page = folder.join("out.html");
    let bad: [(&str, &[u8], &str); 4] = [
        ("truncated.json", b"[{\"project\": {}}, {\"pro", "after entry 1"),
        ("headers.csv", b"project.jobs,project.jobs\n1,2\n", "columns 1 and 2"),
        ("unknown.csv", b"project.jbos\n1\n", "column 1: `project.jbos`"),
        ("empty.csv", b"", "is empty"),
    ];
    for (name, bytes, words) in bad {
        let file = folder.join(name);
        fs::write(&file, bytes).expect("it can be written");
        let arguments = ["diff", SMALL, SMALL, "--portfolio", shown(&file), "--format", "html"];
        sangloc(&[&arguments[..], &["-o", shown(&page)]].concat()).exits(5).says(words).says(name);
        assert!(!page.exists(), "{name} left a page");
    }
    let arguments = ["diff", SMALL, SMALL, "--portfolio", "-", "--lang", "en"];
    let ran = sangloc_with(&arguments, "{}\n{\"project\": 1}\n").exits(0);
    assert!(ran.out.contains("Row 2: `project`: must be an object"), "{}", ran.out);
    assert!(ran.out.contains("Projects judged: 1"), "{}", ran.out);
    sangloc_with(&arguments, "{\"project\": 1}\n").exits(5);
}
