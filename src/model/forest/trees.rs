//! Trees, and what they say of rows of features.

use crate::model::features::MISSING;

/// A split, or a leaf.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Values above this go right.
    pub cut: f32,
    /// The feature's place in a row.
    pub feature: u16,
    /// The left child and the right one; of a leaf itself, twice.
    pub children: [u16; 2],
}

/// After so many trees, log odds below these will not come up to those of text any more. Most of a page is menus and lists
/// that the first trees are sure of. `training/weights.py` has the same.
const STOPS: [(usize, f32); 2] = [(20, -2.5), (40, -3.0)];

/// Rows that go down a tree side by side: each step of one waits for the step before, but not for those of others.
const LANES: usize = 4;

/// Trees whose leaves add up to log odds.
#[derive(Debug, Default)]
pub struct Trees {
    pub nodes: Vec<Node>,
    /// The value of each node that is a leaf.
    pub values: Vec<f32>,
    pub roots: Vec<u16>,
    pub bias: f32,
}

impl Trees {
    /// The log odds of rows of so many features each, one behind the other.
    pub fn scores(&self, rows: &[f32], width: usize) -> Vec<f32> {
        self.up_to_stops(rows, width, &[])
    }

    /// As [`scores`](Self::scores), but stops early where a row is hopeless.
    pub fn hopeful_scores(&self, rows: &[f32], width: usize) -> Vec<f32> {
        self.up_to_stops(rows, width, &STOPS)
    }

    fn up_to_stops(&self, rows: &[f32], width: usize, stops: &[(usize, f32)]) -> Vec<f32> {
        let rows: Vec<&[f32]> = rows.chunks_exact(width.max(1)).collect();
        let mut sums = vec![self.bias; rows.len()];
        let mut going_on: Vec<usize> = (0..rows.len()).collect();
        let mut from = 0;
        for (to, least) in stops.iter().copied().chain([(self.roots.len(), f32::NEG_INFINITY)]) {
            let to = to.min(self.roots.len());
            for root in self.roots.get(from..to).unwrap_or_default() {
                for lanes in going_on.chunks(LANES) {
                    self.add_tree(*root, &rows, lanes, &mut sums);
                }
            }
            going_on.retain(|row| sums.get(*row).is_some_and(|sum| *sum >= least));
            from = to;
        }
        sums
    }

    /// Adds what one tree says of some rows.
    fn add_tree(&self, root: u16, rows: &[&[f32]], lanes: &[usize], sums: &mut [f32]) {
        let row = |lane: usize| {
            lanes
                .get(lane)
                .and_then(|row| rows.get(*row))
                .copied()
                .unwrap_or_default()
        };
        let rows = [row(0), row(1), row(2), row(3)];
        let [mut one, mut two, mut three, mut four] = [root; LANES];
        loop {
            let next = (
                self.step(one, rows[0]),
                self.step(two, rows[1]),
                self.step(three, rows[2]),
                self.step(four, rows[3]),
            );
            if next == (one, two, three, four) {
                break;
            }
            (one, two, three, four) = next;
        }
        for (row, leaf) in lanes.iter().zip([one, two, three, four]) {
            if let (Some(sum), Some(value)) = (sums.get_mut(*row), self.values.get(usize::from(leaf))) {
                *sum += value;
            }
        }
    }

    /// The child of a node that a row goes to; of a leaf itself.
    fn step(&self, at: u16, row: &[f32]) -> u16 {
        let Some(node) = self.nodes.get(usize::from(at)) else {
            return at;
        };
        let value = row.get(usize::from(node.feature)).copied().unwrap_or(MISSING);
        // Looked up, not branched for: which way a row goes cannot be foretold.
        node.children.get(usize::from(value > node.cut)).copied().unwrap_or(at)
    }
}
