//! Random profiles that fit a rulebook, with numbers near its figures: that is where rules turn.

use crate::fixture::good_profiles;
use proptest::{prelude::*, test_runner::Config};
use sangloc_rulebook::{
    Amount, ChoiceSet, Date, Decimal, Fact, FactIndex, FactType, Rulebook, Unit,
};
use sangloc_screening::{Answer, Profile, allowed_units};

/// How many profiles a property is tried on; found failures are printed, not kept in files.
pub fn tries(cases: u32) -> Config {
    Config { cases, max_shrink_iters: 1_000, failure_persistence: None, ..Config::default() }
}

/// The most facts that seeds are made for.
const FACTS: usize = 200;

/// What a random profile is made of: for each fact a seed, or the answer of a good project.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which good project; without one, nearly every profile is rejected and little is tested.
    good: Option<usize>,
    /// For each fact: whether the good project's answer is taken, else the seed's, if there is one.
    facts: Vec<(bool, Option<u64>)>,
}

/// Profiles from empty to full, half of them near a good project.
pub fn drafts() -> impl Strategy<Value = Draft> {
    (any::<bool>(), 0..=10u8, 0..=10u8).prop_flat_map(|(near, good, other)| {
        // Beside a good project, only a few answers differ.
        draft(near, good * 10, if near { other / 3 } else { other * 10 })
    })
}

/// Drafts that answer every fact, so that they can complete any profile.
pub fn full_drafts() -> impl Strategy<Value = Draft> {
    any::<bool>().prop_flat_map(|near| draft(near, if near { 98 } else { 0 }, 100))
}

/// How many facts of a hundred have a good answer, and how many of the others have any.
fn draft(near: bool, good: u8, other: u8) -> impl Strategy<Value = Draft> {
    let fact = (0..100u8, 0..100u8, any::<u64>());
    let fact = fact
        .prop_map(move |(first, second, seed)| (first < good, (second < other).then_some(seed)));
    let which = (0..64usize).prop_map(move |turn| near.then_some(turn));
    (which, proptest::collection::vec(fact, FACTS)).prop_map(|(good, facts)| Draft { good, facts })
}

/// The profile of a draft.
pub fn profile(rulebook: &Rulebook, draft: &Draft) -> Profile {
    complete(rulebook, &Profile::empty(rulebook), draft, |_| true)
}

/// Answers those unanswered facts that `choose` picks.
pub fn complete(
    rulebook: &Rulebook,
    profile: &Profile,
    draft: &Draft,
    choose: impl Fn(FactIndex) -> bool,
) -> Profile {
    let good = draft.good.map(|turn| {
        let all = good_profiles(rulebook);
        &all[turn % all.len()]
    });
    let mut profile = profile.clone();
    for (index, (is_good, seed)) in facts(rulebook).zip(draft.facts.iter().copied()) {
        if profile.answer(index).is_some() || !choose(index) {
            continue;
        }
        match good.filter(|_| is_good).and_then(|good| good.answer(index)) {
            Some(found) => profile.set(rulebook, index, Some(found.clone())).expect("it fits"),
            None => seed.into_iter().for_each(|seed| answer(rulebook, &mut profile, index, seed)),
        }
    }
    profile
}

/// All facts of a rulebook.
pub fn facts(rulebook: &Rulebook) -> impl Iterator<Item = FactIndex> + use<> {
    assert!(rulebook.facts.len() <= FACTS, "more facts than seeds");
    (0u16..).take(rulebook.facts.len()).map(FactIndex)
}

/// Answers a fact by a seed: with the value that the seed picks, or the nearest that is allowed.
pub fn answer(rulebook: &Rulebook, profile: &mut Profile, index: FactIndex, seed: u64) {
    let fact = rulebook.fact(index).expect("the fact is there");
    let picked = pick(rulebook, fact, seed);
    if profile.set(rulebook, index, Some(picked)).is_err() {
        let own = fact.answer.unit().cloned().expect("only numbers have limits");
        let allowed = Answer::Number(fact.min.unwrap_or_default(), own);
        profile.set(rulebook, index, Some(allowed)).expect("the least answer is allowed");
    }
}

fn pick(rulebook: &Rulebook, fact: &Fact, seed: u64) -> Answer {
    let place = |length: usize| u16::try_from(seed % length as u64).expect("lists are short");
    let list = |index| rulebook.choice_list(index).expect("the list is there").members.len();
    match &fact.answer {
        FactType::YesNo => Answer::YesNo(seed.is_multiple_of(2)),
        FactType::Choice(index) => Answer::Choice(place(list(*index))),
        FactType::Choices(index) => Answer::Choices(few(list(*index), seed)),
        FactType::Whole(unit) => Answer::Number(number(rulebook, seed).trunc(), unit.clone()),
        FactType::Decimal(_) | FactType::Money(_) => {
            let units: Vec<Unit> = allowed_units(fact);
            let unit = if seed.is_multiple_of(3) { (seed >> 32) as usize % units.len() } else { 0 };
            Answer::Number(number(rulebook, seed), units[unit].clone())
        }
        FactType::Date => {
            let day = Date::new(2026, 1 + (seed % 12) as u8, 1 + (seed >> 8) as u8 % 28);
            Answer::Date(day.expect("there is such a day"))
        }
        FactType::Text => Answer::Text(format!("Dự án {}", seed % 1_000)),
        FactType::Code(table) => {
            Answer::Row(place(rulebook.table(*table).expect("the table is there").rows.len()))
        }
    }
}

/// None to three members, mostly few.
fn few(length: usize, seed: u64) -> ChoiceSet {
    let places = (0..seed % 4).map(|turn| (seed >> (8 * (turn + 1))) % length as u64);
    ChoiceSet::of(places.map(|place| u16::try_from(place).expect("lists are short")))
}

/// Zero, a figure of the rulebook or just beside one, or something plain.
fn number(rulebook: &Rulebook, seed: u64) -> Decimal {
    let figures = figures(rulebook);
    let figure = figures[(seed >> 16) as usize % figures.len()].abs();
    let little = Decimal::new(1, 3);
    match seed % 8 {
        0 => Decimal::ZERO,
        1 | 2 => figure,
        3 => figure + little,
        4 => (figure - little).abs(),
        5 => Decimal::from(seed >> 16 & 0xff),
        6 => Decimal::new((seed >> 16 & 0xff_ffff) as i64, 2),
        _ => figure * Decimal::from(1 + (seed >> 8) % 20),
    }
}

/// All numbers in the figures.
fn figures(rulebook: &Rulebook) -> Vec<Decimal> {
    let values = rulebook.parameters.iter().flat_map(|parameter| &parameter.values);
    let numbers = values.flat_map(|dated| match &dated.amount {
        Amount::Number(number) => vec![*number],
        Amount::Bands(bands) => bands.iter().map(|band| band.at_least).collect(),
        Amount::Choice(_) | Amount::Choices(_) => Vec::new(),
    });
    numbers.collect()
}
