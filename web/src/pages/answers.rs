//! All answers in one list, to check and to correct.

use super::Scene;
use crate::route::{Route, Way};
use sangloc_rulebook::FactIndex;
use std::collections::BTreeSet;
use yew::prelude::*;

/// The answers, by section, each with a link that changes it.
#[component]
pub(crate) fn AnswersPage(props: &Scene) -> Html {
    let (speech, words) = (&props.speech, props.speech.words);
    let aside = set_aside(props);
    let lists = speech.rulebook().sections.iter().map(|id| section(props, id));
    html! {
        <div class="narrow answers">
            <h1 tabindex="-1">{ words.journey.answers }</h1>
            <>{ for lists }</>
            if !aside.is_empty() {
                <section aria-labelledby="set-aside">
                    <h2 id="set-aside">{ words.guided.set_aside }</h2>
                    <p class="hint">{ words.guided.set_aside_more }</p>
                    { list(props, &aside) }
                </section>
            }
            <p class="actions">
                <a class="button main" href={speech.link(Route::Result)}>{ words.journey.see_result }</a>
            </p>
        </div>
    }
}

/// The answers that no criterion reads any more.
fn set_aside(props: &Scene) -> Vec<FactIndex> {
    let asked: BTreeSet<_> = props.judged.asked.iter().copied().collect();
    let answered = props.state.profile.answered();
    answered.filter(|fact| !asked.contains(fact)).collect()
}

fn section(props: &Scene, id: &str) -> Html {
    let speech = &props.speech;
    let here = |index: &FactIndex| speech.fact(*index).is_some_and(|fact| fact.section == id);
    let facts: Vec<_> = props.judged.asked.iter().copied().filter(here).collect();
    let heading = format!("answers-{id}");
    html! {
        if !facts.is_empty() {
            <section aria-labelledby={heading.clone()} key={id.to_owned()}>
                <h2 id={heading}>{ speech.section(id) }</h2>
                { list(props, &facts) }
            </section>
        }
    }
}

fn list(props: &Scene, facts: &[FactIndex]) -> Html {
    html! { <dl class="summary-list">{ for facts.iter().map(|fact| row(props, *fact)) }</dl> }
}

fn row(props: &Scene, fact: FactIndex) -> Html {
    let (speech, words) = (&props.speech, props.speech.words);
    let label = speech.label(fact);
    let answer = props.state.profile.answer(fact).map(|answer| speech.answer(fact, answer));
    let change = speech.link(Route::Question(fact, Way::Answers));
    html! {
        <div key={fact.0} data-row={speech.fact_id(fact).to_owned()} class={classes!(answer.is_none().then_some("is-open"))}>
            <dt>{ label.clone() }</dt>
            <dd>{ answer.unwrap_or_else(|| words.guided.nothing_yet.to_owned()) }</dd>
            <dd><a href={change}>{ words.change }<span class="for-ears">{ " " }{ label }</span></a></dd>
        </div>
    }
}
