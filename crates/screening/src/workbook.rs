//! A profile and findings as the sheets of a workbook, and a profile back from one.
//!
//! A cell is a JSON value: null, `true`, a number or a text; a day is the text `2026-11-22`. How cells
//! become the bytes of a file, and come from them, is for whoever has a file.

use crate::{
    Answer, FindingReport, MeasureReport, Problem, Profile, ProfileError, Report, allowed_units,
    profile::clip,
    questions::named_choices,
    unit_name,
    words::{ALL, Words, workbook::WorkbookWords},
};
use sangloc_rulebook::{Date, Fact, FactIndex, FactType, Language, Rulebook, Unit};
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The most rows of a sheet that are read: the largest template has a few hundred.
pub const MAX_ROWS: usize = 5_000;

/// What stands above the names of facts in every language, so that a reader finds the table.
const ID: &str = "id";

/// What stands above the names of choices.
const KEY: &str = "key";

/// More choices than this are listed on the sheet of choices only.
const SHORT_LIST: usize = 6;

/// One row of cells.
pub type Row = Vec<Json>;

/// One sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// Its name, at most 31 letters, without signs that spreadsheet programs refuse.
    pub name: String,
    /// The width of each column, in letters.
    pub widths: Vec<u16>,
    /// How many rows at the top are headings.
    pub headings: usize,
    /// The cells.
    pub rows: Vec<Row>,
}

/// A row of a filled template that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The row as spreadsheet programs count, from 1.
    pub row: usize,
    /// The column as spreadsheet programs name it, such as `C`.
    pub column: char,
    /// The fact and what is wrong with its answer.
    pub error: ProfileError,
}

/// Why a workbook holds no profile at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATemplate {
    /// No sheet has the heading `id`.
    #[error("no sheet has the heading `{ID}`")]
    NoHeading,
    /// More rows than [`MAX_ROWS`].
    #[error("a sheet has more than {MAX_ROWS} rows")]
    TooLarge,
}

/// The template for a profile, with the answers there are: a sheet to fill and a sheet of choices.
pub fn profile_workbook(rulebook: &Rulebook, profile: &Profile, language: &Language) -> Vec<Sheet> {
    let told = Told { rulebook, language, words: WorkbookWords::of(language) };
    vec![told.answers(profile), told.choices()]
}

/// What was decided as a sheet of findings, one a row, and a sheet of what was asked and answered.
pub fn findings_workbook(
    rulebook: &Rulebook,
    profile: &Profile,
    report: &Report,
    reference: &str,
) -> Vec<Sheet> {
    let language = &report.language;
    let told = Told { rulebook, language, words: WorkbookWords::of(language) };
    vec![told.findings(report, reference), told.answers(profile)]
}

/// Reads a filled template: what fits, and every row that does not.
///
/// Choices may be given by name in any language the rulebook holds, by name as the workbook's own
/// sheet of choices has them, or by key.
///
/// # Errors
/// [`NotATemplate`] when no sheet looks like one.
pub fn read_workbook(
    rulebook: &Rulebook,
    sheets: &[Vec<Row>],
) -> Result<(Profile, Vec<RowError>), NotATemplate> {
    if sheets.iter().any(|rows| rows.len() > MAX_ROWS) {
        return Err(NotATemplate::TooLarge);
    }
    let heading = |row: &Row| word(row.first()) == ID && word(row.get(1)) != KEY;
    let found = sheets.iter().find_map(|rows| {
        let heading = rows.iter().position(heading)?;
        Some(rows.iter().enumerate().skip(heading + 1))
    });
    let mut reader = Reader {
        rulebook,
        names: own_names(sheets),
        profile: Profile::empty(rulebook),
        seen: BTreeSet::new(),
        errors: Vec::new(),
    };
    for (place, row) in found.ok_or(NotATemplate::NoHeading)? {
        reader.row(place + 1, row);
    }
    Ok((reader.profile, reader.errors))
}

/// Facts and findings in the words of a language.
struct Told<'a> {
    rulebook: &'a Rulebook,
    language: &'a Language,
    words: &'static WorkbookWords,
}

impl Told<'_> {
    fn text(&self, key: &str) -> String {
        self.rulebook.text_if_any(self.language, key).unwrap_or_default().to_owned()
    }

    fn answers(&self, profile: &Profile) -> Sheet {
        let words = self.words;
        let intro = vec![json!(words.intro)];
        let heading = [ID, words.question, words.answer, words.unit, words.allowed];
        let heading = heading.into_iter().map(Json::from).collect();
        let facts = (0u16..).map(FactIndex).zip(&self.rulebook.facts);
        let rows = facts.map(|(index, fact)| self.answer_row(fact, profile.answer(index)));
        Sheet {
            name: words.answers.to_owned(),
            widths: vec![32, 60, 30, 16, 60],
            headings: 2,
            rows: [intro, heading].into_iter().chain(rows).collect(),
        }
    }

    fn answer_row(&self, fact: &Fact, answer: Option<&Answer>) -> Row {
        let question = self.text(&format!("facts.{}.question", fact.id));
        let label = self.text(&format!("facts.{}.label", fact.id));
        let question = if question.is_empty() { label } else { question };
        let unit = match answer {
            Some(Answer::Number(_, unit)) => Some(unit),
            _ => fact.answer.unit(),
        };
        let unit = unit.map(|unit| unit_name(self.rulebook, self.language, unit));
        vec![
            json!(fact.id.as_str()),
            json!(question),
            answer.map_or(Json::Null, |answer| self.answer(fact, answer)),
            json!(unit.unwrap_or_default()),
            json!(self.allowed(fact)),
        ]
    }

    fn answer(&self, fact: &Fact, answer: &Answer) -> Json {
        let names = named_choices(self.rulebook, fact, self.language);
        let name = |place: u16| names.get(usize::from(place)).map(|(_, name)| name.as_str());
        match answer {
            Answer::YesNo(yes) => json!(self.yes_no(*yes)),
            Answer::Choice(place) | Answer::Row(place) => json!(name(*place)),
            Answer::Choices(set) if set.is_empty() => json!(Words::of(self.language).none),
            Answer::Choices(set) => {
                json!(set.places().filter_map(name).collect::<Vec<_>>().join("\n"))
            }
            Answer::Number(amount, _) => {
                amount.normalize().to_string().parse().map_or(Json::Null, Json::Number)
            }
            Answer::Date(day) => json!(day.to_string()),
            Answer::Text(text) => json!(text),
        }
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        let words = Words::of(self.language);
        if yes { words.yes } else { words.no }
    }

    /// What an answer may be, in words.
    fn allowed(&self, fact: &Fact) -> String {
        let words = self.words;
        let names = named_choices(self.rulebook, fact, self.language);
        match &fact.answer {
            FactType::YesNo => format!("{} / {}", self.yes_no(true), self.yes_no(false)),
            FactType::Choice(_) if names.len() <= SHORT_LIST => {
                let names: Vec<_> = names.iter().map(|(_, name)| name.as_str()).collect();
                names.join(" / ")
            }
            FactType::Choice(_) | FactType::Code(_) => words.see_choices.to_owned(),
            FactType::Choices(_) => words.several.replace("{}", Words::of(self.language).none),
            FactType::Date => words.day.to_owned(),
            FactType::Text => String::new(),
            FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => self.range(fact),
        }
    }

    fn range(&self, fact: &Fact) -> String {
        let bound = |sign: &str, bound: Option<rust_decimal::Decimal>| {
            bound.map(|bound| format!("{sign} {}", bound.normalize()))
        };
        let bounds = [bound("≥", fact.min), bound("≤", fact.max)];
        let bounds: Vec<_> = bounds.into_iter().flatten().collect();
        let units = allowed_units(fact);
        let units = units.iter().map(|unit| unit_name(self.rulebook, self.language, unit));
        let units: Vec<_> = units.filter(|name| !name.is_empty()).collect();
        let units = if units.len() > 1 { units.join(" / ") } else { String::new() };
        [bounds.join(", "), units]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn choices(&self) -> Sheet {
        let words = self.words;
        let heading = [ID, KEY, words.question, words.name].into_iter().map(Json::from).collect();
        let listed = self.rulebook.facts.iter().flat_map(|fact| {
            let label = self.text(&format!("facts.{}.label", fact.id));
            let names = named_choices(self.rulebook, fact, self.language).into_iter();
            names.map(move |(key, name)| {
                vec![json!(fact.id.as_str()), json!(key), json!(label), json!(name)]
            })
        });
        Sheet {
            name: words.choices.to_owned(),
            widths: vec![32, 28, 40, 60],
            headings: 1,
            rows: std::iter::once(heading).chain(listed).collect(),
        }
    }

    fn findings(&self, report: &Report, reference: &str) -> Sheet {
        let words = self.words;
        let line = |name: &str, value: &str| vec![json!(name), json!(value)];
        let mut rows = vec![
            line(words.outcome, words.outcome(report.outcome)),
            line(words.points, &report.points),
            line(words.as_of, &crate::format_date(report.as_of, self.language)),
            line(words.rules, &format!("{} {}", report.rulebook, report.version)),
            line(words.identity, &report.identity.0),
            line(words.reference, reference),
            line(words.notice, &self.text("rulebook.notice")),
            Row::new(),
            words.finding_columns().into_iter().map(Json::from).collect(),
        ];
        let headings = rows.len();
        rows.extend(report.findings.iter().map(|finding| self.finding(finding)));
        Sheet {
            name: words.findings.to_owned(),
            widths: vec![18, 50, 18, 18, 40, 40, 14, 60, 60],
            headings,
            rows,
        }
    }

    fn finding(&self, finding: &FindingReport) -> Row {
        let words = self.words;
        let each = |part: fn(&MeasureReport) -> Option<&String>| {
            let parts = finding.measures.iter().filter_map(part).cloned();
            json!(parts.collect::<Vec<_>>().join("\n"))
        };
        let since = finding.figures.iter().map(|figure| figure.from).chain(finding.from).max();
        let sources: Vec<_> = finding.citations.iter().map(|cited| cited.text.as_str()).collect();
        vec![
            json!(finding.code),
            json!(finding.title),
            json!(words.verdict(finding.verdict)),
            json!(if finding.blocks() { self.yes_no(true) } else { "" }),
            each(|measure| measure.observed.as_ref()),
            each(|measure| measure.requirement.as_ref()),
            json!(since.map(|day| crate::format_date(day, self.language))),
            json!(sources.join("\n")),
            json!(finding.remedy),
        ]
    }
}

/// The text of a cell, without spaces around it; a number as it is written.
fn word(cell: Option<&Json>) -> String {
    match cell {
        Some(Json::String(text)) => text.trim().to_owned(),
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::Bool(yes)) => yes.to_string(),
        _ => String::new(),
    }
}

/// Whether two names are the same but for capitals and the spaces between words.
fn same(left: &str, right: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    plain(left) == plain(right)
}

/// The keys of choices by fact and name, as the sheets themselves list them.
fn own_names(sheets: &[Vec<Row>]) -> BTreeMap<(String, String), String> {
    let lists = sheets.iter().filter(|rows| {
        rows.first().is_some_and(|row| word(row.first()) == ID && word(row.get(1)) == KEY)
    });
    let named = lists.flatten().map(|row| {
        let [fact, key, name] = [0, 1, 3].map(|column| word(row.get(column)));
        ((fact, name.to_lowercase()), key)
    });
    named.collect()
}

/// Reads the rows of a filled template.
struct Reader<'a> {
    rulebook: &'a Rulebook,
    names: BTreeMap<(String, String), String>,
    profile: Profile,
    seen: BTreeSet<FactIndex>,
    errors: Vec<RowError>,
}

impl Reader<'_> {
    fn row(&mut self, row: usize, cells: &Row) {
        let id = word(cells.first());
        let filled = cells.get(2).filter(|cell| !word(Some(cell)).is_empty());
        let Some(cell) = filled else {
            return;
        };
        let read = match self.rulebook.fact_named(&id) {
            None => Err(('A', Problem::UnknownKey { nearest: None })),
            Some(index) if !self.seen.insert(index) => Err(('A', Problem::Repeated)),
            Some(index) => self.answer(index, cell, &word(cells.get(3))),
        };
        if let Err((column, problem)) = read {
            let error = ProfileError { key: clip(&id), problem };
            self.errors.push(RowError { row, column, error });
        }
    }

    fn answer(&mut self, index: FactIndex, cell: &Json, unit: &str) -> Result<(), (char, Problem)> {
        let Some(fact) = self.rulebook.fact(index) else {
            return Ok(());
        };
        let unit = match fact.answer.unit() {
            Some(own) => Some(self.unit(fact, own, unit).map_err(|problem| ('D', problem))?),
            None => None,
        };
        let entry = self.entry(fact, cell, unit).map_err(|problem| ('C', problem))?;
        self.profile.read_entry(self.rulebook, index, &entry).map_err(|problem| ('C', problem))
    }

    /// The cell as [`Profile::read`] takes the answer.
    fn entry(&self, fact: &Fact, cell: &Json, unit: Option<Unit>) -> Result<Json, Problem> {
        let text = word(Some(cell));
        Ok(match &fact.answer {
            FactType::YesNo => yes_no(&text).map_or_else(|| json!(text), Json::from),
            FactType::Choice(_) | FactType::Code(_) => json!(self.key(fact, &text)),
            FactType::Choices(_) => json!(self.keys(fact, &text)),
            FactType::Date => json!(day(&text).map_or(text, |day| day.to_string())),
            FactType::Text => json!(text),
            FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
                let amount = number(cell, &text).ok_or_else(|| Problem::WrongType {
                    expected: "a number".into(),
                    found: clip(&text),
                })?;
                json!({ "amount": amount, "unit": unit.unwrap_or_default().to_string() })
            }
        })
    }

    /// The unit by symbol or by name in any language; empty: the fact's own.
    fn unit(&self, fact: &Fact, own: &Unit, text: &str) -> Result<Unit, Problem> {
        if text.is_empty() {
            return Ok(own.clone());
        }
        let units = allowed_units(fact);
        let called = |unit: &Unit| {
            let names = self.rulebook.texts.keys();
            let mut names = names.map(|language| unit_name(self.rulebook, language, unit));
            same(&unit.to_string(), text) || names.any(|name| same(&name, text))
        };
        units.iter().find(|unit| called(unit)).cloned().ok_or_else(|| {
            let allowed: Vec<_> = units.iter().map(Unit::to_string).collect();
            Problem::WrongUnit { found: clip(text), allowed: allowed.join(", ") }
        })
    }

    /// The key of a choice by key or name; the text itself where it is neither, to be named as wrong.
    fn key(&self, fact: &Fact, text: &str) -> String {
        let by_key = named_choices(self.rulebook, fact, &Language(String::new()));
        if let Some((key, _)) = by_key.iter().find(|(key, _)| same(key, text)) {
            return key.clone();
        }
        let languages = self.rulebook.languages.iter();
        let mut named = languages.flat_map(|language| named_choices(self.rulebook, fact, language));
        if let Some((key, _)) = named.find(|(_, name)| same(name, text)) {
            return key;
        }
        let own = self.names.get(&(fact.id.to_string(), text.to_lowercase()));
        own.cloned().unwrap_or_else(|| text.to_owned())
    }

    /// The keys of several choices, one a line or with semicolons between.
    fn keys(&self, fact: &Fact, text: &str) -> Vec<String> {
        if ALL.iter().any(|words| same(words.none, text)) {
            return Vec::new();
        }
        let known = |key: &String| {
            let by_key = named_choices(self.rulebook, fact, &Language(String::new()));
            by_key.iter().any(|(other, _)| other == key)
        };
        // A name may hold a semicolon itself.
        let lines = text.lines().flat_map(|line| {
            let whole = self.key(fact, line.trim());
            if known(&whole) {
                return vec![whole];
            }
            line.split(';').map(|part| self.key(fact, part.trim())).collect()
        });
        lines.filter(|key| !key.is_empty()).collect()
    }
}

/// Yes or no in any language.
fn yes_no(text: &str) -> Option<bool> {
    let is = |word: fn(&Words) -> &'static str| ALL.iter().any(|words| same(word(words), text));
    if is(|words| words.yes) || same("true", text) {
        Some(true)
    } else if is(|words| words.no) || same("false", text) {
        Some(false)
    } else {
        None
    }
}

/// A day as ISO or as it is written in Vietnam, day first.
fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    day.filter(|_| parts.next().is_none())
}

/// A number, or a text that can only mean one: `1.000` may be a thousand or one, so it is none.
fn number(cell: &Json, text: &str) -> Option<Json> {
    if cell.is_number() {
        return Some(cell.clone());
    }
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let fraction = text.rsplit_once([',', '.']).map(|(_, fraction)| fraction.len());
    let plain = if fraction == Some(3) { return None } else { text.replace(',', ".") };
    let number: rust_decimal::Decimal = plain.parse().ok()?;
    number.to_string().parse().ok().map(Json::Number)
}
