//! What names itself as clutter: vendor markers, exact class and id tokens, headings such as 'You may also like'.
//!
//! The lists are data: `markers.tsv` and `headings.tsv` beside this file, each marker with its reason.

mod headings;
mod kind;
mod markers;

pub use headings::heading_kind;
pub use kind::Kind;
pub use markers::{Marker, Marks, is_marker_attribute, marker_of_element};
