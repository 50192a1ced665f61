//! What the forest looks at: numbers about a block, its neighbours, the elements around it, and the page.
//!
//! The one source of features: training reads what this module computes, so that training and use cannot drift. A feature
//! that does not apply is [`MISSING`].

#![expect(
    clippy::cast_precision_loss,
    reason = "features are f32; counts past 2^24 are all the same to a tree"
)]

mod ancestors;
mod around;
mod candidate;
mod company;
mod groups;
mod headline;
mod kinds;
mod neighbours;
mod page_wide;
mod stated;
mod text;
pub mod tokens;

use std::ops::Range;

use super::page::Page;
use super::sections::Section;
use super::sums::Sums;
use crate::outline::{Block, Outline};
use crate::reader::{Head, Tag};
use ancestors::Ancestors;
use around::Around;
use candidate::Candidate;
pub use company::{Company, Run};
use groups::Groups;
use headline::Headlines;
pub use kinds::NodeKinds;
use neighbours::NextHeadings;
use page_wide::PageWide;
use stated::Stated;
pub use stated::has_number;
use text::TextFacts;
pub use text::is_price;
use tokens::TokenHashes;

/// The value of a feature that does not apply to a block.
pub const MISSING: f32 = -1.0;

/// Takes the features of a block, in an order that is always the same.
pub trait Row {
    /// The next feature.
    fn put(&mut self, name: &'static str, value: f32);
}

impl Row for Vec<f32> {
    fn put(&mut self, _: &'static str, value: f32) {
        self.push(value);
    }
}

/// The names of the features, in their order.
#[cfg(any(test, feature = "training"))]
#[derive(Default)]
pub struct Names(pub Vec<&'static str>);

#[cfg(any(test, feature = "training"))]
impl Row for Names {
    fn put(&mut self, name: &'static str, _: f32) {
        self.0.push(name);
    }
}

/// What is looked up about a page again and again while the rows of its blocks are made.
pub struct Features<'p> {
    page: &'p Page<'p>,
    texts: Vec<TextFacts>,
    sums: PageSums,
    kinds: NodeKinds,
    groups: Groups,
    candidate: Candidate,
    headlines: Headlines,
    around: Around,
    page_wide: PageWide,
    stated: Stated,
    next_headings: NextHeadings,
    named: Vec<Option<(u8, u8)>>,
}

/// Sums that [`Page`] does not keep itself.
pub struct PageSums {
    paragraphs: Sums,
    headings: Sums,
    /// Images before each block.
    images: Sums,
}

impl<'p> Features<'p> {
    /// `title` is the place of the block that shows the title.
    pub fn new(page: &'p Page<'p>, head: &'p Head, sections: &[Section], title: Option<usize>) -> Self {
        let outline = page.outline;
        let texts: Vec<TextFacts> = outline
            .blocks
            .iter()
            .map(|block| TextFacts::of(outline, block))
            .collect();
        let sums = PageSums::of(outline);
        let kinds = NodeKinds::of(page);
        let groups = Groups::of(page, &texts);
        let candidate = Candidate::of(page, &texts);
        let headlines = Headlines::of(page, head, title);
        let around = Around::of(page);
        let page_wide = PageWide::of(page, &texts, &sums, &kinds, &groups, &candidate);
        let mut named = vec![None; page.blocks().len()];
        for section in sections {
            for slot in named.get_mut(section.run.clone()).unwrap_or_default() {
                slot.get_or_insert((section.kind as u8 + 1, section.source as u8 + 1));
            }
        }
        Self {
            page,
            texts,
            sums,
            kinds,
            groups,
            candidate,
            headlines,
            around,
            page_wide,
            stated: Stated::of(head),
            next_headings: NextHeadings::of(&outline.blocks, |block| outline.node(block.node).tag.is_heading()),
            named,
        }
    }

    /// Tells of the tokens of a block.
    pub fn tokens(&self, place: usize, tokens: &mut impl TokenHashes) {
        let heading = self.headlines.heading_of(place).filter(|heading| *heading != place);
        tokens::of_block(self.page, &self.kinds, place, heading, tokens);
    }

    /// Puts the features of a block, and gives the blocks it belongs together with.
    pub fn row(&self, place: usize, row: &mut impl Row) -> Option<Company> {
        let (block, text) = (self.page.blocks().get(place)?, self.texts.get(place)?);
        text.put(row);
        let ancestors = Ancestors::of(self.page, &self.kinds, &self.groups, &self.candidate, block);
        ancestors.put(self, place, row);
        self.groups.put(self.page, place, &ancestors, row);
        self.candidate.put(self.page, place, &ancestors, row);
        self.around.put(self.page, place, row);
        neighbours::put(self, place, row);
        self.headlines.put(self.page, place, block, row);
        let (kind, source) = self.named.get(place).copied().flatten().unwrap_or_default();
        row.put("section_kind", f32::from(kind));
        row.put("section_source", f32::from(source));
        self.page_wide.put(row);
        self.stated.put(row);
        let element = around::code_of(self.page.outline.node(block.node).tag);
        Some(Company::of(self, place, element, &ancestors))
    }
}

impl PageSums {
    fn of(outline: &Outline) -> Self {
        let blocks = || outline.blocks.iter();
        let tag = |block: &Block| outline.node(block.node).tag;
        let mut images = vec![0_u32; outline.blocks.len() + 1];
        for node in &outline.nodes {
            if matches!(node.tag, Tag::IMG | Tag::IMAGE)
                && let Some(own) = images.get_mut(node.first_block as usize)
            {
                *own += 1;
            }
        }
        Self {
            paragraphs: Sums::of(blocks().map(|block| u32::from(tag(block) == Tag::P && block.words >= 5))),
            headings: Sums::of(blocks().map(|block| u32::from(tag(block).is_heading()))),
            images: Sums::of(images.into_iter()),
        }
    }
}

/// Part of a whole; 0 of nothing.
fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// As [`share`], of counts of words.
fn share_of_words(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

/// A signed distance between two places.
fn distance(from: usize, to: usize) -> f32 {
    to as f32 - from as f32
}

/// Where in a run a place is, from 0 to 1.
fn place_in(place: usize, run: &Range<usize>) -> f32 {
    share(place.saturating_sub(run.start), run.len())
}
