// Classes of the platform that TypeScript knows only with its `dom` library, which a program for Node need not have.

/** `Document`, where there is one. */
export type LiveDocument = typeof globalThis extends { Document: { prototype: infer Known } } ? Known : object;

/** Bytes in memory of their own, `Uint8Array<ArrayBuffer>` where TypeScript tells: other streams take no others. */
export type OwnBytes = ReturnType<Uint8Array['slice']>;

/** `WebAssembly.Module`. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Known } } }
  ? Known
  : object;
