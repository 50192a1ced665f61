import type { PageFrame } from './frame.js';
import type { Place } from './locate.js';

/** A block to outline in the page view. */
export interface Mark {
  readonly place: Place;
  /** The block's kind: its outline takes that kind's dye. */
  readonly kind: string;
  readonly label: string;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The share of a window, at its top and its bottom, that counts as its edge. */
const EDGE = 0.15;

/** Height of an outline's label, in CSS pixels. */
const LABEL = 24;

const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Outlines blocks of the page view.
 *
 * The outlines lie in this window, over the frame: the page itself is not touched, and no style of its own can clip,
 * cover or restyle them. While there is something to outline they follow the page's scrolling frame by frame (events
 * of a frame without scripts do not reach listeners in every browser).
 */
export class Highlighter {
  #marks: readonly Mark[] = [];
  #outlines: HTMLElement[] = [];
  #frameRequest = 0;

  constructor(
    private readonly layer: HTMLElement,
    private readonly page: PageFrame,
  ) {}

  /** Outlines these blocks and no others; says whether any of them can be seen in the page at all. */
  show(marks: readonly Mark[]): boolean {
    this.#marks = marks;
    this.#outlines = marks.map(({ kind, label }) => {
      const outline = document.createElement('div');
      outline.className = 'outline';
      outline.dataset.kind = kind;
      const tag = document.createElement('span');
      tag.textContent = label;
      outline.append(tag);
      return outline;
    });
    this.layer.replaceChildren(...this.#outlines);
    cancelAnimationFrame(this.#frameRequest);
    if (marks.length > 0) this.#follow();
    return marks.some(({ place }) => boxOf(place) !== undefined);
  }

  clear(): void {
    this.show([]);
  }

  /** Scrolls the page view so that the block stands in it. */
  bringIntoView(place: Place): void {
    const view = this.page.element?.contentWindow;
    if (!view) return;
    const behavior = stillness.matches ? 'instant' : 'smooth';
    for (const scroller of scrollersAround(place, view)) {
      const box = boxOf(place);
      if (!box) return;
      const outer = scroller.getBoundingClientRect();
      scroller.scrollBy({ top: distance(box, outer.top, outer.height), behavior: 'instant' });
    }
    const box = boxOf(place);
    if (box) view.scrollBy({ top: distance(box, 0, view.innerHeight), behavior });
  }

  #follow = (): void => {
    this.#marks.forEach(({ place }, at) => {
      const outline = this.#outlines[at];
      if (!outline) return;
      const box = boxOf(place);
      outline.hidden = !box;
      if (!box) return;
      outline.style.transform = `translate(${box.left}px, ${box.top}px)`;
      outline.style.width = `${box.width}px`;
      outline.style.height = `${box.height}px`;
      // The label stays in sight when the top of a tall block is scrolled away.
      outline.classList.toggle('within', box.top < LABEL);
      outline.style.setProperty('--tag-shift', `${Math.max(0, Math.min(-box.top, box.height - LABEL))}px`);
    });
    this.#frameRequest = requestAnimationFrame(this.#follow);
  };
}

/**
 * How far to scroll for a box to stand in the middle of a window, or near its top where it is taller. Nothing where it
 * is well in sight: not at an edge, where pages keep headers and notices that lie over everything.
 */
function distance(box: Box, top: number, height: number): number {
  const above = box.top - top;
  if (above >= height * EDGE && above + box.height <= height * (1 - EDGE)) return 0;
  return box.height > height * (1 - 2 * EDGE) ? above - height * EDGE : above - (height - box.height) / 2;
}

/** The block's box in the frame's window, or nothing where none of it is drawn. */
function boxOf(place: Place): Box | undefined {
  const box = place.getBoundingClientRect();
  if (box.width > 1 && box.height > 1) return box;
  if (!('tagName' in place)) return undefined;
  // An element may have no box of its own while its content has one: floated children, `display: contents`.
  const content = place.ownerDocument.createRange();
  content.selectNodeContents(place);
  const inner = content.getBoundingClientRect();
  return inner.width > 1 && inner.height > 1 ? inner : undefined;
}

function* scrollersAround(place: Place, view: Window): Generator<Element> {
  const start = 'tagName' in place ? place : place.startContainer.parentElement;
  for (let element = start?.parentElement; element?.parentElement?.parentElement; element = element.parentElement) {
    if (element.scrollHeight <= element.clientHeight + 1) continue;
    if (/auto|scroll/.test(view.getComputedStyle(element).overflowY)) yield element;
  }
}
