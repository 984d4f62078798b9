//! The values worth trying for an answer: those beside which a rule turns, and one of each kind between.

use crate::{Answer, evaluate::Evaluation};
use sangloc_rulebook::{
    Amount, Arithmetic, ChoiceSet, ColumnIndex, Conversion, Decimal, Fact, FactIndex, FactType,
    Operation, Slot, TableIndex, Unit, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most values that are worked out for one quantity.
const MOST_VALUES: usize = 512;

/// Where a quantity is not limited, amounts beyond this are not tried.
const FAR: i64 = 1_000_000_000_000;

/// Amounts are tried to this many digits after the point; whole numbers to none.
const DIGITS: u32 = 2;

/// Values worth trying, and whether there can be others that would do where these do not.
pub(crate) struct Candidates {
    pub(crate) answers: Vec<Answer>,
    /// Whether a rule compares the quantity with another that is open as well.
    pub(crate) rough: bool,
}

/// The least step between two amounts a person would give: 1 for whole numbers, else 0.01.
pub(crate) fn step_of(fact: &Fact) -> Decimal {
    match fact.answer {
        FactType::Whole(_) => Decimal::ONE,
        _ => Decimal::new(1, DIGITS),
    }
}

/// Which steps of the part of a program that matters read each fact, and how.
#[derive(Default)]
pub(crate) struct Readers {
    /// The steps that take an answer, or a cell of the row it picks.
    answers: BTreeMap<FactIndex, Vec<Slot>>,
    /// Comparisons and bands that read a number or a day.
    turns: BTreeMap<FactIndex, BTreeSet<Slot>>,
    /// Tests of membership that read a set.
    tests: BTreeMap<FactIndex, BTreeSet<Slot>>,
    /// The steps that read each step.
    users: Vec<Vec<Slot>>,
    /// The columns that are read of each table.
    columns: BTreeMap<TableIndex, BTreeSet<ColumnIndex>>,
}

impl Readers {
    /// The readers among these steps.
    pub(crate) fn of(evaluation: &Evaluation<'_>, cone: &BTreeSet<Slot>) -> Self {
        let rulebook = evaluation.rulebook;
        let program = &rulebook.program;
        let steps = program.steps.len();
        let mut readers = Self { users: vec![Vec::new(); steps], ..Self::default() };
        // The facts whose amount reaches a step as an amount.
        let mut amounts: Vec<Vec<FactIndex>> = vec![Vec::new(); steps];
        for slot in cone.iter().copied() {
            let Some(step) = program.step(slot) else { continue };
            for part in step.operands() {
                if let Some(users) = readers.users.get_mut(part.at()) {
                    users.push(slot);
                }
            }
            let fact = match *step {
                Operation::Answer(fact) => Some(fact),
                Operation::Column(table, column) => {
                    readers.columns.entry(table).or_default().insert(column);
                    rulebook.table(table).map(|table| table.answer)
                }
                _ => None,
            };
            if let Some(fact) = fact {
                readers.answers.entry(fact).or_default().push(slot);
            }
            let amounts_of = |parts: &[Slot]| -> Vec<FactIndex> {
                let all = parts.iter().filter_map(|part| amounts.get(part.at()));
                all.flatten().copied().collect()
            };
            let amount = match *step {
                Operation::Answer(fact) => vec![fact],
                Operation::Arithmetic(_, a, b) | Operation::Choose(_, a, b) => amounts_of(&[a, b]),
                Operation::Convert(a, _) => amounts_of(&[a]),
                _ => Vec::new(),
            };
            let (turning, tested) = match *step {
                Operation::Compare(_, a, b) => (amounts_of(&[a, b]), Vec::new()),
                Operation::Bands(a, _) => (amounts_of(&[a]), Vec::new()),
                Operation::AnyOf(a, b) | Operation::AllOf(a, b) => {
                    (Vec::new(), amounts_of(&[a, b]))
                }
                _ => (Vec::new(), Vec::new()),
            };
            for fact in turning {
                readers.turns.entry(fact).or_default().insert(slot);
            }
            for fact in tested {
                readers.tests.entry(fact).or_default().insert(slot);
            }
            if let Some(place) = amounts.get_mut(slot.at()) {
                *place = amount;
            }
        }
        readers
    }

    /// The first steps to perform again when a fact gets another answer, or a set another member.
    pub(crate) fn first_readers(&self, fact: FactIndex) -> impl Iterator<Item = Slot> {
        let answers = self.answers.get(&fact).into_iter().flatten();
        answers.chain(self.tests.get(&fact).into_iter().flatten()).copied()
    }

    /// The steps that read a step.
    pub(crate) fn users(&self, slot: Slot) -> &[Slot] {
        self.users.get(slot.at()).map_or(&[], Vec::as_slice)
    }

    /// The columns of a table that any step reads.
    pub(crate) fn columns(&self, table: TableIndex) -> Vec<ColumnIndex> {
        self.columns.get(&table).into_iter().flatten().copied().collect()
    }

    /// Whether any step reads the fact.
    pub(crate) fn reads(&self, fact: FactIndex) -> bool {
        self.answers.contains_key(&fact)
    }

    /// The members of a set that rules tell apart: of those that are always in the same lists, one;
    /// members that are in `kept` all count.
    pub(crate) fn members(
        &self,
        evaluation: &Evaluation<'_>,
        fact: FactIndex,
        kept: ChoiceSet,
    ) -> ChoiceSet {
        let tests = self.tests_of(evaluation, fact);
        let mut seen = BTreeSet::new();
        // A member in no list is as good as any other: one stands for all of them.
        let places = (0..size_of_list(evaluation, fact)).filter(|place| {
            let told_apart = kept.contains(*place) || tests.each.contains(*place);
            told_apart || seen.insert(tests.signature(*place))
        });
        ChoiceSet::of(places.collect::<Vec<_>>())
    }

    fn tests_of(&self, evaluation: &Evaluation<'_>, fact: FactIndex) -> Tests {
        let mut tests = Tests::default();
        for slot in self.tests.get(&fact).into_iter().flatten() {
            let step = evaluation.rulebook.program.step(*slot);
            let (Some(Operation::AnyOf(a, b)) | Some(Operation::AllOf(a, b))) = step else {
                continue;
            };
            let own = is_answer(evaluation, *a, fact);
            let lists = sets(evaluation, if own { *b } else { *a });
            if own && matches!(step, Some(Operation::AllOf(..))) {
                tests.each = lists.iter().fold(tests.each, |each, list| each.union(*list));
            }
            tests.lists.extend(lists);
        }
        tests
    }

    /// The amounts beside which rules turn for a fact, by the results so far.
    pub(crate) fn turns(&self, evaluation: &Evaluation<'_>, fact: FactIndex) -> BTreeSet<Decimal> {
        let mut turns = Turns { evaluation, fact, rough: false };
        turns.all(self.turns.get(&fact).into_iter().flatten())
    }

    /// The values worth trying for an answer that is no set, by the results so far.
    pub(crate) fn candidates(&self, evaluation: &Evaluation<'_>, fact: FactIndex) -> Candidates {
        let exact = |answers| Candidates { answers, rough: false };
        let Some(known) = evaluation.rulebook.fact(fact) else { return exact(Vec::new()) };
        match &known.answer {
            FactType::YesNo => exact(vec![Answer::YesNo(true), Answer::YesNo(false)]),
            FactType::Choice(_) => {
                exact((0..size_of_list(evaluation, fact)).map(Answer::Choice).collect())
            }
            FactType::Code(table) => {
                let rows = evaluation.rulebook.table(*table).map_or(0, |table| table.rows.len());
                exact((0u16..).take(rows).map(Answer::Row).collect())
            }
            FactType::Choices(_) | FactType::Text => exact(Vec::new()),
            FactType::Date => self.days(evaluation, fact),
            FactType::Whole(unit) | FactType::Decimal(unit) | FactType::Money(unit) => {
                self.amounts(evaluation, fact, known, unit)
            }
        }
    }

    fn amounts(
        &self,
        evaluation: &Evaluation<'_>,
        fact: FactIndex,
        known: &Fact,
        unit: &Unit,
    ) -> Candidates {
        let mut turns = Turns { evaluation, fact, rough: false };
        let points = turns.all(self.turns.get(&fact).into_iter().flatten());
        let step = step_of(known);
        let far = Decimal::from(FAR);
        let (least, most) = (known.min.unwrap_or(-far), known.max.unwrap_or(far));
        let mut amounts = BTreeSet::from([least, most.min(least.max(Decimal::ZERO))]);
        for point in points {
            // The turn itself is between two steps; conversions may be off by less than one.
            let below = (point / step).floor() * step;
            let near = [-1, 0, 1, 2].map(|many| Decimal::from(many) * step);
            amounts.extend(near.iter().filter_map(|offset| below.checked_add(*offset)));
            amounts.insert(point.normalize());
        }
        let whole = matches!(known.answer, FactType::Whole(_));
        let fits = |amount: &Decimal| {
            (least..=most).contains(amount)
                && (!whole || amount.is_integer())
                && amount.scale() <= 10
        };
        let answers = amounts.into_iter().filter(fits);
        let answers = answers.map(|amount| Answer::Number(amount.normalize(), unit.clone()));
        Candidates { answers: answers.collect(), rough: turns.rough }
    }

    fn days(&self, evaluation: &Evaluation<'_>, fact: FactIndex) -> Candidates {
        let (mut days, mut rough) = (BTreeSet::new(), false);
        for slot in self.turns.get(&fact).into_iter().flatten() {
            let Some(Operation::Compare(_, a, b)) = evaluation.rulebook.program.step(*slot) else {
                continue;
            };
            let other = if is_answer(evaluation, *a, fact) { *b } else { *a };
            match evaluation.result(other) {
                Some(Value::Date(day)) => {
                    days.extend([day.previous(), Some(day), day.next()].into_iter().flatten());
                }
                _ => rough = true,
            }
        }
        if days.is_empty() {
            days.insert(evaluation.as_of);
        }
        Candidates { answers: days.into_iter().map(Answer::Date).collect(), rough }
    }
}

fn size_of_list(evaluation: &Evaluation<'_>, fact: FactIndex) -> u16 {
    let list = match evaluation.rulebook.fact(fact).map(|fact| &fact.answer) {
        Some(FactType::Choice(list) | FactType::Choices(list)) => *list,
        _ => return 0,
    };
    let members = evaluation.rulebook.choice_list(list).map_or(0, |list| list.members.len());
    u16::try_from(members).unwrap_or(u16::MAX)
}

fn is_answer(evaluation: &Evaluation<'_>, slot: Slot, fact: FactIndex) -> bool {
    evaluation.rulebook.program.step(slot) == Some(&Operation::Answer(fact))
}

/// The sets a step can come to, whatever the answers: those of all rows and branches.
fn sets(evaluation: &Evaluation<'_>, slot: Slot) -> BTreeSet<ChoiceSet> {
    match evaluation.rulebook.program.step(slot) {
        Some(Operation::Column(table, column)) => {
            let rows = evaluation.rulebook.table(*table).map_or(&[][..], |table| &table.rows);
            let cells = rows.iter().filter_map(|row| row.cells.get(column.at()).copied().flatten());
            cells.filter_map(Value::choices).collect()
        }
        Some(Operation::Choose(_, a, b)) => {
            sets(evaluation, *a).into_iter().chain(sets(evaluation, *b)).collect()
        }
        Some(Operation::Answer(_)) | None => BTreeSet::new(),
        _ => evaluation.result(slot).and_then(Value::choices).into_iter().collect(),
    }
}

/// The lists that the members of a set are held against.
#[derive(Default)]
struct Tests {
    lists: BTreeSet<ChoiceSet>,
    /// Members of lists all of which are asked for: there every single one counts.
    each: ChoiceSet,
}

impl Tests {
    /// In which lists a member is.
    fn signature(&self, place: u16) -> Vec<bool> {
        self.lists.iter().map(|list| list.contains(place)).collect()
    }
}

/// Works out where rules turn for one quantity.
struct Turns<'a> {
    evaluation: &'a Evaluation<'a>,
    fact: FactIndex,
    rough: bool,
}

impl Turns<'_> {
    fn all<'s>(&mut self, readers: impl Iterator<Item = &'s Slot>) -> BTreeSet<Decimal> {
        let mut points = BTreeSet::new();
        for slot in readers {
            match self.evaluation.rulebook.program.step(*slot) {
                Some(Operation::Compare(_, a, b)) => {
                    let both = self.reads(*a) && self.reads(*b);
                    // On both sides of one comparison: it turns where no single inversion finds it.
                    self.rough |= both;
                    for (own, other) in [(*a, *b), (*b, *a)] {
                        if self.reads(own) && !both {
                            let targets = self.values(other);
                            self.solve(own, targets, &mut points);
                        }
                    }
                }
                Some(Operation::Bands(a, parameter)) => {
                    let in_force = self.evaluation.amount(*parameter);
                    if let Some(Amount::Bands(bands)) = in_force {
                        let targets = bands.iter().map(|band| band.at_least).collect();
                        self.solve(*a, targets, &mut points);
                    }
                }
                _ => {}
            }
        }
        points
    }

    /// Whether the amount of the fact reaches this step as an amount.
    fn reads(&self, slot: Slot) -> bool {
        match self.evaluation.rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => *fact == self.fact,
            Some(Operation::Arithmetic(_, a, b) | Operation::Choose(_, a, b)) => {
                self.reads(*a) || self.reads(*b)
            }
            Some(Operation::Convert(a, _)) => self.reads(*a),
            _ => false,
        }
    }

    /// The amounts of the fact at which the step comes to one of the targets.
    fn solve(&mut self, slot: Slot, targets: BTreeSet<Decimal>, points: &mut BTreeSet<Decimal>) {
        match self.evaluation.rulebook.program.step(slot) {
            Some(Operation::Answer(_)) => points.extend(targets),
            Some(Operation::Convert(a, conversion)) => {
                let back = |target| self.unconverted(target, conversion);
                self.solve(*a, targets.into_iter().filter_map(back).collect(), points);
            }
            Some(Operation::Choose(_, a, b)) => {
                for branch in [*a, *b] {
                    if self.reads(branch) {
                        self.solve(branch, targets.clone(), points);
                    }
                }
            }
            Some(Operation::Arithmetic(operator, a, b)) => match (self.reads(*a), self.reads(*b)) {
                (true, false) => {
                    let others = self.values(*b);
                    let back = pairs(&targets, &others, |target, other| match operator {
                        Arithmetic::Add => target.checked_sub(other),
                        Arithmetic::Subtract => target.checked_add(other),
                        Arithmetic::Multiply => target.checked_div(other),
                        Arithmetic::Divide => target.checked_mul(other),
                    });
                    self.solve(*a, back, points);
                }
                (false, true) => {
                    let others = self.values(*a);
                    let back = pairs(&targets, &others, |target, other| match operator {
                        Arithmetic::Add => target.checked_sub(other),
                        Arithmetic::Subtract => other.checked_sub(target),
                        Arithmetic::Multiply => target.checked_div(other),
                        Arithmetic::Divide => other.checked_div(target),
                    });
                    self.solve(*b, back, points);
                }
                _ => self.rough = true,
            },
            _ => {}
        }
    }

    fn unconverted(&self, target: Decimal, conversion: &Conversion) -> Option<Decimal> {
        let back = Conversion {
            multiply: conversion.divide,
            divide: conversion.multiply,
            rate_power: conversion.rate_power.checked_neg()?,
        };
        self.evaluation.convert(target, &back)
    }

    /// The amounts a step can come to. One that an open answer leaves open is guessed at.
    fn values(&mut self, slot: Slot) -> BTreeSet<Decimal> {
        if let Some(number) = self.evaluation.result(slot).and_then(Value::number) {
            return BTreeSet::from([number]);
        }
        let rulebook = self.evaluation.rulebook;
        match rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => {
                self.rough = true;
                self.guesses(*fact)
            }
            Some(Operation::Column(table, column)) => {
                let rows = rulebook.table(*table).map_or(&[][..], |table| &table.rows);
                let cells =
                    rows.iter().filter_map(|row| row.cells.get(column.at()).copied().flatten());
                cells.filter_map(Value::number).take(MOST_VALUES).collect()
            }
            Some(Operation::Choose(_, a, b)) => {
                let (mut a, b) = (self.values(*a), self.values(*b));
                a.extend(b);
                a
            }
            Some(Operation::Convert(a, conversion)) => {
                let values = self.values(*a).into_iter();
                values.filter_map(|value| self.evaluation.convert(value, conversion)).collect()
            }
            Some(Operation::Arithmetic(operator, a, b)) => {
                let (a, b) = (self.values(*a), self.values(*b));
                pairs(&a, &b, |a, b| crate::evaluate::compute(*operator, a, b))
            }
            _ => BTreeSet::new(),
        }
    }

    /// Amounts to try the other side of a comparison with, while its own answer is open.
    fn guesses(&self, fact: FactIndex) -> BTreeSet<Decimal> {
        let known = self.evaluation.rulebook.fact(fact);
        let limits = known.map(|fact| (fact.min, fact.max));
        let (least, most) = limits.unwrap_or_default();
        [least, most, Some(Decimal::ONE), Some(Decimal::ONE_HUNDRED)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What comes of each pair; only so many.
fn pairs(
    left: &BTreeSet<Decimal>,
    right: &BTreeSet<Decimal>,
    combine: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> BTreeSet<Decimal> {
    let all = left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b)));
    all.filter_map(|(a, b)| combine(a, b)).take(MOST_VALUES).collect()
}
