//! The worker's program: takes a request, gives an answer. What it does is `sangloc-studio`'s.

use js_sys::{Array, Uint8Array};
use sangloc_studio::{Desk, protocol::Request};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Answers a request of the page, both as JSON, with bytes beside: `[answer, [bytes …]]`.
///
/// # Errors
/// When the request is none; the page then starts another worker.
#[wasm_bindgen]
pub fn answer(request: &str, bytes: Option<Vec<u8>>) -> Result<Array, JsError> {
    let request: Request = serde_json::from_str(request)?;
    let (answer, made) =
        DESK.with_borrow_mut(|desk| desk.answer(request, bytes.unwrap_or_default()));
    let answer = serde_json::to_string(&answer)?;
    let made: Array = made.iter().map(|bytes| Uint8Array::from(bytes.as_slice())).collect();
    Ok(Array::of2(&answer.into(), &made))
}

fn main() {}
