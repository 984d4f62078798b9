//! What lies ahead of a project: what can still become of it, and what would have to change.
//!
//! This takes longer than a decision: it waits until typing pauses, and newer answers cancel it.

use crate::{browser, speech::Rules};
use gloo_timers::callback::Timeout;
use sangloc_rulebook::Date;
use sangloc_screening::{
    Changes, Improvements, Profile, Prospect, Reach, changes, improvements, prospect,
};
use std::rc::Rc;
use yew::prelude::*;

/// How long no answer must change before it begins: longer than the pause between two keys.
const PAUSE_MILLISECONDS: u32 = 250;

/// What lies ahead of some answers.
#[derive(PartialEq)]
pub(crate) struct Ahead {
    /// What can still become of them.
    pub prospect: Prospect,
    /// What the investor could do; `None` while that is looked for.
    pub options: Option<Options>,
    /// The answers it was computed for.
    of: Key,
}

/// What the investor could do.
#[derive(PartialEq)]
pub(crate) struct Options {
    /// What would have to change for the project to be accepted.
    pub changes: Changes,
    /// What an accepted project has to spare and could gain.
    pub improvements: Improvements,
}

/// What decides what lies ahead.
#[derive(Clone, PartialEq)]
struct Key {
    rules: Rc<Rules>,
    profile: Profile,
    as_of: Date,
}

impl Ahead {
    /// What lies ahead, computed at once: for who cannot wait, such as paper.
    pub(crate) fn now(rules: &Rc<Rules>, profile: &Profile, as_of: Date) -> Self {
        let of = Key { rules: rules.clone(), profile: profile.clone(), as_of };
        let prospect = prospect(&rules.rulebook, profile, as_of);
        let options = Some(Options::of(&of, &prospect));
        Self { prospect, options, of }
    }

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
    let options_known = known.map(|ahead| ahead.options.is_some());
    {
        let ahead = ahead.clone();
        // In steps, so that none holds up the page for long.
        use_effect_with((key, wanted, options_known), move |(key, wanted, options_known)| {
            let (key, before) = (key.clone(), (*ahead).clone());
            let timer = match (*wanted, *options_known) {
                (true, None) => Some(Timeout::new(PAUSE_MILLISECONDS, move || {
                    let prospect = prospect(&key.rules.rulebook, &key.profile, key.as_of);
                    let found = Ahead { prospect, options: None, of: key };
                    browser::soon(move || ahead.set(Some(Rc::new(found))));
                })),
                (true, Some(false)) => Some(Timeout::new(0, move || {
                    let prospect = before.map(|before| before.prospect.clone());
                    let Some(prospect) = prospect else { return };
                    let options = Some(Options::of(&key, &prospect));
                    let found = Ahead { prospect, options, of: key };
                    browser::soon(move || ahead.set(Some(Rc::new(found))));
                })),
                _ => None,
            };
            move || drop(timer)
        });
    }
    (*ahead).clone().filter(|_| wanted)
}

impl Options {
    fn of(key: &Key, prospect: &Prospect) -> Self {
        let improvements = improvements(&key.rules.rulebook, &key.profile, key.as_of);
        Self { changes: needed(key, prospect), improvements }
    }
}

/// What would have to change: nothing, where the project is accepted or answers alone can still make it so.
fn needed(key: &Key, prospect: &Prospect) -> Changes {
    if prospect.accepted != Reach::No {
        let (sets, out_of_reach) = (Vec::new(), Vec::new());
        return Changes { as_of: key.as_of, sets, complete: true, out_of_reach };
    }
    changes(&key.rules.rulebook, &key.profile, key.as_of)
}
