//! # syntax
//! The file cannot be read as it is: a quote or bracket is missing, a key is unknown or of the
//! wrong type, or the rule language has no such word.
//!
//! Rules are expressions. Write `and`, `or`, `not(…)`, `implies(…, …)` and `choose(…, …, …)`
//! instead of `&&`, `||`, `!` and `if`.
