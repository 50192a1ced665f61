// Streams that fail, are stopped, or are no streams of a page.
import { blocks, cleanPageStream, cleanResponse, extract, MuslinError } from 'muslin';
import { expect, expectEqual, failureOf } from './expect.mjs';
import { pieces, rain, streamOf, utf8 } from './pages.mjs';

/** A page without an end. */
function* endless() {
  yield utf8(rain.html);
  for (;;) yield utf8('<p>And it went on raining, day after day, as if it would never stop again.</p>');
}

const tick = () => new Promise((resolve) => setTimeout(resolve));

export const streams = {
  'a page too long ends the stream early': async () => {
    const source = streamOf(endless);
    const error = await failureOf(() => extract(source.stream, { maxBytes: 5000 }));
    expect(error instanceof MuslinError, String(error));
    expectEqual(error.code, 'too-large');
    expect(error.message.includes('5000'), error.message);
    expect(source.wasCancelled, 'the stream is cancelled');
    expectEqual(source.cancelled === error, true, 'with the error');
    expect(source.given < 100, `${source.given} chunks were read`);
    expectEqual(source.stream.locked, false, 'locked');
  },

  'a stream that is not even begun is cancelled': async () => {
    const calls = [extract, (/** @type {any} */ input, /** @type {any} */ options) => blocks(input, options).next()];
    for (const options of /** @type {any[]} */ ([{ charset: 'klingon' }, { maxBytes: '9' }])) {
      for (const read of calls) {
        const [plain, answered] = [streamOf([rain.html]), streamOf([utf8(rain.html)])];
        const error = await failureOf(async () => read(plain.stream, options));
        await failureOf(async () => read(new Response(answered.stream), options));
        expectEqual(plain.cancelled === error && answered.wasCancelled, true, JSON.stringify(options));
      }
    }
  },

  'a limit that is just met is not passed': async () => {
    const maxBytes = utf8(rain.html).length;
    expectEqual((await extract(new Response(rain.html), { maxBytes })).text, rain.text);
    expectEqual(extract(rain.html, { maxBytes }).text, rain.text, 'of a string');
    for (const input of [new Response(rain.html), new Blob([rain.html]), utf8(rain.html), rain.html]) {
      const error = await failureOf(() => extract(input, { maxBytes: maxBytes - 1 }));
      expectEqual(error.code, 'too-large', Object.prototype.toString.call(input));
    }
    expectEqual(extract(rain.html, { maxBytes: Infinity }).text, rain.text, 'without a limit');
  },

  'an abort stops a stream between chunks': async () => {
    const controller = new AbortController();
    const source = streamOf(endless);
    const reason = new Error('enough');
    const failure = failureOf(() => extract(source.stream, { signal: controller.signal }));
    await tick();
    controller.abort(reason);
    expectEqual((await failure) === reason, true, 'the reason');
    expectEqual(source.cancelled === reason, true, 'the stream is cancelled with the reason');
    expectEqual(source.stream.locked, false, 'locked');
  },

  'an abort stops a stream that gives nothing': async () => {
    const controller = new AbortController();
    let cancelled;
    const silent = new ReadableStream({
      pull: () => new Promise(() => {}),
      cancel(reason) {
        cancelled = reason;
        // A source that never ends its own cancelling must not hold the caller up.
        return new Promise(() => {});
      },
    });
    const failure = failureOf(() => extract(new Response(silent), { signal: controller.signal }));
    await tick();
    controller.abort();
    const error = await failure;
    expectEqual(error.name, 'AbortError');
    expectEqual(error === controller.signal.reason, true, 'the reason');
    expect(cancelled !== undefined, 'the source is cancelled');
  },

  'a signal given before stops everything': async () => {
    const signal = AbortSignal.abort();
    const source = streamOf(endless);
    for (const input of [source.stream, new Response(rain.html), new Blob([rain.html]), utf8(rain.html), rain.html]) {
      const error = await failureOf(() => extract(input, { signal }));
      expectEqual(error === signal.reason, true, Object.prototype.toString.call(input));
    }
    expect(source.wasCancelled, 'the stream is cancelled');
    expectEqual(source.given, 0, 'chunks read');
  },

  'an abort stops bytes that are there already': async () => {
    const controller = new AbortController();
    const failure = failureOf(() => extract(new Uint8Array(100 << 20).fill(0x20), { signal: controller.signal }));
    await tick();
    controller.abort();
    expectEqual((await failure) === controller.signal.reason, true, 'the reason');
  },

  'a signal that is not given changes nothing': async () => {
    const { signal } = new AbortController();
    expectEqual((await extract(new Response(rain.html), { signal })).text, rain.text);
    expectEqual(extract(rain.html, { signal }).text, rain.text);
  },

  'the failure of a stream is passed on': async () => {
    const broken = new Error('the line went dead');
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(utf8(rain.html));
        controller.error(broken);
      },
    });
    expectEqual((await failureOf(() => extract(stream))) === broken, true);
  },

  'a chunk of another type is refused': async () => {
    const source = streamOf(/** @type {any} */ ([utf8('<p>'), 42]));
    const error = await failureOf(() => extract(source.stream));
    expect(error instanceof TypeError, String(error));
    expectEqual(error.message, 'extract: a chunk of the stream must be a Uint8Array or a string, got number');
    expect(source.wasCancelled, 'the stream is cancelled');
    expectEqual(source.stream.locked, false, 'locked');
  },

  'bytes that were handed on to another are refused': async () => {
    const gone = () => {
      const bytes = utf8(rain.html);
      structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
      return bytes;
    };
    const chunks = () => streamOf([utf8('<p>'), gone()]).stream;
    /** @type {[() => Promise<unknown>, string][]} */
    const calls = [
      [() => extract(gone()), 'extract: input'],
      [() => extract(chunks()), 'extract: a chunk of the stream'],
      // Browsers tell of a response's stream what they like.
      [
        () => chunks().pipeThrough(cleanPageStream()).pipeTo(new WritableStream()),
        'cleanPageStream: a chunk of the stream',
      ],
    ];
    for (const [call, name] of calls) {
      const error = await failureOf(call);
      expect(error instanceof TypeError, `${name}: ${error}`);
      expectEqual(error.message, `${name} must have its bytes, but its buffer is detached`);
    }
    expectEqual((await extract(new Uint8Array())).text, '', 'none at all');
  },

  'a stream that is being read is refused': async () => {
    const { stream } = streamOf(pieces(utf8(rain.html), 100));
    const reader = stream.getReader();
    const error = await failureOf(() => extract(stream));
    expect(error instanceof TypeError && error.message.startsWith('extract: input is being read'), String(error));
    reader.releaseLock();
    expectEqual((await extract(stream)).text, rain.text, 'when let go');
  },

  'a response that has been read is refused': async () => {
    const response = new Response(rain.html, { headers: { 'content-type': 'text/html' } });
    const reader = response.body?.getReader();
    const calls = { 'extract: input': extract, 'cleanResponse: response': cleanResponse };
    const refused = async (/** @type {string} */ why) => {
      for (const [name, call] of Object.entries(calls)) {
        const error = await failureOf(async () => call(response));
        expectEqual([error instanceof TypeError, error.message], [true, `${name} ${why}`]);
      }
    };
    await refused('is being read by another (its stream is locked)');
    reader?.releaseLock();
    await response.text();
    await refused('has already been read (bodyUsed is true)');
  },

  'pages may be read side by side': async () => {
    const articles = await Promise.all(
      [1, 10, 100].map((size) => extract(streamOf(pieces(utf8(rain.html), size)).stream)),
    );
    for (const { text } of articles) expectEqual(text, rain.text);
  },
};
