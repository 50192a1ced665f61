use lol_html::html_content::Attribute;

use super::elements::Tag;
use super::entities::decode_attribute;

/// A start tag as the page has it.
pub struct Element<'t> {
    /// Its name's number.
    pub tag: Tag,
    /// Its name, lower-case.
    pub name: &'t str,
    attributes: &'t [Attribute<'t>],
}

impl<'t> Element<'t> {
    pub(super) fn new(tag: Tag, name: &'t str, attributes: &'t [Attribute<'t>]) -> Self {
        Self { tag, name, attributes }
    }

    /// The attributes' names, lower-case, and values, references decoded only when a value is asked for.
    pub fn attributes(&self) -> impl Iterator<Item = (String, AttributeValue<'t>)> {
        self.attributes
            .iter()
            .map(|attribute| (attribute.name(), AttributeValue(attribute)))
    }

    /// An attribute's value by its lower-case name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.decoded())
    }
}

/// An attribute's value, not read yet.
pub struct AttributeValue<'t>(&'t Attribute<'t>);

impl AttributeValue<'_> {
    /// The value with its character references decoded.
    pub fn decoded(&self) -> String {
        decode_attribute(self.0.value())
    }
}
