//! What is wrong with rules that are well-formed: a criterion that nobody can meet, two that cannot both
//! hold, bands with a gap between them, words that say otherwise than the rule.
//!
//! Each fault is a claim about every project there can be, settled by an exact search, and has a project
//! that shows it: a case to decide like any other. What the search cannot settle is listed, never
//! passed over.

mod bands;
mod claims;
mod inquiry;
mod relations;
mod tiers;

use crate::Proposal;
use inquiry::{Answer, Inquiry};
use sangloc_authoring::{Place, Places, Said, said};
use sangloc_rulebook::{Criterion, CriterionIndex, Date, Kind, OnUnmet, Operation, Rulebook};
use sangloc_screening::Wish;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is wrong with the rules of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// What is wrong, in the order of the files.
    pub faults: Vec<Fault>,
    /// What was neither found nor proven, in words.
    pub unsettled: Vec<String>,
    /// How many criteria were looked at: those that are law on the day.
    pub in_force: usize,
}

/// Something wrong with rules that are well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// The criterion or the figure, by its name in the rule files.
    pub id: String,
    /// Where it is written.
    pub place: Place,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: Said,
    /// A project that shows it, as the rules decide it today.
    pub witness: Proposal,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// No project meets the criterion, though some fail it.
    NeverMet,
    /// No project fails the criterion, though some meet it.
    NeverUnmet,
    /// No project meets or fails the criterion.
    NeverDecided,
    /// Whoever fails the criterion fails another as well.
    Implied,
    /// Two criteria that apply to the same projects, none of which meets both.
    Conflict,
    /// No project can be accepted.
    Impassable,
    /// A band that gives nothing between bands that do, or amounts that no tier of criteria covers.
    BandGap,
    /// Two bands that begin at the same amount, or amounts that two tiers of criteria cover.
    BandOverlap,
    /// A band that no project reaches.
    BandUnreached,
    /// Words that name another limit than the rule: "at least" where the limit itself does not pass.
    Words,
}

impl FaultKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::NeverMet => "never-met",
            Self::NeverUnmet => "never-unmet",
            Self::NeverDecided => "never-decided",
            Self::Implied => "implied",
            Self::Conflict => "conflict",
            Self::Impassable => "impassable",
            Self::BandGap => "band-gap",
            Self::BandOverlap => "band-overlap",
            Self::BandUnreached => "band-unreached",
            Self::Words => "words",
        }
    }
}

/// Looks for what is wrong with the rules of a day.
pub fn analyse(rulebook: &Rulebook, places: &Places, as_of: Date) -> Analysis {
    let mut inquiry = Inquiry::new(rulebook, places, as_of);
    let in_force = inquiry.in_force();
    let turning = alone(&mut inquiry, &in_force);
    together(&mut inquiry, &turning);
    as_a_whole(&mut inquiry, &in_force);
    bands::look(&mut inquiry, &in_force);
    tiers::look(&mut inquiry, &in_force);
    claims::look(&mut inquiry, &in_force);
    inquiry.end(in_force.len())
}

/// Criteria by themselves; gives those that can be met and can be failed.
fn alone(inquiry: &mut Inquiry<'_>, in_force: &[CriterionIndex]) -> Vec<CriterionIndex> {
    let mut turning = Vec::new();
    for index in in_force.iter().copied() {
        let id = inquiry.id(index);
        let met = inquiry.project(&[(index, Wish::Met)], || format!("whether `{id}` can be met"));
        let fails =
            inquiry.project(&[(index, Wish::Fails)], || format!("whether `{id}` can be failed"));
        let (kind, message, shown) = match (met, fails) {
            (Answer::Yes(_), Answer::Yes(_)) => {
                turning.push(index);
                continue;
            }
            (Answer::No, Answer::Yes(shown)) => {
                (FaultKind::NeverMet, said!("no project can meet `{}`", id), shown)
            }
            (Answer::Yes(shown), Answer::No) => {
                (FaultKind::NeverUnmet, said!("no project can fail `{}`", id), shown)
            }
            (Answer::No, Answer::No) => {
                let message = said!("no project can meet or fail `{}`", id);
                (FaultKind::NeverDecided, message, inquiry.usual(index))
            }
            _ => continue,
        };
        let witness = inquiry.witness(&shown, &[index]);
        inquiry.report(kind, index, message, witness);
    }
    turning
}

/// The weight of a criterion that rejects.
const REJECTS: u8 = 2;

/// How much hangs on a criterion: rejection, a person's decision, or nothing.
fn weight(rulebook: &Rulebook, index: CriterionIndex) -> u8 {
    rulebook.criterion(index).map_or(0, |criterion| match (criterion.kind, criterion.on_unmet) {
        (Kind::Exclusion | Kind::Mandatory, OnUnmet::Reject) => REJECTS,
        (Kind::Exclusion | Kind::Mandatory, OnUnmet::Review) => 1,
        _ => 0,
    })
}

/// Criteria two by two. Two that read no answer in common have nothing to do with each other.
fn together(inquiry: &mut Inquiry<'_>, turning: &[CriterionIndex]) {
    let facts: Vec<_> = turning.iter().map(|index| inquiry.facts(*index)).collect();
    for (place, (first, read)) in turning.iter().zip(&facts).enumerate() {
        for (second, also_read) in turning.iter().zip(&facts).skip(place + 1) {
            if !read.is_disjoint(also_read) {
                conflict(inquiry, *first, *second);
                implied(inquiry, *first, *second);
            }
        }
    }
}

/// Two that cannot both hold: whoever meets one of them is rejected by the other. Where the other leaves
/// it to a person, one can still pass both.
fn conflict(inquiry: &mut Inquiry<'_>, first: CriterionIndex, second: CriterionIndex) {
    let excludes = |inquiry: &mut Inquiry<'_>, one: CriterionIndex, other: CriterionIndex| {
        let (one_id, other_id) = (inquiry.id(one), inquiry.id(other));
        let question = || format!("whether a project can meet `{one_id}` and pass `{other_id}`");
        let wishes = [(one, Wish::Met), (other, Wish::Holds)];
        if weight(inquiry.rulebook, other) < REJECTS || !inquiry.is_impossible(&wishes, question) {
            return None;
        }
        inquiry.project(&[(one, Wish::Met), (other, Wish::Fails)], question).found()
    };
    let shown = excludes(inquiry, first, second).or_else(|| excludes(inquiry, second, first));
    if let Some(shown) = shown {
        let (one, other) = (inquiry.id(first), inquiry.id(second));
        let message = said!("no project can pass both `{}` and `{}`", one, other);
        let witness = inquiry.witness(&shown, &[first, second]);
        inquiry.report(FaultKind::Conflict, second, message, witness);
    }
}

/// One that asks nothing that the other does not. Where one names the other with `holds`, that is meant.
/// A stricter criterion with less hanging on it is a second step, and meant as well.
fn implied(inquiry: &mut Inquiry<'_>, first: CriterionIndex, second: CriterionIndex) {
    if inquiry.names(first, second) || inquiry.names(second, first) {
        return;
    }
    let covers = |inquiry: &mut Inquiry<'_>, less: CriterionIndex, more: CriterionIndex| {
        let (less_id, more_id) = (inquiry.id(less), inquiry.id(more));
        let question = || format!("whether a project can fail `{less_id}` and not `{more_id}`");
        let weights = [less, more].map(|index| weight(inquiry.rulebook, index));
        if weights[1] < weights[0].max(1)
            || !inquiry.is_impossible(&[(more, Wish::Holds), (less, Wish::Fails)], question)
        {
            return None;
        }
        inquiry.project(&[(more, Wish::Fails), (less, Wish::Fails)], question).found()
    };
    let (one, other) = (inquiry.id(first), inquiry.id(second));
    let asks_nothing = |less: &str, more: &str| {
        said!("`{}` asks nothing that `{}` does not: whoever fails it fails both", less, more)
    };
    let (index, message, shown) =
        match (covers(inquiry, first, second), covers(inquiry, second, first)) {
            (Some(shown), Some(_)) => (
                second,
                said!("`{}` and `{}` come to the same for every project", one, other),
                shown,
            ),
            (Some(shown), None) => (first, asks_nothing(&one, &other), shown),
            (None, Some(shown)) => (second, asks_nothing(&other, &one), shown),
            (None, None) => return,
        };
    let witness = inquiry.witness(&shown, &[first, second]);
    inquiry.report(FaultKind::Implied, index, message, witness);
}

/// Whether any project can be accepted; if none, the fewest criteria that keep all of them out.
fn as_a_whole(inquiry: &mut Inquiry<'_>, in_force: &[CriterionIndex]) {
    let question = || "whether any project can be accepted".to_owned();
    let mut core: Vec<CriterionIndex> = in_force.to_vec();
    core.retain(|index| weight(inquiry.rulebook, *index) > 0);
    let all_hold = |core: &[CriterionIndex]| -> Vec<_> {
        core.iter().map(|index| (*index, Wish::Holds)).collect()
    };
    if !inquiry.is_impossible(&all_hold(&core), question) {
        return;
    }
    for index in core.clone() {
        let mut fewer = core.clone();
        fewer.retain(|other| *other != index);
        if inquiry.is_impossible(&all_hold(&fewer), question) {
            core = fewer;
        }
    }
    let Some(last) = core.last().copied() else { return };
    let but_last = core.iter().filter(|index| **index != last);
    let mut wishes: Vec<_> = but_last.map(|index| (*index, Wish::Holds)).collect();
    wishes.push((last, Wish::Fails));
    let shown = inquiry.project(&wishes, question).found().unwrap_or_else(|| inquiry.usual(last));
    let names: Vec<String> = core.iter().map(|index| format!("`{}`", inquiry.id(*index))).collect();
    let message = match names.as_slice() {
        [one] => said!("no project can be accepted: none passes {}", one),
        names => said!("no project can be accepted: none passes all of {}", names.join(", ")),
    };
    let witness = inquiry.witness(&shown, &core);
    inquiry.report(FaultKind::Impassable, last, message, witness);
}

/// The criteria that a criterion names with `holds`, also by way of others.
fn named_by(rulebook: &Rulebook, index: CriterionIndex) -> BTreeSet<CriterionIndex> {
    let roots = rulebook.criterion(index).into_iter().flat_map(Criterion::roots);
    let steps = rulebook.program.reachable(roots);
    let named = steps.into_iter().filter_map(|slot| match rulebook.program.step(slot) {
        Some(Operation::Holds(named, _)) => Some(*named),
        _ => None,
    });
    named.collect()
}
