//! What comes of a draft, in words and numbers that a page can show as they are.

use sangloc_authoring::{Authored, Case, Diagnostic, Severity, SourceSet};
use sangloc_rulebook::{Date, FactType, Language, Rulebook};
use sangloc_workshop::{DiffPhrases, Impact, RuleChanges, Shown, differences};
use serde::{Deserialize, Serialize};

/// What comes of a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// What is wrong with the files, by file and place.
    pub problems: Vec<Problem>,
    /// Whether there is a rulebook: no problem is an error.
    pub sound: bool,
    /// The cases; `None` without a rulebook.
    pub cases: Option<Cases>,
    /// Which rules changed since opening.
    pub rules: Vec<RuleShown>,
    /// What becomes of projects; `None` without a rulebook now or when it was opened.
    pub impact: Option<ImpactShown>,
    /// What can be written in rules.
    pub names: Vec<Name>,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Where in the line it begins, in UTF-16 units from 0.
    pub column: usize,
    /// How long it is, in UTF-16 units, at most to the end of the line.
    pub length: usize,
    /// Whether there is no rulebook because of it.
    pub is_error: bool,
    /// The check that found it.
    pub lint: String,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
}

/// How the cases come out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases {
    /// How many come out as written.
    pub passed: usize,
    /// Those that do not.
    pub failed: Vec<Broken>,
}

/// Something at a place of a file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// What it is about.
    pub title: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is otherwise.
    pub differs: Vec<String>,
}

/// A rule that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleShown {
    /// What changed, and from when.
    pub text: String,
    /// Each field before and after.
    pub fields: Vec<String>,
}

/// What becomes of projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactShown {
    /// The day whose law and figures apply.
    pub as_of: Date,
    /// That the projects are synthetic, where they are.
    pub origin: Option<String>,
    /// How many were judged.
    pub judged: usize,
    /// How many come out otherwise.
    pub changed: usize,
    /// From which outcome to which, and how many.
    pub outcomes: Vec<Group>,
    /// By which criterion, and how many.
    pub criteria: Vec<Group>,
    /// The first of the projects that come out otherwise.
    pub projects: Vec<ProjectShown>,
    /// The rows that could not be read, and why.
    pub skipped: Vec<Broken>,
}

/// Something, and for how many projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// In words.
    pub text: String,
    /// How many.
    pub count: usize,
}

/// A project that comes out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectShown {
    /// Its row in the file.
    pub row: usize,
    /// What it calls itself.
    pub name: String,
    /// The outcome before and after.
    pub outcome: String,
    /// The points before and after.
    pub points: String,
    /// Every criterion that stands otherwise.
    pub reasons: Vec<String>,
}

/// Something that can be written in rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// As it is written, such as `project.land_area`.
    pub name: String,
    /// What it means, for people.
    pub meaning: String,
    /// The list of choices or the type, such as `choice track`; the unit of a figure.
    pub kind: String,
}

/// The most projects that are shown one by one.
const MAX_SHOWN: usize = 100;

/// Diagnostics as the page marks them.
pub(crate) fn problems(
    authored: &Authored,
    sources: &SourceSet,
    language: &Language,
) -> Vec<Problem> {
    authored.diagnostics.iter().map(|found| problem(found, sources, language)).collect()
}

fn problem(found: &Diagnostic, sources: &SourceSet, language: &Language) -> Problem {
    let place = &found.place;
    let text = sources.text(&place.file).unwrap_or_default();
    let (start, end) = place.span;
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let width = |range: Option<&str>| range.map_or(0, |part| part.encode_utf16().count());
    let marked = text.get(start..end).and_then(|part| part.split(['\r', '\n']).next());
    Problem {
        file: place.file.clone(),
        line: place.line,
        column: width(text.get(line_start..start)),
        length: width(marked),
        is_error: found.severity == Severity::Error,
        lint: found.lint.to_owned(),
        message: found.message.in_language(&language.0),
        hint: found.hint.as_ref().map(|hint| hint.in_language(&language.0)).unwrap_or_default(),
    }
}

/// Runs the cases.
pub(crate) fn cases(rulebook: &Rulebook, cases: &[Case], language: &Language) -> Cases {
    let failed: Vec<Broken> = cases
        .iter()
        .filter_map(|case| {
            let differs = differences(rulebook, case);
            let differs: Vec<String> =
                differs.iter().map(|differs| differs.in_language(&language.0)).collect();
            let (title, place) = (case.title.clone(), &case.place);
            let (file, line) = (place.file.clone(), place.line);
            (!differs.is_empty()).then_some(Broken { title, file, line, differs })
        })
        .collect();
    Cases { passed: cases.len().saturating_sub(failed.len()), failed }
}

/// Which rules changed, a line each.
pub(crate) fn rules(shown: &Shown<'_>, rules: &RuleChanges) -> Vec<RuleShown> {
    let plain = |text: String| RuleShown { text, fields: Vec::new() };
    let figures = rules.figures.iter().map(|figure| {
        let label = if figure.label.is_empty() { &figure.id } else { &figure.label };
        plain(format!("{label}: {}", shown.figure(figure)))
    });
    let items = rules.items.iter().map(|item| {
        let fields = item.fields.iter();
        let fields =
            fields.map(|field| format!("{}: {} → {}", field.field, field.before, field.after));
        RuleShown { text: shown.item(item), fields: fields.collect() }
    });
    figures.chain(items).chain(shown.texts().map(plain)).collect()
}

/// What becomes of projects.
pub(crate) fn impact(shown: &Shown<'_>, impact: &Impact, as_of: Date) -> ImpactShown {
    let words = DiffPhrases::of(shown.language);
    let moved = impact.outcomes.iter().filter(|((before, after), _)| before != after);
    let outcomes = moved.map(|((before, after), count)| Group {
        text: format!("{} → {}", words.outcome_named(before), words.outcome_named(after)),
        count: *count,
    });
    let criteria = shown.by_criterion().into_iter().map(|(id, count)| Group {
        text: format!("{} {}", shown.code(id), shown.title(id)),
        count,
    });
    let projects = impact.changed.iter().take(MAX_SHOWN).map(|change| ProjectShown {
        row: change.row,
        name: change.name.clone(),
        outcome: shown.outcomes(change),
        points: shown.both_points(change),
        reasons: change.criteria.iter().map(|reason| shown.reason(reason)).collect(),
    });
    let skipped = impact.skipped.iter().take(MAX_SHOWN).map(|skipped| Broken {
        title: String::new(),
        file: String::new(),
        line: skipped.row,
        differs: skipped.problems.clone(),
    });
    ImpactShown {
        as_of,
        origin: shown.origin(),
        judged: impact.judged,
        changed: impact.changed.len(),
        outcomes: outcomes.collect(),
        criteria: criteria.collect(),
        projects: projects.collect(),
        skipped: skipped.collect(),
    }
}

/// What can be written in rules, for completion.
pub(crate) fn names(rulebook: &Rulebook, language: &Language) -> Vec<Name> {
    let meaning = |key: String| rulebook.text_if_any(language, &key).unwrap_or_default().to_owned();
    let facts = rulebook.facts.iter().map(|fact| {
        let list = match &fact.answer {
            FactType::Choice(list) | FactType::Choices(list) => {
                rulebook.choice_list(*list).map(|list| list.id.as_str()).unwrap_or_default()
            }
            _ => "",
        };
        let unit = fact.answer.unit().map(ToString::to_string).unwrap_or_default();
        Name {
            name: fact.id.to_string(),
            meaning: meaning(format!("facts.{}.label", fact.id)),
            kind: format!("{} {list}{unit}", fact.answer.name()).trim().to_owned(),
        }
    });
    let figures = rulebook.parameters.iter().map(|figure| Name {
        name: format!("params.{}", figure.id),
        meaning: meaning(format!("parameters.{}", figure.id)),
        kind: String::new(),
    });
    let columns = rulebook.tables.iter().flat_map(|table| {
        table.columns.iter().map(|column| Name {
            name: format!("{}.{}", table.id, column.id),
            meaning: meaning(format!("columns.{}.{}", table.id, column.id)),
            kind: String::new(),
        })
    });
    let sources = rulebook.citations.iter().map(|citation| Name {
        name: format!("\"{}\"", citation.id),
        meaning: citation.title.clone(),
        kind: String::new(),
    });
    facts.chain(figures).chain(columns).chain(sources).collect()
}
