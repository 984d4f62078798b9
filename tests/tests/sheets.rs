//! Figures and tables as sheets: what goes out comes back as nothing edited, and of one edited cell
//! nothing comes but that.

use proptest::prelude::*;
use sangloc_authoring::{SourceSet, author};
use sangloc_rulebook::Date;
use sangloc_rules::read_folder;
use sangloc_screening::Sheet;
use sangloc_tests::{
    fixture::{path, quang_ninh, small, small_sources},
    random,
};
use sangloc_workshop::{
    GivenSheet, NewPeriod, column_name, compare, edited_cells, figures, rule_sheets, with_cells,
};
use serde_json::json;

fn given(sheets: &[Sheet]) -> Vec<GivenSheet> {
    let rows = |sheet: &Sheet| (1..).zip(sheet.rows.clone()).collect();
    sheets.iter().map(|sheet| GivenSheet { name: sheet.name.clone(), rows: rows(sheet) }).collect()
}

/// The small rulebook with another zone table.
fn with_zones(text: &str) -> SourceSet {
    let mut sources = small_sources();
    sources.insert("zones.csv", text);
    sources
}

/// The cells of a CSV file as the rules read them.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn every_figure_and_every_cell_goes_out() {
    let sources = read_folder(&path("rules/quang-ninh")).expect("the rules are there");
    let rulebook = quang_ninh();
    let sheets = rule_sheets(&sources, rulebook, &rulebook.languages[0]).unwrap();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["figures", "zones.csv", "zones-owner.csv", "sectors.csv", "origin"]);
    let periods: usize = rulebook.parameters.iter().map(|figure| figure.values.len()).sum();
    assert_eq!(sheets[0].rows.len(), periods + 1);
    for sheet in &sheets[1..4] {
        let file = cells(sources.text(&sheet.name).unwrap());
        let shown = sheet.rows.iter().map(|row| {
            let text = |cell: &serde_json::Value| match cell {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Null => String::new(),
                number => number.to_string(),
            };
            row.iter().map(text).collect::<Vec<_>>()
        });
        assert_eq!(shown.collect::<Vec<_>>(), file, "{}", sheet.name);
    }
    assert_eq!(edited_cells(&sources, rulebook, &given(&sheets)), Ok(Vec::new()));
}

#[test]
fn every_figure_of_the_province_can_be_edited_and_only_it_changes() {
    let sources = read_folder(&path("rules/quang-ninh")).expect("the rules are there");
    let rulebook = quang_ninh();
    let language = &rulebook.languages[0];
    let sheets = rule_sheets(&sources, rulebook, language).unwrap();
    let text = sources.text("parameters.toml").unwrap();
    let period = NewPeriod {
        from: "2030-01-01".parse().unwrap(),
        cites: "rulebook-scope".into(),
        stated: false,
    };
    let mut tried = 0;
    for row in 1..sheets[0].rows.len() {
        let mut other = given(&sheets);
        let cell = &mut other[0].rows[row].1[5];
        if !cell.is_number() {
            continue;
        }
        *cell = json!("0.125");
        let changes = edited_cells(&sources, rulebook, &other).unwrap();
        let [change] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!(change.place.cell, Some((row + 1, 5)));
        let id = other[0].rows[row].1[0].as_str().unwrap().to_owned();
        let Ok(files) = with_cells(&sources, &changes, Some(&period)) else {
            // A period that is over by then.
            assert!(other[0].rows[row].1[4].is_string(), "{id}");
            continue;
        };
        assert_eq!(files.keys().collect::<Vec<_>>(), ["parameters.toml"]);
        let (old, new) = (figures(text).unwrap(), figures(&files["parameters.toml"]).unwrap());
        for (old, new) in old.iter().zip(&new) {
            let more = usize::from(old.id == id);
            assert_eq!(new.lines.len(), old.lines.len() + more, "{id}: {}", old.id);
            assert!(old.id == id || old == new, "{id}: {}", old.id);
        }
        tried += 1;
    }
    assert!(tried > 80, "{tried}");
}

#[test]
fn what_was_edited_is_what_a_comparison_of_the_rules_shows() {
    let (sources, rulebook) = (small_sources(), small());
    let language = &rulebook.languages[0];
    let mut edited = given(&rule_sheets(&sources, rulebook, language).unwrap());
    edited[0].rows[6].1[5] = json!(55);
    edited[0].rows[7].1[5] = json!("12.5");
    edited[1].rows[1].1[3] = json!(99);
    let changes = edited_cells(&sources, rulebook, &edited).unwrap();
    let places: Vec<String> = changes.iter().map(|change| change.place.to_string()).collect();
    let wanted =
        ["sheet `figures`, cell F7", "sheet `figures`, cell F8", "sheet `zones.csv`, cell D2"];
    assert_eq!(places, wanted);
    let period =
        NewPeriod { from: "2027-01-01".parse().unwrap(), cites: "law-2020".into(), stated: true };
    let mut changed = sources.clone();
    for (path, text) in with_cells(&sources, &changes, Some(&period)).unwrap() {
        changed.insert(path, text);
    }
    let new = author(&changed).rulebook.expect("it has no errors");
    let told = compare(rulebook, &new, language);
    let items: Vec<&str> = told.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(items, ["max_water", "min_green_area", "zone: EAST"]);
    let told: Vec<(&str, Option<Date>)> =
        told.figures.iter().map(|figure| (figure.id.as_str(), figure.from)).collect();
    assert_eq!(told, [("max_water", Some(period.from)), ("min_green_area", Some(period.from))]);
}

proptest! {
    #![proptest_config(random::tries(200))]

    #[test]
    fn one_cell_of_any_table_changes_and_no_other_byte(
        notes in proptest::collection::vec("[a-z ,;\"'#=é\u{a0}\n\r\t0-9._-]{0,12}", 3),
        windows in any::<bool>(),
        row in 0usize..3,
        new in "[a-z,\"\n0-9.]{1,8}",
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "name_vi", "name_en", "area_ha", "welcomes", "sewer", "note"]).unwrap();
        for (id, note) in ["EAST", "WEST", "NORTH"].iter().zip(&notes) {
            writer.write_record([id, "Khu", "Zone", "40", "", "", note]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let sources = with_zones(&text);
        let sheets = rule_sheets(&sources, small(), &small().languages[0]).unwrap();
        let mut edited = given(&sheets);
        prop_assert_eq!(edited_cells(&sources, small(), &edited), Ok(Vec::new()));
        edited[1].rows[row + 1].1[6] = json!(new);
        let changes = edited_cells(&sources, small(), &edited).unwrap();
        let files = with_cells(&sources, &changes, None).unwrap();
        let old = cells(&text);
        let now = files.get("zones.csv").map_or_else(|| old.clone(), |text| cells(text));
        for (place, (old, now)) in old.iter().zip(&now).enumerate() {
            for (column, (old, now)) in old.iter().zip(now).enumerate() {
                let is_edited = (place, column) == (row + 1, 6);
                let wanted = if is_edited { new.trim() } else { old.as_str() };
                let same = now == wanted || now.replace("\r\n", "\n") == wanted.replace("\r\n", "\n");
                prop_assert!(same || is_edited && now.parse::<f64>() == wanted.parse::<f64>(), "{place} {column}: {now:?} {wanted:?}");
            }
        }
        if let Some(file) = files.get("zones.csv") {
            let before = text.bytes().zip(file.bytes()).take_while(|(old, new)| old == new).count();
            let behind = text.bytes().rev().zip(file.bytes().rev()).take_while(|(old, new)| old == new).count();
            prop_assert!(text.len() <= before + behind + old[row + 1][6].len() * 2 + 40);
        }
    }
}

#[test]
fn columns_are_named_as_spreadsheets_name_them() {
    let names = [0, 25, 26, 51, 701, 702, 16383].map(column_name);
    assert_eq!(names, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
}
