//! Profiles as the table that the queries of `sangloc sql` read, in Parquet: a column a fact, numbers as
//! decimals in the fact's own unit, and `#id`, the number of the row.

use crate::{
    portfolio_file::{days, entry, flat, lists},
    tiny::Dice,
};
use parquet::{
    basic::Compression,
    data_type::{
        BoolType, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
    },
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use sangloc_rulebook::{Date, Decimal, Fact, FactIndex, FactType, Rulebook};
use sangloc_screening::Profile;
use serde_json::{Value as Json, json};
use std::{io::Write, sync::Arc};

/// The digits behind the point of numbers.
const SCALE: u32 = 6;
/// Rows of a group.
const GROUP: usize = 20_000;
/// Of so many rows, one has an answer that its fact does not take.
const WRONG: usize = 400;

/// Writes so many profiles: those made, mixed with each other, and with answers missing in every column.
pub fn write(rulebook: &Rulebook, made: &[Profile], count: usize, out: impl Write + Send) {
    let made: Vec<Json> = made.iter().map(|profile| profile.to_json(rulebook)).collect();
    let columns: String = rulebook.facts.iter().map(column_type).collect();
    let schema = format!("message profiles {{ REQUIRED INT64 #id; {columns} }}");
    let schema = Arc::new(parse_message_type(&schema).expect("a schema"));
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer =
        SerializedFileWriter::new(out, schema, Arc::new(properties)).expect("it can be written");
    let mut rows = Rows { rulebook, made: &made, dice: Dice::new(1) };
    let mut written = 0;
    while written < count {
        let rows: Vec<Vec<Json>> = (0..GROUP.min(count - written)).map(|_| rows.row()).collect();
        let numbers: Vec<Json> = (written + 1..).take(rows.len()).map(Json::from).collect();
        written += rows.len();
        let mut group = writer.next_row_group().expect("it can be written");
        required(&mut group, &numbers);
        for (place, fact) in rulebook.facts.iter().enumerate() {
            let cells: Vec<&Json> = rows.iter().map(|row| &row[place]).collect();
            write_column(&mut group, fact, &cells);
        }
        group.close().expect("it can be written");
    }
    writer.close().expect("it can be written");
}

/// Rows of made-up answers, without end.
struct Rows<'a> {
    rulebook: &'a Rulebook,
    made: &'a [Json],
    dice: Dice,
}

impl Rows<'_> {
    /// One more: a project that was made, of every second some answers of others, and of most some missing.
    fn row(&mut self) -> Vec<Json> {
        let own = self.dice.roll(self.made.len());
        let mixed = self.dice.one_in(2);
        let missing = [0, 0, 3, 15, 60][self.dice.roll(5)];
        let mut row = Vec::new();
        for fact in &self.rulebook.facts {
            let other = mixed && self.dice.one_in(12);
            let from = if other { self.dice.roll(self.made.len()) } else { own };
            let gone = self.dice.roll(100) < missing;
            let answer = entry(&self.made[from], fact);
            // Amounts of money have their unit beside them, which is the fact's own.
            let answer = answer.get("amount").unwrap_or(answer);
            row.push(if gone { Json::Null } else { answer.clone() });
        }
        if self.dice.one_in(WRONG) {
            self.spoil(&mut row);
        }
        row
    }

    /// Puts an answer in that its fact does not take, one that rules read.
    fn spoil(&mut self, row: &mut [Json]) {
        let roots = self.rulebook.criteria.iter().flat_map(|criterion| criterion.roots());
        let read: Vec<FactIndex> = self.rulebook.facts_read(roots).into_iter().collect();
        let place = read[self.dice.roll(read.len())].at();
        row[place] = match self.rulebook.facts[place].answer {
            FactType::Choice(_) | FactType::Code(_) => json!("nobody's choice"),
            FactType::Choices(_) => json!(["nobody's choice"]),
            FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => json!(-1),
            _ => row[place].clone(),
        };
    }
}

fn column_type(fact: &Fact) -> String {
    let id = &fact.id;
    match fact.answer {
        FactType::YesNo => format!("OPTIONAL BOOLEAN {id};"),
        FactType::Whole(_) => format!("OPTIONAL INT64 {id};"),
        FactType::Decimal(_) | FactType::Money(_) => {
            format!("OPTIONAL FIXED_LEN_BYTE_ARRAY(16) {id} (DECIMAL(24, {SCALE}));")
        }
        FactType::Date => format!("OPTIONAL INT32 {id} (DATE);"),
        FactType::Choices(_) => format!(
            "OPTIONAL GROUP {id} (LIST) {{ REPEATED GROUP list {{ OPTIONAL BYTE_ARRAY element (STRING); }} }}"
        ),
        _ => format!("OPTIONAL BYTE_ARRAY {id} (STRING);"),
    }
}

type Group<'a, W> = parquet::file::writer::SerializedRowGroupWriter<'a, W>;

fn required<W: Write + Send>(group: &mut Group<'_, W>, numbers: &[Json]) {
    let numbers: Vec<i64> = numbers.iter().map(|number| number.as_i64().expect("whole")).collect();
    let mut column = group.next_column().expect("it can be written").expect("a column is left");
    column.typed::<Int64Type>().write_batch(&numbers, None, None).expect("it can be written");
    column.close().expect("it can be written");
}

fn write_column<W: Write + Send>(group: &mut Group<'_, W>, fact: &Fact, cells: &[&Json]) {
    let text = |cell: &Json| cell.as_str().expect("a text").to_owned();
    match fact.answer {
        FactType::YesNo => {
            flat::<W, BoolType>(group, cells, |cell| cell.as_bool().expect("a bool"));
        }
        FactType::Whole(_) => {
            flat::<W, Int64Type>(group, cells, |cell| cell.to_string().parse().expect("whole"));
        }
        FactType::Decimal(_) | FactType::Money(_) => {
            flat::<W, FixedLenByteArrayType>(group, cells, |cell| {
                decimal(cell.to_string().parse().expect("a number"))
            });
        }
        FactType::Date => flat::<W, Int32Type>(group, cells, |cell| {
            days(text(cell).parse::<Date>().expect("a day"))
        }),
        FactType::Choices(_) => lists(group, cells),
        _ => flat::<W, ByteArrayType>(group, cells, |cell| text(cell).as_str().into()),
    }
}

fn decimal(mut number: Decimal) -> FixedLenByteArray {
    number.rescale(SCALE);
    number.mantissa().to_be_bytes().to_vec().into()
}
