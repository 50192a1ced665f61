//! What begins with a heading, a line or a card: where it may begin, where it ends, and what comes of it.

use std::ops::Range;

use super::candidate::{Candidate, Outcome, Source, Unit, is_card_title};
use super::listing::most_prose;
use super::starting::About;
use super::strainer::{Account, Strainer};
use crate::clutter::{Kind, Why, heading_kind, list_heading_kind};
use crate::model::{ARTICLE_WORDS, LONGEST_HEADING, is_prose, link_density, may_go, pointer};
use crate::outline::{Block, NodeId, ROOT};
use crate::reader::Tag;
use crate::rewrite::elements::{Bounds, Open};
use crate::rewrite::guesses::leads_to_part;
use crate::rewrite::links::{WORDS_A_TITLE, leads_on, leads_to_more, leads_to_topics};
use crate::rewrite::naming::heads_sources;
use crate::rewrite::neighbours::{leads_to_neighbour, points_back};
use crate::rewrite::offers::is_offer;
use crate::rewrite::sharing::leads_to_networks;

/// Words of prose after which a grid of cards is not what the page is made of.
pub const BEFORE_CARDS: u32 = 100;
/// What stands before a card's title, such as its section, has at most so many words, and there are at most so many such lines.
const LONGEST_LABEL: u32 = 4;
const MOST_LABELS: u32 = 2;

/// What comes after a candidate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Text,
    /// Another block.
    Block,
    /// The end of what it stands in.
    Nothing,
}

impl Strainer {
    /// Looks at the blocks that have come since the last time.
    pub(super) fn look_at_blocks(&mut self) {
        while self.next_block < self.blocks() {
            let number = self.next_block;
            self.next_block += 1;
            self.look_at(number);
            let block = self.outline().blocks.get(self.place(number));
            self.is_second = block.is_some_and(|block| points_back(self.outline(), block));
            // Whatever is open holds a block now; but a label or two may stand before a card's title.
            let place = self.place(number);
            let is_label = |block: &Block| block.words <= LONGEST_LABEL;
            let is_label = self.outline().blocks.get(place).is_some_and(is_label);
            if is_label && self.candidate.is_none() && self.labels < MOST_LABELS && self.has_begun(BEFORE_CARDS) {
                self.labels += 1;
            } else {
                self.labels = 0;
                self.fresh = self.elements.open.len();
            }
        }
    }

    fn look_at(&mut self, number: usize) {
        let outline = self.builder.so_far();
        let Some(block) = outline.blocks.get(self.place(number)) else {
            return;
        };
        let is_title = self.title.is_none() && outline.node(block.node).tag == Tag::H1;
        if let Some(heads) = heads_sources(outline, block) {
            self.is_of_sources = heads;
        }
        if leads_on(outline, block) {
            self.titles = self.titles.saturating_add(1);
        }
        let is_text = self.teasers.is_text(outline, block);
        if is_prose(outline, block) {
            let (words, node) = (block.words, block.node);
            self.prose = self.prose.saturating_add(words);
            if is_text {
                let words = self.running_text(node, words);
                self.text = self.text.saturating_add(words);
            }
            self.give_up_hints(words);
        }
        if is_title {
            self.title = Some(number);
            self.give_up_listings();
        }
        if self.is_label(number) {
            return;
        }
        let outline = self.builder.so_far();
        let Some(block) = outline.blocks.get(self.place(number)) else {
            return;
        };
        if self.dropping.is_some() {
            return self.drop_block(number);
        }
        if let Some(candidate) = &self.candidate {
            let ends = outline
                .blocks
                .get(self.place(candidate.first_block))
                .is_none_or(|first| candidate.ends_before(outline, first, block, self.teases(candidate, number)));
            if !ends && !self.is_in_menu_beside(candidate, block) {
                return;
            }
            let next = if is_prose(outline, block) {
                Next::Text
            } else {
                Next::Block
            };
            self.end_candidate(next);
        }
        self.begin_candidate(number);
    }

    /// Takes note of the elements that a paragraph stands right in, and gives the words of running text that it brings: one alone may be a
    /// teaser, a caption or a notice, with another one beside it both are text.
    fn running_text(&mut self, node: NodeId, words: u32) -> u32 {
        let open = &mut self.elements.open;
        let Some(place) = open.iter().rposition(|open| open.node == node) else {
            return 0;
        };
        let is_apart = open.get(place).is_some_and(|open| open.about.is_apart);
        let around = open.iter_mut().skip(place.saturating_sub(1)).take(2);
        let waiting = around.filter_map(|open| open.about.text.replace(0)).max();
        match waiting {
            _ if is_apart => 0,
            Some(waiting) => waiting.saturating_add(words),
            None => {
                for holds in open.iter_mut().skip(place.saturating_sub(1)).take(2) {
                    holds.about.text = Some(words);
                }
                0
            }
        }
    }

    /// Whether a block may be the beginning of something to remove, and the element it begins.
    fn begin_candidate(&mut self, number: usize) {
        let outline = self.builder.so_far();
        let Some(block) = outline.blocks.get(self.place(number)) else {
            return;
        };
        let Some((source, kind, why)) = self.beginning(number, block) else {
            return;
        };
        let Some(place) = self.open_place(block) else {
            return;
        };
        let begins = |open: &Open<About>| open.about.first_block == number;
        let top = match source {
            Source::Pointer => Some(place),
            Source::Cards => Some(self.fresh),
            // Not beyond what is never a list, such as an article of its own.
            Source::Heading => self
                .elements
                .open
                .iter()
                .position(begins)
                .map(|top| top.max(self.fresh)),
        };
        let Some(top) = top.filter(|top| *top >= self.fresh && *top <= place) else {
            return;
        };
        let Some(open) = self.elements.open.get(top) else {
            return;
        };
        self.candidate = Some(Candidate {
            kind,
            why,
            source,
            start: open.start_tag.start,
            first_block: open.about.first_block.min(number),
            top,
            is_amid_text: self.innermost(top).is_some_and(|around| around.about.text.is_some()),
            around: place + 1,
            units: Vec::new(),
            elements: 0,
        });
    }

    fn beginning(&self, number: usize, block: &Block) -> Option<(Source, Kind, Why)> {
        let outline = self.builder.so_far();
        let text = outline.text(block);
        let tag = outline.node(block.node).tag;
        if tag == Tag::H1 && self.title == Some(number) {
            return None;
        }
        // An entry of a menu is no heading.
        let is_entry = || link_density(block) > 0.5 || self.text < BEFORE_CARDS && self.is_in_menu(block);
        if block.words <= LONGEST_HEADING && (tag.is_heading() || !is_entry()) {
            let kind = list_heading_kind(text).filter(|kind| self.removes(*kind));
            // In a table it may be one of the data; what else heads a list is told by that.
            let kind = kind.filter(|kind| *kind != Kind::Ad || !matches!(tag, Tag::TD | Tag::TH));
            if let Some(kind) = kind {
                return Some((Source::Heading, kind, Why::Heading(text.into())));
            }
        }
        if self.removes(Kind::Ad) && is_offer(outline, block) {
            return Some((Source::Pointer, Kind::Ad, Why::ShopButton));
        }
        if self.removes(Kind::Share) && leads_to_networks(outline, block) {
            return Some((Source::Pointer, Kind::Share, Why::LinkToNetwork));
        }
        if !self.removes(Kind::Recommendation) {
            return None;
        }
        if let Some(start) = pointer(outline, block).filter(|_| !leads_to_topics(block)) {
            return Some((Source::Pointer, Kind::Recommendation, Why::Line(start.into())));
        }
        if self.prose >= ARTICLE_WORDS && leads_to_neighbour(outline, block, self.is_second) {
            return Some((Source::Pointer, Kind::Recommendation, Why::LinkToNeighbour));
        }
        if self.text >= BEFORE_CARDS
            && !self.is_in_menu(block)
            && leads_to_more(outline, block)
            && !self.is_beside_paragraphs(block)
        {
            return Some((Source::Pointer, Kind::Recommendation, Why::LinkToMore));
        }
        let is_long = || block.words >= WORDS_A_TITLE || !self.is_in_menu(block);
        (self.has_begun(BEFORE_CARDS) && is_card_title(outline, block) && is_long() && !self.is_in_other(block))
            .then_some((Source::Cards, Kind::Recommendation, Why::Cards))
    }

    /// The place of a block's element, if it is open.
    fn open_place(&self, block: &Block) -> Option<usize> {
        self.elements.open.iter().rposition(|open| open.node == block.node)
    }

    /// What is known of a block's element, if it is open.
    fn about(&self, block: &Block) -> Option<&About> {
        let open = self.elements.open.get(self.open_place(block)?)?;
        Some(&open.about)
    }

    /// The innermost of so many open elements.
    fn innermost(&self, elements: usize) -> Option<&Open<About>> {
        self.elements.open.get(elements.checked_sub(1)?)
    }

    fn is_in_menu(&self, block: &Block) -> bool {
        self.about(block).is_some_and(|about| about.is_menu)
    }

    /// Whether a block stands in a menu that has begun beside what a candidate begins with.
    fn is_in_menu_beside(&self, candidate: &Candidate, block: &Block) -> bool {
        let around = self.innermost(candidate.around);
        candidate.is_beside() && self.is_in_menu(block) && !around.is_some_and(|around| around.about.is_menu)
    }

    fn is_in_other(&self, block: &Block) -> bool {
        self.about(block).is_some_and(|about| about.is_other)
    }

    fn is_beside_paragraphs(&self, block: &Block) -> bool {
        self.open_place(block).is_none_or(|place| self.is_beside_text(place))
    }

    /// An element has ended; `place` is where it stood.
    pub(super) fn end_in_candidate(&mut self, place: usize, node: NodeId, bounds: Bounds) {
        let end_block = self.blocks();
        let Some(candidate) = &mut self.candidate else { return };
        if place > candidate.around {
            return;
        }
        if bounds.sealed {
            self.candidate = None;
            return;
        }
        if place == candidate.around {
            let from = candidate
                .units
                .last()
                .map_or(candidate.first_block, |unit| unit.end_block);
            candidate.units.push(Unit {
                node,
                bounds,
                end_block,
            });
            let is_beside = candidate.is_beside();
            if candidate.source == Source::Cards && is_beside && from < end_block && !self.holds_card_title(from) {
                if let Some(candidate) = &mut self.candidate {
                    candidate.units.pop();
                }
                self.end_candidate(Next::Nothing);
            }
            return;
        }
        if candidate.is_beside() {
            return self.end_candidate(Next::Nothing);
        }
        match self.outcome(end_block, false) {
            Outcome::Clutter => {
                if let Some(candidate) = &mut self.candidate {
                    candidate.units = vec![Unit {
                        node,
                        bounds,
                        end_block,
                    }];
                }
                self.remove(end_block);
            }
            Outcome::Content => self.candidate = None,
            Outcome::Open => {
                if let Some(candidate) = &mut self.candidate {
                    candidate.units = vec![Unit {
                        node,
                        bounds,
                        end_block,
                    }];
                    candidate.around = place;
                }
            }
        }
    }

    /// Whether a block stands in one element of the candidate with a link to what it may be a teaser of.
    fn teases(&self, candidate: &Candidate, number: usize) -> bool {
        let from = candidate
            .units
            .last()
            .map_or(candidate.first_block + 1, |unit| unit.end_block);
        let outline = self.outline();
        let before = self.run(from..number);
        before.iter().any(|block| leads_on(outline, block))
    }

    fn titles_of(&self, blocks: &Range<usize>) -> u32 {
        let outline = self.outline();
        let titles = self
            .run(blocks.clone())
            .iter()
            .filter(|block| leads_on(outline, block))
            .count();
        u32::try_from(titles).unwrap_or(u32::MAX)
    }

    fn holds_card_title(&self, from: usize) -> bool {
        let outline = self.outline();
        let blocks = self.run(from..self.blocks());
        blocks.iter().any(|block| is_card_title(outline, block))
    }

    /// No more belongs to the candidate; what comes next may be text that it heads.
    fn end_candidate(&mut self, next: Next) {
        let Some(last) = self.candidate.as_ref().and_then(|candidate| candidate.units.last()) else {
            self.candidate = None;
            return;
        };
        let end_block = last.end_block;
        if self.outcome(end_block, true) == Outcome::Clutter || self.is_lone_heading(end_block, next) {
            self.remove(end_block);
        }
        self.candidate = None;
    }

    /// Whether the candidate is nothing but a heading that is known as that of a list: a script would have brought the list. One that is
    /// put together of words of lists ends what it stands in, with elements that are empty.
    fn is_lone_heading(&self, end_block: usize, next: Next) -> bool {
        self.candidate.as_ref().is_some_and(|candidate| {
            let outline = self.outline();
            let heading = outline.blocks.get(self.place(candidate.first_block));
            next != Next::Text
                && candidate.source == Source::Heading
                && candidate.kind == Kind::Recommendation
                && end_block == candidate.first_block + 1
                && (next == Next::Nothing && candidate.elements > 0
                    || heading.is_some_and(|block| heading_kind(outline.text(block)).is_some()))
        })
    }

    fn outcome(&self, end_block: usize, has_ended: bool) -> Outcome {
        let Some(candidate) = &self.candidate else {
            return Outcome::Content;
        };
        let run = self.place(candidate.first_block)..self.place(end_block);
        candidate.outcome(self.outline(), run, has_ended)
    }

    /// Whether the links of blocks are shorter than titles: they lead to parts of the site.
    fn lists_parts(&self, blocks: &Range<usize>) -> bool {
        let (outline, blocks) = (self.outline(), self.run(blocks.clone()));
        let titles = blocks
            .iter()
            .filter(|block| block.links > 0 && !leads_to_part(outline, block));
        let words = |words: u32, block: &Block| words.saturating_add(block.link_words);
        titles.fold(0, words) * 2 < blocks.iter().fold(0, words)
    }

    /// Removes the candidate's elements, up to a block.
    fn remove(&mut self, end_block: usize) {
        let Some(candidate) = self.candidate.take() else { return };
        let blocks = candidate.first_block..end_block;
        let own = self.prose_of(blocks.clone());
        let before = self
            .prose
            .saturating_sub(self.prose_of(candidate.first_block..self.blocks()));
        let titles = self.titles_of(&blocks);
        let is_small = may_go(candidate.kind, own, before, before.saturating_add(own))
            || candidate.kind == Kind::Recommendation && before >= ARTICLE_WORDS && own <= most_prose(titles);
        if !is_small || self.holds_title(&blocks) {
            return;
        }
        let is_in_menu = || self.innermost(candidate.top).is_some_and(|around| around.about.is_menu);
        if is_in_menu()
            && candidate.source == Source::Heading
            && candidate.kind == Kind::Recommendation
            && self.lists_parts(&blocks)
        {
            return;
        }
        let node = match candidate.units.as_slice() {
            [unit] => unit.node,
            _ => self.innermost(candidate.around).map_or(ROOT, |open| open.node),
        };
        let account = Account {
            kind: candidate.kind,
            why: candidate.why,
            path: self.elements.path(self.outline(), node),
            text: self.text_of(blocks.clone()),
        };
        let bounds = candidate.units.into_iter().map(|unit| unit.bounds).collect();
        self.make_ready(bounds, blocks, account);
        self.prose = self.prose.saturating_sub(own);
    }
}
