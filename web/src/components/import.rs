//! Opening a file: it is read as a whole before anything changes, and what cannot be used is named first. And
//! saving a spreadsheet.

use crate::{
    exchange::{Fault, Imported, Kind, MAX_FILE, Refused, kind, read_cells, read_json},
    files,
    speech::Speech,
    state::{Action, Notice},
    words::fill,
};
use sangloc_screening::{Problem, Sheet};
use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

/// The most faults that are listed.
const MAX_FAULTS: usize = 100;

/// What [`Import`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ImportProps {
    /// The words.
    pub speech: Speech,
    /// Takes the answers.
    pub on: Callback<Action>,
}

/// How far opening a file has come.
#[derive(Clone, PartialEq)]
enum Step {
    Idle,
    Reading,
    Refused(Refused),
    /// Some entries cannot be used: the person says whether the others are opened.
    Faulty(String, Imported),
}

/// A field for a file, and what came of it.
#[component]
pub(crate) fn Import(props: &ImportProps) -> Html {
    let step = use_state(|| Step::Idle);
    let words = &props.speech.words.files;
    let choose = {
        let (speech, on, step) = (props.speech.clone(), props.on.clone(), step.clone());
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
            step.set(Step::Reading);
            let (speech, on, step) = (speech.clone(), on.clone(), step.clone());
            spawn_local(async move {
                let name = file.name();
                step.set(match read(&speech, &file).await {
                    Err(why) => Step::Refused(why),
                    Ok(found) if found.faults.is_empty() => {
                        on.emit(Action::Import(name, found.opened));
                        Step::Idle
                    }
                    Ok(found) => Step::Faulty(name, found),
                });
                // The same file may be chosen again, corrected.
                field.set_value("");
            });
        })
    };
    html! {
        <div class="import">
            <label class="ask" for="import-file">{ words.open }</label>
            <p class="hint" id="import-hint">{ words.open_more }</p>
            <input type="file" id="import-file" accept=".xlsx,.json,application/json" aria-describedby="import-hint" onchange={choose} />
            <div role="status">
                if *step == Step::Reading {
                    <p>{ words.reading }</p>
                }
            </div>
            <div role="alert">{ told(props, &step) }</div>
        </div>
    }
}

async fn read(speech: &Speech, file: &web_sys::File) -> Result<Imported, Refused> {
    let bytes = files::bytes(file, MAX_FILE).await?;
    match kind(&bytes) {
        Kind::Text => read_json(speech.rulebook(), &bytes),
        Kind::Spreadsheet => read_cells(speech.rulebook(), &files::cells(&bytes).await?),
    }
}

fn told(props: &ImportProps, step: &UseStateHandle<Step>) -> Html {
    let words = &props.speech.words.files;
    match &**step {
        Step::Idle | Step::Reading => Html::default(),
        Step::Refused(why) => html! {
            <p class="wrong">{ match why {
                Refused::TooLarge => words.too_large,
                Refused::NotOurs => words.not_ours,
                Refused::Damaged => words.damaged,
                Refused::OtherRulebook => words.other_rules,
                Refused::NoSpreadsheets => words.no_spreadsheets,
            } }</p>
        },
        Step::Faulty(name, found) => faulty(props, step, name, found),
    }
}

fn faulty(props: &ImportProps, step: &UseStateHandle<Step>, name: &str, found: &Imported) -> Html {
    let words = &props.speech.words.files;
    let answers = found.opened.profile.answered().count();
    let take = {
        let (on, step) = (props.on.clone(), step.clone());
        let action = Action::Import(name.to_owned(), found.opened.clone());
        Callback::from(move |_: MouseEvent| {
            step.set(Step::Idle);
            on.emit(action.clone());
        })
    };
    let leave = {
        let step = step.clone();
        Callback::from(move |_: MouseEvent| step.set(Step::Idle))
    };
    let faults = found.faults.iter().take(MAX_FAULTS);
    html! {
        <div class="faults">
            <h2>{ fill(words.faults, &[&found.faults.len().to_string()]) }</h2>
            <ul>{ for faults.map(|fault| html! { <li>{ fault_words(&props.speech, fault) }</li> }) }</ul>
            <div class="buttons">
                <button type="button" class="main" onclick={leave}>{ words.leave }</button>
                if answers > 0 {
                    <button type="button" class="plain" onclick={take}>{ fill(words.take, &[&answers.to_string()]) }</button>
                }
            </div>
        </div>
    }
}

/// Where the fault is, in which entry, and what is wrong.
fn fault_words(speech: &Speech, fault: &Fault) -> String {
    let words = &speech.words.files;
    let place = fault
        .place
        .map(|(row, column)| fill(words.place, &[&row.to_string(), &column.to_string()]));
    let problem = match &fault.error.problem {
        Problem::UnknownKey { .. } => words.not_asked.to_owned(),
        Problem::UnknownChoice { found, .. } => fill(words.unknown_choice, &[found]),
        Problem::WrongUnit { found, .. } => fill(words.wrong_unit, &[found]),
        Problem::OutOfRange { found, .. } => fill(words.out_of_range, &[found]),
        Problem::Repeated => words.repeated.to_owned(),
        Problem::TooLong | Problem::TooLarge => words.too_long.to_owned(),
        Problem::WrongType { .. }
        | Problem::NotText
        | Problem::NotJson(_)
        | Problem::NotAnObject => words.wrong_kind.to_owned(),
    };
    let entry = speech.entry(&fault.error.key);
    let parts = [place.unwrap_or_default(), entry, problem];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

/// Saves sheets that are made when they are asked for.
pub(crate) fn save_sheets(
    name: String,
    on: &Callback<Action>,
    sheets: impl Fn() -> Vec<Sheet> + 'static,
) -> Callback<MouseEvent> {
    let on = on.clone();
    Callback::from(move |_| {
        let (name, sheets, on) = (name.clone(), sheets(), on.clone());
        spawn_local(async move {
            if !files::save_workbook(&name, &sheets).await {
                on.emit(Action::Tell(Notice::NoSpreadsheets));
            }
        });
    })
}
