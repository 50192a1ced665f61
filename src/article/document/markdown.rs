//! The tree as Markdown: `CommonMark`, with GitHub's tables, strikethrough and formulas.

use std::fmt::Write as _;

use super::{Content, Document, Item, ItemId, TOP};
use crate::outline::{make_room, trim};
use crate::reader::Tag;

mod escape;
mod spans;
mod tex;

impl Document<'_> {
    /// The document as Markdown.
    pub fn markdown(&self) -> String {
        let has_tex = |item: &Item<'_>| matches!(&item.content, Content::Formula(formula) if !formula.tex.is_empty());
        let mut writer = Writer {
            document: self,
            has_formulas: self.items.iter().any(has_tex),
            out: self.room(),
            prefix: String::new(),
        };
        writer.blocks(TOP);
        trim(&mut writer.out);
        writer.out
    }
}

/// Writes blocks one after the other.
struct Writer<'d, 'o> {
    document: &'d Document<'o>,
    /// A dollar sign begins and ends formulas here.
    has_formulas: bool,
    out: String,
    /// What each line begins with: the marks of quotations, the indents of items.
    prefix: String,
}

impl Writer<'_, '_> {
    /// Writes an item's children as blocks.
    fn blocks(&mut self, id: ItemId) {
        let children = self.document.shown(id);
        // Lists of the same sort that follow each other would be one.
        let mut last_list: Option<(bool, bool)> = None;
        let mut rest = children.as_slice();
        let mut is_first = true;
        while let Some(first) = rest.first().copied() {
            let inline = rest.iter().take_while(|id| self.is_inline(**id)).count();
            let (now, after) = rest.split_at(inline.max(1));
            rest = after;
            let before = self.out.len();
            if !is_first {
                self.blank_line();
            }
            let start = self.out.len();
            if let Some(number) = self.document.notes.get(&first) {
                let outer = self.prefix.len();
                // Writing to a string cannot fail.
                let _ = write!(self.out, "[^{number}]: ");
                self.prefix.push_str("    ");
                self.block(first);
                self.prefix.truncate(outer);
                is_first = false;
                last_list = None;
                continue;
            }
            let list = match self.document.content(first) {
                Content::List(number) => {
                    let is_numbered = number.is_some();
                    let other = last_list.is_some_and(|(numbered, other)| numbered == is_numbered && !other);
                    self.list(first, *number, other);
                    Some((is_numbered, other))
                }
                _ if inline > 0 => {
                    self.paragraph(now);
                    None
                }
                _ => {
                    self.block(first);
                    None
                }
            };
            if self.out.len() == start {
                self.out.truncate(before);
            } else {
                is_first = false;
                last_list = list;
            }
        }
    }

    fn is_inline(&self, id: ItemId) -> bool {
        match self.document.content(id) {
            Content::Text(_)
            | Content::Link(_)
            | Content::Reference(..)
            | Content::Return(_)
            | Content::Formula(_)
            | Content::Picture(_)
            | Content::Player(..) => true,
            Content::Element(tag, _) => !tag.is_block(),
            _ => false,
        }
    }

    /// Makes room for a text and what stands around it.
    fn make_room(&mut self, text: &str) {
        make_room(&mut self.out, text.len() + self.prefix.len() + 64);
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    fn blank_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(self.prefix.trim_end());
        self.line();
    }

    fn paragraph(&mut self, ids: &[ItemId]) {
        let line = self.inline(ids, spans::Place::Paragraph);
        self.push_lines(&line);
    }

    /// Adds text of several lines.
    fn push_lines(&mut self, text: &str) {
        self.make_room(text);
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.line();
            }
            self.out.push_str(line);
        }
    }

    fn block(&mut self, id: ItemId) {
        match self.document.content(id) {
            Content::Heading(level) => {
                let line = self.inline(&self.document.shown(id), spans::Place::Line);
                if !line.is_empty() {
                    for _ in 0..*level {
                        self.out.push('#');
                    }
                    self.out.push(' ');
                    self.make_room(&line);
                    self.out.push_str(&line);
                    // A sign at the end would be taken for the heading's closing one.
                    if line.ends_with('#') && !line.ends_with("\\#") {
                        self.out.insert(self.out.len() - 1, '\\');
                    }
                }
            }
            Content::Code(language) => self.code(id, language.as_deref()),
            Content::Element(Tag::P, _) => {
                let ids = self.document.shown(id);
                self.paragraph(&ids);
            }
            Content::Element(Tag::HR, _) => self.out.push_str("***"),
            Content::Element(Tag::BLOCKQUOTE, _) => self.indented("> ", "> ", id),
            Content::Element(Tag::TABLE, _) => self.table(id),
            Content::Element(Tag::DT | Tag::SUMMARY, _) if self.document.is_line(id) => {
                let line = self.inline(&self.document.leaves(id), spans::Place::Strong);
                self.push_lines(&line);
            }
            _ => self.blocks(id),
        }
    }

    /// Writes what an item holds, its first line after one mark and the others after another.
    fn indented(&mut self, first: &str, others: &str, id: ItemId) {
        let before = self.out.len();
        self.out.push_str(first);
        let start = self.out.len();
        let outer = self.prefix.len();
        self.prefix.push_str(others);
        self.blocks(id);
        self.prefix.truncate(outer);
        if self.out.len() == start {
            self.out.truncate(before);
        }
    }

    fn list(&mut self, id: ItemId, number: Option<u16>, other: bool) {
        let items = self.document.shown(id);
        let is_tight = items.iter().all(|item| {
            let children = self.document.shown(*item);
            self.document.lone_paragraph(*item).is_some()
                || children.iter().all(|child| self.is_inline(*child))
                || children.len() == 1
        });
        let (mut next, mut other) = (number.unwrap_or(0), other);
        let mut is_first = true;
        for item in items {
            let before = self.out.len();
            let own = self.document.number(item).unwrap_or(next);
            // Only the first item's number counts: where another one is out of line, a list of the other sort begins.
            let begins_anew = number.is_some() && own != next;
            other ^= begins_anew;
            next = own.saturating_add(1);
            if !is_first && is_tight && !begins_anew && !self.document.notes.contains_key(&item) {
                self.line();
            } else if !is_first {
                self.blank_line();
            }
            let note = self.document.notes.get(&item);
            let marker = match (number, other) {
                _ if note.is_some() => format!("[^{}]: ", note.copied().unwrap_or_default()),
                (Some(_), false) => format!("{own}. "),
                (Some(_), true) => format!("{own}) "),
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
            };
            let start = self.out.len();
            let indent = " ".repeat(if note.is_some() { 4 } else { marker.len() });
            let outer = self.prefix.len();
            self.out.push_str(&marker);
            self.prefix.push_str(&indent);
            let content = self.out.len();
            if is_tight && let Some(lone) = self.document.lone_paragraph(item) {
                let ids = self.document.shown(lone);
                self.paragraph(&ids);
                for child in self.document.shown(item).into_iter().skip(1) {
                    if let Content::List(number) = self.document.content(child) {
                        self.line();
                        self.list(child, *number, false);
                    }
                }
            } else {
                self.blocks(item);
            }
            self.prefix.truncate(outer);
            if self.out.len() == content {
                self.out.truncate(if is_first { start } else { before });
            } else {
                is_first = false;
            }
        }
    }

    /// Writes preformatted text between fences longer than any run of backticks in it.
    fn code(&mut self, id: ItemId, language: Option<&str>) {
        let text = self.document.text_of(id);
        self.make_room(&text);
        let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        self.out.push_str(&fence);
        self.out.push_str(language.unwrap_or_default());
        for line in text.trim_end_matches('\n').split('\n') {
            self.line();
            self.out.push_str(line);
        }
        self.line();
        self.out.push_str(&fence);
    }

    /// Writes a table: cells that span others leave these empty.
    fn table(&mut self, id: ItemId) {
        let caption = self
            .document
            .shown(id)
            .into_iter()
            .find(|part| self.document.tag(*part) == Some(Tag::CAPTION));
        if let Some(caption) = caption {
            let before = self.out.len();
            self.blocks(caption);
            if self.out.len() > before {
                self.blank_line();
            }
        }
        let mut lines: Vec<Vec<String>> = Vec::new();
        // Of each column, how many rows a cell from above still takes.
        let mut taken: Vec<u16> = Vec::new();
        let mut has_header = false;
        for (row, cells) in self.document.rows(id) {
            let is_header = cells.iter().all(|cell| self.document.tag(*cell) == Some(Tag::TH))
                || self.document.tag(self.document.parent(row)) == Some(Tag::THEAD);
            has_header |= is_header && lines.is_empty();
            let mut line: Vec<String> = Vec::new();
            for cell in cells {
                while line.len() < MOST_COLUMNS
                    && let Some(left) = taken.get_mut(line.len()).filter(|left| **left > 0)
                {
                    *left -= 1;
                    line.push(String::new());
                }
                let (columns, rows) = match self.document.content(cell) {
                    Content::Cell(_, columns, rows) => (*columns, *rows),
                    _ => (1, 1),
                };
                let text = self.inline(&self.document.leaves(cell), spans::Place::Cell);
                let room = MOST_COLUMNS.saturating_sub(line.len()).max(1);
                for column in 0..usize::from(columns).min(room) {
                    if line.len() < MOST_COLUMNS && taken.len() <= line.len() {
                        taken.resize(line.len() + 1, 0);
                    }
                    if let Some(left) = taken.get_mut(line.len()) {
                        *left = rows.saturating_sub(1);
                    }
                    line.push(if column == 0 { text.clone() } else { String::new() });
                }
            }
            for left in taken.iter_mut().skip(line.len()) {
                *left = left.saturating_sub(1);
            }
            lines.push(line);
        }
        let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
        if !has_header {
            lines.insert(0, Vec::new());
        }
        for (place, line) in lines.iter().enumerate() {
            if place > 0 {
                self.line();
            }
            // Cells that a row lacks at its end are empty to a parser; only the first row has to be whole.
            self.row(line, if place == 0 { columns } else { line.len().max(1) });
            if place == 0 {
                self.line();
                self.out.push('|');
                for _ in 0..columns {
                    self.out.push_str(" --- |");
                }
            }
        }
    }

    fn row(&mut self, cells: &[String], columns: usize) {
        self.out.push('|');
        for column in 0..columns {
            let cell = cells.get(column).map_or("", String::as_str);
            self.make_room(cell);
            // Writing to a string cannot fail.
            let _ = write!(self.out, " {cell} |");
        }
    }
}

/// Cells span columns and rows up to this column: empty ones must not make a row of a thousand, and each row a longer one.
const MOST_COLUMNS: usize = 50;

impl Document<'_> {
    /// Whether what an item holds can be written as one line: code and tables cannot.
    fn is_line(&self, id: ItemId) -> bool {
        let is_of_line = |child: ItemId| !matches!(self.tag(child), Some(Tag::PRE | Tag::TABLE));
        self.shown(id).into_iter().all(is_of_line)
    }

    /// What a cell or a term holds, as one line: the inside of its paragraphs, with what parts them.
    fn leaves(&self, id: ItemId) -> Vec<ItemId> {
        let mut leaves = Vec::new();
        let mut waiting: Vec<ItemId> = self.shown(id).into_iter().rev().collect();
        while let Some(id) = waiting.pop() {
            let tag = self.tag(id);
            if !tag.is_some_and(Tag::is_block) {
                leaves.push(id);
                continue;
            }
            if matches!(tag, Some(Tag::P | Tag::PRE)) && !leaves.is_empty() {
                leaves.push(TOP);
            }
            waiting.extend(self.shown(id).into_iter().rev());
        }
        leaves
    }
}
