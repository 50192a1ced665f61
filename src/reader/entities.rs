//! Character references (`&amp;`, `&#8217;`, `&copy`) in text that comes in fragments.

use std::borrow::Cow;

use super::references::{Place, decoded};

/// Decodes a text node's references, even those that a chunk border cuts apart.
#[derive(Debug, Default)]
pub struct ReferenceDecoder {
    /// From an `&` that may still become a reference: `&`, then letters, digits or `#`.
    held: String,
}

impl ReferenceDecoder {
    /// Decodes as much of the text so far as is certain; the rest is held back until the next fragment.
    pub fn decode<'t>(&mut self, fragment: &'t str) -> Cow<'t, str> {
        if self.held.is_empty() && !fragment.contains('&') {
            return Cow::Borrowed(fragment);
        }
        if !self.held.is_empty() && fragment.bytes().all(may_be_in_reference) {
            // Not looked at again: a page may be one endless `&aaaa…`.
            self.held.push_str(fragment);
            return Cow::Borrowed("");
        }
        let mut text = std::mem::take(&mut self.held);
        text.push_str(fragment);
        if let Some(start) = undecided_from(&text) {
            self.held = text.split_off(start);
        }
        Cow::Owned(unescape(text))
    }

    /// Ends the text node: what was held back is decoded as it stands.
    pub fn finish(&mut self) -> Option<String> {
        (!self.held.is_empty()).then(|| unescape(std::mem::take(&mut self.held)))
    }
}

/// Where a reference begins that the end of `text` may have cut.
fn undecided_from(text: &str) -> Option<usize> {
    let start = text.bytes().rposition(|byte| !may_be_in_reference(byte))?;
    (text.as_bytes().get(start) == Some(&b'&')).then_some(start)
}

/// What may stand between `&` and the end of a reference.
fn may_be_in_reference(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'#'
}

fn unescape(text: String) -> String {
    match decoded(&text, Place::Text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(decoded) => decoded,
    }
}

/// Decodes an attribute's value.
pub fn decode_attribute(value: &str) -> Cow<'_, str> {
    decoded(value, Place::Attribute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_pieces(pieces: &[&str]) -> String {
        let mut decoder = ReferenceDecoder::default();
        let mut out: String = pieces.iter().map(|piece| decoder.decode(piece)).collect();
        out.extend(decoder.finish());
        out
    }

    #[test]
    fn every_cut_gives_the_same() {
        let text = "a &amp; b &#x2019;s &copy 2024 &notin; &unknown; &#8212 &";
        let whole = in_pieces(&[text]);
        assert_eq!(whole, "a & b \u{2019}s \u{a9} 2024 \u{2209} &unknown; \u{2014} &");
        for cut in 1..text.len() {
            assert_eq!(in_pieces(&[&text[..cut], &text[cut..]]), whole, "cut at {cut}");
        }
        let letters: Vec<String> = text.chars().map(String::from).collect();
        assert_eq!(
            in_pieces(&letters.iter().map(String::as_str).collect::<Vec<_>>()),
            whole
        );
    }

    #[test]
    fn an_address_keeps_its_parameters() {
        assert_eq!(decode_attribute("?a=1&amp;copy=2&lang=en"), "?a=1&copy=2&lang=en");
    }
}
