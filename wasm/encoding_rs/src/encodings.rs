//! The encodings by name.

use std::borrow::Cow;
use std::fmt;

use crate::characters::Form;
use crate::{Decoder, Encoder, platform};

/// One of the encodings of the Encoding Standard.
pub struct Encoding {
    name: &'static str,
    pub(crate) form: Form,
}

impl PartialEq for Encoding {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Encoding {}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! encodings {
    ($($constant:ident $name:literal $form:ident)*) => {
        $(
            #[doc = concat!("The encoding ", $name, ".")]
            pub static $constant: &Encoding = &Encoding { name: $name, form: Form::$form };
        )*
        static ALL: &[&Encoding] = &[$($constant),*];
    };
}

encodings! {
    UTF_8 "UTF-8" Utf8
    UTF_16LE "UTF-16LE" Utf16Le
    UTF_16BE "UTF-16BE" Utf16Be
    REPLACEMENT "replacement" SingleByte
    BIG5 "Big5" Big5
    EUC_JP "EUC-JP" EucJp
    EUC_KR "EUC-KR" EucKr
    GB18030 "gb18030" Gb18030
    GBK "GBK" Gb18030
    IBM866 "IBM866" SingleByte
    ISO_2022_JP "ISO-2022-JP" Iso2022Jp
    ISO_8859_2 "ISO-8859-2" SingleByte
    ISO_8859_3 "ISO-8859-3" SingleByte
    ISO_8859_4 "ISO-8859-4" SingleByte
    ISO_8859_5 "ISO-8859-5" SingleByte
    ISO_8859_6 "ISO-8859-6" SingleByte
    ISO_8859_7 "ISO-8859-7" SingleByte
    ISO_8859_8 "ISO-8859-8" SingleByte
    ISO_8859_8_I "ISO-8859-8-I" SingleByte
    ISO_8859_10 "ISO-8859-10" SingleByte
    ISO_8859_13 "ISO-8859-13" SingleByte
    ISO_8859_14 "ISO-8859-14" SingleByte
    ISO_8859_15 "ISO-8859-15" SingleByte
    ISO_8859_16 "ISO-8859-16" SingleByte
    KOI8_R "KOI8-R" SingleByte
    KOI8_U "KOI8-U" SingleByte
    MACINTOSH "macintosh" SingleByte
    SHIFT_JIS "Shift_JIS" ShiftJis
    WINDOWS_874 "windows-874" SingleByte
    WINDOWS_1250 "windows-1250" SingleByte
    WINDOWS_1251 "windows-1251" SingleByte
    WINDOWS_1252 "windows-1252" Windows1252
    WINDOWS_1253 "windows-1253" SingleByte
    WINDOWS_1254 "windows-1254" SingleByte
    WINDOWS_1255 "windows-1255" SingleByte
    WINDOWS_1256 "windows-1256" SingleByte
    WINDOWS_1257 "windows-1257" SingleByte
    WINDOWS_1258 "windows-1258" SingleByte
    X_MAC_CYRILLIC "x-mac-cyrillic" SingleByte
    X_USER_DEFINED "x-user-defined" SingleByte
}

impl Encoding {
    /// The encoding with this label, if the platform knows it.
    #[must_use]
    pub fn for_label(label: &[u8]) -> Option<&'static Self> {
        let label = std::str::from_utf8(label).ok()?;
        let name = platform::name_of(label)?;
        ALL.iter()
            .find(|encoding| encoding.name.eq_ignore_ascii_case(&name))
            .copied()
    }

    /// As [`Self::for_label`]; no platform's decoder knows `replacement` by any of its labels.
    #[must_use]
    pub fn for_label_no_replacement(label: &[u8]) -> Option<&'static Self> {
        Self::for_label(label)
    }

    /// The encoding that a byte order mark tells, and the mark's length in bytes.
    #[must_use]
    pub fn for_bom(bytes: &[u8]) -> Option<(&'static Self, usize)> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Some((UTF_8, 3)),
            [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
            [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
            _ => None,
        }
    }

    /// Its name in the standard.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether bytes of ASCII mean the same in it, wherever they stand.
    #[must_use]
    pub fn is_ascii_compatible(&self) -> bool {
        !(matches!(self.form, Form::Utf16Le | Form::Utf16Be | Form::Iso2022Jp) || self == REPLACEMENT)
    }

    /// The encoding that forms are sent in: UTF-8 where this one cannot be written.
    #[must_use]
    pub fn output_encoding(&'static self) -> &'static Self {
        if matches!(self.form, Form::Utf16Le | Form::Utf16Be) || self == REPLACEMENT {
            UTF_8
        } else {
            self
        }
    }

    /// A decoder that takes a byte order mark for text.
    #[must_use]
    pub fn new_decoder_without_bom_handling(&'static self) -> Decoder {
        Decoder::new(self)
    }

    /// An encoder of what no page of Muslin's is written in: see [`Encoder`].
    #[must_use]
    pub fn new_encoder(&'static self) -> Encoder {
        Encoder::new()
    }

    /// Decodes text after a byte order mark, which decides; tells the encoding and whether anything was malformed.
    #[must_use]
    pub fn decode<'b>(&'static self, bytes: &'b [u8]) -> (Cow<'b, str>, &'static Self, bool) {
        let (encoding, skip) = Self::for_bom(bytes).unwrap_or((self, 0));
        let (text, malformed) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
        (text, encoding, malformed)
    }

    /// Decodes a whole text; tells whether anything was malformed.
    #[must_use]
    pub fn decode_without_bom_handling<'b>(&'static self, bytes: &'b [u8]) -> (Cow<'b, str>, bool) {
        if self == UTF_8
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return (Cow::Borrowed(text), false);
        }
        let mut text = String::new();
        let (.., malformed) = Decoder::new(self).decode_to_string(bytes, &mut text, true);
        (Cow::Owned(text), malformed)
    }

    /// Encodes a text: as UTF-8, or for an older encoding as ASCII with the rest as character references. Tells whether there was any such rest.
    #[must_use]
    pub fn encode<'t>(&'static self, text: &'t str) -> (Cow<'t, [u8]>, &'static Self, bool) {
        let encoding = self.output_encoding();
        if encoding == UTF_8 || text.is_ascii() {
            return (Cow::Borrowed(text.as_bytes()), encoding, false);
        }
        (Cow::Owned(Encoder::references(text).into_bytes()), encoding, true)
    }

    /// How many bytes of ASCII the bytes begin with.
    #[must_use]
    pub fn ascii_valid_up_to(bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len())
    }
}
