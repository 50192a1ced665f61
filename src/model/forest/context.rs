//! The encodings of a block beside those of the blocks around it and of the whole page.
//!
//! `training/context.py` computes the same.

use super::encodings::Encoded;
use crate::model::features::Row;
use crate::model::page::Page;
use crate::model::sums::Sums;

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
    weights: Sums,
}

impl Context {
    pub fn new(page: &Page<'_>, encoded: Vec<Encoded>) -> Self {
        Self::of(&|| page.blocks().iter().map(|block| block.words), encoded)
    }

    /// Of blocks with so many words each.
    pub fn of<W: Iterator<Item = u32>>(words: &impl Fn() -> W, encoded: Vec<Encoded>) -> Self {
        let weights = || words().map(|words| words.min(MOST_WORDS) + 1);
        Self {
            class: Means::of(weights().zip(encoded.iter().map(|encoded| encoded.class_all))),
            text: Means::of(weights().zip(encoded.iter().map(|encoded| encoded.text))),
            weights: Sums::of(weights()),
            encoded,
        }
    }

    /// The weighted mean over a run of blocks.
    fn mean(&self, means: &Means, from: usize, to: usize) -> f32 {
        means.over(from, to, self.weights.over(&(from..to)))
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
        row.put("class_around", self.mean(&self.class, from, to));
        row.put(
            "class_next_run",
            self.mean(&self.class, rest, (place + 1 + RUN).min(end)),
        );
        row.put("class_of_page", self.mean(&self.class, 0, end));
        row.put("class_to_page", own.class_all - self.mean(&self.class, 0, end));
        row.put("class_to_best", own.class_all - self.class.most);
        row.put("text_before", at(before, |encoded| encoded.text));
        row.put("text_after", at(after, |encoded| encoded.text));
        row.put("text_around", self.mean(&self.text, from, to));
        row.put("text_last_run", self.mean(&self.text, place.saturating_sub(RUN), place));
        row.put("text_next_run", self.mean(&self.text, rest, (place + 1 + RUN).min(end)));
        row.put("text_of_page", self.mean(&self.text, 0, end));
        row.put("text_to_best", own.text - self.text.most);
        row.put("text_of_rest", self.mean(&self.text, rest, end));
    }
}

/// Weighted means over any run of blocks.
struct Means {
    /// The weighted values of the blocks before each.
    sums: Vec<f64>,
    /// The highest value.
    most: f32,
}

impl Means {
    fn of(values: impl Iterator<Item = (u32, f32)>) -> Self {
        let (mut sums, mut most) = (vec![0.0], f32::NEG_INFINITY);
        let mut sum = 0.0;
        sums.extend(values.map(|(weight, value)| {
            sum += f64::from(weight) * f64::from(value);
            most = most.max(value);
            sum
        }));
        Self { sums, most }
    }

    /// Over a run of so much weight.
    #[expect(clippy::cast_possible_truncation, reason = "a mean of f32")]
    fn over(&self, from: usize, to: usize, weight: u32) -> f32 {
        match (self.sums.get(from), self.sums.get(to)) {
            (Some(start), Some(end)) if to > from => ((end - start) / f64::from(weight)) as f32,
            _ => NONE,
        }
    }
}
