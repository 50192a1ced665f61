//! The encodings of a block beside those of the blocks around it and of the whole page.
//!
//! `training/context.py` computes the same.

use super::encodings::Encoded;
use crate::model::features::Row;
use crate::model::page::Page;

/// The value where there is no such block.
const NONE: f32 = -9.0;
/// A longer block weighs no more than one of so many words.
const MOST_WORDS: u32 = 60;
/// Blocks on each side, and blocks before or after.
const AROUND: usize = 4;
const RUN: usize = 6;

pub struct Context {
    encoded: Vec<Encoded>,
    class: Means,
    text: Means,
}

impl Context {
    pub fn new(page: &Page<'_>, encoded: Vec<Encoded>) -> Self {
        let words: Vec<u32> = page.blocks().iter().map(|block| block.words).collect();
        Self::of(&words, encoded)
    }

    /// Of blocks with so many words each.
    pub fn of(words: &[u32], encoded: Vec<Encoded>) -> Self {
        let weights = || words.iter().map(|words| f64::from((*words).min(MOST_WORDS) + 1));
        Self {
            class: Means::of(weights().zip(encoded.iter().map(|encoded| encoded.class_all))),
            text: Means::of(weights().zip(encoded.iter().map(|encoded| encoded.text))),
            encoded,
        }
    }

    /// Puts the encodings of a block and what is around them.
    pub fn put(&self, place: usize, row: &mut impl Row) {
        let Some(own) = self.encoded.get(place) else {
            return;
        };
        let [near, middle, far] = own.class;
        row.put("class_near", near);
        row.put("class_middle", middle);
        row.put("class_far", far);
        row.put("class_all", own.class_all);
        row.put("text_encoding", own.text);
        row.put("heading_encoding", own.heading);
        let at = |place: Option<usize>, of: fn(&Encoded) -> f32| {
            place.and_then(|place| self.encoded.get(place)).map_or(NONE, of)
        };
        let (before, after) = (place.checked_sub(1), Some(place + 1));
        let end = self.encoded.len();
        let (from, to) = (place.saturating_sub(AROUND), (place + AROUND + 1).min(end));
        let rest = (place + 1).min(end);
        row.put("class_before", at(before, |encoded| encoded.class_all));
        row.put("class_after", at(after, |encoded| encoded.class_all));
        row.put("class_around", self.class.over(from, to));
        row.put("class_next_run", self.class.over(rest, (place + 1 + RUN).min(end)));
        row.put("class_of_page", self.class.over(0, end));
        row.put("class_to_page", own.class_all - self.class.over(0, end));
        row.put("class_to_best", own.class_all - self.class.most);
        row.put("text_before", at(before, |encoded| encoded.text));
        row.put("text_after", at(after, |encoded| encoded.text));
        row.put("text_around", self.text.over(from, to));
        row.put("text_last_run", self.text.over(place.saturating_sub(RUN), place));
        row.put("text_next_run", self.text.over(rest, (place + 1 + RUN).min(end)));
        row.put("text_of_page", self.text.over(0, end));
        row.put("text_to_best", own.text - self.text.most);
        row.put("text_of_rest", self.text.over(rest, end));
    }
}

/// Weighted means over any run of blocks.
struct Means {
    sums: Vec<(f64, f64)>,
    /// The highest value.
    most: f32,
}

impl Means {
    fn of(values: impl Iterator<Item = (f64, f32)>) -> Self {
        let (mut sums, mut most) = (vec![(0.0, 0.0)], f32::NEG_INFINITY);
        let (mut sum, mut weights) = (0.0, 0.0);
        for (weight, value) in values {
            sum += weight * f64::from(value);
            weights += weight;
            sums.push((sum, weights));
            most = most.max(value);
        }
        Self { sums, most }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a mean of f32")]
    fn over(&self, from: usize, to: usize) -> f32 {
        let (Some(start), Some(end)) = (self.sums.get(from), self.sums.get(to)) else {
            return NONE;
        };
        if to > from {
            ((end.0 - start.0) / (end.1 - start.1)) as f32
        } else {
            NONE
        }
    }
}
