use std::borrow::Cow;

use lol_html::Serialize;
use lol_html::html_content::Attribute;

use super::elements::Tag;
use super::entities::decode_attribute;

/// A start tag as the page has it.
pub struct Element<'t> {
    /// Its name's number.
    pub tag: Tag,
    /// Its name, lower-case.
    pub name: &'t str,
    attributes: &'t Attributes,
}

/// The attributes of a start tag, all in one string.
#[derive(Debug, Default)]
pub struct Attributes {
    text: String,
    /// Where the name and the value of each end.
    ends: Vec<(usize, usize)>,
}

impl<'t> Element<'t> {
    pub(super) fn new(tag: Tag, name: &'t str, attributes: &'t Attributes) -> Self {
        Self { tag, name, attributes }
    }

    /// The attributes' names, lower-case, and values, references decoded only when a value is asked for.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, AttributeValue<'t>)> {
        let Attributes { text, ends } = self.attributes;
        let mut start = 0;
        ends.iter().map(move |(name, value)| {
            let of = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
            let own = (of(start, *name), AttributeValue(of(*name, *value)));
            start = *value;
            own
        })
    }

    /// An attribute's value by its lower-case name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'t, str>> {
        self.attributes()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value.decoded())
    }
}

impl Attributes {
    /// Reads those of the next tag in the place of the last one's.
    pub fn read(&mut self, attributes: &[Attribute<'_>]) {
        let Self { text, ends } = self;
        text.clear();
        ends.clear();
        for attribute in attributes {
            let from = text.len();
            let mut name_end = from;
            // As it stands in the page, for no string has to be made for that.
            let _ = attribute.into_bytes(&mut |raw| {
                if let Some((name, value)) = parts(attribute, raw) {
                    text.push_str(name);
                    name_end = text.len();
                    text.push_str(value);
                }
            });
            if name_end == from {
                text.push_str(&attribute.name());
                name_end = text.len();
                text.push_str(&attribute.value());
            } else if let Some(name) = text.get_mut(from..name_end) {
                name.make_ascii_lowercase();
            }
            ends.push((name_end, text.len()));
        }
    }
}

/// The name and the value of an attribute that reads so in the page; none if its bytes have to be decoded.
fn parts<'r>(attribute: &Attribute<'_>, raw: &'r [u8]) -> Option<(&'r str, &'r str)> {
    let name = attribute.name_source_location()?.bytes();
    let part = |place: std::ops::Range<usize>| {
        let own = raw.get(place.start - name.start..place.end - name.start)?;
        // A byte order mark would be left out.
        let is_marked = own.starts_with(b"\xef\xbb\xbf");
        std::str::from_utf8(own).ok().filter(|_| !is_marked)
    };
    let value = match attribute.value_source_location() {
        Some(place) => part(place.bytes())?,
        None => "",
    };
    Some((part(name.clone())?, value))
}

/// An attribute's value, not read yet.
pub struct AttributeValue<'t>(&'t str);

impl<'t> AttributeValue<'t> {
    /// The value with its character references decoded.
    pub fn decoded(&self) -> Cow<'t, str> {
        decode_attribute(self.0)
    }
}
