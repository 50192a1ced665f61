// One page on its way through the module and out again, without its clutter.
import type { PageSettings } from './arguments.js';
import { MuslinError } from './errors.js';
import { filtersNumber } from './filters.js';
import { call, currentGeneration, type Raw } from './instance.js';
import type { OwnBytes } from './platform.js';
import type { Removed } from './types.js';

/** A page that is being cleaned. It holds memory of the module until {@link end} or {@link free} is called; one of them must. */
export class Cleaner {
  /** The public function that is at work, for messages. */
  readonly name: string;
  readonly #generation: number;
  readonly #onRemoved: PageSettings['onRemoved'];
  #cleaner: InstanceType<Raw['PageCleaner']> | undefined;

  /** @throws MuslinError with the code `unknown-charset` */
  constructor(name: string, { raw, filters, onRemoved }: PageSettings) {
    this.name = name;
    this.#onRemoved = onRemoved;
    const list = filtersNumber(name, filters);
    this.#cleaner = call(name, ({ PageCleaner }) => new PageCleaner(raw, list));
    this.#generation = currentGeneration();
  }

  /**
   * Gives the bytes that are certain to stay.
   *
   * @throws MuslinError when a limit is passed
   */
  write(chunk: Uint8Array): OwnBytes {
    const given = this.#use((cleaner) => cleaner.write(chunk)) as OwnBytes;
    this.#tell();
    return given;
  }

  /** Gives the rest of the page and lets go of the memory. */
  end(): OwnBytes {
    const given = this.#use((cleaner) => cleaner.end()) as OwnBytes;
    this.#tell();
    this.free();
    return given;
  }

  /** Lets go of the memory of a page that is not read to its end. Does nothing after the end. */
  free(): void {
    const cleaner = this.#cleaner;
    this.#cleaner = undefined;
    // What belonged to an instance that has crashed went with it; its address means another thing in the new one.
    if (cleaner === undefined || this.#generation !== currentGeneration()) return;
    try {
      call(this.name, () => cleaner.free());
    } catch {
      // `call` has mended the module, and why the page is given up is worth more than that.
    }
  }

  /** Taken also where nobody is told: the module would hold them up to the end of the page. */
  #tell(): void {
    for (const removed of this.#use((cleaner) => cleaner.takeRemoved()) as Removed[]) this.#onRemoved?.(removed);
  }

  #use<T>(work: (cleaner: InstanceType<Raw['PageCleaner']>) => T): T {
    const cleaner = this.#cleaner;
    if (cleaner === undefined || this.#generation !== currentGeneration()) {
      throw new MuslinError(
        'crashed',
        `${this.name}: the WebAssembly module crashed over another page while this one was being read`,
      );
    }
    return call(this.name, () => work(cleaner));
  }
}
