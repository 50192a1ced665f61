import type { Article } from '../package/index.js';
import { LONGEST_PAGE, type Page, PageError } from './page.js';

/** What the worker is asked. */
export interface Question extends Pick<Page, 'source' | 'readAs'> {
  readonly maxBytes: number;
}

/** An article, or what was cleaned of a text: that has a title at most and no other facts. */
export type Strained = Pick<Article, 'title' | 'text' | 'removed'> & Partial<Article>;

/** An article with what it took to read it. */
export interface Reading {
  readonly article: Strained;
  /** Time of the extraction alone, without the way to the worker and back: the shortest of several for a short page. */
  readonly milliseconds: number;
  /** Length of the article's text in UTF-8. */
  readonly textBytes: number;
}

/** What the worker answers. An error's class would not survive the way between threads, its code does. */
export type Answer =
  | ({ readonly ok: true } & Reading)
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Reads pages in a worker, one at a time; a newer page puts an end to the reading of an older one. */
export class Strainer {
  #worker: Worker | undefined;
  #abandon: (() => void) | undefined;

  /** @throws PageError with the code `superseded` when another page came before this one was read. */
  read({ source, readAs }: Page): Promise<Reading> {
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
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        this.#abandon = undefined;
        if (data.ok) resolve(data);
        else reject(new PageError(data.code, data.message));
      };
      // The worker's own script, or a module it imports, did not load: a dead worker answers nobody.
      worker.onerror = (event) => stop('unavailable', event.message ?? 'the worker did not start');
      const question: Question = { source, readAs, maxBytes: LONGEST_PAGE };
      worker.postMessage(question);
    });
  }
}
