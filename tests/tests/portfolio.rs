//! Portfolios from outside: what fits is read, what does not is named by its row, and nothing that
//! cannot be told apart is guessed at.

use sangloc_rulebook::Rulebook;
use sangloc_screening::Profile;
use sangloc_tests::fixture::{profile, small, text};
use sangloc_workshop::{ColumnMapping, Row, read_mapped_portfolio, read_portfolio};
use serde::Deserialize;
use std::ops::ControlFlow;

/// The rows of a portfolio, and what became of it as a whole.
fn read(rulebook: &Rulebook, bytes: &[u8]) -> (Vec<Row>, Result<(), String>) {
    let mut rows = Vec::new();
    let result = read_portfolio(bytes, &[rulebook], |row| {
        rows.push(row);
        ControlFlow::Continue(())
    });
    (rows, result.map(|_| ()).map_err(|error| error.to_string()))
}

fn profiles(text: &str) -> Vec<Profile> {
    let (rows, result) = read(small(), text.as_bytes());
    result.unwrap();
    rows.iter().map(|row| row.profile(small()).unwrap()).collect()
}

#[test]
fn the_same_projects_in_every_form() {
    let wanted = [
        r#"{"project": {"name": "A", "land_area": 32.6, "capital": {"amount": 5, "unit": "million_USD"}}, "environment": {"reviewed": true}}"#,
        r#"{"project": {"name": "B;,", "processes": ["assembly", "packing"], "start": "2027-01-01"}, "environment": {"reviewed": false}}"#,
    ];
    let same: Vec<Profile> = wanted.iter().map(|text| profile(small(), text)).collect();
    let csv = "project.name,project.land_area,project.capital,project.processes,project.start,environment.reviewed,#note\n\
        A,32.6,5 million_USD,,,yes,first\n\"B;,\",,,assembly|packing,2027-01-01,không,\n";
    let semicolons = "\u{feff}project.name;project.land_area;project.capital;project.processes;project.start;environment.reviewed;#note\r\n\
        A;32,6;5 million_USD;;;CÓ;\r\n\"B;,\";;;assembly | packing;2027-01-01;0;\r\n;;;;;;\r\n";
    for text in [
        format!("[{},\n{}]", wanted[0], wanted[1]),
        format!("\n{}\n\n{}", wanted[0], wanted[1]),
        csv.to_owned(),
        csv.replace(',', "\t").replace("B;\t", "B;,"),
        semicolons.to_owned(),
    ] {
        assert_eq!(profiles(&text), same, "{text}");
    }
}

#[test]
fn a_row_that_does_not_fit_is_named_and_stops_nothing() {
    let text = "project.land_area,project.track,environment.reviewed\n\
        10,zone,yes\nten,zone,yes\n10,zonee,yes\n10\n-5,zone,perhaps\n11,zone,no\n";
    let (rows, result) = read(small(), text.as_bytes());
    result.unwrap();
    let found: Vec<(usize, String)> = rows
        .iter()
        .map(|row| (row.number, row.profile(small()).err().unwrap_or_default().join("; ")))
        .collect();
    let wanted = [
        (2, ""),
        (3, "column A `project.land_area`: must be a number"),
        (4, "column B `project.track`: has no choice `zonee`; did you mean `zone`?"),
        (5, "has 1 cells, the header has 3"),
        (6, "column C `environment.reviewed`: must be yes or no"),
        (7, ""),
    ];
    assert_eq!(found.len(), wanted.len());
    for ((row, problem), (number, words)) in found.iter().zip(wanted) {
        assert_eq!(*row, number);
        assert!(problem.starts_with(words) && problem.is_empty() == words.is_empty(), "{problem}");
    }
    let lines = "{\"project\": {\"land_area\": 1}}\n{\"project\": {\n[1]\n{\"project\": 3}\n{}";
    let (rows, result) = read(small(), lines.as_bytes());
    result.unwrap();
    let sound: Vec<bool> = rows.iter().map(|row| row.profile(small()).is_ok()).collect();
    assert_eq!(sound, [true, false, false, false, true]);
}

#[test]
fn a_file_that_cannot_be_told_apart_is_refused_at_its_place() {
    let huge_row = format!("project.name\n\"{}", "x".repeat(3 << 20));
    let huge_line = format!("{{\"project\": \"{}\"", "x".repeat(3 << 20));
    let deep = format!("[{}", "[".repeat(100_000));
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty", b"", "is empty"),
        ("blank", b" \n\n", "is empty"),
        ("truncated", br#"[{"project": {}}, {"proj"#, "after entry 1: is not readable JSON (EOF"),
        ("open array", br#"[{"project": {}}"#, "after entry 1: is not readable JSON"),
        ("two arrays", br#"[{}] [{}]"#, "after entry 1: is not readable JSON (trailing"),
        ("NaN", br#"[{"project": {"land_area": NaN}}]"#, "line 1 column"),
        ("deep", deep.as_bytes(), "recursion limit"),
        (
            "unknown header",
            b"project.name,project.land_aera\nA,1\n",
            "column 2: `project.land_aera` is not asked by this rulebook; did you mean `project.land_area`?",
        ),
        (
            "same header",
            b"project.name,project.jobs,project.name\nA,1,B\n",
            "columns 1 and 3 are both `project.name`",
        ),
        ("hostile header", b"__proto__\x1b[2J,x\n1,2\n", "column 1: `__proto__[2J` is not asked"),
        ("spreadsheet", b"PK\x03\x04\x14\x00\xff\xfe\x00\n", "the header is not UTF-8 text"),
        ("UTF-16", b"\xff\xfep\x00r\x00", "the header is not UTF-8 text"),
        ("open quote", huge_row.as_bytes(), "after row 1: the row is larger than"),
        ("long line", huge_line.as_bytes(), "after row 0: the row is larger than"),
    ];
    for (name, bytes, words) in cases {
        let (_, result) = read(small(), bytes);
        let error = result.expect_err(name);
        assert!(error.contains(words), "{name}: {error}");
        assert!(!error.contains('\u{1b}') && error.len() < 300, "{name}: {error}");
    }
}

/// One case of `tests/spreadsheets/columns.toml`.
#[derive(Deserialize)]
struct Mapped {
    title: String,
    mapping: String,
    table: String,
    #[serde(default)]
    profile: Option<String>,
    #[serde(default)]
    says: Option<String>,
}

#[test]
fn a_table_is_read_as_its_mapping_says() {
    let cases: toml::Table = text("tests/spreadsheets/columns.toml").parse().unwrap();
    let cases: Vec<Mapped> = cases["case"].clone().try_into().unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let found = mapped(&case);
        match (&case.profile, &case.says) {
            (Some(wanted), None) => {
                assert_eq!(found, Ok(profile(small(), wanted)), "{}", case.title)
            }
            (None, Some(words)) => {
                let said = found.expect_err(&case.title);
                assert!(said.contains(words.as_str()), "{}: {said}", case.title);
                assert!(!said.contains('\u{1b}') && said.len() < 500, "{}: {said}", case.title);
            }
            _ => panic!("{}: a profile, or what is said", case.title),
        }
    }
}

/// The profile of the only row, or what is wrong with the mapping, the table or the row.
fn mapped(case: &Mapped) -> Result<Profile, String> {
    let mapping =
        ColumnMapping::read(&case.mapping, &[small()]).map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    read_mapped_portfolio(case.table.as_bytes(), &mapping, &[small()], |row| {
        rows.push(row);
        ControlFlow::Continue(())
    })
    .map_err(|error| error.to_string())?;
    let [row] = rows.as_slice() else { panic!("{}: {} rows", case.title, rows.len()) };
    row.profile(small()).map_err(|problems| format!("row {}: {}", row.number, problems.join("; ")))
}
