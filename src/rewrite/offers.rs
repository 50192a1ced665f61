//! Links to shops that pay the page for whom it sends.

use super::calls::is_called_button;
use super::links::any_link;
use super::words::{begins_with_one_of, words};
use crate::model::link_density;
use crate::outline::{AttributeName, Block, NodeId, Outline};

/// A button has at most so many words.
const LONGEST_BUTTON: u32 = 8;
/// And so many if only a name says what it is: titles of products are longer.
const LONGEST_LABEL: u32 = 5;

/// Whether a block is a button to a shop that pays for it, alone or after a price: 'Check price at Amazon'.
pub fn is_offer(outline: &Outline, block: &Block) -> bool {
    let begins_so = || begins_with_one_of(outline.text(block), "offer");
    let may_be = block.words <= LONGEST_BUTTON && is_affiliate(outline, block);
    may_be && (begins_so() || block.words <= LONGEST_LABEL && is_button(outline, block))
}

/// Whether a block is called a button, or a link in it is.
fn is_button(outline: &Outline, block: &Block) -> bool {
    is_called_button(outline, block.node) || any_link(outline, block, &mut |link, _| is_called_button(outline, link))
}

/// Whether a block is a link to a shop that pays for it.
pub fn is_affiliate(outline: &Outline, block: &Block) -> bool {
    let mut pays = |link: NodeId, address: &str| {
        let rel = outline.attribute(link, AttributeName::Rel).unwrap_or_default();
        rel.split_ascii_whitespace()
            .any(|word| word.eq_ignore_ascii_case("sponsored"))
            || words("partner").any(|part| address.contains(part))
            || address.contains("amazon.") && address.contains("tag=")
    };
    is_link(outline, block) && any_link(outline, block, &mut pays)
}

/// Whether a block is a link but for a few words, of which figures do not count.
fn is_link(outline: &Outline, block: &Block) -> bool {
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    let words = || outline.text(block).split_whitespace().filter(is_word).count();
    // More than three words of five.
    let is_most = || block.link_words as usize * 5 > words() * 3;
    link_density(block) > 0.6 || block.links > 0 && block.words <= LONGEST_BUTTON && is_most()
}
