//! What scoring and settling both look up about a page.

use std::ops::Range;

use super::sums::Sums;
use crate::clutter::{Kind, Marker, Marks};
use crate::outline::{Block, Formula, NodeId, Outline, ROOT};
use crate::words::{ends_sentence, is_comma};

/// An outline with sums over its blocks.
pub struct Page<'o> {
    pub outline: &'o Outline,
    marks: Marks,
    prose: Sums,
    words: Sums,
    link_words: Sums,
}

/// Fewer words of prose are no article.
pub const ARTICLE_WORDS: u32 = 50;

/// What names itself may hold so many words of prose without being taken for the article.
pub const LITTLE_PROSE: u32 = 60;

/// A block of fewer words is not prose by itself.
const PROSE_WORDS: u32 = 10;

impl<'o> Page<'o> {
    pub fn new(outline: &'o Outline) -> Self {
        let blocks = || outline.blocks.iter();
        Self {
            outline,
            marks: Marks::new(outline),
            prose: Sums::of(blocks().map(|block| if is_prose(outline, block) { block.words } else { 0 })),
            words: Sums::of(blocks().map(|block| block.words)),
            link_words: Sums::of(blocks().map(|block| block.link_words)),
        }
    }

    pub fn blocks(&self) -> &'o [Block] {
        &self.outline.blocks
    }

    pub fn marker(&self, id: NodeId) -> Option<&'static Marker> {
        self.marks.of(self.outline, id)
    }

    /// Words of prose in a run of blocks.
    pub fn prose(&self, run: &Range<usize>) -> u32 {
        self.prose.over(run)
    }

    /// Whether a block is prose: sentences that are not links.
    pub fn is_prose(&self, place: usize) -> bool {
        self.prose(&(place..place + 1)) > 0
    }

    pub fn words(&self, run: &Range<usize>) -> u32 {
        self.words.over(run)
    }

    /// Whether an element around a block says that it is not to be seen.
    pub fn is_hidden(&self, block: &Block) -> bool {
        let hides = |id: NodeId| self.outline.node(id).hidden.from_sight;
        self.outline.chain(block.node).any(hides)
    }

    /// Whether a block is nothing but a formula, and perhaps the stop after it.
    pub fn is_formula(&self, place: usize) -> bool {
        let length = self
            .blocks()
            .get(place)
            .map_or(0, |block| self.outline.text(block).len());
        let is_all = |formula: &Formula| formula.start == 0 && length <= formula.end as usize + 2;
        self.outline.formulas(place).any(is_all)
    }

    /// The share of a run's words that are links.
    pub fn link_density(&self, run: &Range<usize>) -> f64 {
        ratio(self.link_words.over(run), self.words(run))
    }

    pub fn link_words(&self, run: &Range<usize>) -> u32 {
        self.link_words.over(run)
    }

    /// As [`link_density`](Self::link_density), for features.
    #[expect(clippy::cast_possible_truncation, reason = "a share needs no more digits")]
    pub fn link_density_f32(&self, run: &Range<usize>) -> f32 {
        self.link_density(run) as f32
    }

    pub fn all_words(&self) -> u32 {
        self.words.all()
    }

    pub fn all_prose(&self) -> u32 {
        self.prose.all()
    }

    /// Whether an element holds so much of the page's prose that taking it away could take the article.
    pub fn holds_the_page(&self, id: NodeId) -> bool {
        let own = self.prose(&self.outline.blocks_of(id));
        id == ROOT || !is_small(own, self.all_prose())
    }

    /// Whether a run of blocks that names itself may be taken away without taking the article.
    pub fn may_go(&self, kind: Kind, run: &Range<usize>) -> bool {
        may_go(kind, self.prose(run), self.prose(&(0..run.start)), self.all_prose())
    }
}

/// Whether what names itself may go, with so many words of prose, so many before it and so many in all.
///
/// Comments may be longer than what they are about; they may go when an article stands before them.
pub fn may_go(kind: Kind, own: u32, before: u32, all: u32) -> bool {
    is_small(own, all) || kind == Kind::Comments && before >= ARTICLE_WORDS
}

/// Whether so much prose is a small part of all of it.
fn is_small(own: u32, all: u32) -> bool {
    own <= LITTLE_PROSE || own * 3 <= all
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// The share of a block's words that are links.
pub fn link_density(block: &Block) -> f64 {
    ratio(block.link_words, block.words)
}

/// Sentences that are not links: what articles are made of.
pub fn is_prose(outline: &Outline, block: &Block) -> bool {
    if block.words < PROSE_WORDS || link_density(block) > 0.35 {
        return false;
    }
    let text = outline.text(block);
    if text.contains('\u{a9}') {
        return false;
    }
    block.words > 25 || ends_sentence(text) || text.chars().any(is_comma) && block.words > 15
}
