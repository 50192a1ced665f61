//! Trees, and what they say of rows of features.

use super::rows::{PADDING, Row};

/// A split, or a leaf.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The feature's place in a row.
    feature: u8,
    /// Rows above this one of the feature's cuts go right, others to the node that follows.
    cut: u8,
    /// How far after that one the right child stands; of a leaf, back to itself.
    skip: i16,
}

impl Node {
    /// A split whose cut and right child are not known yet.
    pub fn split(feature: u8) -> Self {
        Self {
            feature,
            cut: 0,
            skip: 0,
        }
    }

    /// A leaf: whatever the row is, it goes to itself.
    pub fn leaf() -> Self {
        Self {
            feature: PADDING,
            cut: 0,
            skip: -1,
        }
    }

    pub fn is_leaf(self) -> bool {
        self.feature == PADDING
    }

    pub fn set_cut(&mut self, cut: u8) {
        self.cut = cut;
    }

    /// Tells a split how far after the node that follows it its right child stands.
    pub fn set_skip(&mut self, skip: i16) {
        self.skip = skip;
    }

    /// How far on a row goes from here, which is nowhere from a leaf.
    #[inline]
    fn step(self, row: &Row) -> i32 {
        // Worked out, not branched for: which way a row goes cannot be foretold.
        let right = (i32::from(self.cut) - i32::from(row.rank(self.feature))) >> 31;
        1 + (i32::from(self.skip) & right)
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
    /// Of each feature's place in a row, its cuts in ascending order.
    pub cuts: Vec<Vec<f32>>,
    /// In preorder: the left child of a split follows it.
    pub nodes: Vec<Node>,
    /// The value of each node that is a leaf, in parts of the scale.
    pub values: Vec<i8>,
    pub roots: Vec<u16>,
    pub scale: f32,
    pub bias: f32,
}

impl Trees {
    /// Above how many of the cuts of the feature at this place a value is.
    pub fn rank(&self, place: usize, value: f32) -> u8 {
        let own = self
            .cuts
            .get(place)
            .map_or(0, |cuts| cuts.partition_point(|cut| value > *cut));
        u8::try_from(own).unwrap_or(u8::MAX)
    }

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
        // Side by side, so that one place tells where all of them are.
        let rows: [Row; LANES] = std::array::from_fn(|lane| *row(lane));
        let mut added = [0.0; LANES];
        for root in roots {
            let mut at = [u32::from(*root); LANES];
            loop {
                let mut moved = 0;
                for (at, row) in at.iter_mut().zip(&rows) {
                    let Some(node) = self.nodes.get(*at as usize) else {
                        return;
                    };
                    let step = node.step(row);
                    *at = at.wrapping_add_signed(step);
                    moved |= step;
                }
                if moved == 0 {
                    break;
                }
            }
            for (sum, leaf) in added.iter_mut().zip(at) {
                *sum += f32::from(self.values.get(leaf as usize).copied().unwrap_or_default()) * self.scale;
            }
        }
        for (row, added) in lanes.iter().zip(added) {
            if let Some(sum) = sums.get_mut(*row) {
                *sum += added;
            }
        }
    }
}
