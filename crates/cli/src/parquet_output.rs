//! Decisions as a Parquet file: typed columns, written a few thousand rows at a time.

use crate::{command::batch::Line, failure::Failure, output::Aside};
use bytes::Bytes;
use parquet::{
    basic::{Compression, LogicalType, Type as Physical},
    column::writer::{ColumnCloseResult, get_column_writer, get_typed_column_writer},
    data_type::{
        BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType,
        Int64Type,
    },
    errors::ParquetError,
    file::{
        properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr},
        writer::{
            SerializedFileWriter, SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite,
        },
    },
    schema::{
        parser::parse_message_type,
        types::{ColumnDescPtr, ColumnPath, Type},
    },
};
use rayon::prelude::*;
use sangloc_rulebook::Decimal;
use sangloc_screening::Verdict;
use std::sync::Arc;

/// The columns, in the order in which they are written.
const SCHEMA: &str = "message decisions {
    REQUIRED INT64 row;
    REQUIRED BYTE_ARRAY name (STRING);
    REQUIRED BYTE_ARRAY outcome (STRING);
    OPTIONAL FIXED_LEN_BYTE_ARRAY(16) points (DECIMAL(38, 10));
    OPTIONAL BOOLEAN points_open;
    REQUIRED GROUP in_the_way (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }
    REQUIRED GROUP missing (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }
    REQUIRED GROUP problems (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }
}";
/// The digits behind the point of `points`.
const SCALE: u32 = 10;
/// Rows of a group: what waits in memory to be written.
const GROUP: usize = 16 * 1024;

/// A file of decisions that is being written.
pub(crate) struct ParquetDecisions<'a> {
    writer: SerializedFileWriter<&'a mut Aside>,
    waiting: Vec<Line>,
    /// The columns of verdicts.
    verdicts: Vec<ColumnDescPtr>,
    properties: WriterPropertiesPtr,
}

impl<'a> ParquetDecisions<'a> {
    /// Begins a file, which has a column of verdicts for each of these criteria.
    pub(crate) fn new(file: &'a mut Aside, criteria: &[String]) -> Result<Self, Failure> {
        let schema = Arc::new(schema(criteria).map_err(Failure::cannot_run)?);
        let mut properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        // The least and the greatest of four words tell nothing, but fill the foot of the file.
        for id in criteria {
            let column = ColumnPath::from(id.as_str());
            properties = properties.set_column_statistics_enabled(column, EnabledStatistics::None);
        }
        let properties = Arc::new(properties.build());
        let writer = SerializedFileWriter::new(file, schema, Arc::clone(&properties));
        let writer = writer.map_err(Failure::cannot_run)?;
        let columns = writer.schema_descr().columns();
        let verdicts = columns.get(columns.len() - criteria.len()..).unwrap_or_default().to_vec();
        Ok(Self { writer, waiting: Vec::new(), verdicts, properties })
    }

    pub(crate) fn write(&mut self, line: Line) -> Result<(), Failure> {
        self.waiting.push(line);
        if self.waiting.len() == GROUP { self.write_group() } else { Ok(()) }
    }

    pub(crate) fn end(mut self) -> Result<(), Failure> {
        self.write_group()?;
        self.writer.close().map(|_| ()).map_err(Failure::cannot_run)
    }

    fn write_group(&mut self) -> Result<(), Failure> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let written = self.writer.next_row_group().and_then(|mut group| {
            columns(&mut group, &self.waiting)?;
            let verdicts = self.verdicts.par_iter().enumerate().map(|(place, column)| {
                let cells = self.waiting.iter().map(|line| line.verdicts.at(place));
                verdicts(column, &self.properties, cells)
            });
            for (bytes, column) in verdicts.collect::<Result<Vec<_>, _>>()? {
                group.append_column(&bytes, column)?;
            }
            group.close().map(|_| ())
        });
        self.waiting.clear();
        written.map_err(Failure::cannot_run)
    }
}

/// The columns of every file, and those of verdicts.
fn schema(criteria: &[String]) -> Result<Type, ParquetError> {
    let decisions = parse_message_type(SCHEMA)?;
    let verdict = |id: &String| {
        let column = Type::primitive_type_builder(id, Physical::BYTE_ARRAY);
        column.with_logical_type(Some(LogicalType::String)).build().map(Arc::new)
    };
    let verdicts = criteria.iter().map(verdict).collect::<Result<Vec<_>, _>>()?;
    let fields = [decisions.get_fields(), &verdicts].concat();
    Type::group_type_builder(decisions.name()).with_fields(fields).build()
}

type Group<'a, 'w> = SerializedRowGroupWriter<'a, &'w mut Aside>;

fn columns(group: &mut Group<'_, '_>, lines: &[Line]) -> Result<(), ParquetError> {
    let text = |text: &str| ByteArray::from(text);
    let rows = lines.iter().map(|line| i64::try_from(line.row).ok());
    column::<Int64Type>(group, rows, false)?;
    column::<ByteArrayType>(group, lines.iter().map(|line| Some(text(&line.name))), false)?;
    column::<ByteArrayType>(group, lines.iter().map(|line| Some(text(line.outcome))), false)?;
    column::<FixedLenByteArrayType>(
        group,
        lines.iter().map(|line| line.points.map(decimal)),
        true,
    )?;
    column::<BoolType>(group, lines.iter().map(|line| line.points_open), true)?;
    lists(group, lines.iter().map(|line| line.in_the_way.as_slice()))?;
    lists(group, lines.iter().map(|line| line.missing.as_slice()))?;
    lists(group, lines.iter().map(|line| line.problems.as_slice()))
}

/// A column of verdicts, as it stands in a file: many can be made at a time.
fn verdicts(
    column: &ColumnDescPtr,
    properties: &WriterPropertiesPtr,
    cells: impl Iterator<Item = Option<Verdict>> + Clone,
) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
    let levels: Vec<i16> = cells.clone().map(|cell| i16::from(cell.is_some())).collect();
    let word = |verdict: Verdict| ByteArray::from(Bytes::from_static(verdict.name().as_bytes()));
    let words: Vec<ByteArray> = cells.flatten().map(word).collect();
    let mut file = TrackedWrite::new(Vec::new());
    let pages = Box::new(SerializedPageWriter::new(&mut file));
    let writer = get_column_writer(Arc::clone(column), Arc::clone(properties), pages);
    let mut writer = get_typed_column_writer::<ByteArrayType>(writer);
    writer.write_batch(&words, Some(&levels), None)?;
    let closed = writer.close()?;
    Ok((file.into_inner()?.into(), closed))
}

/// Writes the next column; its level says which cells have a value, where some may have none.
fn column<T: DataType>(
    group: &mut Group<'_, '_>,
    cells: impl Iterator<Item = Option<T::T>> + Clone,
    optional: bool,
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = cells.clone().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.flatten().collect();
    write::<T>(group, &values, optional.then_some(&levels), None)
}

/// Writes the next column, one of lists: its levels say which have a member, and where each begins.
fn lists<'a>(
    group: &mut Group<'_, '_>,
    lists: impl Iterator<Item = &'a [String]> + Clone,
) -> Result<(), ParquetError> {
    let (mut levels, mut starts) = (Vec::new(), Vec::new());
    for list in lists.clone() {
        levels.extend(list.iter().map(|_| 1));
        starts.push(0);
        match list.len() {
            0 => levels.push(0),
            members => starts.extend(std::iter::repeat_n(1, members - 1)),
        }
    }
    let values: Vec<ByteArray> = lists.flatten().map(|text| text.as_str().into()).collect();
    write::<ByteArrayType>(group, &values, Some(&levels), Some(&starts))
}

fn write<T: DataType>(
    group: &mut Group<'_, '_>,
    values: &[T::T],
    levels: Option<&Vec<i16>>,
    starts: Option<&Vec<i16>>,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("no column is left".into());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    let (levels, starts) = (levels.map(Vec::as_slice), starts.map(Vec::as_slice));
    column.typed::<T>().write_batch(values, levels, starts)?;
    column.close()
}

/// The digits of a decimal with [`SCALE`] of them behind the point, the highest byte first.
fn decimal(mut number: Decimal) -> FixedLenByteArray {
    number.rescale(SCALE);
    number.mantissa().to_be_bytes().to_vec().into()
}
