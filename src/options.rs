use encoding_rs::Encoding;

use crate::Error;
use crate::filters::{Filters, Sieve};

/// Settings of an extraction. The default suits any page.
///
/// Built by `with_*` methods, so that a new setting breaks nobody:
///
/// ```
/// let options = muslin::Options::default()
///     .with_url("https://example.org/2024/rain.html")
///     .with_max_bytes(10_000_000);
/// # let _ = options;
/// ```
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    #[serde(flatten)]
    pub(crate) reading: Reading,
    pub(crate) keep_comments: bool,
    pub(crate) keep_images: bool,
}

/// How a page is read, whatever is made of it.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Reading {
    pub url: Option<String>,
    pub charset: Option<String>,
    pub max_bytes: Option<u64>,
    #[serde(skip)]
    pub filters: Option<Filters>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reading: Reading::default(),
            keep_comments: false,
            keep_images: true,
        }
    }
}

impl Options {
    /// The address the page was loaded from: [`Article::url`](crate::Article::url) where the page names none itself, and what
    /// the addresses in the page are relative to.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.reading.url = Some(url.into());
        self
    }

    /// The character encoding of bytes, as the `Content-Type` header gave it; a byte order mark still goes before it.
    #[must_use]
    pub fn with_charset(mut self, label: impl Into<String>) -> Self {
        self.reading.charset = Some(label.into());
        self
    }

    /// Whether readers' comments belong to the text. Off by default.
    #[must_use]
    pub fn with_comments(mut self, keep: bool) -> Self {
        self.keep_comments = keep;
        self
    }

    /// Whether pictures and players belong to [`Article::html`](crate::Article::html) and
    /// [`Article::markdown`](crate::Article::markdown). On by default.
    #[must_use]
    pub fn with_images(mut self, keep: bool) -> Self {
        self.keep_images = keep;
        self
    }

    /// The longest page to read, in bytes of input; a longer one is [`Error::TooLarge`](crate::Error::TooLarge).
    #[must_use]
    pub fn with_max_bytes(mut self, limit: u64) -> Self {
        self.reading.max_bytes = Some(limit);
        self
    }

    /// The user's own filters: what they name is no part of the article, wherever it stands. Rules for some sites count if the
    /// [address](Self::with_url) is given. A list is compiled once, and may serve any number of pages.
    #[must_use]
    pub fn with_filters(mut self, filters: impl Into<Filters>) -> Self {
        self.reading.filters = Some(filters.into());
        self
    }
}

impl Reading {
    /// The encoding that was given.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownCharset`] if it is none of the Encoding Standard.
    pub fn encoding(&self) -> Result<Option<&'static Encoding>, Error> {
        let Some(label) = &self.charset else { return Ok(None) };
        match Encoding::for_label(label.as_bytes()) {
            None => Err(Error::UnknownCharset { label: label.clone() }),
            known => Ok(known),
        }
    }

    /// The filters as they are for this page.
    pub fn sieve(&self) -> Option<Sieve> {
        let filters = self.filters.as_ref()?;
        Some(filters.for_page(self.url.as_deref()))
    }

    /// Counts the page's bytes against the most that are to be read.
    pub fn meter(&self) -> Meter {
        Meter {
            read: 0,
            limit: self.max_bytes,
        }
    }
}

/// Counts the bytes of a page against the most that are to be read.
pub(crate) struct Meter {
    pub read: u64,
    limit: Option<u64>,
}

impl Meter {
    /// So many more are read now.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] past the limit.
    pub fn count(&mut self, bytes: usize) -> Result<(), Error> {
        self.read = self.read.saturating_add(bytes as u64);
        match self.limit {
            Some(limit) if self.read > limit => Err(Error::TooLarge { limit }),
            _ => Ok(()),
        }
    }
}
