//! Links to social networks that nothing marks: they go if share buttons are asked for, and take none of the article along.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use muslin::{Kind, PageCleaner, PageOptions, clean_page};

const PROSE: &str = "<p>The mill stopped in the winter of 1962, when the river froze to its bed and the wheel split along its axle, \
    and nobody mended it; the owner had died the year before, his sons were at sea, and the flour came by lorry.</p>\n";

/// The page without what is there to share or follow by.
fn without_share(page: &str) -> String {
    let options = PageOptions::default().with_kinds([Kind::Share]);
    clean_page(page, &options).expect("no limit was set").html
}

fn article() -> String {
    format!("<main><article><h1>The mill</h1>{}</article></main>", PROSE.repeat(4))
}

#[test]
fn links_to_networks_go_when_buttons_to_share_do() {
    let options = || PageOptions::default().with_kinds([Kind::Share]);
    let links = "<a href=https://www.facebook.com/mill>Facebook</a> <a href=//x.com/mill>X</a> <a href=https://t.me/mill>Telegram</a>";
    let within = "<p>The owner says <a href=https://www.facebook.com/mill>on Facebook</a> that the wheel will turn in spring.</p>";
    let other = "<div><a href=https://facebook.com.mill.example/>The mill</a></div><p><a href=https://netflix.com/mill>The film</a></p>";
    for buttons in [
        format!("<div>{links}</div>"),
        format!("<ul><li>{}</ul>", links.replace("> <", "><li><")),
        "<a href=https://www.youtube.com/mill><div>YouTube</div></a>".to_owned(),
    ] {
        let page = format!("<h1>The mill</h1><div>{buttons}</div>{PROSE}{within}{PROSE}{other}");
        let mut cleaner = PageCleaner::new(options()).expect("default options");
        let mut left = cleaner.write(page.as_bytes()).expect("no limit was set");
        left.extend(cleaner.end().expect("no limit was set").0);
        let whole = clean_page(&page, &options()).expect("no limit was set").html;
        for left in [String::from_utf8_lossy(&left).into_owned(), whole] {
            assert!(!left.contains("Telegram") && !left.contains("YouTube"), "{left}");
            assert!(left.contains(within) && left.contains(other), "{left}");
        }
        let untouched = clean_page(&page, &PageOptions::default()).expect("no limit was set");
        assert_eq!(untouched.html, page, "only if it is asked for");
    }
}

#[test]
fn links_to_posts_and_to_other_pages_stay() {
    for links in [
        "<a href=https://x.com/mill/status/12>The mill turns</a>",
        "<a href=https://youtube.com/watch?v=12>The mill turns</a>",
        "<a href=https://x.com/mill>X</a> <a href=/about>About</a>",
        "<a href=https://example.org/x.com>The mill turns</a>",
    ] {
        let page = format!("{}<div class=x>{links}</div><p>Mill House", article());
        assert_eq!(without_share(&page), page, "{links}");
    }
}

#[test]
fn links_to_networks_take_no_prose_along() {
    let link = "<a href=https://x.com/mill>@mill</a>";
    let post = "<p>The wheel of the mill at Hartley Weir is to turn again, and the first sack of barley is to be ground by it in the spring.</p>";
    for box_of_post in [
        format!("<div class=x>{post}<p>{link}</p></div>"),
        format!("<blockquote>{link}{post}{link}</blockquote>"),
        format!("<div class=social-post>{post}{link}"),
    ] {
        let page = format!("{}{box_of_post}", article());
        let left = without_share(&page);
        assert!(left.contains(post), "{left}");
    }
    // Right among the paragraphs they are the author's.
    let page = article().replacen("</p>\n", &format!("</p>\n<p>{link}</p>\n"), 2);
    assert_eq!(without_share(&page), page);
}
