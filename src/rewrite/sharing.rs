//! Links to social networks: buttons to share and to follow.

use super::naming::addresses;
use crate::model::link_density;
use crate::outline::{Block, Outline};

/// Hosts of the networks.
const NETWORKS: [&str; 20] = [
    "bsky.app",
    "facebook.com",
    "flipboard.com",
    "instagram.com",
    "line.me",
    "linkedin.com",
    "ok.ru",
    "pinterest.com",
    "t.me",
    "telegram.me",
    "threads.net",
    "tiktok.com",
    "twitter.com",
    "vk.com",
    "wa.me",
    "weibo.com",
    "whatsapp.com",
    "x.com",
    "xing.com",
    "youtube.com",
];

/// Why a link to a network goes.
pub const NETWORK: &str = "a link to a social network";

/// A button has at most so many words for each link.
const LONGEST_BUTTON: u32 = 4;

/// Whether a block is nothing but short links to social networks.
pub fn leads_to_networks(outline: &Outline, block: &Block) -> bool {
    let is_network = |address: &str| {
        let host = address
            .split_once("//")
            .and_then(|(_, rest)| rest.split(['/', '?']).next());
        host.is_some_and(|host| {
            NETWORKS.iter().any(|network| {
                host.strip_suffix(network)
                    .is_some_and(|before| before.is_empty() || before.ends_with('.'))
            })
        })
    };
    block.links > 0
        && link_density(block) > 0.6
        && block.words <= LONGEST_BUTTON * u32::from(block.links)
        && addresses(outline, block).all(|(_, address)| is_network(address))
        && addresses(outline, block).next().is_some()
}
