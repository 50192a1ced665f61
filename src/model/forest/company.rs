//! What the first forest says of the blocks a block belongs together with: the features of the second one.
//!
//! `training/company.py` computes the same.

#![expect(clippy::cast_possible_truncation, reason = "means and shares need no more digits")]

use crate::model::expected::{best_line, odds};
use crate::model::features::{Company, MISSING, Row, Run};

/// A longer block weighs no more than one of so many words.
const MOST_WORDS: u32 = 60;

/// Names of the features of [`Company::levels`].
const LEVELS: [&str; 4] = ["first_level_1", "first_level_2", "first_level_3", "first_level_4"];
/// Neighbours, and how far each stands.
const NEIGHBOURS: [(&str, isize); 4] = [
    ("first_two_before", -2),
    ("first_before", -1),
    ("first_after", 1),
    ("first_two_after", 2),
];

pub struct Companies<'c> {
    first: &'c [f32],
    own: &'c [Company],
    odds: Vec<f64>,
    /// Weighted odds, weights, and words that are expected to be kept, of the blocks before each.
    sums: Vec<[f64; 3]>,
    dresses: Sorts,
    groups: Sorts,
    elements: Sorts,
    line: f64,
    most: f64,
}

/// Weighted odds and weights of the blocks of each sort.
struct Sorts(Vec<(f64, f64)>);

impl<'c> Companies<'c> {
    /// `first` are the first forest's log odds of blocks with so many `words` each.
    pub fn of(first: &'c [f32], words: &[u32], companies: &'c [Company]) -> Self {
        let odds: Vec<f64> = first.iter().map(|log_odds| odds(*log_odds)).collect();
        let weights = || words.iter().map(|words| f64::from((*words).min(MOST_WORDS) + 1));
        let mut sum = [0.0; 3];
        let mut sums = vec![sum];
        sums.extend(odds.iter().zip(words).zip(weights()).map(|((odds, words), weight)| {
            sum[0] += odds * weight;
            sum[1] += weight;
            sum[2] += odds * f64::from(*words);
            sum
        }));
        let sorts = |number: fn(&Company) -> Option<u32>| {
            Sorts::of(companies.iter().map(number).zip(odds.iter().copied().zip(weights())))
        };
        Self {
            dresses: sorts(|company| Some(company.dress)),
            groups: sorts(|company| company.group),
            elements: sorts(|company| Some(u32::from(company.element))),
            line: best_line(odds.iter().copied().zip(words.iter().copied())),
            most: odds.iter().copied().fold(0.0, f64::max),
            first,
            own: companies,
            odds,
            sums,
        }
    }

    /// Puts the features of a block.
    pub fn put(&self, place: usize, row: &mut impl Row) {
        let (Some(company), Some(first)) = (self.own.get(place), self.first.get(place)) else {
            return;
        };
        row.put("first", *first);
        row.put("first_dress", self.dresses.mean(Some(company.dress)));
        row.put("first_group", self.groups.mean(company.group));
        row.put("first_section", self.mean(company.section));
        row.put("first_element", self.elements.mean(Some(u32::from(company.element))));
        for (name, level) in LEVELS.into_iter().zip(company.levels) {
            row.put(name, self.mean(level));
        }
        for (name, step) in NEIGHBOURS {
            let odds = place.checked_add_signed(step).and_then(|other| self.odds.get(other));
            row.put(name, odds.map_or(MISSING, |odds| *odds as f32));
        }
        let expected = |before: usize| self.sums.get(before).map_or(0.0, |sums| sums[2]);
        let all = expected(self.odds.len());
        row.put("first_share_before", (expected(place) / all.max(1.0)) as f32);
        row.put("first_share_after", ((all - expected(place + 1)) / all.max(1.0)) as f32);
        row.put("first_words", all as f32);
        row.put("first_line", self.line as f32);
        row.put("first_most", self.most as f32);
    }

    /// The weighted mean over a run of blocks.
    fn mean(&self, run: Run) -> f32 {
        let at = |place: u32| self.sums.get(place as usize);
        match (at(run.start), at(run.end)) {
            (Some(start), Some(end)) if end[1] > start[1] => ((end[0] - start[0]) / (end[1] - start[1])) as f32,
            _ => MISSING,
        }
    }
}

impl Sorts {
    fn of(blocks: impl Iterator<Item = (Option<u32>, (f64, f64))>) -> Self {
        let mut all = Vec::new();
        for (number, (odds, weight)) in blocks {
            let Some(number) = number.map(|number| number as usize) else {
                continue;
            };
            if number >= all.len() {
                all.resize(number + 1, (0.0, 0.0));
            }
            if let Some(own) = all.get_mut(number) {
                own.0 += odds * weight;
                own.1 += weight;
            }
        }
        Self(all)
    }

    fn mean(&self, number: Option<u32>) -> f32 {
        number
            .and_then(|number| self.0.get(number as usize))
            .map_or(MISSING, |(sum, weight)| (sum / weight) as f32)
    }
}
