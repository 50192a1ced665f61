//! The lists of other articles around one go: by their headings, by parts of names, by their looks.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod streamed;

use muslin::{Kind, PageCleaner, PageOptions, Removed, clean_page};
use streamed::{PROSE, streamed_text};

fn streamed(page: &[u8], options: &PageOptions) -> (Vec<u8>, Vec<Removed>) {
    streamed::streamed(page, options, usize::MAX)
}

fn left(page: &str) -> String {
    streamed_text(page, &PageOptions::default(), usize::MAX).0
}

fn whole(page: &str) -> String {
    clean_page(page, &PageOptions::default())
        .expect("no limit was set")
        .html
}

#[test]
fn lists_go_with_the_heading_that_names_them() {
    let links = "<li><a href=/a>Ferry to sail again in May</a><li><a href=/b>What the divers found below</a>";
    let more = format!("{PROSE}<p>And then it was spring.</p>");
    for list in [
        format!("<div class=x><div class=y><h3>You may also like</h3></div><ul>{links}</ul></div>"),
        format!("<h3>You may also like</h3><ul>{links}</ul>"),
        "<section><h3>You may also like</h3><p><a href=/c>A life at sea in forty pictures</a></p></section>".to_owned(),
    ] {
        let page = format!("<main>{PROSE}{list}{more}</main>");
        let (left, removed) = streamed_text(&page, &PageOptions::default(), usize::MAX);
        assert!(!left.contains("also like") && !left.contains("href"), "{left}");
        assert!(
            left.starts_with(&format!("<main>{PROSE}")) && left.ends_with(&format!("{more}</main>")),
            "{left}"
        );
        assert_eq!(removed.len(), 1);
        assert_eq!(removed[0].reason, "heading \u{201c}You may also like\u{201d}");
        assert!(removed[0].path.starts_with("body > main"), "{}", removed[0].path);
    }
    let prose = format!("<main>{PROSE}<h3>You may also like</h3>{more}</main>");
    assert_eq!(left(&prose), prose, "a heading of prose");
}

/// A page of lists in its own words, without a class that tells anything, and one whose author left out what end tags may be left out.
#[test]
fn the_lists_around_an_article_go_and_the_menu_stays() {
    for name in ["seed--no-semantics", "seed--omitted-end-tags"] {
        let file = format!("{}/tests/fixtures/{name}/source.html", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(file).expect("a fixture");
        let whole = whole(&page);
        for left in [whole, left(&page)] {
            for gone in [
                "Latest Stories",
                "You May Also Like",
                "Popular Now",
                "Must-Reads",
                "Advertisement",
                "Dinga Dinga",
            ] {
                assert!(!left.contains(gone), "{name}: {gone:?} is left");
            }
            for kept in [">Latest<", ">World<", "Daniel Kim", "What Trump", "Share it on"] {
                assert_eq!(left.contains(kept), page.contains(kept), "{name}: {kept:?}");
            }
        }
    }
}

#[test]
fn names_tell_only_of_what_is_none_of_the_article() {
    let article = PROSE.repeat(3);
    let list = "<li><a href=/a>Ferry to sail again in May</a><li><a href=/b>What the divers found below</a>";
    let page = format!(
        "<main><div class=my-related-box>{article}</div><p class=teaser>A mill and its river, told in two parts and a song.</p>\
         <div class=my-related-box><ul>{list}</ul></div></main>"
    );
    let whole = clean_page(&page, &PageOptions::default()).expect("no limit was set");
    assert_eq!(whole.removed.len(), 1);
    let (streamed, removed) = streamed(page.as_bytes(), &PageOptions::default());
    for left in [whole.html.as_bytes(), &streamed] {
        let left = String::from_utf8_lossy(left);
        assert!(
            left.contains(&article) && left.contains("two parts") && !left.contains("Ferry"),
            "{left}"
        );
    }
    assert_eq!(removed[0].reason, "name my-related-box");
}

#[test]
fn links_among_the_text_are_its_own() {
    let sources = "<p><a href=https://example.org/annals>Annals of the valley and its mills, volume two</a></p>";
    let page = format!("<main>{PROSE}{PROSE}{sources}{PROSE}{sources}</main>");
    assert_eq!(whole(&page), page);
    assert_eq!(left(&page), page);
}

/// Article pages of a magazine that names nothing: the cards below its text lead to other articles, or to other sites.
fn with_cards(cards: &str) -> String {
    format!(
        "<main><article>{}</article><div class=x>{cards}</div></main><footer>Contact</footer>",
        PROSE.repeat(3)
    )
}

#[test]
fn grids_of_cards_go_without_a_heading_that_says_so() {
    let card = |number: u32| {
        format!(
            "<div class=y><a href=/story/{number}><img src=/{number}.jpg></a><h4><a href=/story/{number}>Ferry number {number} to sail \
             again</a></h4><p>The harbour master said so on Monday, and nobody on the quay was surprised by it.</p></div>"
        )
    };
    let unended = |number: u32| {
        format!(
            "<li><h4><a href=/story/{number}><img src=/{number}.jpg>Ferry number {number} to sail again</a></h4><p>By a reporter"
        )
    };
    let cards: String = (1..5).map(card).collect();
    let items: String = (1..5).map(unended).collect();
    for grid in [
        cards.clone(),
        format!("<h2>From the harbour</h2><div>{cards}</div><a href=/all>All stories</a>"),
        format!("<b>{cards}</b>"),
        format!("<ul>{items}</ul>"),
    ] {
        let page = with_cards(&grid);
        let whole = clean_page(&page, &PageOptions::default()).expect("no limit was set");
        for left in [whole.html, left(&page)] {
            assert!(
                left.contains(&PROSE.repeat(3)) && left.contains("<footer>Contact"),
                "{left}"
            );
            assert!(!left.contains("Ferry") && !left.contains("harbour"), "{left}");
        }
        assert!(whole.removed.iter().all(|removed| removed.kind == Kind::Recommendation));
        // However the page is cut into chunks.
        for size in [1, 7, 64] {
            let mut cleaner = PageCleaner::new(PageOptions::default()).expect("default options");
            let mut given = Vec::new();
            for chunk in page.as_bytes().chunks(size) {
                given.extend(cleaner.write(chunk).expect("no limit was set"));
            }
            given.extend(cleaner.end().expect("no limit was set").0);
            assert_eq!(String::from_utf8_lossy(&given), left(&page), "in chunks of {size}");
        }
    }
}

#[test]
fn cards_of_many_sites_or_with_much_to_read_are_the_articles_own() {
    let brand = |name: &str| {
        format!(
            "<div><h4><a href=https://{name}.example/>The mill of the {name} family</a></h4><p>Built of larch.</p></div>"
        )
    };
    let part =
        |number: u32| format!("<div><h4><a href=/part/{number}>The mill in part {number}</a></h4>{PROSE}{PROSE}</div>");
    for cards in [
        ["ash", "birch", "cedar", "elm"].map(brand).concat(),
        (1..5).map(part).collect(),
        "<div><h4><a href=#a>To the first of the mills</a></h4></div>".repeat(4),
    ] {
        let page = with_cards(&cards);
        assert_eq!(left(&page), page);
    }
}

#[test]
fn the_rest_of_a_list_goes_with_it() {
    let story = |number: u32| {
        format!("<article class=y><span>News</span><h4><a href=/{number}>Ferry number {number} to sail again</a></h4>")
    };
    let stories: String = (1..5).map(story).collect();
    let post = "<nav class=post-navigation><h2>Article navigation</h2><div class=nav-links><a href=/a>Previous: the ferry that sank</a>\
        <a href=/b>Next: the ferry that sailed</a></div></nav>";
    let headed = "<div><h3>Related posts</h3><div><p>The ferry sails<p>It sank in a storm, and was raised in spring.</div></div>";
    for (list, gone) in [
        (
            format!("<div class=x><div class=heading>Also in the news</div>{stories}</div>"),
            "News",
        ),
        (post.to_owned(), "navigation"),
        (format!("{headed}<footer>Mill House</footer>"), "ferry"),
    ] {
        let page = format!("<body><main>{}</main>{list}</body>", PROSE.repeat(4));
        let whole = whole(&page);
        assert!(!whole.contains(gone) && whole.contains(&PROSE.repeat(4)), "{whole}");
        assert_eq!(whole.contains("Mill House"), page.contains("Mill House"));
    }
}

#[test]
fn headers_of_parts_of_the_page_go_with_what_they_name() {
    let text = PROSE.repeat(6);
    let page = |header: &str| {
        format!("<!doctype html><title>The mill</title><main><article><h1>The mill</h1>{text}</article>{header}</main>")
    };
    // A script would have brought the list.
    let (header, list) = (
        "<header class=posts-header>Featured blogs</header>",
        "<div class=posts></div>",
    );
    assert_eq!(whole(&page(&format!("{header}{list}"))), page(list));
    assert_eq!(left(&page(&format!("{header}{list}"))), page(""));
    // The site's own stays.
    let site = format!("{header}{}", page(""));
    assert_eq!((whole(&site), left(&site)), (site.clone(), site));
}

#[test]
fn arrows_in_a_menu_lead_to_the_articles_before_and_after() {
    let text = PROSE.repeat(6);
    let page = |links: &str| {
        format!(
            "<title>The mill</title><div class=top><div id=menu>{links}</div></div><h1>The mill</h1><div class=body>{text}</div>"
        )
    };
    let links = "<a href=/bridge>&laquo; The bridge that fell down</a> | <a href='https://mill.example/'>Main</a>";
    assert_eq!(
        whole(&page(links)),
        page("").replace("<div class=top><div id=menu></div></div>", "")
    );
    let links = "<a href=/bridges>Bridges of the valley</a> | <a href='https://mill.example/'>Main</a>";
    assert_eq!(whole(&page(links)), page(links));
}
