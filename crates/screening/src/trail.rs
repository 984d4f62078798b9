//! What leaves a result unknown: unanswered facts, and gaps that no answer closes.

use crate::{Gap, evaluate::Evaluation};
use sangloc_rulebook::{Arithmetic, Decimal, FactIndex, Operation, Slot};

/// Which of many places were visited; cleared at no cost.
#[derive(Default)]
pub(crate) struct Visited {
    /// The walk in which each place was visited last.
    last: Vec<u32>,
    walk: u32,
}

impl Visited {
    /// Begins another walk: no place is visited yet.
    pub(crate) fn clear(&mut self) {
        self.walk = self.walk.checked_add(1).unwrap_or_else(|| {
            self.last.clear();
            1
        });
    }

    /// Notes a place; whether it was not visited yet.
    pub(crate) fn insert(&mut self, place: usize) -> bool {
        if self.last.len() <= place {
            // Not place by place: rules have hundreds of steps.
            self.last.resize(place.saturating_mul(2).max(512), 0);
        }
        let walk = self.walk;
        self.last.get_mut(place).is_some_and(|last| std::mem::replace(last, walk) != walk)
    }
}

/// What leaves results open.
#[derive(Default)]
pub(crate) struct Open {
    /// The unanswered facts, in the order of the rulebook.
    pub(crate) needs: Vec<FactIndex>,
    /// What no answer closes.
    pub(crate) gaps: Vec<Gap>,
}

/// Follows unknown results back to what leaves them open; keeps its lists from walk to walk.
#[derive(Default)]
pub(crate) struct Trail {
    visited: Visited,
    waiting: Vec<Slot>,
    open: Open,
}

impl Trail {
    /// What leaves these steps open; nothing where all of them are known.
    pub(crate) fn back_from(
        &mut self,
        evaluation: &Evaluation<'_>,
        roots: impl IntoIterator<Item = Slot>,
    ) -> &Open {
        self.walk(evaluation, roots);
        let open = &mut self.open;
        open.needs.sort_unstable();
        open.needs.dedup();
        open.gaps.sort_unstable();
        open.gaps.dedup();
        open
    }

    /// Whether an answer that is missing leaves these steps open.
    pub(crate) fn needs_answers(
        &mut self,
        evaluation: &Evaluation<'_>,
        roots: impl IntoIterator<Item = Slot>,
    ) -> bool {
        self.walk(evaluation, roots);
        !self.open.needs.is_empty()
    }

    /// For a walk of another kind: no place is visited yet.
    pub(crate) fn new_walk(&mut self) -> &mut Visited {
        self.visited.clear();
        &mut self.visited
    }

    fn walk(&mut self, evaluation: &Evaluation<'_>, roots: impl IntoIterator<Item = Slot>) {
        self.new_walk();
        self.open.needs.clear();
        self.open.gaps.clear();
        self.waiting.extend(roots);
        while let Some(slot) = self.waiting.pop() {
            if !evaluation.is_known(slot)
                && self.visited.insert(slot.at())
                && let Some(step) = evaluation.rulebook.program.step(slot)
            {
                self.note(evaluation, slot, step);
                self.wait_for_operands(evaluation, step);
            }
        }
    }

    /// The operands that can still matter: of a choice that is made, only the branch taken.
    fn wait_for_operands(&mut self, evaluation: &Evaluation<'_>, step: &Operation) {
        match *step {
            Operation::Choose(condition, yes, no) => match evaluation.holds(condition) {
                Some(holds) => self.waiting.push(if holds { yes } else { no }),
                None => self.waiting.extend([condition, yes, no]),
            },
            ref step => self.waiting.extend(step.operands()),
        }
    }

    /// Notes what leaves this very step open; its operands are followed by themselves.
    fn note(&mut self, evaluation: &Evaluation<'_>, slot: Slot, step: &Operation) {
        let rulebook = evaluation.rulebook;
        let known = |slot: Slot| evaluation.is_known(slot);
        let is_zero = |slot| evaluation.number(slot).is_some_and(Decimal::is_zero);
        match *step {
            Operation::Answer(fact) => self.need_or_rate(evaluation, fact),
            Operation::Column(table, column) => match rulebook.table(table) {
                Some(found) if evaluation.profile.answer(found.answer).is_none() => {
                    self.open.needs.push(found.answer);
                }
                _ => {
                    self.open.gaps.push(Gap::NotInTable(table, column));
                }
            },
            Operation::Parameter(parameter) => {
                self.open.gaps.push(Gap::NoFigureInForce(parameter));
            }
            Operation::Bands(_, parameter) => {
                let in_force = rulebook
                    .parameter(parameter)
                    .and_then(|found| found.in_force(evaluation.as_of));
                if in_force.is_none() {
                    self.open.gaps.push(Gap::NoFigureInForce(parameter));
                }
            }
            Operation::Convert(a, conversion) if known(a) => {
                let rate = rulebook.parameter(rulebook.exchange_rate);
                let in_force = rate.and_then(|rate| rate.in_force(evaluation.as_of));
                let missing = conversion.rate_power != 0 && in_force.is_none();
                let rate = Gap::NoFigureInForce(rulebook.exchange_rate);
                self.open.gaps.push(if missing { rate } else { Gap::NotComputable(slot) });
            }
            Operation::Arithmetic(operator, a, b) => {
                let divided = operator == Arithmetic::Divide && is_zero(b);
                if divided || (known(a) && known(b)) {
                    self.open.gaps.push(Gap::NotComputable(slot));
                }
            }
            _ => {}
        }
    }

    fn need_or_rate(&mut self, evaluation: &Evaluation<'_>, fact: FactIndex) {
        if evaluation.profile.answer(fact).is_none() {
            self.open.needs.push(fact);
        } else {
            self.open.gaps.push(Gap::NoFigureInForce(evaluation.rulebook.exchange_rate));
        }
    }
}
