//! Sorting by numbers.
//!
//! All that is sorted is sorted as `[u32; 3]`, for the sake of the module's size: of each other type, the sort is compiled anew.

/// The places of things in the ascending order of their keys; of the same key, in the order they came in.
pub fn places_in_order(mut keys: impl Iterator<Item = [u32; 2]>) -> Vec<usize> {
    in_order(&mut keys)
}

fn in_order(keys: &mut dyn Iterator<Item = [u32; 2]>) -> Vec<usize> {
    let mut sorted: Vec<[u32; 3]> = keys
        .zip(0..)
        .map(|([upper, lower], place)| [upper, lower, place])
        .collect();
    sorted.sort_unstable();
    sorted.iter().map(|[_, _, place]| *place as usize).collect()
}

/// A key by which odds, from 0 to 1, are in descending order.
#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
pub fn descending(odds: f64) -> [u32; 2] {
    // The bits of floats of one sign are in the order of the floats.
    let bits = !odds.to_bits();
    [(bits >> 32) as u32, bits as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_both_numbers_and_then_as_they_came() {
        let keys = [[2, 0], [1, 9], [1, 3], [2, 0], [0, 9], [1, 3]];
        assert_eq!(places_in_order(keys.into_iter()), [4, 2, 5, 1, 0, 3]);
    }

    #[test]
    fn the_highest_odds_come_first() {
        let odds = [0.0, 1e-300, 0.5, 0.5 + f64::EPSILON, 1.0];
        assert_eq!(places_in_order(odds.into_iter().map(descending)), [4, 3, 2, 1, 0]);
    }
}
