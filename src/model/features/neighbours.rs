//! The blocks right before and after a block, and its section: what stands between it and the next heading.

use super::around::code_of;
use super::text::TextFacts;
use super::{Features, MISSING, Row, share_of_words};
use crate::outline::Block;

/// How far each stands, and the names of what is told of it.
const NEIGHBOURS: [(isize, [&str; 3]); 2] = [
    (
        -1,
        ["words_just_before", "link_density_just_before", "element_just_before"],
    ),
    (1, ["words_just_after", "link_density_just_after", "element_just_after"]),
];

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
    for (step, names) in NEIGHBOURS {
        let other = place.checked_add_signed(step);
        let facts = other.and_then(|other| Some((page.blocks().get(other)?, features.texts.get(other)?)));
        let values = facts.map_or([MISSING; 3], |(block, text): (&Block, &TextFacts)| {
            [
                text.words as f32,
                text.link_density,
                f32::from(code_of(page.outline.node(block.node).tag)),
            ]
        });
        for (name, value) in names.into_iter().zip(values) {
            row.put(name, value);
        }
    }
    let section = place + 1..features.next_headings.after(place);
    row.put("section_blocks", section.len() as f32);
    row.put("section_words", page.words(&section) as f32);
    row.put("section_link_density", page.link_density_f32(&section));
    row.put(
        "section_prose",
        share_of_words(page.prose(&section), page.words(&section)),
    );
}
