//! The form: every question that applies, in the sections of the rulebook.

use super::question::Question;
use crate::{
    speech::Speech,
    state::{Action, State},
    words::fill,
};
use sangloc_rulebook::FactIndex;
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// What [`Form`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FormProps {
    /// The words.
    pub speech: Speech,
    /// The answers so far.
    pub state: Rc<State>,
    /// The questions to show.
    pub asked: Rc<Vec<FactIndex>>,
    /// Those whose answer can still change the outcome.
    pub decisive: Rc<BTreeSet<FactIndex>>,
    /// Takes the answers.
    pub on: Callback<Action>,
}

/// The questions, and how many of them are answered.
#[component]
pub(crate) fn Form(props: &FormProps) -> Html {
    let words = props.speech.words;
    let sections: Vec<(String, Vec<FactIndex>)> = sections(props);
    let answered = props.asked.iter().filter(|fact| is_answered(props, **fact)).count();
    let progress = fill(words.progress, &[&answered.to_string(), &props.asked.len().to_string()]);
    html! {
        <form class="form" aria-labelledby="questions" novalidate=true onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <h2 id="questions" tabindex="-1">{ words.questions }</h2>
            <p class="progress-text">{ progress.clone() }{ ". " }{ words.progress_more }</p>
            <progress max={props.asked.len().to_string()} value={answered.to_string()} aria-label={progress}></progress>
            { links(props, &sections) }
            { section_list(props, &sections) }
        </form>
    }
}

fn is_answered(props: &FormProps, fact: FactIndex) -> bool {
    props.state.profile.answer(fact).is_some()
}

/// The sections that have questions to show.
fn sections(props: &FormProps) -> Vec<(String, Vec<FactIndex>)> {
    let in_section = |id: &str| -> Vec<FactIndex> {
        let facts = props.asked.iter().copied();
        facts
            .filter(|index| props.speech.fact(*index).is_some_and(|fact| fact.section == id))
            .collect()
    };
    let all = props.speech.rulebook().sections.iter();
    all.map(|id| (id.clone(), in_section(id))).filter(|(_, facts)| !facts.is_empty()).collect()
}

fn heading_id(section: &str) -> String {
    format!("section-{section}")
}

fn links(props: &FormProps, sections: &[(String, Vec<FactIndex>)]) -> Html {
    let links = sections.iter().map(|(id, facts)| {
        let target = heading_id(id);
        let go = {
            let (host, target) = (props.speech.host.clone(), target.clone());
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                host.focus_element(&target);
            })
        };
        let answered = facts.iter().filter(|fact| is_answered(props, **fact)).count();
        html! {
            <li key={id.clone()}>
                <a href={format!("#{target}")} onclick={go}>
                    { props.speech.section(id) }{ " " }<span class="tally">{ format!("{answered}/{}", facts.len()) }</span>
                </a>
            </li>
        }
    });
    html! { <nav class="sections" aria-label={props.speech.words.sections_nav}><ul>{ for links }</ul></nav> }
}

/// In an element of their own: in one list with unkeyed children Yew would make the fields anew when a
/// section is added, and the focus would be lost.
fn section_list(props: &FormProps, sections: &[(String, Vec<FactIndex>)]) -> Html {
    let sections = sections.iter().map(|(id, facts)| section(props, id, facts));
    html! { <div class="section-list">{ for sections }</div> }
}

fn section(props: &FormProps, id: &str, facts: &[FactIndex]) -> Html {
    let questions = facts.iter().map(|fact| question(props, *fact));
    let heading = heading_id(id);
    html! {
        <section class="section" key={id.to_owned()} aria-labelledby={heading.clone()}>
            <h3 id={heading} tabindex="-1">{ props.speech.section(id) }</h3>
            <div class="question-list">{ for questions }</div>
        </section>
    }
}

fn question(props: &FormProps, fact: FactIndex) -> Html {
    html! {
        <Question key={fact.0} speech={props.speech.clone()} {fact}
            answer={props.state.profile.answer(fact).cloned()}
            typed={props.state.typed.get(&fact).cloned()}
            unit={props.state.unit_of(fact)}
            decisive={props.decisive.contains(&fact)}
            on={props.on.clone()} />
    }
}
