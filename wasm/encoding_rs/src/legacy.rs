//! Encodings whose characters the platform knows: they are told apart here and decoded there.

use crate::characters::{Character, Form};
use crate::hangul::Hangul;
use crate::platform::Platform;

/// Decodes one text that comes in chunks.
pub struct Legacy {
    form: Form,
    platform: Platform,
    /// The start of a character that waits for the rest.
    held: Vec<u8>,
    /// Whole characters that the platform is to be asked for together.
    run: Vec<u8>,
}

/// The longest run the platform is asked for at once, in bytes.
const LONGEST_RUN: usize = 64 * 1024;

impl Legacy {
    pub fn new(name: &'static str, form: Form) -> Self {
        Self {
            form,
            platform: Platform::new(name),
            held: Vec::new(),
            run: Vec::new(),
        }
    }

    /// Decodes bytes onto a text; tells whether anything was malformed.
    pub fn decode(&mut self, bytes: &[u8], text: &mut String, last: bool) -> bool {
        let mut malformed = false;
        let mut bytes = bytes.iter().copied();
        // The last first.
        let mut again: Vec<u8> = Vec::new();
        while let Some(byte) = again.pop().or_else(|| bytes.next()) {
            malformed |= self.byte(byte, &mut again, text);
        }
        malformed |= self.ask(text);
        if last && !self.held.is_empty() {
            self.held.clear();
            text.push(char::REPLACEMENT_CHARACTER);
            malformed = true;
        }
        malformed
    }

    fn byte(&mut self, byte: u8, again: &mut Vec<u8>, text: &mut String) -> bool {
        self.held.push(byte);
        if self.form == Form::EucKr
            && let [lead, trail] = *self.held
            && (lead < 0xA1 || trail < 0xA1)
        {
            return self.beyond_ks_x_1001(lead, trail, again, text);
        }
        match self.form.character(&self.held) {
            Character::Begun => false,
            Character::Whole => {
                self.run.append(&mut self.held);
                self.run.len() >= LONGEST_RUN && self.ask(text)
            }
            Character::Malformed => {
                self.broken(again, text);
                true
            }
        }
    }

    /// Reads a pair of bytes that the platform may not know.
    fn beyond_ks_x_1001(&mut self, lead: u8, trail: u8, again: &mut Vec<u8>, text: &mut String) -> bool {
        let Some(syllable) = Hangul::of(&self.platform).syllable(lead, trail) else {
            self.broken(again, text);
            return true;
        };
        self.held.clear();
        let malformed = self.ask(text);
        text.push(syllable);
        malformed
    }

    /// Gives U+FFFD for the held bytes, but for those to be read again.
    fn broken(&mut self, again: &mut Vec<u8>, text: &mut String) {
        self.ask(text);
        text.push(char::REPLACEMENT_CHARACTER);
        let from = self.held.len() - self.form.read_again(&self.held);
        again.extend(self.held.drain(from..).rev());
        self.held.clear();
    }

    /// Decodes the run.
    fn ask(&mut self, text: &mut String) -> bool {
        let run = std::mem::take(&mut self.run);
        let malformed = !run.is_empty() && self.ask_for(&run, text);
        self.run = run;
        self.run.clear();
        malformed
    }

    /// Decodes whole characters. Those the platform does not know are asked for one by one, for what it makes of one of them among others
    /// is not the same on every platform.
    fn ask_for(&self, run: &[u8], text: &mut String) -> bool {
        let decoded = self.platform.decode(run);
        let (first, last) = run.split_at(self.middle(run));
        match decoded {
            Some(decoded) if !decoded.contains(char::REPLACEMENT_CHARACTER) => {
                text.push_str(&decoded);
                return false;
            }
            _ if !first.is_empty() && !last.is_empty() => {
                self.ask_for(first, text);
                self.ask_for(last, text);
            }
            Some(decoded) => text.push_str(&decoded),
            None => text.push(char::REPLACEMENT_CHARACTER),
        }
        true
    }

    /// Where a character begins near the middle of some; 0 of a single one.
    fn middle(&self, run: &[u8]) -> usize {
        let mut at = 0;
        loop {
            let rest = run.get(at..).unwrap_or_default();
            let is_whole =
                |length: &usize| rest.get(..*length).map(|bytes| self.form.character(bytes)) == Some(Character::Whole);
            let next = at + (1..=4).find(is_whole).unwrap_or(rest.len());
            if next >= run.len() {
                return at;
            }
            if next > run.len() / 2 {
                return next;
            }
            at = next;
        }
    }
}
