//! Notices about cookies, by their words.

/// What is asked about.
const COOKIES: [&str; 6] = ["cookie", "ciastecz", "куки", "クッキー", "쿠키", "dsgvo"];

/// What is answered, in the languages that ask most.
const ANSWERS: [&str; 22] = [
    "accept",
    "agree",
    "got it",
    " ok",
    "akzept",
    "einverstanden",
    "zustimm",
    "acept",
    "aceit",
    "acord",
    "accett",
    "akcept",
    "zgad",
    "souhlas",
    "elfogad",
    "akkoord",
    "godk",
    "hyväks",
    "kabul",
    "соглас",
    "同意",
    "동의",
];

/// Whether a text is about cookies.
pub fn mentions(text: &str) -> bool {
    let text = text.to_lowercase();
    COOKIES.iter().any(|word| text.contains(word))
}

/// Whether a text, or a part of it, is the answer to a notice.
pub fn is_answer(text: &str) -> bool {
    let text = text.to_lowercase();
    text == "ok" || ANSWERS.iter().any(|word| text.contains(word))
}
