// The article's blocks while the page arrives: in order, never taken back, no more read than is asked for.
import { blocks, extract, MuslinError } from 'muslin';
import { expect, expectEqual, failureOf, thrownBy } from './expect.mjs';
import { first, pieces, rain, river, streamOf, utf8, windows1251 } from './pages.mjs';

/** @typedef {import('muslin').Block} Block */

/** A page of 60 kB, its article numbered: no two paragraphs say the same. */
const long = rain.html
  .replace('<head>', '<head><meta charset="utf-8">')
  .replace(
    '</article>',
    `${Array.from({ length: 400 }, (_, number) => `<p>On day ${number}: ${first}</p>`).join('\n')}</article>`,
  );

/** @param {AsyncIterable<Block>} source */
async function all(source) {
  /** @type {Block[]} */
  const found = [];
  for await (const block of source) found.push(block);
  return found;
}

const ofLong = () => all(blocks(long));

/** @param {Block[]} found */
const textOf = (found) => found.map(({ text }) => text).join('\n\n');

export const givenBlocks = {
  'the blocks of a page are the text of its article': async () => {
    const found = await all(blocks(rain.html));
    expectEqual(
      found.map(({ kind, text }) => ({ kind, text })),
      [...rain.text.split('\n\n').map((text) => ({ kind: 'paragraph', text }))],
    );
    expectEqual(found.map(({ html }) => html).join('\n'), extract(rain.html).html);
    expectEqual(textOf(await ofLong()), extract(long).text);
  },

  'a block tells what it is': async () => {
    const markup = `<h3>Chapter one</h3><ul><li>the mill, which stood for two hundred years</li>
      <li>the ferry, which is younger</li></ul><blockquote><p>${first} So she said.</p></blockquote>
      <table><tr><td>Tuesday</td><td>one metre</td></tr></table><pre>day\n  metre</pre><p>${first} Again.</p></article>`;
    const found = await all(blocks(rain.html.replace('</article>', markup)));
    const kinds = found.map(({ kind }) => kind).filter((kind) => kind !== 'paragraph');
    expectEqual(kinds, ['heading', 'list-item', 'list-item', 'quote', 'table', 'code']);
    const heading = found.find(({ kind }) => kind === 'heading');
    expectEqual(heading, { kind: 'heading', text: 'Chapter one', html: '<h3>Chapter one</h3>', level: 3 });
    expectEqual(found.find(({ kind }) => kind === 'table')?.text, 'Tuesday\tone metre');
    expectEqual(found.find(({ kind }) => kind === 'code')?.text, 'day\n  metre');
    expectEqual(found.find(({ kind }) => kind === 'code')?.html, '<pre><code>day\n  metre</code></pre>');
    expectEqual(
      found.find(({ kind }) => kind === 'list-item')?.html,
      '<ul>\n<li>the mill, which stood for two hundred years</li>\n</ul>',
    );
  },

  'every input gives the same blocks': async () => {
    const expected = await ofLong();
    const bytes = utf8(long);
    /** @type {Record<string, import('muslin').ByteSource>} */
    const inputs = {
      'a response': new Response(long),
      'a blob': new Blob([long]),
      bytes,
      'a buffer': bytes.buffer,
      'a stream of bytes': streamOf(pieces(bytes, 1000)).stream,
      'a stream of strings': streamOf(pieces(long, 777)).stream,
    };
    for (const [name, input] of Object.entries(inputs)) expectEqual(await all(blocks(input)), expected, name);
    const russian = await all(blocks(new Blob([windows1251(river.html)], { type: 'text/html; charset=windows-1251' })));
    expectEqual(textOf(russian), river.text, 'another charset');
  },

  'blocks come before the page is complete': async () => {
    const source = streamOf(pieces(utf8(long), 4096));
    const chunks = Math.ceil(utf8(long).length / 4096);
    const given = [];
    for await (const block of blocks(source.stream)) given.push({ block, after: source.given });
    expect((given[0]?.after ?? chunks) < chunks / 2, `the first one after ${given[0]?.after} of ${chunks} chunks`);
    expectEqual(
      given.map(({ block }) => block),
      await ofLong(),
    );
  },

  'no more of a stream is read than is asked for': async () => {
    const source = streamOf(pieces(utf8(long), 1000));
    const iterator = blocks(source.stream);
    expectEqual(source.given, 0, 'chunks read before the first block is asked for');
    await iterator.next();
    const { given } = source;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expectEqual(source.given, given, 'chunks read while nobody asks');
    expect(given < utf8(long).length / 1000, 'not all of it is read');
    await iterator.return();
  },

  'leaving the loop cancels the stream': async () => {
    const source = streamOf(pieces(utf8(long), 1000));
    for await (const { text } of blocks(source.stream)) {
      expectEqual(text, first);
      break;
    }
    expect(source.wasCancelled, 'the stream is cancelled');
    expectEqual(source.stream.locked, false, 'locked');
    expectEqual((await all(blocks(rain.html))).length, 3, 'blocks of the next page');
  },

  'an iterator that is over gives nothing more': async () => {
    const iterator = blocks(rain.html);
    expectEqual(await all(iterator), await all(blocks(rain.html)));
    expectEqual(await iterator.next(), { done: true });
    expectEqual(await iterator.return(), { done: true });
  },

  'an empty page has no blocks': async () => {
    for (const input of ['', ' \n', new Uint8Array(), new Response(null), new Blob([]), streamOf([]).stream]) {
      expectEqual(await all(blocks(input)), []);
    }
  },

  'an abort stops the blocks': async () => {
    const controller = new AbortController();
    const source = streamOf(pieces(utf8(long), 1000));
    const reason = new Error('enough');
    /** @type {Block[]} */
    const given = [];
    const error = await failureOf(async () => {
      for await (const block of blocks(source.stream, { signal: controller.signal })) {
        given.push(block);
        controller.abort(reason);
      }
    });
    expectEqual(error === reason, true, 'the reason');
    expectEqual(given.length, 1, 'blocks given');
    expectEqual(source.cancelled === reason, true, 'the stream is cancelled with the reason');
    expectEqual(source.stream.locked, false, 'locked');

    const signal = AbortSignal.abort();
    for (const input of [long, utf8(long), new Response(long)]) {
      const failure = await failureOf(() => all(blocks(input, { signal })));
      expectEqual(failure === signal.reason, true, 'of one given before');
    }
  },

  'the failure of a stream comes after the blocks before it': async () => {
    const broken = new Error('the line went dead');
    const half = utf8(long).slice(0, 50_000);
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(half);
        controller.error(broken);
      },
    });
    const pausing = new ReadableStream(
      {
        // The failure comes when the half has been read.
        pull: (() => {
          let calls = 0;
          return (/** @type {ReadableStreamDefaultController} */ controller) =>
            calls++ === 0 ? controller.enqueue(half) : controller.error(broken);
        })(),
      },
      { highWaterMark: 0 },
    );
    expectEqual((await failureOf(() => all(blocks(stream)))) === broken, true);
    /** @type {Block[]} */
    const given = [];
    const error = await failureOf(async () => {
      for await (const block of blocks(pausing)) given.push(block);
    });
    expectEqual(error === broken, true);
    expect(given.length > 10, `${given.length} blocks`);
    expectEqual(given, (await ofLong()).slice(0, given.length));
  },

  'a wrong argument of blocks is told at the call': () => {
    const wrongly = /** @type {(...args: any[]) => any} */ (blocks);
    const input = 'blocks: input must be a string, Response, ReadableStream, Blob, Uint8Array or ArrayBuffer, got';
    /** @type {[args: unknown[], message: string][]} */
    const calls = [
      [[], `${input} undefined`],
      [[42], `${input} number`],
      [[{}], `${input} Object`],
      [['', { url: 5 }], 'blocks: options.url must be a string or a URL, got number'],
      [[new Blob([]), null], 'blocks: options must be an object, got null'],
      [[new Response(''), { signal: {} }], 'blocks: options.signal must be an AbortSignal, got Object'],
    ];
    for (const [args, message] of calls) {
      const error = thrownBy(() => wrongly(...args));
      expect(error instanceof TypeError, String(error));
      expectEqual(error.message, message);
    }
  },

  'what blocks cannot read is a typed error': async () => {
    const long = streamOf(pieces(utf8(rain.html), 500));
    const error = await failureOf(() => all(blocks(long.stream, { maxBytes: 900 })));
    expect(error instanceof MuslinError && error.message.startsWith('blocks: '), String(error));
    expectEqual(error.code, 'too-large');
    expectEqual(long.cancelled === error, true, 'the stream is cancelled with the error');
    const unknown = await failureOf(() => all(blocks(rain.html, { charset: 'klingon' })));
    expectEqual(unknown.code, 'unknown-charset');
    const { stream } = streamOf(pieces(utf8(rain.html), 500));
    stream.getReader();
    const locked = await failureOf(() => all(blocks(stream)));
    expect(locked instanceof TypeError && locked.message.startsWith('blocks: input is being read'), String(locked));
  },
};
