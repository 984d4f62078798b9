//! The day whose rules are applied.

use crate::{speech::Speech, state::Action, words::fill};
use sangloc_rulebook::Date;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`AsOf`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct AsOfProps {
    /// The words.
    pub speech: Speech,
    /// The day applied.
    pub day: Date,
    /// Whether it is another day than today.
    pub changed: bool,
    /// Takes the choice.
    pub on: Callback<Action>,
}

/// A date field; a day other than today is said in words beside it.
#[component]
pub(crate) fn AsOf(props: &AsOfProps) -> Html {
    let words = props.speech.words;
    let choose = {
        let on = props.on.clone();
        Callback::from(move |event: Event| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            let day = field.and_then(|field| field.value().parse::<Date>().ok());
            on.emit(Action::ApplyOn(day));
        })
    };
    let back = props.on.reform(|_: MouseEvent| Action::ApplyOn(None));
    html! {
        <div class="as-of">
            <label for="as-of">{ words.as_of }</label>
            <input id="as-of" type="date" required=true value={props.day.to_string()} onchange={choose} />
            if props.changed {
                <p class="as-of-changed">
                    { fill(words.as_of_changed, &[&props.speech.date(props.day)]) }{ " " }
                    <button type="button" class="quiet" onclick={back}>{ words.as_of_today }</button>
                </p>
            }
        </div>
    }
}
