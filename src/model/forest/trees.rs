//! Trees, and what they say of rows of features.

use super::rows::{PADDING, Row};

/// A split, or a leaf.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Values above this go right, others to the node that follows.
    cut: f32,
    /// How far after that one the right child stands; of a leaf, back to itself.
    skip: u16,
    /// The feature's place in a row.
    feature: u8,
}

impl Node {
    /// A split whose right child is not known yet.
    pub fn split(feature: u8, cut: f32) -> Self {
        Self { cut, skip: 0, feature }
    }

    /// A leaf: whatever the row is, it goes to itself.
    pub fn leaf() -> Self {
        Self {
            cut: f32::NEG_INFINITY,
            skip: u16::MAX,
            feature: PADDING,
        }
    }

    /// Tells a split at this place its right child.
    pub fn set_right(&mut self, own: u16, right: u16) {
        self.skip = right.wrapping_sub(own.wrapping_add(1));
    }
}

/// After so many trees, log odds below these will not come up to those of text any more. Most of a page is menus and lists
/// that the first trees are sure of. `training/weights.py` has the same.
const STOPS: [(usize, f32); 5] = [(8, -1.3), (16, -2.05), (20, -2.3), (40, -2.95), (60, -3.0)];

/// What is said of a row that was stopped, or less. `training/weights.py` has the same.
pub const HOPELESS: f32 = -3.0;

/// Rows that go down a tree side by side: each step of one waits for the step before, but not for those of others.
const LANES: usize = 8;

/// Trees whose leaves add up to log odds.
#[derive(Debug, Default)]
pub struct Trees {
    /// In preorder: the left child of a split follows it.
    pub nodes: Vec<Node>,
    /// The value of each node that is a leaf.
    pub values: Vec<f32>,
    pub roots: Vec<u16>,
    pub bias: f32,
}

impl Trees {
    /// The log odds of rows.
    pub fn scores(&self, rows: &[Row]) -> Vec<f32> {
        self.up_to_stops(rows, &[])
    }

    /// As [`scores`](Self::scores), but stops early where a row is hopeless.
    pub fn hopeful_scores(&self, rows: &[Row]) -> Vec<f32> {
        self.up_to_stops(rows, &STOPS)
    }

    fn up_to_stops(&self, rows: &[Row], stops: &[(usize, f32)]) -> Vec<f32> {
        let mut sums = vec![self.bias; rows.len()];
        let mut going_on: Vec<usize> = (0..rows.len()).collect();
        let mut from = 0;
        for (to, least) in stops.iter().copied().chain([(self.roots.len(), f32::NEG_INFINITY)]) {
            let to = to.min(self.roots.len());
            let roots = self.roots.get(from..to).unwrap_or_default();
            for lanes in going_on.chunks(LANES) {
                self.add_trees(roots, rows, lanes, &mut sums);
            }
            going_on.retain(|row| {
                let Some(sum) = sums.get_mut(*row) else {
                    return false;
                };
                let goes_on = *sum >= least;
                if !goes_on {
                    *sum = sum.min(HOPELESS);
                }
                goes_on
            });
            from = to;
        }
        sums
    }

    /// Adds what some trees say of up to [`LANES`] rows.
    fn add_trees(&self, roots: &[u16], rows: &[Row], lanes: &[usize], sums: &mut [f32]) {
        let Some(first) = lanes.first().and_then(|row| rows.get(*row)) else {
            return;
        };
        // Lanes without a row of their own go with the first one's.
        let row = |lane: usize| lanes.get(lane).and_then(|row| rows.get(*row)).unwrap_or(first);
        let rows: [&Row; LANES] = std::array::from_fn(row);
        let mut added = [0.0; LANES];
        for root in roots {
            let mut at = [*root; LANES];
            loop {
                let mut next = at;
                for (at, row) in next.iter_mut().zip(rows) {
                    *at = self.step(*at, row);
                }
                if next == at {
                    break;
                }
                at = next;
            }
            for (sum, leaf) in added.iter_mut().zip(at) {
                *sum += self.values.get(usize::from(leaf)).copied().unwrap_or_default();
            }
        }
        for (row, added) in lanes.iter().zip(added) {
            if let Some(sum) = sums.get_mut(*row) {
                *sum += added;
            }
        }
    }

    /// The child of a node that a row goes to; of a leaf itself.
    #[inline]
    fn step(&self, at: u16, row: &Row) -> u16 {
        let Some(node) = self.nodes.get(usize::from(at)) else {
            return at;
        };
        // Worked out, not branched for: which way a row goes cannot be foretold.
        let right = u16::from(row.value(node.feature) > node.cut);
        at.wrapping_add(1).wrapping_add(node.skip & right.wrapping_neg())
    }
}
