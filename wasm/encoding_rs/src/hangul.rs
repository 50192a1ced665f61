//! The Hangul syllables that EUC-KR has beyond KS X 1001, which Node's decoder does not know.
//!
//! The Encoding Standard's EUC-KR is windows-949: of the 11,172 syllables of Unicode, those that KS X 1001 lacks stand in Unicode's order
//! in the places it leaves free.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use crate::platform::Platform;

/// All of Unicode's.
const SYLLABLES: RangeInclusive<char> = '가'..='힣';

/// The syllables beyond KS X 1001, in order.
pub struct Hangul(Vec<char>);

impl Hangul {
    /// The syllables that an EUC-KR decoder of the platform's does not know; found out once.
    pub fn of(platform: &Platform) -> &'static Self {
        static KNOWN: OnceLock<Hangul> = OnceLock::new();
        KNOWN.get_or_init(|| Self::new(platform))
    }

    fn new(platform: &Platform) -> Self {
        let pairs: Vec<u8> = (0xB0..=0xC8)
            .flat_map(|lead| (0xA1..=0xFE).flat_map(move |trail| [lead, trail]))
            .collect();
        let known = platform.decode(&pairs).unwrap_or_default();
        // KS X 1001 has its syllables in Unicode's order too.
        let mut known = known.chars().filter(|letter| SYLLABLES.contains(letter)).peekable();
        Self(
            SYLLABLES
                .filter(|syllable| known.next_if_eq(syllable).is_none())
                .collect(),
        )
    }

    /// The syllable that a pair of bytes stands for which is not of KS X 1001.
    pub fn syllable(&self, lead: u8, trail: u8) -> Option<char> {
        let column = usize::from(match trail {
            0x41..=0x5A => trail - 0x41,
            0x61..=0x7A => trail - 0x61 + 26,
            0x81..=0xFE => trail - 0x81 + 52,
            _ => return None,
        });
        // Rows from 0xA1 on go up to where KS X 1001 begins.
        let (row, width, before) = match lead {
            0x81..=0xA0 => (lead - 0x81, 178, 0),
            0xA1..=0xC6 => (lead - 0xA1, 84, 32 * 178),
            _ => return None,
        };
        if column >= width {
            return None;
        }
        self.0.get(before + usize::from(row) * width + column).copied()
    }
}
