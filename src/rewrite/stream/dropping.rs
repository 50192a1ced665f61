//! Marked elements that are longer than what may be held back: they are left out piece by piece.

use std::collections::VecDeque;
use std::ops::Range;

use super::starting::Mark;
use super::strainer::{Account, Removal, Strainer};
use crate::clutter::Why;
use crate::outline::NodeId;
use crate::rewrite::elements::Bounds;

/// The most of a removal's text that is told when it is removed piece by piece, in bytes.
const LONGEST_TEXT: usize = 16 * 1024;

/// An element that is left out although it has not ended.
pub struct Dropping {
    /// Its place among the open elements.
    place: usize,
    start: u64,
    /// Left out, or spared, up to here.
    done: u64,
    /// Something of it has been left out.
    has_gone: bool,
    /// Its tags stay.
    shell: bool,
    /// Words of prose before it.
    prose: u32,
    account: Account,
}

impl Dropping {
    /// Leaves out what there is of it before a byte.
    ///
    /// All that is text of it may be gone already. Where a tag begins, the end of that in the page's own bytes is known at last, and is
    /// told with a cut that is empty in the text.
    fn drop_before(&mut self, end: u64, cuts: &mut VecDeque<Range<u64>>) {
        if self.done <= end {
            cuts.push_back(self.done..end);
            self.has_gone |= self.done < end;
            self.done = end;
        }
    }
}

impl Strainer {
    /// Leaves out the marked element that starts here, from now on.
    pub(super) fn drop_marked(&mut self, start: u64) {
        let Some(place) = self.elements.open.iter().position(|open| open.start_tag.start == start) else {
            return;
        };
        let Some(open) = self.elements.open.get(place) else {
            return;
        };
        let Some(mark) = open.about.mark else {
            // A part of a name is not enough to leave out what has not been seen.
            if let Some(open) = self.elements.open.get_mut(place) {
                open.about.hint = None;
            }
            return;
        };
        let (first, before, shell) = (open.about.first_block, open.about.prose, open.ended.is_some());
        let done = if shell { open.start_tag.end } else { start };
        let sealed = open.sealed;
        let node = open.node;
        if let Some(open) = self.elements.open.get_mut(place) {
            open.about.mark = None;
        }
        let account = match (mark, self.builder.filtered_so_far()) {
            (Mark::Marker(marker), _) if self.may_go(marker.kind, first, before) => Account {
                kind: marker.kind,
                why: Why::Marker(marker),
                path: self.elements.path(self.outline(), node),
                text: self.text(first),
            },
            (Mark::Filter, Some(filtered)) => self.by_filter(filtered),
            _ => return,
        };
        if sealed {
            return;
        }
        self.ready
            .retain(|removal| removal.bounds.iter().all(|bounds| bounds.start_tag.start < start));
        // What stands before comes before.
        self.answer_content();
        self.settle_up_to(u64::MAX);
        self.candidate = None;
        self.marked.clear();
        for open in &mut self.elements.open {
            open.about.mark = None;
            open.about.hint = None;
        }
        self.dropping = Some(Dropping {
            place,
            start,
            done,
            has_gone: false,
            shell,
            prose: before,
            account,
        });
        self.spare_crossings();
    }

    /// Takes note of a block inside, and stops where there is too much prose for what it is said to be.
    pub(super) fn drop_block(&mut self, number: usize) {
        let place = self.place(number);
        let Some(dropping) = &mut self.dropping else { return };
        let outline = self.builder.so_far();
        if let Some(block) = outline.blocks.get(place)
            && dropping.account.text.len() < LONGEST_TEXT
        {
            if !dropping.account.text.is_empty() {
                dropping.account.text.push(' ');
            }
            dropping
                .account
                .text
                .push_str(&crate::words::folded(outline.text(block)));
        }
        let (kind, before) = (dropping.account.kind, dropping.prose);
        if self.may_go(kind, number + 1, before) {
            return;
        }
        self.stop_dropping();
    }

    /// Stops where it is not known any more what ends the element.
    pub(super) fn stop_at_seal(&mut self) {
        let open = self
            .dropping
            .as_ref()
            .map(|dropping| self.elements.open.get(dropping.place));
        if open.flatten().is_some_and(|open| open.sealed) {
            self.stop_dropping();
        }
    }

    /// What comes of the element stays, but for the end tags of what has started in it.
    fn stop_dropping(&mut self) {
        let Some(mut dropping) = self.dropping.take() else {
            return;
        };
        dropping.drop_before(self.elements.bytes.start, &mut self.cuts);
        for open in self
            .elements
            .open
            .iter_mut()
            .skip(dropping.place + usize::from(dropping.shell))
        {
            open.about.is_orphan = true;
        }
        self.floor = self.elements.bytes.end;
        self.fresh = self.elements.open.len();
        self.tell_dropped(dropping);
    }

    /// Of an element without content whose tags stay, nothing has gone.
    fn tell_dropped(&mut self, dropping: Dropping) {
        if dropping.has_gone {
            self.removed.push(dropping.account.into());
        }
    }

    /// An element has ended at this place.
    pub(super) fn end_dropping(&mut self, place: usize, node: NodeId, bounds: &Bounds) {
        let Some(mut dropping) = self.dropping.take_if(|dropping| dropping.place == place) else {
            return;
        };
        let end = match &bounds.end_tag {
            Some(tag) if dropping.shell => tag.start,
            _ => bounds.end,
        };
        // All that there is before the page's end is left out already.
        if end < u64::MAX || dropping.has_gone {
            dropping.drop_before(end, &mut self.cuts);
        }
        if let Some(filtered) = self.builder.take_filtered(node) {
            dropping.account.text = filtered.text();
        }
        self.prose = dropping.prose;
        self.tell_dropped(dropping);
        self.floor = self.elements.bytes.end;
        self.fresh = self.elements.open.len();
    }

    /// An element outside has ended out of order, or one inside.
    pub(super) fn shift_dropping(&mut self, place: usize) {
        if let Some(dropping) = &mut self.dropping
            && place < dropping.place
        {
            dropping.place -= 1;
        }
    }

    /// Tags that end something outside have to stay, those too that came before it was known that all else goes.
    pub(super) fn spare_crossings(&mut self) {
        let Some(dropping) = &mut self.dropping else { return };
        let crossings = &self.elements.crossings;
        let first = crossings.partition_point(|crossing| crossing.tag.start < dropping.done);
        for crossing in crossings.get(first..).unwrap_or_default() {
            if crossing.element < Some(dropping.start) {
                dropping.drop_before(crossing.tag.start, &mut self.cuts);
                dropping.done = crossing.tag.end;
            }
        }
    }

    /// Leaves out what has come of it.
    pub(super) fn settle_dropping(&mut self) {
        let end = self.elements.told();
        if let Some(dropping) = self.dropping.as_mut().filter(|dropping| dropping.done < end) {
            dropping.drop_before(end, &mut self.cuts);
        }
    }

    /// Something that goes, but without its prose being known: an orphan's end tag.
    pub(super) fn drop_tag(&mut self, tag: Range<u64>) {
        let bounds = Bounds {
            // Of an element without a start tag.
            number: 0,
            end: tag.end,
            start_tag: tag,
            end_tag: None,
            shell: false,
            sealed: false,
        };
        self.ready.push(Removal {
            bounds: vec![bounds],
            blocks: 0..0,
            account: None,
        });
    }
}
