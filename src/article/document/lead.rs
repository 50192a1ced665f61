//! The picture that the page declares to be its own, where it stands at the article's head.

use super::pictures::{Article, Belongs, Shown};
use crate::clutter::Kind;
use crate::model::Verdict;
use crate::outline::{AttributeName, Inset, NodeId};
use crate::reader::Tag;

/// The name of a picture's file is told by so many bytes of its address, with what stands before if it is shorter.
const TELLING: usize = 10;

/// So many blocks may stand between the picture and the title below it, or the text if no block shows the title.
const ABOVE_TITLE: usize = 4;
const ABOVE_TEXT: usize = 12;

/// A head holds so many blocks at most: authors, dates, buttons to share by.
const MOST_BLOCKS: usize = 24;

/// The `source` of a picture is looked for among so many.
const MOST_SOURCES: usize = 8;

/// So many elements around a picture are looked at.
const MOST_LEVELS: usize = 64;

impl Article<'_> {
    /// The inset that shows the picture of this address and leads up to the text, if none shows it that is shown already,
    /// and the element that holds it with its caption.
    pub(super) fn lead(&self, shown: &Shown, declared: Option<&str>) -> Option<(usize, Option<NodeId>)> {
        let name = telling_name(declared?)?;
        let own = |(place, inset): &(usize, &Inset)| inset.tag == Tag::IMG && self.is_of(*place, inset, name);
        let mut own = self.outline.insets.iter().enumerate().filter(own).peekable();
        own.peek()?;
        let mut lead = None;
        for (place, inset) in own {
            if shown.is_shown(place) {
                return None;
            }
            if lead.is_none()
                && let Belongs::Yes { figure } = self.leads(inset)
            {
                lead = Some((place, figure));
            }
        }
        lead
    }

    /// Whether an image is of a file of this name.
    fn is_of(&self, place: usize, inset: &Inset, name: &str) -> bool {
        let own = |attribute| inset.image.and_then(|node| self.outline.attribute(node, attribute));
        let names = |address: &str| address.contains(name);
        let before = self.outline.insets.get(..place).unwrap_or_default().iter().rev();
        let mut sources = before.take(MOST_SOURCES).take_while(|inset| inset.tag == Tag::SOURCE);
        [
            AttributeName::Src,
            AttributeName::Lazy,
            AttributeName::Spare,
            AttributeName::Srcset,
            AttributeName::LazySet,
        ]
        .into_iter()
        .any(|attribute| own(attribute).is_some_and(names))
            || sources.any(|source| {
                [AttributeName::Srcset, AttributeName::LazySet]
                    .into_iter()
                    .any(|attribute| source.attribute(attribute).is_some_and(names))
            })
    }

    /// Whether a picture stands at the article's head.
    fn leads(&self, inset: &Inset) -> Belongs {
        let place = inset.block as usize;
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return Belongs::No;
        };
        let begins = match self.title.filter(|title| *title < first) {
            Some(title) => title.saturating_sub(ABOVE_TITLE),
            None => first.saturating_sub(ABOVE_TEXT),
        };
        if place < begins || place > last {
            return Belongs::No;
        }
        let mut figure = None;
        for id in self.outline.chain(inset.parent).take(MOST_LEVELS) {
            let node = self.outline.node(id);
            let is_apart = matches!(node.tag, Tag::NAV | Tag::ASIDE | Tag::FOOTER);
            if is_apart || node.hidden.from_sight && node.tag != Tag::NOSCRIPT {
                return Belongs::No;
            }
            let run = self.outline.blocks_of(id);
            if self.kept(&run) > 0 || self.holds_title(&run) {
                break;
            }
            if !run.is_empty() && self.are_captions(id) {
                figure = figure.or(Some(id));
            }
            let is_other = |verdict: &Verdict| match verdict {
                Verdict::Drop(reason) => !matches!(reason.kind, Kind::Boilerplate | Kind::Navigation | Kind::Share),
                Verdict::Keep => false,
            };
            let verdicts = self.verdicts.get(run.clone()).unwrap_or_default();
            if run.len() > MOST_BLOCKS || verdicts.iter().any(is_other) {
                return Belongs::No;
            }
        }
        Belongs::Yes { figure }
    }
}

/// What of an address names the picture, whichever size of it: the file's name without its ending and its size.
fn telling_name(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next()?;
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    let dot = path.rfind('.').filter(|dot| *dot > file);
    let path = path.get(..dot.unwrap_or(path.len()))?;
    let path = match path.rfind('-') {
        Some(dash) if dash > file && path.get(dash + 1..).is_some_and(is_size) => path.get(..dash)?,
        _ => path,
    };
    let mut start = file;
    while path.len() - start < TELLING {
        start = path.get(..start.checked_sub(1)?)?.rfind('/')? + 1;
    }
    let name = path.get(start..)?;
    (!name.to_ascii_lowercase().contains("logo")).then_some(name)
}

/// `1024x683`, `scaled`.
fn is_size(part: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    part == "scaled"
        || part
            .split_once('x')
            .is_some_and(|(width, height)| is_number(width) && is_number(height))
}
