//! Values of JavaScript as JSON, for whoever hands in objects from a form, a store or a parsed text.
//!
//! Only plain values are taken: what JSON has no place for is refused by name, where `JSON.stringify` would leave it
//! out or write `null`. No getter, proxy, circle or size makes the program stop.

use crate::failure::{ErrorCode, Failure};
use js_sys::{Array, BigInt, JsString, Number, Reflect};
use sangloc_screening::MAX_PROFILE_BYTES;
use serde_json::{Map, Value as Json};
use wasm_bindgen::{JsCast, prelude::*};

/// A profile is four deep: namespace, fact, amount, unit.
const DEEPEST: usize = 8;

#[wasm_bindgen]
extern "C" {
    /// The keys that `JSON.stringify` would write; a proxy may throw.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys_of(object: &JsValue) -> Result<Array, JsValue>;
}

/// Reads a value; `path` names it where it is wrong.
pub(crate) fn read(value: &JsValue, path: &str) -> Result<Json, Failure> {
    Reader { left: MAX_PROFILE_BYTES }.value(value, path, DEEPEST)
}

/// Reads until it has had enough.
struct Reader {
    left: usize,
}

impl Reader {
    fn value(&mut self, value: &JsValue, path: &str, deeper: usize) -> Result<Json, Failure> {
        self.weigh(1, path)?;
        if value.is_null() || value.is_undefined() {
            return Ok(Json::Null);
        }
        if let Some(yes) = value.as_bool() {
            return Ok(yes.into());
        }
        if let Some(text) = value.dyn_ref::<JsString>() {
            return Ok(self.text(text, path)?.into());
        }
        if value.is_bigint() || value.as_f64().is_some() {
            return number(value, path);
        }
        let Some(deeper) = deeper.checked_sub(1) else {
            return Err(wrong(path, "is nested too deeply, or in a circle"));
        };
        if Array::is_array(value) {
            return self.list(value.unchecked_ref(), path, deeper);
        }
        if is_plain(value) {
            return self.object(value, path, deeper);
        }
        Err(wrong(
            path,
            "is no plain value: give objects, lists, texts, numbers, true, false or null",
        ))
    }

    fn list(&mut self, list: &Array, path: &str, deeper: usize) -> Result<Json, Failure> {
        let members = (0..list.length()).map(|place| {
            let path = format!("{path}[{place}]");
            let member = Reflect::get_u32(list, place).map_err(|_| unreadable(&path))?;
            self.value(&member, &path, deeper)
        });
        members.collect()
    }

    fn object(&mut self, object: &JsValue, path: &str, deeper: usize) -> Result<Json, Failure> {
        let mut members = Map::new();
        for key in keys_of(object).map_err(|_| unreadable(path))?.iter() {
            let name = self.text(key.unchecked_ref(), path)?;
            let path = format!("{path}.{}", shown(&name));
            let member = Reflect::get(object, &key).map_err(|_| unreadable(&path))?;
            members.insert(name, self.value(&member, &path, deeper)?);
        }
        Ok(Json::Object(members))
    }

    fn text(&mut self, text: &JsString, path: &str) -> Result<String, Failure> {
        self.weigh(text.length(), path)?;
        if text.is_valid_utf16() {
            return Ok(String::from(text));
        }
        Err(wrong(path, "has half a letter in it (a lone surrogate)"))
    }

    fn weigh(&mut self, more: u32, path: &str) -> Result<(), Failure> {
        let left = usize::try_from(more).ok().and_then(|more| self.left.checked_sub(more));
        self.left = left.ok_or_else(|| {
            let problem = format!("is larger than {MAX_PROFILE_BYTES} bytes");
            Failure::new(ErrorCode::TooLarge, path, &problem)
        })?;
        Ok(())
    }
}

/// With the digits that JavaScript writes, which are those that were typed.
fn number(value: &JsValue, path: &str) -> Result<Json, Failure> {
    let digits = if value.is_bigint() {
        value.unchecked_ref::<BigInt>().to_string(10).ok()
    } else {
        value.unchecked_ref::<Number>().to_string_with_radix(10).ok()
    };
    let number = digits.and_then(|digits| String::from(digits).parse().ok());
    number.map(Json::Number).ok_or_else(|| wrong(path, "is not a finite number"))
}

/// Whether it is an object made by braces, of this page or another frame's, or one without any prototype.
fn is_plain(value: &JsValue) -> bool {
    let above = |value: &JsValue| Reflect::get_prototype_of(value).map(JsValue::from);
    value.is_object()
        && above(value).is_ok_and(|first| {
            first.is_null() || above(&first).is_ok_and(|second| second.is_null())
        })
}

fn wrong(path: &str, problem: &str) -> Failure {
    Failure::new(ErrorCode::WrongType, path, problem)
}

fn unreadable(path: &str) -> Failure {
    wrong(path, "cannot be read: looking at it throws an error")
}

/// A hostile name is quoted in part only.
fn shown(name: &str) -> String {
    name.chars().take(60).filter(|letter| !letter.is_control()).collect()
}
