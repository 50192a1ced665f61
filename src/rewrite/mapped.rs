//! The outline of a page together with where its elements stand.

use std::ops::Range;

use super::elements::{Bounds, Elements, Ended};
use super::forms::{Asks, Purpose};
use crate::clutter::{Marker, Marks, is_marker_attribute, marker_of_element};
use crate::filters::Sieve;
use crate::outline::{Builder, NodeId};
use crate::reader::{Element, Handler, Tag, TokenKind};

/// Builds the outline and takes note of bytes.
pub struct Mapped {
    pub builder: Builder,
    pub elements: Elements<About>,
    /// Of each of the outline's elements, once it has ended.
    pub found: Vec<Found>,
    /// Elements of which the outline knows nothing: marked ones without text, such as empty slots and frames, and what filters name.
    pub bare: Vec<Bare>,
    /// Forms that are for something to leave out, and why they are, in the order of the elements.
    pub forms: Vec<Purpose>,
    marks: Marks,
    /// What marks the element whose content is not read as markup.
    raw: Option<Mark>,
    /// Elements that have ended and whose fate hangs on the next token: see [`Bounds::shell`].
    waiting: Vec<(Waiting, Tag)>,
}

/// What is known of an element's place.
#[derive(Debug, Clone)]
pub struct Found {
    pub bounds: Option<Bounds>,
    /// Frames, videos and the like in it.
    pub embeds: u32,
}

/// An element of which the outline knows nothing.
pub struct Bare {
    pub bounds: Bounds,
    pub mark: Mark,
}

/// What tells that it may go.
pub enum Mark {
    /// A marker, and where the element stands.
    Marker(&'static Marker, String),
    /// A filter, by its place in [`Outline::filtered`](crate::outline::Outline::filtered).
    Filter(usize),
}

/// What is known of an open element.
#[derive(Debug)]
pub struct About {
    marker: Option<&'static Marker>,
    /// It is one that a filter names.
    filtered: Option<usize>,
    embeds: u32,
    asks: Asks,
}

enum Waiting {
    Node(NodeId),
    Bare(usize),
}

impl Mapped {
    pub fn new(filters: Option<Sieve>) -> Self {
        Self {
            builder: Builder::new(is_marker_attribute).with_filters(filters),
            elements: Elements::new(),
            found: Vec::new(),
            bare: Vec::new(),
            forms: Vec::new(),
            marks: Marks::default(),
            raw: None,
            waiting: Vec::new(),
        }
    }

    /// Gives every node of the outline a place in `found`, and takes those of forgotten ones away.
    fn align(&mut self) {
        let none = Found {
            bounds: None,
            embeds: 0,
        };
        self.found.resize(self.builder.so_far().nodes.len(), none);
    }

    fn ended(&mut self, ended: Ended<About>) {
        let Ended {
            node,
            bounds,
            waits_for,
            about,
        } = ended;
        let embeds = about.embeds;
        if let Some(parent) = self.elements.open.last_mut() {
            parent.about.embeds = parent.about.embeds.saturating_add(embeds);
        }
        let mut waiting = Vec::new();
        let is_bare = !self.builder.holds_text(node);
        if let Some((kind, why)) = about.asks.purpose().filter(|_| !is_bare) {
            let place = self.forms.partition_point(|form| form.node < node);
            self.forms.insert(place, Purpose { node, kind, why });
        }
        let mark = match (about.filtered, about.marker) {
            (Some(filtered), _) => Some(Mark::Filter(filtered)),
            (None, Some(marker)) if is_bare => Some(self.marked(marker)),
            _ => None,
        };
        if let Some(mark) = mark {
            waiting.push(Waiting::Bare(self.bare.len()));
            let bounds = bounds.clone();
            self.bare.push(Bare { bounds, mark });
        }
        // Without an end tag of its own, it is this very token that follows it.
        let is_followed = bounds.end_tag.is_none();
        if let Some(found) = self.found.get_mut(node as usize) {
            waiting.push(Waiting::Node(node));
            *found = Found {
                bounds: Some(bounds),
                embeds,
            };
        }
        if let Some(before) = waits_for {
            self.waiting
                .extend(waiting.into_iter().map(|waiting| (waiting, before)));
            if is_followed {
                self.tell_waiting();
            }
        }
    }

    /// Settles what this token tells of elements that wait.
    fn tell_waiting(&mut self) {
        let elements = &mut self.elements;
        let (found, bare) = (&mut self.found, &mut self.bare);
        self.waiting.retain(|(waiting, before)| {
            let Some(shell) = elements.needs_shell(*before) else {
                return true;
            };
            set_shell(found, bare, waiting, shell);
            if !shell {
                elements.inherit(*before);
            }
            false
        });
    }

    /// Something stands beside the elements that wait.
    fn tell_waiting_of_content(&mut self) {
        let (found, bare) = (&mut self.found, &mut self.bare);
        for (waiting, _) in self.waiting.drain(..) {
            set_shell(found, bare, &waiting, true);
        }
    }

    fn note_field(&mut self, element: &Element<'_>) {
        if let Some(form) = self.elements.open.iter_mut().rfind(|open| open.tag == Tag::FORM) {
            form.about.asks.note(element);
        }
    }

    /// What a marker tells of the element that is told now.
    fn marked(&self, marker: &'static Marker) -> Mark {
        Mark::Marker(marker, self.elements.marked_path(self.builder.so_far(), marker))
    }

    /// What marks the element that is told now and has no start and end of its own: void, or with a content that is no markup.
    fn mark_of_bare(&self, element: &Element<'_>) -> Option<Mark> {
        match self.filtered() {
            Some(filtered) => Some(Mark::Filter(filtered)),
            None => marker_of_element(element).map(|marker| self.marked(marker)),
        }
    }

    /// The element that was told last if it is one that a filter names.
    fn filtered(&self) -> Option<usize> {
        let last = self.builder.so_far().filtered().len().checked_sub(1);
        last.filter(|_| self.builder.has_filtered())
    }

    fn embeds(&mut self) {
        if let Some(open) = self.elements.open.last_mut() {
            open.about.embeds = open.about.embeds.saturating_add(1);
        }
    }
}

fn set_shell(found: &mut [Found], bare: &mut [Bare], waiting: &Waiting, shell: bool) {
    let bounds = match waiting {
        Waiting::Node(node) => found.get_mut(*node as usize).and_then(|found| found.bounds.as_mut()),
        Waiting::Bare(place) => bare.get_mut(*place).map(|bare| &mut bare.bounds),
    };
    if let Some(bounds) = bounds {
        bounds.shell = shell;
    }
}

impl Handler for Mapped {
    fn token(&mut self, kind: TokenKind, bytes: Range<u64>) {
        self.elements.token(kind, bytes);
        if !self.waiting.is_empty() && !matches!(kind, TokenKind::End(_)) {
            self.tell_waiting();
        }
    }

    fn html(&mut self, element: &Element<'_>) {
        self.builder.html(element);
    }

    fn raw(&mut self, element: &Element<'_>) {
        self.builder.raw(element);
        self.align();
        if self.elements.start_raw() {
            self.raw = self.mark_of_bare(element);
        }
        if element.tag == Tag::IFRAME {
            self.embeds();
        }
        self.note_field(element);
    }

    fn raw_end(&mut self) {
        if let Some(bounds) = self.elements.end_raw()
            && let Some(mark) = self.raw.take()
        {
            self.bare.push(Bare { bounds, mark });
        }
    }

    fn body(&mut self, element: &Element<'_>) {
        self.builder.body(element);
        self.align();
    }

    fn start(&mut self, element: &Element<'_>, mute: bool) {
        self.builder.start(element, mute);
        self.align();
        let outline = self.builder.so_far();
        let node = outline.last();
        self.marks.grow(&outline.tokens);
        let marker = self.marks.of_named(element.name, outline.node_tokens(node));
        let is_embed = matches!(element.tag, Tag::VIDEO | Tag::AUDIO | Tag::OBJECT | Tag::CANVAS);
        let about = About {
            marker: marker.filter(|_| !mute),
            filtered: self.filtered(),
            embeds: u32::from(is_embed),
            asks: Asks::default(),
        };
        self.elements.start(element, node, about);
    }

    fn end(&mut self) {
        self.builder.end();
        self.align();
        if let Some(ended) = self.elements.end() {
            self.tell_waiting();
            self.ended(ended);
        }
    }

    fn end_at(&mut self, place: usize) {
        self.builder.end_at(place);
        self.align();
        if let Some(ended) = self.elements.end_at(place) {
            self.tell_waiting();
            self.ended(ended);
        }
    }

    fn void(&mut self, element: &Element<'_>) {
        let nodes = self.found.len();
        self.builder.void(element);
        self.align();
        if element.tag == Tag::EMBED {
            self.embeds();
        }
        self.note_field(element);
        let bounds = self.elements.whole_token();
        if let Some(found) = self.found.get_mut(nodes) {
            found.bounds = Some(bounds.clone());
        }
        if let Some(mark) = self.mark_of_bare(element) {
            self.bare.push(Bare { bounds, mark });
        }
    }

    fn tex(&mut self, tex: &str, is_display: bool) {
        self.builder.tex(tex, is_display);
    }

    fn boundary(&mut self) {
        self.builder.boundary();
        if matches!(self.elements.kind(), TokenKind::End(_)) && !self.waiting.is_empty() {
            // `</p>` and `</br>` without their start tag are elements of their own.
            self.tell_waiting_of_content();
        }
    }

    fn text(&mut self, text: &str) {
        self.builder.text(text);
        if !self.waiting.is_empty() && text.contains(|letter: char| !letter.is_whitespace()) {
            self.tell_waiting_of_content();
        }
    }
}
