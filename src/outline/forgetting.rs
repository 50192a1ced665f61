//! What the outline lets go of while the page is read: elements that left nothing, and all that has passed of a page that only passes
//! through.

use super::builder::Builder;
use super::pending::Pending;
use super::tight::push_tight;
use super::{Node, NodeId, Outline, ROOT};

impl Builder {
    /// Forgets all blocks and all elements but those that are open, for a page that is only passing through; gives whether it
    /// did. It does not within a block. The open elements are numbered anew, the root 0, then one by one.
    pub fn forget(&mut self) -> bool {
        if self.pending.node.is_some() {
            return false;
        }
        let mut old = std::mem::replace(&mut self.outline, Outline::of_body());
        self.outline.nodes.clear();
        for (place, open) in self.open.iter_mut().enumerate() {
            let Some(node) = old.nodes.get(open.node as usize) else {
                continue;
            };
            let from = self.outline.token_lists.len();
            for token in old.node_tokens(open.node) {
                let token = self.outline.tokens.id(old.tokens.name(*token));
                push_tight(&mut self.outline.token_lists, token);
            }
            let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            let node = Node {
                parent: offset(place.saturating_sub(1)),
                first_block: 0,
                end_block: 0,
                tokens: offset(from)..offset(self.outline.token_lists.len()),
                ..node.clone()
            };
            self.outline.nodes.push(node);
            if self.filtered_at == Some(place)
                && let Some(mut filtered) = old.filtered.pop()
            {
                filtered.node = offset(place);
                self.outline.filtered.push(filtered);
            }
            open.node = offset(place);
            open.from = 0;
            open.insets = 0;
        }
        self.pending = Pending::default();
        true
    }

    /// Forgets an element that has ended and left nothing; `insets` is how many there were before it.
    pub(super) fn forget_if_empty(&mut self, id: NodeId, insets: usize) {
        let Some(node) = self.outline.nodes.get(id as usize) else {
            return;
        };
        let is_last = id as usize + 1 == self.outline.nodes.len();
        let holds_spans = self.outline.spans.last().is_some_and(|span| span.node >= id);
        let holds_links = self.pending.links.last().is_some_and(|(_, _, link)| *link >= id);
        let holds_block = node.first_block < self.next_block() || self.pending.node.is_some_and(|node| node >= id);
        let is_filtered = self.outline.filtered.last().is_some_and(|filtered| filtered.node >= id);
        if is_last && id != ROOT && node.images == 0 && !holds_spans && !holds_links && !holds_block && !is_filtered {
            let (tag, parent, tokens) = (node.tag, node.parent, node.tokens.clone());
            self.hand_up_insets(id, tag, parent, insets);
            self.outline.token_lists.truncate(tokens.start.min(tokens.end) as usize);
            while self
                .outline
                .attributes
                .last()
                .is_some_and(|attribute| attribute.node >= id)
            {
                if let Some(attribute) = self.outline.attributes.pop() {
                    self.outline.values.truncate(attribute.value.start as usize);
                }
            }
            self.outline.nodes.pop();
        }
    }
}
