//! Elements that the user's filters name: they leave no trace in the outline but a note of what was in them.

use std::sync::Arc;

use super::builder::Builder;
use super::{NodeId, Outline};
use crate::filters::{RuleId, Sieve};
use crate::reader::{Element, Tag};
use crate::words::folded;

/// The most of its text that is told of such an element, in bytes: a stream of one may never end.
const LONGEST_TEXT: usize = 64 * 1024;

/// An element that a filter names.
#[derive(Debug)]
pub struct Filtered {
    pub node: NodeId,
    /// The blocks before it.
    pub before: u32,
    /// The selectors of the filter.
    pub rule: Arc<str>,
    text: String,
}

impl Filtered {
    /// Its text, white space folded.
    pub fn text(&self) -> String {
        folded(&self.text)
    }
}

impl Outline {
    /// What filters have named so far, the outermost elements, in the order of the page.
    pub fn filtered(&self) -> &[Filtered] {
        &self.filtered
    }
}

impl Builder {
    /// Leaves out what these filters name.
    #[must_use]
    pub fn with_filters(mut self, sieve: Option<Sieve>) -> Self {
        self.sieve = sieve.map(Box::new);
        self
    }

    /// Whether the element that was told last is one that a filter names, and the outermost one.
    pub fn has_filtered(&self) -> bool {
        self.has_filtered
    }

    /// Takes the note of an element that a filter names; the stream needs it no longer then.
    pub fn take_filtered(&mut self, node: NodeId) -> Option<Filtered> {
        let place = self
            .outline
            .filtered
            .iter()
            .rposition(|filtered| filtered.node == node)?;
        Some(self.outline.filtered.remove(place))
    }

    /// The note of an element that a filter names and that goes on.
    pub fn filtered_so_far(&self) -> Option<&Filtered> {
        self.outline.filtered.last()
    }

    /// Whether what is told now stands in an element that a filter names.
    pub(super) fn is_in_filtered(&self) -> bool {
        self.filtered_at.is_some()
    }

    /// Asks the filters for an element that starts.
    pub(super) fn filter_of(&mut self, element: &Element<'_>) -> Option<RuleId> {
        let sieve = self.sieve.as_mut()?;
        if self.filtered_at.is_some() {
            sieve.start_unasked();
            return None;
        }
        sieve.start(element)
    }

    /// Asks them for an element without content that is markup; gives whether it is to be passed over.
    pub(super) fn passes_over(&mut self, element: &Element<'_>) -> bool {
        self.has_filtered = false;
        if self.is_in_filtered() {
            self.add_filtered_text(" ");
            return true;
        }
        let Some(rule) = self.sieve.as_mut().and_then(|sieve| sieve.void(element)) else {
            return false;
        };
        if element.tag.is_block() {
            self.end_block();
        }
        let node = self.add_node(element, false);
        self.note(node, rule);
        true
    }

    /// Elements whose content is no markup: of them, those that show something.
    pub(super) fn passes_over_raw(&mut self, element: &Element<'_>) {
        self.has_filtered = false;
        if matches!(element.tag, Tag::IFRAME | Tag::TEXTAREA) {
            self.passes_over(element);
        }
    }

    /// Takes note of an element that a filter names.
    pub(super) fn note(&mut self, node: NodeId, rule: RuleId) {
        let rule = self.sieve.as_ref().map(|sieve| sieve.selectors(rule));
        self.has_filtered = true;
        self.outline.filtered.push(Filtered {
            node,
            before: self.next_block(),
            rule: rule.unwrap_or_default().into(),
            text: String::new(),
        });
    }

    /// Adds to what is told of the element that is left out.
    pub(super) fn add_filtered_text(&mut self, text: &str) {
        if let Some(filtered) = self.outline.filtered.last_mut() {
            // To the letter, because a text comes in the pieces that the page was cut into.
            let room = LONGEST_TEXT.saturating_sub(filtered.text.len());
            let fitting = (room..text.len()).find_map(|end| text.get(..end));
            filtered.text.push_str(fitting.unwrap_or(text));
        }
    }

    /// The element at a place of `open` ends.
    pub(super) fn end_in_filtered(&mut self, place: usize) {
        if let Some(sieve) = &mut self.sieve {
            sieve.end(place);
        }
        match self.filtered_at {
            Some(own) if own == place => self.filtered_at = None,
            Some(own) if own > place => self.filtered_at = Some(own - 1),
            _ => {}
        }
    }
}
