//! Yes or no, a day, a short text.

use super::question::QuestionProps;
use sangloc_screening::Answer;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The longest text that is taken.
const MAX_TEXT: &str = "200";

/// Yes, no, or not known yet.
#[component]
pub(crate) fn YesNo(props: &QuestionProps) -> Html {
    let words = props.speech.words;
    let chosen = match props.answer {
        Some(Answer::YesNo(yes)) => Some(yes),
        _ => None,
    };
    let options = [
        (Some(true), "yes", words.yes),
        (Some(false), "no", words.no),
        (None, "unknown", words.not_known),
    ];
    let radios = options.into_iter().map(|(value, key, label)| {
        let answer = props.choosing(value.map(Answer::YesNo));
        let checked = if value.is_none() { props.is_unknown() } else { chosen == value };
        html! {
            <label class="option" for={props.part(key)}>
                <input type="radio" id={props.part(key)} name={props.part("answer")} value={key}
                    {checked} onchange={answer} />
                <span>{ label }</span>
            </label>
        }
    });
    html! {
        <fieldset aria-describedby={props.described(&[])}>
            { props.legend() }
            { props.help() }
            { props.error() }
            <div class="options in-line">{ for radios }</div>
        </fieldset>
    }
}

/// A day, in the browser's own date field.
#[component]
pub(crate) fn DateField(props: &QuestionProps) -> Html {
    let value = match &props.answer {
        Some(Answer::Date(day)) => day.to_string(),
        _ => String::new(),
    };
    let change = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            let day = typed(&event).and_then(|text| text.parse().ok());
            props.answered(day.map(Answer::Date));
        })
    };
    field(
        props,
        html! {
            <input type="date" id={props.part("field")} {value} onchange={change} aria-describedby={props.described(&[])} aria-invalid={props.complaint().map(|_| "true")} />
        },
    )
}

/// A short text.
#[component]
pub(crate) fn TextField(props: &QuestionProps) -> Html {
    let value = match &props.answer {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let change = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            let text = typed(&event).map(|text| text.trim().to_owned());
            let text = text.filter(|text| !text.is_empty());
            props.answered(text.map(Answer::Text));
        })
    };
    field(
        props,
        html! {
            <input type="text" id={props.part("field")} maxlength={MAX_TEXT} autocomplete="off" {value}
                onchange={change} aria-describedby={props.described(&[])} aria-invalid={props.complaint().map(|_| "true")} />
        },
    )
}

/// The text in the field that an event comes from.
pub(crate) fn typed(event: &Event) -> Option<String> {
    let field = event.target_dyn_into::<HtmlInputElement>();
    field.map(|field| field.value())
}

fn field(props: &QuestionProps, input: Html) -> Html {
    html! {
        <>
            { props.ask() }
            { props.help() }
            { props.error() }
            { input }
            <div class="under">
                <p class="hint">{ props.leave_empty() }</p>
                { props.clear_button() }
            </div>
            { props.not_known() }
        </>
    }
}
