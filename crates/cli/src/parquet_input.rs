//! A portfolio from a Parquet file: a column a fact, a row a project, read a few rows at a time.
//!
//! Columns are numbers, booleans, dates, texts, or lists of texts; what a text column holds is read as
//! a cell of CSV is, so `498000000 USD` is an amount with its unit. What is read at a time is handed on as a
//! block, of which whoever judges it makes columns of Arrow or rows.

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float32Array, Float64Array, Int64Array,
    RecordBatch, StringArray, UInt64Array,
    builder::{ListBuilder, StringBuilder},
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::{
    basic::{Compression, ConvertedType, LogicalType, Type as Physical},
    column::reader::{ColumnReader, ColumnReaderImpl},
    data_type::{ByteArray, DataType as ParquetType, FixedLenByteArray},
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
    columns: Arc<[Column]>,
    schema: SchemaRef,
}

/// Rows that were read together.
pub(crate) struct Block {
    /// The number of the row before the first.
    after: usize,
    count: usize,
    headers: Arc<[String]>,
    columns: Arc<[Column]>,
    schema: SchemaRef,
    read: Vec<Cells>,
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
    Number(Number),
    Unsigned,
    /// Whole numbers, so many digits of which stand behind the point.
    Decimal(u32),
    Day,
    Text,
    Texts,
}

/// How numbers are stored.
#[derive(Clone, Copy)]
enum Number {
    Whole,
    Single,
    Double,
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
        let field = |column: &Column| Field::new(&column.header, column.kind.arrow(), true);
        let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>()).into();
        Ok(Self { file, headers, columns: columns.into(), schema })
    }

    /// How many rows the file says it has.
    pub(crate) fn rows(&self) -> u64 {
        u64::try_from(self.file.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Gives every row on in blocks; `each` may stop it.
    ///
    /// Fails where the file is damaged; blocks before that were given on already.
    pub(crate) fn read(
        &self,
        mut each: impl FnMut(Block) -> ControlFlow<()>,
    ) -> Result<(), String> {
        let mut after = 0;
        for group in 0..self.file.num_row_groups() {
            let place = |what: &dyn Display| format!("row group {}: {what}", group + 1);
            let reader = self.file.get_row_group(group).map_err(|error| place(&plain(&error)))?;
            let mut left = whole_group(reader.metadata()).map_err(|reason| place(&reason))?;
            let columns = self.columns.iter().map(|column| column.open(&*reader));
            let mut columns =
                columns.collect::<Result<Vec<_>, _>>().map_err(|reason| place(&reason))?;
            while left > 0 {
                let count = left.min(AT_A_TIME);
                let damaged = |what: String| place(&format!("after row {after}: {what}"));
                let read = columns.iter_mut().map(|column| column.read(count));
                let read = read.collect::<Result<_, String>>().map_err(damaged)?;
                let (headers, columns) = (Arc::clone(&self.headers), Arc::clone(&self.columns));
                let schema = Arc::clone(&self.schema);
                if each(Block { after, count, headers, columns, schema, read }).is_break() {
                    return Ok(());
                }
                (after, left) = (after + count, left - count);
            }
        }
        Ok(())
    }
}

impl Block {
    /// How many rows there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The number of the first row in the file, from 1.
    pub(crate) fn first(&self) -> usize {
        self.after + 1
    }

    /// The rows, numbered from 1 in the file.
    pub(crate) fn rows(&self) -> Vec<Row> {
        self.rows_where(&vec![true; self.count])
    }

    /// Those of them that are wanted.
    pub(crate) fn rows_where(&self, wanted: &[bool]) -> Vec<Row> {
        if !wanted.contains(&true) {
            return Vec::new();
        }
        let cells = self.columns.iter().zip(&self.read);
        let mut cells: Vec<_> =
            cells.map(|(column, read)| read.cells(column, wanted).into_iter()).collect();
        let numbers = (self.first()..).zip(wanted).filter(|(_, wanted)| **wanted);
        let rows = numbers
            .map(|(number, _)| self.row(number, cells.iter_mut().filter_map(Iterator::next)));
        rows.collect()
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

    /// The names and types of its columns.
    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The same as columns, whose rows are those of [`Block::rows`]; `None` where a cell is no value.
    pub(crate) fn batch(&self) -> Option<RecordBatch> {
        let arrays = self.columns.iter().zip(&self.read);
        let arrays = arrays.map(|(column, read)| read.array(column));
        RecordBatch::try_new(Arc::clone(&self.schema), arrays.collect::<Option<_>>()?).ok()
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
        (Physical::INT32 | Physical::INT64, ..) => Some(Kind::Number(Number::Whole)),
        (Physical::FLOAT, ..) => Some(Kind::Number(Number::Single)),
        (Physical::DOUBLE, ..) => Some(Kind::Number(Number::Double)),
        (Physical::BYTE_ARRAY, ..) => Some(if list { Kind::Texts } else { Kind::Text }),
        _ => None,
    };
    kind.filter(|kind| list == matches!(kind, Kind::Texts)).ok_or_else(|| {
        let what = if list { "a list of " } else { "" };
        format!("holds {what}{}; save it as numbers or as texts", descr.physical_type())
    })
}

impl Kind {
    /// What Arrow calls it.
    fn arrow(self) -> DataType {
        match self {
            Self::YesNo => DataType::Boolean,
            Self::Number(Number::Whole) => DataType::Int64,
            Self::Number(Number::Single) => DataType::Float32,
            Self::Number(Number::Double) => DataType::Float64,
            Self::Unsigned => DataType::UInt64,
            Self::Decimal(scale) => {
                DataType::Decimal128(38, i8::try_from(scale).unwrap_or_default())
            }
            Self::Day => DataType::Date32,
            Self::Text => DataType::Utf8,
            Self::Texts => DataType::new_list(DataType::Utf8, true),
        }
    }
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
    fn read(&mut self, count: usize) -> Result<Cells, String> {
        let reader = &mut self.reader;
        let cells = guarded(|| {
            Ok(match reader {
                ColumnReader::BoolColumnReader(reader) => Cells::YesNo(stored(reader, count)?),
                ColumnReader::Int32ColumnReader(reader) => Cells::Int32(stored(reader, count)?),
                ColumnReader::Int64ColumnReader(reader) => Cells::Int64(stored(reader, count)?),
                ColumnReader::FloatColumnReader(reader) => Cells::Single(stored(reader, count)?),
                ColumnReader::DoubleColumnReader(reader) => Cells::Double(stored(reader, count)?),
                ColumnReader::ByteArrayColumnReader(reader) => Cells::Bytes(stored(reader, count)?),
                ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                    Cells::Fixed(stored(reader, count)?)
                }
                ColumnReader::Int96ColumnReader(_) => return Err(ParquetError::EOF(String::new())),
            })
        });
        let cells = cells.map_err(|error| self.column.damaged(&error))?;
        if cells.count(&self.column.descr) == count {
            Ok(cells)
        } else {
            Err(format!("column `{}` ends too early", self.column.header))
        }
    }
}

/// Cells as they are stored: levels say which are empty, and where a list begins.
struct Stored<T> {
    levels: Vec<i16>,
    starts: Vec<i16>,
    values: Vec<T>,
}

/// The cells of a column, of one of the types that Parquet has.
enum Cells {
    YesNo(Stored<bool>),
    Int32(Stored<i32>),
    Int64(Stored<i64>),
    Single(Stored<f32>),
    Double(Stored<f64>),
    Bytes(Stored<ByteArray>),
    Fixed(Stored<FixedLenByteArray>),
}

/// Takes the next cells, just so many.
fn stored<T: ParquetType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
) -> Result<Stored<T::T>, ParquetError> {
    let (mut levels, mut starts, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let (_, _, read) =
        reader.read_records(count, Some(&mut levels), Some(&mut starts), &mut values)?;
    levels.truncate(read);
    Ok(Stored { levels, starts, values })
}

impl<T> Stored<T> {
    /// How many cells there are.
    fn count(&self, descr: &ColumnDescriptor) -> usize {
        match (descr.max_def_level(), descr.max_rep_level()) {
            (0, _) => self.values.len(),
            (_, 0) => self.levels.len(),
            _ => self.levels.iter().zip(&self.starts).filter(|(_, start)| **start == 0).count(),
        }
    }

    /// The value of each cell, where it has one; none of them is a list.
    fn flat(&self, descr: &ColumnDescriptor) -> impl Iterator<Item = Option<&T>> {
        let full = descr.max_def_level();
        let mut values = self.values.iter();
        (0..self.count(descr)).map(move |place| {
            let there = full == 0 || self.levels.get(place) == Some(&full);
            if there { values.next() } else { None }
        })
    }

    /// What each cell holds that is wanted.
    fn cells(
        &self,
        descr: &ColumnDescriptor,
        wanted: &[bool],
        value: impl Fn(&T) -> Cell,
    ) -> Vec<Cell> {
        if descr.max_rep_level() == 0 {
            let cells = self.flat(descr).zip(wanted).filter(|(_, wanted)| **wanted);
            return cells.map(|(found, _)| found.map_or(Ok(Json::Null), &value)).collect();
        }
        let mut cells: Vec<Cell> = Vec::new();
        let (mut wanted, mut is_wanted) = (wanted.iter(), false);
        self.walk(descr, |part| match part {
            Part::List(there) => {
                is_wanted = wanted.next() == Some(&true);
                if is_wanted {
                    cells.push(Ok(if there { Json::Array(Vec::new()) } else { Json::Null }));
                }
            }
            Part::Member(member) => {
                if let Some(cell) = cells.last_mut().filter(|_| is_wanted) {
                    add(cell, member.map_or(Ok(Json::Null), &value));
                }
            }
        });
        cells
    }

    /// Goes through lists and their members.
    fn walk<'a>(&'a self, descr: &ColumnDescriptor, mut each: impl FnMut(Part<'a, T>)) {
        // One level below its members a list is there and empty; lower still it is missing.
        let member = descr.repeated_ancestor_def_level();
        let mut values = self.values.iter();
        for (level, start) in self.levels.iter().zip(&self.starts) {
            if *start == 0 {
                each(Part::List(level + 1 >= member));
            }
            if *level >= member {
                let full = *level == descr.max_def_level();
                each(Part::Member(if full { values.next() } else { None }));
            }
        }
    }
}

/// A part of a column of lists.
enum Part<'a, T> {
    /// A list begins; whether it is there.
    List(bool),
    /// A member, if it has a value.
    Member(Option<&'a T>),
}

impl Cells {
    fn count(&self, descr: &ColumnDescriptor) -> usize {
        match self {
            Self::YesNo(stored) => stored.count(descr),
            Self::Int32(stored) => stored.count(descr),
            Self::Int64(stored) => stored.count(descr),
            Self::Single(stored) => stored.count(descr),
            Self::Double(stored) => stored.count(descr),
            Self::Bytes(stored) => stored.count(descr),
            Self::Fixed(stored) => stored.count(descr),
        }
    }

    fn cells(&self, column: &Column, wanted: &[bool]) -> Vec<Cell> {
        let (kind, descr) = (column.kind, &column.descr);
        match self {
            Self::YesNo(stored) => stored.cells(descr, wanted, |yes| Ok(Json::Bool(*yes))),
            Self::Int32(stored) => stored.cells(descr, wanted, |number| {
                whole(kind, i64::from(*number), u64::from(number.cast_unsigned()))
            }),
            Self::Int64(stored) => {
                stored.cells(descr, wanted, |number| whole(kind, *number, number.cast_unsigned()))
            }
            Self::Single(stored) => stored.cells(descr, wanted, number),
            Self::Double(stored) => stored.cells(descr, wanted, number),
            Self::Bytes(stored) => match kind {
                Kind::Decimal(scale) => {
                    stored.cells(descr, wanted, |bytes| decimal_of(bytes.data(), scale))
                }
                _ => stored.cells(descr, wanted, |bytes| text(bytes).map(Json::from)),
            },
            Self::Fixed(stored) => {
                let scale = if let Kind::Decimal(scale) = kind { scale } else { 0 };
                stored.cells(descr, wanted, |bytes| decimal_of(bytes.data(), scale))
            }
        }
    }

    /// The same as a column of Arrow; `None` where a cell is no value.
    fn array(&self, column: &Column) -> Option<ArrayRef> {
        let (kind, descr) = (column.kind, &*column.descr);
        Some(match self {
            Self::YesNo(stored) => {
                Arc::new(stored.flat(descr).map(|yes| yes.copied()).collect::<BooleanArray>())
            }
            Self::Int32(stored) if matches!(kind, Kind::Day) => {
                Arc::new(stored.flat(descr).map(|day| day.copied()).collect::<Date32Array>())
            }
            Self::Int32(stored) => {
                let numbers = stored.flat(descr).map(|number| number.copied());
                let signed = numbers.map(|number| {
                    number.map(|number| (i64::from(number), u64::from(number.cast_unsigned())))
                });
                whole_numbers(kind, signed)?
            }
            Self::Int64(stored) => {
                let numbers = stored.flat(descr).map(|number| number.copied());
                let signed =
                    numbers.map(|number| number.map(|number| (number, number.cast_unsigned())));
                whole_numbers(kind, signed)?
            }
            Self::Single(stored) => {
                Arc::new(stored.flat(descr).map(|number| number.copied()).collect::<Float32Array>())
            }
            Self::Double(stored) => {
                Arc::new(stored.flat(descr).map(|number| number.copied()).collect::<Float64Array>())
            }
            Self::Fixed(stored) => {
                decimals(kind, stored.flat(descr).map(|bytes| Some(bytes?.data())))?
            }
            Self::Bytes(stored) => match kind {
                Kind::Texts => texts(stored, descr)?,
                Kind::Text => {
                    let texts = stored.flat(descr).map(|bytes| bytes.map(text).transpose());
                    let texts: StringArray = texts.collect::<Result<_, _>>().ok()?;
                    Arc::new(texts)
                }
                _ => decimals(kind, stored.flat(descr).map(|bytes| Some(bytes?.data())))?,
            },
        })
    }
}

/// Whole numbers with and without a sign.
fn whole_numbers(
    kind: Kind,
    numbers: impl Iterator<Item = Option<(i64, u64)>>,
) -> Option<ArrayRef> {
    Some(match kind {
        Kind::Unsigned => Arc::new(numbers.map(|number| Some(number?.1)).collect::<UInt64Array>()),
        Kind::Decimal(_) => {
            let digits = numbers.map(|number| Some(i128::from(number?.0)));
            Arc::new(pointed(kind, digits.collect())?)
        }
        _ => Arc::new(numbers.map(|number| Some(number?.0)).collect::<Int64Array>()),
    })
}

fn decimals<'a>(kind: Kind, numbers: impl Iterator<Item = Option<&'a [u8]>>) -> Option<ArrayRef> {
    let digits = numbers.map(|bytes| bytes.map(|bytes| signed(bytes).ok_or(())).transpose());
    Some(Arc::new(pointed(kind, digits.collect::<Result<_, _>>().ok()?)?))
}

/// Puts the point where the column has it.
fn pointed(kind: Kind, digits: Decimal128Array) -> Option<Decimal128Array> {
    match kind.arrow() {
        DataType::Decimal128(precision, scale) => {
            digits.with_precision_and_scale(precision, scale).ok()
        }
        _ => None,
    }
}

fn texts(stored: &Stored<ByteArray>, descr: &ColumnDescriptor) -> Option<ArrayRef> {
    let mut lists = ListBuilder::new(StringBuilder::new());
    let (mut open, mut members, mut fits) = (None, 0, true);
    stored.walk(descr, |part| match part {
        Part::List(there) => {
            open.replace(there).into_iter().for_each(|there| lists.append(there));
            members = 0;
        }
        Part::Member(member) => {
            let member = member.map(text).transpose();
            members += 1;
            fits &= member.is_ok() && members <= MAX_LIST;
            lists.values().append_option(member.ok().flatten());
        }
    });
    open.into_iter().for_each(|there| lists.append(there));
    fits.then(|| Arc::new(lists.finish()) as ArrayRef)
}

fn text(bytes: &ByteArray) -> Result<&str, String> {
    match std::str::from_utf8(bytes.data()) {
        Ok(text) if text.len() <= MAX_TEXT => Ok(text),
        Ok(_) => Err(format!("a text of more than {MAX_TEXT} bytes")),
        Err(_) => Err("is not UTF-8 text".into()),
    }
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
    let day = Date::new(1970, 1, 1)?.plus(i32::try_from(number).ok()?)?;
    Some(day.to_string())
}

/// The shortest decimal that is this binary fraction, as it was once written.
fn number(number: &(impl Display + Copy)) -> Cell {
    let text = number.to_string();
    text.parse().map(Json::Number).map_err(|_| format!("`{text}` is not a number"))
}

fn decimal_of(bytes: &[u8], scale: u32) -> Cell {
    match signed(bytes) {
        Some(digits) => decimal(digits, scale),
        None => Err("a number of too many digits".into()),
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
