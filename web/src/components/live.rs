//! Tells screen readers what changed, once typing pauses.

use crate::{speech::Speech, words};
use gloo_timers::callback::Timeout;
use sangloc_rulebook::FactIndex;
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// How long nothing must change before it is told: longer than a pause between two keys.
const PAUSE_MILLISECONDS: u32 = 900;

/// What [`Live`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct LiveProps {
    /// The words.
    pub speech: Speech,
    /// The outcome in a few words.
    pub summary: AttrValue,
    /// The questions shown.
    pub asked: Rc<Vec<FactIndex>>,
}

/// A status region. It is there, and silent, before the first change.
#[component]
pub(crate) fn Live(props: &LiveProps) -> Html {
    let message = use_state(AttrValue::default);
    let told = use_mut_ref(|| props.asked.iter().copied().collect::<BTreeSet<_>>());
    let first = use_mut_ref(|| true);
    {
        let message = message.clone();
        let speech = props.speech.clone();
        use_effect_with((props.summary.clone(), props.asked.clone()), move |(summary, asked)| {
            let (summary, asked) = (summary.clone(), asked.clone());
            let silent = first.replace(false);
            let timer = (!silent).then(|| {
                Timeout::new(PAUSE_MILLISECONDS, move || {
                    let now: BTreeSet<_> = asked.iter().copied().collect();
                    let before = told.replace(now);
                    let added = asked.iter().filter(|fact| !before.contains(fact)).count();
                    message.set(told_words(&speech, &summary, added).into());
                })
            });
            move || drop(timer)
        });
    }
    html! { <p class="for-ears" role="status" aria-live="polite">{ (*message).clone() }</p> }
}

fn told_words(speech: &Speech, summary: &str, added: usize) -> String {
    if added == 0 {
        return summary.to_owned();
    }
    let words = speech.words;
    let more = words::count(words.questions_added_one, words.questions_added, added);
    format!("{summary} {more}")
}
