//! Pages that are cleaned while they arrive.

use muslin::{PageCleaner, PageOptions, Removed};

/// A paragraph that is an article's by its looks.
pub const PROSE: &str = "<p>The mill stopped in the winter of 1962, when the river froze to its bed and the wheel split along its axle, \
    and nobody mended it; the owner had died the year before, his sons were at sea, and the flour came by lorry.</p>\n";

/// What is left of a page that comes in chunks of so many bytes, and what was removed.
pub fn streamed(page: &[u8], options: &PageOptions, chunk: usize) -> (Vec<u8>, Vec<Removed>) {
    let mut cleaner = PageCleaner::new(options.clone()).expect("a known charset");
    let (mut left, mut removed) = (Vec::new(), Vec::new());
    for chunk in page.chunks(chunk) {
        left.extend(cleaner.write(chunk).expect("no limit was set"));
        removed.extend(cleaner.take_removed());
    }
    let (rest, last) = cleaner.end().expect("no limit was set");
    left.extend(rest);
    removed.extend(last);
    (left, removed)
}

/// The same of a page in UTF-8.
pub fn streamed_text(page: &str, options: &PageOptions, chunk: usize) -> (String, Vec<Removed>) {
    let (left, removed) = streamed(page.as_bytes(), options, chunk);
    (String::from_utf8(left).expect("tags are cut out whole"), removed)
}
