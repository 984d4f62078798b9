//! Steps of the program, each written as the expression it is.

use crate::{
    Dialect, Problem,
    number::{Number, sign},
};
use sangloc_rulebook::{
    Amount, Arithmetic, ChoiceListIndex, Comparison, Conversion, Date, Decimal, FactType,
    Operation, ParameterIndex, Rulebook, Slot, Value, ValueType,
};
use sangloc_screening::known_beforehand;
use std::cell::Cell;

/// The most parts of one criterion, written out: equal parts are written as often as they are read.
const MOST_PARTS: usize = 20_000;
/// How deep parts may stand in each other; databases give up soon after.
const DEEPEST: usize = 200;
/// The digits before the point of a number that has no greatest answer.
const UNBOUNDED: u32 = 15;
/// The digits behind the point of a number that need not be whole.
const BEHIND: u32 = 6;

/// A rulebook on a day, to be written in a dialect.
pub(crate) struct Lowering<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) as_of: Date,
    pub(crate) dialect: Dialect,
    /// What each step comes to before anything is answered: answers never change it.
    known: Vec<Option<Value>>,
    parts: Cell<usize>,
    depth: Cell<usize>,
}

type Lowered<T = String> = Result<T, Problem>;

/// A choice or a set of choices.
enum Choices {
    These(Vec<String>),
    One(String),
    List(String),
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook, as_of: Date, dialect: Dialect) -> Self {
        let known = known_beforehand(rulebook, as_of);
        let (parts, depth) = (Cell::new(0), Cell::new(0));
        Self { rulebook, as_of, dialect, known, parts, depth }
    }

    /// Begins another criterion.
    pub(crate) fn begin(&self) {
        self.parts.set(0);
        self.depth.set(0);
    }

    pub(crate) fn known(&self, slot: Slot) -> Option<Value> {
        self.known.get(slot.at()).copied().flatten()
    }

    fn known_truth(&self, slot: Slot) -> Option<bool> {
        self.known(slot)?.yes_no()
    }

    fn step(&self, slot: Slot) -> Lowered<Operation> {
        self.rulebook.program.step(slot).copied().ok_or(Problem::Malformed)
    }

    fn type_of(&self, slot: Slot) -> Lowered<&'a ValueType> {
        self.rulebook.program.type_of(slot).ok_or(Problem::Malformed)
    }

    /// Counts a part in, and how deep it stands.
    fn within<T>(&self, write: impl FnOnce() -> Lowered<T>) -> Lowered<T> {
        self.parts.set(self.parts.get() + 1);
        self.depth.set(self.depth.get() + 1);
        if self.parts.get() > MOST_PARTS {
            return Err(Problem::TooLarge(MOST_PARTS));
        }
        if self.depth.get() > DEEPEST {
            return Err(Problem::TooDeep(DEEPEST));
        }
        let written = write();
        self.depth.set(self.depth.get() - 1);
        written
    }

    /// A step that gives yes or no.
    pub(crate) fn truth(&self, slot: Slot) -> Lowered {
        if let Some(known) = self.known(slot) {
            return known.yes_no().map(truth_value).ok_or(Problem::Malformed);
        }
        self.within(|| self.open_truth(slot))
    }

    fn open_truth(&self, slot: Slot) -> Lowered {
        Ok(match self.step(slot)? {
            Operation::Holds(_, a) => self.truth(a)?,
            Operation::Not(a) => format!("(NOT {})", self.truth(a)?),
            Operation::And(a, b) => self.joined(a, "AND", b)?,
            Operation::Or(a, b) => self.joined(a, "OR", b)?,
            Operation::Implies(a, b) => match self.known_truth(a) {
                Some(_) => self.truth(b)?,
                None => format!("(NOT {} OR {})", self.truth(a)?, self.truth(b)?),
            },
            Operation::Choose(condition, a, b) => {
                self.chosen(condition, a, b, &|slot| self.truth(slot))?
            }
            Operation::Compare(comparison, a, b) => self.compared(comparison, a, b)?,
            Operation::Same(a, b) => self.same(a, b)?,
            Operation::AnyOf(a, b) => self.any_of(a, b)?,
            Operation::AllOf(a, b) => self.all_of(a, b)?,
            _ => self.column(slot, "BOOLEAN")?,
        })
    }

    /// `a AND b`, `a OR b`; a side that is known and leaves it open decides nothing.
    fn joined(&self, a: Slot, word: &str, b: Slot) -> Lowered {
        match (self.known_truth(a), self.known_truth(b)) {
            (Some(_), _) => self.truth(b),
            (_, Some(_)) => self.truth(a),
            _ => Ok(format!("({} {word} {})", self.truth(a)?, self.truth(b)?)),
        }
    }

    /// An answer, a cell of a table, or a figure of which none is in force.
    fn column(&self, slot: Slot, kind: &str) -> Lowered {
        Ok(match self.step(slot)? {
            Operation::Answer(fact) => {
                let fact = self.rulebook.fact(fact).ok_or(Problem::Malformed)?;
                self.dialect.name(fact.id.as_str())?
            }
            Operation::Column(table, column) => {
                let table = self.rulebook.table(table).ok_or(Problem::Malformed)?;
                let column = table.columns.get(column.at()).ok_or(Problem::Malformed)?;
                self.dialect.name(&cell_name(&table.id, &column.id))?
            }
            Operation::Parameter(_) | Operation::Bands(..) => format!("CAST(NULL AS {kind})"),
            _ => return Err(Problem::Malformed),
        })
    }

    /// The second where the first holds, else the third; where that is open, both if they are the same.
    fn chosen(
        &self,
        condition: Slot,
        a: Slot,
        b: Slot,
        write: &dyn Fn(Slot) -> Lowered,
    ) -> Lowered {
        match self.known_truth(condition) {
            Some(true) => return write(a),
            Some(false) => return write(b),
            None => {}
        }
        let condition = self.truth(condition)?;
        let (left, right) = (write(a)?, write(b)?);
        let same = match (self.known(a), self.known(b)) {
            (Some(a), Some(b)) if a != b => None,
            _ => Some(self.same(a, b)?),
        };
        Ok(choice(&condition, &left, &right, same.as_deref()))
    }

    fn compared(&self, comparison: Comparison, a: Slot, b: Slot) -> Lowered {
        match (self.type_of(a)?, self.type_of(b)?) {
            (ValueType::Number(_), ValueType::Number(_)) => {
                self.number(a)?.compare(comparison, &self.number(b)?, self.dialect)
            }
            (ValueType::Date, ValueType::Date) => {
                Ok(format!("({} {} {})", self.day(a)?, sign(comparison), self.day(b)?))
            }
            _ => Err(Problem::Malformed),
        }
    }

    fn same(&self, a: Slot, b: Slot) -> Lowered {
        match (self.type_of(a)?, self.type_of(b)?) {
            (ValueType::YesNo, ValueType::YesNo) => {
                match (self.known_truth(a), self.known_truth(b)) {
                    (Some(true), _) => self.truth(b),
                    (_, Some(true)) => self.truth(a),
                    (Some(false), _) => Ok(format!("(NOT {})", self.truth(b)?)),
                    (_, Some(false)) => Ok(format!("(NOT {})", self.truth(a)?)),
                    _ => Ok(format!("({} = {})", self.truth(a)?, self.truth(b)?)),
                }
            }
            (
                ValueType::Choice(_) | ValueType::Row(_),
                ValueType::Choice(_) | ValueType::Row(_),
            ) => Ok(format!("({} = {})", self.text(a)?, self.text(b)?)),
            (ValueType::Choices(_), ValueType::Choices(_)) => {
                Ok(format!("({} AND {})", self.all_of(a, b)?, self.all_of(b, a)?))
            }
            _ => self.compared(Comparison::Equal, a, b),
        }
    }

    /// A step that gives a choice.
    fn text(&self, slot: Slot) -> Lowered {
        if let Some(known) = self.known(slot) {
            return self.value(known, self.type_of(slot)?);
        }
        self.within(|| match self.step(slot)? {
            Operation::Choose(condition, a, b) => {
                self.chosen(condition, a, b, &|slot| self.text(slot))
            }
            _ => self.column(slot, self.dialect.text_type()),
        })
    }

    /// A step that gives a day.
    fn day(&self, slot: Slot) -> Lowered {
        if let Some(known) = self.known(slot) {
            return self.value(known, self.type_of(slot)?);
        }
        self.within(|| match self.step(slot)? {
            Operation::Choose(condition, a, b) => {
                self.chosen(condition, a, b, &|slot| self.day(slot))
            }
            _ => self.column(slot, "DATE"),
        })
    }

    /// A value as it stands in a query.
    pub(crate) fn value(&self, value: Value, kind: &ValueType) -> Lowered {
        match (value, kind) {
            (Value::YesNo(yes), _) => Ok(truth_value(yes)),
            (Value::Number(number), _) => Ok(self.dialect.number(number.normalize())),
            (Value::Date(day), _) => Ok(format!("DATE '{day}'")),
            (Value::Choice(place), ValueType::Choice(list) | ValueType::Choices(list)) => {
                self.member(*list, place)
            }
            (Value::Choices(set), ValueType::Choices(list)) => {
                let members = set.places().map(|place| self.member(*list, place));
                Ok(self.dialect.list(&members.collect::<Lowered<Vec<_>>>()?))
            }
            (Value::Row(place), ValueType::Row(table)) => {
                let table = self.rulebook.table(*table).ok_or(Problem::Malformed)?;
                let row = table.rows.get(usize::from(place)).ok_or(Problem::Malformed)?;
                self.dialect.text(&row.key)
            }
            _ => Err(Problem::Malformed),
        }
    }

    pub(crate) fn member(&self, list: ChoiceListIndex, place: u16) -> Lowered {
        let list = self.rulebook.choice_list(list).ok_or(Problem::Malformed)?;
        let member = list.members.get(usize::from(place)).ok_or(Problem::Malformed)?;
        self.dialect.text(member)
    }

    /// A step that gives a choice or a set of choices.
    fn choices(&self, slot: Slot) -> Lowered<Choices> {
        let kind = self.type_of(slot)?;
        match (self.known(slot), kind) {
            (Some(known), ValueType::Choice(list) | ValueType::Choices(list)) => {
                let places = known.choices().ok_or(Problem::Malformed)?.places();
                let members = places.map(|place| self.member(*list, place));
                Ok(Choices::These(members.collect::<Lowered<Vec<_>>>()?))
            }
            (None, ValueType::Choice(_)) => Ok(Choices::One(self.text(slot)?)),
            (None, ValueType::Choices(_)) => Ok(Choices::List(self.list(slot)?)),
            _ => Err(Problem::Malformed),
        }
    }

    /// A step that gives a set, as a list.
    fn list(&self, slot: Slot) -> Lowered {
        if let Some(known) = self.known(slot) {
            return self.value(known, self.type_of(slot)?);
        }
        self.within(|| match self.step(slot)? {
            Operation::Choose(condition, a, b) => {
                self.chosen(condition, a, b, &|slot| self.list(slot))
            }
            _ => self.column(slot, self.dialect.list_type()),
        })
    }

    fn as_list(&self, choices: Choices) -> String {
        match choices {
            Choices::These(texts) => self.dialect.list(&texts),
            Choices::List(list) => list,
            Choices::One(text) => {
                let list = self.dialect.list(std::slice::from_ref(&text));
                format!("(CASE WHEN {text} IS NOT NULL THEN {list} END)")
            }
        }
    }

    fn any_of(&self, a: Slot, b: Slot) -> Lowered {
        Ok(match (self.choices(a)?, self.choices(b)?) {
            (Choices::One(text), Choices::These(these))
            | (Choices::These(these), Choices::One(text))
                if !these.is_empty() =>
            {
                format!("({text} IN ({}))", these.join(", "))
            }
            (a, b) => self.dialect.any_of(&self.as_list(a), &self.as_list(b)),
        })
    }

    fn all_of(&self, a: Slot, b: Slot) -> Lowered {
        let (found, wanted) = (self.as_list(self.choices(a)?), self.as_list(self.choices(b)?));
        Ok(self.dialect.all_of(&found, &wanted))
    }

    /// A step that gives a number.
    pub(crate) fn number(&self, slot: Slot) -> Lowered<Number> {
        if let Some(known) = self.known(slot) {
            let number = known.number().ok_or(Problem::Malformed)?;
            return Ok(Number::constant(number, self.dialect));
        }
        self.within(|| match self.step(slot)? {
            Operation::Choose(condition, a, b) => self.chosen_number(condition, a, b),
            Operation::Arithmetic(operator, a, b) => {
                let (a, b) = (self.number(a)?, self.number(b)?);
                match operator {
                    Arithmetic::Add => a.plus('+', &b, self.dialect),
                    Arithmetic::Subtract => a.plus('-', &b, self.dialect),
                    Arithmetic::Multiply => a.times(&b, self.dialect),
                    Arithmetic::Divide => a.over(&b, self.dialect),
                }
            }
            Operation::Convert(a, conversion) => self.converted(a, &conversion),
            Operation::Bands(quantity, parameter) => self.banded(quantity, parameter),
            Operation::Answer(_) | Operation::Column(..) => self.number_column(slot),
            Operation::Parameter(_) => Ok(Number::unknown(self.dialect)),
            _ => Err(Problem::Malformed),
        })
    }

    fn chosen_number(&self, condition: Slot, a: Slot, b: Slot) -> Lowered<Number> {
        match self.known_truth(condition) {
            Some(true) => return self.number(a),
            Some(false) => return self.number(b),
            None => {}
        }
        let differ = matches!((self.known(a), self.known(b)), (Some(a), Some(b)) if a != b);
        let condition = self.truth(condition)?;
        self.number(a)?.choose(&self.number(b)?, self.dialect, |left, right, same| {
            choice(&condition, left, right, (!differ).then_some(same))
        })
    }

    fn number_column(&self, slot: Slot) -> Lowered<Number> {
        let (digits, positive) = match self.step(slot)? {
            Operation::Answer(fact) => {
                let fact = self.rulebook.fact(fact).ok_or(Problem::Malformed)?;
                (digits(fact), fact.min.is_some_and(|min| min >= Decimal::ZERO))
            }
            Operation::Column(table, column) => {
                let table = self.rulebook.table(table).ok_or(Problem::Malformed)?;
                let cells = table.rows.iter().filter_map(|row| *row.cells.get(column.at())?);
                let cells: Vec<Decimal> =
                    cells.filter_map(|cell| Some(cell.number()?.normalize())).collect();
                let digits = cells.iter().map(|cell| digits_of(*cell));
                let most =
                    digits.fold((1, 0), |most, next| (most.0.max(next.0), most.1.max(next.1)));
                (most, cells.iter().all(|cell| !cell.is_sign_negative()))
            }
            _ => return Err(Problem::Malformed),
        };
        let column = self.column(slot, &self.dialect.number_type(1, 0))?;
        Ok(Number::column(column, digits, positive, self.dialect))
    }

    /// Another unit: the factors of the day, in lowest terms.
    fn converted(&self, a: Slot, conversion: &Conversion) -> Lowered<Number> {
        let number = self.number(a)?;
        let constant = |number| Number::constant(number, self.dialect);
        let (multiply, divide) = lowest_terms(conversion.multiply, conversion.divide);
        let mut number = number.times(&constant(multiply), self.dialect)?;
        number = number.over(&constant(divide), self.dialect)?;
        let rate =
            self.rulebook.rate(self.as_of).map_or_else(|| Number::unknown(self.dialect), constant);
        for _ in 0..conversion.rate_power.unsigned_abs() {
            number = if conversion.rate_power > 0 {
                number.times(&rate, self.dialect)?
            } else {
                number.over(&rate, self.dialect)?
            };
        }
        Ok(number)
    }

    pub(crate) fn amount(&self, parameter: ParameterIndex) -> Option<&'a Amount> {
        Some(&self.rulebook.parameter(parameter)?.in_force(self.as_of)?.amount)
    }

    /// The points of the highest band that a quantity reaches.
    fn banded(&self, quantity: Slot, parameter: ParameterIndex) -> Lowered<Number> {
        let Some(Amount::Bands(bands)) = self.amount(parameter) else {
            return Ok(Number::unknown(self.dialect));
        };
        let quantity = self.number(quantity)?;
        let constant = |number| Number::constant(number, self.dialect);
        let reaches =
            |comparison, figure| quantity.compare(comparison, &constant(figure), self.dialect);
        // Without any band a quantity that is known gives none.
        let lowest = bands.first().map_or(Decimal::ZERO, |band| band.at_least);
        let below = reaches(Comparison::Below, lowest)?;
        let mut arms = Vec::new();
        let mut points = vec![Decimal::ZERO];
        for band in bands.iter().rev() {
            let reached = reaches(Comparison::AtLeast, band.at_least)?;
            let given = self.dialect.number(band.points.normalize());
            arms.push(format!("WHEN {reached} THEN {given}"));
            points.push(band.points.normalize());
        }
        let nothing = self.dialect.number(Decimal::ZERO);
        arms.push(if bands.is_empty() {
            format!("WHEN {below} IS NOT NULL THEN {nothing}")
        } else {
            format!("WHEN {below} THEN {nothing}")
        });
        let digits = points.iter().map(|points| digits_of(*points));
        let most = digits.fold((1, 0), |most, next| (most.0.max(next.0), most.1.max(next.1)));
        let positive = points.iter().all(|points| !points.is_sign_negative());
        Ok(Number::column(format!("(CASE {} END)", arms.join(" ")), most, positive, self.dialect))
    }

    /// Whether a step that is unknown waits for an answer that is missing; what else leaves it open (no figure
    /// in force, no cell in the table, a divisor of zero) asks nobody.
    pub(crate) fn asks(&self, slot: Slot) -> Lowered {
        if self.known(slot).is_some() || self.rulebook.facts_read([slot]).is_empty() {
            return Ok(truth_value(false));
        }
        if !self.may_have_gaps(slot) {
            return Ok(format!("({} IS NULL)", self.any(slot)?));
        }
        self.within(|| self.asks_with_gaps(slot))
    }

    fn asks_with_gaps(&self, slot: Slot) -> Lowered {
        let step = self.step(slot)?;
        let parts = || step.operands().map(|part| self.asks(part)).collect::<Lowered<Vec<_>>>();
        Ok(match step {
            Operation::Column(table, _) => {
                let table = self.rulebook.table(table).ok_or(Problem::Malformed)?;
                let fact = self.rulebook.fact(table.answer).ok_or(Problem::Malformed)?;
                format!("({} IS NULL)", self.dialect.name(fact.id.as_str())?)
            }
            Operation::Choose(condition, a, b) => {
                let known = self.any(slot)?;
                let condition_sql = self.truth(condition)?;
                let (yes, no) = (self.asks(a)?, self.asks(b)?);
                let open = any_holds(vec![self.asks(condition)?, yes.clone(), no.clone()]);
                format!(
                    "({known} IS NULL AND CASE WHEN {condition_sql} THEN {yes} WHEN NOT {condition_sql} THEN {no} ELSE {open} END)"
                )
            }
            Operation::And(..) | Operation::Or(..) | Operation::Implies(..) => {
                match any_holds(parts()?) {
                    none if none == truth_value(false) => none,
                    some => format!("({} IS NULL AND {some})", self.truth(slot)?),
                }
            }
            _ => any_holds(parts()?),
        })
    }

    /// Whether a step can be unknown though every answer that it reads is there.
    pub(crate) fn may_have_gaps(&self, slot: Slot) -> bool {
        let steps = self.rulebook.program.reachable([slot]);
        steps.into_iter().filter(|slot| self.known(*slot).is_none()).any(|slot| {
            match self.rulebook.program.step(slot) {
                Some(Operation::Column(table, column)) => {
                    let rows = self.rulebook.table(*table).map(|table| &table.rows);
                    let cell = |cells: &[Option<Value>]| cells.get(column.at()).copied().flatten();
                    rows.into_iter().flatten().any(|row| cell(&row.cells).is_none())
                }
                Some(Operation::Parameter(_)) => true,
                Some(Operation::Bands(_, bands)) => self.amount(*bands).is_none(),
                Some(Operation::Convert(_, conversion)) => {
                    conversion.rate_power != 0 && self.rulebook.rate(self.as_of).is_none()
                }
                Some(Operation::Arithmetic(Arithmetic::Divide, _, divisor)) => {
                    self.known(*divisor).is_none_or(|known| known == Value::Number(Decimal::ZERO))
                }
                _ => false,
            }
        })
    }

    /// A step of any type; of a number, what is NULL where the number is unknown.
    fn any(&self, slot: Slot) -> Lowered {
        match self.type_of(slot)? {
            ValueType::YesNo => self.truth(slot),
            ValueType::Number(_) => {
                self.number(slot)?.compare(Comparison::Equal, &self.zero(), self.dialect)
            }
            ValueType::Choice(_) | ValueType::Row(_) | ValueType::Text => self.text(slot),
            ValueType::Choices(_) => self.list(slot),
            ValueType::Date => self.day(slot),
        }
    }

    fn zero(&self) -> Number {
        Number::constant(Decimal::ZERO, self.dialect)
    }
}

/// The digits before and behind the point that an answer has; nothing else is a readable one.
pub(crate) fn digits(fact: &sangloc_rulebook::Fact) -> (u32, u32) {
    let bound = |bound: Option<Decimal>| bound.map(|bound| digits_of(bound.normalize()).0);
    let before = bound(fact.max).map_or(UNBOUNDED, |max| max.max(bound(fact.min).unwrap_or(1)));
    let behind = if matches!(fact.answer, FactType::Whole(_)) { 0 } else { BEHIND };
    (before, behind)
}

fn digits_of(number: Decimal) -> (u32, u32) {
    (crate::dialect::digits_before(number), number.scale())
}

/// The column of a cell that an answer picks in a table.
pub(crate) fn cell_name(table: &str, column: &str) -> String {
    format!("{table}.{column}")
}

fn truth_value(yes: bool) -> String {
    if yes { "TRUE".into() } else { "FALSE".into() }
}

/// Whether any of these truths holds, those that never do left out.
pub(crate) fn any_holds(truths: Vec<String>) -> String {
    let mut open: Vec<String> = Vec::new();
    for truth in truths {
        if truth != truth_value(false) && !open.contains(&truth) {
            open.push(truth);
        }
    }
    match open.len() {
        0 => truth_value(false),
        _ => format!("({})", open.join(" OR ")),
    }
}

fn choice(condition: &str, left: &str, right: &str, same: Option<&str>) -> String {
    let same = same.map(|same| format!(" WHEN {same} THEN {left}")).unwrap_or_default();
    format!("(CASE WHEN {condition} THEN {left} WHEN NOT {condition} THEN {right}{same} END)")
}

/// A fraction of whole numbers without the factor that one of them is.
fn lowest_terms(above: Decimal, below: Decimal) -> (Decimal, Decimal) {
    let divides = |small: Decimal, large: Decimal| {
        let quotient = large.checked_div(small)?;
        (quotient.is_integer() && quotient.checked_mul(small) == Some(large)).then_some(quotient)
    };
    if let Some(quotient) = divides(below, above) {
        (quotient, Decimal::ONE)
    } else if let Some(quotient) = divides(above, below) {
        (Decimal::ONE, quotient)
    } else {
        (above, below)
    }
}
