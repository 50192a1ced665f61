//! What stands between and within the blocks and is no text of theirs: pictures, players, lines across, cells that hold no word.

use super::builder::Builder;
use super::pending::Gap;
use super::tight::push_tight;
use super::{AttributeName, NodeId, ROOT};
use crate::reader::{Element, Tag};

/// Text without a letter or a digit is kept up to so many bytes: a dash in a cell, a brace on a line of its own.
const LONGEST_SCRAP: usize = 64;

/// Attribute values longer than this are no addresses.
const LONGEST_VALUE: usize = 2048;

/// Something that is no text, or too little to be a block.
#[derive(Debug)]
pub struct Inset {
    /// What it is; a `span` for text within code, a `figure` for the picture that one names without showing it.
    pub tag: Tag,
    /// The innermost element around it.
    pub parent: NodeId,
    /// Of an image, its element.
    pub image: Option<NodeId>,
    /// The block it stands in or, without an offset, before.
    pub block: u32,
    /// Where in that block's text, in bytes.
    pub at: Option<u32>,
    /// Text without a letter or a digit.
    pub text: Box<str>,
    /// Of all but images.
    pub attributes: Box<[(AttributeName, Box<str>)]>,
}

impl Inset {
    /// The value of one of its attributes.
    pub fn attribute(&self, name: AttributeName) -> Option<&str> {
        let mut own = self.attributes.iter();
        own.find(|(own, _)| *own == name).map(|(_, value)| &**value)
    }
}

impl Builder {
    /// Takes note of an element that will leave no text.
    pub(super) fn add_inset(&mut self, element: &Element<'_>) {
        let attributes = element.attributes().filter_map(|(name, value)| {
            let name = match name {
                "src" | "data" | "itemid" => AttributeName::Src,
                "data-src" | "data-lazy-src" => AttributeName::Lazy,
                "srcset" => AttributeName::Srcset,
                "data-srcset" => AttributeName::LazySet,
                "title" => AttributeName::Title,
                "poster" => AttributeName::Poster,
                _ => return None,
            };
            let value = value.decoded();
            (value.len() <= LONGEST_VALUE).then(|| (name, value.into()))
        });
        let attributes = attributes.collect();
        self.push_inset(element.tag, None, "", attributes);
    }

    pub(super) fn push_inset(
        &mut self,
        tag: Tag,
        image: Option<NodeId>,
        text: &str,
        attributes: Box<[(AttributeName, Box<str>)]>,
    ) {
        // After the space before it.
        let gap = u32::from(self.pending.gap == Gap::Space);
        let at = self.pending.node.map(|_| self.pending_length() + gap);
        let inset = Inset {
            tag,
            parent: self.innermost(),
            image,
            block: self.next_block(),
            at,
            text: text.into(),
            attributes,
        };
        push_tight(&mut self.outline.insets, inset);
    }

    /// Keeps text that is no block, where its place matters: in a cell of a table and in code. What stood within it stands
    /// before the next block.
    pub(super) fn add_scrap(&mut self, holder: NodeId, start: usize, preformatted: bool) {
        let next = self.next_block();
        let last = self.outline.insets.iter_mut().rev();
        for inset in last.take_while(|inset| inset.block == next && inset.at.is_some()) {
            inset.at = None;
        }
        let text = self.outline.text.get(start..).unwrap_or_default().trim();
        let is_cell = self
            .outline
            .nodes
            .get(holder as usize)
            .is_some_and(|node| is_cell(node.tag));
        if !text.is_empty() && text.len() <= LONGEST_SCRAP && (is_cell || preformatted) {
            let inset = Inset {
                tag: Tag::SPAN,
                parent: holder,
                image: None,
                block: next,
                at: None,
                text: text.into(),
                attributes: Box::default(),
            };
            push_tight(&mut self.outline.insets, inset);
        }
    }

    /// An element is forgotten: what stood in it stands in the one around it. A cell stays a cell. `from` is the place of the
    /// first inset that may stand in it; a scrap between them may be of a block around it.
    pub(super) fn hand_up_insets(&mut self, id: NodeId, tag: Tag, parent: NodeId, from: usize) {
        let mut text: Box<str> = Box::default();
        let since = self.outline.insets.iter_mut().skip(from);
        for inset in since.filter(|inset| inset.parent >= id) {
            inset.parent = parent;
            if is_cell(tag) && inset.tag == Tag::SPAN {
                text = std::mem::take(&mut inset.text);
            }
        }
        if !is_cell(tag) || parent == ROOT {
            return;
        }
        let is_spent = |inset: &Inset| inset.tag == Tag::SPAN && inset.text.is_empty();
        while self.outline.insets.len() > from && self.outline.insets.last().is_some_and(is_spent) {
            self.outline.insets.pop();
        }
        let attributes = [AttributeName::Colspan, AttributeName::Rowspan]
            .into_iter()
            .filter_map(|name| {
                let value = self.outline.attribute(id, name)?;
                Some((name, value.into()))
            });
        let inset = Inset {
            tag,
            parent,
            image: None,
            block: self.next_block(),
            at: None,
            text,
            attributes: attributes.collect(),
        };
        push_tight(&mut self.outline.insets, inset);
    }
}

fn is_cell(tag: Tag) -> bool {
    matches!(tag, Tag::TD | Tag::TH)
}
