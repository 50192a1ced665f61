// What pulls articles out of pages in JavaScript: each takes a page and gives the article's HTML, if there is one.
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { JSDOM, VirtualConsole } from 'jsdom';
import { parseHTML } from 'linkedom';

/** @typedef {(html: string) => string | null | undefined | Promise<string | null | undefined>} Extractor */

/** @type {Record<string, Extractor>} */
export const extractors = {
  'Readability.js, jsdom': (html) => {
    const { window } = new JSDOM(html, { virtualConsole: new VirtualConsole() });
    try {
      return new Readability(window.document).parse()?.content;
    } finally {
      window.close();
    }
  },
  'Readability.js, linkedom': (html) => new Readability(parseHTML(html).document).parse()?.content,
  // On linkedom, with its own repairs of that; no page of a third party is fetched.
  defuddle: async (html) => (await Defuddle(html, undefined, { useAsync: false })).content,
};
