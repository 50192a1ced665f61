//! Ranges of bytes to leave out.

use std::ops::Range;

use super::elements::{Bounds, Crossing};

/// The ranges that leave an element out: all of it but for tags in it that end elements around it, or only what is inside
/// if its tags are needed (see [`Bounds::shell`]).
pub fn cuts_of(bounds: &Bounds, crossings: &[Crossing]) -> Vec<Range<u64>> {
    let start = if bounds.shell {
        bounds.start_tag.end
    } else {
        bounds.start_tag.start
    };
    let end = match &bounds.end_tag {
        Some(tag) if bounds.shell => tag.start,
        _ => bounds.end,
    };
    let mut cuts = Vec::new();
    let mut from = start;
    let first = crossings.partition_point(|crossing| crossing.tag.start < start);
    for crossing in crossings.get(first..).unwrap_or_default() {
        if crossing.tag.start >= end {
            break;
        }
        if crossing.element < Some(bounds.start_tag.start) {
            cuts.push(from..crossing.tag.start);
            from = crossing.tag.end;
        }
    }
    cuts.push(from..end);
    cuts.retain(|cut| cut.start < cut.end);
    cuts
}

/// What is left of a page; cuts that are out of order or overlap do no harm.
pub fn without(page: &[u8], cuts: &[Range<usize>]) -> Vec<u8> {
    let mut rest = Vec::with_capacity(page.len());
    let mut from = 0;
    for cut in cuts {
        rest.extend_from_slice(page.get(from..cut.start.max(from)).unwrap_or_default());
        from = from.max(cut.end);
    }
    rest.extend_from_slice(page.get(from..).unwrap_or_default());
    rest
}
