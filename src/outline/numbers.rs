//! The numbers of the items of ordered lists.

use std::num::NonZeroU16;

use super::builder::Builder;
use crate::reader::{Element, Tag};

impl Builder {
    /// The number of a list's next item, if the element is one and the list has numbers.
    pub(super) fn take_number(&mut self, element: &Element<'_>) -> Option<NonZeroU16> {
        // What counts the lines of code is no part of it.
        if element.tag != Tag::LI || self.preformatted > 0 {
            return None;
        }
        let next = self.open.last_mut()?.next_number.as_mut()?;
        let number = element
            .attribute("value")
            .and_then(|value| value.trim().parse().ok())
            .unwrap_or(*next);
        *next = number.saturating_add(1);
        NonZeroU16::new(number)
    }
}

/// The number of the first item of an ordered list. Those that count downwards are not numbered: it takes the whole list to
/// know where they begin. Nor are lists of comments, which are shown without numbers.
pub(super) fn first_number(element: &Element<'_>) -> Option<u16> {
    let is_of_comments = || {
        let class = element.attribute("class").unwrap_or_default();
        class.to_ascii_lowercase().contains("comment")
    };
    if element.tag != Tag::OL || element.attribute("reversed").is_some() || is_of_comments() {
        return None;
    }
    let start = element.attribute("start").and_then(|start| start.trim().parse().ok());
    Some(start.unwrap_or(1))
}
