//! Pages that nobody wrote in good faith, cleaned: as one piece, and as a stream of which all comes at once.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod watched;

use muslin::{PageCleaner, PageOptions, clean_page};
use watched::watched;

const MB: usize = 1 << 20;

/// How many bytes are left of a page.
fn left(page: &str) -> [usize; 2] {
    let page = page.to_owned();
    watched(move || {
        let whole = clean_page(&page, &PageOptions::default())
            .expect("no limit was set")
            .html;
        let mut cleaner = PageCleaner::new(PageOptions::default()).expect("a known charset");
        let mut stream = cleaner.write(page.as_bytes()).expect("no limit was set");
        stream.extend(cleaner.end().expect("no limit was set").0);
        [whole.len(), stream.len()]
    })
}

#[test]
fn three_hundred_thousand_ads() {
    let ad = "<div class=ad-slot>x</div>";
    assert_eq!(left(&ad.repeat(6 * MB / ad.len())), [0, 0]);
}

#[test]
fn a_body_that_starts_again_and_again() {
    let page = format!("<p>{}{}", "<a href=x>y</a> ".repeat(MB / 4), "<body>".repeat(MB / 2));
    assert_eq!(left(&page), [page.len(); 2]);
}

#[test]
fn a_row_of_a_quarter_of_a_million_cells() {
    let page = format!("<p>It rained.</p><table><tr>{}</table>", "<td>Comments".repeat(MB / 4));
    assert_eq!(left(&page), [page.len(); 2]);
}
