//! Article blocks while the page is still arriving.
//!
//! After so many bytes of the page, its outline as it is then is judged as a whole page is. A block whose verdict is
//! certain is decided for good, and the article's blocks are given in order, up to the first that is not decided. At the
//! page's end the rest is given as the whole page's verdicts have it.

mod certainty;

use certainty::Certainty;

use crate::Options;
use crate::article::{ArticleBlock, Blocks, Judged, base};
use crate::model::Verdict;
use crate::outline::Outline;
use crate::reader::Head;

/// The first look, after so many bytes of the page.
const FIRST_LOOK: u64 = 8 * 1024;
/// Each further look comes when the page has grown by the share of one in so many: all looks together cost no more than
/// so many times the last one, however long the page is.
const GROWTH: u64 = 16;

/// Finds the blocks of an article that may be given before the page is complete.
pub struct Early {
    /// Bytes of the page at which the next look is due: at the same ones however the page is cut, so that the cuts
    /// never tell in what is given.
    next_look: u64,
    /// Blocks of the outline at the last look.
    seen: usize,
    /// Blocks of the outline before this one are kept or dropped for good.
    decided: usize,
    certainty: Certainty,
    blocks: Blocks,
    ready: Vec<ArticleBlock>,
}

impl Early {
    pub fn new() -> Self {
        Self {
            next_look: FIRST_LOOK,
            seen: 0,
            decided: 0,
            certainty: Certainty::default(),
            blocks: Blocks::default(),
            ready: Vec::new(),
        }
    }

    /// The length of the page, in bytes, at which it wants to be looked at.
    pub fn next_look(&self) -> u64 {
        self.next_look
    }

    /// Looks at the page as far as it has come.
    pub fn look(&mut self, outline: &Outline, head: &Head, options: &Options) {
        self.next_look += self.next_look / GROWTH;
        if outline.blocks.len() == self.seen {
            return;
        }
        self.seen = outline.blocks.len();
        let url = options.reading.url.as_deref();
        let judged = Judged::of(outline, head, url, options.keep_comments);
        self.certainty.update(&judged);
        let base = base(head, url);
        while let Some(keep) = self.certainty.of(self.decided) {
            if keep {
                self.ready.extend(self.blocks.push(outline, &base, self.decided));
            }
            self.decided += 1;
        }
        self.ready.extend(self.blocks.flush(outline, &base, self.decided));
    }

    /// Takes the blocks that have become certain since the last time.
    pub fn take(&mut self) -> Vec<ArticleBlock> {
        std::mem::take(&mut self.ready)
    }

    /// Gives the rest of a page that was read to its end.
    pub fn finish(mut self, outline: &Outline, head: &Head, options: &Options) -> Vec<ArticleBlock> {
        let url = options.reading.url.as_deref();
        let judged = Judged::of(outline, head, url, options.keep_comments);
        let base = base(head, url);
        for (place, verdict) in judged.verdicts.iter().enumerate().skip(self.decided) {
            if *verdict == Verdict::Keep {
                self.ready.extend(self.blocks.push(outline, &base, place));
            }
        }
        self.ready.extend(self.blocks.finish(outline, &base));
        if let Some(description) = judged.stated_description(outline, head) {
            self.ready.push(ArticleBlock::paragraph(description));
        }
        self.ready
    }
}
