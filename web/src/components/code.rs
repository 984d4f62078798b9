//! A searchable list of codes, after the combobox pattern of ARIA 1.2.

use super::{question::QuestionProps, simple::typed};
use crate::{search, words::fill};
use sangloc_screening::Answer;
use yew::prelude::*;

/// A row that can be chosen.
#[derive(Clone, PartialEq)]
struct Choice {
    place: u16,
    name: String,
    key: String,
    folded: String,
}

/// What the list shows.
#[derive(Clone, Default, PartialEq)]
struct View {
    open: bool,
    /// What was typed since the list was opened; `None`: nothing, so all are shown.
    query: Option<String>,
    /// The place in the list that the arrow keys have reached.
    active: Option<usize>,
}

/// A text field that finds rows by name or key, without diacritics.
#[component]
pub(crate) fn Code(props: &QuestionProps) -> Html {
    let view = use_state(View::default);
    let choices = use_memo((props.speech.clone(), props.fact), |(speech, fact)| {
        let rows = (0u16..).zip(speech.rows(*fact));
        rows.map(|(place, (name, key))| Choice {
            folded: search::fold(&format!("{name} {key}")),
            place,
            name,
            key,
        })
        .collect::<Vec<_>>()
    });
    let chosen = chosen(props);
    let chosen_name = choices
        .iter()
        .find(|choice| Some(choice.place) == chosen)
        .map(|choice| choice.name.clone())
        .unwrap_or_default();
    let shown: Vec<Choice> = found(&choices, view.query.as_deref());
    let combobox =
        Combobox { props: props.clone(), view: view.clone(), shown, chosen, chosen_name };
    combobox.reveal_active();
    combobox.show()
}

fn chosen(props: &QuestionProps) -> Option<u16> {
    match props.answer {
        Some(Answer::Row(place)) => Some(place),
        _ => None,
    }
}

fn found(choices: &[Choice], query: Option<&str>) -> Vec<Choice> {
    let query = search::fold(query.unwrap_or_default());
    let found = choices.iter().filter(|choice| search::matches(&choice.folded, &query));
    found.cloned().collect()
}

#[derive(Clone)]
struct Combobox {
    props: QuestionProps,
    view: UseStateHandle<View>,
    shown: Vec<Choice>,
    chosen: Option<u16>,
    chosen_name: String,
}

impl Combobox {
    fn option_id(&self, place: usize) -> String {
        self.props.part(&format!("option-{place}"))
    }

    /// Brings the active row into sight; does nothing before it is drawn.
    fn reveal_active(&self) {
        if let (true, Some(active)) = (self.view.open, self.view.active) {
            self.props.speech.host.reveal(&self.option_id(active));
        }
    }

    fn set(&self, change: impl FnOnce(&mut View)) {
        let mut view = (*self.view).clone();
        change(&mut view);
        self.view.set(view);
    }

    fn close(&self) {
        self.view.set(View::default());
    }

    fn open(&self) {
        let active = self.shown.iter().position(|choice| Some(choice.place) == self.chosen);
        self.set(|view| {
            view.open = true;
            view.active = active;
        });
    }

    fn choose(&self, place: usize) {
        if let Some(choice) = self.shown.get(place) {
            self.props.answered(Some(Answer::Row(choice.place)));
            self.close();
        }
    }

    fn on_input(&self) -> Callback<InputEvent> {
        let this = self.clone();
        Callback::from(move |event: InputEvent| {
            let text = typed(&event).unwrap_or_default();
            if text.is_empty() {
                this.props.answered(None);
            }
            this.view.set(View { open: true, active: None, query: Some(text) });
        })
    }

    fn on_key(&self) -> Callback<KeyboardEvent> {
        let this = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            if this.handle(&event.key(), event.alt_key()) {
                event.prevent_default();
            }
        })
    }

    /// What a key does; whether it did anything.
    fn handle(&self, key: &str, alt: bool) -> bool {
        let open = self.view.open;
        match key {
            "ArrowDown" | "ArrowUp" if !open || alt => {
                self.toggle(key == "ArrowDown");
                true
            }
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "PageDown" if open => self.step(8),
            "PageUp" if open => self.step(-8),
            "Home" if open && self.view.active.is_some() => self.go(0),
            "End" if open && self.view.active.is_some() => self.go(usize::MAX),
            "Enter" if open => {
                // A single match needs no arrow key.
                let only = (self.shown.len() == 1).then_some(0);
                if let Some(place) = self.view.active.or(only) {
                    self.choose(place);
                }
                true
            }
            "Escape" if open => {
                self.close();
                true
            }
            "Escape" if self.chosen.is_some() => {
                self.props.answered(None);
                true
            }
            _ => false,
        }
    }

    fn toggle(&self, open: bool) {
        if open {
            self.open();
        } else {
            self.close();
        }
    }

    fn step(&self, by: isize) -> bool {
        let place = match (self.view.active, by.is_positive()) {
            (Some(active), _) => active.saturating_add_signed(by),
            (None, true) => 0,
            (None, false) => usize::MAX,
        };
        self.go(place)
    }

    fn go(&self, place: usize) -> bool {
        let last = self.shown.len().saturating_sub(1);
        let active = (!self.shown.is_empty()).then_some(place.min(last));
        self.set(|view| view.active = active);
        true
    }

    fn show(&self) -> Html {
        let (props, words) = (&self.props, self.props.speech.words);
        let this = self.clone();
        let on_blur = Callback::from(move |_: FocusEvent| this.close());
        let value = self.view.query.clone().unwrap_or_else(|| self.chosen_name.clone());
        let active = self.view.active.filter(|_| self.view.open).map(|place| self.option_id(place));
        html! {
            <>
                { props.ask() }
                { props.help() }
                { props.error() }
                <p class="for-ears" id={props.part("keys")}>{ words.search_help }</p>
                <div class="combobox">
                    <input type="text" id={props.part("field")} class="search" role="combobox" autocomplete="off" spellcheck="false"
                        aria-autocomplete="list" aria-expanded={self.view.open.to_string()} aria-controls={props.part("list")}
                        aria-activedescendant={active} aria-describedby={props.described(&["keys"])} aria-invalid={props.complaint().map(|_| "true")}
                        placeholder={words.search_hint} {value}
                        oninput={self.on_input()} onkeydown={self.on_key()} onblur={on_blur} onclick={self.on_click()} />
                    { self.list() }
                </div>
                <div class="under">
                    <p class="hint" role="status">{ self.count() }</p>
                    { props.clear_button() }
                </div>
                { props.not_known() }
            </>
        }
    }

    fn on_click(&self) -> Callback<MouseEvent> {
        let this = self.clone();
        Callback::from(move |_: MouseEvent| this.toggle(!this.view.open))
    }

    fn count(&self) -> String {
        let words = self.props.speech.words;
        match (self.view.open && self.view.query.is_some(), self.shown.len()) {
            (false, _) if self.chosen.is_none() => self.props.leave_empty().to_owned(),
            (false, _) => String::new(),
            (true, 0) => words.search_none.to_owned(),
            (true, found) => fill(words.search_found, &[&found.to_string()]),
        }
    }

    fn list(&self) -> Html {
        let rows = self.shown.iter().enumerate().map(|(place, choice)| self.row(place, choice));
        // Keeps focus in the field while the list is clicked or scrolled.
        let keep_focus = Callback::from(|event: MouseEvent| event.prevent_default());
        let label = self.props.speech.label(self.props.fact);
        html! {
            <ul class="list" id={self.props.part("list")} role="listbox" aria-label={label}
                hidden={!self.view.open || self.shown.is_empty()} onmousedown={keep_focus}>
                if self.view.open {
                    { for rows }
                }
            </ul>
        }
    }

    fn row(&self, place: usize, choice: &Choice) -> Html {
        let this = self.clone();
        let choose = Callback::from(move |_: MouseEvent| this.choose(place));
        let active = self.view.active == Some(place);
        let chosen = self.chosen == Some(choice.place);
        html! {
            <li key={choice.place} id={self.option_id(place)} role="option" aria-selected={chosen.to_string()}
                class={classes!(active.then_some("is-active"))} onclick={choose}>
                <span>{ &choice.name }</span>
                <span class="key">{ &choice.key }</span>
            </li>
        }
    }
}
