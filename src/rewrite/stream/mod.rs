//! The page without its clutter, as a stream.
//!
//! What is not known yet is held back from its start on, and no more: a marked element until it ends, for it may turn out to hold
//! the article; an element without text until there is some, for that may be 'You may also like'; below such a heading, what
//! may be its list; an ad's label among the text until no more text follows it; once the article has begun, an element that may
//! turn out to be a grid of cards or a list of titles. Whatever is decided depends on the page's tokens and never on the chunks
//! they came in.

mod candidate;
mod dropping;
mod grid;
mod heading;
mod holding;
mod label;
mod listing;
mod marked;
mod starting;
mod strainer;
mod weighing;

use std::ops::Range;

use strainer::Strainer;

use super::cuts::without;
use super::options::PageOptions;
use crate::Error;
use crate::article::Removed;
use crate::options::Meter;
use crate::reader::{Positions, Reader};

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
    meter: Meter,
    /// What was read and not given.
    held: Vec<u8>,
    places: Places,
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
        let encoding = options.reading.encoding()?;
        Ok(Self {
            meter: options.reading.meter(),
            reader: Reader::new(encoding, Strainer::new(options)).with_positions(),
            held: Vec::new(),
            places: Places::default(),
            most_held: 0,
        })
    }

    /// Reads the next bytes of the page and gives those of which it is certain that they stay.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] past [`PageOptions::with_max_bytes`], or [`Error::OutOfMemory`]; the cleaner is of no further use then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        self.meter.count(bytes.len())?;
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
        let Self {
            reader,
            held,
            mut places,
            ..
        } = self;
        let read = reader.end()?;
        let mut strainer = read.handler;
        let positions = read.positions.unwrap_or_default();
        strainer.settle();
        let cuts: Vec<_> = strainer
            .cuts
            .drain(..)
            .map(|cut| places.cut(&positions, &cut))
            .collect();
        let removed = strainer.take_removed();
        Ok((without(&held, &cuts), removed))
    }

    /// Gives what is decided of what is held.
    fn give(&mut self) -> Vec<u8> {
        let come = self.reader.decoded();
        let (decided, cuts) = self.reader.look(|strainer, _, _| {
            strainer.keep_to_budget(come);
            strainer.settle();
            let decided = strainer.decided();
            let count = strainer.cuts.iter().take_while(|cut| cut.end <= decided).count();
            (decided, strainer.cuts.drain(..count).collect::<Vec<_>>())
        });
        let Some(positions) = self.reader.positions() else {
            return Vec::new();
        };
        let cuts: Vec<_> = cuts.iter().map(|cut| self.places.cut(positions, cut)).collect();
        let end = self.places.of(positions, decided).min(self.held.len());
        positions.forget_before(decided);
        let rest = self.held.split_off(end);
        let given = without(&self.held, &cuts);
        self.held = rest;
        self.places.given += end as u64;
        given
    }
}

/// From bytes of the text to places in what is held.
#[derive(Default)]
struct Places {
    /// Bytes of the page that are not held any more.
    given: u64,
    /// Where the last cut ended, in the text and in the page.
    last: Option<(u64, u64)>,
}

impl Places {
    /// What ends with a text and not with a tag ends a little before, in encodings other than UTF-8; what begins there begins at
    /// that very place, though by then more may be known.
    fn cut(&mut self, positions: &Positions, cut: &Range<u64>) -> Range<usize> {
        let start = self.page(positions, cut.start);
        let end = if cut.end == u64::MAX {
            cut.end
        } else {
            positions.at_or_before(cut.end)
        };
        self.last = Some((cut.end, end));
        self.held(start)..self.held(end)
    }

    fn of(&self, positions: &Positions, byte: u64) -> usize {
        self.held(self.page(positions, byte))
    }

    fn page(&self, positions: &Positions, byte: u64) -> u64 {
        let last = self.last.filter(|(text, _)| *text == byte);
        last.map_or_else(|| positions.at_or_before(byte), |(_, page)| page)
    }

    fn held(&self, page: u64) -> usize {
        usize::try_from(page.saturating_sub(self.given)).unwrap_or(usize::MAX)
    }
}
