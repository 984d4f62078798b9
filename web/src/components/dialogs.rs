//! Questions the page asks back before anything is lost.

use crate::{speech::Speech, words::fill};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What [`ConfirmDialog`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct DialogProps {
    /// The question.
    pub heading: AttrValue,
    /// What hangs on it.
    pub text: AttrValue,
    /// A button. Loses nothing; also what Escape does.
    pub keep: AttrValue,
    /// A button.
    pub lose: AttrValue,
    /// Whether something is to be lost.
    pub on: Callback<bool>,
}

/// A modal question; the browser keeps focus in it and gives it back.
#[component]
pub(crate) fn ConfirmDialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // Fails only when it is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    html! {
        <dialog ref={node} class="dialog" aria-labelledby="dialog-heading" aria-describedby="dialog-text" oncancel={props.on.reform(|_| false)}>
            <h2 id="dialog-heading">{ props.heading.clone() }</h2>
            <p id="dialog-text">{ props.text.clone() }</p>
            <div class="dialog-buttons">
                <button type="button" class="plain" onclick={props.on.reform(|_| false)}>{ props.keep.clone() }</button>
                <button type="button" class="danger" onclick={props.on.reform(|_| true)}>{ props.lose.clone() }</button>
            </div>
        </dialog>
    }
}

/// What [`ClearDialog`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ClearDialogProps {
    /// The words.
    pub speech: Speech,
    /// Whether to clear.
    pub on: Callback<bool>,
}

/// Asks before all answers are removed.
#[component]
pub(crate) fn ClearDialog(props: &ClearDialogProps) -> Html {
    let words = props.speech.words;
    html! {
        <ConfirmDialog heading={words.clear_heading} text={words.clear_text} keep={words.clear_no} lose={words.clear_yes}
            on={props.on.clone()} />
    }
}

/// What [`OfferDialog`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct OfferDialogProps {
    /// The words.
    pub speech: Speech,
    /// How many answers are here.
    pub own: usize,
    /// How many answers the link holds.
    pub offered: usize,
    /// Whether to take the link's.
    pub on: Callback<bool>,
}

/// Asks which answers to keep when a link is opened over others.
#[component]
pub(crate) fn OfferDialog(props: &OfferDialogProps) -> Html {
    let words = props.speech.words;
    let text = fill(words.offer_text, &[&props.own.to_string(), &props.offered.to_string()]);
    html! {
        <ConfirmDialog heading={words.offer_heading} {text} keep={words.offer_keep} lose={words.offer_take}
            on={props.on.clone()} />
    }
}
