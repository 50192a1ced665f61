import type { Article, CleanPage } from '../package/index.js';
import { LONGEST_PAGE, type Page, PageError } from './page.js';

/** What is made of a page, by what is wanted of it. */
export interface Results {
  article: Reading;
  page: Cleaning;
}

export type Wanted = keyof Results;

/** What the worker is asked. */
export interface Question extends Pick<Page, 'readAs'> {
  readonly wanted: Wanted;
  /** The page as it was given, or for a page without its clutter what is drawn of it. */
  readonly source: string;
  readonly maxBytes: number;
}

/** An article, or what was cleaned of a text: that has a title at most and no other facts. */
export type Strained = Pick<Article, 'title' | 'text' | 'removed'> & Partial<Article>;

interface Timed {
  /** Time of the work alone, without the way to the worker and back: the shortest of several for a short page. */
  readonly milliseconds: number;
}

/** An article with what it took to read it. */
export interface Reading extends Timed {
  readonly article: Strained;
  /** Length of the article's text in UTF-8. */
  readonly textBytes: number;
}

/** A page without its clutter, with what it took to clean it. */
export interface Cleaning extends Timed {
  readonly clean: CleanPage;
  /** Length of what is left in UTF-8. */
  readonly bytes: number;
}

/** What the worker answers. An error's class would not survive the way between threads, its code does. */
export type Answer<W extends Wanted> =
  | { readonly ok: true; readonly result: Results[W] }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Reads pages in a worker, one at a time; a newer page puts an end to the reading of an older one. */
export class Strainer<W extends Wanted> {
  #worker: Worker | undefined;
  #abandon: (() => void) | undefined;

  constructor(private readonly wanted: W) {}

  /** @throws PageError with the code `superseded` when another page came before this one was read. */
  read({ source, html, readAs }: Page): Promise<Results[W]> {
    this.#abandon?.();
    this.#worker ??= new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'muslin' });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const stop = (code: string, message: string) => {
        worker.terminate();
        this.#worker = undefined;
        this.#abandon = undefined;
        reject(new PageError(code, message));
      };
      this.#abandon = () => stop('superseded', 'another page came');
      worker.onmessage = ({ data }: MessageEvent<Answer<W>>) => {
        this.#abandon = undefined;
        if (data.ok) resolve(data.result);
        else reject(new PageError(data.code, data.message));
      };
      // The worker's own script, or a module it imports, did not load: a dead worker answers nobody.
      worker.onerror = (event) => stop('unavailable', event.message ?? 'the worker did not start');
      const question: Question = {
        wanted: this.wanted,
        readAs,
        source: this.wanted === 'page' ? html : source,
        maxBytes: LONGEST_PAGE,
      };
      worker.postMessage(question);
    });
  }
}
