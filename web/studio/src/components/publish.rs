//! Publishing: everything that leaves the studio, to download.

use crate::{
    app::{Studio, draftlike},
    glue,
    state::{Action, Told},
    words::{Words, fill},
};
use sangloc_studio::{
    Made,
    protocol::{Answer, Request},
};
use std::rc::Rc;
use yew::{platform::spawn_local, prelude::*};

/// What [`Publishing`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct PublishingProps {
    /// The studio.
    pub(crate) studio: Studio,
    /// Closes it.
    pub(crate) on_close: Callback<()>,
}

/// Files and their bytes.
type Files = Rc<Vec<(Made, Vec<u8>)>>;

/// What a draft is published as.
#[component]
pub(crate) fn Publishing(props: &PublishingProps) -> Html {
    let PublishingProps { studio, on_close } = props;
    let words = studio.words();
    let made = use_state(|| None::<Files>);
    {
        let (studio, made, close) = (studio.clone(), made.clone(), on_close.clone());
        // Another state of the draft is another publication.
        use_effect_with(studio.state.wanted, move |_| {
            made.set(None);
            spawn_local(async move {
                match publication(&studio).await {
                    Ok(files) => made.set(Some(Rc::new(files))),
                    Err(told) => {
                        studio.state.dispatch(Action::Tell(Some(told)));
                        close.emit(());
                    }
                }
            });
        });
    }
    use_effect_with((), |()| glue::focus("publish-heading"));
    let close = on_close.reform(|_: MouseEvent| ());
    let (nothing, version) = before(studio);
    html! {
        <section class="publish" aria-labelledby="publish-heading">
            <h2 id="publish-heading" tabindex="-1">{ words.publish_heading }</h2>
            if nothing { <p>{ words.publish_nothing }</p> }
            else if let Some(version) = version { <p class="look">{ fill(words.publish_version, &[&version]) }</p> }
            if let Some(files) = &*made {
                <ul class="publish-files">{ for (0..files.len()).map(|place| file(words, files, place)) }</ul>
            } else {
                <p role="status">{ words.judging }</p>
            }
            <button type="button" onclick={close}>{ words.done }</button>
        </section>
    }
}

/// Everything to publish the draft, or why there is nothing.
async fn publication(studio: &Studio) -> Result<Vec<(Made, Vec<u8>)>, Told> {
    let draft = draftlike(&studio.state).ok_or(Told::Unsound)?;
    match studio.judge.ask(Request::Publish(draft), &[]).await {
        Ok((Answer::Made(made), bytes)) => Ok(made.into_iter().zip(bytes).collect()),
        Ok(_) => Err(Told::Unsound),
        Err(_) => Err(Told::Ended),
    }
}

/// Whether nothing has changed, and the version where it has not.
fn before(studio: &Studio) -> (bool, Option<String>) {
    let Some(draft) = &studio.state.draft else { return (true, None) };
    let version = |text: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix("version"))?;
        Some(line.trim_start_matches([' ', '=', '"']).split('"').next()?.to_owned())
    };
    let of =
        |files: &sangloc_studio::Files| files.get("rulebook.toml").and_then(|text| version(text));
    let now = of(draft.files());
    (draft.change().is_empty(), now.filter(|now| of(draft.opened()).as_ref() == Some(now)))
}

fn file(words: &Words, files: &Files, place: usize) -> Html {
    let Some((made, _)) = files.get(place) else { return Html::default() };
    let about = match place {
        0 => words.publish_rulebook,
        1 => words.publish_changes,
        2 => words.publish_impact,
        _ => words.publish_page,
    };
    let download = {
        let files = files.clone();
        Callback::from(move |_| {
            if let Some((made, bytes)) = files.get(place) {
                glue::download(&made.name, &made.mime, bytes);
            }
        })
    };
    html! {
        <li>
            <p>{ about }</p>
            if !made.identity.is_empty() { <p class="remark">{ fill(words.identity, &[&made.identity]) }</p> }
            <button type="button" onclick={download}>{ fill(words.download, &[&made.name]) }</button>
        </li>
    }
}
