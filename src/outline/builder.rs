//! Builds the outline while the page is read.

use super::folding::folded_prefix;
use super::formulas::Formulas;
use super::numbers::first_number;
use super::pending::{Gap, Pending};
use super::tight::push_tight;
use super::{Hidden, Node, NodeId, Outline, ROOT, Span};
use crate::filters::Sieve;
use crate::reader::{Element, Handler, Names, Tag};

/// Collects blocks and the elements around them.
pub struct Builder {
    /// Without the elements' names, which the reader keeps, and with the text of the pending block at its end.
    pub(super) outline: Outline,
    pub(super) is_telling: fn(&str) -> bool,
    /// The open elements, the root first.
    pub(super) open: Vec<Open>,
    pub(super) links: usize,
    pub(super) preformatted: usize,
    /// Open inline elements that are hidden.
    silent: usize,
    /// Open elements whose content is no part of the page.
    mutes: usize,
    pub(super) pending: Pending,
    /// The user's filters, if there are any.
    pub(super) sieve: Option<Box<Sieve>>,
    /// The place in `open` of the element that they name.
    pub(super) filtered_at: Option<usize>,
    /// They name the element that was told last.
    pub(super) has_filtered: bool,
    pub(super) formulas: Formulas,
}

pub(super) struct Open {
    pub(super) node: NodeId,
    /// Where its text began if it is an inline element of the pending block.
    pub(super) from: u32,
    /// The insets before it.
    pub(super) insets: usize,
    /// An inline element that is not to be seen: an icon's name, a letter for screen readers only.
    silent: bool,
    mute: bool,
    /// An `a` with an address; without one it is an anchor.
    pub(super) link: bool,
    /// Of a list whose items are numbered upwards, the number of the next one.
    pub(super) next_number: Option<u16>,
}

impl Builder {
    /// `is_telling` says which attributes, besides those always kept, become tokens.
    pub fn new(is_telling: fn(&str) -> bool) -> Self {
        Self {
            outline: Outline::of_body(),
            is_telling,
            open: vec![Open {
                node: ROOT,
                from: 0,
                insets: 0,
                silent: false,
                mute: false,
                link: false,
                next_number: None,
            }],
            links: 0,
            preformatted: 0,
            silent: 0,
            mutes: 0,
            pending: Pending::default(),
            sieve: None,
            filtered_at: None,
            has_filtered: false,
            formulas: Formulas::default(),
        }
    }

    /// Looks at the outline of what was read so far, without the block that is being written. `names` are the reader's.
    pub fn look<T>(&mut self, names: &mut Names, look: impl FnOnce(&Outline) -> T) -> T {
        let end = self.next_block();
        for open in &self.open {
            // Until the element ends, which sets this again.
            if let Some(node) = self.outline.nodes.get_mut(open.node as usize) {
                node.end_block = end;
            }
        }
        std::mem::swap(names, &mut self.outline.names);
        let seen = look(&self.outline);
        std::mem::swap(names, &mut self.outline.names);
        seen
    }

    /// The outline as it is now: without the text of the pending block, the elements' names and the ends of what is open.
    pub fn so_far(&self) -> &Outline {
        &self.outline
    }

    /// Whether an element that has just ended holds text.
    pub fn holds_text(&self, id: NodeId) -> bool {
        let Some(node) = self.outline.nodes.get(id as usize) else {
            return false;
        };
        let spans = self.outline.spans.iter().rev().take_while(|span| span.node >= id);
        node.first_block < node.end_block
            || !is_boundary(node.tag) && spans.into_iter().any(|span| span.node == id && span.start < span.end)
    }

    /// The outline of the page that was read.
    pub fn finish(mut self, names: Names) -> Outline {
        self.end_block();
        self.outline.text.shrink_to_fit();
        let end = self.next_block();
        if let Some(root) = self.outline.nodes.first_mut() {
            root.end_block = end;
        }
        self.outline.names = names;
        self.outline
    }

    pub(super) fn innermost(&self) -> NodeId {
        self.open.last().map_or(ROOT, |open| open.node)
    }

    pub(super) fn next_block(&self) -> u32 {
        u32::try_from(self.outline.blocks.len()).unwrap_or(u32::MAX)
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.outline.nodes.get_mut(id as usize)
    }

    /// Bytes of the pending block's text so far.
    pub(super) fn pending_length(&self) -> u32 {
        u32::try_from(self.outline.text.len() - self.pending.start).unwrap_or(u32::MAX)
    }

    pub(super) fn add_node(&mut self, element: &Element<'_>, mute: bool) -> NodeId {
        let id = NodeId::try_from(self.outline.nodes.len()).unwrap_or(NodeId::MAX);
        self.formulas.next_element();
        let (tokens, hidden) = if mute {
            let none = u32::try_from(self.outline.token_lists.len()).unwrap_or(u32::MAX);
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
            number: self.take_number(element),
            tokens,
        };
        push_tight(&mut self.outline.nodes, node);
        id
    }

    /// Ends the element at a place of `open`, and forgets it when it left nothing.
    fn close(&mut self, place: usize) {
        if place == 0 || place >= self.open.len() {
            return;
        }
        self.end_in_formula(place);
        let Open {
            node: id,
            from,
            insets,
            silent,
            mute,
            link,
            ..
        } = self.open.remove(place);
        self.mutes -= usize::from(mute);
        self.links -= usize::from(link);
        self.silent -= usize::from(silent);
        self.end_in_filtered(place);
        let Some(node) = self.outline.nodes.get(id as usize) else {
            return;
        };
        let (tag, parent, images) = (node.tag, node.parent, node.images);
        if self.is_in_filtered() {
            if is_boundary(tag) {
                self.add_filtered_text(" ");
            }
        } else if is_boundary(tag) {
            self.end_block();
        } else if let Some(block) = self.pending.node {
            self.take_back_number(id, self.pending.start + from as usize);
            let end = self.pending_length();
            // Whom a forum's post quotes stands above what they wrote.
            if tag == Tag::CITE && from == 0 && self.is_quote(block) {
                self.pending.gap = Gap::Line;
            }
            if end > from {
                push_tight(
                    &mut self.outline.spans,
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
        self.forget_if_empty(id, insets);
    }

    /// Whether a block is all of a quotation, or a part of it that is no paragraph.
    fn is_quote(&self, block: NodeId) -> bool {
        let mut tags = self.outline.chain(block).take(2).map(|id| self.outline.node(id).tag);
        tags.any(|tag| tag == Tag::BLOCKQUOTE) && self.outline.node(block).tag != Tag::P
    }

    /// Whether text that is told now is to be seen, and may be folded.
    pub(super) fn shows_text(&self) -> bool {
        self.silent == 0 && self.mutes == 0 && self.preformatted == 0 && !self.is_in_filtered()
    }
}

impl Handler for Builder {
    fn html(&mut self, element: &Element<'_>) {
        if let Some(sieve) = &mut self.sieve {
            sieve.root(element);
        }
    }

    fn raw(&mut self, element: &Element<'_>) {
        self.passes_over_raw(element);
        if element.tag == Tag::SCRIPT {
            let source = element.attribute("src").unwrap_or_default();
            self.outline.sets_tex |= ["MathJax", "mathjax", "katex"].iter().any(|name| source.contains(name));
        }
        if element.tag == Tag::IFRAME && self.mutes == 0 && !self.has_filtered && !self.is_in_filtered() {
            self.give_up_formula();
            self.end_block();
            self.add_inset(element);
        }
    }

    fn body(&mut self, element: &Element<'_>) {
        self.html(element);
        let known = self.outline.attributes.len();
        let (tokens, _) = self.read_attributes(ROOT, element);
        // Values are kept in the order of the elements, and no document written from the outline needs body's.
        self.outline.attributes.truncate(known);
        if let Some(body) = self.outline.nodes.first_mut()
            && body.tokens.is_empty()
        {
            body.tokens = tokens;
        }
    }

    fn start(&mut self, element: &Element<'_>, mute: bool) {
        let rule = self.filter_of(element);
        self.has_filtered = false;
        if self.is_in_filtered() {
            if is_boundary(element.tag) {
                self.add_filtered_text(" ");
            }
        } else {
            self.start_beside_formula(element.tag);
            if is_boundary(element.tag) {
                self.end_block();
            }
        }
        let is_player = matches!(element.tag, Tag::VIDEO | Tag::AUDIO | Tag::OBJECT);
        if is_player && self.mutes == 0 && rule.is_none() && !self.is_in_filtered() {
            self.add_inset(element);
        }
        self.mutes += usize::from(mute);
        let insets = self.outline.insets.len();
        let node = self.add_node(element, mute);
        self.part_lines(node);
        if let Some(rule) = rule {
            self.note(node, rule);
            self.filtered_at = Some(self.open.len());
        }
        // The gap before an inline element is not in it.
        let from = if self.pending.node.is_some() {
            self.pending_length() + u32::from(self.pending.gap != Gap::None)
        } else {
            0
        };
        let holds_lines = self.holds_lines(node);
        let (mut tag, mut hidden) = (element.tag, Hidden::default());
        if let Some(node) = self.node_mut(node) {
            if holds_lines {
                node.tag = Tag::PRE;
            }
            (tag, hidden) = (node.tag, node.hidden);
        }
        let silent = !is_boundary(element.tag) && (hidden.from_sight || hidden.from_screen_readers);
        self.silent += usize::from(silent);
        let link = element.tag == Tag::A && element.attribute("href").is_some();
        self.links += usize::from(link);
        self.open.push(Open {
            node,
            from,
            insets,
            silent,
            mute,
            link,
            next_number: first_number(element),
        });
        if matches!(tag, Tag::PRE | Tag::XMP) {
            self.preformatted += 1;
        }
        // Microdata of a picture that a script shows once the figure is scrolled to.
        if element.tag == Tag::FIGURE && self.mutes == 0 && element.attribute("itemid").is_some() {
            self.add_inset(element);
        }
        self.start_formula(element);
    }

    fn end(&mut self) {
        self.close(self.open.len() - 1);
    }

    fn end_at(&mut self, place: usize) {
        self.close(place + 1);
    }

    fn void(&mut self, element: &Element<'_>) {
        if self.passes_over(element) || self.void_in_formula(element) {
            return;
        }
        match element.tag {
            Tag::BR => {
                if self.pending.node.is_none() {
                    return;
                }
                self.pending.breaks += 1;
                if self.pending.breaks >= 2 && self.preformatted == 0 {
                    self.end_block();
                } else if self.preformatted > 0 {
                    self.outline.text.push('\n');
                } else {
                    self.pending.gap = Gap::Line;
                }
            }
            Tag::HR => {
                self.end_block();
                self.add_inset(element);
            }
            Tag::SOURCE | Tag::EMBED => self.add_inset(element),
            Tag::IMG | Tag::IMAGE => {
                let node = self.add_node(element, false);
                if self.picture_in_formula(element) {
                    return;
                }
                let innermost = self.innermost();
                if let Some(holder) = self.node_mut(innermost) {
                    holder.images = holder.images.saturating_add(1);
                }
                if let Some(image) = self.node_mut(node) {
                    image.images = 1;
                }
                self.push_inset(Tag::IMG, Some(node), "", Box::default());
                let at = self.pending_length();
                if self.pending.node.is_some() {
                    push_tight(
                        &mut self.outline.spans,
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

    fn tex(&mut self, tex: &str, is_display: bool) {
        self.script_of_formula(tex, is_display);
    }

    fn muted(&mut self, element: &Element<'_>) {
        if self.mutes == 1 && !self.is_in_filtered() {
            self.add_inset(element);
        }
    }

    fn boundary(&mut self) {
        if !self.is_in_filtered() {
            self.give_up_formula();
            self.end_block();
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_in_filtered() {
            return self.add_filtered_text(text);
        }
        let in_formula = self.formulas.is_open();
        if self.silent > 0 && !in_formula {
            return;
        }
        if text.contains('\0') {
            // As the HTML standard does (§ 13.2.6.4.7).
            return self.text(&text.replace('\0', ""));
        }
        if in_formula {
            return self.add_formula_text(text);
        }
        if self.preformatted > 0 {
            let unix = text.replace('\r', "").replace('\u{a0}', " ");
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
pub(super) fn is_boundary(tag: Tag) -> bool {
    tag.is_block() || tag.is_custom()
}
