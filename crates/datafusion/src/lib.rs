//! Decisions as a table function of DataFusion:
//!
//! ```sql
//! SELECT outcome, count(*) FROM screening('profiles', DATE '2026-11-22') GROUP BY outcome
//! ```
//!
//! [`Screening`] is the function: a table of profiles and a day give a row a profile, with `id`, `outcome`, `points`,
//! `points_open`, and the verdict on each criterion in a column of its name. [`ScreeningExec`] judges the record
//! batches of each partition as they come, and keeps none; [`ScreeningCodec`] carries it to other machines.

mod codec;
mod function;
mod judge;
mod plan;

pub use codec::ScreeningCodec;
pub use function::{NAME, Screening};
pub use plan::ScreeningExec;
