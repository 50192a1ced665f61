//! Elements that name themselves, wholly or in a part of their names.

use super::candidate::is_list_of_links;
use super::listing::{is_teaser, is_teasers, most_prose};
use super::starting::{About, Mark};
use super::strainer::{Account, Strainer};
use crate::clutter::{Kind, Why, hint_of, marker_of_element};
use crate::model::{ARTICLE_WORDS, LITTLE_PROSE, LONGEST_HEADING, may_go};
use crate::outline::{Block, Filtered, NodeId, Outline};
use crate::reader::Element;
use crate::rewrite::cookies;
use crate::rewrite::elements::Bounds;
use crate::rewrite::naming::names_other;

impl Strainer {
    /// Judges a marked element that has ended.
    pub(super) fn judge_marked(&mut self, node: NodeId, bounds: &Bounds, mark: Mark, about: &About) {
        let Mark::Marker(marker) = mark else {
            return self.remove_filtered(node, bounds.clone());
        };
        let blocks = about.first_block..self.blocks();
        let own = self.prose.saturating_sub(about.prose);
        let is_inline_text = self.builder.holds_text(node) && blocks.is_empty();
        if bounds.sealed
            || is_inline_text
            || !may_go(marker.kind, own, about.prose, self.prose)
            || self.holds_title(&blocks)
        {
            return;
        }
        let path = if (node as usize) < self.outline().nodes.len() {
            self.elements.path(self.outline(), node)
        } else {
            self.elements.marked_path(self.outline(), marker)
        };
        let account = Account {
            kind: marker.kind,
            why: Why::Marker(marker),
            path,
            text: self.text_of(blocks.clone()),
        };
        self.make_ready(vec![bounds.clone()], blocks, account);
        self.prose = about.prose;
    }

    /// Judges an element of which a part of its name tells, and which has ended: it goes if what is in it says the same.
    pub(super) fn judge_hinted(&mut self, node: NodeId, bounds: &Bounds, kind: Kind, about: &About) {
        let run = about.first_block..self.blocks();
        let outline = self.outline();
        let blocks = self.run(run.clone());
        let own = self.prose.saturating_sub(about.prose);
        let titles = self.titles.saturating_sub(about.titles);
        // Without a block of its own, an element may have been forgotten.
        if bounds.sealed || blocks.is_empty() || own > most_prose_of(kind, titles) || self.holds_title(&run) {
            return;
        }
        let name = outline.token_names(node).find(|token| hint_of(token) == Some(kind));
        let says_the_same = match kind {
            Kind::Recommendation if names_other(outline, blocks, name.unwrap_or_default()) => false,
            // It sells nothing.
            Kind::Ad if own > 0 => blocks.iter().any(|block| block.links > 0),
            Kind::Recommendation => {
                is_list_of_links(outline, blocks) && is_teasers(outline, blocks)
                    || is_teaser(outline, blocks)
                    || is_lone_heading(outline, blocks)
            }
            Kind::Consent if about.prose < ARTICLE_WORDS || own > LITTLE_PROSE => {
                let text = self.text_of(run.clone());
                // A long one after the article need not ask.
                cookies::mentions(&text) && (about.prose >= ARTICLE_WORDS || cookies::is_answer(&text))
            }
            _ => true,
        };
        if !says_the_same {
            return;
        }
        let account = Account {
            kind,
            why: Why::Name(name.unwrap_or_default().into()),
            path: self.elements.path(outline, node),
            text: self.text_of(run.clone()),
        };
        self.make_ready(vec![bounds.clone()], run, account);
        self.prose = about.prose;
    }

    /// Lets elements go that are no list after all: there is too much prose in them.
    ///
    /// `words` are those of the last paragraph.
    pub(super) fn give_up_hints(&mut self, words: u32) {
        let (prose, titles, marked) = (self.prose, self.titles, &mut self.marked);
        let mut given_up = Vec::new();
        for open in &mut self.elements.open {
            let own = prose.saturating_sub(open.about.prose);
            let titles = titles.saturating_sub(open.about.titles);
            let is_too_much = if open.about.is_unnamed {
                words > LITTLE_PROSE || own > most_prose(titles)
            } else {
                open.about.hint.is_some_and(|kind| own > most_prose_of(kind, titles))
            };
            if open.about.hint.is_some() && is_too_much {
                open.about.hint = None;
                given_up.push(open.start_tag.start);
            }
        }
        if !given_up.is_empty() {
            marked.retain(|start| given_up.binary_search(start).is_err());
        }
    }

    /// Lets the open elements go that might have been lists: what holds the title, a menu or the page's main part is none.
    pub(super) fn give_up_listings(&mut self) {
        for open in &mut self.elements.open {
            if open.about.is_unnamed && open.about.hint.take().is_some() {
                let start = open.start_tag.start;
                self.marked.retain(|marked| *marked != start);
            }
        }
    }

    /// What marks the element that was told last and has no start and end of its own: void, or with a content that is no markup.
    pub(super) fn mark_of_bare(&self, element: &Element<'_>) -> Option<Mark> {
        if self.dropping.is_some() {
            return None;
        }
        if self.builder.has_filtered() {
            return Some(Mark::Filter);
        }
        let marker = marker_of_element(element).filter(|marker| self.options.removes(marker.kind));
        marker.map(Mark::Marker)
    }

    /// What is told of an element that a filter names.
    pub(super) fn by_filter(&self, filtered: &Filtered) -> Account {
        Account {
            kind: Kind::Ad,
            why: Why::Filter(filtered.rule.clone()),
            path: self.elements.path(self.outline(), filtered.node),
            text: filtered.text(),
        }
    }

    /// Removes an element that a filter names: whether it may be the article is not asked then.
    fn remove_filtered(&mut self, node: NodeId, bounds: Bounds) {
        if let Some(filtered) = self.builder.take_filtered(node)
            && !bounds.sealed
        {
            let account = self.by_filter(&filtered);
            // It has left no block.
            let blocks = self.blocks()..self.blocks();
            self.make_ready(vec![bounds], blocks, account);
        }
    }

    /// Removes a marked element that has no text.
    pub(super) fn remove_bare(&mut self, bounds: Bounds, mark: Mark) {
        let Mark::Marker(marker) = mark else {
            if let Some(node) = self.builder.filtered_so_far().map(|filtered| filtered.node) {
                self.remove_filtered(node, bounds);
            }
            return;
        };
        if bounds.sealed {
            return;
        }
        let account = Account {
            kind: marker.kind,
            why: Why::Marker(marker),
            path: self.elements.marked_path(self.outline(), marker),
            text: String::new(),
        };
        let next = self.blocks();
        self.make_ready(vec![bounds], next..next, account);
    }
}

/// Whether there is nothing but a heading: what it is above are pictures, or what a script would have brought.
fn is_lone_heading(outline: &Outline, blocks: &[Block]) -> bool {
    let [heading] = blocks else { return false };
    outline.node(heading.node).tag.is_heading() && heading.words <= LONGEST_HEADING && heading.links == 0
}

/// The most prose of what a part of its name tells of, with so many titles of other articles.
fn most_prose_of(kind: Kind, titles: u32) -> u32 {
    match kind {
        Kind::Consent => LONGEST_NOTICE,
        Kind::Recommendation => most_prose(titles),
        _ => LITTLE_PROSE,
    }
}

/// A notice about cookies has at most so many words of prose.
const LONGEST_NOTICE: u32 = 250;
