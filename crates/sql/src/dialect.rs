//! How databases differ.

use crate::Problem;
use sangloc_rulebook::Decimal;
use std::fmt;

/// A database that the query is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB, from 1.1 on.
    DuckDb,
    /// PostgreSQL, from 14 on.
    Postgres,
    /// Spark SQL, from 3.4 on.
    Spark,
    /// Apache DataFusion, from 50 on.
    DataFusion,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DuckDb => "DuckDB",
            Self::Postgres => "PostgreSQL",
            Self::Spark => "Spark",
            Self::DataFusion => "DataFusion",
        })
    }
}

impl Dialect {
    /// What stands before a part of the query. PostgreSQL would otherwise write each expression again
    /// wherever its column is read.
    pub(crate) fn begins_a_part(self) -> &'static str {
        if self == Self::Postgres { "AS MATERIALIZED" } else { "AS" }
    }

    /// The digits of its decimals; `None`: as many as are needed.
    pub(crate) fn digits(self) -> Option<u32> {
        (self != Self::Postgres).then_some(38)
    }

    /// A name, quoted.
    pub(crate) fn name(self, name: &str) -> Result<String, Problem> {
        /// PostgreSQL cuts longer ones.
        const LONGEST: usize = 63;
        if self == Self::Postgres && name.len() > LONGEST {
            let name = plain(name)?.to_owned();
            return Err(Problem::LongName { name, dialect: self, most: LONGEST });
        }
        let quote = if self == Self::Spark { "`" } else { "\"" };
        Ok(format!("{quote}{}{quote}", plain(name)?.replace(quote, &quote.repeat(2))))
    }

    /// A text, quoted.
    pub(crate) fn text(self, text: &str) -> Result<String, Problem> {
        let quote = if self == Self::Spark { "\\'" } else { "''" };
        Ok(format!("'{}'", plain(text)?.replace('\'', quote)))
    }

    /// An exact number. DataFusion would take one with a point for a binary fraction.
    pub(crate) fn number(self, number: Decimal) -> String {
        match self {
            Self::DataFusion => {
                let (digits, scale) = (digits_before(number) + number.scale(), number.scale());
                format!("CAST('{number}' AS DECIMAL({digits}, {scale}))")
            }
            _ if number.is_sign_negative() => format!("({number})"),
            _ => number.to_string(),
        }
    }

    /// The type of numbers with so many digits before and behind the point.
    pub(crate) fn number_type(self, before: u32, behind: u32) -> String {
        match self {
            Self::Postgres => "NUMERIC".into(),
            _ => format!("DECIMAL({}, {behind})", before + behind),
        }
    }

    /// A number in a type that may be too small for it: then it is NULL.
    pub(crate) fn try_cast(self, number: &str, to: &str) -> String {
        match self {
            Self::Postgres => format!("CAST({number} AS {to})"),
            _ => format!("TRY_CAST({number} AS {to})"),
        }
    }

    /// The left side of a sum or product that may have more than 18 digits: DuckDB would otherwise go on in 64 bits.
    pub(crate) fn wide(self, number: &str, behind: u32, digits: u32) -> String {
        match self {
            Self::DuckDb if digits > 18 => format!("CAST({number} AS DECIMAL(38, {behind}))"),
            _ => number.to_owned(),
        }
    }

    /// The type of texts.
    pub(crate) fn text_type(self) -> &'static str {
        match self {
            Self::Spark => "STRING",
            Self::Postgres => "TEXT",
            _ => "VARCHAR",
        }
    }

    /// The type of lists of texts.
    pub(crate) fn list_type(self) -> &'static str {
        match self {
            Self::Spark => "ARRAY<STRING>",
            Self::Postgres => "TEXT[]",
            _ => "VARCHAR[]",
        }
    }

    /// A list of texts, each written already.
    pub(crate) fn list(self, texts: &[String]) -> String {
        let texts = texts.join(", ");
        let list = match self {
            Self::DuckDb => format!("[{texts}]"),
            Self::Spark => format!("array({texts})"),
            Self::Postgres => format!("ARRAY[{texts}]"),
            Self::DataFusion => format!("make_array({texts})"),
        };
        if texts.is_empty() || self == Self::Postgres {
            format!("CAST({list} AS {})", self.list_type())
        } else {
            list
        }
    }

    /// Whether two lists share a member; NULL where one is.
    pub(crate) fn any_of(self, found: &str, wanted: &str) -> String {
        match self {
            Self::DuckDb => format!("list_has_any({found}, {wanted})"),
            Self::Spark => format!("arrays_overlap({found}, {wanted})"),
            Self::Postgres => format!("({found} && {wanted})"),
            Self::DataFusion => format!("array_has_any({found}, {wanted})"),
        }
    }

    /// Whether the first list has every member of the second; NULL where one is.
    pub(crate) fn all_of(self, found: &str, wanted: &str) -> String {
        match self {
            Self::DuckDb => format!("list_has_all({found}, {wanted})"),
            Self::Spark => format!("(array_size(array_except({wanted}, {found})) = 0)"),
            Self::Postgres => format!("({found} @> {wanted})"),
            Self::DataFusion => format!("array_has_all({found}, {wanted})"),
        }
    }

    /// Whether every member of a list is one of these; a NULL among them is none.
    pub(crate) fn only_of(self, list: &str, members: &[String]) -> String {
        let only = self.all_of(&self.list(members), list);
        match self {
            // Its lists are compared without their NULLs.
            Self::DuckDb => format!("{only} AND list_count({list}) = len({list})"),
            _ => only,
        }
    }
}

/// The digits before the point, at least one.
pub(crate) fn digits_before(number: Decimal) -> u32 {
    let whole = number.trunc().mantissa().unsigned_abs();
    whole.checked_ilog10().map_or(1, |digits| digits + 1)
}

/// A text that every database takes as it stands between quotes; none of what escapes or ends a line, and no
/// `${`, in whose place Spark puts a setting.
fn plain(text: &str) -> Result<&str, Problem> {
    let is_plain = |letter: char| !letter.is_control() && !is_line_end(letter) && letter != '\\';
    if text.chars().all(is_plain) && !text.contains("${") {
        Ok(text)
    } else {
        Err(Problem::Unwritable(text.chars().filter(|letter| is_plain(*letter)).take(60).collect()))
    }
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}')
}

/// A comment of one line. Rule texts are anybody's: nothing in them ends the comment, goes on in the next
/// line (as `\` does in Spark), ends a statement, or stands for a setting.
pub(crate) fn comment(text: &str) -> String {
    let harmless = text.chars().map(|letter| match letter {
        ';' => ',',
        '\\' => '/',
        '$' | '*' => '·',
        letter if letter.is_control() || is_line_end(letter) => ' ',
        letter => letter,
    });
    format!("-- {}", harmless.collect::<String>().trim())
}
