//! A portfolio from a Parquet file: a column a fact, a row a project, read a few rows at a time.
//!
//! Columns are numbers, booleans, dates, texts, or lists of texts; what a text column holds is read as
//! a cell of CSV is, so `498000000 USD` is an amount with its unit.

use parquet::{
    basic::{Compression, ConvertedType, LogicalType, Type as Physical},
    column::reader::{ColumnReader, ColumnReaderImpl},
    data_type::{ByteArray, DataType},
    errors::ParquetError,
    file::{
        metadata::{ColumnChunkMetaData, RowGroupMetaData},
        reader::{FileReader, RowGroupReader, SerializedFileReader},
    },
    schema::types::{ColumnDescPtr, ColumnDescriptor},
};
use sangloc_rulebook::{Date, Decimal, Rulebook};
use sangloc_workshop::{Row, portfolio_headers};
use serde_json::Value as Json;
use std::{fmt::Display, fs::File, ops::ControlFlow, sync::Arc};

/// What every Parquet file begins and ends with.
pub(crate) const MAGIC: &[u8] = b"PAR1";

/// Rows that are read at a time.
const AT_A_TIME: usize = 1024;
/// The longest text of a cell; no answer comes near it.
const MAX_TEXT: usize = 4096;
/// The longest list of a cell.
const MAX_LIST: usize = 1000;

/// An open file, its columns held against what the rulebooks ask.
pub(crate) struct ParquetPortfolio {
    file: SerializedFileReader<File>,
    headers: Arc<[String]>,
    columns: Vec<Column>,
}

/// A column that a rulebook asks for.
struct Column {
    place: usize,
    header: String,
    kind: Kind,
    descr: ColumnDescPtr,
}

/// How the values of a column are understood.
#[derive(Clone, Copy)]
enum Kind {
    YesNo,
    Number,
    Unsigned,
    /// Whole numbers, so many digits of which stand behind the point.
    Decimal(u32),
    Day,
    Text,
    Texts,
}

/// The value of a cell, or what is wrong with it.
type Cell = Result<Json, String>;

impl ParquetPortfolio {
    /// Reads the foot of the file, which says what is in it.
    ///
    /// Fails when it is not Parquet, or a column is not asked, stands twice, or is of a kind that no
    /// answer has.
    pub(crate) fn open(file: File, rulebooks: &[&Rulebook]) -> Result<Self, String> {
        let file = guarded(|| SerializedFileReader::new(file))
            .map_err(|error| format!("is not a whole Parquet file ({})", plain(&error)))?;
        let schema = file.metadata().file_metadata().schema_descr();
        let asked =
            |name: &str| rulebooks.iter().any(|rulebook| rulebook.fact_named(name).is_some());
        let (mut names, mut columns) = (Vec::new(), Vec::new());
        for (place, descr) in schema.columns().iter().enumerate() {
            let name = descr.path().parts().first().map_or("", String::as_str);
            names.push(name);
            if asked(name) {
                let kind = kind(descr)
                    .map_err(|reason| format!("column {}: `{name}` {reason}", place + 1))?;
                let (header, descr) = (name.to_owned(), Arc::clone(descr));
                columns.push(Column { place, header, kind, descr });
            }
        }
        portfolio_headers(names, rulebooks).map_err(|error| error.to_string())?;
        if columns.is_empty() {
            return Err("no column is named after a fact".into());
        }
        let headers = columns.iter().map(|column| column.header.clone()).collect();
        Ok(Self { file, headers, columns })
    }

    /// How many rows the file says it has.
    pub(crate) fn rows(&self) -> u64 {
        u64::try_from(self.file.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Gives every row on, numbered from 1; `each` may stop it.
    ///
    /// Fails where the file is damaged; rows before that were given on already.
    pub(crate) fn read(&self, mut each: impl FnMut(Row) -> ControlFlow<()>) -> Result<(), String> {
        let mut number = 0;
        for group in 0..self.file.num_row_groups() {
            let place = |what: &dyn Display| format!("row group {}: {what}", group + 1);
            let reader = self.file.get_row_group(group).map_err(|error| place(&plain(&error)))?;
            let mut left = whole_group(reader.metadata()).map_err(|reason| place(&reason))?;
            let columns = self.columns.iter().map(|column| column.open(&*reader));
            let mut columns =
                columns.collect::<Result<Vec<_>, _>>().map_err(|reason| place(&reason))?;
            while left > 0 {
                let count = left.min(AT_A_TIME);
                let after = |what: String| place(&format!("after row {number}: {what}"));
                let cells = columns.iter_mut().map(|column| Ok(column.read(count)?.into_iter()));
                let mut cells = cells.collect::<Result<Vec<_>, String>>().map_err(after)?;
                for _ in 0..count {
                    number += 1;
                    let cells = cells.iter_mut().filter_map(Iterator::next);
                    if each(self.row(number, cells)).is_break() {
                        return Ok(());
                    }
                }
                left -= count;
            }
        }
        Ok(())
    }

    fn row(&self, number: usize, cells: impl Iterator<Item = Cell>) -> Row {
        let (mut values, mut problems) = (Vec::with_capacity(self.columns.len()), Vec::new());
        for (cell, header) in cells.zip(self.headers.iter()) {
            match cell {
                Ok(value) => values.push(value),
                Err(problem) => problems.push(format!("`{header}`: {problem}")),
            }
        }
        if problems.is_empty() {
            Row::of_values(number, &self.headers, values)
        } else {
            Row::unreadable(number, problems.join("; "))
        }
    }
}

/// Turns a panic into an error: that is how the Parquet reader ends on some damaged files.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let damaged = || Err(ParquetError::General("what it says of itself cannot be".into()));
    crate::guarded::guarded(read).unwrap_or_else(damaged)
}

/// The rows of a group, if its places are such as a file can have: the reader of pages trusts them.
fn whole_group(group: &RowGroupMetaData) -> Result<usize, String> {
    let sound = group.columns().iter().all(|column| {
        let starts = [Some(column.data_page_offset()), column.dictionary_page_offset()];
        column.compressed_size() >= 0 && starts.into_iter().flatten().all(|start| start >= 0)
    });
    let packed = group.columns().iter().map(ColumnChunkMetaData::compression);
    let unread = packed
        .into_iter()
        .find(|packed| !matches!(packed, Compression::UNCOMPRESSED | Compression::SNAPPY));
    if let Some(packed) = unread {
        return Err(format!("is compressed as {packed}; save it with snappy, or not compressed"));
    }
    let rows = usize::try_from(group.num_rows()).ok().filter(|_| sound);
    rows.ok_or_else(|| "what it says of itself cannot be".into())
}

/// How a column is understood; the error says what it is and what to do.
fn kind(descr: &ColumnDescriptor) -> Result<Kind, String> {
    let list = descr.max_rep_level() == 1;
    let nested = descr.path().parts().len() > 1;
    // A bare repeated field cannot tell *none* from *unknown*: it is no list.
    if descr.max_rep_level() > 1 || list != nested {
        return Err("is a structure; a column holds one answer, or a list of texts".into());
    }
    let decimal =
        u32::try_from(descr.type_scale()).ok().filter(|scale| *scale <= Decimal::MAX_SCALE);
    let kind = match (descr.physical_type(), descr.converted_type(), descr.logical_type_ref()) {
        (_, _, Some(LogicalType::Timestamp(_) | LogicalType::Time(_))) | (Physical::INT96, ..) => {
            return Err("holds moments; save it as dates, or as texts such as 2026-11-22".into());
        }
        (_, ConvertedType::DECIMAL, _) => decimal.map(Kind::Decimal),
        (Physical::BOOLEAN, ..) => Some(Kind::YesNo),
        (Physical::INT32, ConvertedType::DATE, _) => Some(Kind::Day),
        (
            Physical::INT32 | Physical::INT64,
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64,
            _,
        ) => Some(Kind::Unsigned),
        (Physical::INT32 | Physical::INT64 | Physical::FLOAT | Physical::DOUBLE, ..) => {
            Some(Kind::Number)
        }
        (Physical::BYTE_ARRAY, ..) => Some(if list { Kind::Texts } else { Kind::Text }),
        _ => None,
    };
    kind.filter(|kind| list == matches!(kind, Kind::Texts)).ok_or_else(|| {
        let what = if list { "a list of " } else { "" };
        format!("holds {what}{}; save it as numbers or as texts", descr.physical_type())
    })
}

/// A column of one row group, read on and on.
struct OpenColumn<'a> {
    column: &'a Column,
    reader: ColumnReader,
}

impl Column {
    fn open<'a>(&'a self, group: &dyn RowGroupReader) -> Result<OpenColumn<'a>, String> {
        let reader = guarded(|| group.get_column_reader(self.place));
        Ok(OpenColumn { column: self, reader: reader.map_err(|error| self.damaged(&error))? })
    }

    fn damaged(&self, error: &ParquetError) -> String {
        format!("column `{}`: {}", self.header, plain(error))
    }
}

impl OpenColumn<'_> {
    /// The next cells, just so many.
    fn read(&mut self, count: usize) -> Result<Vec<Cell>, String> {
        let (kind, descr) = (self.column.kind, &self.column.descr);
        let reader = &mut self.reader;
        let cells = guarded(|| match reader {
            ColumnReader::BoolColumnReader(reader) => {
                cells(reader, descr, count, |yes| Ok(Json::Bool(*yes)))
            }
            ColumnReader::Int32ColumnReader(reader) => cells(reader, descr, count, |number| {
                whole(kind, i64::from(*number), u64::from(number.cast_unsigned()))
            }),
            ColumnReader::Int64ColumnReader(reader) => {
                cells(reader, descr, count, |number| whole(kind, *number, number.cast_unsigned()))
            }
            ColumnReader::FloatColumnReader(reader) => cells(reader, descr, count, number),
            ColumnReader::DoubleColumnReader(reader) => cells(reader, descr, count, number),
            ColumnReader::ByteArrayColumnReader(reader) => {
                cells(reader, descr, count, |bytes: &ByteArray| of_bytes(kind, bytes.data()))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                cells(reader, descr, count, |bytes| of_bytes(kind, bytes.data()))
            }
            ColumnReader::Int96ColumnReader(_) => Ok(Vec::new()),
        });
        let cells = cells.map_err(|error| self.column.damaged(&error))?;
        if cells.len() == count {
            Ok(cells)
        } else {
            Err(format!("column `{}` ends too early", self.column.header))
        }
    }
}

/// Reads cells and puts them together: levels say which are empty, and where a list begins.
fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    descr: &ColumnDescriptor,
    count: usize,
    value: impl Fn(&T::T) -> Cell,
) -> Result<Vec<Cell>, ParquetError> {
    let (mut levels, mut starts, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let (_, _, read) =
        reader.read_records(count, Some(&mut levels), Some(&mut starts), &mut values)?;
    if descr.max_def_level() == 0 {
        return Ok(values.iter().map(value).collect());
    }
    let mut values = values.iter().map(value);
    let mut next = |level: i16| {
        if level == descr.max_def_level() { values.next() } else { None }
    };
    let levels = levels.into_iter().take(read);
    if descr.max_rep_level() == 0 {
        return Ok(levels.map(|level| next(level).unwrap_or(Ok(Json::Null))).collect());
    }
    // One level below its members a list is there and empty; lower still it is missing.
    let member = descr.repeated_ancestor_def_level();
    let mut cells: Vec<Cell> = Vec::new();
    for (level, start) in levels.zip(starts) {
        if start == 0 {
            let there = level + 1 >= member;
            cells.push(Ok(if there { Json::Array(Vec::new()) } else { Json::Null }));
        }
        if level >= member
            && let Some(cell) = cells.last_mut()
        {
            add(cell, next(level).unwrap_or(Ok(Json::Null)));
        }
    }
    Ok(cells)
}

/// Puts a member into a list.
fn add(cell: &mut Cell, member: Cell) {
    let Ok(Json::Array(members)) = cell else {
        return;
    };
    match member {
        Ok(_) if members.len() == MAX_LIST => {
            *cell = Err(format!("a list of more than {MAX_LIST} members"));
        }
        Ok(member) => members.push(member),
        Err(problem) => *cell = Err(problem),
    }
}

fn whole(kind: Kind, signed: i64, unsigned: u64) -> Cell {
    match kind {
        Kind::Decimal(scale) => decimal(i128::from(signed), scale),
        Kind::Unsigned => Ok(Json::from(unsigned)),
        Kind::Day => day(signed).map(Json::from).ok_or_else(|| format!("no day: {signed}")),
        _ => Ok(Json::from(signed)),
    }
}

/// A day from how many days after 1970-01-01 it is.
fn day(number: i64) -> Option<String> {
    let first = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(number).ok()?;
    let day: Date = first.checked_add(span).ok()?.to_string().parse().ok()?;
    Some(day.to_string())
}

/// The shortest decimal that is this binary fraction, as it was once written.
fn number(number: &(impl Display + Copy)) -> Cell {
    let text = number.to_string();
    text.parse().map(Json::Number).map_err(|_| format!("`{text}` is not a number"))
}

fn of_bytes(kind: Kind, bytes: &[u8]) -> Cell {
    if let Kind::Decimal(scale) = kind {
        return match signed(bytes) {
            Some(digits) => decimal(digits, scale),
            None => Err("a number of too many digits".into()),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.len() <= MAX_TEXT => Ok(Json::from(text)),
        Ok(_) => Err(format!("a text of more than {MAX_TEXT} bytes")),
        Err(_) => Err("is not UTF-8 text".into()),
    }
}

/// A whole number in two's complement, the highest byte first.
fn signed(bytes: &[u8]) -> Option<i128> {
    let sign = if bytes.first().is_some_and(|first| *first > 127) { 0xff } else { 0 };
    let mut whole = [sign; size_of::<i128>()];
    let tail = whole.len().checked_sub(bytes.len())?;
    whole.get_mut(tail..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(whole))
}

fn decimal(digits: i128, scale: u32) -> Cell {
    let decimal = Decimal::try_from_i128_with_scale(digits, scale);
    let text = decimal.map_err(|_| "a number of too many digits")?.to_string();
    text.parse().map(Json::Number).map_err(|_| format!("`{text}` is not a number"))
}

/// What the Parquet reader says, without its own first words and cut short.
fn plain(error: &ParquetError) -> String {
    let text = error.to_string();
    let text = text.strip_prefix("Parquet error: ").unwrap_or(&text);
    text.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
