// The pages of a folder, as the text that every peer takes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** @typedef {{ id: string, html: string, bytes: number }} Page */

/**
 * Bytes as text: UTF-8 where they are, else in the encoding that the page declares. Muslin finds that out by itself; its peers
 * take text.
 *
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const [, label = 'windows-1252'] = /charset\s*=\s*["']?([\w-]+)/i.exec(Buffer.from(bytes).toString('latin1')) ?? [];
    const decoder = decoderOf(label);
    // As a stream, because Node 20 takes windows-1252 that comes as a whole for Latin-1.
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  }
}

/** @param {string} label */
function decoderOf(label) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/**
 * Reads the pages of a folder, `.html` and `.html.gz`, in the order of their names.
 *
 * @param {string} folder
 * @returns {Page[]}
 */
export function pagesOf(folder) {
  return readdirSync(folder)
    .filter((file) => /\.html(\.gz)?$/.test(file))
    .sort()
    .map((file) => {
      const read = readFileSync(join(folder, file));
      const bytes = file.endsWith('.gz') ? gunzipSync(read) : read;
      return { id: file.replace(/\.html(\.gz)?$/, ''), html: decode(bytes), bytes: bytes.length };
    });
}
