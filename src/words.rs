//! Words, sentences and white space, in any script; and text in markup.

use std::borrow::Cow;

/// Counts words: runs of letters and digits; in scripts written without spaces, estimated from the letters.
///
/// Chinese and Japanese words are counted as two letters each, Thai, Lao, Khmer and Burmese ones as five code points.
pub fn count_words(text: &str) -> usize {
    let (mut words, mut in_word, mut ideographs, mut unspaced) = (0, false, 0_usize, 0_usize);
    let mut letters = text.chars();
    loop {
        // Most text is ASCII, and needs not be read letter by letter to be told so.
        let rest = letters.as_str();
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (ascii, rest) = rest.split_at(ascii);
        for byte in ascii.bytes() {
            let alphanumeric = byte.is_ascii_alphanumeric() || byte == b'_';
            words += usize::from(alphanumeric && !in_word);
            in_word = alphanumeric;
        }
        letters = rest.chars();
        let Some(letter) = letters.next() else { break };
        if is_ideographic(letter) {
            ideographs += 1;
            in_word = false;
        } else if is_unspaced(letter) {
            unspaced += 1;
            in_word = false;
        } else if letter.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if !is_joiner(letter) {
            in_word = false;
        }
    }
    words + ideographs.div_ceil(2) + unspaced.div_ceil(5)
}

/// Chinese characters and Japanese kana.
pub fn is_ideographic(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{323af}')
}

/// Thai, Lao, Burmese and Khmer, vowel signs included.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e01}'..='\u{0e4e}' | '\u{0e81}'..='\u{0ece}' | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}')
}

/// Marks and joiners inside words: accents, vowel signs, apostrophes, soft hyphens, zero-width joiners.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{064b}'..='\u{065f}'
        | '\u{0670}' | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{0980}'..='\u{0983}' | '\u{09bc}'..='\u{09cd}'
        | '\u{0b82}' | '\u{0bbe}'..='\u{0bcd}')
}

/// Whether text ends as a sentence does, in any script; closing quotes and brackets may follow.
pub fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '"' | '\'' | ')' | ']' | '\u{201d}' | '\u{2019}' | '\u{bb}' | '\u{300d}' | '\u{300f}'
            )
    });
    end.chars().next_back().is_some_and(is_sentence_end)
}

/// The marks that end sentences.
pub fn is_sentence_end(letter: char) -> bool {
    matches!(
        letter,
        '.' | '!'
            | '?'
            | '\u{2026}'
            | '\u{3002}'
            | '\u{ff01}'
            | '\u{ff1f}'
            | '\u{ff0e}'
            | '\u{061f}'
            | '\u{06d4}'
            | '\u{0964}'
            | '\u{0965}'
            | '\u{037e}'
            | '\u{0e2f}'
            | '\u{17d4}'
            | '\u{104b}'
            | '\u{1362}'
    )
}

/// The marks that part clauses.
pub fn is_comma(letter: char) -> bool {
    matches!(letter, ',' | '\u{3001}' | '\u{ff0c}' | '\u{060c}' | ';' | '\u{ff1b}')
}

/// Trims, and folds white space to single spaces.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|letter: char| letter.is_whitespace() || letter == '\0')
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Letters and digits only, lower-case: what two spellings of a title or a name share.
#[inline(never)]
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Adds text to HTML or MathML, in which, outside of tags, no character of it means anything to a parser.
pub fn push_html(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(place) = rest.find(['&', '<', '>', '\0', '\r']) {
        let (plain, from) = rest.split_at(place);
        html.push_str(plain);
        html.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            // A parser would not leave it as it is.
            _ => "",
        });
        rest = from.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}

/// Puts right what was taken for Latin-1 once too often before it reached the page: `itâ\u{80}\u{99}s` is `it’s`.
///
/// Only where a control character of Latin-1 gives it away; no text has those.
pub fn mended(text: &str) -> Cow<'_, str> {
    // Those characters begin with 0xC2 in UTF-8.
    let is_control = |letter: char| matches!(letter, '\u{80}'..='\u{9f}');
    if !text.bytes().any(|byte| byte == 0xc2) || !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match u32::from(first) {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
        let bytes: Option<Vec<u8>> = rest
            .chars()
            .take(length)
            .map(|letter| u8::try_from(letter).ok())
            .collect();
        let run = rest
            .get(..rest.chars().take(length).map(char::len_utf8).sum())
            .unwrap_or(rest);
        let mended = bytes.filter(|_| length > 1 && run.contains(is_control));
        if let Some(letter) = mended.and_then(|bytes| String::from_utf8(bytes).ok()) {
            out.push_str(&letter);
            rest = rest.get(run.len()..).unwrap_or_default();
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_script() {
        assert_eq!(count_words(""), 0);
        assert_eq!(count_words("  — … "), 0);
        assert_eq!(count_words("It rained all of Tuesday, 12 May."), 7);
        assert_eq!(
            count_words(
                "\u{412}\u{447}\u{435}\u{440}\u{430} \u{448}\u{451}\u{43b} \u{434}\u{43e}\u{436}\u{434}\u{44c}"
            ),
            3
        );
        assert_eq!(count_words("昨天下了一整天的雨。"), 5);
        assert_eq!(
            count_words("\u{0623}\u{0645}\u{0637}\u{0631}\u{062a} \u{0627}\u{0644}\u{0633}\u{0645}\u{0627}\u{0621}"),
            2
        );
        assert!(count_words("เมื่อวานฝนตกทั้งวัน") >= 4);
        assert_eq!(count_words("क्या हुआ"), 2);
    }

    #[test]
    fn what_was_decoded_once_too_often_is_put_right() {
        assert_eq!(
            mended("It\u{e2}\u{80}\u{99}s wet \u{e2}\u{80}\u{94} \u{d0}\u{9f}"),
            "It\u{2019}s wet \u{2014} \u{41f}"
        );
        for text in [
            "\u{e2}ge d\u{2019}or",
            "\u{c3}\u{a9}",
            "\u{e2}\u{80}x",
            "\u{80}",
            "rain",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn sentences_of_every_script() {
        for text in ["Rain.", "Rain!”", "雨。", "雨。」", "\u{061f}", "बारिश।"] {
            assert!(ends_sentence(text), "{text}");
        }
        assert!(!ends_sentence("Rain,"));
    }
}
