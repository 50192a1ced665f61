//! What an element may be when it starts: by its markers, its names and what has come before it.

use super::heading::BEFORE_CARDS;
use super::strainer::Strainer;
use crate::clutter::{Kind, Marker, Marks, hint_of, names_menu};
use crate::outline::{NodeId, Outline};
use crate::reader::{Element, Tag};
use crate::rewrite::forms::Asks;
use crate::rewrite::furniture::{is_furniture_tag, names_furniture};
use crate::rewrite::naming::telling_tokens;
use crate::rewrite::words::has_word_of;

/// Words of prose after which parts of names are asked: before the article has begun, they may be its own.
pub const BEFORE_HINTS: u32 = 50;

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

/// What the outline's tokens tell as names, each looked up once.
#[derive(Default)]
pub struct Names {
    marks: Marks,
    told: Vec<Told>,
}

/// What a name tells by its parts.
#[derive(Clone, Copy)]
struct Told {
    hint: Option<Kind>,
    is_menu: bool,
}

impl Names {
    /// Looks up the tokens that have come since the last time.
    fn grow(&mut self, outline: &Outline) {
        self.marks.grow(&outline.tokens);
        let names = outline.tokens.names_from(self.told.len());
        self.told.extend(names.map(|name| Told {
            hint: hint_of(name),
            is_menu: names_menu(name),
        }));
    }
}

impl Strainer {
    /// What is known of the element that has been added to the outline last.
    pub(super) fn about_of(&mut self, element: &Element<'_>, mute: bool) -> (NodeId, About) {
        let outline = self.builder.so_far();
        let node = outline.last();
        self.names.grow(outline);
        let marker = self.names.marks.of_named(element.name, outline.node_tokens(node));
        let is_list = !matches!(
            element.tag,
            Tag::BODY | Tag::MAIN | Tag::ARTICLE | Tag::HEADER | Tag::FOOTER
        );
        let told = telling_tokens(outline, node).filter_map(|token| self.names.told.get(token as usize));
        let mut hinted = told.clone().filter_map(|told| told.hint);
        let is_notice = is_list && hinted.clone().any(|kind| kind == Kind::Consent);
        let around = self.elements.open.last().map(|around| &around.about);
        let is_menu = around.is_some_and(|around| around.is_menu)
            || is_furniture_tag(element.tag)
            || marker.is_some_and(names_furniture)
            || is_list && told.clone().any(|told| told.is_menu);
        // A column beside the text starts after some of it.
        let is_side_name = |name: &str| has_word_of(name, "side");
        let names_side = || self.text >= BEFORE_HINTS && outline.token_names(node).any(is_side_name);
        let is_apart = is_menu || is_notice || marker.is_some() || around.is_some_and(|around| around.is_apart);
        let is_side = element.tag == Tag::ASIDE || marker.is_some_and(names_sidebar) || names_side();
        // Comments have titles, dates and pictures as cards do; those in a sidebar are on other articles.
        let is_something_else = |kind: Kind| match kind {
            Kind::Share => !self.options.removes(kind),
            Kind::Comments => !self.options.removes(kind) && !self.stands_aside(),
            _ => false,
        };
        let is_other = is_list && hinted.clone().any(is_something_else) || around.is_some_and(|around| around.is_other);
        let is_told_apart = self.dropping.is_none() && self.elements.raw.is_none();
        let may_be_marked = !mute && is_told_apart;
        let marker = marker.filter(|marker| may_be_marked && self.options.removes(marker.kind));
        let mark = if self.builder.has_filtered() && is_told_apart {
            Some(Mark::Filter)
        } else {
            marker.map(Mark::Marker)
        };
        let hint = hinted
            .find(|kind| self.removes(*kind))
            // What has another name comes before the article, too; of a list it would be no wonder that it is called one.
            .filter(|kind| *kind != Kind::Recommendation || self.has_begun(BEFORE_HINTS))
            .filter(|_| mark.is_none() && may_be_marked && is_list);
        let is_unnamed =
            hint.is_none() && mark.is_none() && may_be_marked && !is_other && self.may_be_unnamed(element.tag, is_menu);
        let about = About {
            mark,
            hint: hint.or(is_unnamed.then_some(Kind::Recommendation)),
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
        (node, about)
    }

    /// Whether an element without a telling name may be a list of other articles, or a form that goes, by what has come before it.
    fn may_be_unnamed(&self, tag: Tag, is_menu: bool) -> bool {
        let any_of = |kinds: &[Kind]| kinds.iter().any(|kind| self.removes(*kind));
        let may_be_form = tag == Tag::FORM && self.has_begun(BEFORE_HINTS);
        let is_side_list = matches!(tag, Tag::UL | Tag::OL) && self.stands_aside();
        let may_be_listing = is_side_list && self.has_begun(BEFORE_HINTS)
            || is_container(tag)
                && (self.has_begun(BEFORE_CARDS) || self.prose >= BEFORE_CARDS && self.options.removes(Kind::Ad))
                && (!is_menu || self.options.removes(Kind::Newsletter));
        may_be_listing && any_of(&[Kind::Recommendation, Kind::Newsletter])
            || may_be_form && any_of(&[Kind::Newsletter, Kind::Comments])
    }
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
