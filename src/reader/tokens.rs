//! `lol_html`'s tokens, handed to the [`Tree`]. The only place that knows `lol_html`'s machinery.
//!
//! The raw token stream is used, not the selectors: every end tag is seen, even one that `lol_html`'s simple stack holds
//! for stray; no second stack grows with the page's depth; and without the CSS machinery the WebAssembly module is a third smaller.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use lol_html::errors::RewritingError;
use lol_html::html_content::{DocumentEnd, SourceLocation};
use lol_html::{
    AsciiCompatibleEncoding, LocalName, Namespace, SharedMemoryLimiter, StartTagHandlingResult, Token,
    TokenCaptureFlags, TransformController, TransformStream, TransformStreamSettings,
};

use super::elements::{Names, Tag};
use super::tree::{Handler, TokenKind, Tree};
use crate::Error;

/// The most memory one unfinished token may take, in bytes.
const MOST_MEMORY: usize = 256 * 1024 * 1024;

type Sink = fn(&[u8]);

/// Cuts a page's UTF-8 into tokens and grows its tree from them.
pub struct Tokens {
    stream: TransformStream<Controller<'static>, Sink>,
    tree: Shared,
}

/// The tree, which the stream grows and which is looked at in between: the stream itself cannot be looked into.
type Shared = Arc<Mutex<Tree>>;

impl Tokens {
    pub fn new(handler: Box<dyn Handler>) -> Self {
        let tree = Arc::new(Mutex::new(Tree::new(handler)));
        let stream = stream(Controller::new(Target::Page(Arc::clone(&tree))));
        Self { stream, tree }
    }

    /// Reads the next bytes of UTF-8; what is not valid reads as U+FFFD.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.stream.write(bytes).map_err(|_| Error::OutOfMemory)
    }

    /// Looks at the tree as it is now.
    pub fn look<T>(&mut self, look: impl FnOnce(&mut Tree) -> T) -> T {
        look(&mut self.tree.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the page and gives its tree.
    pub fn end(self) -> Result<Tree, Error> {
        let Self { mut stream, tree } = self;
        stream.end().map_err(|_| Error::OutOfMemory)?;
        drop(stream);
        let tree = Arc::into_inner(tree).ok_or(Error::OutOfMemory)?;
        let mut tree = tree.into_inner().unwrap_or_else(PoisonError::into_inner);
        tree.finish();
        Ok(tree)
    }
}

/// Reads markup that stood in the page as text, into the tree as it is now; `only_images` leaves its text out.
pub fn read_fragment(tree: &mut Tree, markup: &str, only_images: bool) {
    let mut stream = stream(Controller::new(Target::Fragment {
        tree,
        with_text: !only_images,
    }));
    // A fragment too large for the token memory was too large for it within the page already.
    let _ = stream.write(markup.as_bytes()).and_then(|()| stream.end());
}

fn stream(controller: Controller<'_>) -> TransformStream<Controller<'_>, Sink> {
    let sink: Sink = |_| {};
    TransformStream::new(TransformStreamSettings {
        transform_controller: controller,
        output_sink: sink,
        preallocated_parsing_buffer_size: 1024,
        memory_limiter: SharedMemoryLimiter::new(MOST_MEMORY),
        encoding: AsciiCompatibleEncoding::utf_8(),
        next_encoding: Arc::default(),
        strict: false,
        graceful_bail_out_on_memory_limit_exceeded: false,
        graceful_bail_out_on_content_handler_error: false,
    })
}

/// What tokens are handed to.
enum Target<'t> {
    /// The tree of the page itself.
    Page(Shared),
    /// The tree of the page a fragment stands in; where the fragment's tokens stand there is not told.
    Fragment { tree: &'t mut Tree, with_text: bool },
}

/// Hands a token on; `known` is the tag's name if it is one of HTML's.
fn take(tree: &mut Tree, token: &mut Token<'_>, known: Option<Tag>, with_text: bool, in_page: bool) {
    let place = |location: SourceLocation| {
        let bytes = location.bytes();
        in_page.then_some(bytes.start as u64..bytes.end as u64)
    };
    match token {
        Token::TextChunk(text) if with_text => {
            if let Some(bytes) = place(text.source_location()) {
                tree.handler.token(TokenKind::Text, bytes);
            }
            tree.text(text.as_str(), text.text_type());
        }
        Token::TextChunk(_) => {}
        Token::StartTag(tag) => {
            let foreign = tag.namespace_uri() != HTML;
            let bytes = place(tag.source_location());
            tree.attributes.read(tag.attributes());
            let (own, name) = named(&mut tree.names, known, || tag.name());
            tree.start_tag(own, &name, tag.self_closing(), foreign, bytes);
        }
        Token::EndTag(tag) => {
            let bytes = place(tag.source_location());
            let (own, _) = named(&mut tree.names, known, || tag.name());
            tree.end_tag(own, bytes);
        }
        Token::Comment(comment) => {
            tree.end_text();
            if let Some(bytes) = place(comment.source_location()) {
                tree.handler.token(TokenKind::Comment, bytes);
            }
        }
        Token::Doctype(_) => tree.end_text(),
    }
}

/// The number and the name of a tag, for which a string is made only if HTML does not know it.
fn named(names: &mut Names, known: Option<Tag>, name: impl FnOnce() -> String) -> (Tag, Cow<'static, str>) {
    if let Some(tag) = known
        && let Some(name) = tag.known_name()
    {
        return (tag, Cow::Borrowed(name));
    }
    let name = name();
    (names.tag(&name), Cow::Owned(name))
}

struct Controller<'t> {
    target: Target<'t>,
    /// The name of the tag whose token comes next, if it is one of HTML's.
    known: Option<Tag>,
}

impl<'t> Controller<'t> {
    fn new(target: Target<'t>) -> Self {
        Self { target, known: None }
    }

    fn note(&mut self, name: &LocalName<'_>) -> TokenCaptureFlags {
        self.known = match name {
            LocalName::Hash(hash) => Tag::of_hash(*hash),
            LocalName::Bytes(_) => None,
        };
        TokenCaptureFlags::all()
    }
}

impl TransformController for Controller<'_> {
    fn initial_capture_flags(&self) -> TokenCaptureFlags {
        TokenCaptureFlags::all()
    }

    fn handle_start_tag(&mut self, name: LocalName<'_>, _: Namespace) -> StartTagHandlingResult<Self> {
        Ok(self.note(&name))
    }

    fn handle_end_tag(&mut self, name: LocalName<'_>) -> TokenCaptureFlags {
        self.note(&name)
    }

    fn handle_token(&mut self, token: &mut Token<'_>) -> Result<(), RewritingError> {
        let known = self.known.take();
        match &mut self.target {
            Target::Page(tree) => take(
                &mut tree.lock().unwrap_or_else(PoisonError::into_inner),
                token,
                known,
                true,
                true,
            ),
            Target::Fragment { tree, with_text } => take(tree, token, known, *with_text, false),
        }
        Ok(())
    }

    fn handle_end(&mut self, _: &mut DocumentEnd<'_>) -> Result<(), RewritingError> {
        Ok(())
    }

    fn should_emit_content(&self) -> bool {
        false
    }
}

const HTML: &str = "http://www.w3.org/1999/xhtml";
