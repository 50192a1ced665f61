//! Footnotes: links within the page to a passage that links back, or that a raised figure leads to.

use std::collections::HashMap;

use super::Base;
use crate::outline::{AttributeName, NodeId, Outline};
use crate::reader::Tag;

/// What a note links back to is looked for in so many elements around the link to it.
const NEAR: usize = 4;

/// Links back that are kept in mind of a note.
const MOST_RETURNS: usize = 64;

/// A note of more blocks is a part of the article.
const LONGEST_NOTE: usize = 12;

/// The notes of an article, numbered as they are referred to.
#[derive(Debug, Default)]
pub struct Notes {
    /// Links to notes, with the note's number, and whether it is the first.
    references: HashMap<NodeId, (u16, bool)>,
    /// Links from notes back.
    returns: HashMap<NodeId, u16>,
    /// The first block of each note, with its element.
    starts: HashMap<usize, (u16, NodeId)>,
}

impl Notes {
    pub fn of(outline: &Outline, base: &Base, kept: &[bool]) -> Self {
        let ids = (0..outline.nodes.len()).filter_map(|id| NodeId::try_from(id).ok());
        let links: Vec<(NodeId, String)> = ids
            .clone()
            .filter(|id| outline.node(*id).tag == Tag::A)
            .filter_map(|id| Some((id, base.own_fragment(outline.attribute(id, AttributeName::Href)?)?)))
            .collect();
        let mut notes = Self::default();
        if links.is_empty() {
            return notes;
        }
        let mut named: HashMap<&str, NodeId> = HashMap::new();
        for id in ids {
            for name in outline.token_names(id).filter_map(|token| token.strip_prefix('#')) {
                named.entry(name).or_insert(id);
            }
        }
        let target = |link: &str| named.get(link).copied();
        // Of each passage that is linked to, what the links in it lead to.
        let mut leads: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        for note in links.iter().filter_map(|(_, fragment)| target(fragment)) {
            leads.entry(note).or_default();
        }
        for (link, fragment) in &links {
            let Some(back) = target(fragment) else { continue };
            for outer in outline.chain(*link) {
                if let Some(leads) = leads.get_mut(&outer).filter(|leads| leads.len() < MOST_RETURNS) {
                    leads.push(back);
                }
            }
        }
        let mut numbers: HashMap<NodeId, u16> = HashMap::new();
        for (link, fragment) in &links {
            // A link within text stands in the block that its element begins in.
            let own = outline.node(*link).first_block as usize;
            let (Some(note), Some(true)) = (target(fragment), kept.get(own)) else {
                continue;
            };
            let blocks = outline.blocks_of(note);
            let around: Vec<NodeId> = outline.chain(*link).take(NEAR).collect();
            let first = blocks
                .clone()
                .take(LONGEST_NOTE)
                .find(|place| kept.get(*place) == Some(&true));
            let (Some(first), false) = (first, around.contains(&note)) else {
                continue;
            };
            let leads_back = || {
                let leads = leads.get(&note).map_or(&[][..], Vec::as_slice);
                leads.iter().any(|back| around.contains(back))
            };
            let is_raised = || around.iter().any(|id| outline.node(*id).tag == Tag::SUP);
            // A heading is no note, however often a table of contents and it lead to each other.
            if blocks.len() > LONGEST_NOTE || outline.node(note).tag.is_heading() || !(is_raised() || leads_back()) {
                continue;
            }
            let next = u16::try_from(numbers.len() + 1).unwrap_or(u16::MAX);
            let is_first = !numbers.contains_key(&note);
            let number = *numbers.entry(note).or_insert(next);
            if is_first && notes.starts.contains_key(&first) {
                continue;
            }
            notes.starts.entry(first).or_insert((number, note));
            notes.references.insert(*link, (number, is_first));
        }
        for (link, fragment) in &links {
            let inside = outline.chain(*link).find_map(|id| numbers.get(&id));
            if let Some(number) = inside
                && !notes.references.contains_key(link)
                && target(fragment).is_some()
            {
                notes.returns.insert(*link, *number);
            }
        }
        notes
    }

    /// The number of the note that a link leads to, and whether it is the first such link.
    pub fn reference(&self, link: NodeId) -> Option<(u16, bool)> {
        self.references.get(&link).copied()
    }

    /// The number of the note that a link leads back from.
    pub fn returns(&self, link: NodeId) -> Option<u16> {
        self.returns.get(&link).copied()
    }

    /// The number and the element of the note that begins with a block.
    pub fn start(&self, place: usize) -> Option<(u16, NodeId)> {
        self.starts.get(&place).copied()
    }
}
