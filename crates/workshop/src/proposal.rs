//! Cases that would notice what no case does: found by trying answers near the limits, starting from
//! the cases there are and from synthetic projects, and cut down to the answers that matter.

use crate::{
    Example, Mutant, Synthetic,
    bench::{bare, reading},
    coverage::Goal,
    mutant::Edit,
};
use sangloc_authoring::Place;
use sangloc_rulebook::{
    Amount, ChoiceSet, CriterionIndex, Date, Decimal, Fact, FactIndex, FactType, Operation,
    ParameterType, Rulebook, Slot, Unit, Value,
};
use sangloc_screening::{Answer, Outcome, Profile, Trace, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// How many projects are tried for one proposal at most.
const TRIES: usize = 10_000;
/// How many beginnings the second answer is varied on.
const PAIRED: usize = 4;
/// How many beginnings are tried on each further day.
const A_DAY: usize = 12;
/// The most members of a list that are tried one by one.
const MEMBERS: usize = 60;

/// What a number is multiplied by to come to it and beside it: less than a hundredth, and for what
/// grows faster than the answer, far less.
const BESIDE: [(i64, u32); 5] = [(1, 0), (1_004, 3), (996, 3), (10_005, 4), (9_995, 4)];

/// A case that would notice something, as the rules decide it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The answers, no more than needed.
    pub profile: Profile,
    /// The day of the decision.
    pub as_of: Date,
    /// What it comes to.
    pub expect: Expectation,
}

/// What a proposed case expects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// Verdicts by criterion.
    pub verdicts: BTreeMap<CriterionIndex, Verdict>,
    /// Points by criterion.
    pub points: BTreeMap<CriterionIndex, Decimal>,
    /// Points by indicator, by place in the rulebook.
    pub readings: BTreeMap<usize, Decimal>,
}

impl Proposal {
    /// The proposal as an example, to be tried like the others.
    pub fn example(&self, rulebook: &Rulebook) -> Example {
        let expect = &self.expect;
        let shown = |place: &usize| rulebook.indicators.get(*place).map(|shown| shown.id.clone());
        let readings = expect.readings.iter();
        Example {
            place: Place::default(),
            profile: self.profile.clone(),
            as_of: self.as_of,
            outcome: expect.outcome.is_some(),
            verdicts: expect.verdicts.keys().copied().collect(),
            points: expect.points.keys().copied().collect(),
            readings: expect.readings.keys().copied().collect(),
            expected: readings
                .filter_map(|(place, points)| Some((shown(place)?, *points)))
                .collect(),
        }
    }

    /// Both in one case, where they are of one day, no answer differs and both still come out so.
    pub fn joined(&self, other: &Self, rulebook: &Rulebook) -> Option<Self> {
        let alone = |one: &Self| one.expect.outcome.is_none();
        if self.as_of != other.as_of || !alone(self) || !alone(other) {
            return None;
        }
        let mut profile = self.profile.clone();
        for fact in other.profile.answered() {
            let answer = other.profile.answer(fact).cloned();
            if profile.answer(fact).is_some_and(|known| Some(known) != answer.as_ref()) {
                return None;
            }
            profile.set(rulebook, fact, answer).ok()?;
        }
        let mut expect = self.expect.clone();
        expect.verdicts.extend(&other.expect.verdicts);
        expect.points.extend(&other.expect.points);
        expect.readings.extend(&other.expect.readings);
        let trace = Trace::run(rulebook, &profile, self.as_of);
        let state = |index: &CriterionIndex| rulebook.criterion(*index).map(|one| trace.state(one));
        let sound = expect
            .verdicts
            .iter()
            .all(|(index, verdict)| state(index).is_some_and(|(found, _)| found == *verdict))
            && expect.points.iter().all(|(index, points)| {
                state(index).is_some_and(|(_, found)| found == Some(*points))
            })
            && expect.readings.iter().all(|(place, points)| {
                let shown = rulebook.indicators.get(*place);
                shown.and_then(|shown| reading(shown, &trace)) == Some(*points)
            });
        sound.then_some(Self { profile, as_of: self.as_of, expect })
    }
}

/// Looks for proposals.
pub struct Proposer<'a> {
    rulebook: &'a Rulebook,
    bare: Rulebook,
    examples: &'a [Example],
    synthetic: Vec<Profile>,
    day: Date,
}

/// Where a search looks: what can make a difference.
struct Field {
    /// The rulebook, cut down to what is looked at.
    book: Rulebook,
    /// The facts that can make a difference.
    facts: Vec<FactIndex>,
    /// The quantities that are held against others or against bands.
    limits: Vec<Slot>,
    /// The projects a search begins with, each on its day; likely ones first.
    starts: Vec<(Profile, Date)>,
}

impl<'a> Proposer<'a> {
    /// A proposer that starts from these examples, and from some synthetic projects; on the day that
    /// most examples have, or on `day` when there are none.
    pub fn new(rulebook: &'a Rulebook, examples: &'a [Example], day: Date) -> Self {
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        examples.iter().for_each(|example| *days.entry(example.as_of).or_default() += 1);
        let usual = days.into_iter().max_by_key(|(_, count)| *count);
        let day = usual.map_or(day, |(usual, _)| usual);
        let mut synthetic = Synthetic::new(rulebook, day, 1);
        let synthetic = (0..24).map(|_| synthetic.project()).collect();
        Self { rulebook, bare: bare(rulebook), examples, synthetic, day }
    }

    /// The day that most cases are decided on.
    pub fn usual_day(&self) -> Date {
        self.day
    }

    /// A case that notices a slip, if one is found.
    pub fn for_mutant(&self, mutant: &Mutant) -> Option<Proposal> {
        if matches!(mutant.edit, Edit::Unmet { .. }) {
            return self.for_unmet(mutant);
        }
        let roots = mutant.criteria.iter().filter_map(|index| {
            let criterion = self.rulebook.criterion(*index)?;
            Some((Some(*index), criterion.roots().collect()))
        });
        let indicators = mutant.indicators.iter().filter_map(|place| {
            let shown = self.rulebook.indicators.get(*place)?;
            Some((None, [Some(shown.quantity), shown.points].into_iter().flatten().collect()))
        });
        roots.chain(indicators).take(3).find_map(|(index, roots): (_, Vec<Slot>)| {
            let field = self.field(index, &roots, &mutant.days);
            let mut work = field.book.clone();
            let (_, steps) = mutant.edit.apply(&mut work);
            field.search(&|profile, day| {
                let mut trace = Trace::run(&field.book, profile, day);
                let before: Vec<_> = mutant
                    .criteria
                    .iter()
                    .map(|index| state(&field.book, *index, &trace))
                    .collect();
                let readings: Vec<_> = mutant
                    .indicators
                    .iter()
                    .map(|place| shown(&field.book, *place, &trace))
                    .collect();
                trace.under(&work, &steps, |after, _| {
                    let criteria = mutant
                        .criteria
                        .iter()
                        .zip(&before)
                        .filter(|(other, _)| index.is_none_or(|index| index == **other));
                    let noticed = criteria.filter_map(|(index, before)| {
                        notices(*index, *before, state(&work, *index, after))
                    });
                    let mut indicators = mutant.indicators.iter().zip(&readings);
                    let mut noticed =
                        noticed.chain(indicators.by_ref().filter_map(|(place, before)| {
                            let before = (*before)?;
                            let differs = shown(&work, *place, after) != Some(before);
                            let readings = BTreeMap::from([(*place, before)]);
                            differs.then(|| Expectation { readings, ..Expectation::default() })
                        }));
                    noticed.next()
                })
            })
        })
    }

    /// A case whose outcome shows what an unmet criterion does.
    fn for_unmet(&self, mutant: &Mutant) -> Option<Proposal> {
        let index = *mutant.criteria.first()?;
        let criterion = self.rulebook.criterion(index)?;
        let roots: Vec<Slot> = criterion.roots().collect();
        let field =
            Field { book: self.bare.clone(), ..self.field(Some(index), &roots, &mutant.days) };
        let mut work = field.book.clone();
        mutant.edit.apply(&mut work);
        field.search(&|profile, day| {
            let mut trace = Trace::run(&field.book, profile, day);
            if state(&field.book, index, &trace)?.0 != Verdict::Unmet {
                return None;
            }
            let outcome = trace.outcome();
            let other = trace.under(&work, &[], |after, _| after.outcome());
            let expect = Expectation { outcome: Some(outcome), ..Expectation::default() };
            (outcome != other).then_some(expect)
        })
    }

    /// A case that sees what no case has seen, if one is found.
    pub fn for_goal(&self, goal: &Goal) -> Option<Proposal> {
        let criterion = self.rulebook.criterion(goal.criterion)?;
        let roots: Vec<Slot> = criterion.roots().collect();
        let days = goal.days(self.rulebook);
        let field = self.field(Some(goal.criterion), &roots, &days);
        field.search(&|profile, day| {
            let trace = Trace::run(&field.book, profile, day);
            let seen = goal.is_seen(&field.book, &trace, day);
            let verdict = state(&field.book, goal.criterion, &trace)?.0;
            let verdicts = BTreeMap::from([(goal.criterion, verdict)]);
            seen.then(|| Expectation { verdicts, ..Expectation::default() })
        })
    }

    fn field(&self, index: Option<CriterionIndex>, roots: &[Slot], days: &[Date]) -> Field {
        let steps = self.bare.program.reachable(roots.iter().copied());
        let mut book = self.bare.clone();
        for (place, step) in (0u32..).zip(&mut book.program.steps) {
            // What is not looked at is not computed.
            if !steps.contains(&Slot(place)) {
                *step = Operation::YesNo(false);
            }
        }
        let mut facts = BTreeSet::new();
        let mut limits = Vec::new();
        for slot in &steps {
            match self.bare.program.step(*slot) {
                Some(Operation::Answer(fact)) => {
                    facts.insert(*fact);
                }
                Some(Operation::Column(table, _)) => {
                    facts.extend(self.bare.table(*table).map(|table| table.answer));
                }
                Some(Operation::Compare(..) | Operation::Bands(..)) => limits.push(*slot),
                _ => {}
            }
        }
        let facts: Vec<FactIndex> = facts.into_iter().collect();
        let looking = self.examples.iter().filter(|example| {
            index.is_none_or(|index| {
                example.verdicts.contains(&index) || example.points.contains(&index)
            })
        });
        let cut = |profile: &Profile| only(&self.bare, profile, &facts);
        let own: Vec<(Profile, Date)> =
            looking.map(|example| (cut(&example.profile), example.as_of)).collect();
        let made: Vec<Profile> = self.synthetic.iter().map(cut).collect();
        let nothing = Profile::empty(&self.bare);
        let known = own.iter().map(|(profile, _)| profile).take(A_DAY);
        let each_day: Vec<Profile> =
            known.chain(made.iter().take(A_DAY)).chain([&nothing]).cloned().collect();
        let dated = days.iter().flat_map(|day| each_day.iter().map(|one| (one.clone(), *day)));
        let usual = made.iter().chain([&nothing]).map(|one| (one.clone(), self.day));
        let starts = unique(own.iter().cloned().chain(dated).chain(usual).collect());
        Field { book, facts, limits, starts }
    }
}

/// Items in their order, each once.
fn unique<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    all.into_iter().fold(Vec::new(), |mut kept, one| {
        if !kept.contains(&one) {
            kept.push(one);
        }
        kept
    })
}

/// The answers to these facts alone.
fn only(rulebook: &Rulebook, profile: &Profile, facts: &[FactIndex]) -> Profile {
    let mut cut = Profile::empty(rulebook);
    for fact in facts {
        // An answer of a sound profile is one the fact takes.
        let _ = cut.set(rulebook, *fact, profile.answer(*fact).cloned());
    }
    cut
}

fn state(
    book: &Rulebook,
    index: CriterionIndex,
    trace: &Trace<'_>,
) -> Option<(Verdict, Option<Decimal>)> {
    book.criterion(index).map(|criterion| trace.state(criterion))
}

fn shown(book: &Rulebook, place: usize, trace: &Trace<'_>) -> Option<Decimal> {
    book.indicators.get(place).and_then(|shown| reading(shown, trace))
}

/// What a case would have to expect to notice that a criterion stands otherwise.
fn notices(
    index: CriterionIndex,
    before: Option<(Verdict, Option<Decimal>)>,
    after: Option<(Verdict, Option<Decimal>)>,
) -> Option<Expectation> {
    let ((verdict, points), (other, other_points)) = (before?, after?);
    if verdict != other {
        let verdicts = BTreeMap::from([(index, verdict)]);
        return Some(Expectation { verdicts, ..Expectation::default() });
    }
    let points = points.filter(|_| points != other_points)?;
    let points = BTreeMap::from([(index, points)]);
    Some(Expectation { points, ..Expectation::default() })
}

type Test<'t> = dyn Fn(&Profile, Date) -> Option<Expectation> + 't;

impl Field {
    /// The first project that passes the test: as it is, with one answer changed, with two.
    fn search(&self, test: &Test<'_>) -> Option<Proposal> {
        let mut tries = TRIES;
        let passes = |(profile, day): &&(Profile, Date)| test(profile, *day).is_some();
        let found = self.starts.iter().find(passes).cloned();
        let found = found
            .or_else(|| self.vary(&self.starts, test, &mut tries))
            .or_else(|| self.vary_two(test, &mut tries))?;
        let (profile, as_of) = self.cut_down(found, test);
        let expect = test(&profile, as_of)?;
        Some(Proposal { profile, as_of, expect })
    }

    fn vary(
        &self,
        starts: &[(Profile, Date)],
        test: &Test<'_>,
        tries: &mut usize,
    ) -> Option<(Profile, Date)> {
        for (start, day) in starts {
            for fact in &self.facts {
                for other in self.variants(start, *fact, *day) {
                    *tries = tries.checked_sub(1)?;
                    if test(&other, *day).is_some() {
                        return Some((other, *day));
                    }
                }
            }
        }
        None
    }

    fn vary_two(&self, test: &Test<'_>, tries: &mut usize) -> Option<(Profile, Date)> {
        *tries += TRIES;
        let starts = self.starts.iter().take(PAIRED);
        let mut varied = starts.flat_map(|(start, day)| {
            let facts = self.facts.iter();
            facts.map(|fact| {
                let with = self.variants(start, *fact, *day).into_iter();
                with.map(|one| (one, *day)).collect::<Vec<_>>()
            })
        });
        varied.find_map(|some| self.vary(&some, test, tries))
    }

    /// Takes out every answer that does not matter.
    fn cut_down(&self, (mut profile, day): (Profile, Date), test: &Test<'_>) -> (Profile, Date) {
        for fact in &self.facts {
            let mut without = profile.clone();
            if without.set(&self.book, *fact, None).is_ok() && test(&without, day).is_some() {
                profile = without;
            }
        }
        (profile, day)
    }

    /// The project with other answers to one fact.
    fn variants(&self, base: &Profile, index: FactIndex, day: Date) -> Vec<Profile> {
        let Some(fact) = self.book.fact(index) else {
            return Vec::new();
        };
        let mut answers = self.answers(base, index, fact, day);
        answers.push(None);
        let with = answers.into_iter().filter_map(|answer| {
            let mut other = base.clone();
            let changed = other.answer(index) != answer.as_ref();
            (changed && other.set(&self.book, index, answer).is_ok()).then_some(other)
        });
        with.collect()
    }

    fn answers(
        &self,
        base: &Profile,
        index: FactIndex,
        fact: &Fact,
        day: Date,
    ) -> Vec<Option<Answer>> {
        let members = |list| self.book.choice_list(list).map_or(0, |list| list.members.len());
        let places = |length: usize| (0u16..).take(length.min(128));
        match &fact.answer {
            FactType::YesNo => [true, false].map(|yes| Some(Answer::YesNo(yes))).into(),
            FactType::Choice(list) => {
                places(members(*list)).map(|place| Some(Answer::Choice(place))).collect()
            }
            FactType::Choices(list) => {
                let single = places(members(*list)).map(|place| ChoiceSet::of([place]));
                let sets = single.chain(self.sets()).chain([ChoiceSet::default()]);
                sets.map(|set| Some(Answer::Choices(set))).collect()
            }
            FactType::Code(table) => {
                let rows = self.book.table(*table).map_or(0, |table| table.rows.len());
                places(rows.min(MEMBERS)).map(|place| Some(Answer::Row(place))).collect()
            }
            FactType::Date => {
                let days = [day.previous(), Some(day), day.next()].into_iter().flatten();
                days.map(|day| Some(Answer::Date(day))).collect()
            }
            FactType::Text => Vec::new(),
            FactType::Whole(unit) | FactType::Decimal(unit) | FactType::Money(unit) => {
                let own = self.numbers(base, index, fact, day).into_iter();
                let own = own.map(|number| (number, unit.clone()));
                let given = own.chain(self.amounts_as_written(unit));
                given.map(|(number, unit)| Some(Answer::Number(number, unit))).collect()
            }
        }
    }

    /// The sets that rules name, and each with a member left out.
    fn sets(&self) -> Vec<ChoiceSet> {
        let named = self.book.program.steps.iter().filter_map(|step| match step {
            Operation::Choices(set) => Some(*set),
            _ => None,
        });
        let named: Vec<ChoiceSet> = named.collect();
        let less = named.iter().flat_map(|set| set.places().map(|place| set.toggled(place)));
        named.iter().copied().chain(less.take(MEMBERS)).collect()
    }

    /// The figures in their own unit, and numbers beside them: an amount of dong is met exactly only
    /// in dong.
    fn amounts_as_written(&self, own: &Unit) -> Vec<(Decimal, Unit)> {
        let read = self.book.program.steps.iter().filter_map(|step| match step {
            Operation::Parameter(parameter) => self.book.parameter(*parameter),
            _ => None,
        });
        let mut found = Vec::new();
        for parameter in read {
            let ParameterType::Number(unit) = &parameter.kind else {
                continue;
            };
            if unit == own || unit.conversion_to(own).is_none() {
                continue;
            }
            for dated in &parameter.values {
                if let Amount::Number(amount) = dated.amount {
                    let all = BESIDE.map(|(digits, scale)| amount * Decimal::new(digits, scale));
                    found.extend(all.map(|number| (number.normalize(), unit.clone())));
                }
            }
        }
        found
    }

    /// The numbers at which a comparison or a band turns, and those beside them.
    fn numbers(&self, base: &Profile, index: FactIndex, fact: &Fact, day: Date) -> Vec<Decimal> {
        let whole = matches!(fact.answer, FactType::Whole(_));
        let mut turns: BTreeSet<Decimal> = BTreeSet::from([Decimal::ZERO]);
        for limit in &self.limits {
            turns.extend(self.turns(base, index, fact, day, *limit));
        }
        let mut numbers = BTreeSet::new();
        for turn in turns {
            numbers.extend(BESIDE.map(|(digits, scale)| turn * Decimal::new(digits, scale)));
            numbers.extend([turn + Decimal::ONE, turn - Decimal::ONE, turn + Decimal::new(5, 1)]);
        }
        let round = |number: Decimal| {
            let number = if whole { number.round() } else { number.round_dp(8) };
            number.normalize()
        };
        numbers.into_iter().map(round).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The answers at which the two sides of a comparison are equal, or a band begins: where the
    /// quantity is a multiple of the answer or of one over it, two probes tell.
    fn turns(
        &self,
        base: &Profile,
        index: FactIndex,
        fact: &Fact,
        day: Date,
        limit: Slot,
    ) -> Vec<Decimal> {
        let Some(unit) = fact.answer.unit() else {
            return Vec::new();
        };
        let distances = |number: Decimal| -> Option<Vec<Decimal>> {
            let mut other = base.clone();
            other.set(&self.book, index, Some(Answer::Number(number, unit.clone()))).ok()?;
            self.distances(&Trace::run(&self.book, &other, day), limit, day)
        };
        let least = fact.min.unwrap_or_default().max(Decimal::ONE);
        let (first, second) = (least, least + least);
        let (Some(near), Some(far)) = (distances(first), distances(second)) else {
            return Vec::new();
        };
        let solved = near.into_iter().zip(far).flat_map(|(near, far)| {
            let slope = far - near;
            let straight = root(first, second, near, slope);
            let one = Decimal::ONE;
            let (a, b) = (one.checked_div(first), one.checked_div(second));
            let over = a.zip(b).and_then(|(a, b)| root(a, b, near, slope));
            [straight, over.and_then(|over| one.checked_div(over))]
        });
        solved.flatten().filter(|turn| turn.abs() < Decimal::from(10_u64.pow(15))).collect()
    }

    /// How far the sides of a comparison are apart, or a quantity from each band.
    fn distances(&self, trace: &Trace<'_>, limit: Slot, day: Date) -> Option<Vec<Decimal>> {
        let number = |slot: Slot| trace.result(slot).and_then(Value::number);
        match self.book.program.step(limit)? {
            Operation::Compare(_, a, b) => Some(vec![number(*a)?.checked_sub(number(*b)?)?]),
            Operation::Bands(quantity, parameter) => {
                let quantity = number(*quantity)?;
                let dated = self.book.parameter(*parameter)?.in_force(day)?;
                let Amount::Bands(bands) = &dated.amount else {
                    return None;
                };
                bands.iter().map(|band| quantity.checked_sub(band.at_least)).collect()
            }
            _ => None,
        }
    }
}

/// Where a straight line through two points is zero.
fn root(first: Decimal, second: Decimal, at_first: Decimal, slope: Decimal) -> Option<Decimal> {
    let back = at_first.checked_mul(second.checked_sub(first)?)?.checked_div(slope)?;
    Some(first.checked_sub(back)?.round_dp(12).normalize())
}
