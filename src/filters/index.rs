//! Which rules an element is worth asking for.
//!
//! Every rule hangs on one key: of what it asks of its element, that on which the fewest rules hang already. An id, a class or
//! some letters of an attribute's value tell more than the attribute's or the element's name; where the element itself is asked for
//! nothing but those (`#ads > div`), the rule hangs on an id or a class of the elements around. A page's element looks up its own
//! keys, and as a rule nothing hangs on them.

use super::selector::{CLASS, ELEMENT, ID, NameId, Operator, Selectors, Test};

/// So many letters of a value are a key.
const LETTERS: usize = 6;

/// A rule's number.
pub type RuleId = u32;

/// Rules by their keys.
#[derive(Default)]
pub struct Index {
    /// The first rule, and one more, that hangs on a key, by the key's last bits; 0 for none.
    heads: Vec<u32>,
    /// The next rule on the same key, likewise, by rules.
    next: Vec<u32>,
    /// Rules that hang on what is around their element, a bit each.
    on_around: Vec<u64>,
    /// Whether letters of values are keys, by the numbers of attributes.
    by_letters: Vec<bool>,
}

/// What the first tests of rules look like.
pub struct Asked<'t> {
    /// The tests of the element itself.
    pub own: &'t [Test],
    /// Those of the elements around.
    pub around: &'t [Test],
}

impl Index {
    pub fn new(rules: usize, names: usize) -> Self {
        Self {
            heads: vec![0; (rules * 2).next_power_of_two()],
            next: Vec::with_capacity(rules),
            on_around: vec![0; rules / 64 + 1],
            by_letters: vec![false; names],
        }
    }

    /// Adds the next rule.
    pub fn push(&mut self, asked: &Asked<'_>, list: &Selectors) {
        let rule = self.next.len();
        let (key, is_around) = self.key(asked, list);
        let slot = self.slot(key);
        let head = self.heads.get(slot).copied().unwrap_or(0);
        self.next.push(head);
        if let Some(head) = self.heads.get_mut(slot) {
            *head = u32::try_from(rule + 1).unwrap_or(0);
        }
        if is_around && let Some(bits) = self.on_around.get_mut(rule / 64) {
            *bits |= 1 << (rule % 64);
        }
    }

    /// The rules on a key.
    pub fn on(&self, key: Key) -> impl Iterator<Item = RuleId> {
        let mut next = self.heads.get(self.slot(key)).copied();
        std::iter::from_fn(move || {
            let rule = next?.checked_sub(1)?;
            next = self.next.get(rule as usize).copied();
            Some(rule)
        })
    }

    /// Whether a rule hangs on what is around its element.
    pub fn is_on_around(&self, rule: RuleId) -> bool {
        let bits = self.on_around.get(rule as usize / 64).copied().unwrap_or(0);
        bits >> (rule % 64) & 1 == 1
    }

    /// The keys of an element's attribute.
    pub fn keys_of(&self, name: NameId, value: &str, mut take: impl FnMut(Key)) {
        take(Key::of(name, b""));
        match name {
            ELEMENT | ID => take(Key::of(name, value.as_bytes())),
            CLASS => {
                for word in value.split_ascii_whitespace() {
                    take(Key::of(name, word.as_bytes()));
                }
            }
            _ => {}
        }
        if self.by_letters.get(name as usize) == Some(&true) {
            for letters in value.as_bytes().windows(LETTERS) {
                take(Key::of_letters(name, letters));
            }
        }
    }

    fn slot(&self, key: Key) -> usize {
        key.0 as usize & (self.heads.len() - 1)
    }

    fn key(&mut self, asked: &Asked<'_>, list: &Selectors) -> (Key, bool) {
        if let Some((key, letters_of)) = self.rarest(asked.own, list, true) {
            if let Some(by_letters) = letters_of.and_then(|name| self.by_letters.get_mut(name as usize)) {
                *by_letters = true;
            }
            return (key, false);
        }
        if let Some((key, _)) = self.rarest(asked.around, list, false) {
            return (key, true);
        }
        let told = || asked.own.iter().filter(|test| !test.negated);
        let named = told().find(|test| test.name > CLASS).or_else(|| told().next());
        let key = match named {
            Some(test) if test.name == ELEMENT => Key::of(ELEMENT, test.value.of(&list.text).as_bytes()),
            Some(test) => Key::of(test.name, b""),
            None => Key::of(ELEMENT, b""),
        };
        (key, false)
    }

    /// The telling key on which the fewest rules hang, and the attribute whose letters it is of.
    fn rarest(&self, tests: &[Test], list: &Selectors, with_letters: bool) -> Option<(Key, Option<NameId>)> {
        let mut best: Option<(usize, Key, Option<NameId>)> = None;
        let mut offer = |key: Key, letters_of: Option<NameId>| {
            const MANY: usize = 32;
            let most = best.as_ref().map_or(MANY, |(count, ..)| *count);
            let count = if most == 0 { 0 } else { self.on(key).take(most).count() };
            if count < most || best.is_none() {
                best = Some((count, key, letters_of));
            }
        };
        for test in tests.iter().filter(|test| !test.negated && !test.any_case) {
            let value = test.value.of(&list.text).as_bytes();
            match (test.name, test.operator) {
                (ID, Operator::Equals) | (CLASS, Operator::Word) => offer(Key::of(test.name, value), None),
                (ELEMENT, _) | (_, Operator::Present) => {}
                _ if with_letters => {
                    for letters in value.windows(LETTERS) {
                        offer(Key::of_letters(test.name, letters), Some(test.name));
                    }
                }
                _ => {}
            }
        }
        best.map(|(_, key, letters_of)| (key, letters_of))
    }
}

/// What a rule hangs on, as a number: two of the same are asked a little more than needed.
#[derive(Clone, Copy)]
pub struct Key(u32);

impl Key {
    /// Of an attribute and its value, or one of its words; of none, the attribute itself.
    fn of(name: NameId, value: &[u8]) -> Self {
        Self(hash(name.wrapping_mul(2), value))
    }

    fn of_letters(name: NameId, letters: &[u8]) -> Self {
        Self(hash(name.wrapping_mul(2) + 1, letters))
    }
}

/// FNV-1a, with its bits mixed once more.
fn hash(seed: u32, bytes: &[u8]) -> u32 {
    let start = 0x811c_9dc5 ^ seed.wrapping_mul(0x9e37_79b1);
    let hash = bytes
        .iter()
        .fold(start, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hash ^ hash >> 15
}
