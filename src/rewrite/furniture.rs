//! What every page of a site has: its menus, header and footer. They are this page's, too, and no clutter.

use crate::clutter::{Kind, Marker};
use crate::model::{Page, Sums};
use crate::outline::{Block, Node, NodeId, Outline};
use crate::reader::Tag;
use crate::rewrite::words::elements_named;

/// An element that only its name tells of holds so many links at least: lists have headers too.
const FEWEST_LINKS: u32 = 5;

/// Which of a page's elements stand in its furniture.
pub struct Furniture {
    /// Of each element, the innermost menu, header or footer around it.
    around: Vec<Option<NodeId>>,
}

impl Furniture {
    pub fn of(page: &Page<'_>) -> Self {
        let outline = page.outline;
        let is_named = elements_named(outline, "furniture");
        let links = Sums::of(outline.blocks.iter().map(|block| u32::from(block.links)));
        // Headers and footers of articles and sections are not the site's.
        let mut is_in_part: Vec<bool> = Vec::with_capacity(outline.nodes.len());
        let around = innermost(outline, &mut |id, node| {
            let is_in_one = is_part_of_page(node.tag) || is_in_part.get(node.parent as usize) == Some(&true);
            is_in_part.push(is_in_one);
            match node.tag {
                Tag::NAV | Tag::MENU => true,
                Tag::HEADER | Tag::FOOTER => !is_in_one,
                _ => {
                    page.marker(id).is_some_and(names_furniture)
                        || !is_in_one
                            && is_named(id)
                            && !page.holds_the_page(id)
                            && links.over(&outline.blocks_of(id)) >= FEWEST_LINKS
                }
            }
        });
        Self { around }
    }

    /// The menu, header or footer that a block stands in, the innermost one.
    pub fn around(&self, block: &Block) -> Option<NodeId> {
        self.around.get(block.node as usize).copied().flatten()
    }
}

/// Whether an element is a part of the page that may have a header and a footer of its own.
pub fn is_part_of_page(tag: Tag) -> bool {
    matches!(tag, Tag::ARTICLE | Tag::SECTION | Tag::ASIDE | Tag::MAIN)
}

/// Of each element, the innermost one of a sort that it is or stands in. They are asked for in the order of the page.
pub fn innermost(outline: &Outline, is: &mut dyn FnMut(NodeId, &Node) -> bool) -> Vec<Option<NodeId>> {
    let mut innermost: Vec<Option<NodeId>> = Vec::with_capacity(outline.nodes.len());
    for (id, node) in (0..).zip(&outline.nodes) {
        let around = innermost.get(node.parent as usize).copied().flatten();
        innermost.push(if is(id, node) { Some(id) } else { around });
    }
    innermost
}

/// Whether an element is a menu, a header or a footer by its tag: the site's, or that of a part of the page.
pub fn is_furniture_tag(tag: Tag) -> bool {
    matches!(tag, Tag::NAV | Tag::MENU | Tag::HEADER | Tag::FOOTER)
}

/// Whether a marker says that its element is a menu or a footer: what an article is filed under is a label of it, and cards have one, too.
pub fn names_furniture(marker: &Marker) -> bool {
    marker.kind == Kind::Navigation && !marker.selector.contains("categor")
        || marker.kind == Kind::Boilerplate && marker.selector.contains("footer")
}
