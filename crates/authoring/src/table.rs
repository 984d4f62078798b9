//! Reads a table of a rulebook: the columns that rules read, with their types checked cell by cell.

use crate::{
    Diagnostic,
    check::{duplicate_id, lint, unknown_choice},
    load::Loader,
    written::{ColumnWritten, TableWritten},
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
    let mut table = Table {
        id: id.to_owned(),
        answer,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut wanted = Vec::new();
    for (name, column) in &written.columns {
        if let Some(cell) = cell_type(loader, settings, column) {
            table.columns.push(Column {
                id: name.get_ref().clone(),
                cell: cell.clone(),
            });
            let header = column
                .column
                .clone()
                .unwrap_or_else(|| name.get_ref().clone());
            wanted.push(Wanted {
                header,
                cell,
                blank: column.blank.clone(),
            });
        }
    }
    rows(loader, settings, written, &wanted, &mut table);
    table
}

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
        ("decimal", None) => loader
            .unit(settings, column.unit.as_ref())
            .map(ValueType::Number),
        ("choice", Some(list)) => Some(ValueType::Choice(list)),
        ("choices", Some(list)) => Some(ValueType::Choices(list)),
        (other, _) => {
            let message = format!("a column cannot be of type `{other}` written so");
            loader.error(lint::TYPE_MISMATCH, settings, column.kind.span(), message);
            None
        }
    }
}

fn rows(
    loader: &mut Loader<'_>,
    settings: &str,
    written: &TableWritten,
    wanted: &[Wanted],
    table: &mut Table,
) {
    let path = written.file.get_ref().clone();
    let Some(text) = loader.sources.text(&path).map(str::to_owned) else {
        loader.error(
            lint::SYNTAX,
            settings,
            written.file.span(),
            format!("there is no file `{path}`"),
        );
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => return loader.error(lint::SYNTAX, &path, 0..0, error.to_string()),
    };
    let place_of = |header: &str| headers.iter().position(|name| name.trim() == header);
    let names = written.name.values();
    let all = names
        .chain([&written.key])
        .chain(wanted.iter().map(|column| &column.header));
    let missing: Vec<&String> = all.filter(|header| place_of(header).is_none()).collect();
    for header in &missing {
        loader.error(
            lint::SYNTAX,
            &path,
            0..0,
            format!("the table has no column `{header}`"),
        );
    }
    if !missing.is_empty() {
        return;
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let cell = |header: &str| {
                    place_of(header)
                        .and_then(|place| record.get(place))
                        .unwrap_or_default()
                        .trim()
                        .to_owned()
                };
                let line = record.position().map_or(1, |position| position.line());
                row(loader, &path, line, &cell, written, wanted, table);
            }
            Err(error) => {
                let line = error.position().map_or(1, |position| position.line());
                let place =
                    loader
                        .sources
                        .place_of_word(&path, usize::try_from(line).unwrap_or(1), 1);
                loader.diagnostics.push(Diagnostic::error(
                    lint::SYNTAX,
                    place,
                    "the row does not have the columns of the first line",
                ));
            }
        }
    }
}

fn row(
    loader: &mut Loader<'_>,
    path: &str,
    line: u64,
    cell: &impl Fn(&str) -> String,
    written: &TableWritten,
    wanted: &[Wanted],
    table: &mut Table,
) {
    let place = loader
        .sources
        .place_of_word(path, usize::try_from(line).unwrap_or(1), 1);
    let key = cell(&written.key);
    if key.is_empty() {
        loader.diagnostics.push(Diagnostic::error(
            lint::SYNTAX,
            place,
            format!("the row has no `{}`", written.key),
        ));
        return;
    }
    if table.position(&key).is_some() {
        loader
            .diagnostics
            .push(duplicate_id::diagnostic("row", &key, place));
        return;
    }
    let mut cells = Vec::new();
    for column in wanted {
        let text = cell(&column.header);
        let text = if text.is_empty() {
            column.blank.clone().unwrap_or_default()
        } else {
            text
        };
        let value = parse(loader, &column.cell, &text).unwrap_or_else(|diagnostic| {
            let mut diagnostic = *diagnostic;
            diagnostic.message = format!("column `{}`: {}", column.header, diagnostic.message);
            diagnostic.place = place.clone();
            loader.diagnostics.push(diagnostic);
            None
        });
        cells.push(value);
    }
    let names: BTreeMap<Language, String> = written
        .name
        .iter()
        .map(|(tag, header)| (Language(tag.clone()), cell(header)))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    table.rows.push(Row { key, names, cells });
}

/// One cell; `None` is unknown.
fn parse(
    loader: &Loader<'_>,
    cell: &ValueType,
    text: &str,
) -> Result<Option<Value>, Box<Diagnostic>> {
    let somewhere = loader.sources.start_of("");
    let wrong = |message: String| {
        Box::new(Diagnostic::error(
            lint::TYPE_MISMATCH,
            somewhere.clone(),
            message,
        ))
    };
    if text.is_empty() {
        return Ok(None);
    }
    let member = |list: sangloc_rulebook::ChoiceListIndex, name: &str| {
        let list = loader.loaded.book.choice_lists.get(list.at());
        let found = list.and_then(|list| list.position(name));
        found.ok_or_else(|| match list {
            Some(list) => Box::new(unknown_choice::diagnostic(list, name, somewhere.clone())),
            None => wrong("there is no such list of choices".into()),
        })
    };
    let value = match cell {
        ValueType::YesNo => match text {
            "y" | "yes" => Value::YesNo(true),
            "n" | "no" => Value::YesNo(false),
            other => return Err(wrong(format!("`{other}` is neither `y` nor `n`"))),
        },
        ValueType::Number(_) => {
            let number: Result<Decimal, _> = text.parse();
            Value::Number(number.map_err(|_| wrong(format!("`{text}` is not a number")))?)
        }
        ValueType::Choice(list) => Value::Choice(member(*list, text)?),
        ValueType::Choices(list) => {
            let names = text
                .split(';')
                .map(str::trim)
                .filter(|name| !name.is_empty() && *name != "none");
            let places = names
                .map(|name| member(*list, name))
                .collect::<Result<Vec<_>, _>>()?;
            Value::Choices(ChoiceSet::of(places))
        }
        ValueType::Date | ValueType::Row(_) | ValueType::Text => return Ok(None),
    };
    Ok(Some(value))
}
