//! Where the tags of decoded text stand in the page's own bytes.
//!
//! Of UTF-8 only a byte order mark is missing. In the other encodings the brackets `<` and `>` are counted, with which tags
//! begin and end: they never stand inside a character of the legacy encodings (a trail byte begins at 0x40 or is a digit),
//! and in UTF-16 they are units of their own, whatever is malformed before them, so the n-th one in the text is the n-th one
//! in the bytes. In ISO-2022-JP their bytes may mean something else, but all of them do between two control characters, of which
//! `ESC` changes what bytes mean: there it is decoded from one to the next.

use std::collections::VecDeque;

use encoding_rs::{Decoder, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Looks up bytes of the page by bytes of its text.
#[derive(Debug, Default)]
pub struct Positions {
    /// Bytes of the byte order mark.
    skipped: u64,
    brackets: Option<Brackets>,
}

#[derive(Debug, Default)]
struct Brackets {
    /// What two bytes are in UTF-16.
    unit: Option<fn([u8; 2]) -> u16>,
    /// Whether the bytes of brackets mean something else after some control characters.
    is_switched: bool,
    /// The last byte that was read.
    before: u8,
    read: u64,
    written: u64,
    /// Where each bracket stands: in the text, and in the page.
    pairs: VecDeque<(u64, u64)>,
}

impl Brackets {
    fn new(encoding: &'static Encoding) -> Self {
        Self {
            unit: if encoding == UTF_16LE {
                Some(u16::from_le_bytes)
            } else if encoding == UTF_16BE {
                Some(u16::from_be_bytes)
            } else {
                None
            },
            is_switched: encoding == ISO_2022_JP,
            ..Self::default()
        }
    }

    /// Bytes of a bracket in the page.
    fn width(&self) -> u64 {
        if self.unit.is_some() { 2 } else { 1 }
    }

    fn decode(&mut self, decoder: &mut Decoder, bytes: &[u8]) -> Vec<u8> {
        let (text, width) = (decoded(decoder, bytes, false), self.width());
        let mut places = places_of(&text).map(|place| self.written + place);
        for byte in bytes {
            let is_bracket = match self.unit {
                Some(unit) => self.read % 2 == 1 && u8::try_from(unit([self.before, *byte])).is_ok_and(is_bracket),
                None => is_bracket(*byte),
            };
            self.before = *byte;
            self.read += 1;
            if is_bracket && let Some(place) = places.next() {
                self.pairs.push_back((place, self.read - width));
            }
        }
        drop(places);
        self.written += text.len() as u64;
        text
    }
}

impl Positions {
    /// For a page in this encoding after a byte order mark of `skipped` bytes.
    pub fn new(encoding: &'static Encoding, skipped: usize) -> Self {
        Self {
            skipped: skipped as u64,
            brackets: (encoding != UTF_8).then(|| Brackets::new(encoding)),
        }
    }

    /// Decodes bytes and takes note of their brackets.
    pub fn decode(&mut self, decoder: &mut Decoder, bytes: &[u8], last: bool) -> Vec<u8> {
        let Some(brackets) = &mut self.brackets else {
            return decoded(decoder, bytes, last);
        };
        let is_switched = brackets.is_switched;
        let mut text = Vec::new();
        for piece in bytes.split_inclusive(|byte| is_switched && byte.is_ascii_control()) {
            text.extend(brackets.decode(decoder, piece));
        }
        if last {
            text.extend(decoded(decoder, &[], true));
        }
        text
    }

    /// The byte of the page for a byte of the text at which a tag begins, or that follows one; none for any other.
    pub fn of(&self, byte: u64) -> Option<u64> {
        let Some(brackets) = &self.brackets else {
            return byte.checked_add(self.skipped);
        };
        let pairs = &brackets.pairs;
        let after = pairs.partition_point(|(text, _)| *text < byte);
        let own = pairs.get(after).filter(|(text, _)| *text == byte);
        let page = own.map(|(_, page)| *page).or_else(|| {
            let (text, page) = pairs.get(after.checked_sub(1)?)?;
            (text + 1 == byte).then_some(page + brackets.width())
        })?;
        Some(page + self.skipped)
    }

    /// The last edge of a tag at or before a byte of the text, in the page.
    pub fn at_or_before(&self, byte: u64) -> u64 {
        let Some(brackets) = &self.brackets else {
            return byte.saturating_add(self.skipped);
        };
        let pairs = &brackets.pairs;
        self.of(byte).unwrap_or_else(|| {
            let after = pairs.partition_point(|(text, _)| *text < byte);
            let before = after.checked_sub(1).and_then(|before| pairs.get(before));
            before.map_or(0, |(_, page)| page + brackets.width() + self.skipped)
        })
    }

    /// Forgets what stands before a byte of the text, which is not asked for again.
    pub fn forget_before(&mut self, byte: u64) {
        if let Some(Brackets { pairs, .. }) = &mut self.brackets {
            while pairs.get(1).is_some_and(|(text, _)| *text < byte) {
                pairs.pop_front();
            }
        }
    }
}

pub fn decoded(decoder: &mut Decoder, bytes: &[u8], last: bool) -> Vec<u8> {
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    // With the capacity reserved above, all the bytes are read in one call.
    let _ = decoder.decode_to_string(bytes, &mut text, last);
    text.into_bytes()
}

fn is_bracket(byte: u8) -> bool {
    matches!(byte, b'<' | b'>')
}

fn places_of(bytes: &[u8]) -> impl Iterator<Item = u64> {
    (0..)
        .zip(bytes)
        .filter(|(_, byte)| is_bracket(**byte))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251};

    /// Where the tags of a page are found, as the page's own bytes.
    fn tags(encoding: &'static Encoding, page: &[u8], cut: usize) -> Vec<Vec<u8>> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut positions = Positions::new(encoding, 0);
        let mut text: Vec<u8> = page
            .chunks(cut)
            .flat_map(|chunk| positions.decode(&mut decoder, chunk, false))
            .collect();
        text.extend(positions.decode(&mut decoder, &[], true));
        let text = String::from_utf8(text).unwrap();
        let mut found = Vec::new();
        for (start, _) in text.match_indices('<') {
            let end = text[start..].find('>').unwrap() + start + 1;
            let range = [start, end].map(|byte| usize::try_from(positions.of(byte as u64).unwrap()).unwrap());
            found.push(page[range[0]..range[1]].to_vec());
        }
        found
    }

    #[test]
    fn tags_are_found_in_every_encoding() {
        for encoding in [SHIFT_JIS, BIG5, EUC_KR, GB18030, WINDOWS_1251, ISO_2022_JP] {
            let (bytes, _, _) = encoding.encode("<p>水車 は 回る<b>дождь 비</b>😀<i>");
            for cut in [1, 2, 3, 7, 100] {
                assert_eq!(
                    tags(encoding, &bytes, cut),
                    [&b"<p>"[..], b"<b>", b"</b>", b"<i>"],
                    "{}",
                    encoding.name()
                );
            }
        }
        let utf_16: Vec<u8> = "<p>水車 𠮷<b>\u{3c3c}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for cut in [1, 2, 3, 100] {
            assert_eq!(tags(UTF_16LE, &utf_16, cut), [&b"<\0p\0>\0"[..], b"<\0b\0>\0"]);
        }
    }

    #[test]
    fn characters_that_are_cut_short_hide_no_bracket() {
        let page = b"\x81<p>\xfe\xff<b>\x81\x30\x81<i>\x84";
        for encoding in [SHIFT_JIS, BIG5, EUC_KR, GB18030] {
            for cut in [1, 2, 5, 100] {
                assert_eq!(
                    tags(encoding, page, cut),
                    [&b"<p>"[..], b"<b>", b"<i>"],
                    "{}",
                    encoding.name()
                );
            }
        }
    }

    /// Where each bracket stands, found by decoding byte by byte.
    fn one_by_one(encoding: &'static Encoding, bytes: &[u8]) -> Vec<(u64, u64)> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let width = Brackets::new(encoding).width();
        let mut written = 0;
        let mut pairs = Vec::new();
        for (read, byte) in (1..).zip(bytes) {
            let text = decoded(&mut decoder, &[*byte], false);
            pairs.extend(places_of(&text).map(|place| (written + place, read - width)));
            written += text.len() as u64;
        }
        pairs
    }

    #[test]
    fn brackets_are_where_decoding_byte_by_byte_finds_them() {
        let mut state = 5_u64;
        let mut next = move |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((state >> 33) % below).unwrap()
        };
        let parts: [&[u8]; 25] = [
            b"<",
            b">",
            b"<\0",
            b"\0<",
            b">\0",
            b"\0>",
            b"\0",
            b"\xd8\x3c",
            b"\x3c\xd8",
            b"\xdc",
            b"\xd8",
            b"\x1b",
            b"\x1b(B",
            b"\x1b(J",
            b"\x1b(I",
            b"\x1b$B",
            b"\x1b$@",
            b"\x1b(",
            b"\x0e",
            b"\x0f",
            b"\x1b$(D",
            b"\r",
            b"\xe0",
            b"\x810",
            b"\n",
        ];
        for _ in 0..6000 {
            let bytes: Vec<u8> = (0..next(40)).flat_map(|_| parts[next(25)]).copied().collect();
            for encoding in [UTF_16LE, UTF_16BE, ISO_2022_JP, SHIFT_JIS, BIG5, EUC_KR, GB18030] {
                let expected = one_by_one(encoding, &bytes);
                for cut in [1, 2, 3, 7, 1000] {
                    let mut decoder = encoding.new_decoder_without_bom_handling();
                    let mut positions = Positions::new(encoding, 0);
                    for chunk in bytes.chunks(cut) {
                        positions.decode(&mut decoder, chunk, false);
                    }
                    let pairs = positions.brackets.unwrap().pairs;
                    assert_eq!(pairs, expected, "{} {bytes:x?} by {cut}", encoding.name());
                }
            }
        }
    }
}
