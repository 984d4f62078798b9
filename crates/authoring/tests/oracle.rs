//! The rule files run by Rhai itself, with the values of a profile instead of stand-ins, must come to
//! the verdicts of the compiled program. Nothing of `compile` or `evaluate` is used here: operators
//! are three-valued functions on plain values, and `holds` is settled by running the files again.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a broken oracle must fail its test"
)]

use proptest::prelude::*;
use rhai::{Array, Dynamic, Engine, ImmutableString, Map, Scope};
use sangloc_authoring::{Severity, SourceSet, author};
use sangloc_rulebook::{
    Amount, Band, ChoiceSet, Date, Decimal, Fact, FactType, Parameter, ParameterType, Rulebook,
    Unit, Value, ValueType,
};
use sangloc_screening::{Answer, Profile, Verdict, evaluate};
use std::{cell::RefCell, collections::BTreeMap, path::Path, rc::Rc, sync::LazyLock};

#[path = "../../rules/src/folder.rs"]
mod folder;

/// A value while a rule file runs; choices go by name.
#[derive(Clone, Debug, PartialEq)]
enum Plain {
    Unknown,
    YesNo(bool),
    Number(Decimal, Unit),
    Names(Vec<String>),
    Bands(Vec<Band>, Unit),
    Date(Date),
}

#[derive(Clone)]
struct Space(String);

/// What a run of the files knows, and what it finds.
struct Run {
    values: BTreeMap<String, Plain>,
    rate: Decimal,
    as_of: Date,
    known: BTreeMap<String, Option<bool>>,
    found: RefCell<BTreeMap<String, (Verdict, Option<bool>)>>,
}

static SOURCES: LazyLock<SourceSet> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/quang-ninh");
    folder::read_folder(&folder).expect("the province's rule folder")
});

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let authored = author(&SOURCES);
    assert!(authored.diagnostics.iter().all(|found| found.severity != Severity::Error));
    authored.rulebook.expect("a rulebook")
});

fn truth(value: &Plain) -> Option<bool> {
    match value {
        Plain::YesNo(value) => Some(*value),
        Plain::Unknown => None,
        other => panic!("{other:?} is no condition"),
    }
}

fn maybe(value: Option<bool>) -> Plain {
    value.map_or(Plain::Unknown, Plain::YesNo)
}

fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(false) || b == Some(false) { Some(false) } else { a.zip(b).map(|_| true) }
}

fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(true) || b == Some(true) { Some(true) } else { a.zip(b).map(|_| false) }
}

fn plain(value: &Dynamic) -> Plain {
    if let Some(value) = value.clone().try_cast::<Plain>() {
        value
    } else if let Ok(value) = value.as_bool() {
        Plain::YesNo(value)
    } else if let Ok(value) = value.as_int() {
        Plain::Number(value.into(), Unit::none())
    } else if value.is_array() {
        let names: Array = value.clone().cast();
        Plain::Names(names.into_iter().map(|name| name.into_string().expect("a name")).collect())
    } else {
        Plain::Names(vec![value.clone().into_string().expect("a name")])
    }
}

/// The amount in another unit, computed from the sizes of the units alone.
fn in_unit(amount: Decimal, from: &Unit, to: &Unit, rate: Decimal) -> Decimal {
    if amount.is_zero() {
        return amount;
    }
    let conversion = from.conversion_to(to).unwrap_or_else(|| panic!("{from} against {to}"));
    let mut amount = amount * conversion.multiply / conversion.divide;
    for _ in 0..conversion.rate_power.unsigned_abs() {
        amount = if conversion.rate_power > 0 { amount * rate } else { amount / rate };
    }
    amount
}

fn ordering(a: &Plain, b: &Plain, rate: Decimal) -> Option<std::cmp::Ordering> {
    match (a, b) {
        // A bare 0 has no unit of its own.
        (Plain::Number(a, _), Plain::Number(b, _)) if b.is_zero() => Some(a.cmp(b)),
        (Plain::Number(a, x), Plain::Number(b, y)) => Some(in_unit(*a, x, y, rate).cmp(b)),
        (Plain::Date(a), Plain::Date(b)) => Some(a.cmp(b)),
        (Plain::Unknown, _) | (_, Plain::Unknown) => None,
        (a, b) => panic!("{a:?} against {b:?}"),
    }
}

fn same(a: &Plain, b: &Plain, rate: Decimal) -> Option<bool> {
    match (a, b) {
        (Plain::Names(a), Plain::Names(b)) => Some(a == b),
        (Plain::YesNo(a), Plain::YesNo(b)) => Some(a == b),
        _ => ordering(a, b, rate).map(std::cmp::Ordering::is_eq),
    }
}

fn arithmetic(name: &str, a: &Plain, b: &Plain, rate: Decimal) -> Plain {
    let (Plain::Number(a, x), Plain::Number(b, y)) = (a, b) else {
        return Plain::Unknown;
    };
    let known = |amount: Option<Decimal>, unit| {
        amount.map_or(Plain::Unknown, |amount| Plain::Number(amount, unit))
    };
    match name {
        "+" => known(a.checked_add(in_unit(*b, y, x, rate)), x.clone()),
        "-" => known(a.checked_sub(in_unit(*b, y, x, rate)), x.clone()),
        "*" => known(a.checked_mul(*b), x.times(y).expect("a unit")),
        _ => known(a.checked_div(*b), x.over(y).expect("a unit")),
    }
}

fn operate(run: &Run, name: &str, a: &Plain, b: &Plain) -> Plain {
    let names = |value: &Plain| match value {
        Plain::Names(names) => Some(names.clone()),
        Plain::Unknown => None,
        other => panic!("{other:?} is no set"),
    };
    let order = || ordering(a, b, run.rate);
    match name {
        "and" => maybe(and(truth(a), truth(b))),
        "or" => maybe(or(truth(a), truth(b))),
        "implies" => maybe(or(truth(a).map(|value| !value), truth(b))),
        "==" => maybe(same(a, b, run.rate)),
        "!=" => maybe(same(a, b, run.rate).map(|value| !value)),
        "<" => maybe(order().map(std::cmp::Ordering::is_lt)),
        "<=" => maybe(order().map(std::cmp::Ordering::is_le)),
        ">" => maybe(order().map(std::cmp::Ordering::is_gt)),
        ">=" => maybe(order().map(std::cmp::Ordering::is_ge)),
        "any_of" => {
            maybe(names(a).zip(names(b)).map(|(a, b)| a.iter().any(|name| b.contains(name))))
        }
        "all_of" => {
            maybe(names(a).zip(names(b)).map(|(a, b)| b.iter().all(|name| a.contains(name))))
        }
        "bands" => match (a, b) {
            (Plain::Number(amount, unit), Plain::Bands(bands, target)) => {
                let amount = in_unit(*amount, unit, target, run.rate);
                let reached = bands.iter().filter(|band| amount >= band.at_least);
                Plain::Number(
                    reached.map(|band| band.points).next_back().unwrap_or_default(),
                    Unit::none(),
                )
            }
            _ => Plain::Unknown,
        },
        _ => arithmetic(name, a, b, run.rate),
    }
}

fn engine(run: &Rc<Run>) -> Engine {
    let mut engine = Engine::new_raw();
    engine.set_fast_operators(false).set_max_expr_depths(64);
    for (word, precedence) in [("and", 60), ("or", 30)] {
        engine.register_custom_operator(word, precedence).expect("a new operator");
    }
    let here = Rc::clone(run);
    engine.register_indexer_get(move |space: &mut Space, name: ImmutableString| {
        here.values.get(&format!("{}.{name}", space.0)).cloned().unwrap_or(Plain::Unknown)
    });
    let names = [
        "and", "or", "implies", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "any_of",
        "all_of", "bands",
    ];
    for name in names {
        let here = Rc::clone(run);
        engine.register_fn(name, move |a: Plain, b: Dynamic| operate(&here, name, &a, &plain(&b)));
        let here = Rc::clone(run);
        engine.register_fn(name, move |a: Dynamic, b: Plain| operate(&here, name, &plain(&a), &b));
        let here = Rc::clone(run);
        engine.register_fn(name, move |a: Plain, b: Plain| operate(&here, name, &a, &b));
    }
    let here = Rc::clone(run);
    engine.register_fn("contains", move |list: Dynamic, item: Dynamic| {
        operate(&here, "any_of", &plain(&item), &plain(&list))
    });
    engine.register_fn("not", |a: Dynamic| maybe(truth(&plain(&a)).map(|value| !value)));
    engine.register_fn("choose", |condition: Plain, a: Dynamic, b: Dynamic| {
        match truth(&condition) {
            Some(true) => plain(&a),
            Some(false) => plain(&b),
            None if plain(&a) == plain(&b) => plain(&a),
            None => Plain::Unknown,
        }
    });
    engine.register_fn("note", |_: ImmutableString, _: Map| {});
    engine.register_fn("indicator", |_: ImmutableString, _: Map| {});
    engine.register_fn("define", |_: ImmutableString, value: Dynamic| value);
    let here = Rc::clone(run);
    engine.register_fn("holds", move |id: ImmutableString| {
        maybe(here.known.get(id.as_str()).copied().flatten())
    });
    let here = Rc::clone(run);
    engine.register_fn("criterion", move |id: ImmutableString, fields: Map| {
        here.found.borrow_mut().insert(id.to_string(), judge(&fields, here.as_of));
    });
    engine
}

/// A rule is law from its first day to its last, both included.
fn is_law(fields: &Map, as_of: Date) -> bool {
    let day = |name: &str| -> Option<Date> {
        let text = fields.get(name)?.clone().into_string().expect("a text");
        Some(text.parse().expect("a day"))
    };
    day("from").is_none_or(|from| from <= as_of) && day("to").is_none_or(|to| as_of <= to)
}

fn judge(fields: &Map, as_of: Date) -> (Verdict, Option<bool>) {
    let field = |name: &str| fields.get(name).map(plain);
    let when = field("when").map_or(Some(true), |value| truth(&value));
    let when = and(Some(is_law(fields, as_of)), when);
    let require = match (field("require"), field("points")) {
        (Some(require), _) => truth(&require),
        (None, Some(Plain::Number(points, _))) => Some(points > Decimal::ZERO),
        _ => None,
    };
    let verdict = match (when, require) {
        (Some(false), _) => Verdict::NotApplicable,
        (Some(true), Some(true)) => Verdict::Met,
        (Some(true), Some(false)) => Verdict::Unmet,
        _ => Verdict::Unknown,
    };
    (verdict, or(when.map(|value| !value), require))
}

/// Runs all files until no verdict changes any more: `holds` reads the run before.
fn verdicts(book: &Rulebook, profile: &Profile, as_of: Date) -> BTreeMap<String, Verdict> {
    let rate = match book
        .parameter(book.exchange_rate)
        .and_then(|rate| rate.in_force(as_of))
        .map(|dated| &dated.amount)
    {
        Some(Amount::Number(rate)) => *rate,
        other => panic!("no exchange rate: {other:?}"),
    };
    let mut known = BTreeMap::new();
    loop {
        let run = Rc::new(Run {
            values: values(book, profile, as_of),
            rate,
            as_of,
            known: known.clone(),
            found: RefCell::default(),
        });
        let engine = engine(&run);
        for (path, text) in SOURCES.iter().filter(|(path, _)| path.starts_with("criteria/")) {
            engine
                .run_with_scope(&mut scope(book, as_of), text)
                .unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        let found = run.found.borrow().clone();
        let now: BTreeMap<String, Option<bool>> =
            found.iter().map(|(id, (_, holds))| (id.clone(), *holds)).collect();
        if now == known {
            return found.into_iter().map(|(id, (verdict, _))| (id, verdict)).collect();
        }
        known = now;
    }
}

fn scope(book: &Rulebook, as_of: Date) -> Scope<'static> {
    let mut scope = Scope::new();
    let spaces = book
        .facts
        .iter()
        .map(|fact| fact.id.namespace())
        .chain(book.tables.iter().map(|table| table.id.as_str()));
    for space in spaces.chain(["params"]).collect::<std::collections::BTreeSet<_>>() {
        scope.push(space, Space(space.to_owned()));
    }
    for word in [
        "EXCLUSION",
        "MANDATORY",
        "PRIORITY",
        "INCENTIVE",
        "ADVISORY",
        "REJECT",
        "REVIEW",
        "STATED",
        "DERIVED",
        "STATED_DERIVED",
    ] {
        scope.push(word, ImmutableString::from(word));
    }
    scope.push("as_of", Plain::Date(as_of));
    scope
}

/// Every fact, cell and figure by the name rules give it; what is missing is unknown.
fn values(book: &Rulebook, profile: &Profile, as_of: Date) -> BTreeMap<String, Plain> {
    let mut values = BTreeMap::new();
    for (place, fact) in (0u16..).zip(&book.facts) {
        if let Some(answer) = profile.answer(sangloc_rulebook::FactIndex(place)) {
            values.insert(fact.id.to_string(), answer_value(book, fact, answer));
        }
    }
    for table in &book.tables {
        let Some(Answer::Row(row)) = profile.answer(table.answer) else {
            continue;
        };
        let cells = &table.rows[usize::from(*row)].cells;
        for (column, cell) in table.columns.iter().zip(cells) {
            if let Some(cell) = cell {
                values.insert(
                    format!("{}.{}", table.id, column.id),
                    cell_value(book, *cell, &column.cell),
                );
            }
        }
    }
    for parameter in &book.parameters {
        if let Some(dated) = parameter.in_force(as_of) {
            values.insert(
                format!("params.{}", parameter.id),
                figure_value(book, parameter, &dated.amount),
            );
        }
    }
    values
}

fn names(book: &Rulebook, list: sangloc_rulebook::ChoiceListIndex, set: ChoiceSet) -> Plain {
    let members = &book.choice_list(list).expect("a list").members;
    Plain::Names(set.places().map(|place| members[usize::from(place)].clone()).collect())
}

fn answer_value(book: &Rulebook, fact: &Fact, answer: &Answer) -> Plain {
    match (&fact.answer, answer) {
        (_, Answer::YesNo(value)) => Plain::YesNo(*value),
        (_, Answer::Number(amount, unit)) => Plain::Number(*amount, unit.clone()),
        (_, Answer::Date(date)) => Plain::Date(*date),
        (FactType::Choice(list), Answer::Choice(place)) => {
            names(book, *list, ChoiceSet::of([*place]))
        }
        (FactType::Choices(list), Answer::Choices(set)) => names(book, *list, *set),
        _ => Plain::Unknown,
    }
}

fn cell_value(book: &Rulebook, cell: Value, kind: &ValueType) -> Plain {
    match (cell, kind) {
        (Value::YesNo(value), _) => Plain::YesNo(value),
        (Value::Number(amount), ValueType::Number(unit)) => Plain::Number(amount, unit.clone()),
        (Value::Choice(place), ValueType::Choice(list)) => {
            names(book, *list, ChoiceSet::of([place]))
        }
        (Value::Choices(set), ValueType::Choices(list)) => names(book, *list, set),
        other => panic!("{other:?}"),
    }
}

fn figure_value(book: &Rulebook, parameter: &Parameter, amount: &Amount) -> Plain {
    match (&parameter.kind, amount) {
        (ParameterType::Number(unit), Amount::Number(amount)) => {
            Plain::Number(*amount, unit.clone())
        }
        (ParameterType::Bands(unit), Amount::Bands(bands)) => {
            Plain::Bands(bands.clone(), unit.clone())
        }
        (ParameterType::Choice(list), Amount::Choice(place)) => {
            names(book, *list, ChoiceSet::of([*place]))
        }
        (ParameterType::Choices(list), Amount::Choices(set)) => names(book, *list, *set),
        other => panic!("{other:?}"),
    }
}

/// A profile in which each fact is answered or not, from two random numbers a fact.
fn profile_from(book: &Rulebook, seeds: &[(u8, u32)]) -> Profile {
    let mut profile = Profile::empty(book);
    for (place, (fact, (skip, seed))) in (0u16..).zip(book.facts.iter().zip(seeds)) {
        if skip % 4 == 0 {
            continue;
        }
        let answer = random_answer(book, fact, *seed);
        profile.set(book, sangloc_rulebook::FactIndex(place), answer).expect("an answer that fits");
    }
    profile
}

fn random_answer(book: &Rulebook, fact: &Fact, seed: u32) -> Option<Answer> {
    let pick = |length: usize| u16::try_from(seed as usize % length.max(1)).unwrap_or_default();
    let members = |list| {
        book.choice_list(list).map_or(0, |list: &sangloc_rulebook::ChoiceList| list.members.len())
    };
    Some(match &fact.answer {
        FactType::YesNo => Answer::YesNo(seed.is_multiple_of(2)),
        FactType::Choice(list) => Answer::Choice(pick(members(*list))),
        // Mostly none, else one or two.
        FactType::Choices(list) if !seed.is_multiple_of(3) => {
            Answer::Choices(ChoiceSet::of([pick(members(*list)), pick(members(*list) / 2)]))
        }
        FactType::Choices(_) => Answer::Choices(ChoiceSet::default()),
        FactType::Code(table) => Answer::Row(pick(book.table(*table)?.rows.len())),
        FactType::Whole(unit) | FactType::Decimal(unit) | FactType::Money(unit) => {
            // Near the figures that rules use: small numbers, round ones, now and then large.
            let number = Decimal::from(
                [seed % 12, seed % 101, (seed % 60) * 10, seed % 7_000][seed as usize / 7 % 4],
            );
            let highest = fact.max.unwrap_or(Decimal::MAX);
            Answer::Number(number.max(fact.min.unwrap_or_default()).min(highest), unit.clone())
        }
        FactType::Date | FactType::Text => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn compiled_rules_agree_with_the_rules_as_run_by_rhai(
        seeds in prop::collection::vec(any::<(u8, u32)>(), 100),
        on_track in 0u32..6,
        earlier: bool,
    ) {
        let book = &*RULEBOOK;
        let mut seeds = seeds;
        // The first fact is the track: most criteria apply to the first one.
        seeds[0] = (1, on_track.saturating_sub(2));
        let profile = profile_from(book, &seeds);
        let as_of = if earlier { "2025-06-30" } else { "2026-11-22" }.parse().expect("a day");
        let expected = verdicts(book, &profile, as_of);
        let decision = evaluate(book, &profile, as_of);
        for (finding, criterion) in decision.findings.iter().zip(&book.criteria) {
            prop_assert_eq!(
                Some(&finding.verdict), expected.get(criterion.id.as_str()),
                "{} in {}", criterion.id, profile.to_json(book)
            );
        }
    }
}
