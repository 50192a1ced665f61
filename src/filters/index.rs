//! Which rules an element is worth asking for.
//!
//! Every rule hangs on one key: of what it asks of its element, that which the fewest rules ask for. An id, a class or
//! some letters of an attribute's value tell more than the attribute's or the element's name; where the element itself is asked for
//! nothing but those (`#ads > div`), the rule hangs on an id or a class of the elements around. A page's element looks up its own
//! keys, and as a rule nothing hangs on them.

use super::selector::{CLASS, ELEMENT, ID, NameId, Operator, Selectors, Test};
use super::table::{Table, number_of};

/// So many letters of a value are a key.
const LETTERS: usize = 4;

/// With so many rules on it, a key is as good as alone.
const FEW_RULES: u16 = 4;

/// Rules by their keys; they are numbered as they are added.
#[derive(Default)]
pub struct Index {
    rules: Table,
    /// Bits of keys that some rule hangs on, few enough to stay close at hand: most keys of a page are on none.
    is_known: Vec<u64>,
    /// Rules that hang on what is around their element, a bit each.
    on_around: Vec<u64>,
    /// Whether letters of values are keys, by the numbers of attributes.
    by_letters: Vec<bool>,
    /// How many rules ask for a key, by its last bits; while they are added.
    counts: Vec<u16>,
}

/// What a rule asks.
pub struct Asked<'t> {
    /// The tests of the element itself.
    pub own: &'t [Test],
    /// Those of the elements around.
    pub around: &'t [Test],
}

impl Index {
    /// Of all rules there are; `asked` tells what each asks, in attributes with numbers below `names`.
    pub fn of<'t>(rules: usize, names: usize, list: &Selectors, asked: &dyn Fn(usize) -> Asked<'t>) -> Self {
        let mut index = Self {
            rules: Table::default(),
            is_known: vec![0; (rules / 4).next_power_of_two()],
            on_around: vec![0; rules / 64 + 1],
            by_letters: vec![false; names],
            counts: vec![0; (rules * 8).next_power_of_two()],
        };
        for rule in 0..rules {
            let asked = asked(rule);
            for test in [asked.own, asked.around].into_iter().flatten() {
                telling(test, list, &mut |key| {
                    let slot = index.counted(key);
                    if let Some(count) = index.counts.get_mut(slot) {
                        *count = count.saturating_add(1);
                    }
                });
            }
        }
        let keys: Vec<u32> = (0..rules).map(|rule| index.add(rule, &asked(rule), list).0).collect();
        index.rules = Table::of(keys.into_iter());
        index.counts = Vec::new();
        index
    }

    /// Takes note of a rule and gives the key it hangs on.
    fn add(&mut self, rule: usize, asked: &Asked<'_>, list: &Selectors) -> Key {
        let (key, is_around) = self.key(asked, list);
        let (word, bit) = self.known_bit(key);
        if let Some(bits) = self.is_known.get_mut(word) {
            *bits |= bit;
        }
        if is_around && let Some(bits) = self.on_around.get_mut(rule / 64) {
            *bits |= 1 << (rule % 64);
        }
        key
    }

    fn counted(&self, key: Key) -> usize {
        key.0 as usize & self.counts.len().wrapping_sub(1)
    }

    /// The rules that hang on a key.
    pub fn on(&self, key: Key) -> impl Iterator<Item = u32> {
        let (word, bit) = self.known_bit(key);
        let is_known = self.is_known.get(word).is_some_and(|bits| bits & bit != 0);
        is_known.then(|| self.rules.on(key.0)).into_iter().flatten()
    }

    fn known_bit(&self, key: Key) -> (usize, u64) {
        let word = (key.0 >> 6) as usize & self.is_known.len().wrapping_sub(1);
        (word, 1 << (key.0 & 63))
    }

    /// Whether one of its rules hangs on what is around its element.
    pub fn is_on_around(&self, rule: u32) -> bool {
        let bits = self.on_around.get(rule as usize / 64).copied().unwrap_or(0);
        bits >> (rule % 64) & 1 == 1
    }

    /// Whether some letters of an attribute's value are keys.
    pub fn is_by_letters(&self, name: NameId) -> bool {
        self.by_letters.get(name as usize) == Some(&true)
    }

    fn key(&mut self, asked: &Asked<'_>, list: &Selectors) -> (Key, bool) {
        let own = self.rarest(asked.own, list);
        // What is around has to be thought of as long as it is open, so it takes more to hang on that.
        if own.as_ref().is_none_or(|own| own.count > FEW_RULES) {
            let around = self.rarest(asked.around, list);
            let is_rarer = |around: &Telling| own.as_ref().is_none_or(|own| around.count < own.count);
            if let Some(around) = around.filter(|around| around.letters_of.is_none() && is_rarer(around)) {
                return (around.key, true);
            }
        }
        if let Some(own) = own {
            let by_letters = own.letters_of.and_then(|name| self.by_letters.get_mut(name as usize));
            if let Some(by_letters) = by_letters {
                *by_letters = true;
            }
            return (own.key, false);
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

    /// The telling key that the fewest rules ask for.
    fn rarest(&self, tests: &[Test], list: &Selectors) -> Option<Telling> {
        let mut best: Option<Telling> = None;
        for test in tests {
            telling(test, list, &mut |key| {
                let count = self.counts.get(self.counted(key)).copied().unwrap_or(0);
                if best.as_ref().is_none_or(|best| count < best.count) {
                    let is_whole = matches!(
                        (test.name, test.operator),
                        (ID, Operator::Equals) | (CLASS, Operator::Word)
                    );
                    let letters_of = (!is_whole).then_some(test.name);
                    best = Some(Telling { key, letters_of, count });
                }
            });
        }
        best
    }
}

/// The keys that a test asks for and that tell much.
fn telling(test: &Test, list: &Selectors, take: &mut dyn FnMut(Key)) {
    if test.negated || test.any_case {
        return;
    }
    let value = test.value.of(&list.text).as_bytes();
    match (test.name, test.operator) {
        (ID, Operator::Equals) | (CLASS, Operator::Word) => take(Key::of(test.name, value)),
        (ELEMENT, _) | (_, Operator::Present) => {}
        _ => {
            for letters in value.windows(LETTERS) {
                take(Key::of_letters(test.name, letters));
            }
        }
    }
}

/// A key that tells much.
struct Telling {
    key: Key,
    /// The attribute whose letters it is of.
    letters_of: Option<NameId>,
    /// How many rules ask for it.
    count: u16,
}

/// The keys of an element's attribute.
pub fn keys_of(name: NameId, value: &str, by_letters: bool, mut take: impl FnMut(Key)) {
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
    if by_letters {
        for letters in value.as_bytes().windows(LETTERS) {
            take(Key::of_letters(name, letters));
        }
    }
}

/// What a rule hangs on, as a number: two of the same are asked a little more than needed.
#[derive(Clone, Copy)]
pub struct Key(u32);

impl Key {
    /// Of an attribute and its value, or one of its words; of none, the attribute itself.
    fn of(name: NameId, value: &[u8]) -> Self {
        Self(number_of(name, value))
    }

    /// Of four letters at once: there are many in an address.
    fn of_letters(name: NameId, letters: &[u8]) -> Self {
        let letters = letters.first_chunk().map_or(0, |letters| u32::from_le_bytes(*letters));
        let mixed = (letters ^ name.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
        Self((mixed ^ mixed >> 15).wrapping_mul(0x27d4_eb2f))
    }
}
