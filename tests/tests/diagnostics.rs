//! Every mistake gets its diagnostic: the files in `tests/diagnostics/` are the test.

use sangloc_authoring::{LINTS, author};
use sangloc_tests::{
    corpus::{Page, difference, pages, render},
    fixture::{path, small_authored, small_sources, update},
};
use std::{collections::BTreeSet, fs};

/// Runs the examples of a page; gives what differs.
fn check(page: &Page) -> Vec<String> {
    let base = small_sources();
    let outcomes = page.examples.iter().map(|example| author(&example.apply(&base)));
    let found: Vec<String> = outcomes.map(|authored| render(&authored.diagnostics)).collect();
    if update() {
        let file = path(&format!("tests/diagnostics/{}.md", page.name));
        fs::write(file, page.with_diagnostics(&found)).unwrap();
        return Vec::new();
    }
    let pairs = page.examples.iter().zip(&found);
    let different = pairs.filter(|(example, found)| example.expected != **found);
    different
        .map(|(example, found)| {
            format!("{}.md: {}\n{}", page.name, example.title, difference(&example.expected, found))
        })
        .collect()
}

#[test]
fn every_example_gets_its_diagnostics() {
    let different: Vec<String> = pages("tests/diagnostics").iter().flat_map(check).collect();
    assert!(different.is_empty(), "UPDATE=1 accepts what came out\n\n{}", different.join("\n\n"));
}

#[test]
fn every_lint_has_examples_and_help() {
    let pages = pages("tests/diagnostics");
    let mut wrong = Vec::new();
    for lint in LINTS {
        let mark = format!("[{}] ", lint.code);
        let page = pages.iter().find(|page| page.name == lint.code);
        let shown = page.is_some_and(|page| {
            page.examples.iter().any(|example| example.expected.contains(&mark))
        });
        if !shown {
            wrong.push(format!("tests/diagnostics/{}.md has no example of it", lint.code));
        }
        let help = lint.help();
        if !help.starts_with(&format!("# {}\n", lint.code)) || help.lines().count() < 2 {
            wrong.push(format!(
                "the help of `{}` does not begin with its name and say more",
                lint.code
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_expected_lint_exists() {
    let known: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    for page in pages("tests/diagnostics") {
        for example in &page.examples {
            let lines = example.expected.lines().filter(|line| !line.starts_with("  "));
            for line in lines {
                let code = line.split(['[', ']']).nth(1).unwrap_or_default();
                assert!(known.contains(code), "{}.md: {line}", page.name);
            }
        }
    }
}

#[test]
fn the_small_rulebook_is_sound() {
    let authored = small_authored();
    assert_eq!(render(&authored.diagnostics), "");
    assert!(authored.rulebook.is_some());
}

#[test]
fn an_error_leaves_no_rulebook_and_a_warning_does() {
    let base = small_sources();
    for page in pages("tests/diagnostics") {
        for example in &page.examples {
            let authored = author(&example.apply(&base));
            let failed = example.expected.contains("error[");
            assert_eq!(authored.rulebook.is_none(), failed, "{}.md: {}", page.name, example.title);
        }
    }
}

#[test]
fn every_diagnostic_quotes_its_line() {
    let base = small_sources();
    for page in pages("tests/diagnostics") {
        for example in &page.examples {
            let sources = example.apply(&base);
            for found in author(&sources).diagnostics {
                let text = sources.text(&found.place.file).unwrap_or_default();
                let line = text.lines().nth(found.place.line - 1).unwrap_or_default();
                assert_eq!(
                    found.excerpt,
                    line.chars().take(200).collect::<String>(),
                    "{}",
                    found.message
                );
                // Neither form of it may panic, whatever the span.
                assert!(found.render(&sources, "en", false).contains(&found.message.to_string()));
                assert!(found.render(&sources, "vi", true).contains(found.lint));
            }
        }
    }
}
