//! Which pictures and players belong to the article, and which text around them is their caption.

use std::ops::Range;

use crate::clutter::Kind;
use crate::model::{self, Sums, Verdict};
use crate::outline::{Inset, NodeId, Outline};
use crate::reader::Tag;

/// A caption and its credit are so many blocks at most, and so many words.
const MOST_CAPTIONS: usize = 6;
const MOST_WORDS: u32 = 120;

/// So many blocks and words beside a picture are about it even if nothing says so and it is no `figure`.
const FEW_BLOCKS: usize = 2;
const FEW_WORDS: u32 = 60;

/// A `figure` is looked for in so many elements around.
const MOST_STEPS: usize = 8;

/// So many pictures of a page are asked about, and so many elements around each.
const MOST_PICTURES: usize = 5000;
const MOST_LEVELS: usize = 64;

/// Text that is kept stands so many blocks from a picture of it at most, or from a figure.
const NEAR: usize = 1;
const FIGURE_NEAR: usize = 4;

/// The lead picture stands at most so many blocks before the text.
const LEAD_BLOCKS: usize = 8;

/// Which pictures are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Pictures<'p> {
    /// Whether any are.
    pub kept: bool,
    /// The address of the one that the page declares to be its own.
    pub declared: Option<&'p str>,
}

/// What is shown besides the kept blocks.
#[derive(Debug, Default)]
pub struct Shown {
    insets: Vec<bool>,
    /// Blocks that were left out of the text and stand below a picture.
    captions: Vec<bool>,
    /// Elements that hold a picture and its caption.
    figures: Vec<bool>,
}

impl Shown {
    pub fn of(outline: &Outline, verdicts: &[Verdict], title: Option<usize>, pictures: Pictures<'_>) -> Self {
        let mut shown = Self {
            insets: vec![false; outline.insets.len()],
            captions: vec![false; outline.blocks.len()],
            figures: vec![false; outline.nodes.len()],
        };
        if !pictures.kept {
            return shown;
        }
        let is_kept = |verdict: &Verdict| *verdict == Verdict::Keep;
        let article = Article {
            outline,
            verdicts,
            title,
            first: verdicts.iter().position(is_kept),
            last: verdicts.iter().rposition(is_kept),
            all_kept: model::kept(verdicts),
        };
        let is_picture = |(_, inset): &(usize, &Inset)| match inset.tag {
            Tag::IMG | Tag::VIDEO | Tag::AUDIO | Tag::IFRAME | Tag::EMBED | Tag::OBJECT => true,
            // One that shows a picture does not need to name it.
            Tag::FIGURE => outline.node(inset.parent).tag != Tag::FIGURE || outline.node(inset.parent).images == 0,
            _ => false,
        };
        let insets = outline.insets.iter().enumerate().filter(is_picture);
        for (place, inset) in insets.take(MOST_PICTURES) {
            if let Belongs::Yes { figure } = article.belonging(inset) {
                shown.show(&article, place, figure);
            }
        }
        if let Some((place, figure)) = article.lead(&shown, pictures.declared) {
            shown.show(&article, place, figure);
        }
        shown
    }

    /// Shows a picture, and the element that holds it with its caption.
    fn show(&mut self, article: &Article<'_>, inset: usize, figure: Option<NodeId>) {
        if let Some(is_shown) = self.insets.get_mut(inset) {
            *is_shown = true;
        }
        if let Some(is_figure) = figure.and_then(|figure| self.figures.get_mut(figure as usize)) {
            *is_figure = true;
        }
        let run = figure.map_or(0..0, |figure| article.outline.blocks_of(figure));
        let is_captioned = article.is_captioned(&run);
        for block in run {
            if let Some(caption) = self.captions.get_mut(block) {
                *caption |= !article.is_kept(block) && (!is_captioned || article.is_captioned(&(block..block + 1)));
            }
        }
    }

    pub fn is_shown(&self, inset: usize) -> bool {
        self.insets.get(inset) == Some(&true)
    }

    pub fn is_caption(&self, block: usize) -> bool {
        self.captions.get(block) == Some(&true)
    }

    pub fn is_figure(&self, node: NodeId) -> bool {
        self.figures.get(node as usize) == Some(&true)
    }
}

/// Whether a picture belongs to the article.
pub(super) enum Belongs {
    No,
    /// It does, together with the element that holds it and its caption, if there is one.
    Yes {
        figure: Option<NodeId>,
    },
}

/// Where the article stands on its page.
pub(super) struct Article<'o> {
    pub(super) outline: &'o Outline,
    pub(super) verdicts: &'o [Verdict],
    pub(super) title: Option<usize>,
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
    all_kept: Sums,
}

impl Article<'_> {
    fn belonging(&self, inset: &Inset) -> Belongs {
        let outline = self.outline;
        let place = inset.block as usize;
        if inset.at.is_some() && self.is_kept(place) {
            return Belongs::Yes { figure: None };
        }
        let mut figure = None;
        let mut has_caption = false;
        for id in outline.chain(inset.parent).take(MOST_LEVELS) {
            let node = outline.node(id);
            if node.hidden.from_sight && node.tag != Tag::NOSCRIPT {
                return Belongs::No;
            }
            let run = outline.blocks_of(id);
            let kept = self.kept(&run);
            if node.tag == Tag::FIGURE && (kept > 0 && run.len() <= MOST_CAPTIONS || self.are_captions(id)) {
                // What holds the picture and a line beside it may stand within the one that has the caption.
                let is_whole = |own: &NodeId| outline.node(*own).tag == Tag::FIGURE || !self.is_captioned(&run);
                figure = figure.filter(is_whole).or(Some(id));
            }
            if run.is_empty() {
                continue;
            }
            if kept == 0 {
                if self.are_captions(id) {
                    has_caption |= node.tag == Tag::FIGURE;
                    figure = figure.or(Some(id));
                } else if !(has_caption && self.holds_title(&run)) {
                    // A card of its own.
                    return Belongs::No;
                }
                continue;
            }
            let is_figure = figure.is_some()
                || outline
                    .chain(inset.parent)
                    .take(MOST_STEPS)
                    .any(|id| outline.node(id).tag == Tag::FIGURE);
            let is_within = kept as usize == run.len() || self.is_beside_text(place, &run, is_figure);
            return if is_within {
                Belongs::Yes { figure }
            } else {
                Belongs::No
            };
        }
        Belongs::No
    }

    pub(super) fn is_kept(&self, place: usize) -> bool {
        self.verdicts.get(place) == Some(&Verdict::Keep)
    }

    /// Whether some of these blocks are named as a caption or credit: what else stands in the figure is none then.
    fn is_captioned(&self, run: &Range<usize>) -> bool {
        let outline = self.outline;
        let blocks = outline.run(run.clone());
        blocks.iter().any(|block| {
            let inner = outline.chain(block.node).take(MOST_STEPS);
            let mut inner = inner.take_while(|id| outline.node(*id).tag != Tag::FIGURE);
            inner.any(|id| names_caption(outline, id))
        })
    }

    pub(super) fn kept(&self, run: &Range<usize>) -> u32 {
        self.all_kept.over(run)
    }

    /// Whether an element's blocks, all of them left out, are what stands below a picture.
    pub(super) fn are_captions(&self, id: NodeId) -> bool {
        let outline = self.outline;
        let run = outline.blocks_of(id);
        if run.len() > MOST_CAPTIONS {
            return false;
        }
        let in_figure = outline
            .chain(id)
            .take(MOST_STEPS)
            .any(|id| outline.node(id).tag == Tag::FIGURE);
        let names_caption = |id| names_caption(outline, id);
        let Some(blocks) = outline.blocks.get(run.clone()) else {
            return false;
        };
        let words: u32 = blocks.iter().map(|block| block.words).sum();
        let is_short = blocks.len() <= FEW_BLOCKS && words <= FEW_WORDS && self.is_inside(&run);
        words <= MOST_WORDS
            && blocks.iter().zip(run.clone()).all(|(block, place)| {
                let kind = match self.verdicts.get(place) {
                    Some(Verdict::Drop(reason)) => reason.kind,
                    _ => Kind::Boilerplate,
                };
                let is_link = block.link_words * 2 > block.words;
                let is_plain = kind == Kind::Boilerplate;
                let is_named = || {
                    let steps = outline
                        .chain(block.node)
                        .take(MOST_STEPS)
                        .take_while(|step| *step != id);
                    steps.into_iter().any(names_caption) || names_caption(id)
                };
                !is_link && (in_figure || is_short && is_plain) || (is_plain || !is_link) && is_named()
            })
    }

    /// Whether an element without text holds the title: it is the article's head.
    pub(super) fn holds_title(&self, run: &Range<usize>) -> bool {
        self.title.is_some_and(|title| run.contains(&title))
    }

    /// Whether blocks stand within the article's text, or between its title and it.
    fn is_inside(&self, run: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return false;
        };
        let is_lead = self.title.is_none_or(|title| title < run.start) && run.end <= first;
        is_lead && first - run.end < LEAD_BLOCKS || run.start > first && run.end <= last
    }

    /// Whether a picture that stands among blocks of both sorts is the text's: near kept ones and not in the midst of clutter,
    /// or leading up to the text.
    fn is_beside_text(&self, place: usize, run: &Range<usize>, is_figure: bool) -> bool {
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return false;
        };
        if place <= first {
            let is_below_title = self.title.is_some_and(|title| title < place);
            return (is_below_title || is_figure && run.start > 0) && first - place <= LEAD_BLOCKS
                || place == first && run.contains(&first);
        }
        if place > last {
            return place == last + 1 && run.contains(&last);
        }
        let is_clutter = |place: usize| match self.verdicts.get(place) {
            Some(Verdict::Drop(reason)) => reason.kind != Kind::Boilerplate,
            _ => false,
        };
        let near = if is_figure { FIGURE_NEAR } else { NEAR };
        self.kept(&(place.saturating_sub(near)..(place + near).min(self.verdicts.len()))) > 0
            || !is_clutter(place) && !is_clutter(place - 1)
    }
}

/// Whether an element says that it holds a caption.
fn names_caption(outline: &Outline, id: NodeId) -> bool {
    outline.node(id).tag == Tag::FIGCAPTION
        || outline.token_names(id).any(|token| {
            let token = token.to_ascii_lowercase();
            ["caption", "credit", "legend"].iter().any(|part| token.contains(part))
        })
}
