//! What a block's links tell: where they lead, and whether they are as long as titles of articles.

use super::sharing::leads_to_networks;
use super::words::{begins_with_one_of, words};
use crate::address::Address;
use crate::filters::is_within;
use crate::model::{LONGEST_HEADING, link_density};
use crate::outline::{AttributeName, Block, NodeId, Outline};
use crate::reader::Tag;

/// Links of so many words each lead to articles; menus have shorter ones.
pub const WORDS_A_LINK: u32 = 3;
/// Titles in a list have so many words each at least.
pub const WORDS_A_TITLE: u32 = 5;

/// Whether any of a block's links, those in its text and one around it, is one as asked: by its element and where it leads.
pub fn any_link(outline: &Outline, block: &Block, is: &mut dyn FnMut(NodeId, &str) -> bool) -> bool {
    let mut is = |id: NodeId| {
        outline
            .attribute(id, AttributeName::Href)
            .is_some_and(|address| is(id, address))
    };
    outline.spans(block).iter().any(|span| is(span.node))
        || block.links > 0
            && outline
                .chain(block.node)
                .any(|id| outline.node(id).tag == Tag::A && is(id))
}

/// Whether a line that points elsewhere leads to what the article is filed under, several times and shortly: 'Related topics: …'
pub fn leads_to_topics(line: &Block) -> bool {
    line.links > 1 && !has_words_a_link(line, WORDS_A_LINK)
}

/// Whether a block's links have so many words each, on average.
pub fn has_words_a_link(block: &Block, words: u32) -> bool {
    block.link_words >= words * u32::from(block.links.max(1))
}

/// Whether a block's links lead to other places of the same page, or to no page at all.
pub fn leads_within(outline: &Outline, block: &Block) -> bool {
    any_link(outline, block, &mut |_, address| {
        ["#", "mailto:", "tel:", "javascript:"]
            .iter()
            .any(|start| address.starts_with(start))
    })
}

/// Whether a block is a link, or several, with words enough for the titles of articles, and may lead to some.
pub fn leads_on(outline: &Outline, block: &Block) -> bool {
    leads_away(outline, block) && !leads_to_service(outline, block) && !leads_to_networks(outline, block)
}

/// Whether a block is such links to other pages, of whatever kind.
pub fn leads_away(outline: &Outline, block: &Block) -> bool {
    link_density(block) > 0.6
        && has_words_a_link(block, WORDS_A_LINK)
        && !leads_within(outline, block)
        && !leads_to_file(outline, block)
        && !states_rights(outline, block)
}

/// Whether a block's link leads to the site's home, to what it does for its readers (to log in, to write to it, its feeds), or to the
/// licence of what it publishes.
fn leads_to_service(outline: &Outline, block: &Block) -> bool {
    any_link(outline, block, &mut |_, address| {
        let place = Address::of(address);
        let name = place.step_from_end(0).split('.').next().unwrap_or_default();
        address == "/"
            || place.host().is_some_and(|host| is_within(host, "creativecommons.org"))
            || words("service").any(|service| name.eq_ignore_ascii_case(service))
    })
}

/// Whether a block's link leads to a document to open or to save, or to a feed: what is attached is no other article.
#[inline(never)]
pub fn leads_to_file(outline: &Outline, block: &Block) -> bool {
    any_link(outline, block, &mut |_, address| {
        let (_, kind) = Address::of(address).path().rsplit_once('.').unwrap_or_default();
        FILES.iter().any(|file| kind.eq_ignore_ascii_case(file))
    })
}

const FILES: [&str; 8] = ["doc", "docx", "pdf", "rss", "xls", "xlsx", "xml", "zip"];

/// Whether a block's link leads to who wrote something, and not to what was written.
pub fn leads_to_author(outline: &Outline, block: &Block) -> bool {
    any_link(outline, block, &mut |link, address| {
        let rel = outline.attribute(link, AttributeName::Rel).unwrap_or_default();
        rel == "author" || address.contains("/author/") || Address::of(address).step_from_end(0).starts_with('@')
    })
}

/// Whether a block says whose something is.
pub fn states_rights(outline: &Outline, block: &Block) -> bool {
    outline.text(block).contains('\u{a9}')
}

/// Whether a block says whose the page is, and since when: whose a picture is says no year as a rule.
pub fn states_rights_of_page(outline: &Outline, block: &Block) -> bool {
    states_rights(outline, block) && outline.text(block).contains("20")
}

/// Whether a block is a link to more of a list: 'View all articles'.
pub fn leads_to_more(outline: &Outline, block: &Block) -> bool {
    block.words <= LONGEST_HEADING && leads_on(outline, block) && begins_with_one_of(outline.text(block), "more")
}
