//! Loads the rulebook; then shows the page, or says why it cannot.

use crate::{
    browser,
    components::LanguageSwitch,
    library,
    load::{self, Refusal},
    page::Page,
    speech::Rules,
    storage,
    words::{Lang, Words},
};
use sangloc_rulebook::{Date, FileError};
use std::rc::Rc;
use yew::prelude::*;

/// What the page starts with.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Start {
    /// The rulebook and the day by the device's clock, or why there is none.
    pub loaded: Result<(Rc<Rules>, Date), Refusal>,
}

/// The whole.
#[component]
pub(crate) fn App(props: &Start) -> Html {
    match &props.loaded {
        Ok((rules, today)) => {
            html! { <Page rules={rules.clone()} lang={rules.spoken(language())} today={*today} /> }
        }
        Err(refusal) => html! { <Refused refusal={refusal.clone()} /> },
    }
}

/// The language of the page before the program: chosen there or on an earlier visit, else Vietnamese.
fn language() -> Lang {
    browser::language().and_then(|tag| Lang::tagged(&tag)).unwrap_or_default()
}

/// Loads what the page starts with.
pub(crate) async fn load() -> Start {
    Start { loaded: rules_and_day().await }
}

/// The rulebook, in the language that the page speaks when it has come, and the day.
async fn rules_and_day() -> Result<(Rc<Rules>, Date), Refusal> {
    let asked = language();
    let rules = load::rules(asked).await?;
    let now = language();
    let rules = if now == asked { rules } else { load::speaking(&rules, now).await? };
    Ok((Rc::new(rules), browser::today().ok_or(Refusal::NotFound)?))
}

#[derive(PartialEq, Properties)]
struct RefusedProps {
    refusal: Refusal,
}

/// Says why there is no rulebook, and that nothing is lost.
#[component]
fn Refused(props: &RefusedProps) -> Html {
    let lang = use_state(language);
    use_effect_with(*lang, |lang| {
        browser::set_language(lang.tag());
        browser::set_title(lang.words().page_title);
    });
    let words = lang.words();
    let switch = {
        let lang = lang.clone();
        Callback::from(move |chosen| lang.set(chosen))
    };
    let kept = library::holds_any(&storage::Device);
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
            <button type="button" class="main" onclick={|_| browser::reload()}>{ words.reload }</button>
            if let Refusal::File(error) = &props.refusal {
                <details><summary>{ words.refused_detail }</summary><p lang="en">{ error.to_string() }</p></details>
            }
        </main>
    }
}

fn why(words: &Words, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotFound => words.refused_not_found,
        Refusal::File(FileError::NewerFormat { .. }) => words.refused_newer,
        Refusal::File(FileError::NotARulebook) => words.refused_not_rulebook,
        Refusal::File(_) => words.refused_damaged,
    }
}
