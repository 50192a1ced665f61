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
/// So many bytes are looked at at once: of a long chunk hardly more is held than what tells its encoding.
const LOOK: usize = 1024;
/// So many bytes that are not ASCII and make characters of UTF-8 are hardly anything else.
const TELLING: usize = 24;

/// Decodes a page's bytes, in chunks of any size.
pub struct PageDecoder {
    given: Option<&'static Encoding>,
    state: State,
    /// Kept if it is asked for.
    positions: Option<Positions>,
}

enum State {
    /// Bytes are held until the encoding is known.
    Undecided(Start),
    /// Bytes go on as they are: `lol_html` itself puts U+FFFD where they are not UTF-8.
    Utf8,
    Other(Decoder),
}

impl PageDecoder {
    /// `given` is the charset from outside the page, such as the `Content-Type` header.
    pub fn new(given: Option<&'static Encoding>) -> Self {
        Self {
            given,
            state: State::Undecided(Start::default()),
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

    /// The most bytes to be read at once; none once the encoding is known.
    pub fn until_look(&self) -> Option<usize> {
        matches!(self.state, State::Undecided(_)).then_some(LOOK)
    }

    /// The UTF-8 text of the page so far that was not given yet. Strictly UTF-8 only if the page's bytes are.
    pub fn decode<'c>(&mut self, chunk: &'c [u8]) -> Cow<'c, [u8]> {
        match &mut self.state {
            State::Utf8 => Cow::Borrowed(chunk),
            State::Other(decoder) => Cow::Owned(decode(decoder, &mut self.positions, chunk, false)),
            State::Undecided(start) => {
                start.held.extend_from_slice(chunk);
                if start.held.len() < 3 {
                    return Cow::Borrowed(&[]);
                }
                let known = bom(&start.held).or(self.given.map(|encoding| (encoding, 0)));
                let is_all = start.held.len() >= PRESCAN_LIMIT;
                let found = known
                    .or_else(|| start.settled().map(|encoding| (encoding, 0)))
                    .or_else(|| is_all.then(|| (start.at_last(), 0)));
                found.map_or(Cow::Borrowed(&[]), |(encoding, skip)| {
                    Cow::Owned(self.settle(encoding, skip))
                })
            }
        }
    }

    /// What is left at the end of the page.
    pub fn finish(&mut self) -> Vec<u8> {
        match &mut self.state {
            State::Utf8 => Vec::new(),
            State::Other(decoder) => decode(decoder, &mut self.positions, &[], true),
            State::Undecided(start) => {
                let found = bom(&start.held).or(self.given.map(|encoding| (encoding, 0)));
                let (encoding, skip) = found.unwrap_or_else(|| (start.at_last(), 0));
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
        let State::Undecided(Start { mut held, .. }) = std::mem::replace(&mut self.state, next) else {
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

/// The start of a page whose encoding is not known yet. How it was cut into chunks does not tell when it is: each look goes on
/// where the last one ended, and the first bytes that tell have their say.
#[derive(Default)]
struct Start {
    held: Vec<u8>,
    /// Where the tag or comment stands that is looked at, and how far its end was looked for.
    at: usize,
    looked: usize,
    /// The first `charset` a `<meta>` declares.
    declared: Option<&'static Encoding>,
    /// How far there are characters of UTF-8, and how many bytes of them are not ASCII.
    valid: usize,
    telling: usize,
}

impl Start {
    /// The encoding the page declares so far, unless its bytes have to be looked at further: pages that were saved or sent on as
    /// UTF-8 often still declare what they once were.
    fn settled(&mut self) -> Option<&'static Encoding> {
        self.prescan();
        let declared = self.declared?;
        let rest = looked_at(&self.held).get(self.valid..)?;
        let (valid, is_broken) = match std::str::from_utf8(rest) {
            Ok(text) => (text.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some()),
        };
        let valid_bytes = rest.get(..valid).unwrap_or_default();
        self.telling += valid_bytes.iter().filter(|byte| !byte.is_ascii()).count();
        self.valid += valid;
        if declared == UTF_8 || self.telling >= TELLING {
            Some(UTF_8)
        } else {
            is_broken.then_some(declared)
        }
    }

    /// The encoding of a page of which no more is looked at.
    fn at_last(&mut self) -> &'static Encoding {
        let settled = self.settled();
        settled.unwrap_or_else(|| match self.declared {
            Some(_) if self.telling > 0 => UTF_8,
            Some(declared) => declared,
            None => guess(looked_at(&self.held)),
        })
    }

    /// Looks for the declaration on, as HTML § 13.2.3.2 reads it, but for its first 1,024 bytes.
    fn prescan(&mut self) {
        let held = looked_at(&self.held);
        while self.declared.is_none() {
            let rest = held.get(self.at..).unwrap_or_default();
            if rest.starts_with(b"<") && rest.len() < 5 {
                return;
            }
            let is_meta = starts_with_ignoring_case(rest, b"<meta");
            let (end, begin): (&[u8], _) = if rest.starts_with(b"<!--") {
                (b"-->", 4)
            } else {
                (if is_meta { b">" } else { b"<" }, 1)
            };
            let from = self.looked.max(self.at + begin);
            let Some(found) = held.get(from..).and_then(|rest| find(rest, end)) else {
                self.looked = (held.len() + 1).saturating_sub(end.len());
                return;
            };
            let found = from + found;
            if is_meta {
                self.declared = held.get(self.at..found).and_then(declared);
            }
            self.at = found;
        }
    }
}

/// What of a page is looked at.
fn looked_at(bytes: &[u8]) -> &[u8] {
    bytes.get(..PRESCAN_LIMIT).unwrap_or(bytes)
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

/// Undeclared bytes are UTF-8 if the first that is not ASCII begins a character of it, else windows-1252.
fn guess(bytes: &[u8]) -> &'static Encoding {
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

    #[test]
    fn what_is_declared_is_known_with_the_tag_that_says_so() {
        let given = |page: &[u8], size: usize| {
            let mut decoder = PageDecoder::new(None);
            let mut given = 0;
            let chunks = page.chunks(size);
            chunks
                .map(|chunk| decoder.decode(chunk).len())
                .for_each(|length| given += length);
            given
        };
        let page = b"<!doctype html><title>Stra\xc3\x9fe</title><meta charset=utf-8><p>";
        assert_eq!(given(page, page.len()), page.len());
        assert_eq!(given(&page[..page.len() - 4], 1), 0);
        // In an older encoding with the first bytes that are not UTF-8.
        let page = b"<meta charset=koi8-r><p>\xc1\xc2";
        assert_eq!(given(&page[..page.len() - 2], 1), 0);
        assert_eq!(given(page, 1), page.len() + 2);
        // In UTF-8 all the same.
        let page = [
            b"<meta charset=koi8-r>".as_slice(),
            &"水".repeat(TELLING / 3).into_bytes(),
        ]
        .concat();
        assert_eq!(given(&page[..page.len() - 1], 1), 0);
        assert_eq!(given(&page, 1), page.len());
    }

    #[test]
    fn how_a_page_is_cut_does_not_tell_when_its_encoding_is_known() {
        let parts: [&[u8]; 13] = [
            b"<",
            b"<!--",
            b"-->",
            b"-",
            b">",
            b"<meta",
            b" charset=",
            b"utf-8",
            b"koi8-r",
            b" ",
            b"\xd0\xb0",
            b"\xe0",
            "дождь идёт".as_bytes(),
        ];
        let mut state = 11_u64;
        let mut next = move |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((state >> 33) % below).unwrap()
        };
        for _ in 0..3000 {
            let page: Vec<u8> = (0..next(40)).flat_map(|_| parts[next(13)]).copied().collect();
            // The first bytes that tell, each looked at by itself.
            let known = |length: usize| {
                let mut start = Start {
                    held: page[..length].to_vec(),
                    ..Start::default()
                };
                start.settled()
            };
            let first = (3..=page.len()).find(|length| known(*length).is_some());
            for size in [1, 2, 3, 7, 1000] {
                let mut decoder = PageDecoder::new(None);
                let mut read = 0;
                for chunk in page.chunks(size) {
                    decoder.decode(chunk);
                    read += chunk.len();
                    let is_known = decoder.until_look().is_none();
                    assert_eq!(
                        is_known,
                        first.is_some_and(|first| first <= read),
                        "{page:x?} by {size}"
                    );
                }
                let encoding = match &decoder.state {
                    State::Utf8 => Some(UTF_8),
                    State::Other(decoder) => Some(decoder.encoding()),
                    State::Undecided(_) => None,
                };
                assert_eq!(encoding, first.and_then(known), "{page:x?} by {size}");
            }
        }
    }
}
