//! The words of `words.tsv`: what texts, names and addresses say of what is to go.

use crate::clutter::has_word;
use crate::outline::{NodeId, Outline};
use crate::tables::Lists;

static WORDS: Lists = Lists::of(include_str!(concat!(env!("OUT_DIR"), "/src/rewrite/words.tsv")));

/// The words that stand under a role.
pub fn words(role: &str) -> impl Iterator<Item = &'static str> {
    WORDS.things(role).iter().copied()
}

/// Whether a class name or id has a word that stands under a role.
pub fn has_word_of(name: &str, role: &str) -> bool {
    let own = WORDS.things(role);
    has_word(name, &|word| own.iter().any(|own| word.eq_ignore_ascii_case(own)))
}

/// Of each element, whether one of its class names or its id has a word that stands under a role; a name that many have is looked at once.
pub fn elements_named<'o>(outline: &'o Outline, role: &str) -> impl Fn(NodeId) -> bool + 'o {
    let names: Vec<bool> = outline.tokens.names().map(|name| has_word_of(name, role)).collect();
    move |id| {
        let mut tokens = outline.node_tokens(id).iter();
        tokens.any(|token| names.get(*token as usize) == Some(&true))
    }
}

/// Whether a text has words in it, or parts of words, that stand under a role.
pub fn mentions_one_of(text: &str, role: &str) -> bool {
    let text = text.to_lowercase();
    words(role).any(|word| text.contains(word))
}

/// Whether a text begins with words that stand under a role.
pub fn begins_with_one_of(text: &str, role: &str) -> bool {
    let text = text.to_lowercase();
    words(role).any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in include_str!("words.tsv").lines().skip(1) {
            let fields: Vec<&str> = row.split('\t').collect();
            let [role, reason, word] = fields.as_slice() else {
                panic!("role, reason and word in {row:?}");
            };
            assert!(!reason.is_empty() && words(role).any(|own| own == *word), "{row:?}");
            assert_eq!(*word, word.to_lowercase(), "{row:?}");
        }
    }
}
