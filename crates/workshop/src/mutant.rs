//! Rules turned a little: what a slip of the hand would make of them. A case that comes out otherwise
//! notices the slip; a mutant that no case notices shows what a wrong figure could hide behind.

use crate::{
    bench::bare,
    coverage::{own_steps, place_of, step_at},
    written::{member, written},
};
use sangloc_authoring::{Place, Places};
use sangloc_rulebook::{
    Amount, Arithmetic, Comparison, Criterion, CriterionIndex, Date, Dated, Decimal, FactType,
    OnUnmet, Operation, Parameter, ParameterIndex, ParameterType, Rulebook, Slot, Unit, ValueType,
};
use serde::Serialize;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// A slip in the rules.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What kind of slip.
    pub slip: Slip,
    /// The criterion or the figure it is in, by its name in the rule files.
    pub id: String,
    /// Where that is written.
    pub place: Place,
    /// What was written, and what the slip makes of it.
    pub text: String,
    /// The criteria whose verdict may be another.
    pub(crate) criteria: Vec<CriterionIndex>,
    /// The indicators whose points may be another, by place in the rulebook.
    pub(crate) indicators: Vec<usize>,
    /// Days on which it can show, besides those of the cases.
    pub(crate) days: Vec<Date>,
    pub(crate) edit: Edit,
}

/// The kinds of slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// A limit one step up or down.
    Limit,
    /// Another comparison or operator.
    Operator,
    /// A part of a condition left out.
    Clause,
    /// A condition turned around.
    Negation,
    /// A figure in another unit.
    Unit,
    /// A period a day longer or shorter.
    Period,
    /// A member of a list left out.
    Member,
    /// Other points.
    Points,
    /// Review for rejection, or the other way round.
    Unmet,
}

/// What is changed.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// The criterion reads other steps, which stand behind the program.
    Rule { criterion: CriterionIndex, steps: Vec<(Operation, ValueType)>, roots: [Option<Slot>; 3] },
    /// What an unmet criterion does.
    Unmet { criterion: CriterionIndex, to: OnUnmet },
    /// The figure has other values; `steps`: all that rest on it, parts before wholes.
    Figure { parameter: ParameterIndex, values: Vec<Dated>, steps: Vec<Slot> },
}

impl Edit {
    /// Makes the change; gives what undoes it, and the steps that may come out otherwise.
    pub(crate) fn apply(&self, book: &mut Rulebook) -> (Undo, Vec<Slot>) {
        match self {
            Self::Rule { criterion, steps, roots } => {
                let length = book.program.steps.len();
                let added = (length..).take(steps.len()).filter_map(|at| u32::try_from(at).ok());
                let added = added.map(Slot).collect();
                for (operation, kind) in steps {
                    book.program.steps.push(*operation);
                    book.program.types.push(kind.clone());
                }
                let old = book.criteria.get_mut(criterion.at()).map(|found| {
                    let old = found.clone();
                    [found.when, found.require, found.points] = *roots;
                    old
                });
                (Undo::Rule { criterion: *criterion, old: old.map(Box::new), length }, added)
            }
            Self::Unmet { criterion, to } => {
                let length = book.program.steps.len();
                let old = book.criteria.get_mut(criterion.at()).map(|found| {
                    let old = found.clone();
                    found.on_unmet = *to;
                    old
                });
                (Undo::Rule { criterion: *criterion, old: old.map(Box::new), length }, Vec::new())
            }
            Self::Figure { parameter, values, steps } => {
                let old = book
                    .parameters
                    .get_mut(parameter.at())
                    .map(|found| std::mem::replace(&mut found.values, values.clone()));
                (
                    Undo::Figure { parameter: *parameter, values: old.unwrap_or_default() },
                    steps.clone(),
                )
            }
        }
    }
}

/// What takes a change back.
pub(crate) enum Undo {
    Rule { criterion: CriterionIndex, old: Option<Box<Criterion>>, length: usize },
    Figure { parameter: ParameterIndex, values: Vec<Dated> },
}

impl Undo {
    pub(crate) fn apply(self, book: &mut Rulebook) {
        match self {
            Self::Rule { criterion, old, length } => {
                book.program.steps.truncate(length);
                book.program.types.truncate(length);
                if let (Some(found), Some(old)) = (book.criteria.get_mut(criterion.at()), old) {
                    *found = *old;
                }
            }
            Self::Figure { parameter, values } => {
                if let Some(found) = book.parameters.get_mut(parameter.at()) {
                    found.values = values;
                }
            }
        }
    }
}

/// All mutants of a rulebook, criterion by criterion and then figure by figure.
pub fn mutants(rulebook: &Rulebook, places: &Places) -> Vec<Mutant> {
    let maker = Maker { rulebook, places, sketch: RefCell::new(bare(rulebook)) };
    let criteria = (0u16..).zip(&rulebook.criteria);
    let rules =
        criteria.flat_map(|(place, criterion)| maker.criterion(CriterionIndex(place), criterion));
    let parameters = (0u16..).zip(&rulebook.parameters);
    let figures =
        parameters.flat_map(|(place, parameter)| maker.parameter(ParameterIndex(place), parameter));
    rules.chain(figures).collect()
}

/// What stands in the place of a step.
pub(crate) enum Instead {
    /// Another step that is there already, or none: the clause is left out.
    Step(Slot),
    /// Another operation.
    Operation(Operation),
    /// The step, turned around.
    Negated,
}

struct Maker<'a> {
    rulebook: &'a Rulebook,
    places: &'a Places,
    /// Where mutants are written down.
    sketch: RefCell<Rulebook>,
}

impl Maker<'_> {
    fn criterion(&self, index: CriterionIndex, criterion: &Criterion) -> Vec<Mutant> {
        let mut found = Vec::new();
        for slot in own_steps(self.rulebook, criterion.roots()) {
            for (slip, instead) in self.slips(slot) {
                found.push(self.rule(index, criterion, slot, slip, &instead));
            }
        }
        found.extend(self.without_condition(index, criterion));
        if criterion.kind.decides() {
            let to = match criterion.on_unmet {
                OnUnmet::Reject => OnUnmet::Review,
                OnUnmet::Review => OnUnmet::Reject,
            };
            let text = format!("unmet: {:?} → {to:?}", criterion.on_unmet);
            let edit = Edit::Unmet { criterion: index, to };
            found.push(self.of_criterion(index, criterion, Slip::Unmet, None, text, edit));
        }
        found
    }

    fn of_criterion(
        &self,
        index: CriterionIndex,
        criterion: &Criterion,
        slip: Slip,
        slot: Option<Slot>,
        text: String,
        edit: Edit,
    ) -> Mutant {
        let days = [criterion.from, criterion.to].into_iter().flatten();
        Mutant {
            slip,
            id: criterion.id.to_string(),
            place: place_of(self.rulebook, self.places, index, slot),
            text,
            criteria: vec![index],
            indicators: Vec::new(),
            days: days.flat_map(around).collect(),
            edit,
        }
    }

    /// The criterion applies everywhere and always.
    fn without_condition(&self, index: CriterionIndex, criterion: &Criterion) -> Option<Mutant> {
        let when = criterion.when?;
        let text = format!("when: {} left out", written(self.rulebook, when));
        let roots = [None, criterion.require, criterion.points];
        let edit = Edit::Rule { criterion: index, steps: Vec::new(), roots };
        Some(self.of_criterion(index, criterion, Slip::Clause, Some(when), text, edit))
    }

    /// What a slip of the hand makes of one step.
    fn slips(&self, slot: Slot) -> Vec<(Slip, Instead)> {
        use Instead::{Negated, Operation as Other, Step};
        use Slip::{Clause, Limit, Member, Negation, Operator, Period};
        let program = &self.rulebook.program;
        let is_truth = program.type_of(slot) == Some(&ValueType::YesNo);
        let Some(step) = program.step(slot) else {
            return Vec::new();
        };
        match *step {
            Operation::Compare(comparison, a, b) => {
                let (near, turned) = (near(comparison), comparison.negated());
                let mut all = vec![(Operator, Other(Operation::Compare(near, a, b)))];
                if turned != near {
                    all.push((Negation, Other(Operation::Compare(turned, a, b))));
                }
                all
            }
            Operation::And(a, b) => {
                vec![(Clause, Step(a)), (Clause, Step(b)), (Operator, Other(Operation::Or(a, b)))]
            }
            Operation::Or(a, b) => {
                vec![(Clause, Step(a)), (Clause, Step(b)), (Operator, Other(Operation::And(a, b)))]
            }
            Operation::Implies(a, b) => vec![
                (Clause, Step(b)),
                (Clause, Other(Operation::YesNo(true))),
                (Operator, Other(Operation::Implies(b, a))),
            ],
            Operation::Choose(condition, a, b) => vec![
                (Clause, Step(a)),
                (Clause, Step(b)),
                (Negation, Other(Operation::Choose(condition, b, a))),
            ],
            Operation::Not(a) => vec![(Negation, Step(a))],
            // To have any of one is to have all of it.
            Operation::AnyOf(_, b) | Operation::AllOf(_, b) if self.is_single(b) => {
                vec![(Negation, Negated)]
            }
            Operation::AnyOf(a, b) if matches!(program.type_of(a), Some(ValueType::Choices(_))) => {
                vec![(Negation, Negated), (Operator, Other(Operation::AllOf(a, b)))]
            }
            Operation::AllOf(a, b) => {
                vec![(Negation, Negated), (Operator, Other(Operation::AnyOf(a, b)))]
            }
            Operation::Same(..) | Operation::AnyOf(..) => vec![(Negation, Negated)],
            Operation::Answer(_) | Operation::Column(..) | Operation::Holds(..) if is_truth => {
                vec![(Negation, Negated)]
            }
            Operation::Arithmetic(operator, a, b) => {
                let other = match operator {
                    Arithmetic::Add => Arithmetic::Subtract,
                    Arithmetic::Subtract => Arithmetic::Add,
                    Arithmetic::Multiply => Arithmetic::Divide,
                    Arithmetic::Divide => Arithmetic::Multiply,
                };
                vec![(Operator, Other(Operation::Arithmetic(other, a, b)))]
            }
            Operation::Choices(set) => {
                let without = |place| Other(Operation::Choices(set.toggled(place)));
                set.places().map(|place| (Member, without(place))).collect()
            }
            Operation::Number(number) => {
                let step = step_at(number, true);
                vec![(Limit, Other(Operation::Number(number + step)))]
            }
            Operation::Date(day) => around(day)
                .into_iter()
                .filter(|other| *other != day)
                .map(|other| (Period, Other(Operation::Date(other))))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a step is a set of one member.
    fn is_single(&self, slot: Slot) -> bool {
        match self.rulebook.program.step(slot) {
            Some(Operation::Choices(set)) => set.places().count() == 1,
            _ => false,
        }
    }

    /// The criterion with something else in the place of a step, on copies of the steps above it.
    fn rule(
        &self,
        index: CriterionIndex,
        criterion: &Criterion,
        slot: Slot,
        slip: Slip,
        instead: &Instead,
    ) -> Mutant {
        let Rebuilt { steps, roots, new } = Rebuilt::of(self.rulebook, criterion, slot, instead);
        let text = format!("{} → {}", written(self.rulebook, slot), self.sketched(&steps, new));
        let edit = Edit::Rule { criterion: index, steps, roots };
        self.of_criterion(index, criterion, slip, Some(slot), text, edit)
    }

    /// A step as the rule language writes it, with these steps behind the program.
    fn sketched(&self, steps: &[(Operation, ValueType)], slot: Slot) -> String {
        let mut book = self.sketch.borrow_mut();
        let length = book.program.steps.len();
        for (operation, kind) in steps {
            book.program.steps.push(*operation);
            book.program.types.push(kind.clone());
        }
        let text = written(&book, slot);
        book.program.steps.truncate(length);
        book.program.types.truncate(length);
        text
    }

    fn parameter(&self, index: ParameterIndex, parameter: &Parameter) -> Vec<Mutant> {
        let steps = self.resting_on(index);
        let mut found = Vec::new();
        for (place, dated) in parameter.values.iter().enumerate() {
            for (slip, amount, text) in self.other_amounts(parameter, &dated.amount) {
                let mut values = parameter.values.clone();
                if let Some(value) = values.get_mut(place) {
                    value.amount = amount;
                }
                found.push(self.figure(index, parameter, dated, slip, text, values, &steps));
            }
            for (values, text) in other_periods(&parameter.values, place) {
                let slip = Slip::Period;
                found.push(self.figure(index, parameter, dated, slip, text, values, &steps));
            }
        }
        found
    }

    #[expect(clippy::too_many_arguments, reason = "one call, each a part of the mutant")]
    fn figure(
        &self,
        index: ParameterIndex,
        parameter: &Parameter,
        dated: &Dated,
        slip: Slip,
        text: String,
        values: Vec<Dated>,
        steps: &BTreeSet<Slot>,
    ) -> Mutant {
        let named = format!("parameter {} from {}", parameter.id, dated.period.from);
        let rests = |slot: Slot| steps.contains(&slot);
        let criteria = (0u16..).zip(&self.rulebook.criteria);
        let criteria = criteria.filter(|(_, criterion)| criterion.roots().any(rests));
        let indicators = self.rulebook.indicators.iter().enumerate();
        let indicators = indicators.filter(|(_, shown)| shown.points.is_some_and(rests));
        Mutant {
            slip,
            id: parameter.id.to_string(),
            place: self.places.named.get(&named).cloned().unwrap_or(Place {
                file: "parameters.toml".into(),
                line: 0,
                column: 0,
                span: (0, 0),
            }),
            text,
            criteria: criteria.map(|(place, _)| CriterionIndex(place)).collect(),
            indicators: indicators.map(|(place, _)| place).collect(),
            days: [Some(dated.period.from), dated.period.to]
                .into_iter()
                .flatten()
                .flat_map(around)
                .collect(),
            edit: Edit::Figure { parameter: index, values, steps: steps.iter().copied().collect() },
        }
    }

    /// The steps that read a figure, and all that rest on them.
    fn resting_on(&self, index: ParameterIndex) -> BTreeSet<Slot> {
        let rulebook = self.rulebook;
        let is_rate = index == rulebook.exchange_rate;
        let mut found = BTreeSet::new();
        for (place, step) in (0u32..).zip(&rulebook.program.steps) {
            let reads = match step {
                Operation::Parameter(other) | Operation::Bands(_, other) => *other == index,
                Operation::Convert(_, conversion) => is_rate && conversion.rate_power != 0,
                Operation::Answer(fact) => {
                    let fact = rulebook.fact(*fact);
                    is_rate && fact.is_some_and(|fact| matches!(fact.answer, FactType::Money(_)))
                }
                _ => false,
            };
            if reads || step.operands().any(|operand| found.contains(&operand)) {
                found.insert(Slot(place));
            }
        }
        found
    }

    /// What a slip makes of an amount.
    fn other_amounts(&self, parameter: &Parameter, amount: &Amount) -> Vec<(Slip, Amount, String)> {
        match (amount, &parameter.kind) {
            (Amount::Number(number), ParameterType::Number(unit)) => {
                let beside = beside(*number).map(|other| {
                    let text = format!("{} → {}", number.normalize(), other.normalize());
                    (Slip::Limit, Amount::Number(other), text)
                });
                let unit = other_unit(unit, *number).map(|(other, number)| {
                    (Slip::Unit, Amount::Number(number), format!("{unit} → {other}"))
                });
                beside.into_iter().chain(unit).collect()
            }
            (Amount::Bands(bands), _) => other_bands(bands),
            (Amount::Choices(set), ParameterType::Choices(list)) => set
                .places()
                .map(|place| {
                    let text = format!("\"{}\" left out", member(self.rulebook, *list, place));
                    (Slip::Member, Amount::Choices(set.toggled(place)), text)
                })
                .collect(),
            (Amount::Choice(place), ParameterType::Choice(list)) => {
                let length = self.rulebook.choice_list(*list).map_or(0, |list| list.members.len());
                let others = (0u16..).take(length).filter(|other| other != place);
                let name = |place| member(self.rulebook, *list, place);
                others
                    .map(|other| {
                        let text = format!("\"{}\" → \"{}\"", name(*place), name(other));
                        (Slip::Member, Amount::Choice(other), text)
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A criterion with something else in the place of a step.
pub(crate) struct Rebuilt {
    /// The steps behind the program that it reads: copies of those above the changed one.
    pub(crate) steps: Vec<(Operation, ValueType)>,
    /// What it then reads as `when`, `require` and `points`.
    pub(crate) roots: [Option<Slot>; 3],
    /// What stands in the place.
    new: Slot,
}

impl Rebuilt {
    pub(crate) fn of(
        rulebook: &Rulebook,
        criterion: &Criterion,
        slot: Slot,
        instead: &Instead,
    ) -> Self {
        let program = &rulebook.program;
        let roots = [criterion.when, criterion.require, criterion.points];
        let mut copy = Copy { rulebook, steps: Vec::new(), moved: BTreeMap::new() };
        let kind = program.type_of(slot).cloned().unwrap_or(ValueType::YesNo);
        let new = match instead {
            Instead::Step(other) => *other,
            Instead::Operation(operation) => copy.add(*operation, kind),
            Instead::Negated => copy.add(Operation::Not(slot), kind),
        };
        copy.moved.insert(slot, new);
        copy.rebuild(own_steps(rulebook, criterion.roots()), slot);
        let roots = roots.map(|root| root.map(|root| copy.place(root)));
        Self { steps: copy.steps, roots, new }
    }
}

/// Copies of the steps above a changed one.
struct Copy<'a> {
    rulebook: &'a Rulebook,
    steps: Vec<(Operation, ValueType)>,
    moved: BTreeMap<Slot, Slot>,
}

impl Copy<'_> {
    fn add(&mut self, operation: Operation, kind: ValueType) -> Slot {
        let place = self.rulebook.program.steps.len() + self.steps.len();
        self.steps.push((operation, kind));
        Slot(u32::try_from(place).unwrap_or(u32::MAX))
    }

    fn place(&self, slot: Slot) -> Slot {
        self.moved.get(&slot).copied().unwrap_or(slot)
    }

    /// Copies every step that rests on a moved one; `changed` itself is moved already.
    fn rebuild(&mut self, steps: BTreeSet<Slot>, changed: Slot) {
        let program = &self.rulebook.program;
        for slot in steps.into_iter().filter(|slot| *slot != changed) {
            let (Some(step), Some(kind)) = (program.step(slot), program.type_of(slot)) else {
                continue;
            };
            if step.operands().any(|operand| self.moved.contains_key(&operand)) {
                let operation = step.with_operands(|operand| self.place(operand));
                let new = self.add(operation, kind.clone());
                self.moved.insert(slot, new);
            }
        }
    }
}

/// The comparison one slips into: with the limit for without it.
pub(crate) fn near(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Below => Comparison::AtMost,
        Comparison::AtMost => Comparison::Below,
        Comparison::Above => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::Above,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
    }
}

/// A day and the days beside it.
fn around(day: Date) -> Vec<Date> {
    [day.previous(), Some(day), day.next()].into_iter().flatten().collect()
}

/// An amount one step up and down: a hundredth of it, and at least one in its last digit.
fn beside(number: Decimal) -> [Decimal; 2] {
    let number = number.normalize();
    let digit = Decimal::new(1, number.scale());
    let step = (number.abs() / Decimal::ONE_HUNDRED).max(digit);
    [number + step, number - step]
}

/// The same amount as if it were written in a neighbouring unit of the same kind.
fn other_unit(unit: &Unit, number: Decimal) -> Option<(Unit, Decimal)> {
    if number.is_zero() {
        return None;
    }
    let text = unit.to_string();
    let first = text.split(['*', '/']).next().unwrap_or_default();
    let rest = text.get(first.len()..).unwrap_or_default();
    let others = Unit::symbols().filter(|symbol| *symbol != first);
    let mut others = others.filter_map(|symbol| format!("{symbol}{rest}").parse::<Unit>().ok());
    others.find_map(|other| {
        let conversion = other.conversion_to(unit).filter(|found| found.rate_power == 0)?;
        let scaled = number.checked_mul(conversion.multiply)?.checked_div(conversion.divide)?;
        (scaled != number).then_some((other, scaled))
    })
}

fn other_bands(bands: &[sangloc_rulebook::Band]) -> Vec<(Slip, Amount, String)> {
    let mut found = Vec::new();
    for (place, band) in bands.iter().enumerate() {
        let mut with = |slip, change: &dyn Fn(&mut sangloc_rulebook::Band), text: String| {
            let mut other = bands.to_vec();
            if let Some(band) = other.get_mut(place) {
                change(band);
            }
            found.push((slip, Amount::Bands(other), text));
        };
        for least in beside(band.at_least) {
            let text = format!("at_least {} → {}", band.at_least.normalize(), least.normalize());
            with(Slip::Limit, &|band| band.at_least = least, text);
        }
        for points in [band.points + Decimal::ONE, band.points - Decimal::ONE] {
            let text = format!("points {} → {}", band.points.normalize(), points.normalize());
            with(Slip::Points, &|band| band.points = points, text);
        }
        let mut other = bands.to_vec();
        other.remove(place);
        let text = format!("band at_least {} left out", band.at_least.normalize());
        found.push((Slip::Clause, Amount::Bands(other), text));
    }
    found
}

/// The values with a period a day longer or shorter, and the one beside it accordingly.
fn other_periods(values: &[Dated], place: usize) -> Vec<(Vec<Dated>, String)> {
    let Some(dated) = values.get(place) else {
        return Vec::new();
    };
    let from = dated.period.from;
    let days = [from.previous(), from.next()].into_iter().flatten();
    days.map(|day| {
        let mut other = values.to_vec();
        if let Some(value) = other.get_mut(place) {
            value.period.from = day;
        }
        let before = place.checked_sub(1).and_then(|before| other.get_mut(before));
        if let Some(before) = before.filter(|before| before.period.to.is_some()) {
            before.period.to = day.previous();
        }
        (other, format!("from {from} → {day}"))
    })
    .collect()
}
