//! Compression by the browser itself: it costs the page no byte.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReadableWritablePair, Response, window};

/// The bytes, compressed; `None` in a browser that cannot.
pub(crate) async fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    through("CompressionStream", bytes, usize::MAX).await
}

/// The bytes, unpacked; `None` when they are no compressed bytes, when they unpack to more than `most`
/// bytes, or in a browser that cannot.
pub(crate) async fn inflate(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    through("DecompressionStream", bytes, most).await
}

/// Sends bytes through a stream of the browser, piece by piece, so that a small file that unpacks to a huge
/// one is given up on early.
async fn through(stream: &str, bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let class = Reflect::get(&window()?.into(), &JsValue::from_str(stream)).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let format = Array::of1(&JsValue::from_str("deflate-raw"));
    let pair: ReadableWritablePair = Reflect::construct(&class, &format).ok()?.unchecked_into();
    // `Response` wants bytes it may change.
    let mut bytes = bytes.to_vec();
    let source = Response::new_with_opt_u8_array(Some(&mut bytes)).ok()?.body()?;
    let reader = ReadableStreamDefaultReader::new(&source.pipe_through(&pair)).ok()?;
    let mut read = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&piece, &JsValue::from_str("done")).ok()?.is_truthy() {
            return Some(read);
        }
        let piece = Reflect::get(&piece, &JsValue::from_str("value")).ok()?;
        let piece: Uint8Array = piece.dyn_into().ok()?;
        if read.len() + usize::try_from(piece.length()).ok()? > most {
            // Nothing is left to do if giving up fails.
            let _ = JsFuture::from(reader.cancel()).await;
            return None;
        }
        read.extend(piece.to_vec());
    }
}
