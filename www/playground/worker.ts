// Reads pages off the main thread, so that a page of many megabytes, or one that takes long, never freezes the window.
import init, { cleanPage, cleanText, extract, MuslinError } from '../package/index.js';
import type { Answer, Question, Results, Strained, Wanted } from './strainer.js';

/** How often a page is read again to measure it, and how long that may take in all, in milliseconds. */
const READ_AGAIN = 5;
const PATIENCE = 150;

const ready = init();

const works: { readonly [W in Wanted]: (question: Question) => Results[W] } = {
  article: (question) => {
    const [article, milliseconds] = timed(() => strained(question));
    return { article, milliseconds, textBytes: bytesOf(article.text) };
  },
  page: ({ source, maxBytes }) => {
    const [clean, milliseconds] = timed(() => cleanPage(source, { maxBytes }));
    return { clean, milliseconds, bytes: bytesOf(clean.html) };
  },
};

function strained({ source, readAs, maxBytes }: Question): Strained {
  if (readAs === 'html') return extract(source, { maxBytes });
  if (source.length > maxBytes) throw new MuslinError('too-large', 'the text is longer than a page may be');
  return cleanText(source);
}

self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  self.postMessage(await answer(data));
});

async function answer(question: Question): Promise<Answer<Wanted>> {
  try {
    await ready;
    return { ok: true, result: works[question.wanted](question) };
  } catch (error) {
    const code = error instanceof MuslinError ? error.code : 'unexpected';
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}

/** What some work gives, and the time it takes in milliseconds. */
function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const given = work();
  let milliseconds = performance.now() - start;
  // The first pages of a session are read by code that the browser is still compiling. A short page is read again
  // for its true time; the shortest is the one that other work on the machine disturbed least.
  for (let again = 0; again < READ_AGAIN && performance.now() - start < PATIENCE; again += 1) {
    const restart = performance.now();
    work();
    milliseconds = Math.min(milliseconds, performance.now() - restart);
  }
  return [given, milliseconds];
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
