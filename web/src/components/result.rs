//! The result: outcome, reasons by group, rules applied.

use super::{
    finding::{FactLink, FindingCard, sources},
    overview::{Indicators, Views},
    verdict::VerdictHead,
};
use crate::{
    groups::Group,
    speech::Speech,
    words::{count, fill},
};
use sangloc_screening::{FindingReport, Report};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// The longest list of questions that stands open.
const AT_A_GLANCE: usize = 6;

/// What [`ResultPanel`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ResultProps {
    /// The words.
    pub speech: Speech,
    /// The decision in words.
    pub report: Rc<Report>,
    /// The questions that are shown, by fact.
    pub shown: Rc<BTreeSet<String>>,
    /// Whether it is the whole page, and not beside the form.
    #[prop_or_default]
    pub on_own_page: bool,
}

/// The result.
#[component]
pub(crate) fn ResultPanel(props: &ResultProps) -> Html {
    let (speech, report, words) = (&props.speech, &props.report, props.speech.words);
    let notice = speech.text("rulebook.notice");
    let day = speech.date(report.as_of);
    html! {
        <section class="result" aria-labelledby="result-heading">
            if props.on_own_page {
                <p class="kicker" id="result-heading">{ words.result }</p>
            } else {
                <h2 id="result-heading" tabindex="-1">{ words.result }</h2>
            }
            <VerdictHead speech={speech.clone()} report={report.clone()} is_heading={props.on_own_page} />
            <p class="fine">{ fill(words.by_rules, &[&report.version, report.identity.short(), &day]) }</p>
            <Views speech={speech.clone()} report={report.clone()} />
            { for Group::ALL.into_iter().map(|group| part(props, group)) }
            <Indicators speech={speech.clone()} report={report.clone()} />
            { notes(props) }
            if !notice.is_empty() {
                <div class="advisory">
                    <p><strong>{ words.notice_heading }{ ". " }</strong>{ notice }</p>
                    <p>{ words.contact }{ ": " }{ speech.text("rulebook.contact") }</p>
                </div>
            }
        </section>
    }
}

fn heading(props: &ResultProps, group: Group, members: usize) -> String {
    let words = props.speech.words;
    let heading = match group {
        Group::Blocks => words.blocks,
        Group::Review => words.review,
        Group::Missing => words.missing,
        Group::Met => words.met,
        Group::Priority => return fill(words.priorities, &[&props.report.points]),
        Group::Incentive => words.incentives,
        Group::Advice => words.advice,
        Group::NotApplicable => words.not_applicable,
    };
    format!("{heading} ({members})")
}

fn part(props: &ResultProps, group: Group) -> Html {
    let members = group.members(&props.report);
    if members.is_empty() {
        return Html::default();
    }
    let title = heading(props, group, members.len());
    let cards = cards(props, group, &members);
    let inner = match group {
        Group::Blocks | Group::Review => html! { <><h3>{ title }</h3>{ cards }</> },
        Group::Missing => missing(props, &members, cards),
        _ => html! {
            <details class="fold">
                <summary><h3>{ title }</h3></summary>
                if group == Group::Priority {
                    <p class="hint">{ props.speech.words.priorities_note }</p>
                }
                { cards }
            </details>
        },
    };
    html! { <section class="group" key={format!("{group:?}")} data-group={format!("{group:?}")}>{ inner }</section> }
}

/// Context that is not judged.
fn notes(props: &ResultProps) -> Html {
    let notes = &props.report.notes;
    let cards = notes.iter().map(|note| {
        html! {
            <article class="finding is-blank" key={note.id.clone()}>
                <p class="finding-line"><span class="code">{ note.code.clone() }</span></p>
                <h4>{ note.title.clone() }</h4>
                <div class="finding-body">
                    <p>{ note.text.clone() }</p>
                    { sources(&props.speech, note.confidence, &note.citations) }
                </div>
            </article>
        }
    });
    html! {
        if !notes.is_empty() {
            <section class="group">
                <details class="fold">
                    <summary><h3>{ format!("{} ({})", props.speech.words.notes, notes.len()) }</h3></summary>
                    <>{ for cards }</>
                </details>
            </section>
        }
    }
}

fn cards(props: &ResultProps, group: Group, members: &[&FindingReport]) -> Html {
    let cards = members.iter().map(|finding| {
        html! {
            <FindingCard key={finding.id.clone()} speech={props.speech.clone()} finding={(*finding).clone()} {group} shown={props.shown.clone()} />
        }
    });
    html! { <>{ for cards }</> }
}

/// What is missing is first of all questions, then the criteria that wait for them.
fn missing(props: &ResultProps, members: &[&FindingReport], cards: Html) -> Html {
    let words = props.speech.words;
    let open: Vec<_> =
        props.report.open_facts.iter().filter(|fact| props.shown.contains(&fact.id)).collect();
    let items = open.iter().map(|fact| {
        html! { <li key={fact.id.clone()}><FactLink speech={props.speech.clone()} id={fact.id.clone()}>{ fact.label.clone() }</FactLink></li> }
    });
    let list = html! { <ol class="open-facts">{ for items }</ol> };
    html! {
        <>
            <h3>{ words.missing }</h3>
            if open.len() > AT_A_GLANCE {
                { next(props) }
                <details><summary>{ count(words.missing_count_one, words.missing_count, open.len()) }</summary>{ list }</details>
            } else if !open.is_empty() {
                <p>{ words.missing_lead }</p>
                { list }
            }
            <details class="fold">
                <summary>{ fill(words.missing_criteria, &[&members.len().to_string()]) }</summary>
                { cards }
            </details>
        </>
    }
}

fn next(props: &ResultProps) -> Html {
    let mut open = props.report.open_facts.iter();
    let first = open.find(|fact| props.shown.contains(&fact.id));
    html! {
        if let Some(fact) = first {
            <p><FactLink speech={props.speech.clone()} id={fact.id.clone()}>{ fill(props.speech.words.next_question, &[&fact.label]) }</FactLink></p>
        }
    }
}
