//! Random profiles that fit a rulebook, with numbers near its figures: that is where rules turn.

use proptest::{prelude::*, test_runner::Config};
use sangloc_rulebook::{
    Amount, ChoiceSet, Date, Decimal, Fact, FactIndex, FactType, Rulebook, Unit,
};
use sangloc_screening::{Answer, Profile, allowed_units};

/// How many profiles a property is tried on; found failures are printed, not kept in files.
pub fn tries(cases: u32) -> Config {
    Config {
        cases,
        max_shrink_iters: 20_000,
        failure_persistence: None,
        ..Config::default()
    }
}

/// The most facts that seeds are made for.
const FACTS: usize = 120;

/// A seed a fact, `None` for no answer: and shrinks well.
pub fn seeds() -> impl Strategy<Value = Vec<Option<u64>>> {
    // Some profiles are nearly empty, some nearly full.
    (1..=9u8).prop_flat_map(|tenths| {
        let seed = proptest::option::weighted(f64::from(tenths) / 10.0, any::<u64>());
        proptest::collection::vec(seed, FACTS)
    })
}

/// A seed for every fact.
pub fn full_seeds() -> impl Strategy<Value = Vec<Option<u64>>> {
    proptest::collection::vec(any::<u64>().prop_map(Some), FACTS)
}

/// The profile of these seeds.
pub fn profile(rulebook: &Rulebook, seeds: &[Option<u64>]) -> Profile {
    let mut profile = Profile::empty(rulebook);
    for (index, seed) in facts(rulebook).zip(seeds.iter().copied()) {
        if let Some(seed) = seed {
            answer(rulebook, &mut profile, index, seed);
        }
    }
    profile
}

/// Answers those unanswered facts that `choose` picks.
pub fn complete(
    rulebook: &Rulebook,
    profile: &Profile,
    seeds: &[Option<u64>],
    choose: impl Fn(FactIndex) -> bool,
) -> Profile {
    let mut profile = profile.clone();
    for (index, seed) in facts(rulebook).zip(seeds.iter().copied()) {
        if let Some(seed) = seed
            && profile.answer(index).is_none()
            && choose(index)
        {
            answer(rulebook, &mut profile, index, seed);
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
        let own = fact
            .answer
            .unit()
            .cloned()
            .expect("only numbers have limits");
        let allowed = Answer::Number(fact.min.unwrap_or_default(), own);
        profile
            .set(rulebook, index, Some(allowed))
            .expect("the least answer is allowed");
    }
}

fn pick(rulebook: &Rulebook, fact: &Fact, seed: u64) -> Answer {
    let place = |length: usize| u16::try_from(seed % length as u64).expect("lists are short");
    let list = |index| {
        rulebook
            .choice_list(index)
            .expect("the list is there")
            .members
            .len()
    };
    match &fact.answer {
        FactType::YesNo => Answer::YesNo(seed.is_multiple_of(2)),
        FactType::Choice(index) => Answer::Choice(place(list(*index))),
        FactType::Choices(index) => Answer::Choices(few(list(*index), seed)),
        FactType::Whole(unit) => Answer::Number(number(rulebook, seed).trunc(), unit.clone()),
        FactType::Decimal(_) | FactType::Money(_) => {
            let units: Vec<Unit> = allowed_units(fact);
            let unit = if seed.is_multiple_of(3) {
                (seed >> 32) as usize % units.len()
            } else {
                0
            };
            Answer::Number(number(rulebook, seed), units[unit].clone())
        }
        FactType::Date => {
            let day = Date::new(2026, 1 + (seed % 12) as u8, 1 + (seed >> 8) as u8 % 28);
            Answer::Date(day.expect("there is such a day"))
        }
        FactType::Text => Answer::Text(format!("Dự án {}", seed % 1_000)),
        FactType::Code(table) => Answer::Row(place(
            rulebook
                .table(*table)
                .expect("the table is there")
                .rows
                .len(),
        )),
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
    let values = rulebook
        .parameters
        .iter()
        .flat_map(|parameter| &parameter.values);
    let numbers = values.flat_map(|dated| match &dated.amount {
        Amount::Number(number) => vec![*number],
        Amount::Bands(bands) => bands.iter().map(|band| band.at_least).collect(),
        Amount::Choice(_) | Amount::Choices(_) => Vec::new(),
    });
    numbers.collect()
}
