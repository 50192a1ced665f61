// The life of the browser's entry, from its import to the loaded module: one process, one story, told in order.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import init, {
  articleText,
  blocks,
  extract,
  extractDocument,
  isProbablyArticle,
  MuslinError,
} from '../../dist/package/index.js';
import { rain, streamOf } from '../face/pages.mjs';

const bytes = readFileSync(new URL('../../dist/package/wasm/muslin_bg.wasm', import.meta.url));

/** @type {URL[]} */
const fetched = [];
/** @type {() => Response | Promise<Response>} */
let answer = () => new Response(null, { status: 404, statusText: 'Not Found' });
globalThis.fetch = async (address) => {
  fetched.push(new URL(String(address)));
  return answer();
};

test('before init, what does not wait says what to do', () => {
  const document = /** @type {any} */ ({ nodeType: 9, URL: '', querySelectorAll: () => [] });
  for (const [name, work] of Object.entries({
    articleText: () => articleText(rain.html),
    extract: () => extract(rain.html),
    isProbablyArticle: () => isProbablyArticle(rain.html),
    extractDocument: () => extractDocument(document),
  })) {
    assert.throws(work, (error) => {
      assert.ok(error instanceof MuslinError);
      assert.equal(error.code, 'not-initialised');
      assert.match(error.message, new RegExp(`^${name}: .*await init\\(\\)`));
      return true;
    });
  }
  assert.throws(() => articleText(/** @type {any} */ (5)), TypeError, 'a wrong argument is told all the same');
  assert.equal(fetched.length, 0);
});

test('a source that is none is a type error', async () => {
  const wrong = /** @type {any} */ (42);
  await assert.rejects(init(wrong), {
    name: 'TypeError',
    message: 'init: source must be a URL, a Request, a Response, bytes or a WebAssembly.Module, got number',
  });
});

test('a module that cannot be loaded is an error that tells why, and may be tried again', async () => {
  await assert.rejects(init(), (error) => {
    assert.ok(error instanceof MuslinError);
    assert.equal(error.code, 'load-failed');
    assert.match(error.message, /404 Not Found/);
    return true;
  });
  assert.equal(fetched.length, 1);
  assert.match(fetched[0]?.pathname ?? '', /\/dist\/package\/wasm\/muslin_bg\.wasm$/);

  const unread = streamOf([rain.html]);
  await assert.rejects(extract(unread.stream), { code: 'load-failed' });
  assert.ok(unread.wasCancelled);
  await assert.rejects(blocks(rain.html).next(), { code: 'load-failed' });
  answer = () => {
    throw new TypeError('the line is dead');
  };
  await assert.rejects(init('https://example.org/muslin.wasm'), (error) => {
    assert.ok(error instanceof MuslinError && error.cause instanceof TypeError);
    assert.match(error.message, /the line is dead/);
    return true;
  });
  const cause = new TypeError('the line is dead');
  await assert.rejects(init(Promise.reject(cause)), { code: 'load-failed', cause, message: /the line is dead/ });
  await assert.rejects(init(new Uint8Array([1, 2, 3])), { code: 'load-failed' });
  await assert.rejects(init(new Response('no module', { headers: { 'content-type': 'application/wasm' } })), {
    code: 'load-failed',
  });
  assert.throws(() => articleText(rain.html), { code: 'not-initialised' });
});

test('what gives a promise loads the module by itself, once', async () => {
  fetched.length = 0;
  // A server that knows nothing of WebAssembly.
  answer = () => new Response(bytes, { headers: { 'content-type': 'application/octet-stream' } });
  const [first, second, third] = await Promise.all([
    extract(new Blob([rain.html])),
    extract(new Response(rain.html)),
    blocks(rain.html).next(),
    init(),
  ]);
  assert.equal(first.text, rain.text);
  assert.deepEqual(second, first);
  assert.ok(rain.text.startsWith(third.value?.text ?? 'nothing'));
  assert.equal(fetched.length, 1);
});

test('after that all is ready and init has nothing to do', async () => {
  assert.equal(articleText(rain.html), rain.text);
  await init();
  await init('https://example.org/another.wasm');
  assert.equal(fetched.length, 1);
});
