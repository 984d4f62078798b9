//! Criteria that apply by the same quantity, one tier after the other: together they leave no amount out,
//! and no amount falls under two.
//!
//! Tiers are criteria whose `when` says the same but for limits of one quantity. Tiers that lie one
//! within the other are meant.

use super::{
    FaultKind,
    inquiry::{Answer, Inquiry, Shown},
};
use crate::written;
use sangloc_authoring::{Said, said};
use sangloc_rulebook::{Comparison, CriterionIndex, Operation, Rulebook, Slot, Value, ValueType};
use sangloc_screening::{Profile, Trace, Wish};
use std::collections::{BTreeMap, BTreeSet};

/// What tiers have in common: the quantity, and the rest of the condition.
type Ladder = (Slot, BTreeSet<Slot>);

/// The limits of a tier: the conditions themselves, and whether each is an upper one.
type Limits = BTreeSet<(Slot, bool)>;

/// A tier: its limits, and the first criterion that has them.
struct Tier {
    limits: Limits,
    criterion: CriterionIndex,
}

impl Tier {
    fn conditions(&self) -> Vec<Slot> {
        self.limits.iter().map(|(slot, _)| *slot).collect()
    }

    /// Its upper limits, or its lower ones.
    fn side(&self, upper: bool) -> Option<Vec<Slot>> {
        let side = self.limits.iter().filter(|(_, is_upper)| *is_upper == upper);
        let side: Vec<Slot> = side.map(|(slot, _)| *slot).collect();
        (!side.is_empty()).then_some(side)
    }
}

/// Looks for gaps and overlaps between tiers.
pub(super) fn look(inquiry: &mut Inquiry<'_>, in_force: &[CriterionIndex]) {
    for ((quantity, rest), tiers) in ladders(inquiry, in_force) {
        let climbs =
            [true, false].iter().all(|upper| tiers.iter().any(|tier| tier.side(*upper).is_some()));
        if tiers.len() < 2 || !climbs {
            continue;
        }
        gap(inquiry, quantity, &rest, &tiers);
        for (place, first) in tiers.iter().enumerate() {
            for second in tiers.iter().skip(place + 1) {
                overlap(inquiry, quantity, &rest, first, second);
            }
        }
    }
}

fn ladders(inquiry: &Inquiry<'_>, in_force: &[CriterionIndex]) -> BTreeMap<Ladder, Vec<Tier>> {
    let nothing = Profile::empty(inquiry.rulebook);
    let trace = Trace::run(inquiry.rulebook, &nothing, inquiry.as_of);
    let mut ladders: BTreeMap<Ladder, Vec<Tier>> = BTreeMap::new();
    for index in in_force.iter().copied() {
        let when = inquiry.rulebook.criterion(index).and_then(|found| found.when);
        let mut clauses = BTreeSet::new();
        when.into_iter().for_each(|when| add_clauses(inquiry.rulebook, when, &mut clauses));
        // What holds for everybody, such as the days of a law, makes no difference.
        clauses.retain(|clause| trace.result(*clause).is_none());
        let limits = clauses.iter().filter_map(|clause| limit(inquiry.rulebook, &trace, *clause));
        let limits: Vec<(Slot, Slot, bool)> = limits.collect();
        for quantity in limits.iter().map(|(quantity, ..)| *quantity).collect::<BTreeSet<_>>() {
            let own = limits.iter().filter(|(other, ..)| *other == quantity);
            let own: Limits = own.map(|(_, clause, upper)| (*clause, *upper)).collect();
            let mut rest = clauses.clone();
            rest.retain(|clause| !own.iter().any(|(limit, _)| limit == clause));
            let tiers = ladders.entry((quantity, rest)).or_default();
            if !tiers.iter().any(|tier| tier.limits == own) {
                tiers.push(Tier { limits: own, criterion: index });
            }
        }
    }
    ladders
}

/// The conditions that `and` joins.
fn add_clauses(rulebook: &Rulebook, slot: Slot, clauses: &mut BTreeSet<Slot>) {
    if let Some(Operation::And(a, b)) = rulebook.program.step(slot) {
        [a, b].into_iter().for_each(|part| add_clauses(rulebook, *part, clauses));
    } else {
        clauses.insert(slot);
    }
}

/// A condition that holds a quantity against a limit known beforehand: the quantity, the condition, and
/// whether the limit is an upper one.
fn limit(rulebook: &Rulebook, trace: &Trace<'_>, clause: Slot) -> Option<(Slot, Slot, bool)> {
    let (comparison, a, b) = match rulebook.program.step(clause)? {
        Operation::Compare(comparison, a, b) => (*comparison, *a, *b),
        Operation::Not(inner) => match rulebook.program.step(*inner)? {
            Operation::Compare(comparison, a, b) => (comparison.negated(), *a, *b),
            _ => return None,
        },
        _ => return None,
    };
    let is_known = |slot| matches!(trace.result(slot), Some(Value::Number(_) | Value::Date(_)));
    let (quantity, comparison) = match (is_known(a), is_known(b)) {
        (false, true) => (a, comparison),
        (true, false) => (b, comparison.mirrored()),
        _ => return None,
    };
    let upper = match comparison {
        Comparison::Below | Comparison::AtMost => true,
        Comparison::Above | Comparison::AtLeast => false,
        Comparison::Equal | Comparison::NotEqual => return None,
    };
    Some((unconverted(rulebook, quantity), clause, upper))
}

/// The quantity in the unit it is given in.
fn unconverted(rulebook: &Rulebook, slot: Slot) -> Slot {
    match rulebook.program.step(slot) {
        Some(Operation::Convert(inner, _)) => unconverted(rulebook, *inner),
        _ => slot,
    }
}

/// Amounts above one tier and below another that are in none.
fn gap(inquiry: &mut Inquiry<'_>, quantity: Slot, rest: &BTreeSet<Slot>, tiers: &[Tier]) {
    let beyond = |inquiry: &mut Inquiry<'_>, upper: bool| {
        let sides: Vec<_> = tiers.iter().filter_map(|tier| tier.side(upper)).collect();
        let past: Vec<Slot> = sides.into_iter().map(|side| inquiry.not_all(side)).collect();
        let past = past.into_iter();
        past.reduce(|a, b| inquiry.step(Operation::Or(a, b), ValueType::YesNo))
    };
    let mut parts: Vec<Slot> = rest.iter().copied().collect();
    parts.extend([true, false].into_iter().filter_map(|upper| beyond(inquiry, upper)));
    parts.extend(tiers.iter().map(|tier| inquiry.not_all(tier.conditions())).collect::<Vec<_>>());
    let between = inquiry.all(parts);
    let names = names(inquiry, tiers);
    let question = || format!("whether an amount is between {names}");
    if let Answer::Yes(shown) = inquiry.project_with(between, question) {
        let quantity = written(inquiry.rulebook, quantity);
        let message = said!("an amount of `{}` is in none of the tiers {}", quantity, names);
        report(inquiry, FaultKind::BandGap, tiers.iter(), message, &shown);
    }
}

/// Amounts that are in both of two tiers, neither of which lies within the other.
fn overlap(
    inquiry: &mut Inquiry<'_>,
    quantity: Slot,
    rest: &BTreeSet<Slot>,
    first: &Tier,
    second: &Tier,
) {
    let [one, other] = [first, second].map(|tier| inquiry.all(tier.conditions()));
    let [not_one, not_other] = [one, other].map(|tier| inquiry.not_all([tier]));
    let names = names(inquiry, [first, second]);
    let mut both = None;
    for parts in [[one, not_other], [not_one, other], [one, other]] {
        let truth = inquiry.all(rest.iter().copied().chain(parts));
        let question = || format!("whether an amount is in both {names}");
        let Some(probe) = inquiry.probe([None, Some(truth), None]) else { return };
        if inquiry.project(&[(probe, Wish::Holds)], question).found().is_none() {
            return;
        }
        both = Some(probe);
    }
    let Some(both) = both else { return };
    // One that fails both shows best that both apply.
    let (one, other) = (first.criterion, second.criterion);
    let shown = [Wish::Fails, Wish::Met].into_iter().find_map(|wish| {
        let wishes = [(both, Wish::Holds), (one, wish), (other, wish)];
        inquiry.project(&wishes, || format!("whether both of {names} can turn")).found()
    });
    if let Some(shown) = shown {
        let quantity = written(inquiry.rulebook, quantity);
        let message = said!("an amount of `{}` is in both of the tiers {}", quantity, names);
        report(inquiry, FaultKind::BandOverlap, [first, second], message, &shown);
    }
}

fn names<'t>(inquiry: &Inquiry<'_>, tiers: impl IntoIterator<Item = &'t Tier>) -> String {
    let names = tiers.into_iter().map(|tier| format!("`{}`", inquiry.id(tier.criterion)));
    names.collect::<Vec<_>>().join(", ")
}

fn report<'t>(
    inquiry: &mut Inquiry<'_>,
    kind: FaultKind,
    tiers: impl IntoIterator<Item = &'t Tier>,
    message: Said,
    shown: &Shown,
) {
    let criteria: Vec<CriterionIndex> = tiers.into_iter().map(|tier| tier.criterion).collect();
    let witness = inquiry.witness(shown, &criteria);
    if let Some(last) = criteria.last() {
        inquiry.report(kind, *last, message, witness);
    }
}
