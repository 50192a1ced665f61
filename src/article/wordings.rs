//! What lines about an article are made of, in the languages of `wordings.tsv`: 'by', 'updated', 'editor'.

use crate::tables::Lists;

static LISTS: Lists = Lists::of(include_str!(concat!(env!("OUT_DIR"), "/src/article/wordings.tsv")));

/// A list of `wordings.tsv`.
#[derive(Debug, Clone, Copy)]
pub struct List(&'static str);

impl List {
    /// What stands before an author's name, lower-case; a space, a colon or the name follows.
    pub const BY: Self = Self("by");
    /// What follows the names: the rest of the line is cut from there.
    pub const AFTER_NAME: Self = Self("after-name");
    /// Other statements of a byline, after which it is cut too, as they begin.
    pub const STATEMENT: Self = Self("statement");
    /// Days of the week, as they begin.
    pub const DAY: Self = Self("day");
    pub const AND: Self = Self("and");
    /// Particles of names, written small.
    pub const PARTICLE: Self = Self("particle");
    /// What people do; a part of a byline with one is no name.
    pub const ROLE: Self = Self("role");
    /// What stands in an author's place and names nobody.
    pub const NOBODY: Self = Self("nobody");
    /// Words of class names that say who wrote it.
    pub const AUTHOR_CLASS: Self = Self("author-class");
    /// Words of class names beside which those say something else.
    pub const NOT_AUTHOR_CLASS: Self = Self("not-author-class");
    /// What a line begins with that names someone else: who checked it, took the picture.
    pub const OTHER_CREDIT: Self = Self("other-credit");
    /// What says that a date is that of the last change, as it begins.
    pub const CHANGED: Self = Self("changed");
    /// What says that a date is that of the publication, as it begins.
    pub const PUBLISHED: Self = Self("published");
    /// What says that a date is that of something else, as it begins.
    pub const OTHER_DATE: Self = Self("other-date");

    pub fn words(self) -> impl Iterator<Item = &'static str> {
        LISTS.things(self.0).iter().copied()
    }

    #[inline(never)]
    pub fn has(self, word: &str) -> bool {
        LISTS.things(self.0).contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    const ALL: [List; 14] = [
        List::BY,
        List::AFTER_NAME,
        List::STATEMENT,
        List::DAY,
        List::AND,
        List::PARTICLE,
        List::ROLE,
        List::NOBODY,
        List::AUTHOR_CLASS,
        List::NOT_AUTHOR_CLASS,
        List::OTHER_CREDIT,
        List::CHANGED,
        List::PUBLISHED,
        List::OTHER_DATE,
    ];

    #[test]
    fn every_row_is_of_a_list_that_is_asked_for() {
        let rows: Vec<&str> = include_str!("wordings.tsv").lines().skip(1).collect();
        for row in &rows {
            let list = row.split('\t').next().unwrap();
            assert!(ALL.iter().any(|known| known.0 == list), "{row}");
            assert_eq!(row.split('\t').count(), 3, "{row}");
        }
        assert_eq!(ALL.iter().map(|list| list.words().count()).sum::<usize>(), rows.len());
        assert!(List::BY.has("geschrieben von") && !List::BY.has("updat") && List::CHANGED.has("updat"));
    }

    #[test]
    fn the_table_is_sorted() {
        let rows: Vec<&str> = include_str!("wordings.tsv").lines().skip(1).collect();
        assert!(rows.is_sorted());
    }
}
