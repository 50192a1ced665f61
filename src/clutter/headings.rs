use std::sync::OnceLock;

use hashbrown::HashMap;

use super::Kind;
use crate::tables::rows;
use crate::words::folded;

/// Longer texts are no heading of a list, in bytes.
const LONGEST: usize = 120;

/// What a text announces if it is the heading of a list that is not the article: 'You may also like', 'Newsletter' …
///
/// Only the whole text counts, without case, counters, a label in brackets, and punctuation around it. Whether it *is* a
/// heading, and what follows, is for the caller to see: 'See also' may head a part of the article.
pub fn heading_kind(text: &str) -> Option<Kind> {
    // Of each phrase the place of its kind.
    static HEADINGS: OnceLock<(HashMap<&'static str, u32>, Vec<Kind>)> = OnceLock::new();
    let (phrases, kinds) = HEADINGS.get_or_init(|| {
        let rows = || heading_rows().filter_map(|(kind, phrase)| Some((phrase, Kind::named(kind)?)));
        let phrases = rows().map(|(phrase, _)| phrase).zip(0..).collect();
        (phrases, rows().map(|(_, kind)| kind).collect())
    });
    let text = lower(text)?;
    let place = phrases.get(text.as_str()).or_else(|| phrases.get(undressed(&text)))?;
    kinds.get(*place as usize).copied()
}

/// The text as the tables have their phrases: in lower case, with straight apostrophes, and with nothing around it.
pub fn plain(text: &str) -> Option<String> {
    lower(text).map(|text| undressed(&text).to_owned())
}

fn lower(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    if text.is_ascii() {
        let mut lower = folded(text);
        lower.make_ascii_lowercase();
        return Some(lower);
    }
    Some(folded(&text.replace('\u{2019}', "'")).to_lowercase())
}

/// The rows of `headings.tsv`: the name of a kind, and a phrase.
pub fn heading_rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!(concat!(env!("OUT_DIR"), "/src/clutter/headings.tsv")))
}

/// The text without a bracketed label before it and without numbers and punctuation around it.
fn undressed(text: &str) -> &str {
    let unlabelled = text
        .strip_prefix('[')
        .and_then(|inner| inner.split_once(']'))
        .map_or(text, |(_, rest)| rest);
    unlabelled
        .trim_start_matches(|letter: char| !letter.is_alphabetic())
        .trim_end_matches(is_edge_after)
}

/// What may stand after a heading: counters, punctuation, arrows; but no letter, and no vowel sign that belongs to one.
fn is_edge_after(letter: char) -> bool {
    letter.is_ascii_digit()
        || letter.is_whitespace()
        || letter.is_ascii_punctuation()
        || matches!(letter, '\u{2010}'..='\u{2bff}' | '\u{bb}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff1f}' | '\u{61f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_many_dresses() {
        for text in [
            "You May Also Like",
            "YOU MAY ALSO LIKE:",
            "[DEBATE] Latest Stories",
            "» Popular now",
            "\u{0645}\u{0648}\u{0627}\u{0636}\u{064a}\u{0639} \u{0630}\u{0627}\u{062a} \u{0635}\u{0644}\u{0629}",
        ] {
            assert_eq!(heading_kind(text), Some(Kind::Recommendation), "{text}");
        }
        assert_eq!(heading_kind("Comments (12)"), Some(Kind::Comments));
        assert_eq!(heading_kind("Comments0"), Some(Kind::Comments));
        assert_eq!(heading_kind("What you may also like about rain is its sound"), None);
    }

    #[test]
    fn every_row_is_read_and_plain() {
        for row in include_str!("headings.tsv").lines().skip(1) {
            let fields: Vec<&str> = row.split('\t').collect();
            let kind = Kind::named(fields[0]);
            assert!(
                kind.is_some() && heading_kind(fields[2]) == kind,
                "{row:?} is not found as it stands"
            );
        }
    }
}
