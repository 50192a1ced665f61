//! UTF-8 into a buffer, with U+FFFD for each malformed part, as the Encoding Standard counts them (and the standard library does).

use crate::CoderResult;

/// Bytes of U+FFFD.
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// The start of a character that waits for the rest.
#[derive(Default)]
pub struct Utf8 {
    held: [u8; 4],
    length: usize,
}

/// What a call has read and written so far.
#[derive(Default)]
pub struct Done {
    pub read: usize,
    pub written: usize,
    pub malformed: bool,
}

impl Done {
    /// Writes all of it or nothing.
    fn write(&mut self, bytes: &[u8], buffer: &mut [u8]) -> bool {
        let room = buffer
            .get_mut(self.written..)
            .and_then(|room| room.get_mut(..bytes.len()));
        let Some(room) = room else { return false };
        room.copy_from_slice(bytes);
        self.written += bytes.len();
        true
    }

    fn replace(&mut self, buffer: &mut [u8]) -> bool {
        let written = self.write(REPLACEMENT, buffer);
        self.malformed |= written;
        written
    }
}

impl Utf8 {
    /// Decodes onto a text; tells whether anything was malformed.
    pub fn decode_to_string(&mut self, bytes: &[u8], text: &mut String, last: bool) -> bool {
        let mut read = 0;
        let mut malformed = false;
        let mut buffer = [0; 1024];
        loop {
            let (result, done) = self.decode(bytes.get(read..).unwrap_or_default(), &mut buffer, last);
            let written = buffer.get(..done.written).unwrap_or_default();
            text.push_str(std::str::from_utf8(written).unwrap_or_default());
            read += done.read;
            malformed |= done.malformed;
            if result == CoderResult::InputEmpty {
                return malformed;
            }
        }
    }

    /// Decodes into a buffer; what does not fit is not read.
    pub fn decode(&mut self, bytes: &[u8], buffer: &mut [u8], last: bool) -> (CoderResult, Done) {
        let mut done = Done::default();
        loop {
            let rest = bytes.get(done.read..).unwrap_or_default();
            let went_on = if self.length > 0 {
                self.complete(rest, buffer, last, &mut done)
            } else if rest.is_empty() {
                None
            } else {
                Some(self.run(rest, buffer, &mut done))
            };
            match went_on {
                Some(true) => {}
                Some(false) => return (CoderResult::OutputFull, done),
                None => return (CoderResult::InputEmpty, done),
            }
        }
    }

    /// Takes the next byte to the held ones: whether there was room, none if all is read.
    fn complete(&mut self, rest: &[u8], buffer: &mut [u8], last: bool, done: &mut Done) -> Option<bool> {
        let Some(next) = rest.first() else {
            if !last {
                return None;
            }
            let replaced = done.replace(buffer);
            if replaced {
                self.length = 0;
            }
            return Some(replaced);
        };
        if let Some(place) = self.held.get_mut(self.length) {
            *place = *next;
        }
        let character = self.held.get(..=self.length).unwrap_or_default();
        Some(match std::str::from_utf8(character) {
            Ok(_) => {
                let written = done.write(character, buffer);
                if written {
                    self.length = 0;
                    done.read += 1;
                }
                written
            }
            Err(error) if error.error_len().is_none() => {
                self.length += 1;
                done.read += 1;
                true
            }
            // The held bytes began a character that this byte does not belong to.
            Err(_) => {
                let replaced = done.replace(buffer);
                if replaced {
                    self.length = 0;
                }
                replaced
            }
        })
    }

    /// Copies what is well-formed, and one malformed part after it: whether there was room.
    fn run(&mut self, rest: &[u8], buffer: &mut [u8], done: &mut Done) -> bool {
        let room = buffer.len().saturating_sub(done.written);
        // No more is looked at than fits: a large malformed text is not looked through again for every buffer.
        let looked_at = rest.get(..room + 4).unwrap_or(rest);
        let (text, error) = match std::str::from_utf8(looked_at) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = looked_at.get(..error.valid_up_to()).unwrap_or_default();
                (std::str::from_utf8(valid).unwrap_or_default(), Some(error.error_len()))
            }
        };
        let mut end = text.len().min(room);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let fits = text.get(..end).unwrap_or_default();
        done.write(fits.as_bytes(), buffer);
        done.read += fits.len();
        if fits.len() < text.len() {
            return false;
        }
        match error {
            None => true,
            Some(Some(length)) => {
                let replaced = done.replace(buffer);
                if replaced {
                    done.read += length;
                }
                replaced
            }
            // The end of the input: had the room cut it, more would be valid than fits.
            Some(None) => {
                let start = rest.get(text.len()..).unwrap_or_default();
                for (to, from) in self.held.iter_mut().zip(start) {
                    *to = *from;
                }
                self.length = start.len();
                done.read += start.len();
                true
            }
        }
    }
}
