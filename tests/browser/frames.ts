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
