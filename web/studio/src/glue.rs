//! What only JavaScript can do, or does shorter: `boot.js` puts it on `sanglocStudio`.

use js_sys::{Array, Promise, Uint8Array};
use sangloc_rulebook::Date;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Cache, CacheStorage, Element, Event, File, HtmlAnchorElement,
    HtmlElement, HtmlInputElement, Response, Url, window,
};

#[wasm_bindgen]
extern "C" {
    /// The editor of rule files (`editor.js`).
    #[derive(Clone)]
    pub(crate) type Editor;

    #[wasm_bindgen(js_namespace = sanglocStudio, js_name = createEditor)]
    pub(crate) fn create_editor(
        host: &Element,
        phrases: &str,
        changed: &Closure<dyn FnMut(String)>,
    ) -> Editor;

    #[wasm_bindgen(method)]
    pub(crate) fn show(this: &Editor, path: &str, text: &str, kind: &str, title: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn mark(this: &Editor, problems: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn know(this: &Editor, names: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Editor, line: usize, column: usize, length: usize);
    #[wasm_bindgen(method)]
    pub(crate) fn destroy(this: &Editor);

    #[wasm_bindgen(js_namespace = sanglocStudio)]
    fn claim() -> Promise;
    #[wasm_bindgen(js_namespace = sanglocStudio)]
    fn load(key: &str) -> Promise;
    #[wasm_bindgen(js_namespace = sanglocStudio)]
    fn save(key: &str, text: Option<&str>) -> Promise;
    #[wasm_bindgen(js_namespace = sanglocStudio, js_name = canOpenFolder)]
    pub(crate) fn can_open_folder() -> bool;
    #[wasm_bindgen(js_namespace = sanglocStudio, js_name = openFolder)]
    fn open_folder() -> Promise;
}

/// Whether this tab is the one that keeps the draft.
pub(crate) async fn is_keeper() -> bool {
    JsFuture::from(claim()).await.is_ok_and(|keeper| keeper.is_truthy())
}

/// The text kept under a key.
pub(crate) async fn kept(key: &str) -> Option<String> {
    JsFuture::from(load(key)).await.ok()?.as_string()
}

/// Keeps a text, or forgets it; whether the device took it.
pub(crate) async fn keep(key: &str, text: Option<&str>) -> bool {
    JsFuture::from(save(key, text)).await.is_ok_and(|taken| taken.is_truthy())
}

/// The name of a folder that the person picks, and its files; `None` when they pick none.
pub(crate) async fn folder() -> Option<(String, Vec<(String, Vec<u8>)>)> {
    let picked: Array = JsFuture::from(open_folder()).await.ok()?.dyn_into().ok()?;
    let files: Array = picked.get(1).dyn_into().ok()?;
    let file = |entry: JsValue| {
        let entry: Array = entry.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, Uint8Array::new(&entry.get(1)).to_vec()))
    };
    Some((picked.get(0).as_string()?, files.iter().filter_map(file).collect()))
}

/// The bytes of a file beside the page, the newest the server has; `None` when it cannot be had.
pub(crate) async fn fetch(name: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(window()?.fetch_with_str(name)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The file that a person chose in a field, which then takes the same one again.
pub(crate) fn chosen_file(event: &Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files().and_then(|files| files.get(0));
    field.set_value("");
    file
}

/// The bytes of a file that a person chose.
pub(crate) async fn bytes_of(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn blob(bytes: &[u8], mime: &str) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()
}

/// Gives a person a file.
pub(crate) fn download(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let address = Url::create_object_url_with_blob(&blob(bytes, mime)?).ok()?;
    let link = window()?.document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Later: the browser has not begun to read it.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// Where the investor's page finds the draft (preview.js). Not `sangloc-…`: its worker tidies those up.
const DRAFT: &str = "studio-draft";

/// Puts the parts of a draft where the investor's page finds them; `None` when the device refuses.
pub(crate) async fn lay_out(files: &[(String, Vec<u8>)]) -> Option<()> {
    let caches: CacheStorage = window()?.caches().ok()?;
    JsFuture::from(caches.delete(DRAFT)).await.ok()?;
    let cache: Cache = JsFuture::from(caches.open(DRAFT)).await.ok()?.dyn_into().ok()?;
    for (name, bytes) in files {
        let blob = blob(bytes, "application/octet-stream")?;
        let response = Response::new_with_opt_blob(Some(&blob)).ok()?;
        JsFuture::from(cache.put_with_str(&format!("../{name}"), &response)).await.ok()?;
    }
    Some(())
}

/// Opens the investor's page under the draft.
pub(crate) fn open_preview() {
    if let Some(window) = window() {
        // Where windows are not allowed, the link beside the button remains.
        let _ = window.open_with_url_and_target(PREVIEW, "sangloc-draft");
    }
}

/// The investor's page under the draft.
pub(crate) const PREVIEW: &str = "../preview.html";

/// Today by the device's clock.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    Date::new(year, part(now.get_month() + 1), part(now.get_date()))
}

/// Tells the browser and screen readers the language, and the window its title.
pub(crate) fn speak(tag: &str, title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            let _ = root.set_attribute("lang", tag);
        }
    }
}

/// Moves the focus to an element, if it is there.
pub(crate) fn focus(id: &str) {
    let document = window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
