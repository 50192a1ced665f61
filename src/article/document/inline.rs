//! The inside of a paragraph: a block's text, cut where its inline elements and pictures begin and end.

use std::borrow::Cow;

use super::build::Build;
use super::{Content, ItemId};
use crate::article::text::without_sign;
use crate::outline::{AttributeName, Block, NodeId, Span};
use crate::reader::Tag;
use crate::words::mended;

/// An inline element that is open.
struct Open {
    node: NodeId,
    item: ItemId,
    end: u32,
}

impl<'o> Build<'_, 'o> {
    /// Adds a block's text and pictures to an item.
    pub(super) fn add_inline(&mut self, holder: ItemId, place: usize, block: &'o Block) {
        let outline = self.document.outline;
        let text = without_sign(outline, block);
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let own = outline
            .spans(block)
            .iter()
            .filter(|span| span.start < span.end.min(length) && outline.node(span.node).tag != Tag::IMG);
        let formulas = if self.is_within(holder, |tag| tag == Tag::PRE) {
            Vec::new()
        } else {
            self.formulas(place, block, text)
        };
        // By their start, the longer one first, the outer one first; as numbers, which are sorted by code that is there.
        let mut sorted: Vec<[u32; 3]> = self
            .around(block.node, length)
            .iter()
            .chain(own)
            .map(|span| [span.start, u32::MAX - span.end, span.node])
            .collect();
        for (place, formula) in (0..).zip(&formulas) {
            // Numbered from behind: a formula is the innermost of what is as long.
            sorted.push([formula.start, u32::MAX - formula.end, u32::MAX - place]);
        }
        sorted.sort_unstable();
        let spans = sorted.iter().map(|[start, end, node]| Span {
            node: *node,
            start: *start,
            end: u32::MAX - end,
        });
        let mut open = vec![Open {
            node: block.node,
            item: holder,
            end: u32::MAX,
        }];
        let mut at = 0;
        let mut insets = self.insets_of(place, block).peekable();
        for span in spans.map(Some).chain([None]) {
            let start = span.map_or(length, |span| span.start.min(length));
            while let Some(inset) = insets.peek().copied() {
                let (place, image) = self.place_of(inset);
                let place = place.min(length);
                // What begins at the same place holds it or comes after it.
                if place > start || place == start && span.is_some_and(|span| span.node < image) {
                    break;
                }
                let byte = |place: u32| text.as_bytes().get(place as usize).copied();
                let before = byte(place.wrapping_sub(1));
                // The space before it became the end of a line.
                self.write_to(&mut open, &mut at, place - u32::from(before == Some(b'\n')), text);
                // A space before it and one after it are one in the text.
                let goes_on = byte(place).is_some_and(|next| next.is_ascii_alphanumeric() || !next.is_ascii());
                self.add_picture_within(&mut open, inset, goes_on && matches!(before, None | Some(b' ')));
                insets.next();
            }
            self.write_to(&mut open, &mut at, start, text);
            let Some(span) = span else { break };
            open.retain(|open| open.end > start);
            let Some(outer) = open.last() else { break };
            let (item, end) = (outer.item, span.end.min(outer.end));
            let formula = formulas.get((u32::MAX - span.node) as usize);
            let content = match formula {
                Some(formula) => Some(Content::Formula(Box::new(*formula))),
                None => self.inline_content(span.node, item),
            };
            if let Some(content) = content {
                let item = self.document.append(item, content);
                open.push(Open {
                    node: span.node,
                    item,
                    end,
                });
            }
        }
    }

    /// Inline elements around whole blocks, such as a link around a heading.
    fn around(&self, node: NodeId, length: u32) -> Vec<Span> {
        let outline = self.document.outline;
        let chain = outline.chain(node).filter(|id| {
            let tag = outline.node(*id).tag;
            matches!(
                tag,
                Tag::A | Tag::B | Tag::STRONG | Tag::I | Tag::EM | Tag::CODE | Tag::BDO
            )
        });
        let whole = |node| Span {
            node,
            start: 0,
            end: length,
        };
        chain.map(whole).collect()
    }

    /// Writes text up to a place, ending the elements that end before it.
    fn write_to(&mut self, open: &mut Vec<Open>, at: &mut u32, place: u32, text: &'o str) {
        while *at < place {
            let Some(last) = open.last() else { return };
            if last.end <= *at && open.len() > 1 {
                open.pop();
                continue;
            }
            let end = last.end.min(place);
            if let Some(piece) = text.get(*at as usize..end as usize)
                && !piece.is_empty()
            {
                let piece: Cow<'o, str> = mended(piece);
                self.document.append(last.item, Content::Text(piece));
            }
            *at = end;
        }
    }

    /// Adds a picture in the middle of text, inside the link that holds it, and a space after it if it is parted from the text.
    fn add_picture_within(&mut self, open: &mut Vec<Open>, inset: usize, is_parted: bool) {
        let outline = self.document.outline;
        let Some(parent) = outline.insets.get(inset).map(|inset| inset.parent) else {
            return;
        };
        while let Some(last) = open.last() {
            if open.len() == 1 || outline.chain(parent).any(|id| id == last.node) {
                break;
            }
            open.pop();
        }
        if let Some(last) = open.last() {
            let (item, node) = (last.item, last.node);
            let before = self.document.items.len();
            self.add_inset(item, inset, node);
            if is_parted && self.document.items.len() > before {
                self.document.append(item, Content::Text(" ".into()));
            }
        }
    }

    /// What an inline element becomes; nothing for one that means nothing.
    pub(super) fn inline_content(&self, node: NodeId, holder: ItemId) -> Option<Content<'o>> {
        let outline = self.document.outline;
        let tag = match outline.node(node).tag {
            Tag::A => return self.link(node, holder),
            Tag::STRONG | Tag::B => Tag::STRONG,
            Tag::EM | Tag::I => Tag::EM,
            Tag::CODE | Tag::TT => Tag::CODE,
            Tag::S | Tag::STRIKE => Tag::S,
            Tag::BDO => {
                // Without a direction it has no effect, and is not valid.
                outline.attribute(node, AttributeName::Dir)?;
                Tag::BDO
            }
            tag @ (Tag::SUB
            | Tag::SUP
            | Tag::MARK
            | Tag::ABBR
            | Tag::TIME
            | Tag::KBD
            | Tag::SAMP
            | Tag::VAR
            | Tag::CITE
            | Tag::DFN
            | Tag::DEL
            | Tag::INS
            | Tag::U
            | Tag::SMALL
            | Tag::Q
            | Tag::BDI
            | Tag::RUBY) => tag,
            tag @ (Tag::RT | Tag::RP) if self.is_within(holder, |tag| tag == Tag::RUBY) => tag,
            _ => return None,
        };
        let in_code = tag == Tag::CODE && self.is_within(holder, |tag| tag == Tag::PRE);
        let repeats = self.is_within(holder, |outer| {
            outer == tag && !matches!(tag, Tag::SUB | Tag::SUP | Tag::Q)
        });
        (!in_code && !repeats).then_some(Content::Element(tag, Some(node)))
    }

    pub(super) fn link(&self, node: NodeId, holder: ItemId) -> Option<Content<'o>> {
        if self.is_within(holder, |tag| tag == Tag::A) {
            return None;
        }
        if let Some((number, is_first)) = self.notes.reference(node) {
            return Some(Content::Reference(number, is_first));
        }
        if let Some(number) = self.notes.returns(node) {
            return Some(Content::Return(number));
        }
        let href = self.document.outline.attribute(node, AttributeName::Href)?;
        self.base.link(href).map(Content::Link)
    }

    /// Whether an item is, or stands inside, an element of such a name within its paragraph.
    fn is_within(&self, holder: ItemId, is_it: impl Fn(Tag) -> bool) -> bool {
        let mut id = holder;
        while id != super::TOP {
            match self.document.tag(id) {
                Some(tag) if is_it(tag) => return true,
                Some(tag) if tag.is_block() => return false,
                _ => id = self.document.parent(id),
            }
        }
        false
    }
}
