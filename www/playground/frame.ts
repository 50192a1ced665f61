import { disarm } from './disarm.js';

// Read by the frame before anything of the page is in it, and in force for as long as its document lives.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

// `:where` weighs nothing: any rule of the page goes before these.
const OWN_STYLE = `
  :where(a[data-muslin-link]) { color: LinkText; text-decoration: underline; }
  :where(img:not([src])) { background: rgb(128 120 105 / .15); }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
  }`;

/**
 * A view of a page: a sandboxed frame that can run no script and load nothing.
 *
 * `allow-same-origin` lets this window read the frame's tree, to outline in it what was left out. That permission is
 * harmless only as long as nothing in the frame can act, so `allow-scripts` must never stand beside it: a script in
 * there would be of our own origin and could take its own sandbox away.
 */
export class PageFrame {
  #frame: HTMLIFrameElement | undefined;
  #root: HTMLElement | undefined;
  #showing = new AbortController();

  constructor(
    private readonly stage: HTMLElement,
    /** What the frame is called, for who does not see it. */
    private readonly title: string,
    /** Called with each new window of the frame, for events that must not end in it (a file dropped onto the page). */
    private readonly onWindow: (view: Window) => void,
  ) {}

  /** The `<html>` element of the page that is shown. */
  get root(): HTMLElement | undefined {
    return this.#root;
  }

  /** The frame's element, for the place of things in this window. */
  get element(): HTMLIFrameElement | undefined {
    return this.#frame;
  }

  clear(): void {
    this.#showing.abort();
    this.#frame?.remove();
    this.#frame = undefined;
    this.#root = undefined;
  }

  /**
   * Shows a page. Resolves when it stands in the frame, and rejects with an `AbortError` when another came meanwhile.
   *
   * The page is parsed apart, in a document that has no window (there nothing runs and nothing loads), disarmed
   * there, and only then moved into the frame.
   */
  async show(html: string): Promise<void> {
    this.clear();
    this.#showing = new AbortController();
    const { signal } = this.#showing;
    // A document without a window parses `noscript` as markup, as the frame will show it.
    const page = new DOMParser().parseFromString(html, 'text/html');
    await disarm(page, signal);
    const frame = await this.#open(compatMode?.call(page) === 'BackCompat', signal);
    const view = frame.contentDocument;
    const root = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT).firstChild();
    if (!view || !(root instanceof HTMLElement)) return;
    view.replaceChild(view.adoptNode(root), view.documentElement);
    const style = view.createElement('style');
    style.textContent = OWN_STYLE;
    root.querySelector('head')?.prepend(style);
    this.#root = root;
  }

  /** A new frame for each page: a frame that is reused would add to the window's history. */
  async #open(quirks: boolean, signal: AbortSignal): Promise<HTMLIFrameElement> {
    const frame = document.createElement('iframe');
    frame.title = this.title;
    frame.sandbox.value = 'allow-same-origin';
    frame.referrerPolicy = 'no-referrer';
    frame.srcdoc = `${quirks ? '' : '<!doctype html>'}<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    this.stage.append(frame);
    this.#frame = frame;
    await loaded;
    signal.throwIfAborted();
    const view = frame.contentWindow;
    if (view) {
      // Focus within a frame is not focus on the frame, for a style sheet; but a person must see where it is.
      view.addEventListener('focus', () => frame.classList.add('focused'));
      view.addEventListener('blur', () => frame.classList.remove('focused'));
      this.onWindow(view);
    }
    return frame;
  }
}

// Through the prototype, because a page may hide any property of its document: `<object id=compatMode>`.
const compatMode = Object.getOwnPropertyDescriptor(Document.prototype, 'compatMode')?.get;
