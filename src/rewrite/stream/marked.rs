//! Elements that name themselves, wholly or in a part of their names.

use super::candidate::is_list_of_links;
use super::strainer::{About, Mark, Strainer};
use super::weighing::{LITTLE_PROSE, is_small_part};
use crate::article::Removed;
use crate::clutter::{Kind, hint_of, marker_of_element};
use crate::outline::{Block, Filtered, NodeId};
use crate::reader::Element;
use crate::rewrite::elements::Bounds;
use crate::rewrite::naming::WORDS_A_LINK;

impl Strainer {
    /// Judges a marked element that has ended.
    pub(super) fn judge_marked(&mut self, node: NodeId, bounds: &Bounds, mark: Mark, about: &About) {
        let Mark::Marker(marker) = mark else {
            return self.remove_filtered(node, bounds.clone());
        };
        let blocks = about.first_block..self.blocks();
        let own = self.prose.saturating_sub(about.prose);
        let is_inline_text = self.builder.holds_text(node) && blocks.is_empty();
        if bounds.sealed || is_inline_text || !is_small_part(marker.kind, own, about.prose) || self.holds_title(&blocks)
        {
            return;
        }
        let path = if (node as usize) < self.outline().nodes.len() {
            self.elements.path(self.outline(), node)
        } else {
            self.elements.marked_path(self.outline(), marker)
        };
        let removed = Removed {
            kind: marker.kind,
            reason: format!("marker {}", marker.selector),
            path,
            text: self.text_of(blocks),
        };
        self.make_ready(vec![bounds.clone()], removed);
        self.prose = about.prose;
    }

    /// Judges an element of which a part of its name tells, and which has ended: it goes if what is in it says the same.
    pub(super) fn judge_hinted(&mut self, node: NodeId, bounds: &Bounds, kind: Kind, about: &About) {
        let run = about.first_block..self.blocks();
        let outline = self.outline();
        let blocks = outline
            .blocks
            .get(self.place(run.start)..self.place(run.end))
            .unwrap_or_default();
        let own = self.prose.saturating_sub(about.prose);
        // Without a block of its own, an element may have been forgotten.
        if bounds.sealed || blocks.is_empty() || own > LITTLE_PROSE || self.holds_title(&run) {
            return;
        }
        let name = outline.token_names(node).find(|token| hint_of(token) == Some(kind));
        let words_a_link = |block: &&Block| block.link_words >= WORDS_A_LINK * u32::from(block.links.max(1));
        let says_the_same = match kind {
            Kind::Recommendation if name.is_none() => {
                is_list_of_links(blocks) && blocks.iter().filter(words_a_link).count() * 2 > blocks.len()
            }
            Kind::Recommendation => is_list_of_links(blocks),
            _ => true,
        };
        if !says_the_same {
            return;
        }
        let reason = name.map_or_else(|| "links to other articles".to_owned(), |name| format!("name {name}"));
        let removed = Removed {
            kind,
            reason,
            path: self.elements.path(outline, node),
            text: self.text_of(run),
        };
        self.make_ready(vec![bounds.clone()], removed);
        self.prose = about.prose;
    }

    /// Lets elements go that are no list after all: there is too much prose in them.
    pub(super) fn give_up_hints(&mut self) {
        let (prose, marked) = (self.prose, &mut self.marked);
        for open in &mut self.elements.open {
            if open.about.hint.is_some() && prose.saturating_sub(open.about.prose) > LITTLE_PROSE {
                open.about.hint = None;
                marked.retain(|start| *start != open.start_tag.start);
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
    pub(super) fn by_filter(&self, filtered: &Filtered) -> Removed {
        Removed {
            kind: Kind::Ad,
            reason: filtered.reason.clone(),
            path: self.elements.path(self.outline(), filtered.node),
            text: filtered.text(),
        }
    }

    /// Removes an element that a filter names: whether it may be the article is not asked then.
    fn remove_filtered(&mut self, node: NodeId, bounds: Bounds) {
        if let Some(filtered) = self.builder.take_filtered(node)
            && !bounds.sealed
        {
            let removed = self.by_filter(&filtered);
            self.make_ready(vec![bounds], removed);
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
        let removed = Removed {
            kind: marker.kind,
            reason: format!("marker {}", marker.selector),
            path: self.elements.marked_path(self.outline(), marker),
            text: String::new(),
        };
        self.make_ready(vec![bounds], removed);
    }
}
