//! A rulebook as one SQL query: from a table of profiles to outcome, points and a verdict a criterion.
//!
//! It is the program that judges a single profile, step by step written in the words of a database.
//! *Unknown* is SQL's own NULL: `AND`, `OR` and `NOT` treat it just as the program does. What is known
//! on the day before anything is answered (figures, what is law) is worked out by the program itself and
//! stands in the query as a value.
//!
//! Numbers are exact: sums and products of decimals whose digits are counted beforehand, and quotients are
//! never computed but multiplied out (`a / b >= c` is `a >= c * b`).

mod answers;
mod dialect;
mod lower;
mod number;
mod query;

pub use dialect::Dialect;
pub use query::{SqlError, Table, query};

/// Why a part of a rulebook cannot be written in a dialect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More digits than a decimal of the database has.
    #[error("a number in it may need {needed} digits, and {dialect} has {most}")]
    TooManyDigits {
        /// The most that the number can have.
        needed: u32,
        /// The database.
        dialect: Dialect,
        /// The most that it has.
        most: u32,
    },
    /// A text that would not come out as it is.
    #[error("`{0}` has a letter that not every database takes in a text or name")]
    Unwritable(String),
    /// A name that the database cuts.
    #[error("the name `{name}` is longer than the {most} bytes that {dialect} has for it")]
    LongName {
        /// The name.
        name: String,
        /// The database.
        dialect: Dialect,
        /// Its longest name.
        most: usize,
    },
    /// A query without end.
    #[error("written out, it has more than {0} parts")]
    TooLarge(usize),
    /// Parts in parts without end.
    #[error("its parts stand in each other more than {0} deep")]
    TooDeep(usize),
    /// Points that have no end of digits.
    #[error("its points are a quotient, which has no exact decimal")]
    QuotientOfPoints,
    /// A program that no rule file makes.
    #[error("its program does not fit together")]
    Malformed,
}
