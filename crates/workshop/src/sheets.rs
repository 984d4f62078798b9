//! Figures and tables as the sheets of a workbook, and what was edited in one back from it.
//!
//! What comes back is compared, cell by cell, with the sheets as they would be written now. Only the
//! amount of a figure and the cells of a table may be other than they were; an amount becomes a new
//! dated period and a cell of a table the new text of its file, with all other letters kept.

use crate::{FigureEdit, FigureLine, WrittenAmount, change_figure, figures, grid::Grid};
use sangloc_authoring::SourceSet;
use sangloc_rulebook::{Date, Decimal, Language, Rulebook};
use sangloc_screening::{Row, Sheet};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};
use toml_edit::DocumentMut;

/// The sheet of figures, and the file they are in.
const FIGURES: (&str, &str) = ("figures", "parameters.toml");
/// The sheet that names the files the others were made from.
const ORIGIN: &str = "origin";
/// The file that names the tables.
const SETTINGS: &str = "rulebook.toml";

/// The headings of the sheet of figures.
const HEADINGS: [&str; 9] =
    ["id", "label", "unit", "from", "to", "amount", "cites", "confidence", "note"];
const ID: usize = 0;
const LABEL: usize = 1;
const FROM: usize = 3;
const AMOUNT: usize = 5;

/// More digits than a spreadsheet keeps of a number.
const MAX_DIGITS: usize = 15;
/// The widest column, in letters.
const MAX_WIDTH: usize = 60;
/// The longest text of a cell that a message shows, in letters.
const SHOWN: usize = 60;

/// What a spreadsheet shows where a formula came to nothing.
const FORMULA_ERRORS: [&str; 8] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"];

/// A sheet as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GivenSheet {
    /// Its name.
    pub name: String,
    /// Its rows that have cells, each with its number as spreadsheet programs count, from 1.
    pub rows: Vec<(usize, Row)>,
}

/// Where in a workbook something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// The sheet.
    pub sheet: String,
    /// The row from 1 and the column from 0; `None`: the sheet as a whole.
    pub cell: Option<(usize, usize)>,
}

impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sheet `{}`", clip(&self.sheet))?;
        match self.cell {
            Some((row, column)) => write!(f, ", cell {}{row}", column_name(column)),
            None => Ok(()),
        }
    }
}

/// Something in a workbook that cannot be taken; nothing of it is then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct SheetError {
    /// Where.
    pub place: CellPlace,
    /// What is wrong.
    pub problem: SheetProblem,
}

/// What is wrong with a sheet or a cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetProblem {
    /// The sheet is not there.
    #[error("is missing; export the rules again and edit that file")]
    NoSheet,
    /// Two sheets of one name.
    #[error("is there twice")]
    SameSheet,
    /// The file was changed after it was exported.
    #[error("`{0}` is another than when this was exported; export again and carry the edits over")]
    Stale(String),
    /// The rules' own file cannot be told apart into cells or figures.
    #[error("`{0}` cannot be taken to a spreadsheet: {1}")]
    Unreadable(String, String),
    /// A column is not there.
    #[error("column `{0}` is missing")]
    NoColumn(String),
    /// A heading that the rules do not have.
    #[error("heading `{0}` is not of these rules; one that begins with # is left alone")]
    UnknownColumn(String),
    /// The same heading twice.
    #[error("heading `{0}` stands twice")]
    SameColumn(String),
    /// Something beside the table.
    #[error("`{0}` stands under no heading; a column whose heading begins with # is left alone")]
    NoHeading(String),
    /// A row of something that the rules do not have.
    #[error("there is no {0} in the rules; rows are added in the file itself")]
    UnknownRow(String),
    /// The same row twice.
    #[error("{0} stands twice, first in row {1}")]
    SameRow(String, usize),
    /// A row is gone.
    #[error("the row of {0} is gone; rows are taken out in the file itself")]
    NoRow(String),
    /// What only the file itself can change.
    #[error("`{column}` cannot be changed here: it is `{is}`, not `{found}`")]
    Fixed {
        /// The heading.
        column: String,
        /// What the rules have.
        is: String,
        /// What stands there.
        found: String,
    },
    /// A formula came to nothing.
    #[error("holds the formula error `{0}`")]
    FormulaError(String),
    /// An amount that is none.
    #[error("`{found}` is not {expected}")]
    NoAmount {
        /// What stands there.
        found: String,
        /// What would be right.
        expected: &'static str,
    },
    /// An amount, and no word of when it begins.
    #[error("another amount needs the day from which it holds, and its source")]
    NoPeriod,
    /// A new period cannot begin inside this one.
    #[error("the period from {from} {}is not in force on {day}; edit the row that is", until(.to))]
    NotInForce {
        /// The first day of the row that was edited.
        from: Date,
        /// Its last day.
        to: Option<Date>,
        /// The day the new period would begin.
        day: Date,
    },
    /// A period begins on that day already.
    #[error("a period begins on {0} already, and none is overwritten; choose a later day")]
    SameDay(Date),
}

fn until(to: &Option<Date>) -> String {
    to.map(|to| format!("to {to} ")).unwrap_or_default()
}

/// A cell that was edited.
#[derive(Clone, Debug, PartialEq)]
pub struct CellChange {
    /// Where it stands in the workbook.
    pub place: CellPlace,
    /// What it is about, such as `min_green_area from 2023-02-11` or `KCN-CAILAN area_ha`.
    pub subject: String,
    /// What the rules have.
    pub before: String,
    /// What the workbook has.
    pub after: String,
    edit: Edit,
}

#[derive(Clone, Debug, PartialEq)]
enum Edit {
    Amount { figure: String, from: Date, to: Option<Date>, amount: WrittenAmount },
    Cell { path: String, row: usize, column: usize, text: String },
}

impl CellChange {
    /// Whether it is the amount of a figure, which becomes a new period.
    pub fn is_figure(&self) -> bool {
        matches!(self.edit, Edit::Amount { .. })
    }
}

/// What the new periods of figures say of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPeriod {
    /// Their first day.
    pub from: Date,
    /// Their source by name.
    pub cites: String,
    /// Whether the source prints the figures.
    pub stated: bool,
}

/// The figures and tables of a rulebook as sheets: one of figures, a row for each period, then one for
/// each file of a table, and one that names the files.
///
/// # Errors
/// [`SheetError`] when a file cannot be told apart into figures or cells.
pub fn rule_sheets(
    sources: &SourceSet,
    rulebook: &Rulebook,
    language: &Language,
) -> Result<Vec<Sheet>, SheetError> {
    let bases = bases(sources, rulebook, language)?;
    let origin = origin(sources, &bases);
    Ok(bases.into_iter().map(|base| base.sheet).chain([origin]).collect())
}

/// The cells that were edited in a workbook that [`rule_sheets`] made of these very files, in the order
/// of its sheets and rows.
///
/// # Errors
/// Everything that cannot be taken, each with its place.
pub fn edited_cells(
    sources: &SourceSet,
    rulebook: &Rulebook,
    given: &[GivenSheet],
) -> Result<Vec<CellChange>, Vec<SheetError>> {
    let language = rulebook.languages.first().cloned().unwrap_or(Language(String::new()));
    let bases = bases(sources, rulebook, &language).map_err(|error| vec![error])?;
    let mut reader = Reader { rulebook, given, changes: Vec::new(), errors: Vec::new() };
    reader.origin(&origin(sources, &bases));
    if reader.errors.is_empty() {
        bases.iter().for_each(|base| reader.sheet(base));
    }
    if reader.errors.is_empty() { Ok(reader.changes) } else { Err(reader.errors) }
}

/// The files that edited cells change, by path, with their new texts.
///
/// # Errors
/// Every amount that cannot begin on the day of the new period, or for which there is none.
pub fn with_cells(
    sources: &SourceSet,
    changes: &[CellChange],
    period: Option<&NewPeriod>,
) -> Result<BTreeMap<String, String>, Vec<SheetError>> {
    let mut files = BTreeMap::new();
    let mut errors = Vec::new();
    let mut cells: BTreeMap<&str, Vec<(usize, usize, &str)>> = BTreeMap::new();
    for change in changes {
        match &change.edit {
            Edit::Cell { path, row, column, text } => {
                cells.entry(path).or_default().push((*row, *column, text));
            }
            Edit::Amount { figure, from, to, amount } => {
                let file = files.entry(FIGURES.1.to_owned());
                let file = file.or_insert_with(|| text_of(sources, FIGURES.1).to_owned());
                match with_amount(file, figure, (*from, *to), amount, period) {
                    Ok(changed) => *file = changed,
                    Err(problem) => {
                        errors.push(SheetError { place: change.place.clone(), problem })
                    }
                }
            }
        }
    }
    for (path, changes) in cells {
        let file = text_of(sources, path);
        match Grid::read(file).with(file, &changes) {
            Some(changed) => drop(files.insert(path.to_owned(), changed)),
            None => errors.push(whole(path, unreadable(path, "its cells cannot be told apart"))),
        }
    }
    if errors.is_empty() { Ok(files) } else { Err(errors) }
}

/// The file of figures with an amount from a day on.
fn with_amount(
    file: &str,
    figure: &str,
    (from, to): (Date, Option<Date>),
    amount: &WrittenAmount,
    period: Option<&NewPeriod>,
) -> Result<String, SheetProblem> {
    let period = period.ok_or(SheetProblem::NoPeriod)?;
    let day = period.from;
    if from == day {
        return Err(SheetProblem::SameDay(day));
    }
    if day < from || to.is_some_and(|to| to < day) {
        return Err(SheetProblem::NotInForce { from, to, day });
    }
    let amount = amount.clone();
    let edit = FigureEdit::From { day, amount, cites: period.cites.clone(), stated: period.stated };
    change_figure(file, figure, &edit).map_err(|error| unreadable(FIGURES.1, &error.to_string()))
}

fn text_of<'a>(sources: &'a SourceSet, path: &str) -> &'a str {
    sources.text(path).unwrap_or_default()
}

fn unreadable(path: &str, why: &str) -> SheetProblem {
    SheetProblem::Unreadable(path.to_owned(), why.to_owned())
}

fn whole(sheet: &str, problem: SheetProblem) -> SheetError {
    SheetError { place: CellPlace { sheet: sheet.to_owned(), cell: None }, problem }
}

/// A sheet as it would be written now.
struct Base {
    sheet: Sheet,
    /// The file it is made from.
    path: String,
    /// The columns that together name a row.
    keys: Vec<usize>,
    /// The periods that the rows of figures are; none for a table.
    lines: Vec<(String, FigureLine)>,
}

impl Base {
    fn cells(&self, row: usize) -> &[Json] {
        self.sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default()
    }

    fn heading(&self, column: usize) -> String {
        word(self.cells(0).get(column))
    }

    /// The name of a row: its cells in these columns.
    fn key(&self, cells: &[Json], columns: &[usize]) -> String {
        let words = columns.iter().map(|column| word(cells.get(*column)));
        words.collect::<Vec<_>>().join(" from ")
    }
}

fn bases(
    sources: &SourceSet,
    rulebook: &Rulebook,
    language: &Language,
) -> Result<Vec<Base>, SheetError> {
    let tables = tables(text_of(sources, SETTINGS)).into_iter();
    let tables = tables.map(|(path, key)| table_base(sources, path, &key));
    std::iter::once(figures_base(sources, rulebook, language)).chain(tables).collect()
}

fn figures_base(
    sources: &SourceSet,
    rulebook: &Rulebook,
    language: &Language,
) -> Result<Base, SheetError> {
    let (name, path) = FIGURES;
    let refused = |why: &str| whole(name, unreadable(path, why));
    let figures = figures(text_of(sources, path)).map_err(|error| refused(&error.to_string()))?;
    let known = |id: &str| figures.iter().any(|figure| figure.id == id);
    if let Some(other) = rulebook.parameters.iter().find(|figure| !known(figure.id.as_str())) {
        return Err(refused(&format!("`{}` is written in another way than figures are", other.id)));
    }
    let mut rows = vec![HEADINGS.map(Json::from).to_vec()];
    let mut lines = Vec::new();
    for figure in figures {
        let label = rulebook.text_if_any(language, &format!("parameters.{}", figure.id));
        let unit = if figure.unit.is_empty() { &figure.choices } else { &figure.unit };
        for line in figure.lines {
            rows.push(vec![
                json!(figure.id),
                json!(label),
                json!(unit),
                json!(line.from.to_string()),
                json!(line.to.map(|to| to.to_string())),
                amount_cell(&line.amount),
                json!(line.cites.join("; ")),
                json!(line.confidence),
                json!(line.note),
            ]);
            lines.push((figure.id.clone(), line));
        }
    }
    Ok(Base { sheet: sheet(name, rows), path: path.to_owned(), keys: vec![ID, FROM], lines })
}

/// The files of the tables, each with the heading of its keys.
fn tables(settings: &str) -> Vec<(String, String)> {
    let Ok(settings) = settings.parse::<DocumentMut>() else {
        return Vec::new();
    };
    let mut found: Vec<(String, String)> = Vec::new();
    let tables = settings.get("tables").and_then(|tables| tables.as_table_like());
    for (_, table) in tables.into_iter().flat_map(|tables| tables.iter()) {
        let text = |key: &str| table.get(key).and_then(|text| text.as_str()).map(str::to_owned);
        let Some(key) = text("key") else {
            continue;
        };
        let joined = table.get("joined").and_then(|joined| joined.as_array());
        let joined = joined.into_iter().flatten().filter_map(|path| path.as_str());
        for path in text("file").into_iter().chain(joined.map(str::to_owned)) {
            if !found.iter().any(|(other, _)| *other == path) {
                found.push((path, key.clone()));
            }
        }
    }
    found
}

fn table_base(sources: &SourceSet, path: String, key: &str) -> Result<Base, SheetError> {
    let grid = Grid::read(text_of(sources, &path));
    let headings = grid.rows.first().map(Vec::as_slice).unwrap_or_default();
    let Some(keys) = headings.iter().position(|heading| heading.text == key) else {
        return Err(whole(&path, SheetProblem::NoColumn(key.to_owned())));
    };
    // A column is one of numbers or of texts: `0510` among `4610` is a text, and so is `4610`.
    let body = || grid.rows.iter().skip(1);
    let numbers: Vec<bool> = (0..headings.len())
        .map(|column| {
            let cells = body().filter_map(|row| row.get(column));
            let mut cells = cells.filter(|cell| !cell.text.is_empty()).peekable();
            cells.peek().is_some() && cells.all(|cell| plain_number(&cell.text).is_some())
        })
        .collect();
    let mut rows: Vec<Row> = vec![headings.iter().map(|heading| json!(heading.text)).collect()];
    rows.extend(body().map(|row| {
        let cells = row.iter().zip(&numbers);
        let cells = cells.map(|(cell, number)| match plain_number(&cell.text) {
            _ if cell.text.is_empty() => Json::Null,
            Some(number_cell) if *number => number_cell,
            _ => json!(one_end_of_line(&cell.text)),
        });
        cells.collect()
    }));
    Ok(Base { sheet: sheet(&path, rows), path, keys: vec![keys], lines: Vec::new() })
}

/// A text that is a number and comes back from one letter by letter.
fn plain_number(text: &str) -> Option<Json> {
    let number: Decimal = text.parse().ok()?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let same = number.normalize().to_string() == text;
    (same && digits <= MAX_DIGITS).then(|| text.parse().map(Json::Number).ok())?
}

/// The files and their checksums: edits are only taken back to what they were made on.
fn origin(sources: &SourceSet, bases: &[Base]) -> Sheet {
    let heading = ["sheet", "file", "sha256"].map(Json::from).to_vec();
    let rows = bases.iter().map(|base| {
        let digest = Sha256::digest(text_of(sources, &base.path));
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        vec![json!(base.sheet.name), json!(base.path), json!(hash)]
    });
    sheet(ORIGIN, std::iter::once(heading).chain(rows).collect())
}

fn sheet(name: &str, rows: Vec<Row>) -> Sheet {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().map(|row| word(row.get(column)).chars().count());
        u16::try_from(cells.max().unwrap_or_default().min(MAX_WIDTH) + 2).unwrap_or(8)
    };
    let widths = (0..columns).map(width).collect();
    Sheet { name: name.to_owned(), widths, headings: 1, rows }
}

/// An amount as one cell: a number; a member; members with `|` between, `[]` for none; bands as
/// `3: 1 | 6: 2`.
fn amount_cell(amount: &WrittenAmount) -> Json {
    match amount {
        WrittenAmount::Number(number) => {
            let text = number.normalize().to_string();
            plain_number(&text).unwrap_or_else(|| json!(text))
        }
        WrittenAmount::Setting(name) => json!(name),
        WrittenAmount::Members(names) if names.is_empty() => json!("[]"),
        WrittenAmount::Members(names) => json!(names.join(" | ")),
        WrittenAmount::Bands(bands) => {
            let bands = bands.iter().map(|(at_least, points)| format!("{at_least}: {points}"));
            json!(bands.collect::<Vec<_>>().join(" | "))
        }
    }
}

/// The amount in a cell, of the kind that the figure has; the error says what is expected.
fn read_amount(cell: &Json, old: &WrittenAmount) -> Result<WrittenAmount, &'static str> {
    let text = word(Some(cell));
    let parts = || text.split('|').map(str::trim);
    match old {
        WrittenAmount::Number(_) => {
            let number = decimal(&text).ok_or("a number such as 12.5")?;
            Ok(WrittenAmount::Number(number))
        }
        _ if text.is_empty() => Err("an amount; a period is ended in the file itself"),
        WrittenAmount::Setting(_) => Ok(WrittenAmount::Setting(text)),
        WrittenAmount::Members(_) if text == "[]" => Ok(WrittenAmount::Members(Vec::new())),
        WrittenAmount::Members(_) => {
            Ok(WrittenAmount::Members(parts().map(str::to_owned).collect()))
        }
        WrittenAmount::Bands(_) => {
            let band = |part: &str| {
                let (at_least, points) = part.split_once(':')?;
                Some((decimal(at_least.trim())?, decimal(points.trim())?))
            };
            let bands: Option<Vec<_>> = parts().map(band).collect();
            bands.map(WrittenAmount::Bands).ok_or("bands such as 3: 1 | 6: 2")
        }
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// Compares sheets with what they were.
struct Reader<'a> {
    rulebook: &'a Rulebook,
    given: &'a [GivenSheet],
    changes: Vec<CellChange>,
    errors: Vec<SheetError>,
}

impl Reader<'_> {
    fn fail(&mut self, sheet: &str, cell: Option<(usize, usize)>, problem: SheetProblem) {
        let place = CellPlace { sheet: sheet.to_owned(), cell };
        self.errors.push(SheetError { place, problem });
    }

    /// The sheet of this name, if there is just one.
    fn named(&mut self, name: &str) -> Option<GivenSheet> {
        let mut found = self.given.iter().filter(|sheet| sheet.name == name);
        let (first, second) = (found.next().cloned(), found.next());
        match (&first, second) {
            (None, _) => self.fail(name, None, SheetProblem::NoSheet),
            (_, Some(_)) => self.fail(name, None, SheetProblem::SameSheet),
            _ => return first,
        }
        None
    }

    /// Whether the files are those that were exported.
    fn origin(&mut self, origin: &Sheet) {
        let Some(given) = self.named(ORIGIN) else {
            return;
        };
        for row in origin.rows.iter().skip(1) {
            let wanted: Vec<String> = row.iter().map(|cell| word(Some(cell))).collect();
            let same = |(_, cells): &(usize, Row)| {
                wanted.iter().zip(0..).all(|(wanted, column)| word(cells.get(column)) == *wanted)
            };
            if let ([sheet, path, _], false) = (wanted.as_slice(), given.rows.iter().any(same)) {
                self.fail(sheet, None, SheetProblem::Stale(path.clone()));
            }
        }
    }

    fn sheet(&mut self, base: &Base) {
        let Some(given) = self.named(&base.sheet.name) else {
            return;
        };
        let Some(columns) = self.columns(base, &given) else {
            return;
        };
        let known: BTreeMap<String, usize> = (1..base.sheet.rows.len())
            .map(|row| (base.key(base.cells(row), &base.keys), row))
            .collect();
        let keys: Vec<usize> =
            base.keys.iter().filter_map(|key| columns.get(*key).copied()).collect();
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, cells) in given.rows.iter().skip(1) {
            if cells.iter().all(|cell| word(Some(cell)).is_empty()) {
                continue;
            }
            self.beside(&given, *number, cells);
            let key = base.key(cells, &keys);
            let place = Some((*number, keys.first().copied().unwrap_or_default()));
            let shown = format!("`{}`", clip(&key));
            let Some(row) = known.get(&key) else {
                self.fail(&base.sheet.name, place, SheetProblem::UnknownRow(shown));
                continue;
            };
            if let Some(first) = seen.get(row) {
                self.fail(&base.sheet.name, place, SheetProblem::SameRow(shown, *first));
                continue;
            }
            seen.insert(*row, *number);
            self.row(base, *row, &columns, *number, cells);
        }
        for (key, row) in &known {
            if !seen.contains_key(row) {
                let gone = SheetProblem::NoRow(format!("`{}`", clip(key)));
                self.fail(&base.sheet.name, None, gone);
            }
        }
    }

    /// Where each column of the base is in the given sheet.
    fn columns(&mut self, base: &Base, given: &GivenSheet) -> Option<Vec<usize>> {
        let (name, before) = (&base.sheet.name, self.errors.len());
        let (number, headings) = given.rows.first().cloned().unwrap_or((1, Row::new()));
        let headings: Vec<String> = headings.iter().map(|cell| word(Some(cell))).collect();
        let known: BTreeSet<String> =
            base.cells(0).iter().map(|heading| word(Some(heading))).collect();
        let mut seen = BTreeSet::new();
        for (column, heading) in headings.iter().enumerate().filter(|(_, h)| is_read(h)) {
            let cell = Some((number, column));
            if !known.contains(heading) {
                self.fail(name, cell, SheetProblem::UnknownColumn(clip(heading)));
            } else if !seen.insert(heading) {
                self.fail(name, cell, SheetProblem::SameColumn(clip(heading)));
            }
        }
        let columns = (0..base.cells(0).len()).filter_map(|column| {
            let wanted = base.heading(column);
            let found = headings.iter().position(|heading| *heading == wanted);
            if found.is_none() {
                self.fail(name, Some((number, 0)), SheetProblem::NoColumn(wanted));
            }
            found
        });
        let columns = columns.collect();
        (self.errors.len() == before).then_some(columns)
    }

    /// Names what stands beside the table: it would be lost in silence.
    fn beside(&mut self, given: &GivenSheet, number: usize, cells: &[Json]) {
        let headings = given.rows.first().map(|(_, row)| row.as_slice()).unwrap_or_default();
        for (column, cell) in cells.iter().enumerate() {
            let text = word(Some(cell));
            if !text.is_empty() && word(headings.get(column)).is_empty() {
                let problem = SheetProblem::NoHeading(clip(&text));
                self.fail(&given.name, Some((number, column)), problem);
            }
        }
    }

    fn row(&mut self, base: &Base, row: usize, columns: &[usize], number: usize, cells: &[Json]) {
        for (column, there) in columns.iter().enumerate() {
            let (old, new) = (base.cells(row).get(column), cells.get(*there));
            if is_same(old, new) {
                continue;
            }
            let place = CellPlace { sheet: base.sheet.name.clone(), cell: Some((number, *there)) };
            let text = word(new);
            let edit = if FORMULA_ERRORS.contains(&text.as_str()) {
                Err(SheetProblem::FormulaError(text))
            } else if base.lines.is_empty() {
                Ok(Some(Edit::Cell { path: base.path.clone(), row, column, text }))
            } else {
                self.figure(base, row, column, new)
            };
            match edit {
                Ok(None) => {}
                Ok(Some(edit)) => {
                    let key = base.key(base.cells(row), &base.keys);
                    let subject = match edit {
                        Edit::Amount { .. } => key,
                        Edit::Cell { .. } => format!("{key} {}", base.heading(column)),
                    };
                    let (before, after) = (plain(&word(old)), plain(&word(new)));
                    self.changes.push(CellChange { place, subject, before, after, edit });
                }
                Err(problem) => self.errors.push(SheetError { place, problem }),
            }
        }
    }

    /// An edited cell of the sheet of figures; `None` where it means the same.
    fn figure(
        &self,
        base: &Base,
        row: usize,
        column: usize,
        new: Option<&Json>,
    ) -> Result<Option<Edit>, SheetProblem> {
        let Some((id, line)) = row.checked_sub(1).and_then(|line| base.lines.get(line)) else {
            return Ok(None);
        };
        if column == LABEL && self.is_label(id, &word(new)) {
            return Ok(None);
        }
        let found = clip(&word(new));
        if column != AMOUNT {
            let is = clip(&word(base.cells(row).get(column)));
            return Err(SheetProblem::Fixed { column: base.heading(column), is, found });
        }
        let amount = read_amount(new.unwrap_or(&Json::Null), &line.amount)
            .map_err(|expected| SheetProblem::NoAmount { found, expected })?;
        let same = amount == line.amount;
        let edit = Edit::Amount { figure: id.clone(), from: line.from, to: line.to, amount };
        Ok((!same).then_some(edit))
    }

    /// Whether this is what a figure is called in some language.
    fn is_label(&self, id: &str, text: &str) -> bool {
        let key = format!("parameters.{id}");
        let mut languages = self.rulebook.languages.iter();
        languages.any(|language| self.rulebook.text_if_any(language, &key) == Some(text))
    }
}

/// Whether a column with this heading is meant to be read.
fn is_read(heading: &str) -> bool {
    !heading.is_empty() && !heading.starts_with('#')
}

/// The text of a cell of a sheet; empty where there is none.
pub fn cell_text(cell: &Json) -> String {
    word(Some(cell))
}

/// The text of a cell, without the spaces around it and with the ends of lines as a file has them.
fn word(cell: Option<&Json>) -> String {
    match cell {
        Some(Json::String(text)) => one_end_of_line(text.trim()),
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::Bool(yes)) => yes.to_string(),
        _ => String::new(),
    }
}

/// A text with the ends of lines that a spreadsheet keeps.
fn one_end_of_line(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether two cells mean the same: a number is not more for a zero behind it.
fn is_same(old: Option<&Json>, new: Option<&Json>) -> bool {
    let (old_word, new_word) = (word(old), word(new));
    let equal = || decimal(&old_word).is_some_and(|old| decimal(&new_word) == Some(old));
    old_word == new_word || (new.is_some_and(Json::is_number) && equal())
}

/// The name of a column, from 0, as spreadsheet programs have it: A, B, … Z, AA.
pub fn column_name(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let mut name = before.checked_sub(1).map(column_name).unwrap_or_default();
    name.extend(u8::try_from(last).ok().map(|last| char::from(b'A' + last)));
    name
}

/// A text from outside without signs that a screen would obey.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A text from outside as a message may show it.
pub(crate) fn clip(text: &str) -> String {
    let mut clipped: String = plain(text).chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        clipped.push('…');
    }
    clipped
}
