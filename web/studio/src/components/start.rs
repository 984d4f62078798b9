//! The first screen: which rules to change.

use super::{head::Head, notice::Notice};
use crate::{
    app::Studio,
    glue,
    state::{Action, Told},
};
use sangloc_studio::{
    Files, Refusal, accept, from_json,
    protocol::{Answer, Request},
};
use yew::{platform::spawn_local, prelude::*};

/// The published rules, as the page's maker laid them beside it.
const PUBLISHED: &str = "../quang-ninh.sources";
/// A small rulebook to practise with.
const EXAMPLE: &str = "example.sources";

/// What [`Start`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct StartProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// Which rules to open.
#[component]
pub(crate) fn Start(props: &StartProps) -> Html {
    let studio = &props.studio;
    let words = studio.words();
    let published = fetching(studio, PUBLISHED, words.published);
    let example = fetching(studio, EXAMPLE, words.example);
    html! {
        <>
            <Head studio={studio.clone()} />
            <main id="content" class="page">
                <div class="narrow">
                    <h1>{ words.start_heading }</h1>
                    <p class="lead">{ words.start_lead }</p>
                    <Notice studio={studio.clone()} />
                    <ul class="ways-in">
                        { way(words.open_published, words.open_published_help, published, true) }
                        if glue::can_open_folder() {
                            { way(words.open_folder, words.open_folder_help, opening_folder(studio), false) }
                        }
                        <li>
                            <label class="button file">
                                { words.open_zip }
                                <input type="file" accept=".zip,application/zip" class="for-ears" onchange={opening_archive(studio)} />
                            </label>
                            <p>{ words.open_zip_help }</p>
                        </li>
                        { way(words.open_example, words.open_example_help, example, false) }
                    </ul>
                </div>
            </main>
        </>
    }
}

fn way(name: &'static str, help: &'static str, on: Callback<MouseEvent>, is_main: bool) -> Html {
    html! {
        <li>
            <button type="button" class={is_main.then_some("main")} onclick={on}>{ name }</button>
            <p>{ help }</p>
        </li>
    }
}

/// What becomes of files that were read.
fn opened(name: &str, files: Result<Files, Refusal>) -> Action {
    match files {
        Ok(files) => Action::Open(name.to_owned(), files),
        Err(refusal) => Action::Tell(Some(Told::Refused(refusal))),
    }
}

fn fetching(studio: &Studio, address: &'static str, name: &'static str) -> Callback<MouseEvent> {
    let dispatch = studio.state.dispatcher();
    Callback::from(move |_| {
        let dispatch = dispatch.clone();
        spawn_local(async move {
            dispatch.dispatch(match glue::fetch(address).await {
                Some(bytes) => opened(name, from_json(&bytes)),
                None => Action::Tell(Some(Told::NotFetched)),
            });
        });
    })
}

fn opening_folder(studio: &Studio) -> Callback<MouseEvent> {
    let dispatch = studio.state.dispatcher();
    Callback::from(move |_| {
        let dispatch = dispatch.clone();
        spawn_local(async move {
            if let Some((name, files)) = glue::folder().await {
                dispatch.dispatch(opened(&name, accept(files)));
            }
        });
    })
}

fn opening_archive(studio: &Studio) -> Callback<Event> {
    let studio = studio.clone();
    Callback::from(move |event: Event| {
        let Some(file) = glue::chosen_file(&event) else { return };
        let studio = studio.clone();
        spawn_local(async move {
            let bytes = glue::bytes_of(&file).await.unwrap_or_default();
            let action = match studio.judge.ask(Request::Unpack, &bytes).await {
                Ok((Answer::Unpacked(files), _)) => Action::Open(file.name(), files),
                Ok((Answer::Refused(refusal), _)) => Action::Tell(Some(Told::Refused(refusal))),
                _ => Action::Tell(Some(Told::Refused(Refusal::damaged(&file.name())))),
            };
            studio.state.dispatch(action);
        });
    })
}
