//! A text's lines, grouped to blocks: a line each, but for lines that were broken to fit a width.

use std::borrow::Cow;
use std::ops::Range;

use crate::words::is_ideographic;

/// So many blocks are told apart. Of a text of more lines, the rest is one block.
const MOST_BLOCKS: usize = 1 << 20;

/// A block of text.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its bytes in the text, without the white space around them.
    pub range: Range<usize>,
    /// The lines it stands on, counted from 0.
    pub lines: Range<u32>,
    /// A blank line stands before it.
    pub parted: bool,
}

/// The blocks of a text that hold anything but white space.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut parted, mut start, mut line) = (false, 0, 0_u32);
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let full = blocks.len() == MOST_BLOCKS;
        let (length, end) = if full { (rest.len(), rest.len()) } else { line_of(rest) };
        let content = rest.get(..length).unwrap_or_default();
        let trimmed = content.trim_matches(is_space);
        if trimmed.is_empty() {
            parted = true;
        } else {
            let from = start + content.len() - content.trim_start_matches(is_space).len();
            blocks.push(Block {
                range: from..from + trimmed.len(),
                lines: line..line + 1,
                parted,
            });
            parted = false;
        }
        start += end;
        line = line.saturating_add(1);
        if full {
            break;
        }
    }
    match width(text, &blocks) {
        Some(width) => rejoined(text, &blocks, width),
        None => blocks,
    }
}

/// The length of a text's first line, without and with what ends it.
fn line_of(text: &str) -> (usize, usize) {
    let Some((at, mark)) = text.char_indices().find(|(_, letter)| is_line_end(*letter)) else {
        return (text.len(), text.len());
    };
    let is_pair = mark == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
    (at, at + mark.len_utf8() + usize::from(is_pair))
}

/// Line feed, carriage return, page break, and Unicode's own marks.
fn is_line_end(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// White space, and what is as good as it: marks without width at a line's edges, NUL.
fn is_space(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '\0' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// Widths that mail programs and terminals break lines at, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=100;
/// Fewer pairs of lines prove nothing.
const FEWEST_PAIRS: usize = 4;

/// The width that a text's lines were broken to fit, if they were: none is longer, and most are followed by a word that
/// they had no room for.
fn width(text: &str, blocks: &[Block]) -> Option<usize> {
    let line = |block: &Block| text.get(block.range.clone()).unwrap_or_default();
    // A text of whole paragraphs has a longer line soon.
    let mut width = 0;
    for block in blocks {
        width = width.max(line(block).chars().take(WIDTHS.end() + 1).count());
        if width > *WIDTHS.end() {
            return None;
        }
    }
    if width < *WIDTHS.start() {
        return None;
    }
    let (mut pairs, mut full) = (0_usize, 0_usize);
    for pair in blocks.windows(2) {
        if let [before, after] = pair
            && !after.parted
        {
            pairs += 1;
            full += usize::from(!had_room(line(before), line(after), width));
        }
    }
    (pairs >= FEWEST_PAIRS && full * 3 >= pairs * 2).then_some(width)
}

/// Whether the first word of a line would have fitted on the line before it.
fn had_room(before: &str, after: &str, width: usize) -> bool {
    let word = after.split_whitespace().next().unwrap_or_default();
    before.chars().count() + 1 + word.chars().count() <= width
}

/// Puts together again what was broken to fit a width.
fn rejoined(text: &str, lines: &[Block], width: usize) -> Vec<Block> {
    let line = |block: &Block| text.get(block.range.clone()).unwrap_or_default();
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Block> = None;
    for block in lines {
        match (blocks.last_mut(), before) {
            (Some(last), Some(before)) if !block.parted && !had_room(line(before), line(block), width) => {
                last.range.end = block.range.end;
                last.lines.end = block.lines.end;
            }
            _ => blocks.push(block.clone()),
        }
        before = Some(block);
    }
    blocks
}

/// A block's text, white space folded; lines of Chinese and Japanese that were broken join without a space.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = Gap::None;
    for letter in text.chars() {
        if is_line_end(letter) {
            gap = Gap::Line;
        } else if letter.is_whitespace() || letter == '\0' {
            gap = if gap == Gap::None { Gap::Space } else { gap };
        } else {
            let joins = || is_ideographic(letter) && out.chars().next_back().is_some_and(is_ideographic);
            if gap == Gap::Space || gap == Gap::Line && !joins() {
                out.push(' ');
            }
            gap = Gap::None;
            out.push(letter);
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
}

/// As [`folded`], without a copy where nothing is to be folded.
pub fn plain(text: &str) -> Cow<'_, str> {
    let mut space = false;
    let is_plain = text.chars().all(|letter| {
        let twice = space && letter == ' ';
        space = letter == ' ';
        !twice && (letter == ' ' || letter != '\0' && !letter.is_whitespace())
    });
    if is_plain {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(folded(text))
    }
}
