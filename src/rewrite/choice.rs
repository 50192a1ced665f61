//! Which subtrees of a whole page go.

use std::cell::OnceCell;
use std::ops::Range;

use super::elements::Bounds;
use super::forms::Purpose;
use super::furniture::{Furniture, is_part_of_page};
use super::guesses::{Guesses, leads_to_part};
use super::joining::{join_groups, join_headings};
use super::mapped::{Bare, Found, Mark};
use super::naming::{Name, TextElements, apart, names};
use super::offers::is_offer;
use super::options::PageOptions;
use crate::article::{Judged, Removed, by_filter};
use crate::clutter::{Kind, Why, heading_kind};
use crate::model::{Reason, Source, Sums, Verdict};
use crate::order::places_in_order;
use crate::outline::{Block, NodeId, Outline, ROOT, Span};
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
    forms: &[Purpose],
    bare: Vec<Bare>,
    options: &PageOptions,
) -> Vec<Removal> {
    let mut removals = subtrees(judged, found, forms, options);
    for Bare { bounds, mark } in bare {
        let removed = match mark {
            Mark::Marker(marker, path) if options.removes(marker.kind) => Removed {
                kind: marker.kind,
                reason: Why::Marker(marker).text(),
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
/// The same in a grid of cards, whose teasers read like articles.
const TEXT_OF_A_CARD: f64 = 0.7;

/// An ad below its label has at most so many blocks of text.
const LARGEST_AD: usize = 6;

/// The largest elements all of whose blocks go.
fn subtrees(judged: &Judged<'_>, found: &[Found], forms: &[Purpose], options: &PageOptions) -> Vec<Removal> {
    let page = &judged.page;
    let grounds = grounds(judged, forms, options);
    let going = Sums::of(grounds.iter().map(|ground| u32::from(ground.is_some())));
    let is_other = |ground: &Option<Name>| ground.as_ref().is_some_and(|(kind, _)| *kind == Kind::Recommendation);
    let others = Sums::of(grounds.iter().map(|ground| u32::from(is_other(ground))));
    let mut removals = Vec::new();
    let mut place = 0;
    while place < page.blocks().len() {
        let own = place;
        place += 1;
        let Some(id) = largest(page.outline, found, &going, &others, own) else {
            continue;
        };
        let Some(bounds) = bounds_of(found, id) else { continue };
        let mut bounds = bounds.clone();
        // Without its cell a row would be another one.
        bounds.shell |= matches!(page.outline.node(id).tag, Tag::TD | Tag::TH);
        let run = page.outline.blocks_of(id);
        place = run.end.max(place);
        let run = run.start..place;
        let Some((kind, why)) = weightiest(judged, &grounds, run.clone()) else {
            continue;
        };
        let blocks = page.blocks().get(run).unwrap_or_default();
        let texts: Vec<String> = blocks.iter().map(|block| folded(page.outline.text(block))).collect();
        removals.push(Removal {
            bounds,
            removed: Removed {
                kind: *kind,
                reason: why.text(),
                path: page.outline.path(id),
                text: texts.join(" "),
            },
        });
    }
    removals
}

/// The largest element around a block that goes of which all goes, if there is one. Of what goes, `others` are recommendations: a card
/// may be an article of its own.
fn largest(outline: &Outline, found: &[Found], going: &Sums, others: &Sums, place: usize) -> Option<NodeId> {
    let block = outline.blocks.get(place)?;
    let all_in = |id: NodeId, blocks: &Sums| {
        let run = outline.blocks_of(id);
        !run.is_empty() && blocks.over(&run) as usize == run.len()
    };
    let is_known = |id: NodeId| bounds_of(found, id).is_some_and(|bounds| !bounds.sealed);
    let embeds = |id: NodeId| found.get(id as usize).map_or(0, |found| found.embeds);
    if going.over(&(place..place + 1)) == 0 {
        return None;
    }
    let part = OnceCell::new();
    let outermost_part = || {
        let is_part = |id: &NodeId| is_part_of_page(outline.node(*id).tag);
        *part.get_or_init(|| outline.chain(block.node).filter(is_part).last().unwrap_or(NodeId::MAX))
    };
    let mut largest = None;
    for id in outline.chain(block.node) {
        let tag = outline.node(id).tag;
        // An inline element may hold text of the blocks that it begins and ends in, too.
        if !tag.is_block() && !tag.is_custom() {
            continue;
        }
        let is_card = || tag == Tag::ARTICLE && all_in(id, others);
        // Elements are numbered as they begin: the outermost part is around what has a greater number.
        let is_own_header = || matches!(tag, Tag::HEADER | Tag::FOOTER) && outermost_part() < id;
        let fits = id != ROOT && all_in(id, going) && (!is_part_of_every_page(tag) || is_card() || is_own_header());
        // What is shown in a frame or a player is no text, and may be what the page is for.
        let brings_embeds = largest.is_some_and(|inner| embeds(id) > embeds(inner));
        if !fits || brings_embeds {
            break;
        }
        if is_known(id) {
            largest = Some(id);
        }
    }
    largest.or_else(|| {
        // Right inside one that stays, all of the text may be that of one inline element: a button, a label.
        let length = outline.text(block).len();
        let is_all = |span: &&Span| span.start == 0 && span.end as usize >= length;
        let mut spans = outline.spans(block).iter().filter(is_all).map(|span| span.node);
        // Its end may have come before the block was complete.
        let is_within = |run: Range<usize>| run.start == place && run.end <= place + 1;
        // A frame parts its text in two, and it may hold both.
        let next = outline.blocks.get(place + 1);
        let goes_on = |id: NodeId| next.is_some_and(|next| outline.spans(next).iter().any(|span| span.node == id));
        spans.find(|id| is_within(outline.blocks_of(*id)) && !goes_on(*id) && is_known(*id))
    })
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
fn grounds(judged: &Judged<'_>, forms: &[Purpose], options: &PageOptions) -> Vec<Option<Name>> {
    let page = &judged.page;
    // Prose that is the article's by its looks, though it stands below a heading or among cards that say otherwise.
    let is_text = |place: usize| {
        let is_in_card = reason_of(judged, place).is_some_and(|reason| reason.why == Why::Cards);
        let text = if is_in_card { TEXT_OF_A_CARD } else { TEXT };
        page.is_prose(place) && judged.scores.get(place).is_some_and(|score| *score >= text)
    };
    let is_h1 = |block: &Block| page.outline.node(block.node).tag == Tag::H1;
    let titles = [
        page.blocks().iter().position(is_h1),
        judged.headline.as_ref().and_then(|headline| headline.block),
    ];
    let mut grounds: Vec<Option<Name>> = vec![None; page.blocks().len()];
    let text = TextElements::of(judged);
    let furniture = Furniture::of(page);
    let guesses = Guesses::new(judged, &text, &furniture);
    for section in &judged.sections {
        if section.source == Source::Marker && options.removes(section.kind) {
            let ground = (section.kind, section.why.clone());
            let holds_title = titles.iter().flatten().any(|title| section.run.contains(title));
            let run = blocks_inside(page.outline, section.node);
            for slot in grounds.get_mut(run).unwrap_or_default() {
                if !holds_title {
                    slot.get_or_insert_with(|| ground.clone());
                }
            }
        }
    }
    for (block, slot) in page.blocks().iter().zip(&mut grounds) {
        // Even amid the text.
        if options.removes(Kind::Ad) && is_offer(page.outline, block) {
            slot.get_or_insert((Kind::Ad, Why::ShopButton));
        }
    }
    let all_names = names(judged, &text, &furniture, forms, options);
    for ((place, slot), name) in grounds.iter_mut().enumerate().zip(&all_names) {
        let Some(reason) = reason_of(judged, place).filter(|_| slot.is_none()) else {
            continue;
        };
        if titles.contains(&Some(place)) || is_text(place) {
            continue;
        }
        // What the sections of the page say goes before names, but for 'all else', menus and guesses; of one that stays, a part may go.
        let is_beside_label = is_beside_label(judged, place, reason);
        let says_little = is_vague(reason.kind) || is_beside_label || !options.removes(reason.kind);
        let is_better = |kind: Kind, why: &Why| {
            let is_said = matches!(why, Why::Name(_) | Why::Link(_));
            says_little && (is_said || !is_beside_label || kind != Kind::Ad)
                || reason.why == Why::Links && is_said && options.removes(kind)
        };
        let (kind, why) = match name {
            Some((kind, why)) if is_better(*kind, why) => (*kind, why),
            _ if is_beside_label => continue,
            _ => (reason.kind, &reason.why),
        };
        let is_listed = || kind == Kind::Recommendation && guesses.may_be_text(place, why, name.as_ref());
        // The section that an article stands in is named right above its title.
        let is_section = || {
            let block = page.blocks().get(place);
            titles.contains(&Some(place + 1))
                && *why == Why::LinksToArticles
                && block.is_some_and(|block| leads_to_part(page.outline, block))
        };
        let is_wrong = || is_section() || is_listed() || guesses.is_wrong(place, kind, why, name.as_ref());
        if options.removes(kind) && !is_wrong() {
            *slot = Some((kind, why.clone()));
        }
    }
    // Asked once more: where names have been given since, blocks stand with others.
    let stands_apart = apart(page.outline, &all_names);
    let is_free: Vec<bool> = (0..grounds.len())
        .map(|place| {
            // A heading of its own says what it is.
            let is_other = |(kind, why): &Name| match why {
                Why::Heading(_) => true,
                Why::LinksToArticles => false,
                _ => !is_vague(*kind),
            };
            let name = all_names.get(place).and_then(Option::as_ref);
            reason_of(judged, place).is_some()
                && !name.is_some_and(is_other)
                && !titles.contains(&Some(place))
                && !is_text(place)
        })
        .collect();
    let is_furniture = |place: usize| {
        let block = page.blocks().get(place);
        block.is_some_and(|block| furniture.around(block).is_some())
    };
    let may_join = |place: usize, kind: Kind| {
        is_free.get(place) == Some(&true)
            && (!matches!(kind, Kind::Recommendation | Kind::Newsletter) || !is_furniture(place))
            && (kind != Kind::Recommendation || stands_apart.get(place) == Some(&false))
    };
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
    match judged.verdicts.get(place)? {
        Verdict::Drop(reason) => Some(reason),
        Verdict::Keep => None,
    }
}

/// Whether a block stands beside the box of an ad's label: an ad is announced by it, but this need not be one.
fn is_beside_label(judged: &Judged<'_>, place: usize, reason: &Reason) -> bool {
    if reason.kind != Kind::Ad || !matches!(reason.why, Why::Heading(_)) {
        return false;
    }
    let page = &judged.page;
    let is_label = |place: usize| {
        let block = page.blocks().get(place);
        block.is_some_and(|block| heading_kind(page.outline.text(block)) == Some(Kind::Ad))
    };
    let run = page.outline.blocks_of(reason.node);
    !(is_label(place) || is_label(run.start) && run.len() <= LARGEST_AD)
}

/// Of a run that goes, so many blocks are asked why.
const MOST_WEIGHED: usize = 200;

/// The ground on which most words of a run go.
fn weightiest<'g>(judged: &Judged<'_>, grounds: &'g [Option<Name>], run: Range<usize>) -> Option<&'g Name> {
    let mut weights: Vec<(&Name, u32)> = Vec::new();
    for place in run.take(MOST_WEIGHED) {
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
