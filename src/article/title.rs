//! The headline: what the page states in its head, checked against its headings.

use super::facts::site_name;
use crate::outline::{Block, Outline};
use crate::reader::{Head, LinkedData, Tag};
use crate::words::{count_words, folded, letters, mended};

/// An article's title, and the block that shows it if one does.
pub struct Headline {
    pub text: String,
    /// Its place in the outline's blocks.
    pub block: Option<usize>,
}

impl Headline {
    /// The title that a block shows in this text.
    fn shown(text: &str, block: usize) -> Self {
        Self {
            text: one_line(text),
            block: Some(block),
        }
    }
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

/// A heading is cut at no other: a dash in it may be the author's own.
const PIPE: [&str; 1] = [" | "];

/// A name that was added to a title has no more words, after such a mark or another.
const MOST_AFTER_PIPE: usize = 6;
const MOST_AFTER: usize = 4;

/// A heading of more words is a paragraph, and a line of more bytes too.
const MOST_WORDS: u32 = 40;
const LONGEST: usize = 1024;

/// Finds the headline.
pub fn headline(outline: &Outline, head: &Head) -> Option<Headline> {
    let mut found = shown(outline, head)?;
    // Some themes put the name of the site into the heading too.
    let cut = without_named_site(&found.text, head).unwrap_or_else(|| longer_side(&found.text, &PIPE));
    if cut.len() < found.text.len() {
        found.text = cut.to_owned();
    }
    Some(found)
}

/// The heading that says what the head says, which is the title as the author wrote it, else what comes nearest to that.
fn shown(outline: &Outline, head: &Head) -> Option<Headline> {
    let all = stated(head);
    let first = all.first().map(String::as_str);
    let site = site_name(head).map_or_else(String::new, |site| letters(&site));
    let lines = heading_lines(outline, &site);
    let exact = all.iter().find_map(|stated| line_of(&lines, stated));
    if exact.is_some() {
        return exact;
    }
    let text = first.map(|stated| without_site_name(stated, head));
    let mut only = only_heading(outline, &site, first);
    // A much shorter one is the name of a section.
    let is_long = |only: &mut Headline| text.is_none_or(|text| only.text.len() * 2 >= text.len());
    if let Some(heading) = only.take_if(is_long) {
        return Some(heading);
    }
    let nearest = first.and_then(|stated| anywhere(outline, stated).or_else(|| partial(outline, stated)));
    // Of 'Acme Docs - Webhooks' the short part, unless the long one stands below it and is no link.
    let is_last = |only: &mut Headline| {
        let long = nearest.as_ref().filter(|nearest| nearest.block > only.block);
        let long = long.and_then(|long| outline.blocks.get(long.block?));
        long.is_none_or(|long| long.link_words == long.words) && first.is_some_and(|first| is_part(first, &only.text))
    };
    if let Some(found) = only.take_if(is_last).or(nearest).or(only) {
        return Some(found);
    }
    let text = text?.to_owned();
    let own = letters(&text);
    let short = |block: &Block| outline.text(block).len() <= text.len() * 2;
    let block = outline
        .blocks
        .iter()
        .position(|block| short(block) && says(outline.text(block), &own));
    Some(Headline { text, block })
}

/// A heading, or a line of one.
struct Line<'o> {
    text: &'o str,
    letters: String,
    block: usize,
    /// It is a link: rather one to the site or a section of it.
    is_link: bool,
    /// It is the site's name, which is the title of its first page alone.
    is_site: bool,
}

fn headings(outline: &Outline) -> impl Iterator<Item = (usize, &Block)> {
    let all = outline.blocks.iter().enumerate();
    all.filter(|(_, block)| is_heading(outline, block))
}

#[inline(never)]
fn heading_lines<'o>(outline: &'o Outline, site: &str) -> Vec<Line<'o>> {
    let mut all = Vec::new();
    for (place, block) in headings(outline) {
        let whole = outline.text(block);
        let is_site = says(whole, site);
        let mut add = |text: &'o str| {
            if text.len() <= LONGEST {
                all.push(Line {
                    text,
                    letters: letters(text),
                    block: place,
                    is_link: block.link_words == block.words,
                    is_site,
                });
            }
        };
        add(whole);
        if whole.contains('\n') {
            whole.lines().for_each(add);
        }
    }
    all
}

/// The heading that says all of a stated title, else a piece of it, the likeliest first.
#[inline(never)]
fn line_of(lines: &[Line<'_>], stated: &str) -> Option<Headline> {
    // All of a title may be the site's name, no piece of it. A link is that of a section unless it stands below such a name.
    let line = find_line(lines, &[stated], |_| true).or_else(|| {
        let pieces = pieces(stated);
        let likeliest = find_line(lines, &pieces, |line| !line.is_site)?;
        let own = find_line(lines, &pieces, |line| !line.is_site && !line.is_link);
        own.filter(|own| own.block > likeliest.block).or(Some(likeliest))
    })?;
    Some(Headline::shown(line.text, line.block))
}

/// The line that is the first of these pieces that one is.
#[inline(never)]
fn find_line<'l, 'o>(lines: &'l [Line<'o>], pieces: &[&str], may_be: fn(&Line<'o>) -> bool) -> Option<&'l Line<'o>> {
    pieces.iter().map(|piece| letters(piece)).find_map(|piece| {
        let is = |line: &&Line<'_>| !piece.is_empty() && line.letters == piece;
        lines.iter().find(|line| is(line) && may_be(line))
    })
}

/// The line of any block that is a piece of a stated title.
#[inline(never)]
fn anywhere(outline: &Outline, stated: &str) -> Option<Headline> {
    let pieces: Vec<String> = pieces(stated).into_iter().map(letters).collect();
    let is_piece = |line: &&str| {
        line.len() <= stated.len() * 2 && {
            let line = letters(line);
            !line.is_empty() && pieces.contains(&line)
        }
    };
    let mut long = outline.blocks.iter().enumerate().filter(|(_, block)| block.words >= 3);
    long.find_map(|(place, block)| {
        let line = outline.text(block).lines().find(is_piece)?;
        Some(Headline::shown(line, place))
    })
}

/// The heading of the most words that begins or ends a stated title.
fn partial(outline: &Outline, stated: &str) -> Option<Headline> {
    let stated = letters(stated);
    let (place, block) = headings(outline)
        .filter(|(_, block)| block.words >= 2 && contains(&stated, outline.text(block)))
        .max_by_key(|(place, block)| (block.words, usize::MAX - place))?;
    Some(Headline::shown(outline.text(block), place))
}

/// The page's only first-level heading: where the head says it in other words (written for search engines), or says
/// nothing.
fn only_heading(outline: &Outline, site: &str, stated: Option<&str>) -> Option<Headline> {
    let mut all = outline
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| level(outline, block) == Some(Tag::H1) && !says(outline.text(block), site));
    let (place, block) = all.next()?;
    let text = one_line(outline.text(block));
    let own = letters(&text);
    let fits = block.words <= MOST_WORDS
        && text.len() <= LONGEST
        && all.all(|(_, other)| says(outline.text(other), &own))
        && (stated.is_some_and(|stated| is_part(stated, &text))
            || block.words >= 2 && stated.is_none_or(|stated| count_words(stated) < 2 || is_about(stated, &text)));
    fits.then_some(Headline {
        text,
        block: Some(place),
    })
}

/// Whether a text is one of the parts of a stated title.
fn is_part(stated: &str, text: &str) -> bool {
    SEPARATORS
        .iter()
        .chain(&[": "])
        .any(|separator| stated.split(separator).any(|part| part == text))
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

/// What the head states: the JSON-LD, og:title, other `<meta>`, `<title>`.
fn stated(head: &Head) -> Vec<String> {
    let linked = head
        .linked_data
        .iter()
        .find(|data| data.is_article())
        .and_then(|data: &LinkedData| data.headline.as_deref())
        .filter(|headline| !headline.ends_with('\u{2026}') && !headline.ends_with("..."));
    let metas = [
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "citation_title",
        "itemprop:headline",
        "parsely-title",
    ]
    .iter()
    .filter_map(|name| head.meta_named(name));
    let mut all: Vec<String> = Vec::new();
    for title in linked
        .into_iter()
        .chain(metas)
        .chain(head.title.as_deref())
        .map(one_line)
    {
        if !title.is_empty() && !all.contains(&title) {
            all.push(title);
        }
    }
    all
}

/// Takes the name of the site off the end (or the start) of a title.
fn without_site_name<'t>(title: &'t str, head: &Head) -> &'t str {
    without_named_site(title, head).unwrap_or_else(|| {
        // Section, site and publisher may each have added theirs.
        (0..3).fold(title, |title, _| longer_side(title, &SEPARATORS))
    })
}

/// The title without the name that the site gives itself, if it has that.
#[inline(never)]
fn without_named_site<'t>(title: &'t str, head: &Head) -> Option<&'t str> {
    let site = head.meta_named("og:site_name")?;
    SEPARATORS.iter().find_map(|separator| {
        let before = title.strip_suffix(site).and_then(|rest| rest.strip_suffix(separator));
        let after = || title.strip_prefix(site).and_then(|rest| rest.strip_prefix(separator));
        let cut = before.or_else(after)?.trim();
        (!cut.is_empty()).then_some(cut)
    })
}

/// Without a name to go by: the longer side of the last of these separators, if the other is short.
#[inline(never)]
fn longer_side<'t>(title: &'t str, separators: &[&str]) -> &'t str {
    let last = separators
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, *separator)))
        .max();
    let Some((at, separator)) = last else {
        return title;
    };
    let (before, after) = (
        title.get(..at).unwrap_or_default().trim(),
        title.get(at + separator.len()..).unwrap_or_default().trim(),
    );
    let (words_before, words_after) = (count_words(before), count_words(after));
    let most = if PIPE.contains(&separator) {
        MOST_AFTER_PIPE
    } else {
        MOST_AFTER
    };
    let leads = matches!(separator, " | " | " \u{bb} " | " :: ");
    if words_after <= most && words_before >= 2 && words_before >= words_after {
        before
    } else if leads && words_before <= 3 && words_after > words_before + 2 {
        after
    } else {
        title
    }
}

/// What a title could be without the name of a site or section at its start or end, the likeliest first.
#[inline(never)]
fn pieces(title: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    for separator in SEPARATORS.iter().chain(&[": "]) {
        pieces.extend(title.rsplit_once(separator).map(|(before, _)| before));
        if let Some((before, after)) = title.split_once(separator) {
            pieces.push(before);
            // Of 'Rain - Weather - The Gazette', the longest part.
            pieces.extend(title.split(separator).max_by_key(|part| part.len()));
            // A name before the title is shorter than the title.
            pieces.extend(Some(after).filter(|after| after.len() > before.len()));
        }
    }
    pieces.push(title);
    pieces
}

fn is_heading(outline: &Outline, block: &Block) -> bool {
    level(outline, block).is_some() || outline.is_within(block.node, 2, "[itemprop=headline]")
}

fn level(outline: &Outline, block: &Block) -> Option<Tag> {
    outline
        .chain(block.node)
        .take(3)
        .map(|id| outline.node(id).tag)
        .find(|tag| tag.is_heading())
}

/// Whether a text has these letters, if there are any.
#[inline(never)]
fn says(text: &str, own: &str) -> bool {
    !own.is_empty() && letters(text) == own
}

/// Whether the letters of a stated title are those of this text and more, such as the site's name.
fn contains(stated: &str, text: &str) -> bool {
    let text = letters(text);
    text.len() * 2 >= stated.len() && (stated.starts_with(&text) || stated.ends_with(&text))
}

/// Without the sign that documentation links its headings with: one to see, or of no width.
#[inline(never)]
fn one_line(text: &str) -> String {
    let mut line = folded(&mended(text));
    let is_sign = |letter: char| letter.is_whitespace() || matches!(letter, '\u{b6}' | '\u{200b}');
    line.truncate(line.trim_end_matches(is_sign).len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str) -> String {
        without_site_name(title, &Head::default()).to_owned()
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
        assert_eq!(
            cut("Rain fell all of Tuesday in the west | Gazette of the Old West County"),
            "Rain fell all of Tuesday in the west"
        );
    }

    #[test]
    fn pieces_of_a_title_begin_with_its_start() {
        let all = pieces("Rain - Weather - The Gazette of the West");
        assert_eq!(all.first(), Some(&"Rain - Weather"));
        let at = |piece| all.iter().position(|own| *own == piece);
        assert!(at("Rain") < at("The Gazette of the West"));
        assert_eq!(pieces("Rain"), ["Rain"]);
    }
}
