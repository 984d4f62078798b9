//! The outcome: in one line that stays in sight, and as the head of the result.

use super::icon::{Icon, Sign};
use crate::{
    groups::Group,
    speech::Speech,
    words::{self, count, fill},
};
use sangloc_screening::{Outcome, Report};
use std::rc::Rc;
use yew::prelude::*;

/// What the outcome components need.
#[derive(PartialEq, Properties)]
pub(crate) struct VerdictProps {
    /// The words.
    pub speech: Speech,
    /// The decision in words.
    pub report: Rc<Report>,
}

/// The sign and class of an outcome.
pub(crate) fn sign(outcome: Outcome) -> Sign {
    match outcome {
        Outcome::Accepted => Sign::Yes,
        Outcome::Rejected => Sign::No,
        Outcome::NeedsReview => Sign::Person,
        Outcome::NeedsAnswers => Sign::Open,
    }
}

/// An outcome in words.
pub(crate) fn outcome_words(words: &words::Words, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => words.accepted,
        Outcome::Rejected => words.rejected,
        Outcome::NeedsReview => words.needs_review,
        Outcome::NeedsAnswers => words.needs_answers,
    }
}

fn more(words: &words::Words, report: &Report) -> &'static str {
    match report.outcome {
        Outcome::Accepted => words.accepted_more,
        Outcome::Rejected => words.rejected_more,
        Outcome::NeedsReview => words.needs_review_more,
        Outcome::NeedsAnswers if report.acceptance_possible => words.needs_answers_open,
        Outcome::NeedsAnswers => words.needs_answers_review,
    }
}

/// What blocks, what is for a person, what is missing and the points, as far as there is any.
fn counts(speech: &Speech, report: &Report) -> Vec<String> {
    let words = speech.words;
    let parts = [
        (words.blocking_count_one, words.blocking_count, Group::Blocks.members(report).len()),
        (words.review_count_one, words.review_count, Group::Review.members(report).len()),
        (words.missing_count_one, words.missing_count, report.open_facts.len()),
    ];
    let mut told: Vec<String> = parts
        .into_iter()
        .filter(|(.., number)| *number > 0)
        .map(|(one, many, number)| count(one, many, number))
        .collect();
    let points = if report.points_open { words.points_count_open } else { words.points_count };
    told.push(fill(points, &[&report.points]));
    told
}

/// The outcome in a few words, for screen readers.
pub(crate) fn summary(speech: &Speech, report: &Report) -> String {
    let mut counts = counts(speech, report);
    counts.pop();
    let outcome = outcome_words(speech.words, report.outcome);
    if counts.is_empty() {
        format!("{outcome}.")
    } else {
        format!("{outcome}: {}.", counts.join(", "))
    }
}

/// The line at the bottom of a phone; leads to the reasons.
#[component]
pub(crate) fn VerdictBar(props: &VerdictProps) -> Html {
    let (speech, report) = (&props.speech, &props.report);
    let sign = sign(report.outcome);
    let host = speech.host.clone();
    let show = Callback::from(move |_: MouseEvent| host.focus_element("result-heading"));
    html! {
        <div class={classes!("verdict-bar", sign.class())}>
            <button type="button" class="verdict-bar-button" onclick={show}>
                <Icon {sign} />
                <span class="verdict-bar-text">
                    <strong>{ outcome_words(speech.words, report.outcome) }</strong>
                    <span>{ counts(speech, report).join(" · ") }</span>
                </span>
                <span class="verdict-bar-go">{ speech.words.see_reasons }</span>
            </button>
        </div>
    }
}

/// What [`OutcomeLine`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct OutcomeLineProps {
    /// The words.
    pub speech: Speech,
    /// The outcome.
    pub outcome: Outcome,
}

/// An outcome by its sign and its name.
#[component]
pub(crate) fn OutcomeLine(props: &OutcomeLineProps) -> Html {
    let sign = sign(props.outcome);
    html! {
        <div class={classes!("verdict", sign.class())} data-outcome={props.outcome.name()}>
            <Icon {sign} />
            <p class="verdict-words">{ outcome_words(props.speech.words, props.outcome) }</p>
        </div>
    }
}

/// What [`VerdictHead`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct VerdictHeadProps {
    /// The words.
    pub speech: Speech,
    /// The decision in words.
    pub report: Rc<Report>,
    /// Whether the outcome can still change, in words, once that is known.
    pub certainty: Option<AttrValue>,
    /// Whether it is the heading of the page.
    #[prop_or_default]
    pub is_heading: bool,
}

/// The head of the result.
#[component]
pub(crate) fn VerdictHead(props: &VerdictHeadProps) -> Html {
    let (speech, report) = (&props.speech, &props.report);
    let sign = sign(report.outcome);
    let words = outcome_words(speech.words, report.outcome);
    html! {
        <div class={classes!("verdict", sign.class())} data-outcome={report.outcome.name()}>
            <Icon {sign} />
            <div class="verdict-text">
                if props.is_heading {
                    <h1 class="verdict-words" id="verdict" tabindex="-1">{ words }</h1>
                } else {
                    <p class="verdict-words" id="verdict" tabindex="-1">{ words }</p>
                }
                if let (Outcome::NeedsAnswers, Some(certainty)) = (report.outcome, &props.certainty) {
                    <p class="certainty">{ certainty.clone() }</p>
                } else {
                    <p>{ more(speech.words, report) }</p>
                }
                <p class="verdict-counts">
                    { for counts(speech, report).into_iter().map(|part| html! { <span>{ part }</span> }) }
                </p>
            </div>
        </div>
    }
}
