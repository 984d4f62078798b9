//! A number, typed as people type it, with its unit.

use super::{
    question::{Place, QuestionProps},
    simple::typed,
};
use crate::{
    speech::plain_number,
    state::{Action, Trouble, in_plain_currency},
    typed_number::{Quantity, Unreadable},
    words::fill,
};
use sangloc_rulebook::{FactType, Unit};
use sangloc_screening::{Answer, Problem, allowed_units};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A number field; what was read is said under it.
#[component]
pub(crate) fn Number(props: &QuestionProps) -> Html {
    let fact = props.fact;
    let invalid = props.complaint().is_some() || settled_trouble(props).is_some();
    let type_in = props
        .on
        .reform(move |event: InputEvent| Action::Type(fact, typed(&event).unwrap_or_default()));
    let settle = props.on.reform(move |_: FocusEvent| Action::Settle(fact));
    html! {
        <>
            { props.ask() }
            { props.help() }
            { props.error() }
            <div class="number">
                <input type="text" inputmode="decimal" autocomplete="off" id={props.part("field")} value={text(props)}
                    aria-describedby={props.described(&["echo"])} aria-invalid={invalid.then_some("true")} oninput={type_in} onblur={settle} />
                { unit_field(props) }
            </div>
            <div class="under">
                <div id={props.part("echo")} class="echo">{ echo(props) }</div>
                { props.clear_button() }
            </div>
            { trouble(props) }
            { props.not_known() }
        </>
    }
}

/// Why the number counts as unknown: in the form once the field is left. On a page of its own that is
/// said when the person wants to go on.
fn settled_trouble(props: &QuestionProps) -> Option<&Trouble> {
    let typed = props.typed.as_ref().filter(|typed| typed.settled && props.place == Place::Form);
    typed.and_then(|typed| typed.trouble.as_ref())
}

fn trouble(props: &QuestionProps) -> Html {
    if props.place != Place::Form {
        return Html::default();
    }
    html! {
        <div id={props.part("error")} aria-live="polite">
            if let Some(trouble) = settled_trouble(props) {
                <p class="error">{ trouble_words(props, trouble) }{ " " }{ props.speech.words.counts_as_unknown }</p>
            }
        </div>
    }
}

fn text(props: &QuestionProps) -> String {
    match (&props.typed, &props.answer) {
        (Some(typed), _) => typed.text.clone(),
        (None, Some(Answer::Number(amount, _))) => plain_number(*amount, props.speech.lang),
        _ => String::new(),
    }
}

/// A list where several units fit, plain words where one does, nothing where there is none.
fn unit_field(props: &QuestionProps) -> Html {
    let units = props.speech.fact(props.fact).map(allowed_units).unwrap_or_default();
    let words = |unit: &Unit| props.speech.rules.unit_words(props.speech.lang, unit);
    if units.len() < 2 {
        let unit = units.first().map(words).unwrap_or_default();
        return html! { if !unit.is_empty() { <span class="unit">{ unit }</span> } };
    }
    let (fact, known) = (props.fact, units.clone());
    let choose = props.on.clone();
    let change = Callback::from(move |event: Event| {
        let field = event.target_dyn_into::<HtmlSelectElement>();
        let symbol = field.map(|field| field.value()).unwrap_or_default();
        if let Some(unit) = known.iter().find(|unit| unit.to_string() == symbol) {
            choose.emit(Action::ChooseUnit(fact, unit.clone()));
        }
    });
    let label = fill(props.speech.words.unit, &[&props.speech.label(fact)]);
    let options = in_order(units).into_iter().map(|unit| {
        html! { <option value={unit.to_string()} selected={unit == props.unit}>{ words(&unit) }</option> }
    });
    html! { <select aria-label={label} onchange={change}>{ for options }</select> }
}

/// Money from small to large, dong first; other units as the rulebook gives them.
fn in_order(units: Vec<Unit>) -> Vec<Unit> {
    if !units.iter().any(Unit::is_money) {
        return units;
    }
    ["VND", "million_VND", "billion_VND", "USD", "million_USD"]
        .into_iter()
        .filter_map(|symbol| units.iter().find(|unit| unit.to_string() == symbol).cloned())
        .collect()
}

/// How the number was read, and what else it could mean.
fn echo(props: &QuestionProps) -> Html {
    let words = props.speech.words;
    let Some(Answer::Number(amount, unit)) = &props.answer else {
        return html! { <p class="hint">{ props.leave_empty() }</p> };
    };
    let told = |amount: &sangloc_rulebook::Decimal, unit: &Unit| {
        let told = props.speech.quantity(*amount, unit);
        match in_plain_currency(*amount, unit) {
            Some((digits, plain)) => format!("{told} = {}", props.speech.quantity(digits, &plain)),
            None => told,
        }
    };
    let other = props.typed.as_ref().and_then(|typed| typed.other.as_ref());
    html! {
        <>
            <p>{ fill(words.read_as, &[&told(amount, unit)]) }</p>
            if let Some(Quantity { amount, unit }) = other {
                { mean_other(props, &props.speech.quantity(*amount, unit)) }
            }
        </>
    }
}

fn mean_other(props: &QuestionProps, other: &str) -> Html {
    let fact = props.fact;
    let (on, speech) = (props.on.clone(), props.speech.clone());
    // The button goes away: the focus returns to the field.
    let mean = Callback::from(move |_: MouseEvent| {
        on.emit(Action::MeanOther(fact));
        speech.host.focus_question(speech.fact_id(fact));
    });
    html! {
        <button type="button" class="quiet" onclick={mean}>{ fill(props.speech.words.did_you_mean, &[other]) }</button>
    }
}

/// Why a typed number is no answer, in words.
pub(crate) fn trouble_words(props: &QuestionProps, trouble: &Trouble) -> String {
    let words = props.speech.words;
    match trouble {
        Trouble::Unreadable(Unreadable::Number) => words.bad_number.to_owned(),
        Trouble::Unreadable(Unreadable::TooLong) | Trouble::Refused(Problem::TooLong) => {
            words.bad_length.to_owned()
        }
        Trouble::Unreadable(Unreadable::Unit) | Trouble::Refused(Problem::WrongUnit { .. }) => {
            let units = props.speech.fact(props.fact).map(allowed_units).unwrap_or_default();
            let units = in_order(units).into_iter();
            let units: Vec<_> =
                units.map(|unit| props.speech.rules.unit_words(props.speech.lang, &unit)).collect();
            fill(words.bad_unit, &[&units.join(", ")])
        }
        Trouble::Refused(_) => fill(words.out_of_range, &[&range(props)]),
    }
}

/// What the fact allows, in its own unit.
fn range(props: &QuestionProps) -> String {
    let words = props.speech.words;
    let Some(fact) = props.speech.fact(props.fact) else {
        return String::new();
    };
    let whole = matches!(fact.answer, FactType::Whole(_));
    let mut parts = vec![(if whole { words.range_whole } else { words.range_number }).to_owned()];
    let unit = fact.answer.unit().cloned().unwrap_or_default();
    let told = |number| props.speech.quantity(number, &unit);
    parts.extend(fact.min.map(|min| fill(words.range_from, &[&told(min)])));
    parts.extend(fact.max.map(|max| fill(words.range_to, &[&told(max)])));
    parts.join(" ")
}
