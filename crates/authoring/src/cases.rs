//! Golden cases: what a profile must come to.

use crate::{
    Diagnostic, Place, Said,
    check::lint,
    written::{CaseWritten, Entry},
};
use sangloc_rulebook::{Date, Decimal, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

/// A golden case. Who runs it, and how, is not this crate's business.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it shows, as a sentence.
    pub title: String,
    /// Where it is written.
    pub place: Place,
    /// The day of the decision.
    pub as_of: Date,
    /// The answers, as a profile file has them.
    pub profile: serde_json::Value,
    /// What must come out.
    pub expect: Expect,
}

/// What a case expects; what it does not name, it does not look at.
#[derive(Clone, Debug)]
pub struct Expect {
    /// The outcome by name.
    pub outcome: Option<String>,
    /// Verdicts by criterion.
    pub findings: BTreeMap<String, String>,
    /// Points by criterion or indicator.
    pub points: BTreeMap<String, Decimal>,
}

const OUTCOMES: [&str; 4] = ["accepted", "rejected", "needs_review", "needs_answers"];
const VERDICTS: [&str; 4] = ["met", "unmet", "unknown", "not_applicable"];

/// Checks the names in the cases, and makes them plain values.
pub(crate) fn cases(
    sources: &crate::SourceSet,
    book: &Rulebook,
    written: Vec<Entry<CaseWritten>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    let criteria: BTreeSet<&str> =
        book.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let indicators = book.indicators.iter().map(|indicator| indicator.id.as_str());
    let with_points: BTreeSet<&str> = criteria.iter().copied().chain(indicators).collect();
    let (outcomes, verdicts) = (OUTCOMES.into(), VERDICTS.into());
    written
        .into_iter()
        .map(|entry| {
            let path = entry.name.split('#').next().unwrap_or_default().to_owned();
            let mut check = |known: &BTreeSet<&str>, what: Said, name: &toml::Spanned<String>| {
                if !known.contains(name.get_ref().as_str()) {
                    let place = sources.place(&path, name.span());
                    let text = Said::Text(name.get_ref().clone());
                    let message = Said::Words("there is no {} `{}`", vec![what, text]);
                    let diagnostic = Diagnostic::error(lint::UNKNOWN_CHOICE, place, message);
                    diagnostics
                        .push(diagnostic.hint_nearest(name.get_ref(), known.iter().copied()));
                }
            };
            let expect = entry.value.expect;
            expect.outcome.iter().for_each(|name| check(&outcomes, said!("outcome"), name));
            for (id, verdict) in &expect.findings {
                check(&criteria, said!("criterion"), id);
                check(&verdicts, said!("verdict"), verdict);
            }
            expect
                .points
                .keys()
                .for_each(|id| check(&with_points, said!("criterion or indicator"), id));
            let mut profile = entry.value.profile;
            dates_as_text(&mut profile);
            Case {
                title: entry.value.title,
                place: entry.place,
                as_of: entry.value.as_of.0,
                profile,
                expect: Expect {
                    outcome: expect.outcome.map(toml::Spanned::into_inner),
                    findings: expect
                        .findings
                        .into_iter()
                        .map(|(id, verdict)| (id.into_inner(), verdict.into_inner()))
                        .collect(),
                    points: expect
                        .points
                        .into_iter()
                        .map(|(id, points)| (id.into_inner(), points.0))
                        .collect(),
                },
            }
        })
        .collect()
}

/// TOML has dates; a profile has them as text.
fn dates_as_text(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(date) = fields.get("$__toml_private_datetime").cloned() {
                *value = date;
            } else {
                fields.values_mut().for_each(dates_as_text);
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(dates_as_text),
        _ => {}
    }
}
