// What is particular to Node: no `init`, no window, memory to the last byte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { JSDOM } from 'jsdom';
import init, * as muslin from 'muslin';
import {
  articleText,
  blocks,
  cleanPageStream,
  cleanResponse,
  declutter,
  extract,
  extractDocument,
  MuslinError,
} from 'muslin';
import { memory } from '../face/crashes.mjs';
import { first, rain, streamOf, utf8 } from '../face/pages.mjs';

test('the package gives what its documentation names, and nothing else', () => {
  assert.deepEqual(Object.keys(muslin).sort(), [
    ...[
      'MuslinError',
      'articleText',
      'blocks',
      'cleanPage',
      'cleanPageStream',
      'cleanResponse',
      'cleanText',
      'declutter',
      'default',
    ],
    ...['extract', 'extractDocument', 'filterReport', 'isProbablyArticle'],
  ]);
});

test('every error that Rust gives is known by its code', () => {
  const source = readFileSync(new URL('../../src/error.rs', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/=> "([a-z-]+)"/g)].map(([, code]) => code);
  const known = readFileSync(new URL('../../dist/package/core/errors.js', import.meta.url), 'utf8');
  assert.ok(codes.length >= 3, `codes: ${codes}`);
  for (const code of codes) assert.ok(known.includes(`'${code}'`), `${code} is missing in errors.ts`);
});

test('init does nothing, however often and with whatever', async () => {
  assert.equal(await init(), undefined);
  assert.equal(await init('https://example.org/elsewhere.wasm'), undefined);
  assert.equal(articleText(rain.html), rain.text);
});

test('a document of a library is read by its markup where it has no getHTML', () => {
  const document = {
    nodeType: 9,
    URL: 'https://example.org/page',
    documentElement: { outerHTML: rain.html.replace(/<meta property="og:url".*/, '') },
    querySelectorAll: () => [],
  };
  const article = extractDocument(/** @type {any} */ (document));
  assert.equal(article.text, rain.text);
  assert.equal(article.lang, 'en-GB');
  assert.equal(article.url, 'https://example.org/page');
  assert.equal(
    extractDocument(/** @type {any} */ (document), { url: 'https://example.org/b' }).url,
    'https://example.org/b',
  );
  const unwritten = /** @type {any} */ ({ ...document, URL: 'about:blank', documentElement: null });
  assert.deepEqual([extractDocument(unwritten).text, extractDocument(unwritten).url], ['', null]);
});

test('a document of a library without an implementation is decluttered', () => {
  const { window } = new JSDOM(rain.html);
  delete (/** @type {any} */ (window).Document.prototype.implementation);
  const before = window.document.documentElement.outerHTML;
  const { removed, restore } = declutter(window.document);
  assert.deepEqual(
    removed.map(({ kind }) => kind),
    ['recommendation'],
  );
  restore();
  assert.equal(window.document.documentElement.outerHTML, before);
});

test("a stream of Node's is refused with a hint, whatever holds it", async () => {
  const stream = Readable.from([rain.html]);
  const hint = "a stream of Node's: Readable.toWeb() makes a ReadableStream of it";
  const given = 'a string, Response, ReadableStream, Blob, Uint8Array or ArrayBuffer';
  assert.throws(() => extract(/** @type {any} */ (stream)), {
    name: 'TypeError',
    message: `extract: input must be ${given}, got Readable, ${hint}`,
  });
  // As of node-fetch.
  const response = /** @type {Response} */ (
    /** @type {unknown} */ ({
      [Symbol.toStringTag]: 'Response',
      headers: new Headers({ 'content-type': 'text/html' }),
      url: '',
      body: stream,
    })
  );
  const message = `must be a ReadableStream, got Readable, ${hint}`;
  await assert.rejects(extract(response), { message: `extract: input.body ${message}` });
  await assert.rejects(extract(response, { charset: 'klingon' }), { code: 'unknown-charset' });
  assert.throws(() => cleanResponse(response), { message: `cleanResponse: response.body ${message}` });
  assert.equal((await extract(/** @type {any} */ (Readable.toWeb(stream)))).text, rain.text);
});

test('memory used up is a typed error, and is given back', () => {
  articleText(rain.html);
  const before = memory().buffer.byteLength;
  // What another 4 GiB of pages would do, in no time: the largest step that still fits, then half of it, and so on.
  for (let step = 1 << 15; step >= 1; step >>= 1) {
    try {
      for (;;) memory().grow(step);
    } catch {
      // No step of this size fits any more.
    }
  }
  const paragraphs = rain.html.replace('</main>', `${`<p>${first}</p>`.repeat(100_000)}</main>`);
  assert.throws(
    () => articleText(paragraphs),
    (error) =>
      error instanceof MuslinError && error.code === 'crashed' && error.cause instanceof WebAssembly.RuntimeError,
  );
  assert.equal(articleText(rain.html), rain.text);
  assert.ok(memory().buffer.byteLength <= 2 * before, `${memory().buffer.byteLength} bytes after ${before}`);
});

test('pages that are given up leave no memory behind', async () => {
  const page = utf8(`${rain.html}${`<p>${first}</p>`.repeat(2000)}`);
  const giveUp = async () => {
    const { stream } = streamOf([page.subarray(0, 200_000), page.subarray(200_000)]);
    await assert.rejects(extract(stream, { maxBytes: 200_000 }), { code: 'too-large' });
    assert.throws(() => articleText(rain.html, { charset: 'klingon' }), { code: 'unknown-charset' });
    for await (const { kind } of blocks(page)) {
      assert.equal(kind, 'paragraph');
      break;
    }
    const cleaned = new Response(page).body?.pipeThrough(cleanPageStream({ maxBytes: 200_000 }));
    await assert.rejects(new Response(cleaned).text(), { code: 'too-large' });
  };
  for (let round = 0; round < 10; round++) await giveUp();
  const before = memory().buffer.byteLength;
  for (let round = 0; round < 60; round++) await giveUp();
  assert.equal(memory().buffer.byteLength, before);
});

test('streams that end half-way leave no memory behind', () => endHalfWay(() => {}));

test('where a transform is told nothing of its end, the memory goes with the stream', async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  const { TransformStream } = globalThis;
  globalThis.TransformStream = class extends TransformStream {
    /** @param {Transformer & { cancel?: unknown }} transformer */
    constructor({ cancel: _, ...known } = {}) {
      super(known);
    }
  };
  try {
    await endHalfWay(gc);
  } finally {
    globalThis.TransformStream = TransformStream;
  }
});

test('what was removed is not kept where nobody is told of it', async () => {
  const ad = utf8(`<div class="ad-slot"><p>${first.repeat(50)}</p></div>`);
  const source = new ReadableStream({
    start(controller) {
      for (let count = 0; count < 2000; count++) controller.enqueue(ad);
      controller.close();
    },
  });
  const before = memory().buffer.byteLength;
  const clean = await new Response(source.pipeThrough(cleanPageStream({ filters: '##.ad-slot' }))).text();
  assert.equal(clean, '');
  const grown = memory().buffer.byteLength - before;
  assert.ok(grown < 100 * ad.length, `${grown} bytes`);
});

async function endHalfWay(/** @type {() => void} */ forget) {
  // Held back when the stream ends: an ad that has not ended, and half a page before it.
  const page = utf8(`${rain.html}${`<p>${first}</p>`.repeat(500)}<div class="ad-slot">${'<i></i>'.repeat(5000)}`);
  const broken = new Error('the line went dead');
  // As of a worker that goes on: what was given up must not hang on it.
  const { signal } = new AbortController();
  const ends = {
    cancelled: async (/** @type {ReadableStreamDefaultReader} */ reader) => reader.cancel(broken),
    failing: async (/** @type {ReadableStreamDefaultReader} */ reader, /** @type {() => void} */ fail) => {
      fail();
      await assert.rejects(reader.closed, broken);
    },
  };
  const giveUp = async (/** @type {typeof ends[keyof typeof ends]} */ end) => {
    let fail = () => {};
    const source = new ReadableStream({
      start(controller) {
        controller.enqueue(page);
        fail = () => controller.error(broken);
      },
    });
    const reader = source.pipeThrough(cleanPageStream({ signal })).getReader();
    assert.match(new TextDecoder().decode((await reader.read()).value), /^<!doctype html>/);
    await end(reader, fail);
  };
  for (const [name, end] of Object.entries(ends)) {
    const before = memory().buffer.byteLength;
    for (let round = 0; round < 300; round++) {
      await giveUp(end);
      if (round % 3 === 0) forget();
      await setImmediate();
    }
    const grown = memory().buffer.byteLength - before;
    assert.ok(grown < 20 * page.length, `${name}: ${grown} bytes`);
  }
}
