//! What is the same for all blocks of a page: how large it is and what it is made of.

use super::candidate::Candidate;
use super::groups::Groups;
use super::kinds::{COMMENT, NodeKinds};
use super::text::TextFacts;
use super::{MISSING, Page, PageSums, Row, share, share_of_words};
use crate::reader::Tag;

macro_rules! fields {
    ($($field:ident)*) => {
        /// Figures of a page.
        pub struct PageWide {
            $($field: f32,)*
        }

        impl PageWide {
            pub fn put(&self, row: &mut impl Row) {
                $(row.put(concat!("page_", stringify!($field)), self.$field);)*
            }
        }
    };
}

fields! {
    blocks words link_density prose prose_words prose_blocks headings items articles buttons images prices dates
    questions longest not_ascii largest_group candidate_prose candidate_links headings_a_prose_block
    prose_before_comments
}

impl PageWide {
    pub fn of(
        page: &Page<'_>,
        texts: &[TextFacts],
        sums: &PageSums,
        kinds: &NodeKinds,
        groups: &Groups,
        candidate: &Candidate,
    ) -> Self {
        let outline = page.outline;
        let first_comment = first_prose_within(page, kinds, COMMENT);
        let count = page.blocks().len();
        let elements = |tags: &[Tag]| outline.nodes.iter().filter(|node| tags.contains(&node.tag)).count() as f32;
        let of_blocks = |blocks: usize| share(blocks, count);
        let how_many = |is_so: fn(&TextFacts) -> bool| texts.iter().filter(|text| is_so(text)).count();
        let prose_blocks = (0..count).filter(|place| page.is_prose(*place)).count();
        let (mut not_ascii, mut weight) = (0.0, 0.0);
        for text in texts {
            not_ascii += text.not_ascii * text.words as f32;
            weight += text.words as f32;
        }
        Self {
            blocks: count as f32,
            words: page.all_words() as f32,
            link_density: page.link_density_f32(&(0..count)),
            prose: share_of_words(page.all_prose(), page.all_words()),
            prose_words: page.all_prose() as f32,
            prose_blocks: of_blocks(prose_blocks),
            headings: of_blocks(sums.headings.all() as usize),
            items: of_blocks(
                page.blocks()
                    .iter()
                    .filter(|block| outline.node(block.node).tag == Tag::LI)
                    .count(),
            ),
            articles: elements(&[Tag::ARTICLE]),
            buttons: elements(&[Tag::BUTTON]),
            images: share(sums.images.all() as usize, count),
            prices: how_many(|text| text.price) as f32,
            dates: how_many(|text| text.date) as f32,
            questions: of_blocks(texts.iter().map(|text| text.questions as usize).sum()),
            longest: share_of_words(texts.iter().map(|text| text.words).max().unwrap_or(0), page.all_words()),
            not_ascii: if weight > 0.0 { not_ascii / weight } else { 0.0 },
            largest_group: groups.largest() as f32,
            candidate_prose: candidate.prose(page),
            candidate_links: candidate.link_density(page),
            headings_a_prose_block: sums.headings.all() as f32 / prose_blocks.max(1) as f32,
            prose_before_comments: first_comment.map_or(MISSING, |first| page.prose(&(0..first)) as f32),
        }
    }
}

/// Where the first element with prose and a word of a family in its classes begins.
fn first_prose_within(page: &Page<'_>, kinds: &NodeKinds, family: usize) -> Option<usize> {
    let elements = page.outline.ids().skip(1);
    elements
        .filter(|id| kinds.speaks_of(*id, family))
        .map(|id| page.outline.blocks_of(id))
        .find(|run| page.prose(run) > 0)
        .map(|run| run.start)
}
