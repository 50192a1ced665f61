//! From scores to verdicts: what is kept, and for all else its kind and the reason, settled per subtree.

use std::ops::Range;
use std::rc::Rc;

use hashbrown::HashMap;

use super::gaps::thresholds_in_gaps;
use super::head_lines::fact_of_line;
use super::page::{Page, link_density};
use super::sections::{Section, Source};
use super::stray::stray_lines;
use super::sums::Sums;
use crate::clutter::{Kind, Why, heading_kind};
use crate::outline::{AttributeName, Block, NodeId, ROOT};
use crate::reader::Tag;
use crate::words::count_words;

/// What becomes of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Keep,
    Drop(Rc<Reason>),
}

/// How many blocks are kept, of any run.
pub fn kept(verdicts: &[Verdict]) -> Sums {
    Sums::of(verdicts.iter().map(|verdict| u32::from(*verdict == Verdict::Keep)))
}

/// Why a block is left out, and with what else.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub kind: Kind,
    pub why: Why,
    /// The element left out with all its blocks.
    pub node: NodeId,
}

/// Scores at or above this are kept.
pub const THRESHOLD: f64 = 0.5;

/// A text of so many words that stands elsewhere already is a copy, for another width of the screen or as a teaser;
/// beside itself it was meant.
const FEWEST_REPEATED: u32 = 10;

/// Settles a page: `scores` are those of its blocks, `sections` the parts that name themselves, `title` the article's,
/// which is not part of its text, and `shown` the place of the block that shows it.
///
/// The scores decide. What names itself as something else stays out even of high scores where it is a small part of what
/// would be kept; a page that is made of it, a forum or a list, it says nothing about. Of what only looks like something
/// else, a grid of cards or what is hidden, it takes higher scores. Comments are kept if asked for.
pub fn settle(
    page: &Page<'_>,
    scores: &[f64],
    sections: &[Section],
    title: Option<&str>,
    shown: Option<usize>,
    keep_comments: bool,
) -> Vec<Verdict> {
    let mut verdicts: Vec<Option<Verdict>> = vec![None; page.blocks().len()];
    let mut seen = HashMap::new();
    let mut reasons: Vec<Option<Why>> = vec![None; page.blocks().len()];
    let thresholds = thresholds(page, scores, sections, keep_comments);
    let blocks = page
        .blocks()
        .iter()
        .zip(&mut verdicts)
        .zip(scores.iter().zip(thresholds));
    // The last blocks that may be facts, and that may be the byline: the text proper stands below.
    let (mut last_fact, mut last_byline) = (usize::MAX, usize::MAX);
    for (place, (((block, slot), (score, threshold)), reason)) in blocks.zip(&mut reasons).enumerate() {
        let text = page.outline.text(block);
        let tell = || fact_of_line(text, block.words).or_else(|| names_author(page, block).then_some(Why::Byline));
        let fact = if place <= last_fact.max(last_byline) {
            tell()
        } else {
            None
        };
        let fact = fact.filter(|fact| place <= last_fact || *fact == Why::Byline);
        if fact == Some(Why::Byline) {
            last_fact = last_fact.max(place + BELOW);
        }
        let is_low = *score < threshold && !(*score >= IN_TAB && is_code_in_tab(page, block));
        if is_low && !is_note(page, block) {
            continue;
        }
        let parent = page.outline.node(block.node).parent;
        if title.is_some_and(|title| is_title(title, text) || shown == Some(place) && shows_title(title, text)) {
            *reason = Some(Why::Title);
        } else if fact.is_some() {
            *reason = fact;
        } else if block.words >= FEWEST_REPEATED
            && !page.is_formula(place)
            && *seen.entry(text).or_insert(parent) != parent
        {
            *reason = Some(Why::SaidBefore);
        } else {
            *slot = Some(Verdict::Keep);
            if page.is_prose(place) {
                // A standfirst stands between title and byline.
                let is_standfirst = shown == place.checked_sub(1) && block.words <= LONGEST_STANDFIRST;
                last_fact = last_fact.min(place);
                last_byline = last_byline.min(place + if is_standfirst { BELOW } else { 0 });
            }
        }
    }
    let kept: Vec<usize> = (0..verdicts.len())
        .filter(|place| verdicts.get(*place).is_some_and(Option::is_some))
        .collect();
    stray_lines(page, &kept, scores, |place, why| {
        if let (Some(verdict), Some(reason)) = (verdicts.get_mut(place), reasons.get_mut(place)) {
            *verdict = None;
            *reason = Some(why);
        }
    });
    for section in sections {
        if keep_comments && section.kind == Kind::Comments {
            keep_prose(page, section.run.clone(), &mut verdicts);
            continue;
        }
        let reason = Rc::new(Reason {
            kind: section.kind,
            why: section.why.clone(),
            node: section.node,
        });
        for slot in verdicts.get_mut(section.run.clone()).unwrap_or_default() {
            slot.get_or_insert_with(|| Verdict::Drop(Rc::clone(&reason)));
        }
    }
    name_the_rest(page, verdicts, reasons)
}

/// A first paragraph of more words is no standfirst. So many blocks below one stands the byline, and below that the date.
const LONGEST_STANDFIRST: u32 = 40;
const BELOW: usize = 2;

/// Words that may stand in one block with the title.
const WITH_TITLE: usize = 8;

/// Whether a block is the title, alone or with a line of facts below.
fn is_title(title: &str, text: &str) -> bool {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    title.eq_ignore_ascii_case(text) || title.eq_ignore_ascii_case(line.trim()) && count_words(rest) <= WITH_TITLE
}

/// Whether a block says little beside the title: some themes add the site's name to the heading.
fn shows_title(title: &str, text: &str) -> bool {
    let around = text.split_once(title);
    around.is_some_and(|(before, after)| count_words(before) + count_words(after) <= WITH_TITLE)
}

/// A line of more words is no byline, whatever its element is called.
const LONGEST_BYLINE: u32 = 8;

/// Whether a short line stands in an element that is named after the author.
fn names_author(page: &Page<'_>, block: &Block) -> bool {
    let names = |token: &str| {
        let token = token.to_ascii_lowercase();
        // 'authority', 'authorization'
        token.contains("author") && !token.contains("authori") || token.contains("byline")
    };
    block.words <= LONGEST_BYLINE && page.outline.token_names(block.node).any(names)
}

/// What says that it is a footnote is looked for in so many elements around a block.
const MOST_STEPS: usize = 4;

/// Whether a block is of a footnote that says so itself, in an `aside` as a rule.
fn is_note(page: &Page<'_>, block: &Block) -> bool {
    link_density(block) < 0.5 && page.outline.is_within(block.node, MOST_STEPS, "[role=doc-footnote]")
}

/// Whether a block is code in the panel of a tab, which a click shows.
fn is_code_in_tab(page: &Page<'_>, block: &Block) -> bool {
    let outline = page.outline;
    outline.node(block.node).tag == Tag::PRE && outline.is_within(block.node, AROUND_CODE, "[role=tabpanel]")
}

/// So many elements stand around code in a tab at most, and its score: what is hidden and no text of the page has less by far.
const AROUND_CODE: usize = 12;
const IN_TAB: f64 = 0.3;

/// The most that sections of one sort may be of the kept words for their names to count.
const SMALL_PART: f64 = 0.2;
/// The same of what is hidden: tabs and folded answers are hidden too, but most of their page.
const SMALL_HIDDEN: f64 = 0.33;
/// The threshold within a sidebar, footer, menu or grid of cards that is a small part: those may hold a note or a step of
/// the article.
const IN_DOUBT: f64 = 0.7;
/// The threshold of what is hidden: it may be an answer that a click shows.
const HIDDEN: f64 = 0.8;
/// More than any score.
const NEVER: f64 = 2.0;

/// The score each block needs to be kept.
fn thresholds(page: &Page<'_>, scores: &[f64], sections: &[Section], keep_comments: bool) -> Vec<f64> {
    let kept = Sums::of(page.blocks().iter().zip(scores).map(
        |(block, score)| {
            if *score >= THRESHOLD { block.words } else { 0 }
        },
    ));
    let mut thresholds = thresholds_in_gaps(page, scores);
    let mut raise = |threshold: f64, most: f64, is_inside: &dyn Fn(usize) -> bool| {
        let inside = || (0..page.blocks().len()).filter(|place| is_inside(*place));
        let words: u32 = inside().map(|place| kept.over(&(place..place + 1))).sum();
        if f64::from(words) <= most * f64::from(kept.all()) {
            for place in inside() {
                if let Some(slot) = thresholds.get_mut(place) {
                    *slot = slot.max(threshold);
                }
            }
        }
    };
    let named = |is_it: &dyn Fn(&Section) -> bool| {
        let mut inside = vec![false; page.blocks().len()];
        for section in sections.iter().filter(|section| is_it(section)) {
            inside.get_mut(section.run.clone()).unwrap_or_default().fill(true);
        }
        move |place: usize| inside.get(place) == Some(&true)
    };
    raise(
        NEVER,
        SMALL_PART,
        &named(&|section| !is_in_doubt(section) && section.kind != Kind::Comments),
    );
    if !keep_comments {
        raise(NEVER, SMALL_PART, &named(&|section| section.kind == Kind::Comments));
    }
    raise(
        IN_DOUBT,
        SMALL_PART,
        &named(&|section| is_in_doubt(section) && !is_sure_text(page, scores, section)),
    );
    raise(HIDDEN, SMALL_HIDDEN, &|place| {
        page.blocks().get(place).is_some_and(|block| page.is_hidden(block))
    });
    thresholds
}

/// Whether a section's name tells less than a score can: where it stands, or how it looks.
fn is_in_doubt(section: &Section) -> bool {
    section.source == Source::Cards || matches!(section.kind, Kind::Boilerplate | Kind::Navigation)
}

/// Whether the cards of a grid are sections of the article under headings that are links: all that is prose in them scores high.
fn is_sure_text(page: &Page<'_>, scores: &[f64], section: &Section) -> bool {
    let is_sure = |place: usize| scores.get(place).is_some_and(|score| *score >= IN_DOUBT);
    let mut prose = section.run.clone().filter(|place| page.is_prose(*place)).peekable();
    section.source == Source::Cards && prose.peek().is_some() && prose.all(is_sure)
}

/// What readers wrote, without their names and buttons.
fn keep_prose(page: &Page<'_>, run: Range<usize>, verdicts: &mut [Option<Verdict>]) {
    for place in run {
        if page.is_prose(place)
            && let Some(slot) = verdicts.get_mut(place)
        {
            slot.get_or_insert(Verdict::Keep);
        }
    }
}

/// Gives every block that is still without a verdict the largest element that holds nothing kept, and a kind.
fn name_the_rest(page: &Page<'_>, verdicts: Vec<Option<Verdict>>, mut reasons: Vec<Option<Why>>) -> Vec<Verdict> {
    let kept = Sums::of(
        verdicts
            .iter()
            .map(|verdict| u32::from(*verdict == Some(Verdict::Keep))),
    );
    let holds_kept = |id: NodeId| kept.over(&page.outline.blocks_of(id)) > 0;
    let mut last: Option<Rc<Reason>> = None;
    let rest = page
        .blocks()
        .iter()
        .zip(verdicts)
        .enumerate()
        .map(|(place, (block, verdict))| {
            verdict.unwrap_or_else(|| {
                let outer = page
                    .outline
                    .chain(block.node)
                    .take_while(|id| *id != ROOT && !holds_kept(*id))
                    .last();
                let node = outer.unwrap_or(block.node);
                let before_article = kept.over(&(0..place)) == 0;
                let own = reasons.get_mut(place).and_then(Option::take);
                let (kind, why) = describe(page, block, node, before_article, own);
                let reason = Reason { kind, why, node };
                // Neighbours share a reason: most of a page is menus and lists.
                let shared = last
                    .take()
                    .filter(|last| **last == reason)
                    .unwrap_or_else(|| Rc::new(reason));
                last = Some(Rc::clone(&shared));
                Verdict::Drop(shared)
            })
        });
    rest.collect()
}

/// What has more words says more than where to write to.
const LONGEST_ADDRESS: u32 = 12;

fn describe(page: &Page<'_>, block: &Block, outer: NodeId, before_article: bool, own: Option<Why>) -> (Kind, Why) {
    for id in page.outline.chain(block.node) {
        let node = page.outline.node(id);
        if node.hidden.from_sight {
            return (Kind::Boilerplate, Why::Hidden);
        }
        let kind = match node.tag {
            Tag::NAV | Tag::MENU => Kind::Navigation,
            Tag::FOOTER | Tag::HEADER | Tag::ASIDE | Tag::FORM | Tag::BUTTON | Tag::SELECT | Tag::DIALOG => {
                Kind::Boilerplate
            }
            _ if id == outer => break,
            _ => continue,
        };
        return (kind, Why::In(page.outline.names.name(node.tag).into()));
    }
    if let Some(why) = own {
        return (Kind::Boilerplate, why);
    }
    if block.words <= LONGEST_ADDRESS && page.outline.text(block).contains('@') {
        return (Kind::Boilerplate, Why::Address);
    }
    if shares(page, block) {
        return (Kind::Share, Why::LinksToShareBy);
    }
    if link_density(block) > 0.5 {
        return (kind_of_links(page, block, before_article), Why::Links);
    }
    (Kind::Boilerplate, Why::Apart)
}

/// Where links go that share a page: parts of addresses of the services.
const SHARERS: [&str; 12] = [
    "facebook.com/share",
    "facebook.com/dialog",
    "twitter.com/intent",
    "twitter.com/share",
    "x.com/intent",
    "linkedin.com/share",
    "wa.me/",
    "whatsapp.com/send",
    "t.me/share",
    "pinterest.com/pin/create",
    "reddit.com/submit",
    "mailto:?",
];

/// Whether a block is there to share the page by.
fn shares(page: &Page<'_>, block: &Block) -> bool {
    let outline = page.outline;
    let addresses = outline
        .spans(block)
        .iter()
        .filter_map(|span| outline.attribute(span.node, AttributeName::Href));
    block.words <= 12
        && addresses
            .into_iter()
            .any(|address| SHARERS.iter().any(|sharer| address.contains(sharer)))
}

/// Links to get about with or to read on.
fn kind_of_links(page: &Page<'_>, block: &Block, before_article: bool) -> Kind {
    if let Some(kind) = heading_kind(page.outline.text(block)) {
        return kind;
    }
    let words_a_link = block.link_words / u32::from(block.links.max(1));
    if words_a_link >= 4 && !before_article {
        Kind::Recommendation
    } else {
        Kind::Navigation
    }
}
