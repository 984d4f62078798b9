//! One question at a time: only those that can still change the outcome, and first those that end it soonest.

use crate::{
    Decision, Outcome, Profile, asked, evaluate,
    prospect::{Prospect, prospect},
    search::Search,
};
use sangloc_rulebook::{Criterion, Date, FactIndex, FactType, OnUnmet, Rulebook};
use std::collections::BTreeSet;

/// The most values that one question is weighed with.
const MOST_VALUES: usize = 24;

/// What to ask next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The next question; `None` when the outcome is certain or all that matters was skipped.
    pub next: Option<FactIndex>,
    /// The questions that can still change the outcome, the next one first. Answers may open others.
    pub left: Vec<FactIndex>,
    /// The outcome, once no answer can change it.
    pub certain: Option<Outcome>,
}

/// What to ask next of a profile. `skipped` are the questions that were left unanswered on purpose.
///
/// A question that leaves the fewest others, on average over its answers, comes first; of equals the one
/// that stands first in the rulebook. So the same answers always lead to the same question.
pub fn guide(
    rulebook: &Rulebook,
    profile: &Profile,
    as_of: Date,
    skipped: &BTreeSet<FactIndex>,
) -> Guide {
    let decision = evaluate(rulebook, profile, as_of);
    let prospect = prospect(rulebook, profile, as_of);
    if let Some(certain) = prospect.certain() {
        return Guide { next: None, left: Vec::new(), certain: Some(certain) };
    }
    let mut left = decisive(&decision, &prospect, skipped);
    let next = soonest(rulebook, profile, as_of, &left);
    if let Some(next) = next {
        left.retain(|fact| *fact != next);
        left.insert(0, next);
    }
    Guide { next, left, certain: None }
}

/// The unanswered facts that criteria need which can still come out against the project.
fn decisive(
    decision: &Decision,
    prospect: &Prospect,
    skipped: &BTreeSet<FactIndex>,
) -> Vec<FactIndex> {
    let failing = decision.findings.iter().filter(|finding| {
        finding.holds.is_none() && prospect.can_fail.contains(&finding.criterion)
    });
    let needed: BTreeSet<FactIndex> = failing
        .flat_map(|finding| &finding.needs)
        .copied()
        .filter(|fact| !skipped.contains(fact))
        .collect();
    if !needed.is_empty() {
        return needed.into_iter().collect();
    }
    // Nothing can fail any more, but a gap in the tables may still call for a person.
    decision.open_facts.iter().copied().filter(|fact| !skipped.contains(fact)).collect()
}

/// The question that leaves the fewest criteria open on average.
fn soonest(
    rulebook: &Rulebook,
    profile: &Profile,
    as_of: Date,
    left: &[FactIndex],
) -> Option<FactIndex> {
    let shown = asked(rulebook, profile, as_of);
    let open: Vec<FactIndex> = left.iter().copied().filter(|fact| shown.contains(fact)).collect();
    let decides = |criterion: &Criterion| criterion.kind.decides();
    let mut search = Search::new(rulebook, profile, as_of, decides);
    let mut best: Option<(Share, FactIndex)> = None;
    for fact in if open.is_empty() { left } else { &open } {
        let share = expected(&mut search, rulebook, *fact);
        if best.is_none_or(|(least, _)| share.is_below(least)) {
            best = Some((share, *fact));
        }
    }
    best.map(|(_, fact)| fact)
}

/// A mean as a fraction, compared without rounding.
#[derive(Clone, Copy)]
struct Share {
    sum: u64,
    of: u64,
}

impl Share {
    fn is_below(self, other: Self) -> bool {
        self.sum * other.of < other.sum * self.of
    }
}

/// How many deciding criteria an answer leaves open, on average over the answers worth telling apart.
fn expected(search: &mut Search<'_>, rulebook: &Rulebook, fact: FactIndex) -> Share {
    let known = rulebook.fact(fact).map(|fact| &fact.answer);
    let is_number = matches!(
        known,
        Some(FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) | FactType::Date)
    );
    let mut counts: Vec<u64> = Vec::new();
    for answer in search.samples(fact, MOST_VALUES) {
        let mark = search.mark();
        search.answer(fact, Some(answer));
        counts.push(still_open(search, rulebook));
        search.back_to(mark);
    }
    // Amounts are sampled beside limits: what counts is which ways it can go, not how often.
    if is_number {
        counts.sort_unstable();
        counts.dedup();
    }
    let of = u64::try_from(counts.len()).unwrap_or(u64::MAX).max(1);
    Share { sum: counts.iter().sum(), of }
}

/// The deciding criteria that are still open; none once one rejects.
fn still_open(search: &Search<'_>, rulebook: &Rulebook) -> u64 {
    let mut open = 0;
    for criterion in rulebook.criteria.iter().filter(|criterion| criterion.kind.decides()) {
        match search.evaluation.standing(criterion).holds() {
            Some(false) if criterion.on_unmet == OnUnmet::Reject => return 0,
            None => open += 1,
            _ => {}
        }
    }
    open
}
