//! What only sounds like clutter stays in the page, whole and as a stream: by parts of names, headings, and what stands beside it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod streamed;

use muslin::{PageOptions, clean_page};
use streamed::{PROSE, streamed_text};

/// Asserts that nothing goes from a page, but for what is given.
fn assert_left(page: &str, goes: &str) {
    let left = page.replace(goes, "");
    assert_eq!(whole(page), left);
    assert_eq!(streamed_text(page, &PageOptions::default(), 7).0, left, "as a stream");
}

/// What is left of a page that is whole.
fn whole(page: &str) -> String {
    clean_page(page, &PageOptions::default())
        .expect("no limit was set")
        .html
}

/// An article, and below it a part of the page.
fn above(part: &str) -> String {
    let text = PROSE.repeat(6);
    format!(
        "<!doctype html><title>The mill that stopped</title><main><article><h1>The mill that stopped</h1>{text}</article>{part}</main>"
    )
}

/// Links to other articles, in items of a list.
fn titles() -> String {
    let title =
        |number: u32| format!("<li><a href=/mill-{number}>The mill number {number} stopped in the winter</a></li>");
    (1..6).map(title).collect()
}

const AD: &str = "<div class=ad-slot><p>Advertisement</p></div>";

#[test]
fn parts_of_other_words_are_no_names_of_ads() {
    for part in [
        "<div class=stellenanzeige><p>Wir suchen eine Müllerin für unsere Mühle am Fluss, die das Handwerk gelernt hat und Menschen mag.</p></div>",
        "<div class=bewerbung><p>Wer kommen will, schreibt uns bis Ende Mai.</p><p><a href=/bewerben>Zum Formular</a></p></div>",
        "<div class=reklamace><p>Zboží lze vrátit do 14 dnů.</p></div>",
        "<div class=campaign-story><p>The roof of the mill fell in last winter, and we want to mend it before the next one comes.</p></div>",
    ] {
        assert_left(&above(part), "");
    }
}

#[test]
fn what_things_are_called_makes_no_list_of_articles() {
    for part in [
        "<div class='plan popular'><h3>Miller</h3><p>12 sacks a month</p><a href=/buy>Choose</a></div>",
        "<div class='plan most-popular'><h3>Miller</h3><p>12 sacks a month</p><a href=/buy>Choose</a></div>",
        "<div class=latest-release><span>2.4.1</span> <a href=/notes>Notes</a></div>",
        "<div class=neighborhood-info><h3>Around</h3><p>Eight minutes to the tram.</p></div>",
        "<div class=suggested-citation><p>Raman, P.: The mill that stopped. Eastvale 2024.</p></div>",
    ] {
        let page = above(part);
        assert_eq!(whole(&page), page);
    }
}

#[test]
fn pages_that_are_counted_stay() {
    for part in [
        "<nav class=pagination><a href='?p=1'>1</a> <a href='?p=2'>2</a> <a href='?p=3'>3</a> <a href='?p=2'>Next page</a></nav>",
        "<ul class=pager><li>1</li><li><a href='?p=2'>2</a></li><li><a href='?p=3'>3</a></li><li><a href='?p=2'>Next</a></li></ul>",
    ] {
        assert_left(&above(part), "");
    }
}

#[test]
fn attached_files_stay() {
    let files = [
        ("plan.pdf", "Plan of the mill and its wheel, sheet 4"),
        ("costs.XLSX?v=2", "What the new wheel will cost us"),
        ("minutes.doc#top", "Minutes of the meeting of the tenth of May"),
    ];
    let file = |(file, name): &(&str, &str)| format!("<li><a href=/files/{file}>{name}</a></li>");
    let list: String = files.iter().map(file).collect();
    for part in [
        format!("<div class=related-files><h3>Documents</h3><ul>{list}</ul></div>"),
        format!("<section><h3>Documents</h3><ul>{list}</ul></section>"),
        format!("<div class=news-related-wrap><h4>Files</h4><ul>{list}</ul></div>"),
    ] {
        assert_left(&above(&part), "");
    }
}

#[test]
fn what_stands_right_above_an_ad_stays() {
    let menu = "<header><nav><ul><li class=header__menu-item><a href=/news>News</a></li><li class=header__menu-item><a href=/sport>Sport</a></li></ul></nav></header>";
    let text = PROSE.repeat(6);
    assert_left(
        &format!("<!doctype html><title>The mill</title>{menu}{AD}<main><h1>The mill that stopped</h1>{text}</main>"),
        AD,
    );
    assert_left(
        &format!(
            "<!doctype html><title>The mill</title><main><h1>The mill that stopped</h1><h2 class=dek>And who saw it coming</h2>{AD}{text}</main>"
        ),
        AD,
    );
}

#[test]
fn what_stands_above_other_articles_stays() {
    let list = titles();
    let related = format!("<h3>Related stories</h3><ul>{list}</ul>");
    let page = above(&format!(
        "<div class=foot><p>An earlier version of this article gave a wrong year for the flood, and it was 1961.</p>{related}</div>"
    ));
    let html = whole(&page);
    assert!(
        html.contains("An earlier version") && !html.contains("winter</a>"),
        "{html}"
    );
}

#[test]
fn the_sites_own_parts_stay_in_its_footer_whatever_their_heading() {
    let text = PROSE.repeat(6);
    for heading in ["Latest", "Popular", "Top stories"] {
        let column = format!(
            "<div><h4>{heading}</h4><ul><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li><li><a href=/arts>Arts</a></li></ul></div>"
        );
        assert_left(
            &format!(
                "<!doctype html><title>The mill</title><main><h1>The mill that stopped</h1>{text}</main><footer>{column}<p>Coast Daily</p></footer>"
            ),
            "",
        );
    }
}

#[test]
fn other_parts_of_a_sidebar_stay_beside_a_list() {
    let list = titles();
    let related = format!("<div class=related><h3>Related articles</h3><ul>{list}</ul></div>");
    let part = "<section><h3>Opening hours</h3><p>Monday to Friday 9 to 5</p></section>";
    for sidebar in [
        format!("{part}<section>{related}</section>"),
        format!("<section>{related}</section>{part}"),
    ] {
        let page = above(&format!("<aside class=sidebar>{sidebar}</aside>"));
        let (streamed, removed) = streamed_text(&page, &PageOptions::default(), 7);
        assert!(
            streamed.contains(part) && !streamed.contains("winter</a>"),
            "{removed:?}"
        );
    }
}

#[test]
fn the_sources_of_an_article_stay() {
    let source = |number: u32| {
        format!("<li><a href=https://doi.example/{number}>On the sinking of peat dikes, part {number}</a></li>")
    };
    let list: String = (1..6).map(source).collect();
    for part in [
        format!("<section><h2>References</h2><ol>{list}</ol></section>"),
        format!("<div><p>Quellen:</p><ul>{list}</ul></div>"),
        format!("<section><h3>参考文献</h3><ul>{list}</ul></section>"),
    ] {
        assert_left(&above(&part), "");
    }
}

/// A card of another article may be an article itself: its picture goes with it.
#[test]
fn nothing_is_left_of_cards() {
    let card = |number: u32| {
        format!(
            "<article><a href=/mill-{number}><img src=/{number}.jpg></a><div><h3><a href=/mill-{number}>The mill number {number} stopped in the \
             winter</a></h3></div></article>"
        )
    };
    let cards: String = (1..5).map(card).collect();
    let list = format!("<aside class=more-stories><h2>You may also like</h2>{cards}</aside>");
    assert_left(&above(&list), &list);
}

/// In a list the way to more of it is its own, and so is what stands above it.
#[test]
fn lists_keep_their_own_ways_on() {
    let card = |number: u32| {
        format!("<article><h2><a href=/mill-{number}>The mill number {number} stopped in the winter</a></h2></article>")
    };
    let cards: String = (1..9).map(card).collect();
    let page = format!(
        "<!doctype html><title>Mills</title><main><h1>Mills</h1>{cards}<div class=load-more><a href='?p=2'>More of these mills</a></div></main>"
    );
    assert_eq!(whole(&page), page);
    let section = above("").replace("<h1>", "<p><a href=/history/mills>Mills and their history</a></p><h1>");
    assert_left(&section, "");
}

#[test]
fn what_a_site_does_for_its_readers_is_no_other_article() {
    for part in [
        "<p><a href=/login>You must log in to say something here</a></p>",
        "<p><a href=/user/register.php>New here? Become a member of the mill</a></p>",
        "<p><a href='https://mill.example/kontakt/'>Write to the people of the mill</a></p>",
        "<p><a href=/>The mill by the river</a></p>",
        "<p><a href=/latest.xml>All articles of the mill as a feed</a></p>",
        "<p><a href='https://creativecommons.org/licenses/by/4.0/'>Everything here is under a licence that lets you share</a></p>",
        "<p><a href='https://www.facebook.com/mill'>The mill on Facebook</a></p><p><a href='https://x.com/mill'>The mill on X</a></p>",
    ] {
        assert_left(&above(&format!("<div class=box>{part}</div>")), "");
    }
}

#[test]
fn what_asks_to_log_in_what_unfolds_and_what_tells_of_ads_stays() {
    for part in [
        "<div class=guest-upsells><h3>Sign in to see more</h3><p>By signing in you agree to our terms.</p><a href=/join>Join now</a></div>",
        "<ul class=show-more-list><li><a href=/topics/mills>Mills</a></li><li><a href=/topics/rivers>Rivers</a></li></ul>",
        "<div class=advertising-disclosure><p>We earn money when you buy what we write of, and say so each time.</p><a href=/how-we-work>How we work</a></div>",
    ] {
        assert_left(&above(part), "");
    }
}

#[test]
fn the_days_of_a_month_stay_beside_cards() {
    let day = |day: u32| format!("<td>{day}</td>");
    let week = |first: u32| format!("<tr>{}</tr>", (first..first + 7).map(day).collect::<String>());
    let weeks: String = [1, 8, 15, 22].map(week).concat();
    let month = format!("<table>{weeks}</table>");
    let event = "<p><a href=/events/9>The mill opens its doors in the evening</a></p>";
    let card = format!("<div class=card><h3>News</h3><ul>{}</ul></div>", titles());
    let page = above(&format!(
        "<div class=row>{card}{card}{card}<div class=card>{month}{event}</div></div>"
    ));
    let left = whole(&page);
    assert!(left.contains(&month) && !left.contains("mill-1"), "{left}");
}

#[test]
fn what_an_article_is_filed_under_stays_whatever_its_line_begins_with() {
    assert_left(
        &above(
            "<div class=end><p>Related topics: <a href=/t/mills>Mills</a>, <a href=/t/rivers>Rivers</a>, <a href=/t/eastvale>Eastvale</a></p></div>",
        ),
        "",
    );
}

#[test]
fn long_entries_of_a_menu_above_the_text_stay() {
    let entry = |name: &str| {
        format!(
            "<li><a href=/{name}><span>Compare our {name} with those of others</span><p>Let us talk of your {name}</p></a></li>"
        )
    };
    let entries = ["mill", "bridge"].map(entry).concat();
    for menu in [
        format!("<nav><ul>{entries}</ul></nav>"),
        format!("<header><ul>{entries}</ul></header>"),
    ] {
        assert_left(&above("").replace("<main>", &format!("{menu}<main>")), "");
    }
}

#[test]
fn the_labels_of_cards_go_with_them() {
    let card = |number: u32| {
        format!(
            "<div class=card><div class=post-categories><a href=/c/mills>Mills of the north</a></div><h3><a href=/mill-{number}>The mill number {number} stopped in the winter</a></h3><p>3 May 2024</p></div>"
        )
    };
    let cards: String = (1..5).map(card).collect();
    let list = format!("<div class=list><h2>Recent posts</h2>{cards}</div>");
    let page = above(&list);
    assert_eq!(whole(&page), page.replace(&list, ""));
}

#[test]
fn a_list_in_a_sidebar_goes_with_the_header_that_names_it() {
    let short = "<div class=line><a href=/t/9>Probe</a><br>12/6 at noon</div>".repeat(12);
    let list = format!(
        "<aside><header><h3>Recent topics</h3></header><div>{short}{}</div></aside>",
        titles()
    );
    let page = above(&list);
    assert_eq!(whole(&page), page.replace(&list, ""));
}
