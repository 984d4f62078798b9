//! # criterion-field
//! A field of `criterion(…)` is missing, misspelt or takes another kind of value. The fields are
//! listed in `rules/REFERENCE.md`.
