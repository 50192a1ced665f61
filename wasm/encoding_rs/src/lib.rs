//! Stands in for the crate `encoding_rs` where Muslin is compiled for a browser.
//!
//! The real one brings tables for every encoding of the [Encoding Standard]: 100 kB after compression, while every browser,
//! Node and edge worker has the same tables in its `TextDecoder`. This crate has the names that `lol_html` and `muslin`
//! use, with the same meaning, and asks the platform only what a character of a legacy encoding is. *Where* a character
//! begins and ends is decided here, as the standard says ([`characters`]): then how a page was cut into chunks cannot change what
//! is read, a `<` is never swallowed by a broken character before it, and the platforms that convert by ICU (Node, workerd), which differ
//! from the standard in both, read what browsers read.
//!
//! UTF-8, UTF-16 and windows-1252 are decoded here alone: Node's decoder takes windows-1252 for ISO-8859-1. ISO-2022-JP, which hardly any
//! page is in, is left to the platform alone.
//!
//! [Encoding Standard]: https://encoding.spec.whatwg.org/

mod characters;
mod decoder;
mod encoder;
mod encodings;
mod hangul;
mod legacy;
#[cfg_attr(test, path = "platform/tables.rs")]
mod platform;
#[cfg(test)]
mod tests;
mod utf_16;
mod utf_8;
mod windows_1252;

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use encodings::*;

/// Why a conversion stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoderResult {
    /// All the input was read.
    InputEmpty,
    /// There is no room for the next character.
    OutputFull,
}
