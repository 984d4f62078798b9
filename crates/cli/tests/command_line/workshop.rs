//! What a zone manager runs beside `check` and `test`: coverage, slips, layout, new parts, batches.

use crate::{DAY, GOOD, change, command, copy_of, decide, fresh, sangloc, sangloc_with, shown};
use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
};

const SMALL: &str = "tests/rulebooks/small";

#[test]
fn cases_are_proposed_for_what_no_case_notices_and_notice_it() {
    let folder = copy_of(SMALL, "mutated");
    let cases = folder.join("cases/all.toml");
    let all = fs::read_to_string(&cases).expect("it is there");
    // Half of the cases are gone.
    let mut blocks = all.split("[[case]]");
    let head = blocks.next().unwrap_or_default().to_owned();
    let kept: String = blocks.step_by(2).map(|block| format!("[[case]]{block}")).collect();
    fs::write(&cases, head + kept.as_str()).expect("it can be written");
    let test = |more: &[&str]| {
        let arguments = ["test", shown(&folder), "--coverage", "--mutate", "--format", "json"];
        sangloc(&[&arguments[..], &DAY[..], more].concat()).exits(0).json()
    };
    let before = test(&["--write"]);
    let first = &before["coverage"]["missing"][0];
    assert!(first["place"]["line"].as_u64().is_some_and(|line| line > 0), "{first:#}");
    assert!(first["missing"].as_str().is_some_and(|words| words.contains("never")), "{first:#}");
    let after = test(&[]);
    let missing = |found: &serde_json::Value| {
        found["coverage"]["missing"].as_array().expect("an array").len()
    };
    assert!(missing(&after) * 5 < missing(&before), "{} of {}", missing(&after), missing(&before));
    let noticed =
        |found: &serde_json::Value| found["mutation"]["noticed"].as_u64().expect("a number");
    assert!(noticed(&after) > noticed(&before));
    let tried = after["mutation"]["tried"].as_u64().expect("a number");
    assert!(noticed(&after) * 100 >= tried * 95, "{} of {tried}", noticed(&after));
    // And the slip itself, made in the file, is noticed.
    change(&folder.join("parameters.toml"), "[min_green_area]", "amount = 10", "amount = 11");
    sangloc(&["test", shown(&folder)]).exits(5).says("expected");
}

#[test]
fn what_is_missing_is_told_with_file_and_line() {
    let ran = sangloc(&["test", SMALL, "--coverage"]).exits(0);
    assert!(ran.out.contains("coverage: "), "{}", ran.out);
    for line in ran.out.lines().filter(|line| line.contains(" never ")) {
        let mut parts = line.splitn(3, ':');
        let (file, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        assert!(file.starts_with(SMALL) && number.parse::<usize>().is_ok(), "{line}");
    }
}

#[test]
fn rule_files_are_laid_out_and_only_when_asked() {
    let folder = copy_of("rules/quang-ninh", "laid-out");
    let file = folder.join("criteria/land.rhai");
    let tidy = fs::read_to_string(&file).expect("it is there");
    sangloc(&["fmt", shown(&folder), "--check"]).exits(0);
    change(&file, "criterion(", "code:       ", "code: ");
    let untidy = fs::read_to_string(&file).expect("it is there");
    let ran = sangloc(&["fmt", shown(&folder), "--check"]).exits(5);
    assert!(ran.out.contains("land.rhai"), "{}", ran.out);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), untidy);
    sangloc(&["fmt", shown(&folder)]).exits(0);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), tidy);
}

#[test]
fn a_new_part_is_added_only_where_the_folder_stays_sound() {
    let folder = copy_of(SMALL, "new-parts");
    let dir = shown(&folder);
    let figure = |id: &str, unit: &str| {
        let arguments = ["new", "parameter", dir, id, "--unit", unit, "--amount", "3", "--from"];
        sangloc(&[&arguments[..], &["2026-01-01", "--cites", "plan-2024"]].concat())
    };
    figure("max_slope", "%").exits(0);
    figure("max_slope", "%").exits(5);
    figure("max_height", "acre").exits(5).says("nothing was written");
    let criterion = |id: &str, topic: &str, require: &str| {
        let arguments = [
            "new",
            "criterion",
            dir,
            id,
            "--topic",
            topic,
            "--code",
            "LAND-90",
            "--title",
            "Mới",
            "--cites",
            "plan-2024",
            "--remedy",
            "Chọn nơi khác.",
            "--require",
            require,
        ];
        sangloc(&arguments)
    };
    criterion("slope", "land", "project.slope <= params.max_slope").exits(5).says("slope");
    criterion("slope", "../land", "project.land_area > 0").exits(1).says("--topic");
    criterion("slope", "land", "project.land_area > 0").exits(0);
    let rules = fs::read_to_string(folder.join("criteria/land.rhai")).expect("it is there");
    assert!(rules.contains("criterion(\"slope\", #{\n    code:       \"LAND-90\","), "{rules}");
    let profile = folder.join("profile.json");
    fs::write(&profile, GOOD).expect("it can be written");
    let case = [
        "new",
        "case",
        dir,
        "The new criterion is met",
        "--topic",
        "all",
        "--criterion",
        "slope",
        "--verdict",
        "met",
        "--profile",
        shown(&profile),
    ];
    sangloc(&[&case[..], &DAY[..]].concat()).exits(0);
    let cases = fs::read_to_string(folder.join("cases/all.toml")).expect("it is there");
    assert!(cases.contains("\"The new criterion is met\""), "{cases}");
}

#[test]
fn a_batch_decides_as_decide_does_and_loses_no_row() {
    let out = fresh("batch").join("decisions.csv");
    let good = GOOD.replace('\n', " ");
    let rows = format!("{good}\n{{\"project\": 1}}\n{{}}\nnot json\n{good}\n");
    let run = |file: &str| {
        let arguments = ["batch", "--portfolio", "-", "-o", file, "--rulebook", SMALL];
        sangloc_with(&[&arguments[..], &DAY[..]].concat(), &rows).exits(0)
    };
    let ran = run(shown(&out)).says("row 2 was skipped").says("row 4 was skipped");
    assert!(ran.out.contains("3 decisions") && ran.out.contains("accepted: 2"), "{}", ran.out);
    let csv = fs::read_to_string(&out).expect("it is there");
    let outcomes: Vec<&str> = csv.lines().filter_map(|line| line.split(',').nth(2)).collect();
    let one = decide(GOOD, &["--format", "json"]).exits(0).json();
    let accepted = one["outcome"].as_str().expect("a text");
    let wanted = ["outcome", accepted, "unreadable", "needs_answers", "unreadable", accepted];
    assert_eq!(outcomes, wanted, "{csv}");
    let lines = out.with_extension("jsonl");
    run(shown(&lines));
    let json = fs::read_to_string(&lines).expect("it is there");
    let second = json.lines().nth(1).expect("a line");
    let second: serde_json::Value = serde_json::from_str(second).expect("JSON");
    assert_eq!((&second["row"], &second["outcome"]), (&2.into(), &"unreadable".into()));
}

#[test]
fn a_batch_that_cannot_be_read_to_its_end_leaves_nothing_behind() {
    let folder = fresh("batch-bad");
    let out = folder.join("decisions.csv");
    let arguments = ["batch", "--portfolio", "-", "-o", shown(&out), "--rulebook", SMALL];
    sangloc_with(&arguments, "[{}, {\"project\"").exits(5).says("after entry 1");
    assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 0);
    let unnamed = folder.join("decisions.txt");
    sangloc(&["batch", "--size", "1", "-o", shown(&unnamed)]).exits(1).says("--format");
    // A name that a spreadsheet would take for a formula is a text.
    let hostile = r#"{"project": {"name": "=HYPERLINK(\"x\")"}}"#;
    sangloc_with(&arguments, hostile).exits(0);
    assert!(fs::read_to_string(&out).expect("it is there").contains("'=HYPERLINK"));
}

#[test]
fn a_folder_is_checked_again_when_a_file_changes() {
    let folder = copy_of(SMALL, "watched");
    let mut child = command(&["check", shown(&folder), "--watch", "--as-of", "2026-11-22"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let out = BufReader::new(child.stdout.take().expect("it has an output"));
    let mut lines = out.lines().map_while(Result::ok);
    let first = lines.find(|line| line.contains("errors")).unwrap_or_default();
    assert!(first.contains(" 0 errors"), "{first}");
    change(
        &folder.join("criteria/land.rhai"),
        "criterion(",
        "project.land_area",
        "project.land_aera",
    );
    let second = lines.find(|line| line.contains("errors")).unwrap_or_default();
    child.kill().expect("it runs");
    let _ = child.wait();
    assert!(!second.contains(" 0 errors") && second.contains("error"), "{second}");
}

#[test]
fn shells_get_completions_and_every_command_has_help() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = sangloc(&["completions", shell]).exits(0);
        assert!(ran.out.contains("sangloc") && ran.out.contains("batch"), "{shell}");
    }
    let commands = [
        "check",
        "test",
        "diff",
        "params",
        "pack",
        "decide",
        "batch",
        "zones",
        "facts",
        "criteria",
        "lint",
        "fmt",
        "completions",
    ];
    for name in commands {
        let ran = sangloc(&[name, "--help"]).exits(0);
        assert!(ran.out.contains("Example"), "`sangloc {name} --help` shows no example");
    }
}

#[test]
fn rules_that_cannot_do_what_they_are_for_are_told_with_a_project_that_shows_it() {
    let found = sangloc(&[&["analyse", SMALL][..], &DAY[..]].concat()).exits(0);
    assert!(found.out.contains("0 faults"), "{}", found.out);
    let folder = copy_of(SMALL, "analysed");
    change(&folder.join("parameters.toml"), "[min_green_area]", "amount = 10", "amount = 100");
    let analyse = |format: &str| {
        let arguments = ["analyse", shown(&folder), "--format", format];
        sangloc(&[&arguments[..], &DAY[..]].concat()).exits(5)
    };
    let text = analyse("text").out;
    let line = text.lines().next().unwrap_or_default();
    assert!(line.contains("land.rhai:") || line.contains("place.rhai:"), "{text}");
    assert!(text.contains("[[case]]"), "{text}");
    let json = analyse("json").json();
    let faults = json["faults"].as_array().expect("an array");
    assert!(!faults.is_empty());
    for fault in faults {
        assert!(fault["line"].as_u64().is_some_and(|line| line > 0), "{fault:#}");
        assert!(fault["profile"].is_object() && fault["message"].is_string(), "{fault:#}");
    }
    // The first project, decided as any other, is not accepted.
    let project = faults.first().map(|fault| fault["profile"].to_string()).unwrap_or_default();
    let arguments = ["decide", "--profile", "-", "--rulebook", shown(&folder)];
    let decided = sangloc_with(&[&arguments[..], &DAY[..]].concat(), &project);
    assert_ne!(decided.code, 0, "{}", decided.out);
}
