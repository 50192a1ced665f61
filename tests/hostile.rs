//! Pages that nobody wrote in good faith: each gives a result or a typed error, never a panic, in linear time.
//!
//! Time is watched, not measured: a run has a deadline that only work that grows faster than the page can miss.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod strenuous;
mod watched;

use muslin::{Article, Error, Extractor, Options};
use strenuous::{MB, PROSE, repeated, strenuous};
use watched::watched;

fn extract(page: impl Into<Vec<u8>>) -> Article {
    let page = page.into();
    watched(move || muslin::extract_bytes(&page, &Options::default()).expect("no limit was set"))
}

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
