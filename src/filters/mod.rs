//! The user's own filters: cosmetic rules in the syntax of Adblock Plus and uBlock Origin.
//!
//! A list is compiled once ([`compiled`], of selectors that [`cursor`] reads) and then asked for every start tag of a page
//! ([`sieve`]). Only what the open elements can answer is understood: compound selectors, `:not()` of simple ones, descendants and
//! children. The parser is our own: `cssparser` and `selectors`, which `lol_html` has for its element handlers, are left out of the
//! WebAssembly module as long as nothing calls them (`reader/tokens.rs`), and they match one selector at a time, where a list of
//! 50,000 wants an index.

mod compiled;
mod cursor;
mod domains;
mod index;
mod selector;
mod sieve;
mod table;

use std::sync::Arc;

use serde::Serialize;

pub use compiled::RuleId;
pub use domains::is_within;
pub use sieve::Sieve;

use compiled::Compiled;

/// Rules of what to leave out, in the syntax of Adblock Plus and uBlock Origin, compiled. Cheap to clone.
///
/// Of a list, cosmetic rules count: `##selector`, `example.com,~shop.example.com##selector`, `example.*##selector`, and exceptions with
/// `#@#`. Selectors are made of an element's name, `#id`, `.class`, `[attribute]` with all of CSS's operators, `:not()` of one of
/// these, and the combinators for descendants and children. Whatever else the list has is passed over and counted.
///
/// ```
/// use muslin::{Filters, Options};
///
/// let filters = Filters::new("! mine\n##.sponsor\nexample.org##aside > a[href^=\"/go/\"]\n##p:has-text(Buy)\n||ads.example^");
/// let report = filters.report();
/// assert_eq!((report.rules, report.unsupported, report.network), (2, 1, 1));
///
/// let options = Options::default().with_filters(filters);
/// let article = muslin::extract("<p>It rained.<p class=sponsor>Buy umbrellas.", &options)?;
/// assert_eq!(article.text, "It rained.");
/// assert_eq!(article.removed[0].reason, "filter ##.sponsor");
/// # Ok::<(), muslin::Error>(())
/// ```
#[derive(Clone)]
pub struct Filters(Arc<Compiled>);

/// What a list of filters was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FilterReport {
    /// Rules that count; a list of selectors is as many rules.
    pub rules: u32,
    /// Exceptions that count: `#@#`.
    pub exceptions: u32,
    /// Rules that are not understood, and do nothing: procedural ones (`:has-text()`, `#?#`), scripts (`##+js()`), styles,
    /// selectors that the open elements do not answer.
    pub unsupported: u32,
    /// Rules for requests, which are none of a page's elements.
    pub network: u32,
    /// The first of those that are not understood.
    pub examples: Vec<UnsupportedRule>,
}

/// A rule that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnsupportedRule {
    /// The number of its line, from 1.
    pub line: u32,
    /// The line, or its beginning.
    pub rule: String,
}

impl Filters {
    /// Compiles a list, a rule a line. Nothing in it is an error; see [`report`](Self::report).
    #[must_use]
    pub fn new(list: &str) -> Self {
        Self(Arc::new(Compiled::new(list)))
    }

    /// What was understood of the list, and what was not.
    #[must_use]
    pub fn report(&self) -> &FilterReport {
        &self.0.report
    }

    /// For a page from this address, if that is known: rules for some sites only ask for it.
    pub(crate) fn for_page(&self, url: Option<&str>) -> Sieve {
        Sieve::new(Arc::clone(&self.0), url)
    }
}

impl From<&str> for Filters {
    fn from(list: &str) -> Self {
        Self::new(list)
    }
}

impl std::fmt::Debug for Filters {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Filters").field(self.report()).finish()
    }
}
