//! Text that was already pulled out of a page.

use wasm_bindgen::prelude::*;

use super::exchange::plain_object;

/// The text without what is not the article: an object of `title`, `text` and `removed`.
///
/// # Errors
///
/// None.
#[wasm_bindgen(js_name = cleanText, unchecked_return_type = "object")]
pub fn clean_text(text: &str) -> Result<JsValue, JsValue> {
    plain_object(&crate::clean_text(text))
}
