//! The person's consent that the page around gets the answers.

use crate::{
    speech::Speech,
    state::{Action, Sharing},
    words::fill,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`Share`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ShareProps {
    /// The words.
    pub speech: Speech,
    /// Whether the person has agreed.
    pub agreed: bool,
    /// Takes the consent, and takes it back.
    pub on: Callback<Action>,
}

/// A box to tick, and what ticking it means.
#[component]
pub(crate) fn Share(props: &ShareProps) -> Html {
    let words = &props.speech.words.embed;
    let recipient = props.speech.host.recipient();
    let agree = props.on.reform(|event: Event| {
        let ticked = event.target_dyn_into::<HtmlInputElement>().is_some_and(|box_| box_.checked());
        Action::Share(if ticked { Sharing::Agreed } else { Sharing::Offered })
    });
    html! {
        <div class="share card">
            <label class="option">
                <input type="checkbox" id="share" checked={props.agreed} onchange={agree} aria-describedby="share-more" />
                <span>{ fill(words.share, &[&recipient]) }</span>
            </label>
            <p class="hint" id="share-more">{ fill(words.share_more, &[&recipient]) }</p>
        </div>
    }
}
