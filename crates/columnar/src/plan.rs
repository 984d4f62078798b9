//! What is done for every chunk alike: which steps are performed, and when a result is read for the last time.

use sangloc_rulebook::{Date, Decimal, Rulebook, Slot, Value};
use sangloc_screening::known_beforehand;
use std::collections::BTreeSet;

/// A rulebook on a day, as steps to perform on columns.
pub(crate) struct Plan<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) as_of: Date,
    /// What a US dollar costs in dong.
    pub(crate) rate: Option<Decimal>,
    /// What each step comes to before anything is answered: answers never change it.
    known: Vec<Option<Value>>,
    /// The steps that criteria read and answers change, in order, and after each whose results nobody reads again.
    pub(crate) steps: Vec<(Slot, Vec<Slot>)>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook, as_of: Date) -> Self {
        let (known, rate) = (known_beforehand(rulebook, as_of), rulebook.rate(as_of));
        let mut plan = Self { rulebook, as_of, rate, known, steps: Vec::new() };
        let roots: Vec<Slot> =
            rulebook.criteria.iter().flat_map(|criterion| criterion.roots()).collect();
        let is_open = |slot| plan.known(slot).is_none();
        let performed = rulebook.program.reachable_through(roots.iter().copied(), is_open);
        // Backwards, whoever reads a result first is the last to read it.
        let mut wanted: BTreeSet<Slot> = roots.into_iter().collect();
        for slot in performed.into_iter().rev() {
            let operands = rulebook.program.step(slot).into_iter().flat_map(|step| step.operands());
            let finished = operands.filter(|operand| wanted.insert(*operand)).collect();
            plan.steps.push((slot, finished));
        }
        plan.steps.reverse();
        plan
    }

    /// What a step comes to whatever is answered.
    pub(crate) fn known(&self, slot: Slot) -> Option<Value> {
        self.known.get(slot.at()).copied().flatten()
    }
}
