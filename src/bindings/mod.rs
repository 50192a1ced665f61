//! What the WebAssembly module gives to JavaScript; the only place that knows there is a JavaScript.
//!
//! The exports are raw: they take what the TypeScript face under `www/package` has already checked, and every failure
//! leaves as a JavaScript exception that says which kind it is, so that the face can tell it from a trap.

#![allow(
    clippy::needless_pass_by_value,
    reason = "an argument that may be left out comes as a value"
)]

mod cleaning;
mod document;
mod exchange;
mod extraction;
mod filters;

#[cfg(test)]
mod tests;
