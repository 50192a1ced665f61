//! The learned forest: trees over the features of a block, and what its tokens are worth. Learned in `training/`.

mod context;
mod encodings;
mod weights;

use std::sync::OnceLock;

use super::features::{Features, MISSING};
use super::page::Page;
use super::sections::Section;
use crate::reader::Head;
use context::Context;
use encodings::{Encoder, Encodings};
use weights::Weights;

/// A split, or a leaf. The left child is the next node.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Values up to this go left; of a leaf its value.
    cut: f32,
    /// The feature's place in a row, or [`LEAF`].
    feature: u16,
    /// The right child.
    right: u16,
}

const LEAF: u16 = u16::MAX;

/// Trees and encodings as they are used.
struct Forest {
    nodes: Vec<Node>,
    roots: Vec<u16>,
    bias: f32,
    encodings: Encodings,
    line: Line,
}

/// Where the line between blocks to keep and to drop runs, as a probability.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The line of any page.
    pub fixed: f32,
    /// How much the line that suits the page counts against it, from 0 to 1.
    pub share: f32,
}

/// The line that did best in training.
pub fn line() -> Line {
    forest().line
}

fn forest() -> &'static Forest {
    static FOREST: OnceLock<Forest> = OnceLock::new();
    FOREST.get_or_init(|| {
        Weights(include_bytes!("weights.bin"))
            .forest()
            .unwrap_or_else(Forest::empty)
    })
}

/// The log odds that each block is article text; `title` is the place of the block that shows the title.
pub fn log_odds(page: &Page<'_>, head: &Head, sections: &[Section], title: Option<usize>) -> Vec<f32> {
    let forest = forest();
    let features = Features::new(page, head, sections, title);
    let mut encoder = Encoder::new(&forest.encodings, page.outline);
    let encodings = (0..page.blocks().len())
        .map(|place| {
            features.tokens(place, &mut encoder);
            encoder.take()
        })
        .collect();
    let context = Context::new(page, encodings);
    let mut row = Vec::new();
    (0..page.blocks().len())
        .map(|place| {
            row.clear();
            features.row(place, &mut row);
            context.put(place, &mut row);
            forest.score(&row)
        })
        .collect()
}

impl Forest {
    /// Without a tree: every score is 0.
    fn empty() -> Self {
        Self {
            nodes: Vec::new(),
            roots: Vec::new(),
            bias: 0.0,
            encodings: Encodings::default(),
            line: Line { fixed: 0.5, share: 0.0 },
        }
    }

    /// The log odds of a block with these features.
    fn score(&self, row: &[f32]) -> f32 {
        let mut sum = self.bias;
        for root in &self.roots {
            let mut at = *root;
            while let Some(node) = self.nodes.get(usize::from(at)) {
                if node.feature == LEAF {
                    sum += node.cut;
                    break;
                }
                let value = row.get(usize::from(node.feature)).copied().unwrap_or(MISSING);
                at = if value <= node.cut { at + 1 } else { node.right };
            }
        }
        sum
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use serde_json::Value;

    use super::encodings::Encoded;
    use super::*;
    use crate::model::features::Names;

    fn sample() -> Value {
        serde_json::from_str(include_str!("../../../training/parity/sample.json")).unwrap()
    }

    fn names() -> Vec<&'static str> {
        let mut reader = crate::reader::Reader::new(None, crate::outline::Builder::new(|_| false));
        reader.write(b"<p>One block.").unwrap();
        let read = reader.end().unwrap();
        let outline = read.handler.finish(read.names);
        let page = Page::new(&outline);
        let mut names = Names::default();
        let features = Features::new(&page, &read.head, &[], None);
        let mut encoder = Encoder::new(&forest().encodings, &outline);
        features.row(0, &mut names);
        features.tokens(0, &mut encoder);
        Context::new(&page, vec![encoder.take()]).put(0, &mut names);
        names.0
    }

    fn numbers(value: &Value) -> Vec<f32> {
        serde_json::from_value(value.clone()).unwrap()
    }

    #[test]
    fn the_weights_are_read_whole_and_fit_the_features() {
        let weights = Weights(include_bytes!("weights.bin"));
        assert_eq!(
            weights.fingerprint(),
            Some(weights::fingerprint_of(&names())),
            "the features have changed: train again"
        );
        assert!(weights.forest().is_some_and(|forest| forest.roots.len() > 20));
    }

    #[test]
    fn scores_are_those_of_the_training() {
        let sample = sample();
        let names: Vec<String> = serde_json::from_value(sample["names"].clone()).unwrap();
        assert_eq!(names, self::names());
        let (rows, scores) = (sample["rows"].as_array().unwrap(), numbers(&sample["scores"]));
        assert!(rows.len() >= 20);
        for (row, expected) in rows.iter().zip(scores) {
            assert_close(forest().score(&numbers(row)), expected);
        }
    }

    #[test]
    fn encodings_are_those_of_the_training() {
        for case in sample()["encodings"].as_array().unwrap() {
            let tokens = |name: &str| -> Vec<u32> { serde_json::from_value(case[name].clone()).unwrap() };
            let class: Vec<(u32, u32)> = serde_json::from_value(case["class"].clone()).unwrap();
            let found = forest().encodings.of(&class, &tokens("text"), &tokens("heading"));
            for (found, expected) in found.into_iter().zip(numbers(&case["expected"])) {
                assert_close(found, expected);
            }
        }
    }

    #[test]
    fn what_is_around_a_block_is_as_in_the_training() {
        let context = &sample()["context"];
        let words: Vec<u32> = serde_json::from_value(context["words"].clone()).unwrap();
        let encoded: Vec<[f32; 6]> = serde_json::from_value(context["encoded"].clone()).unwrap();
        let expected: Vec<Vec<f32>> = serde_json::from_value(context["expected"].clone()).unwrap();
        let encoded = encoded
            .into_iter()
            .map(|[near, middle, far, class_all, text, heading]| Encoded {
                class: [near, middle, far],
                class_all,
                text,
                heading,
            })
            .collect();
        let context = Context::of(&words, encoded);
        for (place, expected) in expected.iter().enumerate() {
            let mut row = Vec::new();
            context.put(place, &mut row);
            assert_eq!(row.len(), 6 + expected.len());
            for (found, expected) in row.iter().skip(6).zip(expected) {
                assert_close(*found, *expected);
            }
        }
    }

    fn assert_close(found: f32, expected: f32) {
        assert!((found - expected).abs() < 1e-5, "{found} instead of {expected}");
    }

    #[test]
    fn damaged_weights_give_no_forest() {
        let whole = include_bytes!("weights.bin");
        for end in [0, 1, 10, 100, whole.len() / 2, whole.len() - 1] {
            assert!(Weights(&whole[..end]).forest().is_none(), "{end} bytes");
        }
    }
}
