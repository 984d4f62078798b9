//! Types the drafts and lowers them to steps: units, choices and conversions are settled here.

use crate::{
    Diagnostic, Place, Said,
    check::{
        circular_reference, constant_requirement, lint, type_mismatch, unit_mismatch,
        unknown_choice,
    },
    draft::{CriterionDraft, Draft, Form, Function, IndicatorDraft, Symbol},
};
use sangloc_rulebook::{
    Arithmetic, ChoiceListIndex, ChoiceSet, Comparison, Conversion, CriterionIndex, Date, Decimal,
    Indicator, Operation, ParameterIndex, ParameterType, Program, Rulebook, Slot, Unit, ValueType,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

/// The slots of one criterion.
pub(crate) struct Body {
    pub(crate) when: Option<Slot>,
    pub(crate) require: Option<Slot>,
    pub(crate) points: Option<Slot>,
}

/// A lowered expression.
#[derive(Clone)]
struct Term {
    slot: Slot,
    kind: ValueType,
    /// Whether it reads an answer; else it is a figure.
    reads: bool,
    /// A bare 0, which fits every unit.
    zero: bool,
}

pub(crate) struct Lowering<'a> {
    book: &'a Rulebook,
    drafts: HashMap<&'a str, (CriterionIndex, &'a CriterionDraft)>,
    pub(crate) program: Program,
    slots: HashMap<Operation, Slot>,
    /// By the address of a draft, so that shared parts are lowered once.
    lowered: HashMap<*const Draft, Option<Term>>,
    /// The criteria being lowered because another reads them.
    open: Vec<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    reported: BTreeSet<(Place, Said)>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(book: &'a Rulebook, drafts: &'a [CriterionDraft]) -> Self {
        Self {
            book,
            drafts: (0u16..)
                .zip(drafts)
                .map(|(place, draft)| (draft.id.as_str(), (CriterionIndex(place), draft)))
                .collect(),
            program: Program::default(),
            slots: HashMap::new(),
            lowered: HashMap::new(),
            open: Vec::new(),
            diagnostics: Vec::new(),
            reported: BTreeSet::new(),
        }
    }

    /// Where the parts of a criterion are written, by the step each was lowered to. Parts in other
    /// criteria (`holds`) are not its own.
    pub(crate) fn places(&self, draft: &CriterionDraft) -> BTreeMap<Slot, Place> {
        let mut places = BTreeMap::new();
        let mut open: Vec<&Symbol> =
            [&draft.when, &draft.require, &draft.points].into_iter().flatten().collect();
        // Parts are shared: each is walked once, or sixty of them could be walked for ever.
        let mut seen = BTreeSet::new();
        while let Some(symbol) = open.pop() {
            if !seen.insert(Rc::as_ptr(&symbol.0)) {
                continue;
            }
            if let Some(Some(term)) = self.lowered.get(&Rc::as_ptr(&symbol.0)) {
                self.note_place(term.slot, &symbol.0.place, &mut places);
            }
            match &symbol.0.form {
                Form::Call(_, parts) | Form::List(parts) => open.extend(parts),
                Form::Defined(inner) => open.push(inner),
                _ => {}
            }
        }
        places
    }

    /// Notes a step, and the one behind it where `!=` was lowered to two.
    fn note_place(&self, slot: Slot, place: &Place, places: &mut BTreeMap<Slot, Place>) {
        if let Some(Operation::Not(inner)) = self.program.step(slot) {
            places.entry(*inner).or_insert_with(|| place.clone());
        }
        places.entry(slot).or_insert_with(|| place.clone());
    }

    /// An expression read twice is reported once.
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert((diagnostic.place.clone(), diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    pub(crate) fn criterion(&mut self, draft: &CriterionDraft) -> Body {
        self.open.push(draft.id.clone());
        let when = self.applies(draft).flatten();
        let require = draft.require.as_ref().and_then(|symbol| self.condition(symbol));
        let points = draft.points.as_ref().and_then(|symbol| self.points(symbol));
        self.open.pop();
        let reads = |term: &Option<Term>| term.as_ref().is_none_or(|term| term.reads);
        let (constant_require, constant_points) = (!reads(&require), !reads(&points));
        if constant_require || (constant_points && draft.require.is_none()) {
            self.report(constant_requirement::diagnostic(&draft.id, draft.place.clone()));
        }
        let slot = |term: Option<Term>| term.map(|term| term.slot);
        Body { when: slot(when), require: slot(require), points: slot(points) }
    }

    /// Where a criterion applies: on the days it is law, and where it says. `None` when what it says
    /// is wrong, `Some(None)` when it applies everywhere and always.
    fn applies(&mut self, draft: &CriterionDraft) -> Option<Option<Term>> {
        let bound = |comparison, day: Option<Date>| day.map(|day| (comparison, day));
        let bounds = [bound(Comparison::AtLeast, draft.from), bound(Comparison::AtMost, draft.to)];
        let mut parts: Vec<Term> = Vec::new();
        for (comparison, day) in bounds.into_iter().flatten() {
            let today = self.step(Operation::AsOf, ValueType::Date, &[]);
            let day = self.step(Operation::Date(day), ValueType::Date, &[]);
            let within = Operation::Compare(comparison, today.slot, day.slot);
            parts.push(self.step(within, ValueType::YesNo, &[]));
        }
        if let Some(when) = &draft.when {
            parts.push(self.condition(when)?);
        }
        let all = parts
            .into_iter()
            .reduce(|a, b| self.step(Operation::And(a.slot, b.slot), ValueType::YesNo, &[&a, &b]));
        Some(all)
    }

    /// A quantity that is shown, with the points of the band it reaches.
    pub(crate) fn indicator(&mut self, draft: &IndicatorDraft) -> Option<Indicator> {
        let when = match &draft.when {
            Some(when) => Some(self.condition(when)?.slot),
            None => None,
        };
        let (quantity, _) = self.number(&draft.quantity)?;
        let (bands, points) = match &draft.bands {
            Some(symbol) => {
                let points = self.bands(&draft.quantity, symbol, &draft.place)?;
                let Form::Parameter(index) = symbol.0.form else {
                    return None;
                };
                (Some(index), Some(points.slot))
            }
            None => (None, None),
        };
        let citations = Vec::new();
        Some(Indicator {
            id: draft.id.clone(),
            when,
            quantity: quantity.slot,
            bands,
            points,
            citations,
        })
    }

    /// A symbol that must be yes or no.
    fn condition(&mut self, symbol: &Symbol) -> Option<Term> {
        let term = self.lower(symbol)?;
        if term.kind != ValueType::YesNo {
            self.report(type_mismatch::diagnostic(
                self.book,
                said!("a condition"),
                &term.kind,
                symbol.0.place.clone(),
            ));
            return None;
        }
        Some(term)
    }

    fn points(&mut self, symbol: &Symbol) -> Option<Term> {
        let term = self.lower(symbol)?;
        match &term.kind {
            ValueType::Number(unit) if unit.conversion_to(&Unit::none()).is_some() => Some(term),
            other => {
                self.report(type_mismatch::diagnostic(
                    self.book,
                    said!("a number of points"),
                    other,
                    symbol.0.place.clone(),
                ));
                None
            }
        }
    }

    fn number(&mut self, symbol: &Symbol) -> Option<(Term, Unit)> {
        let term = self.lower(symbol)?;
        match &term.kind {
            ValueType::Number(unit) => {
                let unit = unit.clone();
                Some((term, unit))
            }
            other => {
                self.report(type_mismatch::diagnostic(
                    self.book,
                    said!("a number"),
                    other,
                    symbol.0.place.clone(),
                ));
                None
            }
        }
    }

    fn step(&mut self, operation: Operation, kind: ValueType, parts: &[&Term]) -> Term {
        let reads = parts.iter().any(|part| part.reads)
            || matches!(operation, Operation::Answer(_) | Operation::Column(..));
        // Equal operations of another type (0 ha and 0 USD) stay apart.
        if let Some(slot) = self.slots.get(&operation)
            && self.program.type_of(*slot) == Some(&kind)
        {
            return Term { slot: *slot, kind, reads, zero: false };
        }
        let slot = Slot(u32::try_from(self.program.steps.len()).unwrap_or(u32::MAX));
        self.program.steps.push(operation);
        self.program.types.push(kind.clone());
        self.slots.insert(operation, slot);
        Term { slot, kind, reads, zero: false }
    }

    /// The place of an expression's result.
    pub(crate) fn slot(&mut self, symbol: &Symbol) -> Option<Slot> {
        Some(self.lower(symbol)?.slot)
    }

    fn lower(&mut self, symbol: &Symbol) -> Option<Term> {
        let key = Rc::as_ptr(&symbol.0);
        if let Some(known) = self.lowered.get(&key) {
            return known.clone();
        }
        let term = self.lower_form(symbol);
        self.lowered.insert(key, term.clone());
        term
    }

    fn lower_form(&mut self, symbol: &Symbol) -> Option<Term> {
        let place = &symbol.0.place;
        match &symbol.0.form {
            Form::YesNo(value) => Some(self.step(Operation::YesNo(*value), ValueType::YesNo, &[])),
            Form::Number(value) => {
                let mut term =
                    self.step(Operation::Number(*value), ValueType::Number(Unit::none()), &[]);
                term.zero = value.is_zero();
                Some(term)
            }
            Form::AsOf => Some(self.step(Operation::AsOf, ValueType::Date, &[])),
            Form::Fact(fact) => {
                let kind = self.book.fact(*fact)?.answer.value_type();
                Some(self.step(Operation::Answer(*fact), kind, &[]))
            }
            Form::Column(table, column) => {
                let kind = self.book.table(*table)?.columns.get(column.at())?.cell.clone();
                Some(self.step(Operation::Column(*table, *column), kind, &[]))
            }
            Form::Parameter(parameter) => self.parameter(*parameter, place),
            Form::Defined(inner) => self.lower(inner),
            Form::Holds(id) => self.holds(id, place),
            Form::Call(function, parts) => self.call(*function, parts, place),
            Form::Text(text) => {
                let message = said!("`\"{}\"` can only be compared with a choice", text);
                self.report(Diagnostic::error(lint::TYPE_MISMATCH, place.clone(), message));
                None
            }
            Form::List(_) => {
                let message = said!("a list can only stand in `any_of`, `all_of` or after `in`");
                self.report(Diagnostic::error(lint::TYPE_MISMATCH, place.clone(), message));
                None
            }
            Form::Poison => None,
        }
    }

    fn parameter(&mut self, index: ParameterIndex, place: &Place) -> Option<Term> {
        let kind = match &self.book.parameter(index)?.kind {
            ParameterType::Number(unit) => ValueType::Number(unit.clone()),
            ParameterType::Choice(list) => ValueType::Choice(*list),
            ParameterType::Choices(list) => ValueType::Choices(*list),
            ParameterType::Bands(_) => {
                let diagnostic = Diagnostic::error(
                    lint::TYPE_MISMATCH,
                    place.clone(),
                    said!("bands are not a number"),
                );
                self.report(diagnostic.hint(said!("write `bands(quantity, params.name)`")));
                return None;
            }
        };
        Some(self.step(Operation::Parameter(index), kind, &[]))
    }

    /// Another criterion is met or does not apply: where it applies, what it requires holds.
    fn holds(&mut self, id: &str, place: &Place) -> Option<Term> {
        if self.open.iter().any(|open| open == id) {
            self.report(circular_reference::diagnostic(&self.open, id, place.clone()));
            return None;
        }
        let Some((index, draft)) = self.drafts.get(id).copied() else {
            let message = said!("there is no criterion `{}`", id);
            let known: Vec<&str> = self.drafts.keys().copied().collect();
            self.report(
                Diagnostic::error(lint::UNKNOWN_NAME, place.clone(), message)
                    .hint_nearest(id, known),
            );
            return None;
        };
        self.open.push(id.to_owned());
        let require = draft.require.as_ref().and_then(|symbol| self.condition(symbol));
        let when = self.applies(draft);
        self.open.pop();
        let (when, require) = (when?, require?);
        let truth = match when {
            None => require,
            Some(when) => {
                let operation = Operation::Implies(when.slot, require.slot);
                self.step(operation, ValueType::YesNo, &[&when, &require])
            }
        };
        Some(self.step(Operation::Holds(index, truth.slot), ValueType::YesNo, &[&truth]))
    }

    fn call(&mut self, function: Function, parts: &[Symbol], place: &Place) -> Option<Term> {
        match (function, parts) {
            (Function::Not, [a]) => {
                let a = self.condition(a)?;
                Some(self.step(Operation::Not(a.slot), ValueType::YesNo, &[&a]))
            }
            (Function::And | Function::Or | Function::Implies, [a, b]) => {
                // Both, so that both are checked.
                let (a, b) = (self.condition(a), self.condition(b));
                let (a, b) = (a?, b?);
                let operation = match function {
                    Function::And => Operation::And(a.slot, b.slot),
                    Function::Or => Operation::Or(a.slot, b.slot),
                    _ => Operation::Implies(a.slot, b.slot),
                };
                Some(self.step(operation, ValueType::YesNo, &[&a, &b]))
            }
            (Function::Choose, [condition, a, b]) => self.choose(condition, a, b, place),
            (Function::Compare(comparison), [a, b]) => self.compare(comparison, a, b, place),
            (Function::Arithmetic(operator), [a, b]) => self.arithmetic(operator, a, b, place),
            (Function::AnyOf, [a, b]) => self.membership(true, a, b, place),
            (Function::AllOf, [a, b]) => self.membership(false, a, b, place),
            (Function::Bands, [quantity, bands]) => self.bands(quantity, bands, place),
            _ => None,
        }
    }

    fn choose(
        &mut self,
        condition: &Symbol,
        a: &Symbol,
        b: &Symbol,
        place: &Place,
    ) -> Option<Term> {
        let (condition, a, b) = (self.condition(condition), self.lower(a), self.lower(b));
        let (condition, mut a, mut b) = (condition?, a?, b?);
        if let (ValueType::Number(_), ValueType::Number(_)) = (&a.kind, &b.kind) {
            (a, b) = self.same_unit(a, b, place)?;
        }
        if a.kind != b.kind {
            self.report(type_mismatch::pair(self.book, &a.kind, &b.kind, place.clone()));
            return None;
        }
        let kind = a.kind.clone();
        Some(self.step(
            Operation::Choose(condition.slot, a.slot, b.slot),
            kind,
            &[&condition, &a, &b],
        ))
    }

    fn compare(
        &mut self,
        comparison: Comparison,
        a: &Symbol,
        b: &Symbol,
        place: &Place,
    ) -> Option<Term> {
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let (a, b) = match (&a.0.form, &b.0.form) {
            (_, Form::Text(text)) if equality => {
                let a = self.lower(a)?;
                let b = self.choice(&a, text, &b.0.place)?;
                (a, b)
            }
            (Form::Text(text), _) if equality => {
                let b = self.lower(b)?;
                let a = self.choice(&b, text, &a.0.place)?;
                (a, b)
            }
            _ => {
                let (a, b) = (self.lower(a), self.lower(b));
                (a?, b?)
            }
        };
        let operation = match (&a.kind, &b.kind) {
            (ValueType::Number(_), ValueType::Number(_)) => {
                let (a, b) = self.same_unit(a, b, place)?;
                let operation = Operation::Compare(comparison, a.slot, b.slot);
                return Some(self.step(operation, ValueType::YesNo, &[&a, &b]));
            }
            (ValueType::Date, ValueType::Date) => Operation::Compare(comparison, a.slot, b.slot),
            (ValueType::Choice(x), ValueType::Choice(y)) if x == y && equality => {
                Operation::Same(a.slot, b.slot)
            }
            (ValueType::YesNo, ValueType::YesNo) if equality => Operation::Same(a.slot, b.slot),
            _ => {
                self.report(type_mismatch::pair(self.book, &a.kind, &b.kind, place.clone()));
                return None;
            }
        };
        let term = self.step(operation, ValueType::YesNo, &[&a, &b]);
        if matches!(operation, Operation::Same(..)) && comparison == Comparison::NotEqual {
            return Some(self.step(Operation::Not(term.slot), ValueType::YesNo, &[&term]));
        }
        Some(term)
    }

    fn choice(&mut self, beside: &Term, text: &str, place: &Place) -> Option<Term> {
        let ValueType::Choice(list) = &beside.kind else {
            self.report(type_mismatch::diagnostic(
                self.book,
                said!("a choice"),
                &beside.kind,
                place.clone(),
            ));
            return None;
        };
        let member = self.member(*list, text, place)?;
        Some(self.step(Operation::Choice(member), ValueType::Choice(*list), &[]))
    }

    fn member(&mut self, list: ChoiceListIndex, text: &str, place: &Place) -> Option<u16> {
        let list = self.book.choice_list(list)?;
        let found = list.position(text);
        if found.is_none() {
            self.report(unknown_choice::diagnostic(list, text, place.clone()));
        }
        found
    }

    /// Brings two numbers to one unit: the figure keeps its own, the answer is converted.
    fn same_unit(&mut self, a: Term, b: Term, place: &Place) -> Option<(Term, Term)> {
        let (ValueType::Number(x), ValueType::Number(y)) = (a.kind.clone(), b.kind.clone()) else {
            return None;
        };
        if x == y {
            return Some((a, b));
        }
        if a.zero {
            return Some((self.retyped_zero(&y), b));
        }
        if b.zero {
            let zero = self.retyped_zero(&x);
            return Some((a, zero));
        }
        let convert_a = a.reads || !b.reads;
        let conversion = if convert_a { x.conversion_to(&y) } else { y.conversion_to(&x) };
        match conversion {
            None => {
                self.report(unit_mismatch::diagnostic(&x, &y, place.clone()));
                None
            }
            Some(conversion) if convert_a => Some((self.convert(a, conversion, y), b)),
            Some(conversion) => {
                let b = self.convert(b, conversion, x);
                Some((a, b))
            }
        }
    }

    fn retyped_zero(&mut self, unit: &Unit) -> Term {
        self.step(Operation::Number(Decimal::ZERO), ValueType::Number(unit.clone()), &[])
    }

    fn convert(&mut self, term: Term, conversion: Conversion, unit: Unit) -> Term {
        if conversion.is_identity() {
            return Term { kind: ValueType::Number(unit), ..term };
        }
        self.step(Operation::Convert(term.slot, conversion), ValueType::Number(unit), &[&term])
    }

    fn arithmetic(
        &mut self,
        operator: Arithmetic,
        a: &Symbol,
        b: &Symbol,
        place: &Place,
    ) -> Option<Term> {
        let (a, b) = (self.number(a), self.number(b));
        let ((mut a, x), (mut b, y)) = (a?, b?);
        let unit = match operator {
            Arithmetic::Add | Arithmetic::Subtract => {
                (a, b) = self.same_unit(a, b, place)?;
                match &a.kind {
                    ValueType::Number(unit) => Some(unit.clone()),
                    _ => None,
                }
            }
            Arithmetic::Multiply => x.times(&y),
            Arithmetic::Divide => x.over(&y),
        };
        let Some(unit) = unit else {
            self.report(Diagnostic::error(
                lint::LIMIT,
                place.clone(),
                said!("the unit of this grows out of all proportion"),
            ));
            return None;
        };
        Some(self.step(
            Operation::Arithmetic(operator, a.slot, b.slot),
            ValueType::Number(unit),
            &[&a, &b],
        ))
    }

    fn membership(
        &mut self,
        any: bool,
        item: &Symbol,
        set: &Symbol,
        place: &Place,
    ) -> Option<Term> {
        let item = self.lower(item);
        let list_of = |kind: &ValueType| match kind {
            ValueType::Choice(list) | ValueType::Choices(list) => Some(*list),
            _ => None,
        };
        let item = item?;
        let Some(list) = list_of(&item.kind) else {
            self.report(type_mismatch::diagnostic(
                self.book,
                said!("a choice or a set of choices"),
                &item.kind,
                place.clone(),
            ));
            return None;
        };
        let set = match &set.0.form {
            Form::List(items) => self.choice_set(list, items)?,
            _ => {
                let term = self.lower(set)?;
                if term.kind != ValueType::Choices(list) {
                    self.report(type_mismatch::pair(
                        self.book,
                        &item.kind,
                        &term.kind,
                        set.0.place.clone(),
                    ));
                    return None;
                }
                term
            }
        };
        let operation = if any {
            Operation::AnyOf(item.slot, set.slot)
        } else {
            Operation::AllOf(item.slot, set.slot)
        };
        Some(self.step(operation, ValueType::YesNo, &[&item, &set]))
    }

    fn choice_set(&mut self, list: ChoiceListIndex, items: &[Symbol]) -> Option<Term> {
        let mut places = Vec::new();
        let mut sound = true;
        for item in items {
            let place = match &item.0.form {
                Form::Text(text) => self.member(list, text, &item.0.place),
                _ => {
                    let message = said!("a list of choices holds texts in quotes");
                    self.report(Diagnostic::error(
                        lint::TYPE_MISMATCH,
                        item.0.place.clone(),
                        message,
                    ));
                    None
                }
            };
            sound &= place.is_some();
            places.extend(place);
        }
        let set = Operation::Choices(ChoiceSet::of(places));
        sound.then(|| self.step(set, ValueType::Choices(list), &[]))
    }

    fn bands(&mut self, quantity: &Symbol, bands: &Symbol, place: &Place) -> Option<Term> {
        let (term, unit) = self.number(quantity)?;
        let Form::Parameter(index) = &bands.0.form else {
            let message = said!("`bands` takes a quantity and a parameter with bands");
            self.report(Diagnostic::error(lint::TYPE_MISMATCH, place.clone(), message));
            return None;
        };
        let ParameterType::Bands(target) = &self.book.parameter(*index)?.kind else {
            let message = said!("`params.{}` has no bands", self.book.parameter(*index)?.id);
            self.report(Diagnostic::error(lint::TYPE_MISMATCH, place.clone(), message));
            return None;
        };
        let Some(conversion) = unit.conversion_to(target) else {
            self.report(unit_mismatch::diagnostic(&unit, target, place.clone()));
            return None;
        };
        let term = self.convert(term, conversion, target.clone());
        let points = "point".parse().unwrap_or_default();
        Some(self.step(Operation::Bands(term.slot, *index), ValueType::Number(points), &[&term]))
    }
}
