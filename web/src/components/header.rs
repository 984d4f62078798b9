//! The head and the foot of the page.

use super::as_of::AsOf;
use crate::{
    browser,
    speech::Speech,
    state::Action,
    words::{Lang, fill},
};
use sangloc_rulebook::{Date, Identity};
use yew::prelude::*;

/// What [`Header`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct HeaderProps {
    /// The words.
    pub speech: Speech,
    /// The day applied.
    pub day: Date,
    /// Whether it is another day than today.
    pub day_changed: bool,
    /// Whether there is anything to clear.
    pub can_clear: bool,
    /// Takes the actions.
    pub on: Callback<Action>,
    /// Copies the link.
    pub on_copy: Callback<()>,
    /// Asks before clearing.
    pub on_clear: Callback<()>,
}

/// Name, province, language, and what can be done with the whole.
#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let words = props.speech.words;
    html! {
        <header class="site">
            <a class="skip" href="#questions" onclick={to("questions")}>{ words.skip_to_form }</a>
            <a class="skip" href="#result-heading" onclick={to("result-heading")}>{ words.skip_to_result }</a>
            <div class="site-inner">
                <div class="brand">
                    <span class="brand-mark" aria-hidden="true"></span>
                    <div>
                        <p class="brand-name" lang="vi">{ words.product }</p>
                        <p class="brand-place">{ words.province }</p>
                    </div>
                </div>
                <LanguageSwitch lang={props.speech.lang} known={Lang::of(props.speech.rulebook())} on={props.on.reform(Action::Speak)} />
            </div>
            <div class="site-inner tools" role="group" aria-label={words.tools}>
                <AsOf speech={props.speech.clone()} day={props.day} changed={props.day_changed} on={props.on.clone()} />
                <div class="buttons">
                    <button type="button" class="plain" onclick={props.on_copy.reform(|_| ())}>{ words.copy_link }</button>
                    <button type="button" class="plain" onclick={|_| browser::print()}>{ words.print }</button>
                    <button type="button" class="plain" disabled={!props.can_clear} onclick={props.on_clear.reform(|_| ())}>{ words.clear_all }</button>
                </div>
            </div>
        </header>
    }
}

/// Moves focus instead of following the link: the fragment of the address is for answers.
fn to(id: &'static str) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus_element(id);
    })
}

/// What [`LanguageSwitch`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct LanguageSwitchProps {
    /// The language shown.
    pub lang: Lang,
    /// The languages to choose from.
    pub known: Vec<Lang>,
    /// Takes the choice.
    pub on: Callback<Lang>,
}

/// One button a language, each in its own words.
#[component]
pub(crate) fn LanguageSwitch(props: &LanguageSwitchProps) -> Html {
    let buttons = props.known.iter().copied().map(|lang| {
        let current = (lang == props.lang).then_some("true");
        html! {
            <button type="button" lang={lang.tag()} aria-current={current} title={lang.own_name()}
                onclick={props.on.reform(move |_| lang)}>
                <span class="for-ears">{ lang.own_name() }</span>
                <span aria-hidden="true">{ lang.short_name() }</span>
            </button>
        }
    });
    html! { <nav class="languages" aria-label={props.lang.words().language}>{ for buttons }</nav> }
}

/// What [`Intro`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct IntroProps {
    /// The words.
    pub speech: Speech,
    /// Whether the browser keeps the answers.
    pub stored: bool,
}

/// What the page does, who decides, how long it takes, where answers go.
#[component]
pub(crate) fn Intro(props: &IntroProps) -> Html {
    let words = props.speech.words;
    let authority = props.speech.text("rulebook.authority");
    html! {
        <div class="intro">
            <h1>{ heading(&props.speech) }</h1>
            <p class="lead">{ words.intro_what }</p>
            <ul class="facts">
                <li>{ words.intro_time }</li>
                <li>{ words.intro_ready }</li>
                <li><strong>{ words.intro_private }</strong></li>
                <li>{ fill(words.intro_decides, &[&authority]) }</li>
            </ul>
            if !props.stored {
                <p class="notice" role="note">{ words.not_stored }</p>
            }
        </div>
    }
}

fn heading(speech: &Speech) -> String {
    let title = speech.text("rulebook.title");
    if title.is_empty() { speech.words.heading.to_owned() } else { title }
}

/// What [`Footer`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FooterProps {
    /// The words.
    pub speech: Speech,
    /// Which rulebook file.
    pub identity: Identity,
    /// The day applied.
    pub day: Date,
}

/// Who to ask, and which rules were applied.
#[component]
pub(crate) fn Footer(props: &FooterProps) -> Html {
    let (speech, words) = (&props.speech, props.speech.words);
    let version = &speech.rulebook().version;
    html! {
        <footer class="foot">
            <p><strong>{ speech.text("rulebook.authority") }</strong></p>
            <p>{ words.contact }{ ": " }{ speech.text("rulebook.contact") }</p>
            <p class="fine">{ fill(words.by_rules, &[version, props.identity.short(), &speech.date(props.day)]) }</p>
        </footer>
    }
}
