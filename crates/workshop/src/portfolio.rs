//! Portfolios: many profiles in one file, read one by one.
//!
//! A row that does not fit is given on with what is wrong, and never stops the rest. Nothing is read
//! that is not there: a header the rulebook does not know, or one that stands twice, refuses the file.

use crate::columns::{ColumnMapping, Columns};
use sangloc_rulebook::{Fact, FactType, Rulebook};
use sangloc_screening::{MAX_PROFILE_BYTES, Problem, Profile, ProfileError};
use serde::de::{DeserializeSeed, Deserializer as _, Error as _, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use std::{
    cell::Cell,
    fmt,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
    rc::Rc,
    sync::Arc,
};

/// How a portfolio is written; told by its first letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioFormat {
    /// `[{…}, {…}]`: profiles in a JSON array.
    Array,
    /// A profile a line.
    Lines,
    /// A header of fact ids, a project a row; cells parted by this byte.
    Csv(u8),
}

/// Why a portfolio is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum PortfolioError {
    /// The file could not be read on.
    #[error("after row {after}: {source}")]
    Unreadable {
        /// The last row that was read.
        after: usize,
        /// What the reader said.
        source: io::Error,
    },
    /// Not JSON from here on: what follows cannot be told apart.
    #[error("after entry {after}: is not readable JSON ({reason})")]
    NotJson {
        /// The last entry that was read.
        after: usize,
        /// What the reader said, with line and column.
        reason: String,
    },
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// Not UTF-8, such as a spreadsheet saved in an old code page.
    #[error("the header is not UTF-8 text; save the file as \u{201c}CSV UTF-8\u{201d}")]
    NotText,
    /// A header that no fact has.
    #[error(
        "column {column}: `{header}` is not asked by this rulebook{hint}; a header that begins with # is left alone"
    )]
    UnknownHeader {
        /// The column, from 1.
        column: usize,
        /// What stands there, cut short.
        header: String,
        /// The nearest name, in words.
        hint: String,
    },
    /// The mapping has a heading that the file has not.
    #[error("there is no column `{heading}`, which the mapping names")]
    NoColumn {
        /// What the mapping names.
        heading: String,
    },
    /// A mapping, and no columns.
    #[error("is JSON; a mapping of columns is for tables")]
    NoTable,
    /// The same header twice.
    #[error("columns {first} and {second} are both `{header}`")]
    SameHeader {
        /// The first column, from 1.
        first: usize,
        /// The second column, from 1.
        second: usize,
        /// What stands there.
        header: String,
    },
}

/// One row of a portfolio, not yet read as a profile.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row as a spreadsheet counts it (the header is row 1), the line of JSON lines, or the
    /// entry of an array, from 1.
    pub number: usize,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Json(Json),
    Line(Vec<u8>),
    Cells { columns: Columns, cells: csv::StringRecord, comma: bool },
    Values { headers: Arc<[String]>, values: Vec<Json> },
    Unreadable(String),
}

impl Row {
    /// A row that holds this profile.
    pub fn of(number: usize, profile: Json) -> Self {
        Self { number, content: Content::Json(profile) }
    }

    /// A row of typed values, one a header (see [`portfolio_headers`]): a text is read as a cell of
    /// CSV is, anything else as a profile has it; null is unknown.
    pub fn of_values(number: usize, headers: &Arc<[String]>, values: Vec<Json>) -> Self {
        Self { number, content: Content::Values { headers: Arc::clone(headers), values } }
    }

    /// A row of texts as a spreadsheet has them, one a column; those at the end may be missing.
    pub fn of_cells(number: usize, columns: &Columns, mut cells: csv::StringRecord) -> Self {
        while cells.len() < columns.len() {
            cells.push_field("");
        }
        Self::of_record(number, columns, cells, false)
    }

    fn of_record(number: usize, columns: &Columns, cells: csv::StringRecord, comma: bool) -> Self {
        if cells.len() != columns.len() {
            let (has, header) = (cells.len(), columns.len());
            return Self::unreadable(number, format!("has {has} cells, the header has {header}"));
        }
        Self { number, content: Content::Cells { columns: columns.clone(), cells, comma } }
    }

    /// A row that cannot be read, and why.
    pub fn unreadable(number: usize, reason: String) -> Self {
        Self { number, content: Content::Unreadable(reason) }
    }

    /// The profile in this row.
    ///
    /// # Errors
    /// Everything in the row that does not fit the rulebook, in words.
    pub fn profile(&self, rulebook: &Rulebook) -> Result<Profile, Vec<String>> {
        self.profile_beside(rulebook, rulebook)
    }

    /// The profile in this row, without what only the other rulebook asks.
    ///
    /// # Errors
    /// Everything in the row that fits neither rulebook, in words.
    pub fn profile_beside(
        &self,
        rulebook: &Rulebook,
        other: &Rulebook,
    ) -> Result<Profile, Vec<String>> {
        let (profile, errors) = match &self.content {
            Content::Unreadable(reason) => return Err(vec![reason.clone()]),
            Content::Json(json) => Profile::from_json(rulebook, json),
            Content::Line(line) => {
                let json = serde_json::from_slice(line)
                    .map_err(|error| vec![format!("is not readable JSON ({error})")])?;
                Profile::from_json(rulebook, &json)
            }
            Content::Cells { columns, cells, comma } => {
                let json = cells_as_json(rulebook, columns, cells, *comma)?;
                Profile::from_json(rulebook, &json)
            }
            Content::Values { headers, values } => {
                Profile::from_json(rulebook, &values_as_json(rulebook, headers, values)?)
            }
        };
        let asked_there = |error: &ProfileError| {
            let namespace = |fact: &Fact| fact.id.namespace() == error.key;
            matches!(error.problem, Problem::UnknownKey { .. })
                && (other.fact_named(&error.key).is_some() || other.facts.iter().any(namespace))
        };
        let errors = errors.iter().filter(|error| !asked_there(error));
        let told = |error: &ProfileError| match &self.content {
            Content::Cells { columns, .. } => match columns.name(&error.key) {
                Some(column) => format!("{column}: {}", error.problem),
                None => error.to_string(),
            },
            _ => error.to_string(),
        };
        let errors: Vec<String> = errors.map(told).collect();
        if errors.is_empty() { Ok(profile) } else { Err(errors) }
    }
}

/// Reads a portfolio row by row; `each` may stop it. The rulebooks say which headers there may be.
///
/// # Errors
/// [`PortfolioError`] when the rest of the file cannot be told apart into rows. Rows before that were
/// given on already: whoever must not act on half a file waits for the end.
pub fn read_portfolio(
    input: impl Read,
    rulebooks: &[&Rulebook],
    each: impl FnMut(Row) -> ControlFlow<()>,
) -> Result<PortfolioFormat, PortfolioError> {
    read_mapped_portfolio(input, &ColumnMapping::default(), rulebooks, each)
}

/// Reads a portfolio row by row as [`read_portfolio`] does, its columns as a mapping says.
///
/// # Errors
/// As [`read_portfolio`], and when the headings are not those of the mapping.
pub fn read_mapped_portfolio(
    input: impl Read,
    mapping: &ColumnMapping,
    rulebooks: &[&Rulebook],
    mut each: impl FnMut(Row) -> ControlFlow<()>,
) -> Result<PortfolioFormat, PortfolioError> {
    let budget = Rc::new(Cell::new(MAX_PROFILE_BYTES));
    let mut input = BufReader::new(Bounded { input, budget: Rc::clone(&budget) });
    let format = sniff(&mut input)?;
    match format {
        PortfolioFormat::Array | PortfolioFormat::Lines if !mapping.is_empty() => {
            return Err(PortfolioError::NoTable);
        }
        PortfolioFormat::Array => read_array(input, &budget, &mut each)?,
        PortfolioFormat::Lines => read_lines(input, &budget, &mut each)?,
        PortfolioFormat::Csv(mark) => {
            let table = Table { mark, mapping, rulebooks };
            read_csv(input, &table, &budget, &mut each)?;
        }
    }
    Ok(format)
}

/// Ends a row that grows out of all proportion, such as one with a quote that is never closed.
struct Bounded<R> {
    input: R,
    budget: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        match self.budget.get().checked_sub(read) {
            Some(left) => self.budget.set(left),
            None => {
                let message = format!("the row is larger than {MAX_PROFILE_BYTES} bytes");
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
        }
        Ok(read)
    }
}

fn unreadable(after: usize) -> impl FnOnce(io::Error) -> PortfolioError {
    move |source| PortfolioError::Unreadable { after, source }
}

/// Skips a byte order mark and white space, and looks what follows.
fn sniff(input: &mut impl BufRead) -> Result<PortfolioFormat, PortfolioError> {
    if input.fill_buf().map_err(unreadable(0))?.starts_with(b"\xef\xbb\xbf") {
        input.consume(3);
    }
    loop {
        let buffer = input.fill_buf().map_err(unreadable(0))?;
        let Some(first) = buffer.first() else {
            return Err(PortfolioError::Empty);
        };
        match first {
            b'[' => return Ok(PortfolioFormat::Array),
            b'{' => return Ok(PortfolioFormat::Lines),
            // A tab may be an empty first header.
            b' ' | b'\r' | b'\n' => input.consume(1),
            _ => return Ok(PortfolioFormat::Csv(separator(buffer))),
        }
    }
}

/// The mark that parts the cells of the header: programs set to Vietnamese write `;`.
fn separator(buffer: &[u8]) -> u8 {
    let header = buffer.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    let marks = [b',', b';', b'\t'].into_iter();
    // The first of equals: a comma.
    marks.rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

fn read_array(
    input: impl Read,
    budget: &Cell<usize>,
    each: &mut impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), PortfolioError> {
    let mut walk = Walk { each, budget, number: 0, stopped: false };
    let mut reader = serde_json::Deserializer::from_reader(input);
    let result = reader.deserialize_seq(&mut walk).and_then(|()| reader.end());
    match result {
        Err(error) if !walk.stopped => {
            Err(PortfolioError::NotJson { after: walk.number, reason: error.to_string() })
        }
        _ => Ok(()),
    }
}

/// Gives the entries of an array on, one by one.
struct Walk<'a, F> {
    each: &'a mut F,
    budget: &'a Cell<usize>,
    number: usize,
    stopped: bool,
}

impl<'de, F: FnMut(Row) -> ControlFlow<()>> Visitor<'de> for &mut Walk<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of profiles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(json) = entries.next_element_seed(Entry)? {
            self.budget.set(MAX_PROFILE_BYTES);
            self.number += 1;
            if (self.each)(Row::of(self.number, json)).is_break() {
                self.stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

struct Entry;

impl<'de> DeserializeSeed<'de> for Entry {
    type Value = Json;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Json, D::Error> {
        serde::Deserialize::deserialize(reader)
    }
}

fn read_lines(
    mut input: impl BufRead,
    budget: &Cell<usize>,
    each: &mut impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), PortfolioError> {
    for number in 1.. {
        budget.set(MAX_PROFILE_BYTES);
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).map_err(unreadable(number - 1))? == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        // Whoever judges the row takes it apart: that is the larger part of reading it.
        if each(Row { number, content: Content::Line(line) }).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// How a CSV file is read.
struct Table<'a> {
    mark: u8,
    mapping: &'a ColumnMapping,
    rulebooks: &'a [&'a Rulebook],
}

fn read_csv(
    input: impl Read,
    table: &Table<'_>,
    budget: &Cell<usize>,
    each: &mut impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), PortfolioError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.mark)
        .flexible(true)
        .trim(csv::Trim::All)
        .has_headers(false)
        .from_reader(input);
    let mut record = csv::ByteRecord::new();
    let stopped = |after: usize, error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(source) => PortfolioError::Unreadable { after, source },
        other => PortfolioError::Unreadable {
            after,
            source: io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
        },
    };
    let mut columns = None;
    for number in 1.. {
        budget.set(MAX_PROFILE_BYTES);
        if !reader.read_byte_record(&mut record).map_err(|error| stopped(number - 1, error))? {
            return if columns.is_some() { Ok(()) } else { Err(PortfolioError::Empty) };
        }
        if number < table.mapping.heading.unwrap_or(1) {
            continue;
        }
        let cells = csv::StringRecord::from_byte_record(record.clone());
        let Some(columns) = &columns else {
            let headings = cells.map_err(|_| PortfolioError::NotText)?;
            columns = Some(Columns::of(&headings, table.mapping, table.rulebooks)?);
            continue;
        };
        // A row of empty cells, as spreadsheets leave at the end.
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        let row = match cells {
            Err(_) => Row::unreadable(number, "is not UTF-8 text".into()),
            Ok(cells) => Row::of_record(number, columns, cells, table.mark == b';'),
        };
        if each(row).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// The headers of a portfolio, which [`Row::of_values`] takes.
///
/// # Errors
/// When one is neither a fact of one of the rulebooks nor left alone (empty, or it begins with `#`), or
/// stands twice.
pub fn portfolio_headers<'a>(
    names: impl IntoIterator<Item = &'a str>,
    rulebooks: &[&Rulebook],
) -> Result<Arc<[String]>, PortfolioError> {
    let mut headers: Vec<String> = Vec::new();
    for (place, header) in names.into_iter().enumerate() {
        let first = headers.iter().position(|other| other == header);
        if let Some(first) = first.filter(|_| !is_left_alone(header)) {
            let header = header.to_owned();
            return Err(PortfolioError::SameHeader { first: first + 1, second: place + 1, header });
        }
        let known = rulebooks.iter().any(|rulebook| rulebook.fact_named(header).is_some());
        if !known && !is_left_alone(header) {
            return Err(unknown_header(place + 1, header, rulebooks));
        }
        headers.push(header.to_owned());
    }
    Ok(headers.into())
}

pub(crate) fn is_left_alone(header: &str) -> bool {
    header.is_empty() || header.starts_with('#')
}

/// Names the nearest fact, as a profile with this key would be answered.
pub(crate) fn unknown_header(
    column: usize,
    header: &str,
    rulebooks: &[&Rulebook],
) -> PortfolioError {
    let (namespace, name) = header.split_once('.').unwrap_or((header, ""));
    let entry = Json::from_iter([(name, Json::Bool(true))]);
    let profile = Json::from_iter([(namespace, entry)]);
    let errors = rulebooks.first().map(|rulebook| Profile::from_json(rulebook, &profile).1);
    let nearest = errors.into_iter().flatten().find_map(|error| match error.problem {
        Problem::UnknownKey { nearest } => nearest,
        _ => None,
    });
    let hint = nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    let plain = header.chars().filter(|letter| !letter.is_control()).take(60).collect();
    PortfolioError::UnknownHeader { column, header: plain, hint }
}

/// The answers of a row by fact, or everything that is wrong with it.
#[derive(Default)]
struct Answers {
    namespaces: Map<String, Json>,
    errors: Vec<String>,
}

impl Answers {
    fn add(&mut self, fact: &Fact, answer: Result<Json, &'static str>, name: impl Fn() -> String) {
        match answer {
            Ok(Json::Null) => {}
            Ok(json) => {
                let entries = self.namespaces.entry(fact.id.namespace());
                if let Json::Object(entries) = entries.or_insert(Json::Object(Map::new())) {
                    entries.insert(fact.id.name().to_owned(), json);
                }
            }
            Err(expected) => self.errors.push(format!("{}: must be {expected}", name())),
        }
    }

    fn json(self) -> Result<Json, Vec<String>> {
        if self.errors.is_empty() { Ok(Json::Object(self.namespaces)) } else { Err(self.errors) }
    }
}

fn fact_of<'a>(rulebook: &'a Rulebook, name: &str) -> Option<&'a Fact> {
    rulebook.fact(rulebook.fact_named(name)?)
}

fn cells_as_json(
    rulebook: &Rulebook,
    columns: &Columns,
    cells: &csv::StringRecord,
    comma: bool,
) -> Result<Json, Vec<String>> {
    let mut answers = Answers::default();
    for (place, column, name) in columns.facts() {
        if let (Some(fact), Some(cell)) = (fact_of(rulebook, name), cells.get(place)) {
            let answer = column.plain(fact, cell).and_then(|cell| cell_as_json(fact, &cell, comma));
            answers.add(fact, answer, || column.name(place));
        }
    }
    answers.json()
}

fn values_as_json(
    rulebook: &Rulebook,
    headers: &[String],
    values: &[Json],
) -> Result<Json, Vec<String>> {
    let mut answers = Answers::default();
    for (header, value) in headers.iter().zip(values) {
        if let Some(fact) = fact_of(rulebook, header) {
            answers.add(fact, value_as_json(fact, value), || format!("`{header}`"));
        }
    }
    answers.json()
}

fn value_as_json(fact: &Fact, value: &Json) -> Result<Json, &'static str> {
    match value {
        Json::String(text) => cell_as_json(fact, text.trim(), false),
        other => Ok(other.clone()),
    }
}

/// A cell as a profile writes it; the error says what is expected.
fn cell_as_json(fact: &Fact, cell: &str, comma: bool) -> Result<Json, &'static str> {
    Ok(match &fact.answer {
        _ if cell.is_empty() => Json::Null,
        FactType::YesNo => match cell.to_lowercase().as_str() {
            "true" | "yes" | "có" | "1" => Json::Bool(true),
            "false" | "no" | "không" | "0" => Json::Bool(false),
            _ => return Err("yes or no"),
        },
        FactType::Choices(_) if cell == "[]" => Json::Array(Vec::new()),
        FactType::Choices(_) => cell.split('|').map(|name| Json::from(name.trim())).collect(),
        FactType::Choice(_) | FactType::Code(_) | FactType::Date | FactType::Text => cell.into(),
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
            let (amount, unit) = match cell.strip_suffix('%') {
                Some(amount) => (amount.trim_end(), "%"),
                None => cell.split_once([' ', '\u{a0}']).unwrap_or((cell, "")),
            };
            let amount = if comma && !amount.contains('.') {
                amount.replacen(',', ".", 1)
            } else {
                amount.to_owned()
            };
            let amount: serde_json::Number =
                amount.parse().map_err(|_| "a number such as 32.6, or with its unit: 32.6 ha")?;
            let mut fields = Map::from_iter([("amount".to_owned(), Json::Number(amount))]);
            if !unit.trim().is_empty() {
                fields.insert("unit".into(), unit.trim().into());
            }
            Json::Object(fields)
        }
    })
}
