//! Who wrote it.

use std::borrow::Cow;

use super::about::{About, is_line};
use super::facts::site_name;
use super::names::{Sure, has_role, is_by, is_degree, is_small, looks_like_person, names, without_by};
use super::wordings::List;
use super::written_date::written_date;
use crate::clutter::has_word;
use crate::outline::{Block, NodeId, Outline};
use crate::reader::{Head, Tag};
use crate::words::{folded, letters};

/// A line of the author has no more words.
const MOST_WORDS: u32 = 40;
/// Lines of the title's own block that may be the byline.
const AFTER_TITLE: usize = 4;
/// A name that stands alone counts as the author's so many blocks from the title's, beside a date.
const NEAREST: usize = 4;

const METAS: [&str; 10] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "itemprop:author",
    "byl",
    "article:author_name",
];

/// The authors' names, parted by commas: those of the JSON-LD and `<meta>`, unless the page shows more of them or only
/// these are people. The site's own name only where nothing else is told.
pub fn byline(about: &About<'_>, head: &Head) -> Option<String> {
    let site = site_letters(head);
    let (of_site, stated): (Vec<String>, Vec<String>) =
        stated(head).into_iter().partition(|name| site.contains(&letters(name)));
    let of_site = if head.linked_data.iter().any(|data| data.by_organization) {
        Vec::new()
    } else {
        of_site
    };
    let said = said(about);
    let are_people = |names: &[String]| names.iter().any(|name| name.contains(' ') && looks_like_person(name));
    let all_said = letters(&said.concat());
    let says_more =
        all_said.len() > letters(&stated.concat()).len() && stated.iter().all(|name| all_said.contains(&letters(name)));
    let best = if !said.is_empty() && (says_more || (are_people(&said) && !are_people(&stated))) {
        said
    } else {
        stated
    };
    let best = Some(best)
        .filter(|names| !names.is_empty())
        .or_else(|| first(&mut about.head.iter().map(|place| beside_date(about, *place))))
        .unwrap_or(of_site);
    (!best.is_empty()).then(|| best.join(", "))
}

/// Names of the JSON-LD's article, else of the first `<meta>` that has some.
fn stated(head: &Head) -> Vec<String> {
    let linked = head
        .linked_data
        .iter()
        .filter(|data| data.is_article())
        .map(|data| all_names(&mut data.authors.iter().map(String::as_str), Sure::Stated));
    let metas = METAS.iter().map(|name| {
        let is_of_library = matches!(*name, "citation_author" | "dc.creator");
        let lines = head.metas_named(name);
        let lines: Vec<Cow<'_, str>> = lines
            .map(|line| if is_of_library { turned(line) } else { line.into() })
            .collect();
        all_names(&mut lines.iter().map(|line| &**line), Sure::Stated)
    });
    first(&mut linked.chain(metas)).unwrap_or_default()
}

/// 'Lee, Ann', as libraries write a name, the other way round.
fn turned(name: &str) -> Cow<'_, str> {
    match name.split_once(", ") {
        // 'Ann Lee, MD', 'Ann Lee, Bo Ek'
        Some((last, first))
            if !first.contains(',') && !(last.contains(' ') && (first.contains(' ') || is_degree(first))) =>
        {
            format!("{first} {last}").into()
        }
        _ => name.into(),
    }
}

#[expect(clippy::manual_find, reason = "a trait object has no `find`")]
fn first(all: &mut dyn Iterator<Item = Vec<String>>) -> Option<Vec<String>> {
    for names in all {
        if !names.is_empty() {
            return Some(names);
        }
    }
    None
}

fn all_names(lines: &mut dyn Iterator<Item = &str>, sure: Sure) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in lines.flat_map(|line| names(line, sure)) {
        // Of several fields one may hold what the author is.
        if !all.contains(&name) && (all.is_empty() || !has_role(&name)) {
            all.push(name);
        }
    }
    all
}

/// What the site calls itself, in letters only.
fn site_letters(head: &Head) -> Vec<String> {
    let publisher = head.linked_data.iter().filter_map(|data| data.publisher.clone());
    site_name(head)
        .into_iter()
        .chain(publisher)
        .map(|name| letters(&name))
        .collect()
}

/// The names that lines about the article say are its authors', or elements in it.
fn said(about: &About<'_>) -> Vec<String> {
    let is_own = |place: &usize| about.is_of_article(*place);
    first(&mut about.head.iter().map(|place| of_block(about, *place)))
        .or_else(|| first(&mut about.between().filter(is_own).map(|place| of_marked(about, place))))
        .or_else(|| first(&mut about.tail().filter(is_own).map(|place| of_block(about, place))))
        .unwrap_or_default()
}

/// The names in elements of a block that are marked as the author's for machines.
fn of_marked(about: &About<'_>, place: usize) -> Vec<String> {
    let outline = about.outline;
    let Some(block) = outline
        .blocks
        .get(place)
        .filter(|block| is_line(outline, block, MOST_WORDS))
    else {
        return Vec::new();
    };
    let text = outline.text(block);
    let marked = |id: NodeId| outline.token_names(id).any(is_mark);
    let spans = outline.spans(block).iter().filter(|span| marked(span.node));
    let found = all_names(
        &mut spans.filter_map(|span| text.get(span.start as usize..span.end as usize)),
        Sure::Said,
    );
    if found.is_empty() && block_chain(outline, block).any(marked) {
        return names(text, Sure::Said);
    }
    found
}

/// The names of a block that says they are the authors'.
fn of_block(about: &About<'_>, place: usize) -> Vec<String> {
    let outline = about.outline;
    let Some(block) = outline.blocks.get(place) else {
        return Vec::new();
    };
    if about.is_title(place) {
        // Where only line feeds part the lines, the byline stands in the title's block.
        let lines = outline.text(block).lines().skip(1).take(AFTER_TITLE).map(folded);
        return lines
            .filter(|line| without_by(line).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
            .map(|line| names(&line, Sure::Said))
            .find(|names| !names.is_empty())
            .unwrap_or_default();
    }
    if !is_line(outline, block, MOST_WORDS) {
        return Vec::new();
    }
    let text = outline.text(block);
    let before = label_before(outline, place);
    if is_of_others(text) || (is_of_others(before) && without_by(text).is_none()) {
        return Vec::new();
    }
    let spans = || outline.spans(block).iter();
    let of_span = |span: &crate::outline::Span| text.get(span.start as usize..span.end as usize).unwrap_or_default();
    let said = all_names(
        &mut spans().filter(|span| says_author(outline, span.node)).map(of_span),
        Sure::Said,
    );
    if !said.is_empty() {
        return said;
    }
    for line in text.lines().map(folded) {
        let Some(rest) = without_by(&line) else { continue };
        // Links right after 'By' are the authors'.
        let mut linked = spans()
            .filter(|span| outline.node(span.node).tag == Tag::A)
            .map(of_span)
            .filter(|name| rest.starts_with(folded(name).as_str()));
        let linked = all_names(&mut linked, Sure::Said);
        // 'By clicking' is no name; 'by ibby' is.
        let is_name = rest.starts_with(|letter: char| !is_small(letter)) || !rest.contains(' ');
        let named = if is_name { names(&line, Sure::Said) } else { Vec::new() };
        // What follows a link may be letters of the name: 'Ann Lee, MD'.
        let has_letters = named.iter().zip(&linked).any(|(named, linked)| {
            named
                .strip_prefix(linked.as_str())
                .is_some_and(|rest| rest.starts_with(", "))
        });
        let best = if named.len() > 1 || linked.is_empty() || has_letters {
            named
        } else {
            linked
        };
        if !best.is_empty() {
            return best;
        }
    }
    if block_says(outline, block) || is_by(before) {
        return names(text.lines().next().unwrap_or_default(), Sure::Said);
    }
    Vec::new()
}

/// A name that stands alone, or with a date, next to the title.
fn beside_date(about: &About<'_>, place: usize) -> Vec<String> {
    let outline = about.outline;
    let block = |place: usize| outline.blocks.get(place);
    let has_date = |place: usize| {
        block(place).is_some_and(|block| block.words <= 8 && written_date(outline.text(block), true).is_some())
    };
    let Some(own) =
        block(place).filter(|own| own.words <= 12 && !about.is_title(place) && about.is_after_title(place, NEAREST))
    else {
        return Vec::new();
    };
    let text = outline.text(own);
    if own.links <= 1 && (has_date(place) || has_date(place + 1) || place.checked_sub(1).is_some_and(has_date)) {
        return names(text, Sure::Looks);
    }
    Vec::new()
}

fn label_before(outline: &Outline, place: usize) -> &str {
    place
        .checked_sub(1)
        .and_then(|before| outline.blocks.get(before))
        .filter(|block| block.words <= 4)
        .map_or("", |block| outline.text(block))
}

fn is_of_others(text: &str) -> bool {
    let lower: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    List::OTHER_CREDIT.words().any(|start| lower.starts_with(start))
}

/// Whether the block's own element, or one around it that holds little more, says that it names the author.
fn block_says(outline: &Outline, block: &Block) -> bool {
    block_chain(outline, block).any(|id| says_author(outline, id))
}

fn block_chain<'o>(outline: &'o Outline, block: &Block) -> impl Iterator<Item = NodeId> + 'o {
    outline
        .chain(block.node)
        .take(3)
        .take_while(|id| outline.blocks_of(*id).len() <= 3)
}

fn is_mark(token: &str) -> bool {
    matches!(token, "[rel=author]" | "[itemprop=author]")
}

/// `rel=author`, `itemprop=author`, or a class that has a word for it.
fn says_author(outline: &Outline, id: NodeId) -> bool {
    outline.token_names(id).any(|token| {
        if token.starts_with(['[', '#']) {
            return is_mark(token);
        }
        let has = |list: List| has_word(token, &|word| list.words().any(|own| word.eq_ignore_ascii_case(own)));
        !has(List::NOT_AUTHOR_CLASS) && (token == "fn" || token == "p-author" || has(List::AUTHOR_CLASS))
    })
}
