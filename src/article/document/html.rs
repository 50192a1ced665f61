//! The tree as HTML: small, semantic, and able to express nothing that is not named here.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::formulas::Formula;
use super::media::Player;
use super::{Content, Document, ItemId, Picture, TOP};
use crate::outline::{AttributeName, NodeId, make_room, trim};
use crate::reader::Tag;
use crate::words::push_html;

/// The tags of an element take no more bytes, as a rule.
const LONGEST_TAGS: usize = 256;

impl Document<'_> {
    /// The document as a fragment of HTML, a block a line.
    pub fn html(&self) -> String {
        let mut html = self.room();
        self.write_blocks(TOP, &mut html);
        trim(&mut html);
        html
    }

    /// Writes an item's children, each block on a line of its own.
    fn write_blocks(&self, id: ItemId, html: &mut String) {
        for (place, child) in self.shown(id).into_iter().enumerate() {
            if place > 0 {
                html.push('\n');
            }
            self.write(child, html);
        }
    }

    /// Writes an item's children as they follow each other.
    fn write_line(&self, id: ItemId, html: &mut String) {
        for child in self.shown(id) {
            self.write(child, html);
        }
    }

    fn write(&self, id: ItemId, html: &mut String) {
        make_room(html, LONGEST_TAGS);
        match self.content(id) {
            Content::Bare => self.write_line(id, html),
            Content::Text(text) => push_lines(html, text),
            Content::Link(address) => {
                html.push_str("<a");
                push_attribute(html, "href", address);
                html.push('>');
                self.write_line(id, html);
                html.push_str("</a>");
            }
            Content::Reference(number, is_first) => {
                html.push_str("<a");
                push_attribute(html, "href", &format!("#fn-{number}"));
                if *is_first {
                    push_attribute(html, "id", &format!("fnref-{number}"));
                }
                html.push('>');
                self.write_line(id, html);
                html.push_str("</a>");
            }
            Content::Return(number) => {
                html.push_str("<a");
                push_attribute(html, "href", &format!("#fnref-{number}"));
                html.push('>');
                self.write_line(id, html);
                html.push_str("</a>");
            }
            Content::Formula(formula) => self.write_formula(id, formula, html),
            Content::Picture(picture) => push_picture(html, picture),
            Content::Player(tag, player) => push_player(html, *tag, player),
            Content::Heading(level) => {
                // Writing to a string cannot fail.
                let _ = write!(html, "<h{level}>");
                self.write_line(id, html);
                let _ = write!(html, "</h{level}>");
            }
            Content::List(number) => self.write_list(id, *number, html),
            Content::Cell(tag, columns, rows) => {
                let Some(name) = tag.known_name() else { return };
                html.push('<');
                html.push_str(name);
                for (name, span) in [("colspan", columns), ("rowspan", rows)] {
                    if *span > 1 {
                        push_attribute(html, name, &span.to_string());
                    }
                }
                self.write_holder(id, name, html);
            }
            Content::Code(language) => {
                html.push_str("<pre><code");
                if let Some(language) = language {
                    push_attribute(html, "class", &["language-", language].concat());
                }
                html.push('>');
                for child in self.shown(id) {
                    match self.content(child) {
                        Content::Text(text) => push_html(html, text),
                        _ => self.write(child, html),
                    }
                }
                html.push_str("</code></pre>");
            }
            Content::Element(tag, node) => self.write_element(id, *tag, *node, html),
        }
    }

    /// Writes a formula as the page's MathML or, if it has none, as TeX in what scripts look for it in.
    fn write_formula(&self, id: ItemId, formula: &Formula<'_>, html: &mut String) {
        let (before, own, after) = match (formula.is_display, formula.mathml.is_empty()) {
            (false, false) => ("<math>", formula.mathml, "</math>"),
            (true, false) => ("<math display=\"block\">", formula.mathml, "</math>"),
            _ if formula.tex.is_empty() => return self.write_line(id, html),
            (false, true) => ("\\(", "", "\\)"),
            (true, true) => ("\\[", "", "\\]"),
        };
        html.push_str(before);
        html.push_str(own);
        if own.is_empty() {
            push_html(html, formula.tex);
        }
        html.push_str(after);
    }

    fn write_list(&self, id: ItemId, number: Option<u16>, html: &mut String) {
        html.push_str(if number.is_some() { "<ol" } else { "<ul" });
        let mut next = number.unwrap_or(0);
        if next > 1 {
            push_attribute(html, "start", &next.to_string());
        }
        html.push('>');
        for item in self.shown(id) {
            html.push_str("\n<li");
            self.push_note(item, html);
            if number.is_some() {
                let own = self.number(item).unwrap_or(next);
                if own != next {
                    push_attribute(html, "value", &own.to_string());
                }
                next = own.saturating_add(1);
            }
            self.write_holder(item, "li", html);
        }
        html.push_str(if number.is_some() { "\n</ol>" } else { "\n</ul>" });
    }

    /// The number that an item of an ordered list has.
    pub(super) fn number(&self, item: ItemId) -> Option<u16> {
        match self.content(item) {
            Content::Element(_, Some(node)) => self.outline.node(*node).number.map(std::num::NonZeroU16::get),
            _ => None,
        }
    }

    /// Writes the end of a start tag, what is inside, and the end tag: a single paragraph without its tags.
    fn write_holder(&self, id: ItemId, name: &str, html: &mut String) {
        html.push('>');
        let children = self.shown(id);
        let lone = self.lone_paragraph(id);
        for child in &children {
            if Some(*child) == lone {
                self.write_line(*child, html);
            } else {
                if self.tag(*child).is_some_and(Tag::is_block) {
                    html.push('\n');
                }
                self.write(*child, html);
            }
        }
        if children.len() > 1 {
            html.push('\n');
        }
        push_end(html, name);
    }

    fn write_element(&self, id: ItemId, tag: Tag, node: Option<NodeId>, html: &mut String) {
        let Some(name) = tag.known_name() else { return };
        html.push('<');
        html.push_str(name);
        self.push_note(id, html);
        if let Some(node) = node {
            self.push_attributes(tag, node, html);
        }
        match tag {
            Tag::HR => html.push('>'),
            Tag::TABLE | Tag::FIGURE => {
                html.push('>');
                let children = self.shown(id);
                let is_caption = |child: &&ItemId| matches!(self.tag(**child), Some(Tag::CAPTION | Tag::FIGCAPTION));
                // A table's caption comes first, a figure's last.
                let (captions, others): (Vec<&ItemId>, Vec<&ItemId>) = children.iter().partition(is_caption);
                let captions = captions.into_iter().take(1);
                let others = others.into_iter();
                let parts: Vec<&ItemId> = if tag == Tag::TABLE {
                    captions.chain(others).collect()
                } else {
                    others.chain(captions).collect()
                };
                for part in parts {
                    html.push('\n');
                    self.write(*part, html);
                }
                html.push('\n');
                push_end(html, name);
            }
            Tag::BLOCKQUOTE | Tag::DETAILS | Tag::DL | Tag::THEAD | Tag::TBODY | Tag::TFOOT | Tag::TR => {
                html.push_str(">\n");
                self.write_blocks(id, html);
                html.push('\n');
                push_end(html, name);
            }
            Tag::DT | Tag::DD | Tag::FIGCAPTION | Tag::CAPTION => self.write_holder(id, name, html),
            _ => {
                html.push('>');
                self.write_line(id, html);
                push_end(html, name);
            }
        }
    }

    /// What makes an item the place that references to a footnote lead to.
    fn push_note(&self, id: ItemId, html: &mut String) {
        if let Some(number) = self.notes.get(&id) {
            push_attribute(html, "id", &format!("fn-{number}"));
        }
    }

    /// The attributes of an element of the page that come along.
    fn push_attributes(&self, tag: Tag, node: NodeId, html: &mut String) {
        let attribute = |name| self.outline.attribute(node, name).map(str::trim);
        if let Some(lang) = attribute(AttributeName::Lang)
            && !lang.is_empty()
            && lang.len() <= 35
            && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            push_attribute(html, "lang", lang);
        }
        if let Some(dir) = attribute(AttributeName::Dir).map(str::to_ascii_lowercase)
            && matches!(dir.as_str(), "ltr" | "rtl" | "auto")
            && (tag != Tag::BDO || dir != "auto")
        {
            push_attribute(html, "dir", &dir);
        }
        let own = match tag {
            Tag::TIME => Some(("datetime", AttributeName::Datetime)),
            Tag::ABBR => Some(("title", AttributeName::Title)),
            _ => None,
        };
        if let Some((name, kept)) = own
            && let Some(value) = attribute(kept).filter(|value| !value.is_empty())
            && (tag != Tag::TIME || is_time(value))
        {
            push_attribute(html, name, value);
        }
    }
}

/// Whether a value is of the characters that dates and durations are written in.
fn is_time(value: &str) -> bool {
    let of_time = |byte: u8| byte.is_ascii_alphanumeric() || b" :+-.".contains(&byte);
    value.starts_with(|first: char| first.is_ascii_digit() || first == 'P') && value.bytes().all(of_time)
}

fn push_end(html: &mut String, name: &str) {
    html.push_str("</");
    html.push_str(name);
    html.push('>');
}

fn push_picture(html: &mut String, picture: &Picture) {
    html.push_str("<img");
    push_attribute(html, "src", &picture.address);
    if !picture.sizes.is_empty() {
        push_attribute(html, "srcset", &picture.sizes);
    }
    push_attribute(html, "alt", &picture.alt);
    if !picture.title.is_empty() {
        push_attribute(html, "title", &picture.title);
    }
    for (name, size) in [("width", picture.width), ("height", picture.height)] {
        if let Some(size) = size {
            push_attribute(html, name, &size.to_string());
        }
    }
    html.push('>');
}

fn push_player(html: &mut String, tag: Tag, player: &Player) {
    let name = if tag == Tag::AUDIO { "audio" } else { "video" };
    html.push('<');
    html.push_str(name);
    html.push_str(" controls");
    push_attribute(html, "preload", "none");
    if let Some(poster) = &player.poster {
        push_attribute(html, "poster", poster);
    }
    if let [only] = player.sources.as_slice() {
        push_attribute(html, "src", only);
    }
    html.push('>');
    if player.sources.len() > 1 {
        for source in &player.sources {
            html.push_str("<source");
            push_attribute(html, "src", source);
            html.push('>');
        }
    }
    push_end(html, name);
}

/// An attribute, its value escaped for double quotes.
fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    for (place, piece) in parted(value).split('"').enumerate() {
        if place > 0 {
            html.push_str("&quot;");
        }
        push_html(html, piece);
    }
    html.push('"');
}

/// A value that ends no comment and no raw text, should somebody put it into one: sanitisers drop an attribute over that. Parted,
/// because what is left when something is taken out may come together to the same.
fn parted(value: &str) -> Cow<'_, str> {
    let mut parted = Cow::Borrowed(value);
    for (ending, apart) in [("</", "< /"), ("-->", "-- >"), ("--!>", "--! >"), ("]>", "] >")] {
        if parted.contains(ending) {
            parted = Cow::Owned(parted.replace(ending, apart));
        }
    }
    parted
}

/// Text with its lines parted by `br`.
pub(super) fn push_lines(html: &mut String, text: &str) {
    make_room(html, text.len() + LONGEST_TAGS);
    for (place, line) in text.split('\n').enumerate() {
        if place > 0 {
            html.push_str("<br>");
        }
        push_html(html, line);
    }
}
