//! Parts of a page that a heading or a marker names as something else than the article.

use std::ops::Range;

use super::page::{Page, link_density};
use crate::clutter::{Kind, Why, heading_kind};
use crate::outline::{Block, NodeId, Outline, ROOT};
use crate::reader::Tag;

/// A run of blocks that says itself what it is.
pub struct Section {
    pub kind: Kind,
    pub why: Why,
    /// The element whose blocks they are, or that they stand in.
    pub node: NodeId,
    pub run: Range<usize>,
    pub source: Source,
}

/// What made a section known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Marker,
    Heading,
    Cards,
}

/// What a heading heads is followed so many blocks far: a page of nothing but headings must not take forever.
const MOST_BLOCKS: usize = 500;
/// A heading of a list has at most so many words.
pub const LONGEST_HEADING: u32 = 9;
/// The cell of a table is looked for in so many elements around a block.
const MOST_STEPS: usize = 4;
/// Share of links from which a list below a heading is a list of other pages.
pub const LINKS_OF_A_LIST: f64 = 0.4;

/// The parts that name themselves. Where two overlap, the first has its say: markers before headings, and those that
/// only tell of a sidebar or a footer last, because what stands in it may say better what it is.
pub fn sections(page: &Page<'_>) -> Vec<Section> {
    let (vague, mut all): (Vec<Section>, Vec<Section>) = marked(page)
        .into_iter()
        .partition(|section| section.kind == Kind::Boilerplate);
    all.extend(headed(page));
    all.extend(pointers(page));
    all.extend(cards(page));
    all.extend(vague);
    all
}

/// The sections that markers name: the outermost marked elements that do not hold the page.
fn marked(page: &Page<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for id in page.outline.ids() {
        let run = page.outline.blocks_of(id);
        let holds = |last: &Section| last.run.end >= run.end && last.run.start <= run.start;
        let inside_last = sections
            .last()
            .is_some_and(|last| last.kind != Kind::Boilerplate && holds(last));
        if run.is_empty() || inside_last || id == ROOT {
            continue;
        }
        let Some(marker) = page.marker(id) else { continue };
        if page.may_go(marker.kind, &run) && !holds_title(page, &run) {
            sections.push(Section {
                kind: marker.kind,
                why: Why::Marker(marker),
                node: id,
                run,
                source: Source::Marker,
            });
        }
    }
    sections
}

/// The sections that headings name.
fn headed(page: &Page<'_>) -> Vec<Section> {
    let blocks = page.blocks();
    let mut sections: Vec<Section> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        if block.words > LONGEST_HEADING || sections.last().is_some_and(|last| last.run.contains(&place)) {
            continue;
        }
        let text = page.outline.text(block);
        let Some(kind) = heading_kind(text).filter(|_| !names_column(page, place, block)) else {
            continue;
        };
        // An entry of a menu is no heading.
        if link_density(block) > 0.5 && !page.outline.node(block.node).tag.is_heading() {
            continue;
        }
        let (node, run) = below(page, place, block, kind);
        let fits = match kind {
            Kind::Recommendation | Kind::Navigation => run.len() > 1 && list_of_links(page, &(place + 1..run.end)),
            // A heading of prose is one of the article's, whatever it says.
            _ => run.len() > 1 || !followed_by_prose(page, place, block),
        };
        if fits && !run.is_empty() && page.may_go(kind, &run) {
            sections.push(Section {
                kind,
                why: Why::Heading(text.into()),
                node,
                run,
                source: Source::Heading,
            });
        }
    }
    sections
}

/// Whether a block is one cell of a row of short ones: the name of a column of data, 'Comment', and no heading.
fn names_column(page: &Page<'_>, place: usize, block: &Block) -> bool {
    let outline = page.outline;
    let is_cell = |id: &NodeId| matches!(outline.node(*id).tag, Tag::TD | Tag::TH);
    let Some(cell) = outline.chain(block.node).take(MOST_STEPS).find(is_cell) else {
        return false;
    };
    let row = outline.blocks_of(outline.node(cell).parent);
    let cells = outline.run(row);
    outline.blocks_of(cell) == (place..place + 1)
        && cells.len() > 1
        && cells
            .iter()
            .take(MOST_COLUMNS)
            .all(|cell| cell.words <= LONGEST_HEADING)
}

/// Of a row, so many cells are looked at.
const MOST_COLUMNS: usize = 100;

/// A line that points elsewhere has at most so many words.
const LONGEST_POINTER: u32 = 40;

/// How a line begins that points to another page: 'Read more:', 'MIRA |'.
pub fn pointer<'o>(outline: &'o Outline, block: &Block) -> Option<&'o str> {
    let text = outline.text(block);
    let (end, mark) = text.match_indices([':', '\u{ff1a}', '|']).next()?;
    let (start, rest) = (text.get(..end)?, text.get(end + mark.len()..)?);
    // 'Latest | Politics | Sport' is a menu.
    let is_menu = mark == "|" && rest.contains(mark);
    let points = block.words <= LONGEST_POINTER
        && !is_menu
        && link_density(block) > 0.5
        && heading_kind(start) == Some(Kind::Recommendation);
    text.get(..end + mark.len()).filter(|_| points)
}

/// Lines within the text that point to another page.
fn pointers(page: &Page<'_>) -> Vec<Section> {
    let section = |(place, block): (usize, &Block)| {
        let start = pointer(page.outline, block)?;
        Some(Section {
            kind: Kind::Recommendation,
            why: Why::Line(start.into()),
            node: block.node,
            run: place..place + 1,
            source: Source::Heading,
        })
    };
    page.blocks().iter().enumerate().filter_map(section).collect()
}

/// Fewer cards in a row are no grid.
pub const FEWEST_CARDS: usize = 3;

/// Grids of cards: elements side by side that each hold one heading, which is a link.
fn cards(page: &Page<'_>) -> Vec<Section> {
    let outline = page.outline;
    let is_linked_heading = |block: &Block| outline.node(block.node).tag.is_heading() && link_density(block) > 0.8;
    let places: Vec<usize> = page
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, block)| is_linked_heading(block))
        .map(|(place, _)| place)
        .collect();
    let mut sections: Vec<Section> = Vec::new();
    let mut grid: Vec<NodeId> = Vec::new();
    for (order, place) in places.iter().enumerate() {
        // The largest element that holds this linked heading and no other.
        let neighbours = [
            order.checked_sub(1).and_then(|before| places.get(before)),
            places.get(order + 1),
        ];
        let alone = |id: &NodeId| {
            *id != ROOT
                && neighbours
                    .iter()
                    .flatten()
                    .all(|other| !outline.blocks_of(*id).contains(other))
        };
        let Some(card) = page
            .blocks()
            .get(*place)
            .and_then(|block| outline.chain(block.node).take_while(alone).last())
        else {
            continue;
        };
        if grid
            .last()
            .is_some_and(|last| outline.node(*last).parent != outline.node(card).parent)
        {
            end_grid(page, &mut grid, &mut sections);
        }
        grid.push(card);
    }
    end_grid(page, &mut grid, &mut sections);
    sections
}

fn end_grid(page: &Page<'_>, grid: &mut Vec<NodeId>, sections: &mut Vec<Section>) {
    let cards = std::mem::take(grid);
    let (Some(first), Some(last)) = (cards.first(), cards.last()) else {
        return;
    };
    let (start, end) = (page.outline.blocks_of(*first).start, page.outline.blocks_of(*last).end);
    let around = page.outline.node(*first).parent;
    // The heading of the grid goes with it.
    let is_heading = |place: &usize| {
        page.blocks().get(*place).is_some_and(|block| {
            page.outline.node(block.node).tag.is_heading() && page.outline.blocks_of(around).contains(place)
        })
    };
    let run = start.checked_sub(1).filter(is_heading).unwrap_or(start)..end;
    if cards.len() >= FEWEST_CARDS && page.may_go(Kind::Recommendation, &run) {
        sections.push(Section {
            kind: Kind::Recommendation,
            why: Why::Cards,
            node: around,
            run,
            source: Source::Cards,
        });
    }
}

/// What stands below a heading: the rest of its section if it begins one, else the blocks up to the next prose.
fn below(page: &Page<'_>, place: usize, heading: &Block, kind: Kind) -> (NodeId, Range<usize>) {
    let begins = |id: &NodeId| *id != ROOT && page.outline.blocks_of(*id).start >= place && !page.holds_the_page(*id);
    let own = page.outline.chain(heading.node).take_while(begins).last();
    match own.map(|id| (id, page.outline.blocks_of(id))) {
        Some((id, run)) if run.end > place + 1 => (id, place..end_of_list(page, place, run.end, false)),
        // What a label on an ad stands above is shown by a script; what comes after its element is the text again.
        own if kind == Kind::Ad => own.unwrap_or((heading.node, place..place + 1)),
        _ => {
            let around = own.map_or(heading.node, |id| page.outline.node(id).parent);
            (
                around,
                place..end_of_list(page, place, page.outline.blocks_of(around).end, true),
            )
        }
    }
}

/// Where what a heading heads ends: before another heading as high or as telling, before prose if `at_prose`, or at `end`.
fn end_of_list(page: &Page<'_>, place: usize, end: usize, at_prose: bool) -> usize {
    let level = |block: &Block| page.outline.node(block.node).tag;
    let Some(heading) = page.blocks().get(place) else {
        return end;
    };
    let own_text = page.outline.text(heading);
    let ends = |place: usize, block: &Block| {
        let text = page.outline.text(block);
        let same_level = level(heading).is_heading() && level(block).is_heading() && level(block) <= level(heading);
        let telling = text != own_text
            && link_density(block) < 0.5
            && block.words <= LONGEST_HEADING
            && heading_kind(text).is_some();
        same_level || telling || at_prose && page.is_prose(place)
    };
    (place + 1..end.min(place + MOST_BLOCKS))
        .find(|next| page.blocks().get(*next).is_none_or(|block| ends(*next, block)))
        .unwrap_or(end.min(place + MOST_BLOCKS))
}

/// Whether the block after a heading is prose beside it.
fn followed_by_prose(page: &Page<'_>, place: usize, heading: &Block) -> bool {
    page.outline.node(heading.node).tag.is_heading() && page.is_prose(place + 1)
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
    let is_title = |block: &Block| page.outline.node(block.node).tag == Tag::H1;
    page.blocks()
        .get(run.clone())
        .is_some_and(|blocks| blocks.iter().any(is_title) && page.prose(run) > 0)
}
