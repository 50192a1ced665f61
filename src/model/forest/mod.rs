//! The learned forests, and what a block's tokens are worth. Learned in `training/`.
//!
//! The first forest looks at the features of a block; the second at what the first says of it and of the blocks it belongs
//! together with.

mod company;
mod context;
mod encodings;
mod rows;
mod trees;
mod weights;

use std::sync::OnceLock;

use super::features::{Company, Features};
use super::page::Page;
use super::sections::Section;
use crate::reader::Head;
use company::Companies;
use context::Context;
use encodings::{Encoder, Encodings};
pub use rows::Rows;
use trees::HOPELESS;
pub use trees::Trees;
use weights::Weights;
#[cfg(test)]
pub use weights::fingerprint_of;

/// All that was learned, as it is used.
struct Learned {
    first: Trees,
    second: Trees,
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
    learned().line
}

fn learned() -> &'static Learned {
    static LEARNED: OnceLock<Learned> = OnceLock::new();
    LEARNED.get_or_init(|| Weights(include_bytes!("weights.bin")).read().unwrap_or_default())
}

/// The log odds that each block is article text; `title` is the place of the block that shows the title.
pub fn log_odds(page: &Page<'_>, head: &Head, sections: &[Section], title: Option<usize>) -> Vec<f32> {
    let learned = learned();
    let features = Features::new(page, head, sections, title);
    let places = 0..page.blocks().len();
    let encodings = {
        let mut encoder = Encoder::new(&learned.encodings, page.outline);
        let one = |place| {
            features.tokens(place, &mut encoder);
            encoder.take()
        };
        places.clone().map(one).collect()
    };
    let context = Context::new(page, encodings);
    let (mut rows, mut first) = (Rows::of(&learned.first), Vec::with_capacity(places.len()));
    let mut companies = Vec::with_capacity(places.len());
    for start in places.clone().step_by(AT_ONCE) {
        rows.clear();
        let some = start..places.end.min(start + AT_ONCE);
        for place in some {
            rows.begin();
            companies.extend(features.row(place, &mut rows));
            context.put(place, &mut rows);
        }
        first.extend(rows.hopeful_scores());
    }
    drop((features, context));
    second_look(learned, page, first, &companies)
}

/// Rows that are made and scored at once: few, so that they weigh nothing beside a small page.
const AT_ONCE: usize = 32;

/// What the second forest says of the blocks, of which the first says this; it does not look at hopeless ones.
fn second_look(learned: &Learned, page: &Page<'_>, first: Vec<f32>, companies: &[Company]) -> Vec<f32> {
    let words: Vec<u32> = page.blocks().iter().map(|block| block.words).collect();
    let said = Companies::of(&first, &words, companies);
    let hopeful: Vec<usize> = (0..first.len())
        .filter(|place| first.get(*place).is_some_and(|first| *first > HOPELESS))
        .collect();
    let mut rows = Rows::of(&learned.second);
    let mut second = Vec::with_capacity(hopeful.len());
    for some in hopeful.chunks(AT_ONCE) {
        rows.clear();
        for place in some {
            rows.begin();
            said.put(*place, &mut rows);
        }
        second.extend(rows.scores());
    }
    let mut scores = first;
    for (place, score) in hopeful.into_iter().zip(second) {
        if let Some(slot) = scores.get_mut(place) {
            *slot = score;
        }
    }
    scores
}

impl Default for Learned {
    /// Without a tree: every score is 0.
    fn default() -> Self {
        Self {
            first: Trees::default(),
            second: Trees::default(),
            encodings: Encodings::default(),
            line: Line { fixed: 0.5, share: 0.0 },
        }
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

    /// The names of the features of both forests, and how many are the first one's.
    fn names() -> (Vec<&'static str>, usize) {
        let mut reader = crate::reader::Reader::new(None, crate::outline::Builder::new(|_| false));
        reader.write(b"<p>One block.").unwrap();
        let read = reader.end().unwrap();
        let outline = read.handler.finish(read.names);
        let page = Page::new(&outline);
        let mut names = Names::default();
        let features = Features::new(&page, &read.head, &[], None);
        let mut encoder = Encoder::new(&learned().encodings, &outline);
        let company: Vec<Company> = features.row(0, &mut names).into_iter().collect();
        features.tokens(0, &mut encoder);
        Context::new(&page, vec![encoder.take()]).put(0, &mut names);
        let first = names.0.len();
        Companies::of(&[0.0], &[2], &company).put(0, &mut names);
        (names.0, first)
    }

    fn numbers(value: &Value) -> Vec<f32> {
        serde_json::from_value(value.clone()).unwrap()
    }

    #[test]
    fn the_weights_are_read_whole_and_fit_the_features() {
        let weights = Weights(include_bytes!("weights.bin"));
        assert_eq!(
            weights.fingerprint(),
            Some(weights::fingerprint_of(&names().0)),
            "the features have changed: train again"
        );
        let trees = |learned: Learned| learned.first.roots.len().min(learned.second.roots.len());
        assert!(weights.read().map(trees).is_some_and(|trees| trees > 20));
    }

    fn rows_of<'t>(trees: &'t Trees, values: &[Vec<f32>]) -> Rows<'t> {
        let mut rows = Rows::of(trees);
        for values in values {
            rows.push(values);
        }
        rows
    }

    #[test]
    fn scores_are_those_of_the_training() {
        let sample = sample();
        let names: Vec<String> = serde_json::from_value(sample["names"].clone()).unwrap();
        let (own, first) = self::names();
        assert_eq!(names, own[..first]);
        let cases = |rows: &str, scores: &str| {
            let rows: Vec<Vec<f32>> = serde_json::from_value(sample[rows].clone()).unwrap();
            assert!(rows.len() >= 20);
            rows.into_iter().zip(numbers(&sample[scores]))
        };
        for (row, expected) in cases("rows", "scores") {
            let row = rows_of(&learned().first, &[row]);
            assert_close(row.hopeful_scores()[0], expected);
            // Those that stop early are hopeless in the end too.
            let whole = row.scores()[0];
            assert!((whole - expected).abs() < 1e-5 || whole < 0.0);
        }
        let (rows, expected): (Vec<Vec<f32>>, Vec<f32>) = cases("second_rows", "second_scores").unzip();
        let found = rows_of(&learned().second, &rows).scores();
        assert_eq!(found.len(), expected.len());
        found
            .into_iter()
            .zip(expected)
            .for_each(|(found, expected)| assert_close(found, expected));
    }

    #[test]
    fn encodings_are_those_of_the_training() {
        for case in sample()["encodings"].as_array().unwrap() {
            let tokens = |name: &str| -> Vec<u32> { serde_json::from_value(case[name].clone()).unwrap() };
            let class: Vec<(u32, u32)> = serde_json::from_value(case["class"].clone()).unwrap();
            let found = learned().encodings.of(&class, &tokens("text"), &tokens("heading"));
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
        let context = Context::of(&|| words.iter().copied(), encoded);
        for (place, expected) in expected.iter().enumerate() {
            let mut row = Vec::new();
            context.put(place, &mut row);
            assert_eq!(row.len(), 6 + expected.len());
            for (found, expected) in row.iter().skip(6).zip(expected) {
                assert_close(*found, *expected);
            }
        }
    }

    #[test]
    fn what_is_said_of_the_company_is_as_in_the_training() {
        let page = &sample()["company"];
        let words: Vec<u32> = serde_json::from_value(page["words"].clone()).unwrap();
        let companies: Vec<Vec<u32>> = serde_json::from_value(page["company"].clone()).unwrap();
        let companies: Vec<Company> = companies.iter().map(|numbers| Company::of_numbers(numbers)).collect();
        let expected: Vec<Vec<f32>> = serde_json::from_value(page["expected"].clone()).unwrap();
        let first = numbers(&page["scores"]);
        let companies = Companies::of(&first, &words, &companies);
        for (place, expected) in expected.iter().enumerate() {
            let mut row = Vec::new();
            companies.put(place, &mut row);
            assert_eq!(row.len(), expected.len());
            for (found, expected) in row.iter().zip(expected) {
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
            assert!(Weights(&whole[..end]).read().is_none(), "{end} bytes");
        }
    }
}
