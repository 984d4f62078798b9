//! The result: the verdict, why, and what can be done.

use super::{Scene, downloads::Downloads};
use crate::components::{ResultPanel, Sites};
use yew::prelude::*;

/// The result.
#[component]
pub(crate) fn ResultPage(props: &Scene) -> Html {
    let (speech, judged) = (&props.speech, &props.judged);
    html! {
        <div class="middle">
            <ResultPanel speech={speech.clone()} report={props.report.clone()} shown={judged.shown.clone()} on_own_page=true />
            <Downloads ..props.clone() />
            <Sites speech={speech.clone()} state={props.state.clone()} />
        </div>
    }
}
