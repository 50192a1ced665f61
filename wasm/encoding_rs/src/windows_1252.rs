//! windows-1252, which most pages that are not UTF-8 are in.

/// What 0x80 to 0x9F stand for; all else stands for itself.
const CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

pub fn decode(bytes: &[u8], text: &mut String) {
    text.extend(bytes.iter().map(|byte| {
        let control = byte.checked_sub(0x80).and_then(|at| CONTROLS.get(usize::from(at)));
        control.copied().unwrap_or(char::from(*byte))
    }));
}
