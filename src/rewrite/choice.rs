//! Which subtrees of a whole page go.

use std::collections::BTreeMap;

use super::elements::Bounds;
use super::mapped::{Bare, Found};
use super::options::PageOptions;
use crate::article::{Judged, Removed};
use crate::clutter::{Kind, heading_kind};
use crate::model::{Reason, Verdict};
use crate::outline::{NodeId, ROOT};
use crate::reader::Tag;

/// A subtree to leave out.
pub struct Removal {
    pub bounds: Bounds,
    pub removed: Removed,
}

/// The subtrees to leave out, the outermost ones, in the order of the page.
pub fn choose(judged: &Judged<'_>, found: &[Found], bare: Vec<Bare>, options: &PageOptions) -> Vec<Removal> {
    let mut removals = subtrees(judged, found, options);
    removals.extend(
        bare.into_iter()
            .filter(|bare| options.removes(bare.marker.kind) && !bare.bounds.sealed)
            .map(|bare| Removal {
                bounds: bare.bounds,
                removed: Removed {
                    kind: bare.marker.kind,
                    reason: format!("marker {}", bare.marker.selector),
                    path: bare.path,
                    text: String::new(),
                },
            }),
    );
    removals.sort_by_key(|removal| (removal.bounds.start_tag.start, std::cmp::Reverse(removal.bounds.end)));
    let mut end = 0;
    removals.retain(|removal| {
        let is_outermost = removal.bounds.start_tag.start >= end;
        end = end.max(removal.bounds.end);
        is_outermost
    });
    removals
}

/// The largest elements all of whose blocks go.
fn subtrees(judged: &Judged<'_>, found: &[Found], options: &PageOptions) -> Vec<Removal> {
    let page = &judged.page;
    let goes = |place: usize| reason_of(judged, place).filter(|reason| options.removes(reason.kind));
    let all_go = |id: NodeId| {
        let run = page.outline.blocks_of(id);
        !run.is_empty() && run.into_iter().all(|place| goes(place).is_some())
    };
    let bounds_of = |id: NodeId| found.get(id as usize)?.bounds.as_ref().filter(|bounds| !bounds.sealed);
    let embeds = |id: NodeId| found.get(id as usize).map_or(0, |found| found.embeds);

    let mut removals = Vec::new();
    let mut place = 0;
    while let Some(block) = page.blocks().get(place) {
        place += 1;
        if goes(place - 1).is_none() || !all_go(block.node) {
            continue;
        }
        let mut outermost = None;
        for id in page.outline.chain(block.node) {
            let fits = id != ROOT && all_go(id) && !is_part_of_every_page(page.outline.node(id).tag);
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
        let reason = weightiest(judged, run.clone());
        let text: Vec<&str> = page.blocks().get(run).unwrap_or_default().iter().map(|block| page.outline.text(block)).collect();
        removals.push(Removal {
            bounds,
            removed: Removed {
                kind: reason.map_or(Kind::Boilerplate, |reason| reason.kind),
                reason: reason.map_or_else(String::new, |reason| reason.why.to_string()),
                path: page.outline.path(id),
                text: text.join(" ").split_whitespace().collect::<Vec<_>>().join(" "),
            },
        });
    }
    removals
}

/// Why a block goes, if it is none of the article's.
fn reason_of<'j>(judged: &'j Judged<'_>, place: usize) -> Option<&'j Reason> {
    let Verdict::Drop(reason) = judged.verdicts.get(place)? else {
        return None;
    };
    let page = &judged.page;
    let block = page.blocks().get(place)?;
    let is_title = judged.headline.as_ref().is_some_and(|headline| headline.block == Some(place))
        || page.outline.node(block.node).tag == Tag::H1;
    // An ad is announced by a label; what stands beside the label's box need not be one.
    let is_beside_label = reason.kind == Kind::Ad
        && reason.why.starts_with("heading")
        && page.outline.blocks_of(reason.node).start < place
        && heading_kind(page.outline.text(block)) != Some(Kind::Ad)
        && !page
            .blocks()
            .get(page.outline.blocks_of(reason.node).start)
            .is_some_and(|first| heading_kind(page.outline.text(first)) == Some(Kind::Ad));
    (!is_title && !is_beside_label).then_some(reason)
}

/// The reason for which most words of a run go.
fn weightiest<'j>(judged: &'j Judged<'_>, run: std::ops::Range<usize>) -> Option<&'j Reason> {
    let mut words: BTreeMap<(Kind, &str), (u32, &Reason)> = BTreeMap::new();
    for place in run {
        if let Some(reason) = reason_of(judged, place) {
            let own = judged.page.words(&(place..place + 1)).max(1);
            words.entry((reason.kind, &reason.why)).or_insert((0, reason)).0 += own;
        }
    }
    words.into_values().max_by_key(|(words, _)| *words).map(|(_, reason)| reason)
}

/// Elements that stay even when everything in them goes.
fn is_part_of_every_page(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::BODY | Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER | Tag::NOSCRIPT
    )
}
