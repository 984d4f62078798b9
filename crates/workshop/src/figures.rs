//! Figures as their file writes them, and changes of one that leave all other letters as they are.

use sangloc_rulebook::{Date, Decimal};
use serde::{Deserialize, Serialize};
use toml_edit::{Array, DocumentMut, InlineTable, Key, Value};

/// A figure as `parameters.toml` writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its name in the rules.
    pub id: String,
    /// Its unit; of bands: the unit of what is held against them. Empty: it counts members of a list.
    pub unit: String,
    /// The list that its members are of; empty: it is a number or bands.
    pub choices: String,
    /// Its amounts, in the order of the file.
    pub lines: Vec<FigureLine>,
}

/// One dated amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureLine {
    /// The first day.
    pub from: Date,
    /// The last day; `None`: no end is known.
    pub to: Option<Date>,
    /// What is in force.
    pub amount: WrittenAmount,
    /// Its sources by name.
    pub cites: Vec<String>,
    /// Whether the source prints the figure: `stated` or `derived`.
    pub confidence: String,
    /// What is uncertain about it.
    pub note: String,
}

/// What a line says is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenAmount {
    /// A number.
    Number(Decimal),
    /// One member of a list.
    Setting(String),
    /// Several members of a list.
    Members(Vec<String>),
    /// Points by what is reached: each at least this much, and the points for it.
    Bands(Vec<(Decimal, Decimal)>),
}

/// A change of one figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureEdit {
    /// The line of this place was wrong all along.
    Correct {
        /// The place of the line, from 0.
        line: usize,
        /// What it should have said.
        amount: WrittenAmount,
    },
    /// Another amount from a day on; what was in force until then stays for the days before.
    From {
        /// The first day.
        day: Date,
        /// What is in force from then on.
        amount: WrittenAmount,
        /// Its source by name.
        cites: String,
        /// Whether the source prints the figure.
        stated: bool,
    },
}

/// Why a figure cannot be changed; nothing is then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// The file is not TOML, or not of figures.
    #[error("the file of figures cannot be read: {0}")]
    Unreadable(String),
    /// There is no such figure, or no such line of it.
    #[error("there is no such line of `{0}`")]
    NotThere(String),
    /// A line begins on that day already.
    #[error("a line of `{id}` begins on {day} already; correct that line")]
    SameDay {
        /// The figure.
        id: String,
        /// The day.
        day: Date,
    },
}

/// The figures of a file, in its order.
///
/// # Errors
/// [`FigureError::Unreadable`] when the file is not TOML. A figure that is written otherwise than
/// figures are is left out: the checks of the rulebook name it.
pub fn figures(text: &str) -> Result<Vec<Figure>, FigureError> {
    let document = parsed(text)?;
    Ok(document.iter().filter_map(|(id, item)| figure(id, item)).collect())
}

/// The file with one figure changed, all else as it was.
///
/// # Errors
/// [`FigureError`] when the file cannot be read, or has no such line.
pub fn change_figure(text: &str, id: &str, edit: &FigureEdit) -> Result<String, FigureError> {
    let mut document = parsed(text)?;
    let missing = || FigureError::NotThere(id.to_owned());
    let known = document.get(id).and_then(|item| figure(id, item)).ok_or_else(missing)?;
    let values = document.get_mut(id).and_then(|item| item.get_mut("values"));
    let values = values.and_then(|values| values.as_array_mut()).ok_or_else(missing)?;
    match edit {
        FigureEdit::Correct { line, amount } => {
            let table = values.get_mut(*line).and_then(Value::as_inline_table_mut);
            correct(table.ok_or_else(missing)?, amount);
        }
        FigureEdit::From { day, amount, cites, stated } => {
            let place = place_of(&known, *day)?;
            let next = known.lines.get(place).and_then(|line| line.from.previous());
            let before = place.checked_sub(1);
            let to = before.and_then(|before| known.lines.get(before)?.to).filter(|to| to >= day);
            if let Some(table) =
                before.and_then(|before| values.get_mut(before)?.as_inline_table_mut())
                && known
                    .lines
                    .get(place.saturating_sub(1))
                    .is_some_and(|line| line.is_open_on(*day))
            {
                close(table, *day);
            }
            values.insert_formatted(place, line(*day, to.or(next), amount, cites, *stated).into());
            one_line_each(values);
        }
    }
    Ok(with_ends_of(text, &document.to_string()))
}

/// The changed text with the ends of lines that the old one has: the writer of TOML knows one kind.
fn with_ends_of(old: &str, changed: &str) -> String {
    let windows = old.matches("\r\n").count();
    if windows > 0 && windows == old.matches('\n').count() {
        return changed.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    changed.to_owned()
}

impl FigureLine {
    fn is_open_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| to >= day)
    }
}

fn parsed(text: &str) -> Result<DocumentMut, FigureError> {
    text.parse().map_err(|error: toml_edit::TomlError| FigureError::Unreadable(error.to_string()))
}

fn figure(id: &str, item: &toml_edit::Item) -> Option<Figure> {
    let word = |key: &str| item.get(key).and_then(|word| word.as_str()).unwrap_or_default();
    let values = item.get("values")?.as_array()?;
    let lines = values.iter().map(|value| written_line(value.as_inline_table()?));
    Some(Figure {
        id: id.to_owned(),
        unit: word("unit").to_owned(),
        choices: word("choices").to_owned(),
        lines: lines.collect::<Option<_>>()?,
    })
}

fn written_line(table: &InlineTable) -> Option<FigureLine> {
    let word = |key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let cites = table.get("cites")?;
    let one = cites.as_str().map(str::to_owned);
    Some(FigureLine {
        from: day(table.get("from")?)?,
        to: table.get("to").and_then(day),
        amount: amount(table)?,
        cites: one.map_or_else(|| words(cites), |one| Some(vec![one]))?,
        confidence: word("confidence"),
        note: word("note"),
    })
}

fn amount(table: &InlineTable) -> Option<WrittenAmount> {
    let bands = |value: &Value| -> Option<Vec<(Decimal, Decimal)>> {
        let bands = value.as_array()?.iter().map(|band| {
            let band = band.as_inline_table()?;
            Some((number(band.get("at_least")?)?, number(band.get("points")?)?))
        });
        bands.collect()
    };
    let setting = |value: &Value| value.as_str().map(str::to_owned);
    None.or_else(|| table.get("amount").and_then(number).map(WrittenAmount::Number))
        .or_else(|| table.get("setting").and_then(setting).map(WrittenAmount::Setting))
        .or_else(|| table.get("members").and_then(words).map(WrittenAmount::Members))
        .or_else(|| table.get("bands").and_then(bands).map(WrittenAmount::Bands))
}

fn words(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect()
}

/// The text of a number exactly as it is written, apart from marks between digits.
fn number(value: &Value) -> Option<Decimal> {
    let text = value.to_string().trim().replace('_', "");
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok())
}

fn day(value: &Value) -> Option<Date> {
    value.as_datetime()?.to_string().parse().ok()
}

/// Where a line that begins on this day belongs.
fn place_of(figure: &Figure, day: Date) -> Result<usize, FigureError> {
    if figure.lines.iter().any(|line| line.from == day) {
        return Err(FigureError::SameDay { id: figure.id.clone(), day });
    }
    Ok(figure.lines.iter().take_while(|line| line.from < day).count())
}

fn key_of(amount: &WrittenAmount) -> &'static str {
    match amount {
        WrittenAmount::Number(_) => "amount",
        WrittenAmount::Setting(_) => "setting",
        WrittenAmount::Members(_) => "members",
        WrittenAmount::Bands(_) => "bands",
    }
}

fn value_of(amount: &WrittenAmount) -> Value {
    match amount {
        WrittenAmount::Number(number) => number_value(*number),
        WrittenAmount::Setting(name) => name.as_str().into(),
        WrittenAmount::Members(names) => names.iter().map(String::as_str).collect(),
        WrittenAmount::Bands(bands) => bands
            .iter()
            .map(|(at_least, points)| {
                let mut band = InlineTable::new();
                band.insert("at_least", number_value(*at_least));
                band.insert("points", number_value(*points));
                Value::from(band)
            })
            .collect(),
    }
}

/// A number that keeps its digits: a binary fraction would not.
fn number_value(number: Decimal) -> Value {
    // Every decimal is TOML; a text that is not would be found by the checks.
    number.to_string().parse().unwrap_or_else(|_| Value::from(number.to_string()))
}

fn date_value(day: Date) -> Value {
    day.to_string().parse().unwrap_or_else(|_| Value::from(day.to_string()))
}

/// Another amount in the place of the old one.
fn correct(table: &mut InlineTable, amount: &WrittenAmount) {
    let key = key_of(amount);
    for other in ["amount", "setting", "members", "bands"] {
        if other != key {
            table.remove(other);
        }
    }
    let mut value = value_of(amount);
    if let Some(old) = table.get(key) {
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(key, value);
}

/// Ends a line on the day before, beside where it says when it begins.
fn close(table: &mut InlineTable, day: Date) {
    let Some(last) = day.previous() else { return };
    if table.contains_key("to") {
        table.insert("to", date_value(last));
        return;
    }
    let mut old = std::mem::take(table);
    let order: Vec<Key> = old.iter().filter_map(|(key, _)| old.key(key).cloned()).collect();
    *table.decor_mut() = old.decor().clone();
    for key in order {
        if let Some(value) = old.remove(key.get()) {
            table.insert_formatted(&key, value);
        }
        if key.get() == "from" {
            table.insert("to", date_value(last));
        }
    }
}

fn line(
    from: Date,
    to: Option<Date>,
    amount: &WrittenAmount,
    cites: &str,
    stated: bool,
) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("from", date_value(from));
    if let Some(to) = to {
        table.insert("to", date_value(to));
    }
    table.insert(key_of(amount), value_of(amount));
    table.insert("cites", cites.into());
    table.insert("confidence", if stated { "stated" } else { "derived" }.into());
    table
}

/// Each amount on a line of its own, as the handbook writes them; comments stay where they are.
fn one_line_each(values: &mut Array) {
    for value in values.iter_mut() {
        let prefix = value.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
        if !prefix.contains('\n') {
            value.decor_mut().set_prefix("\n  ");
        }
        value.decor_mut().set_suffix("");
    }
    let trailing = values.trailing().as_str().unwrap_or_default();
    if !trailing.contains('\n') {
        values.set_trailing("\n");
    }
    values.set_trailing_comma(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Figures.\n\n[min_green]   # trees\nunit   = \"%\"\nvalues = [ { from = 2024-12-01, amount = 10, cites = \"plan\", confidence = \"stated\", note = \"a\" } ]\n\n[other]\nchoices = \"process\"\nvalues = [\n  # the first\n  { from = 2024-01-01, to = 2024-12-31, members = [\"a\"], cites = [\"plan\"], confidence = \"derived\" },\n  { from = 2025-01-01, members = [\"a\", \"b\"], cites = \"plan\", confidence = \"derived\" } ]\n";

    fn day(text: &str) -> Date {
        text.parse().unwrap_or_else(|error| unreachable!("{error}"))
    }

    fn from(text: &str, amount: i64) -> FigureEdit {
        let amount = WrittenAmount::Number(amount.into());
        FigureEdit::From { day: day(text), amount, cites: "new".into(), stated: true }
    }

    #[test]
    fn a_dated_change_closes_the_old_line_and_leaves_every_other_letter() {
        let changed = change_figure(FILE, "min_green", &from("2027-01-01", 15));
        let wanted = FILE.replace(
            "values = [ { from = 2024-12-01, amount = 10, cites = \"plan\", confidence = \"stated\", note = \"a\" } ]",
            "values = [\n  { from = 2024-12-01, to = 2026-12-31, amount = 10, cites = \"plan\", confidence = \"stated\", note = \"a\" },\n  { from = 2027-01-01, amount = 15, cites = \"new\", confidence = \"stated\" },\n]",
        );
        assert_eq!(changed, Ok(wanted));
    }

    #[test]
    fn a_line_between_two_others_ends_where_the_next_begins() {
        let amount = WrittenAmount::Members(vec!["c".into()]);
        let edit =
            FigureEdit::From { day: day("2024-07-01"), amount, cites: "new".into(), stated: false };
        let changed = change_figure(FILE, "other", &edit).unwrap_or_default();
        assert!(
            changed.contains(
                "  # the first\n  { from = 2024-01-01, to = 2024-06-30, members = [\"a\"]"
            ),
            "{changed}"
        );
        assert!(changed.contains("{ from = 2024-07-01, to = 2024-12-31, members = [\"c\"], cites = \"new\", confidence = \"derived\" },"), "{changed}");
    }

    #[test]
    fn a_correction_touches_the_amount_alone() {
        let amount = WrittenAmount::Number(Decimal::new(125, 1));
        let changed = change_figure(FILE, "min_green", &FigureEdit::Correct { line: 0, amount });
        assert_eq!(changed, Ok(FILE.replace("amount = 10", "amount = 12.5")));
    }

    #[test]
    fn lines_end_as_they_did() {
        let windows = FILE.replace('\n', "\r\n");
        let changed = change_figure(FILE, "min_green", &from("2027-01-01", 15));
        let wanted = changed.map(|text| text.replace('\n', "\r\n"));
        assert_eq!(change_figure(&windows, "min_green", &from("2027-01-01", 15)), wanted);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let same = change_figure(FILE, "min_green", &from("2024-12-01", 15));
        assert_eq!(
            same,
            Err(FigureError::SameDay { id: "min_green".into(), day: day("2024-12-01") })
        );
        let missing = change_figure(FILE, "nothing", &from("2027-01-01", 15));
        assert_eq!(missing, Err(FigureError::NotThere("nothing".into())));
        assert!(matches!(figures("[a"), Err(FigureError::Unreadable(_))));
    }

    #[test]
    fn figures_are_read_as_written() {
        let all = figures(FILE).unwrap_or_default();
        let names: Vec<&str> = all.iter().map(|figure| figure.id.as_str()).collect();
        assert_eq!(names, ["min_green", "other"]);
        let amounts = all.iter().flat_map(|figure| &figure.lines).map(|line| line.amount.clone());
        let wanted = [
            WrittenAmount::Number(10.into()),
            WrittenAmount::Members(vec!["a".into()]),
            WrittenAmount::Members(vec!["a".into(), "b".into()]),
        ];
        assert_eq!(amounts.collect::<Vec<_>>(), wanted);
    }
}
