//! Lines between an article's title and its text that are facts, not text: who wrote it and when.

use crate::clutter::Why;

/// A line of more words is text.
const MOST_WORDS: u32 = 16;
/// Words besides numbers that a line of a date has at most: weekday, month, 'updated', 'am' …
const MOST_DATE_WORDS: usize = 5;

/// What a line begins with that tells an author, in lower case; a space, colon or the end follows.
const BYLINES: [&str; 29] = [
    "by",
    "reviewed by",
    "medically reviewed by",
    "edited by",
    "fact checked by",
    "fact-checked by",
    "author",
    "authors",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "words by",
    "text by",
    "story by",
    "von",
    "autor",
    "autorin",
    "text",
    "par",
    "por",
    "autora",
    "di",
    "door",
    "av",
    "af",
    "\u{430}\u{432}\u{442}\u{43e}\u{440}",
    "\u{4f5c}\u{8005}",
    "\u{8bb0}\u{8005}",
];

/// Whether a short line says who wrote the article or when, and which of the two.
pub fn fact_of_line(text: &str, words: u32) -> Option<Why> {
    if words > MOST_WORDS || text.ends_with(['.', '?', '\u{3002}']) {
        return None;
    }
    let lower = text.to_lowercase();
    let is_byline = BYLINES.iter().any(|start| {
        let rest = lower.strip_prefix(start).map(str::trim_start);
        rest.is_some_and(|rest| {
            let parted = rest.len() + start.len() < lower.len() || rest.starts_with([':', '\u{ff1a}']);
            let rest = text.get(text.len() - rest.len()..).unwrap_or_default();
            // Of two elements side by side: 'ByAnn Lee'.
            let runs_on = *start == "by" && text.starts_with("By") && rest.starts_with(char::is_uppercase);
            // Names begin with a capital; 'By the river' is a heading.
            (parted || runs_on) && begins_with_name(rest)
        })
    });
    // A name with a counter of readers.
    let is_counter = words <= 6 && [" views", " reads", " shares"].iter().any(|end| lower.ends_with(end));
    if is_byline || is_counter {
        return Some(Why::Byline);
    }
    is_date(text).then_some(Why::Date)
}

fn begins_with_name(rest: &str) -> bool {
    let rest = rest.trim_start_matches([':', '\u{ff1a}', ' ', '\u{a0}']);
    let mut words = rest.split_whitespace();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || !word.is_ascii();
    words.next().is_some_and(is_name) && words.next().is_none_or(is_name)
}

/// A year and hardly any words.
fn is_date(text: &str) -> bool {
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let numbers = || {
        text.split(|letter: char| !letter.is_ascii_digit())
            .filter(|part| !part.is_empty())
    };
    let words = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|part| part.chars().count() > 1)
        .count();
    numbers().any(is_year) && numbers().count() >= 2 && words <= MOST_DATE_WORDS
}

#[cfg(test)]
mod tests {
    use super::{Why, fact_of_line};

    #[test]
    fn bylines_and_dates() {
        for line in [
            "By Ann Pike",
            "BY ANN PIKE",
            "Posted by Ann Pike on May 2, 2024 at 8:30 am",
            "Von Anna Hecht",
            "Ann Pike Views",
            "\u{410}\u{432}\u{442}\u{43e}\u{440}: \u{410}\u{43d}\u{43d}\u{430} \u{429}\u{443}\u{43a}\u{430}",
        ] {
            assert_eq!(fact_of_line(line, 6), Some(Why::Byline), "{line}");
        }
        for line in [
            "2 May 2024, 8.30 am",
            "2024-05-02 08:30",
            "Published: May 2, 2024",
            "2024年5月2日",
        ] {
            assert_eq!(fact_of_line(line, 6), Some(Why::Date), "{line}");
        }
        for line in [
            "By the river",
            "By noon the river had risen by a metre.",
            "Text messages rose",
            "The flood of 1962",
            "In 1962 and 1963 the mill stood still, and nobody mended it",
        ] {
            assert_eq!(fact_of_line(line, 6), None, "{line}");
        }
    }
}
