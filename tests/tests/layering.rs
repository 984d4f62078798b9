//! The picture of dependencies in `crates/ARCHITECTURE.md`, held against the manifests and sources.

use sangloc_tests::fixture::{path, text};
use std::{collections::BTreeSet, fs, path::Path};
use toml::{Table, Value};

/// Every manifest of the workspace by folder.
fn manifests() -> Vec<(String, Table)> {
    let crates = fs::read_dir(path("crates")).unwrap().map(|entry| entry.unwrap());
    let folders = crates.filter(|entry| entry.path().join("Cargo.toml").is_file());
    let names = folders.map(|entry| format!("crates/{}", entry.file_name().to_string_lossy()));
    let all = names.chain(["web".into(), "web/studio".into(), "tests".into()]);
    all.map(|folder: String| {
        let manifest = text(&format!("{folder}/Cargo.toml")).parse().unwrap();
        (folder, manifest)
    })
    // What is measured against others is of a workspace of its own.
    .filter(|(_, manifest): &(String, Table)| !manifest.contains_key("workspace"))
    .collect()
}

/// The names under these tables of a manifest, and of its target-specific parts.
fn dependencies(manifest: &Table, kinds: &[&str]) -> BTreeSet<String> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let targets = targets.filter_map(|(_, target)| target.as_table());
    let tables = std::iter::once(manifest).chain(targets);
    let found =
        tables.flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()));
    found.flat_map(|table| table.keys().cloned()).collect()
}

/// What a crate depends on when it runs.
fn at_run_time(folder: &str) -> BTreeSet<String> {
    let all = manifests();
    let (_, manifest) = all.iter().find(|(name, _)| name == folder).unwrap();
    dependencies(manifest, &["dependencies"])
}

/// The crates of ours that one uses.
fn ours(folder: &str) -> Vec<String> {
    at_run_time(folder).into_iter().filter(|name| name.starts_with("sangloc")).collect()
}

#[test]
fn the_rulebook_depends_on_no_crate_of_ours() {
    let ours = ours("crates/rulebook");
    assert!(ours.is_empty(), "{ours:?}");
}

#[test]
fn authoring_and_screening_know_only_the_rulebook() {
    for folder in ["crates/authoring", "crates/screening"] {
        assert_eq!(ours(folder), ["sangloc-rulebook"], "{folder}");
    }
}

#[test]
fn a_query_is_made_of_the_program_alone() {
    assert_eq!(ours("crates/sql"), ["sangloc-rulebook", "sangloc-screening"]);
}

#[test]
fn columns_are_judged_by_the_program_alone() {
    assert_eq!(ours("crates/columnar"), ["sangloc-rulebook", "sangloc-screening"]);
}

#[test]
fn the_service_decides_nothing_itself_and_gets_its_rules_from_outside() {
    assert_eq!(ours("crates/service"), ["sangloc-rulebook", "sangloc-screening"]);
}

#[test]
fn the_workshop_stands_on_both_and_carries_no_rules() {
    assert_eq!(
        ours("crates/workshop"),
        ["sangloc-authoring", "sangloc-rulebook", "sangloc-screening"]
    );
}

#[test]
fn rhai_is_in_one_manifest_and_pinned() {
    let with = |(folder, manifest): (String, Table)| {
        dependencies(&manifest, &["dependencies", "build-dependencies"])
            .contains("rhai")
            .then_some(folder)
    };
    let users: Vec<String> = manifests().into_iter().filter_map(with).collect();
    assert_eq!(users, ["crates/authoring"]);
    let workspace: Table = text("Cargo.toml").parse().unwrap();
    let version = workspace["workspace"]["dependencies"]["rhai"]["version"].as_str().unwrap();
    assert!(version.starts_with('='), "rhai {version}");
}

#[test]
fn the_page_carries_neither_authoring_nor_rules() {
    let page = at_run_time("web");
    for name in ["sangloc-authoring", "sangloc-workshop", "sangloc-studio", "sangloc-rules", "rhai"]
    {
        assert!(!page.contains(name), "web depends on {name}");
    }
    // Nor through a crate between.
    let between: BTreeSet<String> =
        ["crates/screening", "crates/rulebook"].into_iter().flat_map(at_run_time).collect();
    assert!(!between.contains("sangloc-authoring") && !between.contains("rhai"), "{between:?}");
}

#[test]
fn the_package_for_portals_stands_on_the_rulebook_and_on_screening() {
    let used = at_run_time("crates/js");
    assert_eq!(ours("crates/js"), ["sangloc-rulebook", "sangloc-screening"]);
    assert!(!used.contains("yew") && !used.contains("rhai"), "{used:?}");
}

#[test]
fn every_crate_keeps_the_shared_lints() {
    for (folder, manifest) in manifests() {
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace")?.as_bool());
        assert_eq!(lints, Some(true), "{folder} has its own lints");
    }
    let workspace: Table = text("Cargo.toml").parse().unwrap();
    let lints = &workspace["workspace"]["lints"];
    for lint in ["unwrap_used", "expect_used", "panic", "indexing_slicing"] {
        assert_eq!(lints["clippy"][lint].as_str(), Some("deny"), "{lint}");
    }
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
}

/// What no library crate does: read a disk, a network, a clock, or print.
const ABSENT: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::",
    "now_utc",
    "now_local",
    "println!",
    "eprintln!",
    "print!(",
    "dbg!",
    "File::open",
    "std::thread",
    "rand::",
];

#[test]
fn library_crates_touch_nothing_outside() {
    let mut found = Vec::new();
    let mut read = 0;
    for folder in [
        "crates/rulebook/src",
        "crates/authoring/src",
        "crates/screening/src",
        "crates/columnar/src",
        "crates/workshop/src",
        "crates/studio/src",
    ] {
        sources(&path(folder), &mut |file, text| {
            read += 1;
            // Imports may be grouped: `use std::{collections::BTreeMap, fs}`.
            let grouped = text
                .split("use std::{")
                .skip(1)
                .map(|rest| rest.split_once("};").map_or(rest, |(names, _)| names));
            let names: Vec<&str> =
                grouped.flat_map(|names| names.split([',', '{', '}', ' ', '\n'])).collect();
            let grouped = ["fs", "net", "env", "process", "time", "thread"];
            let grouped = grouped
                .iter()
                .filter(|name| names.iter().any(|found| found.split("::").next() == Some(name)));
            let plain = ABSENT.iter().filter(|word| text.contains(**word));
            found.extend(grouped.chain(plain).map(|word| format!("{}: {word}", file.display())));
        });
    }
    assert!(read > 40, "only {read} files");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every Rust file below a folder.
fn sources(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.is_dir() {
            sources(&file, look);
        } else if file.extension().is_some_and(|ending| ending == "rs") {
            look(&file, &fs::read_to_string(&file).unwrap());
        }
    }
}
