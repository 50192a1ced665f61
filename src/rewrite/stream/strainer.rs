use std::collections::VecDeque;
use std::ops::Range;

use super::candidate::Candidate;
use super::dropping::Dropping;
use super::heading::BEFORE_CARDS;
use super::label::Label;
use super::listing::Teasers;
use crate::article::Removed;
use crate::clutter::{Kind, Marker, Marks, hint_of, is_marker_attribute, names_menu};
use crate::outline::{Builder, NodeId, Outline, ROOT, TokenId};
use crate::reader::{Element, Handler, Head, Tag, TokenKind};
use crate::rewrite::elements::{Bounds, Elements, Ended};
use crate::rewrite::forms::Asks;
use crate::rewrite::furniture::{is_furniture_tag, names_furniture};
use crate::rewrite::guesses::TEXT_OF_AN_ARTICLE;
use crate::rewrite::naming::telling_tokens;
use crate::rewrite::options::PageOptions;
use crate::rewrite::words::has_word_of;

/// Sorts the page's bytes into those that go and those that stay, while it is still arriving.
pub struct Strainer {
    pub(super) options: PageOptions,
    pub(super) builder: Builder,
    marks: Marks,
    /// What the names of the outline's tokens tell, by their numbers.
    hints: Vec<Option<Kind>>,
    /// Which of them are of menus.
    menus: Vec<bool>,
    pub(super) elements: Elements<About>,
    /// Blocks that the outline has forgotten.
    pub(super) forgotten: usize,
    /// The number of the block that is to be looked at next.
    pub(super) next_block: usize,
    /// Words of prose so far, but for what goes.
    pub(super) prose: u32,
    /// Of them, words of text that runs on: a paragraph below the title of another article is a teaser.
    pub(super) text: u32,
    pub(super) teasers: Teasers,
    /// The page says that it is an article.
    states_article: bool,
    /// The page is the front page of its site.
    is_front_page: bool,
    /// Links so far that lead to other articles.
    pub(super) titles: u32,
    /// The last block points back to the article before.
    pub(super) is_second: bool,
    /// The number of the block that is the page's first `h1`.
    pub(super) title: Option<usize>,
    /// From this place on, the open elements hold no block yet.
    pub(super) fresh: usize,
    /// Short blocks that these hold all the same.
    pub(super) labels: u32,
    pub(super) candidate: Option<Candidate>,
    /// What may be the label of an ad, until its block is complete.
    pub(super) label: Option<Label>,
    /// Where the open elements start that are marked as something to remove, the outermost first.
    pub(super) marked: Vec<u64>,
    /// What marks the element whose content is not read as markup.
    pub(super) raw: Option<Mark>,
    /// Marked elements that are left out although they have not ended.
    pub(super) dropping: Option<Dropping>,
    /// What becomes of the tags of elements that go: see [`Bounds::shell`]. By where they start.
    pub(super) shells: Vec<(u64, bool)>,
    /// Elements that have ended and of which that hangs on the next token: where they start, and what that start has ended.
    pub(super) asking: Vec<(u64, Tag)>,
    /// Elements that started before this have been let go.
    pub(super) floor: u64,
    /// What goes, but is not given yet because something around it is not decided.
    pub(super) ready: Vec<Removal>,
    pub(super) cuts: VecDeque<Range<u64>>,
    /// What went since it was asked for.
    pub(super) removed: Vec<Removed>,
}

/// What is known of an open element.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct About {
    /// What marks it as something that goes.
    pub mark: Option<Mark>,
    /// What a part of its name says that it is, if that goes and it is not marked.
    pub hint: Option<Kind>,
    /// No name says it: it may be a list of other articles by what will be in it.
    pub is_unnamed: bool,
    /// A sidebar, in which lists of links lead to other articles.
    pub is_side: bool,
    /// If paragraphs of text stand right in it, the words of the only one of them.
    pub text: Option<u32>,
    /// It, or what it stands in, is a menu, header or footer.
    pub is_menu: bool,
    /// It, or what it stands in, says that it is none of the article.
    pub is_apart: bool,
    /// It, or what it stands in, is called something else that stays.
    pub is_other: bool,
    /// The number of the next block when it started.
    pub first_block: usize,
    /// Words of prose before it.
    pub prose: u32,
    /// Links to other articles before it.
    pub titles: u32,
    /// What the fields of a form ask for.
    pub asks: Asks,
    /// Its start tag was left out, and its end tag must be too.
    pub is_orphan: bool,
}

/// What marks an element as something that goes.
#[derive(Debug, Clone, Copy)]
pub enum Mark {
    Marker(&'static Marker),
    /// One of the user's filters names it; the builder knows which.
    Filter,
}

/// Something that goes.
pub struct Removal {
    pub bounds: Vec<Bounds>,
    /// The numbers of its blocks.
    pub blocks: Range<usize>,
    /// None for an end tag whose start tag went before.
    pub removed: Option<Removed>,
}

impl Strainer {
    pub fn new(options: PageOptions) -> Self {
        Self {
            builder: Builder::new(is_marker_attribute).with_filters(options.sieve()),
            options,
            marks: Marks::default(),
            hints: Vec::new(),
            menus: Vec::new(),
            elements: Elements::new(),
            forgotten: 0,
            next_block: 0,
            prose: 0,
            text: 0,
            teasers: Teasers::default(),
            states_article: false,
            is_front_page: false,
            titles: 0,
            is_second: false,
            title: None,
            fresh: 0,
            labels: 0,
            candidate: None,
            label: None,
            marked: Vec::new(),
            raw: None,
            dropping: None,
            shells: Vec::new(),
            asking: Vec::new(),
            floor: 0,
            ready: Vec::new(),
            cuts: VecDeque::new(),
            removed: Vec::new(),
        }
    }

    /// Takes what was removed since the last time.
    pub fn take_removed(&mut self) -> Vec<Removed> {
        std::mem::take(&mut self.removed)
    }

    pub(super) fn outline(&self) -> &Outline {
        self.builder.so_far()
    }

    /// The place in the outline of a block by its number.
    pub(super) fn place(&self, number: usize) -> usize {
        number.saturating_sub(self.forgotten)
    }

    /// Whether so much text has come that a list or a grid of cards is not what the page is made of, or the page says so.
    pub(super) fn has_begun(&self, words: u32) -> bool {
        self.states_article || self.text >= words
    }

    /// Whether what looks like something of a kind, and is not marked as that, goes: what a front page lists are other articles, and its own.
    pub(super) fn removes(&self, kind: Kind) -> bool {
        let lists_own = self.is_front_page && self.text < TEXT_OF_AN_ARTICLE;
        self.options.removes(kind) && !(lists_own && kind == Kind::Recommendation)
    }

    /// Whether a header or footer that starts now is not the page's but that of a section.
    fn is_in_section(&self) -> bool {
        let is_section = |tag: Tag| matches!(tag, Tag::SECTION | Tag::ASIDE);
        self.elements.open.iter().any(|open| is_section(open.tag))
    }

    /// Whether what stands here is in a sidebar.
    pub(super) fn stands_aside(&self) -> bool {
        self.elements.open.iter().any(|open| open.about.is_side)
    }

    /// How many blocks there were so far.
    pub(super) fn blocks(&self) -> usize {
        self.forgotten + self.outline().blocks.len()
    }

    /// Forgets what has been given, so that an endless page takes no more memory than what is held back of it.
    pub(super) fn forget(&mut self) {
        const MOST_NODES: usize = 2000;
        let is_large = self.outline().nodes.len() > MOST_NODES + self.elements.open.len();
        if is_large && self.candidate.is_none() && self.marked.is_empty() && self.ready.is_empty() {
            let blocks = self.blocks();
            if self.builder.forget() {
                self.forgotten = blocks;
                self.marks = Marks::default();
                self.hints.clear();
                for (node, open) in (1..).zip(&mut self.elements.open) {
                    open.node = node;
                }
            }
        }
        let decided = self.decided();
        self.elements.crossings.retain(|crossing| crossing.tag.end > decided);
    }

    fn note_field(&mut self, element: &Element<'_>) {
        if let Some(form) = self.elements.open.iter_mut().rfind(|open| open.tag == Tag::FORM) {
            form.about.asks.note(element);
        }
    }

    /// Settles what this token tells of elements that have ended before it.
    fn answer(&mut self) {
        let (elements, shells) = (&mut self.elements, &mut self.shells);
        self.asking.retain(|(start, before)| {
            let Some(needed) = elements.needs_shell(*before) else {
                return true;
            };
            shells.push((*start, needed));
            if !needed {
                elements.inherit(*before);
            }
            false
        });
    }

    /// Something stands beside the elements that have ended.
    pub(super) fn answer_content(&mut self) {
        self.shells
            .extend(self.asking.drain(..).map(|(start, _)| (start, true)));
    }

    fn ended(&mut self, place: usize, ended: Option<Ended<About>>) {
        let Some(Ended {
            node,
            bounds,
            waits_for,
            about,
        }) = ended
        else {
            return;
        };
        self.answer();
        self.fresh = self.fresh.min(self.elements.open.len());
        if let Some(before) = waits_for.filter(|_| self.is_undecided(bounds.start_tag.start)) {
            self.asking.push((bounds.start_tag.start, before));
            if bounds.end_tag.is_none() {
                self.answer();
            }
        }
        if about.is_orphan
            && let Some(end_tag) = &bounds.end_tag
        {
            self.drop_tag(end_tag.clone());
        }
        if about.mark.is_some() || about.hint.is_some() {
            // The innermost is the last.
            let place = self.marked.iter().rposition(|start| *start == bounds.start_tag.start);
            if let Some(place) = place {
                self.marked.remove(place);
            }
        }
        if self.dropping.is_some() {
            self.end_dropping(place, node, &bounds);
            return;
        }
        if let Some(mark) = about.mark {
            self.judge_marked(node, &bounds, mark, &about);
        } else if about.is_unnamed && about.hint.is_some() {
            self.judge_unnamed(place, node, &bounds, &about);
        } else if let Some(kind) = about.hint {
            self.judge_hinted(node, &bounds, kind, &about);
        }
        if about.is_other && self.titles.saturating_sub(about.titles) >= FEWEST_TITLES {
            // What holds it is no list either.
            self.give_up_listings();
        }
        self.note_label(node, &bounds);
        self.end_in_candidate(place, node, bounds);
    }
}

impl Handler for Strainer {
    fn token(&mut self, kind: TokenKind, bytes: Range<u64>) {
        if kind == TokenKind::PageEnd {
            self.settle_dropping();
        }
        self.elements.token(kind, bytes);
        self.spare_crossings();
        self.stop_at_seal();
        if !matches!(kind, TokenKind::End(_)) {
            self.answer();
        }
        if kind != TokenKind::PageEnd {
            self.keep_to_budget(self.elements.bytes.end);
        }
    }

    fn html(&mut self, element: &Element<'_>) {
        self.builder.html(element);
    }

    fn raw(&mut self, element: &Element<'_>) {
        self.builder.raw(element);
        self.note_field(element);
        if self.elements.start_raw() {
            self.raw = self.mark_of_bare(element);
        }
    }

    fn raw_end(&mut self) {
        if let Some(bounds) = self.elements.end_raw()
            && let Some(mark) = self.raw.take()
        {
            self.remove_bare(bounds, mark);
        }
    }

    fn head(&mut self, head: &Head) {
        self.states_article |= head.states_article();
        self.is_front_page |= head.states_front_page(self.options.url.as_deref());
    }

    fn body(&mut self, element: &Element<'_>) {
        self.builder.body(element);
        let says_post = self.outline().token_names(ROOT).any(names_post);
        self.states_article |= says_post;
    }

    fn start(&mut self, element: &Element<'_>, mute: bool) {
        self.builder.start(element, mute);
        self.look_at_blocks();
        if matches!(element.tag, Tag::NAV | Tag::MAIN) {
            self.give_up_listings();
        }
        let outline = self.builder.so_far();
        let node = NodeId::try_from(outline.nodes.len().saturating_sub(1)).unwrap_or(NodeId::MAX);
        self.marks.grow(&outline.tokens);
        let marker = self.marks.of_named(element.name, outline.node_tokens(node));
        let more = (self.hints.len()..outline.tokens.len()).filter_map(|id| TokenId::try_from(id).ok());
        let names = more.map(|id| outline.tokens.name(id));
        self.menus.extend(names.clone().map(names_menu));
        self.hints.extend(names.map(hint_of));
        let is_list = !matches!(
            element.tag,
            Tag::BODY | Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER
        );
        let hints = &self.hints;
        let tokens = telling_tokens(outline, node);
        let mut hinted = tokens
            .clone()
            .filter_map(|token| hints.get(token as usize).copied().flatten());
        let is_notice = is_list && hinted.clone().any(|kind| kind == Kind::Consent);
        let is_menu = self.elements.open.last().is_some_and(|around| around.about.is_menu)
            || is_furniture_tag(element.tag)
            || marker.is_some_and(names_furniture)
            || is_list
                && tokens
                    .clone()
                    .any(|token| self.menus.get(token as usize) == Some(&true));
        // A column beside the text starts after some of it.
        let is_side_name = |name: &str| has_word_of(name, "side");
        let names_side = || self.text >= BEFORE_HINTS && outline.token_names(node).any(is_side_name);
        let is_apart = is_menu
            || is_notice
            || marker.is_some()
            || self.elements.open.last().is_some_and(|around| around.about.is_apart);
        let is_side = element.tag == Tag::ASIDE || marker.is_some_and(names_sidebar) || names_side();
        // Comments have titles, dates and pictures as cards do; those in a sidebar are on other articles.
        let is_something_else = |kind: Kind| match kind {
            Kind::Share => !self.options.removes(kind),
            Kind::Comments => !self.options.removes(kind) && !self.stands_aside(),
            _ => false,
        };
        let is_other = is_list && hinted.clone().any(is_something_else)
            || self.elements.open.last().is_some_and(|around| around.about.is_other);
        let may_be_marked = !mute && self.dropping.is_none() && self.elements.raw.is_none();
        let marker = marker.filter(|marker| may_be_marked && self.options.removes(marker.kind));
        let mark = if self.builder.has_filtered() && self.dropping.is_none() && self.elements.raw.is_none() {
            Some(Mark::Filter)
        } else {
            marker.map(Mark::Marker)
        };
        let is_side_list = matches!(element.tag, Tag::UL | Tag::OL);
        let hint = hinted
            .find(|kind| self.removes(*kind))
            // What has another name comes before the article, too; of a list it would be no wonder that it is called one.
            .filter(|kind| *kind != Kind::Recommendation || self.has_begun(BEFORE_HINTS))
            .filter(|_| mark.is_none() && may_be_marked && is_list);
        let any_of = |kinds: &[Kind]| kinds.iter().any(|kind| self.removes(*kind));
        let may_be_form =
            element.tag == Tag::FORM && self.has_begun(BEFORE_HINTS) && any_of(&[Kind::Newsletter, Kind::Comments]);
        let may_be_listing = is_side_list && self.stands_aside() && self.has_begun(BEFORE_HINTS)
            || is_container(element.tag)
                && (self.has_begun(BEFORE_CARDS) || self.prose >= BEFORE_CARDS && self.options.removes(Kind::Ad))
                && (!is_menu || self.options.removes(Kind::Newsletter));
        let is_unnamed = (may_be_listing && any_of(&[Kind::Recommendation, Kind::Newsletter]) || may_be_form)
            && !is_other
            && hint.is_none()
            && mark.is_none()
            && may_be_marked;
        let hint = hint.or(is_unnamed.then_some(Kind::Recommendation));
        let about = About {
            mark,
            hint,
            is_unnamed,
            is_side,
            text: None,
            is_menu,
            is_apart,
            is_other,
            first_block: self.blocks(),
            prose: self.prose,
            titles: self.titles,
            asks: Asks::default(),
            is_orphan: false,
        };
        self.elements.start(element, node, about);
        if mark.is_some() || hint.is_some() {
            self.marked.push(self.elements.bytes.start);
        }
        let is_own_header = matches!(element.tag, Tag::HEADER | Tag::FOOTER) && self.is_in_section();
        if holds_more_than_a_list(element.tag) && !is_own_header || self.elements.raw.is_some() {
            self.fresh = self.elements.open.len();
        }
        if let Some(candidate) = &mut self.candidate {
            candidate.elements += 1;
        }
    }

    fn end(&mut self) {
        self.builder.end();
        self.look_at_blocks();
        let ended = self.elements.end();
        self.spare_crossings();
        self.ended(self.elements.open.len(), ended);
    }

    fn end_at(&mut self, place: usize) {
        self.builder.end_at(place);
        self.look_at_blocks();
        let ended = self.elements.end_at(place);
        self.spare_crossings();
        // Places inside it move up: what was thought of them no longer holds.
        self.candidate = None;
        self.ended(place, ended);
        self.shift_dropping(place);
        self.stop_at_seal();
    }

    fn void(&mut self, element: &Element<'_>) {
        self.builder.void(element);
        self.look_at_blocks();
        self.note_field(element);
        if let Some(candidate) = &mut self.candidate {
            candidate.elements += 1;
        }
        if let Some(mark) = self.mark_of_bare(element) {
            self.remove_bare(self.elements.whole_token(), mark);
        }
    }

    fn tex(&mut self, tex: &str, is_display: bool) {
        self.builder.tex(tex, is_display);
    }

    fn boundary(&mut self) {
        self.builder.boundary();
        self.look_at_blocks();
        if matches!(self.elements.kind(), TokenKind::End(_)) {
            // `</p>` and `</br>` without their start tag are elements of their own.
            self.answer_content();
        }
    }

    fn text(&mut self, text: &str) {
        self.builder.text(text);
        if text.contains(|letter: char| !letter.is_whitespace()) {
            self.answer_content();
        }
        self.let_long_text_go();
        self.give_up_label();
    }
}

/// Whether a class of the body says that the page is a post, as those of `WordPress` and Drupal do: `single-post`, `node-type-article`.
fn names_post(token: &str) -> bool {
    ["single-", "node-type-", "page-node-type-"]
        .iter()
        .any(|start| token.starts_with(start))
        && has_word_of(token, "post")
}

/// Whether a marker says that its element is a sidebar.
fn names_sidebar(marker: &Marker) -> bool {
    marker.kind == Kind::Boilerplate
        && ["sidebar", "secondary", "widget"]
            .iter()
            .any(|part| marker.selector.contains(part))
}

/// Elements that hold cards or a list.
fn is_container(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::DIV | Tag::SECTION | Tag::ASIDE | Tag::UL | Tag::OL | Tag::TABLE
    )
}

/// Words of prose after which parts of names are asked: before the article has begun, they may be its own.
pub const BEFORE_HINTS: u32 = 50;

/// With so many titles, what is called something else would make a list of what it stands in.
const FEWEST_TITLES: u32 = 2;

/// Elements that are no list, whatever they begin with.
fn holds_more_than_a_list(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER | Tag::NOSCRIPT
    )
}
