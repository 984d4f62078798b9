//! The report on paper: all of the result on two pages of A4. It is made when somebody prints, and only shown
//! there.

use super::Scene;
use crate::{
    components::{Icon, Qr, Told, outcome_sign, outcome_words},
    groups::Group,
    keeping,
    speech::Speech,
    words::fill,
};
use sangloc_rulebook::Date;
use sangloc_screening::{
    ChangeReport, ChangeSetReport, FindingReport, MeasureReport, Report, Verdict,
};
use yew::prelude::*;

/// The longest requirement that a met criterion repeats: what is required of it is met.
const LONG_REQUIREMENT: usize = 70;

/// The most proposals that are printed: the nearest.
const AT_MOST: usize = 3;
/// The most answers that a proposal tells.
const AT_A_GLANCE: usize = 4;

/// The report.
#[component]
pub(crate) fn Paper(props: &Scene) -> Html {
    let sources = Sources::of(&props.report);
    let words = props.speech.words;
    let known = (props.told.clone(), props.judged.clone(), props.speech.clone());
    let told = use_memo(known, |_| props.told_now());
    html! {
        <article class="paper">
            <header class="paper-head">
                <div>
                    { head(props) }
                    { verdict(props) }
                    { notice(props) }
                </div>
                <Qr speech={props.speech.clone()} link={props.link.clone()} />
            </header>
            { rows(props, Group::Blocks, words.blocks, &sources) }
            if let Some(told) = &*told {
                { changes(props, told) }
            }
            { rows(props, Group::Review, words.review, &sources) }
            { rows(props, Group::Missing, words.missing, &sources) }
            { rows(props, Group::Met, words.met, &sources) }
            { others(props) }
            { answers(props) }
            { sources.told(&props.speech) }
        </article>
    }
}

/// Whose report it is, by which rules, and when.
fn head(props: &Scene) -> Html {
    let (speech, words) = (&props.speech, &props.speech.words.paper);
    let report = &props.report;
    let name = keeping::name(speech, props.state.kept.as_ref().map(|kept| &kept.place));
    let reference = fill(speech.words.files.reference, &[&props.record().reference()]);
    let rules = fill(words.rules, &[&report.version, report.identity.short()]);
    let day = |words: &str, day: Date| fill(words, &[&speech.date(day)]);
    html! {
        <>
            <h1>{ words.title }</h1>
            if !name.is_empty() {
                <p class="paper-name">{ name }</p>
            }
            <p>{ format!("{} · {}", speech.words.product, speech.words.province) }{ " · " }<b>{ reference }</b></p>
            <p>{ rules }{ " · " }{ day(words.as_of, report.as_of) }{ " · " }{ day(words.run, props.state.today) }</p>
        </>
    }
}

fn verdict(props: &Scene) -> Html {
    let (words, report) = (props.speech.words, &props.report);
    let sign = outcome_sign(report.outcome);
    let certainty = if report.open_facts.is_empty() {
        words.paper.certain.to_owned()
    } else {
        fill(words.paper.uncertain, &[&report.open_facts.len().to_string()])
    };
    let points = if report.points_open { words.points_count_open } else { words.points_count };
    html! {
        <div class={classes!("paper-verdict", sign.class())} data-outcome={report.outcome.name()}>
            <Icon {sign} />
            <div>
                <p class="paper-outcome">{ outcome_words(words, report.outcome) }</p>
                <p>{ certainty }{ " " }{ fill(points, &[&report.points]) }{ "." }</p>
            </div>
        </div>
    }
}

/// The criteria of a group, one a row.
fn rows(props: &Scene, group: Group, heading: &str, sources: &Sources) -> Html {
    let members = group.members(&props.report);
    let row = |finding: &&FindingReport| {
        html! {
            <li key={finding.id.clone()}>
                <b>{ finding.code.clone() }</b>{ " " }{ finding.title.clone() }
                { measures(props, group, finding) }{ open(props, finding) }{ since(props, finding) }{ sources.numbers(finding) }
            </li>
        }
    };
    html! {
        if !members.is_empty() {
            <section>
                <h2>{ format!("{heading} ({})", members.len()) }</h2>
                <ul class="paper-columns">{ for members.iter().map(row) }</ul>
            </section>
        }
    }
}

/// What was given and what is required: all of it where something is wrong or open, the essence where all is
/// well.
fn measures(props: &Scene, group: Group, finding: &FindingReport) -> Html {
    let words = props.speech.words;
    let met = group == Group::Met;
    let one = |measure: &MeasureReport| {
        let observed = measure.observed.as_deref().unwrap_or(words.not_answered);
        let required = measure.requirement.as_deref().unwrap_or(words.no_limit);
        let repeats = measure.required.is_some() && measure.required == measure.observed;
        let long = required.chars().count() > LONG_REQUIREMENT;
        let required = (!met || !repeats && !long).then(|| format!(" ({required})"));
        // The title of a criterion with one measure says what was measured.
        let subject =
            (!met || finding.measures.len() > 1).then(|| format!("{}: ", measure.subject));
        html! { <>{ " – " }{ subject.unwrap_or_default() }<b>{ observed.to_owned() }</b>{ required.unwrap_or_default() }</> }
    };
    html! { <>{ for finding.measures.iter().map(one) }</> }
}

/// What leaves it open and does not stand among what was measured.
fn open(props: &Scene, finding: &FindingReport) -> Html {
    let measured =
        |label: &String| finding.measures.iter().any(|measure| measure.subject == *label);
    let needs = finding.needs.iter().map(|fact| fact.label.clone());
    let told: Vec<String> =
        needs.filter(|label| !measured(label)).chain(finding.gaps.iter().cloned()).collect();
    html! {
        if !told.is_empty() {
            <>{ " – " }{ props.speech.words.needs_answer }{ ": " }{ told.join("; ") }</>
        }
    }
}

/// Since when the figures of a criterion, or the criterion itself, are in force.
fn since(props: &Scene, finding: &FindingReport) -> Html {
    let days = finding.figures.iter().map(|figure| figure.from).chain(finding.from);
    let told = days
        .max()
        .map(|day| format!(" – {}", fill(props.speech.words.in_force, &[&props.speech.date(day)])));
    html! { told.unwrap_or_default() }
}

/// What to do: the nearest changes that would do, or that there are none, and what the rulebook advises.
fn changes(props: &Scene, told: &Told) -> Html {
    let (paper, words) = (&props.speech.words.paper, &props.speech.words.outlook);
    let sets = told.report.sets.iter().take(AT_MOST).enumerate();
    let out_of_reach = told.report.out_of_reach.iter().filter(|_| told.report.sets.is_empty());
    let codes: Vec<&str> = out_of_reach.map(|member| member.code.as_str()).collect();
    let blocks = Group::Blocks.members(&props.report);
    let remedies = blocks.iter().filter(|finding| !finding.remedy.is_empty());
    let remedy = |finding: &&FindingReport| {
        html! { <li><b>{ finding.code.clone() }</b>{ ": " }{ finding.remedy.clone() }</li> }
    };
    html! {
        if !blocks.is_empty() || !told.report.sets.is_empty() {
            <section>
                <h2>{ paper.change }</h2>
                if !codes.is_empty() {
                    <p><b>{ words.no_way }</b>{ format!(" {}. ", codes.join(", ")) }{ words.no_way_ask }</p>
                }
                <ul class="paper-columns">
                    { for sets.map(|(place, set)| proposal(&props.speech, place, set)) }
                    { for remedies.map(remedy) }
                </ul>
            </section>
        }
    }
}

/// One way to be accepted, in a line. Many missing answers are not told: they follow among what is missing.
fn proposal(speech: &Speech, place: usize, set: &ChangeSetReport) -> Html {
    let words = &speech.words.outlook;
    let line = |changes: &[ChangeReport]| {
        let texts: Vec<&str> = changes.iter().map(|change| change.text.as_str()).collect();
        texts.join("; ")
    };
    html! {
        <li>
            <b>{ fill(words.proposal, &[&(place + 1).to_string()]) }</b>{ ": " }{ line(&set.changes) }
            if (1..=AT_A_GLANCE).contains(&set.answers.len()) {
                { ". " }{ words.and_answer }{ " " }{ line(&set.answers) }
            }
        </li>
    }
}

/// What decides nothing, in running text.
fn others(props: &Scene) -> Html {
    let words = props.speech.words;
    let report = &props.report;
    let told = |finding: &FindingReport| {
        let points = finding.points.as_ref().filter(|points| *points != "0");
        let points = points.map(|points| format!(" ({})", fill(words.v_points, &[points])));
        format!("{} {}{}", finding.code, finding.title, points.unwrap_or_default())
    };
    let part = |group: Group, heading: String, wanted: fn(&FindingReport) -> bool| {
        let members = group.members(report);
        let lines: Vec<String> =
            members.into_iter().filter(|finding| wanted(finding)).map(told).collect();
        html! {
            if !lines.is_empty() {
                <p><b>{ heading }{ ": " }</b>{ lines.join("; ") }{ "." }</p>
            }
        }
    };
    let met = |finding: &FindingReport| finding.verdict == Verdict::Met;
    let unmet = |finding: &FindingReport| finding.verdict == Verdict::Unmet;
    let codes: Vec<_> =
        Group::NotApplicable.members(report).iter().map(|f| f.code.clone()).collect();
    html! {
        <section>
            { part(Group::Priority, fill(words.priorities, &[&report.points]), met) }
            { part(Group::Incentive, words.incentives.to_owned(), met) }
            { part(Group::Advice, words.advice.to_owned(), unmet) }
            if !codes.is_empty() {
                <p>{ fill(words.paper.not_applicable, &[&codes.join(", ")]) }</p>
            }
        </section>
    }
}

fn answers(props: &Scene) -> Html {
    let speech = &props.speech;
    let answered = props.judged.asked.iter().filter_map(|fact| {
        let answer = props.state.profile.answer(*fact)?;
        Some(html! { <li key={fact.0}>{ speech.label(*fact) }{ ": " }<b>{ speech.answer(*fact, answer) }</b></li> })
    });
    let answered: Vec<Html> = answered.collect();
    html! {
        if !answered.is_empty() {
            <section>
                <h2>{ format!("{} ({})", speech.words.paper.answers, answered.len()) }</h2>
                <ul class="paper-columns is-three">{ for answered }</ul>
            </section>
        }
    }
}

/// That this is advice, and whom to ask.
fn notice(props: &Scene) -> Html {
    let (speech, words) = (&props.speech, props.speech.words);
    html! {
        <>
            <p><b>{ words.paper.notice }{ ": " }</b>{ speech.text("rulebook.notice") }</p>
            <p><b>{ words.contact }{ ": " }</b>{ speech.text("rulebook.authority") }{ ". " }{ speech.text("rulebook.contact") }</p>
        </>
    }
}

/// The sources of the criteria that decide, by number.
struct Sources(Vec<(String, String)>);

impl Sources {
    fn of(report: &Report) -> Self {
        let deciding = [Group::Blocks, Group::Review, Group::Missing, Group::Met];
        let findings = deciding.into_iter().flat_map(|group| group.members(report));
        let mut sources: Vec<(String, String)> = Vec::new();
        for citation in findings.flat_map(|finding| &finding.citations) {
            if !sources.iter().any(|(id, _)| *id == citation.id) {
                sources.push((citation.id.clone(), citation.text.clone()));
            }
        }
        Self(sources)
    }

    /// The numbers of a criterion's sources: `[1, 4]`.
    fn numbers(&self, finding: &FindingReport) -> String {
        let place = |id: &str| self.0.iter().position(|(known, _)| known == id);
        let places = finding.citations.iter().filter_map(|citation| place(&citation.id));
        let numbers: Vec<String> = places.map(|place| (place + 1).to_string()).collect();
        if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(", ")) }
    }

    fn told(&self, speech: &Speech) -> Html {
        let lines = self.0.iter().enumerate().map(|(place, (_, text))| {
            html! { <li value={(place + 1).to_string()}><cite lang="vi">{ text.clone() }</cite></li> }
        });
        html! {
            if !self.0.is_empty() {
                <section>
                    <h2>{ speech.words.paper.sources }</h2>
                    <ol class="paper-columns">{ for lines }</ol>
                </section>
            }
        }
    }
}
