// One page on its way through the module.
import type { RawOptions } from './arguments.js';
import { MuslinError } from './errors.js';
import { filtersNumber } from './filters.js';
import { call, currentGeneration, type Raw } from './instance.js';
import type { Article, Block } from './types.js';

/**
 * The most of a string that crosses at once, in UTF-16 units: nearly every page in one piece, and a giant one without
 * the module's memory, which never shrinks, growing by three times its size.
 */
const LONGEST_PIECE = 1 << 18;

/**
 * A page that is being read. It holds memory of the module until {@link end} or {@link free} is called; one of them must.
 */
export class Page {
  /** The public function that is at work, for messages. */
  readonly name: string;
  readonly #generation: number;
  #extractor: InstanceType<Raw['Extractor']> | undefined;
  /** The first half of a surrogate pair that a chunk ended with, for the next one to complete. */
  #half = '';

  /**
   * @param name  the public function that is at work, for messages
   * @param options  as Rust reads them
   * @param filters  the user's own
   * @param wanted  its blocks, while it is read too, or its article, at the end
   * @throws MuslinError with the code `unknown-charset`
   */
  constructor(
    name: string,
    options: RawOptions,
    filters: string | undefined,
    wanted: 'article' | 'blocks' = 'article',
  ) {
    this.name = name;
    const list = filtersNumber(name, filters);
    this.#extractor = call(name, ({ Extractor }) =>
      wanted === 'blocks' ? Extractor.forBlocks(options, list) : new Extractor(options, list),
    );
    this.#generation = currentGeneration();
  }

  /** @throws MuslinError when a limit is passed */
  writeBytes(chunk: Uint8Array): void {
    this.#flushHalf();
    this.#use((extractor) => extractor.writeBytes(chunk));
  }

  /** @throws MuslinError when a limit is passed */
  writeText(chunk: string): void {
    const text = this.#half + chunk;
    const end = wholePairs(text, text.length);
    this.#half = text.slice(end);
    for (let start = 0; start < end; ) {
      const stop = wholePairs(text, Math.min(start + LONGEST_PIECE, end));
      const piece = text.slice(start, stop);
      this.#use((extractor) => extractor.writeText(piece));
      start = stop;
    }
  }

  /** The blocks that have become certain since the last time. */
  takeBlocks(): Block[] {
    return this.#use((extractor) => extractor.takeBlocks()) as Block[];
  }

  /** Gives the article and lets go of the memory. */
  end(): Article {
    return this.#end((extractor) => extractor.end()) as Article;
  }

  /** Gives the blocks that were not taken and lets go of the memory. */
  endBlocks(): Block[] {
    return this.#end((extractor) => extractor.endBlocks()) as Block[];
  }

  /** Lets go of the memory of a page that is not read to its end. Does nothing after the end. */
  free(): void {
    const extractor = this.#extractor;
    this.#extractor = undefined;
    // What belonged to an instance that has crashed went with it; its address means another thing in the new one.
    if (extractor === undefined || this.#generation !== currentGeneration()) return;
    try {
      call(this.name, () => extractor.free());
    } catch {
      // `call` has mended the module, and why the page is given up is worth more than that.
    }
  }

  #end<T>(work: (extractor: InstanceType<Raw['Extractor']>) => T): T {
    this.#flushHalf();
    return this.#use((extractor) => {
      // The extractor frees itself even when its end fails.
      this.#extractor = undefined;
      return work(extractor);
    });
  }

  #flushHalf(): void {
    const half = this.#half;
    this.#half = '';
    // Crosses as U+FFFD, as a lone surrogate does anywhere else.
    if (half !== '') this.#use((extractor) => extractor.writeText(half));
  }

  #use<T>(work: (extractor: InstanceType<Raw['Extractor']>) => T): T {
    const extractor = this.#extractor;
    if (extractor === undefined || this.#generation !== currentGeneration()) {
      throw new MuslinError(
        'crashed',
        `${this.name}: the WebAssembly module crashed over another page while this one was being read`,
      );
    }
    return call(this.name, () => work(extractor));
  }
}

/** Where to cut a string at or just before an index, so that no surrogate pair is cut in two. */
function wholePairs(text: string, index: number): number {
  const last = text.charCodeAt(index - 1);
  return last >= 0xd800 && last <= 0xdbff ? index - 1 : index;
}
