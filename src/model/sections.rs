//! Parts of a page that a heading or a marker names as something else than the article.

use std::ops::Range;

use super::page::{Page, is_prose, link_density};
use crate::article::Kind;
use crate::clutter::heading_kind;
use crate::outline::{Block, NodeId, ROOT};

/// A run of blocks that says itself what it is.
pub struct Section {
    pub kind: Kind,
    pub reason: String,
    /// The element whose blocks they are, or that they stand in.
    pub node: NodeId,
    pub run: Range<usize>,
}

/// A heading of a list has at most so many words.
const LONGEST_HEADING: u32 = 9;
/// Share of links from which a list below a heading is a list of other pages.
const LINKS_OF_A_LIST: f32 = 0.4;

/// The sections that markers name: the outermost marked elements that do not hold the page.
pub fn marked(page: &Page<'_>, keep: impl Fn(Kind) -> bool) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for id in 0..page.outline.nodes.len() {
        let Ok(id) = NodeId::try_from(id) else { break };
        let run = page.outline.blocks_of(id);
        let inside_last = sections
            .last()
            .is_some_and(|last| last.run.end >= run.end && last.run.start <= run.start);
        if run.is_empty() || inside_last || id == ROOT {
            continue;
        }
        let Some(marker) = page.marker(id) else { continue };
        if keep(marker.kind) && !page.holds_the_page(id) && !holds_title(page, &run) {
            sections.push(Section {
                kind: marker.kind,
                reason: format!("marker {}", marker.selector),
                node: id,
                run,
            });
        }
    }
    sections
}

/// The sections that headings name.
pub fn headed(page: &Page<'_>, keep: impl Fn(Kind) -> bool) -> Vec<Section> {
    let blocks = page.blocks();
    let mut sections: Vec<Section> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        if block.words > LONGEST_HEADING || sections.last().is_some_and(|last| last.run.contains(&place)) {
            continue;
        }
        let text = page.outline.text(block);
        let Some(kind) = heading_kind(text).filter(|kind| keep(*kind)) else {
            continue;
        };
        let (node, run) = below(page, place, block);
        let fits = match kind {
            Kind::Recommendation | Kind::Navigation => run.len() > 1 && list_of_links(page, &(place + 1..run.end)),
            _ => true,
        };
        if fits && !run.is_empty() && page.prose(&run) * 3 <= page.all_prose() {
            sections.push(Section {
                kind,
                reason: format!("heading \u{201c}{text}\u{201d}"),
                node,
                run,
            });
        }
    }
    sections
}

/// What stands below a heading: its section if it begins one, else the blocks up to the next prose.
fn below(page: &Page<'_>, place: usize, heading: &Block) -> (NodeId, Range<usize>) {
    let mut around = heading.node;
    for id in page.outline.chain(heading.node) {
        let run = page.outline.blocks_of(id);
        if id == ROOT || run.start < place || page.holds_the_page(id) {
            // The element holds more than the section.
            let end = flat_end(page, place, &run);
            return if around == heading.node || page.outline.blocks_of(around).end <= place + 1 {
                (id, place..end)
            } else {
                (around, place..page.outline.blocks_of(around).end)
            };
        }
        around = id;
    }
    (around, place..place + 1)
}

/// Where a list without an element of its own ends: before prose, or before a heading as high as its own.
fn flat_end(page: &Page<'_>, place: usize, around: &Range<usize>) -> usize {
    let blocks = page.blocks();
    let level = |block: &Block| page.outline.node(block.node).tag;
    let Some(heading) = blocks.get(place) else { return place };
    let mut end = place + 1;
    while let Some(block) = blocks.get(end) {
        let same_level = level(heading).is_heading() && level(block).is_heading() && level(block) <= level(heading);
        if end >= around.end || is_prose(page.outline, block) || same_level {
            break;
        }
        end += 1;
    }
    end
}

/// Mostly links, or cards of a title and a label each.
fn list_of_links(page: &Page<'_>, run: &Range<usize>) -> bool {
    let Some(blocks) = page.blocks().get(run.clone()) else {
        return false;
    };
    let linked = blocks.iter().filter(|block| link_density(block) > 0.6).count();
    page.link_density(run) >= LINKS_OF_A_LIST || linked * 3 >= blocks.len() && linked >= 2
}

/// The page's first `h1` is its title as a rule; what holds it holds the article's head.
fn holds_title(page: &Page<'_>, run: &Range<usize>) -> bool {
    let is_title = |block: &Block| page.outline.node(block.node).tag == crate::reader::Tag::H1;
    page.blocks()
        .get(run.clone())
        .is_some_and(|blocks| blocks.iter().any(is_title) && page.prose(run) > 0)
}
