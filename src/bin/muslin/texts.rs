//! Files of plain text, decoded.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::arguments::Arguments;
use crate::inputs::Input;

/// The text of a file: as its byte order mark says, else as `--charset` does, else UTF-8, else windows-1252.
pub fn read(input: &Input, arguments: &Arguments) -> Result<String, String> {
    let given = match &arguments.charset {
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| format!("unknown charset {label:?}"))?),
        None => None,
    };
    let mut bytes = Vec::new();
    input.read(|chunk| {
        bytes.extend_from_slice(chunk);
        match arguments.max_bytes {
            Some(limit) if bytes.len() as u64 > limit => {
                Err(format!("the text is longer than the limit of {limit} bytes"))
            }
            _ => Ok(()),
        }
    })?;
    let encoding = given.unwrap_or(if std::str::from_utf8(&bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    });
    let (text, ..) = encoding.decode(&bytes);
    Ok(text.into_owned())
}
