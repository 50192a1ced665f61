//! The page without its clutter: what goes, what stays, and how much is held back until that is known.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod streamed;

use muslin::{Error, Kind, PageCleaner, PageOptions, Removed, clean_page, clean_page_bytes};
use streamed::PROSE;

const ALL: [Kind; 6] = [
    Kind::Ad,
    Kind::Recommendation,
    Kind::Newsletter,
    Kind::Share,
    Kind::Consent,
    Kind::Comments,
];

fn streamed(page: &[u8], options: &PageOptions) -> (Vec<u8>, Vec<Removed>) {
    streamed::streamed(page, options, usize::MAX)
}

fn left(page: &str) -> String {
    String::from_utf8(streamed(page.as_bytes(), &PageOptions::default()).0).expect("tags are cut out whole")
}

#[test]
fn marked_elements_go_and_what_is_beside_them_stays() {
    for (page, expected) in [
        ("<ul><li>a<li class=ad-slot>AD<li>b</ul>", "<ul><li>a<li>b</ul>"),
        (
            "<table><tr><td>a<tr class=ad-slot><td>AD<tr><td>b</table>",
            "<table><tr><td>a<tr><td>b</table>",
        ),
        ("<dl><dt>a<dd class=ad-slot>AD<dt>b</dl>", "<dl><dt>a<dt>b</dl>"),
        (
            "<select><option>a<option class=ad-slot>AD<option>b</select>",
            "<select><option>a<option>b</select>",
        ),
        ("<p>a<p class=ad-slot>AD<p>b", "<p>a<p>b"),
        ("<p>a<div class=ad-slot>AD</div><p>b", "<p>a<p>b"),
        (
            "<p>a<!-- x --><div class=ad-slot>AD</div>\n <!-- y --> </body>",
            "<p>a<!-- x -->\n <!-- y --> </body>",
        ),
        (
            "a <iframe class=ad-slot src=x>&lt;</iframe> b <img class=ad-slot> c",
            "a  b  c",
        ),
        ("<b>a<div class=ad-slot>AD</b>AD</div>b", "<b>a</b>b"),
    ] {
        assert_eq!(left(page), expected, "{page}");
        let options = PageOptions::default().with_kinds([Kind::Ad]);
        assert_eq!(
            clean_page(page, &options).expect("no limit was set").html,
            expected,
            "{page} as a whole"
        );
    }
}

#[test]
fn what_is_left_out_piece_by_piece_is_left_out_once() {
    let options = PageOptions::default().with_hold_back(100);
    let long = "<a href=/buy>Buy umbrellas of the best</a> ".repeat(20);
    // `</b>` ends what is around the ad, which goes on.
    let page = format!("{PROSE}<b>a<p>b<div class=ad-slot>{long}</b>{long}</div>c");
    let expected = format!("{PROSE}<b>a<p>b<div class=ad-slot></b></div>c");
    for chunk in [1, 50, usize::MAX] {
        let (left, removed) = streamed::streamed(page.as_bytes(), &options, chunk);
        assert_eq!(String::from_utf8_lossy(&left), expected, "in chunks of {chunk}");
        assert_eq!(removed.len(), 1, "{removed:?}");
    }
    // Nothing is told of what had nothing in it.
    let page = "<p><div class=ad-slot></div>";
    let (left, removed) = streamed(page.as_bytes(), &PageOptions::default().with_hold_back(0));
    assert_eq!((String::from_utf8_lossy(&left).as_ref(), removed), (page, Vec::new()));
}

#[test]
fn what_stands_behind_something_empty_that_goes_is_not_taken_for_part_of_it() {
    let list = "<ul hidden><li>Choosing one loads the page again.<li>Opens in a new window.</ul>";
    let page = format!("{}<div class=klaviyo-form-x></div>{list}", PROSE.repeat(5));
    let expected = format!("{}{list}", PROSE.repeat(5));
    let options = PageOptions::default().with_kinds(ALL);
    for chunk in [1, 100, usize::MAX] {
        let (left, removed) = streamed::streamed(page.as_bytes(), &options, chunk);
        assert_eq!(String::from_utf8_lossy(&left), expected, "in chunks of {chunk}");
        assert_eq!(removed.len(), 1, "{removed:?}");
    }
}

#[test]
fn what_a_noscript_holds_has_no_bytes_of_its_own() {
    // To a browser with scripts it is text: a tag of it cannot go alone, least of all the one that ends it.
    for noscript in [
        "<noscript><img src=a.jpg><iframe class=ad-slot></iframe></noscript>",
        "<noscript><img src=a.jpg><iframe class=ad-slot></noscript>",
        "<noscript><img src=a.jpg><div class=ad-slot>Buy umbrellas!</div></noscript>",
        "<div class=ad-slot><noscript><img src=a.jpg></div></noscript>",
    ] {
        let is_in_ad = noscript.starts_with("<div");
        let page = format!("{PROSE}{noscript}{}{PROSE}", if is_in_ad { "Buy!</div>" } else { "" });
        let expected = if is_in_ad { PROSE.repeat(2) } else { page.clone() };
        assert_eq!(left(&page), expected, "{noscript}");
        let whole = clean_page(&page, &PageOptions::default()).expect("no limit was set");
        assert_eq!(whole.html, expected, "{noscript} as a whole");
        let clutter = muslin::find_clutter(&page, &PageOptions::default()).expect("no limit was set");
        assert_eq!(
            clutter.found.len(),
            usize::from(is_in_ad),
            "{noscript}: {:?}",
            clutter.found
        );
    }
    // Marked itself it goes as a whole, whatever it holds.
    let page = format!("{PROSE}<noscript class=ad-slot><img src=a.jpg><style>a</style></noscript>{PROSE}");
    assert_eq!(left(&page), PROSE.repeat(2));
    assert_eq!(
        clean_page(&page, &PageOptions::default())
            .expect("no limit was set")
            .html,
        PROSE.repeat(2)
    );
}

#[test]
fn tags_stay_that_part_what_is_around_them() {
    // Without the `div`, `b` would stand in the paragraph.
    for (page, expected) in [
        (
            "<p>a<div class=ad-slot>AD</div>b</p>",
            "<p>a<div class=ad-slot></div>b</p>",
        ),
        (
            "<p>a<div class=ad-slot>1</div><div class=ad-slot>2</div>b",
            "<p>a<div class=ad-slot></div>b",
        ),
        (
            "<p>a<div class=ad-slot>1</div><div class=ad-slot>2</div><p>b",
            "<p>a<p>b",
        ),
    ] {
        assert_eq!(left(page), expected, "{page}");
    }
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
        let (left, removed) = streamed(page.as_bytes(), &PageOptions::default());
        let left = String::from_utf8(left).expect("tags are cut out whole");
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

#[test]
fn what_holds_the_article_stays_whatever_it_is_called() {
    let article = PROSE.repeat(5);
    for page in [
        format!("<div class=ad-slot>{article}</div>"),
        format!("<div class=ad-slot><h1>The mill</h1></div>{article}"),
        format!("<div class=ad-slot>{article}"),
        format!("<div class=ad-slot>{}", article.repeat(400)),
    ] {
        let (left, _) = streamed(page.as_bytes(), &PageOptions::default());
        let text = |page: &[u8]| String::from_utf8_lossy(page).matches("The mill").count();
        assert_eq!(text(&left), text(page.as_bytes()));
        let clean = clean_page(&page, &PageOptions::default()).expect("no limit was set");
        assert_eq!(text(clean.html.as_bytes()), text(page.as_bytes()));
    }
}

#[test]
fn kinds_are_a_matter_of_choice() {
    let page = format!(
        "<main>{PROSE}<div class=share-buttons>Tell others</div><div class=ad-slot>Buy</div>{PROSE}\
         <form class=newsletter-signup>Subscribe</form><div id=comments>First!</div></main>"
    );
    let kept = |kinds: &[Kind]| {
        let options = PageOptions::default().with_kinds(kinds.iter().copied());
        let streamed = streamed(page.as_bytes(), &options).0;
        let whole = clean_page(&page, &options).expect("no limit was set").html;
        let told = ["Tell others", "Buy", "Subscribe", "First!"];
        [String::from_utf8_lossy(&streamed).into_owned(), whole].map(|left| told.map(|text| left.contains(text)))
    };
    assert_eq!(kept(&[]), [[true; 4]; 2]);
    assert_eq!(kept(&[Kind::Ad]), [[true, false, true, true]; 2]);
    assert_eq!(kept(&[Kind::Share, Kind::Comments]), [[false, true, true, false]; 2]);
    assert_eq!(kept(&ALL), [[false; 4]; 2]);
}

#[test]
fn every_encoding_comes_out_as_it_came_in() {
    let page = "<p>水車は回る。<div class=ad-slot>広告 水</div><p>川は流れる。<h3 class=ad-slot>水</h3><p>終";
    let expected = "<p>水車は回る。<p>川は流れる。<p>終";
    for encoding in [
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::ISO_2022_JP,
        encoding_rs::GB18030,
        encoding_rs::BIG5,
        encoding_rs::UTF_8,
    ] {
        let encode = |text: &str| encoding.encode(text).0.into_owned();
        let options = PageOptions::default().with_charset(encoding.name());
        assert_eq!(
            streamed(&encode(page), &options).0,
            encode(expected),
            "{}",
            encoding.name()
        );
        let clean = clean_page_bytes(&encode(page), &options).expect("a known charset");
        assert_eq!(clean.html, encode(expected), "{}", encoding.name());
    }
    let utf_16 = |text: &str| -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(u16::to_be_bytes).collect()
    };
    assert_eq!(streamed(&utf_16(page), &PageOptions::default()).0, utf_16(expected));
    let utf_8 = format!("\u{feff}{page}");
    assert_eq!(left(&utf_8), format!("\u{feff}{expected}"));
    assert_eq!(
        clean_page(&utf_8, &PageOptions::default())
            .expect("no limit was set")
            .html,
        format!("\u{feff}{expected}")
    );
}

#[test]
fn no_more_is_held_back_than_may_be() {
    let item = "<li><a href=/x>One more story of the mill and the river</a>";
    let pages = [
        format!("<h3>You may also like</h3><ul>{}", item.repeat(5000)),
        format!("<div class=ad-slot>{}", "<i></i>".repeat(40_000)),
        format!("{}<ul>{}", "<div>".repeat(400), item.repeat(5000)),
        "<div><span></span>".repeat(20_000),
        format!("<script class=ad-slot>{}</script>", "x;".repeat(100_000)),
    ];
    for page in pages {
        let mut cleaner = PageCleaner::new(PageOptions::default()).expect("default options");
        let mut left = Vec::new();
        for chunk in page.as_bytes().chunks(1000) {
            left.extend(cleaner.write(chunk).expect("no limit was set"));
        }
        let held = cleaner.most_held();
        assert!(held <= (64 << 10) + 1000, "{held} bytes were held back of {page:.40}");
        left.extend(cleaner.end().expect("no limit was set").0);
        if page.contains("also like") {
            assert_eq!(left, page.as_bytes(), "a list that is too long to be judged stays");
        }
    }
}

#[test]
fn what_is_certain_is_given_at_once() {
    let mut cleaner = PageCleaner::new(PageOptions::default().with_charset("utf-8")).expect("a known charset");
    let given = |cleaner: &mut PageCleaner, chunk: &str| {
        String::from_utf8(cleaner.write(chunk.as_bytes()).expect("no limit was set")).expect("tags are cut out whole")
    };
    assert_eq!(
        given(&mut cleaner, "<!doctype html><title>Mill</title>"),
        "<!doctype html><title>Mill</title>"
    );
    assert_eq!(given(&mut cleaner, "<p>One.</p><p>Tw"), "<p>One.</p>");
    assert_eq!(given(&mut cleaner, "o.</p><div class=ad-slot>Buy"), "<p>Two.</p>");
    assert_eq!(given(&mut cleaner, " now!</div><p>Three.</p>"), "<p>Three.</p>");
    assert_eq!(cleaner.take_removed().len(), 1);
    assert!(
        cleaner.end().expect("no limit was set").1.is_empty(),
        "what was taken is not told again"
    );
}

#[test]
fn depth_and_length_cost_no_more_than_themselves() {
    let nested = format!(
        "a{}AD{}b",
        "<div class=ad-slot>".repeat(10_000),
        "</div>".repeat(10_000)
    );
    assert_eq!(left(&nested), "ab");
    assert_eq!(left(&format!("a{}AD", "<div class=ad-slot>".repeat(10_000))), "a");
    let many = "<p>a</p><div class=ad-slot>AD</div>".repeat(20_000);
    let (left, removed) = streamed(many.as_bytes(), &PageOptions::default());
    assert_eq!((left.len(), removed.len()), ("<p>a</p>".len() * 20_000, 20_000));
    let clean = clean_page(&many, &PageOptions::default()).expect("no limit was set");
    assert_eq!(clean.html.matches("AD").count(), 0);
}

#[test]
fn limits_and_wrong_options_are_errors() {
    let limited = PageOptions::default().with_max_bytes(10);
    assert_eq!(
        clean_page("<p>It rained.", &limited),
        Err(Error::TooLarge { limit: 10 })
    );
    let mut cleaner = PageCleaner::new(limited).expect("a known charset");
    assert!(cleaner.write(b"<p>It").is_ok());
    assert_eq!(cleaner.write(b" rained."), Err(Error::TooLarge { limit: 10 }));
    let unknown = PageOptions::default().with_charset("klingon");
    assert!(matches!(
        clean_page_bytes(b"", &unknown),
        Err(Error::UnknownCharset { .. })
    ));
    assert!(matches!(
        PageCleaner::new(unknown).err(),
        Some(Error::UnknownCharset { .. })
    ));
}

/// A page of lists in its own words, without a class that tells anything, and one whose author left out what end tags may be left out.
#[test]
fn the_lists_around_an_article_go_and_the_menu_stays() {
    for name in ["seed--no-semantics", "seed--omitted-end-tags"] {
        let file = format!("{}/tests/fixtures/{name}/source.html", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(file).expect("a fixture");
        let whole = clean_page(&page, &PageOptions::default())
            .expect("no limit was set")
            .html;
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
    assert_eq!(
        clean_page(&page, &PageOptions::default())
            .expect("no limit was set")
            .html,
        page
    );
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
        let whole = clean_page(&page, &PageOptions::default())
            .expect("no limit was set")
            .html;
        assert!(!whole.contains(gone) && whole.contains(&PROSE.repeat(4)), "{whole}");
        assert_eq!(whole.contains("Mill House"), page.contains("Mill House"));
    }
}

#[test]
fn lists_within_lists_take_no_longer_than_they_are_long() {
    let before = PROSE.repeat(4);
    for inner in [
        "<div>",
        "<div><a href=/x>One more story of the mill</a>",
        "<ul><li>",
        "<form><div>",
    ] {
        let page = format!("{before}{}{before}", inner.repeat(10_000));
        let options = PageOptions::default().with_kinds(ALL);
        let (left, _) = streamed(page.as_bytes(), &options);
        assert!(left.ends_with(before.as_bytes()), "{inner}");
    }
}
