//! Grids of cards: elements of the same kind side by side, each with a link to another article.

use super::listing::{LONGEST_LABEL, Sites};
use crate::article::written_date;
use crate::model::{FEWEST_CARDS, is_prose};
use crate::outline::{AttributeName, Block, NodeId, Outline};
use crate::rewrite::groups::LARGEST_CARD;
use crate::rewrite::joining::is_heading;
use crate::rewrite::links::{any_link, leads_on, leads_within};
use crate::rewrite::offers::is_affiliate;
use crate::words::count_words;

/// A grid has at most so many elements with text or pictures: elements deep inside each other must not take forever.
const MOST_NODES: usize = 2000;
/// A line with a date has at most so many words.
const LONGEST_DATED: u32 = 30;

/// How many cards stand right inside an element, if there is nothing else in it but their heading and labels. Titles with a date have so
/// many words at least.
pub fn cards_in(outline: &Outline, node: NodeId, fewest_words: u32) -> Option<usize> {
    let ids = node.saturating_add(1)..outline.ids().end;
    if ids.len() > MOST_NODES {
        return None;
    }
    let mut cards = Vec::new();
    let mut others = 0_usize;
    let mut sites = Sites::default();
    for id in ids {
        let run = outline.blocks_of(id);
        if outline.node(id).parent != node || run.is_empty() {
            continue;
        }
        let blocks = outline.run(run);
        let leads_away = |block: &Block| block.links == 0 || !leads_within(outline, block);
        if !sites.is_one(outline, blocks) || !blocks.iter().all(leads_away) {
            return None;
        }
        let is_label = |block: &Block| block.words <= LONGEST_LABEL && !is_prose(outline, block);
        if is_card(outline, id, blocks, fewest_words) {
            cards.push(id);
        } else if blocks.iter().all(is_label) {
            others += 1;
        } else {
            return None;
        }
    }
    let is_grid = match cards.as_slice() {
        [one, other] => {
            others <= 1
                && are_alike(outline, *one, *other)
                && leads_to_one(outline, *one)
                && leads_to_one(outline, *other)
        }
        cards => cards.len() >= FEWEST_CARDS && others <= cards.len(),
    };
    is_grid.then_some(cards.len())
}

/// Whether an element is a link to another article with a picture, with a date, or as a heading.
fn is_card(outline: &Outline, id: NodeId, blocks: &[Block], fewest_words: u32) -> bool {
    let is_title = |block: &Block| leads_on(outline, block) && !is_affiliate(outline, block);
    let is_headed = |block: &Block| is_title(block) && is_heading(outline, block);
    let has_picture = || outline.node(id).images > 0 && blocks.iter().any(is_title);
    blocks.len() <= LARGEST_CARD
        && (has_picture() || blocks.iter().any(is_headed) || is_dated(outline, blocks, fewest_words))
}

/// Whether there is a date among blocks, and a title: perhaps in the same line, and not the date itself.
fn is_dated(outline: &Outline, blocks: &[Block], fewest_words: u32) -> bool {
    let mut has_date = false;
    let mut has_title = false;
    for block in blocks.iter().filter(|block| block.words <= LONGEST_DATED) {
        let text = outline.text(block);
        let date = written_date(text, false);
        has_date |= date.is_some();
        let of_date = date.and_then(|date| text.get(date.at)).map_or(0, count_words);
        let words = block.words.saturating_sub(u32::try_from(of_date).unwrap_or(u32::MAX));
        // More than three words of five.
        has_title |= words >= fewest_words
            && block.link_words >= fewest_words
            && block.link_words * 5 > words * 3
            && !leads_within(outline, block)
            && !is_affiliate(outline, block);
    }
    has_date && has_title
}

/// Whether all titles in an element lead to the same place: it is a card, and no list.
fn leads_to_one(outline: &Outline, id: NodeId) -> bool {
    let blocks = outline.run(outline.blocks_of(id));
    let mut place: Option<&str> = None;
    let titles = blocks.iter().filter(|block| leads_on(outline, block));
    !titles.clone().any(|block| {
        any_link(outline, block, &mut |link, _| {
            let address = outline.attribute(link, AttributeName::Href);
            let is_other = place.is_some() && place != address;
            place = address;
            is_other
        })
    })
}

/// Whether two elements are called the same: both have a class of the other, or neither has any name.
fn are_alike(outline: &Outline, one: NodeId, other: NodeId) -> bool {
    let (names, others) = (outline.node_tokens(one), outline.node_tokens(other));
    let have_names_alike = match names {
        [] => others.is_empty(),
        names => names.iter().any(|name| others.contains(name)),
    };
    have_names_alike && outline.node(one).tag == outline.node(other).tag
}
