//! The result: the verdict, why, and what can be done.

use super::{Scene, downloads::Downloads};
use crate::components::Sites;
use yew::prelude::*;

/// The result.
#[component]
pub(crate) fn ResultPage(props: &Scene) -> Html {
    let speech = &props.speech;
    html! {
        <div class="middle">
            { props.result(true) }
            <Downloads ..props.clone() />
            <Sites speech={speech.clone()} state={props.state.clone()} />
        </div>
    }
}
