//! `decide --record` and `verify`: a decision that is kept, and checked later.

use crate::{DAY, GOOD, Ran, decide, fresh, sangloc, shown};
use std::{fs, path::Path};

const SMALL: &str = "tests/rulebooks/small";

fn verify(record: &Path, rulebook: &str) -> Ran {
    sangloc(&["verify", shown(record), "--rulebook", rulebook])
}

#[test]
fn a_record_is_the_same_when_it_is_decided_again_and_a_change_is_told_where() {
    let folder = fresh("record");
    let record = folder.join("record.json");
    decide(GOOD, &["--record", shown(&record)]).exits(0);
    let said = verify(&record, SMALL).exits(0).out;
    assert!(said.contains("record, decided again by rulebook small"), "{said}");
    let text = fs::read_to_string(&record).expect("it is there");
    let change = |from: &str, to: &str| {
        assert!(text.contains(from), "no {from} in {text}");
        fs::write(&record, text.replacen(from, to, 1)).expect("it can be written");
        verify(&record, SMALL).exits(5)
    };
    let ran = change(r#""points":""#, r#""points":"9"#).says("its hash does not fit");
    assert!(ran.out.contains("points: recorded \"9"), "{}", ran.out);
    let ran = change(r#""green_area":"10.01""#, r#""green_area":"10.00""#);
    assert!(
        ran.out.contains("findings.green-area.verdict: recorded \"met\", decided again \"unmet\""),
        "{}",
        ran.out
    );
    change(r#""engine":"#, r#""engine":"x","engine":"#).says("is not as it was written from byte");
    change(r#""built_area":"70000""#, r#""built_area":"70_000""#).says("`project.built_area`");
    fs::write(&record, &text[..text.len() / 2]).expect("it can be written");
    verify(&record, SMALL).exits(5).says("is not readable JSON");
    fs::write(&record, &text).expect("it can be written");
    verify(&record, "rules/quang-ninh").exits(5).says("was decided by rulebook small");
    sangloc(&["verify", shown(&record), "--key", "README.md"])
        .exits(1)
        .says("--key is for rulebook files");
    verify(&folder.join("no-such.json"), SMALL).exits(1);
}

#[test]
fn no_record_is_written_of_a_profile_that_does_not_fit() {
    let record = fresh("record-none").join("record.json");
    decide("{\"project\": {\"land_aera\": 1}}", &["--record", shown(&record)]).exits(5);
    assert!(!record.exists());
}

#[test]
fn the_records_of_a_portfolio_are_those_of_its_projects_and_each_that_is_wrong_is_named() {
    let folder = fresh("records");
    let path = |name: &str| folder.join(name);
    let read = |name: &str| fs::read_to_string(path(name)).expect("it is there");
    let (good, other) = (GOOD.replace('\n', ""), r#"{"project": {"land_area": 3}}"#);
    let rows = format!("{good}\n{{\"project\": 1}}\n{other}\n");
    fs::write(path("projects.jsonl"), rows).expect("it can be written");
    let batch = |more: &[&str]| {
        let (projects, lines) = (path("projects.jsonl"), path("lines.jsonl"));
        let run =
            ["batch", "--portfolio", shown(&projects), "-o", shown(&lines), "--rulebook", SMALL];
        sangloc(&[&run[..], &DAY, more].concat())
    };
    let records = path("records.jsonl");
    batch(&["--records", shown(&records)]).exits(0).says("row 2 was skipped");
    let single = path("single.json");
    let alone = [good.as_str(), other].map(|profile| {
        decide(profile, &["--record", shown(&single)]);
        read("single.json")
    });
    assert_eq!(read("records.jsonl"), alone.concat());
    let said = verify(&records, SMALL).exits(0).out;
    assert!(said.contains("2 records, decided again by rulebook small"), "{said}");

    let [first, second] = &alone;
    let changed = second.replacen(r#""points":""#, r#""points":"9"#, 1);
    let long = "x".repeat(3 << 20);
    fs::write(&records, format!("{first}\n{changed}{long}\n{second}")).expect("it can be written");
    let ran = verify(&records, SMALL).exits(5).says("2 of 4 records do not hold");
    assert!(ran.out.contains("line 3: is not what these rules give; its hash"), "{}", ran.out);
    assert!(ran.out.contains("  points: recorded \"9"), "{}", ran.out);
    assert!(ran.out.contains("line 4: is larger than"), "{}", ran.out);
    fs::write(&records, "\n").expect("it can be written");
    verify(&records, SMALL).exits(5).says("holds no record");

    batch(&["--records", shown(&path("lines.jsonl"))]).exits(1).says("a file of its own");
    // A portfolio that ends in the middle leaves no records either.
    fs::write(path("projects.jsonl"), format!("[{good}")).expect("it can be written");
    let none = path("none.jsonl");
    batch(&["--records", shown(&none)]).exits(5);
    assert!(!none.exists());
}
