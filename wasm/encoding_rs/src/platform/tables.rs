//! In tests, which run outside of any platform: a `TextDecoder` made of the real crate, as grudging as Node's, which refuses what is malformed.

/// The name of the encoding with this label.
pub fn name_of(label: &str) -> Option<String> {
    let encoding = real::Encoding::for_label(label.as_bytes())?;
    Some(encoding.name().to_ascii_lowercase())
}

pub struct Platform {
    encoding: Option<&'static real::Encoding>,
    decoder: Option<real::Decoder>,
}

impl Platform {
    pub fn new(name: &'static str) -> Self {
        let encoding = real::Encoding::for_label(name.as_bytes());
        Self {
            encoding,
            decoder: encoding.map(real::Encoding::new_decoder_without_bom_handling),
        }
    }

    pub fn decode(&self, characters: &[u8]) -> Option<String> {
        let (text, malformed) = self.encoding?.decode_without_bom_handling(characters);
        let refused = malformed && self.encoding == Some(real::EUC_JP);
        (!refused).then(|| text.into_owned())
    }

    pub fn decode_stream(&mut self, bytes: &[u8], last: bool) -> String {
        let mut text = String::with_capacity(bytes.len() * 3 + 12);
        if let Some(decoder) = &mut self.decoder {
            let _ = decoder.decode_to_string(bytes, &mut text, last);
        }
        text
    }
}
