//! The platform's own `TextDecoder`.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn encoding(this: &TextDecoder) -> String;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8], options: &JsValue) -> Result<String, JsValue>;
}

/// The name of the encoding with this label, in whatever case; none for a label the platform does not know.
pub fn name_of(label: &str) -> Option<String> {
    Some(TextDecoder::new(label).ok()?.encoding())
}

/// The platform's decoder of one encoding.
pub struct Platform {
    name: &'static str,
    decoder: Option<TextDecoder>,
}

impl Platform {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            decoder: TextDecoder::new(name).ok(),
        }
    }

    /// The text of whole characters; none if it refuses one of them, as Node does in EUC-JP.
    pub fn decode(&self, characters: &[u8]) -> Option<String> {
        let decoder = self.decoder.as_ref()?;
        decoder.decode(characters, &JsValue::UNDEFINED).ok()
    }

    /// The text of bytes that may be cut anywhere.
    pub fn decode_stream(&mut self, bytes: &[u8], last: bool) -> String {
        let options = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &"stream".into(), &(!last).into());
        let decoded = self
            .decoder
            .as_ref()
            .and_then(|decoder| decoder.decode(bytes, &options).ok());
        decoded.unwrap_or_else(|| {
            // What it was in the middle of is lost with it.
            self.decoder = TextDecoder::new(self.name).ok();
            "\u{fffd}".to_owned()
        })
    }
}
