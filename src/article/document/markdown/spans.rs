//! The inside of a line of Markdown: emphasis, code, links, and text between them.
//!
//! A run of `*` opens or closes emphasis by the characters around it (`CommonMark` § 6.2). Where these do not allow it, as in
//! languages that put no spaces between words, the character outside is written as a reference: its `&` and `;` do.

use std::fmt::Write as _;

use super::super::{Content, ItemId, TOP};
use super::escape::{Line, is_letter, push_destination, push_escaped, refer_to_brackets, refer_to_dollars};
use super::{Writer, tex};
use crate::reader::Tag;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Paragraph,
    /// As a paragraph, in strong emphasis as a whole.
    Strong,
    /// A heading's, which has one line only.
    Line,
    /// In a table.
    Cell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Emphasis,
    Strong,
    Strike,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    /// Markdown that is written already: code, a picture, the parts of a link.
    Ready(String),
    /// TeX between dollar signs.
    Formula(String),
    Open(Mark),
    Close(Mark),
}

impl Writer<'_, '_> {
    /// Writes items that follow each other in a line; hard line breaks are line feeds.
    pub(super) fn inline(&self, ids: &[ItemId], place: Place) -> String {
        let mut pieces = Vec::new();
        if place == Place::Strong {
            pieces.push(Piece::Open(Mark::Strong));
        }
        for id in ids {
            if *id == TOP {
                pieces.push(Piece::Text(" ".to_owned()));
            } else {
                self.collect(*id, place, false, &mut pieces);
            }
        }
        if place == Place::Strong {
            pieces.push(Piece::Close(Mark::Strong));
        }
        let pieces = tidied(pieces);
        write(&pieces, place, self.has_formulas)
    }

    fn collect(&self, id: ItemId, place: Place, in_link: bool, pieces: &mut Vec<Piece>) {
        let document = self.document;
        let all = |pieces: &mut Vec<Piece>, in_link| {
            for child in document.shown(id) {
                self.collect(child, place, in_link, pieces);
            }
        };
        match document.content(id) {
            Content::Text(text) => pieces.push(Piece::Text(text.to_string())),
            Content::Link(address) => {
                pieces.push(Piece::Ready("[".to_owned()));
                all(pieces, true);
                let mut end = String::from("](");
                push_destination(&mut end, address);
                end.push(')');
                pieces.push(Piece::Ready(end));
            }
            Content::Reference(number, _) => pieces.push(Piece::Ready(format!("[^{number}]"))),
            Content::Return(_) => {}
            Content::Picture(picture) => {
                let mut image = String::from("![");
                push_escaped(
                    &mut image,
                    &picture.alt,
                    Line {
                        is_start: false,
                        in_link: true,
                        in_table: place == Place::Cell,
                    },
                );
                image.push_str("](");
                push_destination(&mut image, &picture.address);
                if !picture.title.is_empty() {
                    let title = picture
                        .title
                        .replace('\\', "\\\\")
                        .replace('"', "\\\"")
                        .replace('&', "&amp;")
                        .replace('|', "\\|");
                    let _ = write!(image, " \"{title}\"");
                }
                image.push(')');
                pieces.push(Piece::Ready(image));
            }
            Content::Player(tag, player) => {
                let address = player.sources.first().map_or("", String::as_str);
                let mut link = String::from(if *tag == Tag::AUDIO { "[Audio](" } else { "[Video](" });
                push_destination(&mut link, address);
                link.push(')');
                pieces.push(Piece::Ready(link));
            }
            Content::Formula(formula) => match tex::formula(formula, place, in_link) {
                Some(tex) => pieces.push(Piece::Formula(tex)),
                None => all(pieces, in_link),
            },
            Content::Element(Tag::CODE | Tag::KBD | Tag::SAMP, _) => self.collect_code(id, place, in_link, pieces),
            Content::Element(Tag::STRONG, _) if place != Place::Strong => {
                marked(Mark::Strong, pieces, |pieces| all(pieces, in_link));
            }
            Content::Element(Tag::EM, _) => marked(Mark::Emphasis, pieces, |pieces| all(pieces, in_link)),
            Content::Element(Tag::S | Tag::DEL, _) => marked(Mark::Strike, pieces, |pieces| all(pieces, in_link)),
            Content::Element(tag @ (Tag::SUP | Tag::SUB), _) => match raised(&document.text_of(id), *tag == Tag::SUP) {
                Some(raised)
                    if document
                        .children(id)
                        .all(|child| matches!(document.content(child), Content::Text(_))) =>
                {
                    pieces.push(Piece::Text(raised));
                }
                _ => all(pieces, in_link),
            },
            Content::Element(Tag::Q, _) => {
                pieces.push(Piece::Text("\u{201c}".to_owned()));
                all(pieces, in_link);
                pieces.push(Piece::Text("\u{201d}".to_owned()));
            }
            _ => all(pieces, in_link),
        }
    }

    /// Code, within which nothing but text can be: a link goes around the code instead, and a picture beside it.
    fn collect_code(&self, id: ItemId, place: Place, in_link: bool, pieces: &mut Vec<Piece>) {
        let mut text = String::new();
        for child in self.document.shown(id) {
            match self.document.content(child) {
                Content::Link(address) if !in_link => {
                    push_code(&std::mem::take(&mut text), place, pieces);
                    pieces.push(Piece::Ready("[".to_owned()));
                    self.collect_code(child, place, true, pieces);
                    let mut end = String::from("](");
                    push_destination(&mut end, address);
                    end.push(')');
                    pieces.push(Piece::Ready(end));
                }
                Content::Picture(_) | Content::Player(..) => {
                    push_code(&std::mem::take(&mut text), place, pieces);
                    self.collect(child, place, in_link, pieces);
                }
                _ => text.push_str(&self.document.text_of(child)),
            }
        }
        push_code(&text, place, pieces);
    }
}

fn marked(mark: Mark, pieces: &mut Vec<Piece>, inside: impl FnOnce(&mut Vec<Piece>)) {
    pieces.push(Piece::Open(mark));
    inside(pieces);
    pieces.push(Piece::Close(mark));
}

/// A code span: more backticks than it holds, white space outside.
fn push_code(text: &str, place: Place, pieces: &mut Vec<Piece>) {
    let text = text.replace(['\n', '\t'], " ");
    let code = text.trim();
    if text.starts_with(char::is_whitespace) {
        pieces.push(Piece::Text(" ".to_owned()));
    }
    if !code.is_empty() {
        let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        let code = if place == Place::Cell {
            code.replace('|', "\\|")
        } else {
            code.to_owned()
        };
        // Code that follows code would lengthen its fence.
        if matches!(pieces.last(), Some(Piece::Ready(before)) if before.ends_with('`')) {
            pieces.push(Piece::Text(" ".to_owned()));
        }
        pieces.push(Piece::Ready([&fence, space, &code, space, &fence].concat()));
    }
    if text.ends_with(char::is_whitespace) {
        pieces.push(Piece::Text(" ".to_owned()));
    }
}

/// Raised or lowered figures, if there is a character for each.
fn raised(text: &str, up: bool) -> Option<String> {
    const PLAIN: &str = "0123456789+-=()n";
    const UP: &str = "\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}\u{207a}\u{207b}\u{207c}\u{207d}\u{207e}\u{207f}";
    const DOWN: &str = "\u{2080}\u{2081}\u{2082}\u{2083}\u{2084}\u{2085}\u{2086}\u{2087}\u{2088}\u{2089}\u{208a}\u{208b}\u{208c}\u{208d}\u{208e}\u{2099}";
    let of = if up { UP } else { DOWN };
    text.chars()
        .map(|letter| {
            PLAIN
                .chars()
                .position(|plain| plain == letter)
                .and_then(|place| of.chars().nth(place))
        })
        .collect()
}

/// Puts white space outside of emphasis, joins emphasis that follows its like, and drops what is empty.
fn tidied(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut tidy: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Text(text) => push_text(&mut tidy, &text),
            Piece::Open(mark) => match tidy.last() {
                Some(Piece::Close(last)) if *last == mark => {
                    tidy.pop();
                }
                _ => tidy.push(Piece::Open(mark)),
            },
            Piece::Close(mark) => {
                let space = take_trailing_space(&mut tidy);
                if matches!(tidy.last(), Some(Piece::Open(last)) if *last == mark) {
                    tidy.pop();
                } else {
                    tidy.push(Piece::Close(mark));
                }
                if !space.is_empty() {
                    push_text(&mut tidy, &space);
                }
            }
            ready @ (Piece::Ready(_) | Piece::Formula(_)) => tidy.push(ready),
        }
    }
    tidy
}

/// Adds text; white space that would stand first in emphasis goes before it.
fn push_text(tidy: &mut Vec<Piece>, text: &str) {
    let rest = text.trim_start();
    let space = text.get(..text.len() - rest.len()).unwrap_or_default();
    let opened = tidy
        .iter()
        .rev()
        .take_while(|piece| matches!(piece, Piece::Open(_)))
        .count();
    if opened > 0 && !space.is_empty() {
        let place = tidy.len() - opened;
        tidy.insert(place, Piece::Text(space.to_owned()));
        if !rest.is_empty() {
            tidy.push(Piece::Text(rest.to_owned()));
        }
        return;
    }
    match tidy.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => tidy.push(Piece::Text(text.to_owned())),
    }
}

fn take_trailing_space(tidy: &mut Vec<Piece>) -> String {
    let Some(Piece::Text(text)) = tidy.last_mut() else {
        return String::new();
    };
    let kept = text.trim_end().len();
    let space = text.split_off(kept);
    if text.is_empty() {
        tidy.pop();
    }
    space
}

/// Writes the pieces of a line.
fn write(pieces: &[Piece], place: Place, has_formulas: bool) -> String {
    let mut out = String::new();
    // The next character must be punctuation for the mark before it to close.
    let mut as_reference = false;
    let mut links = 0_usize;
    let mut emphasis: Vec<char> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let after = pieces.get(at + 1..).unwrap_or_default();
        match piece {
            Piece::Text(text) => {
                let text = if place == Place::Line || place == Place::Cell {
                    &text.replace('\n', " ")
                } else {
                    text
                };
                let mut text: &str = if out.is_empty() { text.trim_start() } else { text };
                if after.is_empty() {
                    text = text.trim_end();
                }
                if std::mem::take(&mut as_reference)
                    && let Some(first) = text.chars().next()
                {
                    let _ = write!(out, "&#{};", u32::from(first));
                    text = text.get(first.len_utf8()..).unwrap_or_default();
                }
                let line = Line {
                    is_start: out.is_empty() && matches!(place, Place::Paragraph | Place::Strong),
                    in_link: links > 0,
                    in_table: place == Place::Cell,
                };
                let start = out.len();
                push_escaped(&mut out, text, line);
                if has_formulas {
                    refer_to_dollars(&mut out, start);
                    refer_to_brackets(&mut out, start);
                }
                let before_bracket = matches!(after.first(), Some(Piece::Ready(next)) if next.starts_with('['));
                if out.ends_with('!') && before_bracket {
                    out.insert(out.len() - 1, '\\');
                }
            }
            Piece::Ready(ready) => {
                as_reference = false;
                // The text of a link begins.
                if ready == "[" {
                    links += 1;
                } else if ready.starts_with("](") {
                    links = links.saturating_sub(1);
                }
                let start = out.len();
                out.push_str(ready);
                // In code nothing begins a formula, and nothing is a reference.
                if has_formulas && !ready.starts_with('`') {
                    refer_to_dollars(&mut out, start);
                }
            }
            Piece::Formula(tex) => {
                // Beside a digit, a dollar sign is one.
                if out.as_bytes().last().is_some_and(u8::is_ascii_digit) {
                    refer_to_last(&mut out);
                } else if out.ends_with('$') {
                    out.push(' ');
                }
                out.push_str(tex);
                as_reference = first_of(after).is_some_and(|next| next.is_ascii_digit());
            }
            Piece::Open(mark) => {
                let sign = sign_of(*mark, &out, after);
                if !opens(sign, out.chars().next_back(), first_of(after)) {
                    refer_to_last(&mut out);
                }
                emphasis.push(sign);
                push_sign(&mut out, *mark, sign);
            }
            Piece::Close(mark) => {
                let sign = emphasis.pop().unwrap_or('*');
                let before = out.chars().next_back();
                push_sign(&mut out, *mark, sign);
                as_reference = !opens(sign, first_of(after), before);
            }
        }
    }
    out
}

fn push_sign(out: &mut String, mark: Mark, sign: char) {
    out.push(sign);
    if mark != Mark::Emphasis {
        out.push(sign);
    }
}

/// The sign for a mark that opens here: emphasis beside strong emphasis takes the other one.
fn sign_of(mark: Mark, out: &str, after: &[Piece]) -> char {
    if mark == Mark::Strike {
        return '~';
    }
    if mark == Mark::Strong {
        return '*';
    }
    let mut depth = 0_usize;
    for (at, piece) in after.iter().enumerate() {
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close(_) if depth > 0 => depth -= 1,
            Piece::Close(_) => {
                let next = after.get(at + 1);
                let beside = matches!(next, Some(Piece::Open(Mark::Strong) | Piece::Close(Mark::Strong)));
                return if beside || out.ends_with('*') { '_' } else { '*' };
            }
            _ => {}
        }
    }
    '*'
}

/// Whether a sign opens between these characters; whether it closes, if they are given the other way round.
fn opens(sign: char, outside: Option<char>, inside: Option<char>) -> bool {
    let outside_parts = outside.is_none_or(|letter| letter.is_whitespace() || letter.is_ascii_punctuation());
    let inside_is_letter = inside.is_some_and(is_letter);
    outside_parts || inside_is_letter && sign != '_'
}

/// The first character of what follows, as it will be written.
fn first_of(after: &[Piece]) -> Option<char> {
    match after.first()? {
        Piece::Text(text) | Piece::Ready(text) | Piece::Formula(text) => text.chars().next(),
        Piece::Open(Mark::Strike) | Piece::Close(Mark::Strike) => Some('~'),
        Piece::Open(_) | Piece::Close(_) => Some('*'),
    }
}

/// Writes the last character as a reference.
fn refer_to_last(out: &mut String) {
    if let Some(last) = out.pop() {
        let _ = write!(out, "&#{};", u32::from(last));
    }
}
