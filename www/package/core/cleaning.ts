// The page without its clutter.
import {
  checkAttached,
  checkPageOptions,
  checkString,
  isBranded,
  type PageSettings,
  wrongArgument,
} from './arguments.js';
import { Cleaner } from './cleaner.js';
import { MuslinError } from './errors.js';
import { filtersNumber } from './filters.js';
import { call } from './instance.js';
import { init } from './loading.js';
import type { OwnBytes } from './platform.js';
import { bodyOf, charsetOf, slicesOf, turns } from './sources.js';
import type { CleanPage, PageOptions } from './types.js';

/**
 * A page without its ads, recommendations and what else the options name. All else stays as it is, character for character
 * (half a surrogate pair becomes U+FFFD): menus, header and footer, scripts, comments, broken markup. Needs `await init()` before.
 *
 * @param html  the page
 * @param options  see {@link PageOptions}
 * @throws MuslinError when a limit is passed, or before `init()` has finished
 * @throws TypeError for a wrong argument
 * @throws the signal's `reason` when `options.signal` is given already; what `options.onRemoved` throws
 */
export function cleanPage(html: string, options?: PageOptions): CleanPage {
  checkString(html, 'cleanPage: html');
  const { raw, filters, signal, onRemoved } = checkPageOptions(options, 'cleanPage');
  signal?.throwIfAborted();
  const list = filtersNumber('cleanPage', filters);
  const clean = call('cleanPage', (module) => module.cleanPage(html, raw, list)) as CleanPage;
  if (onRemoved !== undefined) for (const removed of clean.removed) onRemoved(removed);
  return clean;
}

/**
 * A transform that a page's bytes go through, to come out without its ads, recommendations and what else the options name; all
 * else byte for byte, in the page's own encoding. Loads the module by itself.
 *
 * What is not known yet is held back from its start on, up to `options.holdBack`. Of lists that only the whole page tells
 * from its own content, {@link cleanPage} finds more. How the page was cut into chunks does not matter.
 *
 * ```js
 * const clean = response.body.pipeThrough(cleanPageStream({ remove: ['ad', 'newsletter'] }))
 * ```
 *
 * @param options  see {@link PageOptions}
 * @returns a stream, which fails with a MuslinError when a limit is passed or `options.charset` is unknown; with the signal's
 *   `reason` when `options.signal` is given; with what `options.onRemoved` throws; with a TypeError for a chunk that is no bytes
 * @throws TypeError for wrong options
 */
export function cleanPageStream(options?: PageOptions): TransformStream<Uint8Array, OwnBytes> {
  return transform('cleanPageStream', checkPageOptions(options, 'cleanPageStream'));
}

/**
 * A response without its ads, recommendations and what else the options name, for service workers and edge workers:
 *
 * ```js
 * addEventListener('fetch', (event) => event.respondWith(fetch(event.request).then((response) => cleanResponse(response))))
 * ```
 *
 * Status and headers are the same, but for those that speak of the bytes as they were: `content-length`, `content-encoding`,
 * `accept-ranges` and digests are left out, and a strong `etag` becomes a weak one. A response that is no whole page of HTML (by its
 * `content-type` and status; XHTML is none, whose `<div/>` ends at once) or has no body is given back as it is.
 *
 * @param response  its body must not have been read
 * @param options  see {@link PageOptions}; `charset` is that of the `content-type` by default, `url` that of the response
 * @throws TypeError for a wrong argument, and for a response that has been read
 */
export function cleanResponse(response: Response, options?: PageOptions): Response {
  if (!isBranded(response, 'Response')) throw wrongArgument('cleanResponse: response', 'a Response', response);
  const given = checkPageOptions(options, 'cleanResponse');
  const settings = { ...given, raw: { ...(response.url !== '' && { url: response.url }), ...given.raw } };
  const type = response.headers.get('content-type');
  const page = bodyOf(response, 'cleanResponse: response');
  if (!page || response.status === 206 || !isHtml(type)) return response;

  const charset = charsetOf(type);
  const body = page.pipeThrough(transform('cleanResponse', settings, charset));
  const headers = new Headers(response.headers);
  for (const name of OF_THE_BYTES) headers.delete(name);
  // Only a weak one may stand for bytes that differ. With a strong one a broken download would be gone on with in the page as
  // it was.
  const etag = headers.get('etag');
  if (etag?.startsWith('"')) headers.set('etag', `W/${etag}`);
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

/** Headers that are not true any more of a page without its clutter. */
const OF_THE_BYTES = [
  ...['content-length', 'content-encoding', 'accept-ranges'],
  ...['content-md5', 'digest', 'content-digest', 'repr-digest'],
];

const isHtml = (type: string | null): boolean => /^\s*text\/html\s*(;|$)/i.test(type ?? '');

/** @param charset  what the server says, which counts for nothing if nobody knows it */
function transform(
  name: string,
  settings: PageSettings,
  charset?: string | undefined,
): TransformStream<Uint8Array, OwnBytes> {
  const { signal } = settings;
  let controller: TransformStreamDefaultController<OwnBytes> | undefined;
  let cleaner: Cleaner | undefined;
  let stop = () => {};
  const takeTurns = turns();
  // Held by the stream alone: where that is forgotten, so is the page.
  const letGo = (given?: AbortSignal) => {
    stop();
    cleaner?.free();
    cleaner = undefined;
    if (given) controller?.error(given.reason);
  };
  /** Lets go of the page when anything fails: the stream is over then. */
  const guarded = <T>(work: (cleaner: Cleaner) => T): T => {
    try {
      signal?.throwIfAborted();
      if (cleaner === undefined) throw new MuslinError('crashed', `${name}: the stream is over`);
      return work(cleaner);
    } catch (error) {
      letGo();
      throw error;
    }
  };
  return new TransformStream<Uint8Array, OwnBytes>({
    async start(own) {
      signal?.throwIfAborted();
      await init();
      signal?.throwIfAborted();
      controller = own;
      cleaner = open(name, settings, charset);
      stop = whenAborted(signal, letGo);
    },
    async transform(chunk, controller) {
      guarded(() => {
        if (!isBranded(chunk, 'Uint8Array'))
          throw wrongArgument(`${name}: a chunk of the stream`, 'a Uint8Array', chunk);
        checkAttached(chunk, `${name}: a chunk of the stream`);
      });
      for (const slice of slicesOf(chunk)) {
        const given = guarded((cleaner) => cleaner.write(slice));
        if (given.length > 0) controller.enqueue(given);
        await takeTurns();
      }
    },
    flush(controller) {
      const given = guarded((cleaner) => cleaner.end());
      letGo();
      if (given.length > 0) controller.enqueue(given);
    },
    // Where this is not known yet, the memory is let go of when the stream is forgotten.
    cancel: () => letGo(),
  } as Transformer<Uint8Array, OwnBytes>);
}

/**
 * Tells of an abort for as long as `tell` is held by another, for a signal may outlive many streams.
 *
 * @returns what ends it
 */
function whenAborted(signal: AbortSignal | undefined, tell: (given?: AbortSignal) => void): () => void {
  const told = weakly(tell);
  const onAbort = () => told.deref()?.(signal);
  signal?.addEventListener('abort', onAbort);
  return () => signal?.removeEventListener('abort', onAbort);
}

/** Workers of Cloudflare that ask for a date before May 2025 have no weak references. */
const weakly = <T extends WeakKey>(value: T): { deref(): T | undefined } =>
  typeof WeakRef === 'undefined' ? { deref: () => value } : new WeakRef(value);

function open(name: string, settings: PageSettings, charset: string | undefined): Cleaner {
  if (settings.raw.charset !== undefined || charset === undefined) return new Cleaner(name, settings);
  try {
    return new Cleaner(name, { ...settings, raw: { ...settings.raw, charset } });
  } catch (error) {
    // A server's `charset=none` is not the caller's mistake.
    if (error instanceof MuslinError && error.code === 'unknown-charset') return new Cleaner(name, settings);
    throw error;
  }
}
