//! What was left out, one entry for each subtree and reason.

use super::Removed;
use crate::clutter::{Kind, Why};
use crate::model::{Reason, Verdict};
use crate::outline::{Filtered, Outline};

/// Joins neighbouring blocks that were dropped together; what filters name stands where it stood.
pub fn list(outline: &Outline, verdicts: &[Verdict]) -> Vec<Removed> {
    let mut removed: Vec<Removed> = Vec::new();
    let mut last: Option<&Reason> = None;
    let mut filtered = outline.filtered().iter().peekable();
    for (place, (block, verdict)) in (0_u32..).zip(outline.blocks.iter().zip(verdicts)) {
        while let Some(filtered) = filtered.next_if(|filtered| filtered.before <= place) {
            removed.push(by_filter(outline, filtered));
            last = None;
        }
        let Verdict::Drop(reason) = verdict else {
            last = None;
            continue;
        };
        let text = outline.text(block).split_whitespace();
        match removed.last_mut() {
            Some(entry) if last == Some(&**reason) => {
                for word in text {
                    entry.text.push(' ');
                    entry.text.push_str(word);
                }
            }
            _ => removed.push(Removed {
                kind: reason.kind,
                reason: reason.why.text(),
                path: outline.path(reason.node),
                text: text.collect::<Vec<_>>().join(" "),
            }),
        }
        last = Some(&**reason);
    }
    removed.extend(filtered.map(|filtered| by_filter(outline, filtered)));
    removed
}

/// What is told of an element that a filter names.
pub fn by_filter(outline: &Outline, filtered: &Filtered) -> Removed {
    Removed {
        kind: Kind::Ad,
        reason: Why::Filter(filtered.rule.clone()).text(),
        path: outline.path(filtered.node),
        text: filtered.text(),
    }
}
