//! What the person must be told once: what a link held, what was left out.

use crate::{
    keeping,
    link::Unopened,
    speech::Speech,
    state::{Action, Notice},
    words::fill,
};
use yew::prelude::*;

/// What [`Notices`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct NoticesProps {
    /// The words.
    pub speech: Speech,
    /// The notices.
    pub notices: Vec<Notice>,
    /// Takes the dismissals.
    pub on: Callback<Action>,
}

/// The notices, in a region that screen readers follow.
#[component]
pub(crate) fn Notices(props: &NoticesProps) -> Html {
    let notices = props.notices.iter().enumerate().map(|(place, notice)| {
        let dismiss = props.on.reform(move |_: MouseEvent| Action::Dismiss(place));
        html! {
            <div class="notice">
                <div class="notice-text">{ told(&props.speech, notice) }</div>
                if matches!(notice, Notice::Applied { .. }) {
                    <button type="button" class="plain" onclick={props.on.reform(|_| Action::Undo)}>{ props.speech.words.outlook.undo }</button>
                }
                <button type="button" class="quiet" onclick={dismiss}>{ props.speech.words.dismiss }</button>
            </div>
        }
    });
    html! { <div class="notices" role="status">{ for notices }</div> }
}

fn told(speech: &Speech, notice: &Notice) -> Html {
    let words = speech.words;
    let plain = |words: &str| html! { <p>{ words.to_owned() }</p> };
    match notice {
        Notice::Dropped { names, older } => {
            let names: Vec<_> = names.iter().map(|key| speech.entry(key)).collect();
            let told = if *older { words.dropped } else { words.dropped_same };
            plain(&fill(told, &[&names.join("; ")]))
        }
        Notice::LinkOpened => plain(words.link_opened),
        Notice::LinkUnopened(Unopened::TooLarge) => plain(words.link_too_large),
        Notice::LinkUnopened(Unopened::Unreadable) => plain(words.link_unreadable),
        Notice::LinkUnopened(Unopened::OtherRulebook) => plain(words.link_other),
        Notice::StoredUnreadable => plain(words.stored_unreadable),
        Notice::LinkCopied => plain(words.link_copied),
        Notice::NoWords(lang) => plain(&fill(words.offline.no_words, &[lang.own_name()])),
        Notice::NewRules => plain(&fill(words.offline.rules_taken, &[&speech.rulebook().version])),
        Notice::FileOpened { name, answers } => {
            plain(&fill(words.files.opened, &[name, &answers.to_string()]))
        }
        Notice::VersionOpened(place) => {
            plain(&fill(words.projects.opened, &[&keeping::name(speech, Some(place))]))
        }
        Notice::Duplicated(name) => plain(&fill(words.projects.duplicated, &[name])),
        Notice::ElsewhereChanged => plain(words.projects.elsewhere_changed),
        Notice::ElsewhereRemoved => plain(words.projects.elsewhere_removed),
        Notice::KeptBeside => plain(&fill(words.projects.kept_beside, &[words.projects.beside])),
        Notice::Full => plain(words.projects.full),
        Notice::NoSpreadsheets => plain(words.files.no_spreadsheets),
        Notice::Applied { facts, .. } => {
            let labels: Vec<_> = facts.iter().map(|fact| speech.label(*fact)).collect();
            plain(&fill(words.outlook.applied, &[&labels.join("; ")]))
        }
        Notice::LinkByHand(link) => html! {
            <>
                <p>{ words.link_by_hand }</p>
                <input type="text" readonly=true value={link.clone()} aria-label={words.link_label} />
            </>
        },
    }
}
