//! A draft on the desk: what one can do with it, its parts, and what comes of it.

use super::{
    analysis::Analysis, editor::FileEditor, figures::Figures, findings::Findings, head::Head,
    notice::Notice, publish::Publishing,
};
use crate::{
    app::{Studio, draftlike},
    glue, keeping,
    state::{Action, Tab, Told},
    words::{Words, fill},
};
use sangloc_studio::protocol::{Answer, Request};
use yew::{platform::spawn_local, prelude::*};

/// What [`Desk`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct DeskProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// The draft.
#[component]
pub(crate) fn Desk(props: &DeskProps) -> Html {
    let studio = &props.studio;
    let (state, words) = (&studio.state, studio.words());
    let publishing = use_state(|| false);
    let closing = use_state(|| false);
    let close = {
        let (closing, studio) = (closing.clone(), studio.clone());
        let changed = studio.state.draft.as_ref().is_some_and(|draft| !draft.change().is_empty());
        Callback::from(move |_| if changed { closing.set(true) } else { leave(&studio) })
    };
    let publish = {
        let publishing = publishing.clone();
        Callback::from(move |_| publishing.set(true))
    };
    let draft = state.draft.as_ref();
    html! {
        <>
            <Head studio={studio.clone()} />
            <main id="content" class="page desk" tabindex="-1">
                <div class="desk-head">
                    <h1>{ fill(words.draft_of, &[&state.name]) }</h1>
                    <div class="buttons">
                        <button type="button" disabled={!draft.is_some_and(|draft| draft.can_undo())} onclick={studio.does(|_| Action::Undo)}>{ words.undo }</button>
                        <button type="button" disabled={!draft.is_some_and(|draft| draft.can_redo())} onclick={studio.does(|_| Action::Redo)}>{ words.redo }</button>
                        <button type="button" onclick={previewing(studio)}>{ words.preview }</button>
                        <button type="button" class="main" onclick={publish}>{ words.publish }</button>
                        <button type="button" onclick={saving(studio)}>{ words.save_draft }</button>
                        <button type="button" onclick={close}>{ words.close }</button>
                    </div>
                </div>
                if *closing { { sure(studio, &closing) } }
                if state.elsewhere {
                    <div class="notice" role="alert"><p>{ words.elsewhere }</p></div>
                } else if state.lost {
                    <div class="notice" role="alert"><p>{ words.not_kept }</p></div>
                }
                <Notice studio={studio.clone()} />
                if *publishing {
                    <Publishing studio={studio.clone()} on_close={ { let publishing = publishing.clone(); Callback::from(move |()| publishing.set(false)) } } />
                }
                <div class="desk-columns">
                    <div class="desk-main">
                        <Tabs studio={studio.clone()} />
                        { part(studio) }
                    </div>
                    <Findings studio={studio.clone()} />
                </div>
            </main>
        </>
    }
}

fn part(studio: &Studio) -> Html {
    let tab = studio.state.tab;
    let panel = match tab {
        Tab::Figures if !studio.state.files.contains_key(&Tab::Figures) => {
            html! { <Figures studio={studio.clone()} /> }
        }
        Tab::Analysis => html! { <Analysis studio={studio.clone()} /> },
        _ => html! { <FileEditor studio={studio.clone()} /> },
    };
    html! { <div role="tabpanel" id="panel" class="panel" aria-labelledby={tab_id(tab)}>{ panel }</div> }
}

/// What [`Tabs`] needs.
#[derive(PartialEq, Properties)]
struct TabsProps {
    studio: Studio,
}

/// The parts, as tabs: one stop for the keyboard, arrows between them.
#[component]
fn Tabs(props: &TabsProps) -> Html {
    let studio = &props.studio;
    let words = studio.words();
    let keys = {
        let state = studio.state.clone();
        Callback::from(move |event: KeyboardEvent| {
            let here = Tab::ALL.iter().position(|tab| *tab == state.tab).unwrap_or_default();
            let last = Tab::ALL.len() - 1;
            let next = match event.key().as_str() {
                "ArrowRight" => (here + 1) % Tab::ALL.len(),
                "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(tab) = Tab::ALL.get(next) {
                state.dispatch(Action::Show(*tab));
                glue::focus(tab_id(*tab));
            }
        })
    };
    let tab = |tab: Tab| {
        let chosen = studio.state.tab == tab;
        html! {
            <button type="button" role="tab" id={tab_id(tab)} aria-selected={chosen.to_string()} aria-controls="panel"
                tabindex={if chosen { "0" } else { "-1" }} onclick={studio.does(move |_| Action::Show(tab))}>
                { tab_name(words, tab) }
            </button>
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label={words.parts} onkeydown={keys}>{ for Tab::ALL.into_iter().map(tab) }</div>
    }
}

fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Figures => "tab-figures",
        Tab::Criteria => "tab-criteria",
        Tab::Questions => "tab-questions",
        Tab::Texts => "tab-texts",
        Tab::Cases => "tab-cases",
        Tab::Analysis => "tab-analysis",
    }
}

pub(crate) fn tab_name(words: &Words, tab: Tab) -> &'static str {
    match tab {
        Tab::Figures => words.figures,
        Tab::Criteria => words.criteria,
        Tab::Questions => words.questions,
        Tab::Texts => words.texts,
        Tab::Cases => words.cases,
        Tab::Analysis => words.analysis,
    }
}

fn leave(studio: &Studio) {
    // What another tab keeps is not this one's to forget.
    if !studio.state.elsewhere {
        spawn_local(keeping::forget());
    }
    studio.state.dispatch(Action::Close);
}

fn sure(studio: &Studio, closing: &UseStateHandle<bool>) -> Html {
    let words = studio.words();
    let yes = {
        let studio = studio.clone();
        Callback::from(move |_| leave(&studio))
    };
    let no = {
        let closing = closing.clone();
        Callback::from(move |_| closing.set(false))
    };
    html! {
        <div class="notice" role="alert">
            <div class="notice-text"><p>{ words.close_sure }</p></div>
            <button type="button" class="danger" onclick={yes}>{ words.close_yes }</button>
            <button type="button" onclick={no}>{ words.cancel }</button>
        </div>
    }
}

/// Downloads the draft as it is, errors and all.
fn saving(studio: &Studio) -> Callback<MouseEvent> {
    let studio = studio.clone();
    Callback::from(move |_| {
        let studio = studio.clone();
        spawn_local(async move {
            let Some(draft) = &studio.state.draft else { return };
            let request = Request::Pack(draft.files().clone());
            match studio.judge.ask(request, &[]).await {
                Ok((_, bytes)) => {
                    let packed = bytes.first();
                    packed.and_then(|bytes| glue::download("draft.zip", "application/zip", bytes));
                }
                Err(_) => studio.state.dispatch(Action::Tell(Some(Told::Ended))),
            }
        });
    })
}

/// Lays the draft out for the investors' page, and opens that.
fn previewing(studio: &Studio) -> Callback<MouseEvent> {
    let studio = studio.clone();
    Callback::from(move |_| {
        let studio = studio.clone();
        spawn_local(async move {
            let told = preview(&studio).await;
            if told == Some(Told::Preview) {
                glue::open_preview();
            }
            studio.state.dispatch(Action::Tell(told));
        });
    })
}

async fn preview(studio: &Studio) -> Option<Told> {
    let draft = draftlike(&studio.state)?;
    match studio.judge.ask(Request::Preview(draft), &[]).await {
        Ok((Answer::Made(made), bytes)) => {
            let names = made.into_iter().map(|made| made.name);
            let files: Vec<_> = names.zip(bytes).collect();
            let laid = glue::lay_out(&files).await;
            Some(laid.map_or(Told::NoPreview, |()| Told::Preview))
        }
        Ok(_) => Some(Told::Unsound),
        Err(_) => Some(Told::Ended),
    }
}
