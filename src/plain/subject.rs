//! What a text speaks of: its longer words, and the line that says it beforehand.

use std::collections::VecDeque;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::lines::Lines;
use super::traits::Mark;
use crate::words::{is_ideographic, is_unspaced};

/// So many different words are remembered.
pub const MOST_SAID: usize = 50_000;

/// A headline looks so many blocks ahead for what it speaks of.
const AHEAD: u32 = 16;
/// Its length in words, and in bytes.
const WORDS: std::ops::RangeInclusive<u32> = 3..=25;
const LONGEST: usize = 400;
/// More prose after it speaks no more for it.
const ENOUGH_PROSE: u32 = 300;

/// The block that most looks like the headline of the prose after it: a short line whose words are said there.
pub fn headline(lines: &Lines<'_>, hasher: &DefaultHashBuilder) -> Option<usize> {
    // For each word the next block of prose that has it: read from the end.
    let mut next: HashMap<u64, u32> = HashMap::new();
    let mut best = (0.0_f32, None);
    for place in (0..lines.blocks.len()).rev() {
        let Some(own) = lines.traits.get(place) else { continue };
        let text = lines.text(place);
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        if own.is_prose() {
            each_long_word(text, hasher, &mut |word| {
                if next.len() < MOST_SAID || next.contains_key(&word) {
                    next.insert(word, number);
                }
            });
        } else if WORDS.contains(&own.words)
            && text.len() <= LONGEST
            && own.heading.is_none()
            && !own.has(Mark::EndsOpen)
        {
            let (mut hits, mut all) = (0.0_f32, 1.0_f32);
            each_long_word(text, hasher, &mut |word| {
                all += 1.0;
                hits += f32::from(u8::from(
                    next.get(&word).is_some_and(|at| *at <= number.saturating_add(AHEAD)),
                ));
            });
            let follows = lines.prose.over(&(place..place + AHEAD as usize)).min(ENOUGH_PROSE);
            let follows = f32::from(u16::try_from(follows).unwrap_or(u16::MAX));
            let score = hits / all * (hits + 1.0).ln() * follows.sqrt();
            if score > 0.0 && score >= best.0 {
                best = (score, Some(place));
            }
        }
    }
    best.1
}

/// Hashes of the words of four letters and more, without case; of Chinese and Japanese, of pairs of letters, of Thai
/// and the like, of five.
pub fn each_long_word(text: &str, hasher: &DefaultHashBuilder, each: &mut dyn FnMut(u64)) {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !is_unspaced(letter));
    for word in words.filter(|word| !word.is_empty()) {
        let first = word.chars().next().unwrap_or_default();
        if is_ideographic(first) || is_unspaced(first) {
            let length = if is_unspaced(first) { 5 } else { 2 };
            let mut run = VecDeque::with_capacity(length);
            for letter in word.chars() {
                run.push_back(letter);
                if run.len() == length {
                    each(hasher.hash_one(&run));
                    run.pop_front();
                }
            }
        } else if word.chars().nth(3).is_some() {
            each(hasher.hash_one(word.to_lowercase()));
        }
    }
}
