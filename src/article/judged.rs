//! A page's blocks judged: one road for a page that is whole and for one that is still arriving.

use super::facts::stated_description;
use super::text::write;
use super::title::{Headline, headline};
use crate::model::{Page, Section, Verdict, scores, sections, settle};
use crate::outline::Outline;
use crate::reader::Head;

/// A page, and what becomes of each of its blocks.
pub struct Judged<'o> {
    pub page: Page<'o>,
    /// The parts that name themselves.
    pub sections: Vec<Section>,
    pub headline: Option<Headline>,
    /// How sure each block is article text, from 0 to 1.
    pub scores: Vec<f64>,
    pub verdicts: Vec<Verdict>,
    /// The page's head says that it is an article.
    pub states_article: bool,
    /// It is the front page of its site or of a section.
    pub is_front_page: bool,
}

impl<'o> Judged<'o> {
    pub fn of(outline: &'o Outline, head: &Head, url: Option<&str>, keep_comments: bool) -> Self {
        let page = Page::new(outline);
        let headline = headline(outline, head);
        let sections = sections(&page);
        let place = headline.as_ref().and_then(|headline| headline.block);
        let scores = scores(&page, head, &sections, place);
        let title = headline.as_ref().map(|headline| headline.text.as_str());
        let verdicts = settle(&page, &scores, &sections, title, place, keep_comments);
        Self {
            page,
            sections,
            headline,
            scores,
            verdicts,
            states_article: head.states_article(),
            is_front_page: head.states_front_page(url),
        }
    }

    /// What the page states of a product and shows less of.
    pub fn stated_description<'h>(&self, outline: &Outline, head: &'h Head) -> Option<&'h str> {
        stated_description(head, || write(outline, &self.verdicts))
    }
}
