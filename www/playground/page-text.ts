const NEVER_TEXT = new Set(['script', 'style', 'template', 'title']);

/** A stretch of a page's text, from the first UTF-16 unit to before the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The text of a page without any white space, and where each element and text node stands in it. White space is left
 * out because a reader parts blocks by a space where the tree has none.
 */
export class PageText {
  /** All of the text, squashed. */
  readonly text: string;
  readonly #nodes: Text[] = [];
  readonly #starts: number[] = [];
  readonly #spans = new Map<Element, Span>();

  constructor(root: Element) {
    const parts: string[] = [];
    let length = 0;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const open: { element: Element; from: number }[] = [];
    const leave = (until: Node | null) => {
      while (open.length > 0 && open.at(-1)?.element !== until) {
        const left = open.pop();
        if (left) this.#spans.set(left.element, { from: left.from, to: length });
      }
    };
    for (let node: Node | null = root; node; ) {
      let next: Node | null;
      if (node.nodeType === Node.TEXT_NODE) {
        const part = squash((node as Text).data);
        this.#nodes.push(node as Text);
        this.#starts.push(length);
        parts.push(part);
        length += part.length;
        next = walker.nextNode();
      } else if (NEVER_TEXT.has((node as Element).localName)) {
        this.#spans.set(node as Element, { from: length, to: length });
        next = afterAll(walker);
      } else {
        open.push({ element: node as Element, from: length });
        next = walker.nextNode();
      }
      leave(next?.parentNode ?? null);
      node = next;
    }
    this.text = parts.join('');
  }

  /** Where an element's text stands. */
  spanOf(element: Element): Span {
    return this.#spans.get(element) ?? { from: 0, to: 0 };
  }

  /** The text of an element, squashed. */
  textOf(element: Element): string {
    const { from, to } = this.spanOf(element);
    return this.text.slice(from, to);
  }

  /** The stretch of the document that holds this text, or nothing for an empty one. */
  rangeOf({ from, to }: Span): Range | undefined {
    const first = this.#nodeAt(from);
    const last = this.#nodeAt(to - 1);
    if (!first || !last || to <= from) return undefined;
    const range = first.node.ownerDocument.createRange();
    range.setStart(first.node, unsquashed(first.node.data, from - first.start));
    range.setEnd(last.node, unsquashed(last.node.data, to - 1 - last.start) + 1);
    return range;
  }

  /** The text node that holds the unit at this place, found by halving. */
  #nodeAt(place: number): { node: Text; start: number } | undefined {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    const node = this.#nodes[low - 1];
    return node && { node, start: this.#starts[low - 1] ?? 0 };
  }
}

/** A text without its white space. */
export function squash(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The node after the walker's, in the order of the document, and after all that is within it. */
function afterAll(walker: TreeWalker): Node | null {
  for (;;) {
    const sibling = walker.nextSibling();
    if (sibling || !walker.parentNode()) return sibling;
  }
}

/** The index in `text` of its unit number `count` that is not white space, counted from 0. */
function unsquashed(text: string, count: number): number {
  let left = count;
  for (let at = 0; at < text.length; at += 1) {
    if (/\s/.test(text.charAt(at))) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return text.length;
}
