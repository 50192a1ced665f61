//! From tags to elements: what starts, what ends, and which text counts.

use std::any::Any;
use std::ops::Range;

use lol_html::html_content::TextType;

use super::element::{Attributes, Element};
use super::elements::{Names, Tag};
use super::entities::ReferenceDecoder;
use super::head::Head;
use super::open_elements::{Change, OpenElements};
use super::tokens::read_fragment;
use crate::words::count_words;

/// What a token is, for handlers that care where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Start(Tag),
    End(Tag),
    Text,
    /// A comment or a doctype.
    Comment,
    /// There are no more tokens; what is told next ends with the page.
    PageEnd,
}

/// What the reader tells of a page, in the page's order.
pub trait Handler: Any + Send {
    /// The next token, and the bytes of decoded text it stands at. What is told until the one after follows from it.
    fn token(&mut self, _kind: TokenKind, _bytes: Range<u64>) {}
    /// An element starts whose content is not read as markup: `script`, `style`, `iframe`, `textarea`, `noscript`, `title`. It is not
    /// told by [`start`](Self::start), but for a `noscript` that turns out at its end to hold content.
    fn raw(&mut self, _element: &Element<'_>) {}
    /// What [`raw`](Self::raw) told of ends.
    fn raw_end(&mut self) {}
    /// `<html>`, whose start tag may come late, twice or never.
    fn html(&mut self, _element: &Element<'_>) {}
    /// `<body>`, whose start tag may come late, twice or never.
    fn body(&mut self, element: &Element<'_>);
    /// What the head states of the page; told right before [`body`](Self::body), and before what stands in a body without a start tag.
    fn head(&mut self, _head: &Head) {}
    /// An element starts; it is the innermost one now. In a `mute` one (script, svg, template …) no text follows.
    fn start(&mut self, element: &Element<'_>, mute: bool);
    /// The innermost element ends.
    fn end(&mut self);
    /// The open element at this place (0 is the outermost) ends before those inside it.
    fn end_at(&mut self, place: usize);
    /// An element without content: `br`, `img`, `input`, in foreign content one that closes itself …
    fn void(&mut self, element: &Element<'_>);
    /// A script holds a formula: in TeX, or, if there is none, in MathML that is told next.
    fn tex(&mut self, _tex: &str, _is_display: bool) {}
    /// A `source` or `embed` in an element whose content is no part of the page.
    fn muted(&mut self, _element: &Element<'_>) {}
    /// A block starts or ends that is nested too deep to be told.
    fn boundary(&mut self);
    /// Text of the innermost element, references decoded, white space as it is. A text node may come in pieces.
    fn text(&mut self, text: &str);
}

/// Text that is no text of the page, collected until its end tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Title,
    LinkedData,
    Noscript,
    /// A formula for MathJax to set: in TeX, on a line of its own or not, or in MathML.
    Tex(bool),
    MathMl,
    Ignored,
}

/// A `<noscript>` with as many words holds content (forums put their posts there), not a message.
const NOSCRIPT_WORDS: usize = 20;

/// One for all handlers: they are told through a `dyn`, so that the WebAssembly module has all this once.
pub struct Tree {
    pub handler: Box<dyn Handler>,
    pub head: Head,
    has_told_head: bool,
    pub names: Names,
    /// Those of the start tag that is told next.
    pub attributes: Attributes,
    open: OpenElements,
    /// Open elements whose text does not count.
    mutes: usize,
    /// Joins the references of a text node that comes in pieces.
    references: ReferenceDecoder,
    raw: Option<(Tag, Raw)>,
    raw_text: String,
    /// How deep what is read now stands in markup that stood in the page as text.
    fragments: usize,
}

/// Markup that stands as text in markup that stands as text is read once more, and no further: the innermost would be read
/// as often as it is deep.
const MOST_FRAGMENTS: usize = 2;

impl Tree {
    pub fn new(handler: Box<dyn Handler>) -> Self {
        Self {
            handler,
            head: Head::default(),
            has_told_head: false,
            names: Names::default(),
            attributes: Attributes::default(),
            open: OpenElements::default(),
            mutes: 0,
            references: ReferenceDecoder::default(),
            raw: None,
            raw_text: String::new(),
            fragments: 0,
        }
    }

    /// `bytes` is where the tag stands; none is told for what stands in a fragment. Its attributes have been read.
    pub fn start_tag(&mut self, tag: Tag, name: &str, self_closing: bool, foreign: bool, bytes: Option<Range<u64>>) {
        self.end_text();
        if let Some(bytes) = bytes {
            self.handler.token(TokenKind::Start(tag), bytes);
        }
        let element = Element::new(tag, name, &self.attributes);
        match tag {
            Tag::HTML => {
                self.head.html(&element);
                return self.handler.html(&element);
            }
            Tag::HEAD => return,
            Tag::BODY => {
                self.head.html(&element);
                self.has_told_head = true;
                self.handler.head(&self.head);
                return self.handler.body(&element);
            }
            Tag::META if !foreign => return self.head.meta(&element),
            Tag::LINK | Tag::BASE if !foreign => return self.head.link(&element),
            _ => {}
        }
        if !foreign && let Some(raw) = raw_text_of(tag, &element) {
            self.raw = Some((tag, raw));
            self.raw_text.clear();
            self.handler.raw(&element);
            if tag.is_block() {
                self.handler.boundary();
            }
            return;
        }
        let Self {
            open, handler, mutes, ..
        } = self;
        if tag != Tag::TEMPLATE {
            tell_head(&mut self.has_told_head, &self.head, handler.as_mut());
        }
        let opens = open.start(tag, &mut |change| apply(change, handler.as_mut(), mutes));
        if tag.is_void() && !foreign {
            if *mutes == 0 {
                handler.void(&element);
            } else if matches!(tag, Tag::SOURCE | Tag::EMBED) {
                handler.muted(&element);
            }
            return;
        }
        // Only foreign elements can close themselves: `<div/>` is an open `div`.
        if foreign && self_closing {
            if !opens {
                open.end(tag, &mut |change| apply(change, handler.as_mut(), mutes));
            } else if *mutes == 0 {
                handler.void(&element);
            }
            return;
        }
        if !opens {
            if tag.is_block() {
                handler.boundary();
            }
            return;
        }
        let shadow_root = tag == Tag::TEMPLATE && element.attribute("shadowrootmode").is_some();
        let mute = tag.is_mute() && !shadow_root;
        handler.start(&element, *mutes > 0 || mute);
        open.push(if shadow_root { Tag::SLOT } else { tag });
        *mutes += usize::from(mute);
    }

    /// `bytes` as for [`start_tag`](Self::start_tag).
    pub fn end_tag(&mut self, tag: Tag, bytes: Option<Range<u64>>) {
        self.end_text();
        if let Some(bytes) = bytes {
            self.handler.token(TokenKind::End(tag), bytes);
        }
        if self.raw.is_some_and(|(open, _)| open == tag) {
            return self.end_raw_text();
        }
        match tag {
            Tag::HTML | Tag::BODY | Tag::HEAD => return,
            // `</br>` is read as `<br>`, `</p>` without a `p` as an empty one: a block ends either way.
            Tag::BR | Tag::P if self.mutes == 0 => self.handler.boundary(),
            _ => {}
        }
        // A template that holds a shadow root stands on the stack as what it is for readers, a slot.
        let tag = if tag == Tag::TEMPLATE && !self.open.has(Tag::TEMPLATE) {
            Tag::SLOT
        } else {
            tag
        };
        let Self {
            open, handler, mutes, ..
        } = self;
        open.end(tag, &mut |change| apply(change, handler.as_mut(), mutes));
    }

    /// A piece of a text node.
    pub fn text(&mut self, text: &str, kind: TextType) {
        if let Some((_, raw)) = self.raw {
            if raw != Raw::Ignored {
                self.raw_text.push_str(text);
            }
            return;
        }
        if self.mutes > 0 || text.is_empty() {
            return;
        }
        if !self.has_told_head && text.contains(|letter: char| !letter.is_whitespace()) {
            tell_head(&mut self.has_told_head, &self.head, self.handler.as_mut());
        }
        if kind.allows_html_entities() {
            let text = self.references.decode(text);
            self.handler.text(&text);
        } else {
            self.handler.text(text);
        }
    }

    /// A text node ends.
    pub fn end_text(&mut self) {
        if let Some(rest) = self.references.finish() {
            self.handler.text(&rest);
        }
    }

    pub fn finish(&mut self) {
        self.end_text();
        self.handler.token(TokenKind::PageEnd, u64::MAX..u64::MAX);
        if self.raw.is_some() {
            self.end_raw_text();
        }
        let Self {
            open, handler, mutes, ..
        } = self;
        open.finish(&mut |change| apply(change, handler.as_mut(), mutes));
    }

    fn end_raw_text(&mut self) {
        let Some((tag, raw)) = self.raw.take() else { return };
        let text = std::mem::take(&mut self.raw_text);
        match raw {
            Raw::Title => self.head.title(&text),
            Raw::LinkedData => self.head.linked_data(&text),
            Raw::Noscript => self.noscript(&text),
            Raw::Tex(is_display) => self.handler.tex(&text, is_display),
            Raw::MathMl => {
                self.handler.tex("", false);
                self.fragment(&text, false);
            }
            Raw::Ignored => {}
        }
        self.handler.raw_end();
        if tag.is_block() {
            self.handler.boundary();
        }
    }

    /// Reads a `<noscript>`'s text as markup: all of it, or only its images.
    fn noscript(&mut self, markup: &str) {
        if self.mutes > 0 {
            return;
        }
        let only_images = count_words(&without_tags(markup)) < NOSCRIPT_WORDS;
        if only_images && !markup.contains("<img") {
            return;
        }
        let none = Attributes::default();
        let element = Element::new(Tag::NOSCRIPT, "noscript", &none);
        let Self {
            open, handler, mutes, ..
        } = self;
        if !open.start(Tag::NOSCRIPT, &mut |change| apply(change, handler.as_mut(), mutes)) {
            return;
        }
        handler.start(&element, only_images);
        open.push(Tag::NOSCRIPT);
        // Not counted as a mute element, so that the images in it are told; its text is what must not be.
        self.fragment(markup, only_images);
        let Self {
            open, handler, mutes, ..
        } = self;
        open.end(Tag::NOSCRIPT, &mut |change| apply(change, handler.as_mut(), mutes));
    }

    /// Reads markup that stood in the page as text. What it leaves open ends with it, and what is open around it goes on.
    fn fragment(&mut self, markup: &str, only_images: bool) {
        if self.fragments == MOST_FRAGMENTS {
            return;
        }
        self.fragments += 1;
        let around = self.open.enter();
        read_fragment(self, markup, only_images);
        self.end_text();
        if self.raw.is_some() {
            self.end_raw_text();
        }
        let Self {
            open, handler, mutes, ..
        } = self;
        open.leave(&around, &mut |change| apply(change, handler.as_mut(), mutes));
        self.fragments -= 1;
    }
}

/// Tells what the head says before the first thing that stands in a body without a start tag.
fn tell_head(has_told: &mut bool, head: &Head, handler: &mut dyn Handler) {
    if !*has_told {
        *has_told = true;
        handler.head(head);
    }
}

/// Passes on what a tag did to the stack of open elements.
fn apply(change: Change, handler: &mut dyn Handler, mutes: &mut usize) {
    let tag = match change {
        Change::Pop(tag) => {
            handler.end();
            tag
        }
        Change::Remove(place, tag) => {
            handler.end_at(place);
            tag
        }
    };
    if tag.is_mute() {
        *mutes = mutes.saturating_sub(1);
    }
}

/// Elements in which `lol_html` reads no tags (HTML § 13.2.5.2 and on), and what their text is for.
fn raw_text_of(tag: Tag, element: &Element<'_>) -> Option<Raw> {
    match tag {
        Tag::TITLE => Some(Raw::Title),
        Tag::SCRIPT => {
            let kind = element.attribute("type").unwrap_or_default();
            Some(match kind.trim() {
                kind if kind.eq_ignore_ascii_case("application/ld+json") => Raw::LinkedData,
                "math/mml" => Raw::MathMl,
                kind if kind.starts_with("math/tex") => Raw::Tex(kind.contains("display")),
                _ => Raw::Ignored,
            })
        }
        Tag::NOSCRIPT => Some(Raw::Noscript),
        Tag::STYLE | Tag::TEXTAREA | Tag::IFRAME | Tag::NOEMBED | Tag::NOFRAMES => Some(Raw::Ignored),
        _ => None,
    }
}

/// The text between tags, well enough to count words.
fn without_tags(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    for (place, piece) in markup.split('<').enumerate() {
        let after_tag = if place == 0 {
            piece
        } else {
            piece.split_once('>').map_or("", |(_, after)| after)
        };
        text.push_str(after_tag);
        text.push(' ');
    }
    text
}
