//! Where the characters of a legacy encoding begin and end, as the decoders of the Encoding Standard (§ 9 to § 14) say.

/// How the bytes of an encoding make characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    /// Every byte is a character.
    SingleByte,
    Big5,
    EucJp,
    EucKr,
    /// GBK too, which is decoded the same.
    Gb18030,
    ShiftJis,
    /// Escape sequences say what the bytes after them are; left to the platform.
    Iso2022Jp,
}

/// What the bytes of a character are so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Character {
    Whole,
    /// More bytes belong to it.
    Begun,
    /// No character.
    Malformed,
}

impl Form {
    /// What bytes are that are a beginning of a character but for the last, which is new.
    pub fn character(self, bytes: &[u8]) -> Character {
        use Character::{Begun, Malformed, Whole};
        let whole_if = |whole: bool| if whole { Whole } else { Malformed };
        match (self, bytes) {
            (Self::Big5 | Self::EucKr, [0x81..=0xFE])
            | (Self::EucJp, [0x8E | 0x8F | 0xA1..=0xFE] | [0x8F, 0xA1..=0xFE])
            | (Self::Gb18030, [0x81..=0xFE] | [_, 0x30..=0x39] | [_, _, 0x81..=0xFE])
            | (Self::ShiftJis, [0x81..=0x9F | 0xE0..=0xFC]) => Begun,
            (_, [0..=0x7F])
            | (Self::SingleByte, _)
            | (Self::Gb18030 | Self::ShiftJis, [0x80])
            | (Self::ShiftJis, [0xA1..=0xDF]) => Whole,
            (Self::Big5, [_, trail]) => whole_if(matches!(trail, 0x40..=0x7E | 0xA1..=0xFE)),
            (Self::EucJp, [0x8E, trail]) => whole_if(matches!(trail, 0xA1..=0xDF)),
            (Self::EucJp, [_, trail] | [_, _, trail]) => whole_if(matches!(trail, 0xA1..=0xFE)),
            (Self::EucKr, [_, trail]) => whole_if(matches!(trail, 0x41..=0xFE)),
            (Self::Gb18030, [_, trail]) => whole_if(matches!(trail, 0x40..=0x7E | 0x80..=0xFE)),
            (Self::Gb18030, [_, _, _, trail]) => whole_if(trail.is_ascii_digit()),
            (Self::ShiftJis, [_, trail]) => whole_if(matches!(trail, 0x40..=0x7E | 0x80..=0xFC)),
            _ => Malformed,
        }
    }
    /// How many of the bytes that make no character are read again, as the start of the next.
    pub fn read_again(self, bytes: &[u8]) -> usize {
        match (self, bytes) {
            // A lead byte alone is malformed; what looked like the rest of a character of four bytes is text.
            (Self::Gb18030, [_, rest @ .., _]) if !rest.is_empty() => rest.len() + 1,
            (_, [_, .., last]) if last.is_ascii() => 1,
            _ => 0,
        }
    }
}
