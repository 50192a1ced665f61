//! Pages that are lists keep what they list, whole and as streams.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod streamed;

use muslin::{PageOptions, clean_page};
use streamed::{PROSE, streamed_text};

fn options(url: Option<&str>) -> PageOptions {
    url.map_or_else(PageOptions::default, |url| PageOptions::default().with_url(url))
}

fn whole(page: &str, url: Option<&str>) -> String {
    clean_page(page, &options(url)).expect("no limit was set").html
}

/// What is left of a page as a stream.
fn left(page: &str, url: Option<&str>) -> String {
    streamed_text(page, &options(url), 1000).0
}

#[test]
fn what_a_shop_lists_stays_below_its_description() {
    let product = |number: u32| {
        format!(
            "<div class=card><a href=/products/cloth-{number}><img src=/{number}.jpg></a><div class=card-body><h4><a \
             href=/products/cloth-{number}>Striped linen cloth number {number} with fringes</a></h4><p><small>Only 4 left</small><div \
             class=card-price>&euro;{number}.50</div><a class=btn href=/products/cloth-{number}>More info</a></div></div>"
        )
    };
    let page = |products: u32| {
        format!(
            "<title>Linen for the house</title><main><h1>Linen for the house</h1><div>{}</div><div class=row>{}</div></main>",
            PROSE.repeat(3),
            (1..=products).map(product).collect::<String>()
        )
    };
    let (shop, article) = (page(16), page(4));
    assert_eq!(whole(&shop, None), shop);
    assert_eq!(left(&shop, None), shop);
    // A few may please as well.
    assert!(!whole(&article, None).contains("Striped") && !left(&article, None).contains("Striped"));
}

/// The tags of `html`, `head` and `body` may be left out.
#[test]
fn a_front_page_keeps_its_lists_whatever_tags_it_has() {
    let story = |number: u32| {
        format!(
            "<div class=y><img src=/{number}.jpg><h3><a href=/story/{number}>Ferry number {number} to sail again in May</a></h3></div>"
        )
    };
    let lists: String = (1..9).map(story).collect();
    for [before, after] in [["<body>", "</body>"], ["", ""]] {
        let page = format!(
            "<!doctype html><title>The harbour</title>{before}<div>{PROSE}{PROSE}{PROSE}</div><div>{lists}</div>{after}"
        );
        let front = Some("https://example.org/");
        assert_eq!(left(&page, front), page);
        assert_eq!(whole(&page, front), page);
        // Elsewhere they are the lists below an article.
        assert!(!left(&page, None).contains("Ferry"), "{page}");
    }
}

/// Teasers of what is in a category, in elements side by side.
fn teasers() -> String {
    let teaser = |number: u32| {
        format!(
            "<div><h3><a href=/boats/ferry-{number}>Ferry number {number} to sail again in May</a></h3><p>It sank in {number}.</p></div>"
        )
    };
    (1..7).map(teaser).collect()
}

#[test]
fn the_list_of_a_category_stays_below_an_introduction() {
    let page = |body: &str, address: &str| {
        let canonical = format!("<link rel=canonical href='https://example.org/{address}'>");
        format!(
            "<!doctype html><html><head><title>Boats</title>{canonical}</head><body class='{body}'><main><h1>Boats</h1>{}<div>{}</div></main></body></html>",
            PROSE.repeat(3),
            teasers()
        )
    };
    for list in [
        page("archive boats", "boats/all/"),
        page("", "category/boats/?sort=new"),
    ] {
        assert_eq!(left(&list, None), list);
    }
    // Below an article they are others.
    assert!(!left(&page("", "boats/the-mill-that-stopped"), None).contains("Ferry"));
}

/// As one of a list of places to see does.
#[test]
fn the_parts_of_an_article_that_lead_to_what_they_tell_of_stay() {
    let page = |before: &str, after: &str| {
        let text = PROSE.repeat(3);
        format!(
            "<title>Six ferries</title><article><h1>Six ferries</h1>{text}{before}{}{after}</article>",
            teasers()
        )
    };
    let (parts, grid) = (page("", ""), page("<section>", "</section>"));
    assert_eq!(left(&parts, None), parts);
    assert!(!left(&grid, None).contains("Ferry"));
}
