//! Portfolios as files in each form a batch reads, from the same profiles.

use parquet::{
    basic::Compression,
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};
use sangloc_rulebook::{Date, Fact, FactType, Rulebook};
use sangloc_screening::Profile;
use serde_json::Value as Json;
use std::{io::Write, sync::Arc};

/// Writes profiles to a file in the form its name says: `.csv`, `.jsonl` or `.parquet`.
pub struct PortfolioFile<'a, W: Write + Send> {
    rulebook: &'a Rulebook,
    form: Form<W>,
}

enum Form<W: Write + Send> {
    Csv(W),
    Lines(W),
    Parquet(Box<SerializedFileWriter<W>>),
}

impl<'a, W: Write + Send> PortfolioFile<'a, W> {
    /// Begins a file in one of the forms.
    pub fn new(rulebook: &'a Rulebook, form: &str, mut out: W) -> Self {
        let form = match form {
            "csv" => {
                let ids: Vec<&str> = rulebook.facts.iter().map(|fact| fact.id.as_str()).collect();
                writeln!(out, "{}", ids.join(",")).expect("it can be written");
                Form::Csv(out)
            }
            "jsonl" => Form::Lines(out),
            "parquet" => {
                let columns: String = rulebook.facts.iter().map(column_type).collect();
                let schema = parse_message_type(&format!("message portfolio {{ {columns} }}"));
                let schema = Arc::new(schema.expect("a schema"));
                let properties =
                    WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let writer = SerializedFileWriter::new(out, schema, Arc::new(properties));
                Form::Parquet(Box::new(writer.expect("it can be written")))
            }
            other => panic!("no form {other}"),
        };
        Self { rulebook, form }
    }

    /// Writes the next profiles; in Parquet they are a row group.
    pub fn write(&mut self, profiles: &[Profile]) {
        let rulebook = self.rulebook;
        let json = profiles.iter().map(|profile| profile.to_json(rulebook));
        match &mut self.form {
            Form::Csv(out) => {
                for profile in json {
                    let cells: Vec<String> =
                        rulebook.facts.iter().map(|fact| csv_cell(entry(&profile, fact))).collect();
                    writeln!(out, "{}", cells.join(",")).expect("it can be written");
                }
            }
            Form::Lines(out) => {
                json.for_each(|profile| writeln!(out, "{profile}").expect("it can be written"));
            }
            Form::Parquet(writer) => {
                let profiles: Vec<Json> = json.collect();
                let mut group = writer.next_row_group().expect("it can be written");
                for fact in &rulebook.facts {
                    let cells: Vec<&Json> =
                        profiles.iter().map(|profile| entry(profile, fact)).collect();
                    write_column(&mut group, fact, &cells);
                }
                group.close().expect("it can be written");
            }
        }
    }

    /// Ends the file.
    pub fn end(self) {
        match self.form {
            Form::Csv(mut out) | Form::Lines(mut out) => out.flush().expect("it can be written"),
            Form::Parquet(writer) => {
                writer.close().expect("it can be written");
            }
        }
    }
}

pub(crate) fn entry<'a>(profile: &'a Json, fact: &Fact) -> &'a Json {
    &profile[fact.id.namespace()][fact.id.name()]
}

/// What stands in a cell, without quotes around it.
fn cell(entry: &Json) -> String {
    match entry {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(members) if members.is_empty() => "[]".into(),
        Json::Array(members) => members.iter().map(cell).collect::<Vec<_>>().join("|"),
        Json::Object(amount) => format!("{} {}", cell(&amount["amount"]), cell(&amount["unit"])),
        Json::Bool(_) | Json::Number(_) => entry.to_string(),
    }
}

fn csv_cell(entry: &Json) -> String {
    let cell = cell(entry);
    let quoted = cell.contains([',', '"', '\n']);
    if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Amounts of money are texts, because each has its unit.
fn column_type(fact: &Fact) -> String {
    let id = &fact.id;
    match fact.answer {
        FactType::YesNo => format!("OPTIONAL BOOLEAN {id};"),
        FactType::Whole(_) => format!("OPTIONAL INT64 {id};"),
        FactType::Decimal(_) => format!("OPTIONAL DOUBLE {id};"),
        FactType::Date => format!("OPTIONAL INT32 {id} (DATE);"),
        FactType::Choices(_) => format!(
            "OPTIONAL GROUP {id} (LIST) {{ REPEATED GROUP list {{ OPTIONAL BYTE_ARRAY element (STRING); }} }}"
        ),
        _ => format!("OPTIONAL BYTE_ARRAY {id} (STRING);"),
    }
}

pub(crate) type Group<'a, W> = SerializedRowGroupWriter<'a, W>;

fn write_column<W: Write + Send>(group: &mut Group<'_, W>, fact: &Fact, cells: &[&Json]) {
    match fact.answer {
        FactType::YesNo => {
            flat::<W, BoolType>(group, cells, |cell| cell.as_bool().expect("a bool"))
        }
        FactType::Whole(_) => {
            flat::<W, Int64Type>(group, cells, |cell| cell.to_string().parse().expect("whole"));
        }
        FactType::Decimal(_) => {
            flat::<W, DoubleType>(group, cells, |cell| cell.to_string().parse().expect("a number"));
        }
        FactType::Date => flat::<W, Int32Type>(group, cells, |cell| {
            let day: Date = cell.as_str().and_then(|text| text.parse().ok()).expect("a day");
            days(day)
        }),
        FactType::Choices(_) => lists(group, cells),
        _ => flat::<W, ByteArrayType>(group, cells, |entry| cell(entry).as_str().into()),
    }
}

/// The days from 1970-01-01 on.
pub(crate) fn days(day: Date) -> i32 {
    let text = day.to_string();
    let part = |range: std::ops::Range<usize>| text[range].parse::<i64>().expect("digits");
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    // From 0000-03-01 on, a leap day is the last of its year.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let whole = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    i32::try_from(whole - 719_468).expect("a day of our time")
}

pub(crate) fn flat<W: Write + Send, T: DataType>(
    group: &mut Group<'_, W>,
    cells: &[&Json],
    value: impl Fn(&Json) -> T::T,
) {
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_null())).collect();
    let values: Vec<T::T> =
        cells.iter().filter(|cell| !cell.is_null()).map(|cell| value(cell)).collect();
    write::<W, T>(group, &values, &levels, None);
}

pub(crate) fn lists<W: Write + Send>(group: &mut Group<'_, W>, cells: &[&Json]) {
    let (mut levels, mut starts, mut values) = (Vec::new(), Vec::new(), Vec::<ByteArray>::new());
    for list in cells {
        let members = list.as_array().map_or(&[][..], Vec::as_slice);
        for (place, member) in members.iter().enumerate() {
            levels.push(3);
            starts.push(i16::from(place > 0));
            values.push(cell(member).as_str().into());
        }
        if members.is_empty() {
            levels.push(i16::from(!list.is_null()));
            starts.push(0);
        }
    }
    write::<W, ByteArrayType>(group, &values, &levels, Some(&starts));
}

fn write<W: Write + Send, T: DataType>(
    group: &mut Group<'_, W>,
    values: &[T::T],
    levels: &[i16],
    starts: Option<&[i16]>,
) {
    let mut column = group.next_column().expect("it can be written").expect("a column is left");
    column.typed::<T>().write_batch(values, Some(levels), starts).expect("it can be written");
    column.close().expect("it can be written");
}
