use std::sync::OnceLock;

use super::Kind;
use crate::tables::rows;

/// A part of class names and ids that says what something is, if it is known already to be none of the article.
///
/// Not to be asked for anything else: as a rule of their own, parts of names are wrong on every tenth page.
struct Hint {
    /// Links to the articles before and after are called navigation too: what says something else goes before.
    rank: (bool, usize),
    kind: Kind,
    part: &'static str,
    /// The part is a word of the name, and not some letters of it.
    is_word: bool,
}

/// The hints whose parts begin with each byte.
fn by_first_byte() -> &'static [Vec<Hint>] {
    static HINTS: OnceLock<Vec<Vec<Hint>>> = OnceLock::new();
    HINTS.get_or_init(|| {
        let mut hints: Vec<Vec<Hint>> = (0..=u8::MAX).map(|_| Vec::new()).collect();
        let rows = rows(include_str!(concat!(env!("OUT_DIR"), "/src/clutter/hints.tsv")));
        for (place, (kind, part)) in rows.enumerate() {
            let word = part.strip_prefix('=');
            let (part, is_word) = (word.unwrap_or(part), word.is_some());
            if let Some(kind) = Kind::named(kind)
                && let Some(first) = part.bytes().next()
                && let Some(own) = hints.get_mut(usize::from(first))
            {
                own.push(Hint {
                    rank: (kind == Kind::Navigation, place),
                    kind,
                    part,
                    is_word,
                });
            }
        }
        hints
    })
}

/// The element that holds all of a page made with Next.js, what a reader does after reading, complaints in the Slavic languages, what says
/// how a site earns its money, what asks to log in, and what unfolds.
const NO_HINTS: [&str; 9] = [
    "__next",
    "next-step",
    "reklamac",
    "disclosure",
    "guest-upsell",
    "loginupsell",
    "load-more",
    "loadmore",
    "show-more",
];

/// What a class token or `#id` tells of its element in this way.
pub fn hint_of(token: &str) -> Option<Kind> {
    let hints = by_first_byte();
    if token.starts_with('[') {
        return None;
    }
    // What an article is filed under says nothing else of it.
    let is_label = ["category-", "tag-", "product_cat-", "product_tag-"]
        .iter()
        .any(|label| token.starts_with(label));
    let lower = token.to_ascii_lowercase();
    if NO_HINTS.iter().any(|part| lower.contains(part)) {
        return None;
    }
    let mut found: Option<&Hint> = None;
    for (at, first) in lower.bytes().enumerate() {
        let rest = lower.as_bytes().get(at..).unwrap_or_default();
        for hint in hints.get(usize::from(first)).into_iter().flatten() {
            let is_first = found.is_none_or(|found| hint.rank < found.rank);
            if is_first
                && rest.starts_with(hint.part.as_bytes())
                && (hint.kind == Kind::Navigation || !is_label)
                // 'Stellenanzeige' and 'Bewerbung' are about jobs.
                && (hint.kind != Kind::Ad || begins_word(token, at))
                && (!hint.is_word || has_word(token, &|word| is_word(word, hint.part)))
                // A menu has entries about what a site advertises or recommends, and more of them.
                && !(matches!(hint.kind, Kind::Recommendation | Kind::Ad) && names_menu(token))
            {
                found = Some(hint);
            }
        }
    }
    found.map(|hint| hint.kind)
}

/// Whether a word of a name begins at this byte.
fn begins_word(name: &str, at: usize) -> bool {
    let letters = name.as_bytes();
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    let is_capital = letters.get(at).is_some_and(u8::is_ascii_uppercase);
    before.is_none_or(|before| !before.is_ascii_alphabetic() || is_capital && before.is_ascii_lowercase())
}

/// Whether a class token or `#id` is that of a menu, or of a part of one.
pub fn names_menu(token: &str) -> bool {
    has_word(token, &|word| is_word(word, "menu") || is_word(word, "navbar"))
}

/// Whether a word of a name is as given but for its case and a digit behind it: `Ad2`. More digits are of a number that means nothing.
fn is_word(word: &str, part: &str) -> bool {
    let word = word
        .strip_suffix(|letter: char| letter.is_ascii_digit())
        .unwrap_or(word);
    word.eq_ignore_ascii_case(part)
}

/// Whether one of a name's words is as asked; they are parted by what is no letter and where capitals begin.
pub fn has_word(name: &str, is: &dyn Fn(&str) -> bool) -> bool {
    let parts = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    for part in parts.filter(|part| !part.is_empty()) {
        let mut from = 0;
        // In what a machine made up, capitals begin nothing: `Byline_date__u6aAD`.
        if !part.bytes().any(|letter| letter.is_ascii_digit()) {
            for (place, pair) in part.as_bytes().windows(2).enumerate() {
                if matches!(pair, [b'a'..=b'z', b'A'..=b'Z']) {
                    if part.get(from..=place).is_some_and(is) {
                        return true;
                    }
                    from = place + 1;
                }
            }
        }
        if part.get(from..).is_some_and(is) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names() {
        let kind = hint_of;
        assert_eq!(kind("newspaper-x-related-posts"), Some(Kind::Recommendation));
        assert_eq!(kind("#itemPagination"), Some(Kind::Recommendation));
        assert_eq!(kind("postNext"), Some(Kind::Recommendation));
        assert_eq!(kind("context"), None);
        assert_eq!(kind("ad-box"), Some(Kind::Ad));
        assert_eq!(kind("vc_cta3-content"), Some(Kind::Newsletter));
        assert_eq!(kind("loads"), None);
        assert_eq!(kind("#__next"), None);
        assert_eq!(kind("next-steps"), None);
        assert_eq!(kind("#block-4daf-ad66-f086"), None);
        assert_eq!(kind("Byline_date__u6aAD"), None);
        assert_eq!(kind("product_cat-advertising"), None);
        assert_eq!(kind("tag-links"), Some(Kind::Navigation));
        assert_eq!(kind("[rel=next]"), None);
    }

    #[test]
    fn every_row_is_read() {
        for row in include_str!("hints.tsv").lines().skip(1) {
            let fields: Vec<&str> = row.split('\t').collect();
            assert!(
                fields.len() == 3 && Kind::named(fields[0]).is_some() && !fields[2].is_empty(),
                "{row:?}"
            );
        }
    }
}
