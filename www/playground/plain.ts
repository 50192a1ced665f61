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
  const html = readAs === 'html' ? source : paragraphs(source);
  return { name, source, html, readAs, ...more, bytes: more.bytes ?? new Blob([source]).size };
}

/** Plain text as HTML: blocks parted by blank lines, or a block a line where there is no blank line. */
export function paragraphs(text: string): string {
  const unix = text.replace(/\r\n?/g, '\n');
  const parted = /\n[ \t]*\n/.test(unix) ? unix.split(/\n(?:[ \t]*\n)+/) : unix.split('\n');
  const blocks = parted
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => `<p>${escaped(block).replaceAll('\n', '<br>\n')}</p>`);
  return `<!doctype html>\n<meta charset="utf-8">\n<body>\n${blocks.join('\n')}\n</body>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
