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
    pub(crate) url: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) keep_comments: bool,
    pub(crate) keep_images: bool,
    pub(crate) max_bytes: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            url: None,
            charset: None,
            keep_comments: false,
            keep_images: true,
            max_bytes: None,
        }
    }
}

impl Options {
    /// The address the page was loaded from: [`Article::url`](crate::Article::url) where the page names none itself, and what
    /// the addresses in the page are relative to.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The character encoding of bytes, as the `Content-Type` header gave it; a byte order mark still goes before it.
    #[must_use]
    pub fn with_charset(mut self, label: impl Into<String>) -> Self {
        self.charset = Some(label.into());
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
        self.max_bytes = Some(limit);
        self
    }
}
