//! # missing-case
//! A criterion has no golden example in `cases/` that expects it to be met, unmet or unknown.
//!
//! Why: without one, nobody notices when a change turns the rule around. A priority without
//! `require` is met when it gives points.

use crate::{Diagnostic, check::{Checked, lint}};
use std::collections::HashSet;

pub(crate) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let findings = checked.cases.iter().flat_map(|case| &case.expect.findings);
    let expected: HashSet<(&str, &str)> = findings.map(|(id, verdict)| (id.as_str(), verdict.as_str())).collect();
    for criterion in &checked.book.criteria {
        let id = criterion.id.as_str();
        let is_missing = |verdict: &&str| !expected.contains(&(id, *verdict));
        let missing: Vec<&str> = ["met", "unmet", "unknown"].into_iter().filter(is_missing).collect();
        if !missing.is_empty() {
            let place = checked.place(&format!("criterion {id}"));
            let message = said!("no case expects `{}` to be any of: {}", id, missing.join(", "));
            diagnostics.push(Diagnostic::warning(lint::MISSING_CASE, place, message).hint(said!("add one under cases/")));
        }
    }
}
