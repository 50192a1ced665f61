//! The page without its clutter: what goes, what stays, and how much is held back until that is known.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod streamed;

use muslin::{Error, Kind, PageCleaner, PageOptions, Removed, clean_page, clean_page_bytes};
use streamed::{PROSE, streamed_text};

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
    streamed_text(page, &PageOptions::default(), usize::MAX).0
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
