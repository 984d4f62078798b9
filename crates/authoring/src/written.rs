//! The TOML files of a rulebook as they are written, entry by entry with their places.

use crate::{
    Diagnostic, Said, SourceSet,
    check::lint,
    source::{MAX_SOURCE_BYTES, Place},
};
use sangloc_rulebook::{CitationKind, Confidence, Date, Decimal};
use serde::{Deserialize, Deserializer, de};
use std::{collections::BTreeMap, fmt};
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
    value::Datetime,
};

/// One entry of a file: its dotted name, where it stands, and what it says.
pub(crate) struct Entry<T> {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) value: T,
}

/// `rulebook.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) languages: Vec<String>,
    pub(crate) exchange_rate: Spanned<String>,
    pub(crate) sections: Vec<String>,
    #[serde(default)]
    pub(crate) choices: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    pub(crate) site: Option<Spanned<String>>,
    /// Groups of criteria by view; in the order of the file by their places.
    #[serde(default)]
    pub(crate) views: BTreeMap<Spanned<String>, GroupsWritten>,
    #[serde(default)]
    pub(crate) tables: BTreeMap<Spanned<String>, TableWritten>,
}

/// The criteria of each group of a view.
pub(crate) type GroupsWritten = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// `[tables.<name>]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableWritten {
    pub(crate) file: Spanned<String>,
    /// Further files with the same key, each holding some of the columns.
    #[serde(default)]
    pub(crate) joined: Vec<Spanned<String>>,
    pub(crate) key: String,
    pub(crate) name: BTreeMap<String, String>,
    pub(crate) columns: BTreeMap<Spanned<String>, ColumnWritten>,
}

/// One column that rules read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnWritten {
    pub(crate) column: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Spanned<String>,
    pub(crate) unit: Option<Spanned<String>>,
    pub(crate) choices: Option<Spanned<String>>,
    pub(crate) blank: Option<String>,
}

/// `[namespace.name]` of `facts.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactWritten {
    #[serde(rename = "type")]
    pub(crate) kind: Spanned<String>,
    pub(crate) section: Spanned<String>,
    pub(crate) unit: Option<Spanned<String>>,
    pub(crate) choices: Option<Spanned<String>>,
    pub(crate) table: Option<Spanned<String>>,
    pub(crate) min: Option<Exact>,
    pub(crate) max: Option<Exact>,
    pub(crate) changeable: Option<bool>,
    pub(crate) cost_order: Option<Spanned<u8>>,
    #[serde(default)]
    pub(crate) linked: Vec<Spanned<String>>,
}

/// `[name]` of `parameters.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParameterWritten {
    pub(crate) unit: Option<Spanned<String>>,
    pub(crate) choices: Option<Spanned<String>>,
    pub(crate) values: Vec<Spanned<DatedWritten>>,
}

/// One line of `values`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DatedWritten {
    pub(crate) from: Day,
    pub(crate) to: Option<Day>,
    pub(crate) amount: Option<Exact>,
    pub(crate) bands: Option<Vec<BandWritten>>,
    pub(crate) members: Option<Vec<Spanned<String>>>,
    pub(crate) setting: Option<Spanned<String>>,
    pub(crate) cites: OneOrMany,
    pub(crate) confidence: Confidence,
    pub(crate) reviewed: Option<Day>,
    pub(crate) review_by: Option<Day>,
    #[serde(default)]
    pub(crate) note: String,
}

/// One band of a line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BandWritten {
    pub(crate) at_least: Exact,
    pub(crate) points: Exact,
}

/// `[name]` of `citations.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitationWritten {
    pub(crate) kind: CitationKind,
    pub(crate) publisher: String,
    pub(crate) title: String,
    pub(crate) date: Published,
    pub(crate) article: Option<String>,
    #[serde(default)]
    pub(crate) unverified: bool,
    pub(crate) url: Option<String>,
}

/// A case file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseWritten {
    pub(crate) title: String,
    pub(crate) as_of: Day,
    #[serde(default)]
    pub(crate) profile: serde_json::Value,
    pub(crate) expect: ExpectWritten,
}

/// What a case expects.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectWritten {
    pub(crate) outcome: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) findings: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub(crate) points: BTreeMap<Spanned<String>, Exact>,
}

/// One id or a list of them.
pub(crate) struct OneOrMany(pub(crate) Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Spanned::<toml::Value>::deserialize(deserializer)?;
        let span = written.span();
        let text = |value: toml::Value| match value {
            toml::Value::String(text) => Ok(Spanned::new(span.clone(), text)),
            _ => Err(de::Error::custom("`cites` takes the id of a citation, or a list of ids")),
        };
        match written.into_inner() {
            toml::Value::Array(ids) => {
                ids.into_iter().map(text).collect::<Result<_, _>>().map(Self)
            }
            one => Ok(Self(vec![text(one)?])),
        }
    }
}

/// An exact decimal, written as a TOML number.
#[derive(Clone, Copy)]
pub(crate) struct Exact(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl de::Visitor<'_> for Number {
            type Value = Exact;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Exact, E> {
                Ok(Exact(number.into()))
            }

            // The shortest text of a float is the text that was written, up to 15 digits.
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Exact, E> {
                number
                    .to_string()
                    .parse()
                    .map(Exact)
                    .map_err(|_| E::custom("not a number that can be kept exactly"))
            }
        }
        deserializer.deserialize_any(Number)
    }
}

/// A day, written as a TOML date.
#[derive(Clone, Copy)]
pub(crate) struct Day(pub(crate) Date);

fn day(written: &Datetime) -> Option<Date> {
    let date = written.date.filter(|_| written.time.is_none())?;
    Date::new(date.year.into(), date.month, date.day)
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Datetime::deserialize(deserializer)?;
        day(&written)
            .map(Self)
            .ok_or_else(|| de::Error::custom("write a date as year-month-day, without quotes"))
    }
}

/// A day or a year.
pub(crate) struct Published(pub(crate) sangloc_rulebook::PublishedOn);

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use sangloc_rulebook::PublishedOn::{Day, Year};
        let found = match toml::Value::deserialize(deserializer)? {
            toml::Value::Integer(year) => i32::try_from(year).ok().map(Year),
            toml::Value::Datetime(date) => day(&date).map(Day),
            _ => None,
        };
        found
            .map(Self)
            .ok_or_else(|| de::Error::custom("`date` takes a date, or a year as a whole number"))
    }
}

/// Reads one file as a whole.
pub(crate) fn read_whole<T: for<'de> Deserialize<'de>>(
    sources: &SourceSet,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let table = parse(sources, path, diagnostics)?;
    let span = table.span();
    let value = Spanned::new(span, DeValue::Table(table.into_inner()));
    read_value(sources, path, value, diagnostics)
}

/// More facts, figures or words than any rulebook has; each may be held against all others.
const MAX_ENTRIES: usize = 5_000;

/// Reads the entries of a file, `depth` tables deep: a mistake in one leaves the others readable.
/// The names of those that could not be read go into `unread`; `*` is the whole file.
pub(crate) fn read_entries<T: for<'de> Deserialize<'de>>(
    sources: &SourceSet,
    path: &str,
    depth: usize,
    diagnostics: &mut Vec<Diagnostic>,
    unread: &mut Vec<String>,
) -> Vec<Entry<T>> {
    let mut entries = Vec::new();
    if let Some(table) = parse(sources, path, diagnostics) {
        let mut walk = Walk { sources, path, diagnostics, entries: &mut entries, unread };
        walk.table("", table.into_inner(), depth);
    } else {
        unread.push("*".to_owned());
    }
    if entries.len() > MAX_ENTRIES {
        let message = said!("the file has more than {} entries", MAX_ENTRIES);
        diagnostics.push(Diagnostic::error(lint::LIMIT, sources.start_of(path), message));
        unread.push("*".to_owned());
        entries.clear();
    }
    // In the order of the file, which the parser does not keep.
    entries.sort_by_key(|entry: &Entry<T>| entry.place.span.0);
    entries
}

/// Reads `[[case]]` of a case file, one by one.
pub(crate) fn read_cases(
    sources: &SourceSet,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry<CaseWritten>> {
    let Some(table) = parse(sources, path, diagnostics) else {
        return Vec::new();
    };
    let mut cases = Vec::new();
    for (key, value) in table.into_inner() {
        let place = sources.place(path, key.span());
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("case", DeValue::Array(all)) => {
                for (number, case) in all.into_iter().enumerate() {
                    let place = sources.place(path, case.span());
                    let value = read_value(sources, path, case, diagnostics);
                    cases.extend(value.map(|value| Entry {
                        name: format!("{path}#{}", number + 1),
                        place,
                        value,
                    }));
                }
            }
            (other, _) => {
                let message = said!("a case file has no `{}`", other);
                diagnostics.push(
                    Diagnostic::error(lint::SYNTAX, place, message)
                        .hint(said!("cases are written as `[[case]]`")),
                );
            }
        }
    }
    cases
}

/// Reads a file of words: every text by its dotted key.
pub(crate) fn read_texts(
    sources: &SourceSet,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry<String>> {
    read_entries(sources, path, usize::MAX, diagnostics, &mut Vec::new())
}

fn parse<'a>(
    sources: &'a SourceSet,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Spanned<DeTable<'a>>> {
    let Some(text) = sources.text(path) else {
        let message = said!("the rulebook has no file `{}`", path);
        diagnostics.push(Diagnostic::error(lint::SYNTAX, sources.start_of(path), message));
        return None;
    };
    if text.len() > MAX_SOURCE_BYTES {
        diagnostics.push(too_large(sources, path, MAX_SOURCE_BYTES));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let sound = errors.is_empty();
    diagnostics.extend(errors.iter().map(|error| syntax(sources, path, error)));
    sound.then_some(table)
}

pub(crate) fn too_large(sources: &SourceSet, path: &str, limit: usize) -> Diagnostic {
    let message = said!("the file is larger than {} bytes", limit);
    Diagnostic::error(lint::LIMIT, sources.start_of(path), message)
}

fn syntax(sources: &SourceSet, path: &str, error: &toml::de::Error) -> Diagnostic {
    let place = sources.place(path, error.span().unwrap_or(0..0));
    Diagnostic::error(lint::SYNTAX, place, said_of(&error.message().replace('\n', ", ")))
}

/// What the library says of a key that is missing or too much, as words that are known in other languages.
fn said_of(message: &str) -> Said {
    let after = |words: &str| message.strip_prefix(words);
    if let Some(key) = after("missing field ") {
        return said!("missing field {}", key);
    }
    let unknown = after("unknown field ").and_then(|rest| rest.split_once(", expected "));
    if let Some((key, known)) = unknown {
        return match known.strip_prefix("one of ") {
            Some(known) => said!("unknown field {}, expected one of {}", key, known),
            None => said!("unknown field {}, expected {}", key, known),
        };
    }
    Said::Text(message.to_owned())
}

fn read_value<T: for<'de> Deserialize<'de>>(
    sources: &SourceSet,
    path: &str,
    value: Spanned<DeValue<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    match T::deserialize(ValueDeserializer::from(value)) {
        Ok(value) => Some(value),
        Err(error) => {
            diagnostics.push(syntax(sources, path, &error));
            None
        }
    }
}

struct Walk<'a, T> {
    sources: &'a SourceSet,
    path: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
    entries: &'a mut Vec<Entry<T>>,
    unread: &'a mut Vec<String>,
}

impl<T: for<'de> Deserialize<'de>> Walk<'_, T> {
    fn table(&mut self, prefix: &str, table: DeTable<'_>, depth: usize) {
        for (key, value) in table {
            let name = [prefix, key.get_ref().as_ref()].concat();
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(inner) if depth > 1 => {
                    self.table(&format!("{name}."), inner, depth - 1)
                }
                value => {
                    let place = self.sources.place(self.path, key.span());
                    let value = read_value(
                        self.sources,
                        self.path,
                        Spanned::new(span, value),
                        self.diagnostics,
                    );
                    match value {
                        Some(value) => self.entries.push(Entry { name, place, value }),
                        None => self.unread.push(name),
                    }
                }
            }
        }
    }
}
