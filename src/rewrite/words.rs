//! The words of `words.tsv`: what texts, names and addresses say of what is to go.

use crate::tables::Lists;

static WORDS: Lists = Lists::of(include_str!(concat!(env!("OUT_DIR"), "/src/rewrite/words.tsv")));

/// The words that stand under a role.
pub fn words(role: &str) -> impl Iterator<Item = &'static str> {
    WORDS.things(role).iter().copied()
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
