//! What is known of HTML's elements: their names, and the sets the HTML standard's tree construction speaks of.

use std::hash::{Hash, Hasher};

use hashbrown::HashMap;
use lol_html::LocalNameHash;

/// An element's name, as a number: the known ones have a constant, others are numbered as they come (see [`Names`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u16);

macro_rules! tags {
    ($($name:literal $constant:ident)*) => {
        const KNOWN: &[&str] = &[$($name),*];
        #[repr(u16)]
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the constants below")]
        enum Number { $($constant),* }
        #[allow(dead_code, missing_docs, reason = "the table of names is whole, whichever are asked for")]
        impl Tag { $(pub const $constant: Tag = Tag(Number::$constant as u16);)* }
    };
}

tags! {
    "a" A "abbr" ABBR "address" ADDRESS "annotation-xml" ANNOTATION_XML "applet" APPLET "area" AREA "article" ARTICLE "aside" ASIDE
    "audio" AUDIO "b" B "base" BASE "basefont" BASEFONT "bdi" BDI "bdo" BDO "bgsound" BGSOUND "big" BIG "blockquote" BLOCKQUOTE
    "body" BODY "br" BR "button" BUTTON "canvas" CANVAS "caption" CAPTION "center" CENTER "cite" CITE "code" CODE "col" COL
    "colgroup" COLGROUP "datalist" DATALIST "dd" DD "del" DEL "desc" DESC "details" DETAILS "dfn" DFN "dialog" DIALOG "dir" DIR
    "div" DIV "dl" DL "dt" DT "em" EM "embed" EMBED "fieldset" FIELDSET "figcaption" FIGCAPTION "figure" FIGURE "font" FONT
    "footer" FOOTER "foreignobject" FOREIGNOBJECT "form" FORM "frame" FRAME "frameset" FRAMESET "h1" H1 "h2" H2 "h3" H3 "h4" H4
    "h5" H5 "h6" H6 "head" HEAD "header" HEADER "hgroup" HGROUP "hr" HR "html" HTML "i" I "iframe" IFRAME "image" IMAGE "img" IMG
    "input" INPUT "ins" INS "kbd" KBD "keygen" KEYGEN "label" LABEL "legend" LEGEND "li" LI "link" LINK "main" MAIN "map" MAP
    "mark" MARK "marquee" MARQUEE "math" MATH "menu" MENU "meta" META "nav" NAV "nobr" NOBR "noembed" NOEMBED "noframes" NOFRAMES
    "noscript" NOSCRIPT "object" OBJECT "ol" OL "optgroup" OPTGROUP "option" OPTION "output" OUTPUT "p" P "param" PARAM
    "picture" PICTURE "plaintext" PLAINTEXT "pre" PRE "progress" PROGRESS "q" Q "rb" RB "rp" RP "rt" RT "rtc" RTC "ruby" RUBY
    "s" S "samp" SAMP "script" SCRIPT "search" SEARCH "section" SECTION "select" SELECT "slot" SLOT "small" SMALL "source" SOURCE
    "span" SPAN "strike" STRIKE "strong" STRONG "style" STYLE "sub" SUB "summary" SUMMARY "sup" SUP "svg" SVG "table" TABLE
    "tbody" TBODY "td" TD "template" TEMPLATE "textarea" TEXTAREA "tfoot" TFOOT "th" TH "thead" THEAD "time" TIME "title" TITLE
    "tr" TR "track" TRACK "tt" TT "u" U "ul" UL "var" VAR "video" VIDEO "wbr" WBR "xmp" XMP
}

/// The known names by `lol_html`'s hashes of names: the place of each among them, at the slot of its hash or the next free one.
#[expect(clippy::indexing_slicing, reason = "worked out by the compiler")]
const SLOTS: [u8; 512] = {
    let mut slots = [FREE; 512];
    let mut place = 0;
    while place < KNOWN.len() {
        let mut slot = slot_of(hash_of(KNOWN[place].as_bytes()));
        while slots[slot] != FREE {
            slot = (slot + 1) % slots.len();
        }
        assert!(place < FREE as usize);
        #[expect(clippy::cast_possible_truncation, reason = "asserted")]
        let number = place as u8;
        slots[slot] = number;
        place += 1;
    }
    slots
};
const FREE: u8 = u8::MAX;

/// The slot at which a name with this hash is looked for.
const fn slot_of(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

/// The hash that [`LocalNameHash`] is of a name; of one with a hyphen it is never asked for.
#[expect(clippy::indexing_slicing, reason = "worked out by the compiler")]
const fn hash_of(name: &[u8]) -> u64 {
    let (mut hash, mut at) = (0, 0);
    while at < name.len() {
        let letter = if name[at].is_ascii_digit() {
            name[at] - b'1'
        } else {
            (name[at] & 0x1f) + 5
        };
        hash = hash << 5 | letter as u64;
        at += 1;
    }
    hash
}

/// Takes the one number that a [`LocalNameHash`] gives a hasher.
struct Taken(u64);

impl Hasher for Taken {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// The names of a page's elements, known ones and its own.
#[derive(Debug, Default)]
pub struct Names {
    own: Vec<Box<str>>,
    numbers: HashMap<Box<str>, Tag>,
}

/// What AMP has in the place of HTML's elements.
const AMP: [(&str, Tag); 5] = [
    ("amp-anim", Tag::IMG),
    ("amp-audio", Tag::AUDIO),
    ("amp-iframe", Tag::EMBED),
    ("amp-img", Tag::IMG),
    ("amp-video", Tag::VIDEO),
];

/// Set in the numbers of custom elements, whose names have a hyphen.
const CUSTOM: u16 = 1 << 15;

/// A page with more element names of its own than this gets no new numbers: they share the last one.
const MOST_OWN_NAMES: usize = 4096;

impl Names {
    /// The number of a lower-case name.
    pub fn tag(&mut self, name: &str) -> Tag {
        if let Some(tag) = Tag::of_hash(LocalNameHash::from(name)) {
            return tag;
        }
        // The only one of HTML's names with a hyphen.
        if Tag::ANNOTATION_XML.known_name() == Some(name) {
            return Tag::ANNOTATION_XML;
        }
        if let Some(tag) = self.numbers.get(name) {
            return *tag;
        }
        if let Some((_, tag)) = AMP.iter().find(|(own, _)| *own == name) {
            return *tag;
        }
        if self.own.len() >= MOST_OWN_NAMES {
            return Tag::own(MOST_OWN_NAMES - 1);
        }
        // What MathJax sets is part of the line it stands in, unlike the components of a page.
        let is_custom = name.contains('-') && !name.starts_with("mjx-");
        let tag = Tag(Tag::own(self.own.len()).0 | if is_custom { CUSTOM } else { 0 });
        self.own.push(name.into());
        self.numbers.insert(name.into(), tag);
        tag
    }

    /// The name behind a number.
    pub fn name(&self, tag: Tag) -> &str {
        let number = usize::from(tag.0 & !CUSTOM);
        let own = || self.own.get(number.checked_sub(KNOWN.len())?).map(|name| &**name);
        KNOWN.get(number).copied().or_else(own).unwrap_or("")
    }
}

impl Tag {
    fn own(index: usize) -> Self {
        Self(u16::try_from(KNOWN.len() + index).unwrap_or(u16::MAX))
    }

    /// The one whose name has this hash, if it is a known one.
    pub fn of_hash(hash: LocalNameHash) -> Option<Self> {
        let mut taken = Taken(0);
        hash.hash(&mut taken);
        let slot = slot_of(taken.0);
        let slots = SLOTS.iter().cycle().skip(slot).take(SLOTS.len());
        let own = slots.take_while(|place| **place != FREE).find(|place| {
            let name = KNOWN.get(usize::from(**place));
            name.is_some_and(|name| LocalNameHash::from(*name) == hash && !hash.is_empty())
        });
        own.map(|place| Self(u16::from(*place)))
    }

    /// The name, unless it is one of the page's own.
    pub fn known_name(self) -> Option<&'static str> {
        KNOWN.get(usize::from(self.0 & !CUSTOM)).copied()
    }

    /// The number that stands for the name.
    pub fn number(self) -> u16 {
        self.0
    }

    /// A custom element, such as `story-card`.
    pub fn is_custom(self) -> bool {
        self.0 & CUSTOM != 0
    }

    /// Elements without content, whose end tag does not exist (HTML § 13.1.2).
    pub fn is_void(self) -> bool {
        matches!(
            self,
            Self::AREA
                | Self::BASE
                | Self::BASEFONT
                | Self::BGSOUND
                | Self::BR
                | Self::COL
                | Self::EMBED
                | Self::FRAME
                | Self::HR
                | Self::IMAGE
                | Self::IMG
                | Self::INPUT
                | Self::KEYGEN
                | Self::LINK
                | Self::META
                | Self::PARAM
                | Self::SOURCE
                | Self::TRACK
                | Self::WBR
        )
    }

    /// Elements that begin a text block of their own.
    pub fn is_block(self) -> bool {
        self.closes_paragraph()
            || self.is_table_part()
            || matches!(
                self,
                Self::TABLE
                    | Self::OPTION
                    | Self::OPTGROUP
                    | Self::SELECT
                    | Self::LEGEND
                    | Self::BUTTON
                    | Self::NOSCRIPT
                    | Self::VIDEO
                    | Self::AUDIO
                    | Self::CANVAS
                    | Self::IFRAME
                    | Self::OBJECT
                    | Self::APPLET
                    | Self::BODY
                    | Self::FRAMESET
                    | Self::MARQUEE
                    | Self::TEMPLATE
                    | Self::TEXTAREA
            )
    }

    /// Elements past which the end tag of what is no such element does not reach (the standard's "special" ones, HTML § 13.2.4.2).
    pub fn is_special(self) -> bool {
        self.is_block()
            && !matches!(
                self,
                Self::DIALOG | Self::LEGEND | Self::VIDEO | Self::AUDIO | Self::CANVAS
            )
    }

    /// Elements of which each has an end tag of its own, on nearly all pages: it may be left out of others (HTML § 13.1.2.4), and
    /// is forgotten, or in the wrong order, of formatting.
    pub fn is_surely_ended(self) -> bool {
        (self.is_block() || self.is_custom())
            && !self.is_void()
            && !self.is_table_part()
            && !self.may_end_unsaid()
            && self != Self::BODY
    }

    /// Elements that the end of what they stand in ends (HTML § 13.2.6.3).
    pub fn may_end_unsaid(self) -> bool {
        matches!(
            self,
            Self::P
                | Self::LI
                | Self::DT
                | Self::DD
                | Self::OPTION
                | Self::OPTGROUP
                | Self::RB
                | Self::RP
                | Self::RT
                | Self::RTC
        )
    }

    /// Start tags that close a `p` that is still open (HTML § 13.2.6.4.7, "in body").
    pub fn closes_paragraph(self) -> bool {
        self.is_heading()
            || matches!(
                self,
                Self::ADDRESS
                    | Self::ARTICLE
                    | Self::ASIDE
                    | Self::BLOCKQUOTE
                    | Self::CENTER
                    | Self::DETAILS
                    | Self::DIALOG
                    | Self::DIR
                    | Self::DIV
                    | Self::DL
                    | Self::DD
                    | Self::DT
                    | Self::FIELDSET
                    | Self::FIGCAPTION
                    | Self::FIGURE
                    | Self::FOOTER
                    | Self::FORM
                    | Self::HEADER
                    | Self::HGROUP
                    | Self::HR
                    | Self::LI
                    | Self::MAIN
                    | Self::MENU
                    | Self::NAV
                    | Self::OL
                    | Self::P
                    | Self::PLAINTEXT
                    | Self::PRE
                    | Self::SEARCH
                    | Self::SECTION
                    | Self::SUMMARY
                    | Self::TABLE
                    | Self::UL
                    | Self::XMP
            )
    }

    /// Of `h1` to `h6`: 1 to 6.
    pub fn heading_level(self) -> Option<u8> {
        // They stand in a row in the table.
        let level = self.0.checked_sub(Self::H1.0)? + 1;
        u8::try_from(level).ok().filter(|level| *level <= 6)
    }

    pub fn is_heading(self) -> bool {
        self.heading_level().is_some()
    }

    /// Elements that are opened again when a block has ended them too early (HTML § 13.2.4.3).
    pub fn is_formatting(self) -> bool {
        matches!(
            self,
            Self::A
                | Self::B
                | Self::BIG
                | Self::CODE
                | Self::EM
                | Self::FONT
                | Self::I
                | Self::NOBR
                | Self::S
                | Self::SMALL
                | Self::STRIKE
                | Self::STRONG
                | Self::TT
                | Self::U
        )
    }

    /// Rows, cells and groups of a table.
    pub fn is_table_part(self) -> bool {
        matches!(
            self,
            Self::CAPTION | Self::COLGROUP | Self::TBODY | Self::TFOOT | Self::THEAD | Self::TR | Self::TD | Self::TH
        )
    }

    /// Elements in which a tag outside is out of reach ("has an element in scope", HTML § 13.2.4.2).
    pub fn bounds_scope(self) -> bool {
        matches!(
            self,
            Self::APPLET
                | Self::CAPTION
                | Self::TABLE
                | Self::TD
                | Self::TH
                | Self::MARQUEE
                | Self::OBJECT
                | Self::TEMPLATE
                | Self::FOREIGNOBJECT
        )
    }

    /// Elements past which an open `li`, `dd` or `dt` is not looked for (the standard's "special" ones but address, div and p).
    pub fn bounds_list_item(self) -> bool {
        (self.is_special()
            && !matches!(
                self,
                Self::ADDRESS | Self::DIV | Self::P | Self::OPTION | Self::OPTGROUP
            ))
            || self.bounds_scope()
    }

    /// Elements whose text is not text of the page.
    pub fn is_mute(self) -> bool {
        matches!(
            self,
            Self::SCRIPT
                | Self::STYLE
                | Self::TEMPLATE
                | Self::SVG
                | Self::CANVAS
                | Self::VIDEO
                | Self::AUDIO
                | Self::IFRAME
                | Self::OBJECT
                | Self::APPLET
                | Self::DATALIST
                | Self::TEXTAREA
                | Self::NOEMBED
                | Self::NOFRAMES
                | Self::HEAD
        )
    }

    /// HTML start tags that end foreign content (HTML § 13.2.6.5).
    pub fn leaves_foreign_content(self) -> bool {
        self.is_heading()
            || matches!(
                self,
                Self::B
                    | Self::BIG
                    | Self::BLOCKQUOTE
                    | Self::BODY
                    | Self::BR
                    | Self::CENTER
                    | Self::CODE
                    | Self::DD
                    | Self::DIV
                    | Self::DL
                    | Self::DT
                    | Self::EM
                    | Self::EMBED
                    | Self::HEAD
                    | Self::HR
                    | Self::I
                    | Self::IMG
                    | Self::LI
                    | Self::MENU
                    | Self::META
                    | Self::NOBR
                    | Self::OL
                    | Self::P
                    | Self::PRE
                    | Self::RUBY
                    | Self::S
                    | Self::SMALL
                    | Self::SPAN
                    | Self::STRONG
                    | Self::STRIKE
                    | Self::SUB
                    | Self::SUP
                    | Self::TABLE
                    | Self::TT
                    | Self::U
                    | Self::UL
                    | Self::VAR
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_found() {
        let mut names = Names::default();
        assert_eq!(names.tag("li"), Tag::LI);
        assert_eq!(names.name(Tag::LI), "li");
        assert!(!Tag::XMP.is_custom());
        for (at, name) in KNOWN.iter().enumerate() {
            assert_eq!(usize::from(names.tag(name).number()), at);
            let hash = LocalNameHash::from(*name);
            assert!(
                hash.is_empty() == name.contains('-')
                    && (hash.is_empty() || Tag::of_hash(hash) == Some(names.tag(name)))
            );
        }
        for unknown in ["", "z", "lib", "~", "\u{e9}", "h7"] {
            assert_eq!(Tag::of_hash(LocalNameHash::from(unknown)), None, "{unknown}");
        }
    }

    #[test]
    fn own_names_keep_their_number() {
        let mut names = Names::default();
        let card = names.tag("story-card");
        assert!(card.is_custom());
        assert!(!names.tag("blink").is_custom());
        assert_ne!(names.tag("story-list"), card);
        assert_eq!(names.tag("story-card"), card);
        assert_eq!(names.name(card), "story-card");
    }
}
