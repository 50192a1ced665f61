// Arguments are checked here, before anything crosses to Rust: who is told which argument was wrong, and what it was.
import type { Options } from './types.js';

/** Options in the form Rust reads them, and what stays on this side. */
export interface Settings {
  readonly raw: RawOptions;
  readonly signal: AbortSignal | undefined;
}

/** `Options` of src/options.rs. */
export interface RawOptions {
  readonly url?: string;
  readonly charset?: string;
  readonly keepComments?: boolean;
  readonly maxBytes?: number;
}

/** A `TypeError` that names the argument and says what it was. */
export function wrongArgument(name: string, wanted: string, value: unknown): TypeError {
  return new TypeError(`${name} must be ${wanted}, got ${describe(value)}`);
}

export function checkString(value: unknown, name: string): asserts value is string {
  if (typeof value !== 'string') throw wrongArgument(name, 'a string', value);
}

/**
 * Checks the options of a call.
 *
 * @param options  as they were given
 * @param call  the function's name, for the message
 */
export function checkOptions(options: Options | undefined, call: string): Settings {
  if (options === undefined) return { raw: {}, signal: undefined };
  if (typeof options !== 'object' || options === null) throw wrongArgument(`${call}: options`, 'an object', options);

  // Read once: a getter may give another value the next time.
  const { url, charset, keepComments, maxBytes, signal } = options;
  if (url !== undefined && typeof url !== 'string' && !isBranded(url, 'URL')) {
    throw wrongArgument(`${call}: options.url`, 'a string or a URL', url);
  }
  if (charset !== undefined) checkString(charset, `${call}: options.charset`);
  if (keepComments !== undefined && typeof keepComments !== 'boolean') {
    throw wrongArgument(`${call}: options.keepComments`, 'true or false', keepComments);
  }
  if (maxBytes !== undefined && maxBytes !== Infinity && !(Number.isSafeInteger(maxBytes) && maxBytes >= 0)) {
    throw wrongArgument(`${call}: options.maxBytes`, 'a whole number of bytes, not negative', maxBytes);
  }
  if (signal !== undefined && !isBranded(signal, 'AbortSignal', 'TaskSignal')) {
    throw wrongArgument(`${call}: options.signal`, 'an AbortSignal', signal);
  }
  return {
    raw: {
      ...(url !== undefined && { url: String(url) }),
      ...(charset !== undefined && { charset }),
      ...(keepComments !== undefined && { keepComments }),
      ...(maxBytes !== undefined && maxBytes !== Infinity && { maxBytes }),
    },
    signal,
  };
}

/**
 * Whether a value is of one of these classes of the platform. Told by its brand, not by `instanceof`, which knows nothing
 * of objects that another window, another library's `fetch` or a test's sandbox has made.
 */
export function isBranded(value: unknown, ...brands: string[]): boolean {
  return typeof value === 'object' && value !== null && brands.includes(brandOf(value));
}

const brandOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

function describe(value: unknown): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? 'number' : `${value}`;
  if (typeof value !== 'object') return typeof value;
  if (value === null) return 'null';
  const brand = brandOf(value);
  const name = brand === 'Object' ? value.constructor?.name : brand;
  return typeof name === 'string' && name !== '' ? name : 'object';
}
