//! What tokens say: each has a learned weight, and those of a block become a few features.

use crate::model::features::NodeKinds;
use crate::model::features::tokens::{Level, TokenHashes, of_address, of_heading, of_text};
use crate::outline::{NodeId, Outline};

/// The weights of the tokens that are known.
#[derive(Default)]
pub struct Encodings {
    pub class: Family,
    pub text: Family,
    pub heading: Family,
}

/// Weights by hash.
#[derive(Default)]
pub struct Family {
    /// Where the hashes with the same upper bits begin.
    buckets: Vec<u16>,
    hashes: Vec<u32>,
    values: Vec<f32>,
}

/// A hash has 24 bits; so many of them are not looked at to find its bucket.
const LOWER_BITS: u32 = 13;
const BUCKETS: u32 = 1 << (24 - LOWER_BITS);

impl Family {
    /// Of ascending hashes.
    pub fn new(hashes: &[u32], values: &[f32]) -> Self {
        let start = |bucket: u32| hashes.partition_point(|hash| hash >> LOWER_BITS < bucket);
        Self {
            buckets: (0..=BUCKETS)
                .map(|bucket| u16::try_from(start(bucket)).unwrap_or(u16::MAX))
                .collect(),
            hashes: hashes.to_vec(),
            values: values.to_vec(),
        }
    }

    fn weight(&self, hash: u32) -> f32 {
        let bucket = (hash >> LOWER_BITS) as usize;
        let start = self.buckets.get(bucket).copied().map_or(0, usize::from);
        let end = self.buckets.get(bucket + 1).copied().map_or(0, usize::from);
        let own = self.hashes.get(start..end).unwrap_or_default();
        let found = own.iter().position(|own| *own == hash);
        found
            .and_then(|place| self.values.get(start + place))
            .copied()
            .unwrap_or(0.0)
    }
}

/// A sum of weights, and of how many tokens.
#[derive(Default, Clone, Copy)]
struct Sum {
    weight: f32,
    tokens: u32,
}

impl Sum {
    fn add(&mut self, weight: f32) {
        self.weight += weight;
        self.tokens += 1;
    }

    fn join(&mut self, other: Self) {
        self.weight += other.weight;
        self.tokens += other.tokens;
    }

    /// Many tokens are surer than few, but not by their number.
    #[expect(clippy::cast_precision_loss, reason = "a block has some hundred tokens")]
    fn encoding(self) -> f32 {
        self.weight / (self.tokens.max(1) as f32).sqrt()
    }
}

/// What the tokens of a block say.
#[derive(Debug, Clone, Copy)]
pub struct Encoded {
    /// Those of the elements around it, near, middle and far.
    pub class: [f32; 3],
    pub class_all: f32,
    pub text: f32,
    pub heading: f32,
}

/// Encodes the tokens of one block after the other.
pub struct Encoder<'e> {
    encodings: &'e Encodings,
    outline: &'e Outline,
    /// Of every element that was met.
    elements: Vec<Option<Sum>>,
    levels: [Sum; 3],
    text: Sum,
    heading: Sum,
    /// The heading that `heading` is of.
    heading_place: Option<usize>,
}

impl<'e> Encoder<'e> {
    pub fn new(encodings: &'e Encodings, outline: &'e Outline) -> Self {
        Self {
            encodings,
            outline,
            elements: vec![None; outline.nodes.len()],
            levels: [Sum::default(); 3],
            text: Sum::default(),
            heading: Sum::default(),
            heading_place: None,
        }
    }

    /// The encodings of the block whose tokens came.
    pub fn take(&mut self) -> Encoded {
        let [near, middle, far] = std::mem::take(&mut self.levels);
        let mut all = near;
        all.join(middle);
        all.join(far);
        Encoded {
            class: [near, middle, far].map(Sum::encoding),
            class_all: all.encoding(),
            text: std::mem::take(&mut self.text).encoding(),
            heading: self.heading.encoding(),
        }
    }
}

impl TokenHashes for Encoder<'_> {
    fn element(&mut self, level: Level, id: NodeId, kinds: &NodeKinds) {
        let Some(slot) = self.elements.get_mut(id as usize) else {
            return;
        };
        let own = *slot.get_or_insert_with(|| {
            let mut sum = Sum::default();
            kinds
                .hashes(self.outline, id)
                .for_each(|hash| sum.add(self.encodings.class.weight(hash)));
            sum
        });
        if let Some(sum) = self.levels.get_mut(level as usize) {
            sum.join(own);
        }
    }

    fn text(&mut self, text: &str) {
        of_text(text, |hash| self.text.add(self.encodings.text.weight(hash)));
    }

    fn link(&mut self, address: &str) {
        of_address(address, |hash| self.text.add(self.encodings.text.weight(hash)));
    }

    fn heading(&mut self, heading: Option<(usize, &str)>) {
        let place = heading.map(|(place, _)| place);
        if place == self.heading_place {
            return;
        }
        self.heading_place = place;
        self.heading = Sum::default();
        if let Some((_, text)) = heading {
            of_heading(text, |hash| self.heading.add(self.encodings.heading.weight(hash)));
        }
    }
}

#[cfg(test)]
impl Encodings {
    /// The six encodings of a block with these tokens; those of class have their level.
    pub fn of(&self, class: &[(u32, u32)], text: &[u32], heading: &[u32]) -> [f32; 6] {
        let sum = |family: &Family, tokens: &mut dyn Iterator<Item = u32>| {
            let mut sum = Sum::default();
            tokens.for_each(|token| sum.add(family.weight(token)));
            sum.encoding()
        };
        let level = |level: u32| {
            sum(
                &self.class,
                &mut class.iter().filter(|own| own.1 == level).map(|own| own.0),
            )
        };
        [
            level(0),
            level(1),
            level(2),
            sum(&self.class, &mut class.iter().map(|own| own.0)),
            sum(&self.text, &mut text.iter().copied()),
            sum(&self.heading, &mut heading.iter().copied()),
        ]
    }
}
