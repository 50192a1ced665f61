// What lies over the page besides the clutter itself: the curtain behind a dialog, and the lock that keeps the page from scrolling.
import type { Hiding } from './hiding.js';
import { ask, read, rootsOf } from './nodes.js';

/** The page's own, and what holds it: never an overlay. */
const ofPage =
  'article,main,h1,nav,header,footer,video,[role=main],[role=navigation],[role=banner],[role=search],[role=menu],[role=menubar]';

/** What of the window a curtain covers at least, in either direction. */
const CURTAIN = 0.9;
/** The share of the window that an overlay with content covers at least. */
const OVERLAY = 0.2;
/** What stands on a curtain when its dialog is hidden has at most so many words. */
const WORDS_OF_CURTAIN = 3;
/** Elements in a hidden one that are looked at for being laid over the page. */
const MOST_INSIDE = 200;

/** Whether an element, or one in it, is shown and laid over the page rather than a part of its flow. */
export function isLaidOver(element: Element, view: Window): boolean {
  const fixed = (one: Element) =>
    /fixed|sticky/.test(view.getComputedStyle(one).position) && ask(one, 'getClientRects').length > 0;
  return fixed(element) || [...ask(element, 'querySelectorAll', '*')].slice(0, MOST_INSIDE).some(fixed);
}

/**
 * The elements that lie over the middle of the window: curtains, and, if `all` is asked for, whatever else covers the page and is
 * none of its own parts.
 */
export function overlaysOf(document: Document, view: Window, all: boolean): HTMLElement[] {
  const [width, height] = [view.innerWidth, view.innerHeight];
  if (!read(document, 'elementsFromPoint') || width === 0 || height === 0) return [];
  const found = new Set<HTMLElement>();
  for (const [x, y] of [
    [0.5, 0.5],
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ] as const) {
    // From the top down to what is none: there the page begins, and what lies behind it is its background.
    for (const hit of ask(document, 'elementsFromPoint', x * width, y * height)) {
      const laid = outermostLaid(hit, view);
      if (laid === undefined || !isOverlay(laid, width, height, all)) break;
      found.add(laid);
    }
  }
  return [...found];
}

/** The outermost element around this one that is taken out of the page's flow and put above it. */
function outermostLaid(hit: Element, view: Window): HTMLElement | undefined {
  let laid: Element | undefined;
  // Neither the root nor the body, nor what stands beside it.
  for (const element of withAncestors(hit).slice(0, -2)) {
    const { position, zIndex } = view.getComputedStyle(element);
    if (position === 'fixed' || position === 'sticky' || (position === 'absolute' && Number(zIndex) > 0))
      laid = element;
  }
  return laid as HTMLElement | undefined;
}

function isOverlay(element: HTMLElement, width: number, height: number, all: boolean): boolean {
  if (ask(element, 'closest', ofPage) !== null || ask(element, 'querySelector', ofPage) !== null) return false;
  const box = ask(element, 'getBoundingClientRect');
  const [across, down] = [
    Math.min(box.right, width) - Math.max(box.left, 0),
    Math.min(box.bottom, height) - Math.max(box.top, 0),
  ];
  if (all && across * down >= OVERLAY * width * height) return true;
  const words = textOf(element)
    .split(' ')
    .filter((word) => word !== '').length;
  return across >= CURTAIN * width && down >= CURTAIN * height && words <= WORDS_OF_CURTAIN;
}

/** Lets the page scroll that a dialog has locked. */
export function unlockScrolling(document: Document, view: Window, hiding: Hiding): void {
  for (const root of rootsOf(document)) {
    const { overflowY, position } = view.getComputedStyle(root);
    if (overflowY === 'hidden' || overflowY === 'clip' || position === 'fixed') hiding.unlock(root);
  }
}

/** Where an element stands, as a CSS selector from `body` on. */
export function pathOf(element: Element): string {
  const plain = (name: string) => /^[a-z_][\w-]*$/i.test(name);
  const steps = withAncestors(element).map((step) => {
    const id = read(step, 'id');
    const classes = [...read(step, 'classList')].filter(plain).slice(0, 2);
    return [read(step, 'localName') + (plain(id) ? `#${id}` : ''), ...classes].join('.');
  });
  return steps.slice(0, -1).reverse().join(' > ');
}

/** The text of an element as it is shown, white space folded. */
export const textOf = (element: HTMLElement): string => (read(element, 'innerText') ?? '').replace(/\s+/g, ' ').trim();

/** An element and those around it, up to the root. */
function withAncestors(element: Element): Element[] {
  const found: Element[] = [];
  for (let one: Element | null = element; one !== null; one = read(one, 'parentElement')) found.push(one);
  return found;
}
