//! A step of a program as the rule language writes it: what is compared, shown and reported is what
//! a manager reads in the rule files, not numbers of steps.

use sangloc_rulebook::{
    Arithmetic, ChoiceListIndex, Comparison, Operation, ParameterIndex, Rulebook, Slot, ValueType,
};

/// The expression that a step computes, in the rule language. A named quantity goes by its name,
/// except where it is itself what is asked for; conversions of units are not written.
pub fn written(rulebook: &Rulebook, slot: Slot) -> String {
    Writer { rulebook }.whole(slot)
}

struct Writer<'a> {
    rulebook: &'a Rulebook,
}

impl Writer<'_> {
    /// A part of another expression.
    fn part(&self, slot: Slot) -> String {
        match self.rulebook.defined_at(slot) {
            Some(name) => name.to_owned(),
            None => self.whole(slot),
        }
    }

    /// A part that stands beside an operator.
    fn operand(&self, slot: Slot) -> String {
        let text = self.part(slot);
        let named = self.rulebook.defined_at(slot).is_some();
        if !named && self.is_loose(slot) { format!("({text})") } else { text }
    }

    /// Whether an expression needs brackets beside an operator.
    fn is_loose(&self, slot: Slot) -> bool {
        match self.rulebook.program.step(slot) {
            Some(Operation::Convert(inner, _)) => self.is_loose(*inner),
            Some(Operation::Not(inner)) => {
                matches!(self.rulebook.program.step(*inner), Some(Operation::Same(..)))
            }
            Some(
                Operation::And(..)
                | Operation::Or(..)
                | Operation::Compare(..)
                | Operation::Same(..)
                | Operation::Arithmetic(..),
            ) => true,
            _ => false,
        }
    }

    /// A part of `and` and `or`, which bind loosest.
    fn clause(&self, slot: Slot) -> String {
        let text = self.part(slot);
        match self.rulebook.program.step(slot) {
            Some(Operation::And(..) | Operation::Or(..)) => format!("({text})"),
            _ => text,
        }
    }

    fn between(&self, mark: &str, a: Slot, b: Slot) -> String {
        format!("{} {mark} {}", self.operand(a), self.operand(b))
    }

    fn call(&self, name: &str, parts: &[Slot]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(*part)).collect();
        format!("{name}({})", parts.join(", "))
    }

    fn whole(&self, slot: Slot) -> String {
        let rulebook = self.rulebook;
        let Some(step) = rulebook.program.step(slot) else {
            return String::new();
        };
        match *step {
            Operation::YesNo(value) => value.to_string(),
            Operation::Number(value) => value.normalize().to_string(),
            Operation::Choice(place) => self.members(slot, [place]),
            Operation::Choices(set) => format!("[{}]", self.members(slot, set.places())),
            Operation::Date(day) => format!("\"{day}\""),
            Operation::AsOf => "as_of".to_owned(),
            Operation::Answer(fact) => {
                rulebook.fact(fact).map(|fact| fact.id.to_string()).unwrap_or_default()
            }
            Operation::Column(table, column) => {
                let table = rulebook.table(table);
                let column = table.and_then(|table| table.columns.get(column.at()));
                table
                    .zip(column)
                    .map(|(table, column)| format!("{}.{}", table.id, column.id))
                    .unwrap_or_default()
            }
            Operation::Parameter(parameter) => self.parameter(parameter),
            Operation::Holds(criterion, _) => {
                let criterion = rulebook.criterion(criterion);
                criterion.map(|found| format!("holds(\"{}\")", found.id)).unwrap_or_default()
            }
            Operation::Not(a) => match rulebook.program.step(a) {
                Some(Operation::Same(x, y)) => self.between("!=", *x, *y),
                _ => self.call("not", &[a]),
            },
            Operation::And(a, b) => format!("{} and {}", self.clause(a), self.clause(b)),
            Operation::Or(a, b) => format!("{} or {}", self.clause(a), self.clause(b)),
            Operation::Implies(a, b) => self.call("implies", &[a, b]),
            Operation::Choose(a, b, c) => self.call("choose", &[a, b, c]),
            Operation::Compare(comparison, a, b) => self.between(comparison_mark(comparison), a, b),
            Operation::Same(a, b) => self.between("==", a, b),
            Operation::Arithmetic(operator, a, b) => self.between(arithmetic_mark(operator), a, b),
            Operation::Convert(a, _) => self.part(a),
            Operation::AnyOf(a, b) => self.call("any_of", &[a, b]),
            Operation::AllOf(a, b) => self.call("all_of", &[a, b]),
            Operation::Bands(a, parameter) => {
                format!("bands({}, {})", self.part(a), self.parameter(parameter))
            }
        }
    }

    fn parameter(&self, parameter: ParameterIndex) -> String {
        let parameter = self.rulebook.parameter(parameter);
        parameter.map(|found| format!("params.{}", found.id)).unwrap_or_default()
    }

    fn members(&self, slot: Slot, places: impl IntoIterator<Item = u16>) -> String {
        let list = match self.rulebook.program.type_of(slot) {
            Some(ValueType::Choice(list) | ValueType::Choices(list)) => *list,
            _ => return String::new(),
        };
        let names =
            places.into_iter().map(|place| format!("\"{}\"", member(self.rulebook, list, place)));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// A member of a list by its name in the rule files.
pub(crate) fn member(rulebook: &Rulebook, list: ChoiceListIndex, place: u16) -> &str {
    let list = rulebook.choice_list(list);
    list.and_then(|list| list.members.get(usize::from(place))).map_or("", String::as_str)
}

/// How a comparison is written.
pub(crate) fn comparison_mark(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
        Comparison::Below => "<",
        Comparison::AtMost => "<=",
        Comparison::Above => ">",
        Comparison::AtLeast => ">=",
    }
}

/// How an operator is written.
pub(crate) fn arithmetic_mark(operator: Arithmetic) -> &'static str {
    match operator {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "-",
        Arithmetic::Multiply => "*",
        Arithmetic::Divide => "/",
    }
}
