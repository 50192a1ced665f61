import { PageFrame } from './frame.js';
import type { Page } from './page.js';
import { type Cleaning, Strainer } from './strainer.js';

/** The page without its clutter, beside the page as it was given. It is cleaned only when somebody wants to see it. */
export class CleanView {
  readonly #strainer = new Strainer('page');
  readonly #frame: PageFrame;
  /** The page that was cleaned last. */
  #of: Page | undefined;
  #cleaning: Promise<Cleaning> | undefined;

  /** @param onWindow  see {@link PageFrame} */
  constructor(stage: HTMLElement, onWindow: (view: Window) => void) {
    this.#frame = new PageFrame(stage, 'The page without its clutter', onWindow);
  }

  clear(): void {
    this.#of = undefined;
    this.#cleaning = undefined;
    this.#frame.clear();
  }

  /**
   * Cleans a page, unless it is the one that was cleaned last.
   *
   * @throws PageError as {@link Strainer.read} does
   */
  clean(page: Page): Promise<Cleaning> {
    if (this.#of !== page || !this.#cleaning) {
      this.clear();
      this.#of = page;
      this.#cleaning = this.#strainer.read(page);
    }
    return this.#cleaning;
  }

  /** Shows what is left of the page that was cleaned; does nothing when it is shown already. */
  async draw({ clean }: Cleaning): Promise<void> {
    if (!this.#frame.element) await this.#frame.show(clean.html);
  }
}
