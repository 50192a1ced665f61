import { PageError } from './page.js';

const BYTE_ORDER_MARKS: readonly [label: string, bytes: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
];

// The HTML standard looks for a declaration in the first 1024 bytes ("prescan a byte stream").
const PRESCAN = 1024;

/**
 * The text of a file and the encoding it was in: a byte order mark, then `<meta charset>`, then UTF-8, with
 * windows-1252 as the last resort. The page view needs the text, so it is found here once and the extractor reads
 * that same text: both sides show one page.
 */
export function decode(bytes: Uint8Array): { text: string; charset: string } {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return decodeAs(marked[0], bytes);
  if (bytes.subarray(0, PRESCAN).includes(0)) {
    throw new PageError('binary', 'the file holds NUL bytes, which no page does');
  }
  const declared = declaredCharset(bytes);
  if (declared) {
    try {
      return decodeAs(declared, bytes);
    } catch {
      // A label no browser knows: as if nothing had been declared.
    }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8' };
  } catch {
    return decodeAs('windows-1252', bytes);
  }
}

function decodeAs(label: string, bytes: Uint8Array): { text: string; charset: string } {
  const decoder = new TextDecoder(label);
  return { text: decoder.decode(bytes), charset: decoder.encoding };
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, PRESCAN));
  const label = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  // A declaration that could be read byte by byte cannot be true of UTF-16 (HTML standard, same section).
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label;
}
