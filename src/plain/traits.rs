//! What a block of text shows by itself.

use std::hash::{BuildHasher, Hash, Hasher};

use super::blocks::plain;
use super::wordings::{Cues, LONGEST, cues};
use crate::clutter::{Kind, Why, heading_kind};
use crate::model::fact_of_line;
use crate::words::{count_words, ends_sentence, is_comma, is_sentence_end, is_unspaced};

/// A block as the verdicts see it.
#[derive(Debug, Clone, Copy)]
pub struct Traits {
    pub words: u32,
    /// Marks that end sentences, with a space or the end after them.
    pub sentences: u16,
    pub commas: u16,
    /// Of 100 words that begin with a letter of a script with capitals, those that begin with one.
    pub capitals: Option<u8>,
    /// Of 100 such words, those of three letters or fewer without a capital: 'of', 'the', 'and'.
    pub small: Option<u8>,
    /// Of 100 letters and digits, the digits.
    pub digits: u8,
    pub cues: Cues,
    /// What it would announce as a heading.
    pub heading: Option<Kind>,
    /// The same block elsewhere has the same.
    pub hash: u64,
    marks: u16,
}

/// Marks of a block that are there or not.
#[derive(Debug, Clone, Copy)]
pub enum Mark {
    EndsSentence,
    EndsOpen,
    StartsSmall,
    Bullet,
    StartsDigit,
    Address,
    Byline,
    Date,
    Clock,
    Question,
    Ellipsis,
    Repeated,
    /// Mostly in a script that ends sentences with a space: Thai, Lao, Burmese, Khmer.
    WithoutStops,
}

impl Traits {
    pub fn of(text: &str, hasher: &impl BuildHasher) -> Self {
        let text = &*plain(text);
        let mut traits = Self {
            words: u32::try_from(count_words(text)).unwrap_or(u32::MAX),
            sentences: 0,
            commas: 0,
            capitals: None,
            small: None,
            digits: 0,
            cues: Cues::default(),
            heading: None,
            hash: hash(text, hasher),
            marks: 0,
        };
        traits.count(text);
        let mut mark = |mark: Mark, is_so: bool| traits.marks |= u16::from(is_so) << mark as u16;
        mark(Mark::EndsSentence, ends_sentence(text));
        mark(Mark::EndsOpen, text.ends_with([':', '\u{ff1a}', ',', '\u{ff0c}', ';']));
        mark(Mark::Question, text.ends_with(['?', '\u{ff1f}', '\u{61f}', '\u{37e}']));
        mark(Mark::Ellipsis, text.ends_with("...") || text.ends_with('\u{2026}'));
        let first = text.chars().next().unwrap_or_default();
        mark(Mark::StartsSmall, first.is_lowercase());
        mark(Mark::Bullet, is_bullet(first));
        mark(Mark::StartsDigit, first.is_numeric());
        if text.len() <= LONGEST {
            mark(Mark::Address, holds_address(text));
            mark(Mark::Clock, holds_clock(text));
            let fact = fact_of_line(text, traits.words);
            mark(Mark::Byline, fact == Some(Why::Byline));
            mark(Mark::Date, fact == Some(Why::Date));
            let lower = text.replace('\u{2019}', "'").to_lowercase();
            traits.cues = cues(&lower);
            traits.heading = heading_kind(text);
        }
        traits
    }

    pub fn has(&self, mark: Mark) -> bool {
        self.marks & 1 << mark as u16 != 0
    }

    pub fn set_repeated(&mut self) {
        self.marks |= 1 << Mark::Repeated as u16;
    }

    /// Sentences, or one long one.
    pub fn is_prose(&self) -> bool {
        self.words >= PROSE_WORDS
            && self.sentences > 0
            && self.small.is_none_or(|small| small >= LEAST_SMALL)
            && self.capitals.is_none_or(|capitals| capitals <= MOST_CAPITALS)
            || self.words >= LONG_WORDS && self.commas > 1
            || self.words >= WORDS_WITHOUT_STOPS && self.has(Mark::WithoutStops)
    }

    /// Words of prose in it.
    pub fn prose(&self) -> u32 {
        if self.is_prose() { self.words } else { 0 }
    }

    fn count(&mut self, text: &str) {
        let (mut letters, mut digits, mut cased, mut capitals, mut small) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
        let mut without_stops = 0_u64;
        // Of the word that is being read: its length, and whether its first letter is a small one.
        let mut word: Option<(usize, bool)> = None;
        let mut end_before = false;
        for letter in text.chars().chain([' ']) {
            if letter.is_alphanumeric() {
                digits += u64::from(letter.is_numeric());
                letters += 1;
                without_stops += u64::from(is_unspaced(letter));
                word = match word {
                    Some((length, is_small)) => Some((length + 1, is_small)),
                    None if letter.is_lowercase() || letter.is_uppercase() => Some((1, letter.is_lowercase())),
                    None => None,
                };
            } else if !matches!(letter, '\'' | '\u{2019}')
                && let Some((length, is_small)) = word.take()
            {
                cased += 1;
                capitals += u64::from(!is_small);
                small += u64::from(is_small && length <= 3);
            }
            // A full stop needs a space after it, those of Chinese and Japanese do not.
            let is_end = is_sentence_end(letter);
            if end_before && letter.is_whitespace() || is_end && !letter.is_ascii() {
                self.sentences = self.sentences.saturating_add(1);
            }
            end_before = is_end && letter.is_ascii()
                || end_before && matches!(letter, '"' | '\u{201d}' | '\u{2019}' | ')' | '\u{bb}');
            if is_comma(letter) {
                self.commas = self.commas.saturating_add(1);
            }
        }
        let of_100 = |part: u64, whole: u64| u8::try_from((part * 100).checked_div(whole).unwrap_or(0)).unwrap_or(100);
        if without_stops * 2 > letters {
            self.marks |= 1 << Mark::WithoutStops as u16;
        }
        self.digits = of_100(digits, letters);
        // A name or two in Latin letters among Chinese ones says nothing.
        if cased * 2 >= u64::from(self.words) && cased > 0 {
            self.capitals = Some(of_100(capitals, cased));
            self.small = Some(of_100(small, cased));
        }
    }
}

/// A block of fewer words is not prose by itself.
const PROSE_WORDS: u32 = 10;
/// A block of so many words is prose without a full stop, too.
const LONG_WORDS: u32 = 40;
/// The same in a script that ends sentences with a space.
const WORDS_WITHOUT_STOPS: u32 = 25;
/// Of 100 words of prose, so many are 'of', 'the' and the like at least.
const LEAST_SMALL: u8 = 5;
/// A title written With Capitals Like This has more.
const MOST_CAPITALS: u8 = 65;

/// What items of lists begin with; a dash begins a speech as well.
pub fn is_bullet(letter: char) -> bool {
    matches!(
        letter,
        '\u{2022}'
            | '\u{2023}'
            | '\u{25aa}'
            | '\u{25cf}'
            | '\u{25e6}'
            | '\u{25a0}'
            | '\u{25ba}'
            | '\u{b7}'
            | '\u{bb}'
            | '\u{203a}'
            | '>'
            | '*'
    )
}

/// An e-mail or web address.
fn holds_address(text: &str) -> bool {
    text.contains("://")
        || text.contains("www.")
        || text
            .split_once('@')
            .is_some_and(|(before, after)| before.ends_with(char::is_alphanumeric) && after.contains('.'))
}

/// A time of day: '8:30'.
fn holds_clock(text: &str) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        *byte == b':'
            && at > 0
            && is_digit(bytes.get(at - 1))
            && is_digit(bytes.get(at + 1))
            && is_digit(bytes.get(at + 2))
    })
}

/// The same for blocks that differ in nothing but white space.
fn hash(text: &str, hasher: &impl BuildHasher) -> u64 {
    let mut state = hasher.build_hasher();
    for word in text.split_whitespace() {
        word.hash(&mut state);
    }
    state.finish()
}
