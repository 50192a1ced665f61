/// Things by numbers of their texts: several may have the same, and one is looked up in no time.
#[derive(Default)]
pub struct Table {
    /// One more than the first thing, by the number's last bits; 0 for none.
    heads: Vec<u32>,
    /// The number of each thing, and one more than the next thing with the same last bits.
    things: Vec<(u32, u32)>,
}

impl Table {
    /// Of the numbers of all things, in their order.
    pub fn of(numbers: impl ExactSizeIterator<Item = u32>) -> Self {
        let mut table = Self {
            heads: vec![0; (numbers.len() * 2).next_power_of_two()],
            things: Vec::with_capacity(numbers.len()),
        };
        for (place, number) in (1..).zip(numbers) {
            let slot = table.slot(number);
            if let Some(head) = table.heads.get_mut(slot) {
                table.things.push((number, *head));
                *head = place;
            }
        }
        table
    }

    /// The things with this number, the last one first.
    pub fn on(&self, number: u32) -> impl Iterator<Item = u32> {
        let mut next = self.heads.get(self.slot(number)).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            loop {
                let thing = next.checked_sub(1)?;
                let (own, after) = *self.things.get(thing as usize)?;
                next = after;
                if own == number {
                    return Some(thing);
                }
            }
        })
    }

    fn slot(&self, number: u32) -> usize {
        number as usize & self.heads.len().wrapping_sub(1)
    }
}

/// A number for a text that is asked for in a way of its own, the `seed`: FNV-1a, with its bits mixed once more.
pub fn number_of(seed: u32, text: &[u8]) -> u32 {
    let start = 0x811c_9dc5 ^ seed.wrapping_mul(0x9e37_79b1);
    let hash = text
        .iter()
        .fold(start, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 15).wrapping_mul(0x85eb_ca6b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_found_by_their_numbers() {
        let table = Table::of([7, 8, 7, 7 + (1 << 20), 0].into_iter());
        assert_eq!(table.on(7).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(table.on(0).collect::<Vec<_>>(), [4]);
        assert_eq!(table.on(9).count(), 0);
        assert_eq!(Table::default().on(7).count(), 0);
    }
}
