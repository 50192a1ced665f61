//! What speaks against a removal: the article's prose, and its title.

use std::ops::Range;

use super::strainer::{Account, Removal, Strainer};
use crate::clutter::Kind;
use crate::model::{is_prose, may_go};
use crate::rewrite::elements::Bounds;
use crate::words::folded;

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
        may_go(kind, self.prose.saturating_sub(before), before, self.prose)
            && !self.holds_title(&(first_block..self.blocks()))
    }

    /// The text from a block on.
    pub(super) fn text(&self, first_block: usize) -> String {
        self.text_of(first_block..self.blocks())
    }

    pub(super) fn text_of(&self, blocks: Range<usize>) -> String {
        let outline = self.outline();
        let texts: Vec<String> = self
            .run(blocks)
            .iter()
            .map(|block| folded(outline.text(block)))
            .collect();
        texts.join(" ")
    }

    pub(super) fn prose_of(&self, blocks: Range<usize>) -> u32 {
        let outline = self.outline();
        self.run(blocks)
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
