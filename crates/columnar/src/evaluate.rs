//! Performs the steps of a program on a chunk of answers, and follows what is unknown back to answers.
//!
//! The steps are those of the row engine (`sangloc_screening`), and their meaning is the same; only here each is done
//! for all rows before the next.

use crate::{
    answers::Answers,
    bits::{Bits, Truths},
    column::{Column, Input, Lanes},
    number::{self, Computed, Number},
    plan::Plan,
};
use sangloc_rulebook::{
    Amount, ChoiceSet, ColumnIndex, Comparison, Conversion, Criterion, Decimal, FactIndex,
    Operation, ParameterIndex, Slot, TableIndex, Value, ValueType,
};
use std::{borrow::Cow, rc::Rc};

/// The results of all steps for a chunk.
pub(crate) struct Evaluation<'a> {
    plan: &'a Plan<'a>,
    answers: &'a Answers,
    /// By slot.
    columns: Vec<Column>,
    /// Rows in which a result may not be what the row engine gives.
    pub(crate) odd: Bits,
}

/// How a criterion stands.
pub(crate) struct Standing {
    pub(crate) applies: Truths,
    pub(crate) required: Truths,
}

impl Standing {
    /// Whether it stands in the way: where it fails, it does.
    pub(crate) fn holds(&self) -> Truths {
        self.applies.implies(self.required)
    }
}

impl<'a> Evaluation<'a> {
    pub(crate) fn run(plan: &'a Plan<'a>, answers: &'a Answers) -> Self {
        let columns = vec![Column::unknown(); plan.rulebook.program.steps.len()];
        let mut evaluation = Self { plan, answers, columns, odd: answers.odd };
        for (slot, finished) in &plan.steps {
            let column = evaluation.perform(*slot).unwrap_or_else(Column::unknown);
            evaluation.put(*slot, column);
            for done in finished {
                evaluation.columns.get_mut(done.at()).into_iter().for_each(Column::forget);
            }
        }
        evaluation
    }

    fn put(&mut self, slot: Slot, column: Column) {
        if let Some(place) = self.columns.get_mut(slot.at()) {
            *place = column;
        }
    }

    fn operand(&self, slot: Slot) -> Input<'_> {
        match self.plan.known(slot) {
            Some(value) => Input::Same(value),
            None => self.columns.get(slot.at()).map_or(Input::Unknown, Input::Column),
        }
    }

    fn truths(&self, slot: Slot) -> Truths {
        self.operand(slot).truths()
    }

    fn rows(&self) -> usize {
        self.answers.rows
    }

    /// The result of a step by the results of the steps it reads; `None`: unknown in every row.
    fn perform(&mut self, slot: Slot) -> Option<Column> {
        let truths = |truths| Some(Column::truths(truths));
        match *self.plan.rulebook.program.step(slot)? {
            Operation::Answer(fact) => self.answers.column(fact).cloned(),
            Operation::Column(table, column) => self.cells(table, column),
            Operation::Holds(_, a) => truths(self.truths(a)),
            Operation::Not(a) => truths(self.truths(a).not()),
            Operation::And(a, b) => truths(self.truths(a).and(self.truths(b))),
            Operation::Or(a, b) => truths(self.truths(a).or(self.truths(b))),
            Operation::Implies(a, b) => truths(self.truths(a).implies(self.truths(b))),
            Operation::Choose(condition, a, b) => self.choose(condition, a, b),
            Operation::Compare(comparison, a, b) => self.compare(comparison, a, b),
            Operation::Same(a, b) => {
                let known = self.operand(a).known().and(self.operand(b).known());
                let same = self.same(a, b, known);
                truths(Truths::of(same, known))
            }
            Operation::Arithmetic(operator, a, b) => {
                let (left, right) = (self.operand(a), self.operand(b));
                let known = left.known().and(right.known());
                let rows = self.rows();
                let computed = match (left.numbers(rows)?, right.numbers(rows)?) {
                    (Some(a), Some(b)) => number::compute(operator, &a, &b, known),
                    _ => Computed::uncertain(rows, known),
                };
                Some(self.computed(computed))
            }
            Operation::Convert(a, conversion) => {
                let conversion = self.conversion(slot, a).unwrap_or(conversion);
                let operand = self.operand(a);
                let number = operand.numbers(self.rows())??;
                let computed =
                    number::convert(&number, &conversion, self.plan.rate, operand.known());
                Some(self.computed(computed))
            }
            Operation::Bands(quantity, parameter) => self.bands(quantity, parameter),
            Operation::AnyOf(a, b) => self.sets(a, b, ChoiceSet::intersects),
            Operation::AllOf(a, b) => self.sets(a, b, ChoiceSet::includes),
            // Known before anything is answered, or never.
            Operation::YesNo(_)
            | Operation::Number(_)
            | Operation::Choice(_)
            | Operation::Choices(_)
            | Operation::Date(_)
            | Operation::AsOf
            | Operation::Parameter(_) => None,
        }
    }

    fn computed(&mut self, computed: Computed) -> Column {
        self.odd = self.odd.or(computed.odd);
        Column { known: computed.known, lanes: Lanes::Number(computed.number) }
    }

    /// An answer goes straight from its own unit to the one that is wanted.
    fn conversion(&self, at: Slot, a: Slot) -> Option<Conversion> {
        let program = &self.plan.rulebook.program;
        match (program.step(a)?, program.type_of(at)?) {
            (Operation::Answer(fact), ValueType::Number(unit)) => {
                self.plan.rulebook.fact(*fact)?.answer.unit()?.conversion_to(unit)
            }
            _ => None,
        }
    }

    /// The cells of the rows that answers pick.
    fn cells(&mut self, table: TableIndex, column: ColumnIndex) -> Option<Column> {
        let table = self.plan.rulebook.table(table)?;
        let picked = self.answers.column(table.answer)?;
        let Lanes::Row(places) = &picked.lanes else {
            return None;
        };
        let cell = |place: u16| *table.rows.get(usize::from(place))?.cells.get(column.at())?;
        let cells: Vec<Option<Value>> = places.iter().map(|place| cell(*place)).collect();
        let there = picked.known;
        Some(match &table.columns.get(column.at())?.cell {
            ValueType::YesNo => {
                let truth = |cell: Option<Value>| cell.and_then(Value::yes_no);
                let known = Bits::of(&cells, |cell| truth(cell).is_some()).and(there);
                let holds = Bits::of(&cells, |cell| truth(cell) == Some(true));
                Column { known, lanes: Lanes::YesNo(holds.and(known)) }
            }
            ValueType::Number(_) => {
                let numbers: Vec<Option<Decimal>> =
                    cells.iter().map(|cell| cell.and_then(Value::number)).collect();
                let known = Bits::of(&numbers, |number| number.is_some()).and(there);
                let (fixed, wide) = number::fixed(&numbers);
                wide.iter().for_each(|(row, _)| self.odd.put(*row, true));
                Column { known, lanes: Lanes::Number(Number::Fixed(fixed)) }
            }
            ValueType::Choice(_) => {
                let place = |cell: Option<Value>| match cell {
                    Some(Value::Choice(place)) => Some(place),
                    _ => None,
                };
                picked_as(&cells, there, place, Lanes::Choice)
            }
            ValueType::Choices(_) => {
                let set = |cell: Option<Value>| match cell {
                    Some(Value::Choices(set)) => Some(set),
                    _ => None,
                };
                picked_as(&cells, there, set, Lanes::Choices)
            }
            ValueType::Date => {
                let date = |cell: Option<Value>| match cell {
                    Some(Value::Date(date)) => Some(crate::column::day(date)),
                    _ => None,
                };
                picked_as(&cells, there, date, Lanes::Date)
            }
            ValueType::Row(_) => {
                let row = |cell: Option<Value>| match cell {
                    Some(Value::Row(place)) => Some(place),
                    _ => None,
                };
                picked_as(&cells, there, row, Lanes::Row)
            }
            ValueType::Text => Column {
                known: Bits::of(&cells, |cell| cell.is_some()).and(there),
                lanes: Lanes::Text,
            },
        })
    }

    fn choose(&mut self, condition: Slot, a: Slot, b: Slot) -> Option<Column> {
        let Truths { holds, fails } = self.truths(condition);
        let open = Bits::ALL.without(holds.or(fails));
        let (left, right, rows) = (self.operand(a), self.operand(b), self.rows());
        let (known_left, known_right) = (left.known(), right.known());
        let both = known_left.and(known_right);
        let known = |same: Bits| {
            let chosen = holds.and(known_left).or(fails.and(known_right));
            chosen.or(open.and(both).and(same))
        };
        // What never has a value is not of any type here.
        let numbers = (left.numbers(rows), right.numbers(rows));
        if let (Some(_), _) | (_, Some(_)) = numbers {
            let nothing = || Some(Cow::Owned(Number::nothing(rows)));
            let (a, b) = (numbers.0.unwrap_or_else(nothing), numbers.1.unwrap_or_else(nothing));
            let computed = match (a, b) {
                (Some(a), Some(b)) => {
                    number::choose((holds, fails), (&a, known_left), (&b, known_right))
                }
                _ => Computed::uncertain(rows, known(Bits::ALL)),
            };
            return Some(self.computed(computed));
        }
        let lanes = self.choose_lanes(left, right, fails);
        let same = self.same(a, b, both.and(open));
        Some(Column { known: known(same), lanes: lanes? })
    }

    /// The lanes of the second where the condition fails, else of the first; `None` where neither has any.
    fn choose_lanes(&self, a: Input<'_>, b: Input<'_>, fails: Bits) -> Option<Lanes> {
        let rows = self.rows();
        let yes_no = |operand: Input<'_>| match operand {
            Input::Same(Value::YesNo(_)) => true,
            Input::Column(column) => matches!(column.lanes, Lanes::YesNo(_)),
            _ => false,
        };
        if yes_no(a) || yes_no(b) {
            let (a, b) = (a.truths().holds, b.truths().holds);
            return Some(Lanes::YesNo(a.without(fails).or(b.and(fails))));
        }
        if let Some(lanes) = pick(a.choices(rows), b.choices(rows), fails) {
            return Some(Lanes::Choice(lanes));
        }
        if let Some(lanes) = pick(a.rows_of_table(rows), b.rows_of_table(rows), fails) {
            return Some(Lanes::Row(lanes));
        }
        if let Some(lanes) = pick(a.dates(rows), b.dates(rows), fails) {
            return Some(Lanes::Date(lanes));
        }
        pick(a.sets(rows), b.sets(rows), fails).map(Lanes::Choices)
    }

    fn compare(&mut self, comparison: Comparison, a: Slot, b: Slot) -> Option<Column> {
        let (left, right, rows) = (self.operand(a), self.operand(b), self.rows());
        let known = left.known().and(right.known());
        let (holds, odd) = if let (Some(numbers), Some(figure)) = (left.lanes(), right.figure()) {
            number::compare_with(numbers, comparison, figure)
        } else if let (Some(figure), Some(numbers)) = (left.figure(), right.lanes()) {
            number::compare_with(numbers, comparison.mirrored(), figure)
        } else if let (Some(left), Some(right)) = (left.lanes(), right.lanes()) {
            number::compare(left, comparison, right)
        } else {
            let (left, right) = (left.dates(rows)?, right.dates(rows)?);
            (Bits::of_pairs(&left, &right, |a, b| comparison.holds(&a, &b)), Bits::NONE)
        };
        self.odd = self.odd.or(odd.and(known));
        Some(Column::truths(Truths::of(holds, known)))
    }

    /// Where two known results are the same.
    fn same(&mut self, a: Slot, b: Slot, known: Bits) -> Bits {
        let (left, right, rows) = (self.operand(a), self.operand(b), self.rows());
        let yes_no = (left.truths(), right.truths());
        if !yes_no.0.known().and(yes_no.1.known()).is_empty() {
            return yes_no.0.holds.same_as(yes_no.1.holds);
        }
        if let (Some(left), Some(right)) = (left.numbers(rows), right.numbers(rows)) {
            let (same, odd) = match (left, right) {
                (Some(left), Some(right)) => number::compare(&left, Comparison::Equal, &right),
                _ => (Bits::NONE, Bits::ALL),
            };
            self.odd = self.odd.or(odd.and(known));
            return same;
        }
        let equal = |a: Option<Cow<'_, [u16]>>, b: Option<Cow<'_, [u16]>>| {
            a.zip(b).map(|(a, b)| Bits::of_pairs(&a, &b, |a, b| a == b))
        };
        let choices = equal(left.choices(rows), right.choices(rows));
        let same = choices.or_else(|| equal(left.rows_of_table(rows), right.rows_of_table(rows)));
        let same = same.or_else(|| {
            let dates = left.dates(rows).zip(right.dates(rows));
            dates.map(|(a, b)| Bits::of_pairs(&a, &b, |a, b| a == b))
        });
        let same = same.or_else(|| {
            let sets = left.sets(rows).zip(right.sets(rows));
            sets.map(|(a, b)| Bits::of_pairs(&a, &b, |a, b| a == b))
        });
        // Two texts are; anything else is of two types.
        same.unwrap_or_else(|| Bits::all(left.is_text() && right.is_text()))
    }

    fn sets(
        &self,
        a: Slot,
        b: Slot,
        holds: impl Fn(ChoiceSet, ChoiceSet) -> bool,
    ) -> Option<Column> {
        let (left, right, rows) = (self.operand(a), self.operand(b), self.rows());
        let known = left.known().and(right.known());
        let holds = match right {
            Input::Same(Value::Choices(set)) => {
                Bits::of(&left.members(rows)?, |members| holds(members, set))
            }
            _ => Bits::of_pairs(&left.members(rows)?, &right.members(rows)?, holds),
        };
        Some(Column::truths(Truths::of(holds, known)))
    }

    fn bands(&mut self, quantity: Slot, parameter: ParameterIndex) -> Option<Column> {
        let amount = self.plan.rulebook.parameter(parameter)?.in_force(self.plan.as_of)?;
        let Amount::Bands(bands) = &amount.amount else {
            return None;
        };
        let quantity = self.operand(quantity);
        let computed = match quantity.numbers(self.rows())? {
            Some(numbers) => number::bands(&numbers, bands, quantity.known()),
            None => Computed::uncertain(self.rows(), quantity.known()),
        };
        Some(self.computed(computed))
    }

    /// How a criterion stands by the results.
    pub(crate) fn standing(&mut self, criterion: &Criterion) -> Standing {
        let all = Truths::all(true);
        let applies = criterion.when.map_or(all, |slot| self.truths(slot));
        let required = match (criterion.require, criterion.points) {
            (None, Some(points)) => self.above_zero(points),
            (require, _) => require.map_or(all, |slot| self.truths(slot)),
        };
        Standing { applies, required }
    }

    fn above_zero(&mut self, points: Slot) -> Truths {
        let operand = self.operand(points);
        let (known, above) = (operand.known(), Comparison::Above);
        let (holds, odd) = match (operand.figure(), operand.lanes()) {
            (Some(figure), _) => (Bits::all(figure > Decimal::ZERO), Bits::NONE),
            (None, Some(numbers)) => number::compare_with(numbers, above, Decimal::ZERO),
            _ => return Truths::UNKNOWN,
        };
        self.odd = self.odd.or(odd.and(known));
        Truths::of(holds, known)
    }

    /// The points that a criterion gives, added to those that were given before.
    pub(crate) fn add_points(
        &mut self,
        criterion: &Criterion,
        standing: &Standing,
        sum: &Number,
    ) -> Option<Number> {
        let rows = self.rows();
        let operand = self.operand(criterion.points?);
        let Some(points) = operand.numbers(rows)? else {
            self.odd = Bits::ALL;
            return None;
        };
        let zero = Decimal::ZERO;
        let compared = |comparison| number::compare_with(&points, comparison, zero);
        let counted = match criterion.require {
            None => standing.applies.holds.and(operand.known()),
            Some(_) => {
                let reward = standing.required.holds.and(compared(Comparison::Above).0);
                let loss = standing.required.fails.and(compared(Comparison::Below).0);
                standing.applies.holds.and(operand.known()).and(reward.or(loss))
            }
        };
        let nothing = Number::nothing(rows);
        let rest = Bits::ALL.without(counted);
        let given =
            number::choose((counted, rest), (&points, operand.known()), (&nothing, Bits::ALL));
        let added =
            number::compute(sangloc_rulebook::Arithmetic::Add, sum, &given.number, Bits::ALL);
        self.odd = self.odd.or(given.odd).or(added.odd);
        Some(added.number)
    }

    /// The facts whose answers leave these steps open in these rows, in the order of the rulebook.
    pub(crate) fn missing(&self, roots: &[(Slot, Bits)]) -> Vec<(FactIndex, Bits)> {
        let rulebook = self.plan.rulebook;
        let mut reached = vec![Bits::NONE; rulebook.program.steps.len()];
        let mut missing = vec![Bits::NONE; rulebook.facts.len()];
        let reach = |reached: &mut Vec<Bits>, slot: Slot, rows: Bits| {
            if let Some(place) = reached.get_mut(slot.at()) {
                *place = place.or(rows.without(self.operand(slot).known()));
            }
        };
        for (slot, rows) in roots {
            reach(&mut reached, *slot, *rows);
        }
        for (slot, _) in self.plan.steps.iter().rev() {
            let rows = reached.get(slot.at()).copied().unwrap_or(Bits::NONE);
            let Some(step) = rulebook.program.step(*slot).filter(|_| !rows.is_empty()) else {
                continue;
            };
            match *step {
                Operation::Choose(condition, a, b) => {
                    let Truths { holds, fails } = self.truths(condition);
                    reach(&mut reached, condition, rows);
                    reach(&mut reached, a, rows.without(fails));
                    reach(&mut reached, b, rows.without(holds));
                }
                ref step => step.operands().for_each(|part| reach(&mut reached, part, rows)),
            }
            let asked = match *step {
                Operation::Answer(fact) => Some(fact),
                Operation::Column(table, _) => rulebook.table(table).map(|table| table.answer),
                _ => None,
            };
            if let Some(fact) = asked
                && let Some(place) = missing.get_mut(fact.at())
            {
                *place = place.or(rows.without(self.answers.answered(fact)));
            }
        }
        let missing = (0u16..).map(FactIndex).zip(missing);
        missing.filter(|(_, rows)| !rows.is_empty()).collect()
    }
}

impl Column {
    /// Lets go of all but what is known.
    fn forget(&mut self) {
        if !matches!(self.lanes, Lanes::YesNo(_)) {
            self.lanes = Lanes::Text;
        }
    }
}

impl Input<'_> {
    fn is_text(self) -> bool {
        match self {
            Self::Same(value) => value == Value::Text,
            Self::Column(column) => matches!(column.lanes, Lanes::Text),
            Self::Unknown => false,
        }
    }
}

/// Cells of one type as a column.
fn picked_as<T: Copy + Default>(
    cells: &[Option<Value>],
    there: Bits,
    read: impl Fn(Option<Value>) -> Option<T>,
    lanes: impl Fn(Rc<Vec<T>>) -> Lanes,
) -> Column {
    let known = Bits::of(cells, |cell| read(cell).is_some()).and(there);
    let cells = cells.iter().map(|cell| read(*cell).unwrap_or_default()).collect();
    Column { known, lanes: lanes(Rc::new(cells)) }
}

/// The lanes of the second where the bit is set, else of the first; `None` where there are none.
fn pick<T: Copy>(
    a: Option<Cow<'_, [T]>>,
    b: Option<Cow<'_, [T]>>,
    second: Bits,
) -> Option<Rc<Vec<T>>> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let mut lanes = a.into_owned();
            second.choose(&mut lanes, &b);
            Some(Rc::new(lanes))
        }
        (Some(one), None) | (None, Some(one)) => Some(Rc::new(one.into_owned())),
        (None, None) => None,
    }
}
