// Reads pages off the main thread, so that a page of many megabytes, or one that takes long, never freezes the window.
import init, { cleanText, extract, MuslinError } from '../package/index.js';
import type { Answer, Question, Strained } from './strainer.js';

/** How often a page is read again to measure it, and how long that may take in all, in milliseconds. */
const READ_AGAIN = 5;
const PATIENCE = 150;

const ready = init();

self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  self.postMessage(await answer(data));
});

async function answer({ source, readAs, maxBytes }: Question): Promise<Answer> {
  const strain = () => {
    if (readAs === 'html') return extract(source, { maxBytes });
    if (source.length > maxBytes) throw new MuslinError('too-large', 'the text is longer than a page may be');
    return cleanText(source);
  };
  try {
    await ready;
    const start = performance.now();
    const article: Strained = strain();
    let milliseconds = performance.now() - start;
    // The first pages of a session are read by code that the browser is still compiling. A short page is read again
    // for its true time; the shortest is the one that other work on the machine disturbed least.
    for (let again = 0; again < READ_AGAIN && performance.now() - start < PATIENCE; again += 1) {
      const restart = performance.now();
      strain();
      milliseconds = Math.min(milliseconds, performance.now() - restart);
    }
    return { ok: true, article, milliseconds, textBytes: new TextEncoder().encode(article.text).length };
  } catch (error) {
    const code = error instanceof MuslinError ? error.code : 'unexpected';
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}
