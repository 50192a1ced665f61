//! Links to social networks: buttons to share and to follow.

use super::links::any_link;
use super::words::{mentions_one_of, words};
use crate::address::Address;
use crate::filters::is_within;
use crate::model::link_density;
use crate::outline::{Block, Outline};

/// A button has at most so many words for each link.
const LONGEST_BUTTON: u32 = 4;

/// What stands in the address of a post, a picture or a film, which an article may be about.
const OF_POSTS: [&str; 5] = ["/status/", "/posts/", "/p/", "/reel/", "/watch"];

/// What asks to share or to follow has at most so many words.
const LONGEST_APPEAL: u32 = 9;

/// Whether a block asks to share or to follow, as what stands above the buttons for it does.
pub fn asks_to_share(outline: &Outline, block: &Block) -> bool {
    block.words <= LONGEST_APPEAL && link_density(block) < 0.5 && mentions_one_of(outline.text(block), "share")
}

/// Whether a block is nothing but short links to social networks.
pub fn leads_to_networks(outline: &Outline, block: &Block) -> bool {
    let is_of_network = |host: &str| words("network").any(|network| is_within(host, network));
    let is_network = |address: &str| {
        let is_post = || OF_POSTS.iter().any(|part| address.contains(part));
        !is_post() && Address::of(address).host().is_some_and(is_of_network)
    };
    block.links > 0
        && link_density(block) > 0.6
        && block.words <= LONGEST_BUTTON * u32::from(block.links)
        && any_link(outline, block, &mut |_, _| true)
        && !any_link(outline, block, &mut |_, address| !is_network(address))
}
