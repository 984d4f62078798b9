//! The few things only a browser can do: clock, tasks, clipboard, files. What hangs on where the program stands is in
//! [`crate::host`].

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use sangloc_rulebook::Date;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CustomEvent, CustomEventInit, Document, EventTarget, RequestCache, RequestInit, Response,
    window,
};

/// The document of the whole page, whoever owns it.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// Today by the device's clock; `None` when that shows no day of the calendar.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    Date::new(year, part(now.get_month() + 1), part(now.get_date()))
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

/// The id of a question's element.
pub(crate) fn question_id(fact_id: &str) -> String {
    format!("q-{fact_id}")
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
    if let Some(window) = window() {
        dispatch(&window, event, &js_sys::Uint8Array::from(bytes).buffer());
    }
}

/// Tells those who listen at a target, and at what it stands in, also outside a shadow root.
pub(crate) fn dispatch(target: &EventTarget, name: &str, detail: &JsValue) {
    let options = CustomEventInit::new();
    options.set_detail(detail);
    options.set_bubbles(true);
    options.set_composed(true);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &options) {
        let _ = target.dispatch_event(&event);
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
