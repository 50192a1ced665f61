//! Dates as people write them: `May 7, 2024`, `7. Mai 2024`, `07/05/2024`, `2024年5月7日`.

use std::ops::Range;

use crate::tables::rows;

/// A date found in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct WrittenDate {
    pub year: u32,
    pub month: u32,
    pub day: u32,
    /// The bytes it stands at.
    pub at: Range<usize>,
}

/// Dates before and after these years are none of a web page.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;
/// How far years of the Buddhist calendar, as Thai pages have them, are ahead.
const BUDDHIST: u32 = 543;
/// A text is looked at no further: a date is looked for in lines, not in chapters.
const MOST_PARTS: usize = 120;

/// What stands between the parts of a date.
const JOINERS: [&str; 17] = [
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "de",
    "del",
    "er",
    "le",
    "do",
    "\u{5e74}",
    "\u{6708}",
    "\u{b144}",
    "\u{c6d4}",
    "\u{e17}\u{e35}\u{e48}",
    "th\u{e1}ng",
    "n\u{103}m",
];

#[derive(Debug, Clone, Copy)]
enum What {
    /// A number, and how many digits it has.
    Number(u32, usize),
    /// Perhaps a month's name.
    Word,
}

#[derive(Debug, Clone)]
struct Part {
    what: What,
    at: Range<usize>,
}

/// The first date of a text. `month_first` says how `5/7/2024` is read where both could be the month.
#[inline(never)]
pub fn written_date(text: &str, month_first: bool) -> Option<WrittenDate> {
    // Most lines of a page have no digit, and so no date.
    if !text.chars().any(|letter| digit(letter).is_some()) {
        return None;
    }
    let parts = parts(text);
    parts.windows(3).find_map(|three| {
        let [Some(one), Some(two), Some(three)] = three else {
            return None;
        };
        let gap = |from: &Part, to: &Part| text.get(from.at.end..to.at.start).unwrap_or_default();
        let month = |part: &Part| month_of(&text.get(part.at.clone())?.to_lowercase());
        let gaps = [gap(one, two), gap(two, three)];
        // '3-5, 2024' is the end of 'Aug 3-5, 2024'.
        let is_even = gaps[0] == gaps[1] || !gaps[0].is_ascii();
        let (year, month, day) = match (one.what, two.what, three.what) {
            (What::Number(day, 1 | 2), What::Word, What::Number(year, 4))
            | (What::Number(year, 4), What::Word, What::Number(day, 1 | 2)) => (year, month(two)?, day),
            (What::Word, What::Number(day, 1 | 2), What::Number(year, 4)) => (year, month(one)?, day),
            (What::Number(year, 4), What::Number(month, 1 | 2), What::Number(day, 1 | 2)) if is_even => {
                (year, month, day)
            }
            (What::Number(one, 1 | 2), What::Number(two, 1 | 2), What::Number(year, 4)) if is_even => {
                let month_leads = two > 12 || (month_first && gaps[0] != "." && one <= 12);
                if month_leads {
                    (year, one, two)
                } else {
                    (year, two, one)
                }
            }
            _ => return None,
        };
        let year = if YEARS.contains(&(year.saturating_sub(BUDDHIST))) && year > *YEARS.end() {
            year - BUDDHIST
        } else {
            year
        };
        let is_date = YEARS.contains(&year) && (1..=days_of(month, year)).contains(&day);
        is_date.then_some(WrittenDate {
            year,
            month,
            day,
            at: one.at.start..three.at.end,
        })
    })
}

/// How many days a month has; none if there is no such month.
const fn days_of(month: u32, year: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Numbers and words of a text; `None` where something else stands between two of them.
#[inline(never)]
fn parts(text: &str) -> Vec<Option<Part>> {
    let mut parts: Vec<Option<Part>> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if parts.len() > MOST_PARTS {
            break;
        }
        let is_number = digit(letter).is_some();
        let belongs = |letter: char| {
            if is_number {
                digit(letter).is_some()
            } else {
                // Vowel signs of Thai and accents are no letters.
                (letter.is_alphabetic() && !joins_digits(letter))
                    || matches!(letter, '\u{e31}'..='\u{e4e}' | '\u{300}'..='\u{36f}')
            }
        };
        let mut end = start + letter.len_utf8();
        if is_number || letter.is_alphabetic() {
            while let Some((at, next)) = rest.next_if(|(_, next)| belongs(*next)) {
                end = at + next.len_utf8();
            }
        }
        let word = text.get(start..end).unwrap_or_default();
        if is_number {
            let value = word
                .chars()
                .filter_map(digit)
                .fold(0_u32, |value, digit| value.saturating_mul(10).saturating_add(digit));
            let what = What::Number(value, word.chars().count());
            parts.push(Some(Part { what, at: start..end }));
        } else if letter.is_alphabetic() {
            if !JOINERS.contains(&word.to_lowercase().as_str()) {
                let what = What::Word;
                parts.push(Some(Part { what, at: start..end }));
            }
        } else if !(letter.is_whitespace()
            || matches!(letter, '.' | ',' | '/' | '-' | '\u{2013}' | '\u{60c}' | '\u{ba}'))
        {
            parts.push(None);
        }
    }
    parts
}

/// Chinese and Korean marks of year and month stand between digits without a space.
fn joins_digits(letter: char) -> bool {
    matches!(
        letter,
        '\u{5e74}' | '\u{6708}' | '\u{65e5}' | '\u{b144}' | '\u{c6d4}' | '\u{c77c}'
    )
}

/// The value of a digit: also of Arabic, Persian, Devanagari, Thai and full-width ones.
fn digit(letter: char) -> Option<u32> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{e50}'..='\u{e59}' => '\u{e50}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(letter) - u32::from(zero))
}

/// The month that a lower-case word names, in any of the languages of `months.tsv`: the longest stem it begins with counts.
#[inline(never)]
pub fn month_of(word: &str) -> Option<u32> {
    // The Hebrew 'in' is written as one word with it.
    let word = word.strip_prefix('\u{5d1}').unwrap_or(word);
    let rows = rows(include_str!(concat!(env!("OUT_DIR"), "/src/article/months.tsv")));
    let stems = rows.filter_map(|(month, stem)| word.starts_with(stem).then_some((stem.len(), month)));
    stems.max().and_then(|(_, month)| month.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, month_first: bool) -> Option<(u32, u32, u32)> {
        written_date(text, month_first).map(|date| (date.year, date.month, date.day))
    }

    #[test]
    fn dates_of_many_languages() {
        for text in [
            "Updated May 7th, 2024 by Ann",
            "7 May 2024",
            "Tue, 07 May 2024 16:23:11 GMT",
            "07-MAY-2024",
            "Dienstag, 7. Mai 2024",
            "le 7 mai 2024",
            "7 de mayo de 2024",
            "7 maja 2024",
            "7 мая 2024 г.",
            "7 травня 2024",
            "7 Μαΐου 2024",
            "7 Mayıs 2024",
            "7. května 2024",
            "7 مايو 2024",
            "\u{667} مايو \u{662}\u{660}\u{662}\u{664}",
            "7 พฤษภาคม 2567",
            "7 במאי 2024",
            "2024年5月7日",
            "2024년 5월 7일",
            "2024. 5. 7.",
            "07.05.2024",
            "7 tháng 5 năm 2024",
            "2024-05-07",
        ] {
            assert_eq!(read(text, false), Some((2024, 5, 7)), "{text}");
        }
        assert_eq!(read("července 7, 2024", true), Some((2024, 7, 7)));
        assert_eq!(read("7. června 2024", true), Some((2024, 6, 7)));
    }

    #[test]
    fn which_number_is_the_month() {
        assert_eq!(read("5/7/2024", true), Some((2024, 5, 7)));
        assert_eq!(read("5/7/2024", false), Some((2024, 7, 5)));
        assert_eq!(read("5/17/2024", false), Some((2024, 5, 17)));
        assert_eq!(read("17/5/2024", true), Some((2024, 5, 17)));
        assert_eq!(read("05.07.2024", true), Some((2024, 7, 5)));
        assert_eq!(read("2/29/2024", true), Some((2024, 2, 29)));
        assert_eq!(read("29.02.2000", false), Some((2000, 2, 29)));
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "May 2024",
            "10:05:2024",
            "Aug 3-5, 2024",
            "10:05 2024",
            "7 market 12345",
            "32 May 2024",
            "31. April 2024",
            "2023-02-29",
            "29 Feb 1900",
            "1/2 (2024)",
            "",
            "5 7",
        ] {
            assert_eq!(read(text, true), None, "{text}");
        }
    }
}
