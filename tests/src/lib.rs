//! Shared by the tests in this folder: the two rulebooks, a corpus of mistakes, random profiles, portfolio
//! files and an independent evaluator.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a fixture that is not there, or an oracle that does not understand, must stop the test"
)]

pub mod answer_columns;
pub mod corpus;
pub mod fixture;
pub mod floor;
pub mod neutral;
pub mod oracle;
pub mod portfolio_file;
pub mod profile_table;
pub mod random;
pub mod tiny;
