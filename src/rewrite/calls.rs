//! Boxes that call upon the reader, to join, to buy, to donate, to be called back: a line or two, and a button below.

use super::choice::is_part_of_every_page;
use super::furniture::Furniture;
use super::links::any_link;
use super::naming::Name;
use super::words::{begins_with_one_of, elements_named};
use crate::article::Judged;
use crate::clutter::{Kind, Why};
use crate::model::{FEWEST_CARDS, Verdict, link_density};
use crate::outline::{Block, NodeId, Outline};
use crate::reader::Tag;

/// A box has at most so many blocks …
const MOST_BLOCKS: usize = 8;
/// … and so many words.
const MOST_WORDS: u32 = 80;
/// What it says before the button has so many words at least.
const FEWEST_WORDS: u32 = 4;
/// A button has at most so many words.
const LONGEST_BUTTON: u32 = 6;

/// Names what has no better name yet in boxes that call upon the reader.
pub fn name_calls(judged: &Judged<'_>, furniture: &Furniture, names: &mut [Option<Name>]) {
    let outline = judged.page.outline;
    let is_else = named_else(outline);
    let line = |(place, block): (usize, &Block)| {
        let is_kept = judged.verdicts.get(place) == Some(&Verdict::Keep);
        let is_else = is_else.get(block.node as usize) == Some(&true);
        if is_kept || is_else || furniture.around(block).is_some() || block.words > MOST_WORDS {
            return Line::default();
        }
        Line::of(outline, block, names.get(place).and_then(Option::as_ref))
    };
    let lines: Vec<Line> = outline.blocks.iter().enumerate().map(line).collect();
    let is_box = |id: &NodeId| {
        let own = lines.get(outline.blocks_of(*id)).unwrap_or_default();
        may_be_box(outline.node(*id).tag) && is_call(own, *id)
    };
    let calls: Vec<NodeId> = outline.ids().skip(1).filter(is_box).collect();
    let mut beside = vec![0; outline.nodes.len()];
    for id in &calls {
        if let Some(count) = beside.get_mut(outline.node(*id).parent as usize) {
            *count += 1;
        }
    }
    // Side by side they are cards: of products, of questions.
    let is_card = |id: NodeId| beside.get(outline.node(id).parent as usize) >= Some(&FEWEST_CARDS);
    for id in calls.iter().filter(|id| !is_card(**id)) {
        for slot in names.get_mut(outline.blocks_of(*id)).unwrap_or_default() {
            if slot.as_ref().is_none_or(|(kind, _)| *kind != Kind::Newsletter) {
                *slot = Some((Kind::Newsletter, Why::WordsAndButton));
            }
        }
    }
}

/// What a block may be in such a box; by default, what no box holds.
#[derive(Default)]
struct Line {
    /// It is none of the article, of the site's furniture or of anything with a better name.
    is_free: bool,
    words: u32,
    /// It has words enough that are no link's.
    says_something: bool,
    /// The outermost button that it stands in, if it is short.
    button: Option<NodeId>,
    /// It holds a link that calls.
    holds_link: bool,
}

impl Line {
    fn of(outline: &Outline, block: &Block, name: Option<&Name>) -> Self {
        let holds_link = holds_link(outline, block);
        let is_button = |id: &NodeId| outline.node(*id).tag == Tag::BUTTON;
        let button = || outline.chain(block.node).filter(is_button).last();
        Self {
            is_free: name
                .is_none_or(|(kind, why)| *kind == Kind::Newsletter || *why == Why::LinksToArticles && holds_link),
            words: block.words,
            says_something: block.words.saturating_sub(block.link_words) >= FEWEST_WORDS,
            button: (block.words <= LONGEST_BUTTON).then(button).flatten(),
            holds_link,
        }
    }

    /// Whether all of it is a button inside an element; elements inside come after it.
    fn is_button_in(&self, around: NodeId) -> bool {
        self.button.is_some_and(|button| button >= around)
    }
}

fn may_be_box(tag: Tag) -> bool {
    (tag.is_block() || tag.is_custom()) && !is_part_of_every_page(tag)
}

/// Whether something is said in an element and a button follows. A question that opens its answer stands before it.
fn is_call(lines: &[Line], id: NodeId) -> bool {
    let says_something = |line: &Line| line.says_something && !line.is_button_in(id);
    let calls = |line: &Line| line.holds_link || line.is_button_in(id);
    lines.len() <= MOST_BLOCKS
        && lines.iter().all(|line| line.is_free)
        && lines.iter().map(|line| line.words).sum::<u32>() <= MOST_WORDS
        && lines.iter().skip_while(|line| !says_something(line)).any(calls)
}

/// Of each element, whether it or one around it is called something else: one about the author, one that opens and closes.
fn named_else(outline: &Outline) -> Vec<bool> {
    let is_own = elements_named(outline, "no call");
    let mut is_else: Vec<bool> = Vec::with_capacity(outline.nodes.len());
    for (id, node) in (0..).zip(&outline.nodes) {
        is_else.push(is_own(id) || is_else.get(node.parent as usize) == Some(&true));
    }
    is_else
}

/// Whether a block holds a link that looks like a button or says what one does.
fn holds_link(outline: &Outline, block: &Block) -> bool {
    let says_so = || link_density(block) > 0.6 && begins_with_one_of(outline.text(block), "call");
    let may_be = block.links == 1 && (1..=LONGEST_BUTTON).contains(&block.link_words);
    may_be && (looks_like_button(outline, block) || says_so())
}

/// Whether a block is a short link that is called a button, or holds one.
pub fn looks_like_button(outline: &Outline, block: &Block) -> bool {
    let is_called_so = |id: NodeId| is_called_button(outline, id);
    block.link_words <= LONGEST_BUTTON
        && (link_density(block) > 0.6 && is_called_so(block.node)
            || any_link(outline, block, &mut |link, _| is_called_so(link)))
}

/// Whether an element is called a button.
pub fn is_called_button(outline: &Outline, id: NodeId) -> bool {
    outline.token_names(id).any(|token| {
        let token = token.to_ascii_lowercase();
        token.contains("button") || token.contains("btn")
    })
}
