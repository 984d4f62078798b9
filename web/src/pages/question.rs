//! One question on a page.

use super::Scene;
use crate::{
    browser,
    components::{Place, Question, QuestionProps},
    route::{Route, Way},
    speech::Speech,
    state::Action,
    words::{count, fill},
};
use sangloc_rulebook::FactIndex;
use yew::prelude::*;

/// The longest list of reasons that stands open.
const AT_A_GLANCE: usize = 3;

/// The question of the route, why it is asked, and the one way on.
#[component]
pub(crate) fn QuestionPage(props: &Scene) -> Html {
    let Route::Question(fact, way) = props.state.route else {
        return Html::default();
    };
    let (speech, state, words) = (&props.speech, &props.state, &props.speech.words.guided);
    let attempts = state.complains_about(fact);
    let question = QuestionProps {
        speech: speech.clone(),
        fact,
        answer: state.profile.answer(fact).cloned(),
        typed: state.typed.get(&fact).cloned(),
        unit: state.unit_of(fact),
        decisive: false,
        place: Place::Page {
            skipped: state.progress.skipped.contains(&fact),
            complaining: attempts.is_some(),
        },
        on: props.on.clone(),
    };
    let complaint = question.complaint();
    let (lacks, onward) = (state.lacks(fact), speech.link(way.onward()));
    let (go_on, host) = (props.on.clone(), speech.host.clone());
    let submit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if lacks {
            go_on.emit(Action::Complain(fact));
        } else {
            host.go(&onward);
        }
    });
    let label =
        if matches!(way, Way::Outcome | Way::Everything) { words.go_on } else { words.save };
    html! {
        <div class="narrow">
            <a class="back" href={speech.link(state.progress.back_from(state.route))}>{ words.back }</a>
            if let (Some(complaint), Some(attempt)) = (complaint, attempts) {
                <ErrorSummary speech={speech.clone()} {fact} {complaint} {attempt} />
            }
            <form class="guided card" novalidate=true onsubmit={submit}>
                <p class="kicker">{ section(speech, fact) }</p>
                <Question ..question />
                <Why speech={speech.clone()} {fact} />
                <p class="actions"><button type="submit" class="main">{ label }</button></p>
            </form>
            if label == words.go_on {
                { ahead(props) }
            }
        </div>
    }
}

fn section(speech: &Speech, fact: FactIndex) -> String {
    speech.fact(fact).map_or_else(String::new, |fact| speech.section(&fact.section))
}

/// How many questions are ahead at most, and why there are more; the way to the whole form.
fn ahead(props: &Scene) -> Html {
    let (words, progress) = (&props.speech.words.guided, &props.state.progress);
    let left = count(words.left_one, words.left, progress.left());
    html! {
        <div class="ahead">
            <p>
                if progress.left() > 0 {
                    <strong>{ left }</strong>
                }
                if progress.opened() > 0 {
                    { " " }{ count(words.opened_one, words.opened, progress.opened()) }
                }
            </p>
            <p><a href={props.speech.link(Route::Form)}>{ words.whole_form }</a></p>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct WhyProps {
    speech: Speech,
    fact: FactIndex,
}

/// Why a question is asked: the criteria that read its answer.
#[component]
fn Why(props: &WhyProps) -> Html {
    let words = props.speech.words;
    let reasons =
        use_memo((props.speech.clone(), props.fact), |(speech, fact)| speech.reasons(*fact));
    let shown = reasons.iter().take(AT_A_GLANCE).map(|(code, title)| {
        html! { <li key={code.clone()}><span class="code">{ code.clone() }</span>{ " " }{ title.clone() }</li> }
    });
    let more = reasons.len().saturating_sub(AT_A_GLANCE);
    html! {
        <details class="why">
            <summary>{ words.guided.why }</summary>
            if reasons.is_empty() {
                <p>{ words.guided.why_shown }</p>
            } else {
                <p>{ words.guided.why_lead }</p>
                <ul>{ for shown }</ul>
            }
            if more > 0 {
                <p class="hint">{ fill(words.journey.more, &[&more.to_string()]) }</p>
            }
        </details>
    }
}

#[derive(PartialEq, Properties)]
struct ErrorSummaryProps {
    speech: Speech,
    fact: FactIndex,
    complaint: String,
    /// How often the person tried to go on: each time the focus comes here.
    attempt: usize,
}

/// What must be put right before going on.
#[component]
fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let host = props.speech.host.clone();
    use_effect_with(props.attempt, move |_| host.focus_element("errors"));
    let id = props.speech.fact_id(props.fact).to_owned();
    let link = format!("#{}", browser::question_id(&id));
    let host = props.speech.host.clone();
    let go = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        host.focus_question(&id);
    });
    html! {
        <div class="errors" id="errors" role="alert" tabindex="-1" aria-labelledby="errors-heading">
            <h2 id="errors-heading">{ props.speech.words.guided.errors }</h2>
            <p><a href={link} onclick={go}>{ props.complaint.clone() }</a></p>
        </div>
    }
}
