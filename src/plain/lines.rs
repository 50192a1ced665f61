//! A text's blocks, and what is looked up about them.

use hashbrown::{DefaultHashBuilder, HashMap};

use super::blocks::{Block, blocks};
use super::subject::{MOST_SAID, each_long_word, headline};
use super::traits::{Mark, Traits};
use super::wordings::Cue;
use crate::clutter::Kind;
use crate::model::Sums;

/// A text's blocks.
pub struct Lines<'t> {
    text: &'t str,
    pub blocks: Vec<Block>,
    pub traits: Vec<Traits>,
    /// Words of prose.
    pub prose: Sums,
    pub words: Sums,
    /// Blocks with a date or a time of day.
    pub dated: Sums,
    /// Blocks that speak of copyright, cookies or terms.
    pub legal: Sums,
    /// Headings of comments.
    pub comments: Sums,
    /// The block that most looks like the headline of what follows it.
    pub headline: Option<usize>,
    /// Of 100 longer words of a block, those that stand in the prose of other blocks.
    pub known: Vec<u8>,
    /// For each block, the words of prose of the stretch it stands in; prose with little between is one stretch.
    pub stretches: Vec<u32>,
    pub largest_stretch: u32,
    /// The heading that each block is or stands below, if one is near and no prose between, and how far above it is.
    sections: Vec<Option<(u32, u16)>>,
    hasher: DefaultHashBuilder,
}

/// A heading counts for so many blocks.
const FAR_BELOW: u16 = 40;
/// So many blocks without prose part two stretches of it.
const GAP: usize = 8;

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Self {
        let hasher = DefaultHashBuilder::default();
        let blocks = blocks(text);
        let of = |block: &Block| text.get(block.range.clone()).unwrap_or_default();
        let mut traits: Vec<Traits> = blocks.iter().map(|block| Traits::of(of(block), &hasher)).collect();
        mark_repeated(&mut traits);
        let sums = |is_so: fn(&Traits) -> bool| Sums::of(traits.iter().map(|own| u32::from(is_so(own))));
        let stretches = stretches(&traits);
        let mut lines = Self {
            text,
            prose: Sums::of(traits.iter().map(Traits::prose)),
            words: Sums::of(traits.iter().map(|own| own.words)),
            dated: sums(|own| own.has(Mark::Date) || own.has(Mark::Clock)),
            legal: sums(|own| own.cues.holds(Cue::Copyright) || own.cues.holds(Cue::Consent)),
            comments: sums(|own| own.heading == Some(Kind::Comments)),
            headline: None,
            known: Vec::new(),
            largest_stretch: stretches.iter().copied().max().unwrap_or(0),
            stretches,
            sections: sections(&traits),
            blocks,
            traits,
            hasher,
        };
        lines.headline = headline(&lines, &lines.hasher);
        lines.known = lines.known();
        lines
    }

    /// A block's text as it stands.
    pub fn text(&self, place: usize) -> &'t str {
        self.blocks
            .get(place)
            .and_then(|block| self.text.get(block.range.clone()))
            .unwrap_or_default()
    }

    /// Whether two blocks say the same.
    pub fn same(&self, one: usize, other: usize) -> bool {
        match (self.traits.get(one), self.traits.get(other)) {
            (Some(first), Some(second)) => first.hash == second.hash,
            _ => false,
        }
    }

    pub fn is_prose(&self, place: usize) -> bool {
        self.traits.get(place).is_some_and(Traits::is_prose)
    }

    /// The heading a block stands below, and how many blocks above it that is.
    pub fn heading_above(&self, place: usize) -> Option<(usize, u16)> {
        let (heading, far) = self.sections.get(place.checked_sub(1)?).copied().flatten()?;
        Some((heading as usize, far))
    }

    /// The heading a block is itself, or stands below.
    pub fn heading_of(&self, place: usize) -> Option<usize> {
        let own = self
            .sections
            .get(place)
            .copied()
            .flatten()
            .filter(|(heading, _)| *heading as usize == place);
        own.map(|_| place)
            .or_else(|| self.heading_above(place).map(|(heading, _)| heading))
    }

    /// What a block would announce as a heading.
    pub fn kind_of(&self, place: usize) -> Option<Kind> {
        self.traits.get(place)?.heading
    }

    /// Hashes of a block's longer words.
    pub fn each_long_word(&self, place: usize, each: &mut dyn FnMut(u64)) {
        each_long_word(self.text(place), &self.hasher, each);
    }

    /// The share of each block's longer words that other blocks of prose have.
    fn known(&self) -> Vec<u8> {
        // For each word whether more than one block of prose has it, and the first.
        let mut said: HashMap<u64, (u32, usize)> = HashMap::new();
        let places = 0..self.blocks.len();
        for place in places.clone().filter(|place| self.is_prose(*place)) {
            each_long_word(self.text(place), &self.hasher, &mut |word| {
                if said.len() < MOST_SAID || said.contains_key(&word) {
                    let (others, first) = said.entry(word).or_insert((0, place));
                    *others |= u32::from(*first != place);
                }
            });
        }
        let share = |place: usize| {
            let (mut known, mut all) = (0_u64, 0_u64);
            each_long_word(self.text(place), &self.hasher, &mut |word| {
                all += 1;
                known += u64::from(
                    said.get(&word)
                        .is_some_and(|(others, first)| *others > 0 || *first != place),
                );
            });
            u8::try_from((known * 100).checked_div(all).unwrap_or(0)).unwrap_or(100)
        };
        places.map(share).collect()
    }
}

fn mark_repeated(traits: &mut [Traits]) {
    let mut times: HashMap<u64, u32> = HashMap::new();
    for own in traits.iter() {
        *times.entry(own.hash).or_default() += 1;
    }
    for own in traits {
        if times.get(&own.hash).is_some_and(|times| *times > 1) {
            own.set_repeated();
        }
    }
}

/// Whether a heading is but a label of an entry in a list of its kind: 'Latest' beside 'World' and 'Sport'.
fn is_label(own: &Traits, above: Option<(&Traits, u16)>) -> bool {
    above.is_some_and(|(heading, far)| far > 0 && own.words == 1 && heading.heading == own.heading)
}

fn sections(traits: &[Traits]) -> Vec<Option<(u32, u16)>> {
    let mut heading: Option<(u32, u16)> = None;
    let sections = traits.iter().enumerate().map(|(place, own)| {
        heading = match heading {
            _ if own.heading.is_some()
                && !is_label(
                    own,
                    heading.and_then(|(place, far)| Some((traits.get(place as usize)?, far))),
                ) =>
            {
                Some((u32::try_from(place).unwrap_or(u32::MAX), 0))
            }
            Some((heading, far)) if far < FAR_BELOW && !own.is_prose() => Some((heading, far + 1)),
            _ => None,
        };
        heading
    });
    sections.collect()
}

fn stretches(traits: &[Traits]) -> Vec<u32> {
    let mut stretches = vec![0; traits.len()];
    let (mut from, mut last, mut words) = (0, 0, 0_u32);
    let mut end = |from: usize, last: usize, words: u32| {
        stretches.get_mut(from..=last).unwrap_or_default().fill(words);
    };
    for (place, own) in traits.iter().enumerate().filter(|(_, own)| own.is_prose()) {
        if words > 0 && place - last > GAP {
            end(from, last, words);
            words = 0;
        }
        if words == 0 {
            from = place;
        }
        words = words.saturating_add(own.words);
        last = place;
    }
    end(from, last, words);
    stretches
}
