//! The blocks before and after a block.

use hashbrown::HashMap;

use super::{Page, Row, share_of_words};
use crate::outline::Block;
use crate::reader::Tag;

/// Blocks on each side that a window takes in.
const NARROW: usize = 4;
const WIDE: usize = 12;

pub struct Around {
    /// For every block how many say the same, and how many of them before it.
    same: Vec<(u16, u16)>,
}

impl Around {
    pub fn of(page: &Page<'_>) -> Self {
        let mut counts: HashMap<&str, u32> = HashMap::with_capacity(page.blocks().len());
        let before: Vec<u16> = page
            .blocks()
            .iter()
            .map(|block| {
                let count = counts.entry(page.outline.text(block)).or_insert(0);
                *count += 1;
                at_most(*count - 1)
            })
            .collect();
        let all = |block: &Block| at_most(counts.get(page.outline.text(block)).copied().unwrap_or(1));
        Self {
            same: page.blocks().iter().map(all).zip(before).collect(),
        }
    }

    pub fn put(&self, page: &Page<'_>, place: usize, row: &mut impl Row) {
        let count = page.blocks().len();
        let within = |reach: usize| place.saturating_sub(reach)..(place + reach + 1).min(count);
        row.put("near_link_density", page.link_density_f32(&within(NARROW)));
        row.put("wide_link_density", page.link_density_f32(&within(WIDE)));
        let (same, before) = self.same.get(place).copied().unwrap_or((1, 0));
        row.put("same", f32::from(same));
        row.put("same_before", f32::from(before));
        row.put("place", place as f32);
        row.put("words_before", page.words(&(0..place)) as f32);
        row.put(
            "prose_before",
            share_of_words(page.prose(&(0..place)), page.all_prose()),
        );
        row.put(
            "prose_after",
            share_of_words(page.prose(&(place + 1..count)), page.all_prose()),
        );
    }
}

/// A count, or as much as fits.
fn at_most(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The number of an element, those of prose first.
pub fn code_of(tag: Tag) -> u8 {
    match tag {
        Tag::P => 0,
        Tag::BLOCKQUOTE => 1,
        Tag::PRE => 2,
        Tag::H1 => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 => 6,
        Tag::H5 => 7,
        Tag::H6 => 8,
        Tag::LI => 9,
        Tag::DD => 10,
        Tag::DT => 11,
        Tag::TD => 12,
        Tag::TH => 13,
        Tag::FIGCAPTION => 14,
        Tag::CAPTION => 15,
        Tag::ARTICLE => 16,
        Tag::MAIN => 17,
        Tag::SECTION => 18,
        Tag::BODY => 19,
        Tag::DIV => 20,
        Tag::UL => 21,
        Tag::FIGURE => 22,
        Tag::DETAILS => 23,
        Tag::SUMMARY => 24,
        Tag::ADDRESS => 25,
        Tag::HEADER => 26,
        Tag::FOOTER => 27,
        Tag::ASIDE => 28,
        Tag::NAV => 29,
        Tag::FORM => 30,
        Tag::LABEL => 31,
        Tag::LEGEND => 32,
        Tag::OPTION => 33,
        Tag::SELECT => 34,
        Tag::BUTTON => 35,
        Tag::NOSCRIPT => 36,
        _ => 37,
    }
}
