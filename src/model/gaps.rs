//! What stands between blocks of the text: a gap in it is more often a mistake.

use super::page::Page;
use super::settle::THRESHOLD;
use crate::reader::Tag;

/// The threshold between two blocks beside it that are kept, and of what ends in a colon before a kept block.
const BETWEEN_KEPT: f64 = 0.35;
/// The threshold after a kept block of a quotation: who said it.
const WITHIN_QUOTE: f64 = 0.1;
/// The threshold of code after text that is kept; between such text it is kept whatever its score.
const CODE_AFTER_KEPT: f64 = 0.2;
/// The threshold of a question above its answer, if that is kept.
const ABOVE_ANSWER: f64 = 0.2;
/// A line of code may stand so deep in its `pre`, a question in its button and its heading, itself included.
const DEPTH: usize = 4;
/// A button with fewer words is no question.
const SHORTEST_QUESTION: u32 = 3;

/// The score each block needs to be kept, for where it stands among the others.
pub fn thresholds_in_gaps(page: &Page<'_>, scores: &[f64]) -> Vec<f64> {
    let is_kept = |place: usize| scores.get(place).is_some_and(|score| *score >= THRESHOLD);
    // Whether the text after each block goes on, which code between does not end.
    let mut goes_on = vec![false; page.blocks().len()];
    let mut is_before_kept = false;
    for (place, slot) in goes_on.iter_mut().enumerate().rev() {
        *slot = is_before_kept;
        if !is_code(page, place) {
            is_before_kept = is_kept(place);
        }
    }
    let mut follows_kept = false;
    let mut follows_kept_text = false;
    let threshold = |(place, goes_on): (usize, bool)| {
        let own = between_kept(page, place, &is_kept);
        if page.is_formula(place) {
            // On a line of its own it is text where what it comes after is.
            return if follows_kept { 0.0 } else { own };
        }
        follows_kept = is_kept(place);
        if !is_code(page, place) {
            follows_kept_text = follows_kept;
            let opens_kept = is_kept(place + 1) && is_question(page, place);
            return if opens_kept { own.min(ABOVE_ANSWER) } else { own };
        }
        match (follows_kept_text, goes_on) {
            (true, true) => 0.0,
            (true, false) => own.min(CODE_AFTER_KEPT),
            _ => own,
        }
    };
    goes_on.into_iter().enumerate().map(threshold).collect()
}

/// The tags of a block's element and of those right around it.
fn tags<'p>(page: &'p Page<'_>, place: usize) -> impl Iterator<Item = Tag> + 'p {
    let block = page.blocks().get(place);
    let chain = block.into_iter().flat_map(|block| page.outline.chain(block.node));
    chain.take(DEPTH).map(|id| page.outline.node(id).tag)
}

fn is_code(page: &Page<'_>, place: usize) -> bool {
    tags(page, place).any(|tag| tag == Tag::PRE)
}

/// Whether a block is what a button says that opens an answer: it is a heading, or asks.
fn is_question(page: &Page<'_>, place: usize) -> bool {
    let asks = |text: &str| text.ends_with(['?', '\u{ff1f}']);
    page.blocks().get(place).is_some_and(|block| {
        block.words >= SHORTEST_QUESTION
            && tags(page, place).any(|tag| tag == Tag::BUTTON)
            && (asks(page.outline.text(block)) || tags(page, place).any(Tag::is_heading))
    })
}

fn between_kept(page: &Page<'_>, place: usize, is_kept: &dyn Fn(usize) -> bool) -> f64 {
    let block = |place: usize| page.blocks().get(place);
    let parent = |place: usize| block(place).map(|block| page.outline.node(block.node).parent);
    let ends_in_colon =
        |place: usize| block(place).is_some_and(|block| page.outline.text(block).ends_with([':', '\u{ff1a}']));
    let (Some(before), after) = (place.checked_sub(1), place + 1) else {
        return THRESHOLD;
    };
    let is_after = is_kept(before) && parent(before) == parent(place);
    let goes_on = is_kept(after) && (is_after && parent(after) == parent(place) || ends_in_colon(place));
    if goes_on {
        BETWEEN_KEPT
    } else if is_after && parent(place).is_some_and(|id| page.outline.node(id).tag == Tag::BLOCKQUOTE) {
        WITHIN_QUOTE
    } else {
        THRESHOLD
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    /// The thresholds of a page's blocks that have these scores.
    fn thresholds(html: &str, scores: &[f64]) -> Vec<f64> {
        let mut reader = crate::reader::Reader::new(None, crate::outline::Builder::new(|_| false));
        reader.write(html.as_bytes()).unwrap();
        let read = reader.end().unwrap();
        let outline = read.handler.finish(read.names);
        let page = Page::new(&outline);
        assert_eq!(page.blocks().len(), scores.len());
        thresholds_in_gaps(&page, scores)
    }

    #[test]
    fn code_stays_between_text_that_stays() {
        let html = "<div><p>Turn the wheel.<div><pre>turn</pre></div><div><pre><code>turn --back</code></pre></div><p>It turns.</div>";
        assert_eq!(thresholds(html, &[0.9, 0.1, 0.1, 0.9])[1..3], [0.0; 2]);
        assert_eq!(thresholds(html, &[0.9, 0.1, 0.1, 0.1])[1..3], [CODE_AFTER_KEPT; 2]);
        assert_eq!(thresholds(html, &[0.1, 0.1, 0.1, 0.9])[1..3], [THRESHOLD; 2]);
    }

    #[test]
    fn questions_stay_above_answers_that_stay() {
        for (html, threshold) in [
            (
                "<h3><button>When it turns</button></h3><div><p>In spring.</div>",
                ABOVE_ANSWER,
            ),
            (
                "<button><h3>When it turns</h3></button><div><p>In spring.</div>",
                ABOVE_ANSWER,
            ),
            (
                "<button><span>When does it turn?</span></button><div><p>In spring.</div>",
                ABOVE_ANSWER,
            ),
            ("<button>See when it turns</button><div><p>In spring.</div>", THRESHOLD),
            ("<h3>When it turns</h3><div><p>In spring.</div>", THRESHOLD),
        ] {
            assert_eq!(thresholds(html, &[0.3, 0.9])[..1], [threshold], "{html}");
            assert_eq!(thresholds(html, &[0.3, 0.1])[..1], [THRESHOLD], "{html}");
        }
    }

    #[test]
    fn a_gap_among_text_and_what_ends_in_a_colon_need_less() {
        let html = "<div><p>One<p>Two<p>Three:</div><ul><li>Four</ul>";
        let found = thresholds(html, &[0.9, 0.4, 0.9, 0.9]);
        assert_eq!(found[1..3], [BETWEEN_KEPT; 2]);
    }
}
