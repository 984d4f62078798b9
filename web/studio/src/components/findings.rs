//! What comes of the draft, beside it: problems, cases, projects, and what has changed.

use super::editor::message;
use crate::{
    app::Studio,
    glue,
    state::{Action, Place, Told},
    words::{Words, fill},
};
use sangloc_studio::{Broken, Cases, Group, ImpactShown, Judgement, Problem, protocol::Answer};
use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

/// What [`Findings`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FindingsProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// The column beside the draft.
#[component]
pub(crate) fn Findings(props: &FindingsProps) -> Html {
    let studio = &props.studio;
    let (state, words) = (&studio.state, studio.words());
    let ended = state.judgement.is_none() && state.judged == Some(state.wanted);
    let judging = state.busy || state.judged != Some(state.wanted);
    html! {
        <aside class="findings" aria-labelledby="findings-heading" aria-busy={judging.to_string()}>
            <h2 id="findings-heading">{ words.findings }</h2>
            <div class="summary" role="status">
                if judging {
                    <p class="judging">{ words.judging }</p>
                } else if ended {
                    <p class="bad">{ words.ended }</p>
                } else if let Some(judgement) = &state.judgement {
                    { summary(words, judgement) }
                }
            </div>
            if ended && !judging {
                <p><button type="button" onclick={studio.does(|_| Action::Again)}>{ words.again }</button></p>
            }
            if let Some(judgement) = &state.judgement {
                { problems(studio, &judgement.problems) }
                { cases(studio, judgement.cases.as_ref()) }
                { impact(studio, judgement.impact.as_ref()) }
                { changes(studio, judgement) }
            }
            if !state.lost && !state.elsewhere { <p class="remark">{ words.kept }</p> }
        </aside>
    }
}

/// The state of things in three lines.
fn summary(words: &Words, judgement: &Judgement) -> Html {
    let errors = judgement.problems.iter().filter(|problem| problem.is_error).count();
    let warnings = judgement.problems.len() - errors;
    html! {
        <ul>
            if errors > 0 {
                <li class="bad">{ fill(words.errors, &[&errors.to_string()]) }</li>
            } else {
                <li class="good">{ words.sound }</li>
            }
            if warnings > 0 { <li class="look">{ fill(words.warnings, &[&warnings.to_string()]) }</li> }
            if let Some(cases) = &judgement.cases {
                if cases.failed.is_empty() {
                    <li class="good">{ fill(words.cases_pass, &[&cases.passed.to_string()]) }</li>
                } else {
                    <li class="bad">{ fill(words.cases_fail, &[&cases.failed.len().to_string()]) }</li>
                }
            }
            if let Some(impact) = &judgement.impact {
                <li class={if impact.changed == 0 { "good" } else { "look" }}>{ impact_line(words, impact) }</li>
            }
        </ul>
    }
}

fn impact_line(words: &Words, impact: &ImpactShown) -> String {
    let judged = impact.judged.to_string();
    match impact.changed {
        0 => fill(words.impact_none, &[&judged]),
        changed => fill(words.impact_line, &[&changed.to_string(), &judged]),
    }
}

/// A button that goes to a place in a file.
fn place(studio: &Studio, place: Place) -> Html {
    let name = fill(studio.words().problem_place, &[&place.file, &place.line.to_string()]);
    html! { <button type="button" class="quiet place" onclick={studio.does(move |_| Action::Reveal(place.clone()))}>{ name }</button> }
}

fn problems(studio: &Studio, problems: &[Problem]) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    let words = studio.words();
    let item = |problem: &Problem| {
        let Problem { file, line, column, length, .. } = problem.clone();
        html! {
            <li class={if problem.is_error { "bad" } else { "look" }}>
                <span>{ message(words, problem) }</span>
                { place(studio, Place { file, line, column, length }) }
            </li>
        }
    };
    html! {
        <section>
            <h3>{ words.problems }</h3>
            <ul class="items">{ for problems.iter().take(50).map(item) }</ul>
        </section>
    }
}

/// Things at places that are not as they should be.
pub(crate) fn broken(studio: &Studio, all: &[Broken]) -> Html {
    let item = |broken: &Broken| {
        let here = Place { file: broken.file.clone(), line: broken.line, column: 0, length: 0 };
        html! {
            <li>
                <span>{ &broken.title }</span>
                <ul>{ for broken.differs.iter().map(|differs| html! { <li>{ differs }</li> }) }</ul>
                { place(studio, here) }
            </li>
        }
    };
    html! { <ul class="items">{ for all.iter().take(100).map(item) }</ul> }
}

fn cases(studio: &Studio, cases: Option<&Cases>) -> Html {
    let words = studio.words();
    match cases {
        Some(cases) if !cases.failed.is_empty() => html! {
            <section>
                <h3>{ words.cases_heading }</h3>
                { broken(studio, &cases.failed) }
            </section>
        },
        _ => Html::default(),
    }
}

fn impact(studio: &Studio, impact: Option<&ImpactShown>) -> Html {
    let (state, words) = (&studio.state, studio.words());
    let Some(impact) = impact else {
        return html! { <section><h3>{ words.impact }</h3><p>{ words.impact_waits }</p></section> };
    };
    let day = studio.does(|event: Event| {
        Action::AsOf(event.target_unchecked_into::<HtmlInputElement>().value().parse().ok())
    });
    html! {
        <section>
            <h3>{ words.impact }</h3>
            <p><strong>{ impact_line(words, impact) }</strong></p>
            { groups(words.by_outcome, &impact.outcomes) }
            { groups(words.by_criterion, &impact.criteria) }
            if !impact.projects.is_empty() {
                <details>
                    <summary>{ words.one_by_one }</summary>
                    <ul class="items">{ for impact.projects.iter().map(|project| html! {
                        <li>
                            <strong>{ fill(words.row, &[&project.row.to_string()]) } { " " } { &project.name }</strong>
                            <span>{ &project.outcome }{ " · " }{ words.points }{ ": " }{ &project.points }</span>
                            <ul>{ for project.reasons.iter().map(|reason| html! { <li>{ reason }</li> }) }</ul>
                        </li>
                    }) }</ul>
                </details>
            }
            if !impact.skipped.is_empty() {
                <details>
                    <summary>{ words.skipped }{ ": " }{ impact.skipped.len() }</summary>
                    <ul class="items">{ for impact.skipped.iter().map(|skipped| html! {
                        <li>{ fill(words.row, &[&skipped.line.to_string()]) }{ ": " }{ skipped.differs.join("; ") }</li>
                    }) }</ul>
                </details>
            }
            <label class="day">
                <span>{ words.as_of }</span>
                <input type="date" value={impact.as_of.to_string()} onchange={day} />
            </label>
            if state.wanted.as_of.is_some() {
                <button type="button" class="quiet" onclick={studio.does(|_| Action::AsOf(None))}>{ words.as_of_own }</button>
            } else {
                <p class="remark">{ words.as_of_own }</p>
            }
            if let Some(origin) = &impact.origin { <p class="remark">{ origin }</p> }
            { portfolio(studio) }
        </section>
    }
}

fn groups(heading: &str, groups: &[Group]) -> Html {
    if groups.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4>{ heading }</h4>
            <ul class="groups">{ for groups.iter().map(|group| html! {
                <li><span>{ &group.text }</span><strong>{ group.count }</strong></li>
            }) }</ul>
        </>
    }
}

/// Projects of one's own, or made-up ones again.
fn portfolio(studio: &Studio) -> Html {
    let (state, words) = (&studio.state, studio.words());
    let choose = {
        let studio = studio.clone();
        Callback::from(move |event: Event| {
            let Some(file) = glue::chosen_file(&event) else { return };
            let studio = studio.clone();
            spawn_local(async move {
                let bytes = glue::bytes_of(&file).await.unwrap_or_default();
                try_on(&studio, Some((file.name(), bytes))).await;
            });
        })
    };
    let back = {
        let studio = studio.clone();
        Callback::from(move |_| {
            let studio = studio.clone();
            spawn_local(async move { try_on(&studio, None).await });
        })
    };
    html! {
        <>
            if let Some(name) = &state.portfolio {
                <p>{ fill(words.portfolio_of, &[name]) }</p>
                <button type="button" onclick={back}>{ words.portfolio_none }</button>
            }
            <label class="button file">
                { words.portfolio }
                <input type="file" accept=".csv,.json,.jsonl,.ndjson,text/csv,application/json" class="for-ears" onchange={choose} />
            </label>
            <p class="remark">{ words.portfolio_help }</p>
        </>
    }
}

async fn try_on(studio: &Studio, projects: Option<(String, Vec<u8>)>) {
    let name = projects.as_ref().map(|(name, _)| name.clone());
    let action = match studio.judge.try_on(projects).await {
        Ok((Answer::NoPortfolio(why), _)) => Action::Tell(Some(Told::NoPortfolio(why))),
        Ok(_) => Action::Projects(name),
        Err(_) => return,
    };
    studio.state.dispatch(action);
}

fn changes(studio: &Studio, judgement: &Judgement) -> Html {
    let (state, words) = (&studio.state, studio.words());
    let changed: Vec<String> =
        state.draft.iter().flat_map(|draft| draft.change().into_keys()).collect();
    html! {
        <section>
            <h3>{ words.changes }</h3>
            if changed.is_empty() { <p>{ words.changes_none }</p> }
            <ul class="items">{ for judgement.rules.iter().map(|rule| html! {
                <li>
                    <span>{ &rule.text }</span>
                    if !rule.fields.is_empty() {
                        <ul>{ for rule.fields.iter().map(|field| html! { <li><code>{ field }</code></li> }) }</ul>
                    }
                </li>
            }) }</ul>
            if !changed.is_empty() {
                <h4>{ words.changed_files }</h4>
                <ul>{ for changed.iter().map(|file| html! { <li><code>{ file }</code></li> }) }</ul>
            }
        </section>
    }
}
