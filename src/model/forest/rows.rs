//! Features of some blocks at a time, as the trees look them up.

use crate::model::features;

/// A row has room for so many features, that a place of one byte needs no check; the last is never one.
const WIDTH: usize = 256;

/// The place in a row that holds 0 and no feature.
pub const PADDING: u8 = 255;

/// The features of a block.
#[derive(Clone, Copy)]
pub struct Row([f32; WIDTH]);

impl Row {
    #[inline]
    pub fn value(&self, place: u8) -> f32 {
        self.0.get(usize::from(place)).copied().unwrap_or_default()
    }
}

/// Rows that are filled one after the other, and used again.
#[derive(Default)]
pub struct Rows {
    made: Vec<Row>,
    /// Rows begun, and features of the last of them.
    begun: usize,
    filled: usize,
}

impl Rows {
    pub fn clear(&mut self) {
        self.begun = 0;
    }

    /// Begins the next row.
    pub fn begin(&mut self) {
        if self.begun == self.made.len() {
            self.made.push(Row([0.0; WIDTH]));
        }
        self.begun += 1;
        self.filled = 0;
    }

    pub fn all(&self) -> &[Row] {
        self.made.get(..self.begun).unwrap_or_default()
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

impl features::Row for Rows {
    fn put(&mut self, _: &'static str, value: f32) {
        let row = self.begun.checked_sub(1).and_then(|last| self.made.get_mut(last));
        let padding = usize::from(PADDING);
        if let Some(slot) = row.and_then(|row| row.0.get_mut(..padding)?.get_mut(self.filled)) {
            *slot = value;
        }
        self.filled += 1;
    }
}
