//! Synthetic projects: made up from the rulebook's own figures and choices, for when no portfolio is
//! at hand. They say nothing about real investors, and whoever shows them says so.
//!
//! Each project answers what the form would ask it, mostly near the figures, because that is where
//! rules turn. Then answers that stand in its way are drawn again, for some projects more often than
//! for others: purely random projects would nearly all be rejected, and a change would not be seen.

use sangloc_rulebook::{
    Amount, ChoiceSet, Date, Decimal, Fact, FactIndex, FactType, Operation, ParameterIndex,
    Rulebook, Slot, TableIndex, Unit,
};
use sangloc_screening::{Answer, Decision, Profile, Verdict, asked, evaluate};
use std::collections::{BTreeMap, BTreeSet};

/// How many answers are drawn again at most, by turns.
const REPAIRS: [usize; 4] = [0, 15, 60, 120];

/// Makes synthetic projects of one rulebook; the same seed gives the same projects.
pub struct Synthetic<'a> {
    rulebook: &'a Rulebook,
    as_of: Date,
    random: Random,
    figures: BTreeMap<FactIndex, Vec<Decimal>>,
    made: usize,
}

impl<'a> Synthetic<'a> {
    /// The projects of a seed, as asked on a day.
    pub fn new(rulebook: &'a Rulebook, as_of: Date, seed: u64) -> Self {
        Self { rulebook, as_of, random: Random(seed), figures: figures(rulebook), made: 0 }
    }

    /// One more project.
    pub fn project(&mut self) -> Profile {
        let mut profile = Profile::empty(self.rulebook);
        let mut skipped = BTreeSet::new();
        self.answer_what_is_asked(&mut profile, &mut skipped);
        let repairs = REPAIRS.get(self.made % REPAIRS.len()).copied().unwrap_or_default();
        self.made += 1;
        self.repair(&mut profile, &mut skipped, repairs);
        profile
    }

    /// Answers until the form asks nothing more; one answer of thirty is left out.
    fn answer_what_is_asked(&mut self, profile: &mut Profile, skipped: &mut BTreeSet<FactIndex>) {
        loop {
            let open = asked(self.rulebook, profile, self.as_of).into_iter();
            let open: Vec<FactIndex> = open
                .filter(|fact| profile.answer(*fact).is_none() && !skipped.contains(fact))
                .collect();
            if open.is_empty() {
                return;
            }
            for fact in open {
                if self.random.below(30) == 0 || !self.draw(profile, fact) {
                    skipped.insert(fact);
                }
            }
        }
    }

    /// Draws answers again where criteria stand in the way, and keeps what stands less in the way.
    fn repair(&mut self, profile: &mut Profile, skipped: &mut BTreeSet<FactIndex>, repairs: usize) {
        let mut decision = evaluate(self.rulebook, profile, self.as_of);
        for _ in 0..repairs {
            let in_the_way = in_the_way(self.rulebook, &decision);
            let Some(fact) = self.random.pick(&in_the_way).copied() else {
                return;
            };
            let mut other = profile.clone();
            if self.draw(&mut other, fact) {
                self.answer_what_is_asked(&mut other, skipped);
                let found = evaluate(self.rulebook, &other, self.as_of);
                let (before, after) =
                    (Weight::of(self.rulebook, &decision), Weight::of(self.rulebook, &found));
                if after.is_no_heavier(&before) {
                    (*profile, decision) = (other, found);
                }
            }
        }
    }

    /// Answers a fact; false when no answer drawn is one it takes.
    fn draw(&mut self, profile: &mut Profile, index: FactIndex) -> bool {
        let rulebook = self.rulebook;
        let Some(fact) = rulebook.fact(index) else {
            return false;
        };
        (0..8).any(|_| {
            let answer = self.answer(index, fact);
            answer.is_some_and(|answer| profile.set(rulebook, index, Some(answer)).is_ok())
        })
    }

    fn answer(&mut self, index: FactIndex, fact: &Fact) -> Option<Answer> {
        let members = |list| self.rulebook.choice_list(list).map_or(0, |list| list.members.len());
        Some(match &fact.answer {
            FactType::YesNo => Answer::YesNo(self.random.below(2) == 0),
            FactType::Choice(list) => Answer::Choice(self.random.place(members(*list))?),
            FactType::Choices(list) => {
                let (most, length) = (self.random.below(4), members(*list));
                let places = (0..most).map(|_| self.random.place(length));
                Answer::Choices(ChoiceSet::of(places.collect::<Option<Vec<_>>>()?))
            }
            FactType::Whole(unit) => Answer::Number(self.number(index, fact).round(), unit.clone()),
            FactType::Decimal(unit) | FactType::Money(unit) => {
                Answer::Number(self.number(index, fact), unit.clone())
            }
            FactType::Date => Answer::Date(self.day()?),
            FactType::Text => Answer::Text(format!("Synthetic {}", self.made + 1)),
            FactType::Code(table) => Answer::Row(self.random.place(self.rows(*table))?),
        })
    }

    fn rows(&self, table: TableIndex) -> usize {
        self.rulebook.table(table).map_or(0, |table| table.rows.len())
    }

    /// A day within two years of the decision.
    fn day(&mut self) -> Option<Date> {
        let year = self.as_of.year() - 1 + i32::try_from(self.random.below(3)).ok()?;
        let month = u8::try_from(1 + self.random.below(12)).ok()?;
        Date::new(year, month, u8::try_from(1 + self.random.below(28)).ok()?)
    }

    /// A number for a fact: a figure it is held against or one near it, else one of its range.
    fn number(&mut self, index: FactIndex, fact: &Fact) -> Decimal {
        let least = fact.min.unwrap_or_default();
        let figures = self.figures.get(&index).cloned().unwrap_or_default();
        let figure = self.random.pick(&figures).copied();
        let near = |percent: i64| figure.map(|figure| figure * Decimal::new(percent, 2));
        let number = match self.random.below(12) {
            0 => Some(least),
            1 | 2 => figure,
            3 => near(99),
            4 => near(101),
            5 | 6 => near(50 + self.random.percent(50)),
            7..=9 => near(100 + self.random.percent(100)),
            10 => near(500),
            _ => None,
        };
        let number = number.unwrap_or_else(|| self.plain(fact));
        number.min(fact.max.unwrap_or(number)).max(least).round_dp(4).normalize()
    }

    /// A number of the fact's range, small ones as often as large ones.
    fn plain(&mut self, fact: &Fact) -> Decimal {
        match fact.max {
            Some(max) if max <= Decimal::ONE_HUNDRED => {
                max * Decimal::new(self.random.percent(100), 2)
            }
            _ => {
                let digits = u32::try_from(self.random.below(6)).unwrap_or_default();
                Decimal::from(1 + self.random.percent(99)) * Decimal::from(10_u64.pow(digits))
                    / Decimal::TEN
            }
        }
    }
}

/// The answers that stand in the way, or leave a deciding criterion open.
fn in_the_way(rulebook: &Rulebook, decision: &Decision) -> Vec<FactIndex> {
    let judged = rulebook.criteria.iter().zip(&decision.findings);
    let blocking = judged
        .filter(|(criterion, finding)| criterion.kind.decides() && finding.holds != Some(true));
    let facts: BTreeSet<FactIndex> = blocking
        .flat_map(|(_, finding)| {
            decision.facts_read(rulebook, finding).into_iter().chain(finding.needs.iter().copied())
        })
        .collect();
    facts.into_iter().collect()
}

/// How much stands in the way of a project.
struct Weight {
    /// A failed criterion counts more than an open one.
    in_the_way: usize,
    /// How many criteria apply.
    applying: usize,
}

impl Weight {
    fn of(rulebook: &Rulebook, decision: &Decision) -> Self {
        let judged = rulebook.criteria.iter().zip(&decision.findings);
        let deciding = judged.filter(|(criterion, _)| criterion.kind.decides());
        let mut weight = Self { in_the_way: 0, applying: 0 };
        for (_, finding) in deciding {
            weight.applying += usize::from(finding.verdict != Verdict::NotApplicable);
            weight.in_the_way += match finding.holds {
                Some(true) => 0,
                None => 1,
                Some(false) => 3,
            };
        }
        weight
    }

    /// Whether less stands in the way, and not only because it became another kind of project, one
    /// to which less applies.
    fn is_no_heavier(&self, before: &Self) -> bool {
        self.in_the_way <= before.in_the_way && self.applying + 1 >= before.applying
    }
}

/// The figures that each fact is held against, in the fact's own unit.
fn figures(rulebook: &Rulebook) -> BTreeMap<FactIndex, Vec<Decimal>> {
    let mut found: BTreeMap<FactIndex, BTreeSet<Decimal>> = BTreeMap::new();
    for step in &rulebook.program.steps {
        match *step {
            Operation::Compare(_, a, b) => {
                for (answers, figures) in [(a, b), (b, a)] {
                    note_figures(rulebook, answers, figures, &mut found);
                }
            }
            Operation::Bands(quantity, parameter) => {
                let answers = answers(rulebook, quantity);
                for number in amounts(rulebook, parameter) {
                    note_figure(rulebook, &answers, number, parameter, &mut found);
                }
            }
            _ => {}
        }
    }
    found.into_iter().map(|(fact, figures)| (fact, figures.into_iter().collect())).collect()
}

fn note_figures(
    rulebook: &Rulebook,
    answers_at: Slot,
    figures_at: Slot,
    found: &mut BTreeMap<FactIndex, BTreeSet<Decimal>>,
) {
    let answers = answers(rulebook, answers_at);
    for slot in rulebook.program.reachable([figures_at]) {
        match rulebook.program.step(slot) {
            Some(Operation::Parameter(parameter)) => {
                for number in amounts(rulebook, *parameter) {
                    note_figure(rulebook, &answers, number, *parameter, found);
                }
            }
            // A bare 0 is a figure too: no mangrove, no idle project.
            Some(Operation::Number(number)) => {
                answers.iter().for_each(|fact| {
                    found.entry(*fact).or_default().insert(*number);
                });
            }
            _ => {}
        }
    }
}

/// A figure counts for every number it is compared with; where the unit is another kind of
/// quantity (capital for each hectare), the bare number is as good a scale as any.
fn note_figure(
    rulebook: &Rulebook,
    answers: &BTreeSet<FactIndex>,
    number: Decimal,
    parameter: ParameterIndex,
    found: &mut BTreeMap<FactIndex, BTreeSet<Decimal>>,
) {
    use sangloc_rulebook::ParameterType::{Bands, Number};
    let unit = match rulebook.parameter(parameter).map(|parameter| &parameter.kind) {
        Some(Number(unit) | Bands(unit)) => unit.clone(),
        _ => Unit::none(),
    };
    for fact in answers {
        let own = rulebook.fact(*fact).and_then(|fact| fact.answer.unit());
        let converted = own.and_then(|own| unit.conversion_to(own)).filter(|c| c.rate_power == 0);
        let converted = converted
            .and_then(|found| number.checked_mul(found.multiply)?.checked_div(found.divide));
        found.entry(*fact).or_default().insert(converted.unwrap_or(number));
    }
}

fn answers(rulebook: &Rulebook, slot: Slot) -> BTreeSet<FactIndex> {
    let steps = rulebook.program.reachable([slot]);
    let facts = steps.into_iter().filter_map(|slot| match rulebook.program.step(slot) {
        Some(Operation::Answer(fact)) => Some(*fact),
        _ => None,
    });
    facts.collect()
}

fn amounts(rulebook: &Rulebook, parameter: ParameterIndex) -> Vec<Decimal> {
    let values = rulebook.parameter(parameter).into_iter().flat_map(|found| &found.values);
    let numbers = values.flat_map(|dated| match &dated.amount {
        Amount::Number(number) => vec![*number],
        Amount::Bands(bands) => bands.iter().map(|band| band.at_least).collect(),
        Amount::Choice(_) | Amount::Choices(_) => Vec::new(),
    });
    numbers.collect()
}

/// SplitMix64 (Steele, Lea, Flood 2014), written out: a seed must give the same projects in years,
/// whatever the generators of libraries become.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when that is 0. Ends are small, so the bias is far below a percent.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    fn percent(&mut self, end: usize) -> i64 {
        i64::try_from(self.below(end)).unwrap_or_default()
    }

    fn place(&mut self, length: usize) -> Option<u16> {
        (length > 0).then(|| u16::try_from(self.below(length)).ok())?
    }

    fn pick<'b, T>(&mut self, all: &'b [T]) -> Option<&'b T> {
        all.get(self.below(all.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_generator_is_the_published_one() {
        // The first numbers of the reference implementation for seed 1234567.
        let mut random = Random(1_234_567);
        let found = [random.next(), random.next(), random.next()];
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(found, published);
    }
}
