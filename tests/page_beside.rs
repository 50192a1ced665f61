//! What stands beside the lists that go, and is none of them, stays.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod streamed;

use muslin::{PageOptions, clean_page};
use streamed::{PROSE, streamed_text};

const STORIES: [&str; 3] = [
    "<a href=/ferry>The long road back for the harbour ferry</a>",
    "<a href=/bread>Salted rye bread without any kneading</a>",
    "<a href=/train>Night trains are back and full again</a>",
];

/// An article, with something before and after it.
fn page(before: &str, after: &str) -> String {
    format!(
        "<title>The mill</title><body>{before}<main><article><h1>The mill</h1>{}</article></main>{after}</body>",
        PROSE.repeat(3)
    )
}

/// Checks that the stories go and the rest stays, whole and as a stream.
fn expect_beside(page: &str, stays: &[&str]) {
    let options = PageOptions::default();
    let whole = clean_page(page, &options).expect("no limit was set").html;
    let stream = streamed_text(page, &options, 7).0;
    for left in [whole, stream] {
        for story in STORIES {
            assert!(!left.contains(story), "{story} is left of {page}");
        }
        for text in stays {
            assert!(left.contains(text), "{text:?} is gone from {page}: {left}");
        }
    }
}

#[test]
fn other_parts_of_a_footer_stay_beside_its_list() {
    let list = format!("<div><h4>Recent posts</h4><ul><li>{}</ul></div>", STORIES.join("<li>"));
    let about = "<div><h4>About</h4><p>Notes on a marsh, since 2009.</div>";
    let visit = "<div><h4>Visit us</h4><p>12 Quay Street<p>+44 20 5550 100</div>";
    let stays = ["Notes on a marsh", "12 Quay Street", "+44 20 5550 100"];
    for parts in [
        format!("<div class=footer-widgets>{about}{list}{visit}</div>"),
        format!("<div>{about}{visit}{list}</div>"),
    ] {
        expect_beside(&page("", &format!("<footer>{parts}</footer>")), &stays);
    }
}

#[test]
fn who_holds_the_rights_stays_below_a_list() {
    let list = format!("<h4>Latest from our blog</h4><p>{}", STORIES.join("<p>"));
    let rights = "<p>All rights reserved \u{a9} 2025 The Weir";
    for after in [
        format!("<footer>{list}{rights}</footer>"),
        format!("<footer><div><div>{list}</div>{rights}</div></footer>"),
        format!("<div><div>{list}</div>{rights}</div>"),
    ] {
        expect_beside(&page("", &after), &["All rights reserved"]);
    }
}

#[test]
fn a_menu_keeps_the_entry_that_each_card_is_labelled_with() {
    let card = |story: &str| format!("<div><a href=/news>News</a><h3>{story}</h3><time>3 March 2025</time></div>");
    let cards: String = STORIES.map(card).concat();
    let list = format!("<div class=related><h2>Related articles</h2>{cards}</div>");
    let entry = "<li><a href=/news>News</a><li><a href=/sport>Sport</a>";
    for before in [
        format!("<header><nav><ul>{entry}</ul></nav></header>"),
        format!("<div><ul>{entry}</ul></div>"),
    ] {
        expect_beside(&page(&before, &list), &[entry]);
    }
}

#[test]
fn who_wrote_the_article_stays_above_cards_of_others() {
    let card = |story: &str| format!("<div class=card><img src=/a.jpg><h3>{story}</h3></div>");
    let cards: String = STORIES.map(card).concat();
    for address in ["/author/ann-catherine-lee/", "https://example.org/@annlee?from=post"] {
        let author = format!(
            "<div class=author-card><h3><a href={address}>Ann Catherine Lee</a></h3><p>Writes of rivers. Walks slowly, looks twice, and answers letters on Sundays.</div>"
        );
        expect_beside(
            &page("", &format!("{author}<div class=row>{cards}</div>")),
            &["Ann Catherine Lee", "Writes of rivers."],
        );
    }
}
