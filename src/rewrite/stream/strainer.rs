use std::collections::VecDeque;
use std::ops::Range;

use super::candidate::Candidate;
use super::dropping::Dropping;
use super::label::Label;
use super::listing::Teasers;
use super::starting::{About, Mark, Names};
use crate::address::Address;
use crate::article::Removed;
use crate::clutter::{Kind, Why, is_marker_attribute};
use crate::outline::{Block, Builder, Outline, ROOT};
use crate::reader::{Element, Handler, Head, Tag, TokenKind};
use crate::rewrite::elements::{Bounds, Elements, Ended};
use crate::rewrite::furniture::is_part_of_page;
use crate::rewrite::guesses::TEXT_OF_AN_ARTICLE;
use crate::rewrite::options::PageOptions;
use crate::rewrite::words::{has_word_of, words};

/// Sorts the page's bytes into those that go and those that stay, while it is still arriving.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Strainer {
    pub(super) options: PageOptions,
    pub(super) builder: Builder,
    pub(super) names: Names,
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
    /// The page is the front page of its site or of a section.
    is_front_page: bool,
    /// The page is the list of a category, a month, an author.
    is_archive: bool,
    /// The last heading is that of sources.
    pub(super) is_of_sources: bool,
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

/// Something that goes.
pub struct Removal {
    pub bounds: Vec<Bounds>,
    /// The numbers of its blocks.
    pub blocks: Range<usize>,
    /// None for an end tag whose start tag went before.
    pub account: Option<Account>,
}

/// What is told of something that goes.
pub struct Account {
    pub kind: Kind,
    pub why: Why,
    pub path: String,
    pub text: String,
}

impl From<Account> for Removed {
    fn from(account: Account) -> Self {
        let Account { kind, why, path, text } = account;
        let reason = why.text();
        Self {
            kind,
            reason,
            path,
            text,
        }
    }
}

/// So much is remembered of what has been decided.
const MOST_NODES: usize = 2000;
const MOST_READY: usize = 100;

impl Strainer {
    pub fn new(options: PageOptions) -> Self {
        Self {
            builder: Builder::new(is_marker_attribute).with_filters(options.reading.sieve()),
            options,
            names: Names::default(),
            elements: Elements::new(),
            forgotten: 0,
            next_block: 0,
            prose: 0,
            text: 0,
            teasers: Teasers::default(),
            states_article: false,
            is_front_page: false,
            is_archive: false,
            is_of_sources: false,
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

    /// The blocks of these numbers.
    pub(super) fn run(&self, numbers: Range<usize>) -> &[Block] {
        self.outline().run(self.place(numbers.start)..self.place(numbers.end))
    }

    /// Whether so much text has come that a list or a grid of cards is not what the page is made of, or the page says so.
    pub(super) fn has_begun(&self, words: u32) -> bool {
        let words = if self.is_archive { TEXT_OF_AN_ARTICLE } else { words };
        self.states_article || self.text >= words
    }

    /// Whether what looks like something of a kind, and is not marked as that, goes: what a front page lists are other articles, and its own.
    pub(super) fn removes(&self, kind: Kind) -> bool {
        let lists_own = self.is_front_page && self.text < TEXT_OF_AN_ARTICLE;
        self.options.removes(kind) && !(lists_own && kind == Kind::Recommendation)
    }

    /// Whether a header or footer that starts now is not the site's but that of a part of the page.
    fn is_in_part(&self) -> bool {
        self.elements.open.iter().any(|open| is_part_of_page(open.tag))
    }

    /// Whether what stands here is in a sidebar.
    pub(super) fn stands_aside(&self) -> bool {
        self.elements.open.iter().any(|open| open.about.is_side)
    }

    /// How many blocks there were so far.
    pub(super) fn blocks(&self) -> usize {
        self.forgotten + self.outline().blocks.len()
    }

    /// Whether there is more to be remembered than need be.
    fn is_large(&self) -> bool {
        self.ready.len() > MOST_READY || self.outline().nodes.len() > MOST_NODES + self.elements.open.len()
    }

    /// Forgets what has been given, so that an endless page takes no more memory than what is held back of it.
    pub(super) fn forget(&mut self) {
        if self.is_large() && self.candidate.is_none() && self.marked.is_empty() && self.ready.is_empty() {
            let blocks = self.blocks();
            if self.builder.forget() {
                self.forgotten = blocks;
                self.names = Names::default();
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
        // However much of the page comes at once.
        if self.is_large() {
            self.settle();
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
        let url = self.options.reading.url.as_deref();
        self.is_front_page |= head.states_front_page(url);
        let address = url.or(head.canonical.as_deref());
        self.is_archive |= address.is_some_and(is_archive);
    }

    fn body(&mut self, element: &Element<'_>) {
        self.builder.body(element);
        for class in self.builder.so_far().token_names(ROOT) {
            self.states_article |= names_post(class);
            // In the way of `WordPress`.
            self.is_archive |= class == "archive";
        }
    }

    fn start(&mut self, element: &Element<'_>, mute: bool) {
        self.builder.start(element, mute);
        self.look_at_blocks();
        if matches!(element.tag, Tag::NAV | Tag::MAIN) {
            self.give_up_listings();
        }
        let (node, about) = self.about_of(element, mute);
        let may_go = about.mark.is_some() || about.hint.is_some();
        self.elements.start(element, node, about);
        if may_go {
            self.marked.push(self.elements.bytes.start);
        }
        let is_own_header = matches!(element.tag, Tag::HEADER | Tag::FOOTER) && self.is_in_part();
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

/// Whether an address is that of the list of a category, or of what an author wrote: `https://example.org/category/boats/`.
fn is_archive(address: &str) -> bool {
    let before_last = Address::of(address).step_from_end(1);
    words("archive").any(|word| word == before_last)
}

/// With so many titles, what is called something else would make a list of what it stands in.
const FEWEST_TITLES: u32 = 2;

/// Elements that are no list, whatever they begin with.
fn holds_more_than_a_list(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER | Tag::NOSCRIPT
    )
}
