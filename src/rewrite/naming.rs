//! What that is which is none of the article, on a page of which all stays that is not clutter.
//!
//! For the article it is enough that a block is out; here its kind decides. So it is looked at more closely: parts of class names
//! tell, which by themselves would tell nothing safely, and so do links that lead to other articles.

use std::ops::Range;

use super::calls::{looks_like_button, name_calls};
use super::cookies;
use super::forms::{Purpose, mentions_letter};
use super::furniture::{Furniture, is_furniture_tag};
use super::groups::name_groups;
use super::joining::is_heading;
use super::links::{
    WORDS_A_TITLE, leads_away, leads_on, leads_to_author, leads_to_file, states_rights, states_rights_of_page,
};
use super::neighbours::{leads_to_neighbour, points_back};
use super::offers::is_affiliate;
use super::options::PageOptions;
use super::sharing::{asks_to_share, leads_to_networks};
use super::words::{begins_with_one_of, mentions_one_of};
use crate::article::Judged;
use crate::clutter::{Kind, Why, heading_kind, hint_of, names_list};
use crate::model::{LONGEST_HEADING, Page, Sums, Verdict, fact_of_line, is_prose, kept, link_density};
use crate::outline::{Block, NodeId, Outline, ROOT, TokenId};
use crate::reader::Tag;

/// A kind, and what tells of it.
pub type Name = (Kind, Why);

/// The share of a list's blocks that have to be links to articles for the rest to be their dates and labels.
const OF_A_LIST: f64 = 0.4;

/// Names for the blocks that are none of the article, where there are any.
///
/// `of_text` is what the article's text stands in, `forms` are those that are for something to leave out.
pub fn names(
    judged: &Judged<'_>,
    of_text: &TextElements,
    furniture: &Furniture,
    forms: &[Purpose],
    options: &PageOptions,
) -> Vec<Option<Name>> {
    let page = &judged.page;
    let outline = page.outline;
    let is_kept = |place: usize| judged.verdicts.get(place) == Some(&Verdict::Keep);
    let kept = kept(&judged.verdicts);
    let hints: Vec<Option<Kind>> = outline.tokens.names().map(hint_of).collect();
    // Of each element, whether it is a list of titles, if that has been asked.
    let mut lists: Vec<Option<bool>> = vec![None; outline.nodes.len()];
    // And whether it is only called a list of others.
    let mut others: Vec<Option<bool>> = vec![None; outline.nodes.len()];
    let mut names: Vec<Option<Name>> = (0..page.blocks().len())
        .map(|place| {
            let block = page.blocks().get(place).filter(|_| !is_kept(place))?;
            let text = outline.text(block);
            // An entry of a menu is no heading, but a label above the title that both lead on is.
            let may_head = link_density(block) <= 0.5
                || outline.node(block.node).tag.is_heading()
                || begins_link(outline, place, block);
            let kind = heading_kind(text)
                .or_else(|| (names_list(text) && heads_list(outline, place)).then_some(Kind::Recommendation));
            if let Some(kind) = kind.filter(|_| may_head) {
                return Some((kind, Why::Heading(text.into())));
            }
            let mut is_in_menu = false;
            let mut stays = None;
            let is_list = |id: &NodeId| matches!(outline.node(*id).tag, Tag::UL | Tag::OL);
            let list = outline.chain(block.node).find(is_list);
            let lists_titles = list.is_some_and(|id| {
                let known = lists.get_mut(id as usize);
                known.is_some_and(|known| *known.get_or_insert_with(|| lists_titles(outline, id)))
            });
            for id in outline.chain(block.node) {
                if id == ROOT || kept.over(&outline.blocks_of(id)) > 0 {
                    break;
                }
                let hint = telling_tokens(outline, id).find_map(|token| {
                    let kind = hints.get(token as usize).copied().flatten()?;
                    (kind != Kind::Navigation || !lists_titles && !is_label_of_post(outline, id, token))
                        .then_some((token, kind))
                });
                let mut is_own = |(token, kind): &(TokenId, Kind)| {
                    is_own_text(page, place, id, *kind)
                        || *kind == Kind::Recommendation && is_called_list(outline, id, *token, &mut others)
                };
                if let Some((token, kind)) = hint.filter(|hint| !is_own(hint)) {
                    let name = (kind, Why::Name(outline.tokens.name(token).into()));
                    if options.removes(kind) {
                        return Some(name);
                    }
                    // What is around a menu may say which one it is: one of the articles before and after.
                    stays.get_or_insert(name);
                }
                let form = forms.binary_search_by_key(&id, |form| form.node).ok();
                let form = form.and_then(|place| forms.get(place));
                if let Some(form) = form.filter(|form| form.kind != Kind::Comments || of_text.is_after(place)) {
                    return Some((form.kind, form.why.clone()));
                }
                let marked = page.marker(id).is_some_and(|marker| marker.kind == Kind::Navigation);
                let is_menu = marked || is_furniture_tag(outline.node(id).tag);
                is_in_menu |= is_menu && !lists_titles;
            }
            if block.words >= FEWEST_OF_A_NOTICE && link_density(block) < 0.5 && asks_consent(outline, block, &is_kept)
            {
                return Some((Kind::Consent, Why::AboutCookies));
            }
            if options.removes(Kind::Share) && leads_to_networks(outline, block) {
                return Some((Kind::Share, Why::LinkToNetwork));
            }
            if options.removes(Kind::Share) && asks_to_share(outline, block) {
                return Some((Kind::Share, Why::AboutSharing));
            }
            // Where these stay, it is no link to another article either.
            let told = kind.filter(|kind| matches!(kind, Kind::Comments | Kind::Share));
            if let Some(kind) = told.filter(|_| !is_in_menu) {
                return Some((kind, Why::Link(text.into())));
            }
            let is_entry = || {
                (list.is_some() || block.links > 1) && link_density(block) > 0.6 && furniture.around(block).is_some()
            };
            if options.removes(Kind::Newsletter) && mentions_letter(outline, block) && !is_entry() {
                return Some((Kind::Newsletter, Why::AboutNewsletter));
            }
            // In a menu, too, an arrow leads from one article to the next.
            if stays.is_some() && !leads_to_neighbour_of(outline, place) {
                return stays;
            }
            let may_lead_on = !is_in_menu && !of_text.is_amid(outline, place);
            name_by_links(outline, place, may_lead_on, options)
        })
        .collect();
    name_headings(outline, &is_kept, &mut names);
    name_groups(judged, furniture, &kept, options, &mut names);
    let is_long = |place: usize| page.is_prose(place) && page.words(&(place..place + 1)) > LONGEST_TEASER;
    spread(
        outline,
        furniture,
        &|place| is_kept(place) || is_long(place),
        &mut names,
    );
    if options.removes(Kind::Newsletter) {
        name_calls(judged, furniture, &mut names);
    }
    for (place, slot) in names.iter_mut().enumerate() {
        slot.take_if(|(kind, _)| *kind == Kind::Share && page.is_prose(place));
    }
    names
}

/// Whether what a part of its name calls a list of other articles is none: it leads to none of them, to files, or to the pages of
/// something.
#[inline(never)]
pub fn names_other(outline: &Outline, blocks: &[Block], name: &str) -> bool {
    let is_list = || {
        let is_lone_heading = matches!(blocks, [heading] if heading.links == 0 && is_heading(outline, heading));
        is_lone_heading || blocks.iter().any(|block| leads_on(outline, block))
    };
    let mut links = blocks.iter().filter(|block| block.links > 0).peekable();
    let are_files = links.peek().is_some() && links.all(|block| leads_to_file(outline, block));
    are_files || counts_pages(outline, blocks) || mentions_one_of(name, "thing") && !is_list()
}

/// Whether an element is only called a list of other articles by a token, which is asked once of each.
fn is_called_list(outline: &Outline, id: NodeId, token: TokenId, known: &mut [Option<bool>]) -> bool {
    let is_other = || names_other(outline, outline.run(outline.blocks_of(id)), outline.tokens.name(token));
    let known = known.get_mut(id as usize);
    known.is_some_and(|known| *known.get_or_insert_with(is_other))
}

/// Whether numbers that follow one another are among blocks, as of the pages of an article, a thread or a list.
fn counts_pages(outline: &Outline, blocks: &[Block]) -> bool {
    let texts = blocks.iter().take(MOST_OF_PAGES).map(|block| outline.text(block));
    let words = texts.flat_map(str::split_ascii_whitespace);
    let mut numbers = words.take(MOST_OF_PAGES).filter_map(|word| word.parse::<u32>().ok());
    let mut before = numbers.next();
    numbers.any(|number| before.replace(number).and_then(|before| before.checked_add(1)) == Some(number))
}

/// Of what may lead to pages by their numbers, so many blocks and words are read.
const MOST_OF_PAGES: usize = 30;

/// Whether a block is text of the article, whatever the name of an element around it says: nothing in that leads to what it would tease
/// or sell.
fn is_own_text(page: &Page<'_>, place: usize, id: NodeId, kind: Kind) -> bool {
    let may_be_text = matches!(kind, Kind::Recommendation | Kind::Ad) && page.is_prose(place);
    may_be_text && page.link_words(&page.outline.blocks_of(id)) == 0
}

/// What stands right above a list of others is its heading, whatever it says.
fn name_headings(outline: &Outline, is_kept: &dyn Fn(usize) -> bool, names: &mut [Option<Name>]) {
    for place in (1..names.len()).rev() {
        let name = names
            .get(place)
            .cloned()
            .flatten()
            .filter(|(kind, _)| *kind == Kind::Recommendation);
        let (above, below) = (outline.blocks.get(place - 1), outline.blocks.get(place));
        let is_heading = |block: &Block| outline.node(block.node).tag.is_heading() && block.words <= LONGEST_HEADING;
        if let (Some(name), Some(above), Some(below), Some(slot)) = (name, above, below, names.get_mut(place - 1))
            && is_heading(above)
            && !is_kept(place - 1)
            && !outline.node(below.node).tag.is_heading()
        {
            slot.get_or_insert(name);
        }
    }
}

/// What a block's links say of it, where nothing else does.
fn name_by_links(outline: &Outline, place: usize, may_lead_on: bool, options: &PageOptions) -> Option<Name> {
    let block = outline.blocks.get(place)?;
    if is_affiliate(outline, block) && !states_rights(outline, block) {
        return Some((Kind::Ad, Why::LinksThatPay));
    }
    if leads_to_neighbour_of(outline, place) {
        return Some((Kind::Recommendation, Why::LinkToNeighbour));
    }
    if !may_lead_on
        || !leads_away(outline, block)
        || tells_of_this_page(outline, block)
        || leads_to_author(outline, block)
    {
        return None;
    }
    if looks_like_button(outline, block) {
        let goes = options.removes(Kind::Newsletter);
        return goes.then_some((Kind::Newsletter, Why::WordsAndButton));
    }
    leads_on(outline, block).then_some((Kind::Recommendation, Why::LinksToArticles))
}

/// Whether the block at a place is a link that an arrow marks as one to the article before or after.
fn leads_to_neighbour_of(outline: &Outline, place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|place| outline.blocks.get(place));
    let is_second = before.is_some_and(|before| points_back(outline, before));
    let block = outline.blocks.get(place);
    block.is_some_and(|block| leads_to_neighbour(outline, block, is_second))
}

/// Whether a block says who wrote the article or when, or what a picture shows.
fn tells_of_this_page(outline: &Outline, block: &Block) -> bool {
    let is_caption = |id: NodeId| outline.node(id).tag == Tag::FIGCAPTION;
    // A card may be a figure, and its title the caption.
    let is_title = outline.node(block.node).tag.is_heading() && link_density(block) > 0.8;
    fact_of_line(outline.text(block), block.words).is_some() || !is_title && outline.chain(block.node).any(is_caption)
}

/// Whether a block is the first of several in a link.
fn begins_link(outline: &Outline, place: usize, block: &Block) -> bool {
    let link = outline.chain(block.node).find(|id| outline.node(*id).tag == Tag::A);
    let run = link.map(|link| outline.blocks_of(link));
    run.is_some_and(|run| run.start == place && run.len() > 1)
}

/// The tokens of an element of which parts may tell what it is: the id of a heading is often made of its words.
pub fn telling_tokens(outline: &Outline, id: NodeId) -> impl Iterator<Item = TokenId> + Clone {
    let is_heading = outline.node(id).tag.is_heading();
    let tokens = outline.node_tokens(id).iter().copied();
    tokens.filter(move |token| !is_heading || !outline.tokens.name(*token).starts_with('#'))
}

/// Whether a list's links are as long as titles: menus have shorter ones.
fn lists_titles(outline: &Outline, list: NodeId) -> bool {
    let blocks = outline.run(outline.blocks_of(list));
    let titles = blocks.iter().filter(|block| leads_on(outline, block));
    let (count, links, words) = titles.fold((0, 0, 0), |(count, links, words), block| {
        (count + 1, links + u32::from(block.links), words + block.link_words)
    });
    count >= FEWEST_TITLES && count * 2 > blocks.len() && words >= WORDS_A_TITLE * links
}

/// A list of titles has so many at least.
pub const FEWEST_TITLES: usize = 3;

/// Whether a token is one of the labels that `WordPress` gives an article's element, `tag-rain` beside `post-17`.
fn is_label_of_post(outline: &Outline, id: NodeId, token: TokenId) -> bool {
    let is_post = |name: &str| {
        name.strip_prefix("post-")
            .is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
    };
    outline.tokens.name(token).starts_with("tag-") && outline.token_names(id).any(is_post)
}

/// Whether links to other articles follow a block, right after it or each with a line of its own; or nothing, because a script would
/// have brought them.
fn heads_list(outline: &Outline, place: usize) -> bool {
    let below = outline.blocks.iter().skip(place + 1).take(LOOK_AHEAD);
    let is_last = || {
        let around = outline.blocks.get(place).map(|block| outline.node(block.node).parent);
        around.is_some_and(|id| id != ROOT && outline.blocks_of(id).end == place + 1)
    };
    let is_title = |block: &Block| outline.node(block.node).tag.is_heading() && link_density(block) > 0.5;
    below
        .filter(|block| leads_on(outline, block) || is_title(block))
        .count()
        >= FEWEST_LINKS
        || is_last()
}

/// So many links to other articles make a list, if they are among so many blocks.
const FEWEST_LINKS: usize = 2;
const LOOK_AHEAD: usize = 6;

/// A notice has so many words at least.
const FEWEST_OF_A_NOTICE: u32 = 8;

/// Whether a block is about cookies, and stands in something small that asks to accept them.
fn asks_consent(outline: &Outline, block: &Block, is_kept: &dyn Fn(usize) -> bool) -> bool {
    let is_notice = |id: NodeId| {
        let run = outline.blocks_of(id);
        let blocks = outline.run(run.clone());
        id != ROOT
            && blocks.len() <= LONGEST_NOTICE
            && !run.into_iter().any(is_kept)
            && blocks.iter().any(|block| cookies::is_answer(outline.text(block)))
    };
    cookies::mentions(outline.text(block)) && outline.chain(block.node).take(NOTICE_DEPTH).any(is_notice)
}

/// A notice has at most so many blocks, and its text stands at most so deep in it.
const LONGEST_NOTICE: usize = 20;
const NOTICE_DEPTH: usize = 4;

/// The elements that the article's text stands in directly. Links right among it are its own: sources, footnotes, a line of see-also.
pub struct TextElements {
    holds: Vec<bool>,
    /// From its first block of prose to its last.
    run: Option<Range<usize>>,
    /// Words of its prose.
    pub words: u32,
}

impl TextElements {
    pub fn of(judged: &Judged<'_>) -> Self {
        let outline = judged.page.outline;
        let mut holds = vec![false; outline.nodes.len()];
        let mut run: Option<Range<usize>> = None;
        let mut words = 0;
        for (place, block) in outline.blocks.iter().enumerate() {
            if judged.verdicts.get(place) == Some(&Verdict::Keep) && judged.page.is_prose(place) {
                run = Some(run.map_or(place, |run| run.start)..place + 1);
                words += block.words;
                for id in [block.node, outline.node(block.node).parent] {
                    if let Some(slot) = holds.get_mut(id as usize) {
                        *slot = true;
                    }
                }
            }
        }
        Self { holds, run, words }
    }

    /// Whether a block stands among the article's paragraphs: between them or beside them.
    pub fn is_amid(&self, outline: &Outline, place: usize) -> bool {
        self.run.as_ref().is_some_and(|run| run.contains(&place)) || self.is_beside(outline, place)
    }

    /// Whether a block stands before the article's first paragraph.
    pub fn is_before(&self, place: usize) -> bool {
        self.run.as_ref().is_some_and(|run| place < run.start)
    }

    /// Whether a block stands after the article's last paragraph.
    pub fn is_after(&self, place: usize) -> bool {
        self.run.as_ref().is_some_and(|run| place >= run.end)
    }

    /// Whether a block stands beside the article's paragraphs in the same element, alone or as a part of a list.
    pub fn is_beside(&self, outline: &Outline, place: usize) -> bool {
        let Some(id) = outline.blocks.get(place).map(|block| block.node) else {
            return false;
        };
        let is_text = |id: NodeId| self.holds.get(id as usize) == Some(&true);
        let is_list = |id: &NodeId| matches!(outline.node(*id).tag, Tag::UL | Tag::OL | Tag::LI | Tag::P);
        let mut around = outline.chain(id).skip(1).skip_while(is_list);
        is_text(id) || around.next().is_some_and(is_text)
    }
}

/// More words of prose than this are no teaser, nor a button's label.
pub const LONGEST_TEASER: u32 = 40;

/// Of what heads others, whether it is the sources of an article: 'References', 'Quellen:'.
#[inline(never)]
pub fn heads_sources(outline: &Outline, block: &Block) -> Option<bool> {
    let text = outline.text(block);
    let is_label = || block.words <= LONGEST_LABEL && block.links == 0 && text.ends_with([':', '\u{ff1a}']);
    (outline.node(block.node).tag.is_heading() || is_label()).then(|| begins_with_one_of(text, "source"))
}

/// A line that heads others without being a heading has at most so many words.
const LONGEST_LABEL: u32 = 4;

/// Gives the blocks without a name that of those they stand among: the dates and labels of a list, the fields of a form.
fn spread(outline: &Outline, furniture: &Furniture, is_kept: &dyn Fn(usize) -> bool, names: &mut [Option<Name>]) {
    let stands_apart = apart(outline, names);
    for id in outline.ids().skip(1).rev() {
        let run = outline.blocks_of(id);
        if run.len() < 2 || run.len() > MOST_BLOCKS || is_part_of_every_page(outline, id) || run.clone().any(is_kept) {
            continue;
        }
        if let Some(name) = prevailing(names, &run) {
            let blocks = outline.run(run.clone());
            let is_apart = stands_apart.get(run.clone()).unwrap_or_default();
            let slots = names.get_mut(run).unwrap_or_default();
            // Prose above all of them is no teaser.
            let mut has_begun = false;
            for ((block, slot), is_apart) in blocks.iter().zip(slots).zip(is_apart) {
                has_begun |= slot.is_some();
                let is_apart = *is_apart || !has_begun && is_prose(outline, block);
                let may_be = !is_apart || name.0 != Kind::Recommendation;
                if may_be && (link_density(block) <= 0.5 || furniture.around(block).is_none()) {
                    slot.get_or_insert_with(|| name.clone());
                }
            }
        }
    }
}

/// Which blocks stand below a heading of their own, in an element in which nothing has a name, and which say whose the page is: beside a
/// list stand other things in a sidebar or a footer.
pub fn apart(outline: &Outline, names: &[Option<Name>]) -> Vec<bool> {
    let known = Sums::of(names.iter().map(|name| u32::from(name.is_some())));
    let mut apart: Vec<bool> = outline
        .blocks
        .iter()
        .map(|block| states_rights_of_page(outline, block))
        .collect();
    for id in outline.ids().skip(1) {
        let run = outline.blocks_of(id);
        let heading = outline.blocks.get(run.start);
        let is_headed = heading.is_some_and(|heading| {
            heading.words <= LONGEST_HEADING && is_heading(outline, heading) && link_density(heading) <= 0.5
        });
        if is_headed && run.len() > 1 && run.len() <= MOST_BLOCKS && known.over(&run) == 0 {
            apart.get_mut(run).unwrap_or_default().fill(true);
        }
    }
    apart
}

/// A list has at most so many blocks.
const MOST_BLOCKS: usize = 300;

/// The name of most of a run's named blocks, if those are enough of it.
fn prevailing(names: &[Option<Name>], run: &Range<usize>) -> Option<Name> {
    let all = names.get(run.clone())?;
    let known: Vec<&Name> = all.iter().flatten().collect();
    #[expect(clippy::cast_precision_loss, reason = "a share of a few hundred")]
    let is_enough = known.len() as f64 >= OF_A_LIST * all.len() as f64 && known.len() < all.len();
    let first = known.first().filter(|_| is_enough)?;
    let alike = known.iter().filter(|name| name.0 == first.0).count();
    (alike * 2 > known.len()).then(|| (*first).clone())
}

fn is_part_of_every_page(outline: &Outline, id: NodeId) -> bool {
    matches!(
        outline.node(id).tag,
        Tag::BODY | Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER | Tag::NAV
    )
}
