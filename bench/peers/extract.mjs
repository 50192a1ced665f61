// node bench/peers/extract.mjs NAME: the article's text of pages that come as lines `{"id", "html"}`, as lines `{"id", "text"}`.
import { createInterface } from 'node:readline';
import { parseHTML } from 'linkedom';
import { blockText } from './block-text.mjs';
import { extractors } from './extractors.mjs';

const extractor = extractors[process.argv[2] ?? ''];
if (!extractor) throw new Error(`one of: ${Object.keys(extractors).join(', ')}`);

// Nothing but the answers goes to standard output.
console.log = console.info = console.debug = console.error;

for await (const line of createInterface({ input: process.stdin })) {
  const { id, html } = JSON.parse(line);
  /** @type {{ id: string, text?: string, error?: string }} */
  const answer = { id };
  try {
    const article = (await extractor(html)) ?? '';
    answer.text = blockText(parseHTML(`<!DOCTYPE html><html><body>${article}</body></html>`).document.body);
  } catch (error) {
    answer.error = String(error);
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
