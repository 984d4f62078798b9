//! Files out of the browser and into it.

use crate::exchange::Refused;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use sangloc_screening::Sheet;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url, window};

/// What `boot.js` calls the part of the page that knows spreadsheets.
const SPREADSHEETS: &str = "sanglocSpreadsheets";

/// Saves a JSON text as a file.
pub(crate) fn save_json(name: &str, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = Array::of1(&JsValue::from_str(text));
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) {
        save(name, &blob);
    }
}

/// Saves a workbook as a spreadsheet file; whether the part that makes one could be loaded.
pub(crate) async fn save_workbook(name: &str, sheets: &[Sheet]) -> bool {
    let Some(blob) = workbook(sheets).await else {
        return false;
    };
    save(name, &blob);
    true
}

async fn workbook(sheets: &[Sheet]) -> Option<Blob> {
    let json = serde_json::to_string(sheets).ok()?;
    let made = call(&spreadsheets().await?, "write", &JsValue::from_str(&json)).ok()?;
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

/// The cells of a spreadsheet, as JSON.
///
/// # Errors
/// [`Refused`] when it is no spreadsheet, too large, or nothing here can read one.
pub(crate) async fn cells(bytes: &[u8]) -> Result<String, Refused> {
    let spreadsheets = spreadsheets().await.ok_or(Refused::NoSpreadsheets)?;
    let read =
        call(&spreadsheets, "read", &Uint8Array::from(bytes)).map_err(|_| Refused::Damaged)?;
    let read = JsFuture::from(read).await.map_err(|error| {
        if error.is_instance_of::<js_sys::RangeError>() {
            Refused::TooLarge
        } else {
            Refused::Damaged
        }
    })?;
    read.as_string().ok_or(Refused::Damaged)
}

/// The part of the page that knows spreadsheets, loaded when it is first needed.
async fn spreadsheets() -> Option<JsValue> {
    let load = Reflect::get(&window()?.into(), &JsValue::from_str(SPREADSHEETS)).ok()?;
    let loading: Promise =
        load.dyn_ref::<Function>()?.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
    JsFuture::from(loading).await.ok()
}

fn call(module: &JsValue, name: &str, argument: &JsValue) -> Result<Promise, JsValue> {
    let function: Function = Reflect::get(module, &JsValue::from_str(name))?.dyn_into()?;
    function.call1(&JsValue::NULL, argument)?.dyn_into()
}

/// Hands a file to the browser to save, by a link to it that is followed and forgotten at once.
fn save(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else {
        return;
    };
    let anchor = window().and_then(|window| window.document()?.create_element("a").ok());
    if let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser has begun to save; the bytes need not stay in memory.
    gloo_timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// The bytes of a file that the person chose, unless there are more than `most`.
///
/// # Errors
/// [`Refused`] when it is larger or cannot be read.
pub(crate) async fn bytes(file: &File, most: usize) -> Result<Vec<u8>, Refused> {
    // A size is a whole number of bytes, far below where a float gets coarse.
    if file.size() > most as f64 {
        return Err(Refused::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Refused::Damaged)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
