//! The first part of the query: columns of answers as rules read them, and whether the row can be read at all.

use crate::{
    Dialect, Problem,
    lower::{Lowering, cell_name, digits},
    query::{ID, READABLE, SqlError, Table},
};
use sangloc_rulebook::{
    ColumnIndex, Decimal, Fact, FactIndex, FactType, Operation, Slot, TableIndex, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// The name of this part.
pub(crate) const ANSWERS: &str = "answers";

/// The facts and cells that the query reads.
struct Read {
    facts: BTreeSet<FactIndex>,
    cells: BTreeSet<(TableIndex, ColumnIndex)>,
}

impl Read {
    fn of(lowering: &Lowering<'_>) -> Self {
        let rulebook = lowering.rulebook;
        let roots: Vec<Slot> =
            rulebook.criteria.iter().flat_map(|criterion| criterion.roots()).collect();
        let facts = rulebook.facts_read(roots.iter().copied());
        let steps = rulebook.program.reachable(roots);
        let cells = steps.into_iter().filter_map(|slot| match rulebook.program.step(slot) {
            Some(Operation::Column(table, column)) => Some((*table, *column)),
            _ => None,
        });
        Self { facts, cells: cells.collect() }
    }
}

/// The part that reads the table of profiles, one line a column, and the names of its columns.
pub(crate) fn answers(
    lowering: &Lowering<'_>,
    table: &Table<'_>,
) -> Result<(String, Vec<String>), SqlError> {
    let (rulebook, dialect) = (lowering.rulebook, lowering.dialect);
    let name = |name: &str| dialect.name(name).map_err(SqlError::Name);
    let read = Read::of(lowering);
    let (mut checks, mut lines) = (Vec::new(), Vec::new());
    let mut names = vec![ID.to_owned(), READABLE.to_owned()];
    for fact in read.facts.iter().filter_map(|fact| rulebook.fact(*fact)) {
        let of_fact = |problem| SqlError::Fact { fact: fact.id.to_string(), problem };
        let column = dialect.name(fact.id.as_str()).map_err(of_fact)?;
        checks.extend(check(lowering, fact, &column).map_err(of_fact)?);
        lines.push(match fact.answer.unit() {
            Some(_) => format!("{} AS {column}", cast(dialect, fact, &column)),
            None => column,
        });
        names.push(fact.id.to_string());
    }
    for (index, place) in &read.cells {
        let found = rulebook.table(*index).and_then(|of| Some((of, of.columns.get(place.at())?)));
        let (of, column) = found.ok_or(SqlError::Name(Problem::Malformed))?;
        let cell = cell_name(&of.id, &column.id);
        let sql = cells(lowering, *index, *place).map_err(SqlError::Name)?;
        lines.push(format!("{sql} AS {}", name(&cell)?));
        names.push(cell);
    }
    let checks = if checks.is_empty() { "TRUE".into() } else { checks.join("\n        AND ") };
    let id = name(table.id)?;
    let mut all =
        vec![format!("{id} AS {}", name(ID)?), format!("{checks} AS {}", name(READABLE)?)];
    all.append(&mut lines);
    let from = table.name.split('.').map(name).collect::<Result<Vec<_>, _>>()?.join(".");
    Ok((format!("    SELECT\n      {}\n    FROM {from}", all.join(",\n      ")), names))
}

/// A number in the type in which the query computes with it.
fn cast(dialect: Dialect, fact: &Fact, column: &str) -> String {
    let (before, behind) = digits(fact);
    dialect.try_cast(column, &dialect.number_type(before, behind))
}

/// Whether an answer is one that the fact takes; a missing one is.
fn check(lowering: &Lowering<'_>, fact: &Fact, column: &str) -> Result<Option<String>, Problem> {
    let (rulebook, dialect) = (lowering.rulebook, lowering.dialect);
    let fits = match &fact.answer {
        FactType::YesNo | FactType::Date | FactType::Text => return Ok(None),
        FactType::Choice(list) => format!("{column} IN ({})", members(lowering, *list)?.join(", ")),
        FactType::Choices(list) => dialect.only_of(column, &members(lowering, *list)?),
        FactType::Code(table) => {
            let rows = rulebook.table(*table).ok_or(Problem::Malformed)?.rows.iter();
            let keys = rows.map(|row| dialect.text(&row.key)).collect::<Result<Vec<_>, _>>()?;
            format!("{column} IN ({})", keys.join(", "))
        }
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
            match number_check(dialect, fact, column) {
                None => return Ok(None),
                Some(fits) => fits,
            }
        }
    };
    Ok(Some(format!("COALESCE({fits}, {column} IS NULL)")))
}

fn members(
    lowering: &Lowering<'_>,
    list: sangloc_rulebook::ChoiceListIndex,
) -> Result<Vec<String>, Problem> {
    let count = lowering.rulebook.choice_list(list).map_or(0, |list| list.members.len());
    let places = 0..u16::try_from(count).map_err(|_| Problem::Malformed)?;
    places.map(|place| lowering.member(list, place)).collect()
}

/// Whether a number is within its bounds, and has no more digits than the query computes with.
fn number_check(dialect: Dialect, fact: &Fact, column: &str) -> Option<String> {
    let same = match dialect.digits() {
        Some(_) => Some(format!("{column} = {}", cast(dialect, fact, column))),
        None if matches!(fact.answer, FactType::Whole(_)) => {
            Some(format!("{column} = TRUNC({column})"))
        }
        None => None,
    };
    let bound = |sign: &str, bound: Option<Decimal>| {
        bound.map(|bound| format!("{column} {sign} {}", dialect.number(bound.normalize())))
    };
    let all: Vec<String> =
        [same, bound(">=", fact.min), bound("<=", fact.max)].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(" AND "))
}

/// The cell of the row that an answer picks; rows with the same cell stand together.
fn cells(
    lowering: &Lowering<'_>,
    index: TableIndex,
    place: ColumnIndex,
) -> Result<String, Problem> {
    let (rulebook, dialect) = (lowering.rulebook, lowering.dialect);
    let table = rulebook.table(index).ok_or(Problem::Malformed)?;
    let column = table.columns.get(place.at()).ok_or(Problem::Malformed)?;
    let fact = rulebook.fact(table.answer).ok_or(Problem::Malformed)?;
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &table.rows {
        if let Some(cell) = row.cells.get(place.at()).copied().flatten() {
            let cell: Value = cell;
            let sql = lowering.value(cell, &column.cell)?;
            keys.entry(sql).or_default().push(dialect.text(&row.key)?);
        }
    }
    let picked = dialect.name(fact.id.as_str())?;
    let arms: Vec<String> = keys
        .iter()
        .map(|(cell, keys)| format!("WHEN {picked} IN ({}) THEN {cell}", keys.join(", ")))
        .collect();
    if arms.is_empty() {
        // Of no row anything is known; the type of NULL still matters.
        let kind = match column.cell {
            sangloc_rulebook::ValueType::YesNo => "BOOLEAN",
            sangloc_rulebook::ValueType::Date => "DATE",
            sangloc_rulebook::ValueType::Number(_) => &dialect.number_type(1, 0),
            sangloc_rulebook::ValueType::Choices(_) => dialect.list_type(),
            _ => dialect.text_type(),
        };
        return Ok(format!("CAST(NULL AS {kind})"));
    }
    Ok(format!("CASE {} END", arms.join(" ")))
}
