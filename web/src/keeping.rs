//! How the answers on the page and the version kept on the device stay the same.

use crate::{
    library::{self, Place, Project},
    link::Packet,
    speech::Speech,
    state::{Action, State},
};
use gloo_events::EventListener;
use sangloc_rulebook::Date;
use sangloc_screening::Profile;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

/// The version that is open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// Where it is.
    pub place: Place,
    /// What the device held when it was opened or last kept; may be more than this rulebook knows.
    pub packet: Packet,
    /// The answers as they were then.
    pub profile: Profile,
    /// The day that was chosen then.
    pub chosen_day: Option<Date>,
}

/// Whether the device holds the answers as they are.
fn is_kept(state: &State, now: &Packet) -> bool {
    match &state.kept {
        Some(kept) => kept.profile == state.profile && kept.chosen_day == state.chosen_day,
        None => now.is_empty(),
    }
}

/// Keeps each change, remembers which version is open, and follows what other tabs do to it.
#[hook]
pub(crate) fn use_keeping(state: &UseReducerHandle<State>, speech: &Speech, on: &Callback<Action>) {
    {
        let (state, on, speech) = (state.clone(), on.clone(), speech.clone());
        let changing = (state.profile.clone(), state.chosen_day, state.kept.clone());
        use_effect_with(changing, move |_| keep(&speech, &state, &on));
    }
    let place = state.kept.as_ref().map(|kept| kept.place.clone());
    let host = speech.host.clone();
    use_effect_with(place, move |place| {
        // Only which version opens first next time hangs on it.
        let _ = library::set_current(host.shelf(), place.as_ref());
    });
    let (on, host) = (on.clone(), speech.host.clone());
    use_effect_with((), move |()| {
        // Other tabs see the device, and nothing of what an element keeps.
        let window = web_sys::window().filter(|_| host.is_page());
        let listener = window.map(|window| {
            EventListener::new(&window, "storage", move |event| {
                let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
                if let Some(project) = key.as_deref().and_then(library::project_of) {
                    on.emit(Action::Elsewhere(project, library::project(host.shelf(), project)));
                }
            })
        });
        move || drop(listener)
    });
}

fn keep(speech: &Speech, state: &State, on: &Callback<Action>) {
    let packet = Packet::new(&state.rules.rulebook, &state.profile, state.chosen_day);
    if is_kept(state, &packet) {
        return;
    }
    let place = state.kept.as_ref().map(|kept| &kept.place);
    let seen = state.kept.as_ref().map(|kept| &kept.packet);
    let (shelf, beside) = (speech.host.shelf(), speech.words.projects.beside);
    let saved = library::save(shelf, place, seen, state.today, packet.clone(), beside);
    let kept = saved.place.map(|place| Kept {
        place,
        packet,
        profile: state.profile.clone(),
        chosen_day: state.chosen_day,
    });
    on.emit(Action::Keep { kept, on_device: saved.on_device, beside: saved.beside });
}

/// How the version that is open is called: its project and itself; empty when nothing is kept.
pub(crate) fn name(speech: &Speech, place: Option<&Place>) -> String {
    let found = place
        .and_then(|place| Some((place, library::project(speech.host.shelf(), place.project)?)));
    let Some((place, project)) = found else {
        return String::new();
    };
    let project_name = project_name(speech, place.project, &project.name);
    let version = project.version(place.version);
    let version = version.map(|version| version_name(speech, version)).unwrap_or_default();
    format!("{project_name} – {version}")
}

/// How a project is called, also before the person has named it.
pub(crate) fn project_name(speech: &Speech, number: u32, name: &str) -> String {
    named(speech.words.projects.unnamed, number, name)
}

/// How a version is called, also before the person has named it.
pub(crate) fn version_name(speech: &Speech, version: &library::Version) -> String {
    named(speech.words.projects.unnamed_version, version.id, &version.name)
}

fn named(unnamed: &str, number: u32, name: &str) -> String {
    if name.is_empty() {
        crate::words::fill(unnamed, &[&number.to_string()])
    } else {
        name.to_owned()
    }
}

/// The version of a project that another tab has written, where it is another than the one that is open.
pub(crate) fn written_elsewhere(kept: &Kept, project: Option<&Project>) -> Elsewhere {
    match project.and_then(|project| project.version(kept.place.version)) {
        None => Elsewhere::Removed,
        Some(version) if version.packet == kept.packet => Elsewhere::Same,
        Some(version) => Elsewhere::Changed(version.packet.clone()),
    }
}

/// What another tab did to the version that is open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Elsewhere {
    /// Nothing.
    Same,
    /// It holds these answers now.
    Changed(Packet),
    /// It is gone.
    Removed,
}
