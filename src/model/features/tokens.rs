//! Tokens of a block as hashes: parts of class names and ids around it, words in it and in the heading above it.
//!
//! What each is worth is learned (see `training/`); here they are only told.

use super::Page;
use super::ancestors::levels;
use super::kinds::NodeKinds;
use crate::outline::{AttributeName, NodeId, Span};
use crate::reader::Tag;
use crate::words::is_ideographic;

/// How far from a block an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It holds the block and nothing else.
    Near,
    /// It is one of the two next larger ones.
    Middle,
    /// All else.
    Far,
}

/// Takes the tokens of a block.
pub trait TokenHashes {
    /// An element around the block.
    fn element(&mut self, level: Level, id: NodeId, kinds: &NodeKinds);
    /// The block's text.
    fn text(&mut self, text: &str);
    /// The address of a link in the block.
    fn link(&mut self, address: &str);
    /// The heading above the block, if it has one, and its place.
    fn heading(&mut self, heading: Option<(usize, &str)>);
}

/// Tells of the tokens of one block, of which `heading` is the heading.
pub fn of_block(
    page: &Page<'_>,
    kinds: &NodeKinds,
    place: usize,
    heading: Option<usize>,
    tokens: &mut impl TokenHashes,
) {
    let Some(block) = page.blocks().get(place) else {
        return;
    };
    for (id, level) in levels(page, block.node) {
        let level = match level {
            0 => Level::Near,
            1 | 2 => Level::Middle,
            _ => Level::Far,
        };
        tokens.element(level, id, kinds);
    }
    tokens.text(page.outline.text(block));
    let is_link = |span: &&Span| page.outline.node(span.node).tag == Tag::A;
    for link in page.outline.spans(block).iter().filter(is_link).take(MOST_LINKS) {
        tokens.link(
            page.outline
                .attribute(link.node, AttributeName::Href)
                .unwrap_or_default(),
        );
    }
    let block_of = |heading: usize| {
        page.blocks()
            .get(heading)
            .map(|block| (heading, page.outline.text(block)))
    };
    tokens.heading(heading.and_then(block_of));
}

/// Words of a text by the hash of their lower case; a Chinese or Japanese letter is a word.
pub fn word_hashes(text: &str) -> impl Iterator<Item = u32> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut word = Hash::default();
        let mut digits = 0;
        let mut any = false;
        while let Some(byte) = text.as_bytes().get(at).copied() {
            if byte.is_ascii() {
                at += 1;
                if byte.is_ascii_alphabetic() {
                    word.byte(byte.to_ascii_lowercase());
                    any = true;
                } else if byte.is_ascii_digit() {
                    // Numbers differ; how long they are says what they are.
                    if digits < 4 {
                        word.byte(b'#');
                    }
                    digits += 1;
                    any = true;
                } else if any {
                    return Some(word.finish());
                }
                continue;
            }
            let letter = text.get(at..)?.chars().next()?;
            let is_whole = is_ideographic(letter);
            if is_whole && any {
                return Some(word.finish());
            }
            at += letter.len_utf8();
            if is_whole {
                word.letter(letter);
                return Some(word.finish());
            }
            if letter.is_alphanumeric() {
                letter.to_lowercase().for_each(|lower| word.letter(lower));
                any = true;
            } else if any {
                return Some(word.finish());
            }
        }
        any.then(|| word.finish())
    })
}

/// Words at the start of a text that count singly, and in pairs; words at its end that count singly.
const FIRST_WORDS: usize = 16;
const FIRST_PAIRS: usize = 10;
const LAST_WORDS: usize = 8;
/// A text of at most so many words counts as a whole too.
const WHOLE: usize = 5;

/// Tells of the tokens of a block's text: what captions, bylines, teasers and notices begin and end with.
pub fn of_text(text: &str, mut tell: impl FnMut(u32)) {
    let mut first = [0_u32; FIRST_WORDS];
    let mut count = 0;
    // Long texts are not read through: their middle is prose.
    let mut start = word_hashes(text);
    for (slot, hash) in first.iter_mut().zip(&mut start) {
        *slot = hash;
        count += 1;
    }
    let first = first.get(..count).unwrap_or_default();
    for hash in first {
        tell(joined(b'w', &[*hash]));
    }
    for pair in first.get(..count.min(FIRST_PAIRS)).unwrap_or_default().windows(2) {
        tell(joined(b'b', pair));
    }
    if let Some(word) = first.first() {
        tell(joined(b'f', &[*word]));
    }
    if count <= WHOLE && count > 0 {
        tell(joined(b'x', first));
    }
    if start.next().is_some() {
        let mut last = [0_u32; LAST_WORDS];
        let mut ends = 0;
        for (slot, hash) in last.iter_mut().zip(word_hashes(tail(text)).skip(1)) {
            *slot = hash;
            ends += 1;
        }
        for hash in last.get(..ends).unwrap_or_default() {
            tell(joined(b'e', &[*hash]));
        }
    } else if let Some(word) = first.last() {
        tell(joined(b'l', &[*word]));
    }
}

/// Tells of the tokens of a heading above a block.
pub fn of_heading(text: &str, mut tell: impl FnMut(u32)) {
    let mut words = [0_u32; FIRST_WORDS];
    let mut count = 0;
    for (slot, hash) in words.iter_mut().zip(word_hashes(text)) {
        *slot = hash;
        count += 1;
    }
    let words = words.get(..count).unwrap_or_default();
    for hash in words {
        tell(joined(b'w', &[*hash]));
    }
    for pair in words.windows(2) {
        tell(joined(b'b', pair));
    }
    if count <= WHOLE {
        tell(joined(b'x', words));
    }
}

/// Links of a block whose addresses are told of, and the words of one.
const MOST_LINKS: usize = 3;
const MOST_LINK_PARTS: usize = 8;
/// Bytes of an address that are looked at.
const LONGEST_ADDRESS: usize = 120;

/// Tells of the tokens of a link's address: the words in it.
pub fn of_address(address: &str, mut tell: impl FnMut(u32)) {
    let address = address.get(..LONGEST_ADDRESS).unwrap_or(address);
    let address = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    let mut told = 0;
    parts(address, |part| {
        if told < MOST_LINK_PARTS {
            let mut hash = Hash::of(b'u');
            part.bytes().for_each(|byte| hash.byte(byte.to_ascii_lowercase()));
            tell(hash.token());
            told += 1;
        }
    });
}

/// Bytes of the end of a long text that are looked at.
const TAIL: usize = 60;

fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(TAIL);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..).unwrap_or_default()
}

/// Tells of the tokens of a class, `#id` or `[name=value]`: the whole of it unless it is generated, and its parts.
pub fn of_name(name: &str, mut tell: impl FnMut(u32)) {
    let mut whole = Hash::of(b'c');
    let (mut digits, mut most_digits) = (0, 0);
    for byte in name.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        most_digits = most_digits.max(digits);
        whole.byte(byte.to_ascii_lowercase());
    }
    if most_digits < 3 {
        tell(whole.token());
    }
    if !name.starts_with('[') {
        parts(name, |part| tell(hash_of_part(part)));
    }
}

/// The token of a word in a class or id, without case.
pub fn hash_of_part(part: &str) -> u32 {
    let mut hash = Hash::of(b's');
    part.bytes().for_each(|byte| hash.byte(byte.to_ascii_lowercase()));
    hash.token()
}

/// The token of an element's name.
pub fn of_element(name: &str) -> u32 {
    let mut hash = Hash::of(b't');
    name.bytes().for_each(|byte| hash.byte(byte));
    hash.token()
}

/// The words a name is made of: `articleBody-main_2` has `article`, `Body`, `main`.
pub fn parts<'n>(name: &'n str, mut tell: impl FnMut(&'n str)) {
    let bytes = name.as_bytes();
    let mut start = 0;
    let mut was_lower = false;
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let ends = !byte.is_ascii_alphabetic() || was_lower && byte.is_ascii_uppercase();
        if ends {
            if let Some(part) = name.get(start..at).filter(|part| part.len() > 1) {
                tell(part);
            }
            start = if byte.is_ascii_alphabetic() { at } else { at + 1 };
        }
        was_lower = byte.is_ascii_lowercase();
    }
}

fn joined(family: u8, words: &[u32]) -> u32 {
    let mut hash = Hash::of(family);
    for word in words {
        word.to_le_bytes().into_iter().for_each(|byte| hash.byte(byte));
    }
    hash.token()
}

/// FNV-1a of 32 bits.
struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Hash {
    fn of(family: u8) -> Self {
        let mut hash = Self::default();
        hash.byte(family);
        hash
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    fn letter(&mut self, letter: char) {
        letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.byte(byte));
    }

    fn finish(&self) -> u32 {
        self.0
    }

    /// Of 24 bits, which is enough to tell a page's tokens apart from the few thousand that are known.
    fn token(&self) -> u32 {
        (self.0 ^ self.0 >> 24) & 0x00ff_ffff
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<u32> {
        let mut hashes = Vec::new();
        of_text(text, |hash| hashes.push(hash));
        hashes
    }

    #[test]
    fn names_come_apart() {
        let mut found = Vec::new();
        parts("articleBody-main_2 #fooBar", |part| found.push(part));
        assert_eq!(found, ["article", "Body", "main", "foo", "Bar"]);
    }

    #[test]
    fn words_are_told_without_case_in_any_script() {
        assert_eq!(told("Read More"), told("read more"));
        assert_eq!(
            told("\u{427}\u{418}\u{422}\u{410}\u{419}"),
            told("\u{447}\u{438}\u{442}\u{430}\u{439}")
        );
        assert_eq!(word_hashes("相关新闻").count(), 4);
        assert_eq!(word_hashes("a1 b22, c").count(), 3);
        assert_eq!(told(""), Vec::<u32>::new());
    }

    #[test]
    fn long_texts_have_as_few_tokens_as_middling_ones() {
        let long = "rain ".repeat(10_000);
        assert!(told(&long).len() < 40);
        let end = "\u{96e8}".repeat(500);
        assert!(told(&end).len() < 60);
    }
}
