//! What the elements of a page say of themselves: by their names, attributes, and words in their class and id.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::Page;
use super::tokens::{hash_of_part, of_element, of_name, parts};
use crate::outline::{NodeId, Outline};
use crate::reader::Tag;

/// Ways an element may be told from others; each is a bit.
pub const ROLES: [&str; 5] = ["in_hidden", "in_footer", "in_table", "in_list", "in_nav"];
/// A bit beside those: what holds the main part.
pub const MAIN: usize = ROLES.len();

/// Words in classes and ids by what they speak of; each family is a bit.
const WORDS: [&str; 2] = [
    "footer foot bottom copyright legal colophon disclaimer",
    "comment comments disqus reply replies respond responses commentlist discussion",
];
pub const FOOTER: usize = 0;
pub const COMMENT: usize = 1;

/// For every element what it is, and for every token of the page what it is worth.
pub struct NodeKinds {
    roles: Vec<u16>,
    words: Vec<u16>,
    /// The hashes of each of the page's tokens: those of token `n` end at `ends[n]`.
    hashes: Vec<u32>,
    ends: Vec<u32>,
}

impl NodeKinds {
    pub fn of(page: &Page<'_>) -> Self {
        let outline = page.outline;
        let (mut token_roles, mut token_words) = (Vec::new(), Vec::new());
        let (mut hashes, mut ends) = (Vec::new(), Vec::new());
        for name in outline.tokens.names() {
            token_roles.push(role_of_token(name));
            token_words.push(if name.starts_with('[') { 0 } else { words_in(name) });
            of_name(name, |hash| hashes.push(hash));
            ends.push(u32::try_from(hashes.len()).unwrap_or(u32::MAX));
        }
        let any = |of_tokens: &[u16], id: NodeId| {
            let tokens = outline.node_tokens(id).iter();
            tokens.fold(0, |bits, token| {
                bits | of_tokens.get(*token as usize).copied().unwrap_or(0)
            })
        };
        Self {
            roles: outline
                .ids()
                .map(|id| any(&token_roles, id) | role_of_element(outline, id))
                .collect(),
            words: outline.ids().map(|id| any(&token_words, id)).collect(),
            hashes,
            ends,
        }
    }

    pub fn roles(&self, id: NodeId) -> u16 {
        self.roles.get(id as usize).copied().unwrap_or(0)
    }

    /// Whether a word of a family is in an element's class or id.
    pub fn speaks_of(&self, id: NodeId, family: usize) -> bool {
        self.words
            .get(id as usize)
            .is_some_and(|words| words >> family & 1 == 1)
    }

    /// The tokens of an element, as hashes.
    pub fn hashes<'k>(&'k self, outline: &'k Outline, id: NodeId) -> impl Iterator<Item = u32> + 'k {
        let own = outline.node_tokens(id).iter().flat_map(|token| {
            let token = *token as usize;
            let start = token
                .checked_sub(1)
                .and_then(|before| self.ends.get(before))
                .copied()
                .unwrap_or(0);
            let end = self.ends.get(token).copied().unwrap_or(start);
            self.hashes
                .get(start as usize..end as usize)
                .unwrap_or_default()
                .iter()
                .copied()
        });
        std::iter::once(of_element(outline.names.name(outline.node(id).tag))).chain(own)
    }
}

/// The families of the words in a class or id.
fn words_in(name: &str) -> u16 {
    static FAMILIES: OnceLock<HashMap<u32, u16>> = OnceLock::new();
    let families = FAMILIES.get_or_init(|| {
        let mut families = HashMap::new();
        for (family, words) in WORDS.iter().enumerate() {
            for word in words.split(' ') {
                *families.entry(hash_of_part(word)).or_insert(0) |= 1 << family;
            }
        }
        families
    });
    let mut bits = 0;
    parts(name, |part| {
        bits |= families.get(&hash_of_part(part)).copied().unwrap_or(0);
    });
    bits
}

fn bit(role: &str) -> u16 {
    ROLES.iter().position(|own| *own == role).map_or(0, |place| 1 << place)
}

fn role_of_token(name: &str) -> u16 {
    match name {
        "[role=main]" => 1 << MAIN,
        "[role=contentinfo]" => bit("in_footer"),
        "[role=navigation]" | "[role=menu]" => bit("in_nav"),
        _ => 0,
    }
}

fn role_of_element(outline: &Outline, id: NodeId) -> u16 {
    let node = outline.node(id);
    let role = match node.tag {
        Tag::MAIN => 1 << MAIN,
        Tag::FOOTER => bit("in_footer"),
        Tag::NAV => bit("in_nav"),
        Tag::UL | Tag::OL => bit("in_list"),
        Tag::TABLE => bit("in_table"),
        _ => 0,
    };
    role | if node.hidden.from_sight { bit("in_hidden") } else { 0 }
}
