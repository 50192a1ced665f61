//! The blocks right before and after a block, and its section: what stands between it and the next heading.

use super::around::code_of;
use super::{Features, MISSING, Row};
use crate::outline::Block;

/// For every block the place of the next heading, or the number of blocks.
pub struct NextHeadings(Vec<u32>);

impl NextHeadings {
    pub fn of(blocks: &[Block], is_heading: impl Fn(&Block) -> bool) -> Self {
        let mut next = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
        let mut all: Vec<u32> = (0..next)
            .zip(blocks)
            .rev()
            .map(|(place, block)| {
                let own = next;
                if is_heading(block) {
                    next = place;
                }
                own
            })
            .collect();
        all.reverse();
        Self(all)
    }

    /// The place of the next heading after a block, or the number of blocks.
    pub fn after(&self, place: usize) -> usize {
        self.0.get(place).map_or(place + 1, |next| *next as usize)
    }
}

pub fn put(features: &Features<'_>, place: usize, row: &mut impl Row) {
    let page = features.page;
    let element = |place: usize| page.blocks().get(place).map(|block| page.outline.node(block.node).tag);
    let before = place.checked_sub(1).and_then(element);
    row.put(
        "element_just_before",
        before.map_or(MISSING, |tag| f32::from(code_of(tag))),
    );
    let after = features.texts.get(place + 1);
    row.put(
        "link_density_just_after",
        after.map_or(MISSING, |text| text.link_density),
    );
    let section = place + 1..features.next_headings.after(place);
    row.put("section_words", page.words(&section) as f32);
}
