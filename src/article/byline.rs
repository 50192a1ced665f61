//! Who wrote it.

use crate::model::Verdict;
use crate::outline::{Block, NodeId, Outline};
use crate::reader::Head;
use crate::words::folded;
use crate::words::{count_words, ends_sentence};

/// A line of more words or bytes is no byline.
const MOST_WORDS: usize = 14;
const LONGEST: usize = 120;
/// The line of the author is looked for so many blocks around the title.
const BEFORE_TITLE: usize = 2;
const AFTER_TITLE: usize = 8;

const METAS: [&str; 9] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "itemprop:author",
    "byl",
];
/// Classes that hold the author's name, as CMSs write them.
const CLASSES: [&str; 22] = [
    "byline",
    "author",
    "author-name",
    "byline-name",
    "entry-author",
    "post-author",
    "article-author",
    "author-link",
    "byline__name",
    "byline__author",
    "author__name",
    "c-byline",
    "p-author",
    "fn",
    "entry-author-name",
    "post-author-name",
    "article__author",
    "article-byline",
    "by-author",
    "writer",
    "reporter",
    "authors",
];

/// The authors' names: the page's JSON-LD, its `<meta>`, elements that say so, or the line about the title.
pub fn byline(outline: &Outline, head: &Head, title: Option<usize>, verdicts: &[Verdict]) -> Option<String> {
    linked(head)
        .or_else(|| meta(head))
        .or_else(|| element(outline, title, verdicts))
        .or_else(|| line(outline, title))
}

fn linked(head: &Head) -> Option<String> {
    let authors = head
        .linked_data
        .iter()
        .filter(|data| data.is_article())
        .find(|data| !data.authors.is_empty())?;
    join(authors.authors.iter().map(String::as_str))
}

fn meta(head: &Head) -> Option<String> {
    METAS.iter().find_map(|name| join(head.metas_named(name)))
}

fn join<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names.filter_map(name) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    (!all.is_empty()).then(|| all.join(", "))
}

/// `rel=author`, `itemprop=author`, or a class that says so; the first one near the title or anywhere before the text's end.
fn element(outline: &Outline, title: Option<usize>, verdicts: &[Verdict]) -> Option<String> {
    let last = verdicts
        .iter()
        .rposition(|verdict| *verdict == Verdict::Keep)
        .unwrap_or(0);
    let from = title.map_or(0, |place| place.saturating_sub(BEFORE_TITLE));
    for block in outline
        .blocks
        .iter()
        .take(last + 6)
        .skip(from)
        .filter(|block| block.words <= 25)
    {
        let inline = outline
            .spans(block)
            .iter()
            .filter(|span| says_author(outline, span.node));
        for span in inline {
            let text = outline
                .text(block)
                .get(span.start as usize..span.end as usize)
                .and_then(name);
            if text.is_some() {
                return text;
            }
        }
        if block_chain(outline, block).any(|id| says_author(outline, id)) {
            let text = name(outline.text(block));
            if text.is_some() {
                return text;
            }
        }
    }
    None
}

/// The block's own element and those around it that hold little more than it.
fn block_chain<'o>(outline: &'o Outline, block: &Block) -> impl Iterator<Item = NodeId> + 'o {
    outline
        .chain(block.node)
        .take(3)
        .take_while(|id| outline.blocks_of(*id).len() <= 3)
}

fn says_author(outline: &Outline, id: NodeId) -> bool {
    outline.token_names(id).any(|token| {
        matches!(token, "[rel=author]" | "[itemprop=author]")
            || CLASSES.iter().any(|class| token.eq_ignore_ascii_case(class))
    })
}

/// A line about the title that begins with 'By', or is a name followed by a counter of views.
fn line(outline: &Outline, title: Option<usize>) -> Option<String> {
    let title = title?;
    let near = outline
        .blocks
        .iter()
        .enumerate()
        .take(title + AFTER_TITLE)
        .skip(title.saturating_sub(BEFORE_TITLE));
    for (place, block) in near.filter(|(place, block)| *place <= title || block.words <= 30) {
        for text in outline
            .text(block)
            .lines()
            .skip(usize::from(place == title))
            .map(folded)
        {
            if text.len() > LONGEST {
                continue;
            }
            let by = without_by(&text).filter(|rest| rest.chars().next().is_some_and(char::is_uppercase));
            let viewed = text
                .strip_suffix(" Views")
                .or_else(|| text.strip_suffix(" views"))
                .map(|rest| {
                    rest.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | ' '))
                });
            let found = by.or(viewed).and_then(name);
            if let Some(found) = found.filter(|name| (2..=6).contains(&count_words(name))) {
                return Some(found);
            }
        }
    }
    None
}

/// Words that stand before an author's name.
const BY: [&str; 16] = [
    "written by ",
    "posted by ",
    "published by ",
    "story by ",
    "text by ",
    "by: ",
    "by ",
    "author: ",
    "von ",
    "por ",
    "par ",
    "autor: ",
    "автор: ",
    "автор ",
    "di ",
    "door ",
];

fn without_by(text: &str) -> Option<&str> {
    BY.iter().find_map(|by| {
        text.get(..by.len())
            .filter(|start| start.to_lowercase() == *by)
            .and_then(|_| text.get(by.len()..))
    })
}

/// A name without what stands around it; nothing for what cannot be one.
fn name(text: &str) -> Option<String> {
    let text = folded(text);
    let text = text
        .strip_suffix(" Views")
        .or_else(|| text.strip_suffix(" views"))
        .unwrap_or(&text);
    let mut rest = without_by(text).unwrap_or(text);
    for mark in [
        " | ",
        " \u{2022} ",
        " \u{b7} ",
        " \u{2013} ",
        " \u{2014} ",
        " - ",
        " on ",
        " @",
        " (",
        " \u{2014}",
    ] {
        rest = rest.split(mark).next().unwrap_or(rest);
    }
    // From the first word with a digit or an at sign on it is a date, a counter or an address.
    let words: Vec<&str> = rest
        .split(' ')
        .take_while(|word| !word.chars().any(|letter| letter.is_ascii_digit() || letter == '@'))
        .collect();
    let name = words.join(" ");
    let name = name
        .trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.')
        .trim_end_matches([',', ':', ';', '|'])
        .trim();
    let fits = !name.is_empty()
        && name.len() <= LONGEST
        && count_words(name) <= MOST_WORDS
        && !name.contains("://")
        && name.chars().any(char::is_alphabetic);
    let is_sentence = ends_sentence(name.trim_end_matches("Jr.").trim_end_matches("Sr.")) && count_words(name) > 4;
    (fits && !is_sentence).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_alone() {
        assert_eq!(name("By Ann Lee").as_deref(), Some("Ann Lee"));
        assert_eq!(name("Ann Lee | The Gazette").as_deref(), Some("Ann Lee"));
        assert_eq!(name("BY ANN LEE 12 May 2024").as_deref(), Some("ANN LEE"));
        assert_eq!(name("Posted by Ann Lee on Tuesday").as_deref(), Some("Ann Lee"));
        assert_eq!(name("https://example.org/ann"), None);
        assert_eq!(name("12"), None);
    }
}
