//! Lists of other articles without a heading or a name that says so: grids of cards, links in a sidebar.

use std::ops::Range;

use super::grid::cards_in;
use super::heading::BEFORE_CARDS;
use super::starting::{About, BEFORE_HINTS};
use super::strainer::{Account, Removal, Strainer};
use crate::address::Address;
use crate::clutter::{Kind, Why, list_heading_kind};
use crate::filters::is_within;
use crate::model::{ARTICLE_WORDS, FEWEST_CARDS, LITTLE_PROSE, is_prose, link_density};
use crate::outline::{Block, NodeId, Outline};
use crate::reader::Tag;
use crate::rewrite::elements::Bounds;
use crate::rewrite::forms::is_call;
use crate::rewrite::guesses::leads_to_part;
use crate::rewrite::joining::is_heading;
use crate::rewrite::links::{WORDS_A_LINK, WORDS_A_TITLE, any_link, has_words_a_link, leads_on, states_rights_of_page};
use crate::rewrite::naming::{FEWEST_TITLES, LONGEST_TEASER};
use crate::rewrite::offers::is_affiliate;
use crate::rewrite::prices::lists_prices;

/// A list in a sidebar may be shorter.
const FEWEST_LINKS: usize = 2;
/// What is listed there with its date has so many words at least.
const WORDS_OF_AN_EVENT: u32 = 2;
/// So many blocks at most come on each title, with its date, its section and its author.
const BLOCKS_A_TITLE: usize = 4;
/// Words of prose that go with each title.
const PROSE_OF_A_CARD: u32 = 60;
/// What stands beside a list and goes with it has at most so many words: its heading, the link to more of it.
pub const LONGEST_LABEL: u32 = 9;
const MOST_LABELS: usize = 3;
/// What a form is for is said in so many words.
const LONGEST_APPEAL: u32 = 40;

/// The most prose of a list with so many titles.
pub fn most_prose(titles: u32) -> u32 {
    LITTLE_PROSE.max(titles.saturating_mul(PROSE_OF_A_CARD))
}

/// Tells text from teasers: a paragraph below the title of another article is one.
#[derive(Default)]
pub struct Teasers {
    is_titled: bool,
}

impl Teasers {
    /// Whether the next block is text.
    pub fn is_text(&mut self, outline: &Outline, block: &Block) -> bool {
        let is_prose = is_prose(outline, block);
        let is_text = is_prose && !self.is_titled;
        self.is_titled = leads_on(outline, block) || self.is_titled && !is_prose;
        is_text
    }
}

/// Whether there is hardly any prose among blocks, or each piece of it comes after a title of its own, as teasers do.
pub fn is_teasers(outline: &Outline, blocks: &[Block]) -> bool {
    let prose = blocks.iter().filter(|block| is_prose(outline, block));
    let words: u32 = prose.map(|block| block.words).sum();
    let mut teasers = Teasers::default();
    words <= LITTLE_PROSE || !blocks.iter().any(|block| teasers.is_text(outline, block))
}

/// Whether blocks are the title of another article, its teaser and labels.
pub fn is_teaser(outline: &Outline, blocks: &[Block]) -> bool {
    let words: u32 = blocks
        .iter()
        .map(|block| block.words.saturating_sub(block.link_words))
        .sum();
    let is_title = |block: &Block| leads_on(outline, block) && !is_affiliate(outline, block);
    blocks.len() <= MOST_LABELS + 1 && words <= LONGEST_TEASER && blocks.iter().take(2).any(is_title)
}

impl Strainer {
    /// Judges an element without a telling name that has ended: it goes if all that is in it is a list of other articles.
    pub(super) fn judge_unnamed(&mut self, place: usize, node: NodeId, bounds: &Bounds, about: &About) {
        let run = about.first_block..self.blocks();
        let outline = self.outline();
        let blocks = self.run(run.clone());
        let own = self.prose.saturating_sub(about.prose);
        let titles = self.titles.saturating_sub(about.titles);
        if bounds.sealed || blocks.is_empty() || own > most_prose(titles) || self.holds_title(&run) {
            return;
        }
        let is_list_element = matches!(outline.node(node).tag, Tag::UL | Tag::OL);
        let listed = self.removes(Kind::Recommendation)
            && outline.node(node).tag != Tag::FORM
            && self.has_begun(if is_list_element { BEFORE_HINTS } else { BEFORE_CARDS })
            && !self.is_of_sources
            && !lists_prices(outline, blocks);
        let stands_aside = || about.is_side || self.stands_aside();
        let is_due = |kind: Kind| self.removes(kind) && (kind != Kind::Comments || self.prose >= ARTICLE_WORDS);
        let (kind, why) = if let Some(told) = about.asks.purpose().filter(|(kind, _)| is_due(*kind)) {
            told
        } else if self.removes(Kind::Newsletter)
            && self.text >= BEFORE_CARDS
            && is_call(outline, blocks)
            && !self.is_beside_text(place)
        {
            (Kind::Newsletter, Why::AboutNewsletter)
        } else if listed && !about.is_menu && self.is_grid(place, node, is_list_element && stands_aside()) {
            (Kind::Recommendation, Why::Cards)
        } else if listed
            && if stands_aside() {
                let fewest = if is_list_element { FEWEST_LINKS } else { FEWEST_TITLES };
                titles_in(outline, blocks, WORDS_A_LINK) >= fewest
                    && (is_list_element || !about.is_menu)
                    && holds_title_of_article(outline, blocks)
            } else {
                !about.is_menu
                    && self.text >= BEFORE_CARDS
                    && titles_in(outline, blocks, WORDS_A_TITLE) >= FEWEST_TITLES
                    && !self.is_beside_text(place)
                    && Sites::default().is_one(outline, blocks)
            }
        {
            (Kind::Recommendation, Why::LinksToArticles)
        } else if let Some(told) = self.reason_of_inner(&run, bounds.start_tag.start) {
            told
        } else {
            return;
        };
        if !is_teasers(outline, blocks) {
            return;
        }
        let account = Account {
            kind,
            why,
            path: self.elements.path(outline, node),
            text: self.text_of(run.clone()),
        };
        self.make_ready(vec![bounds.clone()], run, account);
        self.prose = about.prose;
    }

    /// Whether an element is a grid of cards; one of two, right among the text, may be a part of that.
    fn is_grid(&self, place: usize, node: NodeId, is_side_list: bool) -> bool {
        let fewest_words = if is_side_list { WORDS_OF_AN_EVENT } else { WORDS_A_LINK };
        let cards = cards_in(self.outline(), node, fewest_words);
        cards.is_some_and(|cards| cards >= FEWEST_CARDS || !self.is_beside_text(place))
    }

    /// Whether what has ended at this place stands beside paragraphs of text, alone or as a part of a list, or in something that does.
    pub(super) fn is_beside_text(&self, place: usize) -> bool {
        let is_list = |tag: Tag| matches!(tag, Tag::UL | Tag::OL | Tag::LI | Tag::P);
        let around = self.elements.open.get(..place).unwrap_or_default().iter().rev();
        around
            .skip_while(|open| is_list(open.tag))
            .take(2)
            .any(|open| open.about.text.is_some())
    }

    /// Why all of what is in an element goes, but for the heading of a list and the link to more of it, or what a form asks the
    /// address for. `start` is where the element starts: what goes before that may have been forgotten, or not yet.
    fn reason_of_inner(&self, run: &Range<usize>, start: u64) -> Option<(Kind, Why)> {
        let is_inner = |removal: &&Removal| {
            removal.account.is_some() && removal.bounds.iter().all(|bounds| bounds.start_tag.start >= start)
        };
        let mut inner = self.ready.iter().filter(is_inner).peekable();
        let Account { kind, why, .. } = self.ready.iter().rfind(is_inner)?.account.as_ref()?;
        if !matches!(kind, Kind::Recommendation | Kind::Newsletter) && *why != Why::ShopButton {
            return None;
        }
        let (mut labels, mut goes) = (0, 0);
        let outline = self.outline();
        for number in run.clone() {
            while inner.next_if(|removal| removal.blocks.end <= number).is_some() {}
            if inner.peek().is_some_and(|removal| removal.blocks.contains(&number)) {
                goes += 1;
                continue;
            }
            let block = outline.blocks.get(self.place(number))?;
            labels += 1;
            let is_part = match kind {
                Kind::Newsletter => block.words <= LONGEST_APPEAL,
                // 'Buy now from:'
                Kind::Ad => block.words <= LONGEST_LABEL && outline.text(block).ends_with([':', '\u{ff1a}']),
                _ => is_label(outline, block),
            };
            if !is_part || labels > MOST_LABELS {
                return None;
            }
        }
        let is_most = *kind == Kind::Newsletter || goes >= labels;
        is_most.then(|| (*kind, why.clone()))
    }
}

/// The heading of a list, or a link beside it.
fn is_label(outline: &Outline, block: &Block) -> bool {
    block.words <= LONGEST_LABEL && (link_density(block) > 0.6 || is_heading(outline, block))
}

/// How many titles of other articles, of so many words each at least, there are among blocks, if
/// those are what the blocks are made of.
fn titles_in(outline: &Outline, blocks: &[Block], words: u32) -> usize {
    let is_title =
        |block: &&Block| leads_on(outline, block) && has_words_a_link(block, words) && !is_affiliate(outline, block);
    let titles = blocks.iter().filter(is_title).count();
    let are_labels = || {
        blocks
            .iter()
            .all(|block| block.words <= LONGEST_LABEL || leads_on(outline, block))
    };
    let is_most = titles * 2 > blocks.len() || titles * BLOCKS_A_TITLE >= blocks.len() && are_labels();
    let mut teasers = Teasers::default();
    let mut is_text = |block: &Block| teasers.is_text(outline, block) || states_rights_of_page(outline, block);
    let holds_text = blocks.iter().any(&mut is_text) || holds_other_part(outline, blocks);
    if is_most && !holds_text { titles } else { 0 }
}

/// Whether a heading is among blocks, and nothing below it that leads on: a part of its own, such as 'Opening hours'.
fn holds_other_part(outline: &Outline, blocks: &[Block]) -> bool {
    let is_other = |block: &Block| {
        is_heading(outline, block) && link_density(block) <= 0.5 && list_heading_kind(outline.text(block)).is_none()
    };
    (1..).zip(blocks).any(|(next, block)| {
        let mut below = blocks.iter().skip(next).take(MOST_LABELS - 1);
        is_other(block) && !below.any(|block| leads_on(outline, block))
    })
}

/// Whether there is a title among blocks that is not that of a part of the site.
fn holds_title_of_article(outline: &Outline, blocks: &[Block]) -> bool {
    blocks
        .iter()
        .any(|block| leads_on(outline, block) && !leads_to_part(outline, block))
}

/// Where links lead: what leads to many sites is a list of the article's own.
#[derive(Default)]
pub struct Sites(Option<String>);

impl Sites {
    /// Whether these blocks lead to no other site than those before.
    pub fn is_one(&mut self, outline: &Outline, blocks: &[Block]) -> bool {
        let mut leads_elsewhere = |_, address: &str| {
            let Some(host) = Address::of(address).host() else {
                return false;
            };
            let known = self.0.get_or_insert_with(|| host.to_owned());
            // Parts of a site have names of their own: `news.example.org`.
            let known = known.trim_start_matches("www.");
            !is_within(host, known) && !is_within(known, host)
        };
        let mut lists = blocks.iter().filter(|block| link_density(block) > 0.6);
        !lists.any(|block| any_link(outline, block, &mut leads_elsewhere))
    }
}
