use std::collections::HashMap;

/// The number of a class, id or attribute token within one page.
pub type TokenId = u32;

/// A page's distinct tokens: classes as they are, ids as `#id`, attributes as `[name=value]`.
#[derive(Debug, Default)]
pub struct Tokens {
    names: Vec<Box<str>>,
    ids: HashMap<Box<str>, TokenId>,
}

impl Tokens {
    /// The number of a token, new or known.
    pub fn id(&mut self, name: &str) -> TokenId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = TokenId::try_from(self.names.len()).unwrap_or(TokenId::MAX);
        self.names.push(name.into());
        self.ids.insert(name.into(), id);
        id
    }

    /// The token behind a number.
    pub fn name(&self, id: TokenId) -> &str {
        self.names.get(id as usize).map_or("", |name| name)
    }

    /// All tokens, in the order of their numbers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }
}
