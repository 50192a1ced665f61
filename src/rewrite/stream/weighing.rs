//! What speaks against a removal: the article's prose, and its title.

use std::ops::Range;

use super::strainer::{Account, Removal, Strainer};
use crate::clutter::Kind;
use crate::model::is_prose;
use crate::rewrite::elements::Bounds;
use crate::words::folded;

/// What names itself may hold so many words of prose without being taken for the article.
pub const LITTLE_PROSE: u32 = 60;
/// Fewer words of prose are no article.
pub const ARTICLE_WORDS: u32 = 50;

impl Strainer {
    /// What is inside goes with it, and is not told for itself.
    pub(super) fn make_ready(&mut self, bounds: Vec<Bounds>, blocks: Range<usize>, account: Account) {
        let Some(start) = bounds.first().map(|bounds| bounds.start_tag.start) else {
            return;
        };
        let is_before = |bounds: &Bounds| bounds.start_tag.start < start;
        self.ready.retain(|removal| removal.bounds.iter().all(is_before));
        if self
            .candidate
            .as_ref()
            .is_some_and(|candidate| candidate.start >= start)
        {
            self.candidate = None;
        }
        self.ready.push(Removal {
            bounds,
            blocks,
            account: Some(account),
        });
    }

    /// Whether the rest of an element that began with this block and after so many words of prose may go too.
    pub(super) fn may_go(&self, kind: Kind, first_block: usize, before: u32) -> bool {
        is_small_part(kind, self.prose.saturating_sub(before), before)
            && !self.holds_title(&(first_block..self.blocks()))
    }

    /// The text from a block on.
    pub(super) fn text(&self, first_block: usize) -> String {
        self.text_of(first_block..self.blocks())
    }

    pub(super) fn text_of(&self, blocks: Range<usize>) -> String {
        let outline = self.outline();
        let run = self.place(blocks.start)..self.place(blocks.end);
        let blocks = outline.blocks.get(run).unwrap_or_default();
        let texts: Vec<String> = blocks.iter().map(|block| folded(outline.text(block))).collect();
        texts.join(" ")
    }

    pub(super) fn prose_of(&self, blocks: Range<usize>) -> u32 {
        let outline = self.outline();
        let run = self.place(blocks.start)..self.place(blocks.end);
        let blocks = outline.blocks.get(run).unwrap_or_default();
        blocks
            .iter()
            .filter(|block| is_prose(outline, block))
            .map(|block| block.words)
            .sum()
    }

    /// The page's first `h1` is its title as a rule.
    pub(super) fn holds_title(&self, blocks: &Range<usize>) -> bool {
        self.title.is_some_and(|title| blocks.contains(&title))
    }
}

/// Whether so many words of prose may go, with so many before them.
///
/// Comments may be longer than what they are about; they may go when an article stands before them.
pub fn is_small_part(kind: Kind, own: u32, before: u32) -> bool {
    own <= LITTLE_PROSE || own * 3 <= before.saturating_add(own) || kind == Kind::Comments && before >= ARTICLE_WORDS
}
