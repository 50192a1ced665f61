//! Selectors as far as a page's open elements answer them.

use super::cursor::Cursor;
use crate::outline::{TokenId, Tokens};

/// A piece of a list's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Piece {
    pub start: u32,
    pub end: u32,
}

impl Piece {
    pub fn new(start: usize, end: usize) -> Self {
        let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self {
            start: offset(start),
            end: offset(end),
        }
    }

    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// The number of an attribute that some selector speaks of.
pub type NameId = TokenId;

/// An element's name counts as an attribute of its own.
pub const ELEMENT: NameId = 0;
pub const ID: NameId = 1;
pub const CLASS: NameId = 2;

/// What is asked of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test {
    pub name: NameId,
    pub operator: Operator,
    /// The element must not be so.
    pub negated: bool,
    /// Without regard to case; the value is lower-case then.
    pub any_case: bool,
    pub value: Piece,
}

/// How an attribute is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Present,
    Equals,
    Word,
    Dash,
    Begins,
    Ends,
    Contains,
}

impl Operator {
    pub fn holds(self, own: &str, value: &str) -> bool {
        match self {
            Self::Present => true,
            Self::Equals => own == value,
            Self::Word => own.split_ascii_whitespace().any(|word| word == value),
            Self::Dash => own
                .strip_prefix(value)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            // Nothing begins with nothing, in selectors.
            _ if value.is_empty() => false,
            Self::Begins => own.starts_with(value),
            Self::Ends => own.ends_with(value),
            Self::Contains => own.contains(value),
        }
    }
}

/// What is asked of one element of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compound {
    /// Its tests end before this one; they begin where those of the compound before end.
    pub tests_end: u32,
    /// It is for the parent of what the compound to its right is for, and not for just any element around that.
    pub is_parent: bool,
}

/// Longer selectors are not read, in bytes.
const LONGEST: usize = 1024;

/// Selectors, one after the other.
#[derive(Default)]
pub struct Selectors {
    /// The list as it is, and behind it what reads otherwise than it is written.
    pub text: String,
    /// The last element of each selector comes first, as it is asked first.
    pub compounds: Vec<Compound>,
    pub tests: Vec<Test>,
    /// Names of attributes, by their numbers.
    pub names: Tokens,
}

impl Selectors {
    pub fn new(text: String) -> Self {
        let mut names = Tokens::default();
        for name in ["", "id", "class"] {
            names.id(name);
        }
        Self {
            text,
            names,
            ..Self::default()
        }
    }

    /// Reads the selector that stands in a part of the text; none if it asks for more than can be told.
    pub fn read(&mut self, piece: Piece) -> Option<()> {
        let (compounds, tests) = (self.compounds.len(), self.tests.len());
        let length = self.text.len();
        let read = if piece.of(&self.text).len() > LONGEST {
            None
        } else {
            Cursor::new(self, piece).complex()
        };
        if read.is_none() {
            self.compounds.truncate(compounds);
            self.tests.truncate(tests);
            self.text.truncate(length);
            return None;
        }
        self.turn_around(compounds, tests);
        read
    }

    /// Puts the last compound first.
    fn turn_around(&mut self, first: usize, first_test: usize) {
        let Some([_, _, ..]) = self.compounds.get(first..) else {
            return;
        };
        let read = self.compounds.split_off(first);
        let tests = self.tests.split_off(first_test);
        for (place, compound) in read.iter().enumerate().rev() {
            let before = place.checked_sub(1).and_then(|place| read.get(place));
            let from = before.map_or(first_test, |before| before.tests_end as usize);
            let own = tests.get(from - first_test..compound.tests_end as usize - first_test);
            self.tests.extend_from_slice(own.unwrap_or_default());
            let tests_end = u32::try_from(self.tests.len()).unwrap_or(u32::MAX);
            self.compounds.push(Compound {
                tests_end,
                is_parent: compound.is_parent,
            });
        }
    }

    /// Adds a text that does not stand in the list.
    pub fn add(&mut self, text: &str) -> Piece {
        let start = self.text.len();
        self.text.push_str(text);
        Piece::new(start, self.text.len())
    }

    pub fn lower_case(&mut self, piece: Piece) -> Piece {
        let text = piece.of(&self.text);
        if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return piece;
        }
        let lower = text.to_ascii_lowercase();
        self.add(&lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A selector as it was understood, the last element first.
    fn read(selector: &str) -> Option<String> {
        let mut list = Selectors::new(selector.to_owned());
        list.read(Piece::new(0, selector.len()))?;
        let mut from = 0;
        let compounds = list.compounds.iter().map(|compound| {
            let own = &list.tests[from..compound.tests_end as usize];
            from = compound.tests_end as usize;
            let tests: Vec<String> = own
                .iter()
                .map(|test| {
                    let not = if test.negated { "!" } else { "" };
                    let case = if test.any_case { " i" } else { "" };
                    let name = list.names.name(test.name);
                    format!("{not}{name} {:?} {}{case}", test.operator, test.value.of(&list.text))
                })
                .collect();
            let child = if compound.is_parent { " >" } else { "" };
            format!("{}{child}", tests.join(" & "))
        });
        Some(compounds.collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn what_is_understood() {
        for (selector, meaning) in [
            (".ad", "class Word ad"),
            ("#Ad", "id Equals Ad"),
            ("DIV.ad#x", " Equals div & class Word ad & id Equals x"),
            ("*", ""),
            ("*.ad", "class Word ad"),
            ("div > .ad", "class Word ad;  Equals div >"),
            ("[HREF]", "href Present "),
            ("a[href^=\"/go?a=]\"]", " Equals a & href Begins /go?a=]"),
            ("[ title *= 'Ad' i ]", "title Contains ad i"),
            (
                "[rel~=x][lang|=en][src$=\".gif\"]",
                "rel Word x & lang Dash en & src Ends .gif",
            ),
            ("a:not(.b):NOT( [c] )", " Equals a & !class Word b & !c Present "),
            (".sm\\:hidden", "class Word sm:hidden"),
            ("#\\31 23", "id Equals 123"),
            (".\\1F600 x", "class Word \u{1f600}x"),
            (".реклама", "class Word реклама"),
            ("[a=\"\\\"\"]", "a Equals \""),
            ("[a=\"\"]", "a Equals "),
        ] {
            assert_eq!(read(selector).as_deref(), Some(meaning), "{selector}");
        }
        assert_eq!(
            read("a.b c>d\t>  e").as_deref(),
            Some(" Equals e;  Equals d >;  Equals c >;  Equals a & class Word b")
        );
    }

    #[test]
    fn what_is_not() {
        for selector in [
            "",
            " ",
            ">",
            "> a",
            "a >",
            "a + b",
            "a ~ b",
            "a||b",
            "svg|a",
            "a:hover",
            "a::before",
            "a:has(b)",
            "a:not(b c)",
            "a:not(.b.c)",
            "a:not(",
            "a:not()",
            "a:nth-child(2)",
            "+js(a)",
            "^script",
            ".",
            "#",
            ".1a",
            "#-",
            "[",
            "[]",
            "[a",
            "[a=",
            "[a=]",
            "[a=\"]",
            "[a='x\"]",
            "[a!=b]",
            "[a=b c]",
            "[a^b]",
            "\\",
            ".a\\",
            "a,",
            "a{color:red}",
            "!a",
            "a:style(x)",
            ":matches-path(/a)",
            "*a",
        ] {
            assert_eq!(read(selector), None, "{selector:?}");
        }
    }

    #[test]
    fn nothing_is_left_of_what_is_not_understood() {
        let text = "[data-x=\"\\41\"] .ad:has(b)";
        let mut list = Selectors::new(text.to_owned());
        assert!(list.read(Piece::new(0, text.len())).is_none());
        assert!(list.tests.is_empty() && list.compounds.is_empty() && list.text == text);
    }

    #[test]
    fn long_selectors_are_passed_over() {
        for selector in [
            "a".repeat(100_000),
            "a ".repeat(50_000),
            ".a".repeat(50_000),
            "[a=\"".repeat(25_000),
            ":not(".repeat(20_000),
        ] {
            assert_eq!(read(&selector), None);
        }
        assert_eq!(read(&"a ".repeat(20)), None);
        assert!(read(&".a".repeat(64)).is_some());
        assert_eq!(read(&".a".repeat(65)), None);
    }
}
