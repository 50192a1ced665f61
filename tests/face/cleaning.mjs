// Pages that come out again without their clutter.
import { cleanPage, cleanPageStream, cleanResponse, MuslinError } from 'muslin';
import { expect, expectEqual, failureOf, thrownBy } from './expect.mjs';
import { pieces, rain, river, streamOf, utf8, utf16, windows1251 } from './pages.mjs';

const ad = '<div class="ad-slot"><a href="/buy">Buy umbrellas</a></div>';
const related = /<aside class="related-posts">.*<\/aside>/s;

/** The page, with an ad in it. */
const page = rain.html.replace('</article>', `${ad}</article>`);
const clean = rain.html.replace(related, '');

/**
 * What comes out of a stream. Not by a `Response`: browsers tell of a stream's failure there in words of their own.
 *
 * @param {ReadableStream<Uint8Array>} stream
 */
async function bytesOf(stream) {
  const chunks = [];
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  return new Uint8Array(await new Blob(/** @type {any} */ (chunks)).arrayBuffer());
}

/** @param {Uint8Array} bytes */
const text = (bytes) => new TextDecoder().decode(bytes);

const tick = () => new Promise((resolve) => setTimeout(resolve));

export const cleaning = {
  'a cleaned page is the page without its clutter': () => {
    const { html, removed } = cleanPage(page);
    expectEqual(html, clean);
    expectEqual(
      removed.map(({ kind, reason }) => [kind, reason]),
      [
        ['ad', 'marker .ad-slot'],
        ['recommendation', 'marker .related-posts'],
      ],
    );
    expect(removed[1]?.text.includes('Ten umbrellas for autumn'), String(removed[1]?.text));
    expectEqual(structuredClone(removed), removed, 'plain');
    expectEqual(cleanPage(''), { html: '', removed: [] });
  },

  'what is removed is a matter of choice': () => {
    expectEqual(cleanPage(page, { remove: [] }), { html: page, removed: [] });
    expectEqual(cleanPage(page, { remove: ['ad'] }).html, rain.html);
    expectEqual(cleanPage(page, { remove: ['recommendation'] }).html, page.replace(related, ''));
  },

  'a stream gives what stays however it is cut': async () => {
    for (const size of [1, 7, 1000, 1e6]) {
      const { stream } = streamOf(pieces(utf8(page), size));
      expectEqual(text(await bytesOf(stream.pipeThrough(cleanPageStream()))), clean, `pieces of ${size}`);
    }
  },

  'a chunk of many megabytes comes out in slices': async () => {
    const long = page.replace('</main>', `</main>${'<p>And it went on raining.</p>'.repeat(100_000)}`);
    const sizes = [];
    const reader = streamOf([utf8(long)])
      .stream.pipeThrough(cleanPageStream({ charset: 'utf-8' }))
      .getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) sizes.push(read.value.length);
    const all = sizes.reduce((sum, size) => sum + size);
    expectEqual(all, utf8(cleanPage(long).html).length);
    expect(Math.max(...sizes) < all / 4, `slices of ${sizes}`);
  },

  'the encoding of a stream is kept': async () => {
    const russian = river.html.replace('</article>', `${ad}</article>`);
    for (const [encode, options] of /** @type {const} */ ([
      [utf16, {}],
      [windows1251, { charset: 'windows-1251' }],
    ])) {
      const { stream } = streamOf(pieces(encode(russian), 50));
      const left = await bytesOf(stream.pipeThrough(cleanPageStream(options)));
      expectEqual([...left].join(), [...encode(river.html)].join(), encode.name);
    }
  },

  'removals are told as they happen': async () => {
    /** @type {string[]} */
    const told = [];
    let next = () => {};
    const gate = new Promise((resolve) => {
      next = () => resolve(undefined);
    });
    const stream = new ReadableStream({
      async start(controller) {
        controller.enqueue(utf8(page.slice(0, page.indexOf('<aside'))));
        await gate;
        controller.enqueue(utf8(page.slice(page.indexOf('<aside'))));
        controller.close();
      },
    });
    const cleaned = stream.pipeThrough(cleanPageStream({ onRemoved: ({ kind }) => told.push(kind), charset: 'utf-8' }));
    const reader = cleaned.getReader();
    const first = await reader.read();
    expect(text(first.value ?? new Uint8Array()).startsWith('<!doctype html>'), 'what is certain comes first');
    expectEqual(told, ['ad']);
    next();
    while (!(await reader.read()).done);
    expectEqual(told, ['ad', 'recommendation']);
    told.length = 0;
    cleanPage(page, { onRemoved: ({ kind }) => told.push(kind) });
    expectEqual(told, ['ad', 'recommendation'], 'of a string');
  },

  'a response is cleaned and keeps what is true of it': async () => {
    const response = new Response(page, {
      status: 203,
      statusText: 'So to say',
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-length': '12345',
        'content-encoding': 'identity',
        'accept-ranges': 'bytes',
        'repr-digest': 'sha-256=:AAAA:',
        etag: '"flood"',
        'x-mill': 'turns',
      },
    });
    const cleaned = cleanResponse(response);
    expectEqual([cleaned.status, cleaned.statusText], [203, 'So to say']);
    expectEqual(
      [...cleaned.headers],
      [
        ['content-type', 'text/html; charset=utf-8'],
        ['etag', 'W/"flood"'],
        ['x-mill', 'turns'],
      ],
      'without what is not true of it any more',
    );
    expectEqual(response.headers.get('etag'), '"flood"', 'of the response as it was');
    expectEqual(await cleaned.text(), clean);
    const russian = river.html.replace('</article>', `${ad}</article>`);
    const windows = new Response(windows1251(russian), {
      headers: { 'content-type': 'text/html; charset=windows-1251' },
    });
    expectEqual(
      [...(await bytesOf(/** @type {any} */ (cleanResponse(windows).body)))].join(),
      [...windows1251(river.html)].join(),
    );
    const odd = new Response(page, { headers: { 'content-type': 'text/html; charset=none' } });
    expectEqual(await cleanResponse(odd).text(), clean, 'a charset nobody knows');
  },

  'a response that is no page is given back as it is': () => {
    const html = { 'content-type': 'text/html' };
    for (const response of [
      new Response('{}', { headers: { 'content-type': 'application/json' } }),
      new Response('<p>', { headers: { 'content-type': 'text/htmlish' } }),
      new Response('<div class="ad-slot"/><p>', { headers: { 'content-type': 'application/xhtml+xml' } }),
      new Response(null, { status: 204, headers: html }),
      new Response('<p>', { status: 206, headers: html }),
    ]) {
      expectEqual(cleanResponse(response) === response, true, String(response.status));
    }
  },

  'what goes wrong with a page ends its stream': async () => {
    const source = streamOf(pieces(utf8(page), 100));
    const long = await failureOf(() => bytesOf(source.stream.pipeThrough(cleanPageStream({ maxBytes: 500 }))));
    expect(long instanceof MuslinError, String(long));
    expectEqual(long.code, 'too-large');
    expect(source.wasCancelled, 'the source is cancelled');
    expectEqual(thrownBy(() => cleanPage(page, { maxBytes: 500 })).code, 'too-large');

    const unknown = await failureOf(() =>
      bytesOf(new Response(page).body?.pipeThrough(cleanPageStream({ charset: 'klingon' })) ?? source.stream),
    );
    expectEqual(unknown.code, 'unknown-charset');

    const thrown = new Error('no interest');
    const onRemoved = () => {
      throw thrown;
    };
    const refusing = new Response(page).body?.pipeThrough(cleanPageStream({ onRemoved })) ?? source.stream;
    expectEqual((await failureOf(() => bytesOf(refusing))) === thrown, true, 'what onRemoved throws');
    expectEqual(thrownBy(() => cleanPage(page, { onRemoved })) === thrown, true, 'of a string');

    const strings = streamOf(/** @type {any} */ ([page]));
    const wrong = await failureOf(() => bytesOf(strings.stream.pipeThrough(cleanPageStream())));
    expect(wrong instanceof TypeError, String(wrong));
    expectEqual(wrong.message, 'cleanPageStream: a chunk of the stream must be a Uint8Array, got string');
  },

  'the failure of what is cleaned is passed on': async () => {
    const broken = new Error('the line went dead');
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(utf8(page));
        controller.error(broken);
      },
    });
    expectEqual((await failureOf(() => bytesOf(stream.pipeThrough(cleanPageStream())))) === broken, true);
  },

  'a cleaned stream can be stopped from either side': async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const endless = streamOf(function* () {
      for (;;) yield utf8(page);
    });
    const failure = failureOf(() =>
      bytesOf(endless.stream.pipeThrough(cleanPageStream({ signal: controller.signal }))),
    );
    await tick();
    controller.abort(reason);
    expectEqual((await failure) === reason, true, 'the reason');
    const aborted = await failureOf(() =>
      bytesOf(streamOf([utf8(page)]).stream.pipeThrough(cleanPageStream({ signal: controller.signal }))),
    );
    expectEqual(aborted === reason, true, 'given before');
    expectEqual(thrownBy(() => cleanPage(page, { signal: controller.signal })) === reason, true, 'of a string');

    const source = streamOf(function* () {
      for (;;) yield utf8(page);
    });
    const reader = source.stream.pipeThrough(cleanPageStream()).getReader();
    await reader.read();
    await reader.cancel(reason);
    await tick();
    expectEqual(source.cancelled === reason, true, 'the source is cancelled');
  },

  'wrong options of cleaning are type errors': () => {
    /** @type {[any, string][]} */
    const wrong = [
      ['ads', 'cleanPage: options must be an object, got string'],
      [{ remove: 'ad' }, 'cleanPage: options.remove must be an array, got string'],
      [
        { remove: ['ad', undefined] },
        'cleanPage: options.remove must hold no other than ad, recommendation, comments, newsletter, share, consent, paywall, got undefined',
      ],
      [
        { remove: ['navigation'] },
        "cleanPage: options.remove must hold no other than ad, recommendation, comments, newsletter, share, consent, paywall, got 'navigation'",
      ],
      [{ holdBack: -1 }, 'cleanPage: options.holdBack must be a whole number of bytes, not negative, got -1'],
      [{ onRemoved: {} }, 'cleanPage: options.onRemoved must be a function, got Object'],
      [{ charset: 5 }, 'cleanPage: options.charset must be a string, got number'],
      [{ signal: {} }, 'cleanPage: options.signal must be an AbortSignal, got Object'],
    ];
    for (const [options, message] of wrong) {
      const error = thrownBy(() => cleanPage(page, options));
      expect(error instanceof TypeError, String(error));
      expectEqual(error.message, message);
    }
    const call = /** @type {(...args: any[]) => any} */ (/** @type {unknown} */ (cleanPage));
    expectEqual(thrownBy(() => call(5)).message, 'cleanPage: html must be a string, got number');
    expectEqual(
      thrownBy(() => cleanResponse(/** @type {any} */ (page))).message,
      'cleanResponse: response must be a Response, got string',
    );
    expect(thrownBy(() => cleanPageStream(/** @type {any} */ ({ remove: {} }))) instanceof TypeError, 'at once');
  },
};
