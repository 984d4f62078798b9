//! Where the guided way ends: the outcome is certain, or there is nothing left to ask.

use super::Scene;
use crate::{
    components::OutcomeLine,
    route::{Route, Way},
    words::{count, fill},
};
use yew::prelude::*;

/// Says why no question follows, and the ways on.
#[component]
pub(crate) fn Turn(props: &Scene) -> Html {
    let (speech, state, words) = (&props.speech, &props.state, props.speech.words);
    let (guided, journey) = (&words.guided, &words.journey);
    let unanswered =
        props.judged.asked.iter().filter(|fact| state.profile.answer(**fact).is_none());
    let unanswered: Vec<_> = unanswered.collect();
    let more = unanswered.iter().any(|fact| state.lacks(**fact));
    let answers = state.profile.answered().count().to_string();
    html! {
        <div class="narrow turn">
            <a class="back" href={speech.link(state.progress.back_from(state.route))}>{ guided.back }</a>
            <div class="card">
            if let Some(outcome) = state.progress.certain {
                <h1 tabindex="-1">{ guided.certain }</h1>
                <OutcomeLine speech={speech.clone()} {outcome} />
                <p>{ fill(guided.certain_more, &[&answers]) }</p>
            } else {
                <h1 tabindex="-1">{ guided.ended }</h1>
                <p>{ count(guided.ended_more_one, guided.ended_more, unanswered.len()) }</p>
            }
            if !more {
                <p>{ guided.all_done }</p>
            }
            <p class="actions">
                <a class="button main" href={speech.link(Route::Result)}>{ journey.see_result }</a>
                <a class="button" href={speech.link(Route::Answers)}>{ journey.see_answers }</a>
                if more {
                    <a class="button" href={speech.link(Route::Next(Way::Everything))}>{ guided.go_on_all }</a>
                }
            </p>
            </div>
        </div>
    }
}
