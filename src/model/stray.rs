//! Short lines that the scores keep and that are no text: names, places and addresses after an article's last sentence,
//! credits shown twice.

use super::page::{Page, link_density};
use crate::clutter::Why;
use crate::outline::NodeId;
use crate::reader::Tag;
use crate::words::ends_sentence;

/// A line of more words may be text without a full stop.
const MOST_WORDS: u32 = 8;
/// A profile of more words is a biography.
const MOST_PROFILE_WORDS: u32 = 24;
/// So many lines after the text that score so high are a list.
const FEWEST_LISTED: usize = 5;
const SURE: f64 = 0.8;
/// Words of prose in a cell of a table of data.
const LARGEST_CELL: u32 = 100;

/// What forums tell of those who write there, a line each, in lower case.
const PROFILE: [&str; 16] = [
    "joined",
    "member since",
    "registered",
    "posts",
    "messages",
    "location",
    "registriert",
    "beitr\u{e4}ge",
    "inscrit",
    "inscription",
    "mensajes",
    "registrado",
    "messaggi",
    "iscritto",
    "\u{441}\u{43e}\u{43e}\u{431}\u{449}\u{435}\u{43d}\u{438}\u{439}",
    "\u{440}\u{435}\u{433}\u{438}\u{441}\u{442}\u{440}\u{430}\u{446}\u{438}\u{44f}",
];

/// Tells of the stray lines among the kept blocks, given by their places in order, and what each is.
///
/// But for readers' profiles, only pages that are mostly prose have them: of a page of lists, a short line is what it is made of.
pub fn stray_lines(page: &Page<'_>, kept: &[usize], scores: &[f64], mut tell: impl FnMut(usize, Why)) {
    for place in kept.iter().filter(|place| is_profile(page, **place)) {
        tell(*place, Why::Profile);
    }
    let words = |places: &mut dyn Iterator<Item = &usize>| -> u32 {
        places.map(|place| page.words(&(*place..place + 1))).sum()
    };
    let prose = words(&mut kept.iter().filter(|place| page.is_prose(**place)));
    if prose * 2 < words(&mut kept.iter()) {
        return;
    }
    let end = kept.iter().rposition(|place| page.is_prose(*place)).unwrap_or(0);
    let is_sure = |place: usize| scores.get(place).is_some_and(|score| *score >= SURE);
    let after = kept.iter().skip(end + 1);
    let is_list = after.filter(|place| is_sure(**place) && is_line(page, **place)).count() >= FEWEST_LISTED;
    for (at, place) in kept.iter().enumerate() {
        if !is_line(page, *place) {
            continue;
        }
        // What heads a list, a table or code that stays is no line after the text.
        let is_heading = |place: usize| {
            let block = page.blocks().get(place);
            block.is_some_and(|block| page.outline.node(block.node).tag.is_heading())
        };
        let heads = || is_heading(*place) && kept.get(at + 1).is_some_and(|next| !is_line(page, *next));
        if at > end && !is_list && !heads() {
            tell(*place, Why::AfterText);
        } else if says_all_twice(page, *place) {
            tell(*place, Why::SaidTwice);
        } else if is_tool(page, *place) {
            tell(*place, Why::LinkInBrackets);
        }
    }
}

/// Whether a block tells of somebody who writes in a forum: two lines or more that begin so.
fn is_profile(page: &Page<'_>, place: usize) -> bool {
    let begins = |line: &&str| {
        let line = line.to_lowercase();
        let after = |label: &&str| line.strip_prefix(*label).map(str::trim_start);
        PROFILE.iter().filter_map(after).any(|rest| rest.starts_with(':'))
    };
    page.blocks().get(place).is_some_and(|block| {
        block.words <= MOST_PROFILE_WORDS && page.outline.text(block).lines().filter(begins).count() >= 2
    })
}

/// Whether a block is a short line that does not end as a sentence and belongs to no list, table, code or quotation, nor is a formula.
fn is_line(page: &Page<'_>, place: usize) -> bool {
    let holds = |id: NodeId| match page.outline.node(id).tag {
        Tag::LI | Tag::DT | Tag::DD | Tag::PRE | Tag::XMP | Tag::BLOCKQUOTE => true,
        // A cell that holds an article is there for the layout.
        Tag::TD | Tag::TH => page.prose(&page.outline.blocks_of(id)) <= LARGEST_CELL,
        _ => false,
    };
    page.blocks().get(place).is_some_and(|block| {
        block.words <= MOST_WORDS
            && !ends_sentence(page.outline.text(block))
            && !page.outline.chain(block.node).any(holds)
            && !page.is_formula(place)
    })
}

/// Whether a block is a link in brackets beside what it is for, as a wiki's '[edit]' is.
fn is_tool(page: &Page<'_>, place: usize) -> bool {
    page.blocks().get(place).is_some_and(|block| {
        let text = page.outline.text(block);
        let words = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        words.is_some_and(|words| words.starts_with(char::is_alphabetic)) && link_density(block) > 0.5
    })
}

/// Whether a block has several lines and all say the same.
fn says_all_twice(page: &Page<'_>, place: usize) -> bool {
    let mut lines = page
        .blocks()
        .get(place)
        .map_or("", |block| page.outline.text(block))
        .lines();
    let first = lines.next();
    let mut others = lines.peekable();
    others.peek().is_some() && others.all(|line| Some(line) == first)
}
