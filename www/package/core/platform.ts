// Classes of the platform that TypeScript knows only with its `dom` library, which a program for Node need not have.

/** `Document`, where there is one. */
export type LiveDocument = typeof globalThis extends { Document: { prototype: infer Known } } ? Known : object;

/** `WebAssembly.Module`. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Known } } }
  ? Known
  : object;
