//! # unknown-name
//! A word that is neither a `let` of this file nor part of the rule language, or a criterion that
//! does not exist.
//!
//! Facts are written with their namespace (`project.land_area`), figures as `params.name`.
