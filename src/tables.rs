//! Tables of things under names, as `build.rs` compiles them in: a line for each name, which is followed by its things.

use std::sync::OnceLock;

/// Each thing of a table and the name that it stands under, which comes first.
pub fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().flat_map(|line| {
        let (name, things) = line.split_once('\t').unwrap_or((line, ""));
        things.split('\t').map(move |thing| (name, thing))
    })
}

/// A table that is asked for all things under a name again and again.
pub struct Lists {
    table: &'static str,
    lists: OnceLock<Vec<Vec<&'static str>>>,
}

impl Lists {
    pub const fn of(table: &'static str) -> Self {
        Self {
            table,
            lists: OnceLock::new(),
        }
    }

    /// The things that stand under a name.
    pub fn things(&'static self, name: &str) -> &'static [&'static str] {
        let lists = self
            .lists
            .get_or_init(|| self.table.lines().map(|line| line.split('\t').collect()).collect());
        let own = lists.iter().find(|list| list.first() == Some(&name));
        own.and_then(|list| list.get(1..)).unwrap_or_default()
    }
}
