//! Which subtrees of a whole page go.

use std::ops::Range;
use std::rc::Rc;

use super::elements::Bounds;
use super::joining::{join_groups, join_headings};
use super::mapped::{Bare, Found, Mark};
use super::naming::{TextElements, leads_on, names};
use super::options::PageOptions;
use crate::article::{Judged, Removed, by_filter};
use crate::clutter::{Kind, heading_kind};
use crate::model::{Reason, Source, Verdict, sections};
use crate::order::places_in_order;
use crate::outline::{Block, NodeId, Outline, ROOT};
use crate::reader::Tag;
use crate::words::folded;

/// A subtree to leave out.
pub struct Removal {
    pub bounds: Bounds,
    pub removed: Removed,
}

/// The subtrees to leave out, the outermost ones, in the order of the page.
pub fn choose(
    judged: &Judged<'_>,
    found: &[Found],
    forms: &[NodeId],
    bare: Vec<Bare>,
    options: &PageOptions,
) -> Vec<Removal> {
    let mut removals = subtrees(judged, found, forms, options);
    for Bare { bounds, mark } in bare {
        let removed = match mark {
            Mark::Marker(marker, path) if options.removes(marker.kind) => Removed {
                kind: marker.kind,
                reason: format!("marker {}", marker.selector),
                path,
                text: String::new(),
            },
            Mark::Marker(..) => continue,
            Mark::Filter(place) => {
                let outline = judged.page.outline;
                let Some(filtered) = outline.filtered().get(place) else {
                    continue;
                };
                by_filter(outline, filtered)
            }
        };
        if !bounds.sealed {
            removals.push(Removal { bounds, removed });
        }
    }
    let number = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
    let key = |removal: &Removal| [number(removal.bounds.start_tag.start), !number(removal.bounds.end)];
    let places = places_in_order(removals.iter().map(key));
    let mut removals: Vec<Option<Removal>> = removals.into_iter().map(Some).collect();
    let in_order = places.into_iter().filter_map(|place| removals.get_mut(place)?.take());
    let mut end = 0;
    let is_outermost = |removal: &Removal| {
        let is_outermost = removal.bounds.start_tag.start >= end;
        end = end.max(removal.bounds.end);
        is_outermost
    };
    in_order.filter(is_outermost).collect()
}

/// The score from which on prose is taken for the article's.
const TEXT: f64 = 0.5;

/// An ad below its label has at most so many blocks of text.
const LARGEST_AD: usize = 6;

/// Why a block goes.
#[derive(Clone, PartialEq)]
pub struct Ground {
    pub kind: Kind,
    why: Rc<str>,
}

/// The largest elements all of whose blocks go.
fn subtrees(judged: &Judged<'_>, found: &[Found], forms: &[NodeId], options: &PageOptions) -> Vec<Removal> {
    let page = &judged.page;
    let grounds = grounds(judged, found, forms, options);
    let goes = |place: usize| grounds.get(place).is_some_and(Option::is_some);
    let all_go = |id: NodeId| {
        let run = page.outline.blocks_of(id);
        !run.is_empty() && run.into_iter().all(goes)
    };
    let bounds_of = |id: NodeId| bounds_of(found, id).filter(|bounds| !bounds.sealed);
    let embeds = |id: NodeId| found.get(id as usize).map_or(0, |found| found.embeds);

    let mut removals = Vec::new();
    let mut place = 0;
    while let Some(block) = page.blocks().get(place) {
        place += 1;
        if !goes(place - 1) || !all_go(block.node) {
            continue;
        }
        let mut outermost = None;
        for id in page.outline.chain(block.node) {
            let tag = page.outline.node(id).tag;
            // An inline element may hold text of the blocks that it begins and ends in, too.
            if !tag.is_block() && !tag.is_custom() {
                continue;
            }
            let fits = id != ROOT && all_go(id) && !is_part_of_every_page(tag);
            // What is shown in a frame or a player is no text, and may be what the page is for.
            let brings_embeds = outermost.is_some_and(|inner| embeds(id) > embeds(inner));
            if !fits || brings_embeds {
                break;
            }
            if bounds_of(id).is_some() {
                outermost = Some(id);
            }
        }
        let Some((id, bounds)) = outermost.and_then(|id| Some((id, bounds_of(id)?))) else {
            continue;
        };
        let mut bounds = bounds.clone();
        // Without its cell a row would be another one.
        bounds.shell |= matches!(page.outline.node(id).tag, Tag::TD | Tag::TH);
        let run = page.outline.blocks_of(id);
        place = run.end.max(place);
        let Some(ground) = weightiest(judged, &grounds, run.clone()) else {
            continue;
        };
        let blocks = page.blocks().get(run).unwrap_or_default();
        let texts: Vec<String> = blocks.iter().map(|block| folded(page.outline.text(block))).collect();
        removals.push(Removal {
            bounds,
            removed: Removed {
                kind: ground.kind,
                reason: ground.why.to_string(),
                path: page.outline.path(id),
                text: texts.join(" "),
            },
        });
    }
    removals
}

/// The blocks inside an element; the text before an inline one may share its first block's number, but is not inside.
fn blocks_inside(outline: &Outline, id: NodeId) -> Range<usize> {
    let run = outline.blocks_of(id);
    let first = outline.blocks.get(run.start);
    let is_before = first.is_some_and(|first| outline.chain(first.node).all(|around| around != id));
    run.start + usize::from(is_before && !run.is_empty())..run.end
}

fn bounds_of(found: &[Found], id: NodeId) -> Option<&Bounds> {
    found.get(id as usize)?.bounds.as_ref()
}

/// Why each block goes, if it does: because it stands in what is marked, or because it is no part of the article and its kind is
/// one that goes. The title stays in any case.
fn grounds(judged: &Judged<'_>, found: &[Found], forms: &[NodeId], options: &PageOptions) -> Vec<Option<Ground>> {
    let page = &judged.page;
    let is_sealed = |id: NodeId| bounds_of(found, id).is_some_and(|bounds| bounds.sealed);
    // Prose that is the article's by its looks, though it stands below a heading or among cards that say otherwise.
    let is_text = |place: usize| page.is_prose(place) && judged.scores.get(place).is_some_and(|score| *score >= TEXT);
    let is_h1 = |block: &Block| page.outline.node(block.node).tag == Tag::H1;
    let titles = [
        page.blocks().iter().position(is_h1),
        judged.headline.as_ref().and_then(|headline| headline.block),
    ];
    let mut grounds: Vec<Option<Ground>> = vec![None; page.blocks().len()];
    for section in sections(page) {
        if section.source == Source::Marker && options.removes(section.kind) && !is_sealed(section.node) {
            let ground = Ground {
                kind: section.kind,
                why: section.reason.into(),
            };
            let holds_title = titles.iter().flatten().any(|title| section.run.contains(title));
            let run = blocks_inside(page.outline, section.node);
            for slot in grounds.get_mut(run).unwrap_or_default() {
                if !holds_title {
                    slot.get_or_insert_with(|| ground.clone());
                }
            }
        }
    }
    let all_names = names(judged, forms, options);
    let text = TextElements::of(judged);
    for ((place, slot), name) in grounds.iter_mut().enumerate().zip(&all_names) {
        let Some(reason) = reason_of(judged, place).filter(|_| slot.is_none()) else {
            continue;
        };
        if is_sealed(reason.node) || titles.contains(&Some(place)) || is_text(place) {
            continue;
        }
        // What the sections of the page say goes before names, but for 'all else' and menus; of one that stays, a part may go.
        let own = (reason.kind, reason.why.as_ref());
        let (kind, why) = match name {
            Some((kind, why)) if is_vague(reason.kind) || !options.removes(reason.kind) => (*kind, why.as_str()),
            _ => own,
        };
        let leads_on = page
            .blocks()
            .get(place)
            .is_some_and(|block| leads_on(page.outline, block));
        let is_guess = why == "mostly links" && (!leads_on || text.is_amid(page.outline, place))
            || why == "repeated cards" && text.is_beside(page.outline, place);
        if options.removes(kind) && !is_guess {
            *slot = Some(Ground { kind, why: why.into() });
        }
    }
    let may_join: Vec<bool> = (0..grounds.len())
        .map(|place| {
            let is_other = |kind: Kind| !is_vague(kind);
            let name = all_names.get(place).and_then(Option::as_ref);
            reason_of(judged, place).is_some_and(|reason| !is_sealed(reason.node))
                && !name.is_some_and(|(kind, _)| is_other(*kind))
                && !titles.contains(&Some(place))
                && !is_text(place)
        })
        .collect();
    join_groups(page.outline, &may_join, &mut grounds);
    join_headings(page.outline, &may_join, &mut grounds);
    grounds
}

/// Kinds that say little of a block.
fn is_vague(kind: Kind) -> bool {
    matches!(kind, Kind::Boilerplate | Kind::Navigation)
}

/// Why a block is none of the article's.
fn reason_of<'j>(judged: &'j Judged<'_>, place: usize) -> Option<&'j Reason> {
    let Verdict::Drop(reason) = judged.verdicts.get(place)? else {
        return None;
    };
    let page = &judged.page;
    let is_label = |block: &Block| heading_kind(page.outline.text(block)) == Some(Kind::Ad);
    // An ad is announced by a label; what stands beside the label's box need not be one.
    let first = page.blocks().get(page.outline.blocks_of(reason.node).start)?;
    let holds_only_the_ad = is_label(first) && page.outline.blocks_of(reason.node).len() <= LARGEST_AD;
    let is_beside_label = reason.kind == Kind::Ad
        && reason.why.starts_with("heading")
        && !is_label(page.blocks().get(place)?)
        && !holds_only_the_ad;
    (!is_beside_label).then_some(reason)
}

/// The ground on which most words of a run go.
fn weightiest<'g>(judged: &Judged<'_>, grounds: &'g [Option<Ground>], run: Range<usize>) -> Option<&'g Ground> {
    let mut weights: Vec<(&Ground, u32)> = Vec::new();
    for place in run {
        if let Some(Some(ground)) = grounds.get(place) {
            let words = judged.page.words(&(place..place + 1)).max(1);
            match weights.iter_mut().find(|(known, _)| *known == ground) {
                Some((_, weight)) => *weight += words,
                None => weights.push((ground, words)),
            }
        }
    }
    weights
        .into_iter()
        .max_by_key(|(_, words)| *words)
        .map(|(ground, _)| ground)
}

/// Elements that stay even when everything in them goes.
pub fn is_part_of_every_page(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::BODY | Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER | Tag::NOSCRIPT
    )
}
