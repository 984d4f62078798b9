//! Many profiles by one law: answers cross as a list of numbers, and so do findings in brief.
//!
//! To look into an object from here costs more than to decide by it. So `sieve.js` reads the answers that are as they
//! mostly are; whatever else it meets is read here, with suspicion ([`crate::plain`]), and told where it is wrong.

use crate::to_js;
use sangloc_rulebook::{ChoiceSet, Date, Decimal, Fact, FactIndex, FactType, Rulebook, Unit};
use sangloc_screening::{Answer, Law, Outcome, Profile, Summary, Verdict, allowed_units, choices};
use self_cell::self_cell;
use serde::Serialize;
use std::{ops::Range, rc::Rc};
use wasm_bindgen::prelude::*;

/// What `sieve.js` makes its results of, by their numbers, which are those of the types.
const OUTCOMES: [Outcome; 4] =
    [Outcome::Accepted, Outcome::Rejected, Outcome::NeedsReview, Outcome::NeedsAnswers];
const VERDICTS: [Verdict; 4] =
    [Verdict::Met, Verdict::Unmet, Verdict::Unknown, Verdict::NotApplicable];

#[wasm_bindgen(module = "/src/sieve.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeSieve)]
    fn make_sieve(program: SieveProgram, layout: JsValue) -> JsValue;
}

type Sieve<'a> = sangloc_screening::Sieve<'a>;

self_cell!(
    /// A sieve with the rulebook it is of.
    struct Judge {
        owner: Rc<Rulebook>,

        #[not_covariant]
        dependent: Sieve,
    }
);

/// Where everything stands in the list of numbers.
#[derive(Serialize)]
struct Layout<'a> {
    as_of: Date,
    /// How long the list is.
    lanes: usize,
    namespaces: Vec<Namespace<'a>>,
    /// Where results begin: outcome, points, whether they are open; then a code and points a criterion.
    results: usize,
    criteria: Vec<&'a str>,
    outcomes: [Outcome; 4],
    verdicts: [Verdict; 4],
}

#[derive(Serialize)]
struct Namespace<'a> {
    name: &'a str,
    facts: Vec<Place<'a>>,
}

/// Where an answer stands.
#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    kind: &'static str,
    /// Its first number; not a number where there is no answer.
    lane: usize,
    /// The names of its choices, or of its units.
    choices: Vec<String>,
}

/// What `sieve.js` calls.
#[wasm_bindgen(skip_typescript)]
pub struct SieveProgram {
    judge: Judge,
    /// Of the profile before, until it is filled anew.
    profile: Profile,
    /// The numbers of each fact, and the units its answers may have.
    places: Vec<(Range<usize>, Vec<Unit>)>,
    results: usize,
}

pub(crate) fn make(rulebook: &Rc<Rulebook>, as_of: Date) -> Result<JsValue, JsValue> {
    let mut next = 0;
    let mut places = Vec::new();
    for fact in &rulebook.facts {
        let units = allowed_units(fact);
        let numbers = match fact.answer {
            FactType::Choices(_) => 1 + choices(rulebook, fact).count().div_ceil(32),
            _ if units.is_empty() => 1,
            _ => 2,
        };
        places.push((next..next + numbers, units));
        next += numbers;
    }
    let layout = to_js(&layout(rulebook, as_of, &places, next))?;
    let judge = Judge::new(rulebook.clone(), |rulebook| Sieve::new(Law::new(rulebook, as_of)));
    let profile = Profile::empty(rulebook);
    Ok(make_sieve(SieveProgram { judge, profile, places, results: next }, layout))
}

fn layout<'a>(
    rulebook: &'a Rulebook,
    as_of: Date,
    places: &[(Range<usize>, Vec<Unit>)],
    results: usize,
) -> Layout<'a> {
    let mut namespaces: Vec<Namespace<'a>> = Vec::new();
    for (fact, (numbers, units)) in rulebook.facts.iter().zip(places) {
        let name = fact.id.namespace();
        let choices = names(rulebook, fact, units);
        let place = Place { name: fact.id.name(), kind: kind(fact), lane: numbers.start, choices };
        match namespaces.iter_mut().find(|namespace| namespace.name == name) {
            Some(namespace) => namespace.facts.push(place),
            None => namespaces.push(Namespace { name, facts: vec![place] }),
        }
    }
    let criteria: Vec<&str> =
        rulebook.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let lanes = results + 3 + 2 * criteria.len();
    let (outcomes, verdicts) = (OUTCOMES, VERDICTS);
    Layout { as_of, lanes, namespaces, results, criteria, outcomes, verdicts }
}

fn kind(fact: &Fact) -> &'static str {
    match fact.answer {
        FactType::YesNo => "yes_no",
        FactType::Choice(_) | FactType::Code(_) => "choice",
        FactType::Choices(_) => "choices",
        FactType::Date => "date",
        FactType::Text => "text",
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => "number",
    }
}

/// The names of its choices, or of its units: answers are told by their places.
fn names(rulebook: &Rulebook, fact: &Fact, units: &[Unit]) -> Vec<String> {
    choices(rulebook, fact).map(str::to_owned).chain(units.iter().map(Unit::to_string)).collect()
}

#[wasm_bindgen]
impl SieveProgram {
    /// Judges the answers in a list of numbers, and writes what comes of them behind; false when some have to be read
    /// with more care.
    pub fn judge(&mut self, lanes: &mut [f64]) -> bool {
        self.fill(lanes).is_some_and(|()| self.write(lanes).is_some())
    }

    /// Judges a profile of any kind.
    pub fn read(&mut self, profile: &JsValue, lanes: &mut [f64]) -> Result<(), JsValue> {
        self.profile = crate::read_profile(self.judge.borrow_owner(), profile)?;
        self.write(lanes);
        Ok(())
    }

    fn fill(&mut self, lanes: &[f64]) -> Option<()> {
        let rulebook = self.judge.borrow_owner();
        let facts = (0u16..).map(FactIndex).zip(&rulebook.facts).zip(&self.places);
        for ((index, fact), (numbers, units)) in facts {
            let answer = answer(fact, units, lanes.get(numbers.clone())?)?;
            self.profile.set(rulebook, index, answer).ok()?;
        }
        Some(())
    }

    fn write(&mut self, lanes: &mut [f64]) -> Option<()> {
        let results = lanes.get_mut(self.results..)?;
        let profile = &self.profile;
        self.judge.with_dependent_mut(|_, sieve| write(sieve.summary(profile), results))
    }
}

/// The answer that these numbers are; the outer `None`: it has to be read with more care.
fn answer(fact: &Fact, units: &[Unit], numbers: &[f64]) -> Option<Option<Answer>> {
    let (first, rest) = numbers.split_first()?;
    if first.is_nan() {
        return Some(None);
    }
    Some(Some(match fact.answer {
        FactType::YesNo => Answer::YesNo(*first != 0.0),
        FactType::Choice(_) => Answer::Choice(*first as u16),
        FactType::Code(_) => Answer::Row(*first as u16),
        FactType::Choices(_) => Answer::Choices(set(rest)),
        FactType::Date => Answer::Date(day(*first as i32)?),
        // No rule reads it.
        FactType::Text => Answer::Text(String::new()),
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
            let unit = units.get(*rest.first()? as usize)?;
            Answer::Number(exact(*first)?, unit.clone())
        }
    }))
}

/// The number with the digits that JavaScript writes, if these are at most 15: then no other number has them.
fn exact(number: f64) -> Option<Decimal> {
    // Of several that would do the first is taken; zeros at the end are no matter.
    [(0, 1e0), (2, 1e2), (4, 1e4), (6, 1e6)].into_iter().find_map(|(scale, power)| {
        let digits = (number * power).round_ties_even();
        let same = digits.abs() < 1e15 && digits / power == number;
        same.then(|| Decimal::new(digits as i64, scale))
    })
}

/// The day that has these digits, such as 20261122.
fn day(digits: i32) -> Option<Date> {
    let part = |number: i32| u8::try_from(number % 100).ok();
    Date::new(digits / 10_000, part(digits / 100)?, part(digits)?)
}

/// The members of a set by words of 32 bits, lowest first.
fn set(words: &[f64]) -> ChoiceSet {
    let words = words.iter().rev().map(|word| u128::from(*word as u32));
    ChoiceSet::from_bits(words.fold(0, |bits, word| bits << 32 | word))
}

/// Writes a summary as `sieve.js` reads it.
fn write(summary: &Summary, results: &mut [f64]) -> Option<()> {
    let number = |points: Decimal| f64::try_from(points).unwrap_or(f64::NAN);
    let (head, findings) = results.split_at_mut_checked(3)?;
    let points_open = f64::from(u8::from(summary.points_open));
    head.copy_from_slice(&[f64::from(summary.outcome as u8), number(summary.points), points_open]);
    for (finding, written) in summary.findings.iter().zip(findings.chunks_exact_mut(2)) {
        let holds = finding.holds.map_or(2, u8::from);
        let code = finding.verdict as u8 + 4 * holds + 12 * u8::from(finding.needs_answers);
        let points = finding.points.map_or(f64::NAN, number);
        written.copy_from_slice(&[f64::from(code), points]);
    }
    Some(())
}
