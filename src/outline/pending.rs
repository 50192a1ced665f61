//! The block that is being written.

use super::builder::{Builder, Open, is_boundary};
use super::tight::{push_text, push_tight};
use super::{Block, NodeId, ROOT, Span};
use crate::words::count_words;

/// Inline elements that stay open across blocks are told of each, but no more than so many: a page of unclosed `<b>`
/// must not cost its depth for every block.
const MOST_SPANS: usize = 32;

/// The block that text is being added to.
#[derive(Default)]
pub(super) struct Pending {
    /// Where its text begins in the outline's.
    pub(super) start: usize,
    pub(super) spans_start: usize,
    pub(super) node: Option<NodeId>,
    pub(super) gap: Gap,
    pub(super) breaks: usize,
    pub(super) preformatted: bool,
    /// Byte ranges of the outline's text inside links.
    pub(super) links: Vec<(usize, usize, NodeId)>,
}

/// What stands between the pending text and what comes next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Builder {
    /// Bytes of the text that is no block yet; none when what was read last has ended one.
    pub fn pending_text(&self) -> usize {
        if self.pending.node.is_some() {
            self.outline.text.len() - self.pending.start
        } else {
            0
        }
    }

    /// The text of the pending block, if an element that has just ended within it holds all of that.
    pub fn pending_text_of(&self, id: NodeId) -> Option<&str> {
        let own = self.outline.spans.get(self.pending.spans_start..)?.last()?;
        let is_all = own.node == id && own.start == 0 && own.end == self.pending_length();
        self.pending.node.filter(|_| is_all)?;
        self.outline.text.get(self.pending.start..)
    }

    /// Ends the block: what has a letter or a digit becomes one of the outline's.
    pub(super) fn end_block(&mut self) {
        if let Some(node) = self.pending.node {
            self.take_back_numbers(node);
        }
        let pending = std::mem::take(&mut self.pending);
        let end = self
            .outline
            .text
            .get(pending.start..)
            .map_or(0, |text| pending.start + text.trim_end().len());
        let text = self.outline.text.get(pending.start..end).unwrap_or_default();
        if let Some(node) = pending.node
            && text.chars().any(char::is_alphanumeric)
        {
            let words = count(text);
            let within = |from: usize, to: usize| self.outline.text.get(from..to.min(end)).map_or(0, count);
            let link_words: u32 = pending.links.iter().map(|(from, to, _)| within(*from, *to)).sum();
            let mut links: Vec<NodeId> = pending.links.iter().map(|(.., link)| *link).collect();
            links.dedup();
            // Inline elements that stay open across the boundary hold this block's text too.
            let length = u32::try_from(end - pending.start).unwrap_or(u32::MAX);
            let is_inline = |open: &&Open| {
                self.outline
                    .nodes
                    .get(open.node as usize)
                    .is_some_and(|node| !is_boundary(node.tag))
            };
            let inline_from = self.open.len() - self.open.iter().rev().take(MOST_SPANS).take_while(is_inline).count();
            for open in self.open.iter().skip(inline_from) {
                push_tight(
                    &mut self.outline.spans,
                    Span {
                        node: open.node,
                        start: open.from.min(length),
                        end: length,
                    },
                );
            }
            let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            push_tight(
                &mut self.outline.blocks,
                Block {
                    node,
                    words,
                    link_words: link_words.min(words),
                    links: u16::try_from(links.len()).unwrap_or(u16::MAX),
                    text: offset(pending.start)..offset(end),
                    spans: offset(pending.spans_start)..offset(self.outline.spans.len()),
                },
            );
            self.outline.text.truncate(end);
        } else {
            if let Some(node) = pending.node {
                self.add_scrap(node, pending.start, pending.preformatted);
            }
            self.forget_formulas();
            self.outline.text.truncate(pending.start);
            self.outline
                .spans
                .truncate(pending.spans_start.min(self.outline.spans.len()));
        }
        self.pending.start = self.outline.text.len();
        self.pending.spans_start = self.outline.spans.len();
        for open in &mut self.open {
            open.from = 0;
        }
    }

    /// Puts the space or line break that is due, and says that text follows.
    fn begin_text(&mut self) {
        if self.pending.node.is_none() {
            let block_level = self.open.iter().rev().find(|open| {
                self.outline
                    .nodes
                    .get(open.node as usize)
                    .is_some_and(|node| is_boundary(node.tag))
            });
            self.pending.node = Some(block_level.map_or(ROOT, |open| open.node));
            self.pending.preformatted = self.preformatted > 0;
        } else {
            match self.pending.gap {
                Gap::None => {}
                Gap::Space => self.outline.text.push(' '),
                Gap::Line => self.outline.text.push('\n'),
            }
        }
        self.pending.gap = Gap::None;
        self.pending.breaks = 0;
    }

    /// Adds text that has no white space to fold.
    pub(super) fn add_text(&mut self, text: &str) {
        self.begin_text();
        let from = self.outline.text.len();
        push_text(&mut self.outline.text, text);
        let to = self.outline.text.len();
        if self.links > 0 {
            let link = self
                .open
                .iter()
                .rev()
                .find(|open| open.link)
                .map_or(ROOT, |open| open.node);
            match self.pending.links.last_mut() {
                Some((_, end, last)) if *last == link => *end = to,
                _ => self.pending.links.push((from, to, link)),
            }
        }
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(count_words(text)).unwrap_or(u32::MAX)
}
