/// What can go wrong: a limit was passed or an option makes no sense. Malformed HTML is never an error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The page is longer than [`Options::with_max_bytes`](crate::Options::with_max_bytes).
    #[error("the page is longer than the limit of {limit} bytes")]
    TooLarge {
        /// The limit that was passed, in bytes.
        limit: u64,
    },
    /// [`Options::with_charset`](crate::Options::with_charset) was given a name that the Encoding Standard does not know.
    #[error("unknown charset {label:?}")]
    UnknownCharset {
        /// The label as it was given.
        label: String,
    },
    /// A single tag, comment or the like is longer than the reader holds in memory (256 MiB).
    #[error("one token of the page needs more memory than the reader may take")]
    OutOfMemory,
}

impl Error {
    /// A short stable name of the error for programs: the `code` of JavaScript's `MuslinError`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::UnknownCharset { .. } => "unknown-charset",
            Self::OutOfMemory => "out-of-memory",
        }
    }
}
