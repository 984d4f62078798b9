//! Points by bands: each band is reached by some project, no two begin at the same amount, and none in
//! the middle gives nothing.

use super::{
    FaultKind,
    inquiry::{Answer, Inquiry},
};
use crate::{coverage::own_steps, written};
use sangloc_authoring::{Place, Said, said};
use sangloc_rulebook::{
    Amount, Band, Comparison, CriterionIndex, Decimal, Operation, ParameterIndex, Slot, ValueType,
};

/// Bands as a criterion uses them.
struct Use {
    criterion: CriterionIndex,
    quantity: Slot,
    parameter: ParameterIndex,
}

/// Looks at all bands that criteria use.
pub(super) fn look(inquiry: &mut Inquiry<'_>, in_force: &[CriterionIndex]) {
    let mut seen = Vec::new();
    for used in in_force.iter().flat_map(|index| uses(inquiry, *index)).collect::<Vec<_>>() {
        let bands = bands(inquiry, used.parameter);
        for (place, band) in bands.iter().enumerate() {
            let next = bands.get(place + 1);
            let Some((kind, message)) = fault(inquiry, &used, &bands, *band, next) else {
                continue;
            };
            let known = (used.parameter, place, kind);
            if !seen.contains(&known) {
                seen.push(known);
                report(inquiry, &used, kind, message, band.at_least);
            }
        }
    }
}

fn uses(inquiry: &Inquiry<'_>, index: CriterionIndex) -> Vec<Use> {
    let Some(criterion) = inquiry.rulebook.criterion(index) else { return Vec::new() };
    let steps = own_steps(inquiry.rulebook, criterion.roots());
    let uses = steps.into_iter().filter_map(|slot| match inquiry.rulebook.program.step(slot) {
        Some(Operation::Bands(quantity, parameter)) => {
            Some(Use { criterion: index, quantity: *quantity, parameter: *parameter })
        }
        _ => None,
    });
    uses.collect()
}

/// The bands in force.
fn bands(inquiry: &Inquiry<'_>, parameter: ParameterIndex) -> Vec<Band> {
    let found = inquiry.rulebook.parameter(parameter);
    match found.and_then(|found| found.in_force(inquiry.as_of)).map(|dated| &dated.amount) {
        Some(Amount::Bands(bands)) => bands.clone(),
        _ => Vec::new(),
    }
}

/// What is wrong with a band, up to where the next one begins.
fn fault(
    inquiry: &mut Inquiry<'_>,
    used: &Use,
    bands: &[Band],
    band: Band,
    next: Option<&Band>,
) -> Option<(FaultKind, Said)> {
    let from = band.at_least.normalize();
    let gives = |found: &Band| !found.points.is_zero();
    let below = bands.iter().any(|other| other.at_least < band.at_least && gives(other));
    if next.is_some_and(|next| next.at_least == band.at_least) {
        return Some((FaultKind::BandOverlap, said!("two bands begin at {}", from)));
    }
    if let Some(next) = next.filter(|next| !gives(&band) && below && gives(next)) {
        let to = next.at_least.normalize();
        let message = said!("the band from {} to {} gives nothing, those beside it do", from, to);
        return Some((FaultKind::BandGap, message));
    }
    let id = inquiry.id(used.criterion);
    let question = || format!("whether a project reaches the band from {from} of `{id}`");
    let reached = within(inquiry, used, band.at_least, next.map(|next| next.at_least));
    let reached = inquiry.project_with(reached, question);
    matches!(reached, Answer::No)
        .then(|| (FaultKind::BandUnreached, said!("no project reaches the band from {}", from)))
}

/// Whether the criterion applies and its quantity is in a band.
fn within(inquiry: &mut Inquiry<'_>, used: &Use, from: Decimal, to: Option<Decimal>) -> Slot {
    let mut parts = vec![limit(inquiry, used.quantity, Comparison::AtLeast, from)];
    parts.extend(to.map(|to| limit(inquiry, used.quantity, Comparison::Below, to)));
    parts.extend(inquiry.rulebook.criterion(used.criterion).and_then(|found| found.when));
    inquiry.all(parts)
}

fn limit(
    inquiry: &mut Inquiry<'_>,
    quantity: Slot,
    comparison: Comparison,
    amount: Decimal,
) -> Slot {
    let kind = inquiry.rulebook.program.type_of(quantity).cloned().unwrap_or(ValueType::YesNo);
    let amount = inquiry.step(Operation::Number(amount), kind);
    inquiry.step(Operation::Compare(comparison, quantity, amount), ValueType::YesNo)
}

/// Notes a fault of a band, with a project that stands where it begins or, if none can, any that the
/// criterion judges.
fn report(inquiry: &mut Inquiry<'_>, used: &Use, kind: FaultKind, message: Said, from: Decimal) {
    let question = || "whether a project reaches a band".to_owned();
    let (least, most) = (Comparison::AtLeast, Comparison::AtMost);
    let when = inquiry.rulebook.criterion(used.criterion).and_then(|found| found.when);
    let at = [least, most].map(|comparison| limit(inquiry, used.quantity, comparison, from));
    let at = inquiry.all(at.into_iter().chain(when));
    let shown = match inquiry.project_with(at, question).found() {
        Some(shown) => shown,
        None => inquiry.usual(used.criterion),
    };
    let mut witness = inquiry.witness(&shown, &[used.criterion]);
    inquiry.add_points(&mut witness, used.criterion);
    let quantity = written(inquiry.rulebook, used.quantity);
    let (id, place) = place(inquiry, used.parameter);
    let message = Said::Words("{}: `{}`", vec![message, Said::Text(quantity)]);
    inquiry.report_at(kind, id, place, message, witness);
}

/// The name of a figure, and where the value in force is written.
fn place(inquiry: &Inquiry<'_>, parameter: ParameterIndex) -> (String, Place) {
    let Some(found) = inquiry.rulebook.parameter(parameter) else {
        return (String::new(), Place::default());
    };
    let from = found.in_force(inquiry.as_of).map(|dated| dated.period.from.to_string());
    let named = format!("parameter {} from {}", found.id, from.unwrap_or_default());
    let place = inquiry.places.named.get(&named).cloned();
    (found.id.to_string(), place.unwrap_or_default())
}
