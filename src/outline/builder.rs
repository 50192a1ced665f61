//! Builds the outline while the page is read.

use super::folding::folded_prefix;
use super::tight::{push_text, push_tight};
use super::{Attribute, Block, Hidden, Node, NodeId, Outline, ROOT, Span, TokenId, Tokens};
use crate::reader::{Element, Handler, Names, Tag};
use crate::words::count_words;

/// Inline elements that stay open across blocks are told of each, but no more than so many: a page of unclosed `<b>`
/// must not cost its depth for every block.
const MOST_SPANS: usize = 32;

/// Collects blocks and the elements around them.
pub struct Builder {
    pub(super) nodes: Vec<Node>,
    blocks: Vec<Block>,
    pub(super) tokens: Tokens,
    text: String,
    spans: Vec<Span>,
    pub(super) token_lists: Vec<TokenId>,
    pub(super) attributes: Vec<Attribute>,
    /// The attributes' values, one behind the other.
    pub(super) values: String,
    pub(super) is_telling: fn(&str) -> bool,
    /// The open elements, the root first.
    open: Vec<Open>,
    links: usize,
    preformatted: usize,
    /// Open inline elements that are hidden.
    silent: usize,
    pending: Pending,
}

struct Open {
    node: NodeId,
    /// Where its text began if it is an inline element of the pending block.
    from: u32,
    /// An inline element that is not to be seen: an icon's name, a letter for screen readers only.
    silent: bool,
    /// An `a` with an address; without one it is an anchor.
    link: bool,
}

/// The block that text is being added to.
#[derive(Default)]
struct Pending {
    /// Where its text begins in the outline's.
    start: usize,
    spans_start: usize,
    node: Option<NodeId>,
    gap: Gap,
    breaks: usize,
    preformatted: bool,
    /// Byte ranges of the outline's text inside links.
    links: Vec<(usize, usize, NodeId)>,
}

/// What stands between the pending text and what comes next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Builder {
    /// `is_telling` says which attributes, besides those always kept, become tokens.
    pub fn new(is_telling: fn(&str) -> bool) -> Self {
        let body = Node {
            tag: Tag::BODY,
            parent: ROOT,
            first_block: 0,
            end_block: 0,
            hidden: Hidden::default(),
            images: 0,
            tokens: 0..0,
        };
        Self {
            nodes: vec![body],
            blocks: Vec::new(),
            tokens: Tokens::default(),
            text: String::new(),
            spans: Vec::new(),
            token_lists: Vec::new(),
            attributes: Vec::new(),
            values: String::new(),
            is_telling,
            open: vec![Open {
                node: ROOT,
                from: 0,
                silent: false,
                link: false,
            }],
            links: 0,
            preformatted: 0,
            silent: 0,
            pending: Pending::default(),
        }
    }

    /// The outline of the page that was read.
    pub fn finish(mut self, names: Names) -> Outline {
        self.end_block();
        self.text.shrink_to_fit();
        let end = self.next_block();
        if let Some(root) = self.nodes.first_mut() {
            root.end_block = end;
        }
        let Self {
            nodes,
            blocks,
            tokens,
            text,
            spans,
            token_lists,
            attributes,
            values,
            ..
        } = self;
        Outline {
            nodes,
            blocks,
            tokens,
            names,
            text,
            spans,
            token_lists,
            attributes,
            values,
        }
    }

    fn innermost(&self) -> NodeId {
        self.open.last().map_or(ROOT, |open| open.node)
    }

    fn next_block(&self) -> u32 {
        u32::try_from(self.blocks.len()).unwrap_or(u32::MAX)
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }

    /// Bytes of the pending block's text so far.
    fn pending_length(&self) -> u32 {
        u32::try_from(self.text.len() - self.pending.start).unwrap_or(u32::MAX)
    }

    fn add_node(&mut self, element: &Element<'_>, mute: bool) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX);
        let (tokens, hidden) = if mute {
            let none = u32::try_from(self.token_lists.len()).unwrap_or(u32::MAX);
            (none..none, Hidden::default())
        } else {
            self.read_attributes(id, element)
        };
        let (parent, first_block) = (self.innermost(), self.next_block());
        let node = Node {
            tag: element.tag,
            parent,
            first_block,
            end_block: first_block,
            hidden,
            images: 0,
            tokens,
        };
        push_tight(&mut self.nodes, node);
        id
    }

    /// Ends the element at a place of `open`, and forgets it when it left nothing.
    fn close(&mut self, place: usize) {
        if place == 0 || place >= self.open.len() {
            return;
        }
        let Open {
            node: id,
            from,
            silent,
            link,
        } = self.open.remove(place);
        self.links -= usize::from(link);
        self.silent -= usize::from(silent);
        let Some(node) = self.nodes.get(id as usize) else {
            return;
        };
        let (tag, parent, images) = (node.tag, node.parent, node.images);
        if is_boundary(tag) {
            self.end_block();
        } else if self.pending.node.is_some() {
            let end = self.pending_length();
            if end > from {
                push_tight(
                    &mut self.spans,
                    Span {
                        node: id,
                        start: from,
                        end,
                    },
                );
            }
        }
        if matches!(tag, Tag::PRE | Tag::XMP) {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        let end_block = self.next_block();
        if let Some(node) = self.node_mut(id) {
            node.end_block = end_block;
        }
        if let Some(parent) = self.node_mut(parent) {
            parent.images = parent.images.saturating_add(images);
        }
        self.forget_if_empty(id);
    }

    fn forget_if_empty(&mut self, id: NodeId) {
        let Some(node) = self.nodes.get(id as usize) else {
            return;
        };
        let is_last = id as usize + 1 == self.nodes.len();
        let holds_spans = self.spans.last().is_some_and(|span| span.node >= id);
        let holds_links = self.pending.links.last().is_some_and(|(_, _, link)| *link >= id);
        let holds_block = node.first_block < self.next_block() || self.pending.node.is_some_and(|node| node >= id);
        if is_last && id != ROOT && node.images == 0 && !holds_spans && !holds_links && !holds_block {
            self.token_lists
                .truncate(node.tokens.start.min(node.tokens.end) as usize);
            while self.attributes.last().is_some_and(|attribute| attribute.node >= id) {
                if let Some(attribute) = self.attributes.pop() {
                    self.values.truncate(attribute.value.start as usize);
                }
            }
            self.nodes.pop();
        }
    }

    fn end_block(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let end = self
            .text
            .get(pending.start..)
            .map_or(0, |text| pending.start + text.trim_end().len());
        let text = self.text.get(pending.start..end).unwrap_or_default();
        if let Some(node) = pending.node
            && text.chars().any(char::is_alphanumeric)
        {
            let words = count(text);
            let within = |from: usize, to: usize| self.text.get(from..to.min(end)).map_or(0, count);
            let link_words: u32 = pending.links.iter().map(|(from, to, _)| within(*from, *to)).sum();
            let mut links: Vec<NodeId> = pending.links.iter().map(|(.., link)| *link).collect();
            links.dedup();
            // Inline elements that stay open across the boundary hold this block's text too.
            let length = u32::try_from(end - pending.start).unwrap_or(u32::MAX);
            let is_inline = |open: &&Open| {
                self.nodes
                    .get(open.node as usize)
                    .is_some_and(|node| !is_boundary(node.tag))
            };
            let inline_from = self.open.len() - self.open.iter().rev().take(MOST_SPANS).take_while(is_inline).count();
            for open in self.open.iter().skip(inline_from) {
                push_tight(
                    &mut self.spans,
                    Span {
                        node: open.node,
                        start: open.from.min(length),
                        end: length,
                    },
                );
            }
            let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            push_tight(
                &mut self.blocks,
                Block {
                    node,
                    words,
                    link_words: link_words.min(words),
                    links: u16::try_from(links.len()).unwrap_or(u16::MAX),
                    preformatted: pending.preformatted,
                    text: offset(pending.start)..offset(end),
                    spans: offset(pending.spans_start)..offset(self.spans.len()),
                },
            );
            self.text.truncate(end);
        } else {
            self.text.truncate(pending.start);
            self.spans.truncate(pending.spans_start.min(self.spans.len()));
        }
        self.pending.start = self.text.len();
        self.pending.spans_start = self.spans.len();
        for open in &mut self.open {
            open.from = 0;
        }
    }

    /// Puts the space or line break that is due, and says that text follows.
    fn begin_text(&mut self) {
        if self.pending.node.is_none() {
            let block_level = self.open.iter().rev().find(|open| {
                self.nodes
                    .get(open.node as usize)
                    .is_some_and(|node| is_boundary(node.tag))
            });
            self.pending.node = Some(block_level.map_or(ROOT, |open| open.node));
            self.pending.preformatted = self.preformatted > 0;
        } else {
            match self.pending.gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
        }
        self.pending.gap = Gap::None;
        self.pending.breaks = 0;
    }

    /// Adds text that has no white space to fold.
    fn add_text(&mut self, text: &str) {
        self.begin_text();
        let from = self.text.len();
        push_text(&mut self.text, text);
        let to = self.text.len();
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

impl Handler for Builder {
    fn body(&mut self, element: &Element<'_>) {
        let (tokens, _) = self.read_attributes(ROOT, element);
        // Values are kept in the order of the elements, and no document written from the outline needs body's.
        self.attributes.retain(|attribute| attribute.node != ROOT);
        if let Some(body) = self.nodes.first_mut()
            && body.tokens.is_empty()
        {
            body.tokens = tokens;
        }
    }

    fn start(&mut self, element: &Element<'_>, mute: bool) {
        if is_boundary(element.tag) {
            self.end_block();
        }
        let node = self.add_node(element, mute);
        // The gap before an inline element is not in it.
        let from = if self.pending.node.is_some() {
            self.pending_length() + u32::from(self.pending.gap != Gap::None)
        } else {
            0
        };
        let hidden = self
            .nodes
            .get(node as usize)
            .map_or(Hidden::default(), |node| node.hidden);
        let silent = !is_boundary(element.tag) && (hidden.from_sight || hidden.from_screen_readers);
        self.silent += usize::from(silent);
        let link = element.tag == Tag::A && element.attribute("href").is_some();
        self.links += usize::from(link);
        self.open.push(Open {
            node,
            from,
            silent,
            link,
        });
        if matches!(element.tag, Tag::PRE | Tag::XMP) {
            self.preformatted += 1;
        }
    }

    fn end(&mut self) {
        self.close(self.open.len() - 1);
    }

    fn end_at(&mut self, place: usize) {
        self.close(place + 1);
    }

    fn void(&mut self, element: &Element<'_>) {
        match element.tag {
            Tag::BR => {
                if self.pending.node.is_none() {
                    return;
                }
                self.pending.breaks += 1;
                if self.pending.breaks >= 2 && self.preformatted == 0 {
                    self.end_block();
                } else if self.preformatted > 0 {
                    self.text.push('\n');
                } else {
                    self.pending.gap = Gap::Line;
                }
            }
            Tag::HR => self.end_block(),
            Tag::IMG | Tag::IMAGE => {
                let node = self.add_node(element, false);
                let innermost = self.innermost();
                if let Some(holder) = self.node_mut(innermost) {
                    holder.images = holder.images.saturating_add(1);
                }
                if let Some(image) = self.node_mut(node) {
                    image.images = 1;
                }
                let at = self.pending_length();
                if self.pending.node.is_some() {
                    push_tight(
                        &mut self.spans,
                        Span {
                            node,
                            start: at,
                            end: at,
                        },
                    );
                }
            }
            _ => {}
        }
    }

    fn boundary(&mut self) {
        self.end_block();
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if text.contains('\0') {
            // As the HTML standard does (§ 13.2.6.4.7).
            return self.text(&text.replace('\0', ""));
        }
        if self.preformatted > 0 {
            let unix = text.replace('\r', "");
            let lines = if self.pending.node.is_none() {
                unix.trim_start_matches('\n')
            } else {
                &unix
            };
            if !lines.is_empty() {
                self.add_text(lines);
            }
            return;
        }
        let mut rest = text;
        loop {
            let word_start = rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(rest.len());
            if word_start > 0 && self.pending.gap == Gap::None && self.pending.node.is_some() {
                self.pending.gap = Gap::Space;
            }
            rest = rest.get(word_start..).unwrap_or_default();
            if rest.is_empty() {
                return;
            }
            let (folded, after) = rest.split_at(folded_prefix(rest));
            self.add_text(folded);
            rest = after;
        }
    }
}

/// Elements whose start and end part blocks: block-level ones and custom ones.
fn is_boundary(tag: Tag) -> bool {
    tag.is_block() || tag.is_custom()
}

fn count(text: &str) -> u32 {
    u32::try_from(count_words(text)).unwrap_or(u32::MAX)
}
