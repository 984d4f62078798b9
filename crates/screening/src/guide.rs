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

/// How much rarer answers that reject are taken to be.
const RARE: u64 = 8;

/// Questions within this many percent of the best are as good: the estimate is not finer than that, and
/// people would rather stay with a topic.
const NEAR: u64 = 20;

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
/// A question that leaves the fewest criteria open, on average over its answers, comes first; of those that
/// are about as good, the one that stands first in the rulebook. So the same answers always lead to the
/// same question.
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

/// The question that leaves the fewest criteria open on average, of those that the form shows: what
/// depends on a skipped question is not asked either.
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
    let shares: Vec<(Share, FactIndex)> =
        open.iter().map(|fact| (expected(&mut search, rulebook, *fact), *fact)).collect();
    let best = shares
        .iter()
        .map(|(share, _)| *share)
        .reduce(|least, share| if share.is_below(least) { share } else { least })?;
    let near = |share: &Share| share.sum * best.of * 100 <= best.sum * share.of * (100 + NEAR);
    shares.iter().find(|(share, _)| near(share)).map(|(_, fact)| *fact)
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
/// Who asks has a project in hand: an answer that rejects outright is [`RARE`] times as rare as others.
fn expected(search: &mut Search<'_>, rulebook: &Rulebook, fact: FactIndex) -> Share {
    let known = rulebook.fact(fact).map(|fact| &fact.answer);
    let is_number = matches!(
        known,
        Some(FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) | FactType::Date)
    );
    let mut counts: Vec<Option<u64>> = Vec::new();
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
    counts.iter().fold(Share { sum: 0, of: 0 }, |share, count| match count {
        Some(open) => Share { sum: share.sum + open * RARE, of: share.of + RARE },
        None => Share { of: share.of + 1, ..share },
    })
}

/// How many deciding criteria are still open; `None` once one rejects.
fn still_open(search: &Search<'_>, rulebook: &Rulebook) -> Option<u64> {
    let mut open = 0;
    for criterion in rulebook.criteria.iter().filter(|criterion| criterion.kind.decides()) {
        match search.evaluation.standing(criterion).holds() {
            Some(false) if criterion.on_unmet == OnUnmet::Reject => return None,
            None => open += 1,
            _ => {}
        }
    }
    Some(open)
}
