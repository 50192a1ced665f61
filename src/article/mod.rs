//! What comes out: the article's text and facts, and what was left out with the reasons.

mod about;
mod article_text;
mod blocks;
mod byline;
mod dates;
mod document;
mod facts;
mod going_on;
mod judged;
mod language;
mod names;
mod paging;
mod removed;
pub(crate) mod text;
mod timestamp;
pub(crate) mod title;
mod urls;
mod wordings;
mod written_date;

use about::About;
pub use article_text::ArticleText;
pub use blocks::{ArticleBlock, BlockKind, Blocks};
use document::{Document, Pictures};
pub use going_on::{Partial, PartialReason};
pub use judged::Judged;
pub use removed::by_filter;
pub use urls::base;
pub use written_date::written_date;

use serde::Serialize;

use crate::Options;
use crate::clutter::Kind;
use crate::outline::Outline;
use crate::reader::Head;

/// An article strained out of a page. Absent facts are `None` (`null` in JavaScript and JSON), never empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Article {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// Who wrote it: names only, parted by commas.
    pub byline: Option<String>,
    /// The publication's name.
    pub site_name: Option<String>,
    /// When it was published, in ISO 8601 with what the page says of time and zone; where it shows only when it was changed,
    /// that.
    pub published_time: Option<String>,
    /// When it was last changed, in ISO 8601 with what the page says of time and zone.
    pub modified_time: Option<String>,
    /// The page's language as a BCP 47 tag: as declared, or else by its text.
    pub lang: Option<String>,
    /// The page's base direction, `ltr` or `rtl`: as declared, or else `rtl` for a language written so.
    pub dir: Option<String>,
    /// The canonical address, or else the one given in the options.
    pub url: Option<String>,
    /// The address of the lead image.
    pub image: Option<String>,
    /// A short summary: the page's description, or else the first paragraph.
    pub excerpt: Option<String>,
    /// The address of the page on which the article goes on, where it has more than one page and the page's own address is
    /// known; the next article's is none.
    pub next_page: Option<String>,
    /// That the article is cut short, by a paywall or a link to the rest.
    pub partial: Option<Partial>,
    /// The clean text: blocks parted by one blank line, items of a list and rows of a table a line each, items of an ordered
    /// list with their numbers. Of a product that the page says less of than its JSON-LD, the description there comes last.
    pub text: String,
    /// The article as a document: a fragment of HTML that is safe to show, with its headings, lists, quotations, code, tables,
    /// links and pictures. Its elements, attributes and addresses are those of a short list, none of which runs anything.
    pub html: String,
    /// The same as Markdown (`CommonMark`, and GitHub's tables, strikethrough and formulas).
    pub markdown: String,
    /// Words in `text`; in scripts written without spaces, estimated from the letters.
    pub word_count: u32,
    /// How long it takes to read, in whole minutes: 230 words a minute, and one at least where there is text.
    pub reading_time_minutes: u32,
    /// How sure Muslin is that the page is an article, from 0 to 1.
    pub score: f64,
    /// What was left out, in the order of the page.
    pub removed: Vec<Removed>,
}

/// A part of the page that was left out of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Removed {
    /// What it was taken for.
    pub kind: Kind,
    /// Why, for a person to read, e.g. `marker .related-posts` or `heading "You may also like"`.
    pub reason: String,
    /// Where it stood, as a CSS selector: `body > main > aside.related`.
    pub path: String,
    /// Its text, white space folded.
    pub text: String,
}

/// What people read in a minute, in the languages that were measured: 228 words with a deviation of 30 (Trauzettel-Klosinski
/// and others, 2012).
const WORDS_A_MINUTE: u32 = 230;

impl Article {
    /// Settles a page that was read to its end.
    pub(crate) fn of_page(outline: &Outline, head: &Head, options: &Options) -> Self {
        let article = ArticleText::of(outline, head, options);
        let score = article.score();
        let ArticleText {
            judged: Judged { headline, verdicts, .. },
            stated,
            text,
            word_count,
        } = article;
        let place = headline.as_ref().and_then(|headline| headline.block);
        let given = options.reading.url.as_deref();
        let base = base(head, given);
        let image = facts::image(head, &base);
        let pictures = Pictures {
            kept: options.keep_images,
            declared: image.as_deref(),
        };
        let (html, markdown) = {
            let document = Document::of(outline, &base, &verdicts, place, stated, pictures);
            (document.html(), document.markdown())
        };
        let about = About::new(outline, place, &verdicts);
        let lang = facts::lang(head).or_else(|| language::language(&text).map(str::to_owned));
        let url = facts::url(head, &base, given);
        let may_be_article = facts::may_be_article(head, word_count, score);
        let byline = byline::byline(&about, head).filter(|_| may_be_article);
        let dates = dates::dates(&about, head, lang.as_deref(), url.as_deref(), byline.is_some());
        Self {
            byline,
            site_name: facts::site_name(head),
            published_time: dates.published.filter(|_| may_be_article),
            dir: facts::dir(head, lang.as_deref()),
            modified_time: dates.modified,
            lang,
            image,
            next_page: going_on::next_page(outline, head, given.or(url.as_deref()), &base),
            partial: going_on::partial(&about, head, word_count),
            url,
            excerpt: facts::excerpt(head, outline, &verdicts, &text),
            score,
            removed: removed::list(outline, &verdicts),
            title: headline.map(|headline| headline.text),
            text,
            html,
            markdown,
            word_count,
            reading_time_minutes: word_count.div_ceil(WORDS_A_MINUTE),
        }
    }
}
