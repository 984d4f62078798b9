//! The head: the name, the language, the way back to the investors' page.

use crate::{app::Studio, glue, state::Action, words::Lang};
use yew::prelude::*;

/// What [`Head`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct HeadProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// Name and language.
#[component]
pub(crate) fn Head(props: &HeadProps) -> Html {
    let studio = &props.studio;
    let words = studio.words();
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        glue::focus("content");
    });
    html! {
        <header class="site">
            <a class="skip" href="#content" onclick={skip}>{ words.skip }</a>
            <div class="site-inner">
                <div class="brand">
                    <span class="brand-mark" aria-hidden="true"></span>
                    <span>
                        <span class="brand-name" lang="vi">{ "Sàng Lọc" }</span>{ " " }
                        <span class="brand-place">{ words.studio }</span>
                    </span>
                </div>
                <div class="head-end">
                    <a href="../">{ words.to_investors }</a>
                    <nav class="languages" aria-label={words.languages}>
                        { for Lang::ALL.into_iter().map(|lang| language(studio, lang)) }
                    </nav>
                </div>
            </div>
        </header>
    }
}

fn language(studio: &Studio, lang: Lang) -> Html {
    let current = (studio.state.lang() == lang).then_some("true");
    html! {
        <button type="button" lang={lang.tag()} aria-current={current} title={lang.name()} onclick={studio.does(move |_| Action::Speak(lang))}>
            <span class="for-ears">{ lang.name() }</span>
            <span aria-hidden="true">{ lang.tag().to_uppercase() }</span>
        </button>
    }
}
