//! What names itself as clutter: vendor markers, exact class and id tokens, headings such as 'You may also like'.
//!
//! The lists are data: `markers.tsv`, `headings.tsv`, `lists.tsv` and `hints.tsv` beside this file, each row of names with its
//! reason, each heading and word with its language, which `build.rs` leaves out of what is compiled.

mod headings;
mod hints;
mod kind;
mod lists;
mod markers;
mod why;

pub use headings::{heading_kind, heading_rows};
pub use hints::{has_word, hint_of, names_menu};
pub use kind::Kind;
pub use lists::{list_heading_kind, names_list};
pub use markers::{Marker, Marks, is_marker_attribute, marker_of_element};
pub use why::Why;
