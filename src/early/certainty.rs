//! When a block's verdict is certain although the page is not complete.
//!
//! Precision goes first: a block that is given and should not have been cannot be taken back, while one that is held
//! comes at the end at the latest. The figures below are chosen on what `cargo run --release --example early` prints.

use crate::article::Judged;
use crate::model::Verdict;

/// Words that must be kept on the page so far before anything is certain: of less, one cannot tell an article from
/// a notice that stands before it.
const LEAST_ARTICLE: u32 = 100;

/// A block to keep is certain from this score on …
const KEEP_SCORE: f64 = 0.5;
/// … if at so many looks in a row it was to be kept with such a score.
const KEEP_LOOKS: u8 = 1;
/// … and so many words of the article follow it.
const KEEP_AHEAD: u32 = 0;

/// A block to drop is certain up to this score …
const DROP_SCORE: f64 = 1.0;
/// … if at so many looks in a row it was to be dropped with such a score.
const DROP_LOOKS: u8 = 1;
/// … and so many words of the article follow it: before these, it may yet turn out to be the article's beginning.
const DROP_AHEAD: u32 = 50;

/// How the verdicts on a page's blocks fare from look to look.
#[derive(Debug, Default)]
pub struct Certainty {
    /// Of each block.
    streaks: Vec<Streak>,
    /// Words kept in each block and all after it, at the last look.
    kept_from: Vec<u32>,
}

/// The same verdict at look after look.
#[derive(Debug, Clone, Copy)]
struct Streak {
    keep: bool,
    looks: u8,
}

impl Certainty {
    /// Takes note of a look. A block once seen is never gone at a later one.
    pub fn update(&mut self, judged: &Judged<'_>) {
        self.streaks
            .resize(judged.verdicts.len(), Streak { keep: false, looks: 0 });
        for ((streak, verdict), score) in self.streaks.iter_mut().zip(&judged.verdicts).zip(&judged.scores) {
            let keep = *verdict == Verdict::Keep;
            let clear = if keep {
                *score >= KEEP_SCORE
            } else {
                *score <= DROP_SCORE
            };
            let looks = if keep == streak.keep { streak.looks } else { 0 };
            *streak = Streak {
                keep,
                looks: if clear { looks.saturating_add(1) } else { 0 },
            };
        }
        let mut kept = 0_u32;
        let kept_words = judged
            .verdicts
            .iter()
            .zip(judged.page.blocks())
            .rev()
            .map(|(verdict, block)| {
                kept = kept.saturating_add(if *verdict == Verdict::Keep { block.words } else { 0 });
                kept
            });
        self.kept_from = kept_words.collect();
        self.kept_from.reverse();
    }

    /// Whether a block is certain to be kept (`true`) or to be dropped (`false`), if either is.
    pub fn of(&self, place: usize) -> Option<bool> {
        let streak = self.streaks.get(place)?;
        let (looks, ahead) = if streak.keep {
            (KEEP_LOOKS, KEEP_AHEAD)
        } else {
            (DROP_LOOKS, DROP_AHEAD)
        };
        let article = self.kept_from.first().copied().unwrap_or(0);
        let follow = self.kept_from.get(place + 1).copied().unwrap_or(0);
        (streak.looks >= looks && follow >= ahead && article >= LEAST_ARTICLE).then_some(streak.keep)
    }
}
