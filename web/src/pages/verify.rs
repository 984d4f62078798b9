//! Checking a record: it is decided again by the rules it names, and what differs is said in words.

use super::Scene;
use crate::{components::outcome_words, exchange::Refused, files, speech::Speech, words::fill};
use sangloc_rulebook::{Identity, MAX_FILE_BYTES, Rulebook};
use sangloc_screening::{
    Difference, MAX_RECORD_BYTES, RecordError, Recorded, Verdict, Verification,
};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

/// The most differences that are listed.
const MAX_LISTED: usize = 50;

/// Why a file is no record that could be decided again.
type Chosen = Rc<Result<Recorded, RecordError>>;

/// Rules that the person chose; `None`: they cannot be used.
type Rules = Rc<Option<(Rulebook, Identity)>>;

/// A field for a record, one for the rules where it names others, and what came of it.
#[component]
pub(crate) fn VerifyPage(props: &Scene) -> Html {
    let record = use_state(|| None::<Chosen>);
    let rules = use_state(|| None::<Rules>);
    let words = &props.speech.words.verify;
    let take_record = {
        let (record, rules) = (record.clone(), rules.clone());
        on_file(
            MAX_RECORD_BYTES,
            Callback::from(move |bytes: Result<Vec<u8>, Refused>| {
                rules.set(None);
                record.set(Some(Rc::new(match bytes {
                    Ok(bytes) => Recorded::read(&bytes),
                    Err(Refused::TooLarge) => Err(RecordError::TooLarge),
                    Err(_) => Err(RecordError::NotARecord),
                })));
            }),
        )
    };
    let take_rules = {
        let rules = rules.clone();
        on_file(
            MAX_FILE_BYTES,
            Callback::from(move |bytes: Result<Vec<u8>, Refused>| {
                let read = bytes.ok().and_then(|bytes| Rulebook::from_core(&bytes).ok());
                rules.set(Some(Rc::new(read.map(|(rulebook, identity, _)| (rulebook, identity)))));
            }),
        )
    };
    let held = &props.speech.rules;
    let by = match rules.as_deref() {
        Some(Some((rulebook, identity))) => (rulebook, identity),
        _ => (&held.rulebook, &held.identity),
    };
    let unusable = rules.as_deref().is_some_and(|rules| rules.is_none());
    let verified = record.as_deref().map(|read| match read {
        Ok(record) => (record.verify(by.0, by.1), !record.is_intact()),
        Err(error) => (Err(error.clone()), false),
    });
    let others = matches!(verified, Some((Err(RecordError::OtherRulebook { .. }), _)));
    html! {
        <div class="middle">
            <h1 tabindex="-1">{ words.title }</h1>
            <p class="lead">{ words.lead }</p>
            <div class="import">
                { file_field("verify-record", words.record, ".json,application/json", take_record) }
                <div role="status" class="verified">
                    if let Some((result, changed)) = verified {
                        if changed {
                            <p class="wrong">{ words.changed }</p>
                        }
                        { told(&props.speech, result) }
                    }
                    if unusable {
                        <p class="wrong">{ words.bad_rules }</p>
                    }
                </div>
                if others || rules.is_some() {
                    { file_field("verify-rules", words.rules, ".core", take_rules) }
                }
            </div>
        </div>
    }
}

fn file_field(
    id: &'static str,
    label: &'static str,
    accept: &'static str,
    take: Callback<Event>,
) -> Html {
    html! {
        <>
            <label class="ask" for={id}>{ label }</label>
            <input type="file" {id} {accept} onchange={take} />
        </>
    }
}

/// Reads the file that is chosen and hands its bytes on.
fn on_file(most: usize, take: Callback<Result<Vec<u8>, Refused>>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
        let take = take.clone();
        spawn_local(async move {
            take.emit(files::bytes(&file, most).await);
            // The same file may be chosen again.
            field.set_value("");
        });
    })
}

fn told(speech: &Speech, result: Result<Verification, RecordError>) -> Html {
    let words = &speech.words.verify;
    let wrong = |text: String| html! { <p class="wrong">{ text }</p> };
    match result {
        Ok(found) if found.holds() => html! {
            <>
                <p><strong>{ words.same }</strong></p>
                <p>{ outcome_words(speech.words, found.outcome) }{ " · " }{ speech.date(found.as_of) }</p>
            </>
        },
        Ok(found) if found.differences.is_empty() => html! { <p>{ words.hidden }</p> },
        Ok(found) => {
            let listed = found.differences.iter().take(MAX_LISTED);
            let more = found.differences.len().saturating_sub(MAX_LISTED);
            html! {
                <div class="faults">
                    <p>{ words.differs }</p>
                    <ul tabindex="0">
                        { for listed.map(|difference| html! { <li>{ difference_words(speech, difference) }</li> }) }
                        if more > 0 {
                            <li>{ format!("+ {more}") }</li>
                        }
                    </ul>
                </div>
            }
        }
        Err(RecordError::OtherRulebook { rulebook, version, identity }) => html! {
            <>
                <p>{ words.other_rules }{ format!(" {rulebook} {version} · sha256 ") }<code>{ identity }</code></p>
                <p>{ words.choose_rules }</p>
            </>
        },
        Err(RecordError::TooLarge) => wrong(speech.words.files.too_large.to_owned()),
        Err(RecordError::NotJson(_) | RecordError::NotARecord | RecordError::OtherFormat(_)) => {
            wrong(words.not_record.to_owned())
        }
        Err(RecordError::Rewritten { at }) => wrong(fill(words.rewritten, &[&at.to_string()])),
        Err(RecordError::NoDay) => wrong(fill(words.unusable, &["as_of"])),
        Err(RecordError::Answers(errors)) => {
            let names: Vec<String> = errors.iter().map(|error| speech.entry(&error.key)).collect();
            wrong(fill(words.unusable, &[&names.join("; ")]))
        }
    }
}

/// Which entry it is, and what it is on either side.
fn difference_words(speech: &Speech, difference: &Difference) -> Html {
    let value = |value: &Option<String>| match value {
        Some(json) => value_words(speech, json),
        None => "–".to_owned(),
    };
    let (recorded, decided) = (value(&difference.recorded), value(&difference.decided));
    html! {
        <>
            { entry_words(speech, &difference.path) }{ " " }<code>{ &difference.path }</code>{ ": " }
            { fill(speech.words.verify.entry, &[&recorded, &decided]) }
        </>
    }
}

fn entry_words(speech: &Speech, path: &str) -> String {
    let name = |path: &str| path.split('.').next().unwrap_or_default().to_owned();
    if let Some(finding) = path.strip_prefix("findings.") {
        speech.text(&format!("criteria.{}.title", name(finding)))
    } else if let Some(answer) = path.strip_prefix("profile.") {
        speech.entry(answer)
    } else if path == "outcome" {
        speech.words.result.to_owned()
    } else {
        String::new()
    }
}

fn value_words(speech: &Speech, json: &str) -> String {
    let words = speech.words;
    if let Ok(outcome) = serde_json::from_str(json) {
        return outcome_words(words, outcome).to_owned();
    }
    let known = match serde_json::from_str(json) {
        Ok(Verdict::Met) => words.v_met,
        Ok(Verdict::Unmet) => words.v_unmet,
        Ok(Verdict::Unknown) => words.v_unknown,
        Ok(Verdict::NotApplicable) => words.v_not_applicable,
        Err(_) => json,
    };
    known.to_owned()
}
