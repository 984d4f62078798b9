//! The lints: one file each, whose first lines are its help page.
//!
//! Lints about names, types and units are raised where a file is read or lowered; those about the
//! rulebook as a whole run here, once it is there.

use crate::{Diagnostic, Place, SourceSet, cases::Case, load::Names};
use sangloc_rulebook::{Criterion, Operation, Rulebook};
use std::collections::{BTreeMap, BTreeSet};

macro_rules! lints {
    ($($constant:ident $module:ident $code:literal,)*) => {
        $(pub(crate) mod $module;)*

        /// The names of the lints.
        pub(crate) mod lint {
            $(pub(crate) const $constant: &str = $code;)*
        }

        /// Every lint with its help page.
        pub static LINTS: &[Lint] = &[
            $(Lint { code: $code, source: include_str!(concat!("check/", stringify!($module), ".rs")) },)*
        ];
    };
}

lints! {
    SYNTAX syntax "syntax",
    LIMIT limit "limit",
    UNKNOWN_NAME unknown_name "unknown-name",
    CRITERION_FIELD criterion_field "criterion-field",
    UNKNOWN_FACT unknown_fact "unknown-fact",
    UNKNOWN_PARAMETER unknown_parameter "unknown-parameter",
    UNKNOWN_CITATION unknown_citation "unknown-citation",
    UNKNOWN_CHOICE unknown_choice "unknown-choice",
    UNIT_MISMATCH unit_mismatch "unit-mismatch",
    TYPE_MISMATCH type_mismatch "type-mismatch",
    DUPLICATE_ID duplicate_id "duplicate-id",
    CIRCULAR_REFERENCE circular_reference "circular-reference",
    FIGURE_IN_CRITERION figure_in_criterion "figure-in-criterion",
    PERIOD_GAP period_gap "period-gap",
    PERIOD_OVERLAP period_overlap "period-overlap",
    CONSTANT_REQUIREMENT constant_requirement "constant-requirement",
    UNUSED_FACT unused_fact "unused-fact",
    UNUSED_PARAMETER unused_parameter "unused-parameter",
    MISSING_REMEDY missing_remedy "missing-remedy",
    MISSING_TRANSLATION missing_translation "missing-translation",
    UNKNOWN_TEXT unknown_text "unknown-text",
    FIGURE_IN_TEXT figure_in_text "figure-in-text",
    PLACEHOLDER_MISMATCH placeholder_mismatch "placeholder-mismatch",
    MISSING_CASE missing_case "missing-case",
}

/// A lint: its name and its help page.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// The name, such as `unknown-fact`.
    pub code: &'static str,
    source: &'static str,
}

impl Lint {
    /// The help page: the first lines of the lint's own file.
    pub fn help(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}

/// What the lints over the whole rulebook look at.
pub(crate) struct Checked<'a> {
    pub(crate) book: &'a Rulebook,
    pub(crate) names: &'a Names,
    pub(crate) cases: &'a [Case],
    pub(crate) places: &'a BTreeMap<String, Place>,
    pub(crate) sources: &'a SourceSet,
}

impl Checked<'_> {
    /// Where something is written, such as `fact project.land_area`.
    pub(crate) fn place(&self, what: &str) -> Place {
        let known = self.places.get(what).cloned();
        known.unwrap_or_else(|| self.sources.start_of("rulebook.toml"))
    }

    /// The operations that some criterion rests on.
    pub(crate) fn operations_in_use(&self) -> Vec<Operation> {
        let shown = self
            .book
            .indicators
            .iter()
            .flat_map(|indicator| [indicator.when, Some(indicator.quantity), indicator.points]);
        let judged = self.book.criteria.iter().flat_map(Criterion::roots);
        let slots = self.book.program.reachable(judged.chain(shown.flatten()));
        slots.into_iter().filter_map(|slot| self.book.program.step(slot).copied()).collect()
    }
}

/// Lints that hold for the figures alone.
pub(crate) fn figures(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    period_gap::check(checked, diagnostics);
    period_overlap::check(checked, diagnostics);
}

/// Lints that only make sense when every file was read.
pub(crate) fn whole(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    unused_fact::check(checked, diagnostics);
    unused_parameter::check(checked, diagnostics);
    let required = required_texts(checked);
    missing_translation::check(checked, &required, diagnostics);
    unknown_text::check(checked, &required, diagnostics);
    figure_in_text::check(checked, diagnostics);
    placeholder_mismatch::check(checked, diagnostics);
    missing_case::check(checked, diagnostics);
}

/// Keys of words, and where what they name is written.
pub(crate) type RequiredTexts = BTreeMap<String, String>;

/// The words that a rulebook must have in every language.
fn required_texts(checked: &Checked<'_>) -> RequiredTexts {
    let book = checked.book;
    let mut keys = BTreeMap::new();
    let mut add = |key: String, what: &str| {
        keys.insert(key, what.to_owned());
    };
    for part in ["title", "authority", "contact", "notice"] {
        add(format!("rulebook.{part}"), "");
    }
    for section in &book.sections {
        add(format!("sections.{section}"), "");
    }
    for fact in &book.facts {
        for part in ["label", "question"] {
            add(format!("facts.{}.{part}", fact.id), &format!("fact {}", fact.id));
        }
    }
    for list in &book.choice_lists {
        for member in &list.members {
            add(format!("choices.{}.{member}", list.id), "");
        }
    }
    for defined in &book.defined {
        add(format!("defined.{}", defined.id), "");
    }
    for unit in units_in_use(book) {
        add(format!("units.{unit}"), "");
    }
    for parameter in &book.parameters {
        add(format!("parameters.{}", parameter.id), &format!("parameter {}", parameter.id));
    }
    for operation in checked.operations_in_use() {
        if let Operation::Column(table, column) = operation
            && let Some(table) = book.table(table)
            && let Some(column) = table.columns.get(column.at())
        {
            add(format!("columns.{}.{}", table.id, column.id), "");
        }
    }
    for note in &book.notes {
        for part in ["title", "text"] {
            add(format!("notes.{}.{part}", note.id), "");
        }
    }
    for view in &book.views {
        let groups = view.groups.iter().map(|group| group.id.as_str());
        for part in groups.chain(["title"]) {
            add(format!("views.{}.{part}", view.id), "");
        }
    }
    for criterion in &book.criteria {
        for part in ["title", "remedy"] {
            add(format!("criteria.{}.{part}", criterion.id), "");
        }
    }
    keys
}

/// Every unit that people can see after a number.
fn units_in_use(book: &Rulebook) -> BTreeSet<String> {
    use sangloc_rulebook::{ParameterType, Unit};
    let facts = book.facts.iter().filter_map(|fact| fact.answer.unit().cloned());
    let figures = book.parameters.iter().filter_map(|parameter| match &parameter.kind {
        ParameterType::Number(unit) | ParameterType::Bands(unit) => Some(unit.clone()),
        _ => None,
    });
    let units = facts.chain(figures).filter(|unit| *unit != Unit::none());
    units.map(|unit| unit.to_string()).collect()
}
