//! Features of some blocks at a time, as the trees look them up.

use super::trees::Trees;
use crate::model::features;

/// A row has room for so many features, that a place of one byte needs no check; the last is never one.
const WIDTH: usize = 256;

/// The place in a row that is above every cut and no feature.
pub const PADDING: u8 = 255;

/// The features of a block: of each, above how many of its cuts it is.
#[derive(Clone, Copy)]
pub struct Row([u8; WIDTH]);

impl Row {
    #[inline]
    pub fn rank(&self, place: u8) -> u8 {
        self.0.get(usize::from(place)).copied().unwrap_or_default()
    }
}

/// Rows for some trees that are filled one after the other, and used again.
pub struct Rows<'t> {
    trees: &'t Trees,
    made: Vec<Row>,
    /// The last row before those.
    before: Row,
    /// The bits of what was put last of each feature: much is the same in the next row, the page's own features at the least.
    bits: [u32; WIDTH],
    /// Features of the last row.
    filled: usize,
}

impl<'t> Rows<'t> {
    pub fn of(trees: &'t Trees) -> Self {
        Self {
            trees,
            made: Vec::new(),
            before: Row(std::array::from_fn(|place| {
                u8::from(place == usize::from(PADDING)).wrapping_neg()
            })),
            // Of no number, which is above no cut.
            bits: [f32::NAN.to_bits(); WIDTH],
            filled: 0,
        }
    }

    pub fn clear(&mut self) {
        self.before = self.newest();
        self.made.clear();
    }

    /// Begins the next row.
    pub fn begin(&mut self) {
        let newest = self.newest();
        self.made.push(newest);
        self.filled = 0;
    }

    fn newest(&self) -> Row {
        self.made.last().copied().unwrap_or(self.before)
    }

    /// What the trees say of each row.
    pub fn scores(&self) -> Vec<f32> {
        self.trees.scores(&self.made)
    }

    /// As [`scores`](Self::scores), but stops early where a row is hopeless.
    pub fn hopeful_scores(&self) -> Vec<f32> {
        self.trees.hopeful_scores(&self.made)
    }

    /// The row of these features.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub fn push(&mut self, values: &[f32]) {
        self.begin();
        for value in values {
            features::Row::put(self, "", *value);
        }
    }
}

impl features::Row for Rows<'_> {
    fn put(&mut self, _: &'static str, value: f32) {
        let (place, padding) = (self.filled, usize::from(PADDING));
        self.filled += 1;
        let (Some(last), Some(row)) = (self.bits.get_mut(place), self.made.last_mut()) else {
            return;
        };
        let bits = value.to_bits();
        if *last != bits
            && let Some(slot) = row.0.get_mut(..padding).and_then(|row| row.get_mut(place))
        {
            *last = bits;
            *slot = self.trees.rank(place, value);
        }
    }
}
