//! What the cases leave out, looked for when a person asks.

use super::findings::broken;
use crate::{
    app::{Studio, draftlike},
    state::{Action, Told},
    words::fill,
};
use sangloc_studio::{
    Broken,
    protocol::{Answer, Request},
};
use yew::{platform::spawn_local, prelude::*};

/// What [`Analysis`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct AnalysisProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// What is wrong, what is missing, and how much there was to see.
type Found = Option<(Vec<Broken>, Vec<Broken>, usize)>;

/// The analysis.
#[component]
pub(crate) fn Analysis(props: &AnalysisProps) -> Html {
    let studio = &props.studio;
    let words = studio.words();
    let found = use_state(Found::default);
    let busy = use_state(|| false);
    let look = {
        let (studio, found, busy) = (studio.clone(), found.clone(), busy.clone());
        Callback::from(move |_| {
            let (studio, found, busy) = (studio.clone(), found.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                if let Some(draft) = draftlike(&studio.state) {
                    match studio.judge.ask(Request::Analyse(draft), &[]).await {
                        Ok((Answer::Analysed { faults, missing, wanted }, _)) => {
                            found.set(Some((faults, missing, wanted)))
                        }
                        Ok(_) => studio.state.dispatch(Action::Tell(Some(Told::Unsound))),
                        Err(_) => studio.state.dispatch(Action::Tell(Some(Told::Ended))),
                    }
                }
                busy.set(false);
            });
        })
    };
    html! {
        <div class="analysis">
            <p>{ words.analyse_help }</p>
            <button type="button" class="main" disabled={*busy} onclick={look}>{ words.analyse }</button>
            <div role="status">
                if *busy {
                    <p>{ words.judging }</p>
                } else if let Some((faults, missing, wanted)) = &*found {
                    <p><strong>{ fill(words.faults, &[&faults.len().to_string()]) }</strong></p>
                    <p><strong>{ fill(words.analysed, &[&(wanted - missing.len()).to_string(), &wanted.to_string()]) }</strong></p>
                }
            </div>
            if let Some((faults, missing, _)) = &*found {
                { broken(studio, faults) }
                { broken(studio, missing) }
            }
        </div>
    }
}
