//! The WebAssembly module: everything is in `muslin::bindings`.

pub use muslin::*;
