//! From the text of a rule folder to a checked rulebook, or to everything that is wrong with it.
//!
//! `author` runs the phases: *load* the settings, facts, figures, sources, tables and words; run
//! the rule files, which *declare* criteria as symbolic drafts; *compile* the drafts to the
//! rulebook's program, settling types and units; *check* the whole with lints. The only crate that
//! knows Rhai.

#[macro_use]
mod said;
mod cases;
mod check;
mod compile;
mod declare;
mod diagnostic;
mod draft;
mod fields;
mod layout;
mod load;
mod lower;
mod script_engine;
mod source;
mod symbols;
mod table;
mod written;

pub use cases::{Case, Expect};
pub use check::{LINTS, Lint};
pub use diagnostic::{Diagnostic, Severity};
pub use layout::lay_out;
pub use said::Said;
pub use source::{FOLDERS, MAX_RULE_BYTES, MAX_SOURCE_BYTES, Place, SourceSet};

use check::{Checked, lint};
use declare::Declarations;
use sangloc_rulebook::{Rulebook, Slot};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// What came of a rule folder.
#[derive(Clone, Debug)]
pub struct Authored {
    /// The rulebook; `None` when there is an error.
    pub rulebook: Option<Rulebook>,
    /// The golden cases.
    pub cases: Vec<Case>,
    /// All problems of all files, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Where everything is written; none of it is in the rulebook file.
    pub places: Places,
}

/// Where the parts of a rulebook are written.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Facts, figures, criteria and the like, such as `parameter min_green_area`.
    pub named: BTreeMap<String, Place>,
    /// For each criterion, the steps it was lowered to; a step that two criteria share has a place in
    /// each.
    pub steps: Vec<BTreeMap<Slot, Place>>,
}

/// What the phases make of the files.
struct Built {
    book: Rulebook,
    cases: Vec<Case>,
    places: Places,
}

/// Reads, compiles and checks a rule folder. Total: whatever is wrong becomes a diagnostic.
pub fn author(sources: &SourceSet) -> Authored {
    let mut diagnostics = Vec::new();
    let built = build(sources, &mut diagnostics);
    let mut seen = BTreeSet::new();
    diagnostics
        .retain(|found| seen.insert((found.place.clone(), found.lint, found.message.clone())));
    diagnostics.sort_by(|a, b| (a.severity, &a.place, a.lint).cmp(&(b.severity, &b.place, b.lint)));
    let diagnostics: Vec<_> =
        diagnostics.into_iter().map(|found| found.with_excerpt(sources)).collect();
    let failed = diagnostics.iter().any(|found| found.severity == Severity::Error);
    let Some(Built { book, cases, places }) = built else {
        return Authored {
            rulebook: None,
            cases: Vec::new(),
            diagnostics,
            places: Places::default(),
        };
    };
    Authored { rulebook: (!failed).then_some(book), cases, diagnostics, places }
}

fn build(sources: &SourceSet, diagnostics: &mut Vec<Diagnostic>) -> Option<Built> {
    let loaded = load::load(sources, diagnostics)?;
    let settings_failed = !diagnostics.is_empty();
    let declarations = Rc::new(Declarations::new(loaded.book.clone(), loaded.names, sources));
    let engine = script_engine::engine(&declarations);
    let scope = symbols::scope(&declarations);
    for (path, text) in sources.files_in("criteria", ".rhai") {
        if text.len() > MAX_RULE_BYTES {
            let found = written::too_large(sources, path, MAX_RULE_BYTES);
            diagnostics.push(found.hint(said!("one topic a file, under 200 lines")));
            declarations.mark_incomplete();
        } else {
            script_engine::run(&engine, &scope, &declarations, sources, path, text);
        }
    }
    diagnostics.extend(declarations.take_diagnostics());
    let mut book = loaded.book;
    let steps = compile::compile(&mut book, &declarations, diagnostics);
    if !declarations.is_incomplete() {
        compile::add_views(&mut book, &loaded.views, diagnostics);
    }
    let unread_rules = declarations.is_incomplete();
    diagnostics.retain(|found| !is_echo(found, &loaded.unread, unread_rules));
    let mut places = loaded.places;
    for draft in declarations.criteria.borrow().iter() {
        places.insert(format!("criterion {}", draft.id), draft.place.clone());
    }
    let unread = declarations.is_incomplete() || settings_failed;
    let unchecked_cases = if unread { Vec::new() } else { loaded.cases };
    let cases = cases::cases(sources, &book, unchecked_cases, diagnostics);
    let checked = Checked {
        book: &book,
        names: &declarations.names,
        cases: &cases,
        places: &places,
        sources,
    };
    check::figures(&checked, diagnostics);
    // A criterion that could not be read would make its facts, figures and words look unused.
    let sound = !unread
        && diagnostics
            .iter()
            .all(|found| found.severity == Severity::Warning || FIGURES_ONLY.contains(&found.lint));
    if sound {
        check::whole(&checked, diagnostics);
    }
    Some(Built { book, cases, places: Places { named: places, steps } })
}

/// Whether something is only called unknown because what declares it could not be read, which is
/// reported already.
fn is_echo(found: &Diagnostic, unread: &BTreeSet<String>, unread_rules: bool) -> bool {
    let said = |kind: &str, words: &dyn Fn(&str, &str) -> Said| {
        let names = unread.iter().filter_map(|entry| entry.strip_prefix(kind));
        names.map(str::trim_start).any(|name| {
            let (space, rest) = name.split_once('.').unwrap_or(("", name));
            name == "*" || found.message == words(space, rest)
        })
    };
    match found.lint {
        lint::UNKNOWN_FACT => {
            said("fact", &|space, name| said!("the {} has no fact `{}`", space, name))
                || said("column", &|space, name| {
                    said!("the table `{}` has no column `{}`", space, name)
                })
        }
        lint::UNKNOWN_PARAMETER => {
            said("parameter", &|_, name| said!("there is no figure `{}`", name))
        }
        lint::UNKNOWN_CITATION => {
            said("citation", &|_, name| said!("there is no citation `{}`", name))
        }
        lint::UNKNOWN_NAME => unread_rules && found.message.has_words("there is no criterion `{}`"),
        _ => false,
    }
}

/// Errors that hide no criterion from the other lints.
const FIGURES_ONLY: &[&str] = &[
    "period-gap",
    "period-overlap",
    "figure-in-criterion",
    "duplicate-id",
    "missing-remedy",
    "unknown-citation",
    "constant-requirement",
];
