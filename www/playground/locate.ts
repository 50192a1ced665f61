import type { Removed } from '../package/index.js';
import { PageText, type Span, squash } from './page-text.js';

/** Where a block stands in the page view: an element of its own, or a stretch of text within one. */
export type Place = Element | Range;

/** Text shorter than this is found in too many places to be looked for without its path. */
const TELLING = 12;

/** How much longer an element's text may be than the block's for the element to stand for the block. */
const SLACK = 1.25;

/**
 * Finds blocks that were left out in the parsed page.
 *
 * A block's path is a selector that may match several elements, and the browser's tree may differ from the reader's in
 * places (a `tbody` put in, a stray tag moved). So the text decides: first among the elements of that path, then among
 * those of a looser one, then anywhere in the page.
 */
export class Locator {
  readonly #page: PageText;
  readonly #found = new Map<Removed, Place | undefined>();

  constructor(readonly root: HTMLElement) {
    this.#page = new PageText(root);
  }

  locate(block: Removed): Place | undefined {
    if (!this.#found.has(block)) this.#found.set(block, this.#look(block));
    return this.#found.get(block);
  }

  #look({ path, text }: Removed): Place | undefined {
    const wanted = squash(text);
    const ofLines = this.#lines(path);
    if (ofLines) return ofLines;
    const ofPath = this.#select(path);
    if (wanted === '') return ofPath[0];
    for (const elements of [ofPath, this.#select(path.replaceAll(' > ', ' ')), this.#select(lastOf(path))]) {
      const place = this.#within(elements, wanted);
      if (place) return place;
    }
    const from = wanted.length >= TELLING ? this.#page.text.indexOf(wanted) : -1;
    if (from >= 0) return this.#place({ from, to: from + wanted.length });
    // Not all of its text is in one place of the tree (a part was kept, or is a picture's description).
    const opening = wanted.slice(0, TELLING);
    return ofPath.length === 1 ? ofPath[0] : ofPath.find((element) => this.#page.textOf(element).includes(opening));
  }

  /** The element whose text this is, or else the place of the text in the smallest element that holds it. */
  #within(elements: readonly Element[], wanted: string): Place | undefined {
    const holders = elements
      .map((element) => ({ element, ...this.#page.spanOf(element) }))
      .filter(({ from, to }) => to - from >= wanted.length)
      .sort((a, b) => a.to - a.from - (b.to - b.from));
    for (const { element, from } of holders) {
      const text = this.#page.textOf(element);
      if (text === wanted) return element;
      const at = text.indexOf(wanted);
      if (at >= 0) return this.#place({ from: from + at, to: from + at + wanted.length });
    }
    return undefined;
  }

  /** The smallest element that holds a stretch of text, or the stretch itself where the element holds much more. */
  #place(span: Span): Place | undefined {
    const range = this.#page.rangeOf(span);
    const common = range?.commonAncestorContainer;
    const element = common?.nodeType === Node.TEXT_NODE ? common.parentElement : (common as Element | undefined);
    if (!element) return undefined;
    return this.#page.textOf(element).length <= (span.to - span.from) * SLACK ? element : range;
  }

  /** The lines that a path tells, of a text: each is a paragraph of the view. */
  #lines(path: string): Place | undefined {
    const [, from, to = from] = /^lines? (\d+)(?:\u2013(\d+))?$/.exec(path) ?? [];
    const lines = this.root.querySelectorAll('p');
    const [first, last] = [lines[Number(from) - 1], lines[Number(to) - 1]];
    if (!first || !last || first === last) return first;
    const range = this.root.ownerDocument.createRange();
    range.setStartBefore(first);
    range.setEndAfter(last);
    return range;
  }

  #select(selector: string): Element[] {
    try {
      return [...this.root.querySelectorAll(selector)];
    } catch {
      return []; // not a selector this browser reads
    }
  }
}

const STEP = ' > ';

/** The last step of a path: `body > main > aside.related` gives `aside.related`. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(STEP) + STEP.length);
}
