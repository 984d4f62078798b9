//! How the columns of somebody's own table are read: which fact each answers, and in which words.

use crate::{
    portfolio::{PortfolioError, is_left_alone, unknown_header},
    sheets::{clip, column_name},
};
use sangloc_rulebook::{Date, Fact, FactType, Rulebook, Unit};
use sangloc_screening::allowed_units;
use serde::Deserialize;
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// A mapping file: for each heading of a table the fact it answers.
///
/// ```toml
/// sheet   = "Dự án"            # of a workbook; default: the first
/// heading = 3                  # the row of the headings; default: 1
/// ignore  = ["STT", "Ghi chú"] # columns that are left alone
///
/// [columns."Diện tích (m²)"]
/// fact = "project.land_area"
/// unit = "m2"
///
/// [columns."Khởi công"]
/// fact = "project.start"
/// date = "day/month/year"
///
/// [columns."Đã có ĐTM"]
/// fact = "environment.reviewed"
/// yes  = ["x", "rồi"]
/// no   = ["chưa"]
///
/// [columns."Công đoạn"]
/// fact    = "project.processes"
/// between = ";"
/// choices = { "Lắp ráp" = "assembly", "Đóng gói" = "packing" }
/// ```
///
/// A heading that is a fact's name itself, or begins with `#`, needs no entry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// The sheet of a workbook; `None`: the first.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The row of the headings, from 1.
    #[serde(default)]
    pub heading: Option<usize>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    columns: BTreeMap<String, Reading>,
}

/// How one column is read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    fact: String,
    /// The unit of amounts without one.
    unit: Option<String>,
    /// How days are written.
    date: Option<DateForm>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    /// Choices by what stands in the table for them.
    #[serde(default)]
    choices: BTreeMap<String, String>,
    /// What stands between several choices.
    between: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum DateForm {
    #[serde(rename = "year-month-day")]
    YearMonthDay,
    #[serde(rename = "day/month/year")]
    DayMonthYear,
    #[serde(rename = "month/day/year")]
    MonthDayYear,
}

/// Why a mapping file is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// It is not TOML, or not of a mapping.
    #[error("{0}")]
    Unreadable(String),
    /// What a column says does not fit its fact.
    #[error("column `{heading}`: {problem}")]
    Column {
        /// The heading.
        heading: String,
        /// What is wrong.
        problem: String,
    },
}

impl ColumnMapping {
    /// Reads a mapping file; the rulebooks say which facts there are.
    ///
    /// # Errors
    /// [`MappingError`] when it is not TOML, or names a fact, unit or choice that there is not.
    pub fn read(text: &str, rulebooks: &[&Rulebook]) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| MappingError::Unreadable(error.to_string().trim().to_owned()))?;
        for (heading, reading) in &mapping.columns {
            reading
                .fits(rulebooks)
                .map_err(|problem| MappingError::Column { heading: clip(heading), problem })?;
        }
        Ok(mapping)
    }

    /// Whether it says nothing, as without a mapping file.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.ignore.is_empty()
    }
}

/// The rulebook that asks a fact of this name, and the fact.
fn asked<'a>(rulebooks: &[&'a Rulebook], name: &str) -> Option<(&'a Rulebook, &'a Fact)> {
    rulebooks.iter().find_map(|rulebook| {
        let fact = rulebook.fact(rulebook.fact_named(name)?)?;
        Some((*rulebook, fact))
    })
}

impl Reading {
    /// Whether the words fit the kind of the fact.
    fn fits(&self, rulebooks: &[&Rulebook]) -> Result<(), String> {
        let Some((rulebook, fact)) = asked(rulebooks, &self.fact) else {
            return Err(match unknown_header(0, &self.fact, rulebooks) {
                PortfolioError::UnknownHeader { header, hint, .. } => {
                    format!("fact `{header}` is not asked by this rulebook{hint}")
                }
                other => other.to_string(),
            });
        };
        let kind = fact.answer.name();
        let only = |key: &str, given: bool, fits: bool| match given && !fits {
            true => Err(format!("`{key}` is not for `{}`, which is answered by {kind}", fact.id)),
            false => Ok(()),
        };
        let units = allowed_units(fact);
        only("unit", self.unit.is_some(), !units.is_empty())?;
        only("date", self.date.is_some(), matches!(fact.answer, FactType::Date))?;
        let words = !self.yes.is_empty() || !self.no.is_empty();
        only("yes`, `no", words, matches!(fact.answer, FactType::YesNo))?;
        only("between", self.between.is_some(), matches!(fact.answer, FactType::Choices(_)))?;
        if let Some(unit) = &self.unit
            && !units.iter().map(Unit::to_string).any(|allowed| allowed == *unit)
        {
            let allowed: Vec<String> = units.iter().map(Unit::to_string).collect();
            return Err(format!("unit `{}` is none of {}", clip(unit), allowed.join(", ")));
        }
        let known = |name: &str| match &fact.answer {
            FactType::Choice(list) | FactType::Choices(list) => {
                rulebook.choice_list(*list).is_some_and(|list| list.position(name).is_some())
            }
            FactType::Code(table) => {
                rulebook.table(*table).is_some_and(|table| table.position(name).is_some())
            }
            _ => false,
        };
        match self.choices.values().find(|name| !known(name)) {
            Some(name) => Err(format!("`{}` has no choice `{}`", fact.id, clip(name))),
            None => Ok(()),
        }
    }

    /// A cell in the words that portfolios have without a mapping; the error says what is expected.
    fn plain<'a>(&self, fact: &Fact, cell: &'a str) -> Result<Cow<'a, str>, &'static str> {
        let is_among = |words: &[String]| words.iter().any(|word| is_same(word, cell));
        Ok(match &fact.answer {
            FactType::YesNo if is_among(&self.yes) => "yes".into(),
            FactType::YesNo if is_among(&self.no) => "no".into(),
            FactType::Date => self.day(cell)?.to_string().into(),
            FactType::Choice(_) | FactType::Code(_) => self.choice(cell).to_owned().into(),
            FactType::Choices(_) if cell != "[]" => {
                let parts = cell.split(self.between.as_deref().unwrap_or("|"));
                let names = parts.map(str::trim).filter(|part| !part.is_empty());
                names.map(|part| self.choice(part)).collect::<Vec<_>>().join("|").into()
            }
            FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => match &self.unit {
                Some(unit) if !cell.contains([' ', '\u{a0}', '%']) => {
                    format!("{cell} {unit}").into()
                }
                _ => cell.into(),
            },
            _ => cell.into(),
        })
    }

    fn choice<'a>(&'a self, cell: &'a str) -> &'a str {
        let found = self.choices.iter().find(|(word, _)| is_same(word, cell));
        found.map_or(cell, |(_, name)| name)
    }

    /// A day in the form of the column; a cell that a spreadsheet knows to be a day is one in any.
    fn day(&self, cell: &str) -> Result<Date, &'static str> {
        if let Ok(day) = cell.parse() {
            return Ok(day);
        }
        let mut numbers = cell.split(['/', '-', '.']).map(|part| part.trim().parse::<u16>());
        let mut next = || numbers.next().and_then(Result::ok);
        let (first, second, third) = (next(), next(), next());
        let (year, month, day, expected) = match self.date {
            None => return Err("a day such as 2026-11-22"),
            Some(DateForm::YearMonthDay) => (first, second, third, "a day such as 2026-11-22"),
            Some(DateForm::DayMonthYear) => (third, second, first, "a day such as 22/11/2026"),
            Some(DateForm::MonthDayYear) => (third, first, second, "a day such as 11/22/2026"),
        };
        let small = |number: Option<u16>| number.and_then(|number| u8::try_from(number).ok());
        let date = year.zip(small(month)).zip(small(day)).filter(|_| numbers.next().is_none());
        // A year of two digits may be of either century.
        let date = date.filter(|((year, _), _)| *year >= 1000);
        date.and_then(|((year, month), day)| Date::new(year.into(), month, day)).ok_or(expected)
    }
}

/// Whether two words are the same but for capitals and spaces around them.
fn is_same(left: &str, right: &str) -> bool {
    left.trim().to_lowercase() == right.trim().to_lowercase()
}

/// The columns of a table, each held against what rulebooks ask.
#[derive(Clone, Debug)]
pub struct Columns(Arc<[Column]>);

/// One column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    /// What stands above it.
    heading: String,
    /// The name of the fact it answers; `None`: it is left alone.
    fact: Option<String>,
    reading: Option<Reading>,
}

impl Columns {
    /// The columns under these headings.
    ///
    /// # Errors
    /// When a heading is neither of the mapping, nor a fact of one of the rulebooks, nor left alone
    /// (empty, or it begins with `#`); when one stands twice, or two answer the same fact; when the
    /// mapping has a heading that is not there.
    pub fn of<'a>(
        headings: impl IntoIterator<Item = &'a str>,
        mapping: &ColumnMapping,
        rulebooks: &[&Rulebook],
    ) -> Result<Self, PortfolioError> {
        let mut columns: Vec<Column> = Vec::new();
        for (place, heading) in headings.into_iter().map(str::trim).enumerate() {
            let reading = mapping.columns.get(heading);
            let ignored = mapping.ignore.iter().any(|other| other.trim() == heading);
            let fact = match reading {
                Some(reading) => Some(reading.fact.as_str()),
                None if ignored || is_left_alone(heading) => None,
                None if asked(rulebooks, heading).is_some() => Some(heading),
                None => return Err(unknown_header(place + 1, heading, rulebooks)),
            };
            let same = |other: &Column| fact.is_some() && other.fact.as_deref() == fact;
            if let Some(first) = columns.iter().position(same) {
                let header = fact.unwrap_or_default().to_owned();
                let (first, second) = (first + 1, place + 1);
                return Err(PortfolioError::SameHeader { first, second, header });
            }
            columns.push(Column {
                heading: heading.to_owned(),
                fact: fact.map(str::to_owned),
                reading: reading.cloned(),
            });
        }
        let there = |heading: &&String| columns.iter().any(|column| column.heading == **heading);
        match mapping.columns.keys().find(|heading| !there(heading)) {
            Some(heading) => Err(PortfolioError::NoColumn { heading: clip(heading) }),
            None => Ok(Self(columns.into())),
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The columns that answer a fact.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (usize, &Column, &str)> {
        let columns = self.0.iter().enumerate();
        columns.filter_map(|(place, column)| Some((place, column, column.fact.as_deref()?)))
    }

    /// What a message calls the column that answers a fact.
    pub(crate) fn name(&self, fact: &str) -> Option<String> {
        let (place, column, _) = self.facts().find(|(.., other)| *other == fact)?;
        Some(column.name(place))
    }
}

impl Column {
    /// What a message calls it, such as ``column C `project.jobs` ``.
    pub(crate) fn name(&self, place: usize) -> String {
        format!("column {} `{}`", column_name(place), clip(&self.heading))
    }

    /// A cell in the words that portfolios have without a mapping; the error says what is expected.
    pub(crate) fn plain<'a>(
        &self,
        fact: &Fact,
        cell: &'a str,
    ) -> Result<Cow<'a, str>, &'static str> {
        match &self.reading {
            Some(reading) if !cell.is_empty() => reading.plain(fact, cell),
            _ => Ok(cell.into()),
        }
    }
}
