//! How a page is cut into chunks never changes the article, nor the page without its clutter.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use std::{fs, path::PathBuf};

use muslin::{Article, Extractor, Kind, Options, PageCleaner, PageOptions, Removed};
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof},
    prop_assert, prop_assert_eq, proptest,
};

/// Pieces of which a page may be put together in any order: whole tags and halves of them, references and halves of them,
/// characters of one to four bytes, and prose enough for an article to come out.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"ad x\">",
    "<div>",
    "</div>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table><tr><td>",
    "<td>",
    "</table>",
    "<h1>",
    "</h1>",
    "<h3>You may also like</h3>",
    "<a href='/a?b&amp;c'>",
    "</a>",
    "<b>",
    "</b>",
    "<br>",
    "<img alt='a>b'>",
    "<pre>\n",
    "</pre>",
    "<article>",
    "</article>",
    "<svg><title>",
    "</title></svg>",
    "<!-- ",
    " -->",
    "<!",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<style>p{}</style>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<template shadowrootmode=open>",
    "<title>",
    "</title>",
    "<meta name=author content='Ann Pike'>",
    "<textarea>",
    "</textarea>",
    "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"A\"}</script>",
    "<time datetime=2024-05-02>",
    "<p hidden>",
    "<div class=ad-slot>",
    "<ins class=ad-slot>",
    "<li class=related>",
    "<h2>Related articles</h2>",
    "<h3><a href=/c>Ferry to sail again</a></h3>",
    "<li><a href=/d>The wheel that stopped and the river that did not</a>",
    "<iframe class=ad-slot></iframe>",
    "<div class=share-buttons>",
    "</b>",
    "<span style='display:none'>",
    "<body class=related>",
    "</body>",
    "</html>",
    "<form>",
    "<blockquote>",
    "<",
    "</",
    "<p cla",
    "ss=",
    "\"",
    "'",
    ">",
    "/",
    "&",
    "&amp",
    "&am",
    "p;",
    "&#",
    "x2019;",
    "&#146;",
    "&hell",
    "ip;",
    "&notit;",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{c}",
    "\u{a0}",
    "\u{feff}",
    "é",
    "—",
    "水車",
    "กังหัน",
    "🦀",
    "a",
    "-",
    "--",
    "By Ann Pike",
    "Advertisement",
    "Comments",
    "Read more: ",
    "The mill stopped in the winter of 1962, when the river froze to its bed and the wheel split along its axle. ",
    "Nobody mended it; the owner had died the year before, his sons were at sea, and the flour came by lorry. ",
    "Теперь соседи собрали деньги на новую ось, и до осенних паводков они надеются смолоть первый мешок ячменя. ",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// Bytes of no encoding in particular: soup with raw bytes in it.
fn raw_soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..6),
        1 => Just(b"<meta charset=windows-1251>".to_vec()),
        1 => Just(b"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>".to_vec()),
        1 => Just(b"\xef\xbb\xbf".to_vec()),
        1 => Just(b"\xff\xfe".to_vec()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Lengths of chunks, taken round and round until the page is used up.
fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        prop::collection::vec(1_usize..9, 1..8),
        prop::collection::vec(0_usize..400, 1..6)
    ]
    .prop_filter("all chunks are empty", |cuts| cuts.iter().any(|&cut| cut > 0))
}

fn bytes_in_chunks(page: &[u8], cuts: &[usize]) -> Article {
    let mut extractor = Extractor::new(Options::default()).expect("default options");
    let mut rest = page;
    for &cut in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, after) = rest.split_at(cut.min(rest.len()));
        extractor.write(chunk).expect("no limit was set");
        rest = after;
    }
    extractor.end().expect("no limit was set")
}

fn text_in_chunks(page: &str, cuts: &[usize]) -> Article {
    let mut extractor = Extractor::new(Options::default()).expect("default options");
    let mut rest = page;
    for &cut in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let end = rest.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(rest.len());
        extractor.write_str(&rest[..end]).expect("no limit was set");
        rest = &rest[end..];
    }
    extractor.end().expect("no limit was set")
}

/// With little held back, so that the limit matters.
fn page_options() -> PageOptions {
    let kinds = [Kind::Ad, Kind::Recommendation, Kind::Share, Kind::Comments];
    PageOptions::default().with_kinds(kinds).with_hold_back(300)
}

fn page_in_chunks(page: &[u8], cuts: &[usize], options: &PageOptions) -> (Vec<u8>, Vec<Removed>) {
    let mut cleaner = PageCleaner::new(options.clone()).expect("default options");
    let (mut left, mut removed, mut rest) = (Vec::new(), Vec::new(), page);
    for &cut in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, after) = rest.split_at(cut.min(rest.len()));
        left.extend(cleaner.write(chunk).expect("no limit was set"));
        removed.extend(cleaner.take_removed());
        rest = after;
    }
    let (last, more) = cleaner.end().expect("no limit was set");
    left.extend(last);
    removed.extend(more);
    (left, removed)
}

fn whole_bytes(page: &[u8]) -> Article {
    muslin::extract_bytes(page, &Options::default()).expect("no limit was set")
}

fn whole_text(page: &str) -> Article {
    muslin::extract(page, &Options::default()).expect("no limit was set")
}

fn fixtures() -> Vec<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut pages: Vec<PathBuf> = fs::read_dir(root)
        .expect("tests/fixtures")
        .map(|entry| entry.expect("a folder").path().join("source.html"))
        .collect();
    pages.sort();
    pages.iter().map(|page| fs::read(page).expect("a page")).collect()
}

#[test]
fn an_end_tag_of_what_is_open_again_stays_of_what_is_left_out_piece_by_piece() {
    let page = format!(
        "<!doctype html><meta charset=utf-8><div class=ad-slot><p><a href=/a><h2>Ferry to sail again</h2></a><i title='{}'></i>",
        "x".repeat(300)
    );
    let whole = page_in_chunks(page.as_bytes(), &[usize::MAX], &page_options());
    for cut in [1, 7, 100] {
        assert_eq!(page_in_chunks(page.as_bytes(), &[cut], &page_options()), whole);
    }
    assert!(whole.0.ends_with(b"</a>"), "{}", String::from_utf8_lossy(&whole.0));
}

#[test]
fn text_before_a_tag_that_stays_goes_with_what_is_left_out_piece_by_piece() {
    // Of soup as below: what is left of the text hangs on where the first 1024 bytes end, in which the encoding is looked for.
    let meta = "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>";
    let mill =
        "The mill stopped in the winter of 1962, when the river froze to its bed and the wheel split along its axle. ";
    let head = format!(
        "{meta}{meta}</p><![CDATA[<meta charset=windows-1251><p><template shadowrootmode=open>\0<p></title>\
         <script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"A\"}}</script>\
         <p><p><p>\0<p><p><p><p><p><p>{meta}<p><p><p><p>"
    );
    let rest = format!(
        "<template shadowrootmode=open></template><p>{meta}\u{feff}{mill}<p></textarea>\u{feff}\u{feff}\
         <div class=ad-slot><h3>You may also like</h3>{mill}<p>{meta}<p></h1></article><div class=ad-slot>{meta}\
         <p><table><tr><td><h3>You may also like</h3>ss=</body>"
    );
    let page = [head.as_bytes(), b"\x80\x80\0\0\x80", rest.as_bytes()].concat();
    let whole = page_in_chunks(&page, &[usize::MAX], &page_options());
    assert_eq!(page_in_chunks(&page, &[1], &page_options()), whole);
    assert!(whole.0.ends_with(b"<div class=ad-slot></body>"));
}

#[test]
fn text_before_an_end_tag_of_which_only_the_pages_end_tells_what_it_ends() {
    let meta = "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>";
    let page = [
        b"</textarea><div class='ad x'><p hidden><a href='/a?b&amp;c'>",
        meta.as_bytes(),
        b"\x81\0\x80\0\x80<div class=share-buttons>",
        meta.as_bytes(),
        b"\xa0\x81</title>",
        meta.as_bytes(),
        b"ss=</a>",
    ]
    .concat();
    let whole = page_in_chunks(&page, &[usize::MAX], &page_options());
    for cut in [1, 2, 7, 100] {
        assert_eq!(page_in_chunks(&page, &[cut], &page_options()), whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_soup(page in raw_soup(), cuts in cuts()) {
        prop_assert_eq!(bytes_in_chunks(&page, &cuts), whole_bytes(&page));
    }

    #[test]
    fn text_of_soup(page in soup(), cuts in cuts()) {
        prop_assert_eq!(text_in_chunks(&page, &cuts), whole_text(&page));
    }

    #[test]
    fn text_and_its_bytes(page in soup()) {
        prop_assert_eq!(whole_bytes(page.as_bytes()), whole_text(&page));
    }

    #[test]
    fn fixtures_in_any_cut(page in prop::sample::select(fixtures()), cuts in cuts()) {
        prop_assert_eq!(bytes_in_chunks(&page, &cuts), whole_bytes(&page));
    }

    #[test]
    fn pages_of_soup(page in raw_soup(), cuts in cuts()) {
        for options in [page_options(), page_options().with_hold_back(64 << 10)] {
            let whole = page_in_chunks(&page, &[usize::MAX], &options);
            prop_assert_eq!(page_in_chunks(&page, &cuts, &options), whole);
        }
    }

    #[test]
    fn pages_of_fixtures(page in prop::sample::select(fixtures()), cuts in cuts()) {
        let whole = page_in_chunks(&page, &[usize::MAX], &page_options());
        prop_assert_eq!(page_in_chunks(&page, &cuts, &page_options()), whole);
    }

    #[test]
    fn a_page_of_which_nothing_goes_is_itself(page in raw_soup(), cuts in cuts()) {
        let options = PageOptions::default().with_kinds([]);
        prop_assert_eq!(&page_in_chunks(&page, &cuts, &options).0, &page);
        prop_assert_eq!(&muslin::clean_page_bytes(&page, &options).expect("no limit was set").html, &page);
    }

    #[test]
    fn what_is_left_is_of_the_page(page in raw_soup()) {
        let streamed = page_in_chunks(&page, &[usize::MAX], &page_options());
        let whole = muslin::clean_page_bytes(&page, &page_options()).expect("no limit was set");
        for (left, removed) in [streamed, (whole.html, whole.removed)] {
            prop_assert_eq!(removed.is_empty(), left.len() == page.len());
            let mut rest = page.iter();
            prop_assert!(left.iter().all(|byte| rest.any(|own| own == byte)), "bytes that the page does not have");
        }
    }
}
