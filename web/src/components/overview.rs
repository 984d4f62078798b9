//! The project at a glance: views over the criteria, and quantities that decide nothing.

use super::{
    fold::{Fold, folded},
    icon::{Icon, Sign},
    scale::Scale,
};
use crate::speech::Speech;
use sangloc_screening::{IndicatorReport, Report, Verdict};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Views`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ViewsProps {
    /// The words.
    pub speech: Speech,
    /// The decision in words.
    pub report: Rc<Report>,
}

/// Named groups of criteria, such as the five reals, each with the verdict of all its criteria.
#[component]
pub(crate) fn Views(props: &ViewsProps) -> Html {
    let views = props.report.views.iter().map(|view| {
        let groups = view.groups.iter().map(|group| {
            let codes: Vec<&str> = group.members.iter().map(|member| member.code.as_str()).collect();
            html! {
                <li key={group.id.clone()} class={sign(group.verdict).class()}>
                    <Icon sign={sign(group.verdict)} />
                    <span>{ group.title.clone() }<span class="for-ears">{ ": " }{ verdict_words(&props.speech, group.verdict) }</span><small class="codes">{ codes.join(", ") }</small></span>
                </li>
            }
        });
        html! {
            <section class="group view" key={view.id.clone()} data-view={view.id.clone()}>
                <h3>{ view.title.clone() }</h3>
                <ul class="view-groups">{ for groups }</ul>
            </section>
        }
    });
    html! { <>{ for views }</> }
}

fn verdict_words(speech: &Speech, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => speech.words.v_met,
        Verdict::Unmet => speech.words.v_unmet,
        Verdict::Unknown => speech.words.v_unknown,
        Verdict::NotApplicable => speech.words.v_not_applicable,
    }
}

fn sign(verdict: Verdict) -> Sign {
    match verdict {
        Verdict::Met => Sign::Yes,
        Verdict::Unmet => Sign::No,
        Verdict::Unknown => Sign::Open,
        Verdict::NotApplicable => Sign::Blank,
    }
}

/// What [`Indicators`] needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct IndicatorsProps {
    /// The words.
    pub speech: Speech,
    /// The decision in words.
    pub report: Rc<Report>,
}

/// The indicators that apply, with the bands they are held against.
#[component]
pub(crate) fn Indicators(props: &IndicatorsProps) -> Html {
    let number = shown(props).count();
    let title = format!("{} ({number})", props.speech.words.indicators);
    html! {
        if number > 0 {
            <section class="group" data-group="Indicators">
                <Fold class="fold" summary={html! { <h3>{ title }</h3> }} content={folded(props, list)} />
            </section>
        }
    }
}

fn shown(props: &IndicatorsProps) -> impl Iterator<Item = &IndicatorReport> {
    props.report.indicators.iter().filter(|indicator| indicator.applies == Some(true))
}

fn list(props: &IndicatorsProps) -> Html {
    let rows = shown(props).map(|indicator| {
        let bands = indicator.bands.as_ref().map(|bands| bands.amount.clone()).unwrap_or_default();
        let value = indicator.value.clone();
        let value = value.unwrap_or_else(|| props.speech.words.not_answered.to_owned());
        html! {
            <li key={indicator.id.clone()} class="measure">
                <p class="measure-subject">{ indicator.label.clone() }</p>
                <p><strong>{ value.clone() }</strong></p>
                if let Some(scale) = indicator.scale.clone() {
                    <Scale speech={props.speech.clone()} {scale} told={format!("{}: {value}. {bands}", indicator.label)} />
                }
                if !bands.is_empty() {
                    <p class="hint">{ bands }</p>
                }
            </li>
        }
    });
    html! { <ul class="measures indicators">{ for rows }</ul> }
}
