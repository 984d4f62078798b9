//! Words beside limits: where a text says "at least", a project exactly at the limit passes.
//!
//! Looked at are the name of a figure, and what a criterion's title and remedy say in a clause that names
//! the figure, or where there is only one. Whether the limit itself passes is found by turning the
//! comparison and looking for a project that this makes a difference to.

use super::{
    FaultKind,
    inquiry::{Inquiry, Shown},
    relations::relation,
};
use crate::{
    coverage::{own_steps, place_of},
    mutant::{Instead, Rebuilt, near},
    written,
};
use sangloc_authoring::said;
use sangloc_rulebook::{Comparison, Criterion, CriterionIndex, Operation, Rulebook, Slot};
use sangloc_screening::Wish;

/// A comparison with a figure: the quantity stands on the left.
struct Limit {
    slot: Slot,
    relation: Comparison,
    /// What the figure is called in the texts, such as `parameters.min_green_area`.
    name: String,
}

/// What a text says of a limit.
struct Claim {
    relation: Comparison,
    /// The words, with where they stand.
    words: String,
}

/// Looks at the limits of all criteria.
pub(super) fn look(inquiry: &mut Inquiry<'_>, in_force: &[CriterionIndex]) {
    for index in in_force.iter().copied() {
        let limits = limits(inquiry.rulebook, index);
        for limit in &limits {
            let mut claims = claims(inquiry.rulebook, index, limit, limits.len() == 1);
            claims.retain(|claim| ends_below(claim.relation) != ends_below(limit.relation));
            if !claims.is_empty() {
                report(inquiry, index, limit, &claims);
            }
        }
    }
}

/// Whether the limit itself belongs to the amounts below it. A text may name those who pass or those who
/// do not, "at most" or "more than": both end the lower amounts with the limit.
fn ends_below(relation: Comparison) -> bool {
    matches!(relation, Comparison::AtMost | Comparison::Above)
}

fn limits(rulebook: &Rulebook, index: CriterionIndex) -> Vec<Limit> {
    let roots = rulebook.criterion(index).into_iter().flat_map(Criterion::roots);
    let steps = own_steps(rulebook, roots);
    let limits = steps.into_iter().filter_map(|slot| match rulebook.program.step(slot)? {
        Operation::Compare(Comparison::Equal | Comparison::NotEqual, ..) => None,
        Operation::Compare(comparison, a, b) => {
            let figure = |slot: Slot| figure(rulebook, slot);
            let (name, relation) = match (figure(*a), figure(*b)) {
                (Some(name), None) => (name, comparison.mirrored()),
                (_, Some(name)) => (name, *comparison),
                (None, None) => (format!("defined.{}", defined(rulebook, *b)?), *comparison),
            };
            Some(Limit { slot, relation, name })
        }
        _ => None,
    });
    limits.collect()
}

/// What a figure is called in the texts.
fn figure(rulebook: &Rulebook, slot: Slot) -> Option<String> {
    match rulebook.program.step(slot)? {
        Operation::Convert(inner, _) => figure(rulebook, *inner),
        Operation::Parameter(index) => {
            rulebook.parameter(*index).map(|found| format!("parameters.{}", found.id))
        }
        _ => None,
    }
}

/// The name of a derived quantity.
fn defined(rulebook: &Rulebook, slot: Slot) -> Option<&str> {
    match (rulebook.defined_at(slot), rulebook.program.step(slot)) {
        (None, Some(Operation::Convert(inner, _))) => defined(rulebook, *inner),
        (name, _) => name,
    }
}

/// Everything that texts say of a limit, in each language.
fn claims(rulebook: &Rulebook, index: CriterionIndex, limit: &Limit, only: bool) -> Vec<Claim> {
    let Some(criterion) = rulebook.criterion(index) else { return Vec::new() };
    let placeholder = limit.name.split_once('.').map(|(_, id)| format!("{{{id}}}"));
    let placeholder = placeholder.unwrap_or_default();
    let own = ["title", "remedy"].map(|part| format!("criteria.{}.{part}", criterion.id));
    let mut claims = Vec::new();
    for language in &rulebook.languages {
        let mut add = |key: &str, words: &str| {
            if let Some((relation, phrase)) = relation(language, words) {
                let phrase = phrase.trim_end_matches(" {");
                let words = format!("“{phrase}” ({language}, `{key}`)");
                claims.push(Claim { relation, words });
            }
        };
        let texts = rulebook.texts.get(language);
        let text = |key: &str| texts.and_then(|texts| texts.get(key)).unwrap_or_default();
        add(&limit.name, text(&limit.name));
        for key in &own {
            for clause in text(key).split([',', ';', '.', '(', ')', '，', '；', '。', '、']) {
                if clause.contains(&placeholder) || (only && !clause.contains('{')) {
                    add(key, clause);
                }
            }
        }
    }
    claims
}

/// Notes a limit that words and rule put on different sides, if it makes a difference to any project.
fn report(inquiry: &mut Inquiry<'_>, index: CriterionIndex, limit: &Limit, claims: &[Claim]) {
    let Some((passes, shown)) = at_the_limit(inquiry, index, limit) else { return };
    let words: Vec<&str> = claims.iter().map(|claim| claim.words.as_str()).collect();
    let rule = written(inquiry.rulebook, limit.slot);
    let words = words.join(", ");
    let message = if passes {
        said!("{} beside `{}`: exactly at the limit a project passes", words, rule)
    } else {
        said!("{} beside `{}`: exactly at the limit a project does not pass", words, rule)
    };
    let witness = inquiry.witness(&shown, &[index]);
    let place = place_of(inquiry.rulebook, inquiry.places, index, Some(limit.slot));
    inquiry.report_at(FaultKind::Words, inquiry.id(index), place, message, witness);
}

/// A project exactly at the limit that would come out otherwise if the limit were on the other side, and
/// whether it passes.
fn at_the_limit(
    inquiry: &mut Inquiry<'_>,
    index: CriterionIndex,
    limit: &Limit,
) -> Option<(bool, Shown)> {
    let criterion = inquiry.rulebook.criterion(index)?;
    let Some(Operation::Compare(comparison, a, b)) = inquiry.rulebook.program.step(limit.slot)
    else {
        return None;
    };
    let turned = Instead::Operation(Operation::Compare(near(*comparison), *a, *b));
    let Rebuilt { steps, roots, .. } = Rebuilt::of(&inquiry.sketch, criterion, limit.slot, &turned);
    for (operation, kind) in steps {
        inquiry.step(operation, kind);
    }
    let other = inquiry.probe(roots)?;
    let id = inquiry.id(index);
    let question = || format!("whether a project exactly at a limit of `{id}` passes");
    [(Wish::Fails, Wish::Holds), (Wish::Holds, Wish::Fails)].into_iter().find_map(
        |(own, turned)| {
            let found = inquiry.project(&[(index, own), (other, turned)], question).found()?;
            Some((own == Wish::Holds, found))
        },
    )
}
