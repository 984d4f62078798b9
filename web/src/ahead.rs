//! What lies ahead of a project: the questions that can still matter.

use sangloc_rulebook::{Date, FactIndex, Rulebook};
use sangloc_screening::{Outcome, Profile, evaluate};
use std::collections::BTreeSet;

/// The questions ahead.
pub(crate) struct Guide {
    /// Those that can still change the outcome, in the order they would be asked.
    pub left: Vec<FactIndex>,
    /// The outcome, once no answer can change it.
    pub certain: Option<Outcome>,
}

/// What to ask next, one question at a time; `skipped` are not known yet.
pub(crate) fn guide(
    rulebook: &Rulebook,
    profile: &Profile,
    as_of: Date,
    skipped: &BTreeSet<FactIndex>,
) -> Guide {
    let decision = evaluate(rulebook, profile, as_of);
    let open: BTreeSet<FactIndex> = decision.open_facts.iter().copied().collect();
    let asked = sangloc_screening::asked(rulebook, profile, as_of).into_iter();
    Guide {
        left: asked.filter(|fact| open.contains(fact) && !skipped.contains(fact)).collect(),
        certain: Some(decision.outcome).filter(|outcome| *outcome != Outcome::NeedsAnswers),
    }
}
