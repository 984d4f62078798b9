//! The first page: what it decides, who decides in the end, how long it takes, and the ways in.

use super::Scene;
use crate::{
    route::{Route, Way},
    words::{count, fill},
};
use yew::prelude::*;

/// The start page.
#[component]
pub(crate) fn Start(props: &Scene) -> Html {
    let (speech, words) = (&props.speech, &props.speech.words.journey);
    let authority = speech.text("rulebook.authority");
    let about = [
        (words.time, words.time_more.to_owned()),
        (words.at_hand, words.at_hand_more.to_owned()),
        (words.private, words.private_more.to_owned()),
        (words.who_decides, fill(words.who_decides_more, &[&authority])),
        (words.other_ways, speech.text("rulebook.contact")),
    ];
    let about = about
        .into_iter()
        .map(|(term, text)| html! { <div><dt>{ term }</dt><dd>{ text }</dd></div> });
    html! {
        <div class="start">
            <div class="start-head">
                <p class="kicker">{ speech.title() }</p>
                <h1 tabindex="-1">{ words.start_title }</h1>
                <p class="lead">{ words.start_lead }</p>
            </div>
            if props.state.is_untouched() {
                { ways_in(props) }
            } else {
                { resume(props) }
            }
            <dl class="about">{ for about }</dl>
        </div>
    }
}

fn way_in(props: &Scene, to: Route, main: bool, more: &'static str) -> Html {
    let speech = &props.speech;
    html! {
        <li class={classes!("way", main.then_some("is-main"))}>
            <a href={speech.link(to)}>{ speech.place(to) }</a>
            <p>{ more }</p>
        </li>
    }
}

fn ways_in(props: &Scene) -> Html {
    let words = &props.speech.words.journey;
    html! {
        <ul class="ways">
            { way_in(props, Route::Next(Way::Outcome), true, words.guided_more) }
            { way_in(props, Route::Form, false, words.form_more) }
        </ul>
    }
}

/// Answers are there: the ways on from them.
fn resume(props: &Scene) -> Html {
    let (speech, words) = (&props.speech, &props.speech.words.journey);
    let answers = props.state.profile.answered().count();
    html! {
        <section class="resume" aria-labelledby="resume">
            <h2 id="resume">{ words.resume }</h2>
            <p>{ count(words.resume_more_one, words.resume_more, answers) }</p>
            <p class="actions">
                <a class="button main" href={speech.link(Route::Next(Way::Outcome))}>{ words.go_on }</a>
                <a class="button" href={speech.link(Route::Result)}>{ words.see_result }</a>
                <a class="button" href={speech.link(Route::Form)}>{ words.form }</a>
            </p>
        </section>
    }
}
