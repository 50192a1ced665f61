//! From bytes to elements and text, in one pass: the only place that knows `lol_html`.
//!
//! [`Reader`] takes a page in chunks and tells a [`Handler`] what it finds, in the page's order. In between stand
//! decoding ([`encoding`]), tokens ([`tokens`]), and a stack of open elements that knows which end tags HTML lets
//! authors omit ([`open_elements`]).

mod element;
mod elements;
mod encoding;
mod entities;
mod head;
mod linked_data;
mod open_elements;
mod tokens;
mod tree;

use encoding_rs::Encoding;

pub use element::Element;
pub use elements::{Names, Tag};
pub use head::Head;
pub use linked_data::LinkedData;
pub use tree::Handler;

use crate::Error;
use encoding::PageDecoder;
use tokens::Tokens;

/// Reads one page that comes in chunks.
pub struct Reader<H: Handler> {
    decoder: PageDecoder,
    tokens: Tokens<H>,
    started: bool,
}

/// A page that was read to its end.
pub struct Read<H> {
    /// What the handler made of it.
    pub handler: H,
    /// What the page states about itself.
    pub head: Head,
    /// The names of its elements.
    pub names: Names,
}

impl<H: Handler> Reader<H> {
    /// `charset` is the encoding given from outside the page.
    pub fn new(charset: Option<&'static Encoding>, handler: H) -> Self {
        Self {
            decoder: PageDecoder::new(charset),
            tokens: Tokens::new(handler),
            started: false,
        }
    }

    /// Reads bytes in the page's encoding.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let text = self.decoder.decode(bytes);
        if text.is_empty() {
            Ok(())
        } else {
            self.tokens.write(&text)
        }
    }

    /// Reads text that was decoded already, whatever the page says of its encoding.
    pub fn write_str(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        // A byte order mark is no text, in a string either.
        let text = if self.started {
            text
        } else {
            text.strip_prefix('\u{feff}').unwrap_or(text)
        };
        self.started = true;
        self.tokens.write(text.as_bytes())
    }

    /// Shows what was read so far: what the handler made of it, what the page has stated, and the names of its elements.
    pub fn look<T>(&mut self, look: impl FnOnce(&mut H, &Head, &mut Names) -> T) -> T {
        self.tokens
            .look(|tree| look(&mut tree.handler, &tree.head, &mut tree.names))
    }

    /// Ends the page.
    pub fn end(mut self) -> Result<Read<H>, Error> {
        let rest = self.decoder.finish();
        if !rest.is_empty() {
            self.tokens.write(&rest)?;
        }
        let tree = self.tokens.end()?;
        Ok(Read {
            handler: tree.handler,
            head: tree.head,
            names: tree.names,
        })
    }
}
