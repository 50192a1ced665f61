//! Footnotes: links within the page to a passage that links back, or that a raised figure leads to.

use hashbrown::HashMap;

use crate::article::urls::Base;
use crate::outline::{AttributeName, NodeId, Outline};
use crate::reader::Tag;

/// What a note links back to is looked for in so many elements around the link to it.
const NEAR: usize = 4;

/// A link leads back from so many of the passages around it at most.
const MOST_OUTER: usize = 4;

/// A note of more blocks is a part of the article.
const LONGEST_NOTE: usize = 12;

/// The notes of an article, numbered as they are referred to, from 1 on.
///
/// Maps of one type, for the sake of the module's size: each other one is compiled anew.
#[derive(Debug, Default)]
pub struct Notes {
    /// Links to notes, with the note's number.
    references: HashMap<u32, u16>,
    /// Links from notes back.
    returns: HashMap<u32, u16>,
    /// The first block of each note.
    starts: HashMap<u32, u16>,
    /// Of each note, by its number, its element and the first link to it.
    all: Vec<(NodeId, NodeId)>,
}

impl Notes {
    pub fn of(outline: &Outline, base: &Base, kept: &[bool]) -> Self {
        let ids = outline.ids();
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
        let target = |fragment: &str| named.get(fragment).copied();
        let target = |(link, fragment): &(NodeId, String)| {
            let found = target(fragment)?;
            let back = links.binary_search_by_key(&found, |(link, _)| *link).ok();
            let back = back.and_then(|back| target(&links.get(back)?.1));
            // A note's number, which leads right back, stands for what holds it.
            let is_number = found > *link && back == Some(*link);
            let holds = |id: &NodeId| !is_number || !outline.blocks_of(*id).is_empty();
            Some((*link, outline.chain(found).find(holds)?))
        };
        let links: Vec<(NodeId, NodeId)> = links.iter().filter_map(target).collect();
        // Passages that are linked to, each with what a link in it leads to.
        let mut is_passage = vec![false; outline.nodes.len()];
        for (_, passage) in &links {
            if let Some(is_passage) = is_passage.get_mut(*passage as usize) {
                *is_passage = true;
            }
        }
        let mut leads: Vec<[u32; 3]> = Vec::new();
        for (link, back) in &links {
            let outer = outline
                .chain(*link)
                .filter(|id| is_passage.get(*id as usize) == Some(&true));
            leads.extend(outer.take(MOST_OUTER).map(|note| [note, *back, 0]));
        }
        leads.sort_unstable();
        leads.dedup();
        let mut numbers: HashMap<u32, u16> = HashMap::new();
        for (link, note) in &links {
            let note = *note;
            // A link within text stands in the block that its element begins in.
            let own = outline.node(*link).first_block as usize;
            if kept.get(own) != Some(&true) {
                continue;
            }
            let blocks = outline.blocks_of(note);
            let around: Vec<NodeId> = outline.chain(*link).take(NEAR).collect();
            let first = blocks
                .clone()
                .take(LONGEST_NOTE)
                .find(|place| kept.get(*place) == Some(&true));
            let (Some(first), false) = (first, around.contains(&note)) else {
                continue;
            };
            let leads_back = || around.iter().any(|back| leads.binary_search(&[note, *back, 0]).is_ok());
            let is_raised = || around.iter().any(|id| outline.node(*id).tag == Tag::SUP);
            // A heading is no note, however often a table of contents and it lead to each other.
            if blocks.len() > LONGEST_NOTE || outline.node(note).tag.is_heading() || !(is_raised() || leads_back()) {
                continue;
            }
            let start = u32::try_from(first).unwrap_or(u32::MAX);
            let number = match numbers.get(&note) {
                Some(number) => *number,
                None if notes.starts.contains_key(&start) => continue,
                None => {
                    notes.all.push((note, *link));
                    let Ok(number) = u16::try_from(notes.all.len()) else {
                        break;
                    };
                    numbers.insert(note, number);
                    notes.starts.insert(start, number);
                    number
                }
            };
            notes.references.insert(*link, number);
        }
        for (link, _) in &links {
            let inside = outline.chain(*link).find_map(|id| numbers.get(&id));
            if let Some(number) = inside
                && !notes.references.contains_key(link)
            {
                notes.returns.insert(*link, *number);
            }
        }
        notes
    }

    /// The number of the note that a link leads to, and whether it is the first such link.
    pub fn reference(&self, link: NodeId) -> Option<(u16, bool)> {
        let number = *self.references.get(&link)?;
        Some((number, self.of_number(number)?.1 == link))
    }

    /// The number of the note that a link leads back from.
    pub fn returns(&self, link: NodeId) -> Option<u16> {
        self.returns.get(&link).copied()
    }

    /// The number and the element of the note that begins with a block.
    pub fn start(&self, place: usize) -> Option<(u16, NodeId)> {
        let number = *self.starts.get(&u32::try_from(place).ok()?)?;
        Some((number, self.of_number(number)?.0))
    }

    fn of_number(&self, number: u16) -> Option<(NodeId, NodeId)> {
        self.all.get(usize::from(number).checked_sub(1)?).copied()
    }
}
