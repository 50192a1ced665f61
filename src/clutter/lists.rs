use super::Kind;
use super::headings::{heading_kind, plain};
use crate::tables::Lists;

/// More words than this are no heading of a list, nor more than that where its beginning or a part of it says what it is.
const MOST_WORDS: usize = 7;
const MOST_WORDS_LED: usize = 12;

/// The words of such headings, in order.
static LISTS: Lists = Lists::of(include_str!(concat!(env!("OUT_DIR"), "/src/clutter/lists.tsv")));

/// Which articles: 'latest', 'related'.
const WHICH: &str = "which";
/// That they are articles, or what else sites publish: 'stories', 'videos'.
const WHAT: &str = "what";

fn is_in(list: &str, word: &str) -> bool {
    LISTS.things(list).binary_search(&word).is_ok()
}

/// As [`heading_kind`], and of headings that are put together of words of lists: 'Recent episodes', 'Our best stories of the week',
/// 'More from Ann Pike'.
///
/// These say less than those that are known as a whole: links to other articles have to follow.
pub fn list_heading_kind(text: &str) -> Option<Kind> {
    heading_kind(text).or_else(|| names_list(text).then_some(Kind::Recommendation))
}

/// Whether a heading is put together of words of lists.
pub fn names_list(text: &str) -> bool {
    let Some(text) = plain(text) else { return false };
    let count = text.split_whitespace().count();
    if count > MOST_WORDS_LED {
        return false;
    }
    // After some beginnings anything may stand: 'More from …'.
    let is_led = |lead: &&str| {
        let rest = text.strip_prefix(*lead);
        rest.is_some_and(|rest| rest.starts_with([' ', ':', '\u{2026}']))
    };
    if count > 1 && LISTS.things("lead").iter().any(is_led)
        || LISTS.things("says").iter().any(|says| text.contains(says))
    {
        return true;
    }
    if count > MOST_WORDS {
        return false;
    }
    let (mut which, mut what) = (false, false);
    for word in text.split_whitespace() {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        // Written without spaces: 最新文章.
        let is_both = |(place, _): (usize, char)| {
            let (start, end) = word.split_at(place);
            is_in(WHICH, start) && is_in(WHAT, end)
        };
        if is_in(WHICH, word) {
            which = true;
        } else if is_in(WHAT, word) {
            what = true;
        } else if !word.is_ascii() && word.char_indices().any(is_both) {
            (which, what) = (true, true);
        } else if !word.is_empty() && !is_in("filler", word) {
            return false;
        }
    }
    which && what
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_put_together() {
        for text in [
            "Recent episodes",
            "Our best stories",
            "More from Ann Pike:",
            "Editor’s pick videos",
            "Featured blog posts »",
            "Weitere Videos",
            "Inne przepisy",
            "Similar seminars",
            "Τελευταία άρθρα",
            "Flere nyheder",
            "Alte articole",
            "További cikkek",
            "Uusimmat uutiset",
            "Lo más visto en España",
            "Самые читаемые материалы",
            "Weitere Angebote von Mühle & Sohn:",
            "More articles by Ann Pike",
            "相关文章",
            "人気の記事",
            "인기 기사",
            "Article précédent",
            "Следующая запись",
            "Más notas",
            "More related to this",
            "Weitere Top-Artikel zu diesem Thema:",
            "上一篇文章",
            "المقال السابق",
            "Diese Artikel könnten dich auch interessieren:",
            "Notas que te pueden interesar",
            "この人の関連記事",
            "Latest news from the mills",
            "Новости от партнёров",
            "Related stories from around the web",
            "More articles by Ann Pike, miller and writer of the year",
            "You may be interested in the following topics as well:",
            "Other posts you may enjoy",
            "This might be interesting to you:",
            "Recommended communities",
        ] {
            assert_eq!(list_heading_kind(text), Some(Kind::Recommendation), "{text}");
        }
        for text in [
            "Recent floods",
            "Stories",
            "The best of the week",
            "More rain",
            "Related work",
            "See also",
            "Top picks",
            "Most viewed the latest storm as the worst",
            "最新",
            "雨の記事",
        ] {
            assert_eq!(list_heading_kind(text), None, "{text}");
        }
        assert_eq!(list_heading_kind("Advertisement"), Some(Kind::Ad));
    }

    #[test]
    fn every_row_is_read() {
        let rows: Vec<&str> = include_str!("lists.tsv").lines().skip(1).collect();
        for row in &rows {
            let fields: Vec<&str> = row.split('\t').collect();
            let [role, _, word] = fields.as_slice() else {
                panic!("role, language and word in {row:?}");
            };
            let is_read = match *role {
                role @ ("which" | "what" | "filler") => is_in(role, word),
                role => matches!(role, "lead" | "says") && LISTS.things(role).contains(word),
            };
            assert!(is_read && *word == word.to_lowercase(), "{row:?}");
        }
    }
}
