use std::ops::Range;

use super::choice::{Removal, choose};
use super::cuts::{cuts_of, without};
use super::elements::Crossing;
use super::mapped::Mapped;
use super::options::PageOptions;
use crate::Error;
use crate::article::{Judged, Removed};
use crate::reader::{Positions, Reader};

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
    let clean = clean(html.as_bytes(), options, &|reader| reader.write_str(html))?;
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
    clean(bytes, options, &|reader| reader.write(bytes))
}

/// What of a page is clutter, by its elements: see [`find_clutter`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Clutter {
    /// How many start tags the page has.
    pub elements: u32,
    /// What [`clean_page`] would remove, in the order of the page.
    pub found: Vec<ClutterElement>,
}

/// An element that is clutter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ClutterElement {
    /// Which of the page's start tags is its own, from 0.
    pub element: u32,
    /// That start tag, as the page has it.
    pub start_tag: String,
    /// What it was taken for.
    pub removed: Removed,
}

/// Tells what [`clean_page`] would remove by the numbers of its elements, for a page that has a DOM: where that is written out, the
/// n-th start tag is that of the n-th element.
///
/// ```
/// let page = "<html><body><p>It rained all of Tuesday.</p><div class=\"ad-slot\"><b>Buy!</b></div></body></html>";
/// let clutter = muslin::find_clutter(page, &muslin::PageOptions::default())?;
/// assert_eq!((clutter.elements, clutter.found[0].element), (5, 3));
/// assert_eq!(clutter.found[0].start_tag, "<div class=\"ad-slot\">");
/// # Ok::<(), muslin::Error>(())
/// ```
///
/// # Errors
///
/// As [`clean_page`].
pub fn find_clutter(html: &str, options: &PageOptions) -> Result<Clutter, Error> {
    let Chosen {
        removals,
        positions,
        elements,
        ..
    } = choose_of(html.as_bytes(), options, &|reader| reader.write_str(html))?;
    let found = removals.into_iter().filter_map(|Removal { bounds, removed }| {
        let start_tag = in_page(&bounds.start_tag, &positions, html.len())?;
        Some(ClutterElement {
            element: bounds.number.checked_sub(1)?,
            start_tag: html.get(start_tag)?.to_owned(),
            removed,
        })
    });
    Ok(Clutter {
        elements,
        found: found.collect(),
    })
}

/// What of a page goes, and what it takes to find its bytes.
struct Chosen {
    removals: Vec<Removal>,
    crossings: Vec<Crossing>,
    positions: Positions,
    elements: u32,
}

fn choose_of(
    page: &[u8],
    options: &PageOptions,
    read: &dyn Fn(&mut Reader<Mapped>) -> Result<(), Error>,
) -> Result<Chosen, Error> {
    let reading = &options.reading;
    let mut reader = Reader::new(reading.encoding()?, Mapped::new(reading.sieve())).with_positions();
    reading.meter().count(page.len())?;
    read(&mut reader)?;
    let read = reader.end()?;
    let Mapped {
        builder,
        elements,
        found,
        bare,
        forms,
        ..
    } = read.handler;
    let outline = builder.finish(read.names);
    let judged = Judged::of(&outline, &read.head, reading.url.as_deref(), false);
    Ok(Chosen {
        removals: choose(&judged, &found, &forms, bare, options),
        elements: elements.started(),
        crossings: elements.crossings,
        positions: read.positions.unwrap_or_default(),
    })
}

fn clean(
    page: &[u8],
    options: &PageOptions,
    read: &dyn Fn(&mut Reader<Mapped>) -> Result<(), Error>,
) -> Result<CleanPage<Vec<u8>>, Error> {
    let Chosen {
        removals,
        crossings,
        positions,
        ..
    } = choose_of(page, options, read)?;
    let mut cuts = Vec::new();
    let mut removed = Vec::new();
    for removal in removals {
        let own = cuts_of(&removal.bounds, &crossings);
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

/// A range of the text as a range of the page; the page's end is the end of both.
fn in_page(cut: &Range<u64>, positions: &Positions, length: usize) -> Option<Range<usize>> {
    let place = |byte: u64| match byte {
        u64::MAX => Some(length),
        _ => usize::try_from(positions.of(byte)?).ok().filter(|byte| *byte <= length),
    };
    Some(place(cut.start)?..place(cut.end)?)
}
