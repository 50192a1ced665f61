//! The reading of one selector, byte by byte (CSS Syntax, Selectors level 4).

use super::selector::{CLASS, Compound, ELEMENT, ID, NameId, Operator, Piece, Selectors, Test};

/// Selectors of more elements or tests are not read.
const MOST_COMPOUNDS: usize = 16;
const MOST_TESTS: usize = 64;

/// Reads one selector.
pub struct Cursor<'l> {
    list: &'l mut Selectors,
    at: usize,
    end: usize,
}

impl<'l> Cursor<'l> {
    /// At the start of a piece of the list's text.
    pub fn new(list: &'l mut Selectors, piece: Piece) -> Self {
        Self {
            list,
            at: piece.start as usize,
            end: piece.end as usize,
        }
    }

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

    /// Reads compounds up to the piece's end, the leftmost first.
    pub fn complex(mut self) -> Option<()> {
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
