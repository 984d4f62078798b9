//! A file in the editor, with what is wrong in it.

use crate::{
    app::Studio,
    glue::{Editor, create_editor},
    sources::{beginning, files_of, kind_of},
    state::{Action, Place, Tab},
    words::fill,
};
use sangloc_studio::Problem;
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlSelectElement};
use yew::prelude::*;

/// What [`FileEditor`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FileEditorProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// The files of a part, one of them in the editor.
#[component]
pub(crate) fn FileEditor(props: &FileEditorProps) -> Html {
    let studio = &props.studio;
    let (state, words) = (&studio.state, studio.words());
    let Some(draft) = &state.draft else { return Html::default() };
    let all = files_of(draft.files(), state.tab);
    let chosen = state.files.get(&state.tab).filter(|file| all.contains(file)).or(all.first());
    let Some(file) = chosen.cloned() else {
        return html! { <p>{ words.no_file }</p> };
    };
    let choose = studio.does(|event: Event| {
        Action::Choose(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    let add = beginning(&file).map(|text| adding(studio, &file, text));
    html! {
        <div class="file">
            <div class="file-head">
                if state.tab == Tab::Figures {
                    <button type="button" onclick={studio.does(|_| Action::Table)}>{ words.figures }</button>
                } else {
                    <label class="file-choice">
                        <span>{ words.file }</span>
                        <select onchange={choose}>
                            { for all.iter().map(|path| html! { <option value={path.clone()} selected={*path == file}>{ path }</option> }) }
                        </select>
                    </label>
                }
                if let Some(add) = add {
                    <button type="button" onclick={add}>{ words.add_new }</button>
                }
            </div>
            <CodeEditor studio={studio.clone()} file={file} />
            <p class="remark">{ words.leave_editor }</p>
        </div>
    }
}

/// Puts a beginning at the end of a file, and goes there.
fn adding(studio: &Studio, file: &str, text: &'static str) -> Callback<MouseEvent> {
    let (state, file) = (studio.state.clone(), file.to_owned());
    Callback::from(move |_| {
        let old = state.draft.as_ref().and_then(|draft| draft.text(&file)).cloned();
        let old = old.unwrap_or_default();
        let old = old.trim_end();
        let line = old.lines().count() + 2;
        state.dispatch(Action::Put(file.clone(), format!("{old}\n{text}")));
        state.dispatch(Action::Reveal(Place { file: file.clone(), line, column: 0, length: 0 }));
    })
}

/// What [`CodeEditor`] needs.
#[derive(PartialEq, Properties)]
struct CodeEditorProps {
    studio: Studio,
    file: String,
}

/// The editor and the function that it calls.
type Made = Option<(Editor, Closure<dyn FnMut(String)>)>;

/// CodeMirror, fed with what the state holds.
#[component]
fn CodeEditor(props: &CodeEditorProps) -> Html {
    let CodeEditorProps { studio, file } = props;
    let (state, words) = (&studio.state, studio.words());
    let host = use_node_ref();
    let made: Rc<RefCell<Made>> = use_mut_ref(|| None);
    // The function lives longer than a render: it must know the file that is shown now.
    let shown: Rc<RefCell<String>> = use_mut_ref(String::new);
    let text = state.draft.as_ref().and_then(|draft| draft.text(file)).cloned();
    {
        let (made, shown, host) = (made.clone(), shown.clone(), host.clone());
        let dispatch = state.dispatcher();
        use_effect_with(state.lang(), move |lang| {
            let changed = Closure::new({
                let shown = shown.clone();
                move |text| dispatch.dispatch(Action::Write(shown.borrow().clone(), text))
            });
            if let Some(host) = host.cast::<Element>() {
                let editor = create_editor(&host, &phrases(lang.words().editor), &changed);
                *made.borrow_mut() = Some((editor, changed));
                shown.borrow_mut().clear();
            }
            move || {
                if let Some((editor, _)) = made.borrow_mut().take() {
                    editor.destroy();
                }
            }
        });
    }
    {
        let (made, shown) = (made.clone(), shown.clone());
        let title = fill(words.editor_of, &[file]);
        use_effect_with((file.clone(), text, state.lang()), move |(file, text, _)| {
            shown.borrow_mut().clone_from(file);
            if let Some((editor, _)) = &*made.borrow() {
                editor.show(file, text.as_deref().unwrap_or_default(), kind_of(file), &title);
            }
        });
    }
    {
        let made = made.clone();
        let judgement = state.judgement.clone();
        use_effect_with((file.clone(), judgement, state.lang()), move |(file, judgement, lang)| {
            if let (Some((editor, _)), Some(judgement)) = (&*made.borrow(), judgement) {
                let here = judgement.problems.iter().filter(|problem| problem.file == *file);
                let here: Vec<Problem> = here
                    .map(|problem| Problem {
                        message: message(lang.words(), problem),
                        ..problem.clone()
                    })
                    .collect();
                editor.mark(&serde_json::to_string(&here).unwrap_or_default());
                editor.know(&serde_json::to_string(&judgement.names).unwrap_or_default());
            }
        });
    }
    {
        let place = state.place.clone();
        use_effect_with(place, move |place| {
            if let (Some((editor, _)), Some((_, place))) = (&*made.borrow(), place) {
                editor.reveal(place.line, place.column, place.length);
            }
        });
    }
    html! { <div class="code-editor" ref={host}></div> }
}

/// What is wrong, in the person's words first.
pub(crate) fn message(words: &crate::words::Words, problem: &Problem) -> String {
    let hint =
        if problem.hint.is_empty() { String::new() } else { format!(" – {}", problem.hint) };
    format!("{}: {}{hint}", words.lint(&problem.lint), problem.message)
}

fn phrases(all: &[(&str, &str)]) -> String {
    let all: BTreeMap<&str, &str> = all.iter().copied().collect();
    serde_json::to_string(&BTreeMap::from([("phrases", all)])).unwrap_or_default()
}
