//! The neutral rulebook in the languages of what people would use instead, beside our own engine: the same
//! verdicts of every profile first, then what they take.

mod answers;
mod cel;
mod columns;
mod engine;
pub mod field;
mod hand;
mod measure;
mod ours;
mod rego;
mod rhai;
pub mod table;
mod text;
mod zen;

pub use columns::tables;
pub use measure::{allocations, names, once, prove, times};
