//! What that is which is none of the article, on a page of which all stays that is not clutter.
//!
//! For the article it is enough that a block is out; here its kind decides. So it is looked at more closely: parts of class names
//! tell, which by themselves would tell nothing safely, and so do links that lead to other articles.

use std::ops::Range;

use crate::article::Judged;
use crate::clutter::{Kind, heading_kind, hint_of};
use crate::model::{Verdict, link_density};
use crate::outline::{AttributeName, Block, NodeId, Outline, ROOT, Span};
use crate::reader::Tag;

/// A kind, and what tells of it.
pub type Name = (Kind, String);

/// Links of so many words each lead to articles; menus have shorter ones.
const WORDS_A_LINK: u32 = 3;
/// The share of a list's blocks that have to be links to articles for the rest to be their dates and labels.
const OF_A_LIST: f64 = 0.4;

/// Names for the blocks that are none of the article, where there are any.
pub fn names(judged: &Judged<'_>) -> Vec<Option<Name>> {
    let page = &judged.page;
    let outline = page.outline;
    let is_kept = |place: usize| judged.verdicts.get(place) == Some(&Verdict::Keep);
    let hints: Vec<Option<Kind>> = outline.tokens.names().map(hint_of).collect();
    let mut names: Vec<Option<Name>> = (0..page.blocks().len())
        .map(|place| {
            let block = page.blocks().get(place).filter(|_| !is_kept(place))?;
            let text = outline.text(block);
            if let Some(kind) = heading_kind(text) {
                return Some((kind, format!("heading \u{201c}{text}\u{201d}")));
            }
            let mut is_in_menu = false;
            for id in outline.chain(block.node) {
                if id == ROOT || outline.blocks_of(id).any(is_kept) {
                    break;
                }
                let hint = outline
                    .node_tokens(id)
                    .iter()
                    .find_map(|token| Some((*token, hints.get(*token as usize).copied().flatten()?)));
                // A text without links to what it teases is the article's own.
                let is_own = |kind: Kind| {
                    kind == Kind::Recommendation && page.is_prose(place) && page.link_words(&outline.blocks_of(id)) == 0
                };
                if let Some((token, kind)) = hint.filter(|(_, kind)| !is_own(*kind)) {
                    return Some((kind, format!("name {}", outline.tokens.name(token))));
                }
                let tag = outline.node(id).tag;
                let marked = page.marker(id).is_some_and(|marker| marker.kind == Kind::Navigation);
                is_in_menu |= marked || matches!(tag, Tag::NAV | Tag::MENU | Tag::HEADER | Tag::FOOTER);
            }
            let words_a_link = block.link_words / u32::from(block.links.max(1));
            let leads_on = link_density(block) > 0.6 && words_a_link >= WORDS_A_LINK && !is_in_menu;
            let leads_on = leads_on && !leads_within(outline, block);
            leads_on.then(|| (Kind::Recommendation, "links to other articles".to_owned()))
        })
        .collect();
    let is_long = |place: usize| page.is_prose(place) && page.words(&(place..place + 1)) > LONGEST_TEASER;
    spread(outline, &|place| is_kept(place) || is_long(place), &mut names);
    for (place, slot) in names.iter_mut().enumerate() {
        slot.take_if(|(kind, _)| *kind == Kind::Share && is_long(place));
    }
    names
}

/// More words of prose than this are no teaser, nor a button's label.
const LONGEST_TEASER: u32 = 40;

/// Whether a block's links lead to other places of the same page.
fn leads_within(outline: &Outline, block: &Block) -> bool {
    let address = |span: &Span| outline.attribute(span.node, AttributeName::Href);
    outline
        .spans(block)
        .iter()
        .filter_map(address)
        .any(|address| address.starts_with('#'))
}

/// Gives the blocks without a name that of those they stand among: the dates and labels of a list, the fields of a form.
fn spread(outline: &Outline, is_kept: &dyn Fn(usize) -> bool, names: &mut [Option<Name>]) {
    for id in (1..outline.nodes.len()).rev() {
        let Ok(id) = NodeId::try_from(id) else { continue };
        let run = outline.blocks_of(id);
        if run.len() < 2 || run.len() > MOST_BLOCKS || is_part_of_every_page(outline, id) || run.clone().any(is_kept) {
            continue;
        }
        if let Some(name) = prevailing(names, &run) {
            for slot in names.get_mut(run).unwrap_or_default() {
                slot.get_or_insert_with(|| name.clone());
            }
        }
    }
}

/// A list has at most so many blocks.
const MOST_BLOCKS: usize = 300;

/// The name of most of a run's named blocks, if those are enough of it.
fn prevailing(names: &[Option<Name>], run: &Range<usize>) -> Option<Name> {
    let own = names.get(run.clone())?;
    let named = own.iter().flatten().count();
    #[expect(clippy::cast_precision_loss, reason = "a share of a few hundred")]
    let is_enough = named as f64 >= OF_A_LIST * own.len() as f64 && named < own.len();
    if !is_enough {
        return None;
    }
    let first = own.iter().flatten().next()?;
    let alike = own.iter().flatten().filter(|name| name.0 == first.0).count();
    (alike * 2 > named).then(|| first.clone())
}

fn is_part_of_every_page(outline: &Outline, id: NodeId) -> bool {
    matches!(
        outline.node(id).tag,
        Tag::BODY | Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER | Tag::NAV
    )
}
