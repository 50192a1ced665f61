//! Tables of data, and tables that only put things beside each other.

use super::{Content, Document, ItemId};
use crate::article::text::LONGEST_CELL;
use crate::reader::Tag;
use crate::words::count_words;

/// What stands below a picture and has more words is no caption.
const LONGEST_CAPTION: usize = 60;

impl Document<'_> {
    /// The rows of a table, each with its cells.
    pub(super) fn rows(&self, table: ItemId) -> Vec<(ItemId, Vec<ItemId>)> {
        let mut rows = Vec::new();
        for part in self.shown(table) {
            if matches!(self.tag(part), Some(Tag::TBODY | Tag::THEAD | Tag::TFOOT)) {
                rows.extend(self.shown(part).into_iter().map(|row| (row, self.shown(row))));
            }
        }
        rows
    }

    /// Whether a table is there for the layout: of one row or one column, with another table in it, or with cells that hold
    /// more than a cell of data does.
    pub(super) fn is_layout(&self, table: ItemId) -> bool {
        let rows = self.rows(table);
        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let cells = || rows.iter().flat_map(|(_, cells)| cells).copied();
        let has_header = cells().any(|cell| self.tag(cell) == Some(Tag::TH));
        let holds_flow = |cell: ItemId| {
            let children = self.shown(cell);
            let paragraphs = children
                .iter()
                .filter(|child| self.tag(**child) == Some(Tag::P))
                .count();
            let holds = |tags: &[Tag]| {
                children
                    .iter()
                    .any(|child| self.tag(*child).is_some_and(|tag| tags.contains(&tag)))
            };
            holds(&[Tag::TABLE])
                || holds(&[Tag::H2, Tag::FIGURE, Tag::BLOCKQUOTE, Tag::PRE]) && !has_header
                || paragraphs > 1 && !has_header && count_words(&self.text_of(cell)) > LONGEST_CELL as usize / 2
        };
        let is_long = |cell: ItemId| count_words(&self.text_of(cell)) > LONGEST_CELL as usize;
        // A grid of many rows is data, however much its cells hold.
        let is_grid = rows.len() > 2 && rows.iter().all(|(_, cells)| cells.len() == columns);
        let long = cells().filter(|cell| is_long(*cell)).count();
        let is_wordy = if is_grid { long * 2 > cells().count() } else { long > 0 };
        let is_small = columns < 2 || rows.len() < 2 && !has_header;
        is_small || cells().any(holds_flow) || !has_header && is_wordy
    }

    /// Makes a table for the layout what it holds: a figure, where that is a picture with a caption below.
    pub(super) fn unwrap_table(&mut self, table: ItemId) {
        let captioned = self.captioned(table);
        let mut parts = vec![table];
        for part in self.shown(table) {
            match self.tag(part) {
                Some(Tag::TBODY | Tag::THEAD | Tag::TFOOT) => {
                    for row in self.shown(part) {
                        parts.push(row);
                        parts.extend(self.shown(row));
                    }
                    parts.push(part);
                }
                _ => parts.push(part),
            }
        }
        for part in parts {
            self.set(part, Content::Bare);
        }
        if let Some((paragraph, caption)) = captioned {
            self.set(table, Content::Element(Tag::FIGURE, None));
            self.set(paragraph, Content::Bare);
            self.set(caption, Content::Element(Tag::FIGCAPTION, None));
        }
    }

    /// Of a table of two rows, a picture and a short text below it, the picture's paragraph and the text's cell.
    fn captioned(&self, table: ItemId) -> Option<(ItemId, ItemId)> {
        let rows = self.rows(table);
        let [(_, above), (_, below)] = rows.as_slice() else {
            return None;
        };
        let ([above], [below]) = (above.as_slice(), below.as_slice()) else {
            return None;
        };
        let only = |item: ItemId| {
            let shown = self.shown(item);
            if let [only] = shown.as_slice() {
                Some(*only)
            } else {
                None
            }
        };
        let paragraph = only(*above).filter(|only| self.tag(*only) == Some(Tag::P))?;
        let shows = only(paragraph).is_some_and(|only| self.shows_picture(only));
        let words = count_words(&self.text_of(*below));
        let is_caption = only(*below).is_some_and(|only| self.tag(only) == Some(Tag::P));
        (shows && is_caption && self.text_of(*above).trim().is_empty() && words <= LONGEST_CAPTION)
            .then_some((paragraph, *below))
    }
}
