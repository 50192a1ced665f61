//! Extraction of pages that arrive as strings or bytes, whole or in chunks.

use wasm_bindgen::prelude::*;

use super::exchange::{Fields, exception, plain_object};
use crate::Options;

/// Options from a plain object, and a list of filters by its number.
pub(super) fn options_with(options: JsValue, filters: &JsValue) -> Result<Options, JsValue> {
    let (fields, unless_given) = (Fields::of(options)?, Options::default());
    Ok(Options {
        reading: fields.reading(filters)?,
        keep_comments: fields.flag("keepComments")?.unwrap_or(unless_given.keep_comments),
        keep_images: fields.flag("keepImages")?.unwrap_or(unless_given.keep_images),
    })
}

/// Reads one page that arrives in chunks and gives its article.
///
/// The JavaScript object owns memory of the module until [`end`](Self::end) or `free` is called.
#[wasm_bindgen(js_name = Extractor)]
pub struct PageExtractor(crate::Extractor);

#[wasm_bindgen(js_class = Extractor)]
impl PageExtractor {
    /// Starts a page; `options` is a plain object, see [`crate::Options`], `filters` the number of a list that was loaded.
    ///
    /// # Errors
    ///
    /// An `Error` with `code` `unknown-charset`; a `TypeError` for a field of the wrong type.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] filters: JsValue,
    ) -> Result<Self, JsValue> {
        let options = options_with(options, &filters)?;
        crate::Extractor::new(options)
            .map(Self)
            .map_err(|error| exception(&error))
    }

    /// Starts a page whose blocks are wanted while it arrives; `options` and `filters` as for [`new`](Self::new).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    #[wasm_bindgen(js_name = forBlocks)]
    pub fn for_blocks(
        #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] filters: JsValue,
    ) -> Result<Self, JsValue> {
        Ok(Self(Self::new(options, filters)?.0.with_early_blocks()))
    }

    /// Reads the next bytes of the page.
    ///
    /// # Errors
    ///
    /// An `Error` with a `code` when a limit is passed; the extractor is of no further use then.
    #[wasm_bindgen(js_name = writeBytes)]
    pub fn write_bytes(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        self.0.write(chunk).map_err(|error| exception(&error))
    }

    /// Reads the next part of the page as a string. A lone surrogate reads as U+FFFD, so a pair must not be cut apart.
    ///
    /// # Errors
    ///
    /// As [`write_bytes`](Self::write_bytes).
    #[wasm_bindgen(js_name = writeText)]
    pub fn write_text(&mut self, chunk: &str) -> Result<(), JsValue> {
        self.0.write_str(chunk).map_err(|error| exception(&error))
    }

    /// Takes the blocks that have become certain since the last time.
    ///
    /// # Errors
    ///
    /// None.
    #[wasm_bindgen(js_name = takeBlocks, unchecked_return_type = "object[]")]
    pub fn take_blocks(&mut self) -> Result<JsValue, JsValue> {
        plain_object(&self.0.take_blocks())
    }

    /// Ends the page and gives the blocks that were not taken; frees the extractor whether it fails or not.
    ///
    /// # Errors
    ///
    /// As [`write_bytes`](Self::write_bytes).
    #[wasm_bindgen(js_name = endBlocks, unchecked_return_type = "object[]")]
    pub fn end_blocks(self) -> Result<JsValue, JsValue> {
        let blocks = self.0.end_blocks().map_err(|error| exception(&error))?;
        plain_object(&blocks)
    }

    /// Ends the page and gives the text of its article alone; frees the extractor whether it fails or not.
    ///
    /// # Errors
    ///
    /// As [`write_bytes`](Self::write_bytes).
    #[wasm_bindgen(js_name = endText)]
    pub fn end_text(self) -> Result<String, JsValue> {
        self.0.end_text().map_err(|error| exception(&error))
    }

    /// Ends the page and gives its article; frees the extractor whether it fails or not.
    ///
    /// # Errors
    ///
    /// As [`write_bytes`](Self::write_bytes).
    #[wasm_bindgen(unchecked_return_type = "object")]
    pub fn end(self) -> Result<JsValue, JsValue> {
        let article = self.0.end().map_err(|error| exception(&error))?;
        plain_object(&article)
    }
}

/// Whether a page looks like an article: an object of `verdict` and `score`.
///
/// # Errors
///
/// None.
#[wasm_bindgen(js_name = isProbablyArticle, unchecked_return_type = "object")]
pub fn is_probably_article(html: &str) -> Result<JsValue, JsValue> {
    plain_object(&crate::is_probably_article(html))
}
