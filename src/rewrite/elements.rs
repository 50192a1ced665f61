//! Where elements begin and end in the page, and what else their tags do.

use std::ops::Range;

use crate::clutter::Marker;
use crate::outline::{NodeId, Outline, ROOT};
use crate::reader::{Element, Tag, TokenKind};

/// Where an element stands, in bytes of the decoded page.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// Which start tag of the page its own is, from 1.
    pub number: u32,
    pub start_tag: Range<u64>,
    /// Its own end tag, unless it is omitted.
    pub end_tag: Option<Range<u64>>,
    /// The end of its end tag or, where that is omitted, of what is inside.
    pub end: u64,
    /// Whether its tags have to stay when it goes: its start tag ended an element before it, such as a `p` that was left open,
    /// and without it what follows would be taken into that.
    pub shell: bool,
    /// Whether it cannot be told apart by bytes: it stands inside a `noscript`, or a tag inside it ends an element outside
    /// by its mere beginning.
    pub sealed: bool,
}

/// An end tag that ends an element although others, opened inside that, go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    pub tag: Range<u64>,
    /// Where the element that it ends began; `None` is before everything.
    pub element: Option<u64>,
}

/// An element that is open.
#[derive(Debug)]
pub struct Open<T> {
    pub tag: Tag,
    /// Its place in the outline.
    pub node: NodeId,
    /// Its name if that is one of the page's own.
    name: Option<Box<str>>,
    /// As [`Bounds::number`].
    number: u32,
    pub start_tag: Range<u64>,
    pub sealed: bool,
    /// It is a form in another, which browsers pass over: its end tag is that of the other.
    is_passed_over: bool,
    /// What its start tag ended.
    pub ended: Option<Tag>,
    /// What else is to be known of it.
    pub about: T,
}

/// An element that has ended.
pub struct Ended<T> {
    pub node: NodeId,
    pub bounds: Bounds,
    /// What its start tag ended: whether that matters ([`Bounds::shell`]) is told by the next token that counts.
    pub waits_for: Option<Tag>,
    pub about: T,
}

/// The open elements of a page and the bytes of its tokens.
#[derive(Debug)]
pub struct Elements<T> {
    kind: TokenKind,
    /// How many start tags there were so far.
    started: u32,
    /// The token that is being read.
    pub bytes: Range<u64>,
    pub open: Vec<Open<T>>,
    /// The outermost element that this token has ended.
    ended: Option<Tag>,
    /// What has ended here without its end tag and may go on in browsers, each by itself: they open formatting elements again.
    unended: Vec<Tag>,
    /// A form has started and its end tag has not come yet: browsers pass over others until then, even if it has ended.
    has_form: bool,
    /// Which headings are open is not known any more.
    has_lost_headings: bool,
    /// Tags that end elements out of order, in the order of the page.
    pub crossings: Vec<Crossing>,
    /// The start tag of the element whose content is not read as markup, while it is open.
    pub raw: Option<Range<u64>>,
    /// Such elements inside it, where its content is read as markup after all.
    raw_inside: u32,
}

/// So many of what [may go on](Elements::unended) are told apart.
const MOST_UNENDED: usize = 512;

impl<T> Elements<T> {
    pub fn new() -> Self {
        Self {
            kind: TokenKind::Text,
            started: 0,
            bytes: 0..0,
            open: Vec::new(),
            ended: None,
            unended: Vec::new(),
            has_form: false,
            has_lost_headings: false,
            crossings: Vec::new(),
            raw: None,
            raw_inside: 0,
        }
    }

    /// How many start tags there were so far.
    pub fn started(&self) -> u32 {
        self.started
    }

    /// What the token is that is being read.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// The next token.
    pub fn token(&mut self, kind: TokenKind, bytes: Range<u64>) {
        self.pass_stray_tag();
        if matches!(kind, TokenKind::End(Tag::BODY | Tag::HTML)) {
            // They end nothing: whatever is open goes on behind them.
            self.crossings.push(Crossing {
                tag: bytes.clone(),
                element: None,
            });
        }
        if kind == TokenKind::Start(Tag::A) && self.is_unended(Tag::A) {
            // It ends the one that was opened again.
            self.unended.retain(|unended| *unended != Tag::A);
            self.seal(false);
        }
        self.mind_headings(kind);
        self.has_form &= kind != TokenKind::End(Tag::FORM);
        self.started = self
            .started
            .saturating_add(u32::from(matches!(kind, TokenKind::Start(_))));
        self.kind = kind;
        self.bytes = bytes;
        self.ended = None;
    }

    /// A formatting element is opened again where a block has ended it with what was around; its end tag comes for that and
    /// ends nothing that is known here. It stays, and ends the inline elements it stands in; that of a block ends any.
    fn pass_stray_tag(&mut self) {
        if let Some(tag) = self.stray() {
            self.crossings.push(Crossing {
                tag: self.bytes.clone(),
                element: None,
            });
            self.seal(tag.is_special());
            // What is no formatting element goes on once more if a block is open in it.
            if let Some(place) = self.unended.iter().position(|unended| *unended == tag)
                && tag.is_formatting()
            {
                self.unended.swap_remove(place);
            }
        }
    }

    fn stray(&self) -> Option<Tag> {
        match self.kind {
            TokenKind::End(tag) if self.ended.is_none() && self.is_unended(tag) => Some(tag),
            _ => None,
        }
    }

    fn is_unended(&self, tag: Tag) -> bool {
        self.unended.contains(&tag)
    }

    /// Each takes an end tag of its own.
    fn leave_unended(&mut self, tag: Tag) {
        if self.unended.len() < MOST_UNENDED || !self.is_unended(tag) {
            self.unended.push(tag);
        }
    }

    /// Where inline elements end is not known any more, nor where headings do, which the next one ends if there is none; or where
    /// any do.
    fn seal(&mut self, all: bool) {
        for open in &mut self.open {
            open.sealed |= all || !open.tag.is_special() || open.tag.is_heading();
        }
    }

    /// A heading ends one before it that nothing stands open in (HTML § 13.2.6.4.7). Whether something does is not known where
    /// formatting elements may be open again, or are not any more; nor is it then which heading an end tag ends, with all that is
    /// in it, nor whether one stands between an item of a list and the next.
    fn mind_headings(&mut self, kind: TokenKind) {
        if matches!(kind, TokenKind::Start(tag) if tag.is_heading()) {
            // It ends a paragraph as well.
            let block = self
                .open
                .iter()
                .rposition(|open| open.tag.is_special() && open.tag != Tag::P);
            let heading = block.filter(|place| self.open.get(*place).is_some_and(|open| open.tag.is_heading()));
            self.has_lost_headings |=
                heading.is_some_and(|place| place + 1 < self.open.len() || !self.unended.is_empty());
        }
        let hangs_on_them = match kind {
            TokenKind::Start(tag) => tag.is_heading() || matches!(tag, Tag::LI | Tag::DD | Tag::DT),
            TokenKind::End(tag) => tag.is_heading(),
            _ => false,
        };
        if self.has_lost_headings && hangs_on_them {
            self.seal(true);
        }
    }

    /// The byte up to which it is known what the tokens do.
    pub fn told(&self) -> u64 {
        if self.stray().is_some() {
            self.bytes.start
        } else {
            self.bytes.end
        }
    }

    /// The element that starts now ends this too, if what has ended it before it goes.
    pub fn inherit(&mut self, ended: Tag) {
        self.ended.get_or_insert(ended);
    }

    /// An element starts.
    pub fn start(&mut self, element: &Element<'_>, node: NodeId, about: T) {
        let tag = element.tag;
        // A `noscript` is told at its end, with what is inside.
        let (start_tag, sealed) = match &self.raw {
            Some(raw) if tag == Tag::NOSCRIPT => (raw.clone(), false),
            Some(raw) => (raw.clone(), true),
            None => (self.bytes.clone(), false),
        };
        let sealed = sealed || !self.is_there(tag);
        let ended = if sealed { None } else { self.ended.take() };
        let is_passed_over = tag == Tag::FORM && std::mem::replace(&mut self.has_form, true);
        for outer in self.open.iter_mut().filter(|outer| outer.tag == Tag::FORM) {
            outer.sealed |= is_passed_over;
        }
        self.open.push(Open {
            tag,
            node,
            name: tag.known_name().is_none().then(|| element.name.into()),
            // In raw text there are no start tags: this is the last one still.
            number: self.started,
            start_tag,
            sealed,
            is_passed_over,
            ended,
            about,
        });
    }

    /// Outside a table its parts are not there: browsers pass their tags over, and read what is inside.
    fn is_there(&self, tag: Tag) -> bool {
        let is_table = |open: &Open<T>| matches!(open.tag, Tag::TABLE | Tag::TEMPLATE);
        !tag.is_table_part() || self.open.iter().rev().any(is_table)
    }

    /// The innermost element ends.
    pub fn end(&mut self) -> Option<Ended<T>> {
        let open = self.open.pop()?;
        Some(self.ended(open))
    }

    /// The element at a place ends, those inside it go on.
    pub fn end_at(&mut self, place: usize) -> Option<Ended<T>> {
        if place >= self.open.len() {
            return None;
        }
        let mut open = self.open.remove(place);
        // What goes on behind its end tag would lose its start tags with it.
        open.sealed |= self.open.len() > place;
        if let TokenKind::End(_) = self.kind {
            self.crossings.push(Crossing {
                tag: self.bytes.clone(),
                element: Some(open.start_tag.start),
            });
        }
        // The adoption agency (HTML § 13.2.6.4.7) ends such an element inside a formatting one; its own tag ends one around that.
        let is_plain_inline = |inner: &Open<T>| !inner.tag.is_special() && !inner.tag.is_formatting();
        if open.tag.is_formatting() && self.open.iter().skip(place).any(is_plain_inline) {
            self.seal(false);
        }
        // Browsers pass over the end tag of a `span` and the like inside a block: the next one ends it, if one comes.
        let holds_block = self.open.iter().skip(place).any(|inner| inner.tag.is_special());
        if holds_block && !open.tag.is_special() {
            self.leave_unended(open.tag);
        }
        // A start tag has no other use than its own, so what holds it may not go; and the adoption agency (HTML § 13.2.6.4.7)
        // takes blocks out of inline elements that an end tag has passed over.
        let by_start_tag = !matches!(self.kind, TokenKind::End(_));
        for inner in self.open.iter_mut().skip(place) {
            inner.sealed |= by_start_tag || !inner.tag.is_special() || inner.tag.is_heading();
        }
        Some(self.ended(open))
    }

    /// An element of raw text starts; gives whether it has bytes of its own, and does not stand in another's text.
    pub fn start_raw(&mut self) -> bool {
        let is_inside = self.raw.is_some();
        if is_inside {
            self.raw_inside += 1;
        } else {
            self.raw = Some(self.bytes.clone());
        }
        !is_inside
    }

    /// Where the element of raw text stands that ends with this token, if it has bytes of its own.
    pub fn end_raw(&mut self) -> Option<Bounds> {
        if self.raw_inside > 0 {
            self.raw_inside -= 1;
            return None;
        }
        let start_tag = self.raw.take()?;
        Some(Bounds {
            start_tag,
            ..self.whole_token()
        })
    }

    /// The place of the token itself, as that of an element without content.
    pub fn whole_token(&self) -> Bounds {
        Bounds {
            number: self.started,
            start_tag: self.bytes.clone(),
            end_tag: None,
            end: self.bytes.end,
            shell: false,
            sealed: self.raw.is_some(),
        }
    }

    /// Where an element of an outline that is still growing stands, as a CSS selector; one that it has forgotten, having held
    /// nothing, stands somewhere in the body.
    pub fn path(&self, outline: &Outline, id: NodeId) -> String {
        let id = if (id as usize) < outline.nodes.len() { id } else { ROOT };
        outline.path_named(id, &|id| {
            let own = self.open.iter().find(|open| open.node == id);
            let own = own.and_then(|open| open.name.as_deref());
            own.or_else(|| outline.node(id).tag.known_name()).unwrap_or("*")
        })
    }

    /// Where a marked element stands that is not part of the outline, or no longer.
    pub fn marked_path(&self, outline: &Outline, marker: &Marker) -> String {
        let around = self.path(outline, self.open.last().map_or(ROOT, |open| open.node));
        match marker
            .selector
            .strip_suffix('*')
            .and_then(|start| start.split_at_checked(1))
        {
            Some(("#", id)) => format!("{around} > [id^=\"{id}\"]"),
            Some((_, class)) => format!("{around} > [class*=\"{class}\"]"),
            None => format!("{around} > {}", marker.selector),
        }
    }

    fn ended(&mut self, open: Open<T>) -> Ended<T> {
        let Open {
            tag,
            node,
            number,
            start_tag,
            sealed,
            is_passed_over,
            ended,
            about,
            ..
        } = open;
        if self.raw.is_none() && self.is_there(tag) {
            self.ended = Some(tag);
        }
        let own = match self.kind {
            TokenKind::End(end) => end == tag || end.is_heading() && tag.is_heading() || is_shadow_root(end, tag),
            _ => false,
        };
        if !own && tag.is_formatting() || tag.is_special() && self.ends_custom() {
            self.leave_unended(tag);
        }
        if own && is_passed_over {
            // The tag is that of the form around it, which ends here.
            self.crossings.push(Crossing {
                tag: self.bytes.clone(),
                element: None,
            });
        }
        let bounds = Bounds {
            number,
            start_tag,
            end: if own { self.bytes.end } else { self.bytes.start },
            end_tag: own.then(|| self.bytes.clone()),
            shell: false,
            sealed: sealed || is_passed_over && !own,
        };
        Ended {
            node,
            bounds,
            waits_for: ended,
            about,
        }
    }

    /// Whether this is the end tag of a custom element, which browsers pass over where a block is open in it.
    fn ends_custom(&self) -> bool {
        matches!(self.kind, TokenKind::End(end) if end.is_custom())
    }

    /// Whether this token tells what becomes of the tags of an element that has gone before it and whose start tag ended
    /// `before`: they may go if this token ends that too, they stay if it belongs beside it.
    pub fn needs_shell(&self, before: Tag) -> Option<bool> {
        match self.kind {
            TokenKind::PageEnd => Some(false),
            // Tags inside a table end nothing around it, and what does not belong there comes to stand before it.
            TokenKind::Start(_) | TokenKind::End(_) | TokenKind::Text if before == Tag::TABLE => Some(true),
            TokenKind::Start(next) => Some(!ends(next, before)),
            // Ends what is around both.
            TokenKind::End(_) if self.ended.is_some() => Some(false),
            TokenKind::End(_) | TokenKind::Comment | TokenKind::Text => None,
        }
    }
}

/// A shadow root's template is told as a slot.
fn is_shadow_root(end: Tag, open: Tag) -> bool {
    end == Tag::TEMPLATE && open == Tag::SLOT
}

/// Whether a start tag ends an element that is open, its end tag being omitted (HTML § 13.1.2.4).
fn ends(start: Tag, open: Tag) -> bool {
    match open {
        Tag::P => start.closes_paragraph(),
        Tag::LI => start == Tag::LI,
        Tag::DD | Tag::DT => matches!(start, Tag::DD | Tag::DT),
        Tag::TD | Tag::TH => matches!(
            start,
            Tag::TD | Tag::TH | Tag::TR | Tag::TBODY | Tag::THEAD | Tag::TFOOT
        ),
        Tag::TR => matches!(start, Tag::TR | Tag::TBODY | Tag::THEAD | Tag::TFOOT),
        Tag::TBODY | Tag::THEAD | Tag::TFOOT => matches!(start, Tag::TBODY | Tag::THEAD | Tag::TFOOT),
        Tag::OPTION => matches!(start, Tag::OPTION | Tag::OPTGROUP),
        Tag::OPTGROUP => start == Tag::OPTGROUP,
        Tag::A => start == Tag::A,
        Tag::BUTTON => start == Tag::BUTTON,
        _ if open.is_heading() => start.is_heading(),
        _ => false,
    }
}
