//! Spreadsheet files (.xlsx): bytes to cells, and cells to bytes.
//!
//! A cell is what `sangloc_screening::Sheet` says it is: null, `true`, a number or a text; a day is the
//! text `2026-11-22`, a percentage the text `15%`, a formula what it came to. A file from outside is
//! weighed before it is read: no more is unpacked than is allowed, whatever it says of itself.

use crate::{failure::Failure, input::read_limited};
use calamine::{DataRef, ExcelDateTime, Reader as _, Style};
use quick_xml::events::Event;
use rust_xlsxwriter::{DocProperties, ExcelDateTime as WrittenTime, Format, XlsxError};
use sangloc_rulebook::{Date, Decimal};
use sangloc_screening::{Row, Sheet};
use sangloc_workshop::column_name;
use serde_json::Value as Json;
use std::{
    fmt::Display,
    io::{self, BufReader, Cursor, Read},
    ops::ControlFlow,
    path::Path,
};
use zip::ZipArchive;

/// The largest file that is read.
const MAX_BYTES: usize = 64 << 20;
/// The most parts a file is made of.
const MAX_PARTS: usize = 2_000;
/// The largest part that is held in memory: texts, styles.
const MAX_PART: u64 = 64 << 20;
/// The largest sheet, and the most that all parts may be: sheets are read cell by cell.
const MAX_SHEET: u64 = 512 << 20;
/// The most columns of a sheet.
const MAX_COLUMNS: usize = 1_000;
/// The fewest bytes that a text among the shared texts takes: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// What a zip archive begins with, as every .xlsx does.
const ZIP: &[u8] = b"PK\x03\x04";
/// What an old .xls begins with, and an .xlsx that is locked with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// The number that every program has for the format of a text.
const TEXT: u8 = 49;

/// Whether a file that begins so is meant to be a spreadsheet.
pub(crate) fn is_workbook(begin: &[u8]) -> bool {
    begin.starts_with(ZIP) || begin.starts_with(COMPOUND)
}

/// A spreadsheet file, opened.
pub(crate) struct Workbook {
    name: String,
    xlsx: calamine::Xlsx<Cursor<Vec<u8>>>,
}

impl Workbook {
    /// Opens a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Self::open(&path.display().to_string(), read_limited(path, MAX_BYTES)?)
    }

    /// Opens the bytes of a file of this name.
    pub(crate) fn open(name: &str, bytes: Vec<u8>) -> Result<Self, Failure> {
        let refused = |reason: String| Failure::invalid(format!("{name}: {reason}"));
        weigh(&bytes).map_err(refused)?;
        let xlsx = guarded(|| calamine::Xlsx::new(Cursor::new(bytes)));
        let xlsx = xlsx.map_err(|error| refused(format!("is not a sound .xlsx file ({error})")))?;
        if xlsx.sheet_names().is_empty() {
            return Err(refused("is not an .xlsx file, or has no sheet".into()));
        }
        Ok(Self { name: name.to_owned(), xlsx })
    }

    /// The names of its sheets, in their order.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        self.xlsx.sheet_names()
    }

    /// Gives each row that has cells on, with its number from 1; `each` may stop it.
    pub(crate) fn rows(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(usize, Row) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let name = self.name.clone();
        let mut last = None;
        let refused = |last: Option<(usize, usize)>, reason: String| {
            let place =
                last.map(|(row, column)| format!(", after cell {}{row}", column_name(column)));
            let place = place.unwrap_or_default();
            Failure::invalid(format!("{name}: sheet `{sheet}`{place}: {reason}"))
        };
        let cells = guarded(|| self.xlsx.worksheet_cells_reader(sheet));
        let mut cells = cells.map_err(|error| refused(None, error))?;
        let mut row = Row::new();
        loop {
            let cell = guarded(|| cells.next_cell_with_style_id());
            let Some((cell, style)) = cell.map_err(|error| refused(last, error))? else {
                break;
            };
            let (number, column) = cell.get_position();
            let place = (number as usize + 1, column as usize);
            if last.is_some_and(|last| place <= last) {
                return Err(refused(last, "cells are out of order".into()));
            }
            if column as usize >= MAX_COLUMNS {
                return Err(refused(last, format!("has more than {MAX_COLUMNS} columns")));
            }
            if let Some((before, _)) = last.filter(|(before, _)| *before != place.0)
                && !row.is_empty()
                && each(before, std::mem::take(&mut row)).is_break()
            {
                return Ok(());
            }
            last = Some(place);
            let value = value_of(cell.get_value(), cells.styles().get(style));
            if !value.is_null() {
                row.resize(place.1, Json::Null);
                row.push(value);
            }
        }
        if let (Some((number, _)), false) = (last, row.is_empty()) {
            let _ = each(number, row);
        }
        Ok(())
    }
}

/// Unpacks every part once, into nothing, to see that it is no larger than it may be.
fn weigh(bytes: &[u8]) -> Result<(), String> {
    if bytes.starts_with(COMPOUND) {
        return Err(
            "is an old .xls file, or locked with a password; save it as .xlsx without one".into()
        );
    }
    let archive = ZipArchive::new(Cursor::new(bytes));
    let mut archive =
        archive.map_err(|_| "is not a spreadsheet file (.xlsx), or was cut short".to_owned())?;
    if archive.len() > MAX_PARTS {
        return Err(format!("is made of more than {MAX_PARTS} parts"));
    }
    let mut total = 0;
    for place in 0..archive.len() {
        let unnamed = |error| format!("part {} is damaged ({error})", place + 1);
        let part = archive.by_index(place).map_err(unnamed)?;
        let name = part.name().map_err(unnamed)?.to_lowercase();
        let shown: String = name.chars().filter(|letter| !letter.is_control()).take(60).collect();
        let damaged = |error: &dyn Display| format!("part `{shown}` is damaged ({error})");
        let limit = if name.contains("worksheets/") { MAX_SHEET } else { MAX_PART };
        let size = io::copy(&mut part.take(limit + 1), &mut io::sink());
        let size = size.map_err(|error| damaged(&error))?;
        total += size;
        if size > limit || total > MAX_SHEET {
            return Err(format!("part `{shown}` unpacks to more than a spreadsheet may hold"));
        }
        if name.ends_with("sharedstrings.xml") {
            let part = archive.by_index(place).map_err(|error| damaged(&error))?;
            if claimed_texts(part) > size / SHORTEST_TEXT {
                return Err(format!("part `{shown}` claims more texts than it has"));
            }
        }
    }
    Ok(())
}

/// How many texts a part says it has: room for them is made at once.
fn claimed_texts(part: impl Read) -> u64 {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let mut attributes = start.attributes();
                let mut attributes = attributes.with_checks(false).flatten();
                let claimed = attributes.find(|found| found.key.as_ref() == "uniqueCount");
                if let Some(claimed) = claimed {
                    return claimed.value.parse().unwrap_or(u64::MAX);
                }
                if start.local_name().as_ref() == "sst" {
                    return 0;
                }
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// What the reader of spreadsheets gives; a file on which it stops in the middle is damaged.
fn guarded<T, E: Display>(read: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    let read = crate::guarded::guarded(read).ok_or("is damaged")?;
    read.map_err(|error| error.to_string().chars().take(200).collect())
}

fn value_of(cell: &DataRef<'_>, style: Option<&Style>) -> Json {
    match cell {
        DataRef::Empty => Json::Null,
        DataRef::Int(number) => Json::from(*number),
        DataRef::Float(number) => number_of(*number, style.is_some_and(is_percentage)),
        DataRef::String(text) => text_of(text),
        DataRef::SharedString(text) => text_of(text),
        DataRef::Bool(yes) => Json::from(*yes),
        DataRef::DateTime(time) => time_of(time),
        DataRef::DateTimeIso(time) => text_of(time.strip_suffix("T00:00:00").unwrap_or(time)),
        DataRef::DurationIso(time) => text_of(time),
        DataRef::Error(error) => Json::from(error.to_string()),
    }
}

fn text_of(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { Json::from(text) }
}

/// A number with the digits that spreadsheets keep: 15, of which binary fractions are no part.
fn number_of(number: f64, percentage: bool) -> Json {
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let text = kept.to_string();
    if percentage && let Ok(exact) = text.parse::<Decimal>() {
        return Json::from(format!("{}%", (exact * Decimal::ONE_HUNDRED).normalize()));
    }
    text.parse().map_or_else(|_| Json::from(text.clone()), Json::Number)
}

/// Whether a cell shows a hundred times its number, as after `15%` was typed.
fn is_percentage(style: &Style) -> bool {
    let format = style.number_format.as_ref().map(|format| format.format_code.as_str());
    // In quotes and behind a backslash the sign is only shown.
    let mut shown = format.unwrap_or_default().split('"').step_by(2);
    shown.any(|part| part.replace("\\%", "").contains('%'))
}

fn time_of(time: &ExcelDateTime) -> Json {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = Date::new(year.into(), month, day).filter(|_| time.is_datetime());
    match (date, (hour, minute, second)) {
        (Some(date), (0, 0, 0)) => Json::from(date.to_string()),
        (Some(date), _) => Json::from(format!("{date} {hour:02}:{minute:02}:{second:02}")),
        (None, _) => number_of(time.as_f64(), false),
    }
}

/// A file with these sheets, the same for the same sheets: headings stay in sight, and cells of columns
/// without numbers are texts, so that a program leaves `0510` as it is typed.
pub(crate) fn write(sheets: &[Sheet]) -> Result<Vec<u8>, Failure> {
    written(sheets).map_err(|error| Failure::cannot_run(format!("the spreadsheet: {error}")))
}

fn written(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format_index(TEXT));
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let made = WrittenTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        let headings = u32::try_from(sheet.headings).unwrap_or_default();
        page.set_freeze_panes(headings, 0)?;
        for (column, width) in (0..).zip(&sheet.widths) {
            page.set_column_width(column, *width)?;
            let cells = sheet.rows.iter().map(|row| row.get(usize::from(column)));
            let cells = cells.map(|cell| cell.unwrap_or(&Json::Null));
            if !cells.clone().any(Json::is_number) {
                page.set_column_format(column, &text)?;
            }
            for (row, cell) in (0..).zip(cells) {
                match cell {
                    Json::Number(number) => {
                        let number = number.as_f64().unwrap_or(f64::NAN);
                        page.write_number(row, column, number)?;
                    }
                    Json::Bool(yes) => drop(page.write_boolean(row, column, *yes)?),
                    Json::String(words) if row < headings => {
                        page.write_string_with_format(row, column, words, &bold)?;
                    }
                    Json::String(words) => {
                        page.write_string_with_format(row, column, words, &text)?;
                    }
                    _ => {}
                }
            }
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sheet(rows: Vec<Row>) -> Sheet {
        let widths = vec![10; rows.iter().map(Vec::len).max().unwrap_or_default()];
        Sheet { name: "s".into(), widths, headings: 1, rows }
    }

    fn bytes(rows: Vec<Row>) -> Vec<u8> {
        write(&[sheet(rows)]).unwrap_or_else(|_| unreachable!("it can be written"))
    }

    fn read(bytes: Vec<u8>) -> Result<Vec<(usize, Row)>, Failure> {
        let mut rows = Vec::new();
        let mut workbook = Workbook::open("f", bytes)?;
        workbook.rows("s", |number, row| {
            rows.push((number, row));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    #[test]
    fn cells_survive_the_way_out_and_back() {
        let texts = [
            "Khu công nghiệp",
            "電子 🏭",
            "0510",
            "=1+1",
            "#REF!",
            " two  spaces ",
            "a\nb",
            "x\tz",
            "_x0041_",
            "<b>&amp;</b>",
            "\u{1}\u{1b}",
            "2026-11-22",
            "15%",
            "TRUE",
            "'",
            "\u{a0}",
        ];
        let mut rows: Vec<Row> = vec![vec![json!("text"), json!("number"), json!("yes")]];
        for (place, text) in (0i32..).zip(texts) {
            let number: serde_json::Number = match place % 5 {
                0 => "0.1",
                1 => "-999999999999999",
                2 => "123456789.012345",
                3 => "0.000000000000001",
                _ => "0",
            }
            .parse()
            .unwrap_or_else(|error| unreachable!("{error}"));
            rows.push(vec![json!(text), Json::Number(number), json!(place % 2 == 0)]);
        }
        let found = read(bytes(rows.clone())).unwrap_or_default();
        assert_eq!(found, (1..).zip(rows).collect::<Vec<_>>());
    }

    #[test]
    fn numbers_have_the_digits_that_spreadsheets_keep() {
        assert_eq!(number_of(0.1 + 0.2, false), json!(0.3));
        assert_eq!(number_of(11.000_000_000_000_002, false), json!(11));
        assert_eq!(number_of(0.07, true), json!("7%"));
        assert_eq!(number_of(f64::INFINITY, false), json!("inf"));
    }

    #[test]
    fn damage_is_told_wherever_it_is() {
        let whole = bytes(vec![vec![json!("a"), json!("b")], vec![json!(1), json!("x")]]);
        for end in (0..whole.len()).step_by(7) {
            let cut = whole.get(..end).unwrap_or_default().to_vec();
            assert!(read(cut).is_err(), "cut at {end}");
        }
        for place in 0..whole.len() {
            let mut other = whole.clone();
            if let Some(byte) = other.get_mut(place) {
                *byte ^= 0x41;
            }
            // Whatever comes out, nothing stops.
            let _ = read(other);
        }
    }
}
