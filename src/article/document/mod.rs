//! The article as a document: one tree of what is kept, written as HTML and as Markdown.
//!
//! The tree holds elements of a short list ([`Content`]), and the writers can write nothing else: no attribute of the page
//! comes through but those that a writer asks for by name, each address through [`Base`], each text escaped.

mod build;
mod code;
mod elements;
mod formulas;
mod html;
mod inline;
mod lead;
mod markdown;
mod media;
mod notes;
mod pictures;
mod settle;
mod tables;

use std::borrow::Cow;

use hashbrown::HashMap;

use crate::article::urls::Base;
use crate::model::Verdict;
use crate::outline::{NodeId, Outline, push_text, push_tight};
use crate::reader::Tag;
use formulas::Formula;
pub use pictures::Pictures;

/// An item's place in [`Document::items`].
pub type ItemId = u32;

/// The document itself, which holds everything.
pub const TOP: ItemId = 0;

/// Bytes that the tags or marks of an item take.
const TAGS: usize = 8;

/// What an item is.
#[derive(Debug)]
pub enum Content<'o> {
    /// An element without an attribute that matters, or with those of an element of the outline.
    Element(Tag, Option<NodeId>),
    /// An element that is written as its content alone.
    Bare,
    Text(Cow<'o, str>),
    Link(String),
    /// A link to a footnote, by its number, and whether it is the first to it.
    Reference(u16, bool),
    /// A link from a footnote back.
    Return(u16),
    Picture(Box<Picture>),
    /// A player of the page's own.
    Player(Tag, Box<media::Player>),
    /// A list, with the number of its first item if it has numbers.
    List(Option<u16>),
    /// A cell that spans columns and rows.
    Cell(Tag, u16, u16),
    /// Preformatted text, with the name of its language.
    Code(Option<String>),
    /// A formula; what it holds is its text.
    Formula(Box<Formula<'o>>),
    /// A heading of a level from 2 to 6.
    Heading(u8),
}

/// A picture that is shown.
#[derive(Debug, Default)]
pub struct Picture {
    pub address: String,
    /// Other sizes of it, written as a `srcset`.
    pub sizes: String,
    pub alt: String,
    pub title: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// An item and its place in the tree. 0 stands for none: the top is nobody's child.
#[derive(Debug)]
struct Item<'o> {
    content: Content<'o>,
    parent: ItemId,
    first: ItemId,
    last: ItemId,
    next: ItemId,
}

/// An article's tree.
#[derive(Debug)]
pub struct Document<'o> {
    outline: &'o Outline,
    items: Vec<Item<'o>>,
    /// The items that are footnotes, with their numbers.
    notes: HashMap<ItemId, u16>,
}

impl<'o> Document<'o> {
    /// The document of a page's kept blocks.
    ///
    /// `title` is the place of the block that shows the title, `stated` a text that the page states and does not show.
    pub fn of(
        outline: &'o Outline,
        base: &Base,
        verdicts: &'o [Verdict],
        title: Option<usize>,
        stated: Option<&'o str>,
        pictures: Pictures<'_>,
    ) -> Self {
        let mut document = Self::empty(outline);
        build::build(&mut document, verdicts, title, base, pictures);
        if let Some(stated) = stated {
            let paragraph = document.append(TOP, Content::Element(Tag::P, None));
            document.append(paragraph, Content::Text(stated.into()));
        }
        settle::settle(&mut document);
        document
    }

    /// The document of a few kept blocks, without pictures.
    pub fn of_places(outline: &'o Outline, base: &Base, places: &[usize], is_table: bool) -> Self {
        let mut document = Self::empty(outline);
        build::build_places(&mut document, base, places);
        settle::settle_part(&mut document, is_table);
        document
    }

    fn empty(outline: &'o Outline) -> Self {
        let top = Item {
            content: Content::Bare,
            parent: TOP,
            first: TOP,
            last: TOP,
            next: TOP,
        };
        Self {
            outline,
            items: vec![top],
            notes: HashMap::new(),
        }
    }

    fn item(&self, id: ItemId) -> Option<&Item<'o>> {
        self.items.get(id as usize)
    }

    fn content(&self, id: ItemId) -> &Content<'o> {
        self.item(id).map_or(&Content::Bare, |item| &item.content)
    }

    fn set(&mut self, id: ItemId, content: Content<'o>) {
        if let Some(item) = self.items.get_mut(id as usize) {
            item.content = content;
        }
    }

    /// The element's name; a list, a cell and the like have one too.
    fn tag(&self, id: ItemId) -> Option<Tag> {
        Some(match self.content(id) {
            Content::Element(tag, _) | Content::Cell(tag, ..) => *tag,
            Content::Link(_) | Content::Reference(..) | Content::Return(_) => Tag::A,
            Content::List(None) => Tag::UL,
            Content::List(Some(_)) => Tag::OL,
            Content::Code(_) => Tag::PRE,
            Content::Heading(_) => Tag::H2,
            _ => return None,
        })
    }

    fn parent(&self, id: ItemId) -> ItemId {
        self.item(id).map_or(TOP, |item| item.parent)
    }

    fn first(&self, id: ItemId) -> Option<ItemId> {
        self.item(id).map(|item| item.first).filter(|id| *id != TOP)
    }

    fn last(&self, id: ItemId) -> Option<ItemId> {
        self.item(id).map(|item| item.last).filter(|id| *id != TOP)
    }

    fn next(&self, id: ItemId) -> Option<ItemId> {
        self.item(id).map(|item| item.next).filter(|id| *id != TOP)
    }

    /// Adds an item as the last one inside another.
    fn append(&mut self, parent: ItemId, content: Content<'o>) -> ItemId {
        let id = ItemId::try_from(self.items.len()).unwrap_or(ItemId::MAX);
        let before = self.last(parent);
        let item = Item {
            content,
            parent,
            first: TOP,
            last: TOP,
            next: TOP,
        };
        push_tight(&mut self.items, item);
        match before.and_then(|before| self.items.get_mut(before as usize)) {
            Some(before) => before.next = id,
            None => {
                if let Some(parent) = self.items.get_mut(parent as usize) {
                    parent.first = id;
                }
            }
        }
        if let Some(parent) = self.items.get_mut(parent as usize) {
            parent.last = id;
        }
        id
    }

    /// The items right inside one.
    fn children(&self, id: ItemId) -> impl Iterator<Item = ItemId> {
        std::iter::successors(self.first(id), |id| self.next(*id))
    }

    /// As [`children`](Self::children), with those that are written as their content alone replaced by what they hold.
    fn shown(&self, id: ItemId) -> Vec<ItemId> {
        let mut shown: Vec<ItemId> = self.children(id).collect();
        let is_bare = |id: &ItemId| matches!(self.content(*id), Content::Bare);
        if !shown.iter().any(is_bare) {
            return shown;
        }
        let mut waiting = std::mem::take(&mut shown);
        waiting.reverse();
        while let Some(id) = waiting.pop() {
            if is_bare(&id) {
                let from = waiting.len();
                waiting.extend(self.children(id));
                if let Some(inner) = waiting.get_mut(from..) {
                    inner.reverse();
                }
            } else {
                shown.push(id);
            }
        }
        shown
    }

    /// A text with room for the document, written in either way.
    fn room(&self) -> String {
        let written = self.items.iter().map(|item| match &item.content {
            Content::Text(text) => text.len(),
            Content::Link(address) => address.len() + TAGS,
            _ => TAGS,
        });
        String::with_capacity(written.sum())
    }

    /// All text inside an item.
    fn text_of(&self, id: ItemId) -> String {
        let mut text = String::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            if let Content::Text(own) = self.content(id) {
                push_text(&mut text, own);
            }
            let from = waiting.len();
            waiting.extend(self.children(id));
            if let Some(inner) = waiting.get_mut(from..) {
                inner.reverse();
            }
        }
        text
    }
}

/// A paragraph of HTML.
pub fn paragraph(text: &str) -> String {
    let mut html = String::from("<p>");
    html::push_lines(&mut html, text);
    html.push_str("</p>");
    html
}
