//! Answers as they come in record batches, made columns.

use crate::{
    ColumnarError,
    bits::{Bits, ROWS},
    column::{Column, Lanes},
    names::{Names, Said},
    number::{self, Fixed, Number},
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, GenericListArray, OffsetSizeTrait,
    RecordBatch,
    cast::AsArray,
    types::{
        Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
        Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::{DataType, Schema};
use sangloc_rulebook::{
    ChoiceSet, Comparison, Date, Decimal, Fact, FactIndex, FactType, MAX_CHOICES, Rulebook,
};
use sangloc_screening::{Answer, MAX_TEXT, Profile, choices};
use std::{collections::HashMap, fmt::Display, rc::Rc};

/// The facts of a rulebook by name, and the choices of each.
pub(crate) struct Facts<'a> {
    rulebook: &'a Rulebook,
    by_name: HashMap<&'a str, FactIndex>,
    names: Vec<Names<'a>>,
    /// The set that has a choice alone, by its place.
    alone: Vec<ChoiceSet>,
}

/// A column that answers a fact.
pub(crate) struct Asked {
    fact: FactIndex,
    array: ArrayRef,
    /// What the values of its dictionary say, where they are names.
    values: Option<Vec<Said>>,
}

/// The answers of a chunk.
pub(crate) struct Answers {
    pub(crate) rows: usize,
    /// By fact; `None`: nobody has answered it.
    columns: Vec<Option<Column>>,
    /// Answers that columns have no room for.
    wide: Vec<(FactIndex, usize, Decimal)>,
    /// Rows with such an answer.
    pub(crate) odd: Bits,
    /// Rows with an answer that its fact does not take.
    pub(crate) unreadable: Bits,
}

/// What was read of a column: answers, and the rows whose answer the fact does not take.
struct Read {
    column: Column,
    wrong: Bits,
    wide: Vec<(usize, Decimal)>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook) -> Self {
        let facts = (0u16..).map(FactIndex).zip(&rulebook.facts);
        let by_name = facts.map(|(index, fact)| (fact.id.as_str(), index)).collect();
        let names = |fact| Names::new(&choices(rulebook, fact).collect::<Vec<_>>());
        let names = rulebook.facts.iter().map(names).collect();
        let alone = (0..).take(MAX_CHOICES).map(|place| ChoiceSet::of([place])).collect();
        Self { rulebook, by_name, names, alone }
    }

    /// The columns of a batch that answer facts.
    pub(crate) fn columns(&self, batch: &RecordBatch) -> Result<Vec<Asked>, ColumnarError> {
        self.fit(batch.schema_ref())?;
        let columns = batch.schema_ref().fields().iter().zip(batch.columns());
        let asked = columns.filter_map(|(field, array)| {
            let fact = *self.by_name.get(field.name().as_str())?;
            Some(Asked { fact, array: array.clone(), values: self.values(fact, array) })
        });
        Ok(asked.collect())
    }

    /// What the values of the dictionary of a column of names say.
    fn values(&self, fact: FactIndex, array: &ArrayRef) -> Option<Vec<Said>> {
        let values = array.as_any_dictionary_opt()?.values();
        let takes_names =
            matches!(self.rulebook.fact(fact)?.answer, FactType::Choice(_) | FactType::Code(_));
        let names = self.names.get(fact.at()).filter(|_| takes_names)?;
        names.read(values, None, Names::of_cell)
    }

    /// Whether all columns that are named after facts hold what can be an answer to them.
    pub(crate) fn fit(&self, schema: &Schema) -> Result<(), ColumnarError> {
        let mut seen = vec![false; self.rulebook.facts.len()];
        for field in schema.fields() {
            let Some(index) = self.by_name.get(field.name().as_str()) else {
                continue;
            };
            let column = || field.name().clone();
            let Some(fact) =
                self.rulebook.fact(*index).filter(|fact| fits(fact, field.data_type()))
            else {
                let found = field.data_type().to_string();
                return Err(ColumnarError::Type { column: column(), found });
            };
            if seen.get_mut(index.at()).is_none_or(|seen| std::mem::replace(seen, true)) {
                return Err(ColumnarError::Repeated { column: fact.id.to_string() });
            }
        }
        Ok(())
    }

    /// The answers in so many rows, from one on.
    pub(crate) fn read(
        &self,
        columns: &[Asked],
        from: usize,
        rows: usize,
    ) -> Result<Answers, ColumnarError> {
        let mut answers = Answers {
            rows,
            columns: vec![None; self.rulebook.facts.len()],
            wide: Vec::new(),
            odd: Bits::NONE,
            unreadable: Bits::NONE,
        };
        for asked in columns {
            let (index, array) = (asked.fact, asked.array.slice(from, rows));
            let read = self.read_column(asked, &*array).ok_or_else(|| ColumnarError::Type {
                column: self
                    .rulebook
                    .fact(index)
                    .map(|fact| fact.id.to_string())
                    .unwrap_or_default(),
                found: array.data_type().to_string(),
            })?;
            answers.unreadable = answers.unreadable.or(read.wrong);
            for (row, number) in read.wide {
                answers.odd.put(row, true);
                answers.wide.push((index, row, number));
            }
            if let Some(place) = answers.columns.get_mut(index.at()) {
                *place = Some(read.column);
            }
        }
        Ok(answers)
    }

    /// Part of a column.
    fn read_column(&self, asked: &Asked, array: &dyn Array) -> Option<Read> {
        let fact = self.rulebook.fact(asked.fact)?;
        if *array.data_type() == DataType::Null {
            return Some(Read { column: Column::unknown(), wrong: Bits::NONE, wide: Vec::new() });
        }
        match &fact.answer {
            FactType::YesNo => {
                let array: &BooleanArray = array.as_boolean_opt()?;
                let known = there(array);
                let bits = Bits::of_words(array.values().bit_chunks().iter_padded());
                Some(Read::of(known, Lanes::YesNo(bits.and(known)), Bits::NONE))
            }
            FactType::Choice(_) => {
                let (known, places, wrong) = self.places(asked, array)?;
                Some(Read::of(known, Lanes::Choice(Rc::new(places)), wrong))
            }
            FactType::Code(_) => {
                let (known, places, wrong) = self.places(asked, array)?;
                Some(Read::of(known, Lanes::Row(Rc::new(places)), wrong))
            }
            FactType::Choices(_) => match array.as_list_opt::<i32>() {
                Some(list) => self.sets(asked.fact, list),
                None => self.sets(asked.fact, array.as_list_opt::<i64>()?),
            },
            FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
                Some(numbers(array)?.within(fact))
            }
            FactType::Date => {
                let days: Vec<i32> = lanes(array.as_primitive_opt::<Date32Type>()?, |day| day);
                let [first, last] = [Date::new(1, 1, 1), Date::new(9999, 12, 31)]
                    .map(|date| date.map_or(0, crate::column::day));
                let known = there(array);
                let wrong = known.without(Bits::of(&days, |day| first <= day && day <= last));
                Some(Read::of(known, Lanes::Date(Rc::new(days)), wrong))
            }
            FactType::Text => {
                let cells: Vec<(bool, bool)> = texts(array)?
                    .map(|text| text.map(str::trim).unwrap_or_default())
                    .map(|text| {
                        (!text.is_empty(), text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT)
                    })
                    .collect();
                let known = Bits::of(&cells, |(there, _)| there);
                let wrong = Bits::of(&cells, |(_, long)| long);
                Some(Read::of(known, Lanes::Text, wrong))
            }
        }
    }

    /// The places of choices: where there are any, which, and where there is no such choice.
    fn places(&self, asked: &Asked, array: &dyn Array) -> Option<(Bits, Vec<u16>, Bits)> {
        let names = self.names.get(asked.fact.at())?;
        let said = names.read(array, asked.values.as_deref(), Names::of_cell)?;
        let known = Bits::of(&said, |said| said.is_some());
        let wrong = Bits::of(&said, |said| said == Some(None));
        let places = said.into_iter().map(|said| said.flatten().unwrap_or_default()).collect();
        Some((known, places, wrong))
    }

    fn sets<O: OffsetSizeTrait>(
        &self,
        fact: FactIndex,
        lists: &GenericListArray<O>,
    ) -> Option<Read> {
        let offsets = lists.value_offsets();
        let (first, last) = (offsets.first()?.as_usize(), offsets.last()?.as_usize());
        let members = lists.values().slice(first, last.checked_sub(first)?);
        let members = self.names.get(fact.at())?.read(&members, None, Names::of_member)?;
        let mut wrong = Bits::NONE;
        let lists_of_members = offsets.iter().zip(offsets.iter().skip(1)).enumerate();
        let sets = lists_of_members.map(|(row, (from, to))| {
            let list = members.get(from.as_usize() - first..to.as_usize() - first);
            let mut set = ChoiceSet::default();
            for said in list.unwrap_or_default() {
                match said.flatten().and_then(|place| self.alone.get(usize::from(place))) {
                    Some(one) => set = set.union(*one),
                    None => wrong.put(row, true),
                }
            }
            set
        });
        let sets = Rc::new(sets.collect());
        let known = there(lists);
        Some(Read::of(known, Lanes::Choices(sets), wrong.and(known)))
    }
}

impl Answers {
    pub(crate) fn column(&self, fact: FactIndex) -> Option<&Column> {
        self.columns.get(fact.at())?.as_ref()
    }

    /// Where a fact is answered.
    pub(crate) fn answered(&self, fact: FactIndex) -> Bits {
        self.column(fact).map_or(Bits::NONE, |column| column.known)
    }

    /// The answers of one row, as the row engine takes them.
    pub(crate) fn profile(&self, rulebook: &Rulebook, row: usize) -> Profile {
        let mut profile = Profile::empty(rulebook);
        for (index, column) in (0u16..).map(FactIndex).zip(&self.columns) {
            let column = column.as_ref().filter(|column| column.known.has(row));
            let answer = column.and_then(|column| match &column.lanes {
                Lanes::YesNo(bits) => Some(Answer::YesNo(bits.has(row))),
                Lanes::Number(Number::Fixed(fixed)) => {
                    let wide = self.wide.iter().find(|(of, at, _)| (*of, *at) == (index, row));
                    let number =
                        wide.map_or_else(|| fixed.at(row), |(.., number)| Some(*number))?;
                    let own = rulebook.fact(index)?.answer.unit()?;
                    Some(Answer::Number(number.normalize(), own.clone()))
                }
                Lanes::Number(Number::Quotient { .. }) => None,
                Lanes::Choice(places) => places.get(row).copied().map(Answer::Choice),
                Lanes::Row(places) => places.get(row).copied().map(Answer::Row),
                Lanes::Choices(sets) => sets.get(row).copied().map(Answer::Choices),
                Lanes::Date(days) => Date::new(1970, 1, 1)?.plus(*days.get(row)?).map(Answer::Date),
                Lanes::Text => Some(Answer::Text(String::new())),
            });
            // It was held against its fact already.
            let _ = profile.set(rulebook, index, answer);
        }
        profile
    }
}

impl Read {
    fn of(known: Bits, lanes: Lanes, wrong: Bits) -> Self {
        Self { column: Column { known, lanes }, wrong, wide: Vec::new() }
    }

    /// Numbers, held against the limits of their fact.
    fn within(mut self, fact: &Fact) -> Self {
        let Lanes::Number(Number::Fixed(fixed)) = &self.column.lanes else {
            return self;
        };
        let whole = matches!(fact.answer, FactType::Whole(_));
        let mut fits = if whole { fixed.whole() } else { Bits::ALL };
        for (limit, comparison) in [(fact.min, Comparison::AtLeast), (fact.max, Comparison::AtMost)]
        {
            if let Some(limit) = limit {
                fits = fits.and(fixed.compare_with(comparison, limit));
            }
        }
        for (row, number) in &self.wide {
            let within = fact.min.is_none_or(|min| *number >= min)
                && fact.max.is_none_or(|max| *number <= max);
            fits.put(*row, within && (!whole || number.is_integer()));
        }
        self.wrong = self.wrong.or(self.column.known.without(fits));
        self
    }
}

/// Whether columns of a type can hold answers to a fact.
fn fits(fact: &Fact, found: &DataType) -> bool {
    let text = |found: &DataType| {
        matches!(found, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
    };
    let name = |found: &DataType| match found {
        DataType::Dictionary(_, values) => text(values),
        other => text(other),
    };
    if *found == DataType::Null {
        return true;
    }
    match &fact.answer {
        FactType::YesNo => *found == DataType::Boolean,
        FactType::Choice(_) | FactType::Code(_) | FactType::Text => name(found),
        FactType::Choices(_) => match found {
            DataType::List(member) | DataType::LargeList(member) => name(member.data_type()),
            _ => false,
        },
        FactType::Date => *found == DataType::Date32,
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => match found {
            DataType::Decimal128(_, scale) => {
                u32::try_from(*scale).is_ok_and(|scale| scale <= Decimal::MAX_SCALE)
            }
            DataType::Float32 | DataType::Float64 => true,
            other => other.is_integer(),
        },
    }
}

/// The rows that have a value.
fn there(array: &dyn Array) -> Bits {
    match array.nulls() {
        None => Bits::first(array.len()),
        Some(nulls) => Bits::of_words(nulls.inner().bit_chunks().iter_padded()),
    }
}

/// The values of a column, 0 where there is none.
fn lanes<T: ArrowPrimitiveType, L: Default>(
    array: &arrow_array::PrimitiveArray<T>,
    read: impl FnMut(T::Native) -> L,
) -> Vec<L> {
    let mut lanes: Vec<L> = array.values().iter().copied().map(read).collect();
    if array.null_count() > 0 {
        for row in Bits::first(array.len()).without(there(array)).rows() {
            lanes.get_mut(row).into_iter().for_each(|lane| *lane = L::default());
        }
    }
    lanes
}

fn numbers(array: &dyn Array) -> Option<Read> {
    macro_rules! whole {
        ($type:ty) => {
            Some(fixed(
                there(array),
                Fixed::new(0, lanes(array.as_primitive_opt::<$type>()?, i64::from)),
            ))
        };
    }
    match array.data_type() {
        DataType::Int8 => whole!(Int8Type),
        DataType::Int16 => whole!(Int16Type),
        DataType::Int32 => whole!(Int32Type),
        DataType::Int64 => whole!(Int64Type),
        DataType::UInt8 => whole!(UInt8Type),
        DataType::UInt16 => whole!(UInt16Type),
        DataType::UInt32 => whole!(UInt32Type),
        DataType::UInt64 => {
            let array = array.as_primitive_opt::<UInt64Type>()?;
            Some(one_by_one(array.iter().map(|number| Some(Some(Decimal::from(number?))))))
        }
        DataType::Float32 => {
            let array = array.as_primitive_opt::<Float32Type>()?;
            Some(one_by_one(array.iter().map(|number| Some(shortest(number?)))))
        }
        DataType::Float64 => {
            let array = array.as_primitive_opt::<Float64Type>()?;
            let short = short(&lanes(array, |number| number));
            let one_by_one = || one_by_one(array.iter().map(|number| Some(shortest(number?))));
            Some(short.map_or_else(one_by_one, |found| fixed(there(array), found)))
        }
        DataType::Decimal128(_, scale) => {
            let scale = u32::try_from(*scale).ok()?;
            let array = array.as_primitive_opt::<Decimal128Type>()?;
            let mut wider = 0;
            let narrow = lanes(array, |number| {
                wider |= (number >> 64) as i64 ^ (number as i64 >> 63);
                number as i64
            });
            if wider == 0 {
                return Some(fixed(there(array), Fixed::new(scale, narrow).shortened()));
            }
            let decimal = |number| Decimal::try_from_i128_with_scale(number, scale).ok();
            Some(one_by_one(array.iter().map(|number| Some(decimal(number?)))))
        }
        _ => None,
    }
}

fn fixed(known: Bits, numbers: Fixed) -> Read {
    Read::of(known, Lanes::Number(Number::Fixed(numbers)), Bits::NONE)
}

/// Numbers as decimals; `Some(None)` is one that decimals cannot hold.
fn one_by_one(numbers: impl Iterator<Item = Option<Option<Decimal>>>) -> Read {
    let numbers: Vec<Option<Option<Decimal>>> = numbers.take(ROWS).collect();
    let known = Bits::of(&numbers, |number| number.is_some());
    let wrong = Bits::of(&numbers, |number| number == Some(None));
    let numbers: Vec<Option<Decimal>> =
        numbers.into_iter().map(|number| Some(number.flatten()?.normalize())).collect();
    let (found, wide) = number::fixed(&numbers);
    Read { wide, wrong, ..fixed(known, found) }
}

/// The shortest decimal that is this binary fraction, as it was once written.
fn shortest(number: impl Display) -> Option<Decimal> {
    let digits = number.to_string();
    Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_scientific(&digits)).ok()
}

/// The same of all numbers at once, where they have few digits: of 15, no two decimals are the same binary fraction.
fn short(numbers: &[f64]) -> Option<Fixed> {
    const MOST: f64 = 1e15;
    // A sum with it has no bits behind the point: it is rounded, and its last bits are those of a whole number.
    const ROUNDED: f64 = 1.5 * (1u64 << 52) as f64;
    [0u32, 2, 4, 6].into_iter().find_map(|scale| {
        let factor = 10f64.powi(scale.cast_signed());
        let exact = |number: f64| {
            let whole = number * factor + ROUNDED - ROUNDED;
            (whole.abs() < MOST) & (whole / factor == number)
        };
        let lane = |number: f64| {
            let bits = (number * factor + ROUNDED).to_bits();
            bits.wrapping_sub(ROUNDED.to_bits()).cast_signed()
        };
        let all = |numbers: &[f64]| numbers.iter().fold(true, |all, number| all & exact(*number));
        let lanes = || numbers.iter().map(|number| lane(*number)).collect();
        numbers.chunks(64).all(all).then(|| Fixed::new(scale, lanes()))
    })
}

/// The texts of a column, also where each stands in a dictionary.
fn texts(array: &dyn Array) -> Option<Box<dyn Iterator<Item = Option<&str>> + '_>> {
    Some(match array.data_type() {
        DataType::Utf8 => Box::new(array.as_string_opt::<i32>()?.iter()),
        DataType::LargeUtf8 => Box::new(array.as_string_opt::<i64>()?.iter()),
        DataType::Utf8View => Box::new(array.as_string_view_opt()?.iter()),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary_opt()?;
            let values: Vec<Option<&str>> = texts(dictionary.values())?.collect();
            let keys = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
            let rows = (0..array.len()).map(move |row| {
                let key = keys.get(row).filter(|_| array.is_valid(row))?;
                values.get(*key).copied().flatten()
            });
            Box::new(rows)
        }
        _ => return None,
    })
}
