//! Pages that nobody wrote in good faith: each gives a result or a typed error, never a panic, in linear time.
//!
//! Time is watched, not measured: a run has a deadline that only work that grows faster than the page can miss.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod watched;

use muslin::{Article, Error, Extractor, Kind, Options, PageCleaner, PageOptions};
use watched::watched;

const PROSE: &str = "The mill at Hartley Weir stopped turning in the winter of 1962, when the river froze to its bed \
    and the wheel, forty feet of oak and iron, split along its axle with a noise that was heard in three parishes.";

fn extract(page: impl Into<Vec<u8>>) -> Article {
    let page = page.into();
    watched(move || muslin::extract_bytes(&page, &Options::default()).expect("no limit was set"))
}

/// `head`, then `unit` as often as makes `bytes` bytes, then `tail`.
fn repeated(head: &str, unit: &str, bytes: usize, tail: &str) -> String {
    let mut page = String::with_capacity(head.len() + bytes + unit.len() + tail.len());
    page.push_str(head);
    while page.len() < head.len() + bytes {
        page.push_str(unit);
    }
    page.push_str(tail);
    page
}

/// `head`, then so many parts that differ: what is said twice is dropped early.
fn numbered(head: &str, count: usize, part: impl Fn(usize) -> String) -> String {
    std::iter::once(head.to_owned()).chain((0..count).map(part)).collect()
}

const MB: usize = 1 << 20;

#[test]
fn empty_page() {
    let article = extract("");
    assert_eq!(
        (article.text.as_str(), article.title, article.word_count),
        ("", None, 0)
    );
    assert!(article.removed.is_empty());
    assert!(!muslin::is_probably_article("").verdict);
}

#[test]
fn nothing_written_before_the_end() {
    let article = Extractor::new(Options::default())
        .expect("default options")
        .end()
        .expect("no limit was set");
    assert_eq!(article.text, "");
}

#[test]
fn white_space_only() {
    for page in [
        " ",
        "\n\n\t \r\n\u{c}",
        "\u{feff}",
        "\u{feff} \n",
        "&nbsp;&#32;&#x20;",
        "<p> </p>\u{a0}<br>\u{3000}",
    ] {
        let article = extract(page);
        assert_eq!((article.text.as_str(), article.title), ("", None), "{page:?}");
    }
}

#[test]
fn fifty_megabytes_of_div() {
    let article = extract(repeated("", "<div>", 50_000_000, ""));
    assert_eq!(article.text, "");
}

#[test]
fn what_stands_in_elements_that_are_forgotten() {
    // The scrap belongs to the cell around the element, and comes after what stands in that.
    for page in [
        "<th>-<tr><td>",
        "<th><img><f><iframe></iframe>-<pre>",
        "<td><img><i><video src=a></video>-</td></i><p>text",
    ] {
        extract(page);
        extract(format!("<p>{PROSE}</p>{page}<p>{PROSE}</p>"));
    }
}

#[test]
fn two_hundred_thousand_levels() {
    for (start, end) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", "</ul>"),
        ("<table><td>", "</table>"),
        ("<svg><g>", "</g></svg>"),
    ] {
        let page = format!(
            "{}<p>{PROSE}</p>{}<p>{PROSE}</p>",
            start.repeat(200_000),
            end.repeat(200_000)
        );
        let article = extract(page);
        assert!(
            start.starts_with("<svg") || article.text.contains("Hartley Weir"),
            "{start}: {:?}",
            article.text
        );
    }
}

#[test]
fn unclosed_tags() {
    for page in [
        format!("<html><body><div><section><p>{PROSE}<p><b><i>{PROSE}<a href=x>"),
        format!("<p>{PROSE}<p>{PROSE}<div class=\"x"),
        format!("<p>{PROSE}<p>{PROSE}</div"),
        format!("<p>{PROSE}<p>{PROSE}<img src='"),
        format!("<p>{PROSE}<p>{PROSE}<"),
        format!("<p>{PROSE}<p>{PROSE}&amp"),
        format!("<p>{PROSE}<p>{PROSE}&#x1F4D"),
    ] {
        assert!(extract(page.as_str()).text.starts_with("The mill"), "{page:?}");
    }
}

#[test]
fn comment_left_open() {
    for open in ["<!--", "<!-- x --", "<!", "<![CDATA[", "<?php echo"] {
        let article = extract(format!("<p>{PROSE}<p>{PROSE}{open} <p>not text"));
        assert!(article.text.starts_with("The mill"), "{open}: {:?}", article.text);
    }
}

#[test]
fn raw_text_left_open() {
    for element in [
        "script", "style", "textarea", "title", "iframe", "noframes", "noembed", "xmp",
    ] {
        let article = extract(format!("<p>{PROSE}<p>{PROSE}<{element}> <p>not text</p> </{element}x"));
        assert!(article.text.starts_with("The mill"), "{element}: {:?}", article.text);
    }
    extract(repeated("<script>", "<!--<script>", MB, ""));
    extract(format!("<p>{PROSE}<plaintext></p><p>{PROSE}</p>"));
}

#[test]
fn null_bytes() {
    let article = extract(format!(
        "<p\0>\0{PROSE}\0</p><p>{PROSE}</p>\0\0<p cl\0ass='a\0d'>{PROSE}&#0;</p>"
    ));
    assert!(article.text.contains("Hartley Weir"));
    assert!(!article.text.contains('\0'), "{:?}", article.text);
    extract(vec![0; MB]);
}

#[test]
fn lone_surrogates() {
    // A lone surrogate as a JavaScript engine may write it (WTF-8), and as a character reference.
    let mut page = b"<title>A \xed\xa0\x80 B</title><p>".to_vec();
    page.extend_from_slice(PROSE.as_bytes());
    page.extend_from_slice(b" \xed\xb0\x80 &#xD800; &#56320;</p><p class=\"\xed\xa0\x80\">");
    page.extend_from_slice(PROSE.as_bytes());
    let article = extract(page);
    assert!(article.text.contains("Hartley Weir"));
}

#[test]
fn wrong_charset() {
    let utf8 = format!("<p>{PROSE} Käse, hôtel, мельница, 水車</p>").repeat(3);
    for label in [
        "windows-1252",
        "utf-16le",
        "utf-16be",
        "shift_jis",
        "gbk",
        "iso-2022-jp",
        "replacement",
        "x-user-defined",
    ] {
        let page = utf8.clone();
        let options = Options::default().with_charset(label);
        watched(move || muslin::extract_bytes(page.as_bytes(), &options).expect("a known label"));
        extract(format!("<meta charset={label}>{utf8}"));
    }
    for meta in [
        "<meta charset=no-such-charset>",
        "<meta http-equiv=content-type content='text/html; charset='>",
        "<meta charset=utf-7>",
    ] {
        assert!(extract(format!("{meta}{utf8}")).text.contains("Hartley Weir"), "{meta}");
    }
    // Truncated in the middle of a character, and a second byte order mark of another encoding.
    extract(&utf8.as_bytes()[..utf8.len() - 6]);
    extract([b"\xef\xbb\xbf\xff\xfe".as_slice(), utf8.as_bytes()].concat());
    extract([b"\xff\xfe".as_slice(), utf8.as_bytes(), b"\xd8"].concat());
}

#[test]
fn unknown_charset_in_the_options_is_an_error() {
    let options = Options::default().with_charset("no-such-charset");
    let error = muslin::extract_bytes(b"<p>text", &options).expect_err("no such charset");
    assert_eq!(
        error,
        Error::UnknownCharset {
            label: "no-such-charset".to_owned()
        }
    );
    assert_eq!(error.code(), "unknown-charset");
}

#[test]
fn a_page_past_the_limit_is_an_error() {
    let page = PROSE.repeat(100);
    let limit = page.len() as u64;
    assert!(muslin::extract(&page, &Options::default().with_max_bytes(limit)).is_ok());
    let error = muslin::extract(&page, &Options::default().with_max_bytes(limit - 1)).expect_err("one byte too long");
    assert_eq!(error, Error::TooLarge { limit: limit - 1 });
}

#[test]
fn binary() {
    // A generator of noise with every byte in it; the seed is any.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
    .take(4 * MB)
    .collect();
    for magic in [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"\x1f\x8b\x08",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\0asm\x01\0\0\0",
        b"<html><body>",
    ] {
        extract([magic, &noise].concat());
    }
    extract((0..=u8::MAX).cycle().take(MB).collect::<Vec<u8>>());
}

#[test]
fn control_characters() {
    let controls: String = (1..32).chain(127..160).filter_map(char::from_u32).collect();
    let article = extract(format!("<p>{PROSE}{controls}</p><p>{PROSE}</p>"));
    assert!(article.text.contains("Hartley Weir"));
}

/// Stacks, strays and lists on which a search per tag, per block or per attribute would be quadratic; of about so many bytes.
fn strenuous(one: usize) -> Vec<(&'static str, String)> {
    let (half, deep) = (one / 2, one / 5);
    vec![
        (
            "stray end tags below a deep stack",
            repeated(&"<div>".repeat(deep), "</span></p></li>", half, ""),
        ),
        (
            "paragraphs in a deep stack",
            repeated(&"<div>".repeat(deep), "<p>a b c.", half, ""),
        ),
        (
            "items in a deep stack",
            repeated(&"<ul>".repeat(deep / 2), "<li>a b c.", half, ""),
        ),
        (
            "paragraphs in one item",
            numbered("<ul><li>", deep / 2, |number| format!("<p>{number}. {PROSE}</p>")),
        ),
        (
            "lists in one item",
            numbered("<ul><li>", deep / 2, |number| format!("<ul><li>{number}. {PROSE}</ul>")),
        ),
        (
            "cells in a deep stack",
            repeated(&"<table>".repeat(deep / 2), "<td>a", half, ""),
        ),
        (
            "formatting never closed",
            repeated("", "<b><i><a href=x>a</p>", one, ""),
        ),
        ("siblings", repeated("<div>", "<p>a b, c.</p>", one, "</div>")),
        ("the same paragraph", repeated("", &format!("<p>{PROSE}</p>"), one, "")),
        (
            "links",
            repeated("<ul>", "<li><a href=/a>Read more about this</a>", one, "</ul>"),
        ),
        (
            "headings of recommendations",
            repeated("", "<h3>You may also like</h3>", one, ""),
        ),
        (
            "markers",
            repeated("", "<div class=\"ad related share\">x</div>", one, ""),
        ),
        ("one long text", repeated("<p>", "word ", 8 * one, "")),
        ("one long word", repeated("<p>", "a", 8 * one, "")),
        ("references", repeated("<p>", "&amp;&#65;&hellip;&", one, "")),
        (
            "attributes of one tag",
            repeated("<p ", "a=1 b c='x' class=ad id=y ", one, ">text"),
        ),
        (
            "class tokens of one tag",
            repeated("<p class=\"", "a b-c ", one, "\">text"),
        ),
        ("an attribute never closed", repeated("<p class=\"", "a b-c ", one, "")),
        ("a title", repeated("<title>", "The wheel - ", one, "</title>")),
        (
            "metas",
            repeated("", "<meta property=og:title content=\"The wheel\">", one, ""),
        ),
        (
            "JSON-LD, deep",
            repeated("<script type=application/ld+json>", "[", one, "</script>"),
        ),
        (
            "JSON-LD, long",
            repeated(
                "<script type=application/ld+json>[",
                "{\"@type\":\"Article\"},",
                one,
                "{}]</script>",
            ),
        ),
        ("comments", repeated("<p>a", "<!-- -->b", one, "")),
        ("less-than signs", repeated("<p>", "<", one, "")),
        ("noscripts", repeated("", "<noscript><p>a b c", one, "")),
        (
            "noscripts in each other",
            repeated(&"<noscript><p>a b c <img>".repeat(deep / 12), "</noscript>", half, ""),
        ),
        ("templates", repeated("", "<template shadowrootmode=open><p>a", one, "")),
        (
            "foreign elements",
            repeated("", "<svg><title>a</title><foreignObject><p>b", one, ""),
        ),
        ("brackets in text", repeated("<p>", "[a] (b) – c. ", one, "")),
        ("tables in cells", repeated("", "<table><tr><td>a", half, "")),
    ]
}

/// Facts that a search per heading, per line or per name would be quadratic in; of about so many bytes.
fn strenuous_facts(one: usize) -> Vec<(&'static str, String)> {
    let words = "rain ".repeat((one / 10).min(3 * MB / 8));
    let headings = "<h2>of the</h2>\n".repeat(one / 32);
    let data = |fields: &str| format!("<script type=application/ld+json>{{\"@type\":\"Article\",{fields}}}</script>");
    vec![
        ("a long title", format!("<title>{words}</title>{headings}")),
        (
            "a long title in the JSON-LD",
            data(&format!("\"headline\":\"{words}\"")) + &headings,
        ),
        (
            "a publisher's long name",
            data(&format!("\"headline\":\"Rain\",\"publisher\":{{\"name\":\"{words}\"}}")) + &headings,
        ),
        (
            "times in one line",
            repeated(
                "<title>Rain all day</title><h1>Rain all day</h1><p>x",
                "\u{2014} <time datetime=2024-05-07T10:00Z>\u{2014}</time>",
                one,
                &format!("</p><p>{PROSE} {PROSE}"),
            ),
        ),
        (
            "names in each other in one line",
            repeated(
                &format!(
                    "<title>Rain</title><h1>Rain</h1><p>{}",
                    "<b class=author>".repeat(one / 32)
                ),
                "\u{2014} ",
                one / 2,
                &format!("x{}</p><p>{PROSE} {PROSE}", "</b>".repeat(one / 32)),
            ),
        ),
        (
            "an address with many numbers of pages",
            repeated(
                "<link rel=canonical href=\"https://e.org/rain?",
                "p=999&",
                one,
                "\"><a href=/rain?p=2>2</a>",
            ),
        ),
    ]
}

#[test]
fn work_stays_linear() {
    for (name, page) in strenuous(MB).into_iter().chain(strenuous_facts(4 * MB)) {
        let size = page.len();
        let article = extract(page);
        assert!(
            article.text.len() <= 4 * size,
            "{name}: {} bytes of text from {size}",
            article.text.len()
        );
    }
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
    watched(move || muslin::clean_page(&page, &PageOptions::default().with_kinds(ALL)).expect("no limit was set")).html
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

#[test]
fn one_byte_at_a_time_is_as_linear_as_the_whole() {
    let page = repeated("<p class=\"", "a b-c ", MB, "\">text</p><!-- ") + &PROSE.repeat(2000) + "--><p>" + PROSE;
    watched(move || {
        let mut extractor = Extractor::new(Options::default()).expect("default options");
        for byte in page.as_bytes().chunks(1) {
            extractor.write(byte).expect("no limit was set");
        }
        extractor.end().expect("no limit was set")
    });
}

#[test]
fn deep_elements_with_long_names_do_not_multiply() {
    let name = "x".repeat(70);
    let around = format!("<div class=\"{name} y{name} z{name}\">").repeat(400);
    // Each of these is left out for a reason of its own, and told with its path.
    let page = repeated(
        &around,
        "<p class=adsbygoogle>ad here</p><p class=share-buttons>share it</p>",
        MB / 4,
        "",
    );
    let article = extract(page);
    assert!(article.removed.len() > 1000, "{} parts", article.removed.len());
    assert!(article.removed.iter().all(|part| part.path.len() < 1500));
    assert!(article.removed.iter().all(|part| part.path.starts_with("body ")));
}

#[test]
fn a_reference_without_an_end() {
    // In pieces, because what is held back must not be looked at again with each.
    let page = repeated("<p>before &", "amp", 8 * MB, "");
    let article = watched(move || {
        let mut extractor = Extractor::new(Options::default()).expect("no charset was given");
        for piece in page.as_bytes().chunks(100) {
            extractor.write(piece).expect("no limit was set");
        }
        extractor.end().expect("no limit was set")
    });
    // A reference may lack its semicolon: the first `&amp` is one.
    assert!(
        article.text.starts_with("before &ampamp")
            || article
                .removed
                .iter()
                .any(|part| part.text.starts_with("before &ampamp"))
    );
}
