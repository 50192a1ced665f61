//! What the elements of a page say of themselves: by their names, attributes, and words in their class and id.

use super::Page;
use std::sync::OnceLock;

use hashbrown::HashMap;

use super::tokens::{hash_of_part, of_element, of_name, parts};
use crate::clutter::Kind;
use crate::outline::{NodeId, Outline};
use crate::reader::Tag;

/// Ways an element may be told from others; each is a bit.
pub const ROLES: [&str; 15] = [
    "in_main",
    "in_article",
    "in_hidden",
    "in_footer",
    "in_aside",
    "in_caption",
    "in_quote",
    "in_table",
    "in_list",
    "in_nav",
    "in_header",
    "in_dialog",
    "in_form",
    "in_figure",
    "in_details",
];
pub const MAIN: usize = 0;
pub const ARTICLE: usize = 1;

/// Words in classes and ids by what they speak of; each family is a bit.
const WORDS: [(&str, &str); 5] = [
    (
        "class_comment",
        "comment comments disqus reply replies respond responses commentlist discussion",
    ),
    (
        "class_forum",
        "forum thread message topic answer question posts postbody messages qa bbcode usertext cooked",
    ),
    ("class_footer", "footer foot bottom copyright legal colophon disclaimer"),
    (
        "class_related",
        "related recommend recommended recommendations more popular trending similar also readmore latest recent mostread suggested carousel slider teaser teasers next prev",
    ),
    (
        "class_hidden",
        "hidden hide modal popup overlay tooltip offscreen collapsed collapse sr screenreader visuallyhidden invisible drawer lightbox",
    ),
];
/// How many families there are, and places of two.
pub const FAMILIES: usize = WORDS.len();
pub const COMMENT: usize = 0;
pub const FORUM: usize = 1;

/// For every element what it is, and for every token of the page what it is worth.
pub struct NodeKinds {
    roles: Vec<u32>,
    words: Vec<u32>,
    comments: Vec<bool>,
    /// The hashes of each of the page's tokens: those of token `n` end at `ends[n]`.
    hashes: Vec<u32>,
    ends: Vec<usize>,
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
            ends.push(hashes.len());
        }
        let ids = || (0..outline.nodes.len()).filter_map(|id| NodeId::try_from(id).ok());
        let any = |of_tokens: &[u32], id: NodeId| {
            let tokens = outline.node_tokens(id).iter();
            tokens.fold(0, |bits, token| {
                bits | of_tokens.get(*token as usize).copied().unwrap_or(0)
            })
        };
        Self {
            roles: ids()
                .map(|id| any(&token_roles, id) | role_of_element(outline, id))
                .collect(),
            words: ids().map(|id| any(&token_words, id)).collect(),
            comments: ids()
                .map(|id| page.marker(id).is_some_and(|marker| marker.kind == Kind::Comments))
                .collect(),
            hashes,
            ends,
        }
    }

    pub fn roles(&self, id: NodeId) -> u32 {
        self.roles.get(id as usize).copied().unwrap_or(0)
    }

    pub fn words(&self, id: NodeId) -> u32 {
        self.words.get(id as usize).copied().unwrap_or(0)
    }

    /// Whether a marker says that an element holds comments.
    pub fn is_comments(&self, id: NodeId) -> bool {
        self.comments.get(id as usize).copied().unwrap_or(false)
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
            self.hashes.get(start..end).unwrap_or_default().iter().copied()
        });
        std::iter::once(of_element(outline.names.name(outline.node(id).tag))).chain(own)
    }
}

/// The names of the families of words.
pub fn word_families() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(name, _)| *name)
}

/// The families of the words in a class or id.
fn words_in(name: &str) -> u32 {
    static FAMILIES: OnceLock<HashMap<u32, u32>> = OnceLock::new();
    let families = FAMILIES.get_or_init(|| {
        let mut families = HashMap::new();
        for (family, (_, words)) in WORDS.iter().enumerate() {
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

fn bit(role: &str) -> u32 {
    ROLES.iter().position(|own| *own == role).map_or(0, |place| 1 << place)
}

fn role_of_token(name: &str) -> u32 {
    match name {
        "[role=main]" => bit("in_main"),
        "[role=contentinfo]" => bit("in_footer"),
        "[role=complementary]" => bit("in_aside"),
        "[role=navigation]" | "[role=menu]" => bit("in_nav"),
        "[role=banner]" => bit("in_header"),
        "[role=dialog]" | "[role=alertdialog]" => bit("in_dialog"),
        "[role=article]" | "[itemprop=articlebody]" => bit("in_article"),
        _ => 0,
    }
}

fn role_of_element(outline: &Outline, id: NodeId) -> u32 {
    let node = outline.node(id);
    let role = match node.tag {
        Tag::FOOTER => "in_footer",
        Tag::ASIDE => "in_aside",
        Tag::ARTICLE => "in_article",
        Tag::MAIN => "in_main",
        Tag::NAV => "in_nav",
        Tag::HEADER => "in_header",
        Tag::DIALOG => "in_dialog",
        Tag::FORM => "in_form",
        Tag::FIGURE => "in_figure",
        Tag::DETAILS => "in_details",
        Tag::UL | Tag::OL => "in_list",
        Tag::TABLE => "in_table",
        Tag::BLOCKQUOTE => "in_quote",
        Tag::FIGCAPTION | Tag::CAPTION => "in_caption",
        _ => "",
    };
    bit(role) | if node.hidden.from_sight { bit("in_hidden") } else { 0 }
}
