//! Pages without their clutter, whole or as they arrive.

use wasm_bindgen::prelude::*;

use super::exchange::{Fields, exception, plain_object};
use crate::{PageOptions, Removed};

/// Options from a plain object, and a list of filters by its number.
pub(super) fn page_options(options: JsValue, filters: &JsValue) -> Result<PageOptions, JsValue> {
    let (fields, unless_given) = (Fields::of(options)?, PageOptions::default());
    Ok(PageOptions {
        reading: fields.reading(filters)?,
        kinds: fields.kinds("remove")?.unwrap_or(unless_given.kinds),
        hold_back: fields.bytes("holdBack")?.unwrap_or(unless_given.hold_back),
    })
}

/// A page without its clutter: an object of `html` and `removed`; `options` is a plain object, see [`crate::PageOptions`], `filters`
/// the number of a list that was loaded.
///
/// # Errors
///
/// An `Error` with a `code` when a limit is passed; a `TypeError` for a field of the wrong type.
#[wasm_bindgen(js_name = cleanPage, unchecked_return_type = "object")]
pub fn clean_page(
    html: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] filters: JsValue,
) -> Result<JsValue, JsValue> {
    let clean = crate::clean_page(html, &page_options(options, &filters)?).map_err(|error| exception(&error))?;
    plain_object(&clean)
}

/// Removes the clutter of one page that arrives in chunks.
///
/// The JavaScript object owns memory of the module until `free` is called.
#[wasm_bindgen]
pub struct PageCleaner {
    /// None when the page has ended.
    cleaner: Option<crate::PageCleaner>,
    removed: Vec<Removed>,
}

#[wasm_bindgen]
impl PageCleaner {
    /// Starts a page; `options` and `filters` as for [`clean_page`].
    ///
    /// # Errors
    ///
    /// An `Error` with `code` `unknown-charset`; a `TypeError` for a field of the wrong type.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] filters: JsValue,
    ) -> Result<Self, JsValue> {
        let cleaner = crate::PageCleaner::new(page_options(options, &filters)?).map_err(|error| exception(&error))?;
        Ok(Self {
            cleaner: Some(cleaner),
            removed: Vec::new(),
        })
    }

    /// Reads the next bytes of the page and gives those that are certain to stay.
    ///
    /// # Errors
    ///
    /// An `Error` with a `code` when a limit is passed; the cleaner is of no further use then.
    pub fn write(&mut self, chunk: &[u8]) -> Result<Vec<u8>, JsValue> {
        let Some(cleaner) = &mut self.cleaner else {
            return Ok(Vec::new());
        };
        let given = cleaner.write(chunk).map_err(|error| exception(&error))?;
        self.removed.extend(cleaner.take_removed());
        Ok(given)
    }

    /// Ends the page and gives the rest of it.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn end(&mut self) -> Result<Vec<u8>, JsValue> {
        let Some(cleaner) = self.cleaner.take() else {
            return Ok(Vec::new());
        };
        let (rest, removed) = cleaner.end().map_err(|error| exception(&error))?;
        self.removed.extend(removed);
        Ok(rest)
    }

    /// Takes what was removed since the last time.
    ///
    /// # Errors
    ///
    /// None.
    #[wasm_bindgen(js_name = takeRemoved, unchecked_return_type = "object[]")]
    pub fn take_removed(&mut self) -> Result<JsValue, JsValue> {
        plain_object(&std::mem::take(&mut self.removed))
    }
}
