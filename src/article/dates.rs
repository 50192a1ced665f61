//! When the article was published and changed.

use super::about::{About, is_line};
use super::timestamp::{day, timestamp};
use super::wordings::List;
use super::written_date::written_date;
use crate::address::Address;
use crate::outline::{AttributeName, Block, NodeId, Outline};
use crate::reader::{Head, LinkedData, Tag};

/// What the names of `<meta>` that state when the article was published have in them, letters alone: `article:published_time`,
/// `parsely-pub-date`, `og:publish_date`, `cXenseParse:publishtime`.
const PUBLISHED: [&str; 8] = [
    "articlepublished",
    "publisheddate",
    "datepub",
    "publishdate",
    "publishtime",
    "pubdate",
    "published",
    "publicationdate",
];
/// Names with one of these in them state something else.
const OF_SOMETHING_ELSE: [&str; 4] = ["modif", "expir", "unpubl", "lastpubl"];
/// Other names that state it.
const ISSUED: [&str; 8] = [
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "citation_date",
    "ms.date",
    "date",
];
const MODIFIED: [&str; 5] = [
    "article:modified_time",
    "og:updated_time",
    "itemprop:datemodified",
    "dcterms.modified",
    "last-modified",
];

/// A line of more words is text.
const MOST_WORDS: u32 = 30;
/// After the text, an element that is called a date holds no more words.
const MOST_DATE_WORDS: u32 = 10;
/// The title's surroundings with more days in them are a list of articles.
const MOST_DAYS: usize = 3;

/// Both dates, in ISO 8601.
#[derive(Debug, Default)]
pub struct Dates {
    pub published: Option<String>,
    pub modified: Option<String>,
}

/// The JSON-LD's dates, else those of `<meta>`, else what the lines about the title say, else a `<time>` that says it is
/// the publication's or is the only one; what the lines say goes before where it is earlier. Where the page shows only when
/// it was changed, that is taken for both.
///
/// A day that the article's address has, and the time stated for machines misses by one, is the day where it was published.
pub fn dates(about: &About<'_>, head: &Head, lang: Option<&str>, url: Option<&str>, has_author: bool) -> Dates {
    let shown = shown(about, month_leads(lang));
    // Templates state the day of the last build as people write dates, rather than as machines do.
    let stated = linked(head, |data| data.published.as_deref().filter(is_of_machines))
        .or_else(|| published_meta(head))
        .or_else(|| meta(head, &ISSUED));
    // A page that shows an earlier day was moved or built anew. Papers and threads show many a day.
    let is_rebuilt = |stated: &String| {
        let shown = shown.published.as_deref();
        shown.is_some_and(|shown| is_long_before(shown, stated)) && !has_days(head)
    };
    let published = stated
        .filter(|stated| !is_rebuilt(stated))
        .or_else(|| shown.published.clone())
        .or_else(|| linked(head, |data| data.published.as_deref()))
        .or_else(|| time_element(about))
        .or_else(|| shown.modified.clone())
        .or_else(|| of_page(head).filter(|_| has_author))
        .map(|published| local_day(&published, &|| day_of_address(url?)).unwrap_or(published));
    let modified = linked(head, |data| data.modified.as_deref())
        .or_else(|| meta(head, &MODIFIED))
        .or(shown.modified)
        .or(shown.modified_below);
    Dates { published, modified }
}

/// Whether a date is written as machines write it.
fn is_of_machines(stated: &&str) -> bool {
    stated.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The first date of the JSON-LD's articles.
#[inline(never)]
fn linked(head: &Head, date: fn(&LinkedData) -> Option<&str>) -> Option<String> {
    let articles = head.linked_data.iter().filter(|data| data.is_article());
    articles.filter_map(date).find_map(timestamp)
}

/// The date of the first `<meta>` of these names that has one.
#[inline(never)]
fn meta(head: &Head, names: &[&str]) -> Option<String> {
    let mut stated = names.iter().filter_map(|name| head.meta_named(name));
    stated.find_map(timestamp)
}

/// What a `<meta>` states of the publication.
fn published_meta(head: &Head) -> Option<String> {
    let letters = |name: &str| name.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
    let is_other = |name: &str| OF_SOMETHING_ELSE.iter().any(|other| name.contains(other));
    let mut metas: Vec<(String, &str)> = head.metas().map(|(name, stated)| (letters(name), stated)).collect();
    metas.retain(|(name, _)| !is_other(name));
    let says = |part: &'static str| metas.iter().filter(move |(name, _)| name.contains(part));
    PUBLISHED
        .into_iter()
        .flat_map(says)
        .find_map(|(_, stated)| timestamp(stated))
}

fn has_days(head: &Head) -> bool {
    let is_thread = |data: &LinkedData| data.kind == "DiscussionForumPosting";
    head.linked_data.iter().any(is_thread) || head.metas().any(|(name, _)| name.starts_with("citation_"))
}

/// Whether a day is some days before another, and not for a difference of zones.
fn is_long_before(one: &str, other: &str) -> bool {
    days_from(one, other).is_some_and(|days| days > 5)
}

/// The day that a page says otherwise, if a stated time misses it by one: in the zone that it was published in it was that day.
fn local_day(stated: &str, said: &dyn Fn() -> Option<String>) -> Option<String> {
    // Of a day without a time there is none other in another zone, nor has it to be looked for.
    let day = stated.contains('T').then(said)??;
    days_from(&day, stated)
        .is_some_and(|days| days.abs() == 1)
        .then_some(day)
}

/// How many days after one date another is.
#[inline(never)]
fn days_from(one: &str, other: &str) -> Option<i32> {
    // Years that begin in March end with the day that leap years have more (Hinnant, `days_from_civil`).
    let days = |date: &str| {
        let mut numbers = date.get(..10)?.split('-').map(|part| part.parse::<i32>().ok());
        let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
    };
    Some(days(other)? - days(one)?)
}

/// The day in an address: `/2024/05/07/`.
fn day_of_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = Address::of(url).path().split('/').collect();
    let is_number = |part: &&str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.windows(3).find_map(|parts| match parts {
        [year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => {
            timestamp(&format!("{year}-{month}-{day}"))
        }
        _ => None,
    })
}

/// The date of the page around the article: every page of a site has one, so it says something only of one that has an author.
fn of_page(head: &Head) -> Option<String> {
    let stated = head.linked_data.iter().filter(|data| data.kind == "WebPage");
    stated.filter_map(|data| data.published.as_deref()).find_map(timestamp)
}

/// Whether `5/7/2024` is a day of May in this language, as in the United States.
fn month_leads(lang: Option<&str>) -> bool {
    lang.is_none_or(|lang| {
        let mut parts = lang.split('-');
        let is_english = parts.next().is_some_and(|language| language.eq_ignore_ascii_case("en"));
        is_english && parts.all(|part| ["us", "ph", "latn"].contains(&part.to_ascii_lowercase().as_str()))
    })
}

/// The dates that a page shows.
#[derive(Debug, Default)]
struct Shown {
    published: Option<String>,
    modified: Option<String>,
    /// What the lines after the text say of the last change.
    modified_below: Option<String>,
}

/// What the lines around the title say, or those after the text that say what they are.
#[inline(never)]
fn shown(about: &About<'_>, month_first: bool) -> Shown {
    let mut found = Shown::default();
    let mut days: Vec<String> = Vec::new();
    for place in about.head.iter().copied().chain(about.beside()) {
        read_block(about, place, month_first, &mut |means, date| {
            let day = date.get(..10).unwrap_or(&date).to_owned();
            if means != Means::Else && !days.contains(&day) {
                days.push(day);
            }
            match means {
                Means::Changed => found.modified.get_or_insert(date),
                Means::Published | Means::Unsaid => found.published.get_or_insert(date),
                Means::Else => return,
            };
        });
    }
    if days.len() > MOST_DAYS {
        return Shown::default();
    }
    for place in about.tail_of_dates().filter(|place| about.is_of_article(*place)) {
        read_block(about, place, month_first, &mut |means, date| {
            let is_dated = || {
                let block = about.outline.blocks.get(place);
                block.is_some_and(|block| block.words <= MOST_DATE_WORDS && says(about.outline, block.node, "date"))
            };
            if means == Means::Published || means == Means::Unsaid && is_dated() {
                found.published.get_or_insert(date);
            } else if means == Means::Changed {
                found.modified_below.get_or_insert(date);
            }
        });
    }
    found
}

/// What the words before a date say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    Published,
    Changed,
    /// That of something else: when a member joined, a film came out.
    Else,
    Unsaid,
}

/// Tells the dates of a block's lines, or of a `<time>` that is a line's.
#[inline(never)]
fn read_block(about: &About<'_>, place: usize, month_first: bool, tell: &mut dyn FnMut(Means, String)) {
    let outline = about.outline;
    let may_tell = |block: &&Block| is_line(outline, block, MOST_WORDS) && !about.is_title(place);
    let Some(block) = outline.blocks.get(place).filter(may_tell) else {
        return;
    };
    let text = outline.text(block);
    let label = label_before(about, place);
    let times = outline.spans(block).iter().map(|span| (span.node, span.start));
    let own = outline.chain(block.node).take(2).map(|node| (node, 0));
    let mut told = false;
    for (node, start) in times.chain(own) {
        if let Some(mut date) = time_of(outline, node) {
            let rest = text.get(start as usize..).unwrap_or_default();
            if let Some(shown) = local_day(&date, &|| written_date(rest, month_first).map(|date| day(&date))) {
                date = shown;
            }
            let before = text.get(..start as usize).unwrap_or_default();
            tell(means(before, label).unless(|| named(outline, node)), date);
            told = true;
        }
    }
    if told {
        return;
    }
    // Where elements stand side by side without a space, their texts run together.
    let pieces = || {
        outline
            .spans(block)
            .iter()
            .filter_map(|span| text.get(span.start as usize..span.end as usize))
    };
    let own = |text: &&str| written_date(text, month_first).is_some();
    let mut rest = Some(text)
        .filter(own)
        .or_else(|| pieces().find(own))
        .unwrap_or_default();
    while let Some(date) = written_date(rest, month_first) {
        let before = rest.get(..date.at.start).unwrap_or_default();
        tell(means(before, label).unless(|| named(outline, block.node)), day(&date));
        rest = rest.get(date.at.end..).unwrap_or_default();
    }
}

impl Means {
    fn unless(self, named: impl FnOnce() -> Self) -> Self {
        if self == Self::Unsaid { named() } else { self }
    }
}

/// A label of its own before a block: 'Last updated:' in one, the date in the next.
fn label_before<'o>(about: &About<'o>, place: usize) -> &'o str {
    let outline = about.outline;
    place
        .checked_sub(1)
        .and_then(|before| outline.blocks.get(before))
        .filter(|block| block.words <= 8)
        .map_or("", |block| outline.text(block))
}

#[inline(never)]
fn means(before: &str, label: &str) -> Means {
    let told = |text: &str| {
        let lower = text.to_lowercase();
        let at = |list: List| list.words().filter_map(|word| lower.rfind(word)).max();
        [
            (at(List::CHANGED), Means::Changed),
            (at(List::PUBLISHED), Means::Published),
            (at(List::OTHER_DATE), Means::Else),
        ]
        .into_iter()
        .filter_map(|(at, means)| at.map(|at| (at, means)))
        .max_by_key(|(at, _)| *at)
        .map(|(_, means)| means)
    };
    let label = if before.chars().any(char::is_alphabetic) {
        ""
    } else {
        label
    };
    told(before).or_else(|| told(label)).unwrap_or(Means::Unsaid)
}

/// What an element's names say of its date.
#[inline(never)]
fn named(outline: &Outline, id: NodeId) -> Means {
    if says(outline, id, "modif") || says(outline, id, "update") {
        Means::Changed
    } else if says(outline, id, "publi") {
        Means::Published
    } else {
        Means::Unsaid
    }
}

/// Whether one of an element's names has this part.
#[inline(never)]
fn says(outline: &Outline, id: NodeId, part: &str) -> bool {
    outline
        .token_names(id)
        .any(|token| token.to_ascii_lowercase().contains(part))
}

/// The date an element states.
fn time_of(outline: &Outline, id: NodeId) -> Option<String> {
    let stated = outline
        .attribute(id, AttributeName::Datetime)
        .or_else(|| outline.attribute(id, AttributeName::Content))?;
    timestamp(stated)
}

/// The first element that says it holds the date of publication, else the day that all `<time>` elements tell.
#[inline(never)]
fn time_element(about: &About<'_>) -> Option<String> {
    let outline = about.outline;
    let within = |id: &NodeId| about.is_within(outline.blocks_of(*id).start);
    let says_so = |id: &NodeId| {
        outline
            .token_names(*id)
            .any(|token| matches!(token, "[itemprop=datepublished]" | "entry-date" | "published"))
    };
    let named = outline
        .ids()
        .filter(within)
        .filter(says_so)
        .find_map(|id| time_of(outline, id));
    let mut times = outline
        .ids()
        .filter(|id| outline.node(*id).tag == Tag::TIME)
        .filter(within)
        .filter(|id| named_as(outline, *id) != Means::Changed)
        .filter_map(|id| time_of(outline, id));
    named.or_else(|| {
        let first = times.next()?;
        let mut others = 0;
        let is_only = times.all(|other| {
            others += 1;
            other.get(..10) == first.get(..10)
        });
        (is_only && others < MOST_DAYS).then_some(first)
    })
}

fn named_as(outline: &Outline, id: NodeId) -> Means {
    outline
        .chain(id)
        .take(2)
        .map(|id| named(outline, id))
        .find(|means| *means != Means::Unsaid)
        .unwrap_or(Means::Unsaid)
}

#[cfg(test)]
mod tests {
    use super::day_of_address;

    #[test]
    fn days_stand_in_the_path_of_an_address() {
        for address in [
            "https://example.org/2024/05/07/rain",
            "https://example.org/2024/05/07?page=2",
            "https://example.org/2024/05/07#top",
        ] {
            assert_eq!(day_of_address(address).as_deref(), Some("2024-05-07"), "{address}");
        }
        for address in [
            "https://example.org/2024/5/7/rain",
            "https://example.org/login?next=/2024/05/07/rain",
        ] {
            assert_eq!(day_of_address(address), None, "{address}");
        }
    }
}
