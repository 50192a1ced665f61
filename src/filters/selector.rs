//! Selectors as far as a page's open elements answer them.

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
/// Nor ones of more elements or tests.
const MOST_COMPOUNDS: usize = 16;
const MOST_TESTS: usize = 64;

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
            Cursor {
                at: piece.start as usize,
                end: piece.end as usize,
                list: self,
            }
            .complex()
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
    fn add(&mut self, text: &str) -> Piece {
        let start = self.text.len();
        self.text.push_str(text);
        Piece::new(start, self.text.len())
    }

    fn lower_case(&mut self, piece: Piece) -> Piece {
        let text = piece.of(&self.text);
        if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return piece;
        }
        let lower = text.to_ascii_lowercase();
        self.add(&lower)
    }
}

/// Reads one selector.
struct Cursor<'l> {
    list: &'l mut Selectors,
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    /// The next byte; 0 at the end, which stands for nothing in a selector.
    fn peek(&self) -> u8 {
        let byte = self.list.text.as_bytes().get(self.at);
        byte.copied().filter(|_| self.at < self.end).unwrap_or(0)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_it = self.peek() == byte;
        self.at += usize::from(is_it);
        is_it
    }

    fn skip_space(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), b' ' | b'\t' | b'\x0c') {
            self.at += 1;
        }
        self.at > start
    }

    fn complex(mut self) -> Option<()> {
        let first_test = self.list.tests.len();
        for _ in 0..MOST_COMPOUNDS {
            self.compound()?;
            if self.list.tests.len() - first_test > MOST_TESTS {
                return None;
            }
            let is_around = self.skip_space();
            let is_parent = self.takes(b'>');
            self.skip_space();
            self.list.compounds.push(Compound {
                tests_end: u32::try_from(self.list.tests.len()).ok()?,
                is_parent,
            });
            if self.at >= self.end {
                return (!is_parent).then_some(());
            }
            if !is_parent && !is_around {
                return None;
            }
        }
        None
    }

    fn compound(&mut self) -> Option<()> {
        let start = self.at;
        if !self.takes(b'*') && is_name(self.peek()) {
            let name = self.name()?;
            let value = self.list.lower_case(name);
            self.push(ELEMENT, Operator::Equals, value);
        }
        loop {
            match self.peek() {
                b'#' | b'.' | b'[' => self.simple()?,
                b':' => {
                    self.at += 1;
                    let name = self.name()?;
                    if !name.of(&self.list.text).eq_ignore_ascii_case("not") || !self.takes(b'(') {
                        return None;
                    }
                    self.skip_space();
                    let first = self.list.tests.len();
                    self.simple()?;
                    self.skip_space();
                    if !self.takes(b')') {
                        return None;
                    }
                    for test in self.list.tests.iter_mut().skip(first) {
                        test.negated = true;
                    }
                }
                _ => break,
            }
        }
        (self.at > start).then_some(())
    }

    fn simple(&mut self) -> Option<()> {
        match self.peek() {
            b'#' => {
                self.at += 1;
                let value = self.name()?;
                self.push(ID, Operator::Equals, value);
            }
            b'.' => {
                self.at += 1;
                let value = self.name()?;
                self.push(CLASS, Operator::Word, value);
            }
            b'[' => {
                self.at += 1;
                self.attribute()?;
            }
            _ => {
                let name = self.name()?;
                let value = self.list.lower_case(name);
                self.push(ELEMENT, Operator::Equals, value);
            }
        }
        Some(())
    }

    fn push(&mut self, name: NameId, operator: Operator, value: Piece) {
        self.list.tests.push(Test {
            name,
            operator,
            negated: false,
            any_case: false,
            value,
        });
    }

    fn attribute(&mut self) -> Option<()> {
        self.skip_space();
        let name = self.name()?;
        let name = self.list.lower_case(name);
        let name = self.list.names.id(name.of(&self.list.text));
        self.skip_space();
        let operator = match self.peek() {
            b']' => {
                self.at += 1;
                self.push(name, Operator::Present, Piece::default());
                return Some(());
            }
            b'=' => Operator::Equals,
            b'~' => Operator::Word,
            b'|' => Operator::Dash,
            b'^' => Operator::Begins,
            b'$' => Operator::Ends,
            b'*' => Operator::Contains,
            _ => return None,
        };
        self.at += usize::from(operator != Operator::Equals);
        if !self.takes(b'=') {
            return None;
        }
        self.skip_space();
        let value = match self.peek() {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.spelled(|byte| byte != quote)?;
                self.at += 1;
                value
            }
            _ => self.name()?,
        };
        self.skip_space();
        self.push(name, operator, value);
        let any_case = matches!(self.peek(), b'i' | b'I');
        if any_case || matches!(self.peek(), b's' | b'S') {
            self.at += 1;
            self.skip_space();
        }
        if any_case {
            let value = self.list.lower_case(value);
            let test = self.list.tests.last_mut()?;
            (test.any_case, test.value) = (true, value);
        }
        self.takes(b']').then_some(())
    }

    /// A name, of an element, a class or the like.
    fn name(&mut self) -> Option<Piece> {
        let start = self.at;
        if self.peek().is_ascii_digit() {
            return None;
        }
        let name = self.spelled(is_name)?;
        (self.at > start && name.of(&self.list.text) != "-").then_some(name)
    }

    /// What is written up to a byte that is none of it, escapes read; none if the selector ends before an escape or quote does.
    fn spelled(&mut self, is_part: impl Fn(u8) -> bool) -> Option<Piece> {
        let start = self.at;
        let mut spelled: Option<Vec<u8>> = None;
        loop {
            match self.peek() {
                0 if self.at >= self.end => {
                    // A quote has to end; a name ends with the selector.
                    if is_part(0) {
                        return None;
                    }
                    break;
                }
                b'\\' => {
                    let before = self.list.text.as_bytes().get(start..self.at).unwrap_or_default();
                    let mut so_far = spelled.take().unwrap_or_else(|| before.to_vec());
                    let letter = self.escape()?;
                    so_far.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                    spelled = Some(so_far);
                }
                byte if is_part(byte) => {
                    self.at += 1;
                    if let Some(spelled) = &mut spelled {
                        spelled.push(byte);
                    }
                }
                _ => break,
            }
        }
        match spelled {
            None => Some(Piece::new(start, self.at)),
            Some(spelled) => Some(self.list.add(std::str::from_utf8(&spelled).ok()?)),
        }
    }

    /// A backslash and what it stands for (CSS Syntax § 4.3.7).
    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let rest = self.list.text.get(self.at..self.end)?;
        let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            let letter = rest.chars().next()?;
            self.at += letter.len_utf8();
            return Some(letter);
        }
        let number = u32::from_str_radix(rest.get(..digits)?, 16).ok()?;
        self.at += digits;
        if matches!(self.peek(), b' ' | b'\t') {
            self.at += 1;
        }
        Some(
            char::from_u32(number)
                .filter(|letter| *letter != '\0')
                .unwrap_or('\u{fffd}'),
        )
    }
}

/// Whether a byte may be part of a name as it stands.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\\' | 0x80..)
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
