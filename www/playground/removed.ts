import type { Removed } from '../package/index.js';
import { byKind, KINDS } from './kinds.js';
import { counted, inWhole } from './units.js';

/** What the list of removed blocks asks of the page view. */
export interface PageView {
  /** Outlines these blocks; says how many of them were found there, and whether any can be seen. */
  point(blocks: readonly Removed[], scroll: boolean): { found: number; seen: boolean };
  /** Takes the outlines away. */
  unpoint(): void;
  /** Makes sure that the view can be seen, on a screen that shows one pane at a time. */
  reveal(): void;
}

/** More than this many in a group are shown only when asked for. */
const FIRST = 60;

/** Of a group of more than this many, pointing at its heading outlines the first. */
const OUTLINED = 200;

/** A pointer that only crosses a block on its way does not make the page jump. */
const HOVER_DELAY = 90;

/** The list of what was left out and why: grouped by kind, each block shown in the page on hover, focus or press. */
export class RemovedList {
  #pinned: { button: HTMLButtonElement; block: Removed } | undefined;
  #hover = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly count: HTMLElement,
    private readonly view: PageView,
    private readonly announce: (message: string) => void,
  ) {
    host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#pinned) this.#unpin();
    });
  }

  clear(): void {
    this.#pinned = undefined;
    this.view.unpoint();
    this.count.textContent = '';
    this.host.replaceChildren();
  }

  /** @param nothing  what to say when nothing was removed */
  show(removed: readonly Removed[], nothing: string): void {
    this.clear();
    this.count.textContent = inWhole(removed.length);
    if (removed.length === 0) {
      const none = document.createElement('p');
      none.className = 'quiet';
      none.textContent = nothing;
      this.host.append(none);
      return;
    }
    for (const [kind, blocks] of byKind(removed)) this.host.append(this.#group(kind, blocks));
  }

  #group(kind: Removed['kind'], blocks: readonly Removed[]): HTMLElement {
    const group = document.createElement('details');
    group.className = 'group';
    group.dataset.kind = kind;
    group.open = true;
    const summary = document.createElement('summary');
    const name = document.createElement('h3');
    name.textContent = KINDS[kind].many;
    const count = document.createElement('span');
    count.className = 'count';
    count.textContent = inWhole(blocks.length);
    count.title = counted(blocks.length, 'block');
    summary.append(name, count);
    this.#pointAt(summary, blocks.slice(0, OUTLINED), false);

    const list = document.createElement('ul');
    list.append(...blocks.slice(0, FIRST).map((block) => this.#item(block)));
    group.append(summary, list);
    if (blocks.length > FIRST) {
      const more = document.createElement('button');
      more.type = 'button';
      more.className = 'more';
      more.textContent = `Show the other ${inWhole(blocks.length - FIRST)}`;
      more.addEventListener('click', () => {
        const rest = blocks.slice(FIRST).map((block) => this.#item(block));
        list.append(...rest);
        rest[0]?.querySelector('button')?.focus();
        more.remove();
      });
      group.append(more);
    }
    return group;
  }

  #item(block: Removed): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'block';
    button.setAttribute('aria-pressed', 'false');
    const text = document.createElement('span');
    text.className = 'block-text';
    text.dir = 'auto';
    text.textContent = block.text === '' ? 'No text of its own' : block.text;
    text.classList.toggle('quiet', block.text === '');
    const reason = document.createElement('span');
    reason.className = 'block-reason';
    reason.textContent = block.reason;
    const path = document.createElement('span');
    path.className = 'block-path';
    path.textContent = block.path;
    const note = document.createElement('span');
    note.className = 'block-note';
    button.append(text, reason, path, note);
    button.addEventListener('click', () => this.#toggle(button, block));
    this.#pointAt(button, [block], true);
    item.append(button);
    return item;
  }

  /** Outlines these blocks for as long as the pointer or the focus is on `target`. */
  #pointAt(target: HTMLElement, blocks: readonly Removed[], scroll: boolean): void {
    const enter = () => {
      window.clearTimeout(this.#hover);
      this.#hover = window.setTimeout(() => this.#say(target, this.view.point(blocks, scroll)), HOVER_DELAY);
    };
    const leave = () => {
      window.clearTimeout(this.#hover);
      this.#back();
    };
    // A finger has no hover: on a touch screen a tap, which presses, does it.
    target.addEventListener('pointerenter', (event) => event.pointerType !== 'touch' && enter());
    target.addEventListener('pointerleave', (event) => event.pointerType !== 'touch' && leave());
    target.addEventListener('focus', () => target.matches(':focus-visible') && enter());
    target.addEventListener('blur', leave);
  }

  /** Back to what is pinned, or to nothing. */
  #back(): void {
    if (this.#pinned) this.view.point([this.#pinned.block], false);
    else this.view.unpoint();
  }

  #toggle(button: HTMLButtonElement, block: Removed): void {
    const again = this.#pinned?.button === button;
    this.#unpin();
    if (again) return;
    button.setAttribute('aria-pressed', 'true');
    this.#pinned = { button, block };
    window.clearTimeout(this.#hover);
    this.view.reveal();
    const said = this.#say(button, this.view.point([block], true));
    this.announce(said || `${KINDS[block.kind].one}: outlined in the page.`);
  }

  #unpin(): void {
    this.#pinned?.button.setAttribute('aria-pressed', 'false');
    this.#pinned = undefined;
    this.view.unpoint();
  }

  /** Says under a block, quietly, when it cannot be shown. */
  #say(target: HTMLElement, { found, seen }: { found: number; seen: boolean }): string {
    const note = target.querySelector('.block-note');
    const said = found === 0 ? 'Not found in the page view.' : seen ? '' : 'Hidden in the page view.';
    if (note) note.textContent = said;
    return said;
  }
}
