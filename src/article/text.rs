//! The clean text of the blocks that are kept.

use crate::model::Verdict;
use crate::outline::{Block, NodeId, Outline};
use crate::reader::Tag;

/// A cell of more words holds paragraphs, not data.
const LONGEST_CELL: u32 = 60;

/// Writes the kept blocks: parted by a blank line, items of a list and rows of a table a line each, cells parted by a tab.
pub fn write(outline: &Outline, verdicts: &[Verdict]) -> String {
    let mut text = String::new();
    let mut last: Option<&Block> = None;
    for (block, verdict) in outline.blocks.iter().zip(verdicts) {
        if *verdict != Verdict::Keep {
            continue;
        }
        if let Some(last) = last {
            text.push_str(between(outline, last, block));
        }
        text.push_str(outline.text(block));
        last = Some(block);
    }
    text
}

/// What parts a block from the one before it.
fn between(outline: &Outline, last: &Block, block: &Block) -> &'static str {
    let nearest =
        |block: &Block, is_it: fn(Tag) -> bool| outline.chain(block.node).find(|id| is_it(outline.node(*id).tag));
    let is_line = |tag| matches!(tag, Tag::UL | Tag::OL | Tag::MENU | Tag::DL | Tag::TABLE | Tag::PRE);
    let Some(shared) = common(outline, last.node, block.node, is_line) else {
        return "\n\n";
    };
    match outline.node(shared).tag {
        Tag::TABLE => {
            if last.words.max(block.words) > LONGEST_CELL {
                return "\n\n";
            }
            let is_row = |tag| tag == Tag::TR;
            let is_cell = |tag| matches!(tag, Tag::TD | Tag::TH);
            let same =
                |is_it: fn(Tag) -> bool| nearest(last, is_it).is_some_and(|id| nearest(block, is_it) == Some(id));
            match (same(is_row), same(is_cell)) {
                (_, true) => "\n\n",
                (true, false) => "\t",
                (false, false) => "\n",
            }
        }
        Tag::DL | Tag::UL | Tag::OL | Tag::MENU => {
            let is_item = |tag| matches!(tag, Tag::LI | Tag::DD | Tag::DT);
            let is_paragraph = outline.node(last.node).tag == Tag::P && outline.node(block.node).tag == Tag::P;
            let same_item = nearest(last, is_item).is_some_and(|id| nearest(block, is_item) == Some(id));
            if same_item && is_paragraph { "\n\n" } else { "\n" }
        }
        _ => "\n",
    }
}

/// The innermost element with one of these names that holds both.
fn common(outline: &Outline, first: NodeId, second: NodeId, is_it: impl Fn(Tag) -> bool) -> Option<NodeId> {
    let outer: Vec<NodeId> = outline.chain(first).filter(|id| is_it(outline.node(*id).tag)).collect();
    if outer.is_empty() {
        return None;
    }
    outline.chain(second).find(|id| outer.contains(id))
}
