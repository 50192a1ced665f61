//! Notices about cookies, by their words.

use super::words::mentions_one_of;

/// Whether a text is about cookies.
pub fn mentions(text: &str) -> bool {
    mentions_one_of(text, "cookie")
}

/// Whether a text, or a part of it, is the answer to a notice.
pub fn is_answer(text: &str) -> bool {
    text.to_lowercase() == "ok" || mentions_one_of(text, "answer")
}
