//! The headline: what the page states in its head, checked against its headings.

use crate::outline::{Block, Outline};
use crate::reader::{Head, LinkedData, Tag};
use crate::words::count_words;

/// An article's title, and the block that shows it if one does.
pub struct Headline {
    pub text: String,
    /// Its place in the outline's blocks.
    pub block: Option<usize>,
}

/// Marks that part a title from the name of a site or a section.
const SEPARATORS: [&str; 9] = [
    " | ",
    " - ",
    " \u{2013} ",
    " \u{2014} ",
    " \u{ab} ",
    " \u{bb} ",
    " \u{b7} ",
    " :: ",
    " / ",
];

/// A heading of more words is a paragraph.
const MOST_WORDS: u32 = 40;

/// Finds the headline.
pub fn headline(outline: &Outline, head: &Head) -> Option<Headline> {
    let stated = stated(head);
    let headings = || {
        outline
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| is_heading(outline, block))
    };
    // The heading that says what the head says is the title as the author wrote it.
    if let Some(stated) = stated.as_deref() {
        let pieces: Vec<String> = pieces(stated).into_iter().map(letters).collect();
        let is_piece = |line: &&str| {
            line.len() <= stated.len() * 2 && !line.is_empty() && {
                let line = letters(line);
                !line.is_empty() && pieces.contains(&line)
            }
        };
        let line_of = |(place, block): (usize, &Block)| {
            let line = outline.text(block).lines().find(is_piece)?;
            Some(Headline {
                text: one_line(line),
                block: Some(place),
            })
        };
        let whole = headings()
            .find(|(_, block)| same(outline.text(block), stated))
            .and_then(line_of);
        let anywhere = || {
            outline
                .blocks
                .iter()
                .enumerate()
                .filter(|(_, block)| block.words >= 3)
                .find_map(line_of)
        };
        let exact = whole.or_else(|| headings().find_map(line_of)).or_else(anywhere);
        if exact.is_some() {
            return exact;
        }
        let partial = || {
            headings()
                .filter(|(_, block)| block.words >= 2 && contains(stated, outline.text(block)))
                .max_by_key(|(place, block)| (block.words, usize::MAX - place))
        };
        if let Some((place, block)) = partial() {
            return Some(Headline {
                text: one_line(outline.text(block)),
                block: Some(place),
            });
        }
    }
    if let Some(heading) = only_heading(outline, head, stated.as_deref()) {
        return Some(heading);
    }
    let text = without_site_name(&stated?, head);
    let short = |block: &Block| outline.text(block).len() <= text.len() * 2;
    let block = outline
        .blocks
        .iter()
        .position(|block| short(block) && same(outline.text(block), &text));
    Some(Headline { text, block })
}

/// The page's only first-level heading: where the head says it in other words (written for search engines), or says
/// nothing.
fn only_heading(outline: &Outline, head: &Head, stated: Option<&str>) -> Option<Headline> {
    let mut all = outline
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| level(outline, block) == Some(Tag::H1));
    let (place, block) = all.next()?;
    let text = one_line(outline.text(block));
    let fits = block.words >= 2
        && block.words <= MOST_WORDS
        && all.all(|(_, other)| same(outline.text(other), &text))
        && !is_site(&text, head)
        && stated.is_none_or(|stated| count_words(stated) < 2 || is_about(stated, &text));
    fits.then_some(Headline {
        text,
        block: Some(place),
    })
}

/// Whether a heading says what a stated title says: they share a word, and the heading is no mere piece of it.
fn is_about(stated: &str, text: &str) -> bool {
    let long = |word: &&str| word.chars().count() > 3;
    let split = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(long)
            .map(str::to_lowercase)
            .collect()
    };
    let words = split(stated);
    let own = split(text);
    let shared = own.iter().filter(|word| words.contains(word)).count();
    shared * 3 >= own.len() && shared > 0
}

/// Whether this is the name of the site or its publisher.
fn is_site(text: &str, head: &Head) -> bool {
    super::facts::site_name(head).is_some_and(|site| same(&site, text))
}

/// What the head states: og:title, JSON-LD, other `<meta>`, `<title>`.
fn stated(head: &Head) -> Option<String> {
    let linked = head
        .linked_data
        .iter()
        .find(|data| data.is_article())
        .and_then(|data: &LinkedData| data.headline.as_deref());
    let meta = || {
        [
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "citation_title",
            "itemprop:headline",
            "parsely-title",
        ]
        .iter()
        .find_map(|name| head.meta_named(name))
    };
    let named = linked.filter(|headline| !headline.ends_with('\u{2026}') && !headline.ends_with("..."));
    named.or_else(meta).or(head.title.as_deref()).map(one_line)
}

/// Takes the name of the site off the end (or the start) of a title.
fn without_site_name(title: &str, head: &Head) -> String {
    let site = head.meta_named("og:site_name");
    if let Some(site) = site {
        for separator in SEPARATORS {
            let cut = title
                .strip_suffix(site)
                .and_then(|rest| rest.strip_suffix(separator))
                .or_else(|| title.strip_prefix(site).and_then(|rest| rest.strip_prefix(separator)));
            if let Some(cut) = cut.filter(|cut| !cut.trim().is_empty()) {
                return cut.trim().to_owned();
            }
        }
    }
    // Section, site and publisher may each have added theirs.
    longer_side(longer_side(longer_side(title))).to_owned()
}

/// Without a name to go by: the longer side of the last separator, if the other is short.
fn longer_side(title: &str) -> &str {
    let last = SEPARATORS
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())))
        .max();
    let Some((at, length)) = last else {
        return title;
    };
    let (before, after) = (
        title.get(..at).unwrap_or_default().trim(),
        title.get(at + length..).unwrap_or_default().trim(),
    );
    let (words_before, words_after) = (count_words(before), count_words(after));
    let leads = matches!(title.get(at..at + length), Some(" | " | " \u{bb} " | " :: "));
    if words_after <= 4 && words_before >= 2 && words_before >= words_after {
        before
    } else if leads && words_before <= 3 && words_after > words_before + 2 {
        after
    } else {
        title
    }
}

/// What a title could be without the name of a site or section at its start or end.
fn pieces(title: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    for separator in SEPARATORS.iter().chain(&[": "]) {
        pieces.extend(title.rsplit_once(separator).map(|(before, _)| before));
        // Of 'Rain - Weather - The Gazette', the longest part.
        pieces.extend(title.split(separator).max_by_key(|part| part.len()));
        // A name before the title is shorter than the title.
        let after = title
            .split_once(separator)
            .filter(|(before, after)| after.len() > before.len());
        pieces.extend(after.map(|(_, after)| after));
    }
    pieces.push(title);
    pieces
}

fn is_heading(outline: &Outline, block: &Block) -> bool {
    level(outline, block).is_some()
        || outline
            .chain(block.node)
            .take(2)
            .any(|id| outline.token_names(id).any(|token| token == "[itemprop=headline]"))
}

fn level(outline: &Outline, block: &Block) -> Option<Tag> {
    outline
        .chain(block.node)
        .take(3)
        .map(|id| outline.node(id).tag)
        .find(|tag| tag.is_heading())
}

/// Letters and digits only, lower-case: what two spellings of a title share.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn same(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    !one.is_empty() && one == other
}

/// Whether a stated title consists of this text and something more, such as the site's name.
fn contains(stated: &str, text: &str) -> bool {
    let (stated, text) = (letters(stated), letters(text));
    text.len() * 2 >= stated.len() && (stated.starts_with(&text) || stated.ends_with(&text))
}

/// Without the sign that documentation links its headings with.
fn one_line(text: &str) -> String {
    let mut line = crate::words::folded(text);
    line.truncate(line.trim_end_matches('\u{b6}').trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str) -> String {
        without_site_name(title, &Head::default())
    }

    #[test]
    fn site_names_are_cut() {
        assert_eq!(cut("Rain all Tuesday | The Gazette"), "Rain all Tuesday");
        assert_eq!(
            cut("Gazette \u{bb} Rain fell all of Tuesday"),
            "Rain fell all of Tuesday"
        );
        assert_eq!(
            cut("Rain - a history of water in the west of the old country"),
            "Rain - a history of water in the west of the old country"
        );
        assert_eq!(cut("Rain fell all day - Weather - The Gazette"), "Rain fell all day");
        assert_eq!(cut("Rain"), "Rain");
    }
}
