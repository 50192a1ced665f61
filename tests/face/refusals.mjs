// Wrong arguments: who was called, which argument it was, and what it got.
import { articleText, extract, extractDocument, isProbablyArticle, MuslinError } from 'muslin';
import { expect, expectEqual, failureOf, thrownBy } from './expect.mjs';
import { rain } from './pages.mjs';

/** Calls no type checker would let through. */
const wrongly = /** @type {Record<string, (...args: any[]) => any>} */ (
  /** @type {unknown} */ ({ articleText, extract, extractDocument, isProbablyArticle })
);

class Custom {}

const noCount = 'extract: options.maxBytes must be a whole number of bytes, not negative, got';

/** @type {[call: string, args: unknown[], message: string][]} */
const wrongCalls = [
  ['articleText', [], 'articleText: html must be a string, got undefined'],
  ['articleText', [42], 'articleText: html must be a string, got number'],
  ['articleText', [null], 'articleText: html must be a string, got null'],
  ['articleText', [new Uint8Array(3)], 'articleText: html must be a string, got Uint8Array'],
  ['articleText', ['', 'url'], 'articleText: options must be an object, got string'],
  ['articleText', ['', null], 'articleText: options must be an object, got null'],
  ['isProbablyArticle', [{}], 'isProbablyArticle: html must be a string, got Object'],
  ['extractDocument', ['<p>'], 'extractDocument: document must be a Document, got string'],
  ['extractDocument', [{}], 'extractDocument: document must be a Document, got Object'],
  ['extract', ['', { url: 5 }], 'extract: options.url must be a string or a URL, got number'],
  ['extract', ['', { url: {} }], 'extract: options.url must be a string or a URL, got Object'],
  ['extract', ['', { charset: Symbol('utf-8') }], 'extract: options.charset must be a string, got symbol'],
  ['extract', ['', { keepComments: 'yes' }], 'extract: options.keepComments must be true or false, got string'],
  ['extract', ['', { keepImages: 1 }], 'extract: options.keepImages must be true or false, got number'],
  ['extract', ['', { maxBytes: '9' }], `${noCount} string`],
  ['extract', ['', { maxBytes: -1 }], `${noCount} -1`],
  ['extract', ['', { maxBytes: 1.5 }], `${noCount} 1.5`],
  ['extract', ['', { maxBytes: NaN }], `${noCount} NaN`],
  ['extract', ['', { maxBytes: 9n }], `${noCount} bigint`],
  ['extract', ['', { signal: {} }], 'extract: options.signal must be an AbortSignal, got Object'],
  ['extract', ['', { signal: null }], 'extract: options.signal must be an AbortSignal, got null'],
];

export const refusals = {
  'a wrong argument is a type error that names it': () => {
    for (const [call, args, message] of wrongCalls) {
      const error = thrownBy(() => wrongly[call]?.(...args));
      expect(error instanceof TypeError, `${message}: ${error}`);
      expectEqual(error.message, message);
    }
  },

  'an input that is no page is a type error': () => {
    const inputs = [undefined, null, 42, {}, [], new Custom(), new DataView(new ArrayBuffer(2)), () => {}];
    const names = ['undefined', 'null', 'number', 'Object', 'Array', 'Custom', 'DataView', 'function'];
    inputs.forEach((input, index) => {
      const error = thrownBy(() => wrongly.extract?.(input));
      expect(error instanceof TypeError, String(error));
      expectEqual(
        error.message,
        `extract: input must be a string, Response, ReadableStream, Blob, Uint8Array or ArrayBuffer, got ${names[index]}`,
      );
    });
  },

  'what gives a promise rejects wrong options': async () => {
    const promise = wrongly.extract?.(new Response(rain.html), { maxBytes: 'many' });
    expect(promise instanceof Promise, 'a promise');
    const error = await failureOf(() => promise);
    expect(error instanceof TypeError && error.message.startsWith('extract: options.maxBytes'), String(error));
  },

  'options that are not known are ignored': () => {
    const options = /** @type {import('muslin').Options} */ ({ url: undefined, keepImages: 'soon', toString: 5 });
    expectEqual(extract(rain.html, options), extract(rain.html));
  },

  'an unknown charset is an error with a code': async () => {
    for (const input of [rain.html, new Response(rain.html), new Blob([rain.html])]) {
      const error = await failureOf(() => extract(input, { charset: 'klingon' }));
      expect(error instanceof MuslinError, String(error));
      expectEqual(error.code, 'unknown-charset');
      expect(error.message.includes('klingon'), error.message);
    }
  },

  'an error is an error in every way': () => {
    const error = thrownBy(() => articleText(rain.html, { maxBytes: 10 }));
    expect(error instanceof MuslinError && error instanceof Error, String(error));
    expectEqual([error.name, error.code], ['MuslinError', 'too-large']);
    expectEqual(String(error), 'MuslinError: articleText: the page is longer than the limit of 10 bytes');
    expect(error.stack?.includes('articleText'), String(error.stack));
    expectEqual(articleText(rain.html), rain.text, 'the next page');
  },
};
