//! Where cards and links are the page's own: what only looks like a list of other articles stays there.

use std::ops::Range;

use super::furniture::Furniture;
use super::links::{
    WORDS_A_TITLE, any_link, has_words_a_link, leads_on, leads_to_topics, leads_within, states_rights_of_page,
};
use super::naming::{Name, TextElements, heads_sources};
use super::prices::{FEWEST_PRICES, states_price};
use crate::article::Judged;
use crate::clutter::{Kind, Why};
use crate::model::{ARTICLE_WORDS, Source, Sums, has_number};
use crate::outline::{Block, NodeId, Outline, ROOT};
use crate::reader::Tag;

/// A page with so many words of text for each of many prices tells of what it sells, and lists it.
const WORDS_A_PRICE: u32 = 60;

/// So many words of text are an article, though it stands where the front page of a site does.
pub const TEXT_OF_AN_ARTICLE: u32 = 300;

/// What scores so much may be an item of a list that the page is about, not one of other articles: of those that are labelled as such
/// one word in ten scores more, of the items of shops' and services' own lists nine in ten.
const LISTED: f64 = 0.1;
/// The same below the text, where other articles are listed, in an element for what is beside it, and on a page that says that it is an
/// article.
const LISTED_BELOW: f64 = 0.3;
/// The same below a heading and in an element that say what they list.
const LISTED_BY_NAME: f64 = 0.3;

/// What a grid of cards is by its titles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grid {
    /// They open what is below them, as questions do their answers, and lead nowhere else.
    Folds,
    /// They are as long as those of articles.
    Articles,
    /// They may be those of parts of the site, or of what it offers.
    Parts,
}

/// What tells of a page where a guess is wrong.
pub struct Guesses<'j> {
    judged: &'j Judged<'j>,
    text: &'j TextElements,
    furniture: &'j Furniture,
    /// Of each block, the grid it stands in.
    grids: Vec<Option<Grid>>,
    /// Of each block, how sure those it stands with below a heading or in a grid are article text, from 0 to 1.
    scores: Vec<f64>,
    /// Blocks that are links, words of links, and of those that are as long as titles.
    links: Sums,
    link_words: Sums,
    title_words: Sums,
    prices: Sums,
    /// Blocks that are a number and nothing else.
    numbers: Sums,
    /// Of each block, whether the last heading above it is that of sources.
    of_sources: Vec<bool>,
    /// There is no article: the page is a list, of which cards and links may be the items.
    is_list: bool,
    is_shop: bool,
}

/// Links that stand together are titles if most of their words are in long ones; so many at least are looked at together.
const MOST_OF_TITLES: f64 = 0.6;
const FEWEST_LINKS: u32 = 3;

impl<'j> Guesses<'j> {
    pub fn new(judged: &'j Judged<'j>, text: &'j TextElements, furniture: &'j Furniture) -> Self {
        let (outline, sections) = (judged.page.outline, &judged.sections);
        let mut grids = vec![None; outline.blocks.len()];
        for section in sections.iter().filter(|section| section.source == Source::Cards) {
            let grid = grid_of(outline, &section.run);
            grids.get_mut(section.run.clone()).unwrap_or_default().fill(grid);
        }
        let mut scores = judged.scores.clone();
        for section in sections.iter().filter(|section| section.source != Source::Marker) {
            let mean = mean_score(judged, &section.run);
            scores.get_mut(section.run.clone()).unwrap_or_default().fill(mean);
        }
        // A heading is what it heads.
        for place in (1..scores.len()).rev() {
            let is_heading = |block: &Block| outline.node(block.node).tag.is_heading() && block.links == 0;
            if outline.blocks.get(place - 1).is_some_and(is_heading)
                && let [.., heading, below] = scores.get_mut(..=place).unwrap_or_default()
            {
                *heading = heading.min(*below);
            }
        }
        let count = |words: &dyn Fn(&Block) -> u32| Sums::of(outline.blocks.iter().map(words));
        let prices = count(&|block| u32::from(states_price(outline, block)));
        let all_prices = prices.all();
        let is_article = judged.states_article;
        let mut is_of_sources = false;
        let heads = |block: &Block| {
            is_of_sources = heads_sources(outline, block).unwrap_or(is_of_sources);
            is_of_sources
        };
        Self {
            judged,
            text,
            furniture,
            grids,
            scores,
            links: count(&|block| u32::from(block.links > 0)),
            link_words: count(&|block| block.link_words),
            title_words: count(&|block| if is_title(block) { block.link_words } else { 0 }),
            prices,
            numbers: count(&|block| u32::from(outline.text(block).bytes().all(|digit| digit.is_ascii_digit()))),
            of_sources: outline.blocks.iter().map(heads).collect(),
            is_list: !is_article && text.words < ARTICLE_WORDS,
            is_shop: !is_article && all_prices as usize >= FEWEST_PRICES && text.words <= WORDS_A_PRICE * all_prices,
        }
    }

    /// Whether a block may be a part of the page by its words, whatever tells against it: an item of what the page lists.
    pub fn may_be_text(&self, place: usize, why: &Why, name: Option<&Name>) -> bool {
        let lists_own = self.judged.is_front_page && self.text.words < TEXT_OF_AN_ARTICLE;
        if lists_own && !matches!(why, Why::Marker(_)) {
            return true;
        }
        let is_named =
            !is_guess(why) || name.is_some_and(|(kind, why)| *kind == Kind::Recommendation && !is_guess(why));
        // What points elsewhere says so itself; and an article is no list.
        if matches!(why, Why::Line(_)) || is_named && self.judged.states_article {
            return false;
        }
        let enough = if is_named {
            LISTED_BY_NAME
        } else if self.text.is_after(place) || self.is_aside(place) || self.judged.states_article {
            LISTED_BELOW
        } else {
            LISTED
        };
        self.scores.get(place).is_some_and(|score| *score >= enough)
    }

    /// Whether it is but a guess that this is what the block at a place is and why it is no part of the page, and a wrong one.
    pub fn is_wrong(&self, place: usize, kind: Kind, why: &Why, name: Option<&Name>) -> bool {
        let outline = self.judged.page.outline;
        let Some(block) = outline.blocks.get(place) else {
            return false;
        };
        // Below the text a footer may list articles.
        let is_listed =
            name.is_some_and(|(_, why)| matches!(why, Why::LinksToArticles | Why::Cards)) && self.text.is_after(place);
        let is_nav = |id: NodeId| matches!(outline.node(id).tag, Tag::NAV | Tag::MENU);
        let furniture = self.furniture.around(block);
        let is_furniture = || furniture.is_some_and(|id| !is_listed || is_nav(id));
        let grid = self.grids.get(place).copied().flatten();
        // Below the text, cards and runs of links are lists of articles more often than not, however short these are.
        let may_be_parts = match why {
            _ if kind != Kind::Recommendation => false,
            Why::Cards | Why::Links => grid.is_none() && !self.text.is_after(place) && leads_to_part(outline, block),
            Why::LinksToArticles => leads_to_part(outline, block),
            _ => false,
        };
        // Below the text, what is called a menu may be that of the articles before and after.
        let is_said = || match why {
            Why::Heading(_) => true,
            Why::Name(_) => !self.text.is_after(place),
            _ => false,
        };
        let may_be_entry = is_guess(why) || kind == Kind::Recommendation && is_said();
        if kind == Kind::Recommendation && states_rights_of_page(outline, block) {
            return true;
        }
        if (may_be_parts || may_be_entry && furniture.is_some()) && !self.may_be_articles(block) {
            return true;
        }
        // The entries of a menu above the text may be as long as titles.
        let is_entry = || furniture.is_some() && self.text.is_before(place) && !leads_to_item(outline, block);
        if is_guess(why) && (is_entry() || self.is_in_calendar(block))
            || matches!(why, Why::Line(_)) && leads_to_topics(block)
        {
            return true;
        }
        let is_called_menu =
            || name.is_some_and(|(kind, why)| *kind == Kind::Navigation && matches!(why, Why::Name(_)));
        let is_menu = || match grid {
            Some(Grid::Folds) => true,
            Some(Grid::Articles) => false,
            Some(Grid::Parts) => !self.text.is_after(place) || is_furniture(),
            None => is_furniture(),
        };
        // What goes by a part of its name in a list is the way to more of it.
        if self.is_list && kind == Kind::Recommendation && matches!(why, Why::Name(_)) {
            return true;
        }
        if is_guess(why) && self.of_sources.get(place) == Some(&true) {
            return true;
        }
        match why {
            Why::Cards => {
                self.is_list
                    || self.text.is_beside(outline, place)
                    || is_menu()
                    || self.is_shop && self.prices.over(&outline.blocks_of(self.group_of(block))) > 0
            }
            Why::Links => {
                is_called_menu()
                    || self.is_list
                    || !leads_on(outline, block)
                    || self.text.is_amid(outline, place)
                    || is_furniture()
            }
            Why::LinksToArticles => self.is_list,
            _ => false,
        }
    }
}

impl Guesses<'_> {
    /// Whether a block stands in an element for what is beside the page's own.
    fn is_aside(&self, place: usize) -> bool {
        let outline = self.judged.page.outline;
        let block = outline.blocks.get(place);
        block.is_some_and(|block| outline.chain(block.node).any(|id| outline.node(id).tag == Tag::ASIDE))
    }

    /// Whether a block stands in a table, or in something to choose from, of which most is numbers: the days of a month.
    fn is_in_calendar(&self, block: &Block) -> bool {
        let outline = self.judged.page.outline;
        let is_table = |id: &NodeId| matches!(outline.node(*id).tag, Tag::TABLE | Tag::SELECT);
        outline.chain(block.node).find(is_table).is_some_and(|id| {
            let run = outline.blocks_of(id);
            self.numbers.over(&run) as usize * 2 > run.len()
        })
    }

    /// The innermost element around a block that holds a few links, in a menu, a header or a footer all of that.
    fn group_of(&self, block: &Block) -> NodeId {
        let furniture = self.furniture.around(block).unwrap_or(ROOT);
        let outline = self.judged.page.outline;
        let is_group = |id: &NodeId| *id == furniture || self.links.over(&outline.blocks_of(*id)) >= FEWEST_LINKS;
        outline.chain(block.node).find(is_group).unwrap_or(furniture)
    }

    /// Whether links lead to articles by those they stand with, in a menu, a header or a footer those of all of it: links to the site's
    /// own parts are shorter.
    fn may_be_articles(&self, block: &Block) -> bool {
        let run = self.judged.page.outline.blocks_of(self.group_of(block));
        f64::from(self.title_words.over(&run)) >= MOST_OF_TITLES * f64::from(self.link_words.over(&run).max(1))
    }
}

/// Whether this is no more than a guess at why a block is no part of the page.
fn is_guess(why: &Why) -> bool {
    matches!(why, Why::Cards | Why::Links | Why::LinksToArticles)
}

/// Whether a block's links are as long as titles of articles.
fn is_title(block: &Block) -> bool {
    has_words_a_link(block, WORDS_A_TITLE)
}

/// Whether a block's links may lead to parts of the site: they are short, and no address is that of one of many.
pub fn leads_to_part(outline: &Outline, block: &Block) -> bool {
    block.links > 0 && !is_title(block) && !leads_to_item(outline, block)
}

/// Whether a link leads to one of many, articles or offers: there is a number in its address, or a day.
fn leads_to_item(outline: &Outline, block: &Block) -> bool {
    any_link(outline, block, &mut |_, address| has_number(address))
}

/// The score of a run's words.
fn mean_score(judged: &Judged<'_>, run: &Range<usize>) -> f64 {
    let blocks = judged.page.blocks().get(run.clone()).unwrap_or_default();
    let scores = judged.scores.get(run.clone()).unwrap_or_default();
    let weight = |block: &Block| f64::from(block.words.max(1));
    let all: f64 = blocks.iter().map(weight).sum();
    let sum: f64 = blocks
        .iter()
        .zip(scores)
        .map(|(block, score)| weight(block) * score)
        .sum();
    sum / all.max(1.0)
}

fn grid_of(outline: &Outline, run: &Range<usize>) -> Option<Grid> {
    let blocks = outline.run(run.clone());
    let titles = || {
        let is_title = |id: NodeId| outline.node(id).tag.is_heading();
        blocks
            .iter()
            .filter(move |block| is_title(block.node) && block.links > 0)
    };
    if titles().all(|title| leads_within(outline, title)) {
        return Some(Grid::Folds);
    }
    let (mut count, mut words, mut items) = (0, 0, 0);
    for title in titles() {
        count += 1;
        words += title.words;
        items += u32::from(leads_to_item(outline, title));
    }
    if words >= WORDS_A_TITLE * count {
        Some(Grid::Articles)
    } else {
        (items * 2 < count).then_some(Grid::Parts)
    }
}
