//! What the forest goes by: a block, those around it, and where it stands in the text.

use super::lines::Lines;
use super::traits::{Mark, Traits};
use super::wordings::Cue;

/// What stands for a figure that there is none of.
const NONE: f32 = -1.0;
/// Prose is looked for so many blocks around.
const FAR: usize = 30;

/// Adds a block's features, each with its name. The forest knows them by their order.
pub fn features(lines: &Lines<'_>, place: usize, mut put: impl FnMut(&'static str, f32)) {
    let Some(own) = lines.traits.get(place) else { return };
    own_features(own, &mut put);
    let above = lines.heading_above(place);
    let kind = above.and_then(|(heading, _)| lines.kind_of(heading));
    put("heading above", kind.map_or(NONE, |kind| f32::from(kind as u8)));
    put("to heading above", above.map_or(99.0, |(_, far)| f32::from(far)));
    put("known", lines.known.get(place).map_or(NONE, |share| f32::from(*share)));
    for (offset, names) in [
        (-1, ["-1 words", "-1 capitals", "-1 ends", "-1 cues"]),
        (1, ["+1 words", "+1 capitals", "+1 ends", "+1 cues"]),
        (-2, ["-2 words", "-2 capitals", "", ""]),
        (2, ["+2 words", "+2 capitals", "", ""]),
    ] {
        let other = place
            .checked_add_signed(offset)
            .and_then(|place| lines.traits.get(place));
        let [words, capitals, ends, cues] = names;
        put(words, other.map_or(NONE, |other| number(other.words)));
        put(capitals, other.and_then(|other| other.capitals).map_or(NONE, f32::from));
        if !ends.is_empty() {
            put(ends, other.map_or(NONE, |other| truth(other.has(Mark::EndsSentence))));
            put(cues, other.map_or(NONE, |other| number(other.cues.holds.count_ones())));
        }
    }
    let all = lines.traits.len();
    for (run, prose, words) in [
        (place.saturating_sub(4)..place, "prose of 4 before", "words of 4 before"),
        (place + 1..all.min(place + 5), "prose of 4 after", "words of 4 after"),
        (
            place.saturating_sub(12)..place,
            "prose of 12 before",
            "words of 12 before",
        ),
        (place + 1..all.min(place + 13), "prose of 12 after", "words of 12 after"),
    ] {
        put(prose, share(lines.prose.over(&run), lines.words.over(&run)));
        put(
            words,
            share(lines.words.over(&run), u32::try_from(run.len()).unwrap_or(0)),
        );
    }
    let whole = lines.prose.all();
    put("prose before", share(lines.prose.over(&(0..place)), whole));
    put("prose after", share(lines.prose.over(&(place + 1..all)), whole));
    put("all prose", number(whole));
    put("share of prose", share(whole, lines.words.all()));
    let nearest = |places: &mut dyn Iterator<Item = usize>| {
        let far = places.take(FAR).position(|place| lines.is_prose(place)).unwrap_or(FAR);
        f32::from(u8::try_from(far).unwrap_or(u8::MAX))
    };
    put("to prose before", nearest(&mut (0..place).rev()));
    put("to prose after", nearest(&mut (place + 1..all)));
    let near = place.saturating_sub(6)..place + 7;
    put("dates near", number(lines.dated.over(&near)));
    put("legal near", number(lines.legal.over(&near)));
    put("after comments", number(lines.comments.over(&(0..place))));
    put(
        "from headline",
        lines.headline.map_or(-101.0, |headline| distance(headline, place)),
    );
    let since = lines.headline.filter(|headline| *headline < place);
    put(
        "prose from headline",
        since.map_or(NONE, |headline| number(lines.prose.over(&(headline..place)))),
    );
    let stretch = lines.stretches.get(place).copied().unwrap_or(0);
    put("stretch", number(stretch));
    put("share of stretch", share(stretch, lines.largest_stretch));
}

fn own_features(own: &Traits, put: &mut impl FnMut(&'static str, f32)) {
    for (name, mark) in [
        ("ends sentence", Mark::EndsSentence),
        ("ends open", Mark::EndsOpen),
        ("starts small", Mark::StartsSmall),
        ("starts with digit", Mark::StartsDigit),
        ("clock", Mark::Clock),
        ("ellipsis", Mark::Ellipsis),
        ("repeated", Mark::Repeated),
    ] {
        put(name, truth(own.has(mark)));
    }
    for (name, cue) in [
        ("comments", Cue::Comments),
        ("copyright", Cue::Copyright),
        ("credit", Cue::Credit),
        ("dated", Cue::Dated),
        ("newsletter", Cue::Newsletter),
        ("pointer", Cue::Pointer),
        ("share", Cue::Share),
    ] {
        put(name, truth(own.cues.holds(cue)));
    }
    put("starts pointer", truth(own.cues.starts(Cue::Pointer)));
    put("prose", truth(own.is_prose()));
    put("words", number(own.words));
    put("sentences", f32::from(own.sentences));
    put("commas", f32::from(own.commas));
    put("capitals", own.capitals.map_or(NONE, f32::from));
    put("digits", f32::from(own.digits));
}

fn truth(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

/// Blocks from one to another, at most 100 either way.
fn distance(from: usize, to: usize) -> f32 {
    let far = f32::from(u8::try_from(from.abs_diff(to)).unwrap_or(u8::MAX).min(100));
    if to < from { -far } else { far }
}

/// A part of a whole, or 0 of nothing.
fn share(part: u32, whole: u32) -> f32 {
    number(part) / number(whole).max(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "past 16 million it does not matter how many")]
fn number(count: u32) -> f32 {
    count as f32
}
