//! What the page's elements are to a document.

use crate::reader::Tag;

/// Elements of the page that come along; all others are their content.
pub fn means_something(tag: Tag) -> bool {
    tag.is_heading()
        || matches!(
            tag,
            Tag::UL
                | Tag::OL
                | Tag::MENU
                | Tag::DIR
                | Tag::LI
                | Tag::DL
                | Tag::DT
                | Tag::DD
                | Tag::BLOCKQUOTE
                | Tag::PRE
                | Tag::XMP
                | Tag::TABLE
                | Tag::CAPTION
                | Tag::THEAD
                | Tag::TBODY
                | Tag::TFOOT
                | Tag::TR
                | Tag::TD
                | Tag::TH
                | Tag::FIGURE
                | Tag::FIGCAPTION
                | Tag::DETAILS
                | Tag::SUMMARY
        )
}

/// Elements that no other block may stand in.
pub fn holds_only_text(tag: Tag) -> bool {
    tag.is_heading() || matches!(tag, Tag::PRE | Tag::SUMMARY | Tag::P)
}

/// A cell of a table.
pub fn is_cell(tag: Tag) -> bool {
    matches!(tag, Tag::TD | Tag::TH)
}

/// A list of items.
pub fn is_list(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::UL | Tag::OL))
}

/// How many columns or rows a cell spans, as browsers bound it.
pub fn span(value: Option<&str>) -> u16 {
    let value = value.and_then(|value| value.trim().parse().ok());
    value.unwrap_or(1).clamp(1, 1000)
}
