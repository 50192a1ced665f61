//! The page without its clutter: its own bytes, minus the subtrees that were dropped.
//!
//! Nothing is parsed twice and nothing is written anew: the reader tells where each tag stands in the page ([`elements`]), what
//! is dropped becomes ranges of bytes ([`cuts`]), and the rest is copied. A page that is whole is judged as an article's is
//! ([`whole`], [`choice`]). `lol_html`'s own `remove()` is not used: to it, an element whose end tag is omitted goes on to the end
//! of its parent, siblings and all.

mod calls;
mod choice;
mod cookies;
mod cuts;
mod elements;
mod forms;
mod furniture;
mod groups;
mod guesses;
mod joining;
mod links;
mod mapped;
mod naming;
mod neighbours;
mod offers;
mod options;
mod prices;
mod sharing;
mod stream;
mod whole;
mod words;

pub use options::PageOptions;
pub use stream::PageCleaner;
pub use whole::{CleanPage, Clutter, ClutterElement, clean_page, clean_page_bytes, find_clutter};
