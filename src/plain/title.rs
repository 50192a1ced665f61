//! The line that is the title of what is kept.

use hashbrown::HashMap;

use super::lines::Lines;
use super::traits::{Mark, Traits};
use super::wordings::Cue;

/// A title stands at most so many blocks before its text …
const BEFORE: usize = 60;
/// … and at that distance it is half as likely as right before.
const HALF_AS_LIKELY: f32 = 60.0;
/// Its length in words, and in bytes.
const WORDS: std::ops::RangeInclusive<u32> = 3..=25;
const LONGEST: usize = 400;
/// Fewer words name a section of the site more often.
const SHORT: u32 = 5;

/// The title of a text whose first kept block is `first`: a line before it that says, in few words, what the text says often.
///
/// What the factors are was tried on the articles of WCXB; the exact ones matter little.
pub fn title(lines: &Lines<'_>, keeps: &[bool], first: usize) -> Option<usize> {
    let run = first.saturating_sub(BEFORE)..first + 1;
    let may_be = |place: &usize| {
        lines
            .traits
            .get(*place)
            .is_some_and(|own| is_likely(own, lines.text(*place)))
    };
    let candidates: Vec<usize> = run.filter(may_be).collect();
    // For each of their longer words, how many kept paragraphs say it, and the last one that did.
    let mut said: HashMap<u64, (u32, usize)> = HashMap::new();
    for place in &candidates {
        lines.each_long_word(*place, &mut |word| {
            said.insert(word, (0, usize::MAX));
        });
    }
    for place in (0..keeps.len()).filter(|place| keeps.get(*place) == Some(&true) && lines.is_prose(*place)) {
        lines.each_long_word(place, &mut |word| {
            if let Some((times, last)) = said.get_mut(&word)
                && *last != place
            {
                (*times, *last) = (*times + 1, place);
            }
        });
    }
    let mut best = (0.0, None);
    for place in candidates {
        let (mut sum, mut all) = (0.0_f32, 1.0_f32);
        lines.each_long_word(place, &mut |word| {
            all += 1.0;
            let times = said.get(&word).map_or(0, |(times, _)| *times);
            sum += f32::from(u16::try_from(times).unwrap_or(u16::MAX)).ln_1p();
        });
        let far = f32::from(u8::try_from(first - place).unwrap_or(u8::MAX));
        let mut score = sum / all.sqrt() / (1.0 + far / HALF_AS_LIKELY);
        if let Some(own) = lines.traits.get(place) {
            score *= likelihood(own);
        }
        if place == first {
            score *= 0.3;
        }
        if score > best.0 {
            best = (score, Some(place));
        }
    }
    best.1
}

/// Whether a line is no longer than a title and says nothing else of itself.
fn is_likely(own: &Traits, text: &str) -> bool {
    let says_other = || {
        [Cue::Author, Cue::Credit, Cue::Dated, Cue::Share]
            .iter()
            .any(|cue| own.cues.starts(*cue))
    };
    !own.is_prose()
        && WORDS.contains(&own.words)
        && text.len() <= LONGEST
        && own.heading.is_none()
        && !own.has(Mark::EndsOpen)
        && !own.has(Mark::Byline)
        && !own.has(Mark::Date)
        && !says_other()
}

fn likelihood(own: &Traits) -> f32 {
    let mut factor = 1.0;
    if own.has(Mark::EndsSentence) && !own.has(Mark::Question) {
        factor *= 0.2;
    }
    if own.words < SHORT {
        factor *= 0.7;
    }
    // In the path to it, or above and below a picture.
    if own.has(Mark::Repeated) {
        factor *= 1.3;
    }
    factor
}
