//! The program in an element of somebody else's page. `web/embed/screening.js` is the element; this is what it calls.

use crate::{
    app::{self, App},
    host::Host,
    speech::Rules,
    state::{Action, Sharing},
    storage::Memory,
    words::Lang,
};
use js_sys::{Object, Promise, Reflect, Uint8Array};
use sangloc_rulebook::{Date, Rulebook};
use sangloc_screening::Profile;
use serde_json::Value;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::{AppHandle, Callback};

/// What the host page asks for, as the attributes of its element say it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// The tag of the language.
    pub lang: String,
    /// `guided` or `form`: where the person begins.
    mode: String,
    /// The day whose rules apply; empty: today.
    as_of: String,
    /// The answers it knows, by namespace and name.
    answers: Value,
    /// Whether the person may let the host page have the answers.
    share: bool,
    /// Who gets them then.
    pub recipient: String,
}

/// Something about an element that its host page must put right.
#[derive(Debug, PartialEq)]
pub(crate) struct Trouble {
    /// Its kind, for programs.
    pub code: &'static str,
    /// What it is and what to do, for those who made the host page.
    pub message: String,
}

impl Settings {
    /// Settings as `web/embed/screening.js` writes them.
    fn read(text: &str) -> Self {
        let read: Value = serde_json::from_str(text).unwrap_or_default();
        let text =
            |name: &str| read.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self {
            lang: text("lang"),
            mode: text("mode"),
            as_of: text("asOf"),
            answers: read.get("answers").cloned().unwrap_or_default(),
            share: read.get("share") == Some(&Value::Bool(true)),
            recipient: text("recipient"),
        }
    }

    /// The fragment of the place where the person begins.
    fn beginning(&self) -> &'static str {
        match self.mode.as_str() {
            "guided" => "#/question",
            "form" => "#/form",
            _ => "#/",
        }
    }

    /// What has to happen for these settings to hold after others; at first, after none.
    pub(crate) fn wishes(&self, rulebook: &Rulebook, before: &Self) -> (Vec<Action>, Vec<Trouble>) {
        let (mut actions, mut troubles) = (Vec::new(), Vec::new());
        if self.lang != before.lang {
            actions.extend(Lang::tagged(&self.lang).map(Action::Speak));
        }
        if self.as_of != before.as_of {
            let day: Option<Date> = self.as_of.parse().ok();
            if day.is_none() && !self.as_of.is_empty() {
                let message = format!("as-of=\"{}\" is no day: write it as 2026-01-31", self.as_of);
                troubles.push(Trouble { code: "as-of", message });
            } else {
                actions.push(Action::ApplyOn(day));
            }
        }
        if self.share != before.share {
            actions.push(Action::Share(if self.share { Sharing::Offered } else { Sharing::No }));
        }
        if self.answers.is_object() && self.answers != before.answers {
            let (profile, dropped) = Profile::from_json(rulebook, &self.answers);
            for error in dropped {
                let message = format!("an answer of the host page is left out: {error}");
                troubles.push(Trouble { code: "profile", message });
            }
            actions.push(Action::FillIn(profile));
        }
        (actions, troubles)
    }
}

/// What the program has of an element.
pub(crate) struct Stand {
    /// The element itself: here it tells what happens.
    pub element: Element,
    /// The root of the program's own tree, in the element's shadow.
    pub root: Element,
    /// The rulebook's files: a promise of bytes under each name.
    files: RefCell<Object>,
    /// What the host page asks for.
    pub settings: RefCell<Settings>,
    /// The fragment of the place.
    pub fragment: RefCell<String>,
    /// Takes the fragments that links lead to.
    pub follower: RefCell<Option<Callback<String>>>,
    /// Takes what the host page does, once the rulebook is there.
    orders: RefCell<Option<(Rc<Rules>, Callback<Action>)>>,
    /// The decision as it is kept, while the person lets the host page have it.
    pub record: RefCell<Option<String>>,
    /// The answers, as long as the element is there.
    pub shelf: Memory,
}

impl Stand {
    /// The bytes of a file.
    pub(crate) async fn file(&self, name: &str) -> Option<Vec<u8>> {
        let promise = Reflect::get(&self.files.borrow(), &JsValue::from_str(name)).ok()?;
        let promise: Promise = promise.dyn_into().ok()?;
        let bytes = JsFuture::from(promise).await.ok()?;
        Some(Uint8Array::new(&bytes).to_vec())
    }

    /// Waits until every file is here, or cannot be had.
    pub(crate) async fn all_files(&self) {
        let all = Promise::all_settled(&Object::values(&self.files.borrow()));
        // It is kept always.
        let _ = JsFuture::from(all).await;
    }

    /// Goes to a place.
    pub(crate) fn go(&self, fragment: &str) {
        fragment.clone_into(&mut self.fragment.borrow_mut());
        let follower = self.follower.borrow().clone();
        if let Some(follower) = follower {
            follower.emit(fragment.to_owned());
        }
    }

    /// Asks `web/embed/screening.js` for something only it can do.
    pub(crate) fn ask(&self, what: &str) {
        if let Ok(event) = web_sys::Event::new(what) {
            let _ = self.root.dispatch_event(&event);
        }
    }

    /// From now on what the host page does comes as actions.
    pub(crate) fn obey(&self, rules: Rc<Rules>, on: Callback<Action>) {
        self.orders.replace(Some((rules, on)));
    }
}

/// The program in one element.
#[wasm_bindgen]
pub struct Screening {
    stand: Rc<Stand>,
    app: Rc<RefCell<Option<AppHandle<App>>>>,
    /// How often it was shown or hidden: what was begun before is given up.
    turn: Rc<Cell<u32>>,
}

#[wasm_bindgen]
impl Screening {
    /// A program that is not shown yet, for an element and the root in its shadow.
    #[wasm_bindgen(constructor)]
    pub fn new(element: Element, root: Element) -> Self {
        let stand = Stand {
            element,
            root,
            files: RefCell::default(),
            settings: RefCell::default(),
            fragment: RefCell::default(),
            follower: RefCell::default(),
            orders: RefCell::default(),
            record: RefCell::default(),
            shelf: Memory::default(),
        };
        Self { stand: Rc::new(stand), app: Rc::default(), turn: Rc::default() }
    }

    /// Shows the program by these files: `core`, and each words file by its name, as promises of bytes.
    pub fn show(&self, files: Object, settings: &str) {
        self.hide();
        self.stand.files.replace(files);
        let settings = Settings::read(settings);
        if self.stand.fragment.borrow().is_empty() {
            settings.beginning().clone_into(&mut self.stand.fragment.borrow_mut());
        }
        self.stand.settings.replace(settings);
        let (stand, app, turn) = (self.stand.clone(), self.app.clone(), self.turn.clone());
        let mine = turn.get();
        spawn_local(async move {
            let start = app::load(Host::Element(stand.clone())).await;
            if turn.get() == mine {
                let root = stand.root.clone();
                let shown = yew::Renderer::<App>::with_root_and_props(root, start).render();
                app.replace(Some(shown));
            }
        });
    }

    /// Takes the program away; the answers stay until the element is forgotten.
    pub fn hide(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.stand.orders.replace(None);
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }

    /// Does what changed settings ask for.
    pub fn update(&self, settings: &str) {
        let now = Settings::read(settings);
        let before = self.stand.settings.replace(now.clone());
        let Some((rules, on)) = self.stand.orders.borrow().clone() else {
            return;
        };
        let (actions, troubles) = now.wishes(&rules.rulebook, &before);
        actions.into_iter().for_each(|action| on.emit(action));
        let host = Host::Element(self.stand.clone());
        troubles.iter().for_each(|trouble| host.complain(trouble));
        if now.mode != before.mode {
            self.stand.go(now.beginning());
        }
    }

    /// Removes all answers but those the host page knows, and begins anew.
    pub fn reset(&self) {
        let settings = self.stand.settings.borrow().clone();
        if let Some((rules, on)) = self.stand.orders.borrow().clone() {
            on.emit(Action::Clear);
            let (actions, _) = settings.wishes(&rules.rulebook, &Settings::default());
            actions.into_iter().for_each(|action| on.emit(action));
        }
        self.stand.go(settings.beginning());
    }

    /// Prints the report.
    pub fn print(&self) {
        Host::Element(self.stand.clone()).print();
    }

    /// The decision as it is kept; `undefined` unless the person lets the host page have it.
    pub fn record(&self) -> Option<String> {
        self.stand.record.borrow().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sample::{fact, rules},
        state::State,
    };
    use sangloc_screening::Answer;

    fn settings(text: &str) -> Settings {
        Settings::read(text)
    }

    /// What a page at first, then with other settings, knows; and what it complains of.
    fn after(texts: &[&str]) -> (State, Vec<String>) {
        let today = Date::new(2026, 11, 22).expect("a day");
        let mut state = State::new(rules(), Lang::Vi, today);
        let (mut before, mut complaints) = (Settings::default(), Vec::new());
        for text in texts {
            let now = settings(text);
            let (actions, troubles) = now.wishes(&state.rules.rulebook, &before);
            state = actions.into_iter().fold(state, State::after);
            complaints.extend(troubles.into_iter().map(|trouble| trouble.message));
            before = now;
        }
        (state, complaints)
    }

    #[test]
    fn what_the_host_page_knows_fills_in_and_never_overwrites() {
        let (state, complaints) = after(&[
            r#"{"answers":{"project":{"new":true}}}"#,
            r#"{"answers":{"project":{"new":false,"area":7}}}"#,
        ]);
        assert_eq!(state.profile.answer(fact::NEW), Some(&Answer::YesNo(true)));
        assert!(state.profile.answer(fact::AREA).is_some());
        assert_eq!(complaints, Vec::<String>::new());
    }

    #[test]
    fn what_makes_no_sense_is_named_and_changes_nothing() {
        let (state, complaints) =
            after(&[r#"{"answers":{"project":{"moon":1}},"asOf":"31.12.2026","lang":"xx"}"#]);
        assert!(state.is_untouched());
        assert_eq!((state.chosen_day, state.lang), (None, Lang::Vi));
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(complaints.iter().any(|told| told.contains("`project.moon`")), "{complaints:?}");
        for text in ["", "[]", "{", r#"{"answers":[],"share":"yes","mode":7}"#] {
            assert!(!settings(text).share, "{text}");
            assert!(after(&[text]).0.is_untouched(), "{text}");
        }
    }

    #[test]
    fn day_language_and_consent_follow_the_host_page() {
        let (state, _) = after(&[r#"{"asOf":"2027-01-31","lang":"ko","share":true}"#]);
        assert_eq!(state.as_of().to_string(), "2027-01-31");
        assert_eq!((state.lang, state.sharing), (Lang::Ko, Sharing::Offered));
        let agreed = state.after(Action::Share(Sharing::Agreed));
        assert_eq!(agreed.after(Action::Clear).sharing, Sharing::Offered);
        let (state, _) = after(&[r#"{"asOf":"2027-01-31","share":true}"#, "{}"]);
        assert_eq!((state.as_of(), state.sharing), (state.today, Sharing::No));
    }
}
