//! The result: outcome, reasons by group, rules applied.

use super::{
    finding::{FactLink, FindingCard, sources},
    fold::{Fold, folded},
    overview::{Indicators, Views},
    proposals::{Proposals, Told},
    verdict::{VerdictHead, outcome_words},
};
use crate::{
    ahead::Ahead,
    groups::Group,
    speech::Speech,
    state::Action,
    words::{count, fill},
};
use sangloc_screening::{FindingReport, Outcome, Reach, Report};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// The longest list of questions that stands open.
const AT_A_GLANCE: usize = 6;

/// What [`ResultPanel`] needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ResultProps {
    /// The words.
    pub speech: Speech,
    /// The decision in words.
    pub report: Rc<Report>,
    /// The questions that are shown, by fact.
    pub shown: Rc<BTreeSet<String>>,
    /// What lies ahead, once it is known.
    pub outlook: Outlook,
    /// Takes the proposal that is tried.
    pub on: Callback<Action>,
    /// Whether it is the whole page, and not beside the form.
    #[prop_or_default]
    pub on_own_page: bool,
}

/// What lies ahead of the answers, as far as it is known.
#[derive(Clone, PartialEq)]
pub(crate) struct Outlook {
    /// What can still become of the project.
    pub ahead: Option<Rc<Ahead>>,
    /// What would have to change, in words.
    pub told: Option<Rc<Told>>,
    /// Whether the answers have changed since.
    pub stale: bool,
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
            <VerdictHead speech={speech.clone()} report={report.clone()} certainty={certainty(props)} is_heading={props.on_own_page} />
            <p class="fine">{ fill(words.by_rules, &[&report.version, report.identity.short(), &day]) }</p>
            if report.outcome != Outcome::NeedsAnswers || props.outlook.is_hopeless() {
                <Proposals speech={speech.clone()} told={props.outlook.told.clone()} stale={props.outlook.stale}
                    level={if props.on_own_page { "h2" } else { "h3" }} on={props.on.clone()} />
            }
            if props.on_own_page {
                <h2>{ words.outlook.reasons }</h2>
            }
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

impl Outlook {
    /// What lies ahead of the present answers.
    fn fresh(&self) -> Option<&Ahead> {
        self.ahead.as_deref().filter(|_| !self.stale)
    }

    /// Whether no answers to the open questions lead to acceptance.
    fn is_hopeless(&self) -> bool {
        self.ahead.as_ref().is_some_and(|ahead| ahead.prospect.accepted == Reach::No)
    }
}

/// What can still become of an open project, once it is known.
fn certainty(props: &ResultProps) -> Option<AttrValue> {
    let words = &props.speech.words.outlook;
    let prospect = &props.outlook.fresh()?.prospect;
    Some(match (prospect.certain(), prospect.accepted) {
        (Some(certain), _) => {
            fill(words.certain_other, &[outcome_words(props.speech.words, certain)]).into()
        }
        (None, Reach::Yes) => words.can_accept.into(),
        (None, Reach::No) => words.cannot_accept.into(),
        (None, Reach::Open) => return None,
    })
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
    let inner = match group {
        Group::Blocks | Group::Review => {
            html! { <><h3>{ title }</h3>{ cards(props, group, &members) }</> }
        }
        Group::Missing => missing(props, &members),
        _ => {
            let folded = folded(props, move |props| all_cards(props, group));
            html! { <Fold class="fold" summary={html! { <h3>{ title }</h3> }} content={folded} /> }
        }
    };
    html! { <section class="group" key={format!("{group:?}")} data-group={format!("{group:?}")}>{ inner }</section> }
}

fn all_cards(props: &ResultProps, group: Group) -> Html {
    html! {
        <>
            if group == Group::Priority {
                <p class="hint">{ props.speech.words.priorities_note }</p>
            }
            { cards(props, group, &group.members(&props.report)) }
        </>
    }
}

/// Context that is not judged.
fn notes(props: &ResultProps) -> Html {
    let notes = props.report.notes.len();
    let title = format!("{} ({notes})", props.speech.words.notes);
    html! {
        if notes > 0 {
            <section class="group">
                <Fold class="fold" summary={html! { <h3>{ title }</h3> }} content={folded(props, note_cards)} />
            </section>
        }
    }
}

fn note_cards(props: &ResultProps) -> Html {
    let cards = props.report.notes.iter().map(|note| {
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
    html! { <>{ for cards }</> }
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
fn missing(props: &ResultProps, members: &[&FindingReport]) -> Html {
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
            { waiting(props, members) }
        </>
    }
}

/// The open criteria: first those that can still turn the outcome, once they are known.
fn waiting(props: &ResultProps, members: &[&FindingReport]) -> Html {
    let words = props.speech.words;
    let risky = members.iter().filter(|finding| can_fail(props, finding)).count();
    let others = members.len() - risky;
    let risks = fill(words.outlook.risks, &[&risky.to_string()]);
    let missing = fill(words.missing_criteria, &[&others.to_string()]);
    html! {
        <>
            if risky > 0 {
                <Fold class="fold risks" summary={Html::from(risks)} content={folded(props, |props| waiting_cards(props, true))} />
            }
            if others > 0 {
                <Fold class="fold" summary={Html::from(missing)} content={folded(props, |props| waiting_cards(props, false))} />
            }
        </>
    }
}

fn waiting_cards(props: &ResultProps, risky: bool) -> Html {
    let mut members = Group::Missing.members(&props.report);
    members.retain(|finding| can_fail(props, finding) == risky);
    html! {
        <>
            if risky {
                <p class="hint">{ props.speech.words.outlook.risks_more }</p>
            }
            { cards(props, Group::Missing, &members) }
        </>
    }
}

/// Whether some answers leave a criterion unmet; not before that is known.
fn can_fail(props: &ResultProps, finding: &FindingReport) -> bool {
    let rulebook = props.speech.rulebook();
    let named = |id: &str| rulebook.criteria.iter().position(|known| known.id.as_str() == id);
    let place = named(&finding.id);
    props
        .outlook
        .fresh()
        .is_some_and(|ahead| ahead.prospect.can_fail.iter().any(|index| Some(index.at()) == place))
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
