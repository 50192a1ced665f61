/**
 * What a {@link MuslinError} is about:
 *
 * - `not-initialised`: a function that does not wait was called before `init()` had finished
 * - `load-failed`: the WebAssembly module could not be fetched or compiled, or the page's policy forbids it; `cause` says why
 * - `crashed`: the module broke down; it was started afresh, and the next call works. `cause` says where
 * - `too-large`: the page is longer than `maxBytes`
 * - `unknown-charset`: `charset` names no character encoding
 * - `out-of-memory`: a single tag, comment or the like is longer than the reader holds in memory (256 MiB)
 */
export type MuslinErrorCode = 'not-initialised' | 'load-failed' | 'crashed' | RustCode;

type RustCode = (typeof rustCodes)[number];

/** `Error::code` of src/error.rs. */
const rustCodes = ['too-large', 'unknown-charset', 'out-of-memory'] as const;

/**
 * An extraction failed for a reason that lies in the page, its size or the machine. (A wrong argument is a `TypeError`, and
 * malformed HTML is no error at all.)
 */
export class MuslinError extends Error {
  static {
    // On the prototype, as with the errors of the language.
    MuslinError.prototype.name = 'MuslinError';
  }

  /** What went wrong, for programs. */
  readonly code: MuslinErrorCode;

  /**
   * @param code  what went wrong, for programs
   * @param message  what went wrong, for people
   * @param options  the error behind this one
   */
  constructor(code: MuslinErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * The code of an error that Rust gave, as against one that the engine threw.
 *
 * @internal
 */
export function codeOf(error: unknown): MuslinErrorCode | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return rustCodes.find((code) => code === error.code);
}
