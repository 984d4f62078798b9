//! Loads the rulebook; then shows the page, or says why it cannot.

use crate::{
    browser,
    components::LanguageSwitch,
    embed::Trouble,
    host::Host,
    library,
    load::{self, Refusal},
    page::Page,
    speech::Rules,
    words::{Lang, Words},
};
use sangloc_rulebook::{Date, FileError};
use std::rc::Rc;
use yew::prelude::*;

/// What the page starts with.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Start {
    /// Where it stands.
    pub host: Host,
    /// The rulebook and the day by the device's clock, or why there is none.
    pub loaded: Result<(Rc<Rules>, Date), Refusal>,
}

/// The whole.
#[component]
pub(crate) fn App(props: &Start) -> Html {
    match &props.loaded {
        Ok((rules, today)) => {
            let lang = rules.spoken(language(&props.host));
            html! { <Page host={props.host.clone()} rules={rules.clone()} {lang} today={*today} /> }
        }
        Err(refusal) => html! { <Refused host={props.host.clone()} refusal={refusal.clone()} /> },
    }
}

/// The language before the program: chosen there or on an earlier visit, else Vietnamese.
fn language(host: &Host) -> Lang {
    host.language().and_then(|tag| Lang::tagged(&tag)).unwrap_or_default()
}

/// Loads what the page starts with.
pub(crate) async fn load(host: Host) -> Start {
    Start { loaded: rules_and_day(&host).await, host }
}

/// The rulebook, in the language that the page speaks when it has come, and the day.
async fn rules_and_day(host: &Host) -> Result<(Rc<Rules>, Date), Refusal> {
    let asked = language(host);
    let rules = load::rules(host, asked).await?;
    let now = language(host);
    let rules = if now == asked { rules } else { load::speaking(host, &rules, now).await? };
    Ok((Rc::new(rules), browser::today().ok_or(Refusal::NotFound)?))
}

#[derive(PartialEq, Properties)]
struct RefusedProps {
    host: Host,
    refusal: Refusal,
}

/// Says why there is no rulebook, and that nothing is lost.
#[component]
fn Refused(props: &RefusedProps) -> Html {
    let lang = use_state(|| language(&props.host));
    let host = props.host.clone();
    use_effect_with(*lang, move |lang| {
        host.set_language(lang.tag());
        host.set_title(lang.words().page_title);
    });
    let (host, refusal) = (props.host.clone(), props.refusal.clone());
    use_effect_with((), move |()| host.complain(&trouble(&refusal)));
    let words = lang.words();
    let switch = {
        let lang = lang.clone();
        Callback::from(move |chosen| lang.set(chosen))
    };
    let kept = library::holds_any(props.host.shelf());
    let host = props.host.clone();
    html! {
        <main class="refused">
            <LanguageSwitch lang={*lang} known={Lang::ALL.to_vec()} on={switch} />
            <div role="alert">
                <h1>{ words.refused }</h1>
                <p>{ why(words, &props.refusal) }</p>
                if kept {
                    <p>{ words.refused_kept }</p>
                }
            </div>
            <button type="button" class="main" onclick={move |_| host.reload()}>{ words.reload }</button>
            if let Refusal::File(error) = &props.refusal {
                <details><summary>{ words.refused_detail }</summary><p lang="en">{ error.to_string() }</p></details>
            }
        </main>
    }
}

/// The same for those who made the page around it.
fn trouble(refusal: &Refusal) -> Trouble {
    let message = match refusal {
        Refusal::NotFound => {
            "the rulebook cannot be had: look at its address and at the network".to_owned()
        }
        Refusal::File(error) => {
            format!("the rulebook cannot be used: {error}; publish the whole file anew")
        }
    };
    Trouble { code: "rulebook", message }
}

fn why(words: &Words, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotFound => words.refused_not_found,
        Refusal::File(FileError::NewerFormat { .. }) => words.refused_newer,
        Refusal::File(FileError::NotARulebook) => words.refused_not_rulebook,
        Refusal::File(_) => words.refused_damaged,
    }
}
