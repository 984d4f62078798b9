//! Workbooks: a profile survives the way out and back, and what cannot be read is named by row and column.

use proptest::prelude::*;
use sangloc_rulebook::{Identity, Language, Rulebook};
use sangloc_screening::{
    NotATemplate, Profile, Row, Sheet, evaluate, explain, findings_workbook, profile_workbook,
    read_workbook,
};
use sangloc_tests::{
    fixture::{good_profiles, quang_ninh, rulebooks, small, today},
    random,
};
use serde_json::{Value, json};

fn cells(sheets: Vec<Sheet>) -> Vec<Vec<Row>> {
    sheets.into_iter().map(|sheet| sheet.rows).collect()
}

/// Rows under the heading of the small rulebook's template.
fn read(rows: Value) -> Result<(Value, Vec<String>), NotATemplate> {
    let mut sheet: Vec<Row> =
        serde_json::from_value(json!([["read me"], ["id", "q", "a", "u"]])).unwrap();
    sheet.extend(serde_json::from_value::<Vec<Row>>(rows).unwrap());
    let (profile, errors) = read_workbook(small(), &[sheet])?;
    let told = errors.iter().map(|wrong| format!("{}{} {}", wrong.column, wrong.row, wrong.error));
    Ok((profile.to_json(small()), told.collect()))
}

fn survives(rulebook: &Rulebook, profile: &Profile, language: &Language) {
    let sheets = cells(profile_workbook(rulebook, profile, language));
    let (back, errors) = read_workbook(rulebook, &sheets).unwrap();
    assert_eq!(errors, [], "{language:?}");
    assert_eq!(back.to_json(rulebook), profile.to_json(rulebook), "{language:?}");
}

#[test]
fn every_good_profile_survives_in_every_language() {
    for (_, rulebook) in rulebooks() {
        for language in &rulebook.languages {
            for profile in good_profiles(rulebook) {
                survives(rulebook, profile, language);
            }
        }
    }
}

proptest! {
    #![proptest_config(random::tries(200))]

    #[test]
    fn any_profile_survives(draft in random::drafts()) {
        for (_, rulebook) in rulebooks() {
            survives(rulebook, &random::profile(rulebook, &draft), &rulebook.languages[0]);
        }
    }
}

#[test]
fn a_page_that_lacks_the_language_of_the_file_reads_its_own_list_of_choices() {
    let vietnamese = Language("vi".into());
    let mut page = quang_ninh().clone();
    page.languages.retain(|language| *language != vietnamese);
    page.texts.remove(&vietnamese);
    for profile in good_profiles(quang_ninh()) {
        let sheets = cells(profile_workbook(quang_ninh(), profile, &vietnamese));
        let (back, errors) = read_workbook(&page, &sheets).unwrap();
        let other: Vec<_> = errors.iter().filter(|wrong| wrong.column == 'C').collect();
        assert!(other.is_empty(), "{other:?}");
        assert!(back.answered().count() + errors.len() == profile.answered().count());
    }
}

#[test]
fn answers_are_taken_as_people_write_them() {
    let (profile, errors) = read(json!([
        ["project.track", "", "  ZONE "],
        ["project.processes", "", "dyeing; smelting"],
        ["project.capital", "", "32,5", ""],
        ["project.jobs", "", "1 200"],
        ["project.start", "", "22/11/2026"],
        ["project.land_area", "", 5.25, "ha"],
        ["", "a remark of their own", null],
        [],
        ["project.name", "", "=1+1"],
        ["environment.green_area", "", null],
    ]))
    .unwrap();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(
        profile,
        json!({"project": {
            "track": "zone", "processes": ["dyeing", "smelting"], "jobs": 1200, "start": "2026-11-22",
            "capital": {"amount": serde_json::from_str::<Value>("32.5").unwrap(), "unit": "million_USD"},
            "land_area": serde_json::from_str::<Value>("5.25").unwrap(), "name": "=1+1",
        }})
    );
}

#[test]
fn every_wrong_row_is_named_and_the_others_are_read() {
    let (profile, errors) = read(json!([
        ["project.moon", "", 1],
        ["project.land_area", "", 5],
        ["project.land_area", "", 6],
        ["project.jobs", "", "1.000"],
        ["project.built_area", "", 5, "acres"],
        ["project.track", "", "moon"],
        ["environment.green_area", "", 101],
        ["project.mangrove_area", "", "#REF!"],
        ["project.start", "", "soon"],
        ["<script>", "", "1"],
    ]))
    .unwrap();
    assert_eq!(profile, json!({"project": {"land_area": 5}}));
    let starts = [
        "A3 `project.moon`: is not asked",
        "A5 `project.land_area`: is answered twice",
        "C6 `project.jobs`: must be a number, not 1.000",
        "D7 `project.built_area`: cannot be given in `acres`",
        "C8 `project.track`: has no choice `moon`",
        "C9 `environment.green_area`: `101` is out of range",
        "C10 `project.mangrove_area`: must be a number, not #REF!",
        "C11 `project.start`: must be a date",
        "A12 `<script>`: is not asked",
    ];
    assert_eq!(errors.len(), starts.len(), "{errors:#?}");
    for (error, start) in errors.iter().zip(starts) {
        assert!(error.starts_with(start), "{error}\n{start}");
    }
}

#[test]
fn what_is_no_template_is_refused() {
    let none: [&[Vec<Row>]; 3] = [&[], &[vec![]], &[vec![vec![json!("name"), json!(1)], vec![]]]];
    for sheets in none {
        assert_eq!(read_workbook(small(), sheets).map(|_| ()), Err(NotATemplate::NoHeading));
    }
    let many = vec![vec![json!("id")]; 5_001];
    assert_eq!(read_workbook(small(), &[many]).map(|_| ()), Err(NotATemplate::TooLarge));
}

#[test]
fn names_of_sheets_are_ones_that_spreadsheet_programs_take() {
    let rulebook = quang_ninh();
    let profile = Profile::empty(rulebook);
    for language in &rulebook.languages {
        let decision = evaluate(rulebook, &profile, today());
        let report = explain(rulebook, &Identity("0".repeat(64)), &decision, language);
        let sheets = profile_workbook(rulebook, &profile, language)
            .into_iter()
            .chain(findings_workbook(rulebook, &profile, &report, "AAAA"));
        for sheet in sheets {
            let fits = sheet.name.chars().count() <= 31
                && !sheet.name.contains(['/', '\\', '?', '*', '[', ']', ':']);
            assert!(fits && !sheet.name.is_empty(), "{}", sheet.name);
            assert!(sheet.rows.iter().all(|row| row.len() <= sheet.widths.len()), "{}", sheet.name);
        }
    }
}

#[test]
fn a_finding_carries_what_was_given_and_required() {
    let rulebook = quang_ninh();
    let json =
        std::fs::read_to_string(sangloc_tests::fixture::path("tests/profiles/ha-long-cement.json"));
    let (profile, errors) = Profile::read(rulebook, &json.unwrap());
    assert_eq!(errors, []);
    let decision = evaluate(rulebook, &profile, today());
    let language = Language("en".into());
    let report = explain(rulebook, &Identity("0".repeat(64)), &decision, &language);
    let sheets = findings_workbook(rulebook, &profile, &report, "7F3A-92C1-04BD");
    let rows = &sheets[0].rows;
    assert_eq!(rows[0][1], json!("Does not meet the criteria – rejected"));
    assert_eq!(rows[5][1], json!("7F3A-92C1-04BD"));
    let blocking: Vec<_> = rows.iter().filter(|row| row.get(3) == Some(&json!("Yes"))).collect();
    assert_eq!(blocking.len(), report.findings.iter().filter(|finding| finding.blocks()).count());
    assert!(!blocking.is_empty());
    for row in blocking {
        assert!(row[4] != json!("") && row[5] != json!(""), "{row:?}");
    }
}
