//! Folding white space by runs instead of by letters.

/// How much of a text, which begins with a letter, is folded already: words with single spaces between them.
pub fn folded_prefix(text: &str) -> usize {
    let bytes = text.as_bytes();
    for (place, byte) in bytes.iter().enumerate() {
        let next = bytes.get(place + 1);
        let single = *byte == b' ' && next.is_some_and(u8::is_ascii_graphic);
        if byte.is_ascii_graphic() || single {
            continue;
        }
        // A letter beyond ASCII, white space or a control character: from here on letter by letter.
        let rest = text.get(place..).unwrap_or_default();
        return place + rest.find(char::is_whitespace).unwrap_or(rest.len());
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::folded_prefix;

    #[test]
    fn runs_end_before_white_space_that_folds() {
        for (text, run) in [
            ("rain and wind", "rain and wind"),
            ("rain  and", "rain"),
            ("rain ", "rain"),
            ("rain\tand", "rain"),
            ("caf\u{e9} au", "caf\u{e9}"),
            ("a \u{e9}", "a"),
        ] {
            assert_eq!(&text[..folded_prefix(text)], run, "{text:?}");
        }
    }
}
