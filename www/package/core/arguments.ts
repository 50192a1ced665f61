// Arguments are checked here, before anything crosses to Rust: who is told which argument was wrong, and what it was.
import { read } from './nodes.js';
import type { DeclutterOptions, Options, PageOptions, RemovableKind, Removed } from './types.js';

/** Options in the form Rust reads them, and what stays on this side. */
export interface Settings {
  readonly raw: RawOptions;
  readonly filters: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** `Options` of src/options.rs. */
export interface RawOptions {
  readonly url?: string;
  readonly charset?: string;
  readonly keepComments?: boolean;
  readonly keepImages?: boolean;
  readonly maxBytes?: number;
}

/** {@link PageOptions} in the form Rust reads them, and what stays on this side. */
export interface PageSettings {
  readonly raw: RawPageOptions;
  readonly filters: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onRemoved: ((removed: Removed) => void) | undefined;
}

/** `PageOptions` of src/rewrite/options.rs. */
export interface RawPageOptions {
  readonly remove?: readonly RemovableKind[];
  readonly holdBack?: number;
  readonly url?: string;
  readonly charset?: string;
  readonly maxBytes?: number;
}

/** {@link DeclutterOptions} in the form Rust reads them, and what stays on this side. */
export interface DeclutterSettings extends PageSettings {
  readonly watch: boolean;
  readonly overlays: boolean | undefined;
}

const removable: readonly string[] = [
  'ad',
  'recommendation',
  'comments',
  'newsletter',
  'share',
  'consent',
  'paywall',
] satisfies RemovableKind[];

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
  if (options === undefined) return { raw: {}, filters: undefined, signal: undefined };
  if (typeof options !== 'object' || options === null) throw wrongArgument(`${call}: options`, 'an object', options);

  // Read once: a getter may give another value the next time.
  const { url, charset, keepComments, keepImages, filters, maxBytes, signal } = options;
  for (const [name, value] of Object.entries({ keepComments, keepImages })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw wrongArgument(`${call}: options.${name}`, 'true or false', value);
    }
  }
  return {
    raw: {
      ...checkUrl(url, call),
      ...checkCharset(charset, call),
      ...(keepComments !== undefined && { keepComments }),
      ...(keepImages !== undefined && { keepImages }),
      ...checkBytes('maxBytes', maxBytes, call),
    },
    filters: checkFilters(filters, call),
    signal: checkSignal(signal, call),
  };
}

/**
 * Checks the options of a call that cleans a page.
 *
 * @param options  as they were given
 * @param call  the function's name, for the message
 */
export function checkPageOptions(options: PageOptions | undefined, call: string): PageSettings {
  if (options === undefined) return { raw: {}, filters: undefined, signal: undefined, onRemoved: undefined };
  if (typeof options !== 'object' || options === null) throw wrongArgument(`${call}: options`, 'an object', options);

  const { holdBack, onRemoved, url, charset, filters, maxBytes, signal } = options;
  const remove = checkRemovable(options.remove, call);
  if (onRemoved !== undefined && typeof onRemoved !== 'function') {
    throw wrongArgument(`${call}: options.onRemoved`, 'a function', onRemoved);
  }
  return {
    raw: {
      ...(remove !== undefined && { remove }),
      ...checkBytes('holdBack', holdBack, call),
      ...checkUrl(url, call),
      ...checkCharset(charset, call),
      ...checkBytes('maxBytes', maxBytes, call),
    },
    filters: checkFilters(filters, call),
    signal: checkSignal(signal, call),
    onRemoved,
  };
}

/**
 * Checks the options of a call that declutters a document.
 *
 * @param options  as they were given
 * @param call  the function's name, for the message
 */
export function checkDeclutterOptions(options: DeclutterOptions | undefined, call: string): DeclutterSettings {
  const settings = checkPageOptions(options, call);
  const { watch, overlays } = options ?? {};
  for (const [name, value] of Object.entries({ watch, overlays })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw wrongArgument(`${call}: options.${name}`, 'true or false', value);
    }
  }
  return { ...settings, watch: watch ?? true, overlays };
}

function checkRemovable(given: unknown, call: string): RemovableKind[] | undefined {
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw wrongArgument(`${call}: options.remove`, 'an array', given);
  // Read once here too; a hole in it is copied as what it reads as.
  const kinds: unknown[] = [...given];
  for (const kind of kinds) {
    if (typeof kind === 'string' && removable.includes(kind)) continue;
    const got = typeof kind === 'string' ? `'${kind}'` : describe(kind);
    throw new TypeError(`${call}: options.remove must hold no other than ${removable.join(', ')}, got ${got}`);
  }
  return kinds as RemovableKind[];
}

function checkUrl(url: unknown, call: string): { url?: string } {
  if (url === undefined || url === '') return {};
  if (typeof url !== 'string' && !isBranded(url, 'URL')) {
    throw wrongArgument(`${call}: options.url`, 'a string or a URL', url);
  }
  return { url: String(url) };
}

function checkFilters(filters: unknown, call: string): string | undefined {
  if (filters !== undefined) checkString(filters, `${call}: options.filters`);
  return filters;
}

function checkCharset(charset: unknown, call: string): { charset?: string } {
  if (charset === undefined) return {};
  checkString(charset, `${call}: options.charset`);
  return { charset };
}

function checkBytes<Name extends string>(name: Name, value: unknown, call: string): { [name in Name]?: number } {
  if (value === undefined || value === Infinity) return {};
  if (!(Number.isSafeInteger(value) && (value as number) >= 0)) {
    throw wrongArgument(`${call}: options.${name}`, 'a whole number of bytes, not negative', value);
  }
  return { [name]: value } as { [name in Name]?: number };
}

function checkSignal(signal: unknown, call: string): AbortSignal | undefined {
  if (signal !== undefined && !isBranded(signal, 'AbortSignal', 'TaskSignal')) {
    throw wrongArgument(`${call}: options.signal`, 'an AbortSignal', signal);
  }
  return signal as AbortSignal | undefined;
}

/** Refuses bytes whose buffer was handed on to another thread or stream: they look like none, and the module cannot read them. */
export function checkAttached(bytes: Uint8Array, name: string): void {
  if (bytes.byteLength > 0) return;
  try {
    new Uint8Array(bytes.buffer);
  } catch {
    throw new TypeError(`${name} must have its bytes, but its buffer is detached`);
  }
}

/**
 * Whether a value is of one of these classes of the platform. Told by its brand: `instanceof` knows nothing of objects that
 * another window, another library's `fetch` or a test's sandbox has made. Only edge workers of a compatibility date before
 * September 2024 have classes without one.
 */
export function isBranded(value: unknown, ...brands: string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return brands.includes(brandOf(value)) || brands.some((brand) => isInstance(value, brand));
}

function isInstance(value: object, brand: string): boolean {
  const known: unknown = Reflect.get(globalThis, brand);
  return typeof known === 'function' && value instanceof known;
}

/** Whether a value is a document, of any window or library. */
export const isDocument = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && read(value as Node, 'nodeType') === 9; /* DOCUMENT_NODE */

const brandOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

function describe(value: unknown): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? 'number' : `${value}`;
  if (typeof value !== 'object') return typeof value;
  if (value === null) return 'null';
  const brand = brandOf(value);
  const given = brand === 'Object' ? value.constructor?.name : brand;
  const name = typeof given === 'string' && given !== '' ? given : 'object';
  return 'readableFlowing' in value
    ? `${name}, a stream of Node's: Readable.toWeb() makes a ReadableStream of it`
    : name;
}
