use crate::clutter::Kind;
use crate::filters::Filters;
use crate::options::Reading;

/// Settings of [`clean_page`](crate::clean_page) and [`PageCleaner`](crate::PageCleaner). The default suits any page.
///
/// ```
/// use muslin::{Kind, PageOptions};
///
/// let options = PageOptions::default().with_kinds([Kind::Ad, Kind::Recommendation, Kind::Newsletter]);
/// # let _ = options;
/// ```
#[derive(Debug, Clone)]
pub struct PageOptions {
    pub(crate) reading: Reading,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) hold_back: u64,
}

/// What is held back of a page at most, in bytes, unless the options say otherwise.
const HOLD_BACK: u64 = 64 * 1024;

impl Default for PageOptions {
    fn default() -> Self {
        Self {
            reading: Reading::default(),
            kinds: vec![Kind::Ad, Kind::Recommendation],
            hold_back: HOLD_BACK,
        }
    }
}

impl PageOptions {
    /// What to remove; by default advertising and recommendations.
    ///
    /// The page's own menus, header and footer are part of it: [`Kind::Navigation`] and [`Kind::Boilerplate`] stay, whether they
    /// are named here or not.
    #[must_use]
    pub fn with_kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// The most that [`PageCleaner`](crate::PageCleaner) holds back until it is known whether a block goes, in bytes of the page as
    /// UTF-8; 64 KiB by default. A tag or comment that has not ended is held back besides. A block that is longer stays, unless it was known for what it is from its start tag on.
    #[must_use]
    pub fn with_hold_back(mut self, most: u64) -> Self {
        self.hold_back = most;
        self
    }

    /// The character encoding of bytes, as the `Content-Type` header gave it; a byte order mark still goes before it.
    #[must_use]
    pub fn with_charset(mut self, label: impl Into<String>) -> Self {
        self.reading.charset = Some(label.into());
        self
    }

    /// The longest page to read, in bytes of input; a longer one is [`Error::TooLarge`](crate::Error::TooLarge).
    #[must_use]
    pub fn with_max_bytes(mut self, limit: u64) -> Self {
        self.reading.max_bytes = Some(limit);
        self
    }

    /// The address the page was loaded from, which [filters](Self::with_filters) for some sites only ask for. At that of the front page
    /// of a site or of a section, `https://example.org/news`, other articles are what the page lists, and stay; without an address, the
    /// canonical one tells.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.reading.url = Some(url.into());
        self
    }

    /// The user's own filters: what they name goes as well, whatever [kinds](Self::with_kinds) are to go, and is told as
    /// [`Kind::Ad`]. Unlike what Muslin finds by itself it is not asked whether it may be the article. A list is compiled once, and
    /// may serve any number of pages.
    ///
    /// ```
    /// let options = muslin::PageOptions::default().with_filters("##.promo");
    /// let clean = muslin::clean_page("<ul><li>It rained.<li class=promo>Umbrellas!<li>It stopped.</ul>", &options)?;
    /// assert_eq!(clean.html, "<ul><li>It rained.<li>It stopped.</ul>");
    /// # Ok::<(), muslin::Error>(())
    /// ```
    #[must_use]
    pub fn with_filters(mut self, filters: impl Into<Filters>) -> Self {
        self.reading.filters = Some(filters.into());
        self
    }

    /// Whether what is of this kind goes.
    pub(crate) fn removes(&self, kind: Kind) -> bool {
        !matches!(kind, Kind::Navigation | Kind::Boilerplate) && self.kinds.contains(&kind)
    }
}
