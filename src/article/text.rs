//! The clean text of the blocks that are kept.

use std::fmt::Write as _;

use crate::model::Verdict;
use crate::outline::{Block, NodeId, Outline, push_text};
use crate::reader::Tag;
use crate::words::mended;

/// A cell of more words holds paragraphs, not data.
pub const LONGEST_CELL: u32 = 60;

/// An item is looked through so many blocks far: it is asked about for each of its blocks, and may hold the whole page.
const MOST_BLOCKS: usize = 100;

/// What parts a block from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parting {
    Blank,
    /// As `Blank`: paragraphs in one cell of a table.
    SameCell,
    Line,
    /// As `Line`, within a `pre`.
    CodeLine,
    /// Cells of a row.
    Cell,
}

impl Parting {
    /// How it is written.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Blank | Self::SameCell => "\n\n",
            Self::Line | Self::CodeLine => "\n",
            Self::Cell => "\t",
        }
    }
}

/// Writes the kept blocks: parted by a blank line, items of a list and rows of a table a line each, cells parted by a tab;
/// items of ordered lists with their numbers.
pub fn write(outline: &Outline, verdicts: &[Verdict]) -> String {
    let kept = || {
        outline
            .blocks
            .iter()
            .enumerate()
            .zip(verdicts)
            .filter(|(_, verdict)| **verdict == Verdict::Keep)
            .map(|(block, _)| block)
    };
    let mut text = String::with_capacity(kept().map(|(_, block)| outline.text(block).len() + 2).sum());
    let mut last: Option<(usize, &Block)> = None;
    for (place, block) in kept() {
        if let Some((_, last)) = last {
            text.push_str(parting(outline, last, block).mark());
        }
        push_block(&mut text, outline, block, last.map(|(place, _)| place));
        last = Some((place, block));
    }
    text
}

/// Adds a block's text; the first of an item of an ordered list begins with the item's number, as it is shown. `last` is
/// the place of the kept block before it.
pub fn push_block(text: &mut String, outline: &Outline, block: &Block, last: Option<usize>) {
    let item = outline
        .chain(block.node)
        .map(|id| outline.node(id))
        .find(|node| is_item(node.tag));
    if let Some(item) = item
        && let Some(number) = item.number
        && last.is_none_or(|last| last < item.first_block as usize)
    {
        // Writing to a string cannot fail.
        let _ = write!(text, "{number}. ");
    }
    push_text(text, &mended(without_sign(outline, block)));
}

/// What parts a block from the one before it.
pub fn parting(outline: &Outline, last: &Block, block: &Block) -> Parting {
    let is_line = |tag| matches!(tag, Tag::UL | Tag::OL | Tag::MENU | Tag::DL | Tag::TABLE | Tag::PRE);
    let Some(shared) = common(outline, last.node, block.node, is_line) else {
        return Parting::Blank;
    };
    // Within the shared list or table: what a list or table inside an item does is its own affair.
    let outermost = |block: &Block, is_it: fn(Tag) -> bool| {
        let inner = outline.chain(block.node).take_while(|id| *id != shared);
        inner.filter(|id| is_it(outline.node(*id).tag)).last()
    };
    let same = |is_it: fn(Tag) -> bool| outermost(last, is_it).is_some_and(|id| outermost(block, is_it) == Some(id));
    match outline.node(shared).tag {
        Tag::TABLE => {
            let same_row = same(|tag| tag == Tag::TR);
            let same_cell = same(|tag| matches!(tag, Tag::TD | Tag::TH));
            match (same_row, same_cell) {
                (_, true) => Parting::SameCell,
                _ if last.words.max(block.words) > LONGEST_CELL => Parting::Blank,
                (true, false) => Parting::Cell,
                (false, false) => Parting::Line,
            }
        }
        Tag::PRE => Parting::CodeLine,
        _ => {
            let holds_blocks = |block: &Block| outermost(block, is_item).is_some_and(|id| holds_several(outline, id));
            if holds_blocks(last) && holds_blocks(block) {
                Parting::Blank
            } else {
                Parting::Line
            }
        }
    }
}

/// Whether an item has several blocks itself, besides those of a list inside it.
fn holds_several(outline: &Outline, item: NodeId) -> bool {
    let blocks = outline.run(outline.blocks_of(item));
    let nearest = |block: &&Block| outline.chain(block.node).find(|id| is_item(outline.node(*id).tag)) == Some(item);
    blocks.iter().take(MOST_BLOCKS).filter(nearest).nth(1).is_some()
}

pub fn is_item(tag: Tag) -> bool {
    matches!(tag, Tag::LI | Tag::DD | Tag::DT)
}

/// The innermost element with one of these names that holds both.
fn common(outline: &Outline, first: NodeId, second: NodeId, is_it: impl Fn(Tag) -> bool) -> Option<NodeId> {
    let outer: Vec<NodeId> = outline.chain(first).filter(|id| is_it(outline.node(*id).tag)).collect();
    if outer.is_empty() {
        return None;
    }
    outline.chain(second).find(|id| outer.contains(id))
}

/// Signs that documentation ends its headings with, as links to themselves.
const SIGNS: [&str; 5] = ["\u{200b}", "#", "\u{b6}", "\u{a7}", "\u{1f517}"];

/// A block's text, of a heading or a term without a sign that is a link.
pub fn without_sign<'o>(outline: &'o Outline, block: &Block) -> &'o str {
    let text = outline.text(block);
    let tag = outline.node(block.node).tag;
    if !tag.is_heading() && tag != Tag::DT {
        return text;
    }
    let link = outline
        .spans(block)
        .iter()
        .rfind(|span| outline.node(span.node).tag == Tag::A);
    let heading = link.and_then(|link| {
        let (heading, sign) = text.split_at_checked(link.start as usize)?;
        (link.start > 0 && SIGNS.contains(&sign.trim())).then(|| heading.trim_end())
    });
    heading.unwrap_or(text)
}
