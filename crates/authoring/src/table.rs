//! Reads a table of a rulebook: the columns that rules read, with their types checked cell by cell.

use crate::{
    Diagnostic, Place, Said,
    check::{duplicate_id, lint, unknown_choice},
    load::Loader,
    source::MAX_SOURCE_BYTES,
    written::{ColumnWritten, TableWritten, too_large},
};
use sangloc_rulebook::{
    ChoiceSet, Column, Decimal, FactIndex, Language, Row, Table, Value, ValueType,
};
use std::collections::BTreeMap;

pub(crate) fn read(
    loader: &mut Loader<'_>,
    settings: &str,
    id: &str,
    answer: FactIndex,
    written: &TableWritten,
) -> Table {
    let mut table = Table { id: id.to_owned(), answer, columns: Vec::new(), rows: Vec::new() };
    let mut wanted = Vec::new();
    for (name, column) in &written.columns {
        if let Some(cell) = cell_type(loader, settings, column) {
            table.columns.push(Column { id: name.get_ref().clone(), cell: cell.clone() });
            let header = column.column.clone().unwrap_or_else(|| name.get_ref().clone());
            wanted.push(Wanted { header, cell, blank: column.blank.clone() });
        } else {
            let column = format!("column {id}.{}", name.get_ref());
            loader.loaded.unread.insert(column);
        }
    }
    rows(loader, settings, written, &wanted, &mut table);
    table
}

/// More rows than any list of places or industries has.
const MAX_ROWS: usize = 5_000;

/// A column of the file that rules read.
struct Wanted {
    header: String,
    cell: ValueType,
    blank: Option<String>,
}

fn cell_type(loader: &mut Loader<'_>, settings: &str, column: &ColumnWritten) -> Option<ValueType> {
    let list = match &column.choices {
        Some(name) => Some(loader.list(settings, name)?),
        None => None,
    };
    match (column.kind.get_ref().as_str(), list) {
        ("yes_no", None) => Some(ValueType::YesNo),
        ("decimal", None) => loader.unit(settings, column.unit.as_ref()).map(ValueType::Number),
        ("choice", Some(list)) => Some(ValueType::Choice(list)),
        ("choices", Some(list)) => Some(ValueType::Choices(list)),
        (other, _) => {
            let message = said!("a column cannot be of type `{}` written so", other);
            loader.error(lint::TYPE_MISMATCH, settings, column.kind.span(), message);
            None
        }
    }
}

/// A file of the table: its rows by key, with their lines.
struct Sheet {
    path: String,
    headers: csv::StringRecord,
    rows: Vec<(usize, csv::StringRecord)>,
}

impl Sheet {
    fn column(&self, header: &str) -> Option<usize> {
        self.headers.iter().position(|name| name.trim() == header)
    }

    fn cell<'a>(&self, record: &'a csv::StringRecord, header: &str) -> Option<&'a str> {
        record.get(self.column(header)?).map(str::trim)
    }

    fn read(loader: &mut Loader<'_>, settings: &str, file: &toml::Spanned<String>) -> Option<Self> {
        let path = file.get_ref().clone();
        let Some(text) = loader.sources.text(&path).map(str::to_owned) else {
            loader.error(lint::SYNTAX, settings, file.span(), said!("there is no file `{}`", path));
            return None;
        };
        if text.len() > MAX_SOURCE_BYTES {
            loader.diagnostics.push(too_large(loader.sources, &path, MAX_SOURCE_BYTES));
            return None;
        }
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headers = match reader.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => {
                loader.error(lint::SYNTAX, &path, 0..0, Said::Text(error.to_string()));
                return None;
            }
        };
        let mut rows = Vec::new();
        for record in reader.records().take(MAX_ROWS + 1) {
            if rows.len() == MAX_ROWS {
                let message = said!("the table has more than {} rows", MAX_ROWS);
                loader.error(lint::LIMIT, &path, 0..0, message);
                break;
            }
            let position = match &record {
                Ok(record) => record.position(),
                Err(error) => error.position(),
            };
            let line =
                position.and_then(|position| usize::try_from(position.line()).ok()).unwrap_or(1);
            match record {
                Ok(record) => rows.push((line, record)),
                Err(_) => {
                    let place = loader.sources.place_of_word(&path, line, 1);
                    let message = said!("the row does not have the columns of the first line");
                    loader.diagnostics.push(Diagnostic::error(lint::SYNTAX, place, message));
                }
            }
        }
        Some(Self { path, headers, rows })
    }
}

fn rows(
    loader: &mut Loader<'_>,
    settings: &str,
    written: &TableWritten,
    wanted: &[Wanted],
    table: &mut Table,
) {
    let Some(main) = Sheet::read(loader, settings, &written.file) else {
        return;
    };
    let joined: Vec<Sheet> =
        written.joined.iter().filter_map(|file| Sheet::read(loader, settings, file)).collect();
    let own = written.name.values().chain([&written.key]);
    let mut missing: Vec<(&Sheet, &String)> =
        own.filter(|header| main.column(header).is_none()).map(|header| (&main, header)).collect();
    missing.extend(
        joined
            .iter()
            .filter(|sheet| sheet.column(&written.key).is_none())
            .map(|sheet| (sheet, &written.key)),
    );
    let everywhere = || std::iter::once(&main).chain(&joined);
    let nowhere = wanted.iter().map(|column| &column.header);
    let nowhere = nowhere.filter(|header| everywhere().all(|sheet| sheet.column(header).is_none()));
    missing.extend(nowhere.map(|header| (&main, header)));
    for (sheet, header) in &missing {
        loader.error(
            lint::SYNTAX,
            &sheet.path,
            0..0,
            said!("the table has no column `{}`", header),
        );
    }
    if missing.is_empty() {
        for (line, record) in &main.rows {
            row(loader, written, wanted, table, &main, *line, record, &joined);
        }
        joined.iter().for_each(|sheet| refuse_strangers(loader, written, table, sheet));
    }
}

/// A joined row whose key the table does not have would be lost in silence.
fn refuse_strangers(loader: &mut Loader<'_>, written: &TableWritten, table: &Table, sheet: &Sheet) {
    for (line, record) in &sheet.rows {
        let key = sheet.cell(record, &written.key).unwrap_or_default();
        if table.position(key).is_none() {
            let place = loader.sources.place_of_word(&sheet.path, *line, 1);
            let diagnostic = Diagnostic::error(
                lint::UNKNOWN_CHOICE,
                place,
                said!("the table has no row `{}`", key),
            );
            let known = table.rows.iter().map(|row| row.key.as_str());
            loader.diagnostics.push(diagnostic.hint_nearest(key, known));
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one row needs the table around it")]
fn row(
    loader: &mut Loader<'_>,
    written: &TableWritten,
    wanted: &[Wanted],
    table: &mut Table,
    main: &Sheet,
    line: usize,
    record: &csv::StringRecord,
    joined: &[Sheet],
) {
    let place = loader.sources.place_of_word(&main.path, line, 1);
    let key = main.cell(record, &written.key).unwrap_or_default().to_owned();
    if key.is_empty() {
        let message = said!("the row has no `{}`", written.key);
        loader.diagnostics.push(Diagnostic::error(lint::SYNTAX, place, message));
        return;
    }
    if table.position(&key).is_some() {
        loader.diagnostics.push(duplicate_id::diagnostic(said!("row"), &key, place));
        return;
    }
    // Where a cell stands: in the file of the table, or in the joined file that has its column.
    let find = |header: &str| {
        let own = main.cell(record, header).map(|text| (text.to_owned(), place.clone()));
        own.or_else(|| {
            let sheet = joined.iter().find(|sheet| sheet.column(header).is_some())?;
            let same = |(_, record): &&(usize, csv::StringRecord)| {
                sheet.cell(record, &written.key) == Some(&key)
            };
            let (line, record) = sheet.rows.iter().find(same)?;
            let place = loader.sources.place_of_word(&sheet.path, *line, 1);
            Some((sheet.cell(record, header)?.to_owned(), place))
        })
    };
    let found: Vec<(String, Place)> = wanted
        .iter()
        .map(|column| find(&column.header).unwrap_or((String::new(), place.clone())))
        .collect();
    let name = |header: &str| main.cell(record, header).unwrap_or_default().to_owned();
    let names: BTreeMap<Language, String> = written
        .name
        .iter()
        .map(|(tag, header)| (Language(tag.clone()), name(header)))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let mut cells = Vec::new();
    for (column, (text, place)) in wanted.iter().zip(found) {
        let blank = column.blank.clone().filter(|_| text.is_empty());
        let value =
            parse(loader, &column.cell, &blank.unwrap_or(text)).unwrap_or_else(|diagnostic| {
                let mut diagnostic = *diagnostic;
                let header = Said::Text(column.header.clone());
                diagnostic.message =
                    Said::Words("column `{}`: {}", vec![header, diagnostic.message]);
                diagnostic.place = place;
                loader.diagnostics.push(diagnostic);
                None
            });
        cells.push(value);
    }
    table.rows.push(Row { key, names, cells });
}

/// One cell; `None` is unknown.
fn parse(
    loader: &Loader<'_>,
    cell: &ValueType,
    text: &str,
) -> Result<Option<Value>, Box<Diagnostic>> {
    let somewhere = loader.sources.start_of("");
    let wrong = |message: Said| {
        Box::new(Diagnostic::error(lint::TYPE_MISMATCH, somewhere.clone(), message))
    };
    if text.is_empty() {
        return Ok(None);
    }
    let member = |list: sangloc_rulebook::ChoiceListIndex, name: &str| {
        let list = loader.loaded.book.choice_lists.get(list.at());
        let found = list.and_then(|list| list.position(name));
        found.ok_or_else(|| match list {
            Some(list) => Box::new(unknown_choice::diagnostic(list, name, somewhere.clone())),
            None => wrong(said!("there is no such list of choices")),
        })
    };
    let value = match cell {
        ValueType::YesNo => match text {
            "y" | "yes" => Value::YesNo(true),
            "n" | "no" => Value::YesNo(false),
            other => return Err(wrong(said!("`{}` is neither `y` nor `n`", other))),
        },
        ValueType::Number(_) => {
            let number: Result<Decimal, _> = text.parse();
            Value::Number(number.map_err(|_| wrong(said!("`{}` is not a number", text)))?)
        }
        ValueType::Choice(list) => Value::Choice(member(*list, text)?),
        ValueType::Choices(list) => {
            let names =
                text.split(';').map(str::trim).filter(|name| !name.is_empty() && *name != "none");
            let places = names.map(|name| member(*list, name)).collect::<Result<Vec<_>, _>>()?;
            Value::Choices(ChoiceSet::of(places))
        }
        ValueType::Date | ValueType::Row(_) | ValueType::Text => return Ok(None),
    };
    Ok(Some(value))
}
