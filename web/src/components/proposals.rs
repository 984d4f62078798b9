//! What would have to change, as proposals that can be tried.

use super::{
    finding::FactLink,
    fold::{Fold, folded},
};
use crate::{
    ahead::{Ahead, Options},
    speech::Speech,
    state::Action,
    words::fill,
};
use sangloc_screening::{
    Change, ChangeReport, ChangeSet, ChangeSetReport, ChangesReport, GainReport,
    ImprovementsReport, Outcome, SlackReport, explain_changes, explain_improvements,
};
use std::rc::Rc;
use yew::prelude::*;

/// The proposals that stand open.
const AT_A_GLANCE: usize = 3;
/// The missing answers of a proposal that stand open.
const FEW_ANSWERS: usize = 8;

/// What would have to change, for people and for the page.
#[derive(PartialEq)]
pub(crate) struct Told {
    /// In words.
    pub report: ChangesReport,
    /// The same sets, to be applied.
    pub sets: Vec<ChangeSet>,
    /// What an accepted project has to spare and could gain, in words.
    pub improvements: ImprovementsReport,
    /// The changes that gain something, to be applied.
    pub gains: Vec<Change>,
}

impl Told {
    /// What lies ahead in words, once what the investor could do is known.
    pub(crate) fn of(ahead: &Ahead, speech: &Speech) -> Option<Self> {
        let Options { changes, improvements } = ahead.options.as_ref()?;
        let (rulebook, language) = (speech.rulebook(), speech.language());
        let (profile, as_of) = (ahead.profile(), changes.as_of);
        Some(Self {
            report: explain_changes(rulebook, profile, changes, language),
            sets: changes.sets.clone(),
            improvements: explain_improvements(rulebook, profile, improvements, as_of, language),
            gains: improvements.gains.iter().map(|gain| gain.change.clone()).collect(),
        })
    }
}

/// What [`Proposals`] needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ProposalsProps {
    /// The words.
    pub speech: Speech,
    /// What would have to change; `None` while that is looked for.
    pub told: Option<Rc<Told>>,
    /// Whether the answers have changed since.
    pub stale: bool,
    /// The heading's level: `h2` or `h3`.
    pub level: &'static str,
    /// Takes the proposal that is tried.
    pub on: Callback<Action>,
}

/// The proposals, nearest first; or what no change would meet.
#[component]
pub(crate) fn Proposals(props: &ProposalsProps) -> Html {
    let words = &props.speech.words.outlook;
    let Some(told) = &props.told else {
        return html! { <p class="hint searching" role="status">{ words.searching }</p> };
    };
    let report = &told.report;
    if !told.improvements.slack.is_empty() || !told.improvements.gains.is_empty() {
        return improvements(props, told);
    }
    if !report.sets.is_empty() {
        let (best, rest) = report.sets.split_at(report.sets.len().min(AT_A_GLANCE));
        let review = report.sets.iter().all(|set| set.promises == Outcome::NeedsReview);
        let heading = if review { words.changes_review } else { words.changes };
        let item = |(place, set)| proposal(props, told, place, set);
        return html! {
            <section class="group proposals" aria-labelledby="changes" aria-busy={props.stale.to_string()}>
                <@{props.level} id="changes">{ heading }</@>
                <p class="hint">{ words.changes_more }{ review.then(|| format!(" {}", words.changes_review_more)) }</p>
                <ol>{ for best.iter().enumerate().map(item) }</ol>
                if !rest.is_empty() {
                    <details class="fold">
                        <summary>{ fill(words.more_proposals, &[&rest.len().to_string()]) }</summary>
                        <ol>{ for (AT_A_GLANCE..).zip(rest).map(item) }</ol>
                    </details>
                }
                if !report.complete {
                    <p class="hint">{ words.incomplete }</p>
                }
            </section>
        };
    }
    html! {
        if !report.out_of_reach.is_empty() {
            <section class="group proposals" aria-labelledby="changes" aria-busy={props.stale.to_string()}>
                <@{props.level} id="changes">{ words.changes }</@>
                <div class="no-way">
                    <p>{ words.no_way }</p>
                    <ul>
                        { for report.out_of_reach.iter().map(|member| html! {
                            <li key={member.id.clone()}><span class="code">{ member.code.clone() }</span>{ " " }{ member.title.clone() }</li>
                        }) }
                    </ul>
                    <p>{ words.no_way_ask }</p>
                </div>
            </section>
        }
    }
}

fn proposal(props: &ProposalsProps, told: &Told, place: usize, set: &ChangeSetReport) -> Html {
    let (words, number) = (&props.speech.words.outlook, (place + 1).to_string());
    let apply = told.sets.get(place).cloned().map(|set| applying(props, set));
    html! {
        <li class="proposal" key={place}>
            <p class="proposal-name">{ fill(words.proposal, &[&number]) }</p>
            { changes_of(props, &set.changes) }
            { missing(props, place, set) }
            <button type="button" disabled={props.stale} aria-label={fill(words.apply_of, &[&number])} onclick={apply}>{ words.apply }</button>
        </li>
    }
}

/// How the missing questions would have to be answered; where there are many, the changes stay in sight above them.
fn missing(props: &ProposalsProps, place: usize, set: &ChangeSetReport) -> Html {
    let words = &props.speech.words.outlook;
    if set.answers.is_empty() {
        return Html::default();
    }
    if set.answers.len() <= FEW_ANSWERS || set.changes.is_empty() {
        return html! { <><p class="hint">{ words.and_answer }</p>{ changes_of(props, &set.answers) }</> };
    }
    let content = folded(props, move |props| {
        let set = props.told.as_ref().and_then(|told| told.report.sets.get(place));
        set.map(|set| changes_of(props, &set.answers)).unwrap_or_default()
    });
    let summary = html! { <>{ words.and_answer }{ format!(" ({})", set.answers.len()) }</> };
    html! { <Fold class="fold" {summary} {content} /> }
}

fn changes_of(props: &ProposalsProps, changes: &[ChangeReport]) -> Html {
    let words = &props.speech.words.outlook;
    let items = changes.iter().map(|change| {
        let others = change.others.iter().map(|other| html! { <li>{ other.clone() }</li> });
        html! {
            <li key={change.fact.id.clone()}>
                <FactLink speech={props.speech.clone()} id={change.fact.id.clone()}>{ change.text.clone() }</FactLink>
                if !change.others.is_empty() {
                    <details><summary>{ words.others }</summary><ul>{ for others }</ul></details>
                }
            </li>
        }
    });
    html! { <ul class="changes">{ for items }</ul> }
}

/// Tries a set, and takes sight and focus to the verdict.
fn applying(props: &ProposalsProps, set: ChangeSet) -> Callback<MouseEvent> {
    let (on, host) = (props.on.clone(), props.speech.host.clone());
    Callback::from(move |_: MouseEvent| {
        on.emit(Action::Apply(set.clone()));
        host.focus_element("verdict");
    })
}

/// What would gain points or open an incentive, and how much room there is to each limit.
fn improvements(props: &ProposalsProps, told: &Told) -> Html {
    let words = &props.speech.words.outlook;
    let gains = told.improvements.gains.iter().zip(&told.gains);
    let gains: Vec<Html> = gains.map(|(gain, change)| self::gain(props, gain, change)).collect();
    let slack: Vec<Html> = told.improvements.slack.iter().map(|slack| room(props, slack)).collect();
    let (best, rest) = gains.split_at(gains.len().min(AT_A_GLANCE));
    html! {
        <section class="group proposals" aria-labelledby="changes" aria-busy={props.stale.to_string()}>
            if !gains.is_empty() {
                <@{props.level} id="changes">{ words.gains }</@>
                <p class="hint">{ words.gains_more }</p>
                <ol>{ for best.iter().cloned() }</ol>
            }
            if !rest.is_empty() {
                <details class="fold">
                    <summary>{ fill(words.more_proposals, &[&rest.len().to_string()]) }</summary>
                    <ol>{ for rest.iter().cloned() }</ol>
                </details>
            }
            if !slack.is_empty() {
                <details class="fold slack">
                    <summary>{ fill(words.slack, &[&slack.len().to_string()]) }</summary>
                    <ul class="measures">{ for slack }</ul>
                </details>
            }
        </section>
    }
}

fn gain(props: &ProposalsProps, gain: &GainReport, change: &Change) -> Html {
    let words = &props.speech.words.outlook;
    let changes = vec![change.clone()];
    let set = ChangeSet { changes, answers: Vec::new(), promises: Outcome::Accepted };
    let incentives = gain.incentives.iter().map(|incentive| {
        html! { <li key={incentive.id.clone()}><span class="code">{ incentive.code.clone() }</span>{ " " }{ incentive.title.clone() }</li> }
    });
    let full = format!("{}: {}", words.apply, gain.change.text);
    html! {
        <li class="proposal" key={gain.change.text.clone()}>
            { changes_of(props, std::slice::from_ref(&gain.change)) }
            if gain.points != "0" {
                <p class="proposal-name">{ fill(words.gain_points, &[&gain.points]) }</p>
            }
            if !gain.incentives.is_empty() {
                <div><p class="hint">{ words.gain_incentives }</p><ul>{ for incentives }</ul></div>
            }
            <button type="button" disabled={props.stale} aria-label={full} onclick={applying(props, set)}>{ words.apply }</button>
        </li>
    }
}

/// How far an amount is from its limit.
fn room(props: &ProposalsProps, slack: &SlackReport) -> Html {
    let words = props.speech.words;
    html! {
        <li class="measure is-yes">
            <p class="measure-subject">{ slack.subject.clone() }{ " " }<span class="code">{ slack.criterion.code.clone() }</span></p>
            <p><span class="measure-label">{ words.observed }{ ": " }</span><strong>{ slack.observed.clone() }</strong></p>
            <p><span class="measure-label">{ words.outlook.limit }{ ": " }</span>{ slack.limit.clone() }</p>
            <p><span class="measure-label">{ words.outlook.room }{ ": " }</span>{ slack.room.clone() }</p>
        </li>
    }
}
