//! A block of the page that may be clutter, while it is still arriving.

use std::ops::Range;

use super::listing::Sites;
use crate::clutter::{Kind, Why, heading_kind, list_heading_kind};
use crate::model::{FEWEST_CARDS, LINKS_OF_A_LIST, LONGEST_HEADING, is_prose, link_density};
use crate::outline::{Block, NodeId, Outline, Span};
use crate::reader::Tag;
use crate::rewrite::elements::Bounds;
use crate::rewrite::links::{WORDS_A_LINK, leads_to_author, leads_within, states_rights_of_page};
use crate::rewrite::naming::LONGEST_TEASER;
use crate::rewrite::offers::is_affiliate;
use crate::rewrite::prices::lists_prices;

/// More words of prose than this are no teaser in a card of a grid that stands in an element of its own.
const LONGEST_OF_A_CARD: u32 = 60;
/// Nor is a grid of cards with more than so many words of prose each: that is an article in parts. Among other things, and alone in
/// an element.
const PROSE_OF_A_CARD: usize = 20;
const PROSE_OF_A_CARD_APART: usize = 35;

/// What begins with a heading, or with a card, that may be removed.
///
/// It grows outward. First it is the element of the heading; when that ends and there is no more in it, the one around it, as
/// long as the heading is the first thing there; and when there is no such element left, the heading and what stands beside it.
#[derive(Debug)]
pub struct Candidate {
    pub kind: Kind,
    pub why: Why,
    pub source: Source,
    /// Where its outermost element starts, in bytes of the decoded page.
    pub start: u64,
    /// The number of its first block.
    pub first_block: usize,
    /// The place of the outermost open element that begins with it.
    pub top: usize,
    /// That one stands right beside paragraphs of text.
    pub is_amid_text: bool,
    /// So many elements are open around what belongs to it so far; the innermost of them is looked at.
    pub around: usize,
    /// Elements right inside that one that have ended.
    pub units: Vec<Unit>,
    /// Elements that have started since the first block was complete.
    pub elements: usize,
}

/// What made it one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Heading,
    /// A line that points elsewhere: 'Read more: Ferry to sail again'.
    Pointer,
    Cards,
}

/// An element of a candidate.
#[derive(Debug, Clone)]
pub struct Unit {
    pub node: NodeId,
    pub bounds: Bounds,
    /// The number of the first block after it.
    pub end_block: usize,
}

/// What a candidate that has come to an end turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It goes.
    Clutter,
    /// It does not tell yet: there is nothing in it but its beginning.
    Open,
    /// It stays.
    Content,
}

impl Candidate {
    /// Whether the candidate is made of elements side by side in one that holds other things too.
    pub fn is_beside(&self) -> bool {
        self.around <= self.top
    }

    /// Whether a block that follows is no longer part of it; `is_teaser` says that it stands beside a link to another article in
    /// an element of its own.
    pub fn ends_before(&self, outline: &Outline, first: &Block, next: &Block, is_teaser: bool) -> bool {
        let level = |block: &Block| outline.node(block.node).tag;
        let text = outline.text(next);
        let longest = if self.is_beside() {
            LONGEST_TEASER
        } else {
            LONGEST_OF_A_CARD
        };
        match self.source {
            Source::Pointer => true,
            Source::Cards => is_prose(outline, next) && !level(next).is_heading() && next.words > longest,
            Source::Heading => {
                let same_level = level(first).is_heading()
                    && level(next).is_heading()
                    && level(next) <= level(first)
                    && link_density(next) < 0.5;
                let telling = text != outline.text(first)
                    && link_density(next) < 0.5
                    && next.words <= LONGEST_HEADING
                    && list_heading_kind(text).is_some();
                let is_teaser = || is_teaser || begins_with_title(outline, next) || text.ends_with([':', '\u{ff1a}']);
                let is_text = is_prose(outline, next) && (next.words > LONGEST_TEASER || !is_teaser());
                same_level || telling || states_rights_of_page(outline, next) || self.is_beside() && is_text
            }
        }
    }

    /// Whether a heading that is known as a whole stands above cards whose links only a script knows: a label is the same on all of them.
    fn heads_cards(&self, outline: &Outline, run: &Range<usize>) -> bool {
        let Some((heading, rest)) = outline.blocks.get(run.clone()).and_then(<[Block]>::split_first) else {
            return false;
        };
        let labels = || rest.iter().filter(|block| block.words <= LONGEST_BUTTON);
        let copies = |label: &Block| {
            labels()
                .filter(|block| outline.text(block) == outline.text(label))
                .count()
        };
        let cards = labels().take(LARGEST_CARD).map(copies).max().unwrap_or(0);
        heading_kind(outline.text(heading)) == Some(self.kind)
            && cards >= FEWEST_CARDS
            && rest.len() <= cards * LARGEST_CARD
            && rest.iter().all(|block| block.words <= LONGEST_OF_A_CARD)
    }

    /// What these blocks are, the candidate's own from its first on.
    pub fn outcome(&self, outline: &Outline, run: Range<usize>, has_ended: bool) -> Outcome {
        let Some((_, rest)) = outline.blocks.get(run.clone()).and_then(<[Block]>::split_first) else {
            return Outcome::Content;
        };
        let told = |is_clutter| if is_clutter { Outcome::Clutter } else { Outcome::Content };
        match self.source {
            Source::Pointer => Outcome::Clutter,
            Source::Cards => {
                let run = outline.run(run);
                let cards = run.iter().filter(|block| is_card_title(outline, block)).count();
                let prose = run.iter().filter(|block| is_prose(outline, block));
                let prose: u32 = prose.map(|block| block.words).sum();
                let most = if self.is_beside() {
                    PROSE_OF_A_CARD
                } else {
                    PROSE_OF_A_CARD_APART
                };
                match cards {
                    // The sections of a list that the page is about link to what they tell of.
                    _ if self.is_amid_text && self.is_beside() => Outcome::Content,
                    _ if prose as usize > cards * most => Outcome::Content,
                    FEWEST_CARDS.. => told(Sites::default().is_one(outline, run) && !lists_prices(outline, run)),
                    _ if has_ended => Outcome::Content,
                    _ => Outcome::Open,
                }
            }
            Source::Heading => match self.kind {
                Kind::Ad => Outcome::Clutter,
                Kind::Recommendation if !has_ended && is_label(rest) => Outcome::Open,
                Kind::Recommendation => told(is_list_of_links(outline, rest) || self.heads_cards(outline, &run)),
                _ if rest.is_empty() && has_ended => Outcome::Content,
                _ if rest.is_empty() && self.elements == 0 => Outcome::Open,
                _ => Outcome::Clutter,
            },
        }
    }
}

/// The title of a card: a heading that is a link to another page, and not to a shop or a person.
pub fn is_card_title(outline: &Outline, block: &Block) -> bool {
    outline.node(block.node).tag.is_heading()
        && link_density(block) > 0.8
        && !leads_within(outline, block)
        && !is_affiliate(outline, block)
        && !leads_to_author(outline, block)
}

/// Whether the first line of a block is a link, the title of what the rest tells of: 'Ferry to sail again', and below it 'It sank in May.'
fn begins_with_title(outline: &Outline, block: &Block) -> bool {
    let text = outline.text(block);
    let Some((title, _)) = text.split_once('\n') else {
        return false;
    };
    let is_title = |span: &Span| {
        span.start == 0 && span.end as usize >= title.trim_end().len() && outline.node(span.node).tag == Tag::A
    };
    block.words <= LONGEST_TEASER
        && block.link_words >= WORDS_A_LINK
        && outline.spans(block).iter().any(is_title)
        && !leads_within(outline, block)
}

/// A card has at most so many blocks: a label, a title, a teaser, its author and date.
const LARGEST_CARD: usize = 6;

/// Whether what follows a heading is nothing but a short link beside it: 'See all'.
fn is_label(rest: &[Block]) -> bool {
    rest.iter().map(|block| block.words).sum::<u32>() <= LONGEST_LABEL
}

/// The label of a button has at most so many words.
const LONGEST_BUTTON: u32 = 3;

/// Words of a link beside a heading.
const LONGEST_LABEL: u32 = 2;

/// Mostly links, or cards of a title, a teaser and labels each.
pub fn is_list_of_links(outline: &Outline, blocks: &[Block]) -> bool {
    let (words, link_words) = blocks.iter().fold((0, 0), |(words, links), block| {
        (words + block.words, links + block.link_words)
    });
    let is_linked = |block: &&Block| link_density(block) > 0.6 || begins_with_title(outline, block);
    let linked = blocks.iter().filter(is_linked).count();
    let is_short = |block: &Block| block.words <= LONGEST_TEASER || !is_prose(outline, block);
    words > 0 && f64::from(link_words) >= LINKS_OF_A_LIST * f64::from(words)
        || linked * 3 >= blocks.len() && linked >= 2
        || linked * LARGEST_CARD >= blocks.len() && linked >= 2 && blocks.iter().all(is_short)
}
