// Hides elements by one style rule and one attribute, and puts everything back as it was.
import { isDocument } from './arguments.js';
import { ask, read, write } from './nodes.js';

/** What the attribute says. */
type Mark = 'hidden' | 'unlocked';

/** Elements of a document that are hidden. */
export class Hiding {
  /** A name that nobody else has: another call may be at work in the same document. */
  readonly attribute = `data-muslin-${Math.random().toString(36).slice(2, 10).padEnd(8, '0')}`;
  readonly #document: Document;
  readonly #marked = new Set<Element>();
  /** Dialogs that have been closed. */
  readonly #closed = new Set<HTMLDialogElement>();
  /** The sheet that all scopes share, where scripts may make one: a page's policy does not forbid it, as it may a `style`. */
  #sheet: CSSStyleSheet | undefined;
  readonly #styles = new Map<Document | ShadowRoot, HTMLStyleElement>();
  readonly #scopes = new Set<Document | ShadowRoot>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Hides an element. */
  hide(element: Element): void {
    this.#mark(element, 'hidden');
  }

  /** Asks something of a hidden element as it would be if it were not. */
  unhidden<T>(element: Element, question: () => T): T {
    ask(element, 'removeAttribute', this.attribute);
    try {
      return question();
    } finally {
      ask(element, 'setAttribute', this.attribute, 'hidden' satisfies Mark);
    }
  }

  /** Lets a root that was locked scroll. */
  unlock(element: Element): void {
    this.#mark(element, 'unlocked');
  }

  /** Whether an element is hidden, by itself or with one around it. */
  hides(element: Element): boolean {
    for (let inner: Element | null = element; inner !== null; ) {
      if (ask(inner, 'closest', `[${this.attribute}=hidden]`) !== null) return true;
      const root: Node = ask(inner, 'getRootNode');
      inner = isShadow(root) ? root.host : null;
    }
    return false;
  }

  /** Whether a node is none of the page's. */
  owns(node: Node): boolean {
    return this.#styles.get(ask(node, 'getRootNode') as Document | ShadowRoot) === node;
  }

  /**
   * Closes the dialogs that are hidden, and sees to it that all that is hidden still is: a page may set its own sheets anew, move elements
   * into other trees, open dialogs again.
   */
  refresh(): void {
    for (const element of this.#marked) this.#coverRootOf(element);
    for (const dialog of this.#openDialogs()) {
      dialog.close();
      this.#closed.add(dialog);
    }
  }

  /** Puts everything back. */
  restore(): void {
    for (const element of this.#marked) ask(element, 'removeAttribute', this.attribute);
    this.#marked.clear();
    for (const scope of this.#scopes) {
      // Copies that the page has made.
      for (const copy of ask(scope, 'querySelectorAll', `[${this.attribute}]`)) {
        ask(copy, 'removeAttribute', this.attribute);
      }
      if (this.#sheet !== undefined && 'adoptedStyleSheets' in scope) {
        const others = read(scope, 'adoptedStyleSheets').filter((sheet) => sheet !== this.#sheet);
        write(scope, 'adoptedStyleSheets', others);
      }
      this.#styles.get(scope)?.remove();
    }
    this.#styles.clear();
    this.#scopes.clear();
    for (const dialog of this.#closed) {
      // Not one that the page has taken away or opened itself, nor in a frame that shows another page.
      if (dialog.isConnected && !dialog.open && read(dialog.ownerDocument, 'defaultView')) dialog.showModal();
    }
    this.#closed.clear();
  }

  #mark(element: Element, mark: Mark): void {
    ask(element, 'setAttribute', this.attribute, mark);
    this.#marked.add(element);
    this.#coverRootOf(element);
  }

  /**
   * The modal dialogs that are hidden: for as long as they are open, shown or not, the page is out of reach. What has the focus is on top
   * of the others, and comes last, to be opened last.
   */
  #openDialogs(): HTMLDialogElement[] {
    const hidden = [...this.#marked].filter((element) => ask(element, 'getAttribute', this.attribute) === 'hidden');
    const open = hidden.flatMap((element) => [element, ...ask(element, 'querySelectorAll', 'dialog')]).filter(isModal);
    const hasFocus = (dialog: Element) => dialog.contains(read(dialog.getRootNode() as Document, 'activeElement'));
    return open.sort((one, other) => Number(hasFocus(one)) - Number(hasFocus(other)));
  }

  #coverRootOf(element: Element): void {
    const root = ask(element, 'getRootNode');
    if (isDocument(root) || isShadow(root)) this.#cover(root as Document | ShadowRoot);
  }

  #cover(scope: Document | ShadowRoot): void {
    this.#scopes.add(scope);
    if (this.#styles.get(scope)?.isConnected) return;
    try {
      const sheet = this.#sheet ?? this.#makeSheet();
      if (sheet !== undefined && 'adoptedStyleSheets' in scope) {
        const adopted = read(scope, 'adoptedStyleSheets');
        if (!adopted.includes(sheet)) write(scope, 'adoptedStyleSheets', [...adopted, sheet]);
        this.#sheet = sheet;
        return;
      }
    } catch {
      // Some extensions see the sheets of a page only from afar.
    }
    const style = ask(this.#document, 'createElement', 'style') as HTMLStyleElement;
    style.textContent = this.#rules;
    const document = this.#document;
    const place = scope === document ? (read(document, 'head') ?? read(document, 'documentElement')) : scope;
    place.append(style);
    this.#styles.set(scope, style);
  }

  /** None for a document that is not shown, whose sheets would belong to another one. */
  #makeSheet(): CSSStyleSheet | undefined {
    const Sheet = read(this.#document, 'defaultView')?.CSSStyleSheet;
    if (Sheet === undefined) return undefined;
    const sheet = new Sheet();
    sheet.replaceSync(this.#rules);
    return sheet;
  }

  /** The element's own `style` may insist on one of these, hardly on all, and the page's rules that insist do not name three ids. */
  get #rules(): string {
    const strong = `:not(#${this.attribute})`.repeat(3);
    const hidden = 'display:none!important;visibility:hidden!important;clip-path:inset(50%)!important';
    const unlocked = 'overflow-y:visible!important;position:static!important';
    return `[${this.attribute}=hidden]${strong}{${hidden}}[${this.attribute}=unlocked]${strong}{${unlocked}}`;
  }
}

/** A document is told from it first: a form named `host` is no host. */
const isShadow = (root: Node): root is ShadowRoot => !isDocument(root) && 'host' in root;

function isModal(element: Element): element is HTMLDialogElement {
  try {
    return ask(element, 'matches', 'dialog:modal');
  } catch {
    // A selector from 2022 on, that some do not know.
    return false;
  }
}
