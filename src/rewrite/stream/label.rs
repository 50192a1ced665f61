//! An ad's label that stands right beside the text: `<p>…</p><span>Advertisement</span><p>…</p>`.

use super::strainer::{Account, Removal, Strainer};
use crate::clutter::{Kind, Why, heading_kind};
use crate::model::{LONGEST_HEADING, link_density};
use crate::outline::NodeId;
use crate::rewrite::elements::Bounds;

/// An inline element that says so far all of the block it stands in.
pub struct Label {
    removal: Removal,
    /// Bytes of its text.
    length: usize,
}

impl Label {
    /// Where it starts.
    pub fn start(&self) -> Option<u64> {
        self.removal.bounds.first().map(|bounds| bounds.start_tag.start)
    }
}

impl Strainer {
    /// An element has ended: an inline one may be a label, if no text follows in its block.
    pub(super) fn note_label(&mut self, node: NodeId, bounds: &Bounds) {
        let may_be = self.options.removes(Kind::Ad)
            && self.candidate.is_none()
            && !bounds.sealed
            && self.is_undecided(bounds.start_tag.start);
        let Some(text) = self.builder.pending_text_of(node).filter(|_| may_be) else {
            return;
        };
        if heading_kind(text) != Some(Kind::Ad) {
            return;
        }
        let account = Account {
            kind: Kind::Ad,
            why: Why::Heading(text.into()),
            path: self.elements.path(self.outline(), node),
            text: text.to_owned(),
        };
        let number = self.blocks();
        self.label = Some(Label {
            length: text.len(),
            removal: Removal {
                bounds: vec![bounds.clone()],
                blocks: number..number + 1,
                account: Some(account),
            },
        });
    }

    /// What goes on after a label was none.
    pub(super) fn give_up_label(&mut self) {
        let pending = self.builder.pending_text();
        self.label.take_if(|label| pending > label.length);
    }

    /// A block is complete: gives whether it is a label, which goes.
    pub(super) fn is_label(&mut self, number: usize) -> bool {
        let Some(Label { removal, length }) = self.label.take().filter(|_| self.dropping.is_none()) else {
            return false;
        };
        let outline = self.builder.so_far();
        let block = outline.blocks.get(self.place(number)).filter(|block| {
            removal.blocks.start == number
                && outline.text(block).len() == length
                && block.words <= LONGEST_HEADING
                && link_density(block) <= 0.5
                && !self.begins(block.node, number)
        });
        let (Some(_), Some(account)) = (block, removal.account) else {
            return false;
        };
        self.make_ready(removal.bounds, removal.blocks, account);
        true
    }

    /// Whether a block is the first of its element, which then is what goes, or a cell, or an item.
    fn begins(&self, node: NodeId, number: usize) -> bool {
        let own = self.elements.open.iter().rfind(|open| open.node == node);
        own.is_some_and(|open| open.about.first_block == number)
    }
}
