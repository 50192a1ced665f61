//! UTF-16, whose units may be cut anywhere.

/// Half a character that waits for the other half.
#[derive(Default)]
pub struct Utf16 {
    byte: Option<u8>,
    lead: Option<u16>,
}

impl Utf16 {
    /// Decodes bytes; tells whether anything was malformed.
    pub fn decode(&mut self, bytes: &[u8], little_endian: bool, last: bool, text: &mut String) -> bool {
        let mut malformed = false;
        for byte in bytes {
            let Some(first) = self.byte.take() else {
                self.byte = Some(*byte);
                continue;
            };
            let unit = if little_endian {
                u16::from_le_bytes([first, *byte])
            } else {
                u16::from_be_bytes([first, *byte])
            };
            malformed |= self.unit(unit, text);
        }
        if last && (self.byte.take().is_some() | self.lead.take().is_some()) {
            text.push(char::REPLACEMENT_CHARACTER);
            malformed = true;
        }
        malformed
    }

    fn unit(&mut self, unit: u16, text: &mut String) -> bool {
        let mut malformed = false;
        if let Some(lead) = self.lead.take() {
            if let Some(Ok(letter)) = char::decode_utf16([lead, unit]).next() {
                text.push(letter);
                return false;
            }
            text.push(char::REPLACEMENT_CHARACTER);
            malformed = true;
        }
        match char::from_u32(u32::from(unit)) {
            Some(letter) => text.push(letter),
            None if unit < 0xDC00 => self.lead = Some(unit),
            None => {
                text.push(char::REPLACEMENT_CHARACTER);
                malformed = true;
            }
        }
        malformed
    }
}
