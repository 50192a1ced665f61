//! From the forest's log odds to scores: 0.5 and more is kept, and where that line runs depends on the page.

use super::expected::{best_line, odds};
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
    let odds: Vec<f64> = log_odds.iter().map(|log_odds| odds(*log_odds)).collect();
    let words = page.blocks().iter().map(|block| block.words);
    let best = best_line(odds.iter().copied().zip(words));
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
