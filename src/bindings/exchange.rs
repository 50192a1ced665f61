//! Values that cross between Rust and JavaScript: options in, results and errors out.

use js_sys::{Array, Number, Object, Reflect, TypeError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::filters::loaded;
use crate::Error;
use crate::clutter::Kind;
use crate::options::Reading;

/// The fields of a plain object of options; `undefined` has none.
pub(super) struct Fields(JsValue);

impl Fields {
    /// # Errors
    ///
    /// A `TypeError` for what is no object.
    pub fn of(options: JsValue) -> Result<Self, JsValue> {
        if options.is_undefined() {
            return Ok(Self(Object::new().into()));
        }
        if options.is_object() {
            return Ok(Self(options));
        }
        Err(TypeError::new("options must be an object").into())
    }

    /// What all options have, with a list of filters by its number.
    pub fn reading(&self, filters: &JsValue) -> Result<Reading, JsValue> {
        Ok(Reading {
            url: self.text("url")?,
            charset: self.text("charset")?,
            max_bytes: self.bytes("maxBytes")?,
            filters: loaded(filters),
        })
    }

    /// A string.
    pub fn text(&self, name: &str) -> Result<Option<String>, JsValue> {
        self.read(name, "a string", JsValue::as_string)
    }

    /// A boolean.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, JsValue> {
        self.read(name, "true or false", JsValue::as_bool)
    }

    /// A number of bytes.
    pub fn bytes(&self, name: &str) -> Result<Option<u64>, JsValue> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "looked at before"
        )]
        self.read(name, "a whole number of bytes", |value| {
            let number = value.as_f64()?;
            let is_whole = Number::is_safe_integer(value) && number >= 0.0;
            is_whole.then_some(number as u64)
        })
    }

    /// A list of kinds, by their names.
    pub fn kinds(&self, name: &str) -> Result<Option<Vec<Kind>>, JsValue> {
        self.read(name, "a list of kinds", |value| {
            let kinds = value.dyn_ref::<Array>()?;
            kinds.iter().map(|kind| Kind::named(&kind.as_string()?)).collect()
        })
    }

    /// What `read` makes of a field; none where the field is not there or `null`.
    ///
    /// # Errors
    ///
    /// A `TypeError` where `read` makes nothing of it; what a getter throws.
    fn read<T>(&self, name: &str, wanted: &str, read: impl Fn(&JsValue) -> Option<T>) -> Result<Option<T>, JsValue> {
        let value = Reflect::get(&self.0, &name.into())?;
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        let wrong = || TypeError::new(&format!("options.{name} must be {wanted}")).into();
        read(&value).map(Some).ok_or_else(wrong)
    }
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
