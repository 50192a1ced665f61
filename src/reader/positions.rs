//! Where the tags of decoded text stand in the page's own bytes.
//!
//! Of UTF-8 only a byte order mark is missing. In the other encodings the brackets `<` and `>` are counted, with which tags
//! begin and end: they never stand inside a character of the legacy encodings (a trail byte begins at 0x40 or is a digit),
//! so the n-th one in the text is the n-th one in the bytes. Where that does not hold (UTF-16, ISO-2022-JP), the bytes are
//! decoded one by one.

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
    /// Bytes of a bracket in the page.
    width: u64,
    one_by_one: bool,
    read: u64,
    written: u64,
    /// Where each bracket stands: in the text, and in the page.
    pairs: VecDeque<(u64, u64)>,
}

impl Positions {
    /// For a page in this encoding after a byte order mark of `skipped` bytes.
    pub fn new(encoding: &'static Encoding, skipped: usize) -> Self {
        let utf_16 = encoding == UTF_16LE || encoding == UTF_16BE;
        Self {
            skipped: skipped as u64,
            brackets: (encoding != UTF_8).then(|| Brackets {
                width: if utf_16 { 2 } else { 1 },
                one_by_one: utf_16 || encoding == ISO_2022_JP,
                ..Brackets::default()
            }),
        }
    }

    /// Decodes bytes and takes note of their brackets.
    pub fn decode(&mut self, decoder: &mut Decoder, bytes: &[u8], last: bool) -> Vec<u8> {
        let Some(brackets) = &mut self.brackets else {
            return decoded(decoder, bytes, last);
        };
        let mut text = Vec::new();
        if brackets.one_by_one {
            for byte in bytes {
                let letters = decoded(decoder, std::slice::from_ref(byte), false);
                brackets.read += 1;
                for place in places_of(&letters) {
                    let start = brackets.read.saturating_sub(brackets.width);
                    brackets.pairs.push_back((brackets.written + place, start));
                }
                brackets.written += letters.len() as u64;
                text.extend(letters);
            }
            if last {
                text.extend(decoded(decoder, &[], true));
            }
        } else {
            text = decoded(decoder, bytes, last);
            let (written, read) = (brackets.written, brackets.read);
            let pairs = places_of(&text).zip(places_of(bytes));
            brackets
                .pairs
                .extend(pairs.map(|(to, from)| (written + to, read + from)));
            brackets.read += bytes.len() as u64;
            brackets.written += text.len() as u64;
        }
        text
    }

    /// The byte of the page for a byte of the text at which a tag begins, or that follows one; none for any other.
    pub fn of(&self, byte: u64) -> Option<u64> {
        let Some(Brackets { pairs, width, .. }) = &self.brackets else {
            return byte.checked_add(self.skipped);
        };
        let after = pairs.partition_point(|(text, _)| *text < byte);
        let own = pairs.get(after).filter(|(text, _)| *text == byte);
        let page = own.map(|(_, page)| *page).or_else(|| {
            let (text, page) = pairs.get(after.checked_sub(1)?)?;
            (text + 1 == byte).then_some(page + width)
        })?;
        Some(page + self.skipped)
    }

    /// The last edge of a tag at or before a byte of the text, in the page.
    pub fn at_or_before(&self, byte: u64) -> u64 {
        let Some(Brackets { pairs, width, .. }) = &self.brackets else {
            return byte.saturating_add(self.skipped);
        };
        self.of(byte).unwrap_or_else(|| {
            let after = pairs.partition_point(|(text, _)| *text < byte);
            let before = after.checked_sub(1).and_then(|before| pairs.get(before));
            before.map_or(0, |(_, page)| page + width + self.skipped)
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

fn places_of(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let is_bracket = |byte: &u8| matches!(byte, b'<' | b'>');
    (0..)
        .zip(bytes)
        .filter(move |(_, byte)| is_bracket(byte))
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
}
