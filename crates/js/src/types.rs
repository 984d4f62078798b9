//! The package's TypeScript: the types of options, results and errors as Rust has them, and of profiles as the rulebook
//! asks for them.

use crate::{
    DecisionRecord, Verified,
    failure::{ErrorCode, ScreeningProblem},
    options::{AskOptions, GuideOptions, LawOptions, LoadOptions, WordsOptions},
};
use sangloc_rulebook::{Fact, FactType, Language, Rulebook, Unit};
use sangloc_screening::{GuideReport, QuestionReport, Report, WaysReport, allowed_units};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};
use ts_rs::{Config, TS, TypeVisitor};

/// What is the same for every rulebook, and has no type in Rust.
const PLAIN: &str = "\
/** A number with as many digits as it needs; `bigint` for whole numbers of more than 15. */
export type Digits = number | bigint;

/** A number in the fact's own unit, or with a unit of its own. */
export type Amount<Unit extends string> = Digits | { amount: Digits; unit?: Unit };

/** What every call throws (a promise of one is refused with) when it is given something wrong. */
export interface ScreeningError extends Error {
  name: 'ScreeningError';
  /** What is wrong first. */
  code: ErrorCode;
  /** Where, such as `profile.project.land_area`. */
  path: string;
  /** All that is wrong, the first included; at most a hundred. */
  problems: ScreeningProblem[];
}

/** Decides one project after the other by the law of one day, without saying why. */
export interface Sieve {
  /** The day. */
  readonly as_of: Day;
  /** The criteria in the order of findings. */
  readonly criteria: readonly string[];
  /** What becomes of a project by what is answered so far. */
  decide(profile: Profile): Summary;
  /** Gives its memory back. */
  free(): void;
}

/** What becomes of a project, without what it rests on: `decide` of the rulebook says why. */
export interface Summary {
  /** What the deciding criteria come to. */
  outcome: Outcome;
  /** The points of all priorities that are known. */
  points: number;
  /** Whether priorities are still open, so that the points can change. */
  points_open: boolean;
  /** One a criterion, in the order of the rulebook. */
  findings: BriefFinding[];
}

/** What became of one criterion. */
export interface BriefFinding {
  /** The criterion's name in the rule files. */
  id: string;
  /** What became of it. */
  verdict: Verdict;
  /** Whether it stands in the way: false for certain, null when it may. */
  holds: boolean | null;
  /** The points it gives; null where it gives none, or they are open. */
  points: number | null;
  /** Whether answers are missing that leave it open. */
  needs_answers: boolean;
}
";

/// The declarations that go with a rulebook.
pub fn declarations(rulebook: &Rulebook) -> String {
    let mut rust = Declared { config: Config::new(), types: BTreeMap::new() };
    // Rust takes any tag; this rulebook has words in just these.
    rust.types.insert("Language".to_owned(), languages(rulebook));
    rust.with::<LoadOptions>();
    rust.with::<WordsOptions>();
    rust.with::<LawOptions>();
    rust.with::<AskOptions>();
    rust.with::<GuideOptions>();
    rust.with::<Report>();
    rust.with::<WaysReport>();
    rust.with::<GuideReport>();
    rust.with::<QuestionReport>();
    rust.with::<DecisionRecord>();
    rust.with::<Verified>();
    rust.with::<ErrorCode>();
    rust.with::<ScreeningProblem>();
    let rust: Vec<String> = rust.types.into_values().collect();
    let (id, version) = (&rulebook.id, &rulebook.version);
    let head = format!("// Generated for rulebook {id} {version}: do not edit.\n");
    [head, PLAIN.to_owned(), names(rulebook), profile(rulebook), rust.join("\n")].join("\n")
}

/// Types of Rust and all that they are made of, by name.
struct Declared {
    config: Config,
    types: BTreeMap<String, String>,
}

impl Declared {
    fn with<T: TS + 'static>(&mut self) {
        self.visit::<T>();
    }
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // What is built into TypeScript has no file of its own.
        let name = T::ident(&self.config);
        if T::output_path().is_none() || self.types.contains_key(&name) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        self.types.insert(name, format!("{docs}export {}\n", T::decl(&self.config)));
        T::visit_dependencies(self);
    }
}

fn languages(rulebook: &Rulebook) -> String {
    let tags = union(rulebook.languages.iter().map(|language| language.0.as_str()));
    format!(
        "/** The languages that the rulebook has words in. */\nexport type Language = {tags};\n"
    )
}

/// What may be named: facts, the members of lists, the keys of tables.
fn names(rulebook: &Rulebook) -> String {
    let facts = rulebook.facts.iter().map(|fact| fact.id.as_str());
    let mut text = format!("/** What may be asked. */\nexport type FactId = {};\n", union(facts));
    let lists = rulebook.choice_lists.iter();
    let lists =
        lists.map(|list| (list.id.as_str(), union(list.members.iter().map(String::as_str))));
    let tables = rulebook.tables.iter();
    let tables = tables
        .map(|table| (table.id.as_str(), union(table.rows.iter().map(|row| row.key.as_str()))));
    text += &interface("Choices", "The members of lists of choices, by list.", lists);
    text += &interface("Keys", "The keys of tables, by table.", tables);
    text
}

fn interface<'a>(
    name: &str,
    about: &str,
    members: impl Iterator<Item = (&'a str, String)>,
) -> String {
    let members: String =
        members.map(|(name, members)| format!("  {}: {members};\n", quoted(name))).collect();
    format!("\n/** {about} */\nexport interface {name} {{\n{members}}}\n")
}

fn profile(rulebook: &Rulebook) -> String {
    let mut text = "/** What is answered so far, by namespace and name; what is left out or null is unknown. */\n\
        export interface Profile {\n"
        .to_owned();
    let mut seen = BTreeSet::new();
    let namespaces = rulebook.facts.iter().map(|fact| fact.id.namespace());
    for namespace in namespaces.filter(|namespace| seen.insert(*namespace)) {
        let own = rulebook.facts.iter().filter(|fact| fact.id.namespace() == namespace);
        let facts: String = own.map(|fact| member(rulebook, fact)).collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "  {}?: {{\n{facts}  }} | null;\n", quoted(namespace));
    }
    text + "}\n"
}

/// A fact with its question, as a member of its namespace.
fn member(rulebook: &Rulebook, fact: &Fact) -> String {
    let english = Language("en".to_owned());
    let question =
        rulebook.text_if_any(&english, &format!("facts.{}.question", fact.id)).unwrap_or_default();
    let question = question.replace("*/", "* /").replace('\n', " ");
    let (name, answer) = (quoted(fact.id.name()), answer(rulebook, fact));
    format!("    /** {question} */\n    {name}?: {answer} | null;\n")
}

fn answer(rulebook: &Rulebook, fact: &Fact) -> String {
    let list = |index| {
        rulebook
            .choice_list(index)
            .map_or("never".to_owned(), |list| format!("Choices[{}]", quoted(&list.id)))
    };
    match &fact.answer {
        FactType::YesNo => "boolean".to_owned(),
        FactType::Choice(index) => list(*index),
        FactType::Choices(index) => format!("{}[]", list(*index)),
        FactType::Code(index) => {
            let table = rulebook.table(*index);
            table.map_or("never".to_owned(), |table| format!("Keys[{}]", quoted(&table.id)))
        }
        FactType::Date => "Day".to_owned(),
        FactType::Text => "string".to_owned(),
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
            let units: Vec<String> = allowed_units(fact).iter().map(Unit::to_string).collect();
            format!("Amount<{}>", union(units.iter().map(String::as_str)))
        }
    }
}

fn union<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(quoted).collect();
    if names.is_empty() { "never".to_owned() } else { names.join(" | ") }
}

/// A text as TypeScript quotes it, which is as JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
