//! What comes out: the text that is kept, and what was left out.

use super::blocks::folded;
use super::lines::Lines;
use super::traits::{Mark, Traits};
use super::verdicts::{Verdict, Why};
use crate::Removed;

/// The kept blocks, parted by a blank line; lines of a list or a verse by a line break.
pub fn kept(lines: &Lines<'_>, verdicts: &[Verdict]) -> String {
    // Where no blank line parts anything, its absence says nothing.
    let has_blanks = lines.blocks.iter().skip(1).any(|block| block.parted);
    let mut text = String::new();
    let mut last: Option<(usize, &Traits)> = None;
    for (place, own) in lines.traits.iter().enumerate() {
        if verdicts.get(place) != Some(&Verdict::Keep) {
            continue;
        }
        if let Some((before, other)) = last {
            let is_next = before + 1 == place && lines.blocks.get(place).is_some_and(|block| !block.parted);
            let is_item = |traits: &Traits| traits.has(Mark::Bullet) || traits.has(Mark::StartsDigit);
            let together = is_item(own) && is_item(other) || has_blanks && !own.is_prose() && !other.is_prose();
            text.push_str(if is_next && together { "\n" } else { "\n\n" });
        }
        push_folded(&mut text, lines.text(place));
        last = Some((place, own));
    }
    text
}

/// What was left out: neighbours of one kind and reason are one.
pub fn removed(lines: &Lines<'_>, verdicts: &[Verdict]) -> Vec<Removed> {
    let mut removed: Vec<Removed> = Vec::new();
    let mut last: Option<(Verdict, u32, u32)> = None;
    for ((place, verdict), block) in verdicts.iter().enumerate().zip(&lines.blocks) {
        let Verdict::Drop(kind, why) = *verdict else {
            close(&mut removed, last.take());
            continue;
        };
        match (&mut last, removed.last_mut()) {
            (Some((before, _, to)), Some(entry)) if before == verdict => {
                entry.text.push(' ');
                push_folded(&mut entry.text, lines.text(place));
                *to = block.lines.end;
            }
            _ => {
                close(&mut removed, last.take());
                removed.push(Removed {
                    kind,
                    reason: reason(lines, why),
                    path: String::new(),
                    text: folded(lines.text(place)),
                });
                last = Some((*verdict, block.lines.start + 1, block.lines.end));
            }
        }
    }
    close(&mut removed, last);
    removed
}

/// Says of the last entry on which lines it stood.
fn close(removed: &mut [Removed], run: Option<(Verdict, u32, u32)>) {
    if let (Some((_, from, to)), Some(entry)) = (run, removed.last_mut()) {
        entry.path = if from == to {
            format!("line {from}")
        } else {
            format!("lines {from}\u{2013}{to}")
        };
    }
}

fn reason(lines: &Lines<'_>, why: Why) -> String {
    match why {
        Why::Plain(why) => why.to_owned(),
        Why::Heading(place) => format!("heading \u{201c}{}\u{201d}", folded(lines.text(place))),
    }
}

fn push_folded(out: &mut String, text: &str) {
    out.push_str(&super::blocks::plain(text));
}
