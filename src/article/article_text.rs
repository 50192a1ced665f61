//! A page's article as text, before its facts are looked for: all that some callers want.

use super::facts::stated_description;
use super::judged::Judged;
use super::text::{Parting, write};
use crate::Options;
use crate::model::Verdict;
use crate::outline::Outline;
use crate::reader::Head;
use crate::words::count_words;

/// The text of an article, and what it was judged by.
pub struct ArticleText<'p> {
    pub judged: Judged<'p>,
    /// What the page states of a product and shows less of; the text ends with it.
    pub stated: Option<&'p str>,
    pub text: String,
    pub word_count: u32,
}

impl<'p> ArticleText<'p> {
    pub fn of(outline: &'p Outline, head: &'p Head, options: &Options) -> Self {
        let judged = Judged::of(outline, head, options.reading.url.as_deref(), options.keep_comments);
        let mut text = write(outline, &judged.verdicts);
        let stated = stated_description(head, || text.clone());
        if let Some(description) = stated {
            if !text.is_empty() {
                text.push_str(Parting::Blank.mark());
            }
            text.push_str(description);
        }
        let word_count = u32::try_from(count_words(&text)).unwrap_or(u32::MAX);
        Self {
            judged,
            stated,
            text,
            word_count,
        }
    }

    /// How sure the page is an article, from 0 to 1: enough words, and most of them in prose.
    pub fn score(&self) -> f64 {
        let Judged { page, verdicts, .. } = &self.judged;
        let kept = verdicts
            .iter()
            .enumerate()
            .filter(|(_, verdict)| **verdict == Verdict::Keep);
        let prose: u32 = kept.map(|(place, _)| page.prose(&(place..place + 1))).sum();
        let long_enough = (f64::from(self.word_count) / 150.0).min(1.0);
        let in_prose = (f64::from(prose) / f64::from(self.word_count.max(1))).min(1.0);
        // Two digits are all that it means.
        (long_enough * (0.3 + 0.7 * in_prose) * 100.0).round() / 100.0
    }
}
