//! How much each block looks like article text, by hand-made rules.
//!
//! Whatever replaces this keeps its face: [`scores`] takes a page and gives a number from 0 to 1 for every block.

use std::ops::Range;

use super::page::{Page, is_prose, link_density};
use crate::outline::{Block, NodeId, ROOT};
use crate::reader::Tag;

/// A child that holds this share of its parent's prose is where the article is.
const DESCEND: f32 = 0.66;
/// Blocks farther than this from prose on both sides are no part of it.
const REACH: usize = 8;

/// The score of every block: 0.5 and more is article text.
pub fn scores(page: &Page<'_>) -> Vec<f32> {
    let outside = page
        .blocks()
        .iter()
        .map(|block| is_outside(page, block))
        .collect::<Vec<bool>>();
    let prose = |place: usize, block: &Block| {
        if is_prose(page.outline, block) && !outside.get(place).copied().unwrap_or(false) {
            block.words
        } else {
            0
        }
    };
    let weights: Vec<u32> = page
        .blocks()
        .iter()
        .enumerate()
        .map(|(place, block)| prose(place, block))
        .collect();
    let container = container(page, &weights);
    let inside = page.outline.blocks_of(container);
    let near = nearness(&weights, &inside);
    page.blocks()
        .iter()
        .enumerate()
        .map(|(place, block)| {
            if outside.get(place).copied().unwrap_or(true) || !inside.contains(&place) {
                return 0.0;
            }
            score(
                page,
                block,
                weights.get(place).copied().unwrap_or(0),
                near.get(place).copied().unwrap_or_default(),
            )
        })
        .collect()
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

fn score(page: &Page<'_>, block: &Block, prose: u32, near: Nearness) -> f32 {
    if prose > 0 {
        return 0.9;
    }
    let tag = page.outline.node(block.node).tag;
    let links = link_density(block);
    let enclosed = near.before <= REACH && near.after <= REACH;
    if block.preformatted || matches!(tag, Tag::TD | Tag::TH | Tag::BLOCKQUOTE | Tag::DD | Tag::DT) {
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
    if links > 0.5 {
        return 0.1;
    }
    let item = page.within(block, |tag| matches!(tag, Tag::LI)).is_some();
    match (enclosed, item || matches!(tag, Tag::P), block.words) {
        (true, true, _) => 0.6,
        (true, false, words) if words >= 4 => 0.55,
        (false, true, words) if near.before <= REACH && words >= 4 && links < 0.3 => 0.55,
        (false, _, words)
            if near.before <= 2 && words >= 5 && crate::words::ends_sentence(page.outline.text(block)) =>
        {
            0.6
        }
        _ => 0.2,
    }
}

/// The innermost element that holds most of the prose.
fn container(page: &Page<'_>, weights: &[u32]) -> NodeId {
    let mut sums = vec![0_u32];
    for weight in weights {
        sums.push(sums.last().copied().unwrap_or(0) + weight);
    }
    let sum = |run: &Range<usize>| {
        sums.get(run.end)
            .copied()
            .unwrap_or(0)
            .saturating_sub(sums.get(run.start).copied().unwrap_or(0))
    };
    let all = sum(&(0..weights.len()));
    // Inner elements come after outer ones, so the last that holds enough is the innermost.
    let mut best = (ROOT, all);
    for (id, node) in page.outline.nodes.iter().enumerate() {
        let own = sum(&(node.first_block as usize..node.end_block as usize));
        let parent_is_best = NodeId::try_from(id).is_ok_and(|id| page.outline.chain(id).any(|outer| outer == best.0));
        if own > 0 && parent_is_best && own as f32 >= best.1 as f32 * DESCEND && node.end_block - node.first_block > 1 {
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
            Tag::NAV | Tag::FOOTER | Tag::SELECT | Tag::BUTTON | Tag::DIALOG | Tag::MENU => true,
            Tag::ASIDE | Tag::FORM | Tag::LABEL => !page.holds_the_page(id),
            _ => node.hidden.from_sight,
        };
        apart && !page.holds_the_page(id)
    })
}
