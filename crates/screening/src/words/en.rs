//! English.

use super::Words;

pub(super) const WORDS: Words = Words {
    yes: "Yes",
    no: "No",
    none: "none",
    met: "Met",
    unmet: "Not met",
    group: ',',
    decimal: '.',
    day_first: false,
    equal: "must equal",
    not_equal: "must differ from",
    below: "must be below",
    at_most: "at most",
    above: "must be above",
    at_least: "at least",
    is: "must be",
    is_not: "must not be",
    any_of: "must have at least one of",
    none_of: "must have none of",
    all_of: "must have all of",
    not_all_of: "must not have all of",
    bands: "points by band:",
    no_figure: "No figure is in force on the day of the decision: {}",
    not_in_table: "The authority has not entered this yet: {}",
    not_computable: "Cannot be computed: {}",
    band: "from {}: {} points",
};
