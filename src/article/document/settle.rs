//! What can only be said of the tree when it is whole.

use super::{Content, Document, ItemId, TOP};
use crate::reader::Tag;

/// Puts a document right: nothing empty, tables for the layout undone, headings in order.
pub(super) fn settle(document: &mut Document<'_>) {
    tidy(document, false);
    document.order_headings();
}

/// Puts a part of a document right. A row alone does not tell that it is of a table of data.
pub(super) fn settle_part(document: &mut Document<'_>, is_table: bool) {
    tidy(document, is_table);
    for id in document.ids() {
        if matches!(document.content(id), Content::Heading(1)) {
            document.set(id, Content::Heading(2));
        }
    }
}

fn tidy(document: &mut Document<'_>, keeps_tables: bool) {
    // From the inside out: what holds only empty things is empty itself.
    for id in document.ids().rev() {
        match document.content(id) {
            Content::Element(Tag::TABLE, _) if keeps_tables => {}
            Content::Element(Tag::TABLE, _) if document.is_layout(id) => document.unwrap_table(id),
            Content::Element(Tag::HR, _)
            | Content::Cell(..)
            | Content::Text(_)
            | Content::Picture(_)
            | Content::Player(..) => {}
            Content::Element(Tag::FIGURE, _) if !document.is_figure(id) => document.undo_figure(id),
            Content::Element(Tag::DETAILS, _) => {
                let first = document.shown(id).first().copied();
                // Without a summary browsers write one of their own.
                if first.is_none_or(|first| document.tag(first) != Some(Tag::SUMMARY)) {
                    document.set(id, Content::Bare);
                }
            }
            _ if document.is_empty(id) => document.set(id, Content::Bare),
            _ => {}
        }
    }
}

impl Document<'_> {
    fn ids(&self) -> std::ops::Range<ItemId> {
        1..ItemId::try_from(self.items.len()).unwrap_or(ItemId::MAX)
    }

    /// Whether an item shows nothing.
    fn is_empty(&self, id: ItemId) -> bool {
        self.children(id).all(|child| match self.content(child) {
            Content::Bare => self.is_empty_bare(child),
            Content::Text(text) => text.trim().is_empty(),
            _ => false,
        })
    }

    fn is_empty_bare(&self, id: ItemId) -> bool {
        self.shown(id).is_empty()
    }

    /// A figure shows something, or says of something what it is.
    fn is_figure(&self, id: ItemId) -> bool {
        let children = self.shown(id);
        let captions = children
            .iter()
            .filter(|child| self.tag(**child) == Some(Tag::FIGCAPTION))
            .count();
        let shows = children.iter().any(|child| self.shows_picture(*child));
        children.len() > captions && (captions > 0 || shows)
    }

    pub(super) fn shows_picture(&self, id: ItemId) -> bool {
        match self.content(id) {
            Content::Picture(_) | Content::Player(..) => true,
            Content::Link(_) => self.children(id).any(|child| self.shows_picture(child)),
            _ => false,
        }
    }

    fn undo_figure(&mut self, id: ItemId) {
        let children = self.shown(id);
        for child in children {
            match self.content(child) {
                Content::Element(Tag::FIGCAPTION, _) => self.set(child, Content::Bare),
                // Stood alone in the figure.
                Content::Picture(_) | Content::Player(..) | Content::Link(_) => return,
                _ => {}
            }
        }
        self.set(id, Content::Bare);
    }

    /// Gives headings levels from 2 on, since the title is the first, each at most one below the one before it.
    fn order_headings(&mut self) {
        // The levels of the page that the sections around are headed by.
        let mut open: Vec<u8> = Vec::new();
        for id in self.ids() {
            let Content::Heading(level) = *self.content(id) else {
                continue;
            };
            while open.last().is_some_and(|outer| *outer >= level) {
                open.pop();
            }
            open.push(level);
            let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
            self.set(id, Content::Heading(depth.saturating_add(1).min(6)));
        }
    }

    /// The only paragraph in an item that may go without one, with nothing but lists and the like after it.
    pub(super) fn lone_paragraph(&self, id: ItemId) -> Option<ItemId> {
        let children = self.shown(id);
        let mut paragraphs = children.iter().filter(|child| self.tag(**child) == Some(Tag::P));
        let first = paragraphs.next().copied()?;
        let is_first = children.first() == Some(&first);
        let others_are_lists = children
            .iter()
            .skip(1)
            .all(|child| self.tag(*child).is_some_and(|tag| matches!(tag, Tag::UL | Tag::OL)));
        (is_first && paragraphs.next().is_none() && others_are_lists && id != TOP).then_some(first)
    }
}
