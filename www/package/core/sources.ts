// Where a page's bytes come from, and what the source itself says of them.
import { checkAttached, isBranded, wrongArgument } from './arguments.js';
import type { Page } from './page.js';
import type { ByteSource } from './types.js';

/** Bytes read in one go: some 3 ms. */
const SLICE = 1 << 18;

/** The longest that reading keeps other work of the thread waiting, in milliseconds: what browsers call a long task. */
const LONGEST_TURN = 50;

/** A page that is still to be read. */
export interface Source {
  /** The address it was loaded from. */
  readonly url?: string | undefined;
  /** The character encoding the source states; as with browsers, one that nobody knows counts for nothing. */
  readonly charset?: string | undefined;
  /**
   * Hands all of it to a page, and pauses after every slice: no more is read of a stream than is asked for. Ends at an
   * error, when the signal is given or when it is given up; the stream is cancelled then.
   */
  readInto(page: Page, signal: AbortSignal | undefined): AsyncGenerator<void, void, undefined>;
  /** Lets go of what will not be read. */
  cancel?(reason: unknown): void;
}

/** The source of an input, or `undefined` for a value that is none. */
export function sourceOf(input: ByteSource): Source | undefined {
  if (isBranded(input, 'Response')) return responseSource(input as Response);
  if (isBranded(input, 'ReadableStream')) {
    const stream = input as ReadableStream<unknown>;
    return { ...streamSource(() => stream), cancel: (reason) => cancel(stream, reason) };
  }
  if (isBranded(input, 'Blob', 'File')) {
    const blob = input as Blob;
    return { ...streamSource(() => blob.stream()), charset: charsetOf(blob.type) };
  }
  if (isBranded(input, 'Uint8Array')) return bytesSource(input as Uint8Array);
  if (isBranded(input, 'ArrayBuffer', 'SharedArrayBuffer')) return bytesSource(new Uint8Array(input as ArrayBuffer));
  return undefined;
}

/** The source of a page that is a string already. */
export const textSource = (text: string): Source => ({
  readInto: (page, signal) => readSlices(text, page, signal),
});

/** The charset parameter of a MIME type. */
export function charsetOf(mimeType: string | null): string | undefined {
  const found = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(mimeType ?? '');
  return found?.[1] ?? found?.[2];
}

/**
 * The body of a response; `null` for one without (204, HEAD).
 *
 * @param name  what the response is called in the message
 * @throws TypeError when it cannot be read, or not any more
 */
export function bodyOf(response: Response, name: string): ReadableStream<Uint8Array> | null {
  if (response.bodyUsed) throw new TypeError(`${name} has already been read (bodyUsed is true)`);
  const { body } = response;
  if (body) checkReadable(body, name);
  return body;
}

function checkReadable(stream: ReadableStream<unknown>, name: string): void {
  // Some libraries' responses hold streams of Node's.
  if (!('getReader' in stream)) throw wrongArgument(`${name}.body`, 'a ReadableStream', stream);
  if (stream.locked) throw new TypeError(`${name} is being read by another (its stream is locked)`);
}

function responseSource(response: Response): Source {
  return {
    url: response.url || undefined,
    charset: charsetOf(response.headers.get('content-type')),
    async *readInto(page, signal) {
      const body = bodyOf(response, `${page.name}: input`);
      if (body) yield* readStream(body, page, signal);
    },
    cancel: (reason) => cancel(response.body, reason),
  };
}

const streamSource = (open: () => ReadableStream<unknown>): Source => ({
  readInto: (page, signal) => readStream(open(), page, signal),
});

const bytesSource = (bytes: Uint8Array): Source => ({
  readInto(page, signal) {
    checkAttached(bytes, `${page.name}: input`);
    return readSlices(bytes, page, signal);
  },
});

/** Reads what is all there already, slice by slice. */
async function* readSlices(
  chunk: string | Uint8Array,
  page: Page,
  signal: AbortSignal | undefined,
  takeTurns = turns(),
): AsyncGenerator<void, void, undefined> {
  for (const slice of slicesOf(chunk)) {
    signal?.throwIfAborted();
    if (typeof slice === 'string') page.writeText(slice);
    else page.writeBytes(slice);
    yield;
    await takeTurns();
  }
  signal?.throwIfAborted();
}

/** Pieces that can be read in one go each: streams of what is there already give it as one chunk. */
export function* slicesOf<T extends string | Uint8Array>(chunk: T): Generator<T, void, undefined> {
  for (let start = 0; start < chunk.length; start += SLICE) {
    const end = start + SLICE;
    yield (typeof chunk === 'string' ? chunk.slice(start, end) : chunk.subarray(start, end)) as T;
  }
}

async function* readStream(
  stream: ReadableStream<unknown>,
  page: Page,
  signal: AbortSignal | undefined,
): AsyncGenerator<void, void, undefined> {
  checkReadable(stream, `${page.name}: input`);
  const reader = stream.getReader();
  // Ends the read that is under way.
  const onAbort = () => cancel(reader, signal?.reason);
  signal?.addEventListener('abort', onAbort);
  const takeTurns = turns();
  // Why the stream is not read to its end; nothing, when whoever reads has had enough.
  let failure: unknown;
  let isOver = false;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) {
        isOver = true;
        return;
      }
      if (typeof value !== 'string') {
        const name = `${page.name}: a chunk of the stream`;
        if (!isBranded(value, 'Uint8Array')) throw wrongArgument(name, 'a Uint8Array or a string', value);
        checkAttached(value as Uint8Array, name);
      }
      yield* readSlices(value as string | Uint8Array, page, signal, takeTurns);
    }
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    if (!isOver) cancel(reader, failure);
    signal?.removeEventListener('abort', onAbort);
    reader.releaseLock();
  }
}

/** How the cancelling itself fares is not the caller's business. */
function cancel(stream: ReadableStream<unknown> | ReadableStreamDefaultReader<unknown> | null, reason: unknown): void {
  stream?.cancel?.(reason).catch(() => {});
}

/**
 * Lets timers, input and drawing have their turn now and then. Without it, a page whose bytes are all there already would
 * be read in one go, promises or not, and nobody could abort it.
 */
export function turns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < LONGEST_TURN) return;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  };
}
