//! What goes along with what goes: the rest of a group, and the heading above it.

use super::choice::is_part_of_every_page;
use super::naming::{LONGEST_TEASER, Name};
use crate::clutter::Kind;
use crate::model::LONGEST_HEADING;
use crate::outline::{Block, NodeId, Outline};

/// The share of an element's blocks that go from which on the rest goes too, if it may.
const MOST_OF_A_GROUP: f64 = 0.6;

/// More words than this are no label of anything.
const LONGEST_LABEL: u32 = 12;

/// Whether the block at a place may go with others of a kind.
pub type MayJoin<'a> = dyn Fn(usize, Kind) -> bool + 'a;

/// Lets what is left of a group go with it: dates and labels of a list, the button below it.
pub fn join_groups(outline: &Outline, may_join: &MayJoin<'_>, grounds: &mut [Option<Name>]) {
    for id in outline.ids().skip(1).rev() {
        let run = outline.blocks_of(id);
        let Some(own) = grounds.get(run.clone()).filter(|own| own.len() > 2) else {
            continue;
        };
        let (going, all) = (own.iter().flatten().count(), own.len());
        #[expect(clippy::cast_precision_loss, reason = "a share of a few thousand")]
        let is_most = going < all && going as f64 >= MOST_OF_A_GROUP * all as f64;
        // Beside an ad stands what it has nothing to do with.
        let ground = own.iter().flatten().next();
        let Some(ground) = ground.filter(|ground| is_most && ground.0 != Kind::Ad).cloned() else {
            continue;
        };
        let longest = if ground.0 == Kind::Recommendation {
            LONGEST_TEASER
        } else {
            LONGEST_LABEL
        };
        // What stands above other articles, but for their heading, has nothing to do with them either.
        let mut has_begun = ground.0 != Kind::Recommendation;
        let rest_may_join = run.clone().all(|place| {
            has_begun |= grounds.get(place).is_some_and(Option::is_some);
            let may_be = |block: &Block| block.words <= longest && (has_begun || is_heading(outline, block));
            grounds.get(place).is_some_and(Option::is_some)
                || outline.blocks.get(place).is_some_and(may_be) && may_join(place, ground.0)
        });
        if rest_may_join && !is_part_of_every_page(outline.node(id).tag) {
            for slot in grounds.get_mut(run).unwrap_or_default() {
                slot.get_or_insert_with(|| ground.clone());
            }
        }
    }
}

/// Lets the heading right above what goes go with it, whatever it says, unless that is an ad: those have no headings but labels.
pub fn join_headings(outline: &Outline, may_join: &MayJoin<'_>, grounds: &mut [Option<Name>]) {
    for place in (1..grounds.len()).rev() {
        let (Some(heading), Some(below)) = (outline.blocks.get(place - 1), outline.blocks.get(place)) else {
            continue;
        };
        let is_short_heading = heading.words <= LONGEST_HEADING && is_heading(outline, heading);
        let Some(Some(ground)) = grounds.get(place).filter(|_| is_short_heading) else {
            continue;
        };
        if ground.0 == Kind::Ad {
            continue;
        }
        if grounds.get(place - 1) != Some(&None) || !may_join(place - 1, ground.0) {
            continue;
        }
        // All of the element beside the heading goes.
        let holds_both = |id: &NodeId| outline.blocks_of(*id).contains(&(place - 1));
        let beside = outline.chain(below.node).take_while(|id| !holds_both(id)).last();
        let run = beside.map_or(place..place + 1, |id| outline.blocks_of(id));
        let all_go = grounds.get(run).is_some_and(|run| run.iter().all(Option::is_some));
        if all_go {
            let ground = ground.clone();
            if let Some(slot) = grounds.get_mut(place - 1) {
                *slot = Some(ground);
            }
        }
    }
}

/// Whether a block is a heading by its element or by its name.
pub fn is_heading(outline: &Outline, block: &Block) -> bool {
    let names_heading = |token: &str| {
        let token = token.to_ascii_lowercase();
        ["title", "head", "label"].iter().any(|part| token.contains(part))
    };
    outline.node(block.node).tag.is_heading() || outline.token_names(block.node).any(names_heading)
}
