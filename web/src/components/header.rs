//! The head and the foot of the page.

use super::as_of::AsOf;
use crate::{
    host::Host,
    route::Route,
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
    /// Where the person is.
    pub route: Route,
    /// Takes the language.
    pub on: Callback<Action>,
}

/// Name, province, language, and the places of the page.
#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let (speech, words) = (&props.speech, props.speech.words);
    let host = speech.host.clone();
    let skip = Callback::from(move |event: MouseEvent| {
        // The fragment of the address is for places and answers.
        event.prevent_default();
        host.focus_heading();
    });
    html! {
        <header class="site" part={props.speech.host.part("head")}>
            <a class="skip" href="#content" onclick={skip}>{ words.journey.skip_to_content }</a>
            <div class="site-inner">
                <a class="brand" href={speech.link(Route::Start)}>
                    <span class="brand-mark" aria-hidden="true"></span>
                    <span>
                        <span class="brand-name" lang="vi">{ words.product }</span>{ " " }
                        <span class="brand-place">{ words.province }</span>
                    </span>
                </a>
                <LanguageSwitch lang={speech.lang} known={Lang::of(speech.rulebook())} on={props.on.reform(Action::Speak)} />
            </div>
            <nav class="site-inner menu" part={speech.host.part("menu")} aria-label={words.journey.menu}>
                <ul>{ for menu(&speech.host).map(|place| menu_item(props, place)) }</ul>
            </nav>
        </header>
    }
}

/// The places of the menu; an element keeps no projects.
fn menu(host: &Host) -> impl Iterator<Item = Route> {
    let is_page = host.is_page();
    Route::MENU.into_iter().filter(move |place| is_page || *place != Route::Projects)
}

fn menu_item(props: &HeaderProps, place: Route) -> Html {
    let current = match props.route {
        here if here == place => Some("page"),
        here if here.menu_place() == Some(place) => Some("true"),
        _ => None,
    };
    let words = &props.speech.words.journey;
    let name = match place {
        Route::Next(_) => words.menu_guided.to_owned(),
        Route::Form => words.menu_form.to_owned(),
        Route::Answers => words.menu_answers.to_owned(),
        place => props.speech.place(place),
    };
    html! { <li><a href={props.speech.link(place)} aria-current={current}>{ name }</a></li> }
}

/// What [`Tools`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ToolsProps {
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

/// The day of the rules, and what can be done with the whole.
#[component]
pub(crate) fn Tools(props: &ToolsProps) -> Html {
    let (words, host) = (props.speech.words, props.speech.host.clone());
    // The address of somebody else's page opens no answers.
    let has_link = host.is_page();
    html! {
        <div class="tools" role="group" aria-label={words.tools}>
            <AsOf speech={props.speech.clone()} day={props.day} changed={props.day_changed} on={props.on.clone()} />
            <div class="buttons">
                if has_link {
                    <button type="button" class="plain" onclick={props.on_copy.reform(|_| ())}>{ words.copy_link }</button>
                }
                <button type="button" class="plain" onclick={move |_| host.print()}>{ words.print }</button>
                <button type="button" class="plain" disabled={!props.can_clear} onclick={props.on_clear.reform(|_| ())}>{ words.clear_all }</button>
            </div>
        </div>
    }
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
        <footer class="foot" part={speech.host.part("foot")}>
            <p><strong>{ speech.text("rulebook.authority") }</strong></p>
            <p>{ words.contact }{ ": " }{ speech.text("rulebook.contact") }</p>
            <p class="fine">{ fill(words.by_rules, &[version, props.identity.short(), &speech.date(props.day)]) }</p>
            if speech.host.is_page() {
                <p class="fine"><a href="studio/">{ words.studio }</a></p>
            } else {
                <p class="fine">{ words.embed.kept_here }</p>
            }
        </footer>
    }
}
