use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The number of a class, id or attribute token within one page.
pub type TokenId = u32;

/// A page's distinct tokens: classes as they are, ids as `#id`, attributes as `[name=value]`.
#[derive(Debug, Default)]
pub struct Tokens {
    /// All of them in one string: a page may have thousands, and each alone would cost more around it than in it.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    ids: HashTable<TokenId>,
    hasher: DefaultHashBuilder,
}

impl Tokens {
    /// The number of a token, new or known.
    pub fn id(&mut self, name: &str) -> TokenId {
        let Self {
            text,
            ends,
            ids,
            hasher,
        } = self;
        let hash = hasher.hash_one(name);
        if let Some(id) = ids.find(hash, |id| slice(text, ends, *id) == name) {
            return *id;
        }
        let id = TokenId::try_from(ends.len()).unwrap_or(TokenId::MAX);
        text.push_str(name);
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        ids.insert_unique(hash, id, |id| hasher.hash_one(slice(text, ends, *id)));
        id
    }

    /// The token behind a number.
    pub fn name(&self, id: TokenId) -> &str {
        slice(&self.text, &self.ends, id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All tokens, in the order of their numbers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names_from(0)
    }

    /// Those from a number on.
    pub fn names_from(&self, first: usize) -> impl Iterator<Item = &str> {
        (first..self.ends.len())
            .filter_map(|id| TokenId::try_from(id).ok())
            .map(|id| self.name(id))
    }
}

fn slice<'t>(text: &'t str, ends: &[u32], id: TokenId) -> &'t str {
    let id = id as usize;
    let start = id
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or(0);
    let end = ends.get(id).copied().unwrap_or(start);
    text.get(start as usize..end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_keeps_its_number() {
        let mut tokens = Tokens::default();
        let ids: Vec<TokenId> = (0..1000).map(|number| tokens.id(&format!("card-{number}"))).collect();
        assert_eq!(tokens.id("card-7"), ids[7]);
        assert_eq!(tokens.name(ids[999]), "card-999");
        assert_eq!(tokens.names().count(), 1000);
    }
}
