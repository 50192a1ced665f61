// Live documents to try things with.

/** Runs something with a live document of its own: a frame, where scripts could run and custom elements come alive. */
export async function inFrame(html: string, work: (page: Document) => void | Promise<void>): Promise<void> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => {
    frame.onload = resolve;
  });
  frame.srcdoc = html;
  document.body.append(frame);
  try {
    await loaded;
    if (frame.contentDocument === null) throw new Error('the frame has no document');
    await work(frame.contentDocument);
  } finally {
    frame.remove();
  }
}

/** All there is of a page, its open shadow trees too. */
export function snapshot(page: Document): string {
  const inside = (scope: ParentNode): string[] =>
    [...scope.querySelectorAll('*')].flatMap(({ shadowRoot: root }) => (root ? [root.innerHTML, ...inside(root)] : []));
  return [page.documentElement.outerHTML, ...inside(page)].join('\n');
}

/** Whether an element takes room on the screen. */
export const isShown = (element: Element | null): boolean => (element?.getClientRects().length ?? 0) > 0;

/** Whether the first element of this selector does. */
export const shown = (page: Document, selector: string): boolean => isShown(page.querySelector(selector));

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something is so. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let wait = 0; wait < 200; wait++) {
    if (isSo()) return;
    await pause(50);
  }
  throw new Error(`never so: ${what}`);
}

/** All there is of a page, and the sheets that its scopes have adopted. */
export function whole(page: Document): string {
  const scopes = [page, ...[...page.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const sheets = scopes.map(({ adoptedStyleSheets }) => adoptedStyleSheets.length);
  return [snapshot(page), ...sheets].join('\n');
}
