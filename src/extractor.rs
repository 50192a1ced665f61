use encoding_rs::Encoding;

use crate::clutter::is_marker_attribute;
use crate::outline::Builder;
use crate::reader::Reader;
use crate::{Article, Error, Options};

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
/// The encoding is that of a byte order mark, else [`Options::with_charset`], else what the page declares, else UTF-8 if
/// the bytes look like it, else windows-1252.
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
    let score = extract(html, &Options::default()).map_or(0.0, |article| article.score);
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
    /// Bytes read so far.
    read: u64,
}

impl Extractor {
    /// Starts a page.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownCharset`] if the options' charset is none of the Encoding Standard.
    pub fn new(options: Options) -> Result<Self, Error> {
        let charset = match &options.charset {
            None => None,
            Some(label) => Some(
                Encoding::for_label(label.as_bytes()).ok_or_else(|| Error::UnknownCharset { label: label.clone() })?,
            ),
        };
        Ok(Self {
            reader: Reader::new(charset, Builder::new(is_marker_attribute)),
            options,
            read: 0,
        })
    }

    /// Reads the next bytes of the page.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] past [`Options::with_max_bytes`], or [`Error::OutOfMemory`]; the extractor is of no further use then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.count(bytes.len())?;
        self.reader.write(bytes)
    }

    /// Reads the next part of a page that is text already; whatever it says of its encoding is passed over.
    ///
    /// A page comes either as text or as bytes: bytes may be held until their encoding is known, and would come late.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_str(&mut self, text: &str) -> Result<(), Error> {
        self.count(text.len())?;
        self.reader.write_str(text)
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

    fn count(&mut self, bytes: usize) -> Result<(), Error> {
        self.read = self.read.saturating_add(bytes as u64);
        match self.options.max_bytes {
            Some(limit) if self.read > limit => Err(Error::TooLarge { limit }),
            _ => Ok(()),
        }
    }
}
