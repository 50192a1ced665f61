//! What was left out, one entry for each subtree and reason.

use super::Removed;
use crate::model::{Reason, Verdict};
use crate::outline::Outline;

/// Joins neighbouring blocks that were dropped together.
pub fn list(outline: &Outline, verdicts: &[Verdict]) -> Vec<Removed> {
    let mut removed: Vec<Removed> = Vec::new();
    let mut last: Option<&Reason> = None;
    for (block, verdict) in outline.blocks.iter().zip(verdicts) {
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
                reason: reason.why.to_string(),
                path: outline.path(reason.node),
                text: text.collect::<Vec<_>>().join(" "),
            }),
        }
        last = Some(&**reason);
    }
    removed
}
