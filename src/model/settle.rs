//! From scores to verdicts: what is kept, and for all else its kind and the reason, settled per subtree.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::page::{Page, link_density};
use super::sections::Section;
use super::sums::Sums;
use crate::clutter::{Kind, heading_kind};
use crate::outline::{AttributeName, Block, NodeId, ROOT};
use crate::reader::Tag;

/// What becomes of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Keep,
    Drop(Rc<Reason>),
}

/// Why a block is left out, and with what else.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub kind: Kind,
    pub why: Cow<'static, str>,
    /// The element left out with all its blocks.
    pub node: NodeId,
}

/// Scores at or above this are kept.
const THRESHOLD: f64 = 0.5;

/// Settles a page: `scores` are those of its blocks, `sections` the parts that name themselves, `title` the article's,
/// which is not part of its text.
pub fn settle(
    page: &Page<'_>,
    scores: &[f64],
    sections: Vec<Section>,
    title: Option<&str>,
    keep_comments: bool,
) -> Vec<Verdict> {
    let mut verdicts: Vec<Option<Verdict>> = vec![None; page.blocks().len()];
    for section in sections {
        if keep_comments && section.kind == Kind::Comments {
            keep_prose(page, section.run, &mut verdicts);
            continue;
        }
        let reason = Rc::new(Reason {
            kind: section.kind,
            why: section.reason,
            node: section.node,
        });
        for slot in verdicts.get_mut(section.run).unwrap_or_default() {
            slot.get_or_insert_with(|| Verdict::Drop(Rc::clone(&reason)));
        }
    }
    let mut seen = HashSet::new();
    let mut reasons: Vec<Option<&'static str>> = vec![None; page.blocks().len()];
    for (((block, slot), score), reason) in page.blocks().iter().zip(&mut verdicts).zip(scores).zip(&mut reasons) {
        if slot.is_some() || *score < THRESHOLD {
            continue;
        }
        let text = page.outline.text(block);
        let may_repeat = page.outline.node(block.node).tag.is_table_part() || block.preformatted || block.words <= 1;
        if title.is_some_and(|title| title.eq_ignore_ascii_case(text)) {
            *reason = Some("the title");
        } else if !may_repeat && !seen.insert(text) {
            *reason = Some("said before");
        } else {
            *slot = Some(Verdict::Keep);
        }
    }
    name_the_rest(page, verdicts, &reasons)
}

/// What readers wrote, without their names and buttons.
fn keep_prose(page: &Page<'_>, run: Range<usize>, verdicts: &mut [Option<Verdict>]) {
    for place in run {
        if page.is_prose(place)
            && let Some(slot) = verdicts.get_mut(place)
        {
            slot.get_or_insert(Verdict::Keep);
        }
    }
}

/// Gives every block that is still without a verdict the largest element that holds nothing kept, and a kind.
fn name_the_rest(page: &Page<'_>, verdicts: Vec<Option<Verdict>>, reasons: &[Option<&'static str>]) -> Vec<Verdict> {
    let kept = Sums::of(
        verdicts
            .iter()
            .map(|verdict| u32::from(*verdict == Some(Verdict::Keep))),
    );
    let holds_kept = |id: NodeId| kept.over(&page.outline.blocks_of(id)) > 0;
    let mut last: Option<Rc<Reason>> = None;
    let rest = page
        .blocks()
        .iter()
        .zip(verdicts)
        .enumerate()
        .map(|(place, (block, verdict))| {
            verdict.unwrap_or_else(|| {
                let outer = page
                    .outline
                    .chain(block.node)
                    .take_while(|id| *id != ROOT && !holds_kept(*id))
                    .last();
                let node = outer.unwrap_or(block.node);
                let before_article = kept.over(&(0..place)) == 0;
                let own = reasons.get(place).copied().flatten();
                let (kind, why) = describe(page, block, node, before_article, own);
                let reason = Reason { kind, why, node };
                // Neighbours share a reason: most of a page is menus and lists.
                let shared = last
                    .take()
                    .filter(|last| **last == reason)
                    .unwrap_or_else(|| Rc::new(reason));
                last = Some(Rc::clone(&shared));
                Verdict::Drop(shared)
            })
        });
    rest.collect()
}

fn describe(
    page: &Page<'_>,
    block: &Block,
    outer: NodeId,
    before_article: bool,
    own: Option<&'static str>,
) -> (Kind, Cow<'static, str>) {
    for id in page.outline.chain(block.node) {
        let node = page.outline.node(id);
        if node.hidden.from_sight {
            return (Kind::Boilerplate, "hidden".into());
        }
        let kind = match node.tag {
            Tag::NAV | Tag::MENU => Kind::Navigation,
            Tag::FOOTER | Tag::HEADER | Tag::ASIDE | Tag::FORM | Tag::BUTTON | Tag::SELECT | Tag::DIALOG => {
                Kind::Boilerplate
            }
            _ if id == outer => break,
            _ => continue,
        };
        return (kind, format!("in {}", page.outline.names.name(node.tag)).into());
    }
    if let Some(why) = own {
        return (Kind::Boilerplate, why.into());
    }
    if page.outline.text(block).contains('@') {
        return (Kind::Boilerplate, "an address".into());
    }
    if shares(page, block) {
        return (Kind::Share, "links to share by".into());
    }
    if link_density(block) > 0.5 {
        return (kind_of_links(page, block, before_article), "mostly links".into());
    }
    (Kind::Boilerplate, "apart from the article".into())
}

/// Where links go that share a page: parts of addresses of the services.
const SHARERS: [&str; 12] = [
    "facebook.com/share",
    "facebook.com/dialog",
    "twitter.com/intent",
    "twitter.com/share",
    "x.com/intent",
    "linkedin.com/share",
    "wa.me/",
    "whatsapp.com/send",
    "t.me/share",
    "pinterest.com/pin/create",
    "reddit.com/submit",
    "mailto:?",
];

/// Whether a block is there to share the page by.
fn shares(page: &Page<'_>, block: &Block) -> bool {
    let outline = page.outline;
    let addresses = outline
        .spans(block)
        .iter()
        .filter_map(|span| outline.attribute(span.node, AttributeName::Href));
    block.words <= 12
        && addresses
            .into_iter()
            .any(|address| SHARERS.iter().any(|sharer| address.contains(sharer)))
}

/// Links to get about with or to read on.
fn kind_of_links(page: &Page<'_>, block: &Block, before_article: bool) -> Kind {
    if let Some(kind) = heading_kind(page.outline.text(block)) {
        return kind;
    }
    let words_a_link = block.link_words / u32::from(block.links.max(1));
    if words_a_link >= 4 && !before_article {
        Kind::Recommendation
    } else {
        Kind::Navigation
    }
}
