//! What is kept of an element's attributes.

use std::ops::Range;

use super::builder::Builder;
use super::tight::{push_text, push_tight};
use super::{Attribute, AttributeName, Hidden, NodeId};
use crate::reader::{Element, Tag};

/// Most tokens kept of one element, and the longest that is kept, in bytes.
const MOST_TOKENS: usize = 16;
const LONGEST_TOKEN: usize = 80;
/// The longest attribute value kept, in bytes: enough for any address, not for a picture in a `data:` one.
const LONGEST_VALUE: usize = 4096;

impl Builder {
    /// Reads an element's attributes: tokens and values are kept, what hides it is given back.
    pub(super) fn read_attributes(&mut self, id: NodeId, element: &Element<'_>) -> (Range<u32>, Hidden) {
        let from = self.outline.token_lists.len();
        let mut hidden = Hidden::default();
        let is_image = matches!(element.tag, Tag::IMG | Tag::IMAGE);
        let is_cell = matches!(element.tag, Tag::TD | Tag::TH);
        for (name, value) in element.attributes() {
            match name {
                "class" => {
                    let value = value.decoded();
                    for class in value.split_ascii_whitespace() {
                        self.formulas.note(class);
                        self.add_token(from, class);
                    }
                }
                "id" => {
                    let token = ["#", value.decoded().trim()].concat();
                    self.add_token(from, &token);
                }
                "role" | "itemprop" | "itemtype" | "aria-label" | "rel" => {
                    let value = value.decoded();
                    let token = ["[", name, "=", &value.trim().to_lowercase(), "]"].concat();
                    self.add_token(from, &token);
                    if name == "rel" {
                        self.keep(id, AttributeName::Rel, &value);
                    }
                }
                "hidden" => hidden.from_sight |= !value.decoded().eq_ignore_ascii_case("until-found"),
                "aria-hidden" => hidden.from_screen_readers |= value.decoded().eq_ignore_ascii_case("true"),
                "style" => hidden.from_sight |= hides(&value.decoded()),
                "href" if element.tag == Tag::A => self.keep(id, AttributeName::Href, &value.decoded()),
                "src" | "srcset" | "alt" | "width" | "height" if is_image => {
                    let name = match name {
                        "src" => AttributeName::Src,
                        "srcset" => AttributeName::Srcset,
                        "alt" => AttributeName::Alt,
                        "width" => AttributeName::Width,
                        _ => AttributeName::Height,
                    };
                    self.keep(id, name, &value.decoded());
                }
                "title" if is_image || element.tag == Tag::ABBR => {
                    self.keep(id, AttributeName::Title, &value.decoded());
                }
                "colspan" if is_cell => self.keep(id, AttributeName::Colspan, &value.decoded()),
                "rowspan" if is_cell => self.keep(id, AttributeName::Rowspan, &value.decoded()),
                "lang" => self.keep(id, AttributeName::Lang, &value.decoded()),
                "dir" => self.keep(id, AttributeName::Dir, &value.decoded()),
                "data-lang" | "data-language" => self.keep(id, AttributeName::CodeLanguage, &value.decoded()),
                "datetime" => self.keep(id, AttributeName::Datetime, &value.decoded()),
                "content" => self.keep(id, AttributeName::Content, &value.decoded()),
                other if (self.is_telling)(other) => {
                    let token = ["[", other, "]"].concat();
                    self.add_token(from, &token);
                    let token = ["[", other, "=", &value.decoded().trim().to_lowercase(), "]"].concat();
                    self.add_token(from, &token);
                }
                other if is_image && LATER.iter().any(|part| other.contains(part)) => {
                    let value = value.decoded();
                    if let Some(name) = lazy(other, &value) {
                        self.keep(id, name, &value);
                    }
                }
                _ => {}
            }
        }
        let (from, to) = (u32::try_from(from), u32::try_from(self.outline.token_lists.len()));
        (from.unwrap_or(u32::MAX)..to.unwrap_or(u32::MAX), hidden)
    }

    fn add_token(&mut self, from: usize, token: &str) {
        if token.len() <= LONGEST_TOKEN && self.outline.token_lists.len() - from < MOST_TOKENS {
            let id = self.outline.tokens.id(token);
            push_tight(&mut self.outline.token_lists, id);
        }
    }

    fn keep(&mut self, node: NodeId, name: AttributeName, value: &str) {
        if value.len() <= LONGEST_VALUE {
            let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            let start = offset(self.outline.values.len());
            push_text(&mut self.outline.values, value);
            let value = start..offset(self.outline.values.len());
            push_tight(&mut self.outline.attributes, Attribute { node, name, value });
        }
    }
}

/// What the names of attributes have in them that scripts load an image by.
const LATER: [&str; 3] = ["data-", "lazy", "original"];

/// What such an attribute of an image is to a script that loads the image late, if anything.
fn lazy(name: &str, value: &str) -> Option<AttributeName> {
    const NAMED: [&str; 5] = [
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-actualsrc",
    ];
    let value = value.trim();
    // Several sizes: each address is followed by its width or its density.
    let is_set = value
        .split_ascii_whitespace()
        .nth(1)
        .is_some_and(|size| size.trim_end_matches(',').ends_with(['w', 'x']));
    if is_set && !value.starts_with(['{', '[']) {
        return Some(AttributeName::LazySet);
    }
    let is_address = !value.is_empty() && !value.contains([' ', '{', '[', '<', '"']);
    if is_address && NAMED.contains(&name) {
        return Some(AttributeName::Lazy);
    }
    (is_address && is_of_picture(value)).then_some(AttributeName::Spare)
}

/// Whether an address is of a picture by the ending of its file's name.
pub fn is_of_picture(address: &str) -> bool {
    const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
    let lower = address.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| lower.contains(ending))
}

/// Whether a `style` hides its element.
fn hides(style: &str) -> bool {
    style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .any(|(name, value)| {
            let value = value.trim().trim_end_matches("!important").trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => value.eq_ignore_ascii_case("none"),
                "visibility" => value.eq_ignore_ascii_case("hidden"),
                _ => false,
            }
        })
}
