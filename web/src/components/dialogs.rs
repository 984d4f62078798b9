//! Questions the page asks back before anything is lost.

use crate::{speech::Speech, words::fill};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
struct DialogProps {
    heading: AttrValue,
    text: AttrValue,
    /// Loses nothing; also what Escape does.
    keep: AttrValue,
    lose: AttrValue,
    on_keep: Callback<()>,
    on_lose: Callback<()>,
}

/// A modal question; the browser keeps focus in it and gives it back.
#[component]
fn Dialog(props: &DialogProps) -> Html {
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
    let close = {
        let (on_keep, node) = (props.on_keep.clone(), node.clone());
        Callback::from(move |_: Event| {
            if node.cast::<HtmlDialogElement>().is_some() {
                on_keep.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class="dialog" aria-labelledby="dialog-heading" aria-describedby="dialog-text" oncancel={close}>
            <h2 id="dialog-heading">{ props.heading.clone() }</h2>
            <p id="dialog-text">{ props.text.clone() }</p>
            <div class="dialog-buttons">
                <button type="button" class="plain" onclick={props.on_keep.reform(|_| ())}>{ props.keep.clone() }</button>
                <button type="button" class="danger" onclick={props.on_lose.reform(|_| ())}>{ props.lose.clone() }</button>
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
        <Dialog heading={words.clear_heading} text={words.clear_text} keep={words.clear_no} lose={words.clear_yes}
            on_keep={props.on.reform(|()| false)} on_lose={props.on.reform(|()| true)} />
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
        <Dialog heading={words.offer_heading} {text} keep={words.offer_keep} lose={words.offer_take}
            on_keep={props.on.reform(|()| false)} on_lose={props.on.reform(|()| true)} />
    }
}
