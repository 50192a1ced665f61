// Watches a page for what comes late, at a cost that has a limit.
import { read } from './nodes.js';

/** The share of the time that looking at the page may take: some 100 ms of each second. */
const SHARE = 0.1;
/** The shortest wait before the page is looked at again, in milliseconds, so that many insertions are seen at once. */
const SHORTEST_WAIT = 200;
/** All the time that looking may take before the page is left alone, in milliseconds: endless feeds are not followed forever. */
const MOST_TIME = 3000;

/** Looks at a page again when elements have come, or dialogs may have been opened. */
export class Watch {
  readonly #observer: MutationObserver;
  readonly #look: (hasMore: boolean) => void;
  readonly #observed = new WeakSet<Node>();
  readonly #awaited = new Set<string>();
  #hasMore = false;
  #timer: number | undefined;
  #idle: number | undefined;
  #spent = 0;
  #nextAt = 0;
  #isOver = false;

  /**
   * @param look  what to do, and whether elements have come; when it fails, the watch is over
   * @param isOwn  whether a node was put there by us
   */
  constructor(view: Window & typeof globalThis, look: (hasMore: boolean) => void, isOwn: (node: Node) => boolean) {
    this.#look = look;
    this.#observer = new view.MutationObserver((records) => {
      const isNew = (node: Node) => read(node, 'nodeType') === 1 /* ELEMENT_NODE */ && !isOwn(node);
      const hasMore = records.some(({ addedNodes }) => [...addedNodes].some(isNew));
      this.#hasMore ||= hasMore;
      if (hasMore || records.some(({ type }) => type === 'attributes')) this.#schedule();
    });
  }

  /** Watches a document or a shadow root too: what comes, and what is opened. */
  observe(scope: Node): void {
    this.#observe(scope, { childList: true, subtree: true, attributeFilter: ['open'] });
  }

  /** Waits for custom elements of these names, too: when they come alive, they get their shadow trees. */
  await(names: Iterable<string>, registry: CustomElementRegistry): void {
    for (const name of names) {
      if (this.#awaited.has(name)) continue;
      this.#awaited.add(name);
      const look = () => {
        this.#hasMore = true;
        this.#schedule();
      };
      // No custom element may have some names.
      registry.whenDefined(name).then(look, () => {});
    }
  }

  /**
   * Watches how an element is shown too.
   *
   * @param subtree  and what is in it
   */
  observeStyle(element: Element, subtree: boolean): void {
    this.#observe(element, { subtree, attributeFilter: ['class', 'style'] });
  }

  /** Takes account of a look that took so long, in milliseconds. */
  account(time: number): void {
    this.#spent += time;
    this.#nextAt = performance.now() + Math.max(SHORTEST_WAIT, time / SHARE);
    if (this.#spent > MOST_TIME) this.stop();
  }

  stop(): void {
    this.#isOver = true;
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
  }

  #observe(node: Node, what: MutationObserverInit): void {
    if (this.#isOver || this.#observed.has(node)) return;
    this.#observed.add(node);
    this.#observer.observe(node, what);
  }

  #schedule(): void {
    if (this.#isOver || this.#timer !== undefined) return;
    const wait = Math.max(SHORTEST_WAIT, this.#nextAt - performance.now());
    this.#timer = setTimeout(() => {
      // When the page has nothing better to do; where this is not known, now. By this window: one of a frame that shows another page
      // by now may not be asked.
      if ('requestIdleCallback' in globalThis) {
        this.#idle = requestIdleCallback(() => this.#run(), { timeout: 1000 });
      } else this.#run();
    }, wait) as unknown as number;
  }

  #run(): void {
    this.#timer = undefined;
    this.#idle = undefined;
    if (this.#isOver) return;
    const hasMore = this.#hasMore;
    this.#hasMore = false;
    const began = performance.now();
    try {
      this.#look(hasMore);
    } catch (error) {
      this.stop();
      throw error;
    }
    this.account(performance.now() - began);
  }
}
