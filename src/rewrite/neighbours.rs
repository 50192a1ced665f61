//! Links to the article before this one and to the one after it.

use super::links::WORDS_A_LINK;
use crate::model::link_density;
use crate::outline::{Block, Outline};

/// Arrows back, which stand before a title, and arrows on, which stand after it.
const BACK: [char; 3] = ['\u{2190}', '\u{ab}', '\u{2039}'];
const ON: [char; 3] = ['\u{2192}', '\u{bb}', '\u{203a}'];

/// Whether a block is a link that an arrow marks as one to the article before or after; `is_second` says that the block before it points
/// back.
///
/// Calls to action end with an arrow, too: one that points on says so only beside one that points back.
pub fn leads_to_neighbour(outline: &Outline, block: &Block, is_second: bool) -> bool {
    points_back(outline, block) || is_second && points_on(outline, block)
}

/// Whether a block is a title after an arrow back. Quotation marks stand close to what they quote, or have another one at its end.
pub fn points_back(outline: &Outline, block: &Block) -> bool {
    let title = outline.text(block).strip_prefix(BACK).filter(|_| is_title(block));
    title.is_some_and(|title| title.starts_with(char::is_whitespace) && (block.links > 1 || !title.ends_with(ON)))
}

fn points_on(outline: &Outline, block: &Block) -> bool {
    let title = outline.text(block).strip_suffix(ON).filter(|_| is_title(block));
    title.is_some_and(|title| title.ends_with(char::is_whitespace))
}

fn is_title(block: &Block) -> bool {
    link_density(block) > 0.6 && block.words > WORDS_A_LINK
}
