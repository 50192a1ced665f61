//! From kept blocks to a tree: which of the elements around a block come along, and what stands in for those that a page left out.

use hashbrown::HashMap;

use super::elements::{holds_only_text, is_cell, is_list, means_something, span};
use super::notes::Notes;
use super::pictures::{Pictures, Shown};
use super::{Content, Document, ItemId, TOP, code};
use crate::article::text::{Parting, parting};
use crate::article::urls::Base;
use crate::clutter::Kind;
use crate::model::{self, Sums, Verdict};
use crate::outline::{AttributeName, Block, Inset, NodeId, Outline};
use crate::reader::Tag;

/// Elements nested deeper than this come as what they hold. Writers go down one by one, and Markdown repeats on each line
/// what it is in.
const MOST_NESTED: usize = 40;

/// What belongs to a table or to details is of so many words at most, and so many elements inside them.
const LONGEST_PART: u32 = 30;
const MOST_STEPS: usize = 6;

/// Fills a document.
pub(super) fn build<'o>(
    document: &mut Document<'o>,
    verdicts: &'o [Verdict],
    title: Option<usize>,
    base: &Base,
    pictures: Pictures<'_>,
) {
    let outline = document.outline;
    let kept: Vec<bool> = verdicts.iter().map(|verdict| *verdict == Verdict::Keep).collect();
    let shown = Shown::of(outline, verdicts, title, pictures);
    let mut build = Build {
        document,
        base,
        all_kept: model::kept(verdicts),
        notes: Notes::of(outline, base, &kept),
        kept,
        shown,
        stack: Vec::new(),
        last: None,
        pictures: HashMap::new(),
        last_picture: None,
    };
    build.walk(outline, verdicts);
}

/// Fills a document with a few blocks.
pub(super) fn build_places(document: &mut Document<'_>, base: &Base, places: &[usize]) {
    let outline = document.outline;
    let mut build = Build {
        document,
        base,
        notes: Notes::default(),
        kept: Vec::new(),
        all_kept: model::kept(&[]),
        shown: Shown::default(),
        stack: Vec::new(),
        last: None,
        pictures: HashMap::new(),
        last_picture: None,
    };
    for place in places {
        if let Some(block) = outline.blocks.get(*place) {
            build.add_block(*place, block);
        }
    }
}

pub(super) struct Build<'d, 'o> {
    pub(super) document: &'d mut Document<'o>,
    pub(super) base: &'d Base,
    kept: Vec<bool>,
    all_kept: Sums,
    pub(super) shown: Shown,
    pub(super) notes: Notes,
    /// The elements that are open, the outermost first, and where their content goes.
    stack: Vec<(NodeId, ItemId)>,
    /// The block that was added last.
    last: Option<&'o Block>,
    /// What shows a picture, by its address.
    pub(super) pictures: HashMap<String, ItemId>,
    /// The picture that was added last, and its place among the insets.
    pub(super) last_picture: Option<(ItemId, usize)>,
}

impl<'o> Build<'_, 'o> {
    fn walk(&mut self, outline: &'o Outline, verdicts: &'o [Verdict]) {
        let mut insets = outline.insets.iter().enumerate().peekable();
        for place in 0..=outline.blocks.len() {
            let block = outline.blocks.get(place);
            // They leave no cell, either: the code is no row of a table.
            let is_numbers = block.is_some_and(|block| code::numbers_lines(outline, place, block));
            let is_shown = !is_numbers
                && (self.kept.get(place) == Some(&true)
                    || self.shown.is_caption(place)
                    || block.is_some_and(|block| self.belongs(block, verdicts.get(place))));
            while let Some((inset, found)) = insets.next_if(|(_, inset)| inset.block as usize <= place) {
                let is_within = is_shown && block.is_some_and(|block| stands_within(outline, found, block));
                if !is_within {
                    self.add_between(inset, found);
                }
            }
            let Some(block) = block else { return };
            if is_shown {
                self.add_block(place, block);
            } else if !is_numbers && let Some(cell) = self.cell_to_hold_open(block.node) {
                self.open_to(cell);
            }
        }
    }

    /// The places of the insets that a block's own text surrounds.
    pub(super) fn insets_of(&self, place: usize, block: &Block) -> std::vec::IntoIter<usize> {
        let outline = self.document.outline;
        let from = outline.insets.partition_point(|inset| (inset.block as usize) < place);
        let own = outline.insets.iter().enumerate().skip(from);
        let own = own.take_while(|(_, inset)| inset.block as usize == place);
        let own = own.filter(|(place, inset)| self.shown.is_shown(*place) && stands_within(outline, inset, block));
        own.map(|(inset, _)| inset).collect::<Vec<_>>().into_iter()
    }

    /// Where in its block's text an inset stands, and the element of an image.
    pub(super) fn place_of(&self, inset: usize) -> (u32, NodeId) {
        let inset = self.document.outline.insets.get(inset);
        inset.map_or((0, NodeId::MAX), |inset| {
            (inset.at.unwrap_or(0), inset.image.unwrap_or(NodeId::MAX))
        })
    }

    fn keeps_any(&self, node: NodeId) -> bool {
        let run = self.document.outline.blocks_of(node);
        self.all_kept.over(&run) > 0
    }

    /// Whether a block that is no text belongs to what is kept: a cell or a caption to its table or figure, a summary to its
    /// details.
    fn belongs(&self, block: &Block, verdict: Option<&Verdict>) -> bool {
        let outline = self.document.outline;
        let is_spare = matches!(verdict, Some(Verdict::Drop(reason)) if reason.kind == Kind::Boilerplate);
        if !is_spare || block.words > LONGEST_PART {
            return false;
        }
        let Some(part) = outline.chain(block.node).take(MOST_STEPS).find(|id| {
            let tag = outline.node(*id).tag;
            is_cell(tag) || matches!(tag, Tag::CAPTION | Tag::SUMMARY | Tag::FIGCAPTION)
        }) else {
            return false;
        };
        let holder = match outline.node(part).tag {
            // The rest of a caption that is text is not.
            Tag::FIGCAPTION if self.keeps_any(part) => return false,
            // A row of headings belongs to the rows below it.
            Tag::TH => {
                let is_table = |id: &NodeId| outline.node(*id).tag == Tag::TABLE;
                outline
                    .chain(part)
                    .take(MOST_STEPS)
                    .find(is_table)
                    .unwrap_or(outline.node(part).parent)
            }
            _ => outline.node(part).parent,
        };
        self.keeps_any(holder)
    }

    /// The cell of a block that is left out, where the rest of its row is kept: the cells after it must not move up.
    fn cell_to_hold_open(&self, node: NodeId) -> Option<NodeId> {
        let outline = self.document.outline;
        let cell = outline.chain(node).find(|id| is_cell(outline.node(*id).tag))?;
        let row = outline.node(cell).parent;
        (outline.node(row).tag == Tag::TR && self.keeps_any(row)).then_some(cell)
    }

    /// Adds what stands between blocks.
    fn add_between(&mut self, place: usize, inset: &'o Inset) {
        let outline = self.document.outline;
        let parent = inset.parent;
        match inset.tag {
            Tag::TD | Tag::TH => self.add_cell(inset),
            Tag::SPAN => {
                let is_it = |id: &NodeId| is_cell(outline.node(*id).tag) || outline.node(*id).tag == Tag::PRE;
                let Some(holder) = outline.chain(parent).find(is_it) else {
                    return;
                };
                let around = if is_cell(outline.node(holder).tag) {
                    outline.node(holder).parent
                } else {
                    holder
                };
                if self.keeps_any(around) {
                    let holder = self.open_to(holder);
                    let mut holder = self.flow(holder);
                    // A cell that is in no table is a paragraph.
                    if !self
                        .document
                        .tag(holder)
                        .is_some_and(|tag| is_cell(tag) || tag == Tag::PRE)
                    {
                        holder = self.document.append(holder, Content::Element(Tag::P, None));
                    }
                    self.add_scrap(holder, &inset.text);
                }
            }
            Tag::HR => {
                let is_kept = |place: Option<usize>| place.and_then(|place| self.kept.get(place)) == Some(&true);
                let after = inset.block as usize;
                if is_kept(after.checked_sub(1)) && is_kept(Some(after)) {
                    let holder = self.open_to(parent);
                    let holder = self.flow(holder);
                    if !self.document.tag(holder).is_some_and(holds_only_text) {
                        self.document.append(holder, Content::Element(Tag::HR, None));
                    }
                }
            }
            _ if self.shown.is_shown(place) => {
                let holder = self.open_to(parent);
                let holder = self.flow(holder);
                self.add_inset(holder, place, parent);
            }
            _ => {}
        }
    }

    /// Adds a cell without a word, if its row has any.
    fn add_cell(&mut self, inset: &'o Inset) {
        let row = inset.parent;
        if self.document.outline.node(row).tag == Tag::TR && self.keeps_any(row) {
            let row = self.open_to(row);
            let span = |name| span(inset.attribute(name));
            let cell = Content::Cell(inset.tag, span(AttributeName::Colspan), span(AttributeName::Rowspan));
            let row = self.flow_of_row(row);
            // A row that is in no table is none.
            if self.document.tag(row) == Some(Tag::TR) {
                let cell = self.document.append(row, cell);
                self.add_scrap(cell, &inset.text);
            }
        }
    }

    fn add_scrap(&mut self, holder: ItemId, text: &'o str) {
        if text.is_empty() {
            return;
        }
        if self.document.tag(holder) == Some(Tag::PRE) && self.document.last(holder).is_some() {
            self.document.append(holder, Content::Text("\n".into()));
        }
        self.document.append(holder, Content::Text(text.into()));
    }

    fn add_block(&mut self, place: usize, block: &'o Block) {
        let outline = self.document.outline;
        let mut holder = self.open_to(block.node);
        if self.shown.is_caption(place)
            && let Some((_, figure)) = self.stack.iter().rev().find(|(node, _)| self.shown.is_figure(*node))
            && self.document.tag(*figure) == Some(Tag::FIGURE)
            && self.document.tag(holder) != Some(Tag::FIGCAPTION)
        {
            holder = self.caption_of(*figure);
        }
        let last = self.last.replace(block);
        let item = match self.document.tag(holder) {
            Some(tag) if holds_only_text(tag) => {
                if self.document.last(holder).is_some() {
                    let parting = last.map_or(Parting::Blank, |last| parting(outline, last, block));
                    let mark = if parting == Parting::Cell { "\t" } else { "\n" };
                    self.document.append(holder, Content::Text(mark.into()));
                }
                self.add_inline(holder, place, block);
                holder
            }
            _ => {
                let holder = self.flow(holder);
                let paragraph = self.document.append(holder, Content::Element(Tag::P, Some(block.node)));
                self.add_inline(paragraph, place, block);
                paragraph
            }
        };
        if let Some((number, element)) = self.notes.start(place) {
            let own = self.stack.iter().find(|(node, _)| *node == element);
            self.document.notes.insert(own.map_or(item, |(_, item)| *item), number);
        }
    }

    /// Opens an element of the page and those around it, as far as they mean something; gives where its content goes.
    fn open_to(&mut self, node: NodeId) -> ItemId {
        let outline = self.document.outline;
        let mut wanted: Vec<NodeId> = outline
            .chain(node)
            .filter(|id| means_something(outline.node(*id).tag) || self.shown.is_figure(*id))
            .collect();
        wanted.reverse();
        let open = self
            .stack
            .iter()
            .zip(&wanted)
            .take_while(|((open, _), wanted)| open == *wanted);
        let same = open.count();
        self.stack.truncate(same);
        for id in wanted.into_iter().skip(same) {
            let holder = self.innermost();
            let item = if self.stack.len() < MOST_NESTED {
                self.open(id, holder)
            } else {
                holder
            };
            self.stack.push((id, item));
        }
        self.innermost()
    }

    fn innermost(&self) -> ItemId {
        self.stack.last().map_or(TOP, |(_, item)| *item)
    }

    /// Opens an element inside an item; where it cannot stand, its content goes to the item itself.
    fn open(&mut self, node: NodeId, holder: ItemId) -> ItemId {
        let outline = self.document.outline;
        let tag = outline.node(node).tag;
        let outer = self.document.tag(holder);
        if outer.is_some_and(holds_only_text) {
            return holder;
        }
        let own = Content::Element(tag, Some(node));
        match tag {
            _ if self.shown.is_figure(node) => self.append_to_flow(holder, Content::Element(Tag::FIGURE, Some(node))),
            tag if tag.is_heading() => {
                if matches!(outer, Some(Tag::DT | Tag::TH | Tag::CAPTION)) {
                    return holder;
                }
                self.append_to_flow(holder, Content::Heading(tag.heading_level().unwrap_or(6)))
            }
            Tag::UL | Tag::MENU | Tag::DIR => self.append_to_flow(holder, Content::List(None)),
            Tag::OL => self.append_to_flow(holder, Content::List(Some(0))),
            Tag::LI => {
                let list = if is_list(outer) {
                    holder
                } else {
                    self.ensure(holder, Content::List(None))
                };
                let number = outline.node(node).number.map(std::num::NonZeroU16::get);
                self.begin_numbers(list, number.unwrap_or(1));
                self.document.append(list, own)
            }
            // A gallery's.
            Tag::DT | Tag::DD if outer == Some(Tag::FIGURE) => holder,
            Tag::DT | Tag::DD => {
                let list = if outer == Some(Tag::DL) {
                    holder
                } else {
                    self.ensure(holder, Content::Element(Tag::DL, None))
                };
                self.document.append(list, own)
            }
            Tag::PRE | Tag::XMP => {
                let language = code::language(outline, node);
                self.append_to_flow(holder, Content::Code(language))
            }
            Tag::CAPTION | Tag::THEAD | Tag::TBODY | Tag::TFOOT => {
                if outer != Some(Tag::TABLE) {
                    return holder;
                }
                self.document.append(holder, own)
            }
            Tag::TR => match outer {
                Some(Tag::TABLE) => {
                    let body = self.ensure(holder, Content::Element(Tag::TBODY, None));
                    self.document.append(body, own)
                }
                Some(Tag::TBODY | Tag::THEAD | Tag::TFOOT) => self.document.append(holder, own),
                _ => holder,
            },
            Tag::TD | Tag::TH => {
                if !matches!(outer, Some(Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR)) {
                    return holder;
                }
                let row = self.flow_of_row(holder);
                let span = |name| span(outline.attribute(node, name));
                let cell = Content::Cell(tag, span(AttributeName::Colspan), span(AttributeName::Rowspan));
                self.document.append(row, cell)
            }
            Tag::FIGCAPTION => match outer {
                Some(Tag::FIGURE) => self.caption_of(holder),
                _ => holder,
            },
            Tag::SUMMARY => match outer {
                Some(Tag::DETAILS) if self.document.first(holder).is_none() => self.document.append(holder, own),
                _ => holder,
            },
            _ => self.append_to_flow(holder, own),
        }
    }

    /// Gives an ordered list the number of its first item.
    fn begin_numbers(&mut self, list: ItemId, number: u16) {
        if let Content::List(Some(0)) = self.document.content(list) {
            self.document.set(list, Content::List(Some(number)));
        }
    }

    fn append_to_flow(&mut self, holder: ItemId, content: Content<'o>) -> ItemId {
        let holder = self.flow(holder);
        self.document.append(holder, content)
    }

    /// The caption of a figure, which has one only.
    fn caption_of(&mut self, figure: ItemId) -> ItemId {
        let is_caption = |id: &ItemId| self.document.tag(*id) == Some(Tag::FIGCAPTION);
        let own = self.document.children(figure).find(is_caption);
        own.unwrap_or_else(|| self.document.append(figure, Content::Element(Tag::FIGCAPTION, None)))
    }

    /// The last item inside another if it is of this kind, else a new one.
    fn ensure(&mut self, holder: ItemId, content: Content<'o>) -> ItemId {
        let holder = if matches!(content, Content::Element(Tag::DL, _) | Content::List(_)) {
            self.flow(holder)
        } else {
            holder
        };
        let is_same = |last: &ItemId| match (self.document.content(*last), &content) {
            (Content::Element(one, None), Content::Element(other, None)) => one == other,
            (Content::List(None), Content::List(None)) => true,
            _ => false,
        };
        match self.document.last(holder).filter(is_same) {
            Some(last) => last,
            None => self.document.append(holder, content),
        }
    }

    fn flow_of_row(&mut self, holder: ItemId) -> ItemId {
        match self.document.tag(holder) {
            Some(Tag::TABLE) => {
                let body = self.ensure(holder, Content::Element(Tag::TBODY, None));
                self.ensure(body, Content::Element(Tag::TR, None))
            }
            Some(Tag::TBODY | Tag::THEAD | Tag::TFOOT) => self.ensure(holder, Content::Element(Tag::TR, None)),
            _ => holder,
        }
    }

    /// Where paragraphs may stand: inside lists and tables, in an item or a cell that is made for them if need be.
    pub(super) fn flow(&mut self, holder: ItemId) -> ItemId {
        match self.document.tag(holder) {
            Some(Tag::UL | Tag::OL) => {
                if let Some(item) = self.document.last(holder) {
                    return item;
                }
                self.begin_numbers(holder, 1);
                self.document.append(holder, Content::Element(Tag::LI, None))
            }
            Some(Tag::DL) => match self.document.last(holder) {
                Some(last) if self.document.tag(last) == Some(Tag::DD) => last,
                _ => self.document.append(holder, Content::Element(Tag::DD, None)),
            },
            Some(Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR) => {
                let row = self.flow_of_row(holder);
                self.document.append(row, Content::Cell(Tag::TD, 1, 1))
            }
            _ => holder,
        }
    }
}

/// Whether an inset stands in a block's text, or right before it in the same element.
fn stands_within(outline: &Outline, inset: &Inset, block: &Block) -> bool {
    if inset.at.is_some() {
        return true;
    }
    let is_block = |id: &NodeId| {
        let tag = outline.node(*id).tag;
        tag.is_block() || tag.is_custom()
    };
    matches!(inset.tag, Tag::IMG) && outline.chain(inset.parent).find(is_block) == Some(block.node) && {
        let tag = outline.node(block.node).tag;
        tag == Tag::P || tag.is_heading() || is_cell(tag) || matches!(tag, Tag::LI | Tag::DT | Tag::DD)
    }
}
