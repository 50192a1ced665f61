//! What a group of blocks is, when only some of its parts say so: cards side by side, and what stands below a telling heading.
//!
//! All of it is out of the article already; a group with a block that is kept says nothing.

use std::ops::Range;

use super::furniture::{Furniture, is_furniture_tag};
use super::links::states_rights_of_page;
use super::naming::Name;
use super::options::PageOptions;
use crate::article::Judged;
use crate::clutter::{Kind, Why};
use crate::model::{FEWEST_CARDS, Sums, link_density};
use crate::outline::{Block, NodeId, Outline, ROOT};

/// A card has at most so many blocks: a label, a title, a teaser, its author and date, buttons.
pub const LARGEST_CARD: usize = 12;
/// What stands below a heading has at most so many blocks.
const MOST_BLOCKS: usize = 300;

/// Names all of the cards that each hold a link to another article, and all of what stands below headings that name their lists.
pub fn name_groups(
    judged: &Judged<'_>,
    furniture: &Furniture,
    kept: &Sums,
    options: &PageOptions,
    names: &mut [Option<Name>],
) {
    let groups = Groups {
        outline: judged.page.outline,
        options,
        kept,
        furniture,
    };
    groups.name_cards(names);
    groups.name_headed(names);
}

struct Groups<'j> {
    outline: &'j Outline,
    options: &'j PageOptions,
    /// How many blocks are kept.
    kept: &'j Sums,
    /// A list does not go beyond the menu, header or footer around it.
    furniture: &'j Furniture,
}

impl Groups<'_> {
    fn holds_kept(&self, run: &Range<usize>) -> bool {
        self.kept.over(run) > 0
    }

    fn name_cards(&self, names: &mut [Option<Name>]) {
        let outline = self.outline;
        let leads_on = |place: usize| {
            let name = names.get(place).and_then(Option::as_ref);
            name.is_some_and(|(kind, _)| *kind == Kind::Recommendation)
        };
        let is_card = |id: &NodeId| {
            let run = outline.blocks_of(*id);
            run.len() <= LARGEST_CARD
                && outline.node(*id).tag.is_block()
                && !self.holds_kept(&run)
                && run.into_iter().any(leads_on)
        };
        let mut cards: Vec<[u32; 3]> = outline
            .ids()
            .skip(1)
            .filter(is_card)
            .map(|id| [outline.node(id).parent, outline.node(id).tag.number().into(), id])
            .collect();
        cards.sort_unstable();
        let alike = |one: &[u32; 3], other: &[u32; 3]| one[..2] == other[..2];
        for grid in cards.chunk_by(alike).filter(|grid| grid.len() >= FEWEST_CARDS) {
            for [_, _, card] in grid {
                let run = outline.blocks_of(*card);
                let first = outline.blocks.get(run.start);
                let furniture = first.and_then(|block| self.furniture.around(block));
                let is_furniture = furniture.is_some_and(|id| is_furniture_tag(outline.node(id).tag));
                for slot in names.get_mut(run).unwrap_or_default() {
                    // Whatever a button in it is called, or an entry of a menu.
                    let is_said = |(kind, why): &Name| *kind == Kind::Recommendation && *why != Why::LinksToArticles;
                    if is_furniture || !slot.as_ref().is_some_and(is_said) {
                        *slot = Some((Kind::Recommendation, Why::Cards));
                    }
                }
            }
        }
    }

    fn name_headed(&self, names: &mut [Option<Name>]) {
        let outline = self.outline;
        for (place, heading) in outline.blocks.iter().enumerate() {
            let name = names.get(place).and_then(Option::as_ref);
            // What stands below the label of an ad need not be one.
            let Some(name) = name
                .filter(|(kind, why)| *kind != Kind::Ad && matches!(why, Why::Heading(_)))
                .cloned()
            else {
                continue;
            };
            let run = self.below(place, heading);
            let furniture = self.furniture.around(heading);
            let level = |block: &Block| outline.node(block.node).tag;
            let ends = |place: &usize| {
                outline.blocks.get(*place).is_none_or(|block| {
                    let same_level = level(block).is_heading()
                        && (!level(heading).is_heading() || level(block) <= level(heading))
                        && link_density(block) < 0.5;
                    self.holds_kept(&(*place..*place + 1))
                        || same_level
                        || states_rights_of_page(outline, block)
                        || self.furniture.around(block) != furniture
                })
            };
            let end = (place + 1..run.end).find(ends).unwrap_or(run.end);
            self.name_run(place..end, &name, names);
        }
    }

    /// The rest of the largest element that begins with a heading and is none of the article, or of the one around it.
    fn below(&self, place: usize, heading: &Block) -> Range<usize> {
        let outline = self.outline;
        let is_out = |id: &NodeId| {
            let run = outline.blocks_of(*id);
            *id != ROOT && run.len() <= MOST_BLOCKS && !self.holds_kept(&run)
        };
        let mut end = place + 1;
        for id in outline.chain(heading.node).take_while(is_out) {
            let run = outline.blocks_of(id);
            if run.start < place {
                return if end > place + 1 { place..end } else { place..run.end };
            }
            end = run.end;
        }
        place..end
    }

    /// Gives a run the name where nothing better is known; parts of names that tell of what stays are not.
    fn name_run(&self, run: Range<usize>, name: &Name, names: &mut [Option<Name>]) {
        let is_better = |(kind, why): &Name| {
            !matches!(kind, Kind::Navigation | Kind::Boilerplate)
                && (self.options.removes(*kind) || !matches!(why, Why::Name(_)))
        };
        for slot in names.get_mut(run).unwrap_or_default() {
            if !slot.as_ref().is_some_and(is_better) {
                *slot = Some(name.clone());
            }
        }
    }
}
