import type { Page } from './page.js';

// Names of the tags that open real pages and fragments of them: a closed list, and any attributes must have a value at
// least once, so that 'if a <b and c> d' or a line of C++ (`vector<int>`) stays text.
const TAG =
  /<(?:!doctype\s|!--|\/?(?:html|head|body|title|meta|link|script|style|main|article|section|header|footer|nav|aside|div|p|span|a|img|figure|picture|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|blockquote|pre|code|br|hr|em|strong|b|i|u|font|center|form|iframe|frameset|svg|noscript|template)(?:\s[^<>]*=[^<]*|\s*\/?)>)/i;

/** Whether a text holds HTML: at least one tag that HTML knows. */
export function holdsTags(text: string): boolean {
  return TAG.test(text);
}

/** A text somebody gave, ready to be read. Where its length in bytes is not known, it is that of the text in UTF-8. */
export function pageOf(
  name: string,
  source: string,
  more: Pick<Partial<Page>, 'bytes' | 'charset' | 'formatted'> = {},
): Page {
  const readAs = holdsTags(source) || !/\S/.test(source) ? 'html' : 'text';
  const html = readAs === 'html' ? source : drawn(source);
  return { name, source, html, readAs, ...more, bytes: more.bytes ?? new Blob([source]).size };
}

// What ends a line for `cleanText`, which tells removals by their lines.
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** A text as it stands, for the page view: a paragraph for each line, blank ones too, so that their numbers are the lines'. */
function drawn(text: string): string {
  const lines = text.split(LINE_END).map((line) => `<p>${escaped(line)}</p>`);
  return `<!doctype html>\n<meta charset="utf-8">\n<style>${STYLE}</style>\n<body>\n${lines.join('\n')}\n</body>\n`;
}

const STYLE =
  'p { margin: 0; min-height: 1lh; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext }';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
