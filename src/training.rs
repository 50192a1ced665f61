//! What training needs of the library: features as it computes them, and its own settling of given scores.
//!
//! Only with the `training` feature; not part of the public interface.

use serde_json::{Value, json};

use crate::Error;
use crate::article::text::write;
use crate::article::title::headline;
use crate::clutter::is_marker_attribute;
use crate::model::{Features, Level, Names, NodeKinds, Page, TokenHashes, decide, scores, sections, settle, tokens};
use crate::outline::{Builder, NodeId, Outline};
use crate::plain::features::features as text_features;
use crate::plain::lines::Lines;
use crate::reader::{Head, Reader};

/// A page that was read.
pub struct Read {
    outline: Outline,
    head: Head,
}

/// What training learns from: a row of features for every block, and the hashes of its tokens.
#[derive(Default)]
pub struct Sample {
    /// The text of every block.
    pub texts: Vec<String>,
    /// The rows, one behind the other.
    pub features: Vec<f32>,
    /// The blocks each block belongs together with, so many numbers a block.
    pub company: Vec<u32>,
    /// Tokens of the class names, ids and elements around each block, and how far those stand: 0 near, 1 middle, 2 far.
    pub class_tokens: Vec<(u32, u8)>,
    /// How many of them each block has.
    pub class_counts: Vec<u32>,
    /// Tokens of each block's text.
    pub text_tokens: Vec<u32>,
    /// How many of them each block has.
    pub text_counts: Vec<u32>,
    /// Tokens of the heading above each block.
    pub heading_tokens: Vec<u32>,
    /// How many of them each block has.
    pub heading_counts: Vec<u32>,
}

/// Reads a page as the extractor does.
///
/// # Errors
///
/// As [`crate::extract_bytes`].
pub fn read(html: &[u8]) -> Result<Read, Error> {
    let mut reader = Reader::new(None, Builder::new(is_marker_attribute));
    reader.write(html)?;
    let read = reader.end()?;
    Ok(Read {
        outline: read.handler.finish(read.names),
        head: read.head,
    })
}

impl Read {
    /// The features of the page's blocks.
    #[must_use]
    pub fn sample(&self) -> Sample {
        let page = Page::new(&self.outline);
        let sections = sections(&page);
        let title = headline(&self.outline, &self.head).and_then(|headline| headline.block);
        let features = Features::new(&page, &self.head, &sections, title);
        let mut hashes = Hashes {
            outline: &self.outline,
            sample: Sample::default(),
            counts: [0; 3],
        };
        let mut rows = Vec::new();
        for (place, block) in self.outline.blocks.iter().enumerate() {
            if let Some(company) = features.row(place, &mut rows) {
                hashes.sample.company.extend(company.numbers());
            }
            features.tokens(place, &mut hashes);
            hashes.end_block();
            hashes.sample.texts.push(self.outline.text(block).to_owned());
        }
        let mut sample = hashes.sample;
        sample.features = rows;
        sample
    }

    /// Scores the blocks as the extractor does, for measuring its time; gives how many are more likely kept than not.
    #[must_use]
    pub fn score(&self) -> usize {
        let page = Page::new(&self.outline);
        let scores = scores(&page, &self.head, &sections(&page), None);
        scores.into_iter().filter(|score| *score >= 0.5).count()
    }

    /// All the page's text, hidden or not, a line for each block.
    #[must_use]
    pub fn whole_text(&self) -> String {
        let texts = self.outline.blocks.iter().map(|block| self.outline.text(block));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// How many blocks the page has.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.outline.blocks.len()
    }

    /// The article's text if the blocks have these log odds, and its title.
    #[must_use]
    pub fn settle(&self, log_odds: &[f32]) -> Value {
        let page = Page::new(&self.outline);
        let headline = headline(&self.outline, &self.head);
        let title = headline.as_ref().map(|headline| headline.text.as_str());
        let place = headline.as_ref().and_then(|headline| headline.block);
        let verdicts = settle(&page, &decide(&page, log_odds), &sections(&page), title, place, false);
        json!({ "title": title, "text": write(&self.outline, &verdicts) })
    }
}

/// The blocks of a text that was pulled out of a page, and a row of features for each, one behind the other.
#[must_use]
pub fn text_sample(text: &str) -> (Vec<String>, Vec<f32>) {
    let lines = Lines::of(text);
    let mut rows = Vec::new();
    let places = 0..lines.blocks.len();
    let texts = places.map(|place| {
        text_features(&lines, place, |_, value| rows.push(value));
        lines.text(place).to_owned()
    });
    (texts.collect(), rows)
}

/// The names of the features of a text's blocks.
#[must_use]
pub fn text_names() -> Vec<&'static str> {
    let mut names = Vec::new();
    text_features(&Lines::of("One block."), 0, |name, _| names.push(name));
    names
}

/// The names of the features, as JSON.
#[must_use]
pub fn names() -> Value {
    let Ok(read) = read(b"<p>One block.") else {
        return Value::Null;
    };
    let page = Page::new(&read.outline);
    let mut names = Names::default();
    let _ = Features::new(&page, &read.head, &[], None).row(0, &mut names);
    json!({ "features": names.0 })
}

struct Hashes<'o> {
    outline: &'o Outline,
    sample: Sample,
    counts: [u32; 3],
}

impl Hashes<'_> {
    fn end_block(&mut self) {
        let [class, text, heading] = std::mem::take(&mut self.counts);
        self.sample.class_counts.push(class);
        self.sample.text_counts.push(text);
        self.sample.heading_counts.push(heading);
    }
}

impl TokenHashes for Hashes<'_> {
    fn element(&mut self, level: Level, id: NodeId, kinds: &NodeKinds) {
        for hash in kinds.hashes(self.outline, id) {
            self.sample.class_tokens.push((hash, level as u8));
            self.counts[0] += 1;
        }
    }

    fn text(&mut self, text: &str) {
        tokens::of_text(text, |hash| {
            self.sample.text_tokens.push(hash);
            self.counts[1] += 1;
        });
    }

    fn link(&mut self, address: &str) {
        tokens::of_address(address, |hash| {
            self.sample.text_tokens.push(hash);
            self.counts[1] += 1;
        });
    }

    fn heading(&mut self, heading: Option<(usize, &str)>) {
        if let Some((_, text)) = heading {
            tokens::of_heading(text, |hash| {
                self.sample.heading_tokens.push(hash);
                self.counts[2] += 1;
            });
        }
    }
}
