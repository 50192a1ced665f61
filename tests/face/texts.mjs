// Text that was already pulled out of a page.
import { cleanText } from 'muslin';
import { expect, expectEqual, thrownBy } from './expect.mjs';

const text = `It rained all of Tuesday, and the river rose by a metre before noon, so that the keeper let down the bar.

By evening the water had gone down again, and the bridge was opened to carts, though not yet to the heavy ones.

The mayor said that the piers had taken no harm, and that the masons would look at the deck in the morning.`;
const dump = `Skip to content

The old bridge opens again

By Ann Pike

${text}

Share this article

You may also like

Ferry to Sail Again
Ten Best Umbrellas`;

export const texts = {
  'a text comes out with its title and without the rest': () => {
    const clean = cleanText(dump);
    expectEqual(Object.keys(clean), ['title', 'text', 'removed']);
    expectEqual(clean.title, 'The old bridge opens again');
    expectEqual(clean.text, text);
    const removed = clean.removed.map(({ kind, path }) => `${kind}, ${path}`);
    expectEqual(removed, [
      'navigation, line 1',
      'boilerplate, line 3',
      'boilerplate, line 5',
      'share, line 13',
      'recommendation, lines 15\u201318',
    ]);
    expect(clean.removed.at(-1)?.reason.includes('You may also like') === true, 'the reason');
    expectEqual(structuredClone(clean), clean, 'plain');
    expectEqual(cleanText(dump.replaceAll('\n', '\r\n')).text, text, 'line ends of Windows');
  },

  'what is clean stays as it is': () => {
    expectEqual(cleanText(text), { title: null, text, removed: [] });
    expectEqual(cleanText(''), { title: null, text: '', removed: [] });
    expectEqual(cleanText(' \n\t').text, '');
  },

  'a lone surrogate is no reason to fail': () => {
    expectEqual(cleanText(`${text}\n\n\ud800`).text.startsWith(text), true);
  },

  'what is no string is a type error': () => {
    const call = /** @type {(...args: any[]) => any} */ (/** @type {unknown} */ (cleanText));
    for (const [value, what] of [
      [undefined, 'undefined'],
      [null, 'null'],
      [5, 'number'],
      [new Uint8Array(), 'Uint8Array'],
    ]) {
      const error = thrownBy(() => call(value));
      expect(error instanceof TypeError, String(error));
      expectEqual(error.message, `cleanText: text must be a string, got ${what}`);
    }
  },
};
