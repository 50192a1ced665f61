//! The file of weights: written by `training/weights.py`, whose head describes the format.

use super::encodings::{Encodings, Family};
use super::rows::PADDING;
use super::trees::{Node, Trees};
use super::{Learned, Line};

/// The weights as bytes.
pub struct Weights<'b>(pub &'b [u8]);

/// A tree is no deeper; a file that says so is damaged.
const DEEPEST: usize = 64;

impl Weights<'_> {
    /// The fingerprint of the features' names that the weights were learned with.
    #[cfg(test)]
    pub fn fingerprint(&self) -> Option<u32> {
        Bytes(self.0).u32()
    }

    /// What was learned, or `None` if the bytes are damaged.
    pub fn read(&self) -> Option<Learned> {
        let mut bytes = Bytes(self.0);
        bytes.u32()?;
        let (first, second) = (trees(&mut bytes)?, trees(&mut bytes)?);
        let encodings = Encodings {
            class: family(&mut bytes)?,
            text: family(&mut bytes)?,
            heading: family(&mut bytes)?,
        };
        let thresholds = u32::from(bytes.u16()?);
        let thresholds = bytes.many(thresholds, Bytes::f32)?;
        let [fixed, share] = *thresholds.as_slice() else {
            return None;
        };
        bytes.0.is_empty().then_some(Learned {
            first,
            second,
            encodings,
            line: Line { fixed, share },
        })
    }
}

impl Trees {
    /// A forest by itself: the fingerprint of its features' names, then as one of the block model's. `None` of damaged bytes.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        bytes.u32()?;
        let forest = trees(&mut bytes)?;
        bytes.0.is_empty().then_some(forest)
    }

    /// The fingerprint of the features' names that a forest was learned with.
    #[cfg(test)]
    pub fn fingerprint(bytes: &[u8]) -> Option<u32> {
        Bytes(bytes).u32()
    }
}

/// Reads the cuts of a forest, then its trees.
fn trees(bytes: &mut Bytes<'_>) -> Option<Trees> {
    let mut trees = Trees::default();
    let features = u32::from(bytes.u8()?);
    for count in bytes.many(features, Bytes::u8)? {
        let mut last = 0_u16;
        let cuts = bytes.many(u32::from(count), |bytes| {
            last = last.wrapping_add(u16::try_from(bytes.varint()?).ok()?);
            Some(bfloat16(last))
        });
        trees.cuts.push(cuts?);
    }
    (trees.scale, trees.bias) = (bytes.f32()?, bytes.f32()?);
    for _ in 0..bytes.u16()? {
        trees.roots.push(u16::try_from(trees.nodes.len()).ok()?);
        tree(bytes, &mut trees, 0)?;
    }
    for node in trees.nodes.iter_mut().filter(|node| !node.is_leaf()) {
        node.set_cut(bytes.u8()?);
    }
    for node in &trees.nodes {
        trees.values.push(if node.is_leaf() { bytes.i8()? } else { 0 });
    }
    Some(trees)
}

/// The number whose bits these are, where they are counted from one number to the next, from 0 on.
fn bfloat16(counted: u16) -> f32 {
    let sign = 0x8000;
    let bits = if counted < sign { counted } else { counted ^ (sign - 1) };
    f32::from_bits(u32::from(bits) << 16)
}

/// Reads the features of a tree in preorder.
fn tree(bytes: &mut Bytes<'_>, trees: &mut Trees, depth: usize) -> Option<()> {
    let feature = bytes.u8()?;
    let own = trees.nodes.len();
    if feature == PADDING {
        trees.nodes.push(Node::leaf());
        return Some(());
    }
    if depth > DEEPEST || usize::from(feature) >= trees.cuts.len() {
        return None;
    }
    trees.nodes.push(Node::split(feature));
    tree(bytes, trees, depth + 1)?;
    let skip = i16::try_from(trees.nodes.len() - own - 1).ok()?;
    trees.nodes.get_mut(own)?.set_skip(skip);
    tree(bytes, trees, depth + 1)
}

fn family(bytes: &mut Bytes<'_>) -> Option<Family> {
    let scale = bytes.f32()?;
    let count = bytes.u32()?;
    let lowest = bytes.many(count, Bytes::u8)?;
    let mut last = 0_u32;
    let hashes = lowest
        .into_iter()
        .map(|lowest| {
            last = last.checked_add(bytes.varint()? << 8 | u32::from(lowest))?;
            Some(last)
        })
        .collect::<Option<Vec<u32>>>()?;
    let values = bytes.many(count, |bytes| Some(f32::from(bytes.i8()?) * scale))?;
    Some(Family::new(&hashes, &values))
}

/// What is left to read.
struct Bytes<'b>(&'b [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn many<T>(&mut self, count: u32, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..count).map(|_| one(self)).collect()
    }

    fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    fn i8(&mut self) -> Option<i8> {
        self.take().map(i8::from_le_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }

    /// LEB128.
    fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

/// FNV-1a of the names, a line each.
#[cfg(test)]
pub fn fingerprint_of(names: &[&str]) -> u32 {
    names.join("\n").bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
