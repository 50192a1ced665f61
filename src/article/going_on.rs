//! Where an article goes on: on its next page, or behind a paywall or a 'Continue reading'.

use serde::Serialize;

use super::about::About;
use super::paging::{Readings, continues};
use super::urls::Base;
use crate::clutter::Kind;
use crate::outline::{AttributeName, Outline};
use crate::reader::{Head, Tag};
use crate::tables::rows;

/// That an article is cut short, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Partial {
    /// What keeps the rest.
    pub reason: PartialReason,
}

/// What keeps the rest of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PartialReason {
    /// A subscription or registration.
    Paywall,
    /// A link to the whole article.
    ContinueReading,
}

/// A message that stands where an article is cut has at most so many words.
const MOST_WORDS: u32 = 60;
/// An article that is said not to be free, or has a link to its rest, yet has more words, is there as a whole.
const CUT_WORDS: u32 = 400;

/// The address of the page on which this one's article goes on.
pub fn next_page(outline: &Outline, head: &Head, page: Option<&str>, base: &Base) -> Option<String> {
    let page = Readings::of(page?);
    let has_number = |address: &&str| address.contains(|letter: char| letter.is_ascii_digit());
    let goes_on = |address: &str| {
        Some(address)
            .filter(has_number)
            .and_then(|address| base.source(address))
            .filter(|address| continues(&page, address))
    };
    let links = outline.ids().filter(|id| outline.node(*id).tag == Tag::A);
    head.next.as_deref().and_then(goes_on).or_else(|| {
        links
            .filter_map(|id| outline.attribute(id, AttributeName::Href))
            .find_map(goes_on)
    })
}

/// Whether the article is cut: the JSON-LD says it is not free and there is little of it or a paywall's message, or a
/// message or link that says so stands where it ends.
pub fn partial(about: &About<'_>, head: &Head, words: u32) -> Option<Partial> {
    let is_closed = head
        .linked_data
        .iter()
        .filter(|data| data.is_article())
        .any(|data| data.is_closed);
    let reason = if is_closed && (words < CUT_WORDS || about.has_left_out(Kind::Paywall)) {
        Some(PartialReason::Paywall)
    } else {
        about.end().find_map(|place| {
            let block = about
                .outline
                .blocks
                .get(place)
                .filter(|block| block.words <= MOST_WORDS)?;
            said(about.outline.text(block), block.links > 0 && words < CUT_WORDS)
        })
    };
    reason.map(|reason| Partial { reason })
}

/// What a message says of the article above it; `may_go_on` where it is a link.
fn said(text: &str, may_go_on: bool) -> Option<PartialReason> {
    let lower = text.to_lowercase();
    let alone = lower.trim_matches(|letter: char| !letter.is_alphanumeric());
    let rows = rows(include_str!(concat!(env!("OUT_DIR"), "/src/article/partial.tsv")));
    let told = rows.filter_map(|(reason, phrase)| match reason {
        "paywall" if lower.contains(phrase) => Some(PartialReason::Paywall),
        "continue-reading" if may_go_on && alone == phrase => Some(PartialReason::ContinueReading),
        _ => None,
    });
    told.last()
}
