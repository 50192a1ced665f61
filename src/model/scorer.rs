//! How much each block looks like article text, by hand-made rules.
//!
//! Whatever replaces this keeps its face: [`scores`] takes a page and gives a number from 0 to 1 for every block.

use std::ops::Range;

use super::page::{Page, link_density};
use super::sections::Section;
use super::sums::Sums;
use crate::outline::{Block, NodeId, ROOT};
use crate::reader::Tag;
use crate::words::ends_sentence;

/// A child that holds this share of its parent's prose is where the article is.
const DESCEND: f64 = 0.8;
/// Blocks farther than this from prose on both sides are no part of it.
const REACH: usize = 8;

/// Words of prose after which a run of links may end an article.
const ENOUGH_PROSE: u32 = 80;
/// Blocks of such a run, and the share of links in it.
const LONG_GAP: usize = 6;
const GAP_LINKS: f64 = 0.3;
/// More prose than this after the run, as a share of that before it, and the article may go on there.
const MOST_AFTER: f64 = 0.5;

/// The score of every block: 0.5 and more is article text. `title` is the place of the block that shows the title.
pub fn scores(page: &Page<'_>, sections: &[Section], title: Option<usize>) -> Vec<f64> {
    let mut outside = page
        .blocks()
        .iter()
        .map(|block| is_outside(page, block))
        .collect::<Vec<bool>>();
    // What names itself as something else says nothing of where the article is, nor does what comes before its title.
    for section in sections {
        if let Some(own) = outside.get_mut(section.run.clone()) {
            own.fill(true);
        }
    }
    if let Some(title) = title.filter(|title| page.prose(&(0..*title)) * 4 < page.all_prose())
        && let Some(before) = outside.get_mut(..title)
    {
        before.fill(true);
    }
    let weights: Vec<u32> = outside
        .iter()
        .enumerate()
        .map(|(place, outside)| if *outside { 0 } else { page.prose(&(place..place + 1)) })
        .collect();
    let container = container(page, &weights);
    let inside = page.outline.blocks_of(container);
    let inside = inside.start..end_of_article(page, &weights, &inside);
    let near = nearness(&weights, &inside);
    let mut scores: Vec<f64> = page
        .blocks()
        .iter()
        .enumerate()
        .map(|(place, block)| {
            if outside.get(place).copied().unwrap_or(true) || !inside.contains(&place) {
                return 0.0;
            }
            let prose = weights.get(place).copied().unwrap_or(0);
            score(page, block, prose, near.get(place).copied().unwrap_or_default())
        })
        .collect();
    if scores.iter().all(|score| *score < 0.5) {
        keep_what_there_is(page, &outside, &mut scores);
    }
    keep_lists_whole(page, &mut scores);
    keep_headings_of_kept(page, &mut scores);
    scores
}

/// On a page without prose, all that is not links or clutter: two words are better than none.
fn keep_what_there_is(page: &Page<'_>, outside: &[bool], scores: &mut [f64]) {
    for ((block, outside), score) in page.blocks().iter().zip(outside).zip(scores) {
        if !outside && link_density(block) <= 0.5 {
            *score = 0.5;
        }
    }
}

/// Where the article ends inside its container: before a long run of links that follows enough prose.
fn end_of_article(page: &Page<'_>, weights: &[u32], inside: &Range<usize>) -> usize {
    let all: u32 = weights.get(inside.clone()).unwrap_or_default().iter().sum();
    let (mut prose, mut gap) = (0, inside.start);
    for place in inside.clone() {
        let weight = weights.get(place).copied().unwrap_or(0);
        if weight == 0 {
            continue;
        }
        let run = gap..place;
        if prose >= ENOUGH_PROSE
            && f64::from(all - prose) <= f64::from(prose) * MOST_AFTER
            && run.len() >= LONG_GAP
            && page.link_density(&run) >= GAP_LINKS
        {
            return gap;
        }
        prose += weight;
        gap = place + 1;
    }
    inside.end
}

/// A list or table most of whose words are kept is kept whole, but for what stands outside.
fn keep_lists_whole(page: &Page<'_>, scores: &mut [f64]) {
    for (id, node) in page.outline.nodes.iter().enumerate() {
        if !matches!(node.tag, Tag::UL | Tag::OL | Tag::DL | Tag::TABLE) {
            continue;
        }
        let run = page.outline.blocks_of(NodeId::try_from(id).unwrap_or(ROOT));
        let Some(own) = scores.get_mut(run.clone()) else {
            continue;
        };
        let kept = own.iter().zip(run.clone()).filter(|(score, _)| **score >= 0.5);
        let kept_words: u32 = kept.map(|(_, place)| page.words(&(place..place + 1))).sum();
        if kept_words * 2 < page.words(&run) || page.link_density(&run) > 0.3 {
            continue;
        }
        for score in own.iter_mut() {
            if *score > 0.0 {
                *score = score.max(0.55);
            }
        }
    }
}

/// A heading goes with what it heads.
fn keep_headings_of_kept(page: &Page<'_>, scores: &mut [f64]) {
    let mut next_kept = false;
    for (block, score) in page.blocks().iter().zip(scores).rev() {
        let tag = page.outline.node(block.node).tag;
        if tag.is_heading() && tag != Tag::H1 && *score > 0.0 && next_kept && link_density(block) < 0.8 {
            *score = score.max(0.55);
        }
        next_kept = *score >= 0.5;
    }
}

/// How many blocks away the next prose is, before and after.
#[derive(Clone, Copy)]
struct Nearness {
    before: usize,
    after: usize,
}

impl Default for Nearness {
    fn default() -> Self {
        Self {
            before: usize::MAX,
            after: usize::MAX,
        }
    }
}

fn nearness(weights: &[u32], inside: &Range<usize>) -> Vec<Nearness> {
    let mut near = vec![Nearness::default(); weights.len()];
    let mut last = None;
    for (place, (weight, own)) in weights.iter().zip(&mut near).enumerate() {
        own.before = last.map_or(usize::MAX, |last: usize| place - last);
        if *weight > 0 && inside.contains(&place) {
            last = Some(place);
        }
    }
    let mut next = None;
    for (place, (weight, own)) in weights.iter().zip(&mut near).enumerate().rev() {
        own.after = next.map_or(usize::MAX, |next: usize| next - place);
        if *weight > 0 && inside.contains(&place) {
            next = Some(place);
        }
    }
    near
}

fn score(page: &Page<'_>, block: &Block, prose: u32, near: Nearness) -> f64 {
    if prose > 0 {
        return 0.9;
    }
    let tag = page.outline.node(block.node).tag;
    let links = link_density(block);
    let enclosed = near.before <= REACH && near.after <= REACH;
    if block.preformatted
        || matches!(tag, Tag::TD | Tag::TH | Tag::DD | Tag::DT)
        || page.within(block, |tag| tag == Tag::BLOCKQUOTE).is_some()
    {
        return if links < 0.6 && (near.before <= REACH || near.after <= REACH) {
            0.7
        } else {
            0.2
        };
    }
    if tag.is_heading() {
        return if links < 0.8 && near.after <= 3 && near.before != usize::MAX {
            0.7
        } else {
            0.2
        };
    }
    if links > 0.5 || is_caption(page, block) {
        return 0.1;
    }
    let item = page.within(block, |tag| matches!(tag, Tag::LI)).is_some();
    match (enclosed, item || matches!(tag, Tag::P), block.words) {
        (true, true, _) => 0.6,
        (true, false, words) if words >= 9 || words >= 4 && ends_sentence(page.outline.text(block)) => 0.55,
        (false, true, words) if near.before <= REACH && words >= 4 && links < 0.3 => 0.55,
        (false, _, words) if near.before <= 2 && words >= 5 && ends_sentence(page.outline.text(block)) => 0.6,
        _ => 0.2,
    }
}

/// A line of an element that holds hardly more than it and a picture.
fn is_caption(page: &Page<'_>, block: &Block) -> bool {
    let node = page.outline.node(block.node);
    node.images > 0 && page.outline.blocks_of(block.node).len() <= 2 && block.words <= 25 && node.tag != Tag::LI
}

/// The innermost element that holds most of the prose.
fn container(page: &Page<'_>, weights: &[u32]) -> NodeId {
    let prose = Sums::of(weights.iter().copied());
    // Inner elements come after outer ones, so the last that holds enough is the innermost.
    let mut best = (ROOT, prose.all());
    for (id, node) in page.outline.nodes.iter().enumerate() {
        let own = prose.over(&(node.first_block as usize..node.end_block as usize));
        let parent_is_best = NodeId::try_from(id).is_ok_and(|id| page.outline.chain(id).any(|outer| outer == best.0));
        if own > 0
            && parent_is_best
            && f64::from(own) >= f64::from(best.1) * DESCEND
            && node.end_block - node.first_block > 1
        {
            best = (NodeId::try_from(id).unwrap_or(ROOT), own);
        }
    }
    best.0
}

/// Parts of a page that hold no article text, whatever it looks like.
fn is_outside(page: &Page<'_>, block: &Block) -> bool {
    page.outline.chain(block.node).any(|id| {
        let node = page.outline.node(id);
        let apart = match node.tag {
            // A quotation names its author in a `footer` of its own.
            Tag::FOOTER => page.within(block, |tag| tag == Tag::BLOCKQUOTE).is_none(),
            Tag::NAV | Tag::SELECT | Tag::BUTTON | Tag::DIALOG | Tag::MENU | Tag::ASIDE | Tag::FORM | Tag::LABEL => {
                true
            }
            _ => node.hidden.from_sight,
        };
        apart && !page.holds_the_page(id)
    })
}
