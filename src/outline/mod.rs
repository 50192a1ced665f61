//! The page as a flat list of text blocks, each knowing its chain of elements: a compact arena, no DOM.

mod attributes;
mod builder;
mod code;
mod filtering;
mod folding;
mod forgetting;
mod formulas;
mod insets;
mod mathml;
mod numbers;
mod pending;
mod tight;
mod tokens;

use std::num::NonZeroU16;
use std::ops::Range;

pub use attributes::is_of_picture;
pub use builder::Builder;
pub use filtering::Filtered;
pub use formulas::Formula;
pub use insets::Inset;
pub use tight::{make_room, push_text, push_tight, trim};
pub use tokens::{TokenId, Tokens};

use crate::reader::{Names, Tag};

/// An element's place in [`Outline::nodes`].
pub type NodeId = u32;

/// The steps around an element are told up to so many bytes: a page of deep elements with long names must not give
/// thousands of long paths.
const LONGEST_PATH: usize = 600;

/// The `body`, which holds everything.
pub const ROOT: NodeId = 0;

/// An element that holds text or images. Others leave no trace.
#[derive(Debug, Clone)]
pub struct Node {
    pub tag: Tag,
    /// The element it stands in; the root's is itself.
    pub parent: NodeId,
    /// The blocks inside it: from this one …
    pub first_block: u32,
    /// … to before this one.
    pub end_block: u32,
    /// Said not to be seen: `hidden`, `aria-hidden`, `display: none`.
    pub hidden: Hidden,
    /// Images in it, at any depth.
    pub images: u16,
    /// The number that an item of an ordered list is shown with.
    pub number: Option<NonZeroU16>,
    tokens: Range<u32>,
}

/// Ways an element says that it is not to be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The `hidden` attribute, or `display: none` in its `style`.
    pub from_sight: bool,
    /// `aria-hidden=true`.
    pub from_screen_readers: bool,
}

/// A run of text without a block boundary in it.
#[derive(Debug, Clone)]
pub struct Block {
    /// The innermost block-level element around it.
    pub node: NodeId,
    /// Words in it.
    pub words: u32,
    /// Words inside links.
    pub link_words: u32,
    /// Links with text.
    pub links: u16,
    text: Range<u32>,
    spans: Range<u32>,
}

/// An inline element (or image) of a block, and the part of the block's text it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub node: NodeId,
    /// Bytes from the start of the block's text.
    pub start: u32,
    pub end: u32,
}

/// Attributes that are kept with their values, because HTML written from the outline needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeName {
    Href,
    Src,
    Srcset,
    /// The address, or the addresses, that a script is to put in the place of an image's `src` or `srcset`.
    Lazy,
    LazySet,
    /// An image's address in an attribute that may be for something else.
    Spare,
    Alt,
    Title,
    Width,
    Height,
    Colspan,
    Rowspan,
    Poster,
    Lang,
    Dir,
    /// The language of code, where an attribute has it.
    CodeLanguage,
    Datetime,
    Rel,
    Content,
}

#[derive(Debug)]
struct Attribute {
    node: NodeId,
    name: AttributeName,
    value: Range<u32>,
}

/// A page's blocks and elements.
#[derive(Debug)]
pub struct Outline {
    pub nodes: Vec<Node>,
    pub blocks: Vec<Block>,
    pub tokens: Tokens,
    pub names: Names,
    /// What is no text, in the order of the page.
    pub insets: Vec<Inset>,
    text: String,
    spans: Vec<Span>,
    token_lists: Vec<TokenId>,
    attributes: Vec<Attribute>,
    values: String,
    filtered: Vec<Filtered>,
    formulas: Vec<Formula>,
    /// The page has a script that sets the formulas in its text.
    pub sets_tex: bool,
}

impl Outline {
    /// A page without anything but its `body`.
    fn of_body() -> Self {
        let body = Node {
            tag: Tag::BODY,
            parent: ROOT,
            first_block: 0,
            end_block: 0,
            hidden: Hidden::default(),
            images: 0,
            number: None,
            tokens: 0..0,
        };
        Self {
            nodes: vec![body],
            blocks: Vec::new(),
            tokens: Tokens::default(),
            names: Names::default(),
            insets: Vec::new(),
            text: String::new(),
            spans: Vec::new(),
            token_lists: Vec::new(),
            attributes: Vec::new(),
            values: String::new(),
            filtered: Vec::new(),
            formulas: Vec::new(),
            sets_tex: false,
        }
    }

    /// All elements, in the order of the page.
    pub fn ids(&self) -> Range<NodeId> {
        ROOT..NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX)
    }

    /// The element that was added last.
    pub fn last(&self) -> NodeId {
        self.ids().end.saturating_sub(1)
    }

    /// The blocks of a run of places.
    pub fn run(&self, places: Range<usize>) -> &[Block] {
        self.blocks.get(places).unwrap_or_default()
    }

    /// A block's text, white space folded unless it is preformatted; a `br` is a line feed.
    pub fn text(&self, block: &Block) -> &str {
        self.text
            .get(block.text.start as usize..block.text.end as usize)
            .unwrap_or_default()
    }

    /// The inline elements and images of a block.
    pub fn spans(&self, block: &Block) -> &[Span] {
        self.spans
            .get(block.spans.start as usize..block.spans.end as usize)
            .unwrap_or_default()
    }

    /// The element itself. Ids come from this outline and so are in it.
    #[expect(clippy::indexing_slicing, reason = "an id is given only together with its element")]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// An element's class tokens, `#id`, and telling attributes as `[name=value]`.
    pub fn node_tokens(&self, id: NodeId) -> &[TokenId] {
        let range = &self.node(id).tokens;
        self.token_lists
            .get(range.start as usize..range.end as usize)
            .unwrap_or_default()
    }

    /// An element's tokens, spelled out.
    pub fn token_names(&self, id: NodeId) -> impl Iterator<Item = &str> {
        self.node_tokens(id).iter().map(|token| self.tokens.name(*token))
    }

    /// Whether an element, or one of so many around it, itself counted, has a token.
    #[inline(never)]
    pub fn is_within(&self, id: NodeId, steps: usize, token: &str) -> bool {
        let mut around = self.chain(id).take(steps);
        around.any(|id| self.token_names(id).any(|own| own == token))
    }

    /// The value of an element's attribute, if it is one that is kept.
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<&str> {
        let from = self.attributes.partition_point(|attribute| attribute.node < id);
        let own = self
            .attributes
            .get(from..)?
            .iter()
            .take_while(|attribute| attribute.node == id);
        own.into_iter()
            .find(|attribute| attribute.name == name)
            .and_then(|attribute| {
                self.values
                    .get(attribute.value.start as usize..attribute.value.end as usize)
            })
    }

    /// An element and those around it, the innermost first, the root last.
    pub fn chain(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next?;
            next = (id != ROOT).then(|| self.node(id).parent);
            Some(id)
        })
    }

    /// The blocks inside an element.
    pub fn blocks_of(&self, id: NodeId) -> Range<usize> {
        let node = self.node(id);
        node.first_block as usize..node.end_block as usize
    }

    /// Where an element stands, as a CSS selector from `body` on; of deep ones only the innermost steps.
    pub fn path(&self, id: NodeId) -> String {
        self.path_named(id, &|id| self.names.name(self.node(id).tag))
    }

    /// As [`path`](Self::path), with names from elsewhere: those of an outline that is still growing are the reader's.
    pub fn path_named<'n>(&self, id: NodeId, name: &dyn Fn(NodeId) -> &'n str) -> String {
        // The innermost step first, and where each begins.
        let (mut steps, mut starts) = (String::new(), vec![0]);
        self.push_step(&mut steps, id, name(id));
        let (mut outermost, own) = (id, steps.len());
        for outer in self.chain(id).skip(1) {
            let start = steps.len();
            self.push_step(&mut steps, outer, name(outer));
            if steps.len() - own > LONGEST_PATH {
                steps.truncate(start);
                break;
            }
            starts.push(start);
            outermost = outer;
        }
        let mut path = String::with_capacity(steps.len() + 3 * starts.len() + 2);
        if outermost != ROOT {
            path.push_str("body ");
        }
        let mut end = steps.len();
        for start in starts.into_iter().rev() {
            path.push_str(steps.get(start..end).unwrap_or_default());
            if start > 0 {
                path.push_str(" > ");
            }
            end = start;
        }
        path
    }

    /// Adds an element's name, its id and first classes as far as they need no escape.
    fn push_step(&self, step: &mut String, id: NodeId, name: &str) {
        let plain = |name: &str| {
            name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        };
        step.push_str(if plain(name) { name } else { "*" });
        if let Some(own) = self
            .token_names(id)
            .find(|name| name.strip_prefix('#').is_some_and(plain))
        {
            step.push_str(own);
        }
        for class in self.token_names(id).filter(|name| plain(name)).take(2) {
            step.push('.');
            step.push_str(class);
        }
    }
}
