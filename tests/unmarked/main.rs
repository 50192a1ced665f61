//! Clutter that nothing marks, in whole pages and in streams: what tells of it, and what keeps the page's own from going.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod cards;
mod furniture;
mod headings;
mod kinds;
mod lists;
#[path = "../streamed/mod.rs"]
mod streamed;

use muslin::{PageOptions, clean_page};
use streamed::{PROSE, streamed_text};

/// What is left of a page that is whole.
fn whole(page: &str) -> String {
    clean_page(page, &PageOptions::default())
        .expect("no limit was set")
        .html
}

/// What is left of a page that arrives in chunks of a few bytes.
fn streamed(page: &str) -> String {
    streamed_by(page, 17)
}

/// What is left of a page that comes in chunks of so many bytes.
fn streamed_by(page: &str, bytes: usize) -> String {
    streamed_text(page, &PageOptions::default(), bytes).0
}

fn article() -> String {
    format!("<main><article><h1>The mill</h1>{}</article></main>", PROSE.repeat(4))
}

/// Links to stories of the same site, in items of a list.
fn stories(count: u32) -> String {
    let story = |number| format!("<li><a href=/story/{number}>Ferry number {number} to sail again in spring</a></li>");
    (1..=count).map(story).collect()
}
