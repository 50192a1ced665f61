//! Blocks given before a page is complete: in order, never taken back, whatever the chunks, in linear time.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use std::{fs, path::PathBuf, time::Instant};

use muslin::{ArticleBlock, BlockKind, Extractor, Options};
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof},
    prop_assert_eq, proptest,
};

const PROSE: &str = "The mill at Hartley Weir stopped turning in the winter of 1962, when the river froze to its bed \
    and the wheel, forty feet of oak and iron, split along its axle with a noise that was heard in three parishes.";

fn extractor() -> Extractor {
    Extractor::new(Options::default()).expect("default options")
}

/// Blocks given before the end and at it.
fn given(page: &[u8], cuts: &[usize]) -> (Vec<ArticleBlock>, Vec<ArticleBlock>) {
    let mut extractor = extractor().with_early_blocks();
    let (mut early, mut rest) = (Vec::new(), page);
    for &cut in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, after) = rest.split_at(cut.min(rest.len()));
        extractor.write(chunk).expect("no limit was set");
        early.extend(extractor.take_blocks());
        rest = after;
    }
    (early, extractor.end_blocks().expect("no limit was set"))
}

/// The blocks of a page that is whole.
fn whole(page: &[u8]) -> Vec<ArticleBlock> {
    let mut extractor = extractor();
    extractor.write(page).expect("no limit was set");
    extractor.end_blocks().expect("no limit was set")
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("tests/fixtures")
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read(folder.join("source.html")).expect("a page"))
        })
        .collect()
}

/// An article of numbered paragraphs between a menu and links to others, `paragraphs` long.
fn long_page(paragraphs: usize) -> String {
    let menu = "<li><a href=/section>Rain and rivers</a></li>".repeat(40);
    let article: String = (1..=paragraphs)
        .map(|number| match number % 10 {
            0 => format!("<h2>Chapter {number}</h2><p>{number}: {PROSE}</p>"),
            5 => format!("<ul><li>First of {number}, which was the wheel.</li><li>Second of {number}, which was the axle.</li></ul>"),
            _ => format!("<p>{number}: {PROSE}</p>"),
        })
        .collect();
    let others = "<div class=card><h3><a href=/other>Ferry to sail again after nine years</a></h3></div>".repeat(40);
    format!(
        "<!doctype html><meta charset=utf-8><title>The mill</title><ul class=menu>{menu}</ul><article><h1>The mill</h1>{article}</article><aside>{others}</aside>"
    )
}

fn without_white_space(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_blocks_hold_the_text_of_the_article() {
    for (name, page) in fixtures() {
        let article = muslin::extract_bytes(&page, &Options::default()).expect("no limit was set");
        let blocks = whole(&page);
        let text: String = blocks.iter().map(|block| without_white_space(&block.text)).collect();
        assert_eq!(text, without_white_space(&article.text), "{name}");
        for block in &blocks {
            assert!(article.text.contains(&block.text), "{name}: {block:?}");
            assert_eq!(
                block.level.is_some(),
                block.kind == BlockKind::Heading,
                "{name}: {block:?}"
            );
        }
    }
}

#[test]
fn early_blocks_and_the_rest_are_the_blocks_of_the_whole() {
    let page = long_page(300);
    let (early, rest) = given(page.as_bytes(), &[16 * 1024]);
    assert!(early.len() > 200, "{} blocks came early", early.len());
    assert_eq!([early, rest].concat(), whole(page.as_bytes()));
}

#[test]
fn blocks_come_while_the_page_arrives() {
    let page = long_page(300);
    let mut extractor = extractor().with_early_blocks();
    let mut first = None;
    for (number, chunk) in page.as_bytes().chunks(1024).enumerate() {
        extractor.write(chunk).expect("no limit was set");
        if !extractor.take_blocks().is_empty() {
            first.get_or_insert(number * 1024);
        }
    }
    assert!(
        first.is_some_and(|first| first < page.len() / 4),
        "{first:?} of {}",
        page.len()
    );
}

#[test]
fn nothing_comes_early_unless_asked_for() {
    let page = long_page(300);
    let mut extractor = extractor();
    extractor.write(page.as_bytes()).expect("no limit was set");
    assert_eq!(extractor.take_blocks(), []);
}

#[test]
fn the_article_at_the_end_is_the_same_with_early_blocks() {
    let page = long_page(100);
    let mut extractor = extractor().with_early_blocks();
    extractor.write(page.as_bytes()).expect("no limit was set");
    let article = extractor.end().expect("no limit was set");
    assert_eq!(
        article,
        muslin::extract(&page, &Options::default()).expect("no limit was set")
    );
}

#[test]
fn what_was_given_stays_given_whatever_comes_after() {
    let start = long_page(100);
    let start = start.split("</article>").next().unwrap_or_default();
    let (early, _) = given(start.as_bytes(), &[16 * 1024]);
    assert!(early.len() > 50, "{} blocks came early", early.len());
    // A second article, ten times as long: with all of it known, the first one may look like something else.
    let other = "<main>".to_owned() + &format!("<p>{} {PROSE} {PROSE}</p>", "Other.".repeat(3)).repeat(3000);
    let page = format!("{start}</article>{other}");
    let (all_early, rest) = given(page.as_bytes(), &[16 * 1024]);
    assert_eq!(all_early.get(..early.len()), Some(early.as_slice()));
    assert!(
        !rest.iter().any(|block| early.contains(block)),
        "nothing is given twice"
    );
}

#[test]
fn text_and_bytes_give_the_same_early_blocks() {
    // Letters of several bytes: looks fall inside them.
    let page = long_page(100)
        .replace("mill", "m\u{fc}\u{1f33e}hle")
        .replace("wheel", "\u{8f6e}\u{5b50}");
    let (early, rest) = given(page.as_bytes(), &[1000]);
    let mut extractor = extractor().with_early_blocks();
    let mut from_text = Vec::new();
    for line in page.split_inclusive(' ') {
        extractor.write_str(line).expect("no limit was set");
        from_text.extend(extractor.take_blocks());
    }
    assert!(!early.is_empty());
    assert_eq!(from_text, early);
    assert_eq!(extractor.end_blocks().expect("no limit was set"), rest);
}

#[test]
fn each_kind_of_block_is_told() {
    let page = format!(
        "<title>The mill</title><article><h1>The mill</h1><p>{PROSE}</p><h2>The wheel</h2><p>{PROSE} Again.</p>\
         <ul><li>The first reason, which was the frost of that winter.</li><li>The second reason, which was the age of the oak.</li></ul>\
         <blockquote><p>{PROSE} So says the chronicle.</p></blockquote>\
         <table><tr><th>Year</th><th>Feet of ice on the river</th></tr><tr><td>1962</td><td>Three, as the miller wrote</td></tr></table>\
         <pre>wheel = oak\n<b>axle</b> = iron</pre><p>{PROSE} And so on.</p></article>"
    );
    let blocks = whole(page.as_bytes());
    let told: Vec<(BlockKind, &str)> = blocks
        .iter()
        .map(|block| (block.kind, block.text.get(..12).unwrap_or(&block.text)))
        .collect();
    let expected = [
        (BlockKind::Paragraph, "The mill at "),
        (BlockKind::Heading, "The wheel"),
        (BlockKind::Paragraph, "The mill at "),
        (BlockKind::ListItem, "The first re"),
        (BlockKind::ListItem, "The second r"),
        (BlockKind::Quote, "The mill at "),
        (BlockKind::Table, "Year\tFeet of"),
        (BlockKind::Table, "1962\tThree, "),
        (BlockKind::Code, "wheel = oak\n"),
        (BlockKind::Paragraph, "The mill at "),
    ];
    assert_eq!(told, expected);
    assert_eq!(blocks.get(1).and_then(|block| block.level), Some(2));
}

/// Time for a page of `paragraphs`, and how many blocks came.
fn timed(paragraphs: usize) -> (f64, usize) {
    let page =
        "<article>".to_owned() + &format!("<p>{PROSE}</p><ul><li>An item, and another.</ul>").repeat(paragraphs / 2);
    let began = Instant::now();
    let (early, rest) = given(page.as_bytes(), &[16 * 1024]);
    (began.elapsed().as_secs_f64(), early.len() + rest.len())
}

#[test]
fn work_stays_linear() {
    timed(5_000);
    let (short, _) = timed(20_000);
    let (long, _) = timed(100_000);
    // Five times the page; a growth with its square would be twenty-five times the time.
    assert!(long < 15.0 * short + 0.5, "{short} s, then {long} s");
}

/// Lengths of chunks, taken round and round until the page is used up.
fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        prop::collection::vec(1_usize..9, 1..8),
        prop::collection::vec(1_usize..40_000, 1..6)
    ]
}

fn paragraphs(count: usize) -> String {
    let each: Vec<String> = (0..count).map(|number| format!("<p>{number}. {PROSE}</p>")).collect();
    each.concat()
}

/// Parts of which a page is put together in any order: each long enough for looks to fall inside it.
fn page() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => (1_usize..40).prop_map(paragraphs),
        1 => (1_usize..40).prop_map(|count| "<li><a href=/x>Ferry to sail again after nine years</a>".repeat(count)),
        1 => (1_usize..20).prop_map(|count| format!("<table>{}</table>", "<tr><td>1962<td>Three feet of ice</tr>".repeat(count))),
        1 => (1_usize..20).prop_map(|count| format!("<pre>{}</pre>", "<div>let wheel = oak;</div>".repeat(count))),
        1 => Just("<meta charset=windows-1251>".to_owned()),
        1 => Just("<h2>You may also like</h2>".to_owned()),
        1 => Just("<div class=comments>".to_owned()),
        1 => Just("</div></table></ul>".to_owned()),
        1 => Just(format!("<!-- {} -->", "x".repeat(3000))),
    ];
    prop::collection::vec(part, 1..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chunks_never_tell(page in page(), cuts in cuts()) {
        prop_assert_eq!(given(page.as_bytes(), &cuts), given(page.as_bytes(), &[16 * 1024]));
    }

    #[test]
    fn early_blocks_come_before_the_rest(page in page()) {
        let (early, rest) = given(page.as_bytes(), &[16 * 1024]);
        // In the order of the page: each is found behind the one before it.
        let all: Vec<String> = whole(page.as_bytes()).iter().map(|block| block.text.clone()).collect();
        let mut ahead = all.iter();
        for block in rest {
            prop_assert_eq!(ahead.any(|text| *text == block.text), true, "{:?} of {} early", block, early.len());
        }
    }
}
