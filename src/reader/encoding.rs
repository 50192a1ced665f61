//! From bytes to UTF-8: a byte order mark, then the charset that was given, then `<meta>` unless the bytes are UTF-8 all
//! the same, then a look at the bytes.
//!
//! One decoder serves native code and the browser alike: the names of `encoding_rs`, which in the WebAssembly module ask the
//! platform's `TextDecoder` (`wasm/encoding_rs`).

use std::borrow::Cow;

use encoding_rs::{Decoder, Encoding, UTF_8, WINDOWS_1252, X_USER_DEFINED};

use super::positions::{Positions, decoded};

/// How far the declaration is looked for, in bytes. Browsers stop at 1,024 and start again when it comes later.
const PRESCAN_LIMIT: usize = 64 * 1024;

/// Decodes a page's bytes, in chunks of any size.
pub struct PageDecoder {
    given: Option<&'static Encoding>,
    state: State,
    /// Kept if it is asked for.
    positions: Option<Positions>,
}

enum State {
    /// Bytes are held until the encoding is known; the second field is the length at which the next look is due. They
    /// are looked at up to that length only, so that the chunks they came in do not tell when it is known.
    Undecided(Vec<u8>, usize),
    /// Bytes go on as they are: `lol_html` itself puts U+FFFD where they are not UTF-8.
    Utf8,
    Other(Decoder),
}

impl PageDecoder {
    /// `given` is the charset from outside the page, such as the `Content-Type` header.
    pub fn new(given: Option<&'static Encoding>) -> Self {
        Self {
            given,
            state: State::Undecided(Vec::new(), 1024),
            positions: None,
        }
    }

    /// Takes note of where the tags stand in the page. To be asked for before anything is decoded.
    pub fn keep_positions(&mut self) {
        self.positions = Some(Positions::default());
    }

    /// Where the tags stand, if that was asked for.
    pub fn positions(&mut self) -> Option<&mut Positions> {
        self.positions.as_mut()
    }

    /// Bytes to read before those that are held are to be looked at; none once the encoding is known.
    pub fn until_look(&self) -> Option<usize> {
        match &self.state {
            State::Undecided(held, look_at) => Some((*look_at).min(PRESCAN_LIMIT).saturating_sub(held.len()).max(3)),
            _ => None,
        }
    }

    /// The UTF-8 text of the page so far that was not given yet. Strictly UTF-8 only if the page's bytes are.
    pub fn decode<'c>(&mut self, chunk: &'c [u8]) -> Cow<'c, [u8]> {
        match &mut self.state {
            State::Utf8 => Cow::Borrowed(chunk),
            State::Other(decoder) => Cow::Owned(decode(decoder, &mut self.positions, chunk, false)),
            State::Undecided(held, look_at) => {
                held.extend_from_slice(chunk);
                if held.len() < 3 {
                    return Cow::Borrowed(&[]);
                }
                let known = bom(held).or(self.given.map(|encoding| (encoding, 0)));
                let found = known.or_else(|| {
                    let mut declared = None;
                    while declared.is_none()
                        && *look_at <= PRESCAN_LIMIT
                        && let Some(start) = held.get(..*look_at)
                    {
                        declared = settled(start);
                        *look_at *= 2;
                    }
                    Some((declared?, 0))
                });
                match found {
                    Some((encoding, skip)) => Cow::Owned(self.settle(encoding, skip)),
                    None if held.len() >= PRESCAN_LIMIT => {
                        let last = at_last(held);
                        Cow::Owned(self.settle(last, 0))
                    }
                    None => Cow::Borrowed(&[]),
                }
            }
        }
    }

    /// What is left at the end of the page.
    pub fn finish(&mut self) -> Vec<u8> {
        match &mut self.state {
            State::Utf8 => Vec::new(),
            State::Other(decoder) => decode(decoder, &mut self.positions, &[], true),
            State::Undecided(held, _) => {
                let found = bom(held).or(self.given.map(|encoding| (encoding, 0)));
                let (encoding, skip) = found.unwrap_or_else(|| (at_last(held), 0));
                let mut text = self.settle(encoding, skip);
                if let State::Other(decoder) = &mut self.state {
                    text.extend(decode(decoder, &mut self.positions, &[], true));
                }
                text
            }
        }
    }

    /// The encoding is known: gives the held bytes without the first `skip` (a byte order mark).
    fn settle(&mut self, encoding: &'static Encoding, skip: usize) -> Vec<u8> {
        let next = if encoding == UTF_8 {
            State::Utf8
        } else {
            State::Other(encoding.new_decoder_without_bom_handling())
        };
        let State::Undecided(mut held, _) = std::mem::replace(&mut self.state, next) else {
            return Vec::new();
        };
        held.drain(..skip.min(held.len()));
        if let Some(positions) = &mut self.positions {
            *positions = Positions::new(encoding, skip);
        }
        match &mut self.state {
            State::Other(decoder) => decode(decoder, &mut self.positions, &held, false),
            _ => held,
        }
    }
}

fn decode(decoder: &mut Decoder, positions: &mut Option<Positions>, bytes: &[u8], last: bool) -> Vec<u8> {
    match positions {
        Some(positions) => positions.decode(decoder, bytes, last),
        None => decoded(decoder, bytes, last),
    }
}

fn bom(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes)
}

/// The first `charset` a `<meta>` declares, as HTML § 13.2.3.2 reads it, but for its first 1,024 bytes.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = bytes.get(..PRESCAN_LIMIT).unwrap_or(bytes);
    let mut rest = bytes;
    while let Some(at) = find(rest, b"<") {
        rest = rest.get(at..)?;
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            rest = comment.get(find(comment, b"-->")?..)?;
        } else if starts_with_ignoring_case(rest, b"<meta") {
            let end = find(rest, b">")?;
            if let Some(encoding) = declared(rest.get(..end)?) {
                return Some(encoding);
            }
            rest = rest.get(end..)?;
        } else {
            rest = rest.get(1..)?;
        }
    }
    None
}

/// The encoding a `<meta …` tag names by `charset=…`, alone or inside `content`.
fn declared(tag: &[u8]) -> Option<&'static Encoding> {
    let lower = tag.to_ascii_lowercase();
    let mut rest = lower.as_slice();
    while let Some(at) = find(rest, b"charset") {
        rest = rest.get(at + 7..)?.trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or_else(|| value.strip_prefix(b"'"))
            .unwrap_or(value)
            .trim_ascii_start();
        let end = value
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'/' | b'>') || byte.is_ascii_whitespace());
        let label = value.get(..end.unwrap_or(value.len()))?;
        if let Some(encoding) = Encoding::for_label(label) {
            // A page whose `<meta>` could be read at all is not UTF-16; the standard says so too.
            return Some(if encoding.output_encoding() == UTF_8 {
                UTF_8
            } else if encoding == X_USER_DEFINED {
                WINDOWS_1252
            } else {
                encoding
            });
        }
    }
    None
}

/// So many bytes that are not ASCII tell UTF-8 from anything else.
const TELLING: usize = 12;

/// The encoding a page declares so far, unless its bytes have to be looked at further: pages that were saved or sent on
/// as UTF-8 often still declare what they once were.
fn settled(start: &[u8]) -> Option<&'static Encoding> {
    let declared = prescan(start)?;
    if declared == UTF_8 {
        return Some(UTF_8);
    }
    let telling = start.iter().filter(|byte| !byte.is_ascii()).count() >= TELLING;
    telling.then(|| if is_utf8(start) { UTF_8 } else { declared })
}

/// The encoding of a page of which no more is looked at.
fn at_last(held: &[u8]) -> &'static Encoding {
    let held = held.get(..PRESCAN_LIMIT).unwrap_or(held);
    match prescan(held) {
        Some(_) if is_utf8(held) => UTF_8,
        Some(declared) => declared,
        None => guess(held),
    }
}

/// Whether bytes hold characters of UTF-8 beyond ASCII and nothing else; a last one may be cut.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) => !text.is_ascii(),
        Err(error) => {
            error.error_len().is_none() && bytes.get(..error.valid_up_to()).is_some_and(|own| !own.is_ascii())
        }
    }
}

/// Undeclared bytes are UTF-8 if the first that is not ASCII begins a character of it, else windows-1252.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let bytes = bytes.get(..PRESCAN_LIMIT).unwrap_or(bytes);
    let Some(start) = bytes.iter().position(|byte| !byte.is_ascii()) else {
        return UTF_8;
    };
    let tail = bytes.get(start..).unwrap_or_default();
    match std::str::from_utf8(tail) {
        Err(error) if error.valid_up_to() == 0 && error.error_len().is_some() => WINDOWS_1252,
        _ => UTF_8,
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn starts_with_ignoring_case(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], given: Option<&str>, size: usize) -> String {
        let mut decoder = PageDecoder::new(given.and_then(|label| Encoding::for_label(label.as_bytes())));
        let mut out = Vec::new();
        for chunk in bytes.chunks(size) {
            out.extend_from_slice(&decoder.decode(chunk));
        }
        out.extend(decoder.finish());
        String::from_utf8_lossy(&out).into_owned()
    }

    #[track_caller]
    fn reads(bytes: &[u8], given: Option<&str>, text: &str) {
        for size in [1, 2, 3, 7, 1000, 1 << 20] {
            assert_eq!(read(bytes, given, size), text, "in chunks of {size}");
        }
    }

    #[test]
    fn a_byte_order_mark_goes_first() {
        reads(
            b"\xEF\xBB\xBF<meta charset=koi8-r>\xD0\xB0",
            Some("windows-1251"),
            "<meta charset=koi8-r>\u{430}",
        );
        reads(b"\xFF\xFE<\0p\0>\0\x30\x04", None, "<p>\u{430}");
        reads(b"\xFE\xFF\0<\0p\0>\x04\x30", None, "<p>\u{430}");
    }

    #[test]
    fn then_the_given_one_then_meta() {
        reads(
            b"<meta charset=koi8-r>\xE0",
            Some("windows-1251"),
            "<meta charset=koi8-r>\u{430}",
        );
        reads(
            b"<META http-equiv=Content-Type content='text/html; charset = windows-1251'>\xE0",
            None,
            "<META http-equiv=Content-Type content='text/html; charset = windows-1251'>\u{430}",
        );
        let late = [b"<style>".repeat(400).as_slice(), b"<meta charset=windows-1251>\xE0"].concat();
        assert!(read(&late, None, 100).ends_with('\u{430}'));
        reads(
            b"<!-- <meta charset=koi8-r> --><p>\xC3\xA9",
            None,
            "<!-- <meta charset=koi8-r> --><p>\u{e9}",
        );
    }

    #[test]
    fn what_is_utf8_is_read_so_whatever_it_declares() {
        let page = "<meta charset=gb2312><p>昨天下了一整天的雨。</p>";
        reads(page.as_bytes(), None, page);
        let long = format!(
            "<meta charset=iso-8859-1>{}<p>café und Œuvre, naïve Zoë, ça et là</p>",
            " ".repeat(5000)
        );
        reads(long.as_bytes(), None, &long);
        // A short word in the declared encoding is not mistaken.
        reads(
            b"<meta charset=windows-1252>caf\xe9",
            None,
            "<meta charset=windows-1252>caf\u{e9}",
        );
    }

    #[test]
    fn undeclared_bytes_are_looked_at() {
        reads("<p>caf\u{e9} \u{4e2d}".as_bytes(), None, "<p>caf\u{e9} \u{4e2d}");
        reads(b"<p>caf\xE9 au lait", None, "<p>caf\u{e9} au lait");
        reads(b"", None, "");
        reads(b"a", None, "a");
    }
}
