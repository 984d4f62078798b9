//! Rule files that loop, recurse or grow: each ends with a diagnostic, none with a panic or a hang.

use sangloc_authoring::{Authored, MAX_SOURCE_BYTES, author};
use sangloc_tests::{corpus::render, fixture::small_sources};
use std::{sync::mpsc, thread, time::Duration};

/// Only a guard against hanging: what is measured is that limits stop the file.
const GUARD: Duration = Duration::from_secs(60);

/// Authors the small rulebook with one more file, in a thread that may not hang.
fn author_with(path: &'static str, text: String) -> Authored {
    let mut sources = small_sources();
    sources.insert(path, text);
    let (send, receive) = mpsc::channel();
    thread::Builder::new()
        // As small as threads get by default, so that no recursion goes unnoticed.
        .stack_size(2 * 1024 * 1024)
        .spawn(move || drop(send.send(author(&sources))))
        .expect("a thread starts");
    receive
        .recv_timeout(GUARD)
        .unwrap_or_else(|error| panic!("{path}: it hung or panicked: {error}"))
}

/// The rule file ends in this error and leaves no rulebook.
fn check(text: impl Into<String>, expected: &str) {
    check_file("criteria/extra.rhai", text.into(), expected);
}

fn check_file(path: &'static str, text: String, expected: &str) {
    let shown: String = text.chars().take(60).collect();
    let authored = author_with(path, text);
    let found = render(&authored.diagnostics);
    let found: String = found.chars().take(2_000).collect();
    assert!(found.contains(expected), "{shown}\nexpected {expected}\nfound {found}");
    assert!(authored.rulebook.is_none(), "{shown}: there is a rulebook");
}

/// A criterion that requires this.
fn requires(expression: &str) -> String {
    format!(
        "criterion(\"extra\", #{{ code: \"X-01\", kind: MANDATORY, title: \"T\", cites: \"plan-2024\",\n\
         confidence: STATED, remedy: \"R\",\nrequire: {expression},\n}});"
    )
}

#[test]
fn loops_are_not_part_of_the_language() {
    check(
        "loop {}",
        "error[syntax] criteria/extra.rhai:1:1: `loop` is not part of the rule language",
    );
    check("while true {}", "error[syntax] criteria/extra.rhai:1:1: `while` is not part");
    check("do {} while true;", "`do` is not part of the rule language");
    check("do {} until false;", "`do` is not part of the rule language");
    check("for i in [0] {}", "`for` is not part of the rule language");
}

#[test]
fn functions_are_not_part_of_the_language() {
    check("fn f(x) { f(x) } f(0);", "error[");
    check("private fn f(x) { f(x) }", "error[");
    check("let f = |x| x; f.call(0);", "error[");
    check("let f = Fn(\"define\"); f.call(\"x\", 0);", "error[");
    check("let f = define.curry(0);", "error[");
}

#[test]
fn scripts_do_not_reach_beyond_themselves() {
    check("eval(\"loop {}\");", "`eval` is not part of the rule language");
    check("import \"a\" as a;", "error[");
    check("export a;", "error[");
    check("print(\"a\");", "`print` is not part of the rule language");
    check("debug(\"a\");", "`debug` is not part of the rule language");
    check("let a = timestamp();", "error[unknown-name]");
    check("let a = open_file(\"/etc/passwd\");", "error[unknown-name]");
    check("sleep(1000);", "error[unknown-name]");
    check("let a = global::X;", "error[");
    check("let a = this;", "error[");
    check("throw 0;", "`throw` is not part of the rule language");
    check("return;", "`return` is not part of the rule language");
}

#[test]
fn what_rules_share_cannot_be_changed() {
    check("project.land_area = 0;", "error[");
    check("params.max_water = 0;", "error[");
    check("project = 0;", "error[");
    check("EXCLUSION = \"PRIORITY\";", "error[");
    check("let EXCLUSION = \"PRIORITY\";", "error[");
    check("let project = 0;", "error[");
    check("let params = 0;", "error[");
    check("let as_of = 0;", "error[");
    check("const EXCLUSION = 0;", "error[");
    check("let x = project.jobs; x += 0;", "`+=` is not part of the rule language");
    check("let x = 0; x = loop {};", "error[");
}

#[test]
fn values_that_double_are_stopped() {
    let double = |first: &str| -> String {
        let mut text = format!("let a0 = {first};\n");
        for n in 1..60 {
            text += &format!("let a{n} = a{0} + a{0};\n", n - 1);
        }
        text
    };
    check(double("\"0123456789\""), "error[limit]");
    check(double("[0]"), "error[");
    check(double("#{}"), "error[");
    // 2^60 leaves, but only 60 parts: shared, it stays small. It is refused for what it is not used for.
    let shared = double("project.jobs") + requires("a59 > a58").as_str();
    let authored = author_with("criteria/extra.rhai", shared);
    let found = render(&authored.diagnostics);
    assert!(found.contains("missing-translation"), "{found}");
    assert!(!found.contains("error[limit]"), "{found}");
}

#[test]
fn a_condition_that_doubles_is_lowered_once() {
    // Every part is used twice, and every part is wrong twice: one diagnostic each, not 2^60.
    let mut text = String::from("let a0 = project.jobs and project.land_area;\n");
    for n in 1..60 {
        text += &format!("let a{n} = (a{0} or a{0}) and not(a{0});\n", n - 1);
    }
    text += &requires("a59");
    let authored = author_with("criteria/extra.rhai", text);
    assert_eq!(authored.diagnostics.len(), 2, "{}", render(&authored.diagnostics));
}

#[test]
fn deep_nesting_is_refused() {
    let nested = |open: &str, close: &str, depth: usize| {
        requires(&format!("{}project.jobs{} > 0", open.repeat(depth), close.repeat(depth)))
    };
    check(nested("(", ")", 10_000), "error[limit]");
    check(nested("not(", ")", 10_000), "error[limit]");
    check(nested("[", "]", 10_000), "error[limit]");
    check(nested("- ", "", 10_000), "error[");
    check(nested("#{a: ", "}", 10_000), "error[limit]");
    check(
        requires(&format!("project.jobs{} > 0", " + project.jobs".repeat(10_000))),
        "error[limit]",
    );
    check(requires(&format!("project.jobs{}", ".a".repeat(10_000))), "error[limit]");
    check(requires(&"(".repeat(100_000)), "error[");
    check("{".repeat(100_000), "error[");
    // Deep through names: each line is shallow.
    let mut steps = String::from("let a0 = environment.reviewed;\n");
    for n in 1..=190 {
        steps += &format!("let a{n} = not(not(a{}));\n", n - 1);
    }
    check(steps + requires("a190").as_str(), "error[limit]");
}

#[test]
fn large_files_are_refused() {
    let comment = "// a line that says nothing at all, again and again\n";
    let large = comment.repeat(MAX_SOURCE_BYTES / comment.len() + 1);
    assert!(large.len() > MAX_SOURCE_BYTES);
    let expected = "error[limit] criteria/extra.rhai:1:1: the file is larger than";
    check(large.clone(), expected);
    let large = large.replace("//", "##");
    for path in [
        "facts.toml",
        "parameters.toml",
        "citations.toml",
        "rulebook.toml",
        "text/vi.toml",
        "cases/all.toml",
    ] {
        check_file(
            path,
            large.clone(),
            &format!("error[limit] {path}:1:1: the file is larger than"),
        );
    }
    check_file(
        "zones.csv",
        "a,b\n".repeat(MAX_SOURCE_BYTES / 4 + 1),
        "error[limit] zones.csv:1:1: the file is larger than",
    );
}

#[test]
fn many_lines_are_read_or_refused() {
    // More lines than a position can count: the file is refused, not misplaced.
    let lines = "\n".repeat(100_000);
    check(format!("{lines}loop {{}}"), "error[");
    let many = "let a = project.jobs;\n".repeat(40_000);
    check(many, "error[");
    let names: String = (0..40_000).map(|n| format!("let a{n} = 0;\n")).collect();
    check(names, "error[limit]");
    let calls: String = (0..15_000).map(|n| format!("define(\"a{n}\", project.jobs);\n")).collect();
    check(calls, "error[");
}

#[test]
fn many_entries_are_refused() {
    let facts = |n| format!("[p.f{n}]\ntype = \"yes_no\"\nsection = \"project\"\n");
    let texts = |n| format!("[facts.p.f{n}]\nlabel = \"x\"\n");
    let cites =
        |n| format!("[p{n}]\nkind = \"law\"\npublisher = \"x\"\ntitle = \"x\"\ndate = 2024\n");
    let many = |entry: &dyn Fn(usize) -> String| (0..10_000).map(entry).collect::<String>();
    let refused = |path, text| {
        check_file(path, text, &format!("error[limit] {path}:1:1: the file has more than"))
    };
    refused("facts.toml", many(&facts));
    refused("text/vi.toml", many(&texts));
    refused("citations.toml", many(&cites));
}

#[test]
fn long_literals_are_refused() {
    check(format!("let a = \"{}\";", "a".repeat(100_000)), "error[limit]");
    check(format!("let a = [{}];", "0,".repeat(100_000)), "error[limit]");
    check(format!("let a = {};", "9".repeat(1_000)), "error[");
    check("let a = 1e999;", "error[");
    let fields: String = (0..1_000).map(|n| format!("a{n}: 0,")).collect();
    check(format!("let a = #{{ {fields} }};"), "error[limit]");
}

#[test]
fn texts_are_plain() {
    check("let a = `${loop {}}`;", "error[");
    check(
        "let a = \"no end",
        "error[syntax] criteria/extra.rhai:1:9: the text has no closing quote",
    );
    check("let a = 'x", "error[");
    check("let a = \"\\u{110000}\";", "error[");
    check("/* no end", "error[");
}

#[test]
fn odd_bytes_are_refused_in_their_place() {
    check("let a\0b = 0;", "error[syntax] criteria/extra.rhai:1:");
    check("let\u{a0}a = 0;", "error[syntax] criteria/extra.rhai:1:");
    check("let a = “x”;", "error[syntax] criteria/extra.rhai:1:");
    check("\u{feff}\u{feff}loop {}", "error[");
    check_file("parameters.toml", "a = \"\0\"".into(), "error[syntax] parameters.toml:1:");
    check_file("zones.csv", "id,\0\n\"".into(), "error[syntax] zones.csv:");
}

#[test]
fn empty_files_are_no_rulebook() {
    for path in [
        "facts.toml",
        "parameters.toml",
        "citations.toml",
        "rulebook.toml",
        "zones.csv",
        "text/vi.toml",
    ] {
        check_file(path, String::new(), "error[");
    }
}
