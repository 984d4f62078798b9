//! Where the program stands: it has a whole page for itself, or one element of a page that is somebody else's.
//!
//! What is looked up, kept, told or shown outside the program's own tree goes through here.

use crate::{
    browser,
    embed::{Settings, Stand, Trouble},
    library::Shelf,
    speech::Rules,
    state::Action,
    storage::{self, Device},
};
use gloo_events::{EventListener, EventListenerOptions};
use serde_json::{Value, json};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, FocusOptions, HashChangeEvent, HtmlElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, window,
};
use yew::Callback;

/// The number of the form in which host pages are told what happens.
pub(crate) const FORM: u8 = 1;

/// Where the program stands.
#[derive(Clone)]
pub(crate) enum Host {
    /// On a page of its own: the address names the place, the device keeps the answers.
    Page,
    /// In an element: it knows its place itself, and keeps the answers as long as the element is there.
    Element(Rc<Stand>),
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Page, Self::Page) => true,
            (Self::Element(one), Self::Element(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Host {
    /// Whether all of the page is the program's: then it has an address, a title, and projects on the device.
    pub(crate) fn is_page(&self) -> bool {
        matches!(self, Self::Page)
    }

    /// The name of a part that the host page may style; `None` where there is no host page.
    pub(crate) fn part(&self, name: &'static str) -> Option<&'static str> {
        (!self.is_page()).then_some(name)
    }

    /// Where answers are kept.
    pub(crate) fn shelf(&self) -> &dyn Shelf {
        match self {
            Self::Page => &Device,
            Self::Element(stand) => &stand.shelf,
        }
    }

    /// The name of the rulebook's core, for [`Self::fetch`].
    pub(crate) fn core(&self) -> &'static str {
        match self {
            // It never carries a hash: replacing it publishes other rules.
            Self::Page => "quang-ninh.core",
            Self::Element(_) => "core",
        }
    }

    /// The bytes of a file of the rulebook; `None` when it cannot be had.
    pub(crate) async fn fetch(&self, name: &str) -> Option<Vec<u8>> {
        match self {
            Self::Page => browser::fetch(name).await,
            Self::Element(stand) => stand.file(name).await,
        }
    }

    /// Waits until all that will ever be fetched is here; on a page that is not known.
    pub(crate) async fn all_files(&self) {
        if let Self::Element(stand) = self {
            stand.all_files().await;
        }
    }

    /// What the page around asks for from the beginning.
    pub(crate) fn wishes(&self, rules: &Rules) -> Vec<Action> {
        let Self::Element(stand) = self else { return Vec::new() };
        let settings = stand.settings.borrow();
        let (actions, troubles) = settings.wishes(&rules.rulebook, &Settings::default());
        troubles.iter().for_each(|trouble| self.complain(trouble));
        actions
    }

    /// From now on what the page around does comes as actions.
    pub(crate) fn obey(&self, rules: &Rc<Rules>, on: Callback<Action>) {
        if let Self::Element(stand) = self {
            stand.obey(rules.clone(), on);
        }
    }

    /// Has a record at hand for the page around; `None`: the person does not share it.
    pub(crate) fn keep_record(&self, record: Option<String>) {
        if let Self::Element(stand) = self {
            stand.record.replace(record);
        }
    }

    /// Who gets the answers that are shared.
    pub(crate) fn recipient(&self) -> String {
        match self {
            Self::Page => String::new(),
            Self::Element(stand) => stand.settings.borrow().recipient.clone(),
        }
    }

    /// The fragment that names the place, with its `#`.
    pub(crate) fn fragment(&self) -> String {
        match self {
            Self::Page => {
                let hash = window().map(|window| window.location().hash());
                hash.and_then(Result::ok).unwrap_or_default()
            }
            Self::Element(stand) => stand.fragment.borrow().clone(),
        }
    }

    /// Puts another fragment in place of the present one: answers must not stay in the browser's history.
    pub(crate) fn replace_fragment(&self, fragment: &str) {
        match self {
            Self::Page => replace_address(fragment),
            Self::Element(stand) => *stand.fragment.borrow_mut() = fragment.to_owned(),
        }
    }

    /// Follows a link to a fragment, as a click on it does.
    pub(crate) fn go(&self, fragment: &str) {
        match self {
            Self::Page => {
                if let Some(window) = window() {
                    // Fails never for a fragment.
                    let _ = window.location().set_hash(fragment);
                }
            }
            Self::Element(stand) => stand.go(fragment),
        }
    }

    /// Tells each fragment that a link leads to, as long as the listener lives.
    pub(crate) fn follow(&self, on: Callback<String>) -> Option<EventListener> {
        match self {
            Self::Page => {
                let window = window()?;
                Some(EventListener::new(&window, "hashchange", move |event| {
                    on.emit(new_fragment(event));
                }))
            }
            Self::Element(stand) => {
                stand.follower.replace(Some(on));
                let here = stand.clone();
                let options = EventListenerOptions::enable_prevent_default();
                Some(EventListener::new_with_options(&stand.root, "click", options, move |event| {
                    // Others have dealt with it, as links to a question that is on the page.
                    if let (false, Some(fragment)) = (event.default_prevented(), place_link(event))
                    {
                        event.prevent_default();
                        here.go(&fragment);
                    }
                }))
            }
        }
    }

    /// The language that is spoken before anybody chose one here.
    pub(crate) fn language(&self) -> Option<String> {
        match self {
            Self::Page => browser::document()?.document_element()?.get_attribute("lang"),
            Self::Element(stand) => {
                let kept = stand.shelf.read(storage::LANGUAGE);
                kept.or_else(|| Some(stand.settings.borrow().lang.clone()))
            }
        }
    }

    /// Tells the browser and screen readers the language.
    pub(crate) fn set_language(&self, tag: &str) {
        let root = match self {
            Self::Page => browser::document().and_then(|document| document.document_element()),
            Self::Element(stand) => Some(stand.root.clone()),
        };
        if let Some(root) = root {
            let _ = root.set_attribute("lang", tag);
        }
    }

    /// Sets the title of the window, where that is ours.
    pub(crate) fn set_title(&self, title: &str) {
        if let (Self::Page, Some(document)) = (self, browser::document()) {
            document.set_title(title);
        }
    }

    /// Begins anew, after something could not be had.
    pub(crate) fn reload(&self) {
        match self {
            Self::Page => {
                if let Some(window) = window() {
                    let _ = window.location().reload();
                }
            }
            Self::Element(stand) => stand.ask("sangloc-reload"),
        }
    }

    /// Prints the report.
    pub(crate) fn print(&self) {
        match self {
            Self::Page => {
                if let Some(window) = window() {
                    // Fails where printing is forbidden, as in a sandboxed frame.
                    let _ = window.print();
                }
            }
            Self::Element(stand) => stand.ask("sangloc-print"),
        }
    }

    /// Tells when the report is wanted for paper, as long as the listeners live.
    pub(crate) fn on_print(&self, on: Callback<()>) -> Vec<EventListener> {
        let listen = |target: &web_sys::EventTarget, name: &'static str| {
            let on = on.clone();
            EventListener::new(target, name, move |_| on.emit(()))
        };
        match self {
            Self::Page => {
                let media = window().and_then(|window| window.match_media("print").ok().flatten());
                let window = window().map(|window| listen(&window, "beforeprint"));
                window.into_iter().chain(media.map(|media| listen(&media, "change"))).collect()
            }
            // The host page prints what it likes; the report goes to a sheet of its own (`web/embed/screening.js`).
            Self::Element(stand) => vec![listen(&stand.root, "sangloc-print")],
        }
    }

    /// The report stands in the tree: an element hands it over to be printed. Whether it is done with then.
    pub(crate) fn has_paper(&self) -> bool {
        match self {
            Self::Page => false,
            Self::Element(stand) => {
                stand.ask("sangloc-paper");
                true
            }
        }
    }

    /// Tells the host page that something happened.
    pub(crate) fn tell(&self, event: &str, detail: &Value) {
        let detail = js_sys::JSON::parse(&detail.to_string()).unwrap_or(JsValue::NULL);
        match (self, window()) {
            (Self::Page, Some(window)) => browser::dispatch(&window, event, &detail),
            (Self::Page, None) => {}
            (Self::Element(stand), _) => browser::dispatch(&stand.element, event, &detail),
        }
    }

    /// Tells those who made the host page what they must put right.
    pub(crate) fn complain(&self, trouble: &Trouble) {
        let detail = json!({ "version": FORM, "code": trouble.code, "message": trouble.message });
        self.tell("sangloc-error", &detail);
    }

    /// Takes sight and focus to the heading of the place.
    pub(crate) fn focus_heading(&self) {
        match self {
            Self::Page => {
                if let Some(window) = window() {
                    window.scroll_to_with_x_and_y(0.0, 0.0);
                }
            }
            Self::Element(stand) => scroll_to(&stand.element, ScrollLogicalPosition::Start),
        }
        if let Some(heading) = self.find("#content h1") {
            focus(&heading);
        }
    }

    /// Moves sight and focus to a question, if it is in sight: to its chosen answer, else to its first field.
    /// Whether it is there.
    pub(crate) fn focus_question(&self, fact_id: &str) -> bool {
        let Some(question) = self.element(&browser::question_id(fact_id)) else {
            return false;
        };
        let field = ["input:checked", "input, select, textarea"]
            .into_iter()
            .find_map(|wanted| question.query_selector(wanted).ok().flatten());
        scroll_to(&question, ScrollLogicalPosition::Center);
        focus(&field.unwrap_or(question));
        true
    }

    /// Moves sight and focus to an element that can hold it.
    pub(crate) fn focus_element(&self, id: &str) {
        if let Some(found) = self.element(id) {
            scroll_to(&found, ScrollLogicalPosition::Start);
            focus(&found);
        }
    }

    /// Brings an element into sight, as little as needed.
    pub(crate) fn reveal(&self, id: &str) {
        if let Some(found) = self.element(id) {
            scroll_to(&found, ScrollLogicalPosition::Nearest);
        }
    }

    fn element(&self, id: &str) -> Option<Element> {
        self.find(&format!("[id=\"{id}\"]"))
    }

    fn find(&self, selector: &str) -> Option<Element> {
        let found = match self {
            Self::Page => browser::document()?.query_selector(selector),
            Self::Element(stand) => stand.root.query_selector(selector),
        };
        found.ok().flatten()
    }
}

/// The address of the page with another fragment.
pub(crate) fn address_with(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

fn replace_address(fragment: &str) {
    let Some(window) = window() else { return };
    let location = window.location();
    let (Ok(path), Ok(search), Ok(history)) =
        (location.pathname(), location.search(), window.history())
    else {
        return;
    };
    let address = format!("{path}{search}{fragment}");
    // Fails only where the page has no address of its own; the fragment then stays.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
}

/// The fragment that an event says the address got, even if it has lost it again since.
fn new_fragment(event: &Event) -> String {
    let address = event.dyn_ref::<HashChangeEvent>().map(HashChangeEvent::new_url);
    let address = address.unwrap_or_default();
    let fragment = address.split_once('#').map(|(_, fragment)| fragment);
    format!("#{}", fragment.unwrap_or_default())
}

/// The place that a clicked link leads to; `None` when nothing of that kind was clicked.
fn place_link(event: &Event) -> Option<String> {
    let clicked: Element = event.target()?.dyn_into().ok()?;
    clicked.closest("a[href^='#/']").ok().flatten()?.get_attribute("href")
}

fn scroll_to(element: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(place);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus_with_options(&options);
    }
}
