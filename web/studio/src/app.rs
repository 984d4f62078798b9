//! The whole: what is kept on the device, what the worker is asked, and what is shown.

use crate::{
    components::{desk::Desk, start::Start},
    glue,
    judging::Judge,
    keeping,
    state::{Action, State, Wanted},
    words::Lang,
};
use gloo_timers::callback::Timeout;
use sangloc_studio::protocol::{Answer, Draftlike, Request};
use yew::{platform::spawn_local, prelude::*};

/// How long a person must have paused before the draft is judged, in milliseconds.
const PAUSE: u32 = 350;

/// What components share.
#[derive(Clone, PartialEq)]
pub(crate) struct Studio {
    /// Everything the studio knows.
    pub(crate) state: UseReducerHandle<State>,
    /// The worker.
    pub(crate) judge: Judge,
}

impl Studio {
    /// The words.
    pub(crate) fn words(&self) -> &'static crate::words::Words {
        self.state.lang().words()
    }

    /// A callback that changes the state.
    pub(crate) fn does<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let state = self.state.dispatcher();
        Callback::from(move |event| state.dispatch(action(event)))
    }
}

/// What the worker must know of a draft; `None`: nothing is open, or the device shows no day.
pub(crate) fn draftlike(state: &State) -> Option<Draftlike> {
    Some(Draftlike {
        change: state.draft.as_ref()?.change(),
        as_of: state.wanted.as_of,
        today: glue::today()?,
        language: state.lang().language(),
    })
}

/// The studio.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(State::default);
    let judge = (*use_memo((), |()| Judge::default())).clone();
    let studio = Studio { state, judge };
    use_start(&studio);
    use_language(studio.state.lang(), studio.state.started);
    use_opening(&studio);
    use_keeping(&studio);
    use_judging(&studio);
    let words = studio.words();
    if !studio.state.started {
        return html! { <p class="loading" role="status">{ words.loading }</p> };
    }
    match studio.state.draft {
        Some(_) => html! { <Desk studio={studio.clone()} /> },
        None => html! { <Start studio={studio.clone()} /> },
    }
}

/// Looks for a draft kept earlier.
#[hook]
fn use_start(studio: &Studio) {
    let dispatch = studio.state.dispatcher();
    use_effect_with((), move |()| {
        spawn_local(async move {
            let lang = keeping::language().await.and_then(|tag| Lang::tagged(&tag));
            let elsewhere = !glue::is_keeper().await;
            dispatch.dispatch(Action::Start(keeping::resumed().await, lang, elsewhere));
        });
    });
}

#[hook]
fn use_language(lang: Lang, started: bool) {
    use_effect_with((lang, started), move |(lang, started)| {
        glue::speak(lang.tag(), lang.words().title);
        if *started {
            let tag = lang.tag();
            spawn_local(async move { keeping::keep_language(tag).await });
        }
    });
}

/// Gives the worker what was opened.
#[hook]
fn use_opening(studio: &Studio) {
    let opened = studio.state.draft.as_ref().map(|draft| draft.opened().clone());
    let judge = studio.judge.clone();
    use_effect_with(opened, move |opened| {
        if let Some(opened) = opened.clone() {
            spawn_local(async move {
                // Ended or not, drafts are judged next, and that is told.
                let _ = judge.open(opened).await;
            });
        }
    });
}

/// Keeps the draft after each change.
#[hook]
fn use_keeping(studio: &Studio) {
    let state = studio.state.clone();
    use_effect_with(studio.state.wanted.revision, move |_| {
        if let Some(draft) = state.draft.as_ref().filter(|_| !state.elsewhere) {
            let (name, draft, dispatch) = (state.name.clone(), draft.clone(), state.dispatcher());
            spawn_local(async move {
                dispatch.dispatch(Action::Kept(keeping::keep(&name, &draft).await));
            });
        }
    });
}

/// Has the draft judged after each pause, one state at a time.
#[hook]
fn use_judging(studio: &Studio) {
    let (state, judge) = (studio.state.clone(), studio.judge.clone());
    let (wanted, busy) = (state.wanted, state.busy);
    let open = state.draft.is_some() && !busy && state.judged != Some(wanted);
    use_effect_with((wanted, open), move |(wanted, open)| {
        let wanted = *wanted;
        let timer = open.then(|| {
            Timeout::new(PAUSE, move || {
                let Some(draft) = draftlike(&state) else { return };
                state.dispatch(Action::Asked);
                let dispatch = state.dispatcher();
                spawn_local(async move { dispatch.dispatch(judged(&judge, wanted, draft).await) });
            })
        });
        move || drop(timer)
    });
}

async fn judged(judge: &Judge, wanted: Wanted, draft: Draftlike) -> Action {
    match judge.ask(Request::Judge(draft), &[]).await {
        Ok((Answer::Judged(judgement), _)) => Action::Judged(wanted, Some(judgement)),
        _ => Action::Judged(wanted, None),
    }
}
