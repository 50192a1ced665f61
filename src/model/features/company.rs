//! Which blocks a block belongs together with: those whose first scores say something of its own.

use std::ops::Range;

use super::ancestors::Ancestors;
use super::{Features, Page};

/// How many elements around a block are looked at, from the second innermost on.
const LEVELS: usize = 4;

/// The blocks around a block, and the numbers of the sorts it is of.
#[derive(Debug, Clone)]
pub struct Company {
    /// Blocks dressed alike have the same number.
    pub dress: u32,
    /// Blocks in like elements side by side have the same number, if there are such elements.
    pub group: Option<u32>,
    /// From the heading above (or the page's beginning) to before the next.
    pub section: Run,
    /// The number of its element.
    pub element: u8,
    /// The blocks in the elements around it.
    pub levels: [Run; LEVELS],
}

/// A run of blocks: from one to before another; past all blocks where there is none.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub start: u32,
    pub end: u32,
}

impl Run {
    const NONE: Self = Self {
        start: u32::MAX,
        end: u32::MAX,
    };

    fn of(run: &Range<usize>) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self {
            start: number(run.start),
            end: number(run.end),
        }
    }
}

impl Company {
    pub fn of(features: &Features<'_>, place: usize, element: u8, ancestors: &Ancestors) -> Self {
        let page: &Page<'_> = features.page;
        let start = features.headlines.heading_of(place).unwrap_or(0);
        Self {
            dress: features.groups.dress(place).unwrap_or(0),
            group: ancestors.largest_group.and_then(|id| features.groups.number(id)),
            section: Run::of(&(start..features.next_headings.after(place))),
            element,
            levels: std::array::from_fn(|level| {
                let run = ancestors.blocks_of_level(page, level + 1);
                run.as_ref().map_or(Run::NONE, Run::of)
            }),
        }
    }

    /// As numbers, for training: the dress, the group, the section, the element, the levels; `u32::MAX` for what is not there.
    #[cfg(feature = "training")]
    pub fn numbers(&self) -> Vec<u32> {
        let mut all = vec![self.dress, self.group.unwrap_or(u32::MAX)];
        all.extend([self.section.start, self.section.end, u32::from(self.element)]);
        for level in self.levels {
            all.extend([level.start, level.end]);
        }
        all
    }

    /// The reverse of [`numbers`](Self::numbers).
    #[cfg(test)]
    pub fn of_numbers(numbers: &[u32]) -> Self {
        let at = |place: usize| numbers.get(place).copied().unwrap_or(u32::MAX);
        let run = |place: usize| Run {
            start: at(place),
            end: at(place + 1),
        };
        Self {
            dress: at(0),
            group: Some(at(1)).filter(|group| *group != u32::MAX),
            section: run(2),
            element: u8::try_from(at(4)).unwrap_or(u8::MAX),
            levels: std::array::from_fn(|level| run(5 + 2 * level)),
        }
    }
}
