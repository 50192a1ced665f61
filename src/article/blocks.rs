//! The article as a list of blocks, each with its kind.

use serde::Serialize;

use super::document::{Document, paragraph};
use super::text::{LONGEST_CELL, Parting, is_item, parting, push_block};
use super::urls::Base;
use crate::outline::{Block, Outline};
use crate::reader::Tag;

/// A block of an article's text: what a blank line or a line break parts in [`Article::text`](crate::Article::text).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleBlock {
    /// What the page's markup says it is.
    pub kind: BlockKind,
    /// Its text, white space folded but for code; cells of a row of a table are parted by a tab, and an item of an ordered
    /// list begins with its number.
    pub text: String,
    /// The same as HTML that is safe to show, with what it stands in: `<ul><li>…`, `<blockquote><p>…`. Pictures stand between
    /// blocks and are in none.
    pub html: String,
    /// Of a heading: 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

impl ArticleBlock {
    /// A paragraph that stands nowhere in the page.
    pub(crate) fn paragraph(text: &str) -> Self {
        Self {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            html: paragraph(text),
            level: None,
        }
    }
}

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockKind {
    /// `h1` to `h6`.
    Heading,
    /// Whatever is nothing else.
    Paragraph,
    /// An item of a list, or a term or description of a glossary; one that holds several paragraphs is several blocks.
    ListItem,
    /// A paragraph inside a `blockquote`.
    Quote,
    /// A `pre`, with its lines.
    Code,
    /// A row of a table, or its caption.
    Table,
    /// The caption of a figure.
    Figure,
}

/// Makes the article's blocks of the outline's kept blocks, as these come in the order of the page.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The block that is being put together.
    open: Option<Piece>,
    /// The last kept block, a place in the outline.
    last: Option<usize>,
}

/// One block of the article: the cells of a row, the lines of a `pre`, else a kept block alone.
#[derive(Debug)]
struct Piece {
    text: String,
    /// The kept blocks that it is made of.
    places: Vec<usize>,
    /// What its parts make it, if there are several.
    joined: Option<BlockKind>,
    /// Another kept block stands beside it in the same cell of a table.
    shares_cell: bool,
}

impl Blocks {
    /// Takes the next kept block; gives the article's block before it, if it is complete with that.
    pub fn push(&mut self, outline: &Outline, base: &Base, place: usize) -> Option<ArticleBlock> {
        let block = outline.blocks.get(place)?;
        let last_place = self.last.replace(place);
        let last = last_place.and_then(|last| outline.blocks.get(last));
        let parting = last.map_or(Parting::Blank, |last| parting(outline, last, block));
        if let (Some(open), Parting::Cell | Parting::CodeLine) = (&mut self.open, parting) {
            open.text.push_str(parting.mark());
            push_block(&mut open.text, outline, block, last_place);
            open.places.push(place);
            if parting == Parting::Cell {
                open.joined = Some(BlockKind::Table);
            } else {
                open.joined.get_or_insert(BlockKind::Code);
            }
            return None;
        }
        let shares_cell = parting == Parting::SameCell;
        let mut text = String::new();
        push_block(&mut text, outline, block, last_place);
        let before = self.open.replace(Piece {
            text,
            places: vec![place],
            joined: None,
            shares_cell,
        });
        before.map(|mut before| {
            before.shares_cell |= shares_cell;
            before.complete(outline, base)
        })
    }

    /// Gives the last block, if no later one can become a part of it. All before `decided` are kept or dropped for good.
    pub fn flush(&mut self, outline: &Outline, base: &Base, decided: usize) -> Option<ArticleBlock> {
        let last = outline.blocks.get(self.last?)?;
        // At the end of what is known of the page, an element may still be open.
        let goes_on = |end: usize| end > decided || decided >= outline.blocks.len();
        let may_grow = outline.chain(last.node).any(|id| {
            let joins = match outline.node(id).tag {
                Tag::TR => last.words <= LONGEST_CELL,
                Tag::PRE => true,
                _ => false,
            };
            joins && goes_on(outline.blocks_of(id).end)
        });
        if may_grow { None } else { self.finish(outline, base) }
    }

    /// Gives the last block of the article.
    pub fn finish(&mut self, outline: &Outline, base: &Base) -> Option<ArticleBlock> {
        self.open.take().map(|open| open.complete(outline, base))
    }
}

impl Piece {
    fn complete(self, outline: &Outline, base: &Base) -> ArticleBlock {
        let of_one = || {
            let block = outline.blocks.get(*self.places.first()?)?;
            kind(outline, block, self.shares_cell)
        };
        let (kind, level) = match self.joined {
            Some(joined) => (joined, None),
            None => of_one().unwrap_or((BlockKind::Paragraph, None)),
        };
        ArticleBlock {
            kind,
            html: Document::of_places(outline, base, &self.places, kind == BlockKind::Table).html(),
            text: self.text,
            level,
        }
    }
}

/// What the innermost telling element says of a block, and the level of a heading.
fn kind(outline: &Outline, block: &Block, shares_cell: bool) -> Option<(BlockKind, Option<u8>)> {
    outline.chain(block.node).find_map(|id| {
        let kind = match outline.node(id).tag {
            tag if tag.is_heading() => return Some((BlockKind::Heading, tag.heading_level())),
            tag if is_item(tag) => BlockKind::ListItem,
            Tag::PRE | Tag::XMP => BlockKind::Code,
            Tag::BLOCKQUOTE => BlockKind::Quote,
            Tag::FIGURE | Tag::FIGCAPTION => BlockKind::Figure,
            // A cell of paragraphs is there for the layout.
            Tag::TD | Tag::TH if shares_cell || block.words > LONGEST_CELL => BlockKind::Paragraph,
            Tag::CAPTION | Tag::TD | Tag::TH => BlockKind::Table,
            _ => return None,
        };
        Some((kind, None))
    })
}
