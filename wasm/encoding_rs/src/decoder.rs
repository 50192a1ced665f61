//! From bytes in chunks of any size to text.

use crate::characters::Form;
use crate::legacy::Legacy;
use crate::platform::Platform;
use crate::utf_8::Utf8;
use crate::utf_16::Utf16;
use crate::{CoderResult, Encoding, windows_1252};

/// Decodes one text that comes in chunks.
pub struct Decoder {
    encoding: &'static Encoding,
    state: State,
    /// Text that was decoded and did not fit.
    rest: String,
}

enum State {
    Utf8(Utf8),
    Utf16(Utf16),
    Windows1252,
    Legacy(Legacy),
    Stream(Platform),
}

impl Decoder {
    pub(crate) fn new(encoding: &'static Encoding) -> Self {
        let state = match encoding.form {
            Form::Utf8 => State::Utf8(Utf8::default()),
            Form::Utf16Le | Form::Utf16Be => State::Utf16(Utf16::default()),
            Form::Windows1252 => State::Windows1252,
            Form::Iso2022Jp => State::Stream(Platform::new(encoding.name())),
            form => State::Legacy(Legacy::new(encoding.name(), form)),
        };
        Self {
            encoding,
            state,
            rest: String::new(),
        }
    }

    /// What it decodes.
    #[must_use]
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// More bytes of UTF-8 than so many bytes can become.
    #[must_use]
    pub fn max_utf8_buffer_length(&self, bytes: usize) -> Option<usize> {
        // Each can be malformed, and so can what is held.
        bytes.checked_add(4)?.checked_mul(3)
    }

    /// Decodes all of the bytes onto a text, which grows as it needs: why it stopped, bytes read, and whether anything was
    /// malformed.
    pub fn decode_to_string(&mut self, bytes: &[u8], text: &mut String, last: bool) -> (CoderResult, usize, bool) {
        let malformed = match &mut self.state {
            State::Utf8(decoder) => decoder.decode_to_string(bytes, text, last),
            State::Utf16(decoder) => decoder.decode(bytes, self.encoding.form == Form::Utf16Le, last, text),
            State::Windows1252 => {
                windows_1252::decode(bytes, text);
                false
            }
            State::Legacy(decoder) => decoder.decode(bytes, text, last),
            State::Stream(platform) => {
                let more = platform.decode_stream(bytes, last);
                text.push_str(&more);
                more.contains(char::REPLACEMENT_CHARACTER)
            }
        };
        (CoderResult::InputEmpty, bytes.len(), malformed)
    }

    /// Decodes into a buffer: why it stopped, bytes read, bytes written, and whether anything was malformed.
    pub fn decode_to_str(&mut self, bytes: &[u8], buffer: &mut str, last: bool) -> (CoderResult, usize, usize, bool) {
        #[expect(unsafe_code, reason = "there is no other way to write into a `str`")]
        // SAFETY: `fill` leaves whole characters from the start, and no rest of one after them.
        let buffer = unsafe { buffer.as_bytes_mut() };
        let (result, read, written, malformed) = self.fill(bytes, buffer, last);
        for byte in buffer.iter_mut().skip(written) {
            // What was overwritten in part.
            if *byte & 0xC0 != 0x80 {
                break;
            }
            *byte = 0;
        }
        (result, read, written, malformed)
    }

    /// Writes whole characters only.
    fn fill(&mut self, bytes: &[u8], buffer: &mut [u8], last: bool) -> (CoderResult, usize, usize, bool) {
        if let State::Utf8(decoder) = &mut self.state {
            let (result, done) = decoder.decode(bytes, buffer, last);
            return (result, done.read, done.written, done.malformed);
        }
        let mut text = std::mem::take(&mut self.rest);
        let (_, read, malformed) = self.decode_to_string(bytes, &mut text, last);
        let mut written = buffer.len().min(text.len());
        while !text.is_char_boundary(written) {
            written -= 1;
        }
        self.rest = text.split_off(written);
        for (to, from) in buffer.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        let result = if self.rest.is_empty() {
            CoderResult::InputEmpty
        } else {
            CoderResult::OutputFull
        };
        (result, read, written, malformed)
    }
}
