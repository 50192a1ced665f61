// The module is made to trap: the call says so, and the next one works.
//
// Nothing in the module is there for this. The scenarios overwrite its memory from outside, or use all of it up, through
// the glue's own exports, which are those of the instance at work.
import { articleText, blocks, extract, isProbablyArticle, MuslinError } from 'muslin';
import * as glue from '../../dist/package/wasm/muslin.js';
import { expect, expectEqual, failureOf, thrownBy } from './expect.mjs';
import { pieces, rain, streamOf, utf8 } from './pages.mjs';

/** The memory of the instance at work. */
export const memory = () => /** @type {any} */ (glue).initSync().memory;

/** Overwrites all memory, the stack and the allocator's lists with it: whatever is called next runs into a wall. */
const ruin = () => new Uint8Array(memory().buffer).fill(0xff);

/** @param {any} error */
function expectCrash(error) {
  expect(error instanceof MuslinError, String(error));
  expectEqual(error.code, 'crashed');
  expect(error.message.includes('crashed'), error.message);
  expect(error.cause instanceof Error, `cause ${error.cause}`);
}

export const crashes = {
  'a trap is a typed error and the next call works': () => {
    const before = memory();
    ruin();
    const error = thrownBy(() => articleText(rain.html));
    expectCrash(error);
    expect(error.cause instanceof WebAssembly.RuntimeError, `cause ${error.cause}`);
    expectEqual(articleText(rain.html), rain.text, 'the next call');
    expect(memory() !== before, 'a new instance');
  },

  'every function recovers from a trap': async () => {
    for (const work of [
      () => extract(rain.html),
      () => isProbablyArticle(rain.html),
      () => extract(new Response(rain.html)),
      () => extract(utf8(rain.html)),
      () => blocks(rain.html).next(),
    ]) {
      ruin();
      expectCrash(await failureOf(work));
      expect(await work(), 'the next call');
    }
    expectEqual(extract(rain.html).text, rain.text);
  },

  'many traps leave nothing behind': () => {
    const size = memory().buffer.byteLength;
    for (let round = 0; round < 50; round++) {
      ruin();
      thrownBy(() => articleText(rain.html));
    }
    expectEqual(articleText(rain.html), rain.text);
    expect(memory().buffer.byteLength <= 4 * size, `${memory().buffer.byteLength} bytes after ${size}`);
  },

  'a page that was being read is lost with the instance and harms no other': async () => {
    let next = () => {};
    const gate = new Promise((resolve) => {
      next = () => resolve(undefined);
    });
    const halves = [...pieces(utf8(rain.html), 1000)];
    let cancelled;
    let isPaused = () => {};
    const paused = new Promise((resolve) => {
      isPaused = () => resolve(undefined);
    });
    const stream = new ReadableStream(
      {
        async pull(controller) {
          const half = halves.shift();
          if (half === undefined) return controller.close();
          if (halves.length === 0) {
            isPaused();
            await gate;
          }
          controller.enqueue(half);
        },
        cancel(reason) {
          cancelled = reason;
        },
      },
      { highWaterMark: 0 },
    );
    const failure = failureOf(() => extract(stream));
    await paused;

    ruin();
    expectCrash(thrownBy(() => articleText(rain.html)));
    // Pages of the new instance now lie where those of the old one did.
    const { stream: other } = streamOf(pieces(utf8(rain.html), 64));
    const reading = extract(other);
    next();
    const error = await failure;
    expect(error instanceof MuslinError, String(error));
    expectEqual(error.code, 'crashed');
    expect(error.message.includes('another page'), error.message);
    expect(cancelled === error, 'the stream is cancelled');
    expectEqual((await reading).text, rain.text, 'the page of the new instance');
    expectEqual(articleText(rain.html), rain.text, 'the next call');
  },

  'an instance that cannot be renewed at once is renewed later': () => {
    const { Instance } = WebAssembly;
    ruin();
    WebAssembly.Instance = /** @type {any} */ (
      class {
        constructor() {
          throw new RangeError('no room for an instance');
        }
      }
    );
    try {
      expectCrash(thrownBy(() => articleText(rain.html)));
      const error = thrownBy(() => articleText(rain.html));
      expectCrash(error);
      expectEqual(error.cause.message, 'no room for an instance');
    } finally {
      WebAssembly.Instance = Instance;
    }
    expectEqual(articleText(rain.html), rain.text, 'the next call');
  },

  'a stack that runs out leaves the module sound': () => {
    const failures = new Set();
    let succeeded = false;
    /** Calls as deep as the stack goes, and from each level on the way back until one call has room enough. */
    const descend = () => {
      try {
        descend();
      } catch {
        // The bottom of the stack.
      }
      if (succeeded) return;
      try {
        succeeded = articleText(rain.html) === rain.text;
      } catch (error) {
        failures.add(error instanceof MuslinError ? error.code : /** @type {Error} */ (error).name);
      }
    };
    descend();
    expect(succeeded, 'a call with room enough worked');
    expect(failures.size > 0, 'calls without room failed');
    for (const failure of failures) {
      expect(['crashed', 'RangeError', 'InternalError'].includes(failure), `a failure of another kind: ${failure}`);
    }
    expectEqual(articleText(rain.html), rain.text, 'the next call');
  },
};
