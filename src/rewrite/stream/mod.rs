//! The page without its clutter, as a stream.
//!
//! What is not known yet is held back from its start on, and no more: a marked element until it ends, for it may turn out to hold
//! the article; an element without text until there is some, for that may be 'You may also like'; below such a heading, what
//! may be its list. Whatever is decided depends on the page's tokens and never on the chunks they came in.

mod candidate;
mod dropping;
mod holding;
mod judging;
mod strainer;

use std::ops::Range;

use strainer::Strainer;

use super::options::PageOptions;
use super::whole::charset_of;
use crate::Error;
use crate::article::Removed;
use crate::reader::Reader;

/// Removes ads, recommendations and what else the options name from a page that is still arriving.
///
/// What comes out is the page byte for byte, in its own encoding, minus what was removed; how it was cut into chunks never changes
/// it. Of what names itself, and of lists under headings that name them, the page needs no end; what only a look at the whole page
/// tells is for [`clean_page`](crate::clean_page).
///
/// ```
/// let mut cleaner = muslin::PageCleaner::new(muslin::PageOptions::default())?;
/// let mut page = Vec::new();
/// for chunk in ["<p>It rained.<div class=ad-sl", "ot><a href=/buy>Buy!</a></di", "v><p>It stopped."] {
///     page.extend(cleaner.write(chunk.as_bytes())?);
///     for removed in cleaner.take_removed() {
///         println!("{:?}: {}", removed.kind, removed.reason);
///     }
/// }
/// page.extend(cleaner.end()?.0);
/// assert_eq!(page, b"<p>It rained.<p>It stopped.");
/// # Ok::<(), muslin::Error>(())
/// ```
pub struct PageCleaner {
    reader: Reader<Strainer>,
    max_bytes: Option<u64>,
    /// Bytes read so far.
    read: u64,
    /// What was read and not given.
    held: Vec<u8>,
    /// The most that was ever held after a write, in bytes.
    most_held: usize,
}

impl PageCleaner {
    /// Starts a page.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownCharset`] if the options' charset is none of the Encoding Standard.
    pub fn new(options: PageOptions) -> Result<Self, Error> {
        let charset = charset_of(&options)?;
        let max_bytes = options.max_bytes;
        Ok(Self {
            reader: Reader::new(charset, Strainer::new(options)).with_positions(),
            max_bytes,
            read: 0,
            held: Vec::new(),
            most_held: 0,
        })
    }

    /// Reads the next bytes of the page and gives those of which it is certain that they stay.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] past [`PageOptions::with_max_bytes`], or [`Error::OutOfMemory`]; the cleaner is of no further use then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        self.read = self.read.saturating_add(bytes.len() as u64);
        if let Some(limit) = self.max_bytes.filter(|limit| self.read > *limit) {
            return Err(Error::TooLarge { limit });
        }
        self.reader.write(bytes)?;
        self.held.extend_from_slice(bytes);
        let given = self.give();
        self.most_held = self.most_held.max(self.held.len());
        Ok(given)
    }

    /// Takes what was removed since the last time, in the order of the page.
    pub fn take_removed(&mut self) -> Vec<Removed> {
        self.reader.look(|strainer, _, _| strainer.take_removed())
    }

    /// The most that was held back after a [`write`](Self::write) so far, in bytes.
    #[must_use]
    pub fn most_held(&self) -> usize {
        self.most_held
    }

    /// Ends the page: the rest of it, and what was removed and not taken.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn end(self) -> Result<(Vec<u8>, Vec<Removed>), Error> {
        let from = self.read - self.held.len() as u64;
        let length = self.held.len();
        let read = self.reader.end()?;
        let mut strainer = read.handler;
        let positions = read.positions.unwrap_or_default();
        strainer.settle();
        let cuts = strainer.cuts.drain(..).filter_map(|cut| {
            let place = |byte: u64| match byte {
                u64::MAX => Some(length),
                _ => usize::try_from(positions.of(byte)?.checked_sub(from)?).ok(),
            };
            Some(place(cut.start)?..place(cut.end)?)
        });
        let cuts: Vec<Range<usize>> = cuts.collect();
        let removed = strainer.take_removed();
        Ok((super::cuts::without(&self.held, &cuts), removed))
    }

    /// Gives what is decided of what is held.
    fn give(&mut self) -> Vec<u8> {
        let (decided, cuts) = self.reader.look(|strainer, _, _| {
            strainer.settle();
            let decided = strainer.decided();
            let count = strainer.cuts.iter().take_while(|cut| cut.end <= decided).count();
            (decided, strainer.cuts.drain(..count).collect::<Vec<_>>())
        });
        let from = self.read - self.held.len() as u64;
        let Some(positions) = self.reader.positions() else {
            return Vec::new();
        };
        let place = |byte: u64| {
            let page = positions.at_or_before(byte).saturating_sub(from);
            usize::try_from(page).unwrap_or(usize::MAX).min(self.held.len())
        };
        let end = place(decided);
        let cuts: Vec<Range<usize>> = cuts.iter().map(|cut| place(cut.start)..place(cut.end)).collect();
        positions.forget_before(decided);
        let held = self.held.split_off(end);
        let given = super::cuts::without(&self.held, &cuts);
        self.held = held;
        given
    }
}
