//! Pages that nobody wrote in good faith, cleaned: as one piece, and as a stream.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod strenuous;
mod watched;

use muslin::{Kind, PageCleaner, PageOptions, clean_page};
use strenuous::{MB, PROSE, strenuous};
use watched::watched;

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

/// Each of the elements is asked for each of the blocks whether it is a list of other articles.
#[test]
fn twenty_thousand_files_in_a_hundred_related_lists() {
    let article = format!("<title>Rain</title><main><h1>Rain</h1>{}</main>", PROSE.repeat(20));
    let (lists, files) = (
        "<div class=related>".repeat(100),
        "<li><a href=/b.pdf>see the file</a>".repeat(20_000),
    );
    assert_eq!(left(&format!("{article}{lists}<ul>{files}")), [article.len(); 2]);
}

/// All that a page may be cleaned of.
const ALL: [Kind; 7] = [
    Kind::Ad,
    Kind::Recommendation,
    Kind::Comments,
    Kind::Newsletter,
    Kind::Share,
    Kind::Consent,
    Kind::Paywall,
];

/// Cleans a page as a stream, in chunks of a kilobyte: what is left, and the most that was held back.
fn streamed(page: &str) -> (String, usize) {
    let page = page.to_owned();
    let (left, held) = watched(move || {
        let mut cleaner = PageCleaner::new(PageOptions::default().with_kinds(ALL)).expect("no charset was given");
        let mut left = Vec::new();
        for chunk in page.as_bytes().chunks(1 << 10) {
            left.extend(cleaner.write(chunk).expect("no limit was set"));
        }
        let held = cleaner.most_held();
        left.extend(cleaner.end().expect("no limit was set").0);
        (left, held)
    });
    (String::from_utf8(left).expect("tags are cut out whole"), held)
}

fn cleaned(page: &str) -> String {
    let page = page.to_owned();
    watched(move || clean_page(&page, &PageOptions::default().with_kinds(ALL)).expect("no limit was set")).html
}

#[test]
fn cleaning_stays_linear_and_holds_no_more_back_than_it_may() {
    for (name, page) in strenuous(MB / 8) {
        let (left, held) = streamed(&page);
        assert!(left.len() <= page.len() && cleaned(&page).len() <= page.len(), "{name}");
        // What is within one tag can only be given when that has ended.
        let is_one_tag = name.contains("tag") || name.contains("attribute");
        assert!(
            is_one_tag || held <= (64 << 10) + (1 << 10),
            "{name}: {held} bytes were held back"
        );
    }
}

#[test]
fn ten_thousand_nested_blocks_that_may_go() {
    let links = "<li><a href=/a>Ferry to sail again in May</a><li><a href=/b>What the divers found below</a>";
    for (start, end) in [
        ("<div class=ad-slot>", "</div>"),
        ("<div class=ad-slot><b>", "</b></div>"),
        ("<ul><li class=ad-slot>", "</ul>"),
        ("<table><tr class=ad-slot><td>", "</table>"),
        (
            "<div class=related-posts><div class=share-buttons><div class=newsletter-signup>",
            "</div></div></div>",
        ),
        ("<section><h3>You may also like</h3>", "</section>"),
        ("<ul><li><h3>You may also like</h3>", "</ul>"),
    ] {
        let (open, close) = (start.repeat(10_000), end.repeat(10_000));
        for (page, after) in [
            (
                format!("<p>{PROSE}</p>{open}<ul>{links}</ul>{close}<p>After it all."),
                "<p>After it all.",
            ),
            (format!("<p>{PROSE}</p>{open}<ul>{links}</ul>"), ""),
            // Ended in the wrong order, and more often than they were opened.
            (
                format!("<p>{PROSE}</p>{open}{links}</p></b>{close}{close}<p>After it all."),
                "<p>After it all.",
            ),
        ] {
            for left in [streamed(&page).0, cleaned(&page)] {
                assert!(
                    left.starts_with(&format!("<p>{PROSE}</p>")) && left.ends_with(after),
                    "{start}: {left:.400}"
                );
                // What names itself goes, however deep.
                assert!(
                    !left.contains("ad-slot") || left.len() < 400 + start.len() + after.len(),
                    "{start}: {left:.400}"
                );
            }
        }
    }
}
