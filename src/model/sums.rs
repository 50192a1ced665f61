use std::ops::Range;

/// Sums over any run of a page's blocks, in constant time.
pub struct Sums(Vec<u32>);

impl Sums {
    /// Of one figure a block.
    pub fn of(mut figures: impl Iterator<Item = u32>) -> Self {
        Self::of_all(&mut figures)
    }

    /// Compiled once for all callers.
    fn of_all(figures: &mut dyn Iterator<Item = u32>) -> Self {
        let mut total = 0_u32;
        let mut before = vec![0];
        before.extend(figures.map(|figure| {
            total = total.saturating_add(figure);
            total
        }));
        Self(before)
    }

    /// Over a run; what of it lies past the last block adds nothing.
    pub fn over(&self, run: &Range<usize>) -> u32 {
        let before = |place: usize| self.0.get(place).or(self.0.last()).copied().unwrap_or(0);
        before(run.end).saturating_sub(before(run.start))
    }

    pub fn all(&self) -> u32 {
        self.0.last().copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;

    #[test]
    fn runs_are_summed() {
        let sums = Sums::of([3, 0, 4].into_iter());
        assert_eq!(
            (
                sums.over(&(0..1)),
                sums.over(&(1..3)),
                sums.over(&(1..9)),
                sums.over(&(2..2))
            ),
            (3, 4, 4, 0)
        );
        assert_eq!(sums.all(), 7);
    }
}
