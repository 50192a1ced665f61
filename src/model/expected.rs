//! The line between blocks to keep and to drop that is best if the odds are right.

use crate::order::{descending, places_in_order};

/// The odds from which on blocks are kept for the best F1 to be expected: 2 Σ w p over those kept / (Σ w over those kept +
/// Σ w p over all). Takes the odds, from 0 to 1, and the words of each block.
pub fn best_line(mut blocks: impl Iterator<Item = (f64, u32)>) -> f64 {
    best_of(&mut blocks)
}

fn best_of(blocks: &mut dyn Iterator<Item = (f64, u32)>) -> f64 {
    let blocks: Vec<(f64, f64)> = blocks.map(|(odds, words)| (odds, f64::from(words))).collect();
    let places = places_in_order(blocks.iter().map(|(odds, _)| descending(*odds)));
    let blocks: Vec<(f64, f64)> = places.iter().filter_map(|place| blocks.get(*place).copied()).collect();
    let all: f64 = blocks.iter().map(|(odds, words)| odds * words).sum();
    let (mut kept, mut right, mut best) = (0.0, 0.0, (0.0, 0.5));
    for (odds, words) in blocks {
        kept += words;
        right += odds * words;
        let f1 = 2.0 * right / (kept + all);
        if f1 > best.0 {
            best = (f1, odds);
        }
    }
    best.1.clamp(0.05, 0.95)
}

/// From log odds to odds from 0 to 1.
pub fn odds(log_odds: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(log_odds)).exp())
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "lines are odds that went in")]
mod tests {
    use super::best_line;

    #[test]
    fn the_line_with_the_best_f1_to_be_expected() {
        // Keeping two is best: 28 / 44.
        assert_eq!(best_line([(0.9, 10), (0.5, 10), (0.1, 100)].into_iter()), 0.5);
        assert_eq!(best_line([(0.3, 1)].into_iter()), 0.3);
        assert_eq!(best_line(std::iter::empty()), 0.5);
    }
}
