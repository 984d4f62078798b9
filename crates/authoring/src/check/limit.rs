//! # limit
//! A file, a list or an expression is larger than any rulebook needs. Reading stops, so that a
//! mistake such as a text that doubles itself cannot stall the machine.
