//! From scores to verdicts: what is kept of a text, and for all else a kind and a reason.

use hashbrown::HashMap;

use super::lines::Lines;
use super::title::title;
use super::traits::{Mark, Traits};
use super::wordings::Cue;
use crate::clutter::Kind;
use crate::model::{Sums, best_line, odds};

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    Drop(Kind, Why),
}

/// Why a block is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Plain(&'static str),
    /// The heading it stands below, or is.
    Heading(usize),
}

/// Scores at or above this are kept, but for what [`SUITED`] makes of it.
const LINE: f64 = 0.5;
/// How much the line that suits the text counts against that.
const SUITED: f64 = 0.3;
/// What stands below a telling heading is kept from this on.
const BELOW_HEADING: f64 = 0.8;
/// A gap between two kept blocks is more often a mistake.
const BETWEEN_KEPT: f64 = 0.35;
/// A paragraph right beside a kept one, that speaks of nothing else, is kept from this on.
const BESIDE_KEPT: f64 = 0.2;
/// A line of more words may be text without a full stop.
const SHORT: u32 = 8;
/// A credit has at most so many words.
const LONGEST_CREDIT: u32 = 25;
/// A text of so many words that was there before is a copy.
const FEWEST_REPEATED: u32 = 10;

/// Settles a text whose blocks have these log odds of being the article; gives the place of the title too.
pub fn settle(lines: &Lines<'_>, log_odds: &[f32]) -> (Vec<Verdict>, Option<usize>) {
    let scores: Vec<f64> = log_odds.iter().map(|log_odds| odds(*log_odds)).collect();
    let line = line(lines, &scores);
    let mut keeps: Vec<bool> = scores.iter().map(|score| *score >= line).collect();
    if lines.prose.all() == 0 {
        // A list, a verse, a line: there is nothing beside which the rest would be less.
        keeps.fill(true);
    }
    close_gaps(lines, &scores, &mut keeps);
    go_on(lines, &scores, &mut keeps);
    let prose = |place: &usize| keeps.get(*place) == Some(&true) && lines.is_prose(*place);
    let places = 0..keeps.len();
    let (first, last) = (places.clone().find(prose), places.clone().rev().find(prose));
    let title = first.and_then(|first| title(lines, &keeps, first));
    let settle = Settle {
        lines,
        first,
        last,
        title,
        mostly_prose: mostly_prose(lines, &keeps),
        kept: Sums::of(keeps.iter().map(|keep| u32::from(*keep))),
    };
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let verdicts = places.map(|place| {
        let Some(own) = lines.traits.get(place) else {
            return Verdict::Keep;
        };
        let kept = keeps.get(place) == Some(&true);
        let score = scores.get(place).copied().unwrap_or_default();
        if let Some((kind, why)) = settle.speaks_against(place, own, kept, score) {
            return Verdict::Drop(kind, why);
        }
        if !kept {
            return settle.describe(place, own);
        }
        let may_be_copy = own.words >= FEWEST_REPEATED && own.has(Mark::Repeated);
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        if may_be_copy && *seen.entry(lines.text(place)).or_insert(number) != number {
            return Verdict::Drop(Kind::Boilerplate, Why::Plain("said before"));
        }
        Verdict::Keep
    });
    (verdicts.collect(), title)
}

/// The line between what is kept and what is not; of a text where nothing is likely, the likeliest is better than nothing.
fn line(lines: &Lines<'_>, scores: &[f64]) -> f64 {
    let words = lines.traits.iter().map(|own| own.words);
    let best = best_line(scores.iter().copied().zip(words));
    let line = LINE * (1.0 - SUITED) + SUITED * best;
    if scores.iter().any(|score| *score >= line) {
        line
    } else {
        best.min(scores.iter().copied().fold(0.0, f64::max))
    }
}

fn close_gaps(lines: &Lines<'_>, scores: &[f64], keeps: &mut [bool]) {
    for place in 1..keeps.len().saturating_sub(1) {
        let is_gap = keeps.get(place - 1..=place + 1) == Some(&[true, false, true]);
        let once = lines.traits.get(place).is_some_and(|own| !own.has(Mark::Repeated));
        if is_gap && once && scores.get(place).is_some_and(|score| *score >= BETWEEN_KEPT) {
            keeps.get_mut(place).into_iter().for_each(|keep| *keep = true);
        }
    }
}

/// Keeps paragraphs right beside kept ones, from there on.
fn go_on(lines: &Lines<'_>, scores: &[f64], keeps: &mut [bool]) {
    let goes_on = |place: usize| {
        lines.is_prose(place)
            && scores.get(place).is_some_and(|score| *score >= BESIDE_KEPT)
            && lines
                .traits
                .get(place)
                .is_some_and(|own| own.cues.holds == 0 && !own.has(Mark::Repeated))
    };
    let kept_prose = |keeps: &[bool], place: usize| keeps.get(place) == Some(&true) && lines.is_prose(place);
    for place in 1..keeps.len() {
        let (after, before) = (keeps.len() - place, keeps.len() - 1 - place);
        for (place, other) in [(place, place - 1), (before, after)] {
            if kept_prose(keeps, other) && goes_on(place) {
                keeps.get_mut(place).into_iter().for_each(|keep| *keep = true);
            }
        }
    }
}

fn mostly_prose(lines: &Lines<'_>, keeps: &[bool]) -> bool {
    let kept = || {
        lines
            .traits
            .iter()
            .zip(keeps)
            .filter(|(_, keep)| **keep)
            .map(|(own, _)| own)
    };
    let all: u64 = kept().map(|own| u64::from(own.words)).sum();
    let prose: u64 = kept()
        .filter(|own| own.is_prose())
        .map(|own| u64::from(own.words))
        .sum();
    prose * 2 >= all
}

struct Settle<'l, 't> {
    lines: &'l Lines<'t>,
    /// The first block of prose that is kept, and the last.
    first: Option<usize>,
    last: Option<usize>,
    title: Option<usize>,
    mostly_prose: bool,
    kept: Sums,
}

impl Settle<'_, '_> {
    /// What a block names itself as, if that goes before its score.
    fn speaks_against(&self, place: usize, own: &Traits, kept: bool, score: f64) -> Option<(Kind, Why)> {
        if self.title == Some(place) || self.title.is_some_and(|title| self.lines.same(title, place)) {
            return Some((Kind::Boilerplate, Why::Plain("the title")));
        }
        if !kept || own.is_prose() {
            return None;
        }
        let short = own.words <= SHORT && !own.has(Mark::EndsSentence) && !own.has(Mark::Bullet);
        let twin = || {
            [place.checked_sub(1), Some(place + 1)]
                .into_iter()
                .flatten()
                .any(|other| self.lines.same(place, other))
        };
        let boilerplate = |why| Some((Kind::Boilerplate, Why::Plain(why)));
        if own.words <= LONGEST_CREDIT && own.cues.starts(Cue::Credit) && !own.has(Mark::EndsSentence) {
            return boilerplate("a credit");
        }
        if short && twin() {
            return boilerplate("the same line twice");
        }
        if let Some(kind) = own.heading
            && kind != Kind::Navigation
            && own.words <= SHORT
            && !self.lines.is_prose(place + 1)
        {
            return self.by_heading(place);
        }
        if score < BELOW_HEADING && (!own.has(Mark::EndsSentence) || own.has(Mark::Bullet)) {
            let named = self.by_heading(place);
            if named.is_some() {
                return named;
            }
        }
        if self.first.is_some_and(|first| place < first) && (own.has(Mark::Byline) || own.has(Mark::Date)) {
            return boilerplate(if own.has(Mark::Date) { "the date" } else { "the byline" });
        }
        if self.mostly_prose && short && self.last.is_some_and(|last| place > last) {
            return boilerplate("a line after the text");
        }
        None
    }

    /// The kind of a heading, or of what stands below one.
    fn by_heading(&self, place: usize) -> Option<(Kind, Why)> {
        let heading = self.lines.heading_of(place)?;
        Some((self.lines.kind_of(heading)?, Why::Heading(heading)))
    }

    /// The kind and reason of a block whose score is low.
    fn describe(&self, place: usize, own: &Traits) -> Verdict {
        let (kind, why) = self.named(own, place);
        Verdict::Drop(kind, why)
    }

    fn named(&self, own: &Traits, place: usize) -> (Kind, Why) {
        if let Some(named) = self.by_heading(place) {
            return named;
        }
        let spoken = SPOKEN
            .iter()
            .find(|(cue, ..)| own.cues.starts(*cue) || own.cues.holds(*cue) && own.words <= LONGEST_CREDIT);
        if let Some((_, kind, why)) = spoken {
            return (*kind, Why::Plain(why));
        }
        let before = self.kept.over(&(0..place)) == 0;
        let why = if own.has(Mark::Address) {
            "an address"
        } else if own.has(Mark::Byline) {
            "the byline"
        } else if own.has(Mark::Date) {
            "a date"
        } else if !own.has(Mark::EndsSentence) && own.words >= 5 && !before {
            return (Kind::Recommendation, Why::Plain("a title among others"));
        } else if !own.has(Mark::EndsSentence)
            && own.words <= 4
            && (before || self.last.is_none_or(|last| place > last))
        {
            return (Kind::Navigation, Why::Plain("a line of a menu"));
        } else {
            "apart from the article"
        };
        (Kind::Boilerplate, Why::Plain(why))
    }
}

/// What lines speak of, the most telling first.
const SPOKEN: [(Cue, Kind, &str); 13] = [
    (Cue::Skip, Kind::Navigation, "a skip link"),
    (Cue::Consent, Kind::Consent, "words about cookies or terms"),
    (Cue::Copyright, Kind::Boilerplate, "a copyright line"),
    (Cue::Credit, Kind::Boilerplate, "a credit"),
    (Cue::Comments, Kind::Comments, "words about comments"),
    (Cue::Share, Kind::Share, "words to share by"),
    (Cue::Newsletter, Kind::Newsletter, "words to subscribe by"),
    (Cue::Paywall, Kind::Paywall, "words of a paywall"),
    (Cue::Ad, Kind::Ad, "words of an advertisement"),
    (Cue::Pointer, Kind::Recommendation, "words that point elsewhere"),
    (Cue::Author, Kind::Boilerplate, "words about the author"),
    (Cue::Dated, Kind::Boilerplate, "words about the date"),
    (Cue::Tags, Kind::Navigation, "words about tags"),
];
