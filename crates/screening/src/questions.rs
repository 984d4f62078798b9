//! Which questions the form shows: those that a criterion which applies reads.

use crate::{Profile, evaluate::Evaluation};
use sangloc_rulebook::{Date, FactIndex, Operation, Rulebook, Slot};
use std::collections::BTreeSet;

/// The facts to ask, in the order of the rulebook.
///
/// A criterion's own questions appear once it is known to apply; before that, only those that
/// settle whether it does. The second part of `implies` and the branches of `choose` are asked once
/// their condition is known. Depends on nothing but the three arguments, so the form is stable.
pub fn asked(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Vec<FactIndex> {
    let evaluation = Evaluation::run(rulebook, profile, as_of);
    let mut asked = Asked {
        evaluation: &evaluation,
        facts: BTreeSet::new(),
        seen: BTreeSet::new(),
    };
    for criterion in &rulebook.criteria {
        asked.visit(criterion.when);
        let applies = criterion
            .when
            .map_or(Some(true), |when| evaluation.holds(when));
        if applies == Some(true) {
            asked.visit(criterion.require);
            asked.visit(criterion.points);
        }
    }
    asked.facts.into_iter().collect()
}

struct Asked<'a> {
    evaluation: &'a Evaluation<'a>,
    facts: BTreeSet<FactIndex>,
    seen: BTreeSet<Slot>,
}

impl Asked<'_> {
    fn visit(&mut self, root: Option<Slot>) {
        let rulebook = self.evaluation.rulebook;
        let mut open: Vec<Slot> = root.into_iter().collect();
        while let Some(slot) = open.pop() {
            if !self.seen.insert(slot) {
                continue;
            }
            match rulebook.program.step(slot) {
                Some(Operation::Answer(fact)) => {
                    self.facts.insert(*fact);
                }
                Some(Operation::Column(table, _)) => {
                    self.facts
                        .extend(rulebook.table(*table).map(|table| table.answer));
                }
                Some(Operation::Implies(condition, then)) => {
                    open.push(*condition);
                    open.extend((self.evaluation.holds(*condition) == Some(true)).then_some(*then));
                }
                Some(Operation::Choose(condition, yes, no)) => {
                    open.push(*condition);
                    open.extend(
                        self.evaluation
                            .holds(*condition)
                            .map(|holds| if holds { *yes } else { *no }),
                    );
                }
                Some(step) => open.extend(step.operands()),
                None => {}
            }
        }
    }
}
