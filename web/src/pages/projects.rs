//! The projects kept on the device: open, name, duplicate, delete; begin new ones, and open files.

use super::Scene;
use crate::{
    components::{ConfirmDialog, Icon, Import, outcome_sign, outcome_words, save_sheets},
    files,
    keeping::{project_name, version_name},
    library::{self, Kept, MAX_NAME, Place, Project, Version},
    route::Route,
    speech::Speech,
    state::{Action, Notice},
    words::{count, fill},
};
use gloo_events::EventListener;
use sangloc_screening::{Profile, evaluate, profile_workbook};
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

/// What the person is about to do with a project or version.
#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    RenameProject(u32),
    RenameVersion(Place),
    DeleteProject(u32),
    DeleteVersion(Place),
}

/// What the parts of the page share.
#[derive(Clone, PartialEq)]
struct Shared {
    scene: Scene,
    doing: UseStateHandle<Doing>,
    /// Reads the device anew.
    again: Callback<()>,
}

/// The projects.
#[component]
pub(crate) fn ProjectsPage(props: &Scene) -> Html {
    let reading = use_reducer(Reading::default);
    let again = {
        let reading = reading.dispatcher();
        use_callback((), move |(), ()| reading.dispatch(()))
    };
    use_other_tabs(&again);
    let kept = {
        let host = props.speech.host.clone();
        use_memo(*reading, move |_| library::all(host.shelf()))
    };
    let doing = use_state(|| Doing::Nothing);
    let shared = Shared { scene: props.clone(), doing, again };
    let (speech, words) = (&props.speech, &props.speech.words.projects);
    html! {
        <div class="middle">
            <h1 tabindex="-1">{ words.title }</h1>
            <p class="lead">{ words.lead }</p>
            if !props.state.stored {
                <p class="notice" role="note">{ speech.words.not_stored }</p>
            }
            <div class="buttons">
                <button type="button" class="main" onclick={props.on.reform(|_| Action::Begin(Route::Start))}>{ words.new_project }</button>
                <a class="button" href={speech.link(Route::Compare)}>{ words.compare }</a>
                <a class="button" href={speech.link(Route::Verify)}>{ speech.words.verify.title }</a>
            </div>
            if kept.is_empty() {
                <p>{ words.empty }</p>
            }
            <ul class="projects">{ for kept.iter().map(|(number, kept)| one(&shared, *number, kept)) }</ul>
            <section class="downloads">
                <Import speech={speech.clone()} on={props.on.clone()} />
                <div class="buttons">{ empty_template(props) }</div>
            </section>
            { dialog(&shared) }
        </div>
    }
}

/// Counts how often the device was read.
#[derive(Clone, Copy, Default, PartialEq)]
struct Reading(u32);

impl Reducible for Reading {
    type Action = ();

    fn reduce(self: std::rc::Rc<Self>, (): ()) -> std::rc::Rc<Self> {
        Self(self.0.wrapping_add(1)).into()
    }
}

/// Reads the device anew when another tab has written to it.
#[hook]
fn use_other_tabs(again: &Callback<()>) {
    let again = again.clone();
    use_effect_with((), move |()| {
        let listener = web_sys::window()
            .map(|window| EventListener::new(&window, "storage", move |_| again.emit(())));
        move || drop(listener)
    });
}

fn empty_template(scene: &Scene) -> Html {
    let speech = scene.speech.clone();
    let save = save_sheets("sangloc.xlsx".to_owned(), &scene.on, move || {
        profile_workbook(speech.rulebook(), &Profile::empty(speech.rulebook()), speech.language())
    });
    html! { <button type="button" class="plain" onclick={save}>{ scene.speech.words.files.template }</button> }
}

fn one(shared: &Shared, number: u32, kept: &Kept) -> Html {
    let inner = match kept {
        Kept::Project(project) => readable(shared, number, project),
        Kept::Unreadable(text) => unreadable(shared, number, text),
    };
    html! { <li key={number} class="project" data-project={number.to_string()}>{ inner }</li> }
}

fn unreadable(shared: &Shared, number: u32, text: &str) -> Html {
    let words = &shared.scene.speech.words.projects;
    let text = text.to_owned();
    let save =
        Callback::from(move |_: MouseEvent| files::save_json("sangloc-unreadable.json", &text));
    html! {
        <>
            <h2>{ fill(words.unreadable, &[&number.to_string()]) }</h2>
            <p>{ words.unreadable_more }</p>
            <div class="buttons">
                <button type="button" class="plain" onclick={save}>{ words.save_raw }</button>
                { starts(shared, words.delete, "", Doing::DeleteProject(number)) }
            </div>
        </>
    }
}

fn readable(shared: &Shared, number: u32, project: &Project) -> Html {
    let (speech, words) = (&shared.scene.speech, &shared.scene.speech.words.projects);
    let name = project_name(speech, number, &project.name);
    let rename = {
        let (shared, project) = (shared.clone(), project.clone());
        Callback::from(move |name: String| {
            library::write(
                shared.scene.speech.host.shelf(),
                number,
                &Project { name, ..project.clone() },
            );
            shared.done();
        })
    };
    html! {
        <>
            if *shared.doing == Doing::RenameProject(number) {
                { renamer(shared, words.project_name, &project.name, rename) }
            } else {
                <h2>{ name.clone() }</h2>
            }
            <ul class="versions">
                { for project.versions.iter().map(|version| one_version(shared, number, project, version)) }
            </ul>
            <div class="buttons">
                { starts(shared, words.rename_project, &name, Doing::RenameProject(number)) }
                { starts(shared, words.delete_project, &name, Doing::DeleteProject(number)) }
            </div>
        </>
    }
}

fn one_version(shared: &Shared, number: u32, project: &Project, version: &Version) -> Html {
    let (speech, words) = (&shared.scene.speech, &shared.scene.speech.words.projects);
    let place = Place { project: number, version: version.id };
    let name = version_name(speech, version);
    let is_open = shared.scene.state.kept.as_ref().is_some_and(|kept| kept.place == place);
    let open = shared.scene.on.reform({
        let (place, version) = (place.clone(), version.clone());
        move |_: MouseEvent| Action::OpenVersion(place.clone(), version.packet.clone())
    });
    let rename = {
        let (shared, project, place) = (shared.clone(), project.clone(), place.clone());
        Callback::from(move |name: String| {
            let mut project = project.clone();
            if let Some(version) = project.version_mut(place.version) {
                version.name = name;
            }
            library::write(shared.scene.speech.host.shelf(), place.project, &project);
            shared.done();
        })
    };
    html! {
        <li key={version.id} data-version={version.id.to_string()} aria-current={is_open.then_some("true")}>
            if *shared.doing == Doing::RenameVersion(place.clone()) {
                { renamer(shared, words.version_name, &version.name, rename) }
            } else {
                <p class="version-name"><strong>{ name.clone() }</strong>
                    if is_open {
                        { " " }<span class="badge is-stated">{ words.current }</span>
                    }
                </p>
            }
            { standing(&shared.scene, version) }
            <div class="buttons">
                <button type="button" class="plain" onclick={open}>{ words.open }{ ears(&name) }</button>
                { duplicate(shared, number, project, version) }
                { starts(shared, words.rename, &name, Doing::RenameVersion(place.clone())) }
                if project.versions.len() > 1 {
                    { starts(shared, words.delete, &name, Doing::DeleteVersion(place)) }
                }
            </div>
        </li>
    }
}

/// What becomes of a version, how much is answered, and when it was changed.
fn standing(scene: &Scene, version: &Version) -> Html {
    let (speech, words) = (&scene.speech, &scene.speech.words.projects);
    let Ok(opened) = version.packet.open(speech.rulebook()) else {
        return html! { <p>{ speech.words.files.other_rules }</p> };
    };
    let day = opened.as_of.unwrap_or(scene.state.today);
    let outcome = evaluate(speech.rulebook(), &opened.profile, day).outcome;
    let answers = opened.profile.answered().count();
    let sign = outcome_sign(outcome);
    html! {
        <p class={classes!("standing", sign.class())} data-outcome={outcome.name()}>
            <Icon {sign} />
            <span>{ outcome_words(speech.words, outcome) }
                <small>{ count(words.answers_one, words.answers, answers) }
                    if let Some(day) = version.changed {
                        { " · " }{ fill(words.changed, &[&speech.date(day)]) }
                    }
                </small>
            </span>
        </p>
    }
}

fn duplicate(shared: &Shared, number: u32, project: &Project, version: &Version) -> Html {
    let speech = &shared.scene.speech;
    let words = &speech.words.projects;
    let name = version_name(speech, version);
    let copy = {
        let (shared, project, packet) = (shared.clone(), project.clone(), version.packet.clone());
        let name = library::tidy_name(&fill(words.copied_name, &[&name]));
        Callback::from(move |_: MouseEvent| {
            let mut project = project.clone();
            if project.add(name.clone(), shared.scene.state.today, packet.clone()).is_none() {
                shared.scene.on.emit(Action::Tell(Notice::Full));
                return;
            }
            let stored = library::write(shared.scene.speech.host.shelf(), number, &project);
            shared.scene.on.emit(Action::Stored(stored));
            if stored {
                shared.scene.on.emit(Action::Tell(Notice::Duplicated(name.clone())));
            }
            shared.done();
        })
    };
    html! { <button type="button" class="plain" onclick={copy}>{ words.duplicate }{ ears(&name) }</button> }
}

/// A button that begins something, with the name of its object for ears.
fn starts(shared: &Shared, words: &'static str, name: &str, doing: Doing) -> Html {
    let set = {
        let state = shared.doing.clone();
        Callback::from(move |_: MouseEvent| state.set(doing.clone()))
    };
    html! { <button type="button" class="quiet" onclick={set}>{ words }{ ears(name) }</button> }
}

fn ears(name: &str) -> Html {
    html! {
        if !name.is_empty() {
            <span class="for-ears">{ ": " }{ name.to_owned() }</span>
        }
    }
}

impl Shared {
    /// What was begun is done: shows the device as it is now.
    fn done(&self) {
        self.doing.set(Doing::Nothing);
        self.again.emit(());
        self.scene.speech.host.focus_heading();
    }
}

fn renamer(shared: &Shared, label: &'static str, name: &str, on: Callback<String>) -> Html {
    let cancel = {
        let doing = shared.doing.clone();
        Callback::from(move |()| doing.set(Doing::Nothing))
    };
    html! { <Renamer speech={shared.scene.speech.clone()} {label} name={name.to_owned()} {on} {cancel} /> }
}

#[derive(PartialEq, Properties)]
struct RenamerProps {
    speech: Speech,
    label: &'static str,
    name: String,
    on: Callback<String>,
    cancel: Callback<()>,
}

/// A field for a name; it has the focus.
#[component]
fn Renamer(props: &RenamerProps) -> Html {
    let words = &props.speech.words.projects;
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
                field.select();
            }
        });
    }
    let save = {
        let (field, on) = (field.clone(), props.on.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                on.emit(library::tidy_name(&field.value()));
            }
        })
    };
    let escape = {
        let cancel = props.cancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                cancel.emit(());
            }
        })
    };
    html! {
        <form class="renamer" onsubmit={save}>
            <label class="ask" for="new-name">{ props.label }</label>
            <input type="text" id="new-name" ref={field} maxlength={MAX_NAME.to_string()} autocomplete="off"
                value={props.name.clone()} onkeydown={escape} />
            <div class="buttons">
                <button type="submit" class="main">{ words.save }</button>
                <button type="button" class="plain" onclick={props.cancel.reform(|_| ())}>{ words.cancel }</button>
            </div>
        </form>
    }
}

/// Asks before something is deleted.
fn dialog(shared: &Shared) -> Html {
    let speech = &shared.scene.speech;
    let words = &speech.words.projects;
    let name = match &*shared.doing {
        Doing::DeleteProject(number) => {
            let name = library::project(speech.host.shelf(), *number).map(|project| project.name);
            project_name(speech, *number, &name.unwrap_or_default())
        }
        Doing::DeleteVersion(place) => {
            let version = library::version(speech.host.shelf(), place);
            version.map(|version| version_name(speech, &version)).unwrap_or_default()
        }
        _ => return Html::default(),
    };
    let decide = {
        let shared = shared.clone();
        Callback::from(move |delete: bool| {
            if delete {
                shared.delete();
            }
            shared.done();
        })
    };
    html! {
        <ConfirmDialog heading={fill(words.delete_heading, &[&name])} text={words.delete_text}
            keep={words.delete_no} lose={words.delete_yes} on={decide} />
    }
}

impl Shared {
    fn delete(&self) {
        let shelf = self.scene.speech.host.shelf();
        let (number, deleted) = match &*self.doing {
            Doing::DeleteProject(number) => {
                library::remove(shelf, *number);
                (*number, None)
            }
            Doing::DeleteVersion(place) => {
                let Some(mut project) = library::project(shelf, place.project) else { return };
                project.versions.retain(|version| version.id != place.version);
                library::write(shelf, place.project, &project);
                (place.project, Some(place.version))
            }
            _ => return,
        };
        let open = self.scene.state.kept.as_ref().map(|kept| &kept.place);
        if open.is_some_and(|open| {
            open.project == number && deleted.is_none_or(|id| id == open.version)
        }) {
            self.scene.on.emit(Action::Begin(Route::Projects));
        }
    }
}
