use crate::article::ArticleText;
use crate::clutter::is_marker_attribute;
use crate::early::Early;
use crate::options::Meter;
use crate::outline::Builder;
use crate::reader::Reader;
use crate::{Article, ArticleBlock, Error, Options};

/// Extracts the article of a page that is whole.
///
/// # Errors
///
/// [`Error::TooLarge`] past [`Options::with_max_bytes`]; [`Error::UnknownCharset`]; [`Error::OutOfMemory`].
pub fn extract(html: &str, options: &Options) -> Result<Article, Error> {
    let mut extractor = Extractor::new(options.clone())?;
    extractor.write_str(html)?;
    extractor.end()
}

/// Extracts the article of a page given as bytes in any encoding of the Encoding Standard.
///
/// The encoding is that of a byte order mark, else [`Options::with_charset`], else UTF-8 if the bytes are it beyond
/// doubt or look like it and the page declares nothing, else what the page declares, else windows-1252.
///
/// # Errors
///
/// As [`extract`].
pub fn extract_bytes(bytes: &[u8], options: &Options) -> Result<Article, Error> {
    let mut extractor = Extractor::new(options.clone())?;
    extractor.write(bytes)?;
    extractor.end()
}

/// Whether a page looks like an article.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct ProbablyArticle {
    /// Whether it is worth showing as an article.
    pub verdict: bool,
    /// How sure that is, from 0 to 1.
    pub score: f64,
}

/// The score from which a page is shown as an article.
const PROBABLE: f64 = 0.5;

/// Tells whether a page is likely to be an article, for a reader-mode button.
#[must_use]
pub fn is_probably_article(html: &str) -> ProbablyArticle {
    let read = || {
        let mut extractor = Extractor::new(Options::default())?;
        extractor.write_str(html)?;
        extractor.text_and_score()
    };
    let (_, score) = read().unwrap_or_default();
    ProbablyArticle {
        verdict: score >= PROBABLE,
        score,
    }
}

/// Extracts the article of a page that arrives in chunks.
///
/// ```
/// let mut extractor = muslin::Extractor::new(muslin::Options::default())?;
/// for chunk in ["<p>It rained all of Tu", "esday, and the river rose by a metre before noon."] {
///     extractor.write(chunk.as_bytes())?;
/// }
/// assert_eq!(extractor.end()?.text, "It rained all of Tuesday, and the river rose by a metre before noon.");
/// # Ok::<(), muslin::Error>(())
/// ```
pub struct Extractor {
    reader: Reader<Builder>,
    options: Options,
    meter: Meter,
    /// Looks out for blocks before the end, if it is asked to.
    early: Option<Early>,
}

impl Extractor {
    /// Starts a page.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownCharset`] if the options' charset is none of the Encoding Standard.
    pub fn new(options: Options) -> Result<Self, Error> {
        let reading = &options.reading;
        let builder = Builder::new(is_marker_attribute).with_filters(reading.sieve());
        Ok(Self {
            reader: Reader::new(reading.encoding()?, builder),
            meter: reading.meter(),
            options,
            early: None,
        })
    }

    /// Makes blocks of the article ready while the page is still arriving, for [`take_blocks`](Self::take_blocks).
    ///
    /// To be asked for before anything is written. It costs time: what was read of the page is looked at again and again,
    /// each time when it has grown by a sixteenth.
    ///
    /// ```
    /// # let page = format!("<title>Rain</title>{}", "<p>It rained all of Tuesday, and the river rose by a metre.".repeat(400));
    /// let mut extractor = muslin::Extractor::new(muslin::Options::default())?.with_early_blocks();
    /// for chunk in page.as_bytes().chunks(4096) {
    ///     extractor.write(chunk)?;
    ///     for block in extractor.take_blocks() {
    ///         println!("{:?}: {}", block.kind, block.text);
    ///     }
    /// }
    /// for block in extractor.end_blocks()? {
    ///     println!("{:?}: {}", block.kind, block.text);
    /// }
    /// # Ok::<(), muslin::Error>(())
    /// ```
    #[must_use]
    pub fn with_early_blocks(mut self) -> Self {
        self.early = Some(Early::new());
        self
    }

    /// Reads the next bytes of the page.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] past [`Options::with_max_bytes`], or [`Error::OutOfMemory`]; the extractor is of no further use then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut rest = bytes;
        while let Some((before, after)) = self.until_look().and_then(|bytes| rest.split_at_checked(bytes)) {
            self.meter.count(before.len())?;
            self.reader.write(before)?;
            self.look();
            rest = after;
        }
        self.meter.count(rest.len())?;
        self.reader.write(rest)
    }

    /// Reads the next part of a page that is text already; whatever it says of its encoding is passed over.
    ///
    /// A page comes either as text or as bytes: bytes may be held until their encoding is known, and would come late.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_str(&mut self, text: &str) -> Result<(), Error> {
        let mut rest = text;
        while let Some((before, after)) = self.until_look().and_then(|bytes| split_at_or_after(rest, bytes)) {
            self.meter.count(before.len())?;
            self.reader.write_str(before)?;
            self.look();
            rest = after;
        }
        self.meter.count(rest.len())?;
        self.reader.write_str(rest)
    }

    /// Takes the blocks of the article that have become certain since the last time: the first ones of it, in the order
    /// of the page. What was taken is never taken back, whatever the rest of the page is. Which blocks come early does
    /// not depend on how the page is cut.
    ///
    /// None before the end, unless [asked for](Self::with_early_blocks).
    pub fn take_blocks(&mut self) -> Vec<ArticleBlock> {
        self.early.as_mut().map(Early::take).unwrap_or_default()
    }

    /// Ends the page and gives the blocks of its article that were not taken yet.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn end_blocks(self) -> Result<Vec<ArticleBlock>, Error> {
        let read = self.reader.end()?;
        let outline = read.handler.finish(read.names);
        let early = self.early.unwrap_or_else(Early::new);
        Ok(early.finish(&outline, &read.head, &self.options))
    }

    /// Ends the page and gives its article.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn end(self) -> Result<Article, Error> {
        let read = self.reader.end()?;
        let outline = read.handler.finish(read.names);
        Ok(Article::of_page(&outline, &read.head, &self.options))
    }

    /// Ends the page and gives the text of its article alone, which takes less time than the whole.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn end_text(self) -> Result<String, Error> {
        let (text, _) = self.text_and_score()?;
        Ok(text)
    }

    fn text_and_score(self) -> Result<(String, f64), Error> {
        let read = self.reader.end()?;
        let outline = read.handler.finish(read.names);
        let article = ArticleText::of(&outline, &read.head, &self.options);
        let score = article.score();
        Ok((article.text, score))
    }

    /// Bytes to read before the page is to be looked at.
    fn until_look(&self) -> Option<usize> {
        let next_look = self.early.as_ref()?.next_look();
        usize::try_from(next_look.saturating_sub(self.meter.read)).ok()
    }

    fn look(&mut self) {
        let Self {
            reader, options, early, ..
        } = self;
        if let Some(early) = early {
            reader.look(|builder, head, names| builder.look(names, |outline| early.look(outline, head, options)));
        }
    }
}

/// Splits a text at a byte or, if that is inside a character, after it.
fn split_at_or_after(text: &str, byte: usize) -> Option<(&str, &str)> {
    (byte..=text.len()).find_map(|byte| text.split_at_checked(byte))
}
