//! What has a price: a long list of things to buy is what its page is for, not a list of what may please as well.

use crate::model::is_price;
use crate::outline::{Block, Outline};

/// So many prices are a list of the page's own: of what may please as well, shops show fewer.
pub const FEWEST_PRICES: usize = 16;

/// A line with a price has at most so many words.
const LONGEST_LINE: u32 = 8;

/// Whether a block is a line with a price.
pub fn states_price(outline: &Outline, block: &Block) -> bool {
    block.words <= LONGEST_LINE && is_price(outline.text(block))
}

/// Whether blocks are a list of what the page sells.
pub fn lists_prices(outline: &Outline, blocks: &[Block]) -> bool {
    let prices = blocks.iter().filter(|block| states_price(outline, block));
    prices.take(FEWEST_PRICES).count() == FEWEST_PRICES
}
