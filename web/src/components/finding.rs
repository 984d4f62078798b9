//! One finding: what became of a criterion, by which measure, and where it is said.

use super::{
    fold::{Fold, folded},
    icon::{Icon, Sign},
    scale::Scale,
};
use crate::{
    groups::Group,
    route::{Route, Way},
    speech::Speech,
    words::fill,
};
use sangloc_rulebook::{Confidence, Date};
use sangloc_screening::{
    CitationReport, FactReport, FigureReport, FindingReport, MeasureReport, Verdict,
};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// The longest amount of a figure that stands open.
const LONG_AMOUNT: usize = 120;

/// What [`FindingCard`] needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FindingProps {
    /// The words.
    pub speech: Speech,
    /// The finding.
    pub finding: FindingReport,
    /// The group it is shown in.
    pub group: Group,
    /// The questions that are shown, by fact.
    pub shown: Rc<BTreeSet<String>>,
}

/// A finding: open where something must be done, folded where all is well.
#[component]
pub(crate) fn FindingCard(props: &FindingProps) -> Html {
    let finding = &props.finding;
    let open = matches!(props.group, Group::Blocks | Group::Review);
    html! {
        <article class={classes!("finding", sign(props).class())} data-criterion={finding.id.clone()} data-verdict={finding.verdict.name()}>
            if open {
                { head(props) }
                { body(props) }
            } else {
                <Fold summary={head(props)} content={folded(props, body)} />
            }
        </article>
    }
}

fn sign(props: &FindingProps) -> Sign {
    match (props.group, props.finding.verdict) {
        (Group::NotApplicable, _) => Sign::Blank,
        (Group::Blocks, _) => Sign::No,
        (Group::Review, _) => Sign::Person,
        (Group::Missing, _) | (_, Verdict::Unknown) if props.group != Group::Met => Sign::Open,
        (Group::Advice, Verdict::Unmet) => Sign::Person,
        (Group::Priority | Group::Incentive, Verdict::Unmet) => Sign::Blank,
        _ => Sign::Yes,
    }
}

fn verdict_words(props: &FindingProps) -> String {
    let (words, finding) = (props.speech.words, &props.finding);
    let words = match (props.group, finding.verdict) {
        (Group::NotApplicable, _) => words.v_not_applicable,
        (Group::Blocks, _) => words.v_unmet,
        (Group::Review, _) => words.v_review,
        (Group::Missing, _) => words.v_unknown,
        (Group::Met, _) => words.v_met,
        (_, Verdict::Unknown | Verdict::NotApplicable) => words.v_unknown,
        (Group::Incentive, Verdict::Met) => words.v_qualifies,
        (Group::Incentive, Verdict::Unmet) => words.v_not_qualifies,
        (Group::Advice, Verdict::Met) => words.v_noted,
        (Group::Advice, Verdict::Unmet) => words.v_advised,
        (Group::Priority, _) => return points_words(props),
    };
    words.to_owned()
}

fn points_words(props: &FindingProps) -> String {
    let words = props.speech.words;
    match &props.finding.points {
        Some(points) if points != "0" => fill(words.v_points, &[points]),
        _ => words.v_no_points.to_owned(),
    }
}

fn head(props: &FindingProps) -> Html {
    let finding = &props.finding;
    html! {
        <div class="finding-head">
            <Icon sign={sign(props)} />
            <div>
                <p class="finding-line">
                    <span class="finding-verdict">{ verdict_words(props) }</span>
                    <span class="code">{ finding.code.clone() }</span>
                </p>
                <h4>{ finding.title.clone() }</h4>
            </div>
        </div>
    }
}

fn body(props: &FindingProps) -> Html {
    let (words, finding) = (props.speech.words, &props.finding);
    let settled = matches!(props.group, Group::Met | Group::NotApplicable)
        || (finding.verdict == Verdict::Met && props.group != Group::Review);
    html! {
        <div class="finding-body">
            { measures(props) }
            { for finding.gaps.iter().map(|gap| html! { <p class="gap">{ gap.clone() }</p> }) }
            if !settled && !finding.remedy.is_empty() {
                <p class="remedy"><strong>{ words.remedy }{ ": " }</strong>{ finding.remedy.clone() }</p>
            }
            { needed(props) }
            { editable(props) }
            { figures(props) }
            { law_days(&props.speech, finding) }
            { sources(&props.speech, finding.confidence, &finding.citations) }
            if let Some(caveat) = finding.caveat.clone() {
                <p class="caveat"><strong>{ words.caveat }{ ": " }</strong>{ caveat }</p>
            }
        </div>
    }
}

fn measures(props: &FindingProps) -> Html {
    let rows = props.finding.measures.iter().map(|row| measure(&props.speech, row));
    html! {
        if !props.finding.measures.is_empty() {
            <ul class="measures">{ for rows }</ul>
        }
    }
}

/// A value against its limit.
fn measure(speech: &Speech, measure: &MeasureReport) -> Html {
    let words = speech.words;
    let sign = match measure.holds {
        Some(true) => Sign::Yes,
        Some(false) => Sign::No,
        None => Sign::Open,
    };
    let verdict = match measure.holds {
        Some(true) => words.v_met,
        Some(false) => words.v_unmet,
        None => words.v_unknown,
    };
    let observed = measure.observed.clone().unwrap_or_else(|| words.not_answered.to_owned());
    let required = measure.requirement.clone().unwrap_or_else(|| words.no_limit.to_owned());
    html! {
        <li class={classes!("measure", sign.class())}>
            <p class="measure-subject">{ measure.subject.clone() }<span class="for-ears">{ format!(" – {verdict}") }</span></p>
            <p><span class="measure-label">{ words.observed }{ ": " }</span><strong>{ observed.clone() }</strong></p>
            <p><span class="measure-label">{ words.required }{ ": " }</span>{ required.clone() }</p>
            if let Some(scale) = measure.scale.clone() {
                <Scale speech={speech.clone()} {scale} told={format!("{}: {observed}. {required}", measure.subject)} />
            }
        </li>
    }
}

/// The unanswered questions it waits for; some may not be asked yet.
fn needed(props: &FindingProps) -> Html {
    let words = props.speech.words;
    let items = props.finding.needs.iter().map(|fact| {
        if props.shown.contains(&fact.id) {
            link(&props.speech, fact)
        } else {
            html! { <li>{ fact.label.clone() }{ " (" }{ words.missing_later }{ ")" }</li> }
        }
    });
    links(words.needs_answer, items.collect())
}

/// The answered questions it read.
fn editable(props: &FindingProps) -> Html {
    let read = props.finding.read.iter();
    let shown = read.filter(|fact| props.shown.contains(&fact.id));
    links(props.speech.words.edit_answers, shown.map(|fact| link(&props.speech, fact)).collect())
}

fn link(speech: &Speech, fact: &FactReport) -> Html {
    html! { <li><FactLink speech={speech.clone()} id={fact.id.clone()}>{ fact.label.clone() }</FactLink></li> }
}

fn links(lead: &str, items: Vec<Html>) -> Html {
    html! {
        if !items.is_empty() {
            <div class="fact-links"><p>{ lead.to_owned() }{ ":" }</p><ul>{ for items }</ul></div>
        }
    }
}

fn confidence_words(speech: &Speech, confidence: Confidence) -> (&'static str, &'static str) {
    match confidence {
        Confidence::Stated => ("badge is-stated", speech.words.stated),
        Confidence::StatedDerived => ("badge is-mixed", speech.words.stated_derived),
        Confidence::Derived => ("badge is-derived", speech.words.derived),
    }
}

/// Whether the source says it or we propose it.
fn badge(speech: &Speech, confidence: Confidence) -> Html {
    let (class, words) = confidence_words(speech, confidence);
    html! { <span class={class}>{ words }</span> }
}

fn figures(props: &FindingProps) -> Html {
    let speech = &props.speech;
    let rows = props.finding.figures.iter().map(|figure| {
        html! {
            <li>
                { amount(figure) }
                { in_force(speech, figure) }{ " " }{ badge(speech, figure.confidence) }
                if figure.overdue {
                    { " " }<span class="badge is-unverified">{ speech.words.overdue }</span>
                }
            </li>
        }
    });
    html! {
        if !props.finding.figures.is_empty() {
            <div class="figures"><p>{ speech.words.figures }{ ":" }</p><ul>{ for rows }</ul></div>
        }
    }
}

/// A figure by name; a long list of choices folds, so that it does not bury the reason.
fn amount(figure: &FigureReport) -> Html {
    let (label, amount) = (figure.label.clone(), figure.amount.clone());
    if amount.chars().count() > LONG_AMOUNT {
        return html! { <details class="long"><summary>{ label }</summary><p>{ amount }</p></details> };
    }
    html! { <>{ label }{ ": " }<strong>{ amount }</strong>{ ", " }</> }
}

fn in_force(speech: &Speech, figure: &FigureReport) -> String {
    let from = speech.date(figure.from);
    match figure.to {
        Some(to) => fill(speech.words.in_force_until, &[&from, &speech.date(to)]),
        None => fill(speech.words.in_force, &[&from]),
    }
}

/// The days the criterion is law, where it has not always been.
fn law_days(speech: &Speech, finding: &FindingReport) -> Html {
    let told = |words: &str, day: Option<Date>| {
        day.map(|day| html! { <p class="figures">{ fill(words, &[&speech.date(day)]) }</p> })
    };
    html! {
        <>
            { told(speech.words.criterion_since, finding.from) }
            { told(speech.words.criterion_until, finding.to) }
        </>
    }
}

/// Where something is said, and how far that carries it.
pub(crate) fn sources(
    speech: &Speech,
    confidence: Confidence,
    citations: &[CitationReport],
) -> Html {
    let rows = citations.iter().map(|citation| source(speech, citation));
    html! {
        <div class="sources">
            <p>{ speech.words.basis }{ ": " }{ badge(speech, confidence) }</p>
            <ul>{ for rows }</ul>
        </div>
    }
}

/// A source. Its address is followed only when clicked.
fn source(speech: &Speech, citation: &CitationReport) -> Html {
    let safe = citation.url.clone().filter(|url| url.starts_with("https://"));
    let text = html! { <cite lang="vi">{ citation.text.clone() }</cite> };
    html! {
        <li>
            if let Some(url) = safe {
                <a href={url} target="_blank" rel="noopener noreferrer external">{ text }</a>
            } else {
                { text }
            }
            if citation.unverified {
                { " " }<span class="badge is-unverified">{ speech.words.unverified }</span>
            }
        </li>
    }
}

/// What [`FactLink`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FactLinkProps {
    /// The words.
    pub speech: Speech,
    /// The fact.
    pub id: String,
    /// The words.
    pub children: Html,
}

/// A link to a question: beside the form it takes focus there, else it leads to the question's page.
#[component]
pub(crate) fn FactLink(props: &FactLinkProps) -> Html {
    let (host, id) = (props.speech.host.clone(), props.id.clone());
    let go = Callback::from(move |event: MouseEvent| {
        if host.focus_question(&id) {
            event.prevent_default();
        }
    });
    let fact = props.speech.rulebook().fact_named(&props.id);
    let page = fact.map(|fact| props.speech.link(Route::Question(fact, Way::Result)));
    html! { <a href={page} onclick={go}>{ props.children.clone() }</a> }
}
