//! Values that cross between Rust and JavaScript: options in, results and errors out.

use js_sys::{Reflect, TypeError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::Error;

/// Options from a plain object, or the default ones from `undefined`.
///
/// # Errors
///
/// A `TypeError` for a field of the wrong type.
pub(super) fn options_from<O: Default + DeserializeOwned>(value: JsValue) -> Result<O, JsValue> {
    if value.is_undefined() {
        return Ok(O::default());
    }
    serde_wasm_bindgen::from_value(value).map_err(|error| TypeError::new(&format!("options: {error}")).into())
}

/// A plain object: `null` for what is absent and numbers for numbers, so that it survives `structuredClone` and JSON.
///
/// # Errors
///
/// None for the types of this crate; what serde says of others, as a JavaScript error.
pub(super) fn plain_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(Into::into)
}

/// The error as a JavaScript `Error` that carries [`Error::code`] as `code`.
pub(super) fn exception(error: &Error) -> JsValue {
    let exception = js_sys::Error::new(&error.to_string());
    // A fresh ordinary object takes any property, so there is no failure to report here.
    let _ = Reflect::set(&exception, &"code".into(), &error.code().into());
    exception.into()
}
