//! Up to four versions side by side: what differs is said first, then shown row by row.

use super::Scene;
use crate::{
    comparison::{Comparison, Line, MAX_SIDES, Side},
    components::{Icon, outcome_sign, outcome_words},
    keeping::{project_name, version_name},
    library::{self, Kept, Place, Version},
    route::Route,
    speech::Speech,
    words::fill,
};
use sangloc_rulebook::{CriterionIndex, FactIndex};
use sangloc_screening::{Verdict, evaluate, format_number};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A version that can be chosen.
#[derive(Clone, PartialEq)]
struct Choice {
    place: Place,
    project: String,
    version: Version,
}

/// The comparison.
#[component]
pub(crate) fn ComparePage(props: &Scene) -> Html {
    let words = &props.speech.words.projects;
    let choices = use_memo(props.speech.clone(), choices);
    let chosen = {
        let (choices, open) =
            (choices.clone(), props.state.kept.as_ref().map(|kept| kept.place.clone()));
        use_state(move || at_first(&choices, open.as_ref()))
    };
    let show_same = use_state(|| false);
    let sides = use_memo(
        (props.speech.clone(), choices.clone(), (*chosen).clone(), props.state.today),
        |(speech, choices, chosen, today)| {
            let chosen = choices.iter().filter(|choice| chosen.contains(&choice.place));
            chosen.filter_map(|choice| side(speech, choice, *today)).collect::<Vec<Side>>()
        },
    );
    html! {
        <div class="middle is-wide">
            <h1 tabindex="-1">{ words.compare }</h1>
            <p class="lead">{ words.compare_lead }</p>
            if choices.len() < 2 {
                <p class="notice" role="note">{ words.too_few }</p>
                <p><a href={props.speech.link(Route::Projects)}>{ words.title }</a></p>
            } else {
                { chooser(&props.speech, &choices, &chosen) }
                if sides.len() > 1 {
                    { table(&props.speech, &sides, &show_same) }
                }
            }
        </div>
    }
}

fn choices(speech: &Speech) -> Vec<Choice> {
    let projects =
        library::all(speech.host.shelf()).into_iter().filter_map(|(number, kept)| match kept {
            Kept::Project(project) => Some((number, project)),
            Kept::Unreadable(_) => None,
        });
    let versions = projects.flat_map(|(number, project)| {
        let name = project_name(speech, number, &project.name);
        project.versions.into_iter().map(move |version| Choice {
            place: Place { project: number, version: version.id },
            project: name.clone(),
            version,
        })
    });
    versions.collect()
}

/// The versions of the project that is open; where it has only one, the latest of any.
fn at_first(choices: &[Choice], open: Option<&Place>) -> Vec<Place> {
    let places = choices.iter().map(|choice| choice.place.clone());
    let own: Vec<Place> = places
        .clone()
        .filter(|place| open.is_some_and(|open| open.project == place.project))
        .take(MAX_SIDES)
        .collect();
    if own.len() > 1 { own } else { places.rev().take(2).collect() }
}

fn side(speech: &Speech, choice: &Choice, today: sangloc_rulebook::Date) -> Option<Side> {
    let opened = choice.version.packet.open(speech.rulebook()).ok()?;
    let day = opened.as_of.unwrap_or(today);
    let decision = evaluate(speech.rulebook(), &opened.profile, day);
    let name = format!("{} – {}", choice.project, version_name(speech, &choice.version));
    Some(Side { name, profile: opened.profile, decision })
}

fn chooser(
    speech: &Speech,
    choices: &Rc<Vec<Choice>>,
    chosen: &UseStateHandle<Vec<Place>>,
) -> Html {
    let boxes = choices.iter().map(|choice| {
        let is_chosen = chosen.contains(&choice.place);
        let toggle = {
            let (chosen, place) = (chosen.clone(), choice.place.clone());
            Callback::from(move |event: Event| {
                let field = event.target_dyn_into::<HtmlInputElement>();
                let mut places = (*chosen).clone();
                places.retain(|other| *other != place);
                if field.is_some_and(|field| field.checked()) {
                    places.push(place.clone());
                }
                chosen.set(places);
            })
        };
        let id = format!("side-{}-{}", choice.place.project, choice.place.version);
        html! {
            <label class="option" for={id.clone()} key={id.clone()}>
                <input type="checkbox" {id} checked={is_chosen} onchange={toggle}
                    disabled={!is_chosen && chosen.len() >= MAX_SIDES} />
                <span>{ choice.project.clone() }{ " – " }{ version_name(speech, &choice.version) }</span>
            </label>
        }
    });
    html! {
        <fieldset class="sides">
            <legend>{ speech.words.projects.choose }</legend>
            <div class="options">{ for boxes }</div>
        </fieldset>
    }
}

/// In one sentence, what differs.
fn summary(speech: &Speech, sides: &[Side], found: &Comparison) -> String {
    let words = &speech.words.projects;
    let outcome =
        sides.first().map_or("", |side| outcome_words(speech.words, side.decision.outcome));
    let first = if found.outcomes_differ {
        words.outcomes_differ.to_owned()
    } else {
        fill(words.outcomes_same, &[outcome])
    };
    let (answers, criteria) = (found.facts_differing(), found.criteria_differing());
    format!("{first}; {}", fill(words.differ, &[&answers.to_string(), &criteria.to_string()]))
}

fn table(speech: &Speech, sides: &[Side], show_same: &UseStateHandle<bool>) -> Html {
    let words = &speech.words.projects;
    let found = Comparison::of(speech.rulebook(), sides);
    let toggle = {
        let show_same = show_same.clone();
        Callback::from(move |event: Event| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            show_same.set(field.is_some_and(|field| field.checked()));
        })
    };
    let view = View { speech, sides, all: **show_same };
    html! {
        <>
            <p class="differences" role="status">{ summary(speech, sides, &found) }</p>
            <label class="option in-line" for="show-same">
                <input type="checkbox" id="show-same" checked={**show_same} onchange={toggle} />
                <span>{ words.show_same }</span>
            </label>
            // Narrow screens show each row as a block, which takes the roles of a table away from its parts.
            <table class="comparison" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{ words.what }</th>
                        { for sides.iter().map(|side| html! { <th scope="col" role="columnheader">{ side.name.clone() }</th> }) }
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    { view.row("outcome", words.outcome.to_owned(), found.outcomes_differ, |side| outcome(speech, side)) }
                    { view.row("points", words.points.to_owned(), view.points_differ(), |side| html! { view.points(side) }) }
                </tbody>
                { view.part(words.answers_part, found.facts.iter().filter_map(|line| view.fact(line)).collect()) }
                { view.part(words.criteria_part, found.criteria.iter().filter_map(|line| view.criterion(line)).collect()) }
            </table>
        </>
    }
}

fn outcome(speech: &Speech, side: &Side) -> Html {
    let sign = outcome_sign(side.decision.outcome);
    html! { <span class={classes!("standing", sign.class())}><Icon {sign} />{ outcome_words(speech.words, side.decision.outcome) }</span> }
}

/// The sides as rows.
struct View<'a> {
    speech: &'a Speech,
    sides: &'a [Side],
    /// Rows without a difference too.
    all: bool,
}

impl View<'_> {
    fn points(&self, side: &Side) -> String {
        format_number(side.decision.points, self.speech.language())
    }

    fn points_differ(&self) -> bool {
        let first = self.sides.first().map(|side| side.decision.points);
        self.sides.iter().any(|side| Some(side.decision.points) != first)
    }

    fn part(&self, heading: &str, rows: Vec<Html>) -> Html {
        html! {
            if !rows.is_empty() {
                <tbody role="rowgroup">
                    <tr role="row" class="part"><th scope="rowgroup" role="rowheader" colspan={(self.sides.len() + 1).to_string()}>{ heading.to_owned() }</th></tr>
                    { for rows }
                </tbody>
            }
        }
    }

    fn fact(&self, line: &Line<FactIndex>) -> Option<Html> {
        let fact = line.what;
        let answer = |side: &Side| {
            let answer = side.profile.answer(fact).map(|answer| self.speech.answer(fact, answer));
            html! { answer.unwrap_or_else(|| self.speech.words.not_answered.to_owned()) }
        };
        let id = self.speech.fact_id(fact).to_owned();
        (line.differs || self.all)
            .then(|| self.row(&id, self.speech.label(fact), line.differs, answer))
    }

    fn criterion(&self, line: &Line<CriterionIndex>) -> Option<Html> {
        let criterion = self.speech.rulebook().criterion(line.what)?;
        let title = self.speech.text(&format!("criteria.{}.title", criterion.id));
        let verdict = |side: &Side| {
            let finding = side.decision.findings.get(line.what.at());
            let words = self.speech.words;
            let verdict = finding.map_or("", |finding| match finding.verdict {
                Verdict::Met => words.v_met,
                Verdict::Unmet => words.v_unmet,
                Verdict::Unknown => words.v_unknown,
                Verdict::NotApplicable => words.v_not_applicable,
            });
            let points =
                finding.and_then(|finding| finding.points).filter(|points| !points.is_zero());
            let points = points.map(|points| {
                format!(
                    " ({})",
                    fill(words.v_points, &[&format_number(points, self.speech.language())])
                )
            });
            html! { <>{ verdict }{ points.unwrap_or_default() }</> }
        };
        let name = format!("{} {title}", criterion.code);
        (line.differs || self.all)
            .then(|| self.row(criterion.id.as_str(), name, line.differs, verdict))
    }

    /// A row; where the sides differ, that is said in words beside its name.
    fn row(&self, id: &str, name: String, differs: bool, cell: impl Fn(&Side) -> Html) -> Html {
        let cells = self.sides.iter().map(|side| {
            html! { <td role="cell" data-side={side.name.clone()}>{ cell(side) }</td> }
        });
        html! {
            <tr role="row" key={id.to_owned()} data-row={id.to_owned()} class={differs.then_some("differs")}>
                <th scope="row" role="rowheader">{ name }
                    if differs {
                        { " " }<span class="badge is-differs">{ self.speech.words.projects.differs }</span>
                    }
                </th>
                { for cells }
            </tr>
        }
    }
}
