//! The query: answers, then one part a criterion, then what they come to.

use crate::{
    Dialect, Problem,
    answers::{ANSWERS, answers},
    dialect::comment,
    lower::{Lowering, any_holds},
    number::Number,
};
use sangloc_rulebook::{
    Citation, Criterion, Date, Decimal, Kind, Language, OnUnmet, Rulebook, Value,
};
use std::collections::BTreeSet;

/// The column that carries the name of the profile through.
pub(crate) const ID: &str = "id";
/// The column that says whether the row can be read.
pub(crate) const READABLE: &str = "readable";
/// The part that has the expressions of criteria.
const CRITERIA: &str = "criteria";
/// The part that has their verdicts.
const VERDICTS: &str = "verdicts";
/// The columns that come out before the verdicts.
const RESULTS: [&str; 4] = [ID, "outcome", "points", "points_open"];
/// The digits behind the point of `points`, as in the files of decisions.
const POINTS: &str = "38, 10";

/// The table that the query reads.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Its name; a point parts it from the name of its schema.
    pub name: &'a str,
    /// Its column that names a profile.
    pub id: &'a str,
}

/// Why there is no query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// A criterion cannot be written.
    #[error("criterion `{criterion}`: {problem}")]
    Criterion {
        /// Its name.
        criterion: String,
        /// Why not.
        problem: Problem,
    },
    /// A fact cannot be written.
    #[error("fact `{fact}`: {problem}")]
    Fact {
        /// Its name.
        fact: String,
        /// Why not.
        problem: Problem,
    },
    /// A name of the table or a column cannot be written.
    #[error("{0}")]
    Name(Problem),
    /// Two columns or parts of one name; databases do not tell capitals apart.
    #[error("`{0}` is the name of two columns or parts of the query")]
    Repeated(String),
}

/// The query for a rulebook on a day; its comments are in one of the rulebook's languages.
///
/// It gives `id`, `outcome`, `points`, `points_open`, and for each criterion a column of its name with the
/// verdict. A row with an answer that its fact does not take is `unreadable`, and everything else in it NULL.
///
/// # Errors
/// [`SqlError`], which names the criterion or fact that the dialect cannot express.
pub fn query(
    rulebook: &Rulebook,
    language: &Language,
    as_of: Date,
    dialect: Dialect,
    table: &Table<'_>,
) -> Result<String, SqlError> {
    let lowering = Lowering::new(rulebook, as_of, dialect);
    let (from, mut names) = answers(&lowering, table)?;
    let parts = rulebook
        .criteria
        .iter()
        .map(|criterion| Part::of(&lowering, criterion).map_err(|problem| of(criterion, problem)));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    names.extend(parts.iter().flat_map(Part::names));
    names.extend(RESULTS.iter().skip(1).map(|name| (*name).to_owned()));
    different(names)?;
    let mut expressions = Vec::new();
    for part in &parts {
        expressions.push(part.expressions(&words(rulebook, language, part.criterion), dialect)?);
    }
    expressions.retain(|lines| !lines.is_empty());
    let verdict = |part: &Part<'_>| Ok(format!("      {}", part.verdict(dialect)?));
    let verdicts = parts.iter().map(verdict).collect::<Result<Vec<_>, SqlError>>()?;
    let results = results(dialect, &parts)?;
    let part = |name: &str, body: String| -> Result<String, SqlError> {
        Ok(format!("  {} {} (\n{body}\n  )", quoted(dialect, name)?, dialect.begins_a_part()))
    };
    let on = |columns: &[String], before: &str| -> Result<String, SqlError> {
        let all = ["    SELECT *"].into_iter().chain(columns.iter().map(String::as_str));
        let all: Vec<&str> = all.collect();
        Ok(format!("{}\n    FROM {}", all.join(",\n"), quoted(dialect, before)?))
    };
    let parts = [
        part(ANSWERS, from)?,
        part(CRITERIA, on(&expressions, ANSWERS)?)?,
        part(VERDICTS, on(&verdicts, CRITERIA)?)?,
    ];
    Ok(format!(
        "{}WITH\n{}\n\nSELECT\n  {}\nFROM {}\n",
        head(rulebook, language, as_of, dialect, table),
        parts.join(",\n\n"),
        results.join(",\n  "),
        quoted(dialect, VERDICTS)?,
    ))
}

fn of(criterion: &Criterion, problem: Problem) -> SqlError {
    SqlError::Criterion { criterion: criterion.id.to_string(), problem }
}

fn quoted(dialect: Dialect, name: &str) -> Result<String, SqlError> {
    dialect.name(name).map_err(SqlError::Name)
}

fn different(names: Vec<String>) -> Result<(), SqlError> {
    let mut seen = BTreeSet::from([ANSWERS, CRITERIA, VERDICTS].map(str::to_owned));
    match names.into_iter().find(|name| !seen.insert(name.to_lowercase())) {
        Some(name) => Err(SqlError::Repeated(name)),
        None => Ok(()),
    }
}

/// What the query is, for whoever finds it.
fn head(
    rulebook: &Rulebook,
    language: &Language,
    as_of: Date,
    dialect: Dialect,
    table: &Table<'_>,
) -> String {
    let title = rulebook.text(language, "rulebook.title");
    let lines = [
        format!("{title}: {} {}, as of {as_of}, for {dialect}.", rulebook.id, rulebook.version),
        format!(
            "Made by `sangloc sql`; reads {} and gives a row a profile: outcome, points,",
            table.name
        ),
        "whether answers can still change the points, and the verdict on every criterion."
            .to_owned(),
    ];
    lines.iter().map(|line| format!("{}\n", comment(line))).collect()
}

/// The title of a criterion and where it is said.
fn words(rulebook: &Rulebook, language: &Language, criterion: &Criterion) -> String {
    let key = format!("criteria.{}.title", criterion.id);
    let title = rulebook.text(language, &key);
    let citations = criterion.citations.iter().filter_map(|index| rulebook.citation(*index));
    let lines = std::iter::once(format!("{} {title}", criterion.code)).chain(citations.map(source));
    lines.map(|line| format!("      {}\n", comment(&line))).collect()
}

fn source(citation: &Citation) -> String {
    let article = citation.article.iter().map(String::as_str);
    let parts = [citation.publisher.as_str(), citation.title.as_str()].into_iter().chain(article);
    let date = String::from(citation.date);
    let parts: Vec<&str> = parts.chain([date.as_str()]).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// One criterion as expressions.
struct Part<'a> {
    criterion: &'a Criterion,
    /// Where it applies; `Err`: known for certain.
    applies: Result<String, bool>,
    /// What it requires; `Err`: known for certain.
    requires: Result<String, bool>,
    /// The points that it has to give, if it is one that gives points.
    points: Option<Number>,
    /// Whether it waits for an answer where it is open; only of those that may be open for another reason.
    asks: Option<String>,
}

impl<'a> Part<'a> {
    fn of(lowering: &Lowering<'_>, criterion: &'a Criterion) -> Result<Self, Problem> {
        lowering.begin();
        let truth = |slot| match lowering.known(slot).and_then(Value::yes_no) {
            Some(known) => Ok(Err(known)),
            None => lowering.truth(slot).map(Ok),
        };
        let applies = criterion.when.map_or(Ok(Err(true)), truth)?;
        if applies == Err(false) {
            let requires = Err(true);
            return Ok(Self { criterion, applies, requires, points: None, asks: None });
        }
        let given = criterion.points.map(|slot| lowering.number(slot)).transpose()?;
        let requires = match (criterion.require, &given) {
            (Some(slot), _) => truth(slot)?,
            (None, None) => Err(true),
            (None, Some(given)) => {
                let nothing = Number::constant(Decimal::ZERO, lowering.dialect);
                let above = sangloc_rulebook::Comparison::Above;
                Ok(given.compare(above, &nothing, lowering.dialect)?)
            }
        };
        let points = given.filter(|_| criterion.kind == Kind::Priority);
        if points.as_ref().is_some_and(|points| points.decimal().is_none()) {
            return Err(Problem::QuotientOfPoints);
        }
        let gaps = criterion.roots().any(|slot| lowering.may_have_gaps(slot));
        let asks = (criterion.kind.decides() && gaps).then(|| {
            let asks = criterion.roots().map(|slot| lowering.asks(slot));
            Ok(any_holds(asks.collect::<Result<Vec<_>, Problem>>()?))
        });
        Ok(Self { criterion, applies, requires, points, asks: asks.transpose()? })
    }

    /// The name of a column that belongs to it.
    fn name(&self, what: &str) -> String {
        format!("{} {what}", self.criterion.id)
    }

    /// Its expressions by the names of their columns.
    fn columns(&self) -> Vec<(String, &str)> {
        let points = self.points.as_ref().and_then(Number::decimal);
        let all = [
            ("applies", self.applies.as_deref().ok()),
            ("requires", self.requires.as_deref().ok()),
            ("points", points.map(|points| points.sql.as_str())),
            ("asks", self.asks.as_deref()),
        ];
        all.into_iter().filter_map(|(what, sql)| Some((self.name(what), sql?))).collect()
    }

    fn names(&self) -> Vec<String> {
        let columns = self.columns().into_iter().map(|(name, _)| name);
        columns.chain([self.criterion.id.to_string()]).collect()
    }

    /// Its expressions, one a line, under the words for it.
    fn expressions(&self, words: &str, dialect: Dialect) -> Result<String, SqlError> {
        let name = |name: &str| dialect.name(name).map_err(|problem| of(self.criterion, problem));
        let columns = self.columns();
        let columns =
            columns.iter().map(|(column, sql)| Ok(format!("      {sql} AS {}", name(column)?)));
        let columns = columns.collect::<Result<Vec<_>, SqlError>>()?;
        if columns.is_empty() {
            Ok(String::new())
        } else {
            Ok(format!("{words}{}", columns.join(",\n")))
        }
    }

    /// A truth of this criterion, by the name of its column.
    fn truth(
        &self,
        dialect: Dialect,
        what: &str,
        truth: &Result<String, bool>,
    ) -> Result<Result<String, bool>, SqlError> {
        match truth {
            Err(known) => Ok(Err(*known)),
            Ok(_) => quoted(dialect, &self.name(what)).map(Ok),
        }
    }

    fn verdict(&self, dialect: Dialect) -> Result<String, SqlError> {
        let applies = self.truth(dialect, "applies", &self.applies)?;
        let requires = self.truth(dialect, "requires", &self.requires)?;
        let mut arms = vec![format!("WHEN NOT {} THEN NULL", quoted(dialect, READABLE)?)];
        let met = |requires: &Result<String, bool>, and: &str| match requires {
            Ok(column) => vec![
                format!("WHEN {and}{column} THEN 'met'"),
                format!("WHEN {and}NOT {column} THEN 'unmet'"),
            ],
            Err(true) => vec![format!("WHEN {and}TRUE THEN 'met'")],
            Err(false) => vec![format!("WHEN {and}TRUE THEN 'unmet'")],
        };
        match &applies {
            Err(false) => arms.push("WHEN TRUE THEN 'not_applicable'".into()),
            Err(true) => arms.extend(met(&requires, "")),
            Ok(column) => {
                arms.push(format!("WHEN NOT {column} THEN 'not_applicable'"));
                arms.extend(met(&requires, &format!("{column} AND ")));
            }
        }
        let own = quoted(dialect, self.criterion.id.as_str())?;
        Ok(format!("CASE {} ELSE 'unknown' END AS {own}", arms.join(" ")))
    }

    /// Whether it stands in the way: NULL while that is open.
    fn holds(&self, dialect: Dialect) -> Result<Option<String>, SqlError> {
        let applies = self.truth(dialect, "applies", &self.applies)?;
        let requires = self.truth(dialect, "requires", &self.requires)?;
        Ok(match (applies, requires) {
            (Err(false), _) | (_, Err(true)) => None,
            (Err(true), Ok(requires)) => Some(requires),
            (Err(true), Err(false)) => Some("FALSE".into()),
            (Ok(applies), Ok(requires)) => Some(format!("(NOT {applies} OR {requires})")),
            (Ok(applies), Err(false)) => Some(format!("(NOT {applies})")),
        })
    }

    /// The points that count: those of a requirement reward it where above zero, and are for missing it below.
    fn counted(&self, dialect: Dialect) -> Result<Option<Number>, SqlError> {
        let Some(points) = self.points.as_ref() else {
            return Ok(None);
        };
        let column = quoted(dialect, &self.name("points"))?;
        let applies = match self.truth(dialect, "applies", &self.applies)? {
            Ok(applies) => format!("{applies} AND "),
            Err(_) => String::new(),
        };
        let nothing = "0";
        let sql = if self.criterion.require.is_none() {
            format!("CASE WHEN {applies}{column} IS NOT NULL THEN {column} ELSE {nothing} END")
        } else {
            let requires = match self.truth(dialect, "requires", &self.requires)? {
                Ok(requires) => requires,
                Err(true) => "TRUE".into(),
                Err(false) => "FALSE".into(),
            };
            format!(
                "CASE WHEN {applies}{requires} AND {column} > 0 THEN {column} WHEN {applies}NOT {requires} AND {column} < 0 THEN {column} ELSE {nothing} END"
            )
        };
        Ok(Some(points.with_sql(sql)))
    }
}

/// The columns that come out.
fn results(dialect: Dialect, parts: &[Part<'_>]) -> Result<Vec<String>, SqlError> {
    let name = |name: &str| quoted(dialect, name);
    let readable = name(READABLE)?;
    let verdicts = parts.iter().map(|part| name(part.criterion.id.as_str()));
    let mut columns = vec![
        name(ID)?,
        format!("{} AS {}", outcome(dialect, parts, &readable)?, name("outcome")?),
        format!("CASE WHEN {readable} THEN {} END AS {}", points(dialect, parts)?, name("points")?),
        format!(
            "CASE WHEN {readable} THEN {} END AS {}",
            points_open(dialect, parts)?,
            name("points_open")?
        ),
    ];
    columns.extend(verdicts.collect::<Result<Vec<_>, _>>()?);
    Ok(columns)
}

/// The outcome: a certain rejection first, then answers that are missing, then what a person must see.
fn outcome(dialect: Dialect, parts: &[Part<'_>], readable: &str) -> Result<String, SqlError> {
    let (mut rejects, mut asks, mut reviews) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts.iter().filter(|part| part.criterion.kind.decides()) {
        let Some(holds) = part.holds(dialect)? else {
            continue;
        };
        let own = quoted(dialect, part.criterion.id.as_str())?;
        let unmet = format!("{own} = 'unmet'");
        match part.criterion.on_unmet {
            OnUnmet::Reject => rejects.push(unmet),
            OnUnmet::Review => reviews.push(unmet),
        }
        let open = format!("{holds} IS NULL");
        if part.asks.is_some() {
            let waits = quoted(dialect, &part.name("asks"))?;
            asks.push(format!("({open} AND {waits})"));
            reviews.push(format!("({open} AND NOT {waits})"));
        } else {
            asks.push(format!("({open})"));
        }
    }
    let mut arms = vec![format!("WHEN NOT {readable} THEN 'unreadable'")];
    let kinds = [("rejected", rejects), ("needs_answers", asks), ("needs_review", reviews)];
    for (outcome, truths) in kinds.into_iter().filter(|(_, truths)| !truths.is_empty()) {
        arms.push(format!("WHEN {}\n      THEN '{outcome}'", truths.join("\n      OR ")));
    }
    Ok(format!("CASE\n    {}\n    ELSE 'accepted'\n  END", arms.join("\n    ")))
}

/// The points of all priorities that are known.
fn points(dialect: Dialect, parts: &[Part<'_>]) -> Result<String, SqlError> {
    let mut given = Vec::new();
    for part in parts {
        given.extend(part.counted(dialect)?);
    }
    // Added in pairs: each sum has one digit more than its parts, and so all have a few more only.
    while given.len() > 1 {
        let pairs = given.chunks(2).map(|pair| match pair {
            [a, b] => a.plus('+', b, dialect),
            rest => Ok(rest.first().cloned().unwrap_or_else(|| Number::unknown(dialect))),
        });
        given = pairs.collect::<Result<_, _>>().map_err(SqlError::Name)?;
    }
    let sum = given.first().and_then(Number::decimal).map_or("0", |sum| sum.sql.as_str());
    let kind = if dialect == Dialect::Postgres { "NUMERIC" } else { "DECIMAL" };
    Ok(format!("CAST({sum} AS {kind}({POINTS}))"))
}

/// Whether answers can still change the points.
fn points_open(dialect: Dialect, parts: &[Part<'_>]) -> Result<String, SqlError> {
    let priorities = parts.iter().filter(|part| part.criterion.kind == Kind::Priority);
    let open = priorities
        .map(|part| Ok(format!("{} = 'unknown'", quoted(dialect, part.criterion.id.as_str())?)));
    Ok(any_holds(open.collect::<Result<Vec<_>, SqlError>>()?))
}
