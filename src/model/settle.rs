//! From scores to verdicts: what is kept, and for all else its kind and the reason, settled per subtree.

use std::collections::HashSet;

use super::page::{Page, link_density};
use super::sections::{Section, headed, marked};
use crate::article::Kind;
use crate::outline::{Block, NodeId, ROOT};
use crate::reader::Tag;

/// What becomes of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Keep,
    Drop(Reason),
}

/// Why a block is left out, and with what else.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub kind: Kind,
    pub why: String,
    /// The element left out with all its blocks.
    pub node: NodeId,
}

/// A verdict for every block.
pub type Verdicts = Vec<Verdict>;

/// Scores at or above this are kept.
const THRESHOLD: f32 = 0.5;

/// Settles a page: `scores` are those of its blocks, `title` the article's, which is not part of its text.
pub fn settle(page: &Page<'_>, scores: &[f32], title: Option<&str>, keep_comments: bool) -> Verdicts {
    let wanted = |kind: Kind| !(keep_comments && kind == Kind::Comments);
    let sections: Vec<Section> = marked(page, wanted).into_iter().chain(headed(page, wanted)).collect();
    let mut verdicts: Vec<Option<Verdict>> = vec![None; page.blocks().len()];
    for section in sections {
        let reason = Reason {
            kind: section.kind,
            why: section.reason,
            node: section.node,
        };
        for slot in verdicts.get_mut(section.run).unwrap_or_default() {
            slot.get_or_insert_with(|| Verdict::Drop(reason.clone()));
        }
    }
    let mut seen = HashSet::new();
    for ((block, slot), score) in page.blocks().iter().zip(&mut verdicts).zip(scores) {
        if slot.is_some() {
            continue;
        }
        let text = page.outline.text(block);
        let why = if *score < THRESHOLD {
            None
        } else if title.is_some_and(|title| title.eq_ignore_ascii_case(text)) {
            Some((Kind::Boilerplate, "the title"))
        } else if !page.outline.node(block.node).tag.is_table_part()
            && !block.preformatted
            && block.words > 1
            && !seen.insert(text)
        {
            Some((Kind::Boilerplate, "said before"))
        } else {
            *slot = Some(Verdict::Keep);
            continue;
        };
        if let Some((kind, why)) = why {
            *slot = Some(Verdict::Drop(Reason {
                kind,
                why: why.to_owned(),
                node: block.node,
            }));
        }
    }
    name_the_rest(page, verdicts)
}

/// Gives every block that is still without a verdict the largest element that holds nothing kept, and a kind.
fn name_the_rest(page: &Page<'_>, verdicts: Vec<Option<Verdict>>) -> Verdicts {
    let mut kept_before = vec![0_usize];
    for verdict in &verdicts {
        kept_before.push(kept_before.last().copied().unwrap_or(0) + usize::from(*verdict == Some(Verdict::Keep)));
    }
    let holds_kept = |id: NodeId| {
        let run = page.outline.blocks_of(id);
        kept_before.get(run.end) != kept_before.get(run.start)
    };
    let rest = page.blocks().iter().zip(verdicts).map(|(block, verdict)| {
        verdict.unwrap_or_else(|| {
            let outer = page
                .outline
                .chain(block.node)
                .take_while(|id| *id != ROOT && !holds_kept(*id))
                .last();
            let node = outer.unwrap_or(block.node);
            let (kind, why) = describe(page, block, node);
            Verdict::Drop(Reason { kind, why, node })
        })
    });
    rest.collect()
}

fn describe(page: &Page<'_>, block: &Block, outer: NodeId) -> (Kind, String) {
    for id in page.outline.chain(block.node) {
        let node = page.outline.node(id);
        if node.hidden.from_sight {
            return (Kind::Boilerplate, "hidden".to_owned());
        }
        let kind = match node.tag {
            Tag::NAV | Tag::MENU => Kind::Navigation,
            Tag::FOOTER | Tag::HEADER | Tag::ASIDE | Tag::FORM | Tag::BUTTON | Tag::SELECT | Tag::DIALOG => {
                Kind::Boilerplate
            }
            _ if id == outer => break,
            _ => continue,
        };
        return (kind, format!("in {}", page.outline.names.name(node.tag)));
    }
    let run = page.outline.blocks_of(outer);
    if page.link_density(&run) > 0.5 || link_density(block) > 0.5 {
        let words_a_link = page.words(&run)
            / page.blocks().get(run).map_or(1, |blocks| {
                blocks.iter().map(|block| u32::from(block.links)).sum::<u32>().max(1)
            });
        let kind = if words_a_link >= 4 {
            Kind::Recommendation
        } else {
            Kind::Navigation
        };
        return (kind, "mostly links".to_owned());
    }
    (Kind::Boilerplate, "apart from the article".to_owned())
}
