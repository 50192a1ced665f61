// Fetches and compiles the WebAssembly module, once.
import { isBranded, wrongArgument } from './arguments.js';
import { MuslinError } from './errors.js';
import { isStarted, startAsync } from './instance.js';
import type { ModuleSource } from './types.js';

let loading: Promise<void> | undefined;

/**
 * Loads the WebAssembly module. What takes a string or a document needs it first; what gives a promise does it by itself.
 * To be called any number of times: the module is loaded once, and only after a failure does a call try again. In Node
 * it is loaded already, and the call does nothing. A page with a Content Security Policy must allow `'wasm-unsafe-eval'` in its
 * `script-src`.
 *
 * @param source  where the module is: its address, a response or bytes that hold it, or the module compiled (as edge
 *   workers hand it out); a promise of these is awaited. By default `wasm/muslin_bg.wasm` beside this package's `index.js`.
 * @throws MuslinError with the code `load-failed` when the module cannot be fetched or compiled
 * @throws TypeError for an argument that is none of these
 */
export function init(source?: ModuleSource | PromiseLike<ModuleSource>): Promise<void> {
  if (isStarted()) return Promise.resolve();
  if (loading === undefined || source !== undefined) {
    // What one caller gives may be there where another's is not, or the one beside the package.
    const own = (loading?.catch(() => load(source)) ?? load(source)).catch((error: unknown) => {
      if (loading === own) loading = undefined;
      throw error;
    });
    loading = own;
  }
  return loading;
}

async function load(source: ModuleSource | PromiseLike<ModuleSource> | undefined): Promise<void> {
  const given = await placeOf(source);
  if (!isModuleSource(given)) {
    throw wrongArgument('init: source', 'a URL, a Request, a Response, bytes or a WebAssembly.Module', given);
  }
  try {
    await startAsync(await compile(given));
  } catch (error) {
    const from = typeof given === 'string' || isBranded(given, 'URL') ? ` from ${String(given).slice(0, 200)}` : '';
    throw notLoaded(error, from);
  }
}

async function placeOf(source: ModuleSource | PromiseLike<ModuleSource> | undefined): Promise<ModuleSource> {
  try {
    // The address stands here in this very form because bundlers look for it, to bring the file along.
    return (await source) ?? new URL('../wasm/muslin_bg.wasm', import.meta.url);
  } catch (error) {
    // A promise that failed; or a bundler has made a script of this that does not know its own address.
    throw notLoaded(error, source === undefined ? ' from beside this script; init takes its address or bytes' : '');
  }
}

function notLoaded(cause: unknown, from: string): MuslinError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MuslinError('load-failed', `init: the WebAssembly module could not be loaded${from}: ${why}`, { cause });
}

const isModuleSource = (value: unknown): boolean =>
  typeof value === 'string' ||
  isBranded(value, 'URL', 'Request', 'Response', 'ArrayBuffer', 'WebAssembly.Module') ||
  ArrayBuffer.isView(value);

async function compile(source: ModuleSource): Promise<WebAssembly.Module> {
  if (isBranded(source, 'WebAssembly.Module')) return source as WebAssembly.Module;
  if (isBranded(source, 'ArrayBuffer') || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(source as BufferSource);
  }
  const response = isBranded(source, 'Response') ? (source as Response) : await fetch(source as string | URL | Request);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status} ${response.statusText}`.trim());
  // Compiling while it arrives asks for the right type, which not every server knows.
  const isTyped = /^application\/wasm\s*(;|$)/i.test(response.headers.get('content-type') ?? '');
  return isTyped && 'compileStreaming' in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
