//! Facts of the head: site, language, direction, address, image, summary.

use std::collections::HashSet;

use crate::reader::{Head, LinkedData};
use crate::words::count_words;

/// A summary written from the text is at most so many characters.
const LONGEST_EXCERPT: usize = 300;
/// A description of fewer words is a label.
const FEWEST_DESCRIBING: usize = 12;

/// A page of more words and a lower score is a list.
const LIST_WORDS: u32 = 200;
const ARTICLE_SCORE: f64 = 0.5;

pub fn site_name(head: &Head) -> Option<String> {
    let linked = || articles(head).find_map(|data| data.publisher.clone());
    let meta = ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher"]
        .iter()
        .find_map(|name| head.meta_named(name));
    meta.map(str::to_owned).or_else(linked)
}

pub fn lang(head: &Head) -> Option<String> {
    let meta = || {
        ["content-language", "dc.language", "itemprop:inlanguage", "og:locale"]
            .iter()
            .find_map(|name| head.meta_named(name))
            .map(str::to_owned)
    };
    let linked = || articles(head).find_map(|data| data.language.clone());
    let lang = head.lang.clone().or_else(meta).or_else(linked)?;
    let tag = lang.split([',', ';', ' ']).next().unwrap_or_default().replace('_', "-");
    (!tag.is_empty()).then_some(tag)
}

pub fn dir(head: &Head) -> Option<String> {
    head.dir
        .as_ref()
        .map(|dir| dir.to_ascii_lowercase())
        .filter(|dir| matches!(dir.as_str(), "ltr" | "rtl"))
}

/// The canonical address where it is whole, else the one the page came from.
pub fn url(head: &Head, given: Option<&str>) -> Option<String> {
    let stated = head.canonical.as_deref().or_else(|| head.meta_named("og:url"));
    stated
        .map(|address| absolute(address, given))
        .filter(|address| is_web(address))
        .or_else(|| given.map(str::to_owned))
}

pub fn image(head: &Head, given: Option<&str>) -> Option<String> {
    let meta = [
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
        "itemprop:image",
    ]
    .iter()
    .find_map(|name| head.meta_named(name));
    let linked = || articles(head).find_map(|data| data.image.as_deref());
    let page = url(head, given);
    let base = head
        .base
        .as_deref()
        .map(|base| absolute(base, page.as_deref()))
        .or(page);
    meta.or_else(linked).map(|address| absolute(address, base.as_deref()))
}

pub fn excerpt(head: &Head, text: &str) -> Option<String> {
    let meta = ["og:description", "description", "twitter:description", "dc.description"]
        .iter()
        .find_map(|name| head.meta_named(name));
    let linked = || articles(head).find_map(|data| data.description.as_deref());
    if let Some(stated) = meta.or_else(linked) {
        return Some(stated.to_owned());
    }
    let first = text
        .split("\n\n")
        .find(|block| crate::words::ends_sentence(block))
        .or_else(|| text.split("\n\n").next())?;
    let first = crate::words::folded(first);
    (!first.is_empty()).then(|| shortened(&first))
}

/// A product's description in the JSON-LD, where the page itself shows less text than that and little of it: shops write
/// pages by script, and state there for search engines what the page is about.
pub fn stated_description(head: &Head, shown: impl FnOnce() -> String) -> Option<&str> {
    let product = head.linked_data.iter().find(|data| data.kind == "Product")?;
    let description = product.description.as_deref()?;
    let words = count_words(description);
    if words < FEWEST_DESCRIBING {
        return None;
    }
    let shown = shown();
    let is_shown: HashSet<&str> = shown.split_whitespace().collect();
    let (all, repeated) = description.split_whitespace().fold((0, 0), |(all, repeated), word| {
        (all + 1, repeated + usize::from(is_shown.contains(word)))
    });
    (words > count_words(&shown) && repeated * 2 < all).then_some(description)
}

/// Whether what the page says of authors and dates can be an article's: not on a product's page, where the people are
/// buyers, nor on a long one of little prose, a list, unless the page says it is an article.
pub fn may_be_article(head: &Head, words: u32, score: f64) -> bool {
    let is_product = || {
        head.linked_data.iter().any(|data| data.kind == "Product")
            || head
                .meta_named("og:type")
                .is_some_and(|kind| kind.starts_with("product"))
    };
    let is_list = || words > LIST_WORDS && score < ARTICLE_SCORE;
    head.linked_data.iter().any(LinkedData::is_article) || !(is_product() || is_list())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_EXCERPT) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = text.get(..end).unwrap_or(text);
            let whole = cut.rfind(' ').and_then(|space| cut.get(..space)).unwrap_or(cut);
            format!("{}\u{2026}", whole.trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

fn articles(head: &Head) -> impl Iterator<Item = &LinkedData> {
    head.linked_data
        .iter()
        .filter(|data| data.is_article())
        .chain(head.linked_data.iter().filter(|data| !data.is_article()))
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// Resolves an address that is relative to the site or its scheme; others stay as they are.
fn absolute(address: &str, base: Option<&str>) -> String {
    let Some((scheme, rest)) = base.and_then(|base| base.split_once("://")) else {
        return address.to_owned();
    };
    if address.starts_with("//") {
        format!("{scheme}:{address}")
    } else if address.starts_with('/') {
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        format!("{scheme}://{host}{address}")
    } else {
        address.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let base = Some("https://example.org/2024/rain?x#y");
        assert_eq!(absolute("/a.jpg", base), "https://example.org/a.jpg");
        assert_eq!(absolute("//cdn.example/a.jpg", base), "https://cdn.example/a.jpg");
        assert_eq!(absolute("https://else.example/", base), "https://else.example/");
    }

    #[test]
    fn excerpts_end_at_a_word() {
        let text = "word ".repeat(100);
        let cut = shortened(text.trim());
        assert!(cut.ends_with("word\u{2026}") && cut.chars().count() <= LONGEST_EXCERPT + 1);
    }
}
