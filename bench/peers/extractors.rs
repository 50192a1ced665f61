//! What pulls articles out of pages in Rust.

use dom_smoothie::{Config, Readability, TextMode};

/// A crate by its name, and the text it finds in a page, if any.
pub type Extractor = (&'static str, fn(&str) -> Option<String>);

/// Muslin first.
pub const EXTRACTORS: [Extractor; 3] = [
    ("muslin", |html| {
        let article = muslin::extract(html, &muslin::Options::default()).ok()?;
        Some(article.text)
    }),
    ("dom_smoothie", |html| {
        // The raw text runs the words of neighbouring blocks together.
        let config = Config {
            text_mode: TextMode::Formatted,
            ..Config::default()
        };
        let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
        Some(article.text_content.to_string())
    }),
    ("rs-trafilatura", |html| {
        rs_trafilatura::extract(html).ok().map(|found| found.content_text)
    }),
];

/// Pages as all of them take them: as text. Those in older encodings are left out: what to decode them takes is not theirs.
pub fn texts(pages: Vec<Vec<u8>>) -> Vec<String> {
    pages
        .into_iter()
        .filter_map(|page| String::from_utf8(page).ok())
        .collect()
}
