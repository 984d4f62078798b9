//! `facts`, `criteria` and `lint`: what a rulebook has and what a diagnostic means.

use crate::sangloc;

#[test]
fn criteria_and_facts_are_arrays_of_json() {
    for folder in ["tests/rulebooks/small", "rules/quang-ninh"] {
        let criteria = sangloc(&["criteria", folder, "--format", "json"]).exits(0).json();
        let criteria = criteria.as_array().expect("an array");
        assert!(!criteria.is_empty());
        for one in criteria {
            for key in ["id", "criteria_md_id", "kind", "confidence"] {
                assert!(one[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {one}");
            }
            assert!(one["citations"].as_array().is_some_and(|all| !all.is_empty()), "{one}");
        }
        let facts = sangloc(&["facts", folder, "--format", "json", "--lang", "en"]).exits(0).json();
        let facts = facts.as_array().expect("an array");
        assert!(facts.iter().all(|one| one["id"].is_string()
            && one["type"].is_string()
            && one["question"].is_string()));
    }
    let plain = sangloc(&["criteria", "tests/rulebooks/small"]).exits(0);
    assert_eq!(plain.out.lines().count(), 11);
}

#[test]
fn lints_explain_themselves() {
    let all = sangloc(&["lint"]).exits(0).out;
    for name in all.lines() {
        assert!(sangloc(&["lint", name]).exits(0).out.starts_with(&format!("# {name}\n")));
    }
    assert!(all.lines().count() >= 16, "{all}");
    sangloc(&["lint", "no-such-lint"]).exits(1).says("no-such-lint");
}

#[test]
fn the_query_is_that_of_the_database_the_table_and_the_rulebook() {
    let day = ["--as-of", "2026-11-22"];
    let sql = |arguments: &[&str]| sangloc(&[&["sql"], arguments, &day[..]].concat());
    let small = sql(&["tests/rulebooks/small", "--dialect", "duckdb"]).exits(0).out;
    assert_eq!(small, sangloc_tests::fixture::text("tests/sql/duckdb.sql"));
    let other = sql(&["--dialect", "spark", "--table", "registry.projects", "--id", "code"]);
    let other = other.exits(0).out;
    assert!(other.contains("`code` AS `id`") && other.contains("FROM `registry`.`projects`"));
    sql(&["--dialect", "oracle"]).exits(1).says("duckdb, postgres, spark, datafusion");
    sql(&["--dialect", "spark", "--table", "a\\b"]).exits(5).says("has a letter that not every");
    sql(&["no-such-folder", "--dialect", "spark"]).exits(1).says("no-such-folder");
}
