//! Forms that ask for an address: to subscribe, to be called back.

use crate::reader::{Element, Tag};

/// What the fields of a form ask for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asks {
    address: bool,
    /// A message, a password, words to search for: then it is another form.
    more: bool,
}

impl Asks {
    /// Takes note of a field.
    pub fn note(&mut self, field: &Element<'_>) {
        if field.tag == Tag::TEXTAREA {
            self.more = true;
        } else if field.tag == Tag::INPUT {
            let value = |name: &str| field.attribute(name).unwrap_or_default().to_ascii_lowercase();
            match value("type").as_str() {
                "email" => self.address = true,
                "password" | "search" | "file" => self.more = true,
                "" | "text" => self.address |= value("name").contains("email"),
                _ => {}
            }
        }
    }

    /// Whether all that it wants is an address.
    pub fn only_an_address(self) -> bool {
        self.address && !self.more
    }
}

/// Why such a form goes.
pub const FORM: &str = "a form that asks for an e-mail address";
