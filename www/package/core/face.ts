// The functions of the package.
import { checkOptions, checkString, isDocument, type RawOptions, type Settings, wrongArgument } from './arguments.js';
import { MuslinError } from './errors.js';
import { filtersNumber } from './filters.js';
import { call } from './instance.js';
import { init } from './loading.js';
import { addressOf } from './nodes.js';
import { Page } from './page.js';
import type { LiveDocument } from './platform.js';
import { openShadowRoots } from './shadow.js';
import { type Source, sourceOf, textSource } from './sources.js';
import type { Article, Block, ByteSource, Options, ProbablyArticle } from './types.js';
import { asWritten } from './writing.js';

/**
 * The clean text of a page's article, and nothing else: blocks parted by one blank line, items of a list and rows of a
 * table a line each. Its title is not the first line; {@link extract} gives that and the other facts.
 *
 * @param html  the page
 * @param options  see {@link Options}
 * @returns the text; `''` for a page without any
 * @throws MuslinError when a limit is passed, or before `init()` has finished
 * @throws TypeError for a wrong argument
 */
export function articleText(html: string, options?: Options): string {
  checkString(html, 'articleText: html');
  return readString('articleText', html, checkOptions(options, 'articleText'), (page) => page.endText());
}

/**
 * The article of a page: its text, title, byline and other facts, and what was left out with the reasons. Needs
 * `await init()` before.
 *
 * @param input  the page
 * @param options  see {@link Options}
 * @throws MuslinError when a limit is passed, or before `init()` has finished
 * @throws TypeError for a wrong argument
 * @throws the signal's `reason` when `options.signal` is given already
 */
export function extract(input: string, options?: Options): Article;
/**
 * The article of a page that is read chunk by chunk while it arrives. Loads the module by itself.
 *
 * The charset of a `Response` is taken from its `Content-Type`, that of a `Blob` from its type, and the address of a
 * `Response` from its `url`, unless the options have them. Whether the server answered with success is not asked. A
 * stream is cancelled when the extraction fails. Bytes must not be changed before the promise is settled.
 *
 * @param input  the page
 * @param options  see {@link Options}
 * @returns a promise, rejected with a MuslinError when a limit is passed or `options.charset` is unknown; with the signal's
 *   `reason` when `options.signal` is given; with what the stream itself fails with; with a TypeError for wrong options,
 *   and for a stream that has been read or is being read
 * @throws TypeError for an input that is no page
 */
export function extract(input: ByteSource, options?: Options): Promise<Article>;
/** As the two above: the article of a string, a promise of one for all else. */
export function extract(input: string | ByteSource, options?: Options): Article | Promise<Article>;
export function extract(input: string | ByteSource, options?: Options): Article | Promise<Article> {
  if (typeof input === 'string') {
    return readString('extract', input, checkOptions(options, 'extract'), (page) => page.end());
  }
  return extractSource(checkSource(input, 'extract'), options);
}

/**
 * The blocks of a page's article, each as soon as it is certain, while the page is still arriving. They come in the order
 * of the page, and what was given is never taken back; what is not certain before is given when the page has come to its
 * end. Which blocks come early does not depend on how the page was cut into chunks. Loads the module by itself.
 *
 * No more is read of a stream than is asked for. Leaving the loop cancels it. While the next block is waited for, only the signal
 * does: the generator's `return()` waits, too.
 *
 * ```js
 * for await (const { kind, text } of blocks(await fetch('/news/rain.html'))) show(kind, text)
 * ```
 *
 * @param input  the page; of charset and address as with {@link extract}
 * @param options  see {@link Options}
 * @returns an iterable to be read once; it fails as the promise of {@link extract} does
 * @throws TypeError for a wrong argument
 */
export function blocks(input: string | ByteSource, options?: Options): AsyncGenerator<Block, void, undefined> {
  const source = typeof input === 'string' ? textSource(input) : checkSource(input, 'blocks');
  return blocksOfSource(source, settingsFor(source, options, 'blocks'));
}

/**
 * Whether a page looks like an article.
 *
 * @param html  the page
 * @throws MuslinError before `init()` has finished
 * @throws TypeError for a wrong argument
 */
export function isProbablyArticle(html: string): ProbablyArticle {
  checkString(html, 'isProbablyArticle: html');
  return call('isProbablyArticle', (raw) => raw.isProbablyArticle(html)) as ProbablyArticle;
}

/**
 * The article of a live page, open shadow roots included, as it stands now. The page is not touched.
 *
 * @param document  a document of this window, a frame or a `DOMParser`; in Node one of jsdom's or its like
 * @param options  see {@link Options}; `url` is the document's own by default
 * @throws MuslinError when a limit is passed, or before `init()` has finished
 * @throws TypeError for a wrong argument
 */
export function extractDocument(document: LiveDocument, options?: Options): Article {
  if (!isDocument(document)) throw wrongArgument('extractDocument: document', 'a Document', document);
  const { raw: given, filters, signal } = checkOptions(options, 'extractDocument');
  signal?.throwIfAborted();
  const shadowRoots = openShadowRoots(document);
  const list = filtersNumber('extractDocument', filters);
  const article = call('extractDocument', (raw) =>
    raw.extractDocument(asWritten(document, shadowRoots), shadowRoots, { ...addressOf(document), ...given }, list),
  );
  return article as Article;
}

function readString<T>(name: string, html: string, { raw, filters, signal }: Settings, end: (page: Page) => T): T {
  signal?.throwIfAborted();
  const page = new Page(name, raw, filters);
  try {
    page.writeText(html);
    return end(page);
  } finally {
    page.free();
  }
}

async function extractSource(source: Source, options: Options | undefined): Promise<Article> {
  const settings = settingsFor(source, options, 'extract');
  const page = await openPage(source, settings, (known) => new Page('extract', known, settings.filters));
  try {
    const reading = source.readInto(page, settings.signal);
    while (!(await reading.next()).done);
    return page.end();
  } finally {
    page.free();
  }
}

async function* blocksOfSource(source: Source, settings: Settings): AsyncGenerator<Block, void, undefined> {
  const page = await openPage(source, settings, (known) => new Page('blocks', known, settings.filters, 'blocks'));
  try {
    for await (const _ of source.readInto(page, settings.signal)) yield* untilAborted(page.takeBlocks(), settings);
    yield* untilAborted(page.endBlocks(), settings);
  } finally {
    page.free();
  }
}

function* untilAborted(found: Block[], { signal }: Settings): Generator<Block, void, undefined> {
  for (const block of found) {
    signal?.throwIfAborted();
    yield block;
  }
}

function checkSource(input: ByteSource, name: string): Source {
  const source = sourceOf(input);
  if (source !== undefined) return source;
  throw wrongArgument(`${name}: input`, 'a string, Response, ReadableStream, Blob, Uint8Array or ArrayBuffer', input);
}

/** Checks the options for a source, which is cancelled if they are wrong: it is not read then. */
function settingsFor(source: Source, options: Options | undefined, name: string): Settings {
  try {
    return checkOptions(options, name);
  } catch (error) {
    source.cancel?.(error);
    throw error;
  }
}

/** Begins the page of a source, which is cancelled if that fails. */
async function openPage(source: Source, settings: Settings, open: (options: RawOptions) => Page): Promise<Page> {
  try {
    await init();
    return openKnown(source, settings, open);
  } catch (error) {
    source.cancel?.(error);
    throw error;
  }
}

function openKnown({ url, charset }: Source, { raw }: Settings, open: (options: RawOptions) => Page): Page {
  const known = { ...(url !== undefined && { url }), ...raw };
  if (raw.charset !== undefined || charset === undefined) return open(known);
  try {
    return open({ ...known, charset });
  } catch (error) {
    // A server's `charset=none` is not the caller's mistake.
    if (error instanceof MuslinError && error.code === 'unknown-charset') return open(known);
    throw error;
  }
}
