//! What lies ahead of a project: what can still become of it, and what would have to change.
//!
//! This takes longer than a decision: it waits until typing pauses, and newer answers cancel it.

use crate::speech::Rules;
use gloo_timers::callback::Timeout;
use sangloc_rulebook::Date;
use sangloc_screening::{Changes, Outcome, Profile, Prospect, changes, evaluate, prospect};
use std::rc::Rc;
use yew::prelude::*;

/// How long no answer must change before it begins: longer than the pause between two keys.
const PAUSE_MILLISECONDS: u32 = 250;

/// What lies ahead of some answers.
#[derive(PartialEq)]
pub(crate) struct Ahead {
    /// What can still become of them.
    pub prospect: Prospect,
    /// What would have to change; `None` while that is looked for.
    pub changes: Option<Changes>,
    /// The answers it was computed for.
    of: Key,
}

/// What decides what lies ahead.
#[derive(Clone, PartialEq)]
struct Key {
    rules: Rc<Rules>,
    profile: Profile,
    as_of: Date,
}

impl Ahead {
    /// The answers it was computed for.
    pub(crate) fn profile(&self) -> &Profile {
        &self.of.profile
    }

    /// Whether these are still the answers.
    pub(crate) fn is_of(&self, profile: &Profile, as_of: Date) -> bool {
        self.of.profile == *profile && self.of.as_of == as_of
    }
}

/// What lies ahead of the answers, or lay ahead of the last ones; nothing before it was first known, or
/// while it is not wanted.
#[hook]
pub(crate) fn use_ahead(
    rules: &Rc<Rules>,
    profile: &Profile,
    as_of: Date,
    wanted: bool,
) -> Option<Rc<Ahead>> {
    let ahead = use_state(|| None::<Rc<Ahead>>);
    let key = Key { rules: rules.clone(), profile: profile.clone(), as_of };
    let known = ahead.as_ref().filter(|ahead| ahead.of == key);
    let changes_known = known.map(|ahead| ahead.changes.is_some());
    {
        let ahead = ahead.clone();
        // In two steps, so that neither holds up the page for long.
        use_effect_with((key, wanted, changes_known), move |(key, wanted, changes_known)| {
            let (key, before) = (key.clone(), (*ahead).clone());
            let timer = match (*wanted, *changes_known) {
                (true, None) => Some(Timeout::new(PAUSE_MILLISECONDS, move || {
                    let prospect = prospect(&key.rules.rulebook, &key.profile, key.as_of);
                    ahead.set(Some(Rc::new(Ahead { prospect, changes: None, of: key })));
                })),
                (true, Some(false)) => Some(Timeout::new(0, move || {
                    let prospect = before.map(|before| before.prospect.clone());
                    let Some(prospect) = prospect else { return };
                    let changes = Some(needed(&key, &prospect));
                    ahead.set(Some(Rc::new(Ahead { prospect, changes, of: key })));
                })),
                _ => None,
            };
            move || drop(timer)
        });
    }
    (*ahead).clone().filter(|_| wanted)
}

/// What would have to change: nothing, where answers alone can still lead to acceptance.
fn needed(key: &Key, prospect: &Prospect) -> Changes {
    let open = evaluate(&key.rules.rulebook, &key.profile, key.as_of).outcome;
    if open == Outcome::NeedsAnswers && prospect.accepted != sangloc_screening::Reach::No {
        let (sets, out_of_reach) = (Vec::new(), Vec::new());
        return Changes { as_of: key.as_of, sets, complete: true, out_of_reach };
    }
    changes(&key.rules.rulebook, &key.profile, key.as_of)
}
