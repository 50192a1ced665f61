//! Muslin strains the article out of a web page while the page is still arriving.
//!
//! One streaming pass reads the page, settles which of its text blocks are the article, and gives the clean text
//! with its title, byline and other facts, and every block that was left out with the reason.
//!
//! ```
//! let page = "<title>Rain - The Gazette</title><nav><a href=/>Home</a></nav>\
//!     <article><h1>Rain</h1><p>It rained all of Tuesday, and the river rose by a metre before noon.</p>\
//!     <p>By evening the water had gone down again, and the bridge was opened to carts.</p></article>";
//! let article = muslin::extract(page, &muslin::Options::default())?;
//! assert_eq!(article.title.as_deref(), Some("Rain"));
//! assert!(article.text.starts_with("It rained all of Tuesday"));
//! # Ok::<(), muslin::Error>(())
//! ```
//!
//! A page that arrives in pieces is fed to an [`Extractor`]; how it was cut never changes the result.

mod address;
mod article;
#[cfg(target_arch = "wasm32")]
mod bindings;
mod clutter;
mod early;
mod error;
mod extractor;
mod filters;
mod model;
mod options;
mod order;
mod outline;
mod plain;
mod reader;
mod rewrite;
mod tables;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;
mod words;

pub use article::{Article, ArticleBlock, BlockKind, Partial, PartialReason, Removed};
pub use clutter::Kind;
pub use error::Error;
pub use extractor::{Extractor, ProbablyArticle, extract, extract_bytes, is_probably_article};
pub use filters::{FilterReport, Filters, UnsupportedRule};
pub use options::Options;
pub use plain::{CleanText, clean_text};
pub use rewrite::{
    CleanPage, Clutter, ClutterElement, PageCleaner, PageOptions, clean_page, clean_page_bytes, find_clutter,
};
