//! Where the lines about an article stand: around its title, before its first words, after its last.

use std::ops::Range;

use crate::clutter::Kind;
use crate::model::Verdict;
use crate::outline::{Block, Outline};

/// The lines of author and date stand so many blocks around the title at most …
const BEFORE_TITLE: usize = 4;
const AFTER_TITLE: usize = 12;
/// … or around the first of the text, of which they may be taken for a part …
const BEFORE_TEXT: usize = 10;
const INTO_TEXT: usize = 2;
/// A page with the headline of another article so soon in its text is a list of them.
const BEGINNING: usize = 6;
/// … or after the last of it.
const AFTER_TEXT: usize = 8;
/// … where dates are found twice as far off.
const DATES_AFTER_TEXT: usize = 16;
/// What says that the text is cut stands nearer.
const AFTER_END: usize = 3;

/// A block of more bytes is no line, however few words it has.
const LONGEST_LINE: usize = 1024;

/// Whether a block is a line of so many words at most.
pub fn is_line(outline: &Outline, block: &Block, words: u32) -> bool {
    block.words <= words && outline.text(block).len() <= LONGEST_LINE
}

/// The blocks of a page that may tell of its article.
pub struct About<'o> {
    pub outline: &'o Outline,
    verdicts: &'o [Verdict],
    title: Option<usize>,
    /// The first and the last block of the text.
    text: Option<(usize, usize)>,
    /// The page begins with the headline of another article: what comes after it may be of that.
    is_list: bool,
    /// The blocks around the title and before the text, those after the title first; none beyond the headline of another
    /// article.
    pub head: Vec<usize>,
}

impl<'o> About<'o> {
    pub fn new(outline: &'o Outline, title: Option<usize>, verdicts: &'o [Verdict]) -> Self {
        let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
        let text = verdicts.iter().position(kept).zip(verdicts.iter().rposition(kept));
        // A heading far down the page is that of a teaser, or of a copy.
        let title =
            title.filter(|title| text.is_none_or(|(first, last)| *title <= first.max(AFTER_TITLE) || *title < last));
        let mut about = Self {
            outline,
            verdicts,
            title,
            text,
            is_list: false,
            head: Vec::new(),
        };
        let first = text.map_or(0, |(first, _)| first);
        let from = title.filter(|title| *title < first).unwrap_or(first);
        about.is_list = (from + 1..(first + BEGINNING).min(outline.blocks.len())).any(|place| about.is_teaser(place));
        about.head = about.find_head();
        about
    }

    fn find_head(&self) -> Vec<usize> {
        let count = self.outline.blocks.len();
        let first = self.text.map(|(first, _)| first);
        let after_title = self.title.map_or(0..0, |title| {
            let end = (title + AFTER_TITLE).min(count);
            title..(title + 1..end).find(|place| self.is_teaser(*place)).unwrap_or(end)
        });
        let before_text = first.map_or(0..0, |first| {
            let from = self.title.filter(|title| *title <= first).unwrap_or(0);
            let from = first.saturating_sub(BEFORE_TEXT).max(from);
            let teaser = (from + 1..first).rev().find(|place| self.is_teaser(*place));
            let end = (first + INTO_TEXT).min(count);
            teaser.unwrap_or(from)..(first..end).find(|place| self.is_teaser(*place)).unwrap_or(end)
        });
        let before_title = self
            .title
            .map_or(0..0, |title| title.saturating_sub(BEFORE_TITLE)..title);
        let mut head: Vec<usize> = after_title.clone().collect();
        head.extend(before_text.filter(|place| !after_title.contains(place)));
        head.extend(before_title.rev());
        head.retain(|place| {
            let is_text = self.verdicts.get(*place) == Some(&Verdict::Keep);
            self.is_of_article(*place) && (!is_text || first.is_some_and(|first| *place < first + INTO_TEXT))
        });
        head
    }

    /// Whether a block is the headline of another article: a heading that is a link.
    fn is_teaser(&self, place: usize) -> bool {
        let text = |place: usize| self.outline.blocks.get(place).map(|block| self.outline.text(block));
        self.outline.blocks.get(place).is_some_and(|block| {
            block.words >= 3
                && block.link_words == block.words
                && self
                    .outline
                    .chain(block.node)
                    .take(3)
                    .any(|id| self.outline.node(id).tag.is_heading())
                && self.title.and_then(text) != text(place)
        })
    }

    /// The blocks that were left out of the beginning of the text.
    pub fn beside(&self) -> impl Iterator<Item = usize> {
        let beginning = self
            .text
            .filter(|_| !self.is_list)
            .map_or(0..0, |(first, last)| first + INTO_TEXT..(first + BEGINNING).min(last));
        beginning.filter(|place| self.verdicts.get(*place) != Some(&Verdict::Keep) && self.is_of_article(*place))
    }

    /// The blocks between the first and the last of the text; none of a list of articles.
    pub fn between(&self) -> Range<usize> {
        self.text
            .filter(|_| !self.is_list)
            .map_or(0..0, |(first, last)| first..last)
    }

    /// The blocks after the text that may name its author, and its last ones; none of a list of articles.
    pub fn tail(&self) -> Range<usize> {
        self.tail_of(AFTER_TEXT)
    }

    /// The same for dates.
    pub fn tail_of_dates(&self) -> Range<usize> {
        self.tail_of(DATES_AFTER_TEXT)
    }

    fn tail_of(&self, length: usize) -> Range<usize> {
        self.text.filter(|_| !self.is_list).map_or(0..0, |(_, last)| {
            last.saturating_sub(1)..(last + length).min(self.outline.blocks.len())
        })
    }

    /// The blocks right after the text, whatever they were taken for.
    pub fn end(&self) -> Range<usize> {
        self.text.filter(|_| !self.is_list).map_or(0..0, |(_, last)| {
            last + 1..(last + 1 + AFTER_END).min(self.outline.blocks.len())
        })
    }

    /// Whether a block of this kind was left out.
    pub fn has_left_out(&self, kind: Kind) -> bool {
        self.verdicts
            .iter()
            .any(|verdict| matches!(verdict, Verdict::Drop(reason) if reason.kind == kind))
    }

    /// Whether a block stands before the end of the article and is not of something else.
    pub fn is_within(&self, place: usize) -> bool {
        self.text.is_some_and(|(_, last)| place < last + AFTER_TEXT) && self.is_of_article(place)
    }

    /// Other articles and comments have authors and dates of their own.
    pub fn is_of_article(&self, place: usize) -> bool {
        !matches!(
            self.verdicts.get(place),
            Some(Verdict::Drop(reason)) if matches!(reason.kind, Kind::Recommendation | Kind::Comments | Kind::Ad)
        )
    }

    /// Whether a block stands so near after the title, or about the text where no block shows the title.
    pub fn is_after_title(&self, place: usize, blocks: usize) -> bool {
        match (self.title, self.text) {
            (Some(title), _) => (title..=title + blocks).contains(&place),
            (None, Some((first, _))) => place.abs_diff(first) <= blocks,
            (None, None) => false,
        }
    }

    pub fn is_title(&self, place: usize) -> bool {
        self.title == Some(place)
    }
}
