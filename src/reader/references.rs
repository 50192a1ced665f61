//! The character references of HTML: `&amp;`, `&#8217;`, `&copy`.
//!
//! Their names take a third of what a table of pointers to strings takes of the wasm module, as crates have it, because `build.rs` leaves
//! out the characters: most names are of the character after the one before.

use std::borrow::Cow;
use std::sync::OnceLock;

use hashbrown::HashMap;

/// Where a reference stands: that decides how far one goes that has no semicolon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `&notit` is ¬ and "it".
    Text,
    /// `?a=1&copy=2` is an address with a parameter.
    Attribute,
}

/// A character, and another one that is joined to it.
type Characters = (char, Option<char>);

/// Letters of the longest name that needs no semicolon.
const LONGEST_WITHOUT: usize = 6;

/// What [windows-1252](https://encoding.spec.whatwg.org/#windows-1252) has where Unicode has control characters from U+0080 on; pages
/// mean these.
const OF_WINDOWS: &str = "\u{20ac}\u{81}\u{201a}\u{192}\u{201e}\u{2026}\u{2020}\u{2021}\u{2c6}\u{2030}\u{160}\u{2039}\u{152}\u{8d}\u{17d}\
    \u{8f}\u{90}\u{2018}\u{2019}\u{201c}\u{201d}\u{2022}\u{2013}\u{2014}\u{2dc}\u{2122}\u{161}\u{203a}\u{153}\u{9d}\u{17e}\u{178}";

/// A text with its references decoded, as the HTML standard's
/// [character reference state](https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state) does.
pub fn decoded(text: &str, place: Place) -> Cow<'_, str> {
    let mut out = String::new();
    // Where what is not written to `out` yet begins.
    let mut rest = text;
    for (at, _) in text.match_indices('&') {
        let Some(after) = text.get(at + 1..) else { break };
        let Some(((first, joined), len)) = reference(after, place) else {
            continue;
        };
        out.reserve(rest.len());
        out.push_str(rest.get(..rest.len() - after.len() - 1).unwrap_or_default());
        out.push(first);
        out.extend(joined);
        rest = after.get(len..).unwrap_or_default();
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What the reference stands for whose `&` is before this text, and its length after that.
fn reference(text: &str, place: Place) -> Option<(Characters, usize)> {
    if let Some(number) = text.strip_prefix('#') {
        let (character, len) = numeric(number)?;
        return Some(((character, None), len + 1));
    }
    let len = run_of(text, u8::is_ascii_alphanumeric);
    let name = text.get(..len)?;
    let next = text.as_bytes().get(len);
    if next == Some(&b';')
        && let Some(found) = named(name)
    {
        return Some((found.characters, len + 1));
    }
    let without = |len: usize| {
        let found = named(name.get(..len)?)?;
        found.needs_no_semicolon.then_some((found.characters, len))
    };
    match place {
        // None of these names is the beginning of another.
        Place::Text => (2..=len.min(LONGEST_WITHOUT)).find_map(without),
        Place::Attribute if matches!(next, Some(b';' | b'=')) => None,
        Place::Attribute => without(len),
    }
}

/// The character of a reference whose `&#` is before this text, and the length of the rest of it.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (radix, digits) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, text),
    };
    let len = run_of(digits, |byte| char::from(*byte).is_digit(radix));
    // Too large a number is not empty, and stands for no character.
    let number = digits.get(..len).filter(|own| !own.is_empty())?;
    let number = u32::from_str_radix(number, radix).unwrap_or(u32::MAX);
    let character = match number {
        0 => None,
        0x80..=0x9f => OF_WINDOWS.chars().nth(number as usize - 0x80),
        _ => char::from_u32(number),
    };
    let semicolon = usize::from(digits.as_bytes().get(len) == Some(&b';'));
    let before = text.len() - digits.len();
    Some((
        character.unwrap_or(char::REPLACEMENT_CHARACTER),
        before + len + semicolon,
    ))
}

/// How many bytes at the start of a text are such.
fn run_of(text: &str, is_such: impl Fn(&u8) -> bool) -> usize {
    text.bytes().position(|byte| !is_such(&byte)).unwrap_or(text.len())
}

struct Named {
    characters: Characters,
    needs_no_semicolon: bool,
}

/// What a name stands for.
fn named(name: &str) -> Option<&'static Named> {
    let (places, all) = all_named();
    all.get(*places.get(name)? as usize)
}

/// What names stand for, from `references.tsv`: the code points in hexadecimal and their names, a `?` after those that need no semicolon;
/// and of each name its place among those.
fn all_named() -> &'static (HashMap<&'static str, u32>, Vec<Named>) {
    static NAMED: OnceLock<(HashMap<&'static str, u32>, Vec<Named>)> = OnceLock::new();
    NAMED.get_or_init(|| {
        let (mut places, mut all) = (HashMap::new(), Vec::new());
        let mut last = 0;
        for line in include_str!(concat!(env!("OUT_DIR"), "/src/reader/references.tsv")).lines() {
            let mut words = line.split(' ').peekable();
            let mut number = || {
                words
                    .next_if(|word| word.starts_with(|first: char| first.is_ascii_digit()))?
                    .parse::<u32>()
                    .ok()
            };
            let (step, joined) = (number(), number());
            last += step.unwrap_or(1);
            let Some(first) = char::from_u32(last) else { continue };
            for word in words {
                let name = word.trim_end_matches('?');
                places.insert(name, u32::try_from(all.len()).unwrap_or(u32::MAX));
                all.push(Named {
                    characters: (first, joined.and_then(char::from_u32)),
                    needs_no_semicolon: name.len() < word.len(),
                });
            }
        }
        (places, all)
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// Compares with a crate that makes its table of the standard's own list.
    fn assert_decoded(text: &str) {
        assert_eq!(decoded(text, Place::Text), htmlize::unescape(text), "{text:?}");
        assert_eq!(
            decoded(text, Place::Attribute),
            htmlize::unescape_attribute(text),
            "{text:?} in an attribute"
        );
    }

    #[test]
    fn every_name_stands_for_what_the_standard_says() {
        let known: Vec<&[u8]> = htmlize::ENTITIES.keys().copied().collect();
        let own: usize = all_named()
            .1
            .iter()
            .map(|own| 1 + usize::from(own.needs_no_semicolon))
            .sum();
        assert_eq!(known.len(), own);
        for name in known {
            let name = std::str::from_utf8(name).unwrap();
            for after in ["", ";", "=", "x", "1", " x", "&amp;", "é"] {
                assert_decoded(&format!("a {name}{after}"));
                assert_decoded(&format!("{}{after}", name.trim_end_matches(';')));
            }
        }
    }

    #[test]
    fn numbers_stand_for_characters() {
        for number in (0..0x400).chain([0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10_ffff, 0x11_0000, u32::MAX]) {
            for text in [
                format!("&#{number};"),
                format!("&#{number}x"),
                format!("&#x{number:x};"),
                format!("&#X0{number:X}"),
            ] {
                assert_decoded(&text);
            }
        }
        for text in [
            "&#99999999999999999999;",
            "&#;",
            "&#x;",
            "&#xg",
            "&#",
            "&#x",
            "&",
            "&;",
            "&&#65&",
            "&#65 &#+65;",
        ] {
            assert_decoded(text);
        }
    }

    proptest::proptest! {
        #[test]
        fn broken_references_are_read_as_the_standard_says(text in "(&|#|x|[0-9]{1,3}|;|=| |not|in|amp|lt|[a-zA-Z]{1,3}|é){0,12}") {
            assert_decoded(&text);
        }
    }
}
