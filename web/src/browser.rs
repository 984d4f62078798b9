//! The few things only a browser can do: clock, address, focus, clipboard, printing.

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use sangloc_rulebook::Date;
use sangloc_screening::Decision;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CustomEvent, CustomEventInit, Document, Element, Event, FocusOptions, HashChangeEvent,
    HtmlElement, MediaQueryList, RequestCache, RequestInit, Response, ScrollIntoViewOptions,
    ScrollLogicalPosition, window,
};

fn document() -> Option<Document> {
    window()?.document()
}

/// Today by the device's clock; `None` when that shows no day of the calendar.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    Date::new(year, part(now.get_month() + 1), part(now.get_date()))
}

/// The fragment of the address, with its `#`.
pub(crate) fn fragment() -> String {
    let hash = window().map(|window| window.location().hash());
    hash.and_then(Result::ok).unwrap_or_default()
}

/// The fragment that an event says the address got, even if it has lost it again since.
pub(crate) fn new_fragment(event: &Event) -> String {
    let address = event.dyn_ref::<HashChangeEvent>().map(HashChangeEvent::new_url);
    let address = address.unwrap_or_default();
    let fragment = address.split_once('#').map(|(_, fragment)| fragment);
    format!("#{}", fragment.unwrap_or_default())
}

/// Puts another fragment into the address, in place of the present one: answers must not stay in the
/// browser's history.
pub(crate) fn replace_fragment(fragment: &str) {
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

/// Follows a link to a fragment, as a click on it does.
pub(crate) fn go(fragment: &str) {
    if let Some(window) = window() {
        // Fails never for a fragment.
        let _ = window.location().set_hash(fragment);
    }
}

/// Takes sight and focus to the heading of the page.
pub(crate) fn focus_heading() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    let heading = document().and_then(|document| document.query_selector("main h1").ok());
    if let Some(heading) = heading.flatten() {
        focus(&heading);
    }
}

/// The address of the page with another fragment.
pub(crate) fn address_with(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Puts a text into the clipboard; whether that worked.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let navigator = window.navigator();
    // Not there on pages without https.
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if !there.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// Opens the print dialog.
pub(crate) fn print() {
    if let Some(window) = window() {
        // Fails where printing is forbidden, as in a sandboxed frame.
        let _ = window.print();
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Does something in a task of its own, so that the browser can answer the person before.
pub(crate) fn soon(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}

/// Goes on in a task of its own, so that the browser can answer the person before.
pub(crate) async fn next_task() {
    let next = Promise::new(&mut |resolve, _| {
        soon(move || {
            // A promise's own function takes whatever it is given.
            let _ = resolve.call0(&JsValue::NULL);
        });
    });
    // It is kept always.
    let _ = JsFuture::from(next).await;
}

/// The document's language.
pub(crate) fn language() -> Option<String> {
    document()?.document_element()?.get_attribute("lang")
}

/// Tells the browser and screen readers the language.
pub(crate) fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets the title of the window.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves sight and focus to a question, if it is on the page: to its chosen answer, else to its first
/// field. Whether it is on the page.
pub(crate) fn focus_question(fact_id: &str) -> bool {
    let Some(question) = element(&question_id(fact_id)) else {
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
pub(crate) fn focus_element(id: &str) {
    if let Some(found) = element(id) {
        scroll_to(&found, ScrollLogicalPosition::Start);
        focus(&found);
    }
}

/// Brings an element into sight, as little as needed.
pub(crate) fn reveal(id: &str) {
    if let Some(found) = element(id) {
        scroll_to(&found, ScrollLogicalPosition::Nearest);
    }
}

/// Tells when the page is laid out for paper.
pub(crate) fn printed() -> Option<MediaQueryList> {
    window()?.match_media("print").ok().flatten()
}

/// The id of a question's element.
pub(crate) fn question_id(fact_id: &str) -> String {
    format!("q-{fact_id}")
}

fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
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

/// What a host page is told: the outcome and the rules, never an answer.
#[derive(Serialize)]
struct Told<'a> {
    outcome: &'a str,
    as_of: String,
    rulebook: &'a str,
    version: &'a str,
    identity: &'a str,
}

/// Tells a host page of the decision by a `sangloc-decision` event on the window.
pub(crate) fn announce(rules: &crate::speech::Rules, decision: &Decision) {
    let told = Told {
        outcome: decision.outcome.name(),
        as_of: decision.as_of.to_string(),
        rulebook: &rules.rulebook.id,
        version: &rules.rulebook.version,
        identity: &rules.identity.0,
    };
    if let Ok(detail) = serde_wasm_bindgen::to_value(&told) {
        dispatch("sangloc-decision", &detail);
    }
}

/// Whether the browser says that there is no network.
pub(crate) fn is_offline() -> bool {
    window().is_some_and(|window| !window.navigator().on_line())
}

/// Whether the page's files come from the device, by `sw.js`.
pub(crate) fn has_worker() -> bool {
    let get = |object: &JsValue, key| js_sys::Reflect::get(object, &JsValue::from_str(key)).ok();
    let workers = window()
        .and_then(|window| get(&window.navigator().into(), "serviceWorker"))
        .unwrap_or_default();
    // Forbidden or not there: `undefined`.
    workers.is_object() && get(&workers, "controller").is_some_and(|worker| worker.is_object())
}

/// Whether `offline.js` has found another build of the page.
pub(crate) fn has_new_build() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-new-build"))
}

/// Tells `offline.js` what the person takes.
pub(crate) fn tell_worker(event: &str, bytes: &[u8]) {
    dispatch(event, &js_sys::Uint8Array::from(bytes).buffer());
}

fn dispatch(name: &str, detail: &JsValue) {
    let options = CustomEventInit::new();
    options.set_detail(detail);
    if let (Some(window), Ok(event)) =
        (window(), CustomEvent::new_with_event_init_dict(name, &options))
    {
        let _ = window.dispatch_event(&event);
    }
}

/// The bytes of a file beside the page; `None` when it cannot be had.
pub(crate) async fn fetch(name: &str) -> Option<Vec<u8>> {
    let request = match begun(name) {
        Some(request) => request,
        None => fetch_newest(name)?,
    };
    let response: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A request that `boot.js` made ahead; each answer can be read once.
fn begun(name: &str) -> Option<Promise> {
    let all = js_sys::Reflect::get(&window()?.into(), &JsValue::from_str("sangloc")).ok()?;
    let key = JsValue::from_str(name);
    let request = js_sys::Reflect::get(&all, &key).ok()?.dyn_into().ok();
    // Fails only on what cannot be changed; then there is no request either.
    let _ = js_sys::Reflect::set(&all, &key, &JsValue::UNDEFINED);
    request
}

/// Asks the server whether the file is still the newest: figures change, the page does not.
fn fetch_newest(name: &str) -> Option<Promise> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    Some(window()?.fetch_with_str_and_init(name, &options))
}
