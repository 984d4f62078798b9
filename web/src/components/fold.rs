//! A fold whose content is made when it is first opened. Most stay shut, and their content, most of the page, would be
//! made anew at each answer.

use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// What [`Fold`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FoldProps {
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// What is always in sight.
    pub summary: Html,
    /// Makes what is folded away.
    pub content: Callback<(), Html>,
}

/// Makes what a fold holds of the properties of the component around it, once it is wanted.
pub(crate) fn folded<P: Clone + 'static>(
    props: &P,
    make: impl Fn(&P) -> Html + 'static,
) -> Callback<(), Html> {
    let props = props.clone();
    Callback::from(move |()| make(&props))
}

/// The fold.
#[component]
pub(crate) fn Fold(props: &FoldProps) -> Html {
    let opened = use_state(|| false);
    let toggled = {
        let opened = opened.clone();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<HtmlDetailsElement>();
            if details.is_some_and(|details| details.open()) {
                opened.set(true);
            }
        })
    };
    html! {
        <details class={props.class.clone()} ontoggle={toggled}>
            <summary>{ props.summary.clone() }</summary>
            if *opened {
                { props.content.emit(()) }
            }
        </details>
    }
}
