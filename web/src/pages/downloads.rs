//! What can be saved of a result: its findings, its record, the answers, and the link as a picture.

use super::Scene;
use crate::{
    components::{Qr, save_sheets},
    exchange, files,
    words::fill,
};
use sangloc_screening::{findings_workbook, profile_workbook};
use yew::prelude::*;

/// Buttons that save, the reference code, and the link as a picture.
#[component]
pub(crate) fn Downloads(props: &Scene) -> Html {
    let words = &props.speech.words.files;
    let record = props.record();
    let reference = record.reference();
    // The part that makes spreadsheets would have to be fetched.
    let has_sheets = props.speech.host.is_page();
    let button = |words: &'static str, click: Callback<MouseEvent>| {
        html! { <button type="button" class="plain" onclick={click}>{ words }</button> }
    };
    html! {
        <section class="downloads" aria-labelledby="downloads-heading">
            <h2 id="downloads-heading">{ words.title }</h2>
            <p>{ fill(words.reference, &[&reference]) }</p>
            <div class="buttons">
                if has_sheets {
                    { button(words.findings_sheet, save_findings(props, &reference)) }
                }
                { button(words.record, save_text(format!("sangloc-{reference}.json"), record.to_text())) }
                if has_sheets {
                    { button(words.answers_sheet, save_answers(props, &reference)) }
                }
                { button(words.answers_json, save_profile(props, &reference)) }
            </div>
            if props.speech.host.is_page() {
                <details>
                    <summary>{ words.qr }</summary>
                    <p class="hint">{ words.qr_private }</p>
                    <Qr speech={props.speech.clone()} link={props.link.clone()} />
                </details>
            }
        </section>
    }
}

fn save_text(name: String, text: String) -> Callback<MouseEvent> {
    Callback::from(move |_| files::save_json(&name, &text))
}

fn save_profile(props: &Scene, reference: &str) -> Callback<MouseEvent> {
    let text = exchange::profile_text(props.speech.rulebook(), &props.state.profile);
    save_text(format!("sangloc-{reference}-answers.json"), text)
}

fn save_findings(props: &Scene, reference: &str) -> Callback<MouseEvent> {
    let (speech, state) = (props.speech.clone(), props.state.clone());
    let (report, reference) = (props.report.clone(), reference.to_owned());
    let name = format!("sangloc-{reference}.xlsx");
    save_sheets(name, &props.on, move || {
        findings_workbook(speech.rulebook(), &state.profile, &report, &reference)
    })
}

fn save_answers(props: &Scene, reference: &str) -> Callback<MouseEvent> {
    let (speech, state) = (props.speech.clone(), props.state.clone());
    let name = format!("sangloc-{reference}-answers.xlsx");
    save_sheets(name, &props.on, move || {
        profile_workbook(speech.rulebook(), &state.profile, speech.language())
    })
}
