//! Facts of the head: site, language, direction, address, image, summary.

use hashbrown::HashMap;

use super::urls::Base;
use crate::model::Verdict;
use crate::outline::Outline;
use crate::reader::{Head, LinkedData, Place, decoded};
use crate::words::{count_words, folded, mended};

/// A summary written from the text is at most so many characters.
const LONGEST_EXCERPT: usize = 300;
/// What says that a block is a note is looked for in so many elements around it.
const MOST_STEPS: usize = 3;
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
    let meta = ["content-language", "dc.language", "itemprop:inlanguage", "og:locale"]
        .iter()
        .filter_map(|name| head.meta_named(name));
    let linked = articles(head).filter_map(|data| data.language.as_deref());
    head.lang.as_deref().into_iter().chain(meta).chain(linked).find_map(tag)
}

/// A language tag in the usual spelling (`pt-BR`, `zh-Hant`); nothing for what is none, such as `english` or `{{lang}}`.
fn tag(stated: &str) -> Option<String> {
    let first = stated.split([',', ';', ' ']).next()?;
    let mut tag = String::new();
    // A template without a region leaves `en-`.
    for (place, part) in first.trim_end_matches(['-', '_']).split(['-', '_']).enumerate() {
        let fits = (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !fits || place == 0 && !(2..=3).contains(&part.len()) {
            return None;
        }
        if place > 0 {
            tag.push('-');
        }
        match (place, part.len()) {
            (0, _) => tag.push_str(&part.to_ascii_lowercase()),
            (_, 2) => tag.push_str(&part.to_ascii_uppercase()),
            _ => tag.push_str(part),
        }
    }
    Some(tag)
}

/// Languages written from right to left.
const RIGHT_TO_LEFT: [&str; 8] = ["ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi"];

/// As declared, else by a language that is written from right to left.
pub fn dir(head: &Head, lang: Option<&str>) -> Option<String> {
    let declared = head.dir.as_ref().map(|dir| dir.to_ascii_lowercase());
    declared
        .filter(|dir| matches!(dir.as_str(), "ltr" | "rtl"))
        .or_else(|| {
            let language = lang?.split('-').next()?;
            RIGHT_TO_LEFT.contains(&language).then(|| "rtl".to_owned())
        })
}

/// The canonical address, else the one the page came from.
pub fn url(head: &Head, base: &Base, given: Option<&str>) -> Option<String> {
    let stated = head.canonical.as_deref().or_else(|| head.meta_named("og:url"));
    stated
        .and_then(|address| base.source(address))
        .or_else(|| given.map(str::to_owned))
}

pub fn image(head: &Head, base: &Base) -> Option<String> {
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
    base.source(meta.or_else(linked)?)
}

pub fn excerpt(head: &Head, outline: &Outline, verdicts: &[Verdict], text: &str) -> Option<String> {
    let metas = ["og:description", "description", "twitter:description", "dc.description"];
    let linked = articles(head).filter_map(|data| data.description.as_deref());
    let mut stated = metas.iter().filter_map(|name| head.meta_named(name)).chain(linked);
    if let Some(stated) = stated.find_map(plain) {
        return Some(stated);
    }
    // A note above the text leads to other pages; below it, a sentence may end in the number of a footnote.
    let first = verdicts.iter().position(|verdict| *verdict == Verdict::Keep);
    let first = first.and_then(|first| outline.blocks.get(first));
    let is_note = first.is_some_and(|first| outline.is_within(first.node, MOST_STEPS, "[role=note]"));
    let first = text
        .split("\n\n")
        .skip(usize::from(is_note))
        .find(|block| crate::words::ends_sentence(block) || block.ends_with(']'))
        .or_else(|| text.split("\n\n").next())?;
    let first = folded(first);
    (!first.is_empty()).then(|| shortened(&first))
}

/// A statement as plain text: many are markup that was escaped once more. None where nothing is said.
#[inline(never)]
fn plain(stated: &str) -> Option<String> {
    let stated = mended(stated);
    let decoded = decoded(&stated, Place::Text);
    let mut rest = &*decoded;
    let mut out = String::new();
    while let Some((before, tag)) = rest.split_once('<') {
        let is_tag = tag.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        let after = if is_tag { tag.split_once('>') } else { None };
        if is_tag && after.is_none() {
            // Nor is there an end for those after it.
            break;
        }
        out.push_str(before);
        out.push(if is_tag { ' ' } else { '<' });
        rest = after.map_or(tag, |(_, after)| after);
    }
    out.push_str(rest);
    out.contains(char::is_alphanumeric).then(|| folded(&out))
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
    let is_shown: HashMap<&str, u32> = shown.split_whitespace().zip(0..).collect();
    let (all, repeated) = description.split_whitespace().fold((0, 0), |(all, repeated), word| {
        (all + 1, repeated + usize::from(is_shown.contains_key(word)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for (stated, expected) in [
            ("en", Some("en")),
            ("EN_us", Some("en-US")),
            ("zh-Hant-tw", Some("zh-Hant-TW")),
            ("de, en", Some("de")),
            ("english", None),
            ("{{lang}}", None),
            ("en_", Some("en")),
            ("en--US", None),
            ("", None),
        ] {
            assert_eq!(tag(stated).as_deref(), expected, "{stated}");
        }
    }

    #[test]
    fn statements_are_plain_text() {
        for (stated, expected) in [
            ("Rain & wind, 3 < 5", Some("Rain & wind, 3 < 5")),
            ("It&#8217;s wet", Some("It\u{2019}s wet")),
            ("It\u{e2}\u{80}\u{99}s wet", Some("It\u{2019}s wet")),
            (
                "<p>Rain <a href=\"/all\">all</a> day</p><p>Then wind</p>",
                Some("Rain all day Then wind"),
            ),
            ("&lt;b&gt;Rain&lt;/b&gt; <3", Some("Rain <3")),
            ("<unclosed rain", Some("<unclosed rain")),
            (" , ", None),
        ] {
            assert_eq!(plain(stated).as_deref(), expected, "{stated}");
        }
    }

    #[test]
    fn excerpts_end_at_a_word() {
        let text = "word ".repeat(100);
        let cut = shortened(text.trim());
        assert!(cut.ends_with("word\u{2026}") && cut.chars().count() <= LONGEST_EXCERPT + 1);
    }
}
