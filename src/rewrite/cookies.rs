//! Notices about cookies, by their words.

use super::words::words;

/// Whether a text is about cookies.
pub fn mentions(text: &str) -> bool {
    let text = text.to_lowercase();
    words("cookie").any(|word| text.contains(word))
}

/// Whether a text, or a part of it, is the answer to a notice.
pub fn is_answer(text: &str) -> bool {
    let text = text.to_lowercase();
    text == "ok" || words("answer").any(|word| text.contains(word))
}
