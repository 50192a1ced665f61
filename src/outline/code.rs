//! What highlighters make of code: lines that are elements, and the numbers beside them.

use super::NodeId;
use super::builder::Builder;
use crate::reader::Tag;

/// Classes of what holds lines and stands for a `pre`, each with one of something around it, or its own: of `SyntaxHighlighter`,
/// Crayon and GitHub.
const LINES: [(&str, &str); 3] = [
    ("container", "syntaxhighlighter"),
    ("crayon-pre", "crayon-pre"),
    ("js-file-line-container", "js-file-line-container"),
];
const AROUND_LINES: usize = 8;

/// Classes of what holds the number of a line within it, and of a cell for the numbers of all.
const NUMBER: [&str; 4] = ["lineno", "linenos", "ln", "lnt"];
const NUMBERS: [&str; 3] = ["crayon-nums", "gutter", "linenos"];

/// The cell of the numbers is looked for in so many elements around them.
const AROUND_NUMBERS: usize = 3;

/// The number of a line within it takes fewer bytes, with the space around it.
const LONGEST_NUMBER: usize = 12;

impl Builder {
    /// Whether each line in an element is an element, as in a `pre`.
    pub(super) fn holds_lines(&self, id: NodeId) -> bool {
        LINES
            .iter()
            .any(|(own, outer)| self.outline.is_within(id, 1, own) && self.outline.is_within(id, AROUND_LINES, outer))
    }

    /// Parts a line from the one before it, where only a style would: an element has begun.
    pub(super) fn part_lines(&mut self, id: NodeId) {
        if self.preformatted > 0 && self.outline.is_within(id, 1, "line") {
            let before = self.outline.text.get(self.pending.start..).unwrap_or_default();
            let before = before.trim_end_matches(' ');
            if !before.is_empty() && !before.ends_with('\n') {
                self.outline.text.push('\n');
            }
        }
    }

    /// Takes back the number of a line, which an inline element that ends now has written from a place on.
    pub(super) fn take_back_number(&mut self, id: NodeId, from: usize) {
        if self.preformatted > 0 && self.outline.text.len() < from + LONGEST_NUMBER {
            self.take_back(id, from, &NUMBER);
        }
    }

    /// Takes back the numbers of lines, which are all of a block in a cell of their own.
    pub(super) fn take_back_numbers(&mut self, block: NodeId) {
        let is_cell = |id: &NodeId| self.outline.node(*id).tag == Tag::TD;
        let cell = self.outline.chain(block).take(AROUND_NUMBERS).find(is_cell);
        if let Some(cell) = cell {
            self.take_back(cell, self.pending.start, &NUMBERS);
        }
    }

    #[inline(never)]
    fn take_back(&mut self, holder: NodeId, from: usize, names: &[&str]) {
        let text = self.outline.text.get(from..).unwrap_or_default();
        let is_of_number = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_whitespace();
        if text.bytes().all(is_of_number) && names.iter().any(|name| self.outline.is_within(holder, 1, name)) {
            self.outline.text.truncate(from);
        }
    }
}
