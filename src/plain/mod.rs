//! Text that was already pulled out of a page: the same verdicts from words alone.
//!
//! ```text
//! text
//!   │  blocks    a line each, but for lines that were broken to fit a width
//!   │  traits    what each block shows by itself; `wordings`: what it speaks of
//!   │  lines     what is looked up about them: headings above, stretches of prose, the headline
//!   │  forest    a small learned forest scores every block from its `features`
//!   ▼
//! verdicts       keep, or drop with a kind and a reason
//! ```

mod blocks;
#[cfg(feature = "training")]
pub mod features;
#[cfg(not(feature = "training"))]
mod features;
mod forest;
#[cfg(feature = "training")]
pub mod lines;
#[cfg(not(feature = "training"))]
mod lines;
mod subject;
mod title;
mod traits;
mod verdicts;
mod wordings;
mod writing;

use serde::Serialize;

use crate::Removed;
use lines::Lines;

/// A text without what is not the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CleanText {
    /// The line that is the title, if one is; it is not part of `text`.
    pub title: Option<String>,
    /// What was kept: blocks parted by one blank line, the lines of a list or a verse by a line break; white space folded.
    pub text: String,
    /// What was left out, in the order of the text. Its `path` says the lines, counted from 1: `line 3`, `lines 45–92`.
    pub removed: Vec<Removed>,
}

/// Cleans text that was already pulled out of a page: a paste, a browser's `innerText`, an old dump.
///
/// Its lines are judged by their words alone: menus, share and comment lines, credits, boxes about the author, lists under
/// headings such as 'You may also like', notices. Lines that were broken to fit a width are put together first.
///
/// ```
/// let dump = "Skip to content\n\nTuesday's rain and the river\n\nBy Ann Pike\n\n\
///     It rained all of Tuesday, and the river rose by a metre before noon, said the keeper of the bridge.\n\n\
///     By evening the water had gone down again, and the bridge was opened to carts.\n\n\
///     You may also like\n\nFerry to Sail Again\n\nTen Best Umbrellas";
/// let clean = muslin::clean_text(dump);
/// assert_eq!(clean.title.as_deref(), Some("Tuesday's rain and the river"));
/// assert!(clean.text.starts_with("It rained all of Tuesday") && clean.text.ends_with("carts."));
/// assert_eq!(clean.removed.last().map(|removed| removed.kind), Some(muslin::Kind::Recommendation));
/// ```
///
/// Time and memory grow in step with the text. Of a text of more than a million lines, those past the millionth are one block.
#[must_use]
pub fn clean_text(text: &str) -> CleanText {
    let lines = Lines::of(text);
    let (verdicts, title) = verdicts::settle(&lines, &forest::log_odds(&lines));
    CleanText {
        title: title.map(|place| blocks::folded(lines.text(place))),
        text: writing::kept(&lines, &verdicts),
        removed: writing::removed(&lines, &verdicts),
    }
}
