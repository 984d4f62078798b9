//! Whether the network is gone, and whether a newer rulebook or a newer build of the page can be had.
//!
//! Nothing is replaced under a person's hands: what is newer is offered, and taken on their word.

use crate::{
    browser,
    load::{self, Newer},
    speech::Speech,
    state::Action,
    words::fill,
};
use gloo_events::EventListener;
use std::rc::Rc;
use yew::{platform::spawn_local, prelude::*};

/// What [`Versions`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct VersionsProps {
    /// The words.
    pub speech: Speech,
    /// Takes the newer rulebook.
    pub on: Callback<Action>,
}

/// The notices, in a region that screen readers follow.
#[component]
pub(crate) fn Versions(props: &VersionsProps) -> Html {
    let words = &props.speech.words.offline;
    let version = props.speech.rulebook().version.as_str();
    let (offline, build, newer) = (use_offline(), use_new_build(), use_newer_rules(&props.speech));
    html! {
        <div class="notices" role="status">
            if offline {
                <div class="notice"><p>{ fill(words.offline, &[version]) }</p></div>
            }
            if let Some(found) = &*newer {
                { offer(props, fill(words.newer_rules, &[&found.rules.rulebook.version, version]), taking(props, &newer, found),
                    { let newer = newer.clone(); Callback::from(move |_| newer.set(None)) }) }
            }
            if *build {
                { offer(props, words.newer_page.to_owned(), Callback::from(|_| browser::tell_worker("sangloc-take-build", &[])),
                    { let build = build.clone(); Callback::from(move |_| build.set(false)) }) }
            }
        </div>
    }
}

fn offer(
    props: &VersionsProps,
    text: String,
    take: Callback<MouseEvent>,
    later: Callback<MouseEvent>,
) -> Html {
    let words = &props.speech.words.offline;
    html! {
        <div class="notice">
            <div class="notice-text"><p>{ text }</p></div>
            <button type="button" onclick={take}>{ words.take }</button>
            <button type="button" class="quiet" onclick={later}>{ words.later }</button>
        </div>
    }
}

/// Takes the newer rulebook: on the page at once, and into the device's keeping.
fn taking(
    props: &VersionsProps,
    newer: &UseStateHandle<Option<Rc<Newer>>>,
    found: &Rc<Newer>,
) -> Callback<MouseEvent> {
    let (host, lang, on) = (props.speech.host.clone(), props.speech.lang, props.on.clone());
    let (newer, found) = (newer.clone(), found.clone());
    Callback::from(move |_| {
        let (host, on) = (host.clone(), on.clone());
        let (newer, found) = (newer.clone(), found.clone());
        spawn_local(async move {
            // The language may have been switched since the words were fetched.
            let rules = match found.rules.speaks(lang) {
                true => Ok(found.rules.clone()),
                false => load::speaking(&host, &found.rules, lang).await,
            };
            if let Ok(rules) = rules {
                browser::tell_worker("sangloc-take-rules", &found.core);
                on.emit(Action::Use(Rc::new(rules)));
                newer.set(None);
            }
        });
    })
}

/// Whether the browser says that there is no network.
#[hook]
fn use_offline() -> bool {
    let offline = use_state(browser::is_offline);
    {
        let offline = offline.clone();
        use_effect_with((), move |()| {
            let listen = |name: &'static str| {
                let offline = offline.clone();
                let window = web_sys::window()?;
                Some(EventListener::new(&window, name, move |_| offline.set(browser::is_offline())))
            };
            let listeners = [listen("online"), listen("offline")];
            move || drop(listeners)
        });
    }
    *offline
}

/// Whether another build of the page waits on the device.
#[hook]
fn use_new_build() -> UseStateHandle<bool> {
    let build = use_state(browser::has_new_build);
    {
        let build = build.clone();
        use_effect_with((), move |()| {
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "sangloc-new-build", move |_| build.set(true))
            });
            move || drop(listener)
        });
    }
    build
}

/// A newer rulebook, looked for once, where the page began with the one on the device.
#[hook]
fn use_newer_rules(speech: &Speech) -> UseStateHandle<Option<Rc<Newer>>> {
    let newer = use_state(|| None);
    let (found, rules, lang) = (newer.clone(), speech.rules.clone(), speech.lang);
    let host = speech.host.clone();
    use_effect_with((), move |()| {
        if browser::has_worker() {
            spawn_local(
                async move { found.set(load::newer(&host, &rules, lang).await.map(Rc::new)) },
            );
        }
    });
    newer
}
