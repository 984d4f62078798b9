//! Figures and tables in a spreadsheet and back: `tests/spreadsheets` says how its files were made.
#![expect(clippy::indexing_slicing, reason = "a test says what is wrong by stopping")]

use crate::{copy_of, fresh, root, sangloc, shown};
use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

const SMALL: &str = "tests/rulebooks/small";
const NEW: [&str; 4] = ["--from", "2027-01-01", "--cites", "law-2020"];

/// The bytes of every file below a folder.
fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            found.extend(bytes_of(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("it can be read"));
        }
    }
    found
}

fn saved(name: &str) -> String {
    shown(&root().join("tests/spreadsheets").join(name)).to_owned()
}

#[test]
fn what_is_exported_comes_back_as_nothing_edited() {
    let folder = fresh("sheets-round");
    for (rules, lang) in [("rules/quang-ninh", "vi"), ("rules/quang-ninh", "ja"), (SMALL, "en")] {
        let files = ["a.xlsx", "b.xlsx"].map(|name| folder.join(name));
        for file in &files {
            sangloc(&["params", "export", rules, "-o", shown(file), "--lang", lang]).exits(0);
        }
        let [first, second] = files.each_ref().map(|file| fs::read(file).expect("it is there"));
        assert!(first == second, "the same rules make the same file");
        let before = bytes_of(&root().join(rules));
        let ran = sangloc(&["params", "import", rules, shown(&files[0]), "--write"]).exits(0);
        assert!(ran.out.contains("nothing was edited"), "{}", ran.out);
        assert!(before == bytes_of(&root().join(rules)));
    }
}

#[test]
fn three_amounts_edited_in_libreoffice_are_three_new_periods_and_nothing_else() {
    let folder = copy_of(SMALL, "sheets-amounts");
    let before = bytes_of(&folder);
    let import = |more: &[&str]| {
        let file = saved("three-amounts.xlsx");
        sangloc(&[&["params", "import", shown(&folder), &file], more].concat())
    };
    let wanted = "sheet `figures`, cell F7: max_water from 2024-01-01: 60 → 52.5\n\
        sheet `figures`, cell F8: min_green_area from 2024-01-01: 10 → 15\n\
        sheet `figures`, cell F11: dirty_processes from 2024-01-01: dyeing | smelting → dyeing\n\
        3 cells were edited\n";
    for (more, code) in [(&[][..], 0), (&NEW[..], 0), (&["--write"], 1)] {
        let ran = import(more).exits(code);
        assert!(ran.out.starts_with(wanted), "{}", ran.out);
        assert!(before == bytes_of(&folder), "{more:?} wrote something");
    }
    import(&[&NEW[..], &["--stated", "--write"]].concat()).exits(0);
    let figures = folder.join("parameters.toml");
    let old = String::from_utf8(before[&figures].clone()).expect("it is text");
    let mut new = old;
    for (line, amount, other) in [
        (
            "values = [ { from = 2024-01-01, amount = 60, cites = \"plan-2024\", confidence = \"derived\" } ]",
            "amount = 60",
            "amount = 52.5",
        ),
        (
            "values = [ { from = 2024-01-01, amount = 10, cites = \"law-2020\", confidence = \"stated\" } ]",
            "amount = 10",
            "amount = 15",
        ),
        (
            "values  = [ { from = 2024-01-01, members = [\"dyeing\", \"smelting\"], cites = \"law-2020\", confidence = \"stated\" } ]",
            "members = [\"dyeing\", \"smelting\"]",
            "members = [\"dyeing\"]",
        ),
    ] {
        let closed = line
            .replace("[ { from = 2024-01-01,", "[\n  { from = 2024-01-01, to = 2026-12-31,")
            .replace(" } ]", " },\n");
        let added = format!(
            "  {{ from = 2027-01-01, {other}, cites = \"law-2020\", confidence = \"stated\" }},\n]"
        );
        assert!(line.contains(amount) && new.matches(line).count() == 1, "{line}");
        new = new.replace(line, &format!("{closed}{added}"));
    }
    let after = bytes_of(&folder);
    assert_eq!(String::from_utf8_lossy(&after[&figures]), new);
    let moved = before.iter().filter(|(path, bytes)| after[*path] != **bytes);
    assert_eq!(moved.count(), 1);
    assert_eq!(after.len(), before.len());
    sangloc(&["check", shown(&folder)]).exits(0);
    // The file was made from rules that are others by now.
    import(&[]).exits(5).says("`parameters.toml` is another than when this was exported");
}

#[test]
fn cells_of_a_table_are_replaced_where_they_stand() {
    // As an editor of another system writes files: with a mark before them and other ends of lines.
    let folder = copy_of(SMALL, "sheets-cells");
    let zones = folder.join("zones.csv");
    let unix = fs::read_to_string(&zones).expect("it is there");
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    for old in [unix, windows] {
        fs::write(&zones, &old).expect("it can be written");
        let file = folder.join("sheets.xlsx");
        sangloc(&["params", "export", shown(&folder), "-o", shown(&file)]).exits(0);
        let bytes = fs::read(&file).expect("it is there");
        let edited = Edit {
            cells: vec![(2, "D2".into(), "<c r=\"D2\"><v>130.25</v></c>".into())],
            ..Edit::default()
        };
        fs::write(&file, edited.of(&bytes)).expect("it can be written");
        sangloc(&["params", "import", shown(&folder), shown(&file), "--write"]).exits(0);
        let new = fs::read_to_string(&zones).expect("it is there");
        assert_eq!(new, old.replacen("120.5", "130.25", 1));
    }
    // As saved by LibreOffice.
    let folder = copy_of(SMALL, "sheets-cells-saved");
    let before = bytes_of(&folder);
    let file = saved("two-cells.xlsx");
    let ran = sangloc(&["params", "import", shown(&folder), &file, "--write"]).exits(0);
    assert!(ran.out.contains("2 cells were edited"), "{}", ran.out);
    let zones = folder.join("zones.csv");
    let wanted = String::from_utf8(before[&zones].clone()).expect("it is text");
    let wanted = wanted.replace(",120.5,", ",130.25,");
    let wanted = wanted.replace("area not published", "\"area \"\"of the plan\"\", 2026\"");
    assert_eq!(fs::read_to_string(&zones).expect("it is there"), wanted);
    let after = bytes_of(&folder);
    assert_eq!(before.iter().filter(|(path, bytes)| after[*path] != **bytes).count(), 1);
}

#[test]
fn a_new_period_begins_inside_the_one_that_was_edited() {
    let folder = copy_of(SMALL, "sheets-days");
    let before = bytes_of(&folder);
    let import = |rules: &Path, file: &str, from: &str, cites: &str| {
        let period = ["--from", from, "--cites", cites, "--write"];
        sangloc(&[&["params", "import", shown(rules), file][..], &period].concat())
    };
    let file = saved("three-amounts.xlsx");
    let same = import(&folder, &file, "2024-01-01", "law-2020").exits(5);
    same.says("cell F8: a period begins on 2024-01-01 already, and none is overwritten");
    let early = import(&folder, &file, "2023-12-31", "law-2020").exits(5);
    early.says("cell F8: the period from 2024-01-01 is not in force on 2023-12-31");
    import(&folder, &file, "2027-01-01", "law-2O20").exits(5).says("law-2O20");
    assert!(before == bytes_of(&folder));
    sangloc(&["params", "import", shown(&folder), &file, "--from", "2027-01-01"]).exits(1);
    // A period that is over.
    let file = folder.join("over.xlsx");
    sangloc(&["params", "export", shown(&folder), "-o", shown(&file)]).exits(0);
    let bytes = fs::read(&file).expect("it is there");
    let edited = Edit {
        cells: vec![(1, "F2".into(), "<c r=\"F2\"><v>25001</v></c>".into())],
        ..Edit::default()
    };
    fs::write(&file, edited.of(&bytes)).expect("it can be written");
    let over = import(&folder, shown(&file), "2027-01-01", "law-2020").exits(5);
    over.says("cell F2: the period from 2024-01-01 to 2025-12-31 is not in force on 2027-01-01");
    import(&folder, shown(&file), "2025-07-01", "law-2020").exits(0);
    let figures = fs::read_to_string(folder.join("parameters.toml")).expect("it is there");
    for line in [
        "{ from = 2024-01-01, to = 2025-06-30, amount = 25000,",
        "{ from = 2025-07-01, to = 2025-12-31, amount = 25001,",
        "{ from = 2026-01-01, amount = 26000,",
    ] {
        assert!(figures.contains(line), "no {line} in {figures}");
    }
}

#[test]
fn a_sheet_that_claims_to_be_huge_is_read_by_its_cells() {
    let folder = fresh("sheets-huge");
    let file = folder.join("huge.xlsx");
    sangloc(&["params", "export", SMALL, "-o", shown(&file)]).exits(0);
    let edit = Edit {
        edits: vec![(
            "xl/worksheets/sheet1.xml".into(),
            "ref=\"A1:I13\"".into(),
            "ref=\"A1:XFD1048576\"".into(),
        )],
        ..Edit::default()
    };
    let bytes = fs::read(&file).expect("it is there");
    fs::write(&file, edit.of(&bytes)).expect("it can be written");
    let ran = sangloc(&["params", "import", SMALL, shown(&file)]).exits(0);
    assert!(ran.out.contains("nothing was edited"), "{}", ran.out);
}

#[test]
fn a_workbook_that_cannot_be_taken_is_refused_at_its_place_and_nothing_is_written() {
    let rules = copy_of(SMALL, "sheets-refused");
    let before = bytes_of(&rules);
    let folder = fresh("sheets-refused-files");
    let good = folder.join("good.xlsx");
    sangloc(&["params", "export", shown(&rules), "-o", shown(&good)]).exits(0);
    let good = fs::read(&good).expect("it is there");
    let text = fs::read_to_string(root().join("tests/spreadsheets/refused.toml"));
    let cases: Value = toml::from_str(&text.expect("it is there")).expect("it is TOML");
    let cases = cases["case"].as_array().expect("cases");
    assert!(cases.len() > 30);
    let mut wrong = Vec::new();
    for case in cases {
        let title = case["title"].as_str().expect("a title");
        let file = folder.join("refused.xlsx");
        fs::write(&file, workbook(case, &good)).expect("it can be written");
        let arguments = ["params", "import", shown(&rules), shown(&file), "--write"];
        let ran = sangloc(&[&arguments[..], &NEW].concat());
        let says = case["says"].as_array().expect("texts").iter().filter_map(Value::as_str);
        let told = says.chain(["refused.xlsx"]).all(|words| ran.err.contains(words));
        let short = ran.err.len() < 2000 && !ran.err.contains('\u{1b}');
        if ran.code != 5 || !told || !short || ran.err.contains("panicked") {
            wrong.push(format!("[{title}] {}: {}{}", ran.code, ran.out, ran.err));
        }
        assert!(before == bytes_of(&rules), "{title}: something was written");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The file that a case of `refused.toml` describes.
fn workbook(case: &Value, good: &[u8]) -> Vec<u8> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    if let Some(bytes) = case.get("bytes") {
        return text(bytes).into_bytes();
    }
    if let Some(hex) = case.get("hex") {
        let digits = text(hex).into_bytes();
        let byte = |pair: &[u8]| u8::from_str_radix(&String::from_utf8_lossy(pair), 16);
        return digits.chunks(2).map(|pair| byte(pair).expect("hexadecimal digits")).collect();
    }
    if let Some(keep) = case.get("keep").and_then(Value::as_u64) {
        return good[..usize::try_from(keep).expect("a length")].to_vec();
    }
    let list = |key: &str| case.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut edit = Edit::default();
    for found in list("edits") {
        edit.edits.push((text(&found["part"]), text(&found["old"]), text(&found["new"])));
    }
    for found in list("cells") {
        let at = text(&found["at"]);
        let cell =
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", text(&found["text"]));
        edit.cells.push((found["sheet"].as_u64().expect("a number"), at, cell));
    }
    edit.without = list("without").iter().map(text).collect();
    if let Some(zeros) = case.get("zeros") {
        let megabytes = zeros["megabytes"].as_u64().expect("a number");
        let size = usize::try_from(megabytes << 20).expect("a size");
        edit.added.push((text(&zeros["part"]), vec![0; size]));
    }
    edit.of(good)
}

/// What is done to the parts of a workbook.
#[derive(Default)]
struct Edit {
    /// Part, old text, new text.
    edits: Vec<(String, String, String)>,
    /// Number of a sheet, name of a cell, its XML.
    cells: Vec<(u64, String, String)>,
    without: Vec<String>,
    added: Vec<(String, Vec<u8>)>,
}

impl Edit {
    fn of(&self, workbook: &[u8]) -> Vec<u8> {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("it is an archive");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).expect("it is there");
            let name = part.name().expect("it is text").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("it is text");
            if self.without.contains(&name) {
                continue;
            }
            for (_, old, new) in self.edits.iter().filter(|edit| edit.0 == name) {
                assert!(text.contains(old), "no {old} in {name}");
                text = text.replacen(old, new, 1);
            }
            for (number, at, new) in &self.cells {
                if name == format!("xl/worksheets/sheet{number}.xml") {
                    text = with_cell(&text, at, new);
                }
            }
            writer.start_file(name, options).expect("it can be written");
            writer.write_all(text.as_bytes()).expect("it can be written");
        }
        for (name, bytes) in &self.added {
            writer.start_file(name.as_str(), options).expect("it can be written");
            writer.write_all(bytes).expect("it can be written");
        }
        writer.finish().expect("it can be written").into_inner()
    }
}

/// The XML of a sheet with another cell in the place of one.
fn with_cell(sheet: &str, at: &str, new: &str) -> String {
    let start = sheet.find(&format!("<c r=\"{at}\"")).expect("the cell is there");
    let rest = &sheet[start..];
    let tag = rest.find('>').expect("the tag ends") + 1;
    let end =
        if rest[..tag].ends_with("/>") { tag } else { rest.find("</c>").expect("it ends") + 4 };
    format!("{}{new}{}", &sheet[..start], &rest[end..])
}

/// A workbook of projects with headings of its own, on its second sheet; days are true days.
fn projects() -> Vec<u8> {
    let write = || -> Result<Vec<u8>, XlsxError> {
        let day = Format::new().set_num_format_index(14);
        let percent = Format::new().set_num_format_index(9);
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "Cover")?;
        let page = workbook.add_worksheet().set_name("Dự án")?;
        page.write(0, 0, "Projects of 2026")?;
        for (column, heading) in
            (0..).zip(["Tên", "Diện tích (m²)", "Khởi công", "Cây xanh", "Đã thẩm định", "STT"])
        {
            page.write(2, column, heading)?;
        }
        for (row, name) in (3..).zip(["A", "B", "C", "D", "E"]) {
            page.write(row, 0, name)?;
            page.write(row, 1, 325_000.5)?;
            page.write_with_format(row, 2, 46_447, &day)?;
            page.write_with_format(row, 3, 0.105, &percent)?;
            page.write(row, 4, true)?;
        }
        page.write(4, 1, "lots")?;
        page.write(4, 4, "perhaps")?;
        page.write_formula(5, 1, Formula::new("=1/0").set_result("#DIV/0!"))?;
        page.write(6, 7, "astray")?;
        workbook.save_to_buffer()
    };
    write().expect("it can be written")
}

const MAPPING: &str = r#"
sheet   = "Dự án"
heading = 3
ignore  = ["STT"]
[columns."Tên"]
fact = "project.name"
[columns."Diện tích (m²)"]
fact = "project.land_area"
unit = "m2"
[columns."Khởi công"]
fact = "project.start"
date = "day/month/year"
[columns."Cây xanh"]
fact = "environment.green_area"
[columns."Đã thẩm định"]
fact = "environment.reviewed"
"#;

#[test]
fn a_portfolio_in_a_workbook_is_decided_as_the_same_in_csv_and_loses_no_row() {
    let folder = fresh("sheets-portfolio");
    let (mapping, plain) = (folder.join("mapping.toml"), folder.join("plain.csv"));
    fs::write(&mapping, MAPPING).expect("it can be written");
    let row = "325000.5 m2,2027-03-01,10.5 %,yes";
    let header =
        "project.name,project.land_area,project.start,environment.green_area,environment.reviewed";
    fs::write(&plain, format!("{header}\nA,{row}\nE,{row}\n")).expect("it can be written");
    let decide = |portfolio: &Path, more: &[&str]| {
        let out = folder.join("out.jsonl");
        let arguments = ["batch", "--portfolio", shown(portfolio), "-o", shown(&out)];
        let rules = ["--rulebook", SMALL, "--as-of", "2026-11-22"];
        let ran = sangloc(&[&arguments[..], &rules, more].concat()).exits(0);
        let lines = fs::read_to_string(&out).expect("it is there");
        let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        (ran, lines.collect::<Vec<_>>())
    };
    let (_, wanted) = decide(&plain, &[]);
    // Days are counted from 1900, or in some workbooks from 1904.
    let from_1904 = Edit {
        edits: vec![
            ("xl/workbook.xml".into(), "<workbookPr ".into(), "<workbookPr date1904=\"1\" ".into()),
            ("xl/worksheets/sheet2.xml".into(), "46447".into(), "44985".into()),
            ("xl/worksheets/sheet2.xml".into(), "46447".into(), "44985".into()),
            ("xl/worksheets/sheet2.xml".into(), "46447".into(), "44985".into()),
            ("xl/worksheets/sheet2.xml".into(), "46447".into(), "44985".into()),
            ("xl/worksheets/sheet2.xml".into(), "46447".into(), "44985".into()),
        ],
        ..Edit::default()
    };
    for bytes in [projects(), from_1904.of(&projects())] {
        // Told by its first letters, whatever its name.
        for name in ["projects.xlsx", "projects.csv"] {
            let file = folder.join(name);
            fs::write(&file, &bytes).expect("it can be written");
            let (ran, found) = decide(&file, &["--columns", shown(&mapping)]);
            assert!(ran.out.contains("2 decisions"), "{}", ran.out);
            let rows: Vec<u64> = found.iter().filter_map(|line| line["row"].as_u64()).collect();
            assert_eq!(rows, [4, 5, 6, 7, 8]);
            for (found, wanted) in [(&found[0], &wanted[0]), (&found[4], &wanted[1])] {
                for key in ["name", "outcome", "points", "in_the_way", "missing"] {
                    assert_eq!(found[key], wanted[key], "{key}");
                }
            }
            ran.says("row 5 was skipped: column B `Diện tích (m²)`: must be a number")
                .says("column E `Đã thẩm định`: must be yes or no")
                .says("row 6 was skipped: column B `Diện tích (m²)`: must be a number")
                .says("row 7 was skipped: has 8 cells, the header has 6");
        }
    }
}

#[test]
fn a_portfolio_or_a_mapping_that_cannot_be_read_is_named_and_leaves_nothing_behind() {
    let folder = fresh("sheets-portfolio-bad");
    let [book, mapping, out] = ["p.xlsx", "m.toml", "out.csv"].map(|name| folder.join(name));
    let whole = projects();
    let edit = |part: &str, old: &str, new: &str| {
        Edit { edits: vec![(part.into(), old.into(), new.into())], ..Edit::default() }.of(&whole)
    };
    let sheet = "xl/worksheets/sheet2.xml";
    let other = |old: &str, new: &str| MAPPING.replacen(old, new, 1);
    let cases: [(&[u8], String, &str); 10] = [
        (&whole[..2000], MAPPING.into(), "p.xlsx: is not a spreadsheet file"),
        (b"\xd0\xcf\x11\xe0", MAPPING.into(), "p.xlsx: is an old .xls file"),
        (b"a,b\n1,2\n", MAPPING.into(), "p.xlsx: is not a spreadsheet file"),
        (
            &whole,
            other("Dự án", "Du an"),
            "p.xlsx: sheet `Du an`: is not among its sheets: Sheet1, Dự án",
        ),
        (
            &whole,
            other("heading = 3", "heading = 1"),
            "sheet `Dự án`: column 1: `Projects of 2026` is not asked",
        ),
        (&whole, other("heading = 3", "heading = 300"), "sheet `Dự án`: is empty"),
        (&whole, other("\"Tên\"", "\"Ten\""), "sheet `Dự án`: column 1: `Tên` is not asked"),
        (
            &whole,
            other("\"m2\"", "\"USD\""),
            "m.toml: column `Diện tích (m²)`: unit `USD` is none of ha",
        ),
        (&edit(sheet, "</sheetData>", "<"), MAPPING.into(), "sheet `Dự án`, after cell E8"),
        (
            &edit(sheet, "r=\"A5\"", "r=\"A4\""),
            MAPPING.into(),
            "sheet `Dự án`, after cell E4: cells are out of order",
        ),
    ];
    for (bytes, words, says) in cases {
        fs::write(&book, bytes).expect("it can be written");
        fs::write(&mapping, words).expect("it can be written");
        let arguments = ["batch", "--portfolio", shown(&book), "--columns", shown(&mapping)];
        let more = ["-o", shown(&out), "--rulebook", SMALL];
        sangloc(&[&arguments[..], &more].concat()).exits(5).says(says);
        assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 2, "{says}");
    }
    let arguments = ["diff", SMALL, SMALL, "--portfolio", shown(&book), "--columns"];
    sangloc(&[&arguments[..], &["nowhere.toml"]].concat()).exits(1).says("nowhere.toml");
}
