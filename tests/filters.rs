//! The user's own filters: what they name goes, of an article, a page and a stream alike, and nothing else does.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod streamed;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use muslin::{Extractor, Filters, Kind, Options, PageCleaner, PageOptions, clean_page, extract};
use proptest::prelude::*;
use streamed::{PROSE, streamed_text};

fn page_options(filters: &str) -> PageOptions {
    PageOptions::default().with_kinds([]).with_filters(filters)
}

fn whole(page: &str, options: &PageOptions) -> String {
    clean_page(page, options).expect("no limit was set").html
}

/// What is left of a page, as a whole and as a stream, which must be the same.
fn left(page: &str, options: &PageOptions) -> String {
    let left = whole(page, options);
    for chunk in [1, 7, 100_000] {
        assert_eq!(
            streamed_text(page, options, chunk).0,
            left,
            "{page} in chunks of {chunk}"
        );
    }
    left
}

/// Which of the elements of a page with an `id` a list of filters names.
fn named(page: &str, filters: &str, url: Option<&str>) -> Vec<String> {
    let mut options = page_options(filters);
    if let Some(url) = url {
        options = options.with_url(url);
    }
    let left = left(page, &options);
    let ids = page
        .split("id=")
        .skip(1)
        .map(|rest| rest.split([' ', '>']).next().unwrap_or_default());
    ids.filter(|id| !left.contains(&format!("id={id}")))
        .map(str::to_owned)
        .collect()
}

#[test]
fn rules_name_elements() {
    let page = "<!doctype html><html class=js><body class='home wide'><main><div id=a class='ad Box'><p id=b>x</p></div>\
        <div id=c data-slot='top banner'><a id=d href='https://ads.example/go?x=1'>x</a></div><my-ad id=e>x</my-ad>\
        <ul><li id=f class=ad>x<li id=g>x<li id=h class='ad keep'>x</ul><span id=i title='Ad by &amp; for'>x</span></main>";
    for (rule, ids) in [
        ("##.ad", "a b f h"),
        ("##.Ad", ""),
        ("##.Box", "a b"),
        ("###d", "d"),
        ("##my-ad", "e"),
        ("##MY-AD", "e"),
        ("##li.ad", "f h"),
        ("##.ad:not(.keep):not(.Box)", "f"),
        ("##li:not([class])", "g"),
        ("##[data-slot]", "c d"),
        ("##[data-slot=\"top banner\"]", "c d"),
        ("##[data-slot~=\"banner\"]", "c d"),
        ("##[data-slot^=\"top ban\"]", "c d"),
        ("##[data-slot$=\"banner\"]", "c d"),
        ("##[data-slot=\"top\"]", ""),
        ("##a[href*=\"//ads.\"]", "d"),
        ("##a[href^=\"https://ads.example/\"]", "d"),
        ("##a[href^=\"http://\"]", ""),
        ("##[title=\"Ad by & for\"]", "i"),
        ("##[title*=\"AD BY\" i]", "i"),
        ("##[title*=\"AD BY\"]", ""),
        ("##div > p", "b"),
        ("##main p", "b"),
        ("##main > p", ""),
        ("##body.home > main > .ad > p", "b"),
        ("##html.js .wide li", "f g h"),
        ("##html.nojs li", ""),
        ("##main > div > *", "b d"),
        ("##ul > .ad", "f h"),
        ("##.ad, my-ad,span", "a b e f h i"),
        ("##.none, .ad:has(a), #g", "g"),
        ("##div[id=\"a\"][class~=\"ad\"]", "a b"),
        ("##body", ""),
        ("##html", ""),
    ] {
        assert_eq!(named(page, rule, None).join(" "), ids, "{rule}");
    }
}

#[test]
fn chains_of_elements_are_found_wherever_they_begin() {
    let page = "<div class=a><div class=b><div class=b><div class=c><i id=x>x</i></div></div></div></div><i id=y>y</i>";
    for (rule, ids) in [
        ("##.a > .b .c > i", "x"),
        ("##.a > .b > .c i", ""),
        ("##.a .b > .c > i", "x"),
        ("##.a > .b > .b > .c > i", "x"),
        ("##.b > .b i", "x"),
        ("##.a > .b > .b i", "x"),
        ("##.b .b .b i", ""),
        ("##div div div div i", "x"),
        ("##div div div div div i", ""),
    ] {
        assert_eq!(named(page, rule, None).join(" "), ids, "{rule}");
    }
}

#[test]
fn sites_and_exceptions() {
    let page = "<p id=a class=ad>x<p id=b class=promo>x";
    for (rules, url, ids) in [
        ("example.org##.ad", "https://example.org/", "a"),
        ("example.org##.ad", "https://www.example.org:8080/x", "a"),
        ("example.org##.ad", "https://badexample.org/", ""),
        ("a.org,example.*##.ad", "https://example.co.uk/", "a"),
        ("example.*##.ad", "https://example.else.com/", ""),
        ("example.*##.ad", "https://example.else.com/", ""),
        ("\u{feff}##.ad\n##.promo", "https://example.org/", "a b"),
        ("~example.org##.ad", "https://example.org/", ""),
        ("~example.org##.ad", "https://else.org/", "a"),
        ("##.ad\nexample.org#@#.ad", "https://example.org/", ""),
        ("##.ad\nexample.org#@#.ad", "https://else.org/", "a"),
        ("##.ad, .promo\nexample.org#@#.ad", "https://example.org/", "b"),
        ("#@#.ad\nexample.org##.ad\n##.promo", "https://example.org/", "b"),
        ("example.org#@#.ad\nelse.org#@#.ad\n##.ad", "https://else.org/", ""),
    ] {
        assert_eq!(named(page, rules, Some(url)).join(" "), ids, "{rules} at {url}");
    }
    assert_eq!(named(page, "example.org##.ad\n~example.org##.promo", None), ["b"]);
}

#[test]
fn elements_with_omitted_end_tags_go_alone() {
    for (page, expected) in [
        ("<ul><li>a<li class=x>AD<li>b</ul>", "<ul><li>a<li>b</ul>"),
        (
            "<table><tr><td>a<tr class=x><td>AD<tr><td>b</table>",
            "<table><tr><td>a<tr><td>b</table>",
        ),
        ("<dl><dt>a<dd class=x>AD<dt>b</dl>", "<dl><dt>a<dt>b</dl>"),
        (
            "<select><option>a<option class=x>AD<option>b</select>",
            "<select><option>a<option>b</select>",
        ),
        ("<p>a<p class=x>AD<p>b", "<p>a<p>b"),
        ("<p>a<div class=x>AD</div><p>b", "<p>a<p>b"),
        ("<p>a<div class=x>AD</div>b</p>", "<p>a<div class=x></div>b</p>"),
        ("a <img class=x> b <iframe class=x>&lt;</iframe> c", "a  b  c"),
        ("<p>a <span class=x>AD <b>bold</b></span> b", "<p>a  b"),
        ("<b>a<div class=x>AD</b>AD</div>b", "<b>a</b>b"),
        ("<div class=x>never closed <p>AD", ""),
        ("<svg><g class=x><path></g></svg>a", "<svg></svg>a"),
        ("<video class=x><source src=y></video>a", "a"),
        (
            "<script class=x>1</script><style class=x></style>a",
            "<script class=x>1</script><style class=x></style>a",
        ),
    ] {
        assert_eq!(left(page, &page_options("##.x")), expected, "{page}");
    }
}

#[test]
fn what_filters_name_is_no_part_of_the_article() {
    let page = format!(
        "<title>The mill</title><article><h1>The mill</h1>{PROSE}<div class=promo><img src=ad.png><p>Buy flour &amp; bread <b>now</b>, \
         the best that there is, in all of the valley, every day.</div>{PROSE}<p>The wheel <span class=promo>(see flour.example) \
         </span>turns no more, though its axle is still shown to visitors, who come in summer.</p></article>"
    );
    let plain = extract(&page, &Options::default()).expect("no limit was set");
    assert!(plain.text.contains("see flour.example"), "{}", plain.text);
    let article = extract(&page, &Options::default().with_filters("##.promo")).expect("no limit was set");
    assert!(
        !article.text.contains("flour &") && !article.text.contains("flour.example"),
        "{}",
        article.text
    );
    assert!(article.text.contains("The wheel turns no more"), "{}", article.text);
    let told: Vec<_> = article
        .removed
        .iter()
        .filter(|removed| removed.reason.starts_with("filter"))
        .collect();
    assert_eq!(told.len(), 2);
    assert_eq!(
        (told[0].kind, told[0].reason.as_str(), told[0].path.as_str()),
        (Kind::Ad, "filter ##.promo", "body > article > div.promo")
    );
    assert!(
        told[0].text.starts_with("Buy flour & bread now, the best"),
        "{}",
        told[0].text
    );
    assert_eq!(told[1].text, "(see flour.example)");
    assert_eq!(article.image, plain.image);

    // Also block by block, and however it is cut.
    let mut extractor = Extractor::new(Options::default().with_filters("##.promo"))
        .expect("a known charset")
        .with_early_blocks();
    let mut blocks = Vec::new();
    for chunk in page.as_bytes().chunks(10) {
        extractor.write(chunk).expect("no limit was set");
        blocks.extend(extractor.take_blocks());
    }
    blocks.extend(extractor.end_blocks().expect("no limit was set"));
    let text: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    assert_eq!(text.join("\n\n"), article.text);
}

#[test]
fn removals_are_told_with_their_filter() {
    let page = format!(
        "{PROSE}<aside class=promo><h2>Flour</h2><p>Buy it.</aside><my-box><iframe class=promo></iframe></my-box>"
    );
    let options = page_options("example.org##.promo").with_url("https://example.org/mill");
    let expected = [
        ("filter ##.promo", "body > aside.promo", "Flour Buy it."),
        ("filter ##.promo", "body > my-box > iframe.promo", ""),
    ];
    let of_whole = clean_page(&page, &options).expect("no limit was set").removed;
    for removed in [of_whole, streamed_text(&page, &options, 5).1] {
        let told: Vec<_> = removed
            .iter()
            .map(|removed| (removed.reason.as_str(), removed.path.as_str(), removed.text.as_str()))
            .collect();
        assert_eq!(told, expected);
    }
}

#[test]
fn filters_and_markers_go_together() {
    let page =
        format!("{PROSE}<div class=ad-slot>AD<p class=promo>x</div><div class=promo><p class=ad-slot>AD</div>{PROSE}");
    let options = PageOptions::default().with_filters("##.promo");
    assert_eq!(left(&page, &options), PROSE.repeat(2));
    let removed = streamed_text(&page, &options, 3).1;
    let reasons: Vec<&str> = removed.iter().map(|removed| removed.reason.as_str()).collect();
    assert_eq!(reasons, ["marker .ad-slot", "filter ##.promo"]);
}

#[test]
fn a_filter_may_take_what_nothing_else_would() {
    // Title and prose: nobody but the user says so.
    let page = format!("<h1>The mill</h1><div class=text>{}</div>end", PROSE.repeat(5));
    assert_eq!(left(&page, &page_options("##.text")), "<h1>The mill</h1>end");
    assert_eq!(
        left(&page, &page_options("##h1")),
        page.replace("<h1>The mill</h1>", "")
    );
}

#[test]
fn an_element_that_is_too_long_to_hold_goes_as_it_comes() {
    let promo = format!("<div class=promo>{}</div>", "<p>Buy flour.".repeat(50_000));
    let page = format!("{PROSE}{promo}{PROSE}");
    let mut cleaner = PageCleaner::new(page_options("##.promo")).expect("a known charset");
    let mut left = Vec::new();
    for chunk in page.as_bytes().chunks(4096) {
        left.extend(cleaner.write(chunk).expect("no limit was set"));
    }
    assert!(cleaner.most_held() < 80_000, "{} bytes were held", cleaner.most_held());
    let (rest, removed) = cleaner.end().expect("no limit was set");
    left.extend(rest);
    assert!(left == PROSE.repeat(2).as_bytes());
    assert_eq!(removed[0].reason, "filter ##.promo");
    assert!(removed[0].text.starts_with("Buy flour. Buy flour."));
    assert!(removed[0].text.len() < 70_000);
}

#[test]
fn a_list_is_counted() {
    let list = "[Adblock Plus 2.0]\n! Title: mine\r\n\n# remark\n#\n##.ad\r\n##.a, .b , .c:has(d)\nexample.org##.x\nexample.org#@#.x\n\
        ||ads.example^$third-party\n@@||example.org^\n/banner/*\nexample.org#?#.x:-abp-has(y)\n##+js(nowoif)\n##^script:has-text(x)\n\
        example.org##.x:style(color: red)\n#$#abort x\nexample.org#%#//x\n#@?#.x\n/example[0-9]/##.x\n##\nhttps://example.org/#top\n";
    let report = Filters::new(list).report().clone();
    assert_eq!((report.rules, report.exceptions, report.network), (4, 1, 4));
    assert_eq!(report.unsupported, 10);
    assert_eq!(
        (report.examples[0].line, report.examples[0].rule.as_str()),
        (7, "##.a, .b , .c:has(d)")
    );
    assert_eq!(report.examples.len(), 10);
}

#[test]
fn hostile_lists_do_no_harm() {
    let page = format!("{}{PROSE}", "<div class=a data-x=y>".repeat(600));
    let lists = [
        "##".repeat(50_000),
        format!("##{}", "a".repeat(100_000)),
        format!("##{}", ".a".repeat(50_000)),
        format!("##{}", "div ".repeat(25_000)),
        format!("##{}", "div > ".repeat(25_000)),
        format!("##{}", "div,".repeat(25_000)),
        format!("##{}", ":not(".repeat(25_000)),
        format!("##{}", "[a=\"".repeat(25_000)),
        format!("##{}", "\\".repeat(100_001)),
        format!("{}##.a", "a.org,".repeat(20_000)),
        "##.\u{202e}\u{feff}\u{1f468}\u{200d}\u{1f469}, #\u{e000}\u{10ffff}\n##[\u{1d54f}=\"\u{0}\"]\n##\u{301}a"
            .to_owned(),
        "\u{0}##.a\u{0}\n##.a\u{0}b".to_owned(),
        "##div div div div div div div div div div div div div div div.none".to_owned(),
        "##.a .a > .a .a > .a .a > .a .a > .a .a > .none > .a".to_owned(),
    ];
    for list in &lists {
        let started = Instant::now();
        let filters = Filters::new(list);
        let options = PageOptions::default()
            .with_filters(filters.clone())
            .with_url("https://b.org/");
        let left = whole(&page, &options);
        assert_eq!(streamed_text(&page, &options, 1000).0, left);
        assert!(
            left == page || left.len() < page.len(),
            "{}",
            &list[..list.len().min(50)]
        );
        let report = filters.report();
        assert!(report.examples.iter().all(|example| example.rule.len() <= 200));
        assert!(
            started.elapsed() < Duration::from_secs(10),
            "{:?} for {}",
            started.elapsed(),
            &list[..20]
        );
    }
}

#[test]
fn many_rules_that_hang_on_one_element_are_asked_once() {
    let mut list = String::new();
    for number in 0..2000 {
        writeln!(list, "##.a > .none{number} > div").expect("text takes it");
        writeln!(list, "##.a div[title=\"{number}\"]").expect("text takes it");
    }
    let page = format!("{}{}", "<div class=a>".repeat(500), "<div class=a></div>".repeat(2000));
    let started = Instant::now();
    assert_eq!(whole(&page, &page_options(&list)), page);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list_is_read(list in "\\PC{0,80}", page in "(<(div|p|b|li|a|ul)( class=(a|b|\"a b\"))?>|</(div|p|b|li|a|ul)>|x ){0,40}") {
        let report = Filters::new(&list).report().clone();
        prop_assert!(report.examples.len() <= 20);
        // What names nothing changes nothing, and cuts do not matter.
        let options = page_options("##.none\n##div > .none > b\n##[title]");
        prop_assert_eq!(whole(&page, &options), page.clone());
        let options = page_options("##.a\n##div > .b\n##ul li");
        let (left, _) = streamed_text(&page, &options, 1);
        prop_assert_eq!(&streamed_text(&page, &options, 13).0, &left);
        prop_assert!(!whole(&page, &options).contains("class=a>") || page.contains("class=a"));
    }

    #[test]
    fn any_selector_is_read(selector in "[a-c#.:>\\[\\]=\"'()*~^$|\\\\ ,+not\u{e9}1-]{0,40}") {
        let list = format!("##{selector}\nexample.org#@#{selector}");
        let filters = Filters::new(&list);
        let options = PageOptions::default().with_filters(filters);
        let page = "<div class=a id=b><a href=c title='a b'>x</a><b class='a b'>y</b></div>";
        prop_assert_eq!(streamed_text(page, &options, 3).0, whole(page, &options));
    }
}

#[test]
fn the_same_is_told_of_a_long_text_however_it_is_cut() {
    // In one text node, of letters of two bytes and of one, and longer than what is told of it.
    let page = format!(
        "{PROSE}<div class=x>a{}</div>{PROSE}",
        "мельница at the weir ".repeat(4000)
    );
    let in_chunks = |chunk: usize| {
        let options = Options::default().with_filters("##.x");
        let mut extractor = Extractor::new(options).expect("no charset was given");
        for bytes in page.as_bytes().chunks(chunk) {
            extractor.write(bytes).expect("no limit was set");
        }
        extractor.end().expect("no limit was set").removed
    };
    let whole = in_chunks(usize::MAX);
    assert!(
        whole
            .iter()
            .any(|removed| removed.reason == "filter ##.x" && removed.text.len() > 60_000)
    );
    for chunk in [1, 1000, 4096] {
        assert_eq!(in_chunks(chunk), whole, "in chunks of {chunk}");
    }
}
