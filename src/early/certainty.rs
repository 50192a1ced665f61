//! When a block's verdict is certain although the page is not complete.
//!
//! Precision goes first: a block that is given and should not have been cannot be taken back, while one that is held
//! comes at the end at the latest. The figures below are chosen on what `cargo run --release --example early` prints.

use crate::article::Judged;
use crate::model::Verdict;

/// Words that must be kept on the page so far before anything is certain: of less, one cannot tell an article from
/// a notice that stands before it.
const LEAST_ARTICLE: u32 = 100;

/// A block to keep is certain from this score on, if it is prose, …
const KEEP_PROSE: f64 = 0.66;
/// … and from this one on if it is not: lists and tables are more often judged anew when more of the page is there.
const KEEP_OTHER: f64 = 0.74;

/// A block to drop is certain when so many words of the article follow it: before these, it may yet turn out to be the
/// article's beginning.
const DROP_AHEAD: u32 = 50;

/// What the last look at a page says of its blocks.
#[derive(Debug, Default)]
pub struct Certainty {
    /// Whether each block is to be kept, and whether that is clear.
    blocks: Vec<(bool, bool)>,
    /// Words kept in each block and all after it.
    kept_from: Vec<u32>,
}

impl Certainty {
    /// Takes note of a look. A block once seen is never gone at a later one.
    pub fn update(&mut self, judged: &Judged<'_>) {
        self.blocks.clear();
        let blocks = judged.verdicts.iter().zip(&judged.scores).enumerate();
        self.blocks.extend(blocks.map(|(place, (verdict, score))| {
            let least = if judged.page.is_prose(place) {
                KEEP_PROSE
            } else {
                KEEP_OTHER
            };
            (*verdict == Verdict::Keep, *score >= least)
        }));
        let mut kept = 0_u32;
        let kept_words = self
            .blocks
            .iter()
            .zip(judged.page.blocks())
            .rev()
            .map(|((keep, _), block)| {
                kept = kept.saturating_add(if *keep { block.words } else { 0 });
                kept
            });
        self.kept_from = kept_words.collect();
        self.kept_from.reverse();
    }

    /// Whether a block is certain to be kept (`true`) or to be dropped (`false`), if either is.
    pub fn of(&self, place: usize) -> Option<bool> {
        let (keep, is_clear) = *self.blocks.get(place)?;
        let article = self.kept_from.first().copied().unwrap_or(0);
        let follow = self.kept_from.get(place + 1).copied().unwrap_or(0);
        let is_certain = if keep { is_clear } else { follow >= DROP_AHEAD };
        (is_certain && article >= LEAST_ARTICLE).then_some(keep)
    }
}
