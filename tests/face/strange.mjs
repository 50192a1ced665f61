// Pages that nobody meant to be read: a result, in reasonable time, never a crash.
import { articleText, extract, isProbablyArticle } from 'muslin';
import { expect, expectEqual } from './expect.mjs';
import { first, rain, streamOf } from './pages.mjs';

/** @param {string} inserted */
const rainWith = (inserted) => rain.html.replace('It rained', inserted);

export const strange = {
  'an empty page gives empty text and no facts': async () => {
    for (const article of [
      extract(''),
      extract(' \n\t '),
      await extract(new Uint8Array()),
      await extract(new Response(null)),
      await extract(new Blob([])),
      await extract(streamOf([]).stream),
    ]) {
      expectEqual(article.text, '');
      expectEqual(article.title, null);
      expectEqual(article.wordCount, 0);
      expectEqual(article.removed, []);
    }
    expectEqual(isProbablyArticle('').verdict, false);
  },

  'a lone surrogate reads as a replacement character': () => {
    for (const half of ['\ud83c', '\udf27']) {
      expect(articleText(rainWith(`${half} It rained`)).includes('\ufffd It rained all'), escape(half));
    }
    expect(articleText(`${rain.html}\ud83c`).startsWith(first), 'at the very end');
  },

  'a nul does no harm': async () => {
    const text = articleText(rainWith('\0It rained'));
    expect(text.includes('It rained all of Tuesday'), text);
    expect(text.endsWith('and more.'), text);
    expect((await extract(new Uint8Array(10_000))).text.length < 10_001, 'nothing but NULs');
  },

  'markup left open does no harm': () => {
    for (const open of ['<!-- never closed', '<script>never closed', '<a href="never closed', '<![CDATA[ never', '<']) {
      expect(articleText(rain.html + open).startsWith(first), open);
    }
  },

  'bytes of no text at all give a result': async () => {
    const noise = new Uint8Array(100_000);
    // A fixed pseudo-random sequence: the same bytes at every run.
    for (let index = 0, state = 1; index < noise.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      noise[index] = state >>> 24;
    }
    expectEqual(typeof (await extract(noise)).text, 'string');
  },

  'a page of many megabytes crosses in pieces': () => {
    // Even or odd in length before the pairs: in one of the two, borders between pieces fall inside pairs.
    for (const before of ['', 'x']) {
      const text = articleText(`<!--${before}-->${rainWith(`${'🌧'.repeat(700_000)}x It rained`)}`);
      expect(text.includes('🌧x It rained all of Tuesday'), 'what follows is there');
      expect(!text.includes('\ufffd'), 'no pair was cut');
    }
  },

  'very deep nesting gives a result': () => {
    const deep = '<div>'.repeat(200_000);
    expect(articleText(rain.html.replace('<main>', `<main>${deep}`)).includes('It rained all of Tuesday'), 'the text');
  },
};
