// The live page without its clutter: elements are hidden, never deleted, so that the page's own scripts find what they look for.
import { checkDeclutterOptions, type DeclutterSettings, isDocument, wrongArgument } from './arguments.js';
import { isWrittenSo, writtenElements } from './elements.js';
import { filtersNumber } from './filters.js';
import { Hiding } from './hiding.js';
import { call } from './instance.js';
import { addressOf, read, rootsOf } from './nodes.js';
import { isLaidOver, overlaysOf, pathOf, textOf, unlockScrolling } from './overlays.js';
import type { LiveDocument } from './platform.js';
import { dormantNames, openShadowRoots } from './shadow.js';
import type { Decluttered, DeclutterOptions, Removed, RemovedKind } from './types.js';
import { Watch } from './watching.js';
import { asWritten } from './writing.js';

/**
 * Hides the ads, recommendations and what else the options name in a live page, open shadow roots included, and goes on to do so
 * when more comes. Nothing is deleted: one style rule hides what one attribute marks. Needs `await init()` before.
 *
 * When a consent, newsletter or paywall dialog was hidden that lay over the page, or that its page opens later, the curtain behind it
 * goes too, and the page scrolls again. A modal dialog is closed as well, which its page is told, or nothing else could be clicked. The
 * page's own header and menus stay.
 *
 * What comes later is looked at together, when the page is idle, in some 100 ms of each second at most, and not for ever: what is
 * inserted, custom elements that come alive, dialogs that are opened. A class that an element gets later, or sheets that the page sets
 * anew, are seen with the next of these.
 *
 * ```js
 * const { removed, restore } = declutter(document, { remove: ['ad', 'consent'], onRemoved: console.log })
 * button.onclick = restore
 * ```
 *
 * @param document  a document of this window, a frame or a `DOMParser`, which is looked at once; in Node one of jsdom's or its like
 * @param options  see {@link DeclutterOptions}
 * @throws MuslinError when a limit is passed, or before `init()` has finished
 * @throws TypeError for a wrong argument
 * @throws the signal's `reason` when `options.signal` is given already; what `options.onRemoved` throws. The page is as it was then
 */
export function declutter(document: LiveDocument, options?: DeclutterOptions): Decluttered {
  if (!isDocument(document)) throw wrongArgument('declutter: document', 'a Document', document);
  const settings = checkDeclutterOptions(options, 'declutter');
  settings.signal?.throwIfAborted();
  const work = new Declutter(document, settings);
  try {
    work.begin();
  } catch (error) {
    work.restore();
    throw error;
  }
  return { removed: work.removed, restore: () => work.restore() };
}

/** What `findClutter` of src/bindings/document.rs gives. */
interface Clutter {
  elements: number;
  found: { element: number; startTag: string; removed: Removed }[];
}

/** Dialogs of these kinds lock the page they lie over. */
const dialogs: readonly RemovedKind[] = ['consent', 'newsletter', 'paywall'];

class Declutter {
  readonly removed: Removed[] = [];
  readonly #document: Document;
  readonly #settings: DeclutterSettings;
  readonly #hiding: Hiding;
  readonly #scrap: Document;
  #watch: Watch | undefined;
  /** That of the page while it is shown: later its frame may show another. */
  #registry: CustomElementRegistry | undefined;
  #stop = () => {};
  /** Those that are hidden. While one of them would be over the page, what belongs to it goes too. */
  readonly #dialogs: Element[] = [];

  constructor(document: Document, settings: DeclutterSettings) {
    this.#document = document;
    this.#settings = settings;
    this.#hiding = new Hiding(document);
    this.#scrap = read(document, 'implementation')?.createHTMLDocument('') ?? document;
  }

  get #view(): (Window & typeof globalThis) | null {
    return read(this.#document, 'defaultView');
  }

  begin(): void {
    const { signal, watch } = this.#settings;
    const view = this.#view;
    if (view && watch && 'MutationObserver' in view) {
      this.#registry = view.customElements;
      this.#watch = new Watch(
        view,
        (hasMore) => this.#lookAgain(hasMore),
        (node) => this.#hiding.owns(node),
      );
    }
    const stop = () => this.#watch?.stop();
    // From before anything is told: who is told may want no more.
    signal?.addEventListener('abort', stop);
    this.#stop = () => {
      stop();
      signal?.removeEventListener('abort', stop);
    };
    const began = performance.now();
    this.#look();
    this.#watch?.account(performance.now() - began);
  }

  restore(): void {
    this.#stop();
    this.#hiding.restore();
  }

  #lookAgain(hasMore: boolean): void {
    // The frame shows another page by now.
    if (!this.#view) this.#watch?.stop();
    else if (hasMore) this.#look();
    else this.#settle([]);
  }

  #look(): void {
    const { raw, filters } = this.#settings;
    const document = this.#document;
    const shadowRoots = openShadowRoots(document);
    // From before it is read, so that nothing is missed; our own attributes are not looked at.
    const registry = this.#registry;
    for (const scope of [document, ...shadowRoots]) {
      this.#watch?.observe(scope);
      if (registry) this.#watch?.await(dormantNames(scope, registry), registry);
    }
    const list = filtersNumber('declutter', filters);
    const { elements, found } = call('declutter', (module) =>
      module.findClutter(asWritten(document, shadowRoots), shadowRoots, { ...addressOf(document), ...raw }, list),
    ) as Clutter;

    const written = found.length > 0 ? writtenElements(document, shadowRoots, elements) : [];
    const told: Removed[] = [];
    for (const { element: place, startTag, removed } of found) {
      const element = written[place];
      if (!element || this.#hiding.hides(element) || !isWrittenSo(element, startTag, this.#scrap)) continue;
      if (dialogs.includes(removed.kind)) this.#dialogs.push(element);
      this.#hiding.hide(element);
      told.push(removed);
    }
    this.#settle(told);
  }

  /** Keeps hidden what is, takes away what is left of dialogs, and tells of it and of what was hidden before. */
  #settle(told: Removed[]): void {
    const isLocked = this.#isLocked();
    this.#hiding.refresh();
    if (isLocked) {
      told.push(...this.#lift());
      this.#hiding.refresh();
    }
    this.#watchDialogs();
    this.removed.push(...told);
    // At the very end: what it throws must not leave half of the work undone.
    for (const removed of told) this.#settings.onRemoved?.(removed);
  }

  /** Whether a dialog that is hidden would lie over the page now, or whatever does is to be lifted. */
  #isLocked(): boolean {
    const view = this.#view;
    const isOver = (dialog: Element) => view && this.#hiding.unhidden(dialog, () => isLaidOver(dialog, view));
    return this.#settings.overlays ?? this.#dialogs.some(isOver);
  }

  /** Pages open a dialog that they have by a class or style of its own, of what is in it, or of the root. */
  #watchDialogs(): void {
    if (this.#dialogs.length === 0 && !this.#settings.overlays) return;
    for (const root of rootsOf(this.#document)) this.#watch?.observeStyle(root, false);
    for (const dialog of this.#dialogs) this.#watch?.observeStyle(dialog, true);
  }

  /** Takes away what is left of dialogs, and whatever else lies over the page if that is asked for. */
  #lift(): Removed[] {
    const view = this.#view;
    if (!view) return [];
    unlockScrolling(this.#document, view, this.#hiding);
    return overlaysOf(this.#document, view, this.#settings.overlays === true).map((element) => {
      const text = textOf(element);
      this.#hiding.hide(element);
      return { kind: 'boilerplate', reason: 'an overlay over the page', path: pathOf(element), text };
    });
  }
}
