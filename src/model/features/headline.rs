//! Headings: the one above a block and the next one, the title, and what the page says of itself in its head.

use hashbrown::HashMap;

use super::tokens::word_hashes;
use super::{MISSING, Page, Row, distance, share};
use crate::outline::Block;
use crate::reader::{Head, Tag};

/// A definition term, summary or legend of at most so many words heads what follows.
const LONGEST_TERM: u32 = 8;
/// Places farther than this are as good as nowhere.
const FAR: f32 = 999.0;
/// In [`Headlines::stated`].
const OF_TITLE: u16 = 1;
const OF_DESCRIPTION: u16 = 2;
/// Words of a block that are looked for in the title and the description.
const MOST_WORDS: usize = 24;

pub struct Headlines {
    title: Option<usize>,
    first_h1: Option<usize>,
    /// For every block the heading above it, or itself.
    above: Vec<Option<u32>>,
    /// The words of the title and of the description, and of which of them each is.
    stated: HashMap<u32, u16>,
    /// Words of the title.
    title_words: usize,
}

impl Headlines {
    pub fn of(page: &Page<'_>, head: &Head, title: Option<usize>) -> Self {
        let tag = |block: &Block| page.outline.node(block.node).tag;
        let heads = |block: &Block| {
            tag(block).is_heading()
                || block.words <= LONGEST_TERM
                    && matches!(tag(block), Tag::DT | Tag::SUMMARY | Tag::LEGEND | Tag::CAPTION)
        };
        let blocks = page.blocks();
        let (mut last, mut above) = (None, Vec::with_capacity(blocks.len()));
        for (place, block) in (0..).zip(blocks) {
            if heads(block) {
                last = Some(place);
            }
            above.push(last);
        }
        let is_h1 = |block: &&Block| tag(block) == Tag::H1;
        let description = head
            .meta_named("description")
            .or_else(|| head.meta_named("og:description"));
        let texts = [
            (head.title.as_deref(), OF_TITLE),
            (head.meta_named("og:title"), OF_TITLE),
            (description, OF_DESCRIPTION),
        ];
        let mut stated = HashMap::new();
        for (text, part) in texts {
            for word in word_hashes(text.unwrap_or_default()) {
                *stated.entry(word).or_insert(0) |= part;
            }
        }
        Self {
            title,
            first_h1: blocks.iter().position(|block| is_h1(&block)),
            above,
            title_words: stated.values().filter(|parts| **parts & OF_TITLE != 0).count(),
            stated,
        }
    }

    /// The place of the block that shows the title.
    pub fn title(&self) -> Option<usize> {
        self.title
    }

    /// The heading above a block, or the block itself if it is one.
    pub fn heading_of(&self, place: usize) -> Option<usize> {
        self.above.get(place).copied().flatten().map(|place| place as usize)
    }

    pub fn put(&self, page: &Page<'_>, place: usize, block: &Block, row: &mut impl Row) {
        let above = self.heading_of(place);
        let heading = above.and_then(|above| page.blocks().get(above));
        let level = heading.map_or(MISSING, |heading| {
            let level = page.outline.node(heading.node).tag.heading_level();
            level.map_or(7.0, f32::from)
        });
        row.put("heading_level", level);
        row.put("heading_distance", above.map_or(FAR, |above| distance(above, place)));
        row.put(
            "heading_words_since",
            above.map_or(MISSING, |above| page.words(&(above..place)) as f32),
        );
        row.put("h1_distance", self.first_h1.map_or(-FAR, |h1| distance(h1, place)));
        let (mut words, mut in_title, mut in_description) = (0, 0, 0);
        for word in word_hashes(page.outline.text(block)).take(MOST_WORDS) {
            words += 1;
            let parts = self.stated.get(&word).copied().unwrap_or(0);
            in_title += usize::from(parts & OF_TITLE != 0);
            in_description += usize::from(parts & OF_DESCRIPTION != 0);
        }
        row.put("covers_title", share(in_title, self.title_words).min(1.0));
        row.put("of_description", share(in_description, words));
    }
}
