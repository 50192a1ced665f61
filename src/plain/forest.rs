//! The learned forest: what the features of a block say of it. Learned in `training/text.py`.

use std::sync::OnceLock;

use super::features::features;
use super::lines::Lines;
use crate::model::{Row, Rows, Trees};

fn trees() -> &'static Trees {
    static TREES: OnceLock<Trees> = OnceLock::new();
    TREES.get_or_init(|| Trees::read(include_bytes!("weights.bin")).unwrap_or_default())
}

/// Rows that are made and scored at once: few, so that they weigh nothing beside a small text.
const AT_ONCE: usize = 16;

/// The log odds that each block is article text.
pub fn log_odds(lines: &Lines<'_>) -> Vec<f32> {
    let trees = trees();
    let all = lines.blocks.len();
    let (mut rows, mut scores) = (Rows::of(trees), Vec::with_capacity(all));
    for start in (0..all).step_by(AT_ONCE) {
        rows.clear();
        for place in start..all.min(start + AT_ONCE) {
            rows.begin();
            features(lines, place, |name, value| rows.put(name, value));
        }
        scores.extend(rows.scores());
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forest_was_learned_with_these_features() {
        let lines = Lines::of("It rained.");
        let mut names = Vec::new();
        features(&lines, 0, |name, _| names.push(name));
        assert!(!trees().roots.is_empty());
        assert_eq!(
            Trees::fingerprint(include_bytes!("weights.bin")),
            Some(crate::model::fingerprint_of(&names))
        );
    }
}
