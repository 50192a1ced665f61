//! A live document, open shadow roots included: its article, and its clutter.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

use super::cleaning::page_options;
use super::exchange::{exception, plain_object};
use super::extraction::options_with;

#[wasm_bindgen]
extern "C" {
    /// The serialising half of `Element`: `getHTML` is newer than web-sys 0.3, and web-sys has it that `outerHTML` never
    /// fails, which it does in an XML document with a name that XML cannot write.
    #[wasm_bindgen(extends = Element)]
    type Serialisable;

    #[wasm_bindgen(method, catch, js_name = getHTML)]
    fn inner_html_with(this: &Serialisable, options: &Object) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, getter, js_name = outerHTML)]
    fn outer_html(this: &Serialisable) -> Result<String, JsValue>;
}

/// The article of a live document, which is not touched.
///
/// Each of `shadowRoots` is read at its host. They are found by the caller: a walk over every element from here would
/// cross between Rust and JavaScript once an element. Where the browser lacks `getHTML` (before 2024) the page is read
/// without them.
///
/// # Errors
///
/// An `Error` with a `code` when a limit is passed; what the browser throws for a document that it cannot write.
#[wasm_bindgen(js_name = extractDocument, unchecked_return_type = "object")]
pub fn extract_document(
    document: &Document,
    #[wasm_bindgen(js_name = shadowRoots, unchecked_param_type = "ShadowRoot[]")] shadow_roots: &Array,
    #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] filters: JsValue,
) -> Result<JsValue, JsValue> {
    let html = html_of(document, shadow_roots)?;
    let article = crate::extract(&html, &options_with(options, &filters)?).map_err(|error| exception(&error))?;
    plain_object(&article)
}

/// The clutter of a live document, which is not touched: see [`crate::Clutter`]. Start tags are counted in the order in which the
/// page is written, the `template` of each shadow root among them.
///
/// # Errors
///
/// As [`extract_document`].
#[wasm_bindgen(js_name = findClutter, unchecked_return_type = "object")]
pub fn find_clutter(
    document: &Document,
    #[wasm_bindgen(js_name = shadowRoots, unchecked_param_type = "ShadowRoot[]")] shadow_roots: &Array,
    #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] filters: JsValue,
) -> Result<JsValue, JsValue> {
    let html = html_of(document, shadow_roots)?;
    let clutter = crate::find_clutter(&html, &page_options(options, &filters)?).map_err(|error| exception(&error))?;
    plain_object(&clutter)
}

/// The page as it stands, from `<html …>` to `</html>`; empty for a document without a root element.
fn html_of(document: &Document, shadow_roots: &Array) -> Result<String, JsValue> {
    let Some(root) = document.document_element() else {
        return Ok(String::new());
    };
    let root: Serialisable = root.unchecked_into();
    if !Reflect::has(&root, &"getHTML".into())? {
        return root.outer_html();
    }

    let options = Object::new();
    Reflect::set(&options, &"shadowRoots".into(), shadow_roots)?;
    let content = root.inner_html_with(&options)?;

    // `getHTML` gives what is inside the root; the root's own tags (lang, dir, class) come from a copy without children.
    let shell: Serialisable = root.clone_node()?.unchecked_into();
    let shell = shell.outer_html()?;
    Ok(match shell.rfind("</").and_then(|end| shell.split_at_checked(end)) {
        Some((start_tag, end_tag)) => [start_tag, &content, end_tag].concat(),
        None => content,
    })
}
