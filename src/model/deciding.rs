//! From the forest's log odds to scores: 0.5 and more is kept, and where that line runs depends on the page.

use super::forest::{Line, line, log_odds};
use super::page::Page;
use super::sections::Section;
use crate::reader::Head;

/// How sure each block is article text, from 0 to 1: 0.5 and more is kept. `title` is the place of the block that shows
/// the title.
pub fn scores(page: &Page<'_>, head: &Head, sections: &[Section], title: Option<usize>) -> Vec<f64> {
    decide(page, &log_odds(page, head, sections, title))
}

/// Scores from 0 to 1 of blocks with these log odds.
pub fn decide(page: &Page<'_>, log_odds: &[f32]) -> Vec<f64> {
    let odds: Vec<f64> = log_odds
        .iter()
        .map(|odds| 1.0 / (1.0 + (-f64::from(*odds)).exp()))
        .collect();
    let best = best_line(page, &odds);
    let Line { fixed, share } = line();
    let mut line = f64::from(fixed) * (1.0 - f64::from(share)) + f64::from(share) * best;
    // Of a page where nothing is likely, the likeliest is better than nothing.
    if odds.iter().all(|odds| *odds < line) {
        line = best;
    }
    odds.into_iter()
        .map(|odds| {
            if odds >= line {
                0.5 + 0.5 * (odds - line) / (1.0 - line).max(1e-9)
            } else {
                0.5 * odds / line
            }
        })
        .collect()
}

/// The line that gives the best F1 to be expected: 2 Σ w p over those kept / (Σ w over those kept + Σ w p over all).
fn best_line(page: &Page<'_>, odds: &[f64]) -> f64 {
    let mut blocks: Vec<(f64, f64)> = page
        .blocks()
        .iter()
        .zip(odds)
        .map(|(block, odds)| (*odds, f64::from(block.words)))
        .collect();
    blocks.sort_by(|one, other| other.0.total_cmp(&one.0));
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
