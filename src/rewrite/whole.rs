use std::ops::Range;

use encoding_rs::Encoding;

use super::choice::choose;
use super::cuts::{cuts_of, without};
use super::mapped::Mapped;
use super::options::PageOptions;
use crate::article::{Judged, Removed};
use crate::reader::{Positions, Reader};
use crate::{Error, Options};

/// A page without its clutter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct CleanPage<Html> {
    /// What is left, byte for byte as it was.
    pub html: Html,
    /// What was removed, in the order of the page.
    pub removed: Vec<Removed>,
}

/// Removes ads, recommendations and what else the options name from a page that is whole.
///
/// ```
/// let page = "<title>Rain</title><p>It rained all of Tuesday.<div class=ad-slot>Buy!</div><p>On Wednesday it was dry.";
/// let clean = muslin::clean_page(page, &muslin::PageOptions::default())?;
/// assert_eq!(clean.html, "<title>Rain</title><p>It rained all of Tuesday.<p>On Wednesday it was dry.");
/// assert_eq!(clean.removed[0].reason, "marker .ad-slot");
/// # Ok::<(), muslin::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::TooLarge`] past [`PageOptions::with_max_bytes`]; [`Error::UnknownCharset`]; [`Error::OutOfMemory`].
pub fn clean_page(html: &str, options: &PageOptions) -> Result<CleanPage<String>, Error> {
    let clean = clean(html.as_bytes(), options, |reader| reader.write_str(html))?;
    Ok(CleanPage {
        // Tags are cut out, which begin and end with ASCII.
        html: String::from_utf8_lossy(&clean.html).into_owned(),
        removed: clean.removed,
    })
}

/// As [`clean_page`], for bytes in any encoding of the Encoding Standard; what is left is in the same one.
///
/// The encoding is found out as [`extract_bytes`](crate::extract_bytes) does.
///
/// # Errors
///
/// As [`clean_page`].
pub fn clean_page_bytes(bytes: &[u8], options: &PageOptions) -> Result<CleanPage<Vec<u8>>, Error> {
    clean(bytes, options, |reader| reader.write(bytes))
}

fn clean(
    page: &[u8],
    options: &PageOptions,
    read: impl FnOnce(&mut Reader<Mapped>) -> Result<(), Error>,
) -> Result<CleanPage<Vec<u8>>, Error> {
    let mut reader = Reader::new(charset_of(options)?, Mapped::new(options.sieve())).with_positions();
    match options.max_bytes {
        Some(limit) if page.len() as u64 > limit => return Err(Error::TooLarge { limit }),
        _ => read(&mut reader)?,
    }
    let read = reader.end()?;
    let Mapped {
        builder,
        elements,
        found,
        bare,
        ..
    } = read.handler;
    let outline = builder.finish(read.names);
    let judged = Judged::of(&outline, &read.head, &Options::default());
    let positions = read.positions.unwrap_or_default();
    let mut cuts = Vec::new();
    let mut removed = Vec::new();
    for removal in choose(&judged, &found, bare, options) {
        let own = cuts_of(&removal.bounds, &elements.crossings);
        let Some(own) = own
            .iter()
            .map(|cut| in_page(cut, &positions, page.len()))
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        // Of an element without content whose tags stay, nothing goes.
        if own.is_empty() {
            continue;
        }
        cuts.extend(own);
        removed.push(removal.removed);
    }
    Ok(CleanPage {
        html: without(page, &cuts),
        removed,
    })
}

/// The encoding that the options name.
pub fn charset_of(options: &PageOptions) -> Result<Option<&'static Encoding>, Error> {
    match &options.charset {
        None => Ok(None),
        Some(label) => match Encoding::for_label(label.as_bytes()) {
            None => Err(Error::UnknownCharset { label: label.clone() }),
            known => Ok(known),
        },
    }
}

/// A range of the text as a range of the page; the page's end is the end of both.
fn in_page(cut: &Range<u64>, positions: &Positions, length: usize) -> Option<Range<usize>> {
    let place = |byte: u64| match byte {
        u64::MAX => Some(length),
        _ => usize::try_from(positions.of(byte)?).ok().filter(|byte| *byte <= length),
    };
    Some(place(cut.start)?..place(cut.end)?)
}
