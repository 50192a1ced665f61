//! What a block's own text says.

use super::{Row, flag, share_of_words};
use crate::outline::{Block, Outline};
use crate::reader::Tag;
use crate::words::{ends_sentence, is_comma, is_sentence_end};

/// Longer texts are no line that tells a date or a price, in code points.
const LONGEST_DATE: u32 = 120;
const LONGEST_PRICE: u32 = 200;

/// Counts and shares of one block's text.
pub struct TextFacts {
    pub words: u32,
    pub link_density: f32,
    pub commas: u32,
    pub price: bool,
    pub date: bool,
    pub questions: u32,
    pub not_ascii: f32,
    sentences: u32,
    bytes: u32,
    separators: u32,
    quotes: u32,
    lines: u32,
    ends_link: bool,
    inner: u8,
}

impl TextFacts {
    pub fn of(outline: &Outline, block: &Block) -> Self {
        let text = outline.text(block);
        let mut counts = Counts::default();
        let mut rest = text;
        loop {
            let plain = rest
                .bytes()
                .position(|byte| !byte.is_ascii_alphabetic() && byte != b' ');
            let (plain, other) = rest.split_at(plain.unwrap_or(rest.len()));
            counts.add_plain(plain);
            let mut letters = other.chars();
            let Some(letter) = letters.next() else { break };
            counts.add(letter);
            rest = letters.as_str();
        }
        let inline = Inline::of(outline, block, text.len());
        Self {
            words: block.words,
            link_density: share_of_words(block.link_words, block.words),
            commas: counts.commas,
            price: counts.digits > 0 && counts.all < LONGEST_PRICE && is_price(text),
            date: counts.digits > 0 && counts.all < LONGEST_DATE && is_date(text),
            questions: counts.questions,
            not_ascii: share_of_words(counts.not_ascii, counts.all),
            sentences: counts.sentence_ends + u32::from(ends_sentence(text)),
            bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
            separators: counts.separators,
            quotes: counts.quotes,
            lines: counts.lines,
            ends_link: inline.ends_link,
            inner: inline.inner,
        }
    }

    pub fn put(&self, row: &mut impl Row) {
        row.put("words", self.words as f32);
        row.put("bytes", self.bytes as f32);
        row.put("link_density", self.link_density);
        row.put("commas", self.commas as f32);
        row.put("sentences", self.sentences as f32);
        row.put("words_a_sentence", self.words as f32 / self.sentences.max(1) as f32);
        row.put("separators", self.separators as f32);
        row.put("quotes", self.quotes as f32);
        row.put("lines", self.lines as f32);
        row.put("ends_link", flag(self.ends_link));
        row.put("inner", f32::from(self.inner));
    }
}

/// Counts of a text's code points.
#[derive(Default)]
struct Counts {
    all: u32,
    digits: u32,
    not_ascii: u32,
    commas: u32,
    /// Ends of sentences that something follows.
    sentence_ends: u32,
    questions: u32,
    quotes: u32,
    separators: u32,
    lines: u32,
    after_end: bool,
}

impl Counts {
    /// Adds letters of ASCII and spaces, of which most text is.
    fn add_plain(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.all += u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.sentence_ends += u32::from(self.after_end && text.starts_with(' '));
        self.after_end = false;
    }

    /// Adds any other letter.
    fn add(&mut self, letter: char) {
        self.all += 1;
        self.not_ascii += u32::from(!letter.is_ascii());
        self.after_end = is_sentence_end(letter);
        self.digits += u32::from(letter.is_ascii_digit());
        // No space follows a sentence in Chinese and Japanese.
        self.sentence_ends += u32::from(matches!(letter, '\u{3002}' | '\u{ff01}' | '\u{ff1f}'));
        self.commas += u32::from(is_comma(letter));
        self.questions += u32::from(matches!(letter, '?' | '\u{ff1f}' | '\u{61f}'));
        self.quotes += u32::from(matches!(letter, '"' | '\u{201c}' | '\u{201e}' | '\u{ab}' | '\u{300c}'));
        self.separators += u32::from(matches!(
            letter,
            '|' | '\u{2022}' | '\u{b7}' | '\u{bb}' | '\u{203a}' | '/' | '\u{2192}' | '>'
        ));
        self.lines += u32::from(letter == '\n');
    }
}

/// What the inline elements of a block say.
#[derive(Default)]
struct Inline {
    ends_link: bool,
    /// The element around most of the text.
    inner: u8,
}

impl Inline {
    fn of(outline: &Outline, block: &Block, length: usize) -> Self {
        let mut inline = Self::default();
        let mut widest = length / 2;
        for span in outline.spans(block) {
            let (start, end) = (span.start as usize, span.end as usize);
            let tag = outline.node(span.node).tag;
            inline.ends_link |= tag == Tag::A && end + 1 >= length;
            if end.saturating_sub(start) >= widest.max(1) {
                widest = end - start;
                inline.inner = code_of_inline(tag);
            }
        }
        inline
    }
}

fn code_of_inline(tag: Tag) -> u8 {
    match tag {
        Tag::A => 1,
        Tag::SPAN => 2,
        Tag::STRONG | Tag::B => 3,
        Tag::EM | Tag::I | Tag::CITE => 4,
        Tag::SMALL | Tag::SUB | Tag::SUP => 5,
        Tag::TIME => 6,
        Tag::LABEL => 7,
        Tag::CODE | Tag::KBD | Tag::SAMP | Tag::VAR => 8,
        Tag::FONT => 9,
        _ => 10,
    }
}

/// Whether there is a sum of money in a text: a number beside a currency's sign.
pub fn is_price(text: &str) -> bool {
    let is_sign = |letter: char| matches!(letter, '$' | '\u{20ac}' | '\u{a3}' | '\u{a5}' | '\u{20bd}' | '\u{20b9}');
    let mut before: [char; 2] = [' '; 2];
    for letter in text.chars() {
        let [earlier, last] = before;
        let near = last == ' ' || last == '\u{a0}';
        let sign_then_digit = letter.is_ascii_digit() && (is_sign(last) || near && is_sign(earlier));
        let digit_then_sign = is_sign(letter) && (last.is_ascii_digit() || near && earlier.is_ascii_digit());
        if sign_then_digit || digit_then_sign {
            return true;
        }
        before = [last, letter];
    }
    false
}

/// A day or a year: four digits that are a year, or two numbers with a point, slash or colon between.
fn is_date(text: &str) -> bool {
    let mut run = 0_u32;
    let mut digits = [0_u8; 4];
    let mut last = ' ';
    let mut before_last = ' ';
    for letter in text.chars().chain([' ']) {
        if let Some(digit) = letter.to_digit(10).filter(|_| letter.is_ascii_digit()) {
            if run == 0 && matches!(last, '/' | '.' | ':' | '-') && before_last.is_ascii_digit() {
                return true;
            }
            if let Some(slot) = digits.get_mut(run as usize) {
                *slot = u8::try_from(digit).unwrap_or(0);
            }
            run += 1;
        } else {
            if run == 4 && matches!(digits, [1, 9, ..] | [2, 0, ..]) {
                return true;
            }
            run = 0;
        }
        before_last = last;
        last = letter;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_price};

    #[test]
    fn prices_and_dates() {
        for price in ["$5", "12 \u{20ac}", "now \u{a3} 3.50"] {
            assert!(is_price(price), "{price}");
        }
        assert!(!is_price("5 dollars"));
        for date in ["12 May 2026", "12/05", "at 10:30", "1999"] {
            assert!(is_date(date), "{date}");
        }
        assert!(!is_date("20 mules, 12345 carts. 3 wagons"));
    }
}
