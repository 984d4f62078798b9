//! `batch`: the same decisions from every form of a portfolio as from deciding one by one, in every form.

use crate::{DAY, Ran, fresh, sangloc, sangloc_with, shown};
use parquet::{
    basic::Compression,
    data_type::{
        ByteArray, ByteArrayType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type,
    },
    file::{
        properties::WriterProperties,
        reader::FileReader,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    record::{Field, Row},
    schema::parser::parse_message_type,
};
use sangloc_screening::{Profile, evaluate};
use sangloc_tests::{
    fixture::{quang_ninh, today},
    portfolio_file::PortfolioFile,
    profile_table,
};
use sangloc_workshop::Synthetic;
use serde_json::{Value as Json, json};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
};

fn synthetic(size: usize) -> Vec<Profile> {
    let mut synthetic = Synthetic::new(quang_ninh(), today(), 7);
    (0..size).map(|_| synthetic.project()).collect()
}

/// Writes profiles to `projects.FORM` in a folder, in row groups of so many.
fn portfolio(folder: &Path, form: &str, profiles: &[Profile]) -> PathBuf {
    let path = folder.join(format!("projects.{form}"));
    let mut file =
        PortfolioFile::new(quang_ninh(), form, File::create(&path).expect("it can be written"));
    profiles.chunks(300).for_each(|chunk| file.write(chunk));
    file.end();
    path
}

fn batch(portfolio: &Path, output: &Path) -> Ran {
    let arguments = ["batch", "--portfolio", shown(portfolio), "-o", shown(output)];
    sangloc(&[&arguments[..], &DAY[..]].concat())
}

fn json_lines(path: &Path) -> Vec<Json> {
    let text = fs::read_to_string(path).expect("it is there");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_form_gives_the_decisions_of_deciding_one_by_one() {
    let folder = fresh("batch-forms");
    let rulebook = quang_ninh();
    let profiles = synthetic(1000);
    let wanted: Vec<(String, String, bool)> = profiles
        .iter()
        .map(|profile| {
            let decision = evaluate(rulebook, profile, today());
            let points = decision.points.normalize().to_string();
            (decision.outcome.name().to_owned(), points, decision.points_open)
        })
        .collect();
    assert!(wanted.iter().any(|(outcome, ..)| outcome == "accepted"));
    for form in ["csv", "jsonl", "parquet"] {
        let path = portfolio(&folder, form, &profiles);
        let output = folder.join(format!("of-{form}.jsonl"));
        batch(&path, &output).exits(0);
        let lines = json_lines(&output);
        let found: Vec<(String, String, bool)> = lines
            .iter()
            .map(|line| {
                let text = |name: &str| line[name].as_str().expect(name).to_owned();
                let open = line["points_open"].as_bool().expect("a bool");
                (text("outcome"), text("points"), open)
            })
            .collect();
        assert!(found == wanted, "{form}: other decisions");
        let first = if form == "csv" { 2 } else { 1 };
        let numbers = lines.iter().map(|line| line["row"].as_u64().expect("a number"));
        assert!(numbers.eq(first..first + 1000), "{form}: other rows");
    }
    assert_eq!(
        json_lines(&folder.join("of-jsonl.jsonl")),
        json_lines(&folder.join("of-parquet.jsonl"))
    );
}

#[test]
fn decisions_in_columns_are_those_in_lines() {
    let folder = fresh("batch-columns");
    let mut profiles = portfolio_text(&synthetic(200));
    profiles.insert(100, "{\"project\": 1}".into());
    let path = folder.join("projects.jsonl");
    fs::write(&path, profiles.join("\n")).expect("it can be written");
    let (lines, columns) = (folder.join("decisions.jsonl"), folder.join("decisions.parquet"));
    batch(&path, &lines).exits(0).says("row 101 was skipped");
    batch(&path, &columns).exits(0).says("row 101 was skipped");
    let mut lines = json_lines(&lines);
    for line in &mut lines {
        let line = line.as_object_mut().expect("an object");
        line.entry("problems").or_insert(json!([]));
    }
    assert_eq!(decisions(&columns), lines);
    // No row, no column is lost: a portfolio of nothing but an unreadable row is written too.
    fs::write(&path, "[1]").expect("it can be written");
    batch(&path, &columns).exits(5);
    assert_eq!(decisions(&columns).len(), 1);
}

/// Typed columns are judged as columns, and where records are wanted as rows: to the same lines, letter by letter.
#[test]
fn columns_and_rows_give_the_same_lines() {
    let folder = fresh("batch-typed");
    let path = folder.join("profiles.parquet");
    let file = File::create(&path).expect("it can be written");
    profile_table::write(quang_ninh(), &synthetic(400), 2_000, file);
    let written = |name: &str, more: &[&str]| {
        let output = folder.join(name);
        let arguments = ["batch", "--verdicts", "--portfolio", shown(&path), "-o", shown(&output)];
        let ran = sangloc(&[&arguments[..], &DAY[..], more].concat());
        ran.exits(0).says("row");
        fs::read_to_string(output).expect("it is there")
    };
    let records = folder.join("records.jsonl");
    let columns = written("columns.jsonl", &[]);
    let rows = written("rows.jsonl", &["--records", shown(&records)]);
    assert!(columns == rows, "other lines");
    let unreadable = columns.lines().filter(|line| line.contains("\"unreadable\"")).count();
    assert!((1..100).contains(&unreadable), "{unreadable} unreadable rows");
    assert_eq!(columns.lines().count(), 2_000);
}

fn portfolio_text(profiles: &[Profile]) -> Vec<String> {
    profiles.iter().map(|profile| profile.to_json(quang_ninh()).to_string()).collect()
}

/// Decisions in columns, as JSON lines have them.
fn decisions(path: &Path) -> Vec<Json> {
    let file = File::open(path).expect("it is there");
    let file = parquet::file::reader::SerializedFileReader::new(file).expect("it is Parquet");
    let rows = file.get_row_iter(None).expect("it has rows");
    rows.map(|row| as_json(&row.expect("a row"))).collect()
}

fn as_json(row: &Row) -> Json {
    row.get_column_iter().map(|(name, field)| (name.clone(), field_as_json(name, field))).collect()
}

fn field_as_json(name: &str, field: &Field) -> Json {
    match field {
        Field::Null => Json::Null,
        Field::Bool(yes) => json!(yes),
        Field::Long(number) => json!(number),
        Field::Str(text) => json!(text),
        Field::ListInternal(list) => {
            list.elements().iter().map(|member| field_as_json(name, member)).collect()
        }
        Field::Decimal(decimal) => {
            let bytes: [u8; 16] = decimal.data().try_into().expect("sixteen bytes");
            let (digits, scale) = (i128::from_be_bytes(bytes), decimal.scale());
            let scale = u32::try_from(scale).expect("a scale");
            json!(sangloc_rulebook::Decimal::from_i128_with_scale(digits, scale).normalize())
        }
        other => panic!("{name}: {other}"),
    }
}

type Group<'a> = SerializedRowGroupWriter<'a, File>;

/// A Parquet file of one row group of these columns.
fn columns(path: &Path, schema: &str, write: impl Fn(&mut Group<'_>)) {
    let schema =
        parse_message_type(&format!("message portfolio {{ {schema} }}")).expect("a schema");
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let file = File::create(path).expect("it can be written");
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))
        .expect("it can be written");
    let mut group = writer.next_row_group().expect("it can be written");
    write(&mut group);
    group.close().expect("it can be written");
    writer.close().expect("it can be written");
}

fn column<T: parquet::data_type::DataType>(
    group: &mut Group<'_>,
    values: &[T::T],
    levels: Option<&[i16]>,
    starts: Option<&[i16]>,
) {
    let mut column = group.next_column().expect("it can be written").expect("a column is left");
    column.typed::<T>().write_batch(values, levels, starts).expect("it can be written");
    column.close().expect("it can be written");
}

fn texts(values: &[&str]) -> Vec<ByteArray> {
    values.iter().map(|text| ByteArray::from(*text)).collect()
}

/// Decides a portfolio in columns, with the small rulebook.
fn batch_small(portfolio: &Path, output: &Path) -> Ran {
    let arguments = ["batch", "--portfolio", shown(portfolio), "-o", shown(output)];
    sangloc(&[&arguments[..], &DAY[..], &["--rulebook", "tests/rulebooks/small"]].concat())
}

#[test]
fn columns_of_every_kind_are_read_exactly_and_a_bad_row_stops_nothing() {
    let folder = fresh("batch-kinds");
    let path = folder.join("kinds.parquet");
    let schema = "REQUIRED BYTE_ARRAY project.name (STRING);
        OPTIONAL FIXED_LEN_BYTE_ARRAY(5) project.land_area (DECIMAL(10, 3));
        OPTIONAL FLOAT environment.green_area;
        OPTIONAL BYTE_ARRAY project.capital (STRING);
        OPTIONAL INT32 project.start (DATE);
        OPTIONAL INT32 project.jobs (INTEGER(32, false));
        REQUIRED GROUP project.processes (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }
        OPTIONAL INT96 #note;";
    columns(&path, schema, |group| {
        column::<ByteArrayType>(group, &texts(&["A", "B", "C", "D"]), None, None);
        // 32.600, unknown, -0.001, 1.000
        let areas = [[0, 0, 0, 0x7f, 0x58], [0xff; 5], [0, 0, 0, 3, 0xe8]];
        let areas = areas.map(|bytes| bytes.to_vec().into());
        column::<FixedLenByteArrayType>(group, &areas, Some(&[1, 0, 1, 1]), None);
        column::<FloatType>(group, &[10.1, 10.0, f32::NAN, 9.0], Some(&[1, 1, 1, 1]), None);
        let capital = texts(&["5 million_USD", "60", "sixty"]);
        column::<ByteArrayType>(group, &capital, Some(&[1, 1, 0, 1]), None);
        column::<Int32Type>(group, &[20_819, -1], Some(&[1, 1, 0, 0]), None);
        column::<Int32Type>(group, &[500, -1], Some(&[1, 1, 0, 0]), None);
        let processes = texts(&["assembly", "packing"]);
        column::<ByteArrayType>(group, &processes, Some(&[1, 1, 0, 0, 0]), Some(&[0, 1, 0, 0, 0]));
        column::<parquet::data_type::Int96Type>(group, &[], Some(&[0, 0, 0, 0]), None);
    });
    let out = folder.join("decisions.jsonl");
    let ran = batch_small(&path, &out).exits(0);
    let lines = json_lines(&out);
    // The same answers as a line of JSON.
    let same = json!({
        "project": { "name": "A", "land_area": 32.6, "capital": { "amount": 5, "unit": "million_USD" },
            "start": "2027-01-01", "jobs": 500, "processes": ["assembly", "packing"] },
        "environment": { "green_area": 10.1 }
    });
    let one = folder.join("one.jsonl");
    let arguments =
        ["batch", "--portfolio", "-", "-o", shown(&one), "--rulebook", "tests/rulebooks/small"];
    sangloc_with(&[&arguments[..], &DAY[..]].concat(), &same.to_string()).exits(0);
    assert_eq!(lines.first(), json_lines(&one).first());
    let outcomes: Vec<&str> =
        lines.iter().map(|line| line["outcome"].as_str().expect("a text")).collect();
    assert_eq!(outcomes[1..], ["unreadable"; 3], "{lines:#?}");
    let problems = |row: usize| lines[row]["problems"].to_string();
    assert!(
        problems(1).contains("`project.jobs`: `4294967295` is out of range"),
        "{}",
        problems(1)
    );
    assert!(
        problems(2).contains("`environment.green_area`: `NaN` is not a number"),
        "{}",
        problems(2)
    );
    assert!(problems(3).contains("`project.capital`: must be a number"), "{}", problems(3));
    ran.says("row 4 was skipped");
}

#[test]
fn columns_that_no_answer_has_refuse_the_file() {
    let folder = fresh("batch-columns-bad");
    let cases = [
        ("REQUIRED DOUBLE project.land_aera;", "column 1: `project.land_aera` is not asked"),
        (
            "REQUIRED INT96 project.start;",
            "column 1: `project.start` holds moments; save it as dates",
        ),
        (
            "REQUIRED INT64 project.start (TIMESTAMP(MICROS, true));",
            "column 1: `project.start` holds moments",
        ),
        (
            "REQUIRED GROUP project { REQUIRED DOUBLE land_area; }",
            "column 1: `project` is not asked",
        ),
        (
            "REQUIRED GROUP project.capital { REQUIRED DOUBLE amount; REQUIRED BYTE_ARRAY unit (STRING); }",
            "column 1: `project.capital` is a structure",
        ),
        ("REPEATED BYTE_ARRAY project.processes (STRING);", "`project.processes` is a structure"),
        (
            "REQUIRED GROUP project.jobs (LIST) { REPEATED GROUP list { REQUIRED INT32 element; } }",
            "`project.jobs` holds a list of INT32; save it as numbers or as texts",
        ),
        (
            "REQUIRED FIXED_LEN_BYTE_ARRAY(16) project.name (UUID);",
            "`project.name` holds FIXED_LEN_BYTE_ARRAY",
        ),
        ("REQUIRED INT64 #only;", "no column is named after a fact"),
        (
            "REQUIRED DOUBLE project.jobs; REQUIRED DOUBLE project.jobs;",
            "columns 1 and 2 are both `project.jobs`",
        ),
    ];
    for (schema, words) in cases {
        let path = folder.join("portfolio.parquet");
        let schema = parse_message_type(&format!("message portfolio {{ {schema} }}"));
        let file = File::create(&path).expect("it can be written");
        let writer = SerializedFileWriter::new(
            file,
            Arc::new(schema.expect("a schema")),
            Arc::new(WriterProperties::builder().build()),
        );
        writer.expect("it can be written").close().expect("it can be written");
        batch_small(&path, &folder.join("out.csv")).exits(5).says(words);
        assert!(!folder.join("out.csv").exists());
    }
}

/// Files that are cut off, changed or something else: each is named, none is decided by half, and
/// nothing is written.
#[test]
fn a_damaged_file_is_named_and_nothing_is_written() {
    let folder = fresh("batch-damaged");
    let good = folder.join("good.parquet");
    columns(&good, "REQUIRED DOUBLE project.land_area;", |group| {
        let areas: Vec<f64> = (0..3000).map(f64::from).collect();
        column::<DoubleType>(group, &areas, None, None);
    });
    let good = fs::read(good).expect("it is there");
    let (path, out) = (folder.join("bad.parquet"), folder.join("out.parquet"));
    let refused = |bytes: &[u8], words: &str| {
        fs::write(&path, bytes).expect("it can be written");
        batch_small(&path, &out).exits(5).says("bad.parquet: ").says(words);
        let left = fs::read_dir(&folder).expect("it is there").count();
        assert_eq!(left, 2, "only the portfolios are there");
    };
    let changed = |place: usize, bytes: &[u8]| {
        let mut changed = good.clone();
        changed[place..place + bytes.len()].copy_from_slice(bytes);
        changed
    };
    let end = good.len();
    refused(b"", "is not a whole Parquet file");
    refused(b"project.name\nA\n", "is not a whole Parquet file");
    refused(b"PAR1", "is not a whole Parquet file");
    refused(&good[..end - 1], "is not a whole Parquet file");
    refused(&good[..end / 2], "is not a whole Parquet file");
    // The foot says of itself that it has two gigabytes; then, that it is encrypted.
    refused(&changed(end - 8, &[0xff, 0xff, 0xff, 0x7f]), "is not a whole Parquet file");
    refused(&changed(end - 4, b"PARE"), "is not a whole Parquet file");
    // The pages are gone, the foot is whole.
    refused(&changed(4, &vec![0; end / 2]), "row group 1: ");
    refused(&changed(4, &vec![0xff; end / 2]), "row group 1: ");
    // Every byte of the first page header, changed: whatever the reader does, it does not end the program.
    for (place, byte) in good.iter().enumerate().take(60).skip(4) {
        fs::write(&path, changed(place, &[byte ^ 0x14])).expect("it can be written");
        let ran = batch_small(&path, &folder.join("decided.csv"));
        assert!(matches!(ran.code, 0 | 5) && !ran.err.contains("panicked"), "{place}: {}", ran.err);
        let _ = fs::remove_file(folder.join("decided.csv"));
    }
    // A foot copied behind nothing.
    let foot =
        usize::try_from(u32::from_le_bytes(good[end - 8..end - 4].try_into().expect("four")));
    let foot = foot.expect("a length") + 8;
    refused(&[b"PAR1", &good[end - foot..]].concat(), "row group 1: ");
    sangloc_with(&["batch", "--portfolio", "-", "-o", shown(&out)], "PAR1\u{15}").exits(5);
}

/// The verdicts of a row by criterion.
fn verdicts_of(profile: &Profile) -> serde_json::Map<String, Json> {
    let decision = evaluate(quang_ninh(), profile, today());
    let judged = quang_ninh().criteria.iter().zip(decision.findings);
    judged
        .map(|(criterion, finding)| (criterion.id.to_string(), finding.verdict.name().into()))
        .collect()
}

#[test]
fn verdicts_are_written_where_they_are_wanted() {
    let folder = fresh("batch-verdicts");
    let mut profiles: Vec<Json> =
        synthetic(3).iter().map(|profile| profile.to_json(quang_ninh())).collect();
    profiles.push(json!({ "project": { "land_area": -1 } }));
    let projects = folder.join("projects.json");
    fs::write(&projects, Json::from(profiles).to_string()).expect("it can be written");
    let write = |output: &Path| {
        let arguments =
            ["batch", "--verdicts", "--portfolio", shown(&projects), "-o", shown(output)];
        sangloc(&[&arguments[..], &DAY[..]].concat()).exits(0);
    };
    let (lines, table) = (folder.join("d.jsonl"), folder.join("d.csv"));
    write(&lines);
    write(&table);
    let lines = json_lines(&lines);
    let mut table = csv::Reader::from_path(table).expect("it is there");
    let header = table.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    for (place, profile) in synthetic(3).iter().enumerate() {
        let wanted = verdicts_of(profile);
        assert_eq!(lines[place]["verdicts"], Json::from(wanted.clone()));
        let found = header.iter().zip(&rows[place]).skip(8);
        let found = found.map(|(criterion, verdict)| (criterion.to_owned(), verdict.into()));
        assert_eq!(found.collect::<serde_json::Map<_, _>>(), wanted);
    }
    assert_eq!(lines[3]["outcome"], "unreadable");
    assert!(lines[3].get("verdicts").is_none());
    assert!(rows[3].iter().skip(8).all(str::is_empty));
}
