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
mod json;
mod linked_data;
mod open_elements;
mod positions;
mod references;
mod tokens;
mod tree;

use std::any::Any;
use std::marker::PhantomData;

use encoding_rs::{Encoding, UTF_8};

pub use element::Element;
pub use elements::{Names, Tag};
pub use head::Head;
pub use linked_data::LinkedData;
pub use positions::Positions;
pub use references::{Place, decoded};
pub use tree::{Handler, TokenKind};

use crate::Error;
use encoding::PageDecoder;
use tokens::Tokens;

/// Reads one page that comes in chunks.
pub struct Reader<H: Handler> {
    decoder: PageDecoder,
    tokens: Tokens,
    started: bool,
    /// Bytes of text so far.
    decoded: u64,
    handler: PhantomData<H>,
}

/// A page that was read to its end.
pub struct Read<H> {
    /// What the handler made of it.
    pub handler: H,
    /// What the page states about itself.
    pub head: Head,
    /// The names of its elements.
    pub names: Names,
    /// Where its tags stand, if that was asked for.
    pub positions: Option<Positions>,
}

impl<H: Handler> Reader<H> {
    /// `charset` is the encoding given from outside the page.
    pub fn new(charset: Option<&'static Encoding>, handler: H) -> Self {
        Self {
            decoder: PageDecoder::new(charset),
            tokens: Tokens::new(Box::new(handler)),
            started: false,
            decoded: 0,
            handler: PhantomData,
        }
    }

    /// Reads bytes in the page's encoding.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut rest = bytes;
        // Of a long chunk no more is held than what its encoding is found out by.
        while let Some((held, after)) = self.decoder.until_look().and_then(|bytes| rest.split_at_checked(bytes)) {
            self.write_some(held)?;
            rest = after;
        }
        self.write_some(rest)
    }

    fn write_some(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let text = self.decoder.decode(bytes);
        if text.is_empty() {
            return Ok(());
        }
        self.decoded += text.len() as u64;
        self.tokens.write(&text)
    }

    /// How many bytes of decoded text there were so far; the last of them may be of a token that has not ended.
    pub fn decoded(&self) -> u64 {
        self.decoded
    }

    /// Reads text that was decoded already, whatever the page says of its encoding.
    pub fn write_str(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        // A byte order mark is no text, in a string either.
        let own = if self.started {
            text
        } else {
            text.strip_prefix('\u{feff}').unwrap_or(text)
        };
        if !self.started
            && let Some(positions) = self.positions()
        {
            *positions = Positions::new(UTF_8, text.len() - own.len());
        }
        self.started = true;
        self.tokens.write(own.as_bytes())
    }

    /// Shows what was read so far: what the handler made of it, what the page has stated, and the names of its elements.
    pub fn look<T>(&mut self, look: impl FnOnce(&mut H, &Head, &mut Names) -> T) -> T {
        self.tokens.look(|tree| {
            let handler: &mut dyn Any = tree.handler.as_mut();
            look(own(handler.downcast_mut()), &tree.head, &mut tree.names)
        })
    }

    /// Takes note of where the tags stand in the page's own bytes. To be asked for before anything is written.
    #[must_use]
    pub fn with_positions(mut self) -> Self {
        self.decoder.keep_positions();
        self
    }

    /// Where the tags stand, if that was asked for.
    pub fn positions(&mut self) -> Option<&mut Positions> {
        self.decoder.positions()
    }

    /// Ends the page.
    pub fn end(mut self) -> Result<Read<H>, Error> {
        // Of text nothing is held, and no encoding is to be found out.
        let rest = if self.started {
            Vec::new()
        } else {
            self.decoder.finish()
        };
        if !rest.is_empty() {
            self.tokens.write(&rest)?;
        }
        let tree = self.tokens.end()?;
        let handler: Box<dyn Any> = tree.handler;
        Ok(Read {
            handler: *own(handler.downcast().ok()),
            head: tree.head,
            names: tree.names,
            positions: self.decoder.positions().map(std::mem::take),
        })
    }
}

/// The handler that the reader was made with.
#[expect(
    clippy::expect_used,
    reason = "`Reader::new` has put it there, and nothing takes it away"
)]
fn own<H>(handler: Option<H>) -> H {
    handler.expect("the reader's own handler")
}
