//! The verdict on one criterion, with what it rests on.

use crate::{
    Decision, Law, Reading, Verdict,
    evaluate::Evaluation,
    trail::{Trail, Visited},
};
use sangloc_rulebook::{
    ColumnIndex, Comparison, Criterion, CriterionIndex, Decimal, FactIndex, Indicator, Operation,
    ParameterIndex, Rulebook, Slot, TableIndex, Value, ValueType,
};
use smallvec::SmallVec;
use std::collections::BTreeSet;

/// What became of one criterion, and why.
///
/// The facts it read and the figures it used are told by [`Decision::facts_read`] and [`Decision::figures_used`].
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
    pub measures: SmallVec<[Measure; 1]>,
    /// The unanswered facts that leave it open.
    pub needs: Vec<FactIndex>,
    /// What leaves it open though no answer is missing.
    pub gaps: Vec<Gap>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The step that was measured: an answer, a cell, another criterion, or a derived quantity.
    pub subject: Slot,
    /// What it is; `None`: unknown.
    pub observed: Option<Value>,
    /// How it must relate to `required`.
    pub relation: Relation,
    /// What is required; `None`: unknown, or bands.
    pub required: Option<Value>,
    /// The step that says what is required; `None`: bands, or a plain yes or no.
    pub required_by: Option<Slot>,
    /// Whether it does relate so; for bands, whether it gives points.
    pub holds: Option<bool>,
    /// The figure that `required` is, if it is one.
    pub figure: Option<ParameterIndex>,
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

/// Makes findings of the results for one profile.
pub(crate) struct Finder<'a> {
    law: &'a Law<'a>,
    evaluation: &'a Evaluation<'a>,
    trail: &'a mut Trail,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(
        law: &'a Law<'a>,
        evaluation: &'a Evaluation<'a>,
        trail: &'a mut Trail,
    ) -> Self {
        Self { law, evaluation, trail }
    }

    /// Makes a finding that of this criterion, where it stands: moved about, it would take twice the time.
    pub(crate) fn renew(&mut self, finding: &mut Finding, criterion: &Criterion) {
        let standing = self.evaluation.standing(criterion);
        let (applies, required) = (standing.applies, standing.required);
        finding.verdict = Verdict::of(applies, required);
        finding.holds = standing.holds();
        finding.points = self.evaluation.points(criterion, standing);
        finding.measures.clear();
        if applies == Some(true) {
            let (law, evaluation) = (self.law, self.evaluation);
            let (found, visited) = (&mut finding.measures, self.trail.new_walk());
            let mut measures = Measures { law, evaluation, stands: required, found, visited };
            let roots = criterion.require.into_iter().chain(criterion.points);
            roots.for_each(|root| measures.collect(root, true));
        }
        finding.needs.clear();
        finding.gaps.clear();
        if applies != Some(false) && standing.is_open(criterion, finding.points.is_some()) {
            let open = self.trail.back_from(self.evaluation, criterion.roots());
            finding.needs.extend(&open.needs);
            finding.gaps.extend(&open.gaps);
        }
    }

    pub(crate) fn reading(&mut self, indicator: &Indicator) -> Reading {
        let evaluation = self.evaluation;
        let number = |slot| evaluation.number(slot).copied();
        let held_against_bands = |points| match evaluation.rulebook.program.step(points) {
            Some(Operation::Bands(quantity, _)) => Some(*quantity),
            _ => None,
        };
        let roots = indicator.when.into_iter().chain([indicator.quantity]);
        Reading {
            applies: indicator.when.map_or(Some(true), |when| evaluation.holds(when)),
            value: number(indicator.quantity),
            banded: indicator.points.and_then(held_against_bands).and_then(number),
            points: indicator.points.and_then(number),
            needs: self.trail.back_from(evaluation, roots).needs.clone(),
        }
    }
}

impl Decision {
    /// The answered facts that a finding rests on, in the order of the rulebook.
    pub fn facts_read(&self, rulebook: &Rulebook, finding: &Finding) -> Vec<FactIndex> {
        let mut facts = rulebook.facts_read(finding.roots(rulebook));
        facts.retain(|fact| self.answered.binary_search(fact).is_ok());
        facts.into_iter().collect()
    }

    /// The figures that a finding rests on, as in force on the day.
    pub fn figures_used(&self, rulebook: &Rulebook, finding: &Finding) -> Vec<Figure> {
        let steps = rulebook.program.reachable(finding.roots(rulebook)).into_iter();
        let parameters = steps.filter_map(|slot| match rulebook.program.step(slot)? {
            Operation::Parameter(parameter) | Operation::Bands(_, parameter) => Some(*parameter),
            _ => None,
        });
        let parameters: BTreeSet<ParameterIndex> = parameters.collect();
        let figures = parameters.into_iter().filter_map(|parameter| {
            let values = &rulebook.parameter(parameter)?.values;
            let value = values.iter().position(|dated| dated.period.contains(self.as_of))?;
            Some(Figure { parameter, value })
        });
        figures.collect()
    }
}

impl Finding {
    /// Of this criterion, and nothing found yet.
    pub(crate) fn blank(criterion: CriterionIndex) -> Self {
        Self {
            criterion,
            verdict: Verdict::Unknown,
            holds: None,
            points: None,
            measures: SmallVec::new(),
            needs: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// The steps that it read: of a criterion that does not apply, only why it does not.
    fn roots<'a>(&self, rulebook: &'a Rulebook) -> impl Iterator<Item = Slot> + use<'a> {
        let applies = self.verdict != Verdict::NotApplicable;
        let roots = move |criterion: &Criterion| {
            let body = [criterion.require, criterion.points].map(|slot| slot.filter(|_| applies));
            std::iter::once(criterion.when).chain(body)
        };
        rulebook.criterion(self.criterion).into_iter().flat_map(roots).flatten()
    }
}

/// Collects what a requirement measures, along the parts that count for this profile.
struct Measures<'a> {
    law: &'a Law<'a>,
    evaluation: &'a Evaluation<'a>,
    /// Whether the whole requirement holds.
    stands: Option<bool>,
    found: &'a mut SmallVec<[Measure; 1]>,
    /// By step, and whether it is wanted.
    visited: &'a mut Visited,
}

impl Measures<'_> {
    /// `wanted`: whether the requirement wants this part to hold.
    fn collect(&mut self, slot: Slot, wanted: bool) {
        if !self.visited.insert(slot.at().saturating_mul(2).saturating_add(wanted.into())) {
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
                let points = |slot| self.evaluation.number(slot);
                let costs = points(a).zip(points(b)).is_some_and(|(a, b)| a < b);
                // Between requirements the condition only says which of them counts.
                if matches!(self.type_of(slot), Some(ValueType::Number(_))) {
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
                let relation = if wanted { Relation::AnyOf } else { Relation::NoneOf };
                self.add(slot, wanted, a, relation, b);
            }
            Operation::AllOf(a, b) => {
                let relation = if wanted { Relation::AllOf } else { Relation::NotAllOf };
                self.add(slot, wanted, a, relation, b);
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
        self.evaluation.number(slot).is_some_and(Decimal::is_zero)
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
        !self.law.reads_answers(slot)
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

    fn type_of(&self, slot: Slot) -> Option<&'_ ValueType> {
        self.evaluation.rulebook.program.type_of(slot)
    }

    fn add(&mut self, slot: Slot, wanted: bool, subject: Slot, relation: Relation, by: Slot) {
        let holds = self.evaluation.holds(slot).map(|value| value == wanted);
        let (figure, results) = (self.figure(by), &self.evaluation.results);
        self.push(subject, relation, holds, |measure| {
            (measure.required_by, measure.figure) = (Some(by), figure);
            results.copy(by, &mut measure.required);
        });
    }

    /// Adds a measure and fills it where it stands.
    #[inline(always)]
    fn push(
        &mut self,
        subject: Slot,
        relation: Relation,
        holds: Option<bool>,
        fill: impl FnOnce(&mut Measure),
    ) {
        let (observed, required, required_by, figure) = Default::default();
        self.found.push(Measure {
            subject,
            observed,
            relation,
            required,
            required_by,
            holds,
            figure,
        });
        if let Some(measure) = self.found.last_mut() {
            self.evaluation.results.copy(subject, &mut measure.observed);
            fill(measure);
        }
    }

    fn add_bands(&mut self, slot: Slot, quantity: Slot, parameter: ParameterIndex) {
        let points = self.evaluation.number(slot);
        let holds = points.map(|points| *points > Decimal::ZERO);
        let figure = Some(parameter);
        self.push(quantity, Relation::Bands, holds, |measure| measure.figure = figure);
    }

    fn add_yes_no(&mut self, slot: Slot, wanted: bool) {
        if self.type_of(slot) == Some(&ValueType::YesNo) {
            let holds = self.evaluation.holds(slot).map(|value| value == wanted);
            let required = Some(Value::YesNo(wanted));
            self.push(slot, Relation::Is, holds, |measure| measure.required = required);
        }
    }
}
