//! Forms that ask for an address, to subscribe or to be called back, and those for readers' comments.

use super::words::mentions_one_of;
use crate::clutter::{Kind, Why, hint_of};
use crate::outline::{Block, NodeId, Outline};
use crate::reader::{Element, Tag};

/// What a form is for.
#[derive(Debug)]
pub struct Purpose {
    pub node: NodeId,
    pub kind: Kind,
    pub why: Why,
}

/// What the fields of a form ask for.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether there is a field of a sort"
)]
pub struct Asks {
    address: bool,
    phone: bool,
    /// A message or a file.
    message: bool,
    /// A message that is called a comment.
    comment: bool,
    /// A password, words to search for: then it is another form.
    more: bool,
}

impl Asks {
    /// Takes note of a field.
    pub fn note(&mut self, field: &Element<'_>) {
        if field.tag == Tag::TEXTAREA {
            self.message = true;
            self.comment |= ["name", "id"].iter().any(|name| {
                let said = field.attribute(name);
                said.is_some_and(|said| hint_of(&said) == Some(Kind::Comments))
            });
        } else if field.tag == Tag::INPUT {
            let value = |name: &str| field.attribute(name).unwrap_or_default().to_ascii_lowercase();
            match value("type").as_str() {
                "email" => self.address = true,
                "tel" => self.phone = true,
                "file" => self.message = true,
                "password" | "search" => self.more = true,
                "" | "text" => {
                    let name = value("name");
                    self.address |= name.contains("email");
                    self.phone |= name.contains("phone");
                }
                _ => {}
            }
        }
    }

    /// What it is for, if that is something to leave out, and why.
    pub fn purpose(self) -> Option<(Kind, Why)> {
        if self.only_an_address() {
            Some((Kind::Newsletter, Why::AddressForm))
        } else if self.comment {
            Some((Kind::Comments, Why::CommentForm))
        } else {
            None
        }
    }

    /// Whether all that it wants is to know where to write or to call. A message without a phone number may be a comment.
    fn only_an_address(self) -> bool {
        self.address && !self.more && (self.phone || !self.message)
    }
}

/// A call to subscribe has at most so many words.
const LONGEST_CALL: u32 = 40;
/// And what it stands in has at most so many blocks.
const LARGEST_BOX: usize = 8;

/// Whether a block is short and about a newsletter.
pub fn mentions_letter(outline: &Outline, block: &Block) -> bool {
    block.words <= LONGEST_CALL && mentions_one_of(outline.text(block), "letter")
}

/// Whether blocks are a box that calls to subscribe.
pub fn is_call(outline: &Outline, blocks: &[Block]) -> bool {
    blocks.len() <= LARGEST_BOX
        && blocks.iter().all(|block| block.words <= LONGEST_CALL)
        && blocks.iter().any(|block| mentions_letter(outline, block))
}
