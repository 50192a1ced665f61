//! Whatever is removed of a page, all else is there: told by a parser that builds the tree as browsers do.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use muslin::{Kind, PageCleaner, PageOptions};
use proptest::{
    prelude::{ProptestConfig, Strategy, prop, prop_oneof},
    prop_assert_eq, proptest,
};

/// A page's nodes in order: the numbers of its elements and its words.
#[derive(Debug, Default)]
struct Nodes {
    all: Vec<String>,
    /// Those outside marked elements.
    outside: Vec<String>,
    /// Those of which nothing stands outside before.
    inside: BTreeSet<String>,
}

fn nodes(page: &str) -> Nodes {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page);
    let mut nodes = Nodes::default();
    gather(&dom.document, false, &mut nodes);
    nodes
}

fn gather(node: &Handle, is_inside: bool, nodes: &mut Nodes) {
    let mut is_marked = false;
    let mut tell = |what: String, is_inside: bool| {
        nodes.all.push(what.clone());
        if !is_inside {
            nodes.outside.push(what);
        } else if !nodes.outside.contains(&what) {
            nodes.inside.insert(what);
        }
    };
    match &node.data {
        NodeData::Text { contents } => {
            for word in contents.borrow().split_whitespace() {
                tell(word.to_owned(), is_inside);
            }
        }
        NodeData::Element { attrs, .. } => {
            let attribute = |name: &str| {
                let attrs = attrs.borrow();
                let found = attrs.iter().find(|attribute| &*attribute.name.local == name);
                found.map(|attribute| attribute.value.to_string())
            };
            is_marked = attribute("class").as_deref() == Some("ad-slot");
            if let Some(number) = attribute("n")
                && !is_marked
            {
                tell(format!("#{number}"), is_inside);
            }
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        gather(child, is_inside || is_marked, nodes);
    }
}

/// What stands outside marked elements in a page, and what of that is left. A formatting element that a marked one leaves open is
/// opened again by parsers behind it; that copy goes with what it is a copy of.
fn outside(page: &str, left: &str) -> [Vec<String>; 2] {
    let Nodes { outside, inside, .. } = nodes(page);
    let before: Vec<String> = once(outside.into_iter().filter(|what| !inside.contains(what)).collect());
    let after = once(
        nodes(left)
            .all
            .into_iter()
            .filter(|what| before.contains(what))
            .collect(),
    );
    [after, before]
}

/// A copy of an element is no element of its own.
fn once(mut nodes: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    nodes.retain(|what| !what.starts_with('#') || seen.insert(what.clone()));
    nodes
}

/// Of a page that is cleaned as a whole, elements go too that hold nothing else; so only the words that are told to go may.
fn words_of_the_whole(page: &str) -> [Vec<String>; 2] {
    let options = PageOptions::default().with_kinds([Kind::Ad]);
    let clean = muslin::clean_page(page, &options).expect("no limit was set");
    let told: BTreeSet<&str> = clean
        .removed
        .iter()
        .flat_map(|removed| removed.text.split_whitespace())
        .collect();
    let is_word = |what: &String| what.starts_with("word");
    let before = nodes(page)
        .all
        .into_iter()
        .filter(|what| is_word(what) && !told.contains(what.as_str()));
    let after = nodes(&clean.html).all.into_iter().filter(is_word);
    [after.collect(), before.collect()]
}

/// A stream leaves every node outside of what it removes, in order.
fn expect_all_else(page: &str) {
    let left = streamed(page);
    let [after, before] = outside(page, &left);
    assert_eq!(after, before, "{page} became {left}");
}

fn streamed(page: &str) -> String {
    streamed_with(page, PageOptions::default())
}

fn streamed_with(page: &str, options: PageOptions) -> String {
    let mut cleaner = PageCleaner::new(options).expect("known options");
    let mut left = cleaner.write(page.as_bytes()).expect("no limit was set");
    left.extend(cleaner.end().expect("no limit was set").0);
    String::from_utf8(left).expect("tags are cut out whole")
}

/// Gives each start tag of a page a number, and each word.
fn numbered(pieces: &[&str]) -> String {
    let mut page = "<!doctype html><body>".to_owned();
    let mut number = 0;
    for tag in pieces.iter().flat_map(|piece| piece.split_inclusive('>')) {
        let (word, tag) = tag.split_at(tag.find('<').unwrap_or(tag.len()));
        if !word.is_empty() {
            number += 1;
            page.extend([word, &number.to_string(), " "]);
        }
        match tag
            .strip_suffix('>')
            .filter(|tag| !tag.starts_with("</") && !tag.starts_with("<!"))
        {
            Some(start) => {
                number += 1;
                page.extend([start, " n=", &number.to_string(), ">"]);
            }
            None => page.push_str(tag),
        }
    }
    page
}

/// Start tags, marked ones among them, and end tags in any order, with the end tags that HTML lets authors omit omitted as often as not.
const PIECES: &[&str] = &[
    "word",
    "word",
    "word",
    "<div>",
    "<div class=ad-slot>",
    "</div>",
    "</div>",
    "<section class=ad-slot>",
    "</section>",
    "<p>",
    "<p class=ad-slot>",
    "</p>",
    "<ul>",
    "<li>",
    "<li class=ad-slot>",
    "</li>",
    "</ul>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<dd class=ad-slot>",
    "</dl>",
    "<span>",
    "<ins class=ad-slot>",
    "</ins>",
    "</span>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<h2>",
    "<h3 class=ad-slot>",
    "</h3>",
    "<blockquote>",
    "</blockquote>",
    "<br>",
    "<img class=ad-slot>",
    "<!-- note -->",
    "<iframe class=ad-slot></iframe>",
    "<script>x</script>",
];

/// The same within tables and lists of options, where blocks stand in cells.
const CELLS: &[&str] = &[
    "word",
    "<table><tr><td>",
    "<table><tbody><tr class=ad-slot><td>",
    "<tr><td>",
    "<tr class=ad-slot><td>",
    "<td>",
    "<td class=ad-slot>",
    "<th>",
    "</td></tr>",
    "</td></tr></table>",
    "</table>",
    "<div class=ad-slot>word</div>",
    "<p>",
    "<p class=ad-slot>word</p>",
    "<select><option>word<option class=ad-slot>word<option>word</select>",
    "<select><option class=ad-slot>word</option><optgroup><option>word</select>",
];

fn pages(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| numbered(&pieces))
}

#[test]
fn what_follows_a_table_that_ended_another_stays_behind_it() {
    for around in [
        ["<tr><td>", "</td></tr>word"],
        ["<table><tr><td>", "</td></tr><select><option>word</select></table>word"],
    ] {
        let [start, end] = around;
        let ad = "<table><tr><td>word</td></tr><table><tr><td><p class=ad-slot>word</p></td></tr></table>";
        let page = numbered(&[start, ad, end]);
        let [after, before] = words_of_the_whole(&page);
        assert_eq!(after, before, "{page}");
    }
}

#[test]
fn the_second_end_tag_of_what_was_open_around_a_block_ends_it() {
    let page = numbered(&["<span><div></span></div><ins class=ad-slot></span><script>word</script><p>word"]);
    expect_all_else(&page);
}

#[test]
fn what_may_be_open_again_or_no_more_ends_nothing_that_goes() {
    for page in [
        // Two that are open again take an end tag each.
        "<dd><b><b><dd></b><ins class=ad-slot></b><li>",
        // A heading does not end the one before it while something stands open in that.
        "<h2><div class=ad-slot><b></div>word<h2></h3><p class=ad-slot></h3><b>",
        "<p><i><h2>word<h2></h3><ins class=ad-slot></h3><li>",
        "<h2><li><b></li>word<p><h2></h3><section class=ad-slot></h3><div>",
        "<h3 class=ad-slot><span><h2></span></h3><h3 class=ad-slot></h3><div class=ad-slot></h3><p>",
        // It does where the adoption agency has ended that.
        "<h2><dd class=ad-slot><a href=x><h2><b></a><h2></h3></h3><dl>",
        "<h3 class=ad-slot><a href=x><span><div class=ad-slot></a></div><h2>",
        "<li class=ad-slot><a href=x><h2><ins class=ad-slot><div><a href=x></div><h3 class=ad-slot></h3><li class=ad-slot></li><div>",
        // The end tag is that of the outer one then.
        "<ins class=ad-slot><i><ins class=ad-slot><div></i></div></ins><dl>",
        "<span><h3 class=ad-slot></span></span></h3><ins class=ad-slot></span><span>",
    ] {
        expect_all_else(&numbered(&[page]));
    }
}

#[test]
fn what_browsers_pass_over_or_end_unsaid_ends_nothing_that_goes() {
    for page in [
        // A form's end tag ends what is left open in it without a tag of its own.
        "<form><p class=ad-slot></form>word",
        "<form><li class=ad-slot></form>word",
        // A form in another is none, and its end tag is that of the other.
        "<form class=ad-slot><form class=ad-slot></form>word",
        "<form><form class=ad-slot></form><form>",
        "<fieldset><form class=ad-slot></fieldset><form class=ad-slot><h2>",
        // These are ended like an `em`, and in them an `li` ends the one around.
        "<em><dialog class=ad-slot></em>word",
        "<li class=ad-slot><legend><li>",
        "<li class=ad-slot><video><li>",
        "<video><pre></video><div class=ad-slot></pre>word",
        // Neither is ended in the other.
        "<marquee><object></marquee><section class=ad-slot></object>word",
        // What a custom element leaves open goes on behind it.
        "<x-card><div></x-card><p class=ad-slot></div><em>",
    ] {
        expect_all_else(&numbered(&[page]));
    }
}

#[test]
fn what_is_left_out_piece_by_piece_ends_where_its_end_is_not_known_any_more() {
    let ad = "word ".repeat(20);
    let page = numbered(&["<i><blockquote><ins class=ad-slot>", &ad, "</i><dd>word"]);
    let page = page.replacen("<body>", "<meta charset=utf-8><body>", 1);
    let left = streamed_with(&page, PageOptions::default().with_hold_back(40));
    let [after, before] = outside(&page, &left);
    assert_eq!(after, before, "{page} became {left}");
    assert!(left.len() < page.len() - ad.len(), "{left}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_else_is_left(page in pages(PIECES)) {
        expect_all_else(&page);
    }

    #[test]
    fn all_else_is_left_of_tables(page in pages(CELLS)) {
        expect_all_else(&page);
    }

    #[test]
    fn of_a_whole_page_only_what_is_told_goes(page in prop_oneof![pages(PIECES), pages(CELLS)]) {
        let [after, before] = words_of_the_whole(&page);
        prop_assert_eq!(after, before, "{}", page);
    }
}
