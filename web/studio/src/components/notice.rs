//! What a person must be told.

use crate::{
    app::Studio,
    glue::PREVIEW,
    state::{Action, Told},
    words::{Words, fill},
};
use yew::prelude::*;

/// What [`Notice`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct NoticeProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// The notice, in a region that screen readers follow.
#[component]
pub(crate) fn Notice(props: &NoticeProps) -> Html {
    let studio = &props.studio;
    let words = studio.words();
    html! {
        <div class="notices" role="status">
            if let Some(told) = &studio.state.told {
                <div class="notice">
                    <div class="notice-text">
                        <p>{ text(words, told) }</p>
                        if *told == Told::Preview {
                            <p><a href={PREVIEW} target="sangloc-draft">{ words.preview_link }</a></p>
                        }
                    </div>
                    <button type="button" class="quiet" onclick={studio.does(|_| Action::Tell(None))}>{ words.dismiss }</button>
                </div>
            }
        </div>
    }
}

fn text(words: &Words, told: &Told) -> String {
    match told {
        Told::Refused(refusal) if refusal.entry.is_empty() => {
            fill(words.refused_whole, &[words.refused(refusal.why)])
        }
        Told::Refused(refusal) => {
            fill(words.refused, &[&refusal.entry, words.refused(refusal.why)])
        }
        Told::NoPortfolio(why) => fill(words.no_portfolio, &[why]),
        Told::NotFetched => words.not_fetched.to_owned(),
        Told::NoPreview => words.preview_denied.to_owned(),
        Told::Preview => words.preview_ready.to_owned(),
        Told::Unsound => words.unsound.to_owned(),
        Told::Ended => words.ended.to_owned(),
    }
}
