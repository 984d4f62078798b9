//! One of a list, or any number of them; a long list can be filtered.

use super::{question::QuestionProps, simple::typed};
use crate::{search, words::fill};
use sangloc_rulebook::{ChoiceSet, FactType};
use sangloc_screening::Answer;
use yew::prelude::*;

/// The longest list that people can take in at a glance.
const AT_A_GLANCE: usize = 8;

/// The choices of a question.
#[component]
pub(crate) fn Choices(props: &QuestionProps) -> Html {
    let query = use_state(String::new);
    let names = props.speech.choices(props.fact);
    let folded = search::fold(&query);
    let shown = |name: &str| search::matches(&search::fold(name), &folded);
    let found = names.iter().filter(|name| shown(name)).count();
    let several = is_several(props);
    let chosen = chosen(props);
    let options = (0u16..).zip(&names).map(|(place, name)| {
        let hidden = !shown(name) && !chosen.contains(place);
        option(
            props,
            &format!("{place}"),
            name,
            chosen.contains(place),
            hidden,
            pick(several, chosen, place),
        )
    });
    let long = names.len() > AT_A_GLANCE;
    html! {
        <fieldset aria-describedby={props.described(&[])}>
            { props.legend() }
            { props.help() }
            { props.error() }
            if several {
                <p class="hint">{ props.speech.words.choose_several }</p>
            }
            if long {
                { filter(props, &query, found, names.len()) }
            }
            <div class={classes!("options", long.then_some("is-long"))}>{ for options }</div>
            <div class="options is-last">
                if several {
                    { option(props, "none", props.speech.words.none_of_these, is_none(props), false, Some(Answer::Choices(ChoiceSet::default()))) }
                }
                { option(props, "unknown", props.speech.words.not_known, props.is_unknown(), false, None) }
            </div>
        </fieldset>
    }
}

fn is_several(props: &QuestionProps) -> bool {
    let fact = props.speech.fact(props.fact);
    fact.is_some_and(|fact| matches!(fact.answer, FactType::Choices(_)))
}

fn is_none(props: &QuestionProps) -> bool {
    matches!(&props.answer, Some(Answer::Choices(set)) if set.is_empty())
}

fn chosen(props: &QuestionProps) -> ChoiceSet {
    match &props.answer {
        Some(Answer::Choice(place)) => ChoiceSet::of([*place]),
        Some(Answer::Choices(set)) => *set,
        _ => ChoiceSet::default(),
    }
}

/// The answer after a click on a choice. Taking the last one out leaves the question open: only
/// the choice *none of these* says that there is none.
fn pick(several: bool, chosen: ChoiceSet, place: u16) -> Option<Answer> {
    if !several {
        return Some(Answer::Choice(place));
    }
    let set = chosen.toggled(place);
    (!set.is_empty()).then_some(Answer::Choices(set))
}

fn option(
    props: &QuestionProps,
    key: &str,
    name: &str,
    checked: bool,
    hidden: bool,
    answer: Option<Answer>,
) -> Html {
    let give = props.choosing(answer);
    let kind = if is_several(props) { "checkbox" } else { "radio" };
    html! {
        <label class="option" for={props.part(key)} {hidden} key={key.to_owned()}>
            <input type={kind} id={props.part(key)} name={props.part("answer")} value={key.to_owned()} {checked} onchange={give} />
            <span>{ name.to_owned() }</span>
        </label>
    }
}

fn filter(props: &QuestionProps, query: &UseStateHandle<String>, found: usize, all: usize) -> Html {
    let words = props.speech.words;
    let change = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(typed(&event).unwrap_or_default()))
    };
    let label = fill(words.filter_choices, &[&props.speech.label(props.fact)]);
    html! {
        <div class="filter">
            <input type="search" class="search" aria-label={label} placeholder={words.filter_hint} autocomplete="off"
                value={(**query).clone()} oninput={change} />
            <p class="hint" role="status">
                if !query.is_empty() {
                    { fill(words.filter_found, &[&found.to_string(), &all.to_string()]) }
                }
            </p>
        </div>
    }
}
