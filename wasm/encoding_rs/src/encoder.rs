//! From text to an older encoding, which `lol_html` asks for where a rewriter inserts content. Muslin inserts none.

use std::fmt::Write;

use crate::CoderResult;

/// Writes ASCII as it is and all else as character references, which read the same in every encoding that HTML can be in.
pub struct Encoder {
    /// What did not fit.
    rest: String,
}

impl Encoder {
    pub(crate) fn new() -> Self {
        Self { rest: String::new() }
    }

    pub(crate) fn references(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            if letter.is_ascii() {
                out.push(letter);
            } else {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", u32::from(letter));
            }
        }
        out
    }

    /// Whether anything is held back.
    #[must_use]
    pub fn has_pending_state(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Encodes into a buffer: why it stopped, bytes read, bytes written, and whether there were references.
    pub fn encode_from_utf8(
        &mut self,
        text: &str,
        buffer: &mut [u8],
        _last: bool,
    ) -> (CoderResult, usize, usize, bool) {
        let encoded = Self::references(text);
        let replaced = encoded.len() != text.len();
        self.rest.push_str(&encoded);
        let written = self.rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(self.rest.drain(..written).as_str().bytes()) {
            *to = from;
        }
        let result = if self.rest.is_empty() {
            CoderResult::InputEmpty
        } else {
            CoderResult::OutputFull
        };
        (result, text.len(), written, replaced)
    }
}
