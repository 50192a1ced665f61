//! The element that holds the article if paragraphs are counted in Readability's manner, and how far a block is from it.

use super::ancestors::Ancestors;
use super::text::TextFacts;
use super::{Page, Row, flag, share_of_words};
use crate::outline::{NodeId, ROOT};
use crate::reader::Tag;

/// Blocks of fewer words do not vote, nor those with a larger share of links.
const FEWEST_WORDS: u32 = 6;
const MOST_LINKS: f32 = 0.5;
/// Elements around a block that get a part of its vote.
const REACH: u8 = 6;

pub struct Candidate {
    best: NodeId,
    /// For every element around the best one (and it), its distance from the best one.
    around: Vec<u8>,
}

/// In [`Candidate::around`]: not around the best one.
const ELSEWHERE: u8 = u8::MAX;

impl Candidate {
    pub fn of(page: &Page<'_>, texts: &[TextFacts]) -> Self {
        let outline = page.outline;
        let mut votes = vec![0.0_f32; outline.nodes.len()];
        for (block, text) in outline.blocks.iter().zip(texts) {
            if text.words < FEWEST_WORDS || text.link_density >= MOST_LINKS {
                continue;
            }
            let vote = 1.0 + text.commas as f32 + (text.words as f32 * 0.06).min(3.0);
            let holds_itself = !matches!(
                outline.node(block.node).tag,
                Tag::P | Tag::LI | Tag::TD | Tag::PRE | Tag::BLOCKQUOTE | Tag::DD | Tag::H2 | Tag::H3
            );
            let around = outline.chain(block.node).skip(usize::from(!holds_itself));
            for (level, id) in (0..REACH).zip(around) {
                let part = match level {
                    0 => 1.0,
                    1 => 2.0,
                    level => f32::from(level) * 3.0,
                };
                if let Some(own) = votes.get_mut(id as usize) {
                    *own += vote / part;
                }
            }
        }
        let mut best = (ROOT, 0.0_f32);
        for (id, votes) in (0..).zip(&votes) {
            let votes = votes * (1.0 - page.link_density_f32(&outline.blocks_of(id)));
            if votes > best.1 && id != ROOT {
                best = (id, votes);
            }
        }
        let mut around = vec![ELSEWHERE; outline.nodes.len()];
        for (distance, id) in outline.chain(best.0).enumerate() {
            if let Some(own) = around.get_mut(id as usize) {
                *own = u8::try_from(distance).unwrap_or(ELSEWHERE - 1).min(ELSEWHERE - 1);
            }
        }
        Self { best: best.0, around }
    }

    /// Steps down to the best element from one that is around it; `None` for one that is not.
    pub fn below(&self, id: NodeId) -> Option<u8> {
        self.around
            .get(id as usize)
            .copied()
            .filter(|distance| *distance != ELSEWHERE)
    }

    pub fn prose(&self, page: &Page<'_>) -> f32 {
        share_of_words(page.prose(&page.outline.blocks_of(self.best)), page.all_prose())
    }

    pub fn link_density(&self, page: &Page<'_>) -> f32 {
        page.link_density_f32(&page.outline.blocks_of(self.best))
    }

    pub fn put(&self, page: &Page<'_>, place: usize, ancestors: &Ancestors, row: &mut impl Row) {
        let run = page.outline.blocks_of(self.best);
        let blocks = page.blocks().len().max(1) as f32;
        row.put("candidate_up", f32::from(ancestors.to_candidate.0));
        row.put("candidate_down", f32::from(ancestors.to_candidate.1));
        row.put("candidate_parent", flag(ancestors.to_candidate == (1, 0)));
        row.put("candidate_start", super::distance(run.start, place) / blocks);
        row.put("candidate_end", super::distance(run.end, place) / blocks);
    }
}
