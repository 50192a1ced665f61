//! When the article was published and changed.

use crate::outline::{AttributeName, Outline};
use crate::reader::{Head, Tag};

const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "datepublished",
    "itemprop:datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "citation_publication_date",
    "date",
];
const MODIFIED: [&str; 5] = [
    "article:modified_time",
    "og:updated_time",
    "itemprop:datemodified",
    "dcterms.modified",
    "last-modified",
];

/// JSON-LD's date, else a `<meta>`, else the page's first `<time>` that says it is the publication's or is the only one.
pub fn published(outline: &Outline, head: &Head) -> Option<String> {
    let linked = head
        .linked_data
        .iter()
        .filter(|data| data.is_article())
        .find_map(|data| data.published.as_deref());
    let mut stated = linked
        .into_iter()
        .chain(PUBLISHED.iter().filter_map(|name| head.meta_named(name)));
    stated.find_map(iso).or_else(|| time_element(outline))
}

pub fn modified(head: &Head) -> Option<String> {
    let linked = head
        .linked_data
        .iter()
        .filter(|data| data.is_article())
        .find_map(|data| data.modified.as_deref());
    linked
        .into_iter()
        .chain(MODIFIED.iter().filter_map(|name| head.meta_named(name)))
        .find_map(iso)
}

fn time_element(outline: &Outline) -> Option<String> {
    let ids = || (0..outline.nodes.len()).filter_map(|id| u32::try_from(id).ok());
    let date = |id: u32| {
        let value = outline
            .attribute(id, AttributeName::Datetime)
            .or_else(|| outline.attribute(id, AttributeName::Content))?;
        iso(value)
    };
    let named = ids().find_map(|id| {
        let says_so = outline
            .token_names(id)
            .any(|token| matches!(token, "[itemprop=datepublished]" | "entry-date" | "published"));
        says_so.then(|| date(id)).flatten()
    });
    let mut times = ids().filter(|id| outline.node(*id).tag == Tag::TIME).filter_map(date);
    named.or_else(|| {
        let first = times.next()?;
        times.all(|other| other.get(..10) == first.get(..10)).then_some(first)
    })
}

/// A date as ISO 8601 has it, or nothing: `2024-05-07`, `2024-05-07T12:00:00+02:00`.
fn iso(value: &str) -> Option<String> {
    let value = value.trim();
    let date: Vec<u8> = value.bytes().take(10).collect();
    let digits =
        |range: std::ops::Range<usize>| date.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let parted = matches!(date.get(4), Some(b'-' | b'/' | b'.')) && date.get(4) == date.get(7);
    if !(digits(0..4) && digits(5..7) && digits(8..10) && parted) {
        return None;
    }
    let number =
        |range: std::ops::Range<usize>| value.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    if !(1..=12).contains(&number(5..7)) || !(1..=31).contains(&number(8..10)) || number(0..4) < 1000 {
        return None;
    }
    let day = value.get(..10)?.replace(['/', '.'], "-");
    let time = value.get(10..)?.trim();
    let is_time = time
        .strip_prefix('T')
        .unwrap_or(time)
        .bytes()
        .take(5)
        .enumerate()
        .all(|(place, byte)| {
            if place == 2 {
                byte == b':'
            } else {
                byte.is_ascii_digit()
            }
        });
    if time.len() < 5 || !is_time {
        return Some(day);
    }
    let time = time.strip_prefix('T').unwrap_or(time).replace(' ', "");
    Some(format!("{day}T{time}"))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_become_iso() {
        assert_eq!(iso("2024-05-07").as_deref(), Some("2024-05-07"));
        assert_eq!(iso("2024/05/07").as_deref(), Some("2024-05-07"));
        assert_eq!(
            iso("2024-05-07 12:30:00 +0200").as_deref(),
            Some("2024-05-07T12:30:00+0200")
        );
        assert_eq!(iso("2024-05-07T12:30Z").as_deref(), Some("2024-05-07T12:30Z"));
        assert_eq!(iso("2024-13-07"), None);
        assert_eq!(iso("7 May 2024"), None);
        assert_eq!(iso("2024-05-0\u{664}"), None);
    }
}
