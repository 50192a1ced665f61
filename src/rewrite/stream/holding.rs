//! What is held back, and what becomes of it when it grows too long.

use super::label::Label;
use super::strainer::{Removal, Strainer};
use crate::article::Removed;
use crate::rewrite::cuts::cuts_of;
use crate::rewrite::elements::Bounds;

/// A text of more bytes, in one block, is not the beginning of a list.
const LONGEST_BEGINNING: usize = 400;

impl Strainer {
    /// The byte up to which it is known what goes and what stays.
    pub fn decided(&self) -> u64 {
        // Of what is left out already, an end tag may be the first that stays.
        let come = if self.dropping.is_some() {
            self.elements.told()
        } else {
            self.elements.bytes.end
        };
        self.held_from().unwrap_or(come)
    }

    /// Where what is held back starts, if anything is.
    fn held_from(&self) -> Option<u64> {
        if self.dropping.is_some() {
            return None;
        }
        let raw = self.elements.raw.as_ref().filter(|_| self.raw.is_some());
        [
            self.marked.first().copied(),
            self.candidate.as_ref().map(|candidate| candidate.start),
            self.label.as_ref().and_then(Label::start),
            self.fresh_from(),
            raw.map(|raw| raw.start),
            self.asking_from(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Where the outermost open element starts that holds no text yet.
    fn fresh_from(&self) -> Option<u64> {
        self.elements.open.get(self.fresh).map(|open| open.start_tag.start)
    }

    /// Where the first element starts that goes, and of which it is not known whether its tags go with it.
    fn asking_from(&self) -> Option<u64> {
        if self.asking.is_empty() {
            return None;
        }
        let is_asking = |bounds: &&Bounds| self.asking.iter().any(|(start, _)| *start == start_of(bounds));
        let ready = self.ready.iter().flat_map(|removal| &removal.bounds);
        ready.filter(is_asking).map(start_of).min()
    }

    /// Whether an element that starts here has not been let go.
    pub(super) fn is_undecided(&self, start: u64) -> bool {
        self.dropping.is_none() && start >= self.floor
    }

    /// Gives up what is held back for longer than it may, now that the page has come up to a byte: what names itself is left out
    /// then, all else stays.
    ///
    /// Asked for at every token, with its end; a token that has not ended yet will not end before what there is of it.
    pub fn keep_to_budget(&mut self, come: u64) {
        while let Some(held) = self.held_from() {
            if come.saturating_sub(held) <= self.options.hold_back {
                return;
            }
            self.floor = come;
            if self.marked.first() == Some(&held) {
                self.marked.remove(0);
                self.drop_marked(held);
            } else if self.candidate.as_ref().is_some_and(|candidate| candidate.start == held) {
                self.candidate = None;
            } else if self.label.as_ref().and_then(Label::start) == Some(held) {
                self.label = None;
            } else if self.fresh_from() == Some(held) {
                self.fresh = self.elements.open.len();
            } else if self.elements.raw.as_ref().is_some_and(|raw| raw.start == held) {
                self.raw = None;
            }
            // Nothing but the tags is in question of what goes already: they stay.
            self.answer_content();
        }
    }

    /// A text that is too long to be a heading is not held back to its end.
    pub(super) fn let_long_text_go(&mut self) {
        if self.builder.pending_text() > LONGEST_BEGINNING {
            self.fresh = self.elements.open.len();
        }
    }

    /// Turns what is decided into cuts; to be called before the decided part is given.
    pub fn settle(&mut self) {
        self.settle_dropping();
        let decided = self.decided();
        self.settle_up_to(decided);
        self.shells.retain(|(start, _)| *start >= decided);
        self.forget();
    }

    /// The same of what ends before a byte. It is in order: of two of which one holds the other, only that one is there.
    pub(super) fn settle_up_to(&mut self, decided: u64) {
        let is_settled = |removal: &&Removal| removal.bounds.iter().all(|bounds| bounds.end <= decided);
        let count = self.ready.iter().take_while(is_settled).count();
        let settled: Vec<Removal> = self.ready.drain(..count).collect();
        for removal in settled {
            let known = self.cuts.len();
            for mut bounds in removal.bounds {
                bounds.shell |= self.shells.contains(&(start_of(&bounds), true));
                self.cuts.extend(cuts_of(&bounds, &self.elements.crossings));
            }
            // Of an element without content whose tags stay, nothing goes.
            if self.cuts.len() > known {
                self.removed.extend(removal.account.map(Removed::from));
            }
        }
    }
}

fn start_of(bounds: &Bounds) -> u64 {
    bounds.start_tag.start
}
