//! What the words of a line tell of it: who wrote it, where the picture is from, whom to share it with.

use std::sync::OnceLock;

use crate::clutter::heading_rows;
use crate::order::places_in_order;
use crate::tables::rows;

/// What a line speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    Ad,
    Author,
    Comments,
    Consent,
    Copyright,
    Credit,
    Dated,
    Newsletter,
    Paywall,
    Pointer,
    Share,
    Skip,
    Tags,
}

impl Cue {
    /// The cue of a name, as `wordings.tsv` and `headings.tsv` write it.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ad" => Self::Ad,
            "author" => Self::Author,
            "comments" => Self::Comments,
            "consent" => Self::Consent,
            "copyright" => Self::Copyright,
            "credit" => Self::Credit,
            "dated" => Self::Dated,
            "newsletter" => Self::Newsletter,
            "paywall" => Self::Paywall,
            "pointer" | "recommendation" => Self::Pointer,
            "share" => Self::Share,
            "skip" => Self::Skip,
            "tags" | "navigation" => Self::Tags,
            _ => return None,
        })
    }
}

/// The cues of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues {
    /// A bit for each that the line begins with.
    pub starts: u16,
    /// A bit for each anywhere in it.
    pub holds: u16,
}

impl Cues {
    pub fn starts(self, cue: Cue) -> bool {
        self.starts & 1 << cue as u16 != 0
    }

    pub fn holds(self, cue: Cue) -> bool {
        self.holds & 1 << cue as u16 != 0
    }
}

/// Longer lines are text, whatever words are in them, in bytes.
pub const LONGEST: usize = 240;

/// What a line speaks of, in lower case and with straight apostrophes.
pub fn cues(line: &str) -> Cues {
    let mut cues = Cues::default();
    if line.len() > LONGEST {
        return cues;
    }
    let mut before = None;
    let mut started = false;
    for (at, letter) in line.char_indices() {
        if begins_word(before, letter) {
            let rest = line.get(at..).unwrap_or_default();
            let found = found_at(rest);
            cues.holds |= found;
            if !started {
                cues.starts |= found;
            }
        }
        started |= letter.is_alphanumeric();
        before = Some(letter);
    }
    cues
}

/// A bit for each cue that words at the start of a text give.
fn found_at(text: &str) -> u16 {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return 0 };
    let list = wordings();
    let mut found = 0;
    for second in [Some('\0'), letters.next()].into_iter().flatten() {
        let from = list.partition_point(|wording| wording.key < (first, second));
        let same = list.get(from..).unwrap_or_default();
        for wording in same.iter().take_while(|wording| wording.key == (first, second)) {
            if let Some(rest) = text.strip_prefix(wording.text)
                && ends_word(wording.text, rest)
            {
                found |= 1 << wording.cue as u16;
            }
        }
    }
    found
}

fn begins_word(before: Option<char>, letter: char) -> bool {
    !is_cased(letter) || before.is_none_or(|before| !before.is_alphanumeric() || !is_cased(before))
}

/// Whether a wording ends where a word does; counters may follow at once: 'Comments0'.
fn ends_word(wording: &str, rest: &str) -> bool {
    let is_spaced = |letter: &char| letter.is_alphabetic() && !is_unspaced(*letter);
    wording.chars().next_back().is_none_or(|last| !is_spaced(&last))
        || rest.chars().next().is_none_or(|next| !is_spaced(&next))
}

/// Letters of scripts that part words with spaces, for which it matters that a word begins.
fn is_cased(letter: char) -> bool {
    letter.is_alphanumeric() && !is_unspaced(letter)
}

/// Letters of scripts without spaces between words, and Korean, whose particles stand at the word.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[derive(Clone, Copy)]
struct Wording {
    /// Its first two letters, or the only one and NUL.
    key: (char, char),
    text: &'static str,
    cue: Cue,
}

/// Those of `wordings.tsv`, and the headings of lists: a line may begin with what elsewhere stands above a list.
fn wordings() -> &'static [Wording] {
    static WORDINGS: OnceLock<Vec<Wording>> = OnceLock::new();
    WORDINGS.get_or_init(|| {
        let own = rows(include_str!(concat!(env!("OUT_DIR"), "/src/plain/wordings.tsv")));
        let list: Vec<Wording> = own
            .chain(heading_rows())
            .filter_map(|(cue, text)| {
                let cue = Cue::named(cue)?;
                let mut letters = text.chars();
                let key = (letters.next()?, letters.next().unwrap_or('\0'));
                Some(Wording { key, text, cue })
            })
            .collect();
        let keys = list.iter().map(|Wording { key, .. }| [key.0.into(), key.1.into()]);
        places_in_order(keys)
            .iter()
            .filter_map(|place| list.get(*place).copied())
            .collect()
    })
}
