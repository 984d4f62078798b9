//! The whole form with the verdict in sight.

use super::Scene;
use crate::{
    components::{Form, Sites, VerdictBar},
    route::{Route, Way},
};
use yew::prelude::*;

/// All questions, with the verdict beside them.
#[component]
pub(crate) fn FormPage(props: &Scene) -> Html {
    let (speech, state, judged) = (&props.speech, &props.state, &props.judged);
    html! {
        <div class="columns">
            <div class="form-side">
                <div class="page-head">
                    <h1 tabindex="-1">{ speech.title() }</h1>
                    <p><a href={speech.link(Route::Next(Way::Outcome))}>{ speech.words.guided.one_by_one }</a></p>
                </div>
                <Form speech={speech.clone()} state={state.clone()} asked={judged.asked.clone()} decisive={judged.decisive.clone()} on={props.on.clone()} />
            </div>
            <div class="result-side">
                { props.result(false) }
                <Sites speech={speech.clone()} state={state.clone()} />
            </div>
            <VerdictBar speech={speech.clone()} report={props.report.clone()} />
        </div>
    }
}
