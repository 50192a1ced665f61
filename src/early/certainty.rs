//! When a block's verdict is certain although the page is not complete.
//!
//! Precision goes first: a block that is given and should not have been cannot be taken back, while one that is held
//! comes at the end at the latest. The figures below are chosen on what `cargo run --release --example early` prints.

use crate::article::Judged;
use crate::model::Verdict;

/// Words that must be kept on the page so far before anything is certain: of less, one cannot tell an article from
/// a notice that stands before it.
const LEAST_ARTICLE: u32 = 100;

/// A block to keep is certain when it is sure from this on, if it is prose, …
const KEEP_PROSE: f64 = 0.65;
/// … and from this on if it is not: lists and tables are more often judged anew when more of the page is there.
const KEEP_OTHER: f64 = 0.73;

/// How sure a block is, is its own score by this share, and by the rest what those around it score: a look is seldom wrong
/// about a block in the middle of text.
const OWN: f64 = 0.7;
/// So many blocks on either side are around it, …
const AROUND: usize = 3;
/// … in which one of more words weighs no more than one of so many.
const MOST_WORDS: u32 = 60;

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
        let blocks = judged.verdicts.iter().zip(sureness(judged)).enumerate();
        self.blocks.extend(blocks.map(|(place, (verdict, sureness))| {
            let least = if judged.page.is_prose(place) {
                KEEP_PROSE
            } else {
                KEEP_OTHER
            };
            (*verdict == Verdict::Keep, sureness >= least)
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

/// How sure a look is that each block is text, by the block's score and the scores around it.
fn sureness(judged: &Judged<'_>) -> impl Iterator<Item = f64> {
    let (mut score, mut weight) = (0.0, 0.0);
    let mut sums = vec![(score, weight)];
    sums.extend(judged.scores.iter().zip(judged.page.blocks()).map(|(own, block)| {
        let words = f64::from(block.words.min(MOST_WORDS) + 1);
        score += own * words;
        weight += words;
        (score, weight)
    }));
    let sum = move |place: usize| sums.get(place).or(sums.last()).copied().unwrap_or_default();
    judged.scores.iter().enumerate().map(move |(place, own)| {
        let (before, after) = (sum(place.saturating_sub(AROUND)), sum(place + AROUND + 1));
        OWN * own + (1.0 - OWN) * (after.0 - before.0) / (after.1 - before.1)
    })
}
