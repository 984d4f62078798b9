//! The verdict on one criterion, with what it rests on.

use crate::{Verdict, evaluate::Evaluation};
use sangloc_rulebook::{
    ColumnIndex, Comparison, Criterion, CriterionIndex, Decimal, FactIndex, Operation,
    ParameterIndex, Slot, TableIndex, Value, ValueType,
};
use std::collections::BTreeSet;

/// What became of one criterion, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which criterion.
    pub criterion: CriterionIndex,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether the criterion stands in the way: `Some(false)` it does, for certain; `None` it may.
    pub holds: Option<bool>,
    /// The points it gives, when known; only for priorities that apply.
    pub points: Option<Decimal>,
    /// What was measured against what.
    pub measures: Vec<Measure>,
    /// The answered facts it read.
    pub read: Vec<FactIndex>,
    /// The unanswered facts that leave it open.
    pub needs: Vec<FactIndex>,
    /// What leaves it open though no answer is missing.
    pub gaps: Vec<Gap>,
    /// The figures it used, as in force on the day.
    pub figures: Vec<Figure>,
}

/// A figure a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which parameter.
    pub parameter: ParameterIndex,
    /// Which of its dated values was in force.
    pub value: usize,
}

/// What leaves a criterion open though no answer is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// No amount of the parameter is in force on the day.
    NoFigureInForce(ParameterIndex),
    /// The table does not know it for the row.
    NotInTable(TableIndex, ColumnIndex),
    /// The divisor is zero, or the result too large.
    NotComputable(Slot),
}

/// One quantity or choice, held against what is required of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What was measured.
    pub subject: Subject,
    /// What it is; `None`: unknown.
    pub observed: Option<Value>,
    /// The type of `observed`.
    pub observed_type: ValueType,
    /// How it must relate to `required`.
    pub relation: Relation,
    /// What is required; `None`: unknown.
    pub required: Option<Value>,
    /// The type of `required`.
    pub required_type: ValueType,
    /// Whether it does relate so; for bands, whether it gives points.
    pub holds: Option<bool>,
    /// The figure that `required` is, if it is one.
    pub figure: Option<ParameterIndex>,
    /// What `required` is, when it is no figure but an answer or a cell itself.
    pub required_subject: Option<Subject>,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The answer to a fact.
    Fact(FactIndex),
    /// A cell of a table.
    Column(TableIndex, ColumnIndex),
    /// A derived quantity that has a name.
    Defined(String),
    /// Another criterion.
    Criterion(CriterionIndex),
    /// A quantity without a name, derived from these facts.
    Derived(Vec<FactIndex>),
}

/// How something must relate to what is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// By size.
    Compare(Comparison),
    /// To be this.
    Is,
    /// Not to be this.
    IsNot,
    /// To have one of these.
    AnyOf,
    /// To have none of these.
    NoneOf,
    /// To have all of these.
    AllOf,
    /// Not to have all of these.
    NotAllOf,
    /// To reach a band that gives points.
    Bands,
}

impl Finding {
    pub(crate) fn of(
        evaluation: &Evaluation<'_>,
        index: CriterionIndex,
        criterion: &Criterion,
    ) -> Self {
        let standing = evaluation.standing(criterion);
        let (applies, required) = (standing.applies, standing.required);
        let verdict = Verdict::of(applies, required);
        let mut trail = Trail::new(evaluation);
        if applies != Some(false) {
            trail.follow(criterion.when);
            trail.follow(criterion.require);
            trail.follow(criterion.points);
        }
        let mut measures =
            Measures { evaluation, stands: required, found: Vec::new(), seen: BTreeSet::new() };
        if applies == Some(true) {
            for root in [criterion.require, criterion.points].into_iter().flatten() {
                measures.collect(root, true);
            }
        }
        let (measures, reads) = (measures.found, reads(evaluation, criterion, applies));
        Self {
            criterion: index,
            verdict,
            holds: standing.holds(),
            points: standing.points,
            measures,
            read: reads.facts,
            needs: trail.needs.into_iter().collect(),
            gaps: trail.gaps.into_iter().collect(),
            figures: reads.figures,
        }
    }
}

struct Reads {
    facts: Vec<FactIndex>,
    figures: Vec<Figure>,
}

/// The answered facts and the figures in force that a criterion reads.
fn reads(evaluation: &Evaluation<'_>, criterion: &Criterion, applies: Option<bool>) -> Reads {
    let rulebook = evaluation.rulebook;
    let body =
        if applies == Some(false) { [None, None] } else { [criterion.require, criterion.points] };
    let roots = body.into_iter().chain([criterion.when]).flatten();
    let (mut facts, mut figures) = (BTreeSet::new(), BTreeSet::new());
    for slot in rulebook.program.reachable(roots) {
        match rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => {
                facts.insert(*fact);
            }
            Some(Operation::Column(table, _)) => {
                facts.extend(rulebook.table(*table).map(|table| table.answer));
            }
            Some(Operation::Parameter(parameter) | Operation::Bands(_, parameter)) => {
                figures.insert(*parameter);
            }
            _ => {}
        }
    }
    let figures = figures.into_iter().filter_map(|parameter| {
        let values = &rulebook.parameter(parameter)?.values;
        let value = values.iter().position(|dated| dated.period.contains(evaluation.as_of))?;
        Some(Figure { parameter, value })
    });
    let answered = |fact: &FactIndex| evaluation.profile.answer(*fact).is_some();
    Reads { facts: facts.into_iter().filter(answered).collect(), figures: figures.collect() }
}

/// Follows unknown results back to what leaves them open.
pub(crate) struct Trail<'a> {
    evaluation: &'a Evaluation<'a>,
    pub(crate) needs: BTreeSet<FactIndex>,
    gaps: BTreeSet<Gap>,
}

impl<'a> Trail<'a> {
    pub(crate) fn new(evaluation: &'a Evaluation<'a>) -> Self {
        Self { evaluation, needs: BTreeSet::new(), gaps: BTreeSet::new() }
    }

    pub(crate) fn follow(&mut self, root: Option<Slot>) {
        let program = &self.evaluation.rulebook.program;
        let mut seen = BTreeSet::new();
        let mut open: Vec<Slot> = root.into_iter().collect();
        while let Some(slot) = open.pop() {
            if self.evaluation.result(slot).is_none()
                && seen.insert(slot)
                && let Some(step) = program.step(slot)
            {
                self.note(slot, step);
                open.extend(self.open_operands(step));
            }
        }
    }

    /// The operands that can still matter: of a choice that is made, only the branch taken.
    fn open_operands(&self, step: &Operation) -> Vec<Slot> {
        match *step {
            Operation::Choose(condition, yes, no) => match self.evaluation.holds(condition) {
                Some(holds) => vec![if holds { yes } else { no }],
                None => vec![condition, yes, no],
            },
            ref step => step.operands().collect(),
        }
    }

    /// Notes what leaves this very step open; its operands are followed by themselves.
    fn note(&mut self, slot: Slot, step: &Operation) {
        let evaluation = self.evaluation;
        let rulebook = evaluation.rulebook;
        let known = |slot: Slot| evaluation.result(slot).is_some();
        let is_zero = |slot| evaluation.result(slot) == Some(Value::Number(Decimal::ZERO));
        match *step {
            Operation::Answer(fact) => self.need_or_rate(fact),
            Operation::Column(table, column) => match rulebook.table(table) {
                Some(found) if evaluation.profile.answer(found.answer).is_none() => {
                    self.needs.insert(found.answer);
                }
                _ => {
                    self.gaps.insert(Gap::NotInTable(table, column));
                }
            },
            Operation::Parameter(parameter) => {
                self.gaps.insert(Gap::NoFigureInForce(parameter));
            }
            Operation::Bands(_, parameter) => {
                let in_force = rulebook
                    .parameter(parameter)
                    .and_then(|found| found.in_force(evaluation.as_of));
                if in_force.is_none() {
                    self.gaps.insert(Gap::NoFigureInForce(parameter));
                }
            }
            Operation::Convert(a, conversion) if known(a) => {
                let rate = rulebook.parameter(rulebook.exchange_rate);
                let in_force = rate.and_then(|rate| rate.in_force(evaluation.as_of));
                let missing = conversion.rate_power != 0 && in_force.is_none();
                let rate = Gap::NoFigureInForce(rulebook.exchange_rate);
                self.gaps.insert(if missing { rate } else { Gap::NotComputable(slot) });
            }
            Operation::Arithmetic(operator, a, b) => {
                let divided = operator == sangloc_rulebook::Arithmetic::Divide && is_zero(b);
                if divided || (known(a) && known(b)) {
                    self.gaps.insert(Gap::NotComputable(slot));
                }
            }
            _ => {}
        }
    }

    fn need_or_rate(&mut self, fact: FactIndex) {
        if self.evaluation.profile.answer(fact).is_none() {
            self.needs.insert(fact);
        } else {
            self.gaps.insert(Gap::NoFigureInForce(self.evaluation.rulebook.exchange_rate));
        }
    }
}

/// Collects what a requirement measures, along the parts that count for this profile.
struct Measures<'a> {
    evaluation: &'a Evaluation<'a>,
    /// Whether the whole requirement holds.
    stands: Option<bool>,
    found: Vec<Measure>,
    seen: BTreeSet<(Slot, bool)>,
}

impl Measures<'_> {
    /// `wanted`: whether the requirement wants this part to hold.
    fn collect(&mut self, slot: Slot, wanted: bool) {
        if !self.seen.insert((slot, wanted)) {
            return;
        }
        let Some(step) = self.evaluation.rulebook.program.step(slot) else {
            return;
        };
        match *step {
            Operation::Not(a) => self.collect(a, !wanted),
            Operation::And(a, b) | Operation::Or(a, b) => {
                for part in [a, b] {
                    if self.matters(part, wanted) {
                        self.collect(part, wanted);
                    }
                }
            }
            Operation::Arithmetic(_, a, b) => {
                self.collect(a, wanted);
                self.collect(b, wanted);
            }
            Operation::Implies(a, b) if self.evaluation.holds(a) == Some(true) => {
                self.collect(b, wanted);
            }
            Operation::Choose(condition, a, b) => {
                // A condition that takes points away is wanted not to hold.
                let points = |slot| self.evaluation.result(slot).and_then(Value::number);
                let costs = points(a).zip(points(b)).is_some_and(|(a, b)| a < b);
                // Between requirements the condition only says which of them counts.
                if matches!(self.type_of(slot), ValueType::Number(_)) {
                    self.collect(condition, wanted != costs);
                }
                match self.evaluation.holds(condition) {
                    Some(true) => self.collect(a, wanted),
                    Some(false) => self.collect(b, wanted),
                    None => {}
                }
            }
            // `bands(…) > 0` asks for any band: the quantity and its bands say more than the points.
            Operation::Compare(Comparison::Above, points, none)
                if self.bands_of(points).is_some() && self.is_zero(none) =>
            {
                self.collect(points, wanted);
            }
            Operation::Compare(comparison, a, b) => {
                let (comparison, a, b) = if self.is_figure(a) && !self.is_figure(b) {
                    (comparison.mirrored(), b, a)
                } else {
                    (comparison, a, b)
                };
                let comparison = if wanted { comparison } else { comparison.negated() };
                self.add(slot, wanted, a, Relation::Compare(comparison), b);
            }
            Operation::Same(a, b) => {
                let (a, b) = if self.is_figure(a) && !self.is_figure(b) { (b, a) } else { (a, b) };
                self.add(slot, wanted, a, if wanted { Relation::Is } else { Relation::IsNot }, b);
            }
            Operation::AnyOf(a, b) => {
                self.add(
                    slot,
                    wanted,
                    a,
                    if wanted { Relation::AnyOf } else { Relation::NoneOf },
                    b,
                );
            }
            Operation::AllOf(a, b) => {
                self.add(
                    slot,
                    wanted,
                    a,
                    if wanted { Relation::AllOf } else { Relation::NotAllOf },
                    b,
                );
            }
            Operation::Bands(quantity, parameter) => self.add_bands(slot, quantity, parameter),
            // A criterion that does not apply says nothing about the project.
            Operation::Holds(criterion, _) if self.is_out(criterion) => {}
            Operation::Answer(_) | Operation::Column(..) | Operation::Holds(..) => {
                self.add_yes_no(slot, wanted);
            }
            _ => {}
        }
    }

    /// Whether a part stands as the whole does: of what fails, only the parts that fail; of what
    /// holds, only those that hold. Else the other half of an alternative would read as a demand.
    fn matters(&self, part: Slot, wanted: bool) -> bool {
        let stands = self.evaluation.holds(part).map(|holds| holds == wanted);
        stands == self.stands
    }

    fn is_out(&self, criterion: CriterionIndex) -> bool {
        let when =
            self.evaluation.rulebook.criterion(criterion).and_then(|criterion| criterion.when);
        when.is_some_and(|when| self.evaluation.holds(when) == Some(false))
    }

    fn is_zero(&self, slot: Slot) -> bool {
        self.evaluation.result(slot) == Some(Value::Number(Decimal::ZERO))
    }

    /// The parameter of a step that gives points by band.
    fn bands_of(&self, slot: Slot) -> Option<ParameterIndex> {
        match self.evaluation.rulebook.program.step(slot)? {
            Operation::Bands(_, parameter) => Some(*parameter),
            _ => None,
        }
    }

    /// Whether a step reads no answer: it is what is required, not what is observed.
    fn is_figure(&self, slot: Slot) -> bool {
        self.facts(slot).is_empty()
    }

    fn facts(&self, slot: Slot) -> Vec<FactIndex> {
        self.evaluation.rulebook.facts_read([slot]).into_iter().collect()
    }

    fn subject(&self, slot: Slot) -> Subject {
        let rulebook = self.evaluation.rulebook;
        if let Some(name) = rulebook.defined_at(slot) {
            return Subject::Defined(name.to_owned());
        }
        match rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => Subject::Fact(*fact),
            Some(Operation::Column(table, column)) => Subject::Column(*table, *column),
            Some(Operation::Holds(criterion, _)) => Subject::Criterion(*criterion),
            Some(Operation::Convert(inner, _)) => self.subject(*inner),
            _ => Subject::Derived(self.facts(slot)),
        }
    }

    fn figure(&self, slot: Slot) -> Option<ParameterIndex> {
        match self.evaluation.rulebook.program.step(slot)? {
            Operation::Parameter(parameter) => Some(*parameter),
            Operation::Convert(inner, _) => self.figure(*inner),
            Operation::Choose(condition, a, b) => {
                self.figure(if self.evaluation.holds(*condition)? { *a } else { *b })
            }
            _ => None,
        }
    }

    /// The answer or cell that is required; a figure, or one chosen by answers, speaks for itself.
    fn required_subject(&self, slot: Slot) -> Option<Subject> {
        if self.is_figure(slot) || self.figure(slot).is_some() {
            return None;
        }
        Some(self.subject(slot)).filter(|subject| !matches!(subject, Subject::Derived(_)))
    }

    fn type_of(&self, slot: Slot) -> ValueType {
        self.evaluation.rulebook.program.type_of(slot).cloned().unwrap_or(ValueType::YesNo)
    }

    fn add(
        &mut self,
        slot: Slot,
        wanted: bool,
        observed: Slot,
        relation: Relation,
        required: Slot,
    ) {
        let holds = self.evaluation.holds(slot).map(|value| value == wanted);
        let observed_type = self.type_of(observed);
        // A bare 0 has no unit of its own.
        let required_type = match (self.type_of(required), &observed_type) {
            (ValueType::Number(unit), ValueType::Number(_))
                if unit == sangloc_rulebook::Unit::none() =>
            {
                observed_type.clone()
            }
            (other, _) => other,
        };
        self.found.push(Measure {
            subject: self.subject(observed),
            observed: self.evaluation.result(observed),
            observed_type,
            relation,
            required: self.evaluation.result(required),
            required_type,
            holds,
            figure: self.figure(required),
            required_subject: self.required_subject(required),
        });
    }

    fn add_bands(&mut self, slot: Slot, quantity: Slot, parameter: ParameterIndex) {
        let points = self.evaluation.result(slot).and_then(Value::number);
        let observed_type = self.type_of(quantity);
        self.found.push(Measure {
            subject: self.subject(quantity),
            observed: self.evaluation.result(quantity),
            relation: Relation::Bands,
            required: None,
            required_type: observed_type.clone(),
            observed_type,
            holds: points.map(|points| points > Decimal::ZERO),
            figure: Some(parameter),
            required_subject: None,
        });
    }

    fn add_yes_no(&mut self, slot: Slot, wanted: bool) {
        if self.type_of(slot) != ValueType::YesNo {
            return;
        }
        self.found.push(Measure {
            subject: self.subject(slot),
            observed: self.evaluation.result(slot),
            observed_type: ValueType::YesNo,
            relation: Relation::Is,
            required: Some(Value::YesNo(wanted)),
            required_type: ValueType::YesNo,
            holds: self.evaluation.holds(slot).map(|value| value == wanted),
            figure: None,
            required_subject: None,
        });
    }
}
